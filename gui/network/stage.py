"""The stage: the network of the moment in view, with its header."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetricsF,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from gui.choice import Selection
from gui.language import translate_name
from gui.network.attention import Attention
from gui.network.captions import Caption, Captions
from gui.network.edge_values import EdgeMode, Quantity
from gui.network.grip_canvas import GripCanvas
from gui.network.hand import parameter_symbol
from gui.network.hand_marks import edge_point, has_single_edges
from gui.network.hover_card import known_numbers
from gui.number_text import MINUS, count, never_whole, parse_number
from gui.run_view import RunView
from gui.theme import Theme
from gui.widgets.card import Card
from gui.widgets.icon_button import IconButton
from gui.widgets.number_field import NumberField, linear_step
from gui.widgets.plain_text import PlainLabel, plain_tip
from gui.widgets.segmented_control import SegmentedControl
from gui.widgets.telling import describe, describe_quietly
from simulator.steps import Granularity

# A small field on the stage into which the value of a weight or a bias is typed.

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


# The stage on which weights and biases are changed by hand: dragged, turned by the wheel, typed, frozen.

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


_NARROWEST = 120
_MODES = tuple(EdgeMode)


class NetworkStage(Card):
    """Draws the moment of the session; a click on it chooses a neuron or a weight, and by hand they are changed.

    Parameters
    ----------
    session
        Tells the moment, and is told what was chosen.

    Attributes
    ----------
    canvas
        The painted part.
    modes
        What the edges show: what belongs to the phase, weights, signal, gradient or how fast each weight learns.
    by_hand
        Whether weights and biases can be changed on the picture: by itself where every edge is drawn singly.
    as_graph
        The button that asks for a computational graph.

    Signals
    -------
    graph_wanted
        Somebody wants to see the derivative of what is chosen as a graph.
    """

    graph_wanted = Signal()

    def __init__(self, session: RunView, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("", theme, parent=parent)
        self._session = session
        names = (self.tr("Auto"), self.tr("Weights"), self.tr("Signal"), self.tr("Gradient"), self.tr("Learning"))
        self.modes = SegmentedControl(names, theme, name=self.tr("What the edges show"))
        for segment, about in zip(self.modes.segments(), (
                self.tr("What belongs to the phase: weights, signals, errors, gradients or updates"),
                self.tr("The weights w"), self.tr("The signals w·a, or going back w·δ"),
                self.tr("The gradients a·δ, in the end their mean ∂C/∂w"),
                self.tr("How fast each weight learns: |Δw| of a step")), strict=True):
            segment.setToolTip(plain_tip(about))
        self.by_hand = IconButton("hand", self.tr(
            "Change weights by hand (W): drag an edge or a neuron up or down, turn the wheel over it, or "
            "double-click it to type a value"), theme, parent=self)
        self.by_hand.setCheckable(True)
        self.by_hand.setVisible(session.is_editable)
        self.as_graph = IconButton("graph", self.tr(
            "Show the derivative of the chosen weight or neuron as a computational graph (G)"), theme, parent=self)
        self.as_graph.clicked.connect(self.graph_wanted)
        self.add_to_header(self.as_graph)
        self.add_to_header(self.by_hand)
        self.add_to_header(self.modes)
        # what stands in the header follows the room there is, and asks for none
        self._header.setMinimumWidth(1)
        self.setMinimumWidth(theme.px(_NARROWEST))
        self._has_modes = True
        self._wants_hand: bool | None = None
        self.canvas = HandCanvas(theme, self.name_of, self)
        self.canvas.setAccessibleName(self.tr("Picture of the network"))
        self._connect_canvas()
        self.body.addWidget(self.canvas)
        self.fill()
        self.modes.changed.connect(self._on_mode)
        session.moment_changed.connect(self._on_moment)
        session.run_changed.connect(self._describe)
        session.activity_changed.connect(self._on_activity)
        session.settings_changed.connect(self._on_settings)
        session.moment_changed.connect(self._tell_moment)
        session.selection_changed.connect(self._tell_selection)
        for changed in (session.focus_changed, session.selection_changed, session.granularity_changed):
            changed.connect(self._on_attention)
        session.pointed_out_changed.connect(self.canvas.set_pointed_out)
        self.canvas.set_pointed_out(session.pointed_out)
        self._describe()
        self._on_settings()
        self._on_moment(session.moment)

    def _connect_canvas(self) -> None:
        session, canvas = self._session, self.canvas
        canvas.chosen.connect(session.select)
        canvas.hand.changed.connect(self._set_parameter)
        canvas.frozen_wanted.connect(lambda frozen: session.change_settings(frozen=frozen))
        canvas.by_hand_wanted.connect(self.choose_by_hand)
        self.by_hand.clicked.connect(self.choose_by_hand)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        super().set_theme(theme)
        # the card's border and its round corners stay visible around the picture
        self.body.setContentsMargins(theme.px(1), 0, theme.px(1), theme.px(6))
        for part in self.findChildren(SegmentedControl) + self.findChildren(HandCanvas):
            part.set_theme(theme)
        if self._is_filled:
            self._fit_header()

    def name_of(self, selection: Selection) -> str:
        """Words for a neuron or an edge, counted from 1."""
        layer, neuron = selection.layer, selection.neuron
        if layer == 0:
            return self._input_name(neuron)
        name = self.tr("Layer {layer}, neuron {neuron}").format(layer=layer, neuron=neuron + 1)
        labels = self._session.data.class_labels
        if layer == self._session.network.depth and len(labels) == self._session.network.sizes[-1]:
            name = self.tr("Layer {layer}, neuron {neuron} (“{label}”)").format(
                layer=layer, neuron=neuron + 1, label=labels[neuron])
        if selection.source is None:
            return name
        source = self._input_name(selection.source) if layer == 1 else \
            self.tr("Layer {layer}, neuron {neuron}").format(layer=layer - 1, neuron=selection.source + 1)
        return self.tr("{source} → {target}").format(source=source, target=name)

    def _input_name(self, neuron: int) -> str:
        shape, names = self._session.data.image_shape, self._session.data.input_names
        if shape is None:
            return self.tr("Input {number}").format(number=names[neuron] if neuron < len(names) else neuron + 1)
        row, column = divmod(neuron, shape[1])
        return self.tr("Pixel in row {row}, column {column}").format(row=row + 1, column=column + 1)

    def _on_moment(self, _moment: object) -> None:
        session = self._session
        if self.canvas.hand.is_changing and not session.is_training:
            self.canvas.show_at_once(session.moment, self._attention())
            return
        self.canvas.show_moment(session.moment, self._attention(), speed=session.speed, training=session.is_training)

    def value_text(self) -> str:
        """What is chosen, or else what the equations follow, with all numbers that are known of it."""
        session = self._session
        shown = session.selection or session.focus
        if not shown.exists_in(session.network.sizes):
            return ""
        numbers = [f"{symbol} = {never_whole(value)}" for symbol, value, _ in known_numbers(session.moment, shown)]
        return ", ".join((self.name_of(shown), *numbers))

    def _keys_text(self) -> str:
        return self.tr("↑ and ↓ choose a neuron, with Shift a weight that leads to it, [ and ] go to another layer. "
                       "Where weights are changed by hand (W), Enter types the chosen weight or bias, Alt+↑ and "
                       "Alt+↓ change it. + and − zoom, F shows all, Escape chooses nothing.")

    def _tell_moment(self, _moment: object) -> None:
        """Where nothing but the instant is new, the transport bar says so."""
        describe_quietly(self.canvas, self.value_text(), self._keys_text())

    def _tell_selection(self, _selection: object) -> None:
        describe(self.canvas, self.value_text(), self._keys_text())

    def _on_activity(self) -> None:
        if self._session.is_training is not self.canvas.shows_training:
            self._on_moment(self._session.moment)

    def _on_attention(self, _cause: object) -> None:
        self.canvas.selected = self._session.selection
        if self._session.moment is self.canvas.moment:
            self.canvas.set_attention(self._attention())

    def _set_parameter(self, index: int, value: float, continues: bool) -> None:
        self._session.set_parameter(index, value, continues=continues)

    def _on_settings(self) -> None:
        self.canvas.set_frozen(frozenset(self._session.experiment.frozen))

    def choose_by_hand(self, by_hand: bool | None) -> None:
        """Let weights be changed by hand, or not; None where every edge is drawn singly."""
        self._wants_hand = by_hand
        self._fit_hand()

    @property
    def wants_hand(self) -> bool | None:
        """What somebody has chosen about the hand, None as long as nobody has."""
        return self._wants_hand

    def _fit_hand(self) -> None:
        by_hand = self._session.is_editable and (self._is_small() if self._wants_hand is None else self._wants_hand)
        self.by_hand.setChecked(by_hand)
        self.canvas.set_by_hand(by_hand)

    def _is_small(self) -> bool:
        """Whether every edge is drawn singly."""
        moment = self._session.moment
        return all(has_single_edges(moment, layer) for layer in range(1, moment.network.depth + 1))

    def set_has_modes(self, has_modes: bool) -> None:
        """Whether what the edges show is chosen here, as long as there is room for the choice."""
        if has_modes != self._has_modes:
            self._has_modes = has_modes
            self._fit_header()

    def choose_mode(self, index: int) -> None:
        """Let the edges show something else."""
        self.modes.set_index(index)
        self._on_mode(index)

    def _on_mode(self, index: int) -> None:
        self.canvas.set_mode(_MODES[index])

    def _attention(self) -> Attention:
        """The edges of a chosen neuron are brought out; neuron by neuron, those of the one in turn."""
        session = self._session
        by_neuron = session.granularity is Granularity.NEURON
        focus = session.focus if by_neuron or session.selection is None else session.selection
        chosen = focus == session.selection
        return Attention(focus, chosen=chosen, brought_out=chosen or by_neuron)

    def _describe(self) -> None:
        self._fit_header()
        self._fit_hand()
        self.canvas.set_captions(Captions(self._layer_captions(), {
            Quantity.WEIGHT: self.tr("weight w"), Quantity.SIGNAL: self.tr("signal w·a"),
            Quantity.ERROR: self.tr("error going back w·δ"), Quantity.GRADIENT: self.tr("gradient a·δ"),
            Quantity.MEAN_GRADIENT: self.tr("mean gradient ∂C/∂w"), Quantity.UPDATE: self.tr("update Δw"),
            Quantity.SPEED: self.tr("learning speed |Δw|"),
        }, self.tr("{quantity}, step {step}")))

    def _fit_header(self) -> None:
        """As much of the network's description as there is room for: a number is written whole or not at all."""
        px, network = self._theme.px, self._session.network
        sizes = [str(size) for size in network.sizes]
        whole = self.tr("Network {sizes}").format(sizes="–".join(sizes))
        ends = self.tr("Network {sizes}").format(sizes=f"{sizes[0]}–…–{sizes[-1]}")
        note = self.tr("1 weight") if network.weight_count == 1 else \
            self.tr("{count} weights").format(count=count(network.weight_count))
        titles, notes = QFontMetricsF(self._title.font()), QFontMetricsF(self._note.font())
        room = self.contentsRect().width() - 2 * px(16) - self.by_hand.width() - 3 * px(8) - px(2)
        # a choice that is cut off can't be read: without room for all of it the stage goes on showing what it shows
        has_modes = self._has_modes and room >= self.modes.minimumSizeHint().width()
        if has_modes == self.modes.isHidden():
            self.modes.setVisible(has_modes)
        room -= self.modes.sizeHint().width() if has_modes else 0
        # a graph of thousands of edges is nothing to look at, and in a narrow stage the key G has to do
        beside = self.as_graph.width() + px(8)
        has_graph = self._session.is_editable and self._is_small() and room - beside >= titles.horizontalAdvance(ends)
        self.as_graph.setVisible(has_graph)
        room -= beside if has_graph else 0
        # the header keeps a little room for the note even where there is none
        title = next((text for text in (whole, ends, self.tr("Network"))
                      if titles.horizontalAdvance(text) <= room - px(16)), "")
        room -= math.ceil(titles.horizontalAdvance(title))
        self.set_title(title)
        self.setAccessibleName(whole)
        # alone it would be the number of something unnamed
        self.set_note(note if title and notes.horizontalAdvance(note) <= room else "")
        self._title.setToolTip(plain_tip(f"{whole}, {note}" if title != whole or not self._note.text() else ""))
        # so that the stage can get narrower than its title is now
        self._title.setMinimumWidth(1)

    def _layer_captions(self) -> tuple[Caption, ...]:
        network, shape = self._session.network, self._session.data.image_shape
        captions = []
        for layer, size in enumerate(network.sizes):
            number = count(size)
            neurons = self.tr("{count} neurons").format(count=number)
            if layer == 0:
                details = self.tr("{count} pixels").format(count=number) if shape else number
                captions.append(Caption(self.tr("input"), details, number,
                                        self.tr("{count} inputs").format(count=number)))
                continue
            name = self.tr("output") if layer == network.depth else self.tr("layer {number}").format(number=layer)
            activation = translate_name(network.activation(layer).label)
            captions.append(Caption(name, f"{number} · {activation}", number, neurons))
        return tuple(captions)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_header()
