"""A run and the cursor on it: what is in view, from where an edit is in force, and the way back to a bookmark."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.changes import ParameterChange
from simulator.datasets import data_set_named
from simulator.experiment import Experiment, Layer
from simulator.moment import Occasion
from simulator.run import Run
from simulator.steps import START, Address, Phase, Route
from simulator.training import OwnSample

OWN = OwnSample(np.array([0.3, -0.4]), np.array([1.0]))
OTHER = OwnSample(np.array([-0.9, 0.1]), np.array([0.0]))


def some_run(steps: int = 0) -> Run:
    experiment = Experiment("circles", (Layer(3, "tanh"), Layer(1)), batch_size=20, learning_rate=0.3)
    run = Run(experiment, data_set_named("circles"))
    for _ in range(steps):
        run.arrive(run.timeline.advance())
    return run


def place(run: Run, step: int, phase: Phase, layer: int, sample: int = 0) -> Address:
    return Address(step, sample, run.route.index(phase, layer), 0)


def test_before_its_first_step_a_run_has_nothing_to_show() -> None:
    run = some_run()
    assert not run.has_step
    with pytest.raises(LookupError, match="bring one with arrive"):
        _ = run.moment
    assert run.state is run.timeline.end


def test_a_step_arrives_at_its_end_unless_an_address_is_given() -> None:
    run = some_run(1)
    assert run.address == run.route.end_of_step(0, 20)
    assert run.is_at_end_of_step
    run.arrive(run.timeline.step(0), Address(0, 7, 2, 1))
    assert run.moment.address == run.address == Address(0, 7, 2, 1)
    assert not run.is_at_end_of_step


def test_the_moment_is_made_once_and_moves_without_computing_anything_again() -> None:
    run = some_run(2)
    moment = run.moment
    assert run.moment is moment
    run.move(Address(1, 3, 0, 0))
    assert run.moment.record is moment.record
    assert run.moment.sample.index == moment.record.indices[3]


def test_the_state_is_that_before_the_step_until_its_update_is_complete() -> None:
    run = some_run(2)
    before, after, _ = run.timeline.step(1)
    assert np.array_equal(run.state.theta, after.theta)
    end = run.address
    run.move(Address(end.step, end.sample, end.station, 0))  # the update of layer 1 has only begun
    assert run.state is before
    run.move(end)
    assert np.array_equal(run.state.theta, after.theta)


def test_behind_a_step_the_state_holds_what_was_changed_by_hand_there() -> None:
    run = some_run(2)
    run.timeline.change(2, ParameterChange(0, 7.0))
    assert run.state.theta[0] == 7.0
    assert np.array_equal(run.state.theta, run.timeline.end.theta)


# a sample of one's own


def test_a_followed_sample_takes_the_view_and_the_run_stays_where_it_was() -> None:
    run = some_run(2)
    address, length = run.address, run.timeline.length
    run.follow(OWN, START)
    assert run.moment.occasion is Occasion.FOLLOWED
    assert run.moment.sample.index is None
    run.move(Address(2, 0, 3, 0))
    assert (run.address, run.timeline.length) == (address, length)
    assert run.moment.address.station == 3
    run.leave_followed()
    assert run.moment.occasion is Occasion.TRAINING
    assert run.moment.address == address
    assert run.followed is None


def test_a_sample_can_be_followed_before_the_run_has_made_a_step() -> None:
    run = some_run()
    run.follow(OWN, START)
    assert run.moment.occasion is Occasion.FOLLOWED
    assert run.moment.state is run.timeline.end


def test_the_answer_address_is_where_the_forward_pass_and_its_cost_are_complete() -> None:
    run = some_run(1)
    run.follow(OWN, run.answer_address)
    assert run.moment.phase is Phase.COST
    assert run.moment.knows_cost
    assert not run.moment.is_backward
    assert run.moment.reached_a(2) == 1


def test_a_followed_sample_whose_answer_is_in_view_is_answered_anew_as_the_run_goes_on() -> None:
    run = some_run(1)
    run.follow(OWN, run.answer_address)
    first = float(run.moment.sample.a[-1][0])
    for _ in range(5):
        run.arrive(run.timeline.advance())
    assert run.moment.occasion is Occasion.FOLLOWED
    assert run.moment.phase is Phase.COST
    assert float(run.moment.sample.a[-1][0]) != first
    assert np.array_equal(run.moment.theta, run.timeline.end.theta)
    assert run.moment.address.step == run.timeline.length


def test_a_followed_sample_in_the_middle_of_its_way_stays_at_its_station() -> None:
    run = some_run(1)
    run.follow(OWN, Address(1, 0, 2, 1))
    run.arrive(run.timeline.advance())
    assert (run.moment.address.station, run.moment.address.neuron) == (2, 1)


def test_a_changed_weight_is_seen_by_the_followed_sample_when_it_is_looked_at_again() -> None:
    run = some_run(2)
    run.follow(OWN, run.answer_address)
    before = float(run.moment.sample.a[-1][0])
    run.timeline.change(2, ParameterChange(12, 5.0))
    run.look_again()
    assert float(run.moment.sample.a[-1][0]) > before


def test_a_learned_sample_is_told_from_a_followed_one() -> None:
    run = some_run(2)
    run.timeline.learn(2, OWN)
    run.arrive(run.timeline.advance(), Address(2, 0, 0, 0))
    assert run.moment.occasion is Occasion.LEARNED
    assert np.array_equal(run.moment.sample.inputs, OWN.inputs)
    run.arrive(run.timeline.advance())
    assert run.moment.occasion is Occasion.TRAINING


# from where an edit is in force


def test_before_the_first_step_an_edit_is_in_force_from_it_on() -> None:
    assert some_run().step_to_edit(whole_step=True) == 0
    assert some_run().step_to_edit(whole_step=False) == 0


@pytest.mark.parametrize(
    ("phase", "layer", "sample", "weight", "batch"),
    [
        (Phase.INPUT, 0, 0, 1, 1),  # the very first instant of the step: everything can still change in it
        (Phase.INPUT, 0, 3, 1, 2),
        (Phase.WEIGHTED_INPUT, 1, 0, 1, 2),
        (Phase.BP1, 2, 19, 1, 2),
        (Phase.MEAN_GRADIENT, 1, 19, 1, 2),
        (Phase.UPDATE, 2, 19, 2, 2),  # the old numbers are being used: only the next step can have the new ones
        (Phase.UPDATE, 1, 19, 2, 2),
    ],
)
def test_a_change_is_in_force_in_the_step_in_view_as_long_as_it_can_matter_there(
    phase: Phase, layer: int, sample: int, weight: int, batch: int
) -> None:
    run = some_run(3)
    run.arrive(run.timeline.step(1), place(run, 1, phase, layer, sample))
    assert run.step_to_edit(whole_step=False) == weight
    assert run.step_to_edit(whole_step=True) == batch


def test_a_change_while_a_sample_is_followed_counts_from_the_run_s_own_place() -> None:
    run = some_run(3)
    run.arrive(run.timeline.step(1), place(run, 1, Phase.BP1, 2))
    run.follow(OWN, START)
    assert run.step_to_edit(whole_step=False) == 1


# bookmarks


def test_a_bookmark_brings_back_the_run_and_its_cursor() -> None:
    run = some_run(5)
    run.arrive(run.timeline.step(3), place(run, 3, Phase.BP2, 1))
    mark, theta, costs = run.bookmark(), run.timeline.end.theta, run.timeline.history.costs.tolist()
    run.timeline.change(1, ParameterChange(0, 2.0))
    run.arrive(run.timeline.advance())
    run.follow(OWN, START)
    assert run.return_to(mark) is run
    run.arrive(run.timeline.step(mark.address.step), mark.address)
    assert run.address == place(run, 3, Phase.BP2, 1)
    assert run.moment.occasion is Occasion.TRAINING
    assert run.followed is None
    assert np.array_equal(run.timeline.end.theta, theta)
    assert run.timeline.history.costs.tolist() == costs


def test_a_bookmark_before_the_first_step_brings_back_the_followed_sample_alone() -> None:
    run = some_run()
    run.follow(OWN, run.answer_address)
    answer, mark = float(run.moment.sample.a[-1][0]), run.bookmark()
    for _ in range(3):
        run.arrive(run.timeline.advance())
    run.follow(OTHER, START)
    run.return_to(mark)
    assert not run.has_step
    assert run.timeline.length == 0
    assert run.followed is OWN
    assert run.address == START
    assert float(run.moment.sample.a[-1][0]) == answer


def test_a_sample_without_an_answer_goes_as_far_as_the_output_and_cannot_be_learned() -> None:
    experiment = Experiment(data_set="xor_gate", layers=(Layer(4), Layer(1)), batch_size=4)
    run = Run(experiment, experiment.open_data())
    sample = OwnSample(np.array([0.3, 0.6]), None)
    run.follow(sample, Route(run.trainer.network.sizes, learns=False).end_of_step(0, 1))
    assert run.moment.phase is Phase.ACTIVATION
    assert run.moment.layer == run.trainer.network.depth
    assert not run.moment.has_answer
    assert np.isfinite(run.moment.sample.a[-1]).all()
    with pytest.raises(ValueError, match="without an answer"):
        run.timeline.learn(0, sample)
