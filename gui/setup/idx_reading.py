"""Opening IDX files without holding up the window."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from gui.language import error_text
from simulator.datasets.idx import find_companions, open_idx_data_set


class IdxReader(QObject):
    """Reads the files of a data set in the background; a newer wish replaces an older one.

    Signals
    -------
    opened(str, object)
        Path of the file that was chosen, and the data set.
    failed(str)
        Why the files can't be used.
    """

    opened = Signal(str, object)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._newest: _Reading | None = None

    def read(self, path: Path) -> None:
        """Begin to read the data set that a file belongs to."""
        self._newest = _Reading(path)
        self._newest.done.connect(self._on_done)
        threading.Thread(target=self._newest.run, name="reading IDX files").start()

    def _on_done(self, reading: _Reading, data: object, reason: str) -> None:
        if reading is not self._newest:
            return
        self._newest = None
        if data is None:
            self.failed.emit(reason)
        else:
            self.opened.emit(str(reading.path), data)


class _Reading(QObject):
    """One wish; the thread that reads keeps it alive, whatever becomes of the window."""

    done = Signal(object, object, str)

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path

    def run(self) -> None:
        try:
            data = open_idx_data_set(*find_companions(self.path))
        except ValueError as error:
            self.done.emit(self, None, error_text(error))
        else:
            self.done.emit(self, data, "")
