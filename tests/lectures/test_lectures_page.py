"""The page that explains how a lecture is written is right: its example works, and it names every key."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lectures.descent import DESCENT_NAMES
from lectures.model import EDGES, PAGES, PARTS, PHASES, SHOWN, Lecture, Stop, quantity_of, stops_of
from lectures.network_reading import SETTINGS
from lectures.reading import COMMON, KEYS, read_lecture
from lectures.readings import NETWORK_NAMES
from lectures.scene import scene_at
from lectures.writing import written
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


def test_every_key_page_part_phase_and_reading_is_named(page: str) -> None:
    keys = {key for names in (COMMON, *KEYS.values()) for key in names}
    names = keys | set(PAGES) | set(EDGES) | set(PHASES) | {part for parts in SHOWN.values() for part in parts}
    names |= set(PARTS) | set(SETTINGS) | {one.name for one in (*SURFACES, *OPTIMIZERS, *EXAMPLES)}
    missing = {name for name in names | NETWORK_NAMES | DESCENT_NAMES if not re.search(rf"[`\"]{name}[`\"]", page)}
    assert not missing
