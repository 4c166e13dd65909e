"""The stage: the network of the moment in view, with its header."""

from __future__ import annotations

import math

from PySide6.QtCore import Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from gui.foundation.language import translate_name
from gui.foundation.number_text import count, never_whole
from gui.foundation.theme import Theme
from gui.run.choice import Selection
from gui.run.run_view import RunView
from gui.widgets.access import describe, describe_quietly
from gui.widgets.buttons import IconButton, SegmentedControl
from gui.widgets.card import Card
from gui.widgets.plain_text import plain_tip
from gui.workspaces.network.canvas import StageCanvas
from gui.workspaces.network.captions import Caption, Captions
from gui.workspaces.network.edge_values import EdgeMode, Quantity
from gui.workspaces.network.hand_marks import has_single_edges
from gui.workspaces.network.hover_card import known_numbers
from gui.workspaces.network.pointing import PointingTool
from gui.workspaces.network.scene import Attention
from gui.workspaces.network.weight_tool import WeightTool
from simulator.steps import Granularity

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
    weights
        Its tool that changes weights and biases.
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
        self.canvas = StageCanvas(theme, self)
        self.weights = WeightTool(self.canvas, PointingTool(self.canvas, self.name_of), theme)
        self.canvas.setAccessibleName(self.tr("Picture of the network"))
        self._connect_canvas()
        self.body.addWidget(self.canvas)
        self.fill()
        self.modes.changed.connect(self._on_mode)
        session.moment_changed.connect(self._on_moment)
        session.run_changed.connect(self._describe)
        session.navigator.activity_changed.connect(self._on_activity)
        session.settings_changed.connect(self._on_settings)
        session.moment_changed.connect(self._tell_moment)
        session.selection_changed.connect(self._tell_selection)
        for changed in (session.focus_changed, session.selection_changed, session.navigator.granularity_changed):
            changed.connect(self._on_attention)
        session.pointed_out_changed.connect(self.canvas.set_pointed_out)
        self.canvas.set_pointed_out(session.pointed_out)
        self._describe()
        self._on_settings()
        self._on_moment(session.moment)

    def _connect_canvas(self) -> None:
        session, weights = self._session, self.weights
        self.canvas.chosen.connect(session.select)
        weights.hand.changed.connect(self._set_parameter)
        weights.frozen_wanted.connect(lambda frozen: session.change_settings(frozen=frozen))
        weights.by_hand_wanted.connect(self.choose_by_hand)
        self.by_hand.clicked.connect(self.choose_by_hand)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        super().set_theme(theme)
        # the card's border and its round corners stay visible around the picture
        self.body.setContentsMargins(theme.px(1), 0, theme.px(1), theme.px(6))
        if self._is_filled:
            for part in (self.modes, self.weights, self.canvas):
                part.set_theme(theme)
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
        if self.weights.hand.is_changing and not session.is_training:
            self.canvas.show_at_once(session.moment, self._attention())
            return
        self.canvas.show_moment(session.moment, self._attention(), speed=session.navigator.speed,
                                training=session.is_training)

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
        self.weights.set_by_hand(by_hand)

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
        by_neuron = session.navigator.granularity is Granularity.NEURON
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
