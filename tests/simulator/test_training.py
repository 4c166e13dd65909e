"""One step of training: which samples it uses, what it makes of θ, and what it must never do."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.arrays import Array
from simulator.datasets import data_set_named
from simulator.datasets.data_set import DataSet, Part
from simulator.experiment import Experiment, Layer
from simulator.optimizers import OPTIMIZERS
from simulator.training import (
    ROWS_AT_ONCE,
    Divergence,
    Interrupted,
    OwnSample,
    StepRecord,
    Trainer,
    TrainingState,
    with_theta,
)


def data_of(inputs: Array, labels: list[int], targets: Array) -> DataSet:
    part = Part.of(inputs, np.array(labels, dtype=np.int64))
    return DataSet("own", "Own", None, tuple(str(n) for n in range(len(targets))), targets, part, part)


def some_data(count: int, input_count: int = 3) -> DataSet:
    """Samples with smooth inputs and two classes that take turns, one-hot."""
    inputs = np.cos(0.9 * np.arange(count)[:, np.newaxis] + 0.7 * np.arange(input_count))
    return data_of(inputs, [n % 2 for n in range(count)], np.eye(2))


def some_trainer(count: int = 7, **settings: object) -> Trainer:
    given = {"layers": (Layer(4, "tanh"), Layer(2)), "batch_size": 3, "learning_rate": 0.1, **settings}
    return Trainer(Experiment(**given), some_data(count))  # type: ignore[arg-type]


def walked(trainer: Trainer, steps: int) -> tuple[list[TrainingState], list[StepRecord]]:
    states, records = [trainer.initial_state()], []
    for _ in range(steps):
        state, record = trainer.step(states[-1])
        states.append(state)
        records.append(record)
    return states, records


def one_neuron(samples: int = 1, **settings: object) -> tuple[Trainer, TrainingState]:
    """a = wx + b with w = 2, b = 1, x = 3, y = 5: z = 7, C = 2, δ = 2, ∂C/∂w = 6, ∂C/∂b = 2; η = 0.1."""
    given = {"layers": (Layer(1, "identity"),), "cost": "quadratic", "batch_size": samples, "learning_rate": 0.1,
             **settings}
    data = data_of(np.full((samples, 1), 3.0), [0] * samples, np.array([[5.0]]))
    trainer = Trainer(Experiment(**given), data)  # type: ignore[arg-type]
    return trainer, replace(trainer.initial_state(), theta=np.array([2.0, 1.0]))


# the order of the samples


def test_every_epoch_goes_through_all_samples_in_an_order_of_its_own() -> None:
    trainer = some_trainer(50)
    orders = [trainer.order(epoch).tolist() for epoch in range(4)]
    assert all(sorted(order) == list(range(50)) for order in orders)
    assert all(one != other for one, other in itertools.combinations(orders, 2))


def test_the_order_of_an_epoch_is_the_same_whenever_it_is_asked_for() -> None:
    trainer = some_trainer(50)
    first = {epoch: trainer.order(epoch).tolist() for epoch in (5, 0, 3)}
    again = some_trainer(50)
    assert {epoch: again.order(epoch).tolist() for epoch in (0, 3, 5)} == first
    assert some_trainer(50, seed=2).order(0).tolist() != first[0]


def test_without_shuffling_every_epoch_keeps_the_order_of_the_data() -> None:
    trainer = some_trainer(shuffled=False)
    _, records = walked(trainer, 6)
    assert [record.indices.tolist() for record in records] == [[0, 1, 2], [3, 4, 5], [6]] * 2


@given(st.integers(1, 23), st.data())
def test_an_epoch_uses_every_sample_once_and_its_last_batch_what_is_left(count: int, data: st.DataObject) -> None:
    m = data.draw(st.integers(1, count))
    trainer = some_trainer(count, batch_size=m)
    steps = -(-count // m)
    states, records = walked(trainer, 2 * steps)
    for epoch in range(2):
        batches = [record.indices.tolist() for record in records[epoch * steps:(epoch + 1) * steps]]
        assert [len(batch) for batch in batches[:-1]] == [m] * (steps - 1)
        assert sorted(itertools.chain(*batches)) == list(range(count))
        assert list(itertools.chain(*batches)) == trainer.order(epoch).tolist()
    assert [state.epoch for state in states] == [0] * steps + [1] * steps + [2]
    assert [state.step_in_epoch for state in states] == [*range(steps), *range(steps), 0]
    assert {trainer.steps_in_epoch(state) for state in states} == {steps}


def test_a_smaller_last_batch_is_divided_by_its_own_size() -> None:
    trainer = some_trainer(7, batch_size=3)
    states, records = walked(trainer, 3)
    assert records[2].batch_size == 1
    single = trainer.look(states[2], OwnSample(records[2].inputs[0], records[2].targets[0]))
    assert records[2].gradient == pytest.approx(single.gradient, rel=1e-12)


def test_another_batch_size_counts_from_where_it_was_changed() -> None:
    # 7 samples: one step of 3, then m = 2 takes 2 and 2: three steps in this epoch, four in the next
    trainer = some_trainer(7, batch_size=3, shuffled=False)
    state, _ = trainer.step(trainer.initial_state())
    state = replace(state, experiment=replace(trainer.experiment, batch_size=2))
    batches, lengths = [], []
    for _ in range(6):
        lengths.append(trainer.steps_in_epoch(state))
        state, record = trainer.step(state)
        batches.append(record.indices.tolist())
    assert batches == [[3, 4], [5, 6], [0, 1], [2, 3], [4, 5], [6]]
    assert lengths == [3, 3, 4, 4, 4, 4]
    assert (state.epoch, state.step_in_epoch, state.samples_done, state.step) == (2, 0, 0, 7)


# the update


def test_the_record_holds_the_batch_that_the_data_gave() -> None:
    trainer = some_trainer()
    _, records = walked(trainer, 1)
    rows = trainer.order(0)[:3]
    assert records[0].indices.tolist() == rows.tolist()
    assert np.array_equal(records[0].inputs, trainer.data.train.inputs(rows))
    assert np.array_equal(records[0].targets, np.eye(2)[rows % 2])


def test_the_cost_and_gradient_of_a_batch_are_the_means_of_its_samples() -> None:
    trainer = some_trainer(batch_size=7)
    state = trainer.initial_state()
    record = trainer.look(state)
    singles = [trainer.look(state, OwnSample(record.inputs[row], record.targets[row])) for row in range(7)]
    assert record.cost == pytest.approx(np.mean([one.cost for one in singles]), rel=1e-12)
    assert record.gradient == pytest.approx(np.mean([one.gradient for one in singles], axis=0), rel=1e-10, abs=1e-15)


def test_one_step_of_gradient_descent_worked_out_by_hand() -> None:
    # w = 2 − 0.1·6 = 1.4, b = 1 − 0.1·2 = 0.8
    trainer, state = one_neuron()
    after, record = trainer.step(state)
    assert (record.cost, record.gradient.tolist()) == (2.0, [6.0, 2.0])
    assert after.theta == pytest.approx([1.4, 0.8], rel=1e-15)


@pytest.mark.parametrize(
    ("kind", "samples", "w"),
    [
        ("l2", 1, 1.3),  # 2 − 0.1·(6 + 0.5/1·2)
        ("l2", 2, 1.35),  # 2 − 0.1·(6 + 0.5/2·2)
        ("l1", 1, 1.35),  # 2 − 0.1·(6 + 0.5/1·sgn 2)
        ("l1", 2, 1.375),  # 2 − 0.1·(6 + 0.5/2·sgn 2)
    ],
)
def test_regularisation_pulls_the_weight_but_not_the_bias_by_what_the_formula_says(
    kind: str, samples: int, w: float
) -> None:
    trainer, state = one_neuron(samples, regularisation=kind, regularisation_strength=0.5)
    after, record = trainer.step(state)
    assert after.theta == pytest.approx([w, 0.8], rel=1e-15)
    assert record.gradient.tolist() == [6.0, 2.0]  # of the cost alone


def test_momentum_is_remembered_in_the_state() -> None:
    # v = −0.1·(6, 2), θ = (1.4, 0.8); then z = 5 = y and g = 0: v = 0.9 v, θ = (1.4 − 0.54, 0.8 − 0.18)
    trainer, state = one_neuron(optimizer="momentum")
    first, _ = trainer.step(state)
    second, _ = trainer.step(first)
    assert first.memory[0] == pytest.approx([-0.6, -0.2], rel=1e-15)
    assert second.memory[0] == pytest.approx([-0.54, -0.18], rel=1e-12)
    assert second.theta == pytest.approx([0.86, 0.62], rel=1e-12)


def test_the_first_step_of_adam_has_the_length_eta_in_every_direction() -> None:
    # m̂ = g and ŝ = g², if the updates are counted from 1: θ − η·g/|g|
    trainer, state = one_neuron(optimizer="adam")
    assert trainer.step(state)[0].theta == pytest.approx([1.9, 0.9], rel=1e-8)


# Literal numbers from JAX 0.10 (64 bits): 3-4-2, tanh and softmax, categorical cross-entropy, the five samples of
# `some_data` in their order with other labels, m = 2, two epochs (2 + 2 + 1 samples each). There the regularised cost
# C + λ/2M Σw² or λ/M Σ|w| was written down and jax.grad took its gradient. Kept are |θ| and the products of θ with
# sin(i), sin(2i), sin(3i), i = 1 … 26.
@pytest.mark.parametrize(
    ("optimizer", "kind", "strength", "rate", "products", "length"),
    [
        ("gradient_descent", "none", 0.0, 0.5, (1.441811558075398, 0.1040001088194026, 0.7262984504908158),
         2.536922514150981),
        ("gradient_descent", "l1", 0.3, 0.5, (0.7214115966664352, 0.35474294370709236, 0.5013631505688634),
         1.9535973676486753),
        ("momentum", "l2", 0.8, 0.1, (0.9744902172548456, 0.5353376768263873, 0.36463429335690944),
         2.043550619858509),
        ("nesterov", "none", 0.0, 0.1, (1.5467170956189187, 0.34587958501685095, 0.45727008604167235),
         2.5516859371756597),
        ("adagrad", "l2", 0.8, 0.1, (0.6996704449378035, 0.35522503372678504, 0.39557277900243404),
         1.8587397604827791),
        ("rmsprop", "l1", 0.3, 0.01, (1.4207162797295703, 0.1671161962123433, 0.1850566320750003), 2.309015663524949),
        ("adam", "none", 0.0, 0.1, (0.8803726458724486, 1.009955786091281, 0.25433293525438927), 2.4811666607802554),
    ],
)
def test_two_epochs_agree_with_automatic_differentiation(
    optimizer: str, kind: str, strength: float, rate: float, products: tuple[float, ...], length: float
) -> None:
    experiment = Experiment(layers=(Layer(4, "tanh"), Layer(2, "softmax")), cost="categorical_cross_entropy",
                            optimizer=optimizer, learning_rate=rate, batch_size=2, shuffled=False,
                            regularisation=kind, regularisation_strength=strength)
    trainer = Trainer(experiment, data_of(some_data(5).train.inputs(np.arange(5)), [0, 1, 1, 0, 1], np.eye(2)))
    state = replace(trainer.initial_state(), theta=0.7 * np.sin(1.3 * np.arange(26) + 0.4))
    for _ in range(6):
        state, _ = trainer.step(state)
    i = np.arange(1.0, 27.0)
    assert [state.theta @ np.sin(f * i) for f in (1, 2, 3)] == pytest.approx(products, rel=1e-9)
    assert np.linalg.norm(state.theta) == pytest.approx(length, rel=1e-11)
    assert (state.epoch, state.step) == (2, 6)


@pytest.mark.parametrize("optimizer", OPTIMIZERS, ids=lambda optimizer: optimizer.name)
def test_a_step_changes_nothing_that_it_is_given_and_repeats_itself_to_the_last_bit(optimizer: object) -> None:
    trainer = some_trainer(optimizer=optimizer.name, regularisation="l2", regularisation_strength=1.0)  # type: ignore[attr-defined]
    state = trainer.initial_state()
    for _ in range(4):
        for array in (state.theta, *state.memory):
            array.flags.writeable = False
        kept = [array.copy() for array in (state.theta, *state.memory)]
        after, again = trainer.step(state)[0], trainer.step(state)[0]
        assert all(np.array_equal(*pair) for pair in zip(kept, (state.theta, *state.memory), strict=True))
        assert np.array_equal(after.theta, again.theta)
        assert all(np.array_equal(*pair) for pair in zip(after.memory, again.memory, strict=True))
        assert len(after.memory) == optimizer.memory_count  # type: ignore[attr-defined]
        state = after


def test_the_seed_decides_about_the_initial_weights() -> None:
    one, same, other = (some_trainer(seed=seed).initial_state().theta for seed in (1, 1, 2))
    assert np.array_equal(one, same)
    assert not np.array_equal(one, other)


def test_a_constant_initial_weight_stands_everywhere() -> None:
    state = some_trainer(initializer="constant", initial_number=-0.25).initial_state()
    assert state.theta.tolist() == [-0.25] * 26
    assert (state.step, state.epoch, state.step_in_epoch, state.samples_done) == (0, 0, 0, 0)


def test_setting_one_weight_by_hand_makes_another_state() -> None:
    state = some_trainer().initial_state()
    before = state.theta.copy()
    changed = with_theta(state, 5, 9.0)
    assert np.array_equal(state.theta, before)
    assert changed.theta.tolist() == [*before[:5], 9.0, *before[6:]]


# samples of one's own


def test_a_sample_of_ones_own_is_learned_without_taking_a_place_in_the_epoch() -> None:
    trainer = some_trainer()
    state, _ = trainer.step(trainer.initial_state())
    own = OwnSample(np.array([1.0, -1.0, 0.5]), np.array([0.0, 1.0]))
    after, record = trainer.step(state, own)
    assert (after.step, after.epoch, after.step_in_epoch, after.samples_done) == (2, 0, 1, 3)
    assert record.indices.tolist() == []
    assert (record.batch_size, record.inputs.tolist()) == (1, [[1.0, -1.0, 0.5]])
    assert after.theta == pytest.approx(state.theta - 0.1 * record.gradient, rel=1e-12)
    assert trainer.batch(after).tolist() == trainer.batch(state).tolist()


def test_looking_at_a_sample_of_ones_own_learns_nothing() -> None:
    trainer = some_trainer()
    state = trainer.initial_state()
    before = state.theta.copy()
    record = trainer.look(state, OwnSample(np.ones(3), np.array([1.0, 0.0])))
    assert np.array_equal(state.theta, before)
    sample = trainer.sample(state, record, 0)
    assert sample.index is None
    assert sample.cost == record.cost


def test_a_row_of_a_record_is_one_sample_s_whole_way() -> None:
    trainer = some_trainer()
    state = trainer.initial_state()
    record = trainer.look(state)
    sample = trainer.sample(state, record, 2)
    assert sample.index == trainer.order(0)[2]
    assert np.array_equal(sample.inputs, record.inputs[2])
    assert [one.shape for one in sample.a] == [(3,), (4,), (2,)]
    assert np.array_equal(sample.delta[1], record.delta[1][2])
    assert sample.cost == record.costs[2]


# large batches


def large() -> Trainer:
    return some_trainer(2 * ROWS_AT_ONCE + 500, batch_size=2 * ROWS_AT_ONCE + 400)


def test_a_large_batch_is_added_up_in_parts_to_the_same_numbers() -> None:
    trainer = large()
    state = trainer.initial_state()
    after, record = trainer.step(state)
    small = [trainer.look(replace(state, samples_done=start, experiment=replace(trainer.experiment, batch_size=1100)))
             for start in range(0, 2 * ROWS_AT_ONCE + 400, 1100)]
    gradient = np.mean([one.gradient for one in small], axis=0)
    cost = np.mean([one.cost for one in small])
    assert record.gradient == pytest.approx(gradient, rel=1e-10)
    assert record.cost == pytest.approx(cost, rel=1e-12)
    assert after.theta == pytest.approx(state.theta - 0.1 * gradient, rel=1e-12)
    for row in (0, ROWS_AT_ONCE, 2 * ROWS_AT_ONCE + 399):
        sample = trainer.sample(state, record, row)
        assert sample.index == trainer.order(0)[row]
        assert sample.cost == pytest.approx(record.costs[row], rel=1e-12)
        assert sample.target.argmax() == sample.index % 2
    assert trainer.cost_of(state.theta, record) == pytest.approx(cost, rel=1e-12)
    assert trainer.cost_of(after.theta, record) < cost
    assert trainer.step(after)[1].batch_size == 100


@pytest.mark.parametrize("parts", [0, 1, 2])
def test_a_large_batch_can_be_stopped_between_its_parts(parts: int) -> None:
    answers = iter([False] * parts + [True])
    trainer = large()
    state = trainer.initial_state()
    before = state.theta.copy()
    with pytest.raises(Interrupted):
        trainer.step(state, should_stop=lambda: next(answers))
    assert np.array_equal(state.theta, before)


# numbers that are not finite


def test_a_step_to_weights_that_are_not_finite_is_refused_with_the_numbers() -> None:
    # η = 10³⁰⁸ and g = (6, 2): θ leaves the range of float64
    trainer, state = one_neuron(learning_rate=1e308)
    with pytest.raises(Divergence) as caught:
        trainer.step(state)
    divergence = caught.value
    assert (divergence.step, divergence.cost_before, divergence.largest_gradient) == (0, 2.0, 6.0)
    assert not np.isfinite(divergence.cost_after)
    assert divergence.learning_rate == 1e308


def test_a_step_whose_cost_is_already_infinite_is_refused() -> None:
    trainer, state = one_neuron()
    with pytest.raises(Divergence) as caught:
        trainer.step(replace(state, theta=np.array([1e200, 0.0])))
    assert caught.value.cost_before == caught.value.cost_after == np.inf


def test_a_step_can_be_made_all_the_same_to_be_looked_at() -> None:
    trainer, state = one_neuron(learning_rate=1e308)
    after, record = trainer.step(state, finite=False)
    assert record.cost == 2.0
    assert not np.isfinite(after.theta).all()


def test_large_weights_whose_squares_overflow_are_no_divergence() -> None:
    # tanh is saturated there: cost and θ are finite, only θ·θ is not
    trainer = some_trainer()
    state = trainer.initial_state()
    after, record = trainer.step(with_theta(state, 0, 1e200))
    assert np.isfinite(record.cost)
    assert after.theta[0] == 1e200


def test_an_experiment_that_does_not_fit_the_data_gets_no_trainer() -> None:
    with pytest.raises(ValueError, match="needs 1 output neurons, got 2"):
        Trainer(Experiment(layers=(Layer(2),)), data_set_named("xor_gate"))
