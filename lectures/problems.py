"""What is wrong with the file of a lecture, the value in it that is to blame, and the line where that stands."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, cast

from simulator.declared import Kind, Many, Member, Number, OneOf, Row, Text, Truth, Whole
from simulator.errors import Explained, Phrase, name_list, value_text
from simulator.expressions import ExpressionError

_LONGEST_SHOWN = 40
_MOST_PROBLEMS = 500
"""More of them help nobody."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong.

    Attributes
    ----------
    file
        Its name without the folder.
    line
        From 1.
    beat
        Number of the beat from 1; 0 for what belongs to none.
    phrase
        The value, the reason and the remedy.
    """

    file: str
    line: int
    beat: int
    phrase: Phrase

    def __str__(self) -> str:
        place = f"{value_text(self.file)}, line {self.line}"
        return f"{place}, beat {self.beat}: {self.phrase}" if self.beat else f"{place}: {self.phrase}"


@dataclass
class Report:
    """Collects the problems of one file."""

    file: str
    lines: Lines
    problems: list[Problem] = field(default_factory=list)
    formulas: set[str] = field(default_factory=set)
    _characters: int = 0

    def takes_formula(self, latex: str, most: int) -> bool:
        """Whether this formula is a new one, and all of them together don't have too many characters."""
        if latex in self.formulas or self._characters > most:
            return False
        self.formulas.add(latex)
        self._characters += len(latex)
        return self._characters <= most

    def add(self, path: Path, phrase: Phrase) -> None:
        """Notes a problem of the value at a path."""
        beat = path[1] + 1 if len(path) > 1 and path[0] == "beat" and isinstance(path[1], int) else 0
        problem = Problem(self.file, self.lines.line(path), beat, phrase)
        if len(self.problems) < _MOST_PROBLEMS and problem not in self.problems:
            self.problems.append(problem)


def shown(value: object) -> str:
    """A value as it is quoted in a message, never long."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and abs(value) > 10**20:
        return f"a number of about {int(value.bit_length() * 0.30103)} digits"
    if isinstance(value, Mapping):
        return "a table { … }"
    if isinstance(value, list | tuple):
        return "a list [ … ]" if value else "an empty list [ ]"
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return value_text(text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…")


def nearest(name: str, known: Sequence[str]) -> str:
    """The known name that may be meant; "" if none resembles it."""
    lowered = {one.lower(): one for one in known}
    close = get_close_matches(name[:_LONGEST_SHOWN].lower(), list(lowered), 1)
    return lowered[close[0]] if close else ""


@dataclass(frozen=True)
class Given:
    """A value of the file and where it stands. Every method notes a problem and gives None for what can't be used."""

    value: Any
    path: Path
    report: Report

    @property
    def key(self) -> str:
        """How it is called in messages: scene.sample.train, action 2.next."""
        words: list[str] = []
        for piece in self.path[2:] if self.path[:1] == ("beat",) else self.path:
            if isinstance(piece, int) and words:
                words[-1] += f" {piece + 1}"
            else:
                words.append(shown(piece).strip('"'))
        return ".".join(words) or "beat"

    def refuse(self, phrase: Phrase) -> None:
        """Notes what is wrong with it."""
        self.report.add(self.path, phrase)

    def refuse_for(self, error: Exception) -> None:
        """Notes what somebody else has found wrong with it."""
        reason = error.phrase if isinstance(error, Explained) else Phrase("{problem}", problem=str(error)[:200])
        if isinstance(error, ExpressionError):
            reason = Phrase("character {place} of {text}: {reason}", place=error.place + 1, text=shown(self.value),
                            reason=reason)
        self.refuse(Phrase("{key}: {reason}", key=self.key, reason=reason))

    def at(self, piece: str | int, value: Any) -> Given:
        """A value inside of it."""
        return Given(value, (*self.path, piece), self.report)

    def table(self, known: Sequence[str] | None = None, example: str = "{ … }") -> dict[str, Given]:
        """What is in a table; without `known` its keys are free. Unknown ones are left out."""
        if not isinstance(self.value, dict):
            self.refuse(Phrase("{key} must be a table, got {value}; write it as in {example}", key=self.key,
                               value=shown(self.value), example=example))
            return {}
        for key in self.value:
            if known is not None and key not in known:
                self.at(key, None).refuse_key(known)
        return {key: self.at(key, value) for key, value in self.value.items() if known is None or key in known}

    def refuse_key(self, known: Sequence[str]) -> None:
        """Notes that nobody knows the key itself."""
        name = nearest(str(self.path[-1]), known)
        if name:
            self.refuse(Phrase("there is no key {key} here; perhaps you mean {nearest}? The keys are {known}",
                               key=shown(self.path[-1]), nearest=name, known=name_list(known)))
        else:
            self.refuse(Phrase("there is no key {key} here; take it out, or choose one of {known}",
                               key=shown(self.path[-1]), known=name_list(known)))

    def items(self, example: str) -> list[Given]:
        """The values of a list."""
        if not isinstance(self.value, list):
            self.refuse(Phrase("{key} must be a list, got {value}; write it as in {example}", key=self.key,
                               value=shown(self.value), example=example))
            return []
        return [self.at(number, value) for number, value in enumerate(self.value)]

    def word(self) -> str | None:
        """Any text."""
        if isinstance(self.value, str):
            return self.value
        self.refuse(Phrase('{key} must be a text, got {value}; put it in quotes: "…"', key=self.key,
                           value=shown(self.value)))
        return None

    def choice(self, known: Sequence[str]) -> str | None:
        """One of the names that there are."""
        word = self.word()
        if word is None or word in known:
            return word
        name = nearest(word, known)
        if name:
            self.refuse(Phrase("{key}: there is no {value}; perhaps you mean {nearest}? There are {known}",
                               key=self.key, value=shown(word), nearest=name, known=name_list(known)))
        else:
            self.refuse(Phrase("{key}: there is no {value}; choose one of {known}", key=self.key, value=shown(word),
                               known=name_list(known)))
        return None

    def truth(self) -> bool | None:
        """True or false."""
        if isinstance(self.value, bool):
            return self.value
        self.refuse(Phrase("{key} must be true or false, got {value}; write true or false without quotes",
                           key=self.key, value=shown(self.value)))
        return None

    def number(self, low: float = -math.inf, high: float = math.inf) -> float | None:
        """A finite number in an interval."""
        if isinstance(self.value, bool) or not isinstance(self.value, int | float):
            self.refuse(Phrase("{key} must be a number, got {value}; write it without quotes, such as 0.5",
                               key=self.key, value=shown(self.value)))
            return None
        try:
            value = float(self.value)
        except OverflowError:
            value = math.inf
        if not math.isfinite(value):
            self.refuse(Phrase("{key} must be a finite number, got {value}; choose a number such as 0.5",
                               key=self.key, value=shown(self.value)))
            return None
        return value if self._is_within(value, low, high) else None

    def whole(self, low: int, high: int | None = None) -> int | None:
        """A whole number in an interval."""
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            self.refuse(Phrase("{key} must be a whole number, got {value}; write one such as {example}",
                               key=self.key, value=shown(self.value), example=max(low, 1)))
            return None
        return self.value if self._is_within(self.value, low, math.inf if high is None else high) else None

    def _is_within(self, value: float, low: float, high: float) -> bool:
        if value < low:
            self.refuse(Phrase("{key} must be at least {low}, got {value}; try {low}", key=self.key,
                               low=f"{low:.15g}", value=shown(self.value)))
        elif value > high:
            self.refuse(Phrase("{key} must be at most {high}, got {value}; try {high}", key=self.key,
                               high=f"{high:.15g}", value=shown(self.value)))
        return low <= value <= high

    def numbers(self, count: int | None, example: str) -> tuple[float, ...] | None:
        """A list of finite numbers; None for any count."""
        if isinstance(self.value, list) and count is not None and len(self.value) != count:
            self.refuse(Phrase("{key} must have {count} numbers, got {given}; write it as in {example}",
                               key=self.key, count=count, given=len(self.value), example=example))
            return None
        items = self.items(example)
        numbers = [item.number() for item in items]
        if not isinstance(self.value, list) or None in numbers:
            return None
        return tuple(cast("list[float]", numbers))

    def of(self, kind: Kind, example: str = "") -> Any:
        """A value of a declared kind; `example` shows how a list is written."""
        match kind:
            case Truth():
                return self.truth()
            case Number():
                return self.number()
            case Text():
                return self.word()
            case Whole(low, high):
                return self.whole(low, high)
            case OneOf(names):
                return self.choice(tuple(names()))
            case Member(members):
                return self.choice([one.value for one in members])
            case Row(kinds) if all(isinstance(one, Number) for one in kinds):
                return self.numbers(len(kinds), example)
            case Many(Number()):
                return self.numbers(None, example)
        raise TypeError(kind)

    def pair(self, example: str) -> tuple[float, float] | None:
        """Two numbers."""
        numbers = self.numbers(2, example)
        return None if numbers is None else (numbers[0], numbers[1])


# Where the keys of a TOML file stand: the reader of the standard library tells what they mean, but not where

Path = tuple[str | int, ...]
"""Keys and, in lists, numbers from 0: ("beat", 2, "scene", "steps")."""

_DEEPEST = 20
"""No key of a lecture lies deeper."""
_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_PLAIN = re.compile(r"[^,\]}#\n]*")
_STRINGS = (
    re.compile(r'"""(?:[^"\\]|\\.|"(?!""))*"{3,5}', re.DOTALL),
    re.compile(r"'''(?:[^']|'(?!''))*'{3,5}", re.DOTALL),
    re.compile(r'"(?:[^"\\\n]|\\.)*"'),
    re.compile(r"'[^'\n]*'"),
)
_HEADER_OF_BEAT = re.compile(r"^[ \t]*\[\[[ \t]*beat[ \t]*\]\]", re.MULTILINE)


@dataclass
class Lines:
    """The lines of all keys of a file."""

    _found: dict[Path, int] = field(default_factory=dict)

    def line(self, path: Path) -> int:
        """Line of a key, or of the nearest one around it that stands in the file; from 1."""
        for length in range(min(len(path), _DEEPEST), 0, -1):
            if path[:length] in self._found:
                return self._found[path[:length]]
        return 1

    def note(self, path: Path, line: int) -> None:
        """Keeps the first line in which a path is named, and that of everything around it."""
        for length in range(1, min(len(path), _DEEPEST) + 1):
            self._found.setdefault(path[:length], line)


def beat_of_line(text: str, line: int) -> int:
    """Number of the beat that a line of a text with errors belongs to, from 1; 0 before the first."""
    ends = [match.start() for match in re.finditer("\n", text)]
    end = ends[line - 1] if line - 1 < len(ends) else len(text)
    return sum(match.start() < end for match in _HEADER_OF_BEAT.finditer(text))


def lines_of(text: str) -> Lines:
    """Where everything stands in a text that is TOML."""
    reader = _Reader(text)
    with suppress(RecursionError, IndexError, ValueError):  # what was found until then is better than nothing
        reader.read()
    return reader.lines


class _Reader:
    def __init__(self, text: str) -> None:
        self.lines = Lines()
        self._text = text
        self._at = 0
        self._line = 1
        self._table: Path = ()
        self._counts: dict[Path, int] = {}

    def _peek(self) -> str:
        return self._text[self._at:self._at + 1]

    def _skip(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._text, self._at)
        if match is None:
            return ""
        self._move(match.end())
        return match.group()

    def _move(self, place: int) -> None:
        self._line += self._text.count("\n", self._at, place)
        self._at = place

    def read(self) -> None:
        """All lines from the first to the last."""
        while True:
            self._skip(_BLANK)
            if not self._peek():
                return
            before = self._at
            if self._peek() == "[":
                self._read_header()
            else:
                self._read_pair(self._table)
            if self._at == before:  # no TOML after all
                return

    def _read_header(self) -> None:
        is_list = self._text.startswith("[[", self._at)
        line = self._line
        self._move(self._at + (2 if is_list else 1))
        keys = self._read_key()
        self._move(self._text.index("]", self._at) + (2 if is_list else 1))
        path: Path = ()
        for number, key in enumerate(keys):
            path = (*path, key)
            if is_list and number == len(keys) - 1:
                self._counts[path] = self._counts.get(path, 0) + 1
            if path in self._counts:
                path = (*path, self._counts[path] - 1)
        self._table = path
        self.lines.note(path, line)

    def _read_key(self) -> list[str]:
        keys: list[str] = []
        while True:
            self._skip(_SPACE)
            keys.append(_unquoted(self._read_string()) if self._peek() in "\"'" else self._skip(_BARE_KEY))
            self._skip(_SPACE)
            if self._peek() != ".":
                return keys
            self._move(self._at + 1)

    def _read_string(self) -> str:
        for pattern in _STRINGS:
            found = self._skip(pattern)
            if found:
                return found
        raise IndexError

    def _read_pair(self, table: Path) -> None:
        line = self._line
        path = (*table, *self._read_key())
        self.lines.note(path, line)
        if self._peek() == "=":
            self._move(self._at + 1)
            self._skip(_SPACE)
            self._read_value(path)

    def _read_value(self, path: Path) -> None:
        sign = self._peek()
        if sign and sign in "\"'":
            self._read_string()
        elif sign == "[":
            self._read_inside("]", path)
        elif sign == "{":
            self._read_inside("}", path)
        else:
            self._skip(_PLAIN)

    def _read_inside(self, close: str, path: Path) -> None:
        """A list, or a table in braces."""
        self._move(self._at + 1)
        number = 0
        while True:
            self._skip(_BLANK)
            if self._peek() == close:
                self._move(self._at + 1)
                return
            if self._peek() == ",":
                self._move(self._at + 1)
                continue
            before = self._at
            if close == "]":
                self.lines.note((*path, number), self._line)
                self._read_value((*path, number))
                number += 1
            else:
                self._read_pair(path)
            if self._at == before:
                raise IndexError


def _unquoted(string: str) -> str:
    inner = string[1:-1]
    return re.sub(r'\\(["\\])', r"\1", inner) if string.startswith('"') else inner
