"""The state of the Descent workspace: every change keeps the step in view, makes the trails anew, can be undone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from gui.run.edit_history import DEPTH
from gui.run.jobs import Activity
from gui.workspaces.descent import descent_player
from gui.workspaces.descent.descent_session import DescentSession
from simulator.descent.race import RANDOM_STARTS, Race
from simulator.descent.setup import MOST_RACERS, DescentSetup
from simulator.descent.stops import BEGINNING, Part, Place, place_after
from simulator.optimizers import OPTIMIZERS
from simulator.surfaces.surface import Window

Record = Callable[..., list[object]]
Do = Callable[[DescentSession], None]
WINDOW = Window((-2.0, -2.0), (2.0, 2.0))


@pytest.fixture
def session(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[DescentSession]:
    monkeypatch.setattr(descent_player, "SLICE", 60.0)  # recorded at once, however busy the computer is
    session = DescentSession(DescentSetup("neuron_quadratic"))
    yield session
    session.close()


def run(session: DescentSession, *names: str) -> None:
    """Lets these optimizers take part."""
    session.edit(replace(session.setup, entrants=tuple(
        replace(one, runs=one.optimizer in names) for one in session.setup.entrants)))


def set_rate(session: DescentSession, rate: float, number: int = 0) -> None:
    session.change_entrant(number, replace(session.setup.entrants[number], learning_rate=rate))


def runs_like_a_fresh_one(session: DescentSession) -> bool:
    """Whether every trail is what a new race from the same set-up records."""
    for lane in session.lanes:
        race = Race(lane.setup.made, [runner.racer for runner in lane.setup.runners])
        race.extend_to(lane.race.length)
        for mine, fresh in zip(lane.trails, race.trails, strict=True):
            if not (np.array_equal(mine.path(mine.length), fresh.path(fresh.length))
                    and np.array_equal(mine.costs(mine.length), fresh.costs(fresh.length), equal_nan=True)):
                return False
    return True


def facts(session: DescentSession) -> Any:
    """All that undo brings back."""
    return (session.setup, session.remedy, [lane.setup for lane in session.lanes], session.place, session.chosen,
            session.logarithmic)


# Changes


CHANGES: dict[str, Do] = {
    "learning rate": lambda session: set_rate(session, 0.7),
    "number": lambda session: session.change_entrant(0, replace(session.setup.entrants[0], learning_rate=2.0)),
    "another optimizer": lambda session: run(session, "gradient_descent", "adam"),
    "start": lambda session: session.start_at(0, 2.0, -3.0),
    "drag": lambda session: session.move_start(0, 0, 1.0, 1.0),
    "random starts": lambda session: session.start_at_random(),
    "batches": lambda session: session.edit(replace(session.setup, batch_size=3)),
    "seed": lambda session: session.edit(replace(session.setup, batch_size=3, seed=8)),
}
OTHER_SURFACES: dict[str, Do] = {
    "surface": lambda session: session.choose_surface("ravine"),
    "own": lambda session: session.choose_own("a^2 + a*b + b^2", WINDOW),
}
COMPARISONS: dict[str, Do] = {kind: lambda session, kind=kind: session.compare(kind)  # type: ignore[misc]
                              for kind in ("start", "structure", "learning_rate", "optimizer", "batches")}
ALL = CHANGES | OTHER_SURFACES | COMPARISONS


@pytest.mark.parametrize("place", [place_after(23), Place(12, Part.GRADIENT), Place(12, Part.DIRECTION)])
@pytest.mark.parametrize("name", CHANGES | COMPARISONS)
def test_a_change_keeps_the_step_in_view_and_makes_the_trails_anew(
        session: DescentSession, name: str, place: Place) -> None:
    session.go_to(place)
    before = session.lanes[0].race
    ALL[name](session)
    assert session.place == place
    assert all(lane.race.length > place.step for lane in session.lanes)
    assert (session.lanes[0].race is before) == (name in COMPARISONS), "what stays the same isn't made again"
    assert runs_like_a_fresh_one(session)


@pytest.mark.parametrize("name", OTHER_SURFACES)
def test_another_surface_begins_before_the_first_step(session: DescentSession, name: str) -> None:
    session.go_to_step(40)
    session.toggle_play()
    OTHER_SURFACES[name](session)
    assert (session.place, session.activity) == (BEGINNING, Activity.IDLE)
    assert runs_like_a_fresh_one(session)


@pytest.mark.parametrize("name", ALL)
def test_everything_can_be_undone_and_done_again(qtbot: QtBot, session: DescentSession, name: str) -> None:
    session.go_to_step(5)
    before = facts(session)
    ALL[name](session)
    after = facts(session)
    assert after != before
    assert (session.history.can_undo, session.history.can_redo) == (True, False)
    session.history.undo()
    assert facts(session) == before
    assert (session.history.can_undo, session.history.can_redo) == (False, True)
    session.history.redo()
    assert facts(session) == after
    assert runs_like_a_fresh_one(session)
    session.history.undo()
    session.go_to_step(60)
    assert runs_like_a_fresh_one(session)


def test_many_changes_are_undone_one_after_the_other_and_a_new_one_forgets_the_undone(
        session: DescentSession) -> None:
    seen = [facts(session)]
    for change in ALL.values():
        session.choose_surface("neuron_quadratic")
        if facts(session) != seen[-1]:
            seen.append(facts(session))
        change(session)
        seen.append(facts(session))
    distinct = [one for one, before in zip(seen, [None, *seen], strict=False) if one != before]
    for before in distinct[-2::-1]:
        session.history.undo()
        assert facts(session) == before
    assert not session.history.can_undo
    session.history.undo()
    session.history.redo()
    assert session.history.can_redo
    set_rate(session, 0.123)
    assert not session.history.can_redo
    session.history.redo()
    assert session.setup.entrants[0].learning_rate == 0.123


def test_a_drag_is_undone_at_once_and_the_next_one_by_itself(session: DescentSession, record: Record) -> None:
    told = record(session.history.changed)
    before = session.setup.starts
    for a in (1.0, 2.0, 3.0):
        session.move_start(0, 0, a, 0.5, continues=True)
        assert session.lanes[0].trails[0].theta(0).tolist() == [a, 0.5]
    session.move_start(0, 0, 3.0, 0.5)
    assert len(told) == 2, "when it begins and when it ends"
    session.move_start(0, 0, -1.0, 0.5, continues=True)
    session.move_start(0, 0, -2.0, 0.5)
    session.history.undo()
    assert session.setup.starts == ((3.0, 0.5),)
    session.history.undo()
    assert session.setup.starts == before
    assert not session.history.can_undo


def test_what_changes_nothing_is_not_remembered(session: DescentSession, record: Record) -> None:
    told = [record(signal) for signal in (session.lanes_changed, session.history.changed)]
    session.edit(session.setup)
    session.change_remedy(None)
    session.start_alone()
    assert told == [[], []]
    assert not session.history.can_undo


def test_only_so_many_changes_are_kept(session: DescentSession) -> None:
    session.choose_surface("bowl")
    for number in range(DEPTH + 5):
        session.start_at(0, number / 100, 1.0)
    undone = 0
    while session.history.can_undo:
        session.history.undo()
        undone += 1
    assert undone == DEPTH


@pytest.mark.parametrize("name", ["learning rate", "start", "random starts", "batches"])
def test_undo_in_the_middle_of_recording_brings_back_what_was_in_view(
        qtbot: QtBot, session: DescentSession, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    session.go_to_step(5000)
    monkeypatch.setattr(descent_player, "SLICE", 0.0)
    CHANGES[name](session)
    assert session.activity is Activity.TRAVELLING, "the new trails are still short"
    run(session, "momentum")
    undo, redo = session.history.undo, session.history.redo
    for move, there in ((undo, "first change"), (undo, "none"), (redo, "first change")):
        move()
        assert session.place_to_keep == place_after(5000), there
        if session.activity is Activity.TRAVELLING:
            qtbot.waitUntil(lambda: session.activity is Activity.IDLE)
        assert session.place == place_after(5000), there
        assert session.length >= 5000, "nobody stands beyond the end of a trail"


def test_pausing_while_new_trails_are_made_leaves_the_step_that_they_have_come_to(
        session: DescentSession, monkeypatch: pytest.MonkeyPatch) -> None:
    session.go_to_step(5000)
    monkeypatch.setattr(descent_player, "SLICE", 0.0)
    set_rate(session, 0.9)
    session.toggle_play()
    assert session.activity is Activity.IDLE
    assert session.place == place_after(session.length)
    assert session.length < 5000


def test_turning_elsewhere_while_new_trails_are_made_keeps_the_step_in_view(
        qtbot: QtBot, session: DescentSession, monkeypatch: pytest.MonkeyPatch) -> None:
    session.go_to_step(5000)
    monkeypatch.setattr(descent_player, "SLICE", 0.0)
    set_rate(session, 0.9)
    session.next()
    session.pause()  # so does whoever turns to another workspace, and a document that is opened there
    assert session.place_to_keep == place_after(5000)
    qtbot.waitUntil(lambda: session.activity is Activity.IDLE)
    assert (session.place, session.length) == (place_after(5000), 5000)


def test_a_hand_on_a_start_that_is_gone_moves_nothing(session: DescentSession) -> None:
    session.start_at_random()
    session.history.undo()
    before = facts(session)
    session.move_start(0, 7, 1.0, 1.0, continues=True)
    session.move_start(0, 7, 1.0, 1.0)
    assert facts(session) == before
    assert session.history.can_redo


def test_undo_leaves_the_scale_of_the_surface_that_one_looks_at(session: DescentSession) -> None:
    usual = session.logarithmic
    set_rate(session, 0.9)
    session.set_logarithmic(not usual)
    session.history.undo()
    assert session.logarithmic is not usual
    session.history.redo()
    assert session.logarithmic is not usual
    session.choose_surface("bowl")
    session.history.undo()
    assert session.logarithmic is not usual, "another surface is seen as it was seen"


def test_edits_while_it_plays_do_not_stop_it(session: DescentSession) -> None:
    session.toggle_play()
    set_rate(session, 0.4)
    assert session.activity is Activity.PLAYING
    session.history.undo()
    assert session.activity is Activity.IDLE


# Who moves


def test_whoever_is_looked_at_is_still_looked_at_when_others_come_or_go(session: DescentSession) -> None:
    run(session, "gradient_descent", "momentum", "adam")
    session.choose(0, 1)
    run(session, "momentum", "adam")
    lane, runner = session.chosen
    assert session.lanes[lane].runners[runner].racer.optimizer == "momentum"
    run(session, *(optimizer.name for optimizer in OPTIMIZERS))
    lane, runner = session.chosen
    assert session.lanes[lane].runners[runner].racer.optimizer == "momentum"
    run(session, "adam")
    assert session.chosen == (0, 0)


def test_one_optimizer_at_least_takes_part(session: DescentSession) -> None:
    session.change_entrant(0, replace(session.setup.entrants[0], runs=False))
    assert session.setup == DescentSetup("neuron_quadratic")


@pytest.mark.parametrize("names", [["gradient_descent"], [optimizer.name for optimizer in OPTIMIZERS]])
@pytest.mark.parametrize("batch_size", [0, 2])
def test_random_starts_are_several_in_the_window_and_no_more_than_can_move(
        session: DescentSession, names: list[str], batch_size: int) -> None:
    run(session, *names)
    session.edit(replace(session.setup, batch_size=batch_size))
    session.start_at_random()
    starts = session.setup.starts
    assert 1 < len(set(starts)) == len(starts) <= RANDOM_STARTS
    assert all(session.setup.shown_window.contains(*start) for start in starts)
    assert len(session.lanes[0].runners) <= MOST_RACERS
    session.start_at_random()
    assert session.setup.starts != starts, "others the next time"
    first = session.setup.starts[0]
    session.start_alone()
    assert session.setup.starts == (first,)


def test_random_starts_stay_in_a_window_of_odd_size(session: DescentSession) -> None:
    window = Window((0.0001, 10.0001), (1.0099, 11.0099))  # hundredths of its edges lie outside
    session.choose_own("a^2 + b^2", window)
    for _ in range(20):
        session.start_at_random()
        assert all(window.contains(*start) for start in session.setup.starts)


def test_several_starts_are_dragged_one_at_a_time(session: DescentSession) -> None:
    session.start_at_random()
    starts = session.setup.starts
    session.move_start(0, 3, 0.25, -0.25)
    assert session.setup.starts == (*starts[:3], (0.25, -0.25), *starts[4:])


def test_what_is_in_view_is_always_recorded_and_what_is_kept_is_the_step_that_was(
        qtbot: QtBot, session: DescentSession, monkeypatch: pytest.MonkeyPatch) -> None:
    """A place that trails haven't come to yet would be told beside the numbers of another one."""
    session.go_to_step(40)
    qtbot.waitUntil(lambda: session.activity is Activity.IDLE)
    was = session.place
    monkeypatch.setattr(descent_player, "SLICE", 0.0)
    seen: list[Place] = []

    def note() -> None:
        assert all(lane.race.is_over or lane.race.length > session.place.step for lane in session.lanes)
        seen.append(session.place)

    session.moved.connect(note)
    kept = session.keep()
    session.start_at(0, -1.5, 1.0)
    assert session.place < was == session.place_to_keep == session.keep().state.place
    session.pause()  # what was in view is recorded again
    qtbot.waitUntil(lambda: session.activity is Activity.IDLE)
    assert session.place == session.place_to_keep == was
    assert len(set(seen)) > 1
    session.take_back(kept)
    assert session.place == was
