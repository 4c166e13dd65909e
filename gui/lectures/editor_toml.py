"""Plain tables as TOML, in the order and the shape in which a person would write a lecture."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from lectures.texts import LANGUAGES

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
