"""Two runs side by side, one of which diverges: it stays at its last finite step, and the other one goes on."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from gui.run.comparison import SecondRun
from gui.run.jobs import Activity
from gui.run.notices import NoticeKind
from gui.run.session import Session
from simulator.datasets import data_set_named
from simulator.experiment import Experiment, Layer, with_change
from simulator.run import Run
from simulator.steps import START, Granularity
from simulator.training import Divergence

GENTLE = Experiment(data_set="circles", layers=(Layer(4, "identity"), Layer(1, "identity")), cost="quadratic",
                    learning_rate=0.01, batch_size=10)
STEEP = with_change(GENTLE, learning_rate=1e6)


@pytest.fixture(scope="module")
def last_finite_step() -> int:
    """Of the steep run, stepped through on its own."""
    run = Run(STEEP, data_set_named("circles"))
    run.timeline.begin()
    while True:
        try:
            run.timeline.advance()
        except Divergence as divergence:
            return divergence.step - 1


@pytest.fixture(params=["the second", "the first"])
def lost(request: pytest.FixtureRequest) -> int:
    return 0 if request.param == "the first" else 1


@pytest.fixture
def session(lost: int, qtbot: QtBot) -> Iterator[Session]:
    session = Session(GENTLE if lost else STEEP)
    session.start_comparison(STEEP if lost else GENTLE)
    session.worker.wait()
    yield session
    session.close()


def second_of(session: Session) -> SecondRun:
    assert session.navigator.comparison is not None
    return session.navigator.comparison


def steps(session: Session, lost: int) -> tuple[int, int]:
    """Where the one that diverges and the one that doesn't stand."""
    places = session.moment.address.step, second_of(session).moment.address.step
    return places[lost], places[1 - lost]


def test_step_by_step_the_one_stays_and_the_other_goes_on_and_both_come_back(
        session: Session, lost: int, last_finite_step: int) -> None:
    for step in range(last_finite_step + 4):
        session.navigator.next(Granularity.STEP)
        assert steps(session, lost) == (min(step, last_finite_step), step)
    assert second_of(session).pair.divergences[lost] is not None
    assert second_of(session).pair.divergences[1 - lost] is None
    for step in range(last_finite_step + 2, -1, -1):
        session.navigator.back(Granularity.STEP)
        assert steps(session, lost) == (min(step, last_finite_step), step)
    for _ in range(last_finite_step + 4):
        session.navigator.next(Granularity.STEP)
    assert steps(session, lost) == (last_finite_step, last_finite_step + 4)


def test_layer_by_layer_the_one_that_is_left_is_stepped_through(session: Session, lost: int,
                                                                last_finite_step: int) -> None:
    session.navigator.go_to_step(0)
    for _ in range(last_finite_step + 2):
        session.navigator.next(Granularity.STEP)
    left = session.navigator.runs[1 - lost]
    before = left.address
    addresses = []
    for _ in range(12):
        session.navigator.next(Granularity.LAYER)
        addresses.append(left.address)
    assert addresses == sorted(set(addresses))
    assert addresses[0] > before
    for address in [*addresses[-2::-1], before]:
        session.navigator.back(Granularity.LAYER)
        assert left.address == address
    assert session.navigator.runs[lost].address.step == last_finite_step
    assert session.navigator.runs[lost].is_at_end_of_step


def test_training_goes_on_with_the_one_that_is_left(session: Session, lost: int, last_finite_step: int,
                                                    qtbot: QtBot) -> None:
    session.navigator.train(4)
    qtbot.waitUntil(lambda: session.navigator.activity is Activity.IDLE)
    assert steps(session, lost) == (last_finite_step, 79)
    assert np.isfinite(session.moment.theta).all()
    divergence = second_of(session).pair.divergences[lost]
    assert divergence is not None
    assert divergence.step == last_finite_step + 1
    assert session.notice is None, "each side says so itself"
    session.navigator.train(1)
    qtbot.waitUntil(lambda: session.navigator.activity is Activity.IDLE)
    assert steps(session, lost) == (last_finite_step, 99)


def test_the_way_through_all_steps_is_open_to_the_one_that_is_left(session: Session, lost: int,
                                                                  last_finite_step: int, qtbot: QtBot) -> None:
    session.navigator.train(4)
    qtbot.waitUntil(lambda: session.navigator.activity is Activity.IDLE)
    session.navigator.go_to_step(50)
    session.worker.wait()
    assert steps(session, lost) == (last_finite_step, 50)
    session.navigator.first()
    session.worker.wait()
    assert session.navigator.runs[0].address == session.navigator.runs[1].address == START
    session.navigator.last()
    session.worker.wait()
    assert steps(session, lost) == (last_finite_step, 79)
    session.navigator.go_to(session.moment.address)
    session.worker.wait()
    assert session.moment.address.step == steps(session, lost)[0 if lost == 0 else 1]


def test_play_goes_on_until_both_can_not(session: Session, lost: int, last_finite_step: int, qtbot: QtBot) -> None:
    session.navigator.set_granularity(Granularity.STEP)
    session.navigator.set_speed(32)
    session.navigator.play()
    qtbot.waitUntil(lambda: steps(session, lost)[1] > last_finite_step + 3)
    assert session.is_playing
    session.navigator.pause()


def test_when_both_diverge_play_ends(qtbot: QtBot) -> None:
    session = Session(STEEP)
    try:
        session.start_comparison(with_change(STEEP, learning_rate=1e9))
        session.worker.wait()
        session.navigator.set_granularity(Granularity.STEP)
        session.navigator.set_speed(32)
        session.navigator.play()
        qtbot.waitUntil(lambda: not session.is_playing)
        assert all(divergence is not None for divergence in second_of(session).pair.divergences)
        assert all(run.is_at_end_of_step for run in session.navigator.runs)
    finally:
        session.close()


def test_alone_again_the_run_that_diverges_says_why(last_finite_step: int, qtbot: QtBot) -> None:
    session = Session(STEEP)
    try:
        session.start_comparison(GENTLE)
        session.worker.wait()
        for _ in range(last_finite_step + 3):
            session.navigator.next(Granularity.STEP)
        session.end_comparison()
        session.navigator.next(Granularity.STEP)
        assert session.notice is not None
        assert session.notice.kind is NoticeKind.DIVERGENCE
        assert session.moment.address == session.run.route.end_of_step(last_finite_step, 10)
    finally:
        session.close()
