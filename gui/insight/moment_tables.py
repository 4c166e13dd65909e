"""The numbers of a moment as tables whose cells are looked up only when they are seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import accumulate, pairwise

import numpy as np
from PySide6.QtCore import QCoreApplication

from gui.choice import Selection
from gui.network.column_pictures import subscript
from simulator.arrays import Array
from simulator.evaluation import classes
from simulator.moment import Moment
from simulator.steps import Phase

translate = QCoreApplication.translate

Cell = str | int | float | None


class Kind(Enum):
    """What the rows of a table are."""

    NEURONS = "neurons"
    WEIGHTS = "weights"
    SAMPLES = "samples"


@dataclass(frozen=True)
class Column:
    """A column: its head, and what it holds, in words."""

    head: str
    about: str


class MomentTable:
    """A table of a moment; what isn't computed yet at the moment is None.

    Attributes
    ----------
    columns
        Their heads.
    row_count
        How many rows there are.
    """

    columns: tuple[Column, ...]
    row_count: int

    def __init__(self, moment: Moment) -> None:
        self.moment = moment

    def cell(self, row: int, column: int) -> Cell:
        """What stands there."""
        raise NotImplementedError

    def selection(self, row: int) -> Selection | None:
        """What the row is on the stage, if it is anything there."""
        raise NotImplementedError

    def row_of(self, selection: Selection | None) -> int:
        """The row of something on the stage, −1 for none."""
        raise NotImplementedError


class NeuronTable(MomentTable):
    """A row a neuron, layer by layer, from the inputs on."""

    def __init__(self, moment: Moment) -> None:
        super().__init__(moment)
        self.columns = (
            Column(translate("NumbersPage", "layer"), translate("NumbersPage", "0 are the inputs")),
            Column(translate("NumbersPage", "neuron"), translate("NumbersPage", "counted from 1")),
            Column("z", translate("NumbersPage", "weighted input")),
            Column("a", translate("NumbersPage", "activation")),
            Column("σ′(z)", translate("NumbersPage", "slope of the activation function; softmax has none of one z")),
            Column("δ", translate("NumbersPage", "error of the neuron for the sample in view: ∂C_x/∂z = ∂C_x/∂b")),
            Column("b", translate("NumbersPage", "bias")),
            Column("∂C/∂b", translate("NumbersPage", "mean of ∂C_x/∂b over the batch")),
        )
        self._begins = list(accumulate(moment.network.sizes, initial=0))
        self.row_count = self._begins[-1]
        self._slopes: dict[int, Array] = {}

    def _place(self, row: int) -> tuple[int, int]:
        layer = int(np.searchsorted(self._begins, row, side="right")) - 1
        return layer, row - self._begins[layer]

    def cell(self, row: int, column: int) -> Cell:
        layer, neuron = self._place(row)
        if column < 2:
            return (layer, neuron + 1)[column]
        moment = self.moment
        if layer == 0:
            return float(moment.sample.a[0][neuron]) if column == 3 else None
        made: tuple[Callable[[], float | None], ...] = (
            lambda: _known(moment.sample.z[layer], neuron, moment.reached_z(layer)),
            lambda: _known(moment.sample.a[layer], neuron, moment.reached_a(layer)),
            lambda: _known(self._slope(layer), neuron, moment.reached_a(layer)),
            lambda: _known(moment.sample.delta[layer], neuron, moment.reached_delta(layer)),
            lambda: float(moment.biases[layer][neuron]),
            lambda: _known(moment.record.gradient[moment.network.bias_slice(layer)], neuron,
                           moment.reached(Phase.MEAN_GRADIENT, layer)),
        )
        return made[column - 2]()

    def _slope(self, layer: int) -> Array:
        if layer not in self._slopes:
            activation, sample = self.moment.network.activation(layer), self.moment.sample
            z, a = sample.z[layer][np.newaxis], sample.a[layer][np.newaxis]
            with np.errstate(all="ignore"):
                self._slopes[layer] = activation.derivative(z, a)[0] if activation.elementwise else np.zeros(0)
        return self._slopes[layer]

    def selection(self, row: int) -> Selection | None:
        return Selection(*self._place(row))

    def row_of(self, selection: Selection | None) -> int:
        return -1 if selection is None else self._begins[selection.layer] + selection.neuron


class WeightTable(MomentTable):
    """A row a weight, layer by layer, in the order of θ."""

    def __init__(self, moment: Moment) -> None:
        super().__init__(moment)
        self.columns = (
            Column(translate("NumbersPage", "layer"), translate("NumbersPage", "to which the weight leads")),
            Column(translate("NumbersPage", "neuron"), translate("NumbersPage", "to which the weight leads")),
            Column(translate("NumbersPage", "from"), translate("NumbersPage", "neuron of the layer before")),
            Column("w", translate("NumbersPage", "weight at this instant")),
            Column("∂C_x/∂w", translate("NumbersPage", "gradient of the sample in view: a·δ")),
            Column("∂C/∂w", translate("NumbersPage", "mean of ∂C_x/∂w over the batch")),
            Column("Δw", translate("NumbersPage", "what the update has added")),
        )
        sizes = moment.network.sizes
        self._begins = list(accumulate((left * right for left, right in pairwise(sizes)), initial=0))
        self.row_count = self._begins[-1]

    def _place(self, row: int) -> tuple[int, int, int]:
        layer = int(np.searchsorted(self._begins, row, side="right"))
        neuron, source = divmod(row - self._begins[layer - 1], self.moment.network.sizes[layer - 1])
        return layer, neuron, source

    @cached_property
    def _updates(self) -> list[Array] | None:
        after = self.moment.after
        if after is None:
            return None
        with np.errstate(all="ignore"):
            return self.moment.network.weights(after.theta - self.moment.state.theta)

    @cached_property
    def _means(self) -> list[Array]:
        return self.moment.network.weights(self.moment.record.gradient)

    def cell(self, row: int, column: int) -> Cell:
        layer, neuron, source = self._place(row)
        moment = self.moment
        if column < 3:
            return (layer, neuron + 1, source + 1)[column]
        if column == 3:
            return float(moment.weights[layer][neuron, source])
        if column == 4:
            known = neuron < moment.reached_gradient(layer)
            with np.errstate(all="ignore"):
                return float(moment.sample.delta[layer][neuron] * moment.sample.a[layer - 1][source]) if known \
                    else None  # BP4
        if column == 5:
            return float(self._means[layer][neuron, source]) \
                if neuron < moment.reached(Phase.MEAN_GRADIENT, layer) else None
        updates = self._updates
        return None if updates is None or neuron >= moment.reached(Phase.UPDATE, layer) \
            else float(updates[layer][neuron, source])

    def selection(self, row: int) -> Selection | None:
        return Selection(*self._place(row))

    def row_of(self, selection: Selection | None) -> int:
        if selection is None or selection.layer == 0:
            return -1
        width = self.moment.network.sizes[selection.layer - 1]
        return self._begins[selection.layer - 1] + selection.neuron * width + (selection.source or 0)


class SampleTable(MomentTable):
    """A row a sample of the batch: what is known of it once it has been through the network."""

    def __init__(self, moment: Moment) -> None:
        super().__init__(moment)
        data = moment.data
        self._is_kept = len(moment.record.a[-1]) == moment.record.batch_size
        answers = (Column(translate("NumbersPage", "target"), translate("NumbersPage", "what is right")),
                   Column(translate("NumbersPage", "output"), translate("NumbersPage", "what the network says")))
        outputs = tuple(
            Column(f"a{subscript(place + 1)}" if data.output_count > 1 else "a",
                   translate("NumbersPage", "activation of the output"))
            for place in range(data.output_count))
        self.columns = (
            Column(translate("NumbersPage", "sample"), translate("NumbersPage", "of the batch, counted from 1")),
            Column(translate("NumbersPage", "row"), translate("NumbersPage", "of the training data")),
            *answers, Column("C_x", translate("NumbersPage", "cost of the sample")), *outputs)
        self.row_count = moment.record.batch_size

    def _done(self, row: int) -> bool:
        """Whether the pass has come to the cost of this sample."""
        moment = self.moment
        if moment.address.station >= len(moment.route.sample_stations):
            return True
        return row < moment.address.sample or (row == moment.address.sample and moment.knows_cost)

    def cell(self, row: int, column: int) -> Cell:
        record = self.moment.record
        if column == 0:
            return row + 1
        if column == 1:
            return int(record.indices[row]) + 1 if len(record.indices) else None
        if column == 4:
            return float(record.costs[row]) if self._done(row) else None
        if not self._is_kept:
            return None
        if column == 2:
            return self._answer(record.targets[row])
        if not self._done(row):
            return None
        if column == 3:
            return self._answer(record.a[-1][row])
        return float(record.a[-1][row, column - 5])

    def _answer(self, outputs: Array) -> Cell:
        data = self.moment.data
        if data.is_regression or not data.class_labels:
            return float(outputs[0])
        return str(data.class_labels[int(classes(outputs[np.newaxis], data.target_table)[0])])

    def selection(self, row: int) -> Selection | None:
        return None

    def row_of(self, selection: Selection | None) -> int:
        return self.moment.address.sample if self.moment.address.sample < self.row_count else -1


_TABLES: dict[Kind, type[MomentTable]] = {Kind.NEURONS: NeuronTable, Kind.WEIGHTS: WeightTable,
                                          Kind.SAMPLES: SampleTable}


def table_of(moment: Moment, kind: Kind) -> MomentTable:
    """The table of a moment."""
    return _TABLES[kind](moment)


def _known(values: Array, place: int, known: int) -> float | None:
    return float(values[place]) if place < min(known, len(values)) else None
