"""What every picture has in common that can be looked at from nearer: wheel, pinching, keys and three buttons."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from gui.foundation.theme import Theme
from gui.widgets.buttons import IconButton
from gui.widgets.keyboard import Tool, act_on

ZOOM_STEP = 1.25
"""Factor of one press of a button or key."""
ZOOM_KEYS = frozenset({Qt.Key.Key_F, Qt.Key.Key_Plus, Qt.Key.Key_Minus})
_PER_WHEEL_UNIT = 1.0015


class Zoomable(Protocol):
    """A picture that can be looked at from nearer."""

    def zoom(self, factor: float, about: QPointF) -> None:
        """Nearer by a factor; what is at a position of the widget stays there."""

    def fit(self) -> None:
        """Show all of it."""


class ZoomTool(Tool):
    """Zooms a picture by the wheel and by pinching about the pointer, by + and − about its middle; F shows all.

    Parameters
    ----------
    fit_tooltip
        What the button says that shows all.

    Attributes
    ----------
    buttons
        Zoom out, zoom in, and show all.
    """

    def __init__(self, picture: Zoomable, theme: Theme, fit_tooltip: str, *, look: str = "flat") -> None:
        assert isinstance(picture, QWidget), "a picture is a widget"
        super().__init__(picture, {QEvent.Type.KeyPress: self._on_key, QEvent.Type.Wheel: self._on_wheel,
                                   QEvent.Type.NativeGesture: self._on_gesture})
        self._picture: Zoomable = picture
        translate = QCoreApplication.translate
        self.buttons = tuple(IconButton(icon, tooltip, theme, size=26, look=look, parent=picture)
                             for icon, tooltip in (("zoom-out", translate("ZoomTool", "Zoom out")),
                                                   ("zoom-in", translate("ZoomTool", "Zoom in")),
                                                   ("fit", fit_tooltip)))
        for button, act in zip(self.buttons, (self._zoom_out, self._zoom_in, picture.fit), strict=True):
            button.clicked.connect(act)
        self._acts: dict[int, Callable[[], None]] = {
            Qt.Key.Key_F: picture.fit, Qt.Key.Key_Plus: self._zoom_in, Qt.Key.Key_Equal: self._zoom_in,
            Qt.Key.Key_Minus: self._zoom_out}

    def set_theme(self, theme: Theme) -> None:
        """Draw the buttons in another theme from now on."""
        for button in self.buttons:
            button.set_theme(theme)

    def place_in_corner(self, theme: Theme) -> None:
        """Put the buttons into the lower right corner, the one that comes and goes at the left."""
        x, y = self.widget.width() - theme.px(6), self.widget.height() - theme.px(6)
        for button in (self.buttons[1], self.buttons[0], self.buttons[2]):
            x -= button.width()
            button.move(x, y - button.height())
            x -= theme.px(2)

    def _zoom_in(self) -> None:
        self._picture.zoom(ZOOM_STEP, QRectF(self.widget.rect()).center())

    def _zoom_out(self) -> None:
        self._picture.zoom(1.0 / ZOOM_STEP, QRectF(self.widget.rect()).center())

    def _on_key(self, event: QKeyEvent) -> bool:
        return act_on(event, self._acts)

    def _on_wheel(self, event: QWheelEvent) -> bool:
        self._picture.zoom(_PER_WHEEL_UNIT ** event.angleDelta().y(), event.position())
        event.accept()
        return True

    def _on_gesture(self, event: QNativeGestureEvent) -> bool:
        if event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
            self._picture.zoom(1.0 + event.value(), event.position())
        elif event.gestureType() is Qt.NativeGestureType.SmartZoomNativeGesture:
            self._picture.fit()
        else:
            return False
        return True
