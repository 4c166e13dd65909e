"""Two runs side by side: one bar moves both, they stay at the same step, and every edit ends the comparison."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from gui.run.choice import Selection
from gui.run.comparison import SecondRun
from gui.run.jobs import Activity
from gui.run.notices import NoticeAction, NoticeKind
from gui.run.session import Session
from simulator.comparison import Compared
from simulator.datasets import data_set_named
from simulator.experiment import Experiment, Layer, SettingError, with_change
from simulator.moment import Moment, Occasion
from simulator.run import Run
from simulator.steps import START, Address, Granularity, Phase
from simulator.training import OwnSample

CIRCLES = Experiment(data_set="circles", layers=(Layer(4, "tanh"), Layer(1)), learning_rate=0.3, batch_size=10)
RELU = with_change(CIRCLES, layers=(Layer(4, "relu"), Layer(1)))
OTHERS = {
    "learning rate": with_change(CIRCLES, learning_rate=0.05),
    "activation": RELU,
    "initial weights": with_change(CIRCLES, initializer="zeros"),
    "batch size": with_change(CIRCLES, batch_size=33),
    "optimizer": with_change(CIRCLES, optimizer="adam", learning_rate=0.001),
}
OWN = OwnSample(np.array([0.3, -0.2]), np.array([1.0]))


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    session = Session(CIRCLES)
    yield session
    session.close()


def settle(session: Session, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: session.navigator.activity is Activity.IDLE)


def compare(session: Session, other: Experiment = RELU) -> SecondRun:
    session.start_comparison(other)
    session.worker.wait()
    assert session.navigator.comparison is not None
    return session.navigator.comparison


def alone(experiment: Experiment, steps: int) -> Run:
    run = Run(experiment, data_set_named("circles"))
    run.arrive(run.timeline.begin(), START)
    while run.timeline.length < steps:
        run.timeline.advance()
    return run


def check_moment(moment: Moment, experiment: Experiment) -> None:
    """The moment is that of a run that nothing stands beside."""
    run = alone(experiment, moment.address.step + 1)
    run.arrive(run.timeline.step(moment.address.step), moment.address)
    assert np.array_equal(moment.theta, run.moment.theta)
    assert moment.record.cost == run.moment.record.cost
    assert np.array_equal(moment.sample.inputs, run.moment.sample.inputs)


@pytest.mark.parametrize("setting", list(OTHERS))
def test_both_begin_anew_at_the_same_instant_with_the_same_samples(session: Session, setting: str,
                                                                   qtbot: QtBot) -> None:
    session.navigator.next(Granularity.EPOCH)
    second = compare(session, OTHERS[setting])
    assert session.moment.address == second.moment.address == START
    assert session.run_length == second.run_length == 1
    assert second.compared is list(Compared)[list(OTHERS).index(setting)]
    first_trainer, second_trainer = session.run.trainer, second.run.trainer
    assert np.array_equal(first_trainer.order(0), second_trainer.order(0))
    same = np.array_equal(session.moment.state.theta, second.moment.state.theta)
    assert same is (setting != "initial weights")


def test_what_is_no_comparison_is_refused_and_leaves_the_run_as_it_is(session: Session) -> None:
    run = session.run
    with pytest.raises(SettingError, match="would be the same"):
        session.start_comparison(CIRCLES)
    with pytest.raises(SettingError, match="one setting only"):
        session.start_comparison(with_change(CIRCLES, learning_rate=0.1, batch_size=5))
    assert session.run is run
    assert session.navigator.comparison is None


@pytest.mark.parametrize("slow", [False, True])
@pytest.mark.parametrize("setting", ["activation", "batch size"])
def test_fifty_moves_in_any_direction_keep_both_at_the_same_step_and_exact(
        session: Session, setting: str, slow: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if slow:  # every move is made on the thread
        monkeypatch.setattr("gui.run.jobs.QUICK_SECONDS", 0.0)
    second = compare(session, OTHERS[setting])
    rng = np.random.default_rng(4)
    moves: list[Callable[[], None]] = [
        *(lambda g=g: session.navigator.next(g) for g in Granularity),
        *(lambda g=g: session.navigator.back(g) for g in Granularity),
        session.navigator.last, lambda: session.navigator.go_to_step(int(rng.integers(0, session.navigator.longest))),
        lambda: session.navigator.go_to(Address(session.moment.address.step, 1, int(rng.integers(0, 8)), 0))]
    for _ in range(50):
        moves[rng.integers(len(moves))]()
        session.worker.wait()
        here, there = session.moment.address, second.moment.address
        assert (there.step, there.station, there.neuron) == (here.step, here.station, here.neuron)
        assert there.sample < second.moment.record.batch_size
        check_moment(session.moment, CIRCLES)
        check_moment(second.moment, OTHERS[setting])


def test_moves_that_break_off_one_another_never_part_the_two(session: Session,
                                                             monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gui.run.jobs.QUICK_SECONDS", 0.0)
    second = compare(session)
    rng = np.random.default_rng(1)
    for _ in range(40):
        session.navigator.go_to_step(int(rng.integers(0, session.navigator.longest)))
        (session.navigator.next if rng.random() < 0.6 else session.navigator.back)(Granularity.EPOCH)
        if rng.random() < 0.5:
            session.worker.stop()
        session.worker.wait()
        assert session.moment.address == second.moment.address
    check_moment(second.moment, RELU)


def test_training_takes_both_and_is_the_same_as_each_alone(session: Session, qtbot: QtBot) -> None:
    second = compare(session)
    told: list[tuple[int, int]] = []
    second.moment_changed.connect(lambda moment: told.append((session.moment.address.step, moment.address.step)))
    session.navigator.train(3)
    settle(session, qtbot)
    assert session.run_length == second.run_length == 60
    assert [one for one in told if one[0] != one[1]] == []
    assert np.array_equal(second.run.timeline.end.theta, alone(RELU, 60).timeline.end.theta)
    assert np.array_equal(session.run.timeline.end.theta, alone(CIRCLES, 60).timeline.end.theta)
    first_steps, second_steps = ([one.step for one in run.training_history.evaluations] for run in (session, second))
    assert first_steps == second_steps


def test_training_that_is_stopped_leaves_both_at_the_same_step(session: Session, qtbot: QtBot) -> None:
    second = compare(session)
    session.navigator.train(3000)
    qtbot.waitUntil(lambda: session.run_length > 50 and second.run_length > 50)
    session.worker.stop()
    settle(session, qtbot)
    assert session.run_length == second.run_length
    assert session.moment.address == second.moment.address


def test_play_takes_both(session: Session, qtbot: QtBot) -> None:
    second = compare(session)
    session.navigator.set_speed(32)
    session.navigator.toggle_play()
    qtbot.waitUntil(lambda: second.moment.phase is Phase.BP1)
    session.navigator.toggle_play()
    assert session.moment.address == second.moment.address


def test_with_another_batch_size_steps_are_matched_and_epochs_are_not(session: Session, qtbot: QtBot) -> None:
    second = compare(session, OTHERS["batch size"])
    session.navigator.train(1)
    settle(session, qtbot)
    assert session.moment.address.step == second.moment.address.step == 19
    assert session.moment.state.epoch == 0
    assert second.moment.state.epoch == 2
    assert second.run.is_at_end_of_step


def test_cost_and_accuracy_of_both_are_measured_once_nobody_moves(session: Session, qtbot: QtBot) -> None:
    second = compare(session)
    qtbot.waitUntil(lambda: bool(session.training_history.evaluations and second.training_history.evaluations))


# what is looked at


def test_the_second_run_follows_the_same_sample(session: Session) -> None:
    second = compare(session)
    session.navigator.next(Granularity.STEP)
    session.navigator.show_sample(OWN)
    assert second.moment.occasion is Occasion.FOLLOWED
    assert np.array_equal(second.moment.sample.inputs, OWN.inputs)
    assert second.moment.knows_cost
    session.navigator.back()
    assert second.moment.station == session.moment.station
    session.navigator.leave_sample()
    assert second.moment.occasion is Occasion.TRAINING
    assert second.moment.address == session.moment.address


def test_a_followed_sample_is_seen_in_both_while_they_train(session: Session, qtbot: QtBot) -> None:
    second = compare(session)
    session.navigator.show_sample(OWN)
    before = second.moment.sample.a[-1].copy()
    session.navigator.train(2)
    settle(session, qtbot)
    assert second.moment.occasion is Occasion.FOLLOWED
    assert second.moment.station == session.moment.station
    assert not np.array_equal(second.moment.sample.a[-1], before)
    session.navigator.leave_sample()
    assert session.moment.address == second.moment.address
    assert second.moment.address.step == second.run_length - 1


def test_a_sample_that_was_followed_before_is_followed_in_both(session: Session) -> None:
    session.navigator.follow_sample(OWN)
    second = compare(session)
    assert session.moment.occasion is second.moment.occasion is Occasion.FOLLOWED
    session.navigator.leave_sample()
    assert session.moment.address == second.moment.address == START


def test_what_is_chosen_in_one_is_chosen_in_both(session: Session) -> None:
    second = compare(session)
    second.select(Selection(1, 2, 1))
    assert session.selection == second.selection == Selection(1, 2, 1)
    session.select(None)
    assert second.selection is None
    session.navigator.set_granularity(Granularity.NEURON)
    assert second.navigator.granularity is Granularity.NEURON


def test_the_same_neuron_is_followed_in_both_though_another_one_is_the_largest_there(session: Session) -> None:
    second = compare(session, with_change(CIRCLES, initializer="normal_sigma", initial_number=5.0))
    places = []
    for _ in range(40):
        session.navigator.next(Granularity.LAYER)
        assert second.focus == session.focus
        places.append(second.focus)
    assert len(set(places)) > 2
    session.select(Selection(1, 3))
    assert second.focus == session.focus == Selection(1, 3)


# the end of a comparison


EDITS: dict[str, Callable[[Session], Any]] = {
    "a learning rate": lambda session: session.change_settings(learning_rate=0.9),
    "a weight": lambda session: session.set_parameter(0, 1.0),
    "a learned sample": lambda session: session.learn_sample(OWN),
    "a new run": lambda session: session.reset(),
    "new weights": lambda session: session.draw_new_weights(),
    "other points": lambda session: session.change_points([(0.1, 0.2, 0.0), (0.3, 0.4, 1.0)]),
    "undo": lambda session: session.history.undo(),
}


@pytest.mark.parametrize("edit", list(EDITS))
def test_any_edit_ends_the_comparison_and_says_so(session: Session, edit: str,
                                                  record: Callable[..., list[object]]) -> None:
    compare(session)
    session.navigator.next(Granularity.STEP)
    told = record(session.navigator.comparison_changed)
    EDITS[edit](session)
    session.worker.wait()
    assert session.navigator.comparison is None
    assert told == [None]
    assert session.notice is not None
    assert session.notice.kind is NoticeKind.COMPARISON_ENDED
    way_back, = session.notice.actions
    assert way_back is (NoticeAction.REDO if edit == "undo" else NoticeAction.UNDO)


def test_undo_brings_the_former_run_back(session: Session, qtbot: QtBot) -> None:
    session.navigator.train(1)
    settle(session, qtbot)
    run, theta, address = session.run, session.moment.theta.copy(), session.moment.address
    compare(session)
    session.navigator.next(Granularity.EPOCH)
    session.history.undo()
    session.worker.wait()
    assert session.run is run
    assert session.moment.address == address
    assert np.array_equal(session.moment.theta, theta)
    assert session.run_length == 20


def test_a_comparison_that_is_ended_by_hand_leaves_the_first_run_where_it_is(session: Session) -> None:
    compare(session)
    session.navigator.next(Granularity.EPOCH)
    session.navigator.back(Granularity.LAYER)
    moment = session.moment
    session.end_comparison()
    assert session.navigator.comparison is None
    assert session.moment is moment
    assert session.notice is None
    session.navigator.next(Granularity.STEP)
    assert session.moment.address.step == moment.address.step


def test_another_comparison_takes_the_place_of_the_first(session: Session) -> None:
    first = compare(session)
    second = compare(session, OTHERS["learning rate"])
    assert second is not first
    assert second.experiment.learning_rate == 0.05
    assert session.experiment == CIRCLES
