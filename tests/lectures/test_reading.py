"""From a file to a lecture: what every key becomes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lectures.library import builtin_folder
from lectures.model import Beat, GraphPlace, Instant, Lecture, Mark, Sample, Stop, Target, stops_of
from lectures.reading import read_lecture
from simulator.experiment import Layer, preset

HEAD = 'title.en = "A"\n[[beat]]\ntitle.en = "T"\ntext.en = "W"\n'


def lecture_of(text: str, folder: str = "") -> Lecture:
    reading = read_lecture(text, "mine", folder)
    assert reading.problems == ()
    assert reading.lecture is not None
    return reading.lecture


def beat_of(text: str, folder: str = "") -> Beat:
    return lecture_of(HEAD + text, folder).beats[0]


def test_texts_are_kept_by_language_and_a_missing_one_is_stood_in_for() -> None:
    lecture = lecture_of('title = { en = "Gates", ko = "게이트" }\n[[beat]]\ntitle.ko = "둘"\ntext.ko = "$a$"\n'
                         'scene = { experiment = "xor" }')
    assert lecture.name == "mine"
    assert (lecture.title.in_language("ko"), lecture.title.in_language("en")) == ("게이트", "Gates")
    assert lecture.beats[0].title.in_language("en") == "둘"


def test_a_scene_of_the_network_is_read_with_its_types() -> None:
    scene = beat_of("""[beat.scene]
experiment = "xor_points"
show = ["charts", "transport"]
settings = { learning_rate = 3, layers = [{ neurons = 2, activation = "tanh" }, { neurons = 1 }] }
parameters = { "w1[2,1]" = -2, "b2[1]" = 0.5 }
until = "100*accuracy >= 95"
at_most = 4
sample = { inputs = [0, 1], target = [1] }
at = { phase = "bp2", layer = 1, neuron = 2 }
select = "a1[2]"
hand = true
granularity = "neuron"
next = -3
""").scene
    assert scene.show == ("charts", "transport")
    assert scene.settings["layers"] == (Layer(2, "tanh"), Layer(1))
    assert scene.parameters == {Target("weight", 1, 1, 0): -2.0, Target("bias", 2, 0): 0.5}
    assert scene.until is not None
    assert scene.until.is_met({"accuracy": 0.95})
    assert not scene.until.is_met({"accuracy": 0.94})
    assert scene.sample == Sample("own", inputs=(0.0, 1.0), target=(1.0,))
    assert scene.at == Instant("bp2", 1, 2)
    assert (scene.select, scene.hand, scene.next, scene.at_most) == (Target("neuron", 1, 1), True, -3, 4.0)


def test_a_drawn_digit_and_weights_from_a_file_are_read(tmp_path: Path) -> None:
    count = 784 * 30 + 30 + 30 * 10 + 10
    np.save(tmp_path / "trained.npy", np.zeros(count))
    scene = beat_of('scene = { experiment = "mnist", weights = "trained.npy", '
                    "sample = { strokes = [[[9, 4], [14.5, 24]]], label = 7 } }", str(tmp_path)).scene
    assert scene.weights == "trained.npy"
    assert scene.sample == Sample("drawn", strokes=(((9.0, 4.0), (14.5, 24.0)),), label=7)


def test_reading_a_lecture_on_mnist_does_not_read_the_digits() -> None:
    data = preset("mnist").open_data()
    was_loaded = data.train.loaded
    beat_of('scene = { experiment = "mnist", sample = { train = 60000 } }')
    assert data.train.loaded == was_loaded


def test_a_scene_of_a_descent_is_read() -> None:
    scene = beat_of("""[beat.scene]
workspace = "descent"
expression = "a^2 + 3*b^2"
window = [[-2, -1], [2, 1]]
optimizers = [{ name = "adam" }, { name = "momentum", learning_rate = 0.1, numbers = [0.8] }]
starts = [[1, 0.5], [-1, 0.5]]
steps = 12
part = "direction"
runner = [1, 4]
""").scene
    assert scene.window == ((-2.0, -1.0), (2.0, 1.0))
    assert scene.optimizers == (("adam", None, ()), ("momentum", 0.1, (0.8,)))
    assert (scene.starts, scene.runner) == (((1.0, 0.5), (-1.0, 0.5)), (1, 4))


def test_a_scene_of_a_graph_is_read() -> None:
    scene = beat_of("""[beat.scene]
workspace = "graph"
text = \"\"\"z = w*x
L = (z - y)^2\"\"\"
values = { w = 2, x = 1.5, y = 0 }
descend = ["w"]
at = { derivative = "z" }
node = "z"
""").scene
    assert scene.values == {"w": 2.0, "x": 1.5, "y": 0.0}
    assert (scene.place, scene.node, scene.descend) == (GraphPlace("derivative", "z"), "z", ("w",))


def test_what_lights_up_is_what_is_there_when_the_beat_begins_or_after_its_actions() -> None:
    beat = beat_of('scene = { experiment = "xor" }\nhighlight = ["a1[4]", "layer 2", "part charts", "node z"]\n'
                   '[[beat.action]]\nworkspace = "graph"\ngraph = "chain"\n[[beat.action]]\n'
                   'graph = "neuron_quadratic"\n')
    assert beat.highlight == (Mark("target", Target("neuron", 1, 3)), Mark("layer", layer=2),
                              Mark("part", name="charts"), Mark("node", name="z"))


def test_a_question_counts_its_answer_from_one_in_the_file_and_from_zero_in_the_lecture() -> None:
    lecture = lecture_of(HEAD + """scene = { experiment = "xor" }
[beat.question]
text.en = "Which?"
choices.en = ["one", "two"]
choices.ko = ["하나", "둘"]
answer = 2
[[beat.question.action]]
next = 1
""")
    question = lecture.beats[0].question
    assert question is not None
    assert question.choices[question.answer].in_language("ko") == "둘"
    assert question.actions[0].next == 1
    assert stops_of(lecture) == (Stop(0), Stop(0, revealed=True))


def test_the_line_of_every_beat_is_known() -> None:
    lecture = lecture_of('title.en = "A"\n\n[[beat]] # one\ntitle.en = "T"\ntext.en = """\n[[beat]]\n"""\n'
                         'scene = { experiment = "xor" }\n[[beat]]\ntitle.en = "T"\ntext.en = "W"\n')
    assert [beat.line for beat in lecture.beats] == [3, 9]


def test_what_one_beat_has_set_is_in_force_in_the_next() -> None:
    beats = lecture_of(HEAD + """scene = { workspace = "descent" }
[[beat]]
title.en = "T"
text.en = "W"
scene = { surface = "ravine" }
[[beat]]
title.en = "T"
text.en = "W"
scene = { workspace = "network", experiment = "xor" }
[[beat]]
title.en = "T"
text.en = "W"
scene = { workspace = "graph", derivative = "w1[4,2]" }
[[beat]]
title.en = "T"
text.en = "W"
scene = { workspace = "network" }
highlight = ["w1[4,2]"]
""").beats
    assert len(beats) == 5


def _files() -> Iterator[Path]:
    yield from sorted(builtin_folder().glob("*.toml"))


@pytest.mark.parametrize("path", list(_files()), ids=lambda path: path.stem)
def test_a_lecture_that_ships_has_no_problem_and_both_languages(path: Path) -> None:
    reading = read_lecture(path.read_text(encoding="utf-8"), path.name, str(path.parent))
    assert [str(problem) for problem in reading.problems] == []
    assert reading.lecture is not None
    for beat in reading.lecture.beats:
        texts = [beat.title, beat.text, beat.notes]
        if beat.question is not None:
            texts += [beat.question.text, *beat.question.choices, beat.question.then]
        if beat.task is not None:
            texts += [beat.task.text, beat.task.done]
        assert all(set(text.by_language) == {"en", "ko"} for text in texts if text), f"line {beat.line}"


@given(st.text())
def test_no_text_whatever_breaks_the_reader(text: str) -> None:
    reading = read_lecture(text, "strange")
    assert (reading.lecture is None) == bool(reading.problems)


@given(st.text(alphabet='[]{}="\'.,#\\\n ab1-_\t', max_size=60))
def test_nothing_that_resembles_toml_breaks_it_either(text: str) -> None:
    read_lecture(text, "strange")
    read_lecture(HEAD + text, "strange")


@pytest.mark.parametrize(("text", "words"), [
    ("x" * 1_000_001, "more than 1,000,000 bytes"),
    ("가" * 400_000, "more than 1,000,000 bytes"),
    ("a = " + "[" * 5000, "nested too deeply"),
    ("a = " + "9" * 6000, "shorter numbers"),
    ("\0\x01\x02", "this is not TOML"),
    (".".join("a" * 400_000) + " = 1", "keys joined by dots"),
    ("a" * 900_000, "not TOML"),
    ("", "has no title"),
])
def test_absurd_files_are_refused_in_a_sentence(text: str, words: str) -> None:
    reading = read_lecture(text, "absurd")
    assert reading.lecture is None
    assert words in str(reading.problems[0])
