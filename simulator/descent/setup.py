"""What is chosen for a descent: the surface, who moves on it, from where, and how many samples a step sees.

Plain values, checked when they are made; the same set-up gives the same trails.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from simulator.declared import PAIR, Many, Number, OneOf, Record, Row, Text, Truth, Whole, declared
from simulator.descent.racer import Racer
from simulator.errors import Explained, Phrase, SettingError, raise_for
from simulator.optimizers import OPTIMIZERS, Optimizer
from simulator.surfaces.catalogue import SurfaceEntry, model_of, surface_named
from simulator.surfaces.surface import Surface, Window, own_surface

OWN = "own"
"""Name of the surface that a person has typed."""
MOST_STARTS = 12
MOST_RACERS = 24
LARGEST_COORDINATE = 1e6
"""Beyond it a window is more likely a slip than a wish."""
FIRST_SURFACE = "two_valleys"
_FIRST_PAIR = ("gradient_descent", "momentum")
FIRST_EXPRESSION = "sin(a)^2 + 0.1*(a^2 + b^2)"
FIRST_WINDOW = Window((-4.0, -4.0), (4.0, 4.0))

_USUAL_SHARES = ((0.15, 0.8), (0.85, 0.8), (0.15, 0.2), (0.85, 0.2), (0.5, 0.5))
"""Where in the window of one's own surface descent begins: at the first of these places that has a cost."""
_CORNERS = Row((PAIR, PAIR), Phrase("two corners"), Window, lambda window: (window.low, window.high))


@dataclass(frozen=True)
class Entrant:
    """An optimizer with its numbers, and whether it takes part."""

    optimizer: str = declared(OneOf(lambda: [one.name for one in OPTIMIZERS]), "name")
    learning_rate: float = declared(Number(), "learning_rate")
    numbers: tuple[float, ...] = declared(Many(Number(), lambda: 20), "numbers")
    runs: bool = declared(Truth(), default=True)


@dataclass(frozen=True)
class Runner:
    """Who a racer of a set-up is.

    Attributes
    ----------
    racer
        What moves.
    entrant, start
        Numbers of its entrant and of its start in the set-up.
    is_full
        Whether it stands for full descent beside the same one with mini-batches.
    """

    racer: Racer
    entrant: int
    start: int
    is_full: bool = False


@dataclass(frozen=True)
class DescentSetup:
    """What is chosen.

    Attributes
    ----------
    surface
        Name in `SURFACES`, or `OWN`.
    expression, window
        Of the person's own surface; they are kept while another one is chosen.
    entrants
        One for each optimizer, in their order.
    starts
        From where all that take part begin, 1 to `MOST_STARTS` places (a, b).
    batch_size
        m, 0 for the full cost; only models on data have batches.
    seed
        Of the order of the samples.

    Raises
    ------
    SettingError, ExpressionError
        If something can't be used: with the value, the reason and the remedy.
    """

    surface: str = declared(Text(), "surface", default=FIRST_SURFACE)
    expression: str = declared(Text(), "expression", default=FIRST_EXPRESSION)
    window: Window = declared(_CORNERS, "window", default=FIRST_WINDOW)
    entrants: tuple[Entrant, ...] = declared(Many(Record(Entrant), lambda: len(OPTIMIZERS)), "optimizers", default=())
    starts: tuple[tuple[float, float], ...] = declared(
        Many(PAIR, lambda: MOST_STARTS, Phrase("a place to start from")), "starts", default=())
    batch_size: int = declared(Whole(), "batch_size", default=0)
    seed: int = declared(Whole(), "seed", default=1)

    def __post_init__(self) -> None:
        if not self.entrants:
            object.__setattr__(self, "entrants", usual_entrants(self.shown_window, self.usual_rate))
        if not self.starts:
            object.__setattr__(self, "starts", (self.usual_start,))
        check_window(self.window)
        if len(self.starts) > MOST_STARTS:
            raise SettingError("starts", Phrase("there can be at most {most} starts, got {given}; take some away",
                                                most=MOST_STARTS, given=len(self.starts)))
        if len(self.runners) > MOST_RACERS:
            raise SettingError("starts", Phrase(
                "{optimizers} optimizers from {starts} starts are {given} that move, and at most {most} can; take "
                "fewer optimizers, or go back to one start", optimizers=sum(one.runs for one in self.entrants),
                starts=len(self.starts), given=len(self.runners), most=MOST_RACERS))
        for entrant in range(len(self.entrants)):  # those that don't take part may do so at any time
            self._racer(entrant, self.starts[0], self.batch_size).fits(self.sample_count)

    @classmethod
    def of_stored(cls, *, entrants: tuple[Entrant, ...], **stored: Any) -> DescentSetup:
        """The set-up that a file tells of; an optimizer that came with a later program takes no part.

        Raises
        ------
        Explained
            If it can't be used.
        """
        given = {one.optimizer: one for one in entrants}
        everyone = tuple(given.get(one.optimizer, replace(one, runs=False))
                         for one in usual_entrants(stored["window"], 0.1))
        if not any(one.runs for one in everyone):
            raise Explained(Phrase("nobody takes part in its descent"))
        own_surface(stored["expression"], stored["window"])  # kept while another one is shown: it must be one as well
        return cls(entrants=everyone, **stored)

    @cached_property
    def entry(self) -> SurfaceEntry | None:
        """The entry of the catalogue; None for one's own surface."""
        return None if self.surface == OWN else raise_for("surface", surface_named, self.surface)

    @cached_property
    def made(self) -> Surface:
        """The surface itself."""
        return own_surface(self.expression, self.window) if self.entry is None else self.entry.surface

    @property
    def shown_window(self) -> Window:
        """What of it is shown."""
        return self.made.window

    @property
    def is_logarithmic(self) -> bool:
        """Whether its costs are usually looked at on a logarithmic scale."""
        return self.entry is not None and self.entry.logarithmic

    @property
    def usual_rate(self) -> float:
        """η that fits gradient descent here."""
        return 0.1 if self.entry is None else self.entry.usual_rate

    @property
    def usual_start(self) -> tuple[float, float]:
        """Where descent usually begins here."""
        if self.entry is not None:
            return self.entry.start
        (left, low), (width, height) = self.window.low, self.window.size
        # with few decimals: 1.2, not 1.2000000000000002
        places = [(round(left + a * width, _decimals(width)), round(low + b * height, _decimals(height)))
                  for a, b in _USUAL_SHARES]
        return next((place for place in places if _is_defined(self.made, place)), places[0])

    @property
    def sample_count(self) -> int:
        """M of a model on data; 0 for others."""
        model = model_of(self.entry)
        return 0 if model is None else model.data.count

    @cached_property
    def runners(self) -> tuple[Runner, ...]:
        """All that move: start by start, and at the first start full descent behind those with mini-batches."""
        taking_part = [number for number, entrant in enumerate(self.entrants) if entrant.runs]
        runners = [Runner(self._racer(entrant, start, self.batch_size), entrant, number)
                   for number, start in enumerate(self.starts) for entrant in taking_part]
        if self.batch_size:
            runners += [Runner(self._racer(entrant, self.starts[0], 0), entrant, 0, is_full=True)
                        for entrant in taking_part]
        return tuple(runners)

    def _racer(self, number: int, start: tuple[float, float], batch_size: int) -> Racer:
        entrant = self.entrants[number]
        return Racer(entrant.optimizer, entrant.learning_rate, entrant.numbers, start, batch_size, self.seed)

    def on_surface(self, name: str) -> DescentSetup:
        """The same optimizers on another surface: from its start, with learning rates that fit it, on all samples."""
        other = DescentSetup(name, self.expression, self.window)
        entrants = tuple(replace(now, learning_rate=then.learning_rate)
                         for now, then in zip(self.entrants, other.entrants, strict=True))
        return replace(other, entrants=entrants, seed=self.seed)

    def with_own(self, expression: str, window: Window) -> DescentSetup:
        """The person's own surface; starts outside of its window, or where it is not defined, are brought back."""
        other = DescentSetup(OWN, expression, window)
        starts = tuple(dict.fromkeys(
            start if window.contains(*start) and _is_defined(other.made, start) else other.usual_start
            for start in self.starts))
        rates_stay = self.surface == OWN and self.window == window
        return replace(other, starts=starts, entrants=self.entrants if rates_stay else tuple(
            replace(now, learning_rate=then.learning_rate)
            for now, then in zip(self.entrants, other.entrants, strict=True)), seed=self.seed)

    def with_entrant(self, number: int, entrant: Entrant) -> DescentSetup:
        """With other settings of one optimizer."""
        return replace(self, entrants=(*self.entrants[:number], entrant, *self.entrants[number + 1:]))

    def with_start(self, number: int, a: float, b: float) -> DescentSetup:
        """With one of the starts somewhere else."""
        return replace(self, starts=(*self.starts[:number], (a, b), *self.starts[number + 1:]))

    def alone(self, entrant: int) -> DescentSetup:
        """One optimizer from the first start."""
        return replace(self, starts=self.starts[:1], entrants=tuple(
            replace(one, runs=number == entrant) for number, one in enumerate(self.entrants)))

    @property
    def first_alone(self) -> DescentSetup:
        """The first of those that move, alone: what a remedy is compared with."""
        return self.alone(next(number for number, one in enumerate(self.entrants) if one.runs))


def first_setup() -> DescentSetup:
    """What the workspace begins with: gradient descent stays in the nearer valley, momentum is carried across.

    Both have the same η, so that it is the momentum alone that makes the difference.
    """
    setup = DescentSetup()
    return replace(setup, entrants=tuple(
        replace(one, learning_rate=setup.usual_rate, runs=True) if one.optimizer in _FIRST_PAIR else one
        for one in setup.entrants))


def _is_defined(surface: Surface, place: tuple[float, float]) -> bool:
    """Whether there is a cost at a place."""
    a, b = np.array(place[:1]), np.array(place[1:])
    return bool(np.isfinite(surface.costs(a, b))[0])


def usual_entrants(window: Window, usual_rate: float) -> tuple[Entrant, ...]:
    """Every optimizer with a learning rate that fits a surface; gradient descent alone takes part."""
    return tuple(Entrant(one.name, _rate(one, min(window.size), usual_rate), one.defaults,
                         one.name == OPTIMIZERS[0].name) for one in OPTIMIZERS)


def _rate(optimizer: Optimizer, size: float, usual_rate: float) -> float:
    """η by `Optimizer.surface_rate`: gradient descent gets the surface's own rate, others one with a single digit."""
    if optimizer.follows_slope and optimizer.surface_rate == 1.0:
        return usual_rate
    return float(f"{optimizer.surface_rate * (usual_rate if optimizer.follows_slope else size):.0e}")


def _decimals(length: float) -> int:
    """So many that a thousandth of a length is told apart."""
    return max(3 - math.floor(math.log10(length)), 0) if 0.0 < length < math.inf else 0


def check_window(window: Window) -> None:
    """Whether a window can be looked at.

    Raises
    ------
    SettingError
        If it can't: names the setting "window", the value, the reason and the remedy.
    """
    for low, high, symbol in zip(window.low, window.high, ("a", "b"), strict=True):
        if not (math.isfinite(low) and math.isfinite(high)):
            raise SettingError("window", Phrase("the window must have finite ends, got {low} to {high} for {symbol}; "
                                                "try −2 to 2", low=low, high=high, symbol=symbol))
        if not low < high:
            raise SettingError("window", Phrase(
                "the window must end above where it begins, got {low} to {high} for {symbol}; exchange the two "
                "numbers", low=low, high=high, symbol=symbol))
        largest = max(abs(low), abs(high))
        if largest > LARGEST_COORDINATE or high - low < 1e-6 * max(largest, 1e-3):
            raise SettingError("window", Phrase(
                "the window can't reach beyond {most} or be narrower than a millionth of its place, got {low} to "
                "{high} for {symbol}; choose another one", most=f"{LARGEST_COORDINATE:g}", low=low, high=high,
                symbol=symbol))
