"""All that a picture of the cost is worked out from, as it was at one instant of a run."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gui.landscape.wishes import CostOf, Wishes
from gui.run_view import RunView
from simulator.arrays import Array, Indices
from simulator.datasets.data_set import DataSet
from simulator.directions import Trajectory, trajectory_of
from simulator.network import Network
from simulator.training import StepRecord

_STEPS_ONE_BY_ONE = 16
"""As long as a run is short, so many of its last steps are points of its path."""
_SHORT = 8
"""Steps between the kept states of a run that counts as short."""
_QUICK = 3 * 10**5
"""Steps with fewer parameters times samples than this are made again in no time."""


@dataclass(frozen=True, eq=False)
class Batch:
    """The samples of the step in view.

    Attributes
    ----------
    indices
        Rows of the training data, shape (m,); empty for a person's own sample.
    inputs, targets
        The own sample, one row each.
    """

    indices: Indices
    inputs: Array
    targets: Array

    def key(self) -> tuple[object, ...]:
        """Equal for the same samples."""
        return (self.indices.tobytes(), b"" if len(self.indices) else self.inputs.tobytes())


@dataclass(frozen=True, eq=False)
class Question:
    """What is wanted, and of which network.

    Attributes
    ----------
    wishes
        What is wanted.
    network, data
        Of the run.
    trajectory
        Its way so far; the last point is the present θ.
    last_step
        What the step in view adds to θ, shape (p,); None where nothing is learned.
    batch
        The samples of that step.
    """

    wishes: Wishes
    network: Network
    data: DataSet
    trajectory: Trajectory
    last_step: Array | None
    batch: Batch

    @property
    def theta(self) -> Array:
        """The present θ."""
        return self.trajectory.thetas[-1]

    @property
    def step(self) -> int:
        """How many steps were made before."""
        return self.trajectory.steps[-1]

    @property
    def cost_of(self) -> CostOf:
        """Whose cost is wanted."""
        return self.wishes.cost_of_these(self.data.train.count)

    @property
    def is_about_own_sample(self) -> bool:
        """Whether the cost is that of a person's own sample, which is none of the training data."""
        return self.cost_of is CostOf.BATCH and not len(self.batch.indices)

    def samples_key(self) -> tuple[object, ...]:
        """Equal for questions about the same samples."""
        if self.cost_of is CostOf.BATCH:
            return (CostOf.BATCH, *self.batch.key())
        if self.cost_of is CostOf.SUBSET and self.wishes.subset < self.data.train.count:
            return (CostOf.SUBSET, self.wishes.subset)
        return (CostOf.ALL,)


def question_about(run: RunView, wishes: Wishes, *, is_free: bool) -> Question:
    """What is wanted of a run at the instant in view.

    Parameters
    ----------
    is_free
        Whether nobody else works on the run's timeline now: then its last steps can be made again one by one.
    """
    timeline, moment, state = run.run.timeline, run.moment, run.run.state
    is_quick = run.network.parameter_count * moment.experiment.batch_size < _QUICK
    recent = _STEPS_ONE_BY_ONE if is_free and is_quick and timeline.spacing <= _SHORT else 0
    record = _record_with_cost(run)
    return Question(
        wishes, run.network, run.data, trajectory_of(timeline, state, recent=recent),
        None if moment.after is None else moment.after.theta - moment.state.theta,
        Batch(record.indices, record.inputs, record.targets),
    )


def _record_with_cost(run: RunView) -> StepRecord:
    """The step in view; where the answer to the followed sample is unknown, the one that the run would make next."""
    return run.moment.record if run.moment.has_answer else run.run.trainer.look(run.run.state)


def parameters_that_matter(run: RunView) -> tuple[int, int]:
    """Places in θ of the two weights with the largest |∂C/∂w| in the step in view; of one weight, also of a bias."""
    network = run.network
    gradient = np.abs(np.nan_to_num(_record_with_cost(run).gradient))
    if network.weight_count > 1:
        for layer in range(1, network.depth + 1):
            gradient[network.bias_slice(layer)] = -1.0
    low, high = sorted(int(place) for place in np.argsort(-gradient, kind="stable")[:2])
    return low, high
