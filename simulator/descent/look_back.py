"""The last steps of a trail, seen from one of them: what the judgement about a racer rests on."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, lru_cache

import numpy as np

from simulator.arrays import Array
from simulator.boundary import Truth
from simulator.descent.racer import Racer
from simulator.descent.trail import Trail
from simulator.optimizers import initial_memory, optimizer_named

STRETCH = 40
"""Steps that are looked at closely."""
_CHUNK = 64


class LookBack:
    """A trail up to a step. What is asked for is worked out once.

    Parameters
    ----------
    trail
        Of whom.
    step
        Steps made; of a trail that has ended before, all it has.

    Attributes
    ----------
    theta, cost, slope
        θ there, shape (2,), C and ‖∇C‖ of the full cost.
    size
        Of the window, shape (2,): distances without a unit are shares of it.
    first
        The step with which the last stretch begins.
    """

    def __init__(self, trail: Trail, step: int) -> None:
        self.trail = trail
        self.step = max(0, min(step, trail.length))
        self.size = np.array(trail.surface.window.size)
        self.theta = trail.theta(self.step)
        self.cost = trail.cost(self.step)
        self.slope = float(np.hypot(*trail.gradients(self.step)[-1]))
        self.first = max(0, self.step - STRETCH)

    @cached_property
    def thetas(self) -> Array:
        """θ over the last stretch, shape (n, 2), n ≤ STRETCH + 1."""
        return self.trail.path(self.step)[self.first:]

    @cached_property
    def costs(self) -> Array:
        """C over the last stretch, shape (n,)."""
        return self.trail.costs(self.step)[self.first:]

    @cached_property
    def moves(self) -> Array:
        """How far each of the last steps has led, in shares of the window, shape (n − 1,)."""
        return self.shares(np.diff(self.thetas, axis=0))

    @cached_property
    def hessians(self) -> Array:
        """Second derivatives over the last stretch, shape (n, 2, 2)."""
        return self.trail.surface.hessians(self.thetas[:, 0], self.thetas[:, 1])

    @cached_property
    def curvatures(self) -> tuple[Array, Array]:
        """Smaller and larger eigenvalue of the Hessian over the last stretch, shapes (n,)."""
        return curvatures_of(self.hessians)

    @property
    def is_outside(self) -> bool:
        """Whether it is out of the window."""
        return not self.trail.surface.window.contains(float(self.theta[0]), float(self.theta[1]))

    @property
    def is_noisy(self) -> bool:
        """Whether it sees a part of the samples only."""
        return 0 < self.trail.racer.batch_size < self.trail.sample_count

    def shares(self, vectors: Array) -> Array:
        """Lengths of vectors (…, 2) in shares of the window, shape (…)."""
        return np.asarray(np.hypot(vectors[..., 0] / self.size[0], vectors[..., 1] / self.size[1]))

    def distances(self, a: float, b: float, first: int, last: int) -> Array:
        """From a place, of the positions `first` up to and without `last`, in shares of the window."""
        return self.shares(self.trail.path(self.step)[first:last] - (a, b))

    def since(self, holds: Callable[[int, int], Truth]) -> int:
        """The position since which something holds without a break; `step` + 1 if it does not hold now.

        Parameters
        ----------
        holds
            holds(first, last) answers for the positions `first` up to and without `last`.
        """
        last, length = self.step + 1, _CHUNK
        while last > 0:
            begin = max(0, last - length)
            breaks = np.flatnonzero(~holds(begin, last))
            if len(breaks):
                return begin + int(breaks[-1]) + 1
            last, length = begin, 4 * length
        return 0


@lru_cache(maxsize=64)
def memory_span(racer: Racer) -> float:
    """Steps over which a gradient is remembered: 1 without a memory of the direction, 1/(1 − μ) for momentum.

    After a single gradient, the moves fade by the same factor from step to step, which is read off two of them.
    """
    optimizer, nothing = optimizer_named(racer.optimizer), np.zeros(1)
    late = 1_000_000  # where Adam's corrections are over
    _, memory = optimizer.update(nothing, np.ones(1), initial_memory(optimizer, 1), late, 1.0, racer.numbers)
    once, memory = optimizer.update(nothing, nothing, memory, late, 1.0, racer.numbers)
    again, _ = optimizer.update(nothing, nothing, memory, late, 1.0, racer.numbers)
    fades = abs(float(again[0] / once[0])) if once[0] else 0.0
    return 1.0 / max(1.0 - fades, 1e-6)


def curvatures_of(hessians: Array) -> tuple[Array, Array]:
    """Smaller and larger eigenvalue of symmetric matrices (…, 2, 2), shapes (…); NaN stays NaN."""
    middle = (hessians[..., 0, 0] + hessians[..., 1, 1]) / 2
    radius = np.hypot((hessians[..., 0, 0] - hessians[..., 1, 1]) / 2, hessians[..., 0, 1])
    return np.asarray(middle - radius), np.asarray(middle + radius)


def steep_directions(hessians: Array) -> Array:
    """Unit eigenvectors of the larger eigenvalue of symmetric matrices (…, 2, 2), shape (…, 2)."""
    angle = 0.5 * np.arctan2(2.0 * hessians[..., 0, 1], hessians[..., 0, 0] - hessians[..., 1, 1])
    return np.stack((np.cos(angle), np.sin(angle)), axis=-1)
