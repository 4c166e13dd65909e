"""What stands in the window, for the editor of lectures: as a scene, as tables of a file, and in words."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from gui.lectures.editor_toml import value_of
from gui.workspaces.window import Window
from lectures.model import NETWORK, Beat, Change, Lecture
from lectures.scene import Scene, View
from lectures.texts import Text
from lectures.writing import written

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
