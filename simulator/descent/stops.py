"""Where the transport bar can stop on the way of a racer: inside a step, or after it.

    step › part: gradient → direction → move

Everything is counted from 0. What is seen at a place:

gradient
    The ball stands at θ before the step; the gradient there, of the batch if there are batches.
direction
    The ball still stands at θ; the terms of the move (−η g, μ v …) and their sum are drawn.
move
    The ball stands at θ after the step, which is complete.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum

LONG_STRIDE = 100
"""Steps of a long stride where there are no epochs."""


class Part(IntEnum):
    """The parts of a step, in their order."""

    GRADIENT = 0
    DIRECTION = 1
    MOVE = 2


class Stride(Enum):
    """How far one press of Next or Back leads, from fine to coarse."""

    PART = "part"
    STEP = "step"
    TEN_STEPS = "ten_steps"
    LONG = "long"

    @property
    def coarser(self) -> Stride:
        """The next coarser stride; the coarsest is its own."""
        ordered = list(Stride)
        return ordered[min(ordered.index(self) + 1, len(ordered) - 1)]

    def steps(self, epoch: int) -> int:
        """Steps of the stride, 0 for a part; `epoch` as in `following`."""
        lengths = {Stride.PART: 0, Stride.STEP: 1, Stride.TEN_STEPS: 10, Stride.LONG: epoch or LONG_STRIDE}
        return lengths[self]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A part of a step, ordered in time."""

    step: int
    part: Part

    @property
    def steps_made(self) -> int:
        """Steps that are complete: the position of the ball on its trail."""
        return self.step + (self.part is Part.MOVE)


BEGINNING = Place(0, Part.GRADIENT)
"""Before anything has moved."""


def place_after(steps: int) -> Place:
    """Where so many steps are complete; the beginning for none."""
    return Place(steps - 1, Part.MOVE) if steps > 0 else BEGINNING


def following(place: Place, stride: Stride, epoch: int = 0) -> Place:
    """Where Next leads.

    Parameters
    ----------
    epoch
        Steps of an epoch; 0 where there are none, and the long stride is one of `LONG_STRIDE` steps.

    Returns
    -------
    The next part; or the end of the step that completes the next multiple of the stride, which for STEP is that of
    the present step if it is not complete yet.
    """
    if stride is Stride.PART:
        if place.part is Part.MOVE:
            return Place(place.step + 1, Part.GRADIENT)
        return Place(place.step, Part(place.part + 1))
    length = stride.steps(epoch)
    return place_after((place.steps_made // length + 1) * length)


def preceding(place: Place, stride: Stride, epoch: int = 0) -> Place:
    """Where Back leads: the stop of this stride before the place, so that Next and Back undo each other at the stops.

    Before the first step there is only the beginning, which is a stop of every stride.
    """
    if stride is Stride.PART:
        if place.part is not Part.GRADIENT:
            return Place(place.step, Part(place.part - 1))
        return Place(place.step - 1, Part.MOVE) if place.step > 0 else BEGINNING
    length = stride.steps(epoch)
    # a stop at the end of the steps made lies before the place itself only if the place has begun another step
    whole = place.steps_made if place.part is not Part.MOVE else place.steps_made - 1
    return place_after(whole // length * length)
