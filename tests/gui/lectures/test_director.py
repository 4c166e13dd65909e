"""The director in the real window: every stop has its scene, whichever way it is come to and whatever goes on."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from gui.run.jobs import Activity
from lectures import scene as scenes
from lectures.model import Stop, stops_of
from lectures.reading import read_lecture
from simulator.experiment import preset, with_change
from tests.gui.lectures.theatre import ANIMATED, ASKED, DOWNHILL, FIRST, GRAPH, TASK, TRAINED, Theatre

BROKEN = FIRST.replace('experiment = "xor_points",', 'experiment = "xor_points", weights = "gone.npy",')


@pytest.fixture
def on_a_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Training counts as long, however short it is."""
    monkeypatch.setattr(scenes, "AT_ONCE_SECONDS", 0.0)


def test_every_stop_has_its_scene_whichever_way_it_is_come_to(theatre: Theatre) -> None:
    theatre.open()
    director, stops = theatre.director, stops_of(theatre.lecture)
    assert not director.can_back
    for stop in stops[1:]:
        director.next()
        theatre.settle()
        assert director.stop == stop
        theatre.agrees()
    assert not director.can_next
    for stop in reversed(stops[:-1]):
        director.back()
        theatre.settle()
        assert director.stop == stop
        theatre.agrees()
    for beat in (DOWNHILL, ANIMATED, GRAPH, ASKED, 99, -1):
        director.go_to(beat)
        theatre.settle()
        assert director.beat_number == min(max(beat, 0), GRAPH)
        theatre.agrees()


def test_what_moves_ends_where_it_must(theatre: Theatre) -> None:
    theatre.open()
    theatre.director.set_pace(0.15)
    for beat in (ANIMATED, ASKED, ASKED, TRAINED, TASK, DOWNHILL, GRAPH):
        theatre.director.next()
        theatre.settle()
        assert theatre.director.beat_number == beat
        theatre.agrees()


@pytest.mark.parametrize("beat", [ANIMATED, TRAINED, DOWNHILL, GRAPH])
def test_next_while_something_moves_ends_it_at_once(theatre: Theatre, beat: int) -> None:
    director = theatre.director
    theatre.open(max(beat - 1, 0))
    if beat == TRAINED:
        director.next()  # what comes behind the answer
    director.set_pace(50.0)
    director.next()
    assert director.is_performing
    director.next()
    assert not director.is_performing
    theatre.settle()
    assert director.stop == Stop(beat)
    theatre.agrees()


def test_back_while_something_moves_gives_it_up(theatre: Theatre) -> None:
    theatre.open()
    theatre.director.set_pace(50.0)
    theatre.director.next()
    theatre.director.back()
    theatre.settle()
    assert theatre.stop == Stop(0)
    theatre.agrees()


def test_an_answer_is_kept_and_shown(theatre: Theatre) -> None:
    director = theatre.director
    theatre.open(ASKED)
    assert director.chosen is None
    director.choose(0)
    theatre.settle()
    assert (director.stop, director.chosen) == (Stop(ASKED, revealed=True), 0)
    theatre.agrees()
    director.choose(1)
    assert director.chosen == 0, "it is answered already"
    director.go_to(0)
    for _ in range(3):
        theatre.settle()
        director.next()
    theatre.settle()
    assert (director.stop, director.chosen) == (Stop(ASKED, revealed=True), 0)


def test_an_answer_shown_without_a_choice_has_none(theatre: Theatre) -> None:
    theatre.open(ASKED)
    theatre.director.next()
    theatre.settle()
    assert (theatre.stop, theatre.director.chosen) == (Stop(ASKED, revealed=True), None)


def test_whatever_somebody_changed_the_next_stop_is_as_it_must_be(theatre: Theatre) -> None:
    theatre.open()
    theatre.session.set_parameter(0, 7.0)
    theatre.session.set_parameter(3, -4.0)
    theatre.director.restore()
    theatre.agrees()
    theatre.session.navigator.train_steps(5)
    theatre.session.worker.wait()
    theatre.director.next()
    theatre.settle()
    theatre.agrees()


def test_next_waits_for_what_somebody_trains(theatre: Theatre) -> None:
    theatre.open()
    theatre.session.navigator.train(100_000)
    assert theatre.session.navigator.activity is Activity.TRAINING
    theatre.director.next()
    theatre.settle()
    assert theatre.session.navigator.activity is Activity.IDLE
    theatre.agrees()


def test_another_network_in_the_midst_of_a_move_is_put_right(theatre: Theatre) -> None:
    theatre.open()
    theatre.director.set_pace(1.0)
    theatre.director.next()
    assert theatre.director.is_performing
    theatre.session.start_run(with_change(preset("xor_points"), layers=preset("xor_points").layers[-1:]))
    theatre.settle()
    theatre.agrees()


def test_a_long_training_is_watched_and_tells_how_far_it_is(theatre: Theatre, on_a_thread: None) -> None:
    director, told = theatre.director, list[float]()
    theatre.open(ASKED)
    director.next()
    theatre.settle()
    director.progress_changed.connect(told.append)
    director.next()
    theatre.settle()
    director.progress_changed.disconnect(told.append)
    assert director.progress == -1.0
    assert director.stop == Stop(TRAINED)
    assert theatre.session.run_length == 60
    theatre.agrees()
    director.next()
    director.back()
    theatre.settle()
    theatre.agrees()


def test_a_long_training_that_is_jumped_to_is_made_aside(theatre: Theatre, on_a_thread: None) -> None:
    director, told = theatre.director, list[float]()
    theatre.open()
    director.progress_changed.connect(told.append)
    director.go_to(TRAINED)
    assert director.is_performing
    theatre.settle()
    director.progress_changed.disconnect(told.append)
    assert told[0] == 0.0
    assert told[-1] == -1.0
    theatre.agrees()
    director.go_to(0)
    director._scenes.clear()
    director.go_to(TRAINED)
    theatre.leave()
    assert not director.is_performing
    assert theatre.session.run_length <= 1


def test_a_goal_is_met_by_hand_and_stays_met(theatre: Theatre) -> None:
    director, told = theatre.director, list[bool]()
    theatre.open(TASK)
    assert director.goals_met == (False,)
    assert theatre.window.workspaces["network"].page.workspace.stage.wants_hand
    assert theatre.window.workspaces["network"].page.bar.isVisible()
    director.goal_changed.connect(lambda: told.append(director.is_done))
    theatre.session.set_parameter(0, 6.0)
    theatre.wait(lambda: director.is_done)
    assert told[-1]
    theatre.session.set_parameter(0, 0.0)
    theatre.settle()
    assert director.is_done
    director.back()
    theatre.settle()
    assert not director.is_done


def test_a_scene_that_cannot_be_set_is_told_and_left(theatre: Theatre, tmp_path: Path) -> None:
    np.save(tmp_path / "gone.npy", np.zeros(25))
    lecture = read_lecture(BROKEN, "broken", str(tmp_path)).lecture
    (tmp_path / "gone.npy").unlink()
    assert lecture is not None
    told = list[str]()
    theatre.director.failed.connect(told.append)
    theatre.room.open(lecture)
    theatre.settle()
    theatre.director.failed.disconnect(told.append)
    assert len(told) == 1
    assert "gone.npy" in told[0]
    theatre.director.go_to(DOWNHILL)
    theatre.settle()
    theatre.leave()
    assert theatre.director.lecture is None


def test_another_lecture_takes_the_place_of_the_first(theatre: Theatre) -> None:
    run = theatre.session.run
    theatre.open(ANIMATED)
    theatre.open(1, "02_down")
    theatre.agrees()
    assert theatre.stage.descent.place.steps_made == 3
    theatre.leave()
    assert theatre.session.run is run
