"""The session: moves, training, edits and their undoing, as a window asks for them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from gui.run.choice import Selection
from gui.run.jobs import Activity
from gui.run.notices import NoticeAction, NoticeKind
from gui.run.session import Session
from simulator.experiment import Experiment, Layer, SettingError, with_change
from simulator.moment import Occasion
from simulator.steps import START, Address, Granularity, Phase
from simulator.training import OwnSample

CIRCLES = Experiment(data_set="circles", layers=(Layer(4, "tanh"), Layer(1)), learning_rate=0.3, batch_size=10)
OWN = OwnSample(np.array([0.3, -0.2]), np.array([1.0]))


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    session = Session(CIRCLES)
    yield session
    session.close()


def train(session: Session, qtbot: QtBot, epochs: float) -> None:
    session.navigator.train(epochs)
    qtbot.waitUntil(lambda: session.navigator.activity is Activity.IDLE)


def test_one_press_of_next_moves_something(session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.moment_changed) as moved:
        session.navigator.next()
    assert moved.args[0].phase is Phase.WEIGHTED_INPUT
    assert moved.args[0].address > START


@pytest.mark.parametrize("granularity", list(Granularity))
def test_back_undoes_next_at_every_granularity(session: Session, qtbot: QtBot, granularity: Granularity) -> None:
    session.navigator.set_granularity(granularity)
    addresses = [session.moment.address]
    for _ in range(5):
        session.navigator.next()
        session.worker.wait()
        addresses.append(session.moment.address)
    assert addresses == sorted(set(addresses)), "every press leads further"
    for address in reversed(addresses[:-1]):
        session.navigator.back()
        session.worker.wait()
        assert session.moment.address == address


def test_the_numbers_are_the_same_after_going_back(session: Session) -> None:
    for _ in range(3):
        session.navigator.next(Granularity.STEP)
    theta = session.moment.theta.copy()
    for _ in range(2):
        session.navigator.back(Granularity.STEP)
    for _ in range(2):
        session.navigator.next(Granularity.STEP)
    assert np.array_equal(session.moment.theta, theta)


def test_training_makes_the_steps_of_an_epoch_and_measures_the_end(session: Session, qtbot: QtBot) -> None:
    train(session, qtbot, 2)
    assert session.run_length == 2 * 20
    assert session.training_history.evaluations[-1].step == 40
    assert session.moment.address == session.run.route.end_of_step(39, 10)


def test_training_that_waits_for_an_evaluation_is_stopped_as_well(session: Session, qtbot: QtBot) -> None:
    session.navigator.train(1)
    session.worker.wait()
    length = session.run_length
    jobs = session.worker
    jobs._evaluate_if_due()
    if not jobs._worker.is_busy:  # it was measured on the way: another state is due
        session.run.timeline.want_evaluation()
        jobs._evaluate_if_due()
    assert jobs._worker.is_busy
    session.navigator.train(100)
    session.navigator.pause()
    qtbot.waitUntil(lambda: session.navigator.is_settled)
    assert session.run_length == length


def test_a_step_of_the_chart_is_travelled_to(session: Session, qtbot: QtBot) -> None:
    train(session, qtbot, 2)
    session.navigator.go_to_step(7)
    session.worker.wait()
    assert session.moment.address.step == 7
    session.navigator.last()
    session.worker.wait()
    assert session.moment.address.step == 39


def test_training_goes_on_with_a_new_learning_rate_without_a_reset(session: Session, qtbot: QtBot) -> None:
    session.navigator.train(500)
    qtbot.waitUntil(lambda: session.run_length > 20)
    session.change_settings(learning_rate=0.05)
    qtbot.waitUntil(lambda: session.experiment.learning_rate == 0.05)
    length = session.run_length
    assert length > 0
    qtbot.waitUntil(lambda: session.run_length > length and session.is_training)
    session.worker.stop()
    qtbot.waitUntil(lambda: session.navigator.activity is Activity.IDLE)


def test_a_key_during_training_stops_it_and_then_moves(session: Session, qtbot: QtBot) -> None:
    session.navigator.train(500)
    qtbot.waitUntil(lambda: session.run_length > 20)
    session.navigator.back(Granularity.STEP)
    qtbot.waitUntil(lambda: session.navigator.activity is Activity.IDLE)
    assert session.moment.address.step == session.run_length - 2


def test_play_presses_next_until_it_is_paused(session: Session, qtbot: QtBot) -> None:
    session.navigator.set_speed(32)
    moments = []
    session.moment_changed.connect(moments.append)
    session.navigator.toggle_play()
    qtbot.waitUntil(lambda: len(moments) > 10)
    session.navigator.toggle_play()
    assert session.navigator.activity is Activity.IDLE
    assert [m.address for m in moments] == sorted({m.address for m in moments})


def test_playing_a_followed_sample_ends_where_its_way_ends(session: Session, qtbot: QtBot) -> None:
    session.navigator.follow_sample(OWN)
    session.navigator.set_speed(32)
    session.navigator.play()
    qtbot.waitUntil(lambda: not session.is_playing)
    assert session.moment.phase is Phase.BP4
    assert session.moment.layer == 1


def test_following_a_sample_learns_nothing(session: Session) -> None:
    theta = session.moment.theta.copy()
    session.navigator.follow_sample(OWN)
    for _ in range(30):
        session.navigator.next()
    assert session.moment.occasion is Occasion.FOLLOWED
    assert session.moment.after is None
    session.navigator.leave_sample()
    assert session.moment.occasion is Occasion.TRAINING
    assert np.array_equal(session.moment.theta, theta)


def test_a_shown_sample_has_its_answer_at_once(session: Session) -> None:
    session.navigator.show_sample(OWN)
    assert session.moment.knows_cost
    assert session.moment.reached_a(2) == 1
    assert session.moment.reached_delta(2) == 0


def test_learning_a_sample_of_ones_own_makes_one_update_and_can_be_undone(session: Session) -> None:
    session.navigator.next(Granularity.STEP)
    before = session.moment.after.theta.copy()
    session.learn_sample(OWN)
    assert session.moment.occasion is Occasion.LEARNED
    assert session.moment.record.batch_size == 1
    session.navigator.next(Granularity.STEP)
    gradient = session.moment.record.gradient
    np.testing.assert_allclose(session.moment.theta, before - CIRCLES.learning_rate * gradient, rtol=1e-14)
    session.history.undo()
    assert session.run_length == 1
    assert np.array_equal(session.moment.theta, before)
    session.history.redo()
    assert session.run_length == 2


def test_a_change_in_the_past_begins_a_new_future_and_says_so(session: Session, qtbot: QtBot) -> None:
    train(session, qtbot, 1)
    old_end = session.run.timeline.end.theta.copy()
    session.navigator.go_to_step(4)
    session.change_settings(learning_rate=0.01)
    assert session.run_length == 5
    assert session.notice.kind is NoticeKind.FUTURE_FORGOTTEN
    assert (session.notice.values["first"], session.notice.values["last"]) == (6, 20)
    session.answer(NoticeAction.UNDO)
    assert session.run_length == 20
    assert session.experiment.learning_rate == 0.3
    assert np.array_equal(session.run.timeline.end.theta, old_end)


def test_a_learning_rate_changed_in_the_middle_of_a_step_counts_in_its_update(session: Session) -> None:
    session.navigator.next(Granularity.SAMPLE)
    here = session.moment.address
    session.change_settings(learning_rate=0.9)
    assert session.moment.address == here
    moment = session.moment
    np.testing.assert_allclose(moment.after.theta, moment.state.theta - 0.9 * moment.record.gradient, rtol=1e-14)


def test_a_weight_set_by_hand_changes_the_pass_in_view(session: Session) -> None:
    session.navigator.next()
    session.navigator.next()
    index = session.network.weight_index(1, 2, 0)
    session.set_parameter(index, 3.0)
    moment = session.moment
    assert moment.weights[1][2, 0] == 3.0
    z = moment.weights[1][2] @ moment.sample.inputs + moment.biases[1][2]
    assert moment.sample.z[1][2] == pytest.approx(z, rel=1e-14)
    session.history.undo()
    assert session.moment.weights[1][2, 0] != 3.0


def test_a_learning_rate_changed_while_a_learned_sample_is_in_view_keeps_the_sample(session: Session) -> None:
    session.learn_sample(OWN)
    session.navigator.next(Granularity.SAMPLE)
    session.change_settings(learning_rate=0.9)
    assert session.moment.occasion is Occasion.LEARNED
    assert np.array_equal(session.moment.sample.inputs, OWN.inputs)


def test_one_can_go_back_to_the_training_steps_while_training(session: Session, qtbot: QtBot) -> None:
    session.navigator.show_sample(OWN)
    session.navigator.train(2000)
    qtbot.waitUntil(lambda: session.run_length > 20)
    session.navigator.leave_sample()
    assert session.is_training
    assert session.moment.occasion is Occasion.TRAINING
    session.navigator.show_sample(session.own_sample)
    assert session.is_training
    session.worker.stop()
    qtbot.waitUntil(lambda: session.navigator.activity is Activity.IDLE)


def test_reset_returns_to_the_same_weights_and_new_weights_are_others(session: Session, qtbot: QtBot) -> None:
    first = session.moment.theta.copy()
    train(session, qtbot, 1)
    session.reset()
    assert np.array_equal(session.moment.theta, first)
    assert session.run_length == 1
    session.draw_new_weights()
    assert not np.array_equal(session.moment.theta, first)
    session.history.undo()
    session.history.undo()
    assert session.run_length == 20


def test_a_new_run_may_have_another_shape(session: Session, qtbot: QtBot) -> None:
    session.select(Selection(1, 3))
    with qtbot.waitSignals([session.run_changed, session.moment_changed]):
        session.start_run(with_change(CIRCLES, layers=(Layer(2), Layer(1))))
    assert session.network.sizes == (2, 2, 1)
    assert session.selection is None, "the network has no fourth neuron any more"


def test_a_run_that_does_not_fit_leaves_the_old_one_in_view(session: Session) -> None:
    run = session.run
    with pytest.raises(SettingError, match="at most M = 200"):
        session.start_run(with_change(CIRCLES, batch_size=201))
    assert session.run is run


def test_what_only_a_new_run_can_change_is_refused_on_the_way(session: Session) -> None:
    with pytest.raises(SettingError, match="start a new one"):
        session.change_settings(cost="quadratic")


def test_a_diverging_run_stops_says_why_and_goes_on_more_slowly(qtbot: QtBot) -> None:
    steep = Experiment(data_set="circles", layers=(Layer(4, "identity"), Layer(1, "identity")), cost="quadratic",
                       learning_rate=1e6, batch_size=10)
    session = Session(steep)
    try:
        session.navigator.train(50)
        qtbot.waitUntil(lambda: session.notice is not None)
        values = session.notice.values
        assert session.notice.kind is NoticeKind.DIVERGENCE
        assert np.isfinite(values["cost_before"])
        assert not np.isfinite(values["cost_after"])
        assert values["largest_gradient"] > 1e6
        assert session.moment.address.step == session.run_length - 1 == values["step"] - 2
        assert np.isfinite(session.moment.theta).all()
        session.answer(NoticeAction.GO_BACK_AND_SLOW_DOWN)
        assert session.experiment.learning_rate == pytest.approx(1e5)
        assert session.moment.address == Address(values["back_to"] - 1, 0, 0, 0)
    finally:
        session.close()


def test_neuron_by_neuron_the_focus_is_the_neuron_in_turn(session: Session) -> None:
    session.navigator.set_granularity(Granularity.NEURON)
    for neuron in range(4):
        session.navigator.next()
        assert session.focus == Selection(1, neuron)


def test_layer_by_layer_the_focus_is_what_was_chosen_in_that_layer(session: Session) -> None:
    session.select(Selection(1, 2, 1))
    session.navigator.next()
    assert session.focus == Selection(1, 2, 1)
    for _ in range(2):
        session.navigator.next()
    assert session.focus.layer == 2


def test_cost_and_accuracy_are_measured_once_nobody_moves(session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.history_changed):
        pass
    assert [one.step for one in session.training_history.evaluations] == [0]


def test_the_start_of_a_run_is_measured_even_when_its_first_step_is_a_whole_epoch(qtbot: QtBot) -> None:
    session = Session(with_change(CIRCLES, batch_size=200))
    try:
        for _ in range(30):
            session.navigator.next(Granularity.STEP)
        qtbot.waitUntil(lambda: len(session.training_history.evaluations) >= 2)
        steps = [one.step for one in session.training_history.evaluations]
        assert steps[0] == 0
        assert steps[1] == session.run.timeline.history.evaluations[-1].step
    finally:
        session.close()


def test_many_presses_of_next_during_a_long_way_lose_nothing(session: Session, qtbot: QtBot) -> None:
    whole = with_change(CIRCLES, batch_size=200)
    session.start_run(whole)
    for _ in range(25):
        session.navigator.next(Granularity.STEP)
    qtbot.waitUntil(lambda: session.navigator.activity is Activity.IDLE)
    assert session.moment.address.step >= 1
