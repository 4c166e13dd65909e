"""The layers of the network, one line each: size, activation, and a button that takes it away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.language import error_text, translate_name
from gui.setup.draft import Draft
from gui.setup.setting_row import MessageLabel, SettingField
from gui.theme import Theme
from gui.widgets.choice_box import ChoiceBox
from gui.widgets.icon_button import IconButton
from gui.widgets.plain_text import PlainLabel, plain_tip
from simulator.activations import ACTIVATIONS
from simulator.experiment import Layer

CheckSize = Callable[[int, str], int]
"""From a layer's number and the typed text to its size; raises ValueError with the reason."""


class LayerRows(QWidget):
    """A line for every layer behind the input.

    Signals
    -------
    size_changed(int, int), activation_changed(int, str)
        Number of the layer, from 1, and what somebody set.
    removed(int)
        Somebody took a layer away.
    objected()
        A size could not be taken over, or can again.
    """

    size_changed = Signal(int, int)
    activation_changed = Signal(int, str)
    removed = Signal(int)
    objected = Signal()

    def __init__(self, check_size: CheckSize, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._check_size = check_size
        self._theme = theme
        self._rows: list[LayerRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(4))
        self.note = MessageLabel(theme, "dim")
        self.note.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._column.addWidget(self.note)

    def rows(self) -> tuple[LayerRow, ...]:
        """The lines, from layer 1 to the output."""
        return tuple(self._rows)

    def has_error(self) -> bool:
        """Whether a size stands there that can't be used."""
        return any(row.neurons.error() for row in self._rows)

    def revert(self) -> None:
        """Throw away what somebody has typed."""
        for row in self._rows:
            row.neurons.revert()

    def show_draft(self, draft: Draft) -> None:
        """Show the layers of a draft."""
        # a line belongs to its place: lines are exchanged only when their number changes
        if len(self._rows) != len(draft.layers):
            self._make_rows(draft)
        for place, (row, layer) in enumerate(zip(self._rows, draft.layers, strict=True), 1):
            running = draft.running.layers
            before = running[place - 1] if len(running) == len(draft.layers) else None
            row.show_layer(layer, before, draft)
            error = draft.objection("layers", place)
            row.message.show_text(row.neurons.error() or (error_text(error) if error else ""))

    def _make_rows(self, draft: Draft) -> None:
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        for place in range(1, len(draft.layers) + 1):
            row = LayerRow(place, place == len(draft.layers), self._check_size, self._theme, self)
            row.neurons.committed.connect(lambda size, place=place: self.size_changed.emit(place, size))
            row.neurons.objected.connect(self.objected)
            row.activation.chosen.connect(lambda name, place=place: self.activation_changed.emit(place, name))
            row.remove.clicked.connect(lambda _=False, place=place: self.removed.emit(place))
            self._column.insertWidget(place - 1, row)
            row.show()  # the layout would show it one turn of the event loop later: a flicker
            self._rows.append(row)


class LayerRow(QWidget):
    """One layer.

    Attributes
    ----------
    neurons, activation, remove
        The fields and the button; the output's number of neurons follows the data, and it can't be removed.
    """

    def __init__(self, place: int, is_output: bool, check_size: CheckSize, theme: Theme,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_output = is_output
        self._theme = theme
        self.number = PlainLabel(str(place))
        self.number.setFont(theme.font(13, tabular=True))
        self.number.setFixedWidth(theme.px(16))
        self.number.setToolTip(self.tr("output layer") if is_output else self.tr("hidden layer"))
        self.neurons = SettingField(1, lambda text: check_size(place, text), theme,
                                 name=self.tr("neurons of layer {layer}").format(layer=place))
        self.neurons.setFixedWidth(theme.px(56))
        self.neurons.setToolTip(plain_tip(self.tr("Number of neurons of layer {layer}").format(layer=place)))
        self.neurons.setEnabled(not is_output)
        self.activation = ChoiceBox([], theme, name=self.tr("activation of layer {layer}").format(layer=place))
        self.remove = IconButton("close", self.tr("Remove this layer"), theme, size=24, look="flat")
        self.message = MessageLabel(theme, "error", self)
        self.neurons.objected.connect(self.message.show_text)
        self._lay_out()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(self._theme.px(4))
        line.addWidget(self.number)
        line.addWidget(self.neurons)
        line.addWidget(self.activation, 1)
        line.addWidget(self.remove)
        # the output's line has no button, but its fields end where those of the others do
        policy = self.remove.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.remove.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(3))
        column.addLayout(line)
        column.addWidget(self.message)
        self.remove.setVisible(not self._is_output)

    def show_layer(self, layer: Layer, before: Layer | None, draft: Draft) -> None:
        """Show a layer of a draft; `before` is the same layer of the run, None where there is none."""
        self.neurons.set_value(layer.neurons)
        # softmax mixes the neurons of a layer: it belongs to an output of several
        choices = [one for one in ACTIVATIONS if one.elementwise or (self._is_output and draft.data.output_count > 1)
                   or one.name == layer.activation]
        if self.activation.count() != len(choices):
            self.activation.set_items([(one.name, translate_name(one.label)) for one in choices])
        self.activation.set_key(layer.activation)
        self.number.setFont(self._theme.font(13, semibold=layer != before, tabular=True))
        if self._is_output:
            self.neurons.setToolTip(plain_tip(self.tr("As many outputs as {data} needs").format(
                data=translate_name(draft.data.label))))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(160), super().minimumSizeHint().height())
