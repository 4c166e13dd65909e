"""All that is drawn for one moment: the surface, the points and what is marked on them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from gui.figures.colors import middle_of
from gui.plane.points import PointSet
from gui.plane.surface import (
    Kink,
    NeuronLine,
    Quantity,
    Surface,
    judged_output,
    kinks,
    neuron_lines,
    quantity_of,
    surface_of,
    target_range,
)
from gui.run.choice import Selection
from simulator.arrays import Array, Indices
from simulator.boundary import Truth
from simulator.datasets.data_set import DataSet, Domain
from simulator.evaluation import classes
from simulator.moment import Moment
from simulator.plane import activation_maps

# What the network says to the points, and whether it is right.

@dataclass(frozen=True, eq=False)
class Verdicts:
    """The answers of a moment's network to some points.

    Attributes
    ----------
    points
        Whom they are about.
    outputs
        aᴸ, shape (count, n_L).
    quantity
        What is shown of the network.
    """

    data: DataSet
    points: PointSet
    outputs: Array
    quantity: Quantity

    @classmethod
    def of(cls, moment: Moment, points: PointSet, quantity: Quantity) -> Verdicts:
        """The answers with θ as it is at a moment."""
        domain = moment.data.domain
        assert domain is not None, "only data that can be drawn have points"
        outputs = activation_maps(moment.network, moment.theta, domain.inputs(points.coordinates))[-1]
        return cls(moment.data, points, outputs, quantity)

    @cached_property
    def said(self) -> Indices:
        """The class that the network says each point belongs to, or the side of the output shown, shape (count,).

        It means nothing for regression.
        """
        output = judged_output(self.data, self.quantity)
        if self.data.is_regression:
            return np.zeros(len(self.points), dtype=np.int64)
        if output is None:
            with np.errstate(all="ignore"):  # outputs that have run away
                return classes(self.outputs, self.data.target_table)
        middle = middle_of(target_range(self.data, output))
        return (self.outputs[:, output] > middle).astype(np.int64)

    @cached_property
    def wrong(self) -> Truth:
        """Which points get another answer than their own, shape (count,).

        There are none for regression, where no answer is right to the last digit, nor where no output is shown.
        """
        if self.data.is_regression or not self.quantity.is_output:
            return np.zeros(len(self.points), dtype=np.bool_)
        return self.said != true_classes(self.data, self.points, self.quantity)


def true_classes(data: DataSet, points: PointSet, quantity: Quantity) -> Indices:
    """The class of each point, or the side of the output shown that it belongs to, shape (count,).

    It gives a point its colour and its shape; it means nothing for regression.
    """
    output = judged_output(data, quantity)
    if data.is_regression:
        return np.zeros(len(points), dtype=np.int64)
    if output is None:
        return points.labels
    middle = middle_of(target_range(data, output))
    return (points.targets[:, output] > middle).astype(np.int64)


_MARGIN = 0.12
"""Share of the values' range that a plot over a line leaves free above and below."""
_NO_INDICES: Indices = np.empty(0, dtype=np.int64)


@dataclass(frozen=True)
class Wishes:
    """What a person has asked to see.

    Attributes
    ----------
    neuron
        The neuron to be shown in place of the output, or None.
    output
        Which of the pictures of the output.
    discrete
        Only which side, or which class, wins.
    test
        The test samples as well.
    lines
        Where the first layer's neurons have z = 0.
    """

    neuron: Selection | None = None
    output: int = 0
    discrete: bool = False
    test: bool = False
    lines: bool = False


@dataclass(frozen=True, eq=False)
class Picture:
    """A moment as the view draws it.

    Attributes
    ----------
    train, test
        The samples; `test` is None where they are not shown or the training samples serve for both.
    """

    moment: Moment
    wishes: Wishes
    quantity: Quantity
    surface: Surface
    train: PointSet
    test: PointSet | None

    @property
    def data(self) -> DataSet:
        """The data of the moment."""
        return self.moment.data

    @property
    def domain(self) -> Domain:
        """Their line or plane."""
        domain = self.moment.data.domain
        assert domain is not None, "only data that can be drawn have a picture"
        return domain

    @property
    def is_line(self) -> bool:
        """Whether it is a plot over x and not a map."""
        return self.domain.dimension == 1

    @property
    def output(self) -> int:
        """The output whose targets are the heights of the points of a plot over x."""
        neuron = self.quantity.neuron
        return neuron if neuron is not None and self.quantity.is_output else 0

    @cached_property
    def window(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """Lower left and upper right corner of what is shown."""
        low, high = self.domain.low, self.domain.high
        if len(low) > 1:
            return (low[0], low[1]), (high[0], high[1])
        bottom, top = self._heights()
        room = _MARGIN * (top - bottom)
        return (low[0], bottom - room), (high[0], top + room)

    def _heights(self) -> tuple[float, float]:
        """The lowest and the highest value that a plot over x has room for: it stands still while the curve moves."""
        if not self.quantity.is_output:
            bottom, top = self.surface.colors
        elif self.data.is_regression:
            targets = self.train.targets[:, self.output]
            bottom, top = float(targets.min()), float(targets.max())
        else:
            bottom, top = target_range(self.data, self.output)
        return (bottom, top) if bottom < top else (bottom - 1.0, top + 1.0)

    @cached_property
    def verdicts(self) -> Verdicts:
        """What the network says to the training points."""
        return Verdicts.of(self.moment, self.train, self.quantity)

    @cached_property
    def test_verdicts(self) -> Verdicts | None:
        """What it says to the test points, where they are shown."""
        return Verdicts.of(self.moment, self.test, self.quantity) if self.test is not None else None

    @cached_property
    def classes(self) -> Indices:
        """The class, or the side of the output shown, of each training point: its colour and its shape."""
        return true_classes(self.data, self.train, self.quantity)

    @property
    def class_names(self) -> tuple[str, ...]:
        """What the numbers in `classes` are called; empty for regression."""
        if self.data.is_regression:
            return ()
        alone = judged_output(self.data, self.quantity)
        return ("0", "1") if alone is not None and self.data.output_count > 1 else self.data.class_labels

    @cached_property
    def batch(self) -> Indices:
        """The training points of the present batch; none where it is all of them."""
        indices = self.moment.record.indices
        if len(indices) >= self.train.whole:
            return _NO_INDICES
        return indices[indices < len(self.train)]

    @cached_property
    def current(self) -> tuple[float, float] | None:
        """Where the sample in view lies, whether it is one of the data or a person's own."""
        sample = self.moment.sample
        points = self.domain.points(sample.inputs[np.newaxis]) if sample.index is None else \
            self.moment.data.train.raw[sample.index:sample.index + 1]
        if points is None or not np.isfinite(points).all():
            return None
        point = points[0]
        height = float(sample.target[self.output]) if self.is_line else float(point[1])
        return float(point[0]), height

    @cached_property
    def lines(self) -> list[NeuronLine]:
        """The lines of the first layer's neurons, where they are asked for."""
        return neuron_lines(self.moment) if self.wishes.lines else []

    @cached_property
    def kinks(self) -> list[Kink]:
        """The same in a plot over x."""
        return kinks(self.moment) if self.wishes.lines else []

    def value_at(self, place: tuple[float, ...]) -> Array:
        """What is shown at a point of the domain: one number, shape (1,), or all outputs, shape (n_L,)."""
        inputs = self.domain.inputs(np.array([place]))
        return self.quantity.at(self.moment.network, self.moment.theta, inputs)


class Pictures:
    """Makes the pictures of moments; what a moment has in common with the last one isn't made again."""

    def __init__(self) -> None:
        self._last: Picture | None = None

    def picture(self, moment: Moment, wishes: Wishes, points: int) -> Picture:
        """The picture of a moment with data that can be drawn.

        Parameters
        ----------
        points
            Points along a side of the map, or along the curve.
        """
        last, data = self._last, moment.data
        same_data = last is not None and last.data is data
        quantity = quantity_of(moment.network, data, wishes.neuron, wishes.output)
        train = last.train if last is not None and same_data else PointSet.of(data, data.train)
        test = None
        if wishes.test and data.has_own_test:
            test = last.test if last is not None and same_data and last.test is not None else \
                PointSet.of(data, data.test)
        surface = last.surface if last is not None and same_data and _is_same(last, moment, quantity, points) else \
            surface_of(moment, quantity, points)
        self._last = Picture(moment, wishes, quantity, surface, train, test)
        return self._last


def _is_same(last: Picture, moment: Moment, quantity: Quantity, points: int) -> bool:
    """Whether the surface of a picture is that of a moment, too."""
    return (last.moment.theta is moment.theta and last.moment.network is moment.network
            and last.quantity == quantity and last.surface.grid.columns == points)
