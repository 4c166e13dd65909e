"""Qt's types, made by the window's thread before another thread asks for them.

WORKAROUND: PySide makes each of its classes when it is first asked for (since 6.8), and doesn't keep two threads from
it: where one thread imports pyqtgraph, which asks for all of them, while the window is painted, the program died of a
segmentation fault in one start of twenty on a busy machine.
"""

from __future__ import annotations

import math
import time

from PySide6 import QtCore, QtGui, QtWidgets

_LEFT = ((module, name) for module in (QtCore, QtGui, QtWidgets) for name in dir(module))
"""What has not been asked for yet; it is gone through once."""


def make_types(seconds: float = math.inf) -> bool:
    """Goes on making types for so long at most; whether all are made. All of them take a tenth of a second.

    Call it in the window's thread, before a thread is started that imports anything of Qt.
    """
    end = time.perf_counter() + seconds
    for module, name in _LEFT:
        getattr(module, name, None)
        if time.perf_counter() > end:
            return False
    return True
