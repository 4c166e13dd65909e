"""What a person changes on the way of a run: settings, a weight by hand, or all weights at once."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from simulator.arrays import Array
from simulator.errors import Explained, Phrase
from simulator.experiment import Experiment, begins_new_run
from simulator.training import Trainer, TrainingState, with_theta


@dataclass(frozen=True)
class SettingsChange:
    """From a step on the run goes on with other settings (η, m, regularisation, the optimizer's numbers)."""

    experiment: Experiment

    def check(self, trainer: Trainer) -> None:
        """Passes where the run can go on with these settings.

        Raises
        ------
        ValueError
            If they need a new run or don't fit the data.
        """
        if begins_new_run(trainer.experiment, self.experiment):
            raise Explained(Phrase("these settings can't change during a run; start a new one"))
        self.experiment.fits(trainer.data)

    def applied_to(self, state: TrainingState) -> TrainingState:
        """The state with these settings in force."""
        return replace(state, experiment=self.experiment)


@dataclass(frozen=True)
class ParameterChange:
    """One weight or bias is set by hand: θ[index] = value."""

    index: int
    value: float

    def check(self, trainer: Trainer) -> None:
        """Passes where θ has this entry and it can have this value.

        Raises
        ------
        IndexError
            If θ has no such entry.
        ValueError
            If the value is not finite.
        """
        trainer.network.locate(self.index)
        if not math.isfinite(self.value):
            raise Explained(Phrase("a weight or bias must be a finite number, got {value}; try 0", value=self.value))

    def applied_to(self, state: TrainingState) -> TrainingState:
        """The state with this entry of θ."""
        return with_theta(state, self.index, self.value)


@dataclass(frozen=True, eq=False)
class ThetaChange:
    """All weights and biases become others: those of a file, or what somebody has worked out elsewhere.

    Attributes
    ----------
    theta
        Shape (p,); a copy of what was given that can't be written to.
    """

    theta: Array

    def __post_init__(self) -> None:
        theta = np.array(self.theta, dtype=np.float64)
        theta.setflags(write=False)
        object.__setattr__(self, "theta", theta)

    def check(self, trainer: Trainer) -> None:
        """Passes where θ has this shape and can have these values.

        Raises
        ------
        ValueError
            If there are more or fewer numbers than weights and biases, or one of them is not finite.
        """
        count = trainer.network.parameter_count
        if self.theta.shape != (count,):
            shape = " × ".join(map(str, self.theta.shape))
            raise Explained(Phrase("the network has {count} weights and biases, got {shape} numbers; take those of a "
                                   "network with the same layers", count=count, shape=shape))
        wrong = np.flatnonzero(~np.isfinite(self.theta))
        if len(wrong):
            raise Explained(Phrase("a weight or bias must be a finite number, got {value}; try 0",
                                   value=float(self.theta[wrong[0]])))

    def applied_to(self, state: TrainingState) -> TrainingState:
        """The state with this θ; the optimizer's memory stays."""
        return replace(state, theta=self.theta)


ByHand = ParameterChange | ThetaChange
"""Changes of θ itself."""
Change = SettingsChange | ByHand


def followed_by(changes: tuple[Change, ...], change: Change) -> tuple[Change, ...]:
    """Changes at one place and one more; what is set again was only set to its last value."""
    while changes and _replaces(change, changes[-1]):
        changes = changes[:-1]
    return (*changes, change)


def _replaces(change: Change, former: Change) -> bool:
    """Whether nothing is left of a change when the next one is made."""
    if isinstance(change, ThetaChange):
        return isinstance(former, ByHand)
    return (isinstance(change, ParameterChange) and isinstance(former, ParameterChange)
            and change.index == former.index)
