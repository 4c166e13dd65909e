"""What every picture has in common that can be looked at from nearer: pinching, keys, and buttons in its corner."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QNativeGestureEvent

from gui.theme import Theme
from gui.widgets.icon_button import IconButton
from gui.widgets.keyboard_focus import KeyboardFocus

ZOOM_STEP = 1.25
"""Factor of one press of a button or key."""
ZOOM_PER_WHEEL_UNIT = 1.0015

_HARMLESS = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
"""Held for + on many keyboards."""


class Zoomed(KeyboardFocus):
    """Mix-in; it stands before Qt's class among the bases, as `KeyboardFocus` does.

    Attributes
    ----------
    buttons
        Zoom out, zoom in, and one that shows all.
    """

    buttons: tuple[IconButton, ...]
    _theme: Theme

    def zoom(self, factor: float, about: QPointF) -> None:
        """Nearer by a factor; what is at a position of the widget stays there."""
        raise NotImplementedError

    def fit(self) -> None:
        """Show all of it."""
        raise NotImplementedError

    def _zoom_in(self) -> None:
        self.zoom(ZOOM_STEP, QRectF(self.rect()).center())

    def _zoom_out(self) -> None:
        self.zoom(1.0 / ZOOM_STEP, QRectF(self.rect()).center())

    def _zoom_keys(self) -> dict[int, Callable[[], None]]:
        """What the keys do that are the same everywhere."""
        return {Qt.Key.Key_F: self.fit, Qt.Key.Key_Plus: self._zoom_in, Qt.Key.Key_Equal: self._zoom_in,
                Qt.Key.Key_Minus: self._zoom_out}

    def _acted(self, event: QKeyEvent, acts: Mapping[int, Callable[[], None]]) -> bool:
        """Does what a key stands for, if it stands for anything."""
        act = acts.get(event.key())
        if act is None or event.modifiers() & ~_HARMLESS:
            return False
        act()
        return True

    def _place_buttons(self) -> None:
        """In the lower right corner, the one that comes and goes at the left."""
        gap = self._theme.px(2)
        x, y = self.width() - self._theme.px(6), self.height() - self._theme.px(6)
        for button in (self.buttons[1], self.buttons[0], self.buttons[2]):
            x -= button.width()
            button.move(x, y - button.height())
            x -= gap

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom(1.0 + event.value(), event.position())
                return True
            if event.gestureType() is Qt.NativeGestureType.SmartZoomNativeGesture:
                self.fit()
                return True
        return super().event(event)
