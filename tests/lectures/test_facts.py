"""Every number that a lecture states is the number of the scene that stands when it is read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache

import numpy as np
import pytest

from lectures.library import Library, builtin_folder
from lectures.model import Beat, Lecture, Stop, quantity_of, stops_of
from lectures.scene import Scene, applied, changes_of
from lectures.texts import LANGUAGES
from simulator.learning_counts import layer_counts
from tests.prove.statements import numbers_in as stated_numbers
from tests.prove.statements import record_of, statements

_NUMBER = re.compile(r"(?<![\w.])[−-]?\d(?:[\d.]|[,  ](?=\d{3}(?!\d)))*")
"""Digits, with a point or with separators of thousands."""


BEFORE_ACTIONS = {("10_stuck", 3): {"0.00033": "slope", "0.3998": "C"}}
"""Numbers of a text that hold when its scene stands and nothing has moved yet, by lecture and beat."""


def early(lecture: str, beat: int) -> frozenset[float]:
    return frozenset(value_of(written) for written in BEFORE_ACTIONS.get((lecture, beat + 1), {}))


@cache
def lectures() -> tuple[Lecture, ...]:
    entries = Library(((builtin_folder(), False),)).entries()
    return tuple(entry.lecture for entry in entries if entry.lecture is not None)


def value_of(written: str) -> float:
    return float(re.sub("[,  ]", "", written.replace("−", "-")))


def digits_of(written: str) -> int:
    """Digits behind the point."""
    return len(written.partition(".")[2])


def numbers_in(text: str) -> Iterator[str]:
    """Numbers of two or more digits, as they are written; powers of ten count as their exponents are."""
    for found in _NUMBER.findall(text.replace("{,}", ",").replace("\\,", " ").replace("{-}", "−")):
        written = found.rstrip(".,")
        if len(re.sub(r"\D", "", written)) > 1:
            yield written


def texts_at(beat: Beat, stop: Stop, language: str) -> str:
    """All that is read first at a stop."""
    if stop.revealed:
        assert beat.question is not None
        return beat.question.then.in_language(language)
    parts = [beat.title, beat.text]
    if beat.question is not None:
        parts += [beat.question.text, *beat.question.choices]
    if beat.task is not None:
        parts += [beat.task.text, beat.task.done]
    return "\n".join(part.in_language(language) for part in parts)


def problems_at(beat: Beat, stop: Stop, readings: Mapping[str, float], language: str,
                elsewhere: frozenset[float] = frozenset()) -> Iterator[str]:
    known = {value_of(written): written for written in beat.numbers}
    plain = {value_of(written) for written in beat.plain if _NUMBER.fullmatch(written)}
    for written in numbers_in(texts_at(beat, stop, language)):
        number = value_of(written)
        key = known.get(number, known.get(-number))
        if key is None and number in elsewhere:
            continue
        if key is None:
            if number not in plain and -number not in plain:
                yield f"{language}: nothing says where {written} comes from"
            continue
        value = quantity_of(beat.numbers[key]).value(readings)
        if abs(value - value_of(key)) > 0.5000001 * 10.0 ** -digits_of(key):
            yield f"{language}: {written} is written, but {beat.numbers[key]} is {value}"


@pytest.mark.parametrize("lecture", lectures(), ids=lambda lecture: lecture.name)
def test_every_number_in_a_text_is_that_of_the_scene(lecture: Lecture) -> None:
    problems = []
    scene = Scene(folder=lecture.folder)
    for stop in stops_of(lecture):
        beat = lecture.beats[stop.beat]
        for change in changes_of(beat, stop):
            scene = applied(scene, change)
        problems += [f"beat {stop.beat + 1}{' (answer)' if stop.revealed else ''}, {problem}"
                     for language in LANGUAGES
                     for problem in problems_at(beat, stop, scene.readings, language, early(lecture.name, stop.beat))]
    assert not problems, "\n".join(problems)


def test_a_wrong_number_and_one_from_nowhere_are_found() -> None:
    beat = next(beat for lecture in lectures() for beat in lecture.beats
                if {*numbers_in(texts_at(beat, Stop(0), "en"))} & {*beat.numbers})
    wrong = dict.fromkeys(beat.numbers, "12345.678")
    broken = Beat(beat.title, beat.text, numbers=wrong)
    assert all(list(problems_at(broken, Stop(0), {}, language)) for language in LANGUAGES)
    assert list(problems_at(Beat(beat.title, beat.text), Stop(0), {}, "en"))


@pytest.mark.parametrize("lecture", lectures(), ids=lambda lecture: lecture.name)
def test_every_number_and_count_word_of_every_text_is_one_that_was_looked_up(lecture: Lecture) -> None:
    """Digits, words, ordinals and shares, of notes and choices too: a new one is told with file, beat and number."""
    known = dict(line.split(": ", 1) for line in record_of(lecture).read_text(encoding="utf-8").splitlines())
    now = statements(lecture)
    problems = []
    for where in sorted({*known, *now}):
        new = Counter(now.get(where, "").split()) - Counter(known.get(where, "").split())
        gone = Counter(known.get(where, "").split()) - Counter(now.get(where, "").split())
        if new or gone:
            problems.append(f"{lecture.name}, beat {where}: {' '.join(new) or 'nothing'} is new, "
                            f"{' '.join(gone) or 'nothing'} is gone; look it up in the scene, then record it "
                            "(docs/lectures.md)")
    assert not problems, "\n".join(problems)


def test_numbers_in_words_are_found_in_both_languages() -> None:
    assert list(stated_numbers("all nine of 0.5, a quarter, twice the 10,000", "en")) == \
        ["9", "0.5", "1/4", "2", "10000"]
    assert list(stated_numbers("two hundred and 17 million, a third of it, a third one, one in ten, 1/12", "en")) == \
        ["200", "17000000", "1/3", "#3", "1", "1/10", "1/12"]
    assert list(stated_numbers("1,700만 개와 이백, 3분의 1, 열에 하나, 1만 켜집니다, 1/12", "ko")) == \
        ["17000000", "200", "1/3", "1/10", "1", "1/12"]
    assert list(stated_numbers("아홉 개와 네 개, 절반, 12분의 1, 둘째", "ko")) == ["9", "4", "1/2", "1/12", "#2"]


def test_numbers_that_a_text_states_before_anything_moves_are_those_of_its_scene() -> None:
    for (name, beat), numbers in BEFORE_ACTIONS.items():
        lecture = next(one for one in lectures() if one.name == name)
        scene = Scene(folder=lecture.folder)
        for stop in stops_of(lecture):
            if stop.beat < beat - 1:
                for change in changes_of(lecture.beats[stop.beat], stop):
                    scene = applied(scene, change)
        scene = applied(scene, lecture.beats[beat - 1].scene)
        for written, quantity in numbers.items():
            assert quantity_of(quantity).value(scene.readings) == pytest.approx(
                value_of(written), abs=0.5 * 10.0 ** -digits_of(written)), (name, beat, written)


def at_end_of(name: str, beat: int) -> Scene:
    """The scene behind all that happens in a beat, its answer included."""
    lecture = next(one for one in lectures() if one.name == name)
    scene = Scene(folder=lecture.folder)
    for stop in stops_of(lecture):
        if stop.beat < beat:
            for change in changes_of(lecture.beats[stop.beat], stop):
                scene = applied(scene, change)
    return scene


def test_the_dead_neurons_of_the_last_lecture_are_those_that_the_panel_counts() -> None:
    network = at_end_of("14_training", 9).network
    assert network is not None
    moment = network.run.moment
    theta = moment.state.theta
    weights, biases = theta[:16].reshape(8, 2), theta[16:24]
    on = (moment.data.train.inputs(np.arange(200)) @ weights.T + biases > 0.0).sum(axis=0)
    assert [1 + int(neuron) for neuron in np.flatnonzero(on == 0)] == [1, 4, 6, 7]
    assert on[4] == 10
    assert layer_counts(moment)[0].dead == 4


def test_the_graph_of_a_network_has_as_many_derivatives_as_the_lecture_says() -> None:
    graph = at_end_of("12_graph", 8).states["graph"]
    assert len(graph.values) == 12 == 9 + 2 + 1


@pytest.mark.parametrize("lecture", lectures(), ids=lambda lecture: lecture.name)
def test_no_goal_is_met_before_anybody_has_tried(lecture: Lecture) -> None:
    scene = Scene(folder=lecture.folder)
    for stop in stops_of(lecture):
        beat = lecture.beats[stop.beat]
        for change in changes_of(beat, stop):
            scene = applied(scene, change)
        if beat.task is not None and not stop.revealed:
            assert not all(goal.is_met(scene.readings) for goal in beat.task.goals), f"beat {stop.beat + 1}"


def test_there_are_fourteen_lectures_of_six_to_twelve_beats_in_both_languages() -> None:
    assert len(lectures()) >= 14
    for lecture in lectures():
        assert 6 <= len(lecture.beats) <= 12, lecture.name
        for beat in lecture.beats:
            said = [beat.title, beat.text, beat.notes]
            if beat.question is not None:
                said += [beat.question.text, beat.question.then, *beat.question.choices]
            if beat.task is not None:
                said += [beat.task.text, beat.task.done]
            for language in LANGUAGES:
                missing = [text.in_language("en")[:30] for text in said if not text.by_language.get(language)]
                assert not missing, f"{lecture.name}: {language} lacks {missing}"
