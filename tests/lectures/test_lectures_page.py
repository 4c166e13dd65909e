"""The page that explains how a lecture is written is right: its example works, and it names every key."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from lectures.descent import DESCENT_NAMES
from lectures.model import EDGES, PHASES, SHOWN, Lecture, Stop, part_names, quantity_of, stops_of
from lectures.network_reading import SETTINGS
from lectures.pages import page_names
from lectures.reading import COMMON, KEYS, read_lecture
from lectures.readings import NETWORK_NAMES
from lectures.scene import scene_at
from lectures.writing import written
from simulator.descent.remedies import REMEDIES
from simulator.graph.examples import EXAMPLES
from simulator.optimizers import OPTIMIZERS
from simulator.surfaces.catalogue import SURFACES


@pytest.fixture(scope="module")
def page(project: Path) -> str:
    return (project / "docs" / "lectures.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def example(page: str) -> Lecture:
    blocks = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    assert len(blocks) == 1
    reading = read_lecture(blocks[0], "example")
    assert reading.problems == ()
    assert reading.lecture is not None
    return reading.lecture


def test_the_example_has_a_scene_an_action_a_question_and_something_to_try(example: Lecture) -> None:
    assert len(example.beats) == 4
    assert example.beats[1].actions
    assert example.beats[2].question is not None
    assert example.beats[3].task is not None
    assert read_lecture(written(example), "example").lecture is not None


def test_every_scene_of_the_example_can_be_set_and_its_numbers_are_right(example: Lecture) -> None:
    for stop in stops_of(example):
        readings = scene_at(example, stop).readings
        for digits, expression in example.beats[stop.beat].numbers.items():
            assert f"{quantity_of(expression).value(readings):.2f}" == digits


def test_the_example_says_the_truth_about_its_neuron(example: Lecture) -> None:
    on = [scene_at(example, stop).readings["a1_1"] for stop in (Stop(0), Stop(1), Stop(2), Stop(2, True))]
    assert on == [0, 1, 1, 0]
    accuracies = [scene_at(example, stop).readings["accuracy"] for stop in (Stop(1), Stop(2, True), Stop(3))]
    assert accuracies[:2] == [0.75, 1]
    assert accuracies[2] < 1  # otherwise there is nothing to try
    assert scene_at(example, Stop(2, True)).readings["z1_1"] == -1


def test_every_key_part_phase_and_reading_is_named(page: str) -> None:
    keys = {key for names in (COMMON, *KEYS.values()) for key in names}
    names = keys | set(EDGES) | set(PHASES) | {part for parts in SHOWN.values() for part in parts}
    names |= (set(part_names()) - set(page_names())) | set(SETTINGS)
    missing = {name for name in names | NETWORK_NAMES | DESCENT_NAMES if not re.search(rf"[`\"]{name}[`\"]", page)}
    assert not missing


ENTRIES: tuple[tuple[str, str, Callable[[], Sequence[str]]], ...] = (
    ("page", 'page = "nil"', page_names),
    ("surface", 'workspace = "descent", surface = "nil"', lambda: [one.name for one in SURFACES]),
    ("optimizers", 'workspace = "descent", optimizers = [{ name = "nil" }]',
     lambda: [one.name for one in OPTIMIZERS]),
    ("graph", 'workspace = "graph", graph = "nil"', lambda: [one.name for one in EXAMPLES]),
    ("compare", 'workspace = "descent", compare = { kind = "nil" }', lambda: [*REMEDIES]),
)
"""Kinds of entries by the row that names some of them, what asks for one that there isn't, and all of them."""


@pytest.mark.parametrize(("row", "wrong", "known"), ENTRIES, ids=[row for row, _, _ in ENTRIES])
def test_entries_that_are_named_are_there_and_a_wrong_name_is_answered_by_all(
    page: str, row: str, wrong: str, known: Callable[[], Sequence[str]]
) -> None:
    found = re.findall(rf"^\| `{row}`[^|]*\| (.*) \|$", page, re.MULTILINE)[-1]
    named = [name for name in re.findall(r"`([a-z_0-9]+)`", found) if name not in (row, "kind", "value")]
    assert len(named) > 3
    assert [name for name in named if name not in known()] == []
    text = (f'title.en = "t"\n[[beat]]\ntitle.en = "t"\ntext.en = "t"\nscene = {{ {wrong} }}\n')
    problem = next(str(one) for one in read_lecture(text, "wrong").problems if "nil" in str(one))
    assert [name for name in known() if name not in problem] == []
