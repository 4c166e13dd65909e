"""Values that come from a file, each asked for by its kind, and what is raised for those that can't be used."""

from __future__ import annotations

import errno
import math
from collections.abc import Callable, Mapping
from enum import Enum
from pathlib import Path
from typing import Any, Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from simulator.arrays import Array
from simulator.declared import (
    Kind,
    Lenient,
    Many,
    Maybe,
    Member,
    Number,
    OneOf,
    Record,
    Row,
    Series,
    Table,
    Text,
    Truth,
    UnfitError,
    Varying,
    Whole,
    declared_fields,
)
from simulator.errors import Explained, Phrase, name_list

OPEN_ANOTHER = Phrase("open another file, or an older copy of this one")
LOOK_AT_FILE = Phrase("look whether it is there and whether you may read it")
_TORN = Phrase("it is cut off or damaged")


class DocumentError(Explained):
    """A document that can't be opened: which file, why, and what to do about it.

    Attributes
    ----------
    path
        The file.
    reason, remedy
        The parts of the sentence.
    is_unforeseen
        Whether no check has found it, but the mathematics failed on it.
    is_whole
        Whether nothing speaks against the file itself: it can be opened once the remedy has helped.
    unasked
        A file of this computer that it takes its samples from, if that is the reason: a person has to agree first.
    """

    def __init__(self, path: Path, reason: Phrase, remedy: Phrase = OPEN_ANOTHER, *,
                 is_unforeseen: bool = False, is_whole: bool = False, unasked: Path | None = None) -> None:
        file = path.name or path
        super().__init__(Phrase("{file} can't be opened: {reason}; {remedy}", file=file, reason=reason,
                                remedy=remedy))
        self.args = (path, reason, remedy)
        self.path = path
        self.is_unforeseen = is_unforeseen
        self.is_whole = is_whole
        self.unasked = unasked
        self.reason = reason
        self.remedy = remedy


class Damaged(Explained):
    """A part of a document that can't be used; whoever knows the file tells its name as well.

    Attributes
    ----------
    remedy
        What to do about it.
    is_whole
        Whether the document is whole, and something else is in the way: a full disk, say.
    unasked
        A file of this computer that it takes its samples from, if that is the reason: a person has to agree first,
        and it isn't looked at before.
    """

    def __init__(self, reason: Phrase, remedy: Phrase = OPEN_ANOTHER, *, is_whole: bool = False,
                 unasked: Path | None = None) -> None:
        super().__init__(reason)
        self.args = (reason, remedy)
        self.remedy = remedy
        self.is_whole = is_whole
        self.unasked = unasked


def torn(error: Exception | None = None) -> Damaged:
    """What is raised where reading goes wrong in the middle of a file: it is damaged, unless its disk has failed."""
    # `zipfile` goes to places before the beginning of a damaged file, which the system calls an invalid argument
    if isinstance(error, OSError) and error.errno not in (None, errno.EINVAL):
        return unreadable(error)
    return Damaged(_TORN)


def unreadable(error: Exception) -> Damaged:
    """What is raised where the system refuses to read a file: nothing speaks against the file itself."""
    reason = getattr(error, "strerror", None) or error
    return Damaged(Phrase("it can't be read ({error})", error=reason), LOOK_AT_FILE, is_whole=True)


def unasked(file: Path) -> Damaged:
    """What is raised where samples would come from a file of this computer that a person hasn't agreed to open."""
    return Damaged(
        Phrase("it takes its samples from {file} on this computer, which is opened only if a person agrees",
               file=file), Phrase("open it in the window and answer there"), is_whole=True, unasked=file)


# Values out of a JSON object, each asked for by its kind: what isn't of that kind is refused

_Kind = TypeVar("_Kind", bound=Enum)
_Item = TypeVar("_Item")
_Record = TypeVar("_Record")
LARGEST_WHOLE = 2**53
"""Beyond it a whole number may have been a rounded one on its way."""
_LONGEST_QUOTE = 40
_LONGEST_TEXT = 100_000


class NumbersIn(Protocol):
    """An archive that series of numbers are read from."""

    def numbers(self, name: str, *shape: int) -> Array:
        """An array of float64 of this shape."""
        ...


class NumbersOut(Protocol):
    """An archive that they are written into."""

    def put_array(self, name: str, array: npt.NDArray[Any], *, packed: bool = False) -> None:
        """An array of float64."""


class Values:
    """One object of a document; asking for a key that isn't there, or holds something else, raises `Damaged`.

    Parameters
    ----------
    place
        Where in the document it stands, for messages.
    """

    def __init__(self, content: object, place: str) -> None:
        if not isinstance(content, dict):
            raise refused(place, content, Phrase("an object in braces"))
        self.content: Mapping[str, Any] = content
        self.place = place

    def get(self, key: str) -> Any:
        """Whatever is there; None if nothing is."""
        return self.content.get(key)

    def inner(self, key: str) -> Values:
        """An object in this one."""
        return Values(self.get(key), f"{self.place}.{key}")

    def record(self, kind: type[_Record], archive: NumbersIn | None = None, **beside: Any) -> _Record:
        """An object of a class with declared fields, which are here by their names.

        Parameters
        ----------
        archive
            Where its series of numbers are.
        beside
            What its `of_stored` wants besides.
        """
        stored: dict[str, Any] = {}
        for one in declared_fields(kind):
            wanted = one.kind
            if isinstance(wanted, Record) and wanted.is_flat:
                stored[one.name] = self.record(wanted.kind)
                continue
            if isinstance(wanted, Series):
                assert archive is not None, "a record with series has an archive"
                stored[one.name] = _series(self.whole(one.name, 0, wanted.most), wanted.member, archive)
                continue
            if isinstance(wanted, Varying):
                wanted = wanted.kinds()[stored[wanted.by]]
            stored[one.name] = read(wanted, self.get(one.name), f"{self.place}.{one.name}")
        try:
            made: _Record = getattr(kind, "of_stored", kind)(**stored, **beside)
        except UnfitError as error:
            raise refused(f"{self.place}.{error.name}", error.value, error.wanted) from error
        return made

    def whole(self, key: str, low: int = 0, high: int = LARGEST_WHOLE) -> int:
        """A whole number from `low` to `high`."""
        return whole(self.get(key), f"{self.place}.{key}", low, high)

    def number(self, key: str) -> float:
        """A finite number."""
        return number(self.get(key), f"{self.place}.{key}")

    def truth(self, key: str) -> bool:
        """True or false."""
        found: bool = read(Truth(), self.get(key), f"{self.place}.{key}")
        return found

    def text(self, key: str) -> str:
        """A text that every other program could read as well."""
        return text(self.get(key), f"{self.place}.{key}")

    def list(self, key: str, most: int = LARGEST_WHOLE) -> list[Any]:
        """A list of at most so many values."""
        return listed(self.get(key), f"{self.place}.{key}", most)

    def items(self, key: str, read: Callable[[Any, str], _Item], most: int = LARGEST_WHOLE) -> tuple[_Item, ...]:
        """A list, every value of it read by `read(value, place)`."""
        return tuple(read(one, f"{self.place}.{key}[{number}]") for number, one in enumerate(self.list(key, most)))

    def wholes(self, key: str, count: int) -> tuple[int, ...]:
        """So many whole numbers."""
        found = self.items(key, whole, count)
        if len(found) != count:
            raise refused(f"{self.place}.{key}", list(found), Phrase("{count} whole numbers", count=count))
        return found

    def chosen(self, key: str, kind: type[_Kind]) -> _Kind:
        """One of the values of an enumeration."""
        return _member(kind, self.get(key), f"{self.place}.{key}")


def whole(value: Any, place: str, low: int = 0, high: int = LARGEST_WHOLE) -> int:
    """The value, if it is a whole number from `low` to `high`."""
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise refused(place, value, Phrase("a whole number from {low} to {high}", low=low, high=high))
    return value


def number(value: Any, place: str) -> float:
    """The value, if it is a finite number."""
    try:
        found = math.nan if isinstance(value, bool) or not isinstance(value, int | float) else float(value)
    except OverflowError:
        found = math.inf
    if not math.isfinite(found):
        raise refused(place, value, Phrase("a finite number"))
    return found


def text(value: Any, place: str) -> str:
    """The value, if it is a text without halves of characters."""
    if not isinstance(value, str) or len(value) > _LONGEST_TEXT:
        raise refused(place, value, Phrase("a text"))
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise refused(place, value, Phrase("a text")) from None
    return value


def listed(value: Any, place: str, most: int = LARGEST_WHOLE) -> list[Any]:
    """The value, if it is a list of at most so many values."""
    if not isinstance(value, list) or len(value) > most:
        raise refused(place, value, Phrase("a list"))
    return value


def read(kind: Kind, value: Any, place: str) -> Any:  # noqa: C901, PLR0911, PLR0912 - a case for each kind
    """What a declared field holds, if the value is of its kind."""
    match kind:
        case Truth() if isinstance(value, bool):
            return value
        case Truth():
            raise refused(place, value, Phrase("true or false"))
        case Number():
            return number(value, place)
        case Text():
            return text(value, place)
        case Whole(low, high):
            return whole(value, place, low, LARGEST_WHOLE if high is None else high)
        case OneOf(names):
            word, known = text(value, place), tuple(names())
            if word not in known:
                raise refused(place, word, Phrase("one of {known}", known=name_list(known)))
            return word
        case Member(members):
            return _member(members, value, place)
        case Row(kinds, what, make):
            given = listed(value, place, len(kinds))
            if len(given) != len(kinds):
                raise refused(place, value, what)
            return make(*(read(one, part, place) for one, part in zip(kinds, given, strict=True)))
        case Many(inner, most, missing):
            given = listed(value, place, most())
            if missing is not None and not given:
                raise refused(place, given, missing)
            return tuple(read(inner, one, f"{place}[{index}]") for index, one in enumerate(given))
        case Table(inner):
            return {text(name, place): read(inner, one, place) for name, one in Values(value, place).content.items()}
        case Record(made):
            return Values(value, place).record(made)
        case Maybe(inner):
            return None if value is None else read(inner, value, place)
        case Lenient(inner, usual):
            try:
                return read(inner, value, place)
            except Damaged:
                return usual
    raise TypeError(kind)


def written(kind: Kind, value: Any) -> Any:
    """The plain value from which `read` makes the same again."""
    match kind:
        case Member():
            return value.value
        case Row(kinds, take_apart=take_apart):
            return [written(one, part) for one, part in zip(kinds, take_apart(value), strict=True)]
        case Many(inner):
            return [written(inner, one) for one in value]
        case Table(inner):
            return {name: written(inner, one) for name, one in value.items()}
        case Record():
            return written_record(value)
        case Maybe(inner) | Lenient(inner):
            return None if value is None else written(inner, value)
    return value


def written_record(record: Any, archive: NumbersOut | None = None) -> dict[str, Any]:
    """The declared fields of an object, as `Values.record` reads them."""
    content: dict[str, Any] = {}
    for one in declared_fields(type(record)):
        wanted, value = one.kind, getattr(record, one.name)
        if isinstance(wanted, Record) and wanted.is_flat:
            content |= written_record(value)
            continue
        if isinstance(wanted, Series):
            content[one.name] = len(value)
            if archive is not None and len(value) > 0:
                archive.put_array(wanted.member, np.array(value, dtype=np.float64))
            continue
        if isinstance(wanted, Varying):
            wanted = wanted.kinds()[getattr(record, wanted.by)]
        content[one.name] = written(wanted, value)
    return content


def _series(count: int, member: str, archive: NumbersIn) -> tuple[float, ...]:
    numbers = archive.numbers(member, count) if count else np.empty(0)
    if not np.isfinite(numbers).all():
        raise Damaged(Phrase("{member} holds a number that is not finite", member=member))
    return tuple(numbers.tolist())


def _member(members: type[_Kind], value: Any, place: str) -> _Kind:
    for one in members:
        if one.value == value and type(one.value) is type(value):
            return one
    raise refused(place, value, Phrase("one of {known}", known=name_list(repr(one.value) for one in members)))


def refused(place: str, value: object, wanted: Phrase) -> Damaged:
    """What is raised for a value that doesn't belong there."""
    try:
        shown = ascii(value) if isinstance(value, str | int | float | bool | None) else type(value).__name__
    except ValueError:  # a whole number with thousands of digits
        shown = "…"
    if len(shown) > _LONGEST_QUOTE:
        shown = shown[:_LONGEST_QUOTE] + "…"
    return Damaged(Phrase("at {place} stands {value}, but {wanted} belongs there", place=place[:120], value=shown,
                          wanted=wanted))
