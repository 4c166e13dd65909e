"""The stage on which weights and biases are changed by hand: dragged, turned by the wheel, typed, frozen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHideEvent, QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QMenu, QWidget

from gui.choice import Selection
from gui.network.grip_canvas import GripCanvas
from gui.network.hand import parameter_symbol
from gui.network.hand_marks import edge_point
from gui.network.hand_menu import hand_menu
from gui.network.weight_editor import WeightEditor
from gui.network.wheel_turns import WheelTurns
from gui.theme import Theme

_FIRST_PIXELS = 3.0
"""A press that moves less is a click."""
_STEP_KEYS: dict[int, int] = {Qt.Key.Key_Period: 1, Qt.Key.Key_Greater: 1, Qt.Key.Key_Comma: -1, Qt.Key.Key_Less: -1}
_ALT_KEYS: dict[int, int] = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
_KEYPAD, _SHIFT, _ALT = (Qt.KeyboardModifier.KeypadModifier, Qt.KeyboardModifier.ShiftModifier,
                         Qt.KeyboardModifier.AltModifier)


class HandCanvas(GripCanvas):
    """A canvas whose weights and biases can be changed while `by_hand` is on.

    Dragging an edge or a neuron up and down changes its weight or bias, so does the wheel over it; a double click,
    Enter or F2 asks for a value; Alt+↑ and Alt+↓ (or . and ,) change what is chosen, K freezes it, and a right
    click offers all of that. W switches the hand on and off.

    Attributes
    ----------
    editor
        The field to type into.
    menu
        The menu of the last right click.

    Signals
    -------
    by_hand_wanted
        Whether the hand shall be on: somebody pressed its key.
    """

    by_hand_wanted = Signal(bool)

    def __init__(self, theme: Theme, name_of: Callable[[Selection], str], parent: QWidget | None = None) -> None:
        super().__init__(theme, name_of, parent)
        self.editor = WeightEditor(theme, self)
        self.editor.committed.connect(self.hand.put)
        self.view_changed.connect(self.editor.close_field)
        self.menu: QMenu | None = None
        self._at: QPointF | None = None
        self._turns = WheelTurns()

    def set_by_hand(self, by_hand: bool) -> None:
        """Let weights and biases be changed, or only be looked at."""
        if not by_hand:
            self.editor.close_field()
        super().set_by_hand(by_hand)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self.editor.set_theme(theme)
        super().set_theme(theme)

    def type_value(self, selection: Selection) -> None:
        """Open the field beside a weight or a neuron."""
        index, frame = self._index_of(selection), self._frame
        if index is None or frame is None:
            return
        self._card.hide()
        if selection.source is None:
            column = frame.layout.columns[selection.layer]
            point = frame.view.point(column.x + column.largest_radius, float(column.y[selection.neuron]))
        else:
            point = edge_point(frame, selection, 0.5)
        self.editor.open_at(point, parameter_symbol(selection), index, self.hand.value(index))

    def open_menu(self, selection: Selection, point: QPointF) -> None:
        """All that can be done to a weight or a bias."""
        index, moment = self._index_of(selection), self._moment
        if index is None or moment is None:
            return
        self._card.hide()
        everything = frozenset(range(moment.network.parameter_count))
        self.menu = hand_menu(
            self, parameter_symbol(selection), is_frozen=index in self._frozen, any_frozen=bool(self._frozen),
            type_value=lambda: self.type_value(selection), put_zero=lambda: self.hand.put(index, 0.0),
            toggle_frozen=lambda: self.toggle_frozen(selection),
            freeze_all=lambda: self.freeze(everything, frozen=True),
            release_all=lambda: self.freeze(everything, frozen=False))
        self.menu.popup(self.mapToGlobal(point.toPoint()))

    # mouse and wheel

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            self._held, self._at = self._grip_at(event.position()), event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position()
        held, at = self._held, self._at
        index = self._index_of(held)
        if held is None or at is None or index is None:
            super().mouseMoveEvent(event)
            return
        upwards = at.y() - event.position().y()
        if not self.hand.is_holding:
            if abs(upwards) <= _FIRST_PIXELS * self._theme.scale:
                return
            self.chosen.emit(held)
            self.hand.grasp(index)
        self._at = event.position()
        self.hand.drag(upwards, fine=bool(event.modifiers() & _SHIFT))
        if upwards == 0:  # otherwise with the value, so that all is painted in one go
            self._show_bubble(held, event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        was_dragged = self.hand.is_holding
        if event.button() is Qt.MouseButton.LeftButton:
            self.let_go()
        if was_dragged:
            self._pressed = self._dragged = None
            self._hover(event.position())
        else:
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        grip = self._grip_at(event.position())
        if grip is not None and event.button() is Qt.MouseButton.LeftButton:
            self.type_value(grip)
        else:
            super().mouseDoubleClickEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        grip = self._grip_at(QPointF(event.pos())) if by_mouse else self._chosen()
        if grip is None:
            super().contextMenuEvent(event)
            return
        self.chosen.emit(grip)
        self.open_menu(grip, QPointF(event.pos()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        index = self._index_of(self._grip_at(event.position()))
        if index is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier or self._turns.is_zooming:
            self._turns.zoom()
            super().wheelEvent(event)
            return
        event.accept()
        # Shift, and on some systems Alt, makes of a turn a horizontal one
        notches = self._turns.notches(index, event.angleDelta().y() or event.angleDelta().x())
        if notches and event.phase() is not Qt.ScrollPhase.ScrollMomentum:
            self._pointer = event.position()
            self.hand.nudge(index, notches, fine=bool(event.modifiers() & _SHIFT))

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not (self._act_on_hand(event) or self._act_on_chosen(event)):
            super().keyPressEvent(event)

    def _act_on_hand(self, event: QKeyEvent) -> bool:
        """Switch the hand on or off, or let go; whether the key means that."""
        if event.key() == Qt.Key.Key_W and not event.modifiers():
            self.by_hand_wanted.emit(not self._by_hand)
        elif event.key() == Qt.Key.Key_Escape and self.hand.is_holding:
            self.hand.cancel()
            self._held = self._pressed = None
        else:
            return False
        return True

    def _act_on_chosen(self, event: QKeyEvent) -> bool:
        """Change or freeze what is chosen; whether the key means that."""
        chosen, key = self._chosen(), event.key()
        index, modifiers = self._index_of(chosen), event.modifiers() & ~_KEYPAD
        if chosen is None or index is None:
            return False
        with_alt, others = bool(modifiers & _ALT), modifiers & ~(_ALT | _SHIFT)
        steps = 0 if others else (_ALT_KEYS if with_alt else _STEP_KEYS).get(key, 0)
        if steps:
            self.hand.nudge(index, steps, fine=bool(modifiers & _SHIFT))
        elif modifiers:
            return False
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.type_value(chosen)
        elif key == Qt.Key.Key_K:
            self.toggle_frozen(chosen)
        else:
            return False
        return True

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.editor.close_field()
        super().resizeEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.let_go()
        self.editor.close_field()
        super().hideEvent(event)
