"""Where keys stand in a file: in spite of texts of several lines, remarks, quotes and brackets."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from lectures.library import builtin_folder
from lectures.problems import beat_of_line, lines_of
from lectures.texts import formulas_of

TEXT = r'''# [[beat]] in a remark
title.en = "[[beat]] in quotes \" # no remark"
[[beat]]
text.en = """
[beat.scene]
next = 1 \"""
"""  # and a remark
"quoted key" = 'literal \' # remark
[beat.scene]
settings = { layers = [{ neurons = 2 }], seed = 3 }
starts = [
  [1, 2],  # ]
  # a remark between
  [3, 4],
]
[[beat.action]]
next = 1
[[ beat . action ]]
parameters = { "w1[1,2]" = 1, 'b1[1]' = 2 }
[[beat]]
highlight = ["a", """
b""", 'c']
[[beat.action]]
next = 2
'''


@pytest.mark.parametrize(("path", "line"), [
    (("title",), 2),
    (("title", "en"), 2),
    (("beat", 0), 3),
    (("beat", 0, "text", "en"), 4),
    (("beat", 0, "quoted key"), 8),
    (("beat", 0, "scene"), 9),
    (("beat", 0, "scene", "settings", "layers", 0, "neurons"), 10),
    (("beat", 0, "scene", "settings", "seed"), 10),
    (("beat", 0, "scene", "starts", 1, 1), 14),
    (("beat", 0, "action", 0, "next"), 17),
    (("beat", 0, "action", 1), 18),
    (("beat", 0, "action", 1, "parameters", "w1[1,2]"), 19),
    (("beat", 1), 20),
    (("beat", 1, "highlight", 2), 22),
    (("beat", 1, "action", 0, "next"), 24),
    (("beat", 1, "action", 0, "no such key"), 23),
    (("nowhere",), 1),
])
def test_the_line_of_a_key_is_found(path: tuple[str | int, ...], line: int) -> None:
    tomllib.loads(TEXT)
    assert lines_of(TEXT).line(path) == line


def _paths(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(inner for key, one in pairs for inner in _paths(one, (*path, key)))]


@pytest.mark.parametrize("path", sorted(builtin_folder().glob("*.toml")), ids=lambda path: path.stem)
def test_every_key_of_the_lectures_that_ship_stands_where_its_name_is_written(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lines, rows = lines_of(text), text.split("\n")
    for keys in _paths(tomllib.loads(text)):
        if keys and isinstance(keys[-1], str):
            assert keys[-1] in rows[lines.line(keys) - 1], keys


def test_the_beat_of_a_line_with_an_error_is_the_last_one_that_has_begun() -> None:
    text = "title = 1\n[[beat]]\nx\n [[ beat ]]\n[[beat.action]]\ny"
    assert [beat_of_line(text, line) for line in (1, 2, 3, 4, 6)] == [0, 1, 1, 2, 2]


@pytest.mark.parametrize(("text", "opened", "formulas"), [
    ("no formula, 5 \\$", None, []),
    ("$a$ and $b$", None, ["a", "b"]),
    ("$a$$b$", None, ["a", "b"]),
    ("$$a\n\nb$$ $c$", None, ["a\n\nb", "c"]),
    ("it costs $5", (9, "$"), []),
    ("$a$ and $$b$", (8, "$$"), ["a"]),
    ("$a\n\nb$", (0, "$"), []),
    ("$\\$$", None, ["\\$"]),
])
def test_formulas_are_told_from_the_words_around_them(text: str, opened: tuple[int, str] | None,
                                                      formulas: list[str]) -> None:
    assert formulas_of(text) == (opened, formulas)
