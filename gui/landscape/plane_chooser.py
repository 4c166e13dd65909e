"""What somebody wants to see: which plane, and of which samples the cost."""

from __future__ import annotations

from collections import deque
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gui.foundation.number_text import count, parse_count
from gui.foundation.theme import Theme
from gui.landscape.picture import CostOf, PlaneKind, Wishes
from gui.landscape.surveyor import symbol_of
from gui.run.choice import Selection
from gui.run.hand import parameter_index
from gui.widgets.buttons import CheckBox, PushButton
from gui.widgets.fields import ChoiceBox, NumberField, ladder_step
from gui.widgets.plain_text import PlainLabel
from simulator.errors import Explained, Phrase, check_whole
from simulator.network import Network

# Two parameters chosen by clicking on the stage.

class EdgePicker:
    """Remembers the last two weights or biases that were chosen, and takes the next two when it is asked to.

    Attributes
    ----------
    is_picking
        Whether the next two are waited for.
    first
        Place in θ of the first of them, once it is there.
    """

    def __init__(self) -> None:
        self.is_picking = False
        self.first: int | None = None
        self._last: deque[int] = deque(maxlen=2)

    def begin(self) -> None:
        """Wait for two."""
        self.is_picking, self.first = True, None

    def cancel(self) -> None:
        """Wait no more."""
        self.is_picking, self.first = False, None

    def forget(self) -> None:
        """The network is another one."""
        self.cancel()
        self._last.clear()

    def last_two(self) -> tuple[int, int] | None:
        """The last two different edges that were chosen, the older one first; None if there weren't two yet."""
        return (self._last[0], self._last[1]) if len(self._last) == 2 else None

    def take(self, network: Network, selection: Selection | None) -> tuple[int, int] | None:
        """Somebody has chosen something on the stage; both places in θ if these are the two that were waited for.

        While nothing is waited for only weights count: neurons are chosen for many reasons.
        """
        index = parameter_index(network, selection)
        if index is None or selection is None:
            return None
        if selection.source is not None and index not in self._last:
            self._last.append(index)
        if not self.is_picking:
            return None
        if self.first is None:
            self.first = index
            return None
        if index == self.first:
            return None
        both = (self.first, index)
        self.cancel()
        return both


MOST_ENTRIES = 400
"""Longer lists of parameters are cut to those of the last layers: all others are chosen on the stage."""


class PlaneChooser(QWidget):
    """The choices in a column; what belongs to another kind of plane is hidden.

    Attributes
    ----------
    kinds, first, second, pick, redraw, seed, facts, follow, log, cost_of, subset
        The parts.

    Signals
    -------
    changed(object)
        Other Wishes.
    picking_changed(bool)
        Whether two edges are to be chosen on the stage.
    """

    changed = Signal(object)
    picking_changed = Signal(bool)

    def __init__(self, theme: Theme, wishes: Wishes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._wishes = wishes
        self._count = 1
        self.kinds = ChoiceBox(self._kind_items(), theme, name=self.tr("Plane"))
        self.first = ChoiceBox([], theme, name=self.tr("First parameter"))
        self.second = ChoiceBox([], theme, name=self.tr("Second parameter"))
        self.pick = PushButton(self.tr("Choose two edges"), theme)
        self.pick.setCheckable(True)
        self.pick.setToolTip(self.tr("Then click two edges of the network, or two neurons for their biases"))
        self.seed = PlainLabel()
        self.redraw = PushButton(self.tr("New directions"), theme)
        self.facts = PlainLabel()
        self.follow = CheckBox(self.tr("follows the network"), theme)
        self.follow.setToolTip(self.tr("Off: the plane stays where it is, and the network may leave it"))
        self.log = CheckBox(self.tr("log"), theme)
        self.log.setToolTip(self.tr("Heights and colours logarithmic above the lowest cost: low ground gets room"))
        self.cost_of = ChoiceBox([], theme, name=self.tr("Samples"))
        self.subset = NumberField(wishes.subset, self._check_subset, theme, step=ladder_step,
                                  name=self.tr("Samples of the subset"))
        self.subset.setToolTip(self.tr("How many samples the cost of the picture is the mean of"))
        self._pair, self._random = QWidget(), QWidget()
        self._lay_out()
        self._connect()
        self.show_wishes(wishes)

    def show_network(self, network: Network, sample_count: int, indices: tuple[int, int]) -> None:
        """Offer the parameters of this network, and its number of training samples."""
        self._count = sample_count
        listed = sorted({*_listed(network), *indices})
        items = [(str(index), symbol_of(network, index)) for index in listed]
        for box in (self.first, self.second):
            box.set_items(items)
        self.cost_of.set_items([
            (CostOf.ALL.value, self.tr("all {count} samples").format(count=count(sample_count))),
            (CostOf.SUBSET.value, self.tr("a subset of")),
            (CostOf.BATCH.value, self.tr("the current batch"))])
        self.show_wishes(self._wishes)

    def show_wishes(self, wishes: Wishes) -> None:
        """Show what is wanted."""
        self._wishes = wishes
        self.kinds.set_key(wishes.kind.value)
        if wishes.indices is not None:
            for box, index in zip((self.first, self.second), wishes.indices, strict=True):
                if box.findData(str(index)) >= 0:
                    box.set_key(str(index))
        self.seed.setText(self.tr("seed {seed}").format(seed=wishes.seed))
        self.follow.setChecked(wishes.follows)
        self.log.setChecked(wishes.logarithmic)
        cost_of = wishes.cost_of_these(self._count)
        if self.cost_of.findData(cost_of.value) >= 0:
            self.cost_of.set_key(cost_of.value)
        self.subset.set_value(min(wishes.subset, self._count))
        self.subset.setVisible(cost_of is CostOf.SUBSET)
        self._pair.setVisible(wishes.kind is PlaneKind.PARAMETERS)
        self.pick.setVisible(wishes.kind is PlaneKind.PARAMETERS)
        self._random.setVisible(wishes.kind is PlaneKind.RANDOM)

    def show_facts(self, text: str) -> None:
        """What there is to say of the directions; nothing when it is empty."""
        self.facts.setText(text)
        self.facts.setVisible(bool(text))

    def show_picking(self, text: str | None) -> None:
        """What is waited for on the stage; None: nothing."""
        self.pick.setChecked(text is not None)
        self.pick.setText(self.tr("Choose two edges") if text is None else text)
        self.pick.updateGeometry()

    def _kind_items(self) -> list[tuple[str, str]]:
        return [(PlaneKind.PARAMETERS.value, self.tr("along two parameters")),
                (PlaneKind.RANDOM.value, self.tr("two random directions")),
                (PlaneKind.COMPONENTS.value, self.tr("principal components")),
                (PlaneKind.GRADIENT.value, self.tr("gradient and ⊥"))]

    def _lay_out(self) -> None:
        px, theme = self._theme.px, self._theme
        for label in (self.seed, self.facts):
            label.setFont(theme.font(12, tabular=True))
            label.setProperty("tone", "dim")
        self.facts.setWordWrap(True)
        self.facts.hide()
        pair: tuple[QWidget, ...] = (self.first, self.second)
        random: tuple[QWidget, ...] = (self.redraw, self.seed)
        for box, parts in ((self._pair, pair), (self._random, random)):
            row = QHBoxLayout(box)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(px(6))
            for part in parts:
                row.addWidget(part, 1 if part is not self.redraw else 0)
        cost = QHBoxLayout()
        cost.setSpacing(px(6))
        cost.addWidget(self.cost_of, 3)
        cost.addWidget(self.subset, 2)
        ticks = QHBoxLayout()
        ticks.setSpacing(px(6))
        ticks.addWidget(self.follow, 1)
        ticks.addWidget(self.log)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(px(6))
        column: tuple[QWidget, ...] = (self.kinds, self._pair, self.pick, self._random, self.facts)
        for part in column:
            lines.addWidget(part)
        lines.addLayout(ticks)
        lines.addLayout(cost)
        self.pick.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def _connect(self) -> None:
        self.kinds.chosen.connect(self._on_kind)
        self.first.chosen.connect(self._on_parameters)
        self.second.chosen.connect(self._on_parameters)
        self.pick.clicked.connect(self.picking_changed)
        self.redraw.clicked.connect(self._on_redraw)
        self.follow.clicked.connect(self._on_follow)
        self.log.clicked.connect(self._on_log)
        self.cost_of.chosen.connect(self._on_cost)
        self.subset.committed.connect(self._on_subset)

    def _change(self, wishes: Wishes) -> None:
        self.show_wishes(wishes)
        self.changed.emit(wishes)

    def _on_kind(self, key: str) -> None:
        self._change(replace(self._wishes, kind=PlaneKind(key)))

    def _on_parameters(self, _key: str) -> None:
        self._change(replace(self._wishes, indices=(int(self.first.key()), int(self.second.key()))))

    def _on_redraw(self) -> None:
        self._change(replace(self._wishes, seed=self._wishes.seed + 1))

    def _on_follow(self, follows: bool) -> None:
        self._change(replace(self._wishes, follows=follows))

    def _on_log(self, logarithmic: bool) -> None:
        self._change(replace(self._wishes, logarithmic=logarithmic))

    def _on_cost(self, key: str) -> None:
        self._change(replace(self._wishes, cost_of=CostOf(key)))

    def _on_subset(self, size: int) -> None:
        self._change(replace(self._wishes, subset=size))

    def _check_subset(self, text: str) -> int:
        size = parse_count(text)
        check_whole("subset", Phrase("the number of samples"), size, 1)
        if size > self._count:
            raise Explained(Phrase("the subset must have at most the {count} training samples, got {size}; write a "
                                   "smaller number", count=self._count, size=size))
        return size


def _listed(network: Network) -> range:
    """The places in θ that a list offers: those of the last layers, as many whole ones as it has room for."""
    end = network.bias_slice(network.depth).stop
    starts = [network.weight_slice(layer).start for layer in range(1, network.depth + 1)]
    start = next((start for start in starts if end - start <= MOST_ENTRIES), end)
    return range(start, end)
