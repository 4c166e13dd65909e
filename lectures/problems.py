"""What is wrong with the file of a lecture, and the value in it that is to blame."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, cast

from lectures.reading_lines import Lines, Path
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

    def pair(self, example: str) -> tuple[float, float] | None:
        """Two numbers."""
        numbers = self.numbers(2, example)
        return None if numbers is None else (numbers[0], numbers[1])
