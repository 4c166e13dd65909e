"""What a racer did, every step of it: to be read at any place in either direction, without computing it again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np

from simulator.arrays import Array, Indices
from simulator.descent.racer import Racer
from simulator.optimizers import initial_memory, optimizer_named
from simulator.surfaces.surface import Surface

_FIRST_ROOM = 256


class EndReason(Enum):
    """Why a racer can't go on."""

    DIVERGED = "diverged"
    LEFT_DOMAIN = "left_domain"
    NO_GRADIENT = "no_gradient"


@dataclass(frozen=True, eq=False)
class TrailEnd:
    """Where a trail ends for good.

    Attributes
    ----------
    step
        Steps that were made until then; the trail's `length`.
    reason
        DIVERGED: θ left the window by more than a thousand times its size, or numbers overflow. LEFT_DOMAIN: the cost
        is not defined at θ. NO_GRADIENT: there is a cost, but it has no finite slope.
    theta
        The offending θ, shape (2,). It is the last one of the trail; only if it is not finite itself, the trail ends
        one place before, and this is where the next step would have led.
    cost, gradient
        There; NaN where they are not defined.
    """

    step: int
    reason: EndReason
    theta: Array
    cost: float
    gradient: Array


@dataclass(frozen=True, eq=False)
class Term:
    """One part of a move: the vector (2,), and the symbol that stands for it, such as "−η g"."""

    symbol: str
    vector: Array


@dataclass(frozen=True, eq=False)
class DescentStep:
    """One step, taken apart.

    Attributes
    ----------
    racer
        Who made it.
    number
        Of the step, from 0; the optimizer's t is one more.
    theta, theta_after
        θ before and after, shape (2,).
    gradient, full_gradient
        What the update used (that of the batch), and that of the full cost; the same without mini-batches.
    memory_before, memory_after
        The optimizer's memory, one vector (2,) for each of its `memory_symbols`.
    terms
        The move θ_after − θ as a sum of vectors.
    rows
        The samples of the batch, empty for the full cost.
    cost, cost_after
        The full cost C before and after; the latter is NaN if the step left the domain.
    """

    racer: Racer
    number: int
    theta: Array
    theta_after: Array
    gradient: Array
    full_gradient: Array
    memory_before: tuple[Array, ...]
    memory_after: tuple[Array, ...]
    terms: tuple[Term, ...]
    rows: Indices
    cost: float
    cost_after: float

    @property
    def move(self) -> Array:
        """θ_after − θ, shape (2,)."""
        return self.theta_after - self.theta


class Trail:
    """The way of one racer. Only a `Race` adds to it, and what is there once never changes.

    Positions are counted by the steps made: position 0 is the start, position k the place after k steps. Reading
    while another thread extends the race is safe for positions up to a `length` that was read before.
    """

    def __init__(self, racer: Racer, surface: Surface) -> None:
        optimizer = optimizer_named(racer.optimizer)
        self.racer = racer
        self.surface = surface
        self.optimizer = optimizer
        self.end: TrailEnd | None = None
        self.sample_count = samples_of(surface)
        self._length = 0
        self._thetas = np.empty((_FIRST_ROOM, 2))
        self._costs = np.empty(_FIRST_ROOM)
        self._full_gradients = np.empty((_FIRST_ROOM, 2))
        self._batch_gradients = np.empty((_FIRST_ROOM, 2)) if racer.batch_size else self._full_gradients
        self._memories = np.zeros((_FIRST_ROOM, optimizer.memory_count, 2))
        self._last_memory = initial_memory(optimizer, 2)
        self._thetas[0] = racer.start

    @property
    def length(self) -> int:
        """Steps made."""
        return self._length

    @property
    def epoch(self) -> int:
        """Steps of an epoch, M/m rounded up; 0 for the full cost."""
        return self.racer.steps_in_epoch(self.sample_count)

    def path(self, step: int) -> Array:
        """θ from the start to the place after so many steps, shape (k + 1, 2), all finite; not to be written to.

        A trail that has ended before gives what it has.
        """
        return _seen(self._thetas[:self._within(step) + 1])

    def costs(self, step: int) -> Array:
        """The full cost C at each place of `path`, shape (k + 1,); NaN at the end of one that left the domain."""
        return _seen(self._costs[:self._within(step) + 1])

    def gradients(self, step: int) -> Array:
        """∇C of the full cost at each place of `path`, shape (k + 1, 2)."""
        return _seen(self._full_gradients[:self._within(step) + 1])

    def theta(self, step: int) -> Array:
        """θ after so many steps, shape (2,)."""
        return _seen(self._thetas[self._within(step)])

    def cost(self, step: int) -> float:
        """The full cost there."""
        return float(self._costs[self._within(step)])

    def memory(self, step: int) -> tuple[Array, ...]:
        """The optimizer's memory after so many steps, one vector (2,) for each of its `memory_symbols`."""
        return tuple(_seen(vector) for vector in self._memories[self._within(step)])

    def rows(self, number: int) -> Indices:
        """The samples that a step (from 0) uses, made or not, shape (m,); empty for the full cost."""
        return self.racer.rows(number, self.sample_count)

    def step(self, number: int) -> DescentStep:
        """A step that was made, from 0.

        Raises
        ------
        IndexError
            If there is no such step.
        """
        if not 0 <= number < self._length:
            raise IndexError(f"step {number} of a trail of {self._length} steps")
        racer, gradient = self.racer, _seen(self._batch_gradients[number])
        before, after = self.memory(number), self.memory(number + 1)
        terms = self.optimizer.terms(self.theta(number), gradient, before, number + 1, racer.learning_rate,
                                     racer.numbers)
        return DescentStep(
            racer, number, self.theta(number), self.theta(number + 1), gradient,
            _seen(self._full_gradients[number]), before, after, tuple(Term(*term) for term in terms),
            self.rows(number), float(self._costs[number]), float(self._costs[number + 1]))

    def arrive(self, cost: float, gradient: Array) -> None:
        """For the race: what was found at the last place."""
        self._costs[self._length] = cost
        self._full_gradients[self._length] = gradient

    def next_theta(self, batch_gradient: Array | None) -> Array:
        """For the race: where the optimizer leads from the last place; `advance` makes that step."""
        racer, number = self.racer, self._length
        if batch_gradient is None:
            batch_gradient = self._full_gradients[number]
        else:
            self._batch_gradients[number] = batch_gradient
        theta, self._last_memory = self.optimizer.update(
            self._thetas[number], batch_gradient, self._last_memory, number + 1, racer.learning_rate, racer.numbers)
        return theta

    def advance(self, theta: Array, cost: float, gradient: Array) -> None:
        """For the race: records the step to θ, and what was found there."""
        place = self._length + 1
        if place == len(self._thetas):
            self._make_room()
        self._thetas[place] = theta
        self._costs[place] = cost
        self._full_gradients[place] = gradient
        for number, vector in enumerate(self._last_memory):
            self._memories[place, number] = vector
        self._length = place  # last of all: whoever reads in another thread finds everything below it

    def _within(self, step: int) -> int:
        return max(0, min(step, self._length))

    def _make_room(self) -> None:
        """Twice the room; those who look at the old arrays keep them."""
        shares = self._batch_gradients is self._full_gradients
        self._thetas, self._costs = _doubled(self._thetas), _doubled(self._costs)
        self._full_gradients = _doubled(self._full_gradients)
        self._batch_gradients = self._full_gradients if shares else _doubled(self._batch_gradients)
        self._memories = _doubled(self._memories)


def samples_of(surface: Surface) -> int:
    """M of a surface over samples; 0 of any other."""
    return int(getattr(surface, "sample_count", 0))


def _seen(array: Array) -> Array:
    """A view that can't be written to."""
    view = array.view()
    view.setflags(write=False)
    return view


def _doubled(array: Array) -> Array:
    larger = np.empty((2 * len(array), *array.shape[1:]))
    larger[:len(array)] = array
    return larger
