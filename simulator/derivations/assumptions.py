"""The two assumptions on the cost that backpropagation rests on, as numbers of a live batch.

1. C is the mean of the costs C_x of the single samples.
2. C_x is a function of the output aᴸ (and the target y) alone: M. Nielsen, *Neural Networks and Deep Learning*,
   chapter 2, "The two assumptions we need about the cost function".
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.arrays import Array
from simulator.derivations.numbers import cost_slopes
from simulator.moment import Moment


@dataclass(frozen=True, eq=False)
class MeanCost:
    """Assumption 1.

    Attributes
    ----------
    costs
        C_x of every sample of the batch, shape (m,).
    mean
        C, as the step has it.
    sample
        Row of the sample in view.
    """

    costs: Array
    mean: float
    sample: int


@dataclass(frozen=True, eq=False)
class OutputCost:
    """Assumption 2.

    Attributes
    ----------
    a, y
        Output and target of the sample in view, shape (n_L,).
    slopes
        ∂C_x/∂aᴸ, shape (n_L,), or None where the cost is read from z, against the assumption.
    z
        zᴸ, shape (n_L,).
    cost
        C_x.
    """

    a: Array
    y: Array
    slopes: Array | None
    z: Array
    cost: float

    @property
    def holds(self) -> bool:
        """Whether the cost depends on aᴸ alone."""
        return self.slopes is not None


def mean_cost(moment: Moment) -> MeanCost:
    """Every C_x of the batch, and C."""
    return MeanCost(moment.record.costs, moment.record.cost, moment.address.sample)


def output_cost(moment: Moment) -> OutputCost:
    """What C_x of the sample in view is made of."""
    sample = moment.sample
    return OutputCost(sample.a[-1], sample.target, cost_slopes(moment), sample.z[-1], float(sample.cost))


def largest_outputs(shown: OutputCost, count: int) -> list[int]:
    """The outputs that matter most, in their order: those with the largest |y| and |a|."""
    weights = np.abs(shown.y) * 2.0 + np.abs(shown.a)
    if len(weights) <= count:
        return list(range(len(weights)))
    return sorted(int(i) for i in np.argsort(-weights, kind="stable")[:count])
