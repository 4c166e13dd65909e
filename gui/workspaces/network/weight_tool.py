"""Weights and biases of the stage changed by hand: dragged, turned by the wheel, typed, frozen."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from gui.foundation.number_text import MINUS, parse_number
from gui.foundation.theme import Theme
from gui.run.choice import Selection
from gui.run.hand import Hand, parameter_index, parameter_symbol, value_text
from gui.widgets.fields import NumberField, linear_step
from gui.widgets.keyboard import Tool
from gui.widgets.plain_text import PlainLabel
from gui.workspaces.network.canvas import StageCanvas
from gui.workspaces.network.hand_marks import edge_point
from gui.workspaces.network.pointing import PointingTool

_WIDTH = 248
_STEP = 0.1


def _short(x: float) -> str:
    """The number in the field; its value keeps all of its digits as long as nobody types."""
    return f"{x:.5g}".replace("-", MINUS)


class WeightEditor(QWidget):
    """The symbol, and a field with the value: Enter takes it, Escape leaves it; ↑ and ↓ go up and down.

    Leaving the field takes the value, too. Nonsense stays in the field with the reason under it.

    Attributes
    ----------
    field : NumberField or None
        The field while the editor is open.

    Signals
    -------
    committed(int, float)
        Place in θ, and the value that was typed.
    """

    committed = Signal(int, float)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._stage = parent
        self._index = -1
        self._point = QPoint()
        self.field: _Field | None = None
        self._symbol = PlainLabel(parent=self)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._symbol, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme
        self._row.setContentsMargins(theme.px(10), theme.px(8), theme.px(10), theme.px(8))
        self._row.setSpacing(theme.px(8))
        self._symbol.setFont(theme.font(14, semibold=True))
        self._symbol.setFixedHeight(theme.px(28))
        if self.field is not None:
            self.field.set_theme(theme)

    def open_at(self, point: QPointF, symbol: str, index: int, value: float) -> None:
        """Ask for another value of θ[index].

        Parameters
        ----------
        point
            Where on the parent the weight or neuron is.
        """
        self.close_field()
        self._index, self._point = index, point.toPoint()
        self._symbol.setText(f"{symbol} =")
        field = self.field = _Field(value, symbol, self._theme, self)
        field.committed.connect(self._on_committed)
        field.finished.connect(self._on_finished)
        field.line.left.connect(self._on_left)
        self._row.addWidget(field, 1)
        self._fit()
        self.show()
        self.raise_()
        field.show()
        field.line.setFocus(Qt.FocusReason.OtherFocusReason)
        field.line.selectAll()

    def close_field(self) -> None:
        """Close; what stands in the field is given up."""
        field, self.field = self.field, None
        if field is not None:
            field.line.setModified(False)
            self.hide()
            self._row.removeWidget(field)
            field.deleteLater()

    def _on_committed(self, value: object) -> None:
        if self.field is not None and isinstance(value, int | float):
            self.committed.emit(self._index, float(value))

    def _on_finished(self) -> None:
        """The keys belong to the stage again."""
        self._stage.setFocus(Qt.FocusReason.OtherFocusReason)
        self.close_field()

    def _on_left(self) -> None:
        if self.field is not None and not self.field.error():
            self.close_field()

    def _fit(self) -> None:
        """Beside the point, where there is room; as high as the reason under the field needs it to be."""
        theme, area = self._theme, self._stage.rect()
        width = min(theme.px(_WIDTH), area.width())
        height = self._row.heightForWidth(width) if self._row.hasHeightForWidth() else self._row.sizeHint().height()
        x, y = self._point.x() + theme.px(14), self._point.y() - height // 2
        if x + width > area.right():
            x = self._point.x() - theme.px(14) - width
        x, y = min(x, area.right() - width), min(y, area.bottom() - height)
        self.setGeometry(max(x, 0), max(y, 0), width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.outline, theme.px(1)))
        painter.setBrush(theme.card)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.px(6), theme.px(6))
        painter.end()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.field is not None:
            self._fit()
        return done


class _Field(NumberField):
    """A field that says when somebody is done with it.

    Signals
    -------
    finished()
        The value is taken over, or left as it was.
    """

    finished = Signal()

    def __init__(self, value: float, name: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(value, parse_number, theme, step=linear_step(_STEP), text_of=_short, name=name,
                         parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take_over()
            if not self.error():
                self.finished.emit()
            else:
                self.line.selectAll()
        elif event.key() == Qt.Key.Key_Escape:
            self._show_value()
            self.finished.emit()
        else:
            super().keyPressEvent(event)


# Turns of the wheel over the stage: notches that change a value, or a zoom.

NOTCH = 120
"""Eighths of a degree, as Qt counts them."""
_SERIES_SECONDS = 0.3


class WheelTurns:
    """Adds up what fine wheels and touch pads report, and lets a zoom that has begun go on.

    While somebody zooms, edges come to lie under the pointer that rests: they must not be changed.
    """

    def __init__(self) -> None:
        self._index: int | None = None
        self._angle = 0
        self._zoomed = float("-inf")

    @property
    def is_zooming(self) -> bool:
        """Whether a zoom has just gone on."""
        return time.monotonic() - self._zoomed <= _SERIES_SECONDS

    def zoom(self) -> None:
        """Takes notice of a turn that zooms."""
        self._zoomed = time.monotonic()
        self._index, self._angle = None, 0

    def notches(self, index: int, angle: int) -> int:
        """Whole notches that a turn over an entry of θ makes, together with what was left over from those before."""
        if index != self._index:
            self._index, self._angle = index, 0
        self._angle += angle
        notches = int(self._angle / NOTCH)
        self._angle -= notches * NOTCH
        return notches


# The menu of a weight or a bias.

def hand_menu(parent: QWidget, symbol: str, *, is_frozen: bool, any_frozen: bool, type_value: Callable[[], None],
              put_zero: Callable[[], None], toggle_frozen: Callable[[], None], freeze_all: Callable[[], None],
              release_all: Callable[[], None]) -> QMenu:
    """What a right click offers; the menu is deleted when it closes.

    Parameters
    ----------
    symbol
        The weight or bias.
    is_frozen, any_frozen
        Whether it is frozen, and whether anything in the network is.
    type_value, put_zero, toggle_frozen, freeze_all, release_all
        What the entries do.
    """
    menu = QMenu(parent)
    menu.aboutToHide.connect(menu.deleteLater)
    translate = QCoreApplication.translate
    freeze = translate("HandMenu", "Release {symbol}") if is_frozen else translate("HandMenu", "Freeze {symbol}")
    menu.addAction(translate("HandMenu", "Type a value for {symbol} …").format(symbol=symbol), "Enter", type_value)
    menu.addAction(translate("HandMenu", "Set {symbol} to 0").format(symbol=symbol), put_zero)
    menu.addAction(freeze.format(symbol=symbol), "K", toggle_frozen)
    menu.addSeparator()
    menu.addAction(translate("HandMenu", "Freeze all weights and biases"), freeze_all)
    release = menu.addAction(translate("HandMenu", "Release all"), release_all)
    release.setEnabled(any_frozen)
    return menu


_FIRST_PIXELS = 3.0
"""A press that moves less is a click."""
_STEP_KEYS: dict[int, int] = {Qt.Key.Key_Period: 1, Qt.Key.Key_Greater: 1, Qt.Key.Key_Comma: -1, Qt.Key.Key_Less: -1}
_ALT_KEYS: dict[int, int] = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
_KEYPAD, _SHIFT, _ALT = (Qt.KeyboardModifier.KeypadModifier, Qt.KeyboardModifier.ShiftModifier,
                         Qt.KeyboardModifier.AltModifier)


class WeightTool(Tool):
    """Changes weights and biases while they may be changed by hand.

    Dragging an edge or a neuron up and down changes its weight or bias, so does the wheel over it; a double click,
    Enter or F2 asks for a value; Alt+↑ and Alt+↓ (or . and ,) change what is chosen, K freezes it, and a right
    click offers all of that. W switches the hand on and off.

    Attributes
    ----------
    hand
        Makes new values of movements.
    editor
        The field to type into.
    menu
        The menu of the last right click.

    Signals
    -------
    frozen_wanted
        All places in θ that shall be frozen, a tuple in ascending order.
    by_hand_wanted
        Whether the hand shall be on: its key was pressed.
    """

    frozen_wanted = Signal(object)
    by_hand_wanted = Signal(bool)

    def __init__(self, canvas: StageCanvas, pointing: PointingTool, theme: Theme) -> None:
        super().__init__(canvas, {
            QEvent.Type.MouseButtonPress: self._on_press, QEvent.Type.MouseMove: self._on_move,
            QEvent.Type.MouseButtonRelease: self._on_release, QEvent.Type.MouseButtonDblClick: self._on_double_click,
            QEvent.Type.ContextMenu: self._on_context_menu, QEvent.Type.Wheel: self._on_wheel,
            QEvent.Type.KeyPress: self._on_key, QEvent.Type.Resize: self._on_resize, QEvent.Type.Hide: self._on_hide})
        self._canvas = canvas
        self._pointing = pointing
        self._theme = theme
        self.hand = Hand(self._value_of, self)
        self.editor = WeightEditor(theme, canvas)
        self.editor.committed.connect(self.hand.put)
        self.menu: QMenu | None = None
        self._at: QPointF | None = None
        self._turns = WheelTurns()
        canvas.view_changed.connect(self.editor.close_field)
        canvas.shown.connect(self._refresh_bubble)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme
        self.editor.set_theme(theme)

    def set_by_hand(self, by_hand: bool) -> None:
        """Let weights and biases be changed, or only be looked at."""
        if not by_hand:
            self.editor.close_field()
        if by_hand != self._canvas.by_hand:
            self._canvas.by_hand = by_hand
            self.let_go()
            self._canvas.unsetCursor()
            self._canvas.update()

    def freeze(self, indices: frozenset[int], *, frozen: bool) -> None:
        """Ask for weights and biases to be frozen, or to be released."""
        before = self._canvas.frozen
        wanted = before | indices if frozen else before - indices
        if wanted != before:
            self.frozen_wanted.emit(tuple(sorted(wanted)))

    def toggle_frozen(self, selection: Selection) -> None:
        """Freeze a weight or a bias, or release it."""
        index = self._index_of(selection)
        if index is not None:
            self.freeze(frozenset({index}), frozen=index not in self._canvas.frozen)

    def let_go(self) -> None:
        """End what is being dragged."""
        self._canvas.held = None
        self._pointing.rests = False
        self.hand.let_go()

    def type_value(self, selection: Selection) -> None:
        """Open the field beside a weight or a neuron."""
        index, frame = self._index_of(selection), self._canvas.frame
        if index is None or frame is None:
            return
        self._canvas.card.hide()
        if selection.source is None:
            column = frame.layout.columns[selection.layer]
            point = frame.view.point(column.x + column.largest_radius, float(column.y[selection.neuron]))
        else:
            point = edge_point(frame, selection, 0.5)
        self.editor.open_at(point, parameter_symbol(selection), index, self.hand.value(index))

    def open_menu(self, selection: Selection, point: QPointF) -> None:
        """All that can be done to a weight or a bias."""
        index, moment = self._index_of(selection), self._canvas.moment
        if index is None or moment is None:
            return
        self._canvas.card.hide()
        everything, frozen = frozenset(range(moment.network.parameter_count)), self._canvas.frozen
        self.menu = hand_menu(
            self._canvas, parameter_symbol(selection), is_frozen=index in frozen, any_frozen=bool(frozen),
            type_value=lambda: self.type_value(selection), put_zero=lambda: self.hand.put(index, 0.0),
            toggle_frozen=lambda: self.toggle_frozen(selection),
            freeze_all=lambda: self.freeze(everything, frozen=True),
            release_all=lambda: self.freeze(everything, frozen=False))
        self.menu.popup(self._canvas.mapToGlobal(point.toPoint()))

    def _value_of(self, index: int) -> float | None:
        moment = self._canvas.moment
        if moment is None or index >= moment.network.parameter_count:
            return None
        return float(moment.theta[index])

    def _index_of(self, selection: Selection | None) -> int | None:
        moment = self._canvas.moment
        return parameter_index(moment.network, selection) if moment is not None else None

    def _chosen(self) -> Selection | None:
        """What the keys change."""
        chosen = self._canvas.selected
        return chosen if self._canvas.by_hand and self._index_of(chosen) is not None else None

    def _show_bubble(self, selection: Selection, point: QPointF) -> None:
        """The value beside the pointer, as short as it can be."""
        index = self._index_of(selection)
        if index is not None:
            text = f"{parameter_symbol(selection)} = {value_text(self.hand.value(index), self.hand.digits)}"
            self._pointing.show_card(point, text, [], selection)

    def _refresh_bubble(self) -> None:
        held, pointer = self._canvas.held, self._pointing.pointer
        if self.hand.is_holding and held is not None and pointer is not None:
            self._show_bubble(held, pointer)

    # mouse and wheel

    def _on_press(self, event: QMouseEvent) -> bool:
        if event.button() is Qt.MouseButton.LeftButton:
            self._canvas.held, self._at = self._pointing.grip_at(event.position()), event.position()
        return False

    def _on_move(self, event: QMouseEvent) -> bool:
        self._pointing.pointer = event.position()
        held, at = self._canvas.held, self._at
        index = self._index_of(held)
        if held is None or at is None or index is None:
            return False
        upwards = at.y() - event.position().y()
        if not self.hand.is_holding:
            if abs(upwards) <= _FIRST_PIXELS * self._theme.scale:
                return True
            self._canvas.chosen.emit(held)
            self.hand.grasp(index)
            self._pointing.rests = True
        self._at = event.position()
        self.hand.drag(upwards, fine=bool(event.modifiers() & _SHIFT))
        if upwards == 0:  # otherwise with the value, so that all is painted in one go
            self._show_bubble(held, event.position())
        return True

    def _on_release(self, event: QMouseEvent) -> bool:
        was_dragged = self.hand.is_holding
        if event.button() is Qt.MouseButton.LeftButton:
            self.let_go()
        if was_dragged:
            self._pointing.end_drag()
            self._pointing.hover(event.position())
        return was_dragged

    def _on_double_click(self, event: QMouseEvent) -> bool:
        grip = self._pointing.grip_at(event.position())
        if grip is None or event.button() is not Qt.MouseButton.LeftButton:
            return False
        self.type_value(grip)
        return True

    def _on_context_menu(self, event: QContextMenuEvent) -> bool:
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        grip = self._pointing.grip_at(QPointF(event.pos())) if by_mouse else self._chosen()
        if grip is None:
            return False
        self._canvas.chosen.emit(grip)
        self.open_menu(grip, QPointF(event.pos()))
        return True

    def _on_wheel(self, event: QWheelEvent) -> bool:
        index = self._index_of(self._pointing.grip_at(event.position()))
        if index is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier or self._turns.is_zooming:
            self._turns.zoom()
            return False
        event.accept()
        # Shift, and on some systems Alt, makes of a turn a horizontal one
        notches = self._turns.notches(index, event.angleDelta().y() or event.angleDelta().x())
        if notches and event.phase() is not Qt.ScrollPhase.ScrollMomentum:
            self._pointing.pointer = event.position()
            self.hand.nudge(index, notches, fine=bool(event.modifiers() & _SHIFT))
        return True

    # keys

    def _on_key(self, event: QKeyEvent) -> bool:
        return self._act_on_hand(event) or self._act_on_chosen(event)

    def _act_on_hand(self, event: QKeyEvent) -> bool:
        """Switch the hand on or off, or let go; whether the key means that."""
        if event.key() == Qt.Key.Key_W and not event.modifiers():
            self.by_hand_wanted.emit(not self._canvas.by_hand)
        elif event.key() == Qt.Key.Key_Escape and self.hand.is_holding:
            self.hand.cancel()
            self._canvas.held, self._pointing.rests = None, False
            self._pointing.end_drag()
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

    def _on_resize(self, _event: QEvent) -> bool:
        self.editor.close_field()
        return False

    def _on_hide(self, _event: QEvent) -> bool:
        self.let_go()
        self.editor.close_field()
        return False
