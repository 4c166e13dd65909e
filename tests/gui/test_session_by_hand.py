"""The session when a person's hand is on the weights and on the points."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from gui.run.jobs import Activity
from gui.run.session import Session
from simulator.experiment import Experiment, Layer, preset
from simulator.steps import Address, Granularity, Phase

CIRCLES = Experiment(data_set="circles", layers=(Layer(4, "tanh"), Layer(1)), learning_rate=0.3, batch_size=10)


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    session = Session(CIRCLES)
    yield session
    session.close()


def points_of(session: Session) -> list[tuple[float, ...]]:
    train = session.data.train
    return [(*map(float, point), float(label)) for point, label in zip(train.raw, train.labels, strict=True)]


def test_a_whole_movement_of_the_hand_is_one_edit(session: Session) -> None:
    before = session.moment.theta.copy()
    for number, value in enumerate((0.1, 0.2, 0.3)):
        session.set_parameter(5, value, continues=number > 0)
    assert session.moment.theta[5] == 0.3
    session.history.undo()
    assert np.array_equal(session.moment.theta, before)
    assert not session.history.can_undo
    session.history.redo()
    assert session.moment.theta[5] == 0.3


def test_a_movement_that_goes_on_after_an_undo_leaves_the_edit_before_it_alone(session: Session) -> None:
    before = session.moment.theta.copy()
    session.set_parameter(4, 0.7)
    session.set_parameter(5, 0.1)
    session.set_parameter(5, 0.2, continues=True)
    session.history.undo()
    session.set_parameter(5, 0.3, continues=True)  # the hand still holds it
    session.set_parameter(5, 0.4, continues=True)
    assert not session.history.can_redo
    session.history.undo()
    assert session.moment.theta[5] == before[5]
    assert session.moment.theta[4] == 0.7
    session.history.undo()
    assert np.array_equal(session.moment.theta, before)


def test_what_is_edited_in_the_middle_of_a_movement_stays_an_edit_of_its_own(session: Session) -> None:
    session.set_parameter(5, 0.1)
    session.change_settings(learning_rate=0.75)  # or a weight is frozen, or another one turned
    session.set_parameter(5, 0.2, continues=True)
    session.set_parameter(5, 0.3, continues=True)
    session.set_parameter(4, 0.9, continues=True)
    names = []
    while session.history.can_undo:
        names.append(session.history.undo_edit.values.get("value", "settings"))
        session.history.undo()
    assert names == [0.9, 0.3, "settings", 0.1]
    assert session.experiment.learning_rate == CIRCLES.learning_rate


def test_the_movement_of_a_second_weight_is_an_edit_of_its_own(session: Session) -> None:
    before = session.moment.theta.copy()
    session.set_parameter(5, 0.1)
    session.set_parameter(6, 0.4)
    session.history.undo()
    assert session.moment.theta[5] == 0.1
    assert session.moment.theta[6] == before[6]


def test_a_weight_that_is_set_at_the_end_of_a_step_is_seen_at_once(session: Session) -> None:
    session.navigator.next(Granularity.STEP)
    assert session.moment.phase is Phase.UPDATE
    length = session.run_length
    session.set_parameter(2, 7.5)
    assert session.moment.theta[2] == 7.5
    assert session.moment.address == Address(length, 0, 0, 0)


def test_numbers_in_view_follow_a_weight_that_is_set_in_the_middle_of_a_pass(session: Session) -> None:
    for _ in range(4):
        session.navigator.next(Granularity.LAYER)
    address, z = session.moment.address, session.moment.sample.z[1].copy()
    session.set_parameter(0, float(session.moment.theta[0]) + 1.0)
    assert session.moment.address == address
    x = session.moment.sample.inputs
    assert session.moment.sample.z[1][0] == pytest.approx(z[0] + x[0], rel=1e-12)


@pytest.mark.parametrize("value", [1e308, -1e308])
def test_a_weight_beyond_all_measure_is_seen_and_can_be_taken_back(session: Session, value: float) -> None:
    before = session.moment.theta.copy()
    session.set_parameter(0, value)
    assert session.moment.theta[0] == value
    session.navigator.next(Granularity.STEP)
    session.history.undo()
    assert np.array_equal(session.moment.theta, before)


def test_a_frozen_weight_stays_while_the_others_learn_and_learns_again_when_it_is_released(
        session: Session, qtbot: QtBot) -> None:
    before = session.moment.theta.copy()
    session.change_settings(frozen=(0, 3))
    session.navigator.train(2)
    qtbot.waitUntil(lambda: session.navigator.activity is Activity.IDLE)
    after = session.run.timeline.end.theta
    assert list(after[[0, 3]]) == list(before[[0, 3]])
    assert not np.isclose(np.delete(after, [0, 3]), np.delete(before, [0, 3])).any()
    session.change_settings(frozen=())
    session.navigator.next(Granularity.STEP)
    assert session.run.timeline.end.theta[0] != before[0]


def test_other_points_begin_a_run_with_the_weights_in_view(session: Session) -> None:
    session.navigator.next(Granularity.EPOCH)
    theta, points = session.moment.theta.copy(), points_of(session)
    session.change_points([*points, (0.5, -0.25, 1.0)])
    assert session.data.train.count == len(points) + 1
    assert session.data.test.count == 200, "the test points stay"
    assert np.array_equal(session.moment.theta, theta)
    assert session.run_length == 1, "a run of its own, at its first step"
    assert session.data.train.raw[-1].tolist() == [0.5, -0.25]
    session.history.undo()
    assert session.data.train.count == len(points)
    assert np.array_equal(session.moment.theta, theta)


def test_twenty_points_can_be_taken_back_one_by_one(session: Session) -> None:
    points = points_of(session)
    for number in range(20):
        points.append((0.1 * number, 0.0, 0.0))
        session.change_points(points)
    for number in range(20):
        assert session.data.train.count == 220 - number
        session.history.undo()
    assert session.data.train.count == 200
    assert not session.history.can_undo


def test_a_reset_behind_other_points_draws_the_first_weights_again(session: Session) -> None:
    first = session.moment.theta.copy()
    session.navigator.next(Granularity.EPOCH)
    session.change_points(points_of(session)[:100])
    session.reset()
    assert np.array_equal(session.moment.theta, first)
    assert session.data.train.count == 100, "the points are settings; the weights are not"


@pytest.mark.parametrize(("points", "words"), [
    ([], "at least one sample"), ([(0.0, 0.0, 2.0)], "from 0 to 1"), ([(0.0, float("nan"), 1.0)], "finite numbers"),
    ([(0.0, 1.0)], "3 finite numbers")])
def test_points_that_are_none_are_refused_and_nothing_changes(
        session: Session, points: list[tuple[float, ...]], words: str) -> None:
    moment = session.moment
    with pytest.raises(ValueError, match=words):
        session.change_points(points)
    assert session.moment is moment
    assert not session.history.can_undo


def test_a_batch_gets_no_larger_than_the_points_that_are_left(session: Session) -> None:
    session.change_points(points_of(session)[:3])
    assert session.experiment.batch_size == 3


def test_new_weights_for_known_ones_are_drawn_and_free(qtbot: QtBot) -> None:
    session = Session(preset("xor_four_nands"))
    assert session.experiment.frozen
    assert session.experiment.initial_theta
    session.draw_new_weights()
    session.worker.wait()
    assert session.experiment.frozen == ()
    assert session.experiment.initial_theta == ()
    assert (session.moment.theta != preset("xor_four_nands").initial_theta).any()
    session.history.undo()
    session.worker.wait()
    assert tuple(session.moment.theta) == preset("xor_four_nands").initial_theta
    session.close()


def test_every_change_of_a_moving_hand_is_handed_to_all_views_at_once(session: Session) -> None:
    seen: list[float] = []
    session.moment_changed.connect(lambda moment: seen.append(float(moment.theta[0])))
    for number in range(30):
        session.set_parameter(0, 0.1 * number, continues=number > 0)
        assert seen[-1] == session.moment.theta[0]
    assert len(seen) == 30
