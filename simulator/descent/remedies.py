"""What helps against bad minima, plateaus and divergence, as the lecture lists it: a single change each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from simulator.declared import PAIR, Kind, Number, OneOf, Text, Varying, Whole, declared
from simulator.descent.setup import DescentSetup
from simulator.errors import Explained, Phrase
from simulator.optimizers import OPTIMIZERS, optimizer_named
from simulator.surfaces.catalogue import other_structures

_FASTER = 3.0


def _other_start(setup: DescentSetup) -> Any:
    """The place opposite in the window."""
    window = setup.shown_window
    (a, b), (left, low), (right, high) = setup.starts[0], window.low, window.high
    opposite = (left + right - a, low + high - b)
    return opposite if opposite != (a, b) else (left + 0.25 * (right - left), low + 0.25 * (high - low))


def _other_structure(setup: DescentSetup) -> Any:
    entry = setup.entry
    structures = other_structures(entry) if entry is not None else ()
    if not structures:
        raise Explained(Phrase(
            "this surface belongs to no model on data, so it has no other structure; choose a model"))
    return structures[0].name


def _other_rate(setup: DescentSetup) -> Any:
    return float(f"{_FASTER * _entrant(setup).learning_rate:.2g}")


def _momentum(setup: DescentSetup) -> Any:
    now = _entrant(setup).optimizer
    return next(one.name for one in OPTIMIZERS[1:] if one.name != now)


def _batches(setup: DescentSetup) -> Any:
    if not setup.sample_count:
        raise Explained(Phrase("this surface has no data to take batches from; choose a model"))
    sizes = max(1, setup.sample_count // 4), 1, 0
    return next(size for size in sizes if size != setup.batch_size)


def _with_structure(setup: DescentSetup, name: Any) -> DescentSetup:
    other = setup.on_surface(name)
    same = setup.entry is not None and other.made.symbols == setup.made.symbols
    starts = setup.starts if same and other.shown_window.contains(*setup.starts[0]) else other.starts
    return replace(other, starts=starts, batch_size=setup.batch_size)


def _with_optimizer(setup: DescentSetup, name: Any) -> DescentSetup:
    rate = _entrant(setup).learning_rate
    keeps_rate = share_rate(_entrant(setup).optimizer, name)
    return replace(setup, entrants=tuple(
        replace(one, runs=one.optimizer == name,
                learning_rate=rate if keeps_rate and one.optimizer == name else one.learning_rate)
        for one in setup.entrants))


def share_rate(optimizer: str, other: str) -> bool:
    """Whether an optimizer that is compared with another one gets its η."""
    return optimizer_named(optimizer).follows_slope and optimizer_named(other).follows_slope


def _entrant(setup: DescentSetup) -> Any:
    return next(one for one in setup.entrants if one.runs)


def _with_rate(setup: DescentSetup, rate: Any) -> DescentSetup:
    return replace(setup, entrants=tuple(replace(one, learning_rate=rate) if one.runs else one
                                         for one in setup.entrants))


_Entry = tuple[Callable[[DescentSetup], Any], Callable[[DescentSetup, Any], DescentSetup], Kind]
REMEDIES: MappingProxyType[str, _Entry] = MappingProxyType({
    "start": (_other_start, lambda setup, start: replace(setup, starts=(tuple(start),)), PAIR),
    "structure": (_other_structure, _with_structure, Text()),
    "learning_rate": (_other_rate, _with_rate, Number()),
    "optimizer": (_momentum, _with_optimizer, OneOf(lambda: [one.name for one in OPTIMIZERS])),
    "batches": (_batches, lambda setup, size: replace(setup, batch_size=size), Whole()),
})
"""By kind: what is taken at first, how it changes a set-up in which one optimizer moves, and what its values are."""


@dataclass(frozen=True)
class Remedy:
    """One change.

    Attributes
    ----------
    kind
        A key of `REMEDIES`.
    value
        What is taken instead: a start (a, b), the name of a surface, a learning rate, the name of an optimizer, or a
        batch size.
    """

    kind: str = declared(OneOf(lambda: REMEDIES), "kind")
    value: Any = declared(Varying("kind", {name: entry[2] for name, entry in REMEDIES.items()}), "value")


def remedy_for(kind: str, setup: DescentSetup) -> Remedy:
    """A remedy with the value that is taken at first.

    Raises
    ------
    Explained
        If it does not exist on this surface.
    """
    return Remedy(kind, REMEDIES[kind][0](setup))


def remedied(setup: DescentSetup, remedy: Remedy) -> DescentSetup:
    """The set-up with this one change.

    Raises
    ------
    SettingError
        If the value can't be used.
    """
    return REMEDIES[remedy.kind][1](setup, remedy.value)


def kept_remedy(remedy: Remedy | None, setup: DescentSetup) -> Remedy | None:
    """The same kind of remedy on another surface, with a value that fits it; None where it doesn't exist."""
    if remedy is None:
        return None
    try:
        return remedy_for(remedy.kind, setup)
    except Explained:
        return None
