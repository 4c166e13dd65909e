"""Entries that the program doesn't know: put into its tables while a test runs, as if they stood in their files."""

from __future__ import annotations

import sys
from types import MappingProxyType
from typing import Any

import pytest

PACKAGES = ("simulator", "lectures", "documents", "gui")


def register(patch: pytest.MonkeyPatch, table: Any, entry: Any) -> None:
    """Adds an entry behind those of a table, wherever the table, or one that it is part of, is known by a name."""
    for module in [one for name, one in list(sys.modules.items()) if name.partition(".")[0] in PACKAGES]:
        for name, value in list(vars(module).items()):
            if isinstance(table, MappingProxyType):
                if value is table:
                    patch.setattr(module, name, MappingProxyType({**table, entry.name: entry}))
            elif isinstance(value, tuple) and (place := _end_of(table, value)):
                patch.setattr(module, name, (*value[:place], entry, *value[place:]))


def _end_of(table: tuple[Any, ...], value: tuple[Any, ...]) -> int:
    """Behind which place of a tuple the whole table stands; 0 where it doesn't."""
    if len(value) < len(table) or not table:
        return 0
    first = next((place for place, one in enumerate(value) if one is table[0]), None)
    if first is None or any(one is not other for one, other in zip(table, value[first:], strict=False)):
        return 0
    return first + len(table) if first + len(table) <= len(value) else 0
