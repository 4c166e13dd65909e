"""Why weights move or don't: against central differences, sums written out, and networks made to stand still."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.activations import activation_named
from simulator.arrays import Array
from simulator.experiment import Experiment, Layer
from simulator.learning_speed import SMALL, Cause, Diagnosis, Role, SlopePart, diagnose, largest_slope
from simulator.moment import Moment, moment_of_followed, moment_of_step
from simulator.steps import Address
from simulator.timeline import Step
from simulator.training import OwnSample, Trainer, TrainingState

XOR = Experiment(data_set="xor_gate", layers=(Layer(3, "tanh"), Layer(1, "sigmoid")), cost="quadratic",
                 batch_size=4, shuffled=False, learning_rate=1.0)
SHAPES = {
    "sigmoid": replace(XOR, layers=(Layer(3, "sigmoid"), Layer(2, "sigmoid"), Layer(1, "sigmoid"))),
    "tanh": XOR,
    "relu": replace(XOR, layers=(Layer(3, "relu"), Layer(3, "leaky_relu"), Layer(1, "identity"))),
    "softplus": replace(XOR, layers=(Layer(3, "softplus"), Layer(1, "sigmoid"))),
    "matched": replace(XOR, cost="binary_cross_entropy"),
    "softmax": replace(XOR, data_set="mnist", layers=(Layer(3, "tanh"), Layer(10, "softmax")), cost="quadratic"),
    "softmax matched": replace(XOR, data_set="mnist", layers=(Layer(3, "tanh"), Layer(10, "softmax")),
                               cost="categorical_cross_entropy"),
}


def moment_at(trainer: Trainer, theta: Array | None = None, *, sample: int = 0, **settings: object) -> Moment:
    """The first step of a run from a given θ."""
    state: TrainingState = trainer.initial_state()
    if theta is not None:
        state = replace(state, theta=np.asarray(theta, dtype=np.float64))
    if settings:
        state = replace(state, experiment=replace(state.experiment, **settings))  # type: ignore[arg-type]
    after, record = trainer.step(state)
    return moment_of_step(trainer, Step(state, after, record), Address(0, sample, 0, 0), own=False)


def trainer_of(experiment: Experiment) -> Trainer:
    return Trainer(experiment, experiment.open_data())


def theta_of(trainer: Trainer, seed: int = 5, spread: float = 0.8) -> Array:
    return np.random.default_rng(seed).normal(0.0, spread, trainer.network.parameter_count)


def product(diagnosis: Diagnosis) -> float:
    return float(np.prod([factor.size for factor in diagnosis.factors]))


@pytest.fixture(scope="module", params=SHAPES)
def step(request: pytest.FixtureRequest) -> tuple[Trainer, Moment]:
    trainer = trainer_of(SHAPES[request.param])
    return trainer, moment_at(trainer, theta_of(trainer, spread=0.4), sample=2)


def places(trainer: Trainer) -> list[tuple[int, int, int | None]]:
    sizes = trainer.network.sizes
    return [(layer, neuron, source) for layer in range(1, len(sizes)) for neuron in range(min(sizes[layer], 3))
            for source in (None, 0, sizes[layer - 1] // 2)]


def test_the_five_factors_multiply_to_the_change_of_the_weight(step: tuple[Trainer, Moment]) -> None:
    trainer, moment = step
    for layer, neuron, source in places(trainer):
        diagnosis = diagnose(moment, layer, neuron, source)
        assert diagnosis.change is not None
        assert product(diagnosis) == pytest.approx(abs(diagnosis.change), rel=1e-9, abs=1e-15)


def test_the_factors_of_a_sample_multiply_to_the_slope_of_its_own_cost(step: tuple[Trainer, Moment]) -> None:
    trainer, moment = step
    h = 1e-5
    for layer, neuron, source in places(trainer):
        diagnosis = diagnose(moment, layer, neuron, source)
        own = [factor.of_sample for factor in diagnosis.factors if factor.of_sample is not None]
        network = trainer.network
        index = network.bias_index(layer, neuron) if source is None else network.weight_index(layer, neuron, source)
        one = replace(moment.record, inputs=moment.sample.inputs[np.newaxis],
                      targets=moment.sample.target[np.newaxis], costs=moment.record.costs[:1])
        nudged = []
        for by in (h, -h):
            theta = moment.state.theta.copy()
            theta[index] += by
            nudged.append(trainer.cost_of(theta, one))
        slope = (nudged[0] - nudged[1]) / (2 * h)
        assert np.prod(own) == pytest.approx(slope, rel=1e-5, abs=1e-9)
        assert diagnosis.gradient_of_sample == pytest.approx(slope, rel=1e-5, abs=1e-9)


def test_each_factor_is_a_mean_over_the_batch_written_out() -> None:
    trainer = trainer_of(SHAPES["sigmoid"])
    moment = moment_at(trainer, theta_of(trainer))
    record, weights = moment.record, trainer.network.weights(moment.state.theta)
    a = [float(record.a[1][row, 2]) for row in range(4)]
    slope = [float(record.a[2][row, 0] * (1 - record.a[2][row, 0])) for row in range(4)]
    error = [float(weights[3][0, 0] * record.delta[3][row, 0]) for row in range(4)]
    diagnosis = diagnose(moment, 2, 0, 2)
    sizes = {factor.role: factor.size for factor in diagnosis.factors}
    assert sizes[Role.ERROR] == pytest.approx(sum(map(abs, error)) / 4)
    assert sizes[Role.SLOPE] == pytest.approx(sum(s * abs(e) for s, e in zip(slope, error, strict=True))
                                              / sum(map(abs, error)))
    through = [s * abs(e) for s, e in zip(slope, error, strict=True)]
    assert sizes[Role.ACTIVATION] == pytest.approx(sum(x * t for x, t in zip(a, through, strict=True)) / sum(through))
    pulls = [x * s * e for x, s, e in zip(a, slope, error, strict=True)]
    assert sizes[Role.AGREEMENT] == pytest.approx(abs(sum(pulls)) / sum(map(abs, pulls)))
    assert sizes[Role.RATE] == pytest.approx(1.0)


@pytest.mark.parametrize(("shape", "part"), [
    ("tanh", SlopePart.FACTOR), ("matched", SlopePart.CANCELS), ("softmax", SlopePart.JACOBIAN),
    ("softmax matched", SlopePart.CANCELS),
])
def test_the_slope_of_the_output_is_a_factor_only_where_it_does_not_cancel(shape: str, part: SlopePart) -> None:
    trainer = trainer_of(SHAPES[shape])
    diagnosis = diagnose(moment_at(trainer), trainer.network.depth, 0, 1)
    assert diagnosis.slope_part is part
    assert (diagnosis.factor(Role.SLOPE) is not None) is (part is SlopePart.FACTOR)
    assert diagnose(moment_at(trainer), 1, 0, 1).slope_part is SlopePart.FACTOR


def test_the_perceptron_criterion_has_no_slope_at_all() -> None:
    perceptron = replace(XOR, layers=(Layer(1, "step"),), cost="perceptron", batch_size=1)
    diagnosis = diagnose(moment_at(trainer_of(perceptron), np.array([0.3, 0.2, 0.5])), 1, 0, None)
    assert diagnosis.slope_part is SlopePart.NONE
    error = diagnosis.factor(Role.ERROR)
    assert error is not None
    assert error.of_sample == 1.0  # the output is 1, and 0 xor 0 is 0
    assert diagnosis.change == pytest.approx(-1.0)


# one factor after the other made small; every one of them alone is named

BASE = np.array([1.0, -1.0, 0.8, 1.2, -0.9, 0.7, 0.1, 0.3, 0.6, 1.0, -1.2, 0.9, -0.4])
"""2-3-1: W¹ row by row, b¹, W², b²."""
ONE = replace(XOR, batch_size=1, shuffled=False)


def test_an_ordinary_weight_moves() -> None:
    assert diagnose(moment_at(trainer_of(ONE), BASE), 2, 0, 1).cause is Cause.MOVES


@given(st.integers(0, 2), st.floats(1e-6, 1e-3))
def test_a_quiet_source_is_named(source: int, z: float) -> None:
    theta = BASE.copy()
    theta[6 + source] = z  # the inputs of the first sample are 0: z¹ is the bias
    diagnosis = diagnose(moment_at(trainer_of(ONE), theta), 2, 0, source)
    assert diagnosis.cause is Cause.LOW_ACTIVATION
    assert [factor.role for factor in diagnosis.factors if factor.is_small] == [Role.ACTIVATION]


@given(st.floats(6.0, 12.0), st.integers(0, 2))
def test_a_saturated_neuron_is_named(z: float, source: int) -> None:
    theta = BASE.copy()
    theta[12] = z
    moment = moment_at(trainer_of(replace(ONE, learning_rate=0.1)), theta)
    diagnosis = diagnose(moment, 2, 0, source)
    assert diagnosis.cause is Cause.SATURATED
    assert [factor.role for factor in diagnosis.factors if factor.is_small] == [Role.SLOPE]


@given(st.integers(0, 2), st.floats(-1e-3, 1e-3))
def test_a_weak_way_up_is_named_as_a_small_error(neuron: int, outgoing: float) -> None:
    theta = BASE.copy()
    theta[9 + neuron] = outgoing
    diagnosis = diagnose(moment_at(trainer_of(ONE), theta), 1, neuron, None)
    assert diagnosis.cause is Cause.SMALL_ERROR
    assert [factor.role for factor in diagnosis.factors if factor.is_small] == [Role.ERROR]


@given(st.integers(0, 2), st.floats(-8.0, -5.0))
def test_the_learning_rate_is_named_when_the_gradient_is_not_small(source: int, exponent: float) -> None:
    moment = moment_at(trainer_of(replace(ONE, learning_rate=10.0 ** exponent)), BASE)
    diagnosis = diagnose(moment, 2, 0, source)
    assert diagnosis.cause is Cause.LEARNING_RATE
    assert [factor.role for factor in diagnosis.factors if factor.is_small] == [Role.RATE]


def test_samples_that_cancel_are_named() -> None:
    # an output of exactly ½ for two targets 0 and two targets 1, whatever the inputs
    trainer = trainer_of(replace(XOR, layers=(Layer(1, "sigmoid"),)))
    diagnosis = diagnose(moment_at(trainer, np.array([0.0, 0.0, 0.0])), 1, 0, None)
    assert diagnosis.cause is Cause.CANCELLING
    assert diagnosis.gradient == pytest.approx(0.0, abs=1e-15)


def test_factors_none_of_which_is_small_can_be_small_together() -> None:
    theta = BASE.copy()
    theta[6:9], theta[9:12], theta[12] = 0.1, 1.0, 3.0
    moment = moment_at(trainer_of(replace(ONE, learning_rate=0.02)), theta)
    diagnosis = diagnose(moment, 2, 0, 1)
    assert diagnosis.cause is Cause.TOGETHER
    assert all(factor.share > SMALL for factor in diagnosis.factors)
    assert np.prod([factor.share for factor in diagnosis.factors]) < SMALL


def test_a_dead_relu_and_a_flat_step_are_told_from_saturation() -> None:
    theta = BASE.copy()
    theta[6] = -5.0  # z ≤ −3 for all four samples
    relu = trainer_of(replace(XOR, layers=(Layer(3, "relu"), Layer(1, "sigmoid"))))
    assert diagnose(moment_at(relu, theta), 1, 0, 1).cause is Cause.DEAD
    stairs = trainer_of(replace(XOR, layers=(Layer(3, "step"), Layer(1, "sigmoid"))))
    for neuron in range(3):
        assert diagnose(moment_at(stairs, BASE), 1, neuron, 1).cause is Cause.FLAT


def test_a_frozen_weight_is_called_frozen_and_its_neighbour_is_not() -> None:
    trainer = trainer_of(replace(ONE, frozen=(9,)))
    moment = moment_at(trainer, BASE)
    assert diagnose(moment, 2, 0, 0).cause is Cause.FROZEN
    assert diagnose(moment, 2, 0, 1).cause is Cause.MOVES


def test_momentum_moves_a_weight_whose_gradient_is_zero() -> None:
    trainer = trainer_of(replace(ONE, optimizer="momentum", learning_rate=0.5))
    state = replace(trainer.initial_state(), theta=BASE)
    state = replace(state, memory=(np.full(13, 0.5),))
    after, record = trainer.step(state)
    moment = moment_of_step(trainer, Step(state, after, record), Address(0, 0, 0, 0), own=False)
    diagnosis = diagnose(moment, 1, 0, 1)  # from an input that is 0
    assert diagnosis.gradient == 0.0
    assert diagnosis.smallest.role is Role.ACTIVATION
    assert diagnosis.cause is Cause.MOVES


def test_what_is_only_followed_is_not_learned_from() -> None:
    trainer = trainer_of(ONE)
    own = OwnSample(np.array([1.0, 0.0]), np.array([1.0]))
    diagnosis = diagnose(moment_of_followed(trainer, trainer.initial_state(), own, Address(0, 0, 0, 0)), 1, 0, 0)
    assert diagnosis.cause is Cause.NOT_LEARNED
    assert diagnosis.change is None
    assert diagnosis.rows == 1


def test_of_a_batch_too_large_to_be_kept_the_sample_in_view_is_told() -> None:
    trainer = trainer_of(Experiment(layers=(Layer(4), Layer(10)), batch_size=2500))
    moment = moment_at(trainer, sample=1)
    assert not moment.record.a
    diagnosis = diagnose(moment, 1, 0, 300)
    assert diagnosis.rows == 1
    assert diagnosis.gradient == moment.record.gradient[trainer.network.weight_index(1, 0, 300)]
    error, slope = (diagnosis.factor(role) for role in (Role.ERROR, Role.SLOPE))
    assert error is not None and slope is not None  # noqa: PT018
    assert error.of_sample is not None and slope.of_sample is not None  # noqa: PT018
    assert error.of_sample * slope.of_sample == pytest.approx(moment.sample.delta[1][0])


@given(st.integers(0, 2**32 - 1))
def test_the_answer_depends_on_the_moment_alone_and_names_the_smallest_of_what_is_small(seed: int) -> None:
    trainer = trainer_of(SHAPES["sigmoid"])
    moment = moment_at(trainer, theta_of(trainer, seed, spread=4.0))
    for place in places(trainer):
        diagnosis = diagnose(moment, *place)
        assert diagnose(moment, *place) == diagnosis
        assert diagnosis.smallest.share == min(factor.share for factor in diagnosis.factors)
        if diagnosis.cause not in (Cause.MOVES, Cause.TOGETHER):
            assert diagnosis.smallest.is_small


@given(st.integers(0, 2**32 - 1), st.floats(0.05, 0.9))
def test_a_smaller_learning_rate_never_makes_a_weight_that_stood_still_move(seed: int, less: float) -> None:
    trainer = trainer_of(SHAPES["tanh"])
    theta = theta_of(trainer, seed, spread=3.0)
    before, slower = moment_at(trainer, theta), moment_at(trainer, theta, learning_rate=XOR.learning_rate * less)
    for place in places(trainer):
        if diagnose(before, *place).cause is not Cause.MOVES:
            assert diagnose(slower, *place).cause is not Cause.MOVES


@pytest.mark.parametrize(("name", "largest"), [
    ("sigmoid", 0.25), ("tanh", 1.0), ("relu", 1.0), ("identity", 1.0), ("step", 0.0)])
def test_the_largest_slope_of_an_activation(name: str, largest: float) -> None:
    assert largest_slope(activation_named(name)) == pytest.approx(largest)
