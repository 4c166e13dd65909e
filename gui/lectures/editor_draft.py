"""A lecture while it is written: plain tables as they stand in the file, so that nothing is lost, wrong or not."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from gui.workspaces.window import Window
from lectures.model import NETWORK, Beat, Change, Lecture
from lectures.reading import Reading, read_lecture, too_much_to_read
from lectures.scene import Scene, View
from lectures.texts import LANGUAGES, Text
from lectures.writing import written
from simulator.errors import Explained, Phrase

# Plain tables as TOML, in the order and the shape in which a person would write a lecture.

_SECTIONS = frozenset({"scene", "question", "try"})
"""Tables of a beat that get a header of their own; all others stand in braces."""
_LISTS = frozenset({"beat", "action"})
_ORDER = ("title", "summary", "text", "choices", "answer", "then", "notes", "controls", "goal", "done", "workspace",
          "show", "experiment")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def toml_of(table: Mapping[str, Any]) -> str:
    """The text of a file; reading it gives the same table."""
    return "\n".join(_lines(table, ())).strip("\n") + "\n"


def value_of(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, Mapping):
        pairs = ", ".join(f"{_key(key)} = {value_of(one)}" for key, one in value.items())
        return f"{{ {pairs} }}" if pairs else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(value_of, value))}]"
    return repr(value) if isinstance(value, int | float) else str(value)


def _lines(table: Mapping[str, Any], path: tuple[str, ...]) -> list[str]:
    lines: list[str] = []
    behind: list[str] = []
    for key in sorted(table, key=_place):
        value, here = table[key], (*path, key)
        if key in _LISTS and _is_list_of_tables(value):
            for one in value:
                behind += ["", f"[[{'.'.join(map(_key, here))}]]", *_lines(one, here)]
        elif key in _SECTIONS and isinstance(value, Mapping) and path:
            behind += ["", f"[{'.'.join(map(_key, here))}]", *_lines(value, here)]
        elif isinstance(value, Mapping) and value and set(value) <= set(LANGUAGES):
            lines += [f"{_key(key)}.{language} = {_text(one)}" for language, one in value.items()]
        else:
            lines.append(f"{_key(key)} = {_text(value)}")
    return [*lines, *behind]


def _place(key: str) -> tuple[int, int]:
    return (_ORDER.index(key) if key in _ORDER else len(_ORDER), 0)


def _is_list_of_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, Mapping) for one in value)


def _text(value: Any) -> str:
    """A value; a text of several lines stands there as one reads it, and a formula with its backslashes."""
    if not isinstance(value, str) or _UNPRINTABLE.search(value):
        return value_of(value)
    if "\n" not in value:
        return f"'{value}'" if "\\" in value and "'" not in value else value_of(value)
    if "'''" not in value and not value.endswith("'"):
        return f"'''\n{value}'''"
    return value_of(value)


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else value_of(key)


# What stands in the window, for the editor of lectures: as a scene, as tables of a file, and in words.

_LONGEST_VALUE = 44
_SAID_ELSEWHERE = frozenset({"show", "seconds"})


def scene_in_view(window: Window, show: tuple[str, ...]) -> Scene:
    """What stands in the window, as it is at this instant; whatever goes on there is stopped."""
    shown, first = window.current, next(iter(window.workspaces.values()))
    # the network's run is a part of every scene: a graph may go along with it
    parts = {one.name: one.captured_part() for one in (first, shown)}
    return Scene(shown.seen_view(View(shown.name, show)), parts)


def table_of(change: Change) -> dict[str, Any]:
    """A change as the file has it."""
    said = Text(MappingProxyType({"en": "…"}))
    text = written(Lecture("captured", said, said, (Beat(said, said, scene=change),)))
    table: dict[str, Any] = tomllib.loads(text)["beat"][0].get("scene", {})
    return table


def told(table: Any) -> str:
    """A change on one line: as the file has it, shortened."""
    if not isinstance(table, Mapping):
        return ""
    return " · ".join(f"{key} = {_shortened(value_of(value))}" for key, value in table.items()
                      if key not in _SAID_ELSEWHERE and (key, value) != ("workspace", NETWORK))


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE - 1]}…"


DraftPath = tuple[str | int, ...]
"""Where something stands: ("beat", 2, "question", "text")."""
_DEPTH = 200


@dataclass(frozen=True)
class _Memento:
    table: Mapping[str, Any]
    beat: int


class Draft:
    """Texts and scenes of a lecture, with undo. Tables are never changed, but replaced.

    Attributes
    ----------
    beat
        Number of the beat that is written, from 0.

    Raises
    ------
    Explained
        If the text is no TOML: with the line, the reason and the remedy.
    """

    def __init__(self, text: str) -> None:
        too_much = too_much_to_read(text)
        if too_much is not None:
            raise _not_edited(*too_much)
        try:
            self._table: Mapping[str, Any] = tomllib.loads(text)
        except (ValueError, RecursionError, OverflowError) as error:
            problems = read_lecture(text, "lecture").problems
            raise _not_edited(problems[0].line if problems else 1,
                              problems[0].phrase if problems else str(error)) from error
        self.beat = 0
        self._done: list[_Memento] = []
        self._undone: list[_Memento] = []
        self._gesture: object = None

    # reading

    @property
    def beats(self) -> Sequence[Mapping[str, Any]]:
        """The tables of all beats."""
        beats = self._table.get("beat")
        return [one if isinstance(one, Mapping) else {} for one in beats] if isinstance(beats, list) else []

    def toml(self) -> str:
        """The file."""
        return toml_of(self._table)

    def reading(self, name: str, folder: str = "") -> Reading:
        """The lecture, or all that is wrong with it."""
        return read_lecture(self.toml(), name, folder)

    def value(self, path: DraftPath) -> Any:
        """What stands at a path; None if nothing does."""
        found: Any = self._table
        for key in path:
            if isinstance(key, int):
                found = found[key] if isinstance(found, list) and key < len(found) else None
            else:
                found = found.get(key) if isinstance(found, Mapping) else None
        return found

    def text(self, path: DraftPath, language: str) -> str:
        """The text in a language; empty if there is none."""
        texts = self.value(path)
        text = texts.get(language) if isinstance(texts, Mapping) else texts
        return text if isinstance(text, str) else ""

    def label(self, number: int, language: str) -> str:
        """The title of a beat in a language, or in another one; empty if it has none."""
        titles = self.value(("beat", number, "title"))
        texts = list(titles.values()) if isinstance(titles, Mapping) else [titles]
        own = self.text(("beat", number, "title"), language)
        return own or next((text for text in texts if isinstance(text, str) and text), "")

    def scenes(self) -> list[tuple[Any, ...]]:
        """What is shown, beat by beat: scenes and actions without the texts."""
        places: tuple[DraftPath, ...] = (("scene",), ("action",), ("question", "action"))
        return [tuple(self.value(("beat", number, *place)) for place in places) for number in range(len(self.beats))]

    # writing

    def set_text(self, path: DraftPath, language: str, text: str) -> None:
        """Another text in a language; what is typed in one go is undone in one go."""
        if text == self.text(path, language):
            return
        text = text.encode("utf-8", "replace").decode("utf-8")  # half of a character can't be kept
        texts = self.value(path)
        texts = dict(texts) if isinstance(texts, Mapping) else {}
        texts[language] = text
        if not text:
            del texts[language]
        self._put(_with(self._table, path, texts or None), gesture=(path, language))

    def set_value(self, path: DraftPath, value: Any, *, continues: bool = False) -> None:
        """Anything else; None takes it away.

        Parameters
        ----------
        continues
            Whether it is typed: what is typed at this place in one go is undone in one go.
        """
        if value != self.value(path):
            self._put(_with(self._table, path, value), gesture=path if continues else None)

    def add_beat(self, beat: Mapping[str, Any]) -> None:
        """A beat behind the present one."""
        place = min(self.beat + 1, len(self.beats))
        self._put_beats([*self.beats[:place], beat, *self.beats[place:]], place)

    def duplicate_beat(self) -> None:
        """The present beat once more behind itself."""
        if self.beats:
            self.add_beat(self.beats[self.beat])

    def delete_beat(self) -> None:
        """Takes the present beat away; one at least stays."""
        if len(self.beats) > 1:
            rest = [*self.beats[:self.beat], *self.beats[self.beat + 1:]]
            self._put_beats(rest, min(self.beat, len(rest) - 1))

    def move_beat(self, by: int) -> None:
        """The present beat further up (−1) or down (1)."""
        place, beats = self.beat + by, list(self.beats)
        if 0 <= place < len(beats):
            beats.insert(place, beats.pop(self.beat))
            self._put_beats(beats, place)

    def end_gesture(self) -> None:
        """What is typed from now on is undone by itself."""
        self._gesture = None

    # undo

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to undo."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether an undone change can be made again."""
        return bool(self._undone)

    def undo(self) -> None:
        """Takes the last change back."""
        if self._done:
            self._undone.append(_Memento(self._table, self.beat))
            self._return_to(self._done.pop())

    def redo(self) -> None:
        """Makes it again."""
        if self._undone:
            self._done.append(_Memento(self._table, self.beat))
            self._return_to(self._undone.pop())

    def _put_beats(self, beats: Sequence[Mapping[str, Any]], chosen: int) -> None:
        self._put({**self._table, "beat": list(beats)})
        self.beat = chosen

    def _put(self, table: Mapping[str, Any], gesture: object = None) -> None:
        if gesture is None or gesture != self._gesture:
            self._done = [*self._done, _Memento(self._table, self.beat)][-_DEPTH:]
        self._gesture = gesture
        self._undone.clear()
        self._table = table

    def _return_to(self, memento: _Memento) -> None:
        self._table, self.beat, self._gesture = memento.table, memento.beat, None


def _with(table: Any, path: DraftPath, value: Any) -> Any:
    """The same tables with another value at a path; None takes it away, and tables that become empty by it."""
    if not path:
        return value
    key, rest = path[0], path[1:]
    if isinstance(key, int):
        items = list(table) if isinstance(table, list) else []
        inner = _with(items[key] if key < len(items) else None, rest, value)
        return [*items[:key], *([] if inner is None else [inner]), *items[key + 1:]]
    known = dict(table) if isinstance(table, Mapping) else {}
    inner = _with(known.get(key), rest, value)
    if inner is None or (inner in ({}, []) and value is None):
        known.pop(key, None)
    else:
        known[key] = inner
    return known


def _not_edited(line: int, problem: Phrase | str) -> Explained:
    return Explained(Phrase("the file can't be edited here: line {line}: {problem}; mend it in a text editor",
                            line=line, problem=problem))
