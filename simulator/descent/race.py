"""Racers on one surface, advanced abreast: the surface is asked once for all of them."""

from __future__ import annotations

import copy
import math
import time
from collections.abc import Callable, Sequence
from typing import Self, cast

import numpy as np

from simulator.arrays import Array
from simulator.descent.racer import Racer
from simulator.descent.setup import MOST_RACERS, DescentSetup
from simulator.descent.trail import EndReason, Trail, TrailEnd, samples_of
from simulator.surfaces.surface import DataSurface, Surface
from simulator.training import NEVER

REACH = 1000.0
"""A racer further outside the window than so many times its size has diverged."""

TOO_LARGE = 1e150  # its square, which optimizers form, overflows soon
_STEPS_BETWEEN_QUESTIONS = 16


class Race:
    """Racers on a surface, and how far they have come.

    The same surface and racers give the same trails, whatever pieces the race is extended in.

    Parameters
    ----------
    surface
        What they move on.
    racers
        Who moves. Those with mini-batches need a surface over samples.

    Raises
    ------
    SettingError
        If a racer's mini-batches can't be drawn on this surface.
    """

    def __init__(self, surface: Surface, racers: Sequence[Racer]) -> None:
        self.surface = surface
        self.sample_count = samples_of(surface)
        self.racers = tuple(racer.fits(self.sample_count) for racer in racers)
        self.trails = tuple(Trail(racer, surface) for racer in self.racers)
        low, high = np.array(surface.window.low), np.array(surface.window.high)
        self._middle, self._reach = (low + high) / 2, (high - low) * (0.5 + REACH)
        self._length = 0
        self._going: list[Trail] = list(self.trails)
        self._begin()

    @property
    def length(self) -> int:
        """Steps recorded: of every trail, but for those that have ended before."""
        return self._length

    @property
    def is_over(self) -> bool:
        """Whether every trail has ended, so that there is nothing more to record."""
        return not self._going

    def twin(self) -> Self:
        """The same as far as it has come, going on by itself; nobody may extend this one meanwhile."""
        shared = (self.surface, *self.racers, *(trail.optimizer for trail in self.trails))
        return copy.deepcopy(self, {id(one): one for one in shared})

    def extend_to(self, step: int, *, should_stop: Callable[[], bool] = NEVER) -> bool:
        """Records until so many steps are made, or `should_stop` says so (it is asked every few steps).

        Returns
        -------
        Whether there is nothing left to do: so many steps are there, or all trails have ended.
        """
        with np.errstate(all="ignore"):
            while self._going and self._length < step:
                if self._length % _STEPS_BETWEEN_QUESTIONS == 0 and should_stop():
                    return False
                self._advance()
        return True

    def extend_for(self, seconds: float, target: int) -> bool:
        """Records towards `target` steps for about so long; what it returns is that of `extend_to`.

        At least a few steps are made, so that calling it again and again gets there.
        """
        until, begun = time.perf_counter() + seconds, self._length

        def is_late() -> bool:
            return self._length > begun and time.perf_counter() >= until

        return self.extend_to(target, should_stop=is_late)

    def _begin(self) -> None:
        """Looks at the starts."""
        if not self.trails:
            return
        thetas = np.array([trail.racer.start for trail in self.trails])
        with np.errstate(all="ignore"):
            costs, gradients = self._look(thetas)
            for trail, theta, cost, gradient in zip(self.trails, thetas, costs, gradients, strict=True):
                trail.arrive(cost, gradient)
                self._end_where_it_must(trail, theta, cost, gradient, origin=theta)
        self._going = [trail for trail in self.trails if trail.end is None]

    def _advance(self) -> None:
        """One step of all that are still going."""
        going, thetas = self._going, self._next_thetas()
        costs, gradients = self._look(thetas)
        for trail, theta, cost, gradient in zip(going, thetas, costs.tolist(), gradients, strict=True):
            # 0 · x is NaN for an infinite x, and NaN is in no interval
            if -math.inf < 0.0 * theta[0] + 0.0 * theta[1] < math.inf:
                trail.advance(theta, cost, gradient)
        self._length += 1
        if not self._is_harmless(thetas, costs, gradients):
            for trail, theta, cost, gradient in zip(going, thetas, costs.tolist(), gradients, strict=True):
                self._end_where_it_must(trail, theta, cost, gradient, trail.theta(trail.length - 1))
            self._going = [trail for trail in going if trail.end is None]

    def _look(self, thetas: Array) -> tuple[Array, Array]:
        """Full costs (k,) and gradients (k, 2) at θ of shape (k, 2)."""
        a, b = thetas[:, 0], thetas[:, 1]
        return self.surface.costs(a, b), self.surface.gradients(a, b)

    def _next_thetas(self) -> Array:
        thetas = np.empty((len(self._going), 2))
        if not self.sample_count:
            for place, trail in enumerate(self._going):
                thetas[place] = trail.next_theta(None)
            return thetas
        gradients = self._batch_gradients()
        for place, trail in enumerate(self._going):
            thetas[place] = trail.next_theta(gradients.get(place))
        return thetas

    def _batch_gradients(self) -> dict[int, Array]:
        """Gradients of those with mini-batches, by their place among those going; equal batches are asked once."""
        groups: dict[tuple[int, int], list[int]] = {}
        for place, trail in enumerate(self._going):
            if trail.racer.batch_size:
                groups.setdefault((trail.racer.batch_size, trail.racer.seed), []).append(place)
        found: dict[int, Array] = {}
        for places in groups.values():
            rows = self._going[places[0]].rows(self._length)
            part = cast(DataSurface, self.surface).part(rows)
            thetas = np.array([self._going[place].theta(self._length) for place in places])
            found.update(zip(places, part.gradients(thetas[:, 0], thetas[:, 1]), strict=True))
        return found

    def _is_harmless(self, thetas: Array, costs: Array, gradients: Array) -> bool:
        """Whether nobody's trail ends here. Comparisons with NaN are false, and so is the whole then."""
        return bool((np.abs(thetas - self._middle) <= self._reach).all() and (np.abs(costs) < TOO_LARGE).all()
                    and (np.abs(gradients) < TOO_LARGE).all())

    def _end_where_it_must(self, trail: Trail, theta: Array, cost: float, gradient: Array, origin: Array) -> None:
        """Ends the trail if it can't go on from θ, where the last step, from `origin`, has led."""
        reason = self._reason(theta, float(cost), gradient, origin)
        if reason is not None:
            trail.end = TrailEnd(trail.length, reason, np.array(theta), float(cost), np.array(gradient))

    def _reason(self, theta: Array, cost: float, gradient: Array, origin: Array) -> EndReason | None:
        if not (np.abs(theta - self._middle) <= self._reach).all() and theta is not origin:
            return EndReason.DIVERGED
        if math.isnan(cost):
            return EndReason.DIVERGED if self._overflows(origin, theta) else EndReason.LEFT_DOMAIN
        if abs(cost) >= TOO_LARGE or (np.abs(gradient) >= TOO_LARGE).any():
            return EndReason.DIVERGED
        return None if np.isfinite(gradient).all() else EndReason.NO_GRADIENT

    def _overflows(self, origin: Array, theta: Array) -> bool:
        """Whether the cost is missing at θ because it is too large: on the way there it grows beyond all bounds.

        The edge of the domain is enclosed by halving; the cost just inside tells an overflow from a hole.
        """
        inside, outside, largest = 0.0, 1.0, 0.0
        for _ in range(60):
            middle = (inside + outside) / 2
            there = origin + middle * (theta - origin)
            cost = float(self.surface.costs(there[:1], there[1:])[0])
            if math.isnan(cost):
                outside = middle
            else:
                inside, largest = middle, abs(cost)
        return largest >= TOO_LARGE


# Starts anywhere in the window of a surface, for several racers at once.

RANDOM_STARTS = 8
_DRAWN = 50
"""Places that are drawn for each start, of which those outside of the domain are left out."""


def random_starts(setup: DescentSetup, dice: np.random.Generator) -> tuple[tuple[float, float], ...]:
    """So many starts as can take part, 8 at most, with no more digits than the window needs."""
    running = sum(one.runs for one in setup.entrants)
    count = max(min(RANDOM_STARTS, MOST_RACERS // running - 1), 1)
    window = setup.shown_window
    digits = [max(2 - int(np.floor(np.log10(size))), 0) for size in window.size]
    drawn = dice.uniform(window.low, window.high, (_DRAWN * count, 2))
    drawn = np.column_stack([np.round(drawn[:, axis], digits[axis]) for axis in (0, 1)])
    drawn = np.clip(drawn, window.low, window.high)  # rounding may have led out of it
    # nobody can begin where C is not defined, unless it is defined nowhere
    defined = drawn[np.isfinite(setup.made.costs(drawn[:, 0], drawn[:, 1]))]
    chosen = (defined if len(defined) else drawn)[:count]
    return tuple((float(a), float(b)) for a, b in chosen)
