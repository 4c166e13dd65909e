"""All that is in view, handed over and brought back; and what is told of work that a person would lose."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from gui.run.choice import Selection
from gui.run.jobs import Activity
from gui.run.session import Session
from gui.run.snapshot import Snapshot
from simulator.errors import Explained
from simulator.experiment import Experiment, Layer, preset, with_change
from simulator.moment import Occasion
from simulator.run import Run
from simulator.steps import START, Granularity, Phase
from simulator.training import OwnSample

CIRCLES = Experiment(data_set="circles", layers=(Layer(4, "tanh"), Layer(1)), learning_rate=0.3, batch_size=10)
OWN = OwnSample(np.array([0.3, -0.2]), np.array([1.0]))
COUNT = 17
LONG = 100_000
"""Epochs that nobody waits for."""


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    session = Session(CIRCLES)
    yield session
    session.close()


def taken(session: Session, qtbot: QtBot) -> Snapshot:
    """A snapshot, as soon as there is one."""
    found: list[Snapshot] = []
    session.snapshot(found.append)
    qtbot.waitUntil(lambda: bool(found))
    assert len(found) == 1
    return found[0]


def settle(session: Session, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: session.navigator.activity is Activity.IDLE)


# all weights at once


def test_imported_weights_are_in_view_at_once_and_can_be_taken_back(session: Session, qtbot: QtBot) -> None:
    session.navigator.train(1)
    settle(session, qtbot)
    session.navigator.go_to_step(5)
    session.worker.wait()
    before, length = session.moment.theta.copy(), session.run_length
    theta = np.linspace(-1.0, 1.0, COUNT)
    session.set_theta(theta)
    session.worker.wait()
    assert np.array_equal(session.moment.theta, theta)
    assert session.notice is not None
    assert session.notice.actions
    assert session.run_length < length
    session.history.undo()
    session.worker.wait()
    assert np.array_equal(session.moment.theta, before)
    assert session.run_length == length
    session.history.redo()
    session.worker.wait()
    assert np.array_equal(session.moment.theta, theta)


def test_training_goes_on_with_imported_weights(session: Session, qtbot: QtBot) -> None:
    session.navigator.train(LONG)
    qtbot.waitUntil(lambda: session.run_length > 50)
    session.set_theta(np.zeros(COUNT))
    qtbot.waitUntil(lambda: session.history.can_undo)
    changed = max(session.run.timeline.past().changes)
    qtbot.waitUntil(lambda: session.run_length > changed + 10)
    session.worker.stop()
    settle(session, qtbot)
    assert np.array_equal(session.run.timeline.state(changed).theta, np.zeros(COUNT))


@pytest.mark.parametrize("theta", [np.zeros(COUNT - 1), np.full(COUNT, np.inf)])
def test_weights_that_do_not_fit_are_refused_and_nothing_is_lost(session: Session, theta: np.ndarray) -> None:
    before = session.moment
    with pytest.raises(Explained):
        session.set_theta(theta)
    assert session.moment is before
    assert not session.history.can_undo


# snapshots


def test_a_snapshot_stays_what_it_is_while_the_session_goes_on(session: Session, qtbot: QtBot) -> None:
    for _ in range(3):
        session.navigator.next(Granularity.STEP)
    session.select(Selection(1, 2))
    session.navigator.set_granularity(Granularity.NEURON)
    snapshot = taken(session, qtbot)
    address, theta = session.moment.address, session.moment.theta.copy()
    length, costs = session.run_length, session.training_history.costs.copy()
    session.set_parameter(0, 7.0)
    session.select(None)
    session.navigator.train(1)
    settle(session, qtbot)
    assert snapshot.run is not session.run
    assert (snapshot.run.moment.address, snapshot.run.timeline.length) == (address, length)
    assert np.array_equal(snapshot.run.moment.theta, theta)
    assert np.array_equal(snapshot.run.timeline.history.costs, costs)
    assert (snapshot.selection, snapshot.granularity) == (Selection(1, 2), Granularity.NEURON)


def test_training_is_not_stopped_by_a_snapshot(session: Session, qtbot: QtBot,
                                               record: Callable[..., list[object]]) -> None:
    session.navigator.train(LONG)
    qtbot.waitUntil(lambda: session.run_length > 20)
    told = record(session.navigator.activity_changed)
    snapshots = [taken(session, qtbot) for _ in range(5)]
    length = session.run_length
    qtbot.waitUntil(lambda: session.run_length > length)
    assert session.is_training
    assert told == []
    session.worker.stop()
    settle(session, qtbot)
    for snapshot in snapshots:
        run = snapshot.run
        assert run.address.step < run.timeline.length <= session.run_length
        assert len(run.timeline.history.costs) == run.timeline.length
        step = run.timeline.length - 1
        replayed, there = run.timeline.step(step), session.run.timeline.step(step)
        assert np.array_equal(replayed.after.theta, there.after.theta)


def test_a_way_to_another_step_is_gone_to_its_end_before_a_snapshot(session: Session, qtbot: QtBot) -> None:
    session.navigator.next(Granularity.STEP)
    session.navigator.go_to_step(0)
    session.run.timeline._checkpoints.clear()  # the way back becomes long
    session.worker.travel([session.run], [3000], lambda arrivals: session.navigator._take_in(
        session.run, None, None, True, arrivals))
    assert session.navigator.activity is Activity.TRAVELLING
    snapshot = taken(session, qtbot)
    assert session.navigator.activity is Activity.IDLE
    assert snapshot.run.address.step == session.moment.address.step == 3000


def test_a_snapshot_behind_a_stop_waits_for_what_waits_already(session: Session, qtbot: QtBot) -> None:
    session.navigator.train(LONG)
    qtbot.waitUntil(lambda: session.run_length > 20)
    xor = Run(preset("xor"), preset("xor").open_data())
    xor.arrive(xor.timeline.begin(), START)
    session.open(Snapshot(xor))
    snapshot = taken(session, qtbot)
    assert snapshot.run.trainer.experiment.data_set == session.experiment.data_set == preset("xor").data_set


def test_a_followed_sample_and_its_instant_are_in_the_snapshot(session: Session, qtbot: QtBot) -> None:
    session.navigator.follow_sample(OWN)
    session.navigator.next(Granularity.LAYER)
    snapshot = taken(session, qtbot)
    session.navigator.leave_sample()
    assert snapshot.own_sample is OWN
    assert snapshot.run.followed is OWN
    assert snapshot.run.moment.occasion is Occasion.FOLLOWED
    assert snapshot.run.moment.phase is Phase.WEIGHTED_INPUT


def test_both_runs_of_a_comparison_are_in_the_snapshot(session: Session, qtbot: QtBot) -> None:
    session.start_comparison(with_change(CIRCLES, learning_rate=0.05))
    session.worker.wait()
    session.navigator.next(Granularity.STEP)
    snapshot = taken(session, qtbot)
    second = snapshot.second
    assert second is not None
    assert second[0].trainer.experiment.learning_rate == 0.05
    session.end_comparison()
    session.reset()
    session.worker.wait()
    session.open(snapshot)
    assert session.navigator.comparison is not None
    assert session.navigator.comparison.run is not second[0], "a snapshot can be opened twice"
    assert session.navigator.comparison.moment.address == second[0].moment.address
    session.navigator.next(Granularity.STEP)
    assert [run.address.step for run in session.navigator.runs] == [1, 1]
    assert [run.address.step for run in (snapshot.run, second[0])] == [0, 0]


def test_what_is_opened_is_in_view_with_nothing_to_undo(session: Session, qtbot: QtBot) -> None:
    session.select(Selection(2, 0))
    session.navigator.next(Granularity.STEP)
    session.set_parameter(0, 2.0)
    snapshot = taken(session, qtbot)
    address = session.moment.address
    session.start_run(preset("xor"))
    session.worker.wait()
    opened: list[bool] = []
    session.open(snapshot, lambda: opened.append(True))
    assert opened == [True]
    assert session.moment.address == address
    assert session.moment.theta[0] == 2.0
    assert session.selection == Selection(2, 0)
    assert not session.history.can_undo
    assert not session.history.can_redo
    session.navigator.next(Granularity.STEP)
    assert session.moment.address.step == 1


# work


@pytest.fixture
def work(session: Session, record: Callable[..., list[object]]) -> list[object]:
    """What was told of work."""
    return record(session.work_changed)


WORK: dict[str, Callable[[Session], None]] = {
    "a setting": lambda session: session.change_settings(learning_rate=0.1),
    "a weight": lambda session: session.set_parameter(0, 1.0),
    "other weights": lambda session: session.set_theta(np.zeros(COUNT)),
    "a step": lambda session: session.navigator.next(Granularity.STEP) or session.navigator.next(Granularity.STEP),
    "training": lambda session: session.navigator.train(1),
    "a sample of one's own": lambda session: session.navigator.show_sample(OWN),
    "a new run": lambda session: session.reset(),
}


@pytest.mark.parametrize("what", list(WORK))
def test_whoever_would_lose_something_is_told(session: Session, qtbot: QtBot, work: list[object], what: str) -> None:
    WORK[what](session)
    settle(session, qtbot)
    assert work
    if session.history.can_undo:
        work.clear()
        session.history.undo()
        settle(session, qtbot)
        assert work


def test_looking_around_is_no_work(session: Session, qtbot: QtBot, work: list[object]) -> None:
    session.navigator.train(1)
    settle(session, qtbot)
    qtbot.waitUntil(lambda: session.navigator.is_settled)
    work.clear()
    session.navigator.back(Granularity.LAYER)
    session.navigator.first()
    session.navigator.next(Granularity.SAMPLE)
    session.navigator.go_to_step(7)
    session.worker.wait()
    session.select(Selection(1, 0))
    session.navigator.set_granularity(Granularity.EPOCH)
    session.navigator.set_speed(2.0)
    qtbot.waitUntil(lambda: session.navigator.is_settled)
    assert work == []


def test_training_tells_of_its_work_ten_times_a_second_at_most(session: Session, qtbot: QtBot,
                                                              work: list[object]) -> None:
    session.navigator.train(LONG)
    with qtbot.waitSignal(session.navigator.progress_changed):
        pass
    work.clear()
    moments: list[float] = []
    session.moment_changed.connect(lambda _: moments.append(1.0))
    qtbot.waitUntil(lambda: len(moments) >= 12)
    session.worker.stop()
    settle(session, qtbot)
    assert 0 < len(work) < len(moments)


def test_what_goes_on_while_something_is_set_aside_is_nobodys_work(session: Session, qtbot: QtBot,
                                                                   work: list[object]) -> None:
    session.set_parameter(0, 3.0)
    assert session.aside is None
    work.clear()
    aside = session.set_aside()
    session.set_parameter(0, 9.0)
    session.navigator.next(Granularity.STEP)
    session.navigator.show_sample(OWN)
    kept = session.aside
    assert kept is not None
    assert kept.run.moment.theta[0] == 3.0
    assert kept.run is not session.run
    session.take_back(aside, lambda: None)
    assert session.aside is None
    assert session.moment.theta[0] == 3.0
    assert session.history.undo_name == "weight w¹₁₁ = 3"
    assert work == []
    session.navigator.next(Granularity.STEP)
    session.navigator.next(Granularity.STEP)
    assert work
