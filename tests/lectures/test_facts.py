"""Every number that a lecture states is the number of the scene that stands when it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

import pytest

from lectures.conditions import quantity_of
from lectures.library import Library, builtin_folder
from lectures.model import Beat, Lecture, Stop, stops_of
from lectures.scene import Scene, applied, changes_of
from lectures.texts import LANGUAGES

_NUMBER = re.compile(r"(?<![\w.])[−-]?\d(?:[\d.]|[,  ](?=\d{3}(?!\d)))*")
"""Digits, with a point or with separators of thousands."""


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


def problems_at(beat: Beat, stop: Stop, readings: Mapping[str, float], language: str) -> Iterator[str]:
    known = {value_of(written): written for written in beat.numbers}
    plain = {value_of(written) for written in beat.plain if _NUMBER.fullmatch(written)}
    for written in numbers_in(texts_at(beat, stop, language)):
        number = value_of(written)
        key = known.get(number, known.get(-number))
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
                     for language in LANGUAGES for problem in problems_at(beat, stop, scene.readings, language)]
    assert not problems, "\n".join(problems)


def test_a_wrong_number_and_one_from_nowhere_are_found() -> None:
    beat = next(beat for lecture in lectures() for beat in lecture.beats
                if {*numbers_in(texts_at(beat, Stop(0), "en"))} & {*beat.numbers})
    wrong = dict.fromkeys(beat.numbers, "12345.678")
    broken = Beat(beat.title, beat.text, numbers=wrong)
    assert all(list(problems_at(broken, Stop(0), {}, language)) for language in LANGUAGES)
    assert list(problems_at(Beat(beat.title, beat.text), Stop(0), {}, "en"))


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
