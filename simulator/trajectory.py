"""The way of a run through weight space, in a bounded number of points."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from simulator.arrays import Array
from simulator.timeline import Timeline
from simulator.training import NEVER, TrainingState
from simulator.weight_plane import WeightPlane

MOST_POINTS = 100


@dataclass(frozen=True, eq=False)
class Trajectory:
    """θ before some of a run's steps, in their order: the first and the present one are always among them.

    Attributes
    ----------
    steps
        Numbers of the steps, ascending.
    thetas
        θ of each, shape (p,): the run's own arrays, not copies.
    """

    steps: tuple[int, ...]
    thetas: tuple[Array, ...]

    def __len__(self) -> int:
        return len(self.steps)

    def on(self, plane: WeightPlane) -> Array:
        """(α, β) of the projection of every point, shape (points, 2)."""
        # one by one: together they would outgrow the cache
        return np.array([plane.path(theta) for theta in self.thetas])


def trajectory_of(timeline: Timeline, present: TrainingState, *, most: int = MOST_POINTS, recent: int = 0,
                  should_stop: Callable[[], bool] = NEVER) -> Trajectory:
    """The way of a run up to a state, from the states that its timeline keeps anyway.

    They lie evenly, a power of two of steps apart: as a run grows every second point is left out, and no point ever
    moves. The same run gives the same points, however it was gone through.

    Parameters
    ----------
    present
        The last point: a state of this run, whether the run ends there or goes on.
    most
        Points at most, beside the recent ones; the first and the present one are among them.
    recent
        How many of the last steps are taken one by one, too. They may have to be computed again, so this is for whom
        the timeline belongs to. Without any there is no work, and every thread may ask while another one trains.
    should_stop
        Asked while recent steps are computed.

    Raises
    ------
    Interrupted
        If `should_stop` said so.
    """
    spacing = timeline.spacing
    while present.step > spacing * max(1, most - 1):
        spacing *= 2
    states = {step: timeline.kept(step) for step in range(0, present.step, spacing)}
    # backwards, because on the way to the last of them the timeline comes through the others and remembers them
    for step in range(present.step - 1, max(-1, present.step - 1 - recent), -1):
        states[step] = timeline.state(step, should_stop)
    known = [state for _, state in sorted(states.items()) if state is not None]
    points = (*known, present)
    return Trajectory(tuple(state.step for state in points), tuple(state.theta for state in points))
