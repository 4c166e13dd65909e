"""Where the keys of a TOML file stand: the reader of the standard library tells what they mean, but not where.

It goes through a text that was read without errors, so that it needs no more than to know where strings, remarks and
brackets end.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field

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
