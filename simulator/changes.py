"""What a person changes on the way of a run: settings, or a weight by hand."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

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


Change = SettingsChange | ParameterChange


def followed_by(changes: tuple[Change, ...], change: Change) -> tuple[Change, ...]:
    """Changes at one place and one more; a weight that is set twice in a row was only set to its last value."""
    last = changes[-1] if changes else None
    again = isinstance(last, ParameterChange) and isinstance(change, ParameterChange) and last.index == change.index
    return (*(changes[:-1] if again else changes), change)
