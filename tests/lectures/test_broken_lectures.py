"""A new lecture, broken in many ways: every message names the file, the line, the beat, the reason and a remedy."""

from __future__ import annotations

import math
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lectures.in_force import InForce
from lectures.problems import Given, Lines, Report, shown
from lectures.reading import change_of, read_lecture

GOOD = """\
title.en = "Two lines"
title.ko = "두 직선"

[[beat]]
title.en = "Four points"
text.en = "One neuron is $a = \\\\sigma(z)$."
text.ko = "뉴런 하나"
scene = { experiment = "xor", show = ["charts"], settings = { learning_rate = 3.0 } }
highlight = ["a1[4]", "layer 1"]
numbers = { "0.73" = "a1_4" }
[[beat.action]]
next = 4
granularity = "layer"
[[beat.action]]
parameters = { "w1[4,2]" = -2.0 }
seconds = 2
[beat.question]
text.en = "Larger?"
choices.en = ["yes", "no"]
choices.ko = ["네", "아니요"]
answer = 2
[beat.try]
text.en = "Try it."
controls = ["hand", "setup"]
goal = "accuracy == 1"

[[beat]]
title.en = "A valley"
text.en = "Downhill."
[beat.scene]
workspace = "descent"
surface = "line"
optimizers = [
  { name = "gradient_descent", learning_rate = 0.1 },
  { name = "adam" },
]
starts = [[0.5, 0.5]]

[[beat]]
title.en = "A graph"
text.en = '''
Several
lines of $\\sigma$'''
[beat.scene]
workspace = "graph"
text = "L = (w*x - y)^2"
values = { w = 1, x = 2, y = 3 }
descend = ["w"]

[[beat]]
title.en = "A digit"
text.en = "Seven."
scene = { workspace = "network", experiment = "mnist", sample = { strokes = [[[9, 4], [20, 4]]], label = 7 } }
"""

BREAKS = [
    # what is replaced, by what; line and beat; words of the message, the last of them of the remedy
    ('title.en = "Two lines"\ntitle.ko = "두 직선"\n', "", 1, 0, ("no title", "write title.en")),
    ("title.ko", "title.de", 2, 0, ('"de"', "choose one of en, ko")),
    ('title.en = "Four points"', 'titel.en = "Four points"', 5, 1, ('"titel"', "perhaps you mean title")),
    ('text.en = "Downhill."\n', "", 27, 2, ("no text", "write text.en")),
    ('text.en = "Downhill."', 'text.en = " "', 29, 2, ("text is empty", "write a text")),
    ("sigma(z)$.", "sigma(z).", 6, 1, ("never ends", "close it with $")),
    ("\\\\sigma(z)", "\\theta(z)", 6, 1, ("became a control character", "write every backslash twice")),
    ("\\\\sigma(z)", "\\sigma(z)", 6, 1, ("not TOML, column", "write every backslash twice")),
    ('experiment = "xor"', 'experiment = "xro"', 8, 1, ('"xro"', "perhaps you mean xor")),
    ('show = ["charts"]', 'show = ["chart"]', 8, 1, ('"chart"', "perhaps you mean charts")),
    ("learning_rate = 3.0", "learning_rate = -3.0", 8, 1, ("must be a positive number, got -3", "try 0.5")),
    ("learning_rate = 3.0", "learning_rats = 3.0", 8, 1, ('"learning_rats"', "perhaps you mean learning_rate")),
    ("learning_rate = 3.0", "layers = [{ neurons = 3 }]", 8, 1, ("needs 1 output neurons", "set the last layer")),
    ('"a1[4]"', '"a1[5]"', 9, 1, ("2-4-1 has no a1[5]", "choose one that it has")),
    ('"layer 1"', '"layer 3"', 9, 1, ("layers 0 to 2, not 3", "choose one")),
    ('"layer 1"', '"lair 1"', 9, 1, ('"lair 1"', "write x[1]")),
    ('"a1_4" }', '"a1_5" }', 10, 1, ("does not exist in the network 2-4-1", "choose another")),
    ('"a1_4" }', '"a1_4 +" }', 10, 1, ("character 7", "write")),
    ('"0.73" =', "0.73 =", 10, 1, ("decimal point parts two keys", "put the number in quotes")),
    ("next = 4", "next = true", 12, 1, ("whole number, got true", "write one such as")),
    ("next = 4", "next = 4000", 12, 1, ("at most 1000, got 4000", "try 1000")),
    ("next = 4", "steps = -1", 12, 1, ("at least 0, got -1", "try 0")),
    ("next = 4", "epochs = nan", 12, 1, ("finite number, got nan", "choose")),
    ("next = 4", 'at = { phase = "bp2", layer = 2 }', 12, 1, ("exists in layer 1, not in 2", "choose one")),
    ("next = 4", 'at = { phase = "z", layer = 1, neuron = 9 }', 12, 1, ("4 neurons", "choose another")),
    ("next = 4", "sample = { train = 5 }", 12, 1, ("4 samples", "choose one of 1 to 4")),
    ("next = 4", "sample = { inputs = [1], target = [1] }", 12, 1, ("must have 2 numbers, got 1", "write it as in")),
    ("next = 4", 'weights = "../weights.npy"', 12, 1, ("plain name of a file", "put the file there")),
    ("next = 4", 'weights = "missing.npy"', 12, 1, ('"missing.npy" can\'t be read', "put the file beside")),
    ("next = 4", 'weights = "three.npy"', 12, 1, ("17 weights and biases, got 3 numbers", "give all")),
    ("next = 4", "weights = [1, 2]", 12, 1, ("17 weights and biases, got 2 numbers", "give all")),
    ("next = 4", 'until = "accurracy > 0.9"', 12, 1, ("no reading", "perhaps you mean accuracy")),
    ("next = 4", 'surface = "line"', 12, 1, ("belongs to the workspace descent", 'write workspace = "descent"')),
    ("next = 4", "learning_rate = 1", 12, 1, ('no key "learning_rate"', "write it inside of settings")),
    ('granularity = "layer"', 'granularity = "part"', 13, 1, ('no "part"', "choose one of neuron")),
    ('"w1[4,2]" =', '"w1[4,3]" =', 15, 1, ("has no w1[4,3]", "choose one that it has")),
    ('"w1[4,2]" =', "w1[4,2] =", 15, 1, ("not TOML", "keys with brackets or dots stand in quotes")),
    ("seconds = 2", "seconds = 61", 16, 1, ("at most 60", "try 60")),
    ('choices.ko = ["네", "아니요"]', 'choices.ko = ["네"]', 19, 1, ("en 2, ko 1", "write as many in each")),
    ("answer = 2", "answer = 3", 21, 1, ("1 to 2, got 3", "choose one")),
    ("answer = 2\n", "", 17, 1, ("no answer", "write answer = 1")),
    ('controls = ["hand", "setup"]', 'controls = ["left"]', 24, 1, ('no "left"', "choose one of")),
    ('goal = "accuracy == 1"', 'goal = "accuracy"', 25, 1, ("is no condition", "compare two quantities")),
    ('goal = "accuracy == 1"', 'goal = "b_1_1 > 1"', 25, 1, ("no reading", "choose one of them")),
    ('surface = "line"', 'surface = "lime"', 32, 2, ('no "lime"', "perhaps you mean line")),
    ('name = "adam"', 'name = "adan"', 35, 2, ('no "adan"', "perhaps you mean adam")),
    ('name = "adam"', 'name = "adam", learning_rate = 0', 35, 2, ("must be a positive number", "try")),
    ("starts = [[0.5, 0.5]]", "starts = [[0.5]]", 37, 2, ("must have 2 numbers, got 1", "write it as in")),
    ("starts = [[0.5, 0.5]]", "batch_size = 9000", 37, 2, ("batch size", "at most")),
    ("starts = [[0.5, 0.5]]", 'compare = { kind = "luck" }', 37, 2, ('no "luck"', "choose one of start")),
    ("starts = [[0.5, 0.5]]", "runner = [2, 1]", 37, 2, ("1 lanes, got 2", "choose another")),
    ('text = "L = (w*x - y)^2"', 'text = "L = (w*x - y"', 46, 3, ("character 5", "add \")\"")),
    ("y = 3", "q = 3", 47, 3, ("no \"q\"", "choose one of w, x, y")),
    (", y = 3", "", 47, 3, ("the variables y have no values", "write values")),
    ('descend = ["w"]', 'descend = ["v"]', 48, 3, ('no "v"', "choose one of w, x, y")),
    ('descend = ["w"]', 'at = { value = "k" }', 48, 3, ('no "k"', "choose one of")),
    ("[20, 4]", "[29, 4]", 53, 4, ("outside of the picture", "keep both numbers in 0 to 28")),
    ("label = 7", "label = 10", 53, 4, ("at most 9, got 10", "try 9")),
    ('[[beat]]\ntitle.en = "A digit"', '[beat]\ntitle.en = "A digit"', 50, 3, ("not TOML", "")),
]


@pytest.fixture
def folder(tmp_path: Path) -> str:
    np.save(tmp_path / "three.npy", np.zeros(3))
    return str(tmp_path)


def test_the_lecture_itself_has_no_problem(folder: str) -> None:
    assert read_lecture(GOOD, "two_lines", folder).problems == ()


@pytest.mark.parametrize(("good", "bad", "line", "beat", "words"), BREAKS, ids=[f"{one[1][:30]}" for one in BREAKS])
def test_every_message_names_file_line_beat_reason_and_remedy(good: str, bad: str, line: int, beat: int,
                                                              words: tuple[str, str], folder: str) -> None:
    assert GOOD.count(good) >= 1
    reading = read_lecture(GOOD.replace(good, bad, 1), "two_lines", folder)
    assert reading.lecture is None
    messages = list(map(str, reading.problems))
    place = f"two_lines.toml, line {line}, beat {beat}: " if beat else f"two_lines.toml, line {line}: "
    fitting = [message for message in messages if message.startswith(place)]
    assert fitting, messages
    assert any(all(word in message for word in words) for message in fitting), messages
    assert len(messages) <= 2, "one slip brings no flood of messages"


def test_all_problems_of_a_file_are_told_at_once_in_the_order_of_its_lines(folder: str) -> None:
    text = GOOD
    for good, bad in (("next = 4", "next = 4000"), ("seconds = 2", "seconds = 61"),
                      ('surface = "line"', 'surface = "lime"'), ("label = 7", "label = 10")):
        text = text.replace(good, bad, 1)
    problems = read_lecture(text, "two_lines", folder).problems
    assert [(problem.line, problem.beat) for problem in problems] == [(12, 1), (16, 1), (32, 2), (53, 4)]


def test_what_follows_from_an_unknown_experiment_is_not_held_against_anyone() -> None:
    problems = read_lecture(GOOD.replace('experiment = "xor"', 'experiment = "?"'), "two_lines").problems
    assert len(problems) == 1


def test_a_lecture_without_a_scene_in_its_first_beat_is_told_to_begin_with_an_experiment() -> None:
    problems = read_lecture('title.en = "A"\n[[beat]]\ntitle.en = "T"\ntext.en = "W"', "a").problems
    assert [str(problem) for problem in problems] == [
        'a.toml, line 2, beat 1: the first beat has no scene; write one, such as scene = { experiment = "xor" }']


STRANGE: tuple[Any, ...] = (True, -1, 0, 10**400, math.nan, math.inf, "", "?", [], {}, [[]], [{}], [True],
                            {"": 1}, {"a": {"b": []}}, [1.5, "x", [2]])


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every table or list inside, with each of its keys."""
    keys = list(value) if isinstance(value, dict) else list(range(len(value))) if isinstance(value, list) else []
    return [(value, key) for key in keys] + [place for key in keys for place in _places(value[key])]


def test_a_value_of_any_wrong_type_anywhere_in_a_scene_becomes_a_problem_and_nothing_is_raised() -> None:
    scenes = [beat.get("scene", {}) for beat in tomllib.loads(GOOD)["beat"]]
    scenes += [
        {"experiment": "xor", "settings": {"layers": [{"neurons": 1, "activation": "tanh"}], "seed": 3,
                                           "train_points": [[1, 2, 0]], "features": ["x1"], "shuffled": True,
                                           "optimizer_numbers": [0.9], "frozen": [1], "noise": 0.1,
                                           "data_set": "xor", "initial_theta": [0.1]},
         "weights": [1.0], "steps": 1, "epochs": 1, "until": "cost < 1", "at_most": 1, "select": "x[1]",
         "at": {"phase": "z", "layer": 1, "neuron": 1, "sample": 1}, "page": "bp2", "edges": "auto", "hand": True,
         "sample": {"inputs": [1, 0], "target": [1]}, "parameters": {"w1[1,1]": 1}, "seconds": 1, "next": 1},
        {"workspace": "descent", "expression": "a*b", "window": [[-1, -1], [1, 1]], "batch_size": 0, "seed": 1,
         "compare": {"kind": "start", "value": [0.5, 0.5]}, "runner": [1, 1], "part": "move", "basins": True,
         "logarithmic": False, "steps": 3, "learning_rate": 0.1, "granularity": "part"},
        {"workspace": "graph", "graph": "linear", "values": {"w": 1}, "updates": 2, "learning_rate": 0.1,
         "at": {"value": "L"}, "node": "w"},
    ]
    for scene in scenes:
        for owner, key in [({"scene": scene}, "scene"), *_places(scene)]:
            before = owner[key]
            for strange in STRANGE:
                owner[key] = strange
                report = Report("strange.toml", Lines())
                change_of(Given(scene, ("beat", 0, "scene"), report), InForce(), "")
                assert all(len(str(problem)) < 2500 for problem in report.problems)
            owner[key] = before


@pytest.mark.parametrize("value", [10**400, "x" * 500, "a\nb", {"a": 1}, [1], True, math.inf])
def test_values_are_quoted_shortly(value: Any) -> None:
    assert len(shown(value)) < 60
    assert "\n" not in shown(value)
