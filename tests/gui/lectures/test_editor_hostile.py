"""The editor takes no text apart that reading refuses for what it would cost."""

from __future__ import annotations

import tomllib

import pytest

from gui.lectures.editor_draft import Draft
from lectures.reading import read_lecture
from simulator.errors import Explained

COSTLY = ("a" + ".a" * 5000 + " = 1\n", "a = [" + "1," * 20_000 + "]\n", "# " + "x" * 3_000_000)


@pytest.mark.parametrize("text", COSTLY)
def test_what_would_take_long_is_refused_before_it_is_taken_apart(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def taken_apart(_: str) -> None:
        raise AssertionError("this takes long")

    monkeypatch.setattr(tomllib, "loads", taken_apart)
    with pytest.raises(Explained, match="can't be edited here: line 1"):
        Draft(text)
    assert read_lecture(text, "lecture").problems
