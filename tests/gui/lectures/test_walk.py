"""All lectures are walked through, forwards and back to the start, in both languages: the same scene both ways."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from gui.app import Deltaflow
from gui.lectures.director import Director
from lectures.library import Library, builtin_folder
from lectures.model import Lecture, Stop, stops_of
from lectures.scene import scene_at
from tests.gui.shared_program import shared
from tests.waiting import wait_until

NAMES = tuple(path.stem for path in sorted(builtin_folder().glob("*.toml")))


@pytest.fixture(scope="module")
def program(qapp: QApplication) -> Iterator[Deltaflow]:
    with shared(qapp) as program:
        program.window.resize(1024, 700)
        program.window.lectures.director.set_pace(0.0)
        yield program


@pytest.fixture(autouse=True)
def nothing_left_behind() -> None:
    """The window is shared by the tests of this module, and so are its timers."""


@pytest.fixture(params=["en", "ko"])
def director(request: pytest.FixtureRequest, program: Deltaflow) -> Iterator[Director]:
    if program.look.language != request.param:
        program.change_look(replace(program.look, language=request.param))
    failures: list[str] = []
    director = program.window.lectures.director
    director.failed.connect(failures.append)
    yield director
    director.failed.disconnect(failures.append)
    director.leave()
    program.settle()
    assert not failures


def stand(director: Director) -> tuple[str, ...]:
    """Waits until the scene stands, and tells what it is."""
    wait_until(lambda: director.is_settled and director.stage.is_free)
    QApplication.processEvents()
    return director.stage.scene().digest


def lecture_named(name: str) -> Lecture:
    lecture = Library(((builtin_folder(), False),)).named(name).lecture
    assert lecture is not None
    return lecture


@pytest.mark.parametrize("name", NAMES)
def test_a_lecture_is_the_same_forwards_and_back(name: str, director: Director, program: Deltaflow) -> None:
    lecture = lecture_named(name)
    program.window.lectures.open(lecture)
    stops = stops_of(lecture)
    seen: dict[Stop, tuple[str, ...]] = {stops[0]: stand(director)}
    for stop in stops[1:]:
        director.next()
        seen[stop] = stand(director)
        assert director.stop == stop
    if program.look.language == "en":
        for beat in range(len(lecture.beats)):
            assert scene_at(lecture, Stop(beat)).digest == seen[Stop(beat)], f"a jump to {beat + 1} differs"
    for stop in reversed(stops[:-1]):
        director.back()
        assert stand(director) == seen[stop], f"{stop} is another scene on the way back"
