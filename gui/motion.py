"""Whether the desktop asks for less motion on the screen.

A person can choose otherwise, see `gui.app.Look`; what comes of both is handed to every view with its `Theme`
(`Theme.still`), as colours and sizes are.
"""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QStyle


def platform_reduces_motion() -> bool:
    """Whether the desktop asks for less motion; one that doesn't say lets things move."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return False
    asked = _motion_preference(app)
    if asked is not None:
        return asked
    # where Qt doesn't hear of the preference, desktops that have one let the style's own animations take no time
    return QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) == 0


def _motion_preference(app: QGuiApplication) -> bool | None:
    """What Qt says of it, which it can't before its later versions."""
    hints = getattr(app.styleHints(), "accessibility", lambda: None)()  # since 6.10
    preference = getattr(hints, "motionPreference", lambda: None)()  # later still
    return None if preference is None else "Reduced" in str(preference)
