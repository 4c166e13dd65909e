"""What ended a comparison is undone with the comparison: both runs stand there again."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from gui.run.notices import NoticeKind
from gui.run.session import Session
from simulator.experiment import Experiment, Layer, with_change
from simulator.steps import Granularity
from simulator.training import OwnSample

CIRCLES = Experiment(data_set="circles", layers=(Layer(4, "tanh"), Layer(1)), learning_rate=0.3, batch_size=10)
SLOWER, ADAM = with_change(CIRCLES, learning_rate=0.05), with_change(CIRCLES, optimizer="adam")
OWN = OwnSample(np.array([0.3, -0.2]), np.array([1.0]))


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    """Two runs after 4 steps each."""
    session = Session(CIRCLES)
    session.start_comparison(SLOWER)
    session.worker.wait()
    for _ in range(4):
        session.navigator.next(Granularity.STEP)
    yield session
    session.close()


def thetas(session: Session) -> list[np.ndarray]:
    return [run.moment.theta.copy() for run in session.navigator.runs]


EDITS: dict[str, Callable[[Session], None]] = {
    "the end of the comparison": lambda session: session.end_comparison(),
    "a weight of the step in view": lambda session: session.set_parameter(0, 5.0),
    "a setting": lambda session: session.change_settings(learning_rate=0.9),
    "a new run": lambda session: session.reset(),
    "a learned sample": lambda session: session.learn_sample(OWN),
    "another comparison": lambda session: session.start_comparison(ADAM),
}


@pytest.mark.parametrize("edit", list(EDITS))
def test_both_runs_stand_again_where_they_stood(session: Session, edit: str) -> None:
    session.navigator.back(Granularity.LAYER)
    second, before = session.navigator.runs[1], thetas(session)
    addresses = [run.moment.address for run in session.navigator.runs]
    EDITS[edit](session)
    session.worker.wait()
    after = thetas(session)
    session.navigator.next(Granularity.STEP)
    session.navigator.next(Granularity.STEP)
    session.history.undo()
    session.worker.wait()
    assert session.navigator.comparison is not None
    assert session.navigator.comparison.run is second is session.navigator.runs[1]
    assert [run.moment.address for run in session.navigator.runs] == addresses
    assert all(np.array_equal(*pair) for pair in zip(thetas(session), before, strict=True))
    assert session.notice is None or session.notice.kind is not NoticeKind.COMPARISON_ENDED
    session.navigator.next(Granularity.STEP)
    session.navigator.next(Granularity.STEP)
    assert [run.address.step for run in session.navigator.runs] == [4, 4]
    session.history.redo()
    session.worker.wait()
    assert len(session.navigator.runs) == len(after)


def test_a_comparison_is_made_again_with_both_runs(session: Session) -> None:
    before = thetas(session)
    session.history.undo()
    session.worker.wait()
    assert session.navigator.comparison is None
    assert session.history.redo_name == "comparison of two learning rates"
    session.history.redo()
    session.worker.wait()
    assert session.navigator.comparison is not None
    assert all(np.array_equal(*pair) for pair in zip(thetas(session), before, strict=True))


def test_the_end_of_a_comparison_is_an_edit_with_a_name(session: Session) -> None:
    session.end_comparison()
    assert session.history.undo_name == "end of the comparison"


def test_a_diverged_run_stays_behind_when_its_comparison_comes_back(qtbot: QtBot) -> None:
    gentle = with_change(CIRCLES, layers=(Layer(4, "identity"), Layer(1, "identity")), cost="quadratic",
                         learning_rate=0.001)
    session = Session(gentle)
    try:
        session.start_comparison(with_change(gentle, learning_rate=1e6))
        session.worker.wait()
        qtbot.waitUntil(lambda: session.navigator.activity.value == "idle")
        for _ in range(60):
            session.navigator.next(Granularity.STEP)
            session.worker.wait()
        assert session.navigator.comparison is not None
        places = [run.address.step for run in session.navigator.runs]
        assert session.navigator.comparison.divergence is not None
        assert places[1] < places[0]
        session.end_comparison()
        session.history.undo()
        session.worker.wait()
        assert session.navigator.comparison is not None
        assert session.navigator.comparison.divergence is not None
        assert [run.address.step for run in session.navigator.runs] == places
    finally:
        session.close()
