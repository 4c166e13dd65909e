"""What the network says to the points, and whether it is right."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from gui.figures.colors import middle_of
from gui.plane.points import PointSet
from gui.plane.quantity import Quantity, judged_output, target_range
from simulator.arrays import Array, Indices
from simulator.boundary import Truth
from simulator.datasets.data_set import DataSet
from simulator.evaluation import classes
from simulator.moment import Moment
from simulator.plane import activation_maps


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
