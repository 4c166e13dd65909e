"""What helps against bad minima, plateaus and divergence, as the lecture lists it: a single change each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from simulator.declared import PAIR, Kind, Number, OneOf, Text, Varying, Whole, declared
from simulator.descent.racer import LEARNING_RATE
from simulator.descent.setup import DescentSetup
from simulator.errors import Explained, Label, Phrase, SettingError
from simulator.optimizers import OPTIMIZERS, optimizer_named
from simulator.surfaces.catalogue import other_structures

_FASTER = 3.0


@dataclass(frozen=True)
class RemedyEntry:
    """All about one kind of change: words, values, what it changes, and how a value is kept.

    Attributes
    ----------
    name
        The key in documents and lectures.
    label, about
        What it is called in the choice, and what it is for.
    field
        What stands before the value, or what to do where it is chosen on the map.
    comparison, value_label
        What the undo menu calls the comparison, and another value in it.
    changes
        The setting that the second descent has of its own: "starts", "surface", "optimizer", "learning_rate" or
        "batch_size".
    kind
        What a value is: of it follow the field in the window, and how documents and lectures keep it.
    first
        What is taken at first; it raises `Explained` where the surface doesn't have it.
    change
        A set-up in which one optimizer moves, with this value.
    title
        What stands above the second picture, of the set-up that is compared; a float in it is rounded by the window.
    choices
        Names to choose from, with their labels, where the value is one.
    check
        Gives a value that can be used in this set-up, and raises `Explained` for any other.
    """

    name: str
    label: str
    about: str
    field: Label
    comparison: Label
    value_label: Label
    changes: str
    kind: Kind
    first: Callable[[DescentSetup], Any]
    change: Callable[[DescentSetup, Any], DescentSetup]
    title: Callable[[DescentSetup], Phrase | Label]
    choices: Callable[[DescentSetup], Sequence[tuple[str, str]]] | None = None
    check: Callable[[DescentSetup, Any], Any] = lambda setup, value: value


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


def _start_title(setup: DescentSetup) -> Phrase:
    a, b = (f"{value:.4g}".replace("-", "−") for value in setup.starts[0])
    return Phrase("Start ({a}, {b})", a=a, b=b)


def _batch_title(setup: DescentSetup) -> Phrase:
    if setup.batch_size:
        return Phrase("Batches of m = {size}", size=setup.batch_size)
    return Phrase("All M = {count} samples", count=setup.sample_count)


def _structures(setup: DescentSetup) -> list[tuple[str, str]]:
    return [(one.name, one.label) for one in other_structures(setup.entry)] if setup.entry is not None else []


def _mini_batch(setup: DescentSetup, size: Any) -> Any:
    count = setup.sample_count
    if not 1 <= size < max(count, 2):
        raise SettingError("batch_size", Phrase(
            "a mini-batch has 1 to {most} of the M = {count} samples, got {size}; take fewer than all",
            most=count - 1, count=count, size=size))
    return size


REMEDIES: MappingProxyType[str, RemedyEntry] = MappingProxyType({one.name: one for one in (
    RemedyEntry(
        "start", "another start",
        "Gradient descent ends in the valley in which it begins: from somewhere else it may find a deeper one.",
        Label("Drag the start on the right-hand map."), Label("comparison of two starts"),
        Label("the start that is compared"), "starts", PAIR, _other_start,
        lambda setup, start: replace(setup, starts=(tuple(start),)), _start_title),
    RemedyEntry(
        "structure", "another structure",
        "Another model on the same data has another surface: its minima and plateaus lie elsewhere, or are gone.",
        Label("structure"), Label("comparison of two structures"), Label("the structure that is compared"),
        "surface", Text(), _other_structure, _with_structure,
        lambda setup: Label(getattr(setup.entry, "label", setup.expression)), choices=_structures),
    RemedyEntry(
        "learning_rate", "another learning rate",
        "The length of a step: with a small η hardly anything moves on a plateau, with a large one it diverges.",
        Label("learning rate η"), Label("comparison of two learning rates"),
        Label("the learning rate that is compared"), "learning_rate", Number(), _other_rate, _with_rate,
        lambda setup: Phrase("η = {rate}", rate=_entrant(setup).learning_rate),
        check=lambda _, rate: LEARNING_RATE.check(rate)),
    RemedyEntry(
        "optimizer", "momentum, or another optimizer",
        "Momentum carries it on over plateaus and along ravines; others fit the step to every parameter.",
        Label("optimizer"), Label("comparison of two optimizers"), Label("the optimizer that is compared"),
        "optimizer", OneOf(lambda: [one.name for one in OPTIMIZERS]), _momentum, _with_optimizer,
        lambda setup: Label(optimizer_named(_entrant(setup).optimizer).label),
        choices=lambda _: [(one.name, one.label) for one in OPTIMIZERS[1:]]),
    RemedyEntry(
        "batches", "mini-batches",
        "Each step looks at a part of the samples only: its noise can lead out of a bad minimum.",
        Label("batch size m"), Label("comparison of two batch sizes"), Label("the batch size that is compared"),
        "batch_size", Whole(), _batches, lambda setup, size: replace(setup, batch_size=size), _batch_title,
        check=_mini_batch),
)})
"""By name, in the order of the choice."""


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
    value: Any = declared(Varying("kind", lambda: {name: entry.kind for name, entry in REMEDIES.items()}), "value")

    @property
    def entry(self) -> RemedyEntry:
        """All about this kind of change."""
        return REMEDIES[self.kind]

    def sets(self, setting: str) -> bool:
        """Whether the second descent has this setting of its own."""
        return self.entry.changes == setting


def remedy_for(kind: str, setup: DescentSetup) -> Remedy:
    """A remedy with the value that is taken at first.

    Raises
    ------
    Explained
        If it does not exist on this surface.
    """
    return Remedy(kind, REMEDIES[kind].first(setup))


def remedied(setup: DescentSetup, remedy: Remedy) -> DescentSetup:
    """The set-up with this one change.

    Raises
    ------
    SettingError
        If the value can't be used.
    """
    return remedy.entry.change(setup, remedy.value)


def kept_remedy(remedy: Remedy | None, setup: DescentSetup) -> Remedy | None:
    """The same kind of remedy on another surface, with a value that fits it; None where it doesn't exist."""
    if remedy is None:
        return None
    try:
        return remedy_for(remedy.kind, setup)
    except Explained:
        return None
