"""Fields that files keep, declared once where they stand: what belongs there, its bounds, and its names in files.

A kind is a plain value that says what belongs in a field. Documents (JSON) and lectures (TOML) read and write by it;
each refuses what doesn't belong there in its own words. What depends on several fields is checked by their class: by
its `of_stored`, where it has one, which makes the object of the fields that were read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from enum import Enum
from typing import Any

from simulator.errors import Phrase

_KEY = "declared"


@dataclass(frozen=True)
class Truth:
    """True or false."""


@dataclass(frozen=True)
class Number:
    """A finite number."""


@dataclass(frozen=True)
class Text:
    """A text."""


@dataclass(frozen=True)
class Whole:
    """A whole number; `high` is None where only files bound it."""

    low: int = 0
    high: int | None = None


@dataclass(frozen=True)
class OneOf:
    """One of these names; asked for when it is needed, because entries may be added."""

    names: Callable[[], Iterable[str]]


@dataclass(frozen=True)
class Member:
    """A member of an enumeration, by its value."""

    kind: type[Enum]


@dataclass(frozen=True)
class Row:
    """A list with a place for each of these kinds.

    Attributes
    ----------
    what
        What it is called where another number of values is refused.
    make, take_apart
        From the values to what stands in the field, and back.
    """

    kinds: tuple[Kind, ...]
    what: Phrase
    make: Callable[..., Any] = lambda *values: values
    take_apart: Callable[[Any], Iterable[Any]] = iter


@dataclass(frozen=True)
class Many:
    """A list of values of one kind, at most so many; `one` says what is missing where an empty list is refused."""

    kind: Kind
    most: Callable[[], int]
    one: Phrase | None = None


@dataclass(frozen=True)
class Table:
    """Values of one kind by name."""

    kind: Kind


@dataclass(frozen=True)
class Record:
    """An object with the declared fields of a class.

    Attributes
    ----------
    is_flat
        Whether its fields stand beside the others, and not in an object of their own.
    """

    kind: type
    is_flat: bool = False


@dataclass(frozen=True)
class Varying:
    """A value whose kind depends on the name in another field of the record; other names are refused there.

    The kinds are asked for when they are needed, because entries may be added.
    """

    by: str
    kinds: Callable[[], Mapping[str, Kind]]


@dataclass(frozen=True)
class Maybe:
    """A value, or None."""

    kind: Kind


@dataclass(frozen=True)
class Lenient:
    """A value on which only the look depends: what isn't of the kind is passed over, and `usual` stands there."""

    kind: Kind
    usual: Any


@dataclass(frozen=True)
class Series:
    """At most so many numbers, which a document keeps in an array: this member of its archive."""

    member: str
    most: int


Kind = Truth | Number | Text | Whole | OneOf | Member | Row | Many | Table | Record | Varying | Maybe | Lenient | \
    Series
PAIR = Row((Number(), Number()), Phrase("two numbers"))
"""A place (a, b)."""


@dataclass(frozen=True)
class Declared:
    """A declared field.

    Attributes
    ----------
    name
        Of the attribute, and its key in documents.
    lecture
        Its key in lectures; "" where they don't set it.
    kind
        What belongs there.
    """

    name: str
    lecture: str
    kind: Kind


class UnfitError(ValueError):
    """A field that doesn't suit the others of its record: raised by `of_stored`, and told with its place in the file.

    Parameters
    ----------
    name, value
        The field, and what stands there.
    wanted
        What belongs there.
    """

    def __init__(self, name: str, value: object, wanted: Phrase) -> None:
        super().__init__(name, value, wanted)
        self.name = name
        self.value = value
        self.wanted = wanted


def declared(kind: Kind, lecture: str = "", **options: Any) -> Any:
    """A field of a dataclass that files keep; `options` are those of `dataclasses.field`."""
    return field(metadata={_KEY: (lecture, kind)}, **options)


def declared_fields(kind: type) -> tuple[Declared, ...]:
    """The fields of a dataclass that files keep, in their order, behind those that it derives from others."""
    return (*getattr(kind, "derived", ()),
            *(Declared(one.name, *one.metadata[_KEY]) for one in fields(kind) if _KEY in one.metadata))


def by_lecture_key(kind: type) -> Mapping[str, Declared]:
    """The fields that lectures set, by their keys, those of flat records among them."""
    found: dict[str, Declared] = {}
    for one in declared_fields(kind):
        if isinstance(one.kind, Record) and one.kind.is_flat:
            found |= by_lecture_key(one.kind.kind)
        elif one.lecture:
            found[one.lecture] = one
    return found


def lecture_values(state: Any) -> dict[str, Any]:
    """What stands in the fields that lectures set, by their keys."""
    found: dict[str, Any] = {}
    for one in declared_fields(type(state)):
        value = getattr(state, one.name)
        if isinstance(one.kind, Record) and one.kind.is_flat:
            found |= lecture_values(value)
        elif one.lecture:
            found[one.lecture] = value
    return found
