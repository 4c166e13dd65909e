"""Somebody who goes through a lecture alone, for handouts and animations."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from gui.lectures.taking_home import LectureWalker
from lectures.model import Stop, stops_of
from lectures.reading import read_lecture
from simulator.errors import Explained
from tests.gui.lectures.theatre import ANIMATED, ASKED, DOWNHILL, FIRST, GRAPH, Theatre


@pytest.fixture
def walker(theatre: Theatre) -> Iterator[LectureWalker]:
    """With the first lecture."""
    made = LectureWalker(theatre.window, theatre.lecture)
    yield made
    theatre.director.failed.disconnect(made._on_failure)


def pixels_of(image: QImage) -> bytes:
    return bytes(image.convertToFormat(QImage.Format.Format_RGB32).constBits())


def test_every_stop_stands_when_it_is_shown(theatre: Theatre, walker: LectureWalker) -> None:
    assert walker.stops == stops_of(theatre.lecture)
    for stop in (Stop(0), Stop(ASKED, revealed=True), Stop(GRAPH), Stop(ANIMATED), Stop(DOWNHILL)):
        walker.show(stop)
        assert theatre.stop == stop
        assert theatre.window.is_settled
        theatre.agrees()


def test_a_scene_that_does_not_stand_in_time_is_told_and_not_another_one_shown(
        theatre: Theatre, walker: LectureWalker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gui.lectures.taking_home.LONGEST_WAIT", 0.0)
    with pytest.raises(Explained, match="beat 3 can't be shown: it takes too long"):
        walker.show(Stop(2))


def test_a_lecture_may_be_begun_at_an_answer(theatre: Theatre, walker: LectureWalker) -> None:
    walker.show(Stop(ASKED, revealed=True))
    assert theatre.stop == Stop(ASKED, revealed=True)
    theatre.agrees()


def test_a_picture_is_of_the_size_that_is_wanted_and_without_the_panel(theatre: Theatre, walker: LectureWalker
                                                                       ) -> None:
    walker.show(Stop(0))
    picture = walker.picture(QSize(900, 600))
    assert (picture.width(), picture.height()) == (1800, 1200)
    assert theatre.window.pages.size() == QSize(900, 600)


def test_what_moves_is_seen_moving_and_then_stands(theatre: Theatre, walker: LectureWalker) -> None:
    walker.show(Stop(0))
    theatre.director.set_pace(1.0)
    frames = list(walker.frames(Stop(ANIMATED)))
    assert len(frames) > 3
    assert all(milliseconds > 0 for _, milliseconds in frames)
    assert len({pixels_of(image) for image, _ in frames}) > 3
    assert theatre.stop == Stop(ANIMATED)
    theatre.agrees()
    assert pixels_of(frames[-1][0]) != pixels_of(frames[0][0])


def test_a_stop_that_is_not_the_next_one_is_shown_at_once(theatre: Theatre, walker: LectureWalker) -> None:
    walker.show(Stop(0))
    theatre.director.set_pace(1.0)
    assert len(list(walker.frames(Stop(DOWNHILL)))) == 1
    theatre.agrees()


def test_a_scene_that_cannot_be_set_says_which(theatre: Theatre, tmp_path: Path) -> None:
    np.save(tmp_path / "gone.npy", np.zeros(25))
    text = FIRST.replace('scene = { show = ["equations"]', 'scene = { weights = "gone.npy", show = ["equations"]')
    lecture = read_lecture(text, "broken", str(tmp_path)).lecture
    assert lecture is not None
    (tmp_path / "gone.npy").unlink()
    walker = LectureWalker(theatre.window, lecture)
    walker.show(Stop(0))
    with pytest.raises(Explained, match=r"beat 2 .*gone\.npy"):
        walker.show(Stop(ANIMATED))
    walker.show(Stop(0))
    theatre.director.failed.disconnect(walker._on_failure)
