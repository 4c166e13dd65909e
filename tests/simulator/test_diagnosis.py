"""A run that fails is recognised, with the right cause and a remedy that helps; one that learns isn't disturbed."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from simulator import diagnosis
from simulator.arrays import Array
from simulator.changes import SettingsChange
from simulator.diagnosis import Cause, Diagnosis, Evidence, Intervention, Symptom, diagnosis_of
from simulator.evaluation import Evaluation, evaluate
from simulator.experiment import Experiment, Layer, preset, presets, stands_still_on_purpose, with_change
from simulator.optimizers import OPTIMIZERS, initial_memory
from simulator.run import Run
from simulator.running import train
from simulator.timeline import Timeline
from simulator.training import NEVER, OwnSample
from tests.simulator.independent.hyper_dual import Number, gradient
from tests.simulator.independent.plain_network import TERM_RULES, PlainNetwork

TOLD = {"too_fast": Cause.STEPS_TOO_LONG, "zeros_symmetry": Cause.ALIKE}
"""Presets that fail and are not slow on purpose: what is told of them is so."""
DIGITS = ("mnist", "mnist_98", "nielsen_quadratic")


class Listening(Timeline):
    """A timeline that remembers everything that was found on the way."""

    found: list[Diagnosis]

    def evaluated(self, evaluation: Evaluation, diagnosis: Diagnosis | None = None) -> None:
        super().evaluated(evaluation, diagnosis)
        if diagnosis is not None and diagnosis not in self.found:
            self.found.append(diagnosis)


def trained(experiment: Experiment, steps: int) -> Listening:
    run = Run(experiment, experiment.open_data())
    timeline = Listening(run.trainer)
    timeline.found = []
    timeline.begin()
    train([timeline], steps, NEVER, lambda _: None)
    return timeline


@cache
def failed(name: str) -> Listening:
    """A run that fails, trained once for all tests that only look at it."""
    experiment, _ = FAILING[name]
    return trained(experiment, 1600 if experiment.data_set == "mnist" else 2500)


def sigmoids(*sizes: int, **settings: object) -> Experiment:
    return Experiment(layers=tuple(Layer(size) for size in sizes), **settings)  # type: ignore[arg-type]


CIRCLES, MOONS, SPIRAL = preset("circles"), preset("moons"), preset("spiral")
RELUS = (Layer(8, "relu"), Layer(8, "relu"), Layer(1))
FAILING: dict[str, tuple[Experiment, Cause]] = {
    "digits, η = 30": (with_change(preset("mnist"), learning_rate=30.0), Cause.STEPS_TOO_LONG),
    **{f"{data}, {optimizer}": (with_change(preset(data), optimizer=optimizer, learning_rate=rate),
                                Cause.STEPS_TOO_LONG)
       for data, optimizer, rate in (
           ("moons", "gradient_descent", 300.0), ("circles", "gradient_descent", 30.0), ("circles", "momentum", 10.0),
           ("moons", "momentum", 10.0), ("circles", "nesterov", 10.0), ("spiral", "adagrad", 30.0),
           ("curve_sine", "rmsprop", 3.0), ("regression_hills", "rmsprop", 3.0), ("spiral", "adam", 3.0))},
    "zeros": (with_change(CIRCLES, initializer="zeros"), Cause.ALIKE),
    "huge weights": (sigmoids(8, 1, data_set="moons", cost="quadratic", initializer="normal_sigma",
                              initial_number=30.0, learning_rate=0.5), Cause.WEIGHTS_TOO_LARGE),
    "tiny weights, five layers": (sigmoids(8, 8, 8, 8, 1, data_set="circles", initializer="normal_sigma",
                                           initial_number=0.01, learning_rate=0.5), Cause.FADES),
    "tiny weights, ReLUs": (Experiment(data_set="circles", layers=(Layer(8, "relu"), *RELUS), learning_rate=0.3,
                                       initializer="normal_sigma", initial_number=0.001), Cause.FADES),
    "outputs driven into saturation": (sigmoids(8, 1, data_set="moons", cost="quadratic", initializer="xavier",
                                                learning_rate=300.0), Cause.DRIVEN_INTO_SATURATION),
    **{f"dead ReLUs, {data}": (Experiment(data_set=data, layers=(Layer(6, "relu"), Layer(1, "identity")),
                                         cost="quadratic", initializer="he", optimizer="adam", learning_rate=1.0),
                              Cause.DEAD) for data in ("sine", "zigzag")},
    "the step function": (Experiment(data_set="moons", layers=(Layer(4, "step"), Layer(1, "step")), cost="quadratic",
                                     initializer="normal"), Cause.NO_SLOPE),
    "one line for XOR": (sigmoids(1, data_set="xor", learning_rate=0.3), Cause.LINEAR),
    "ReLUs that die": (with_change(CIRCLES, layers=(Layer(4, "relu"), Layer(2, "relu"), Layer(1)), initializer="he",
                                   learning_rate=8.0), Cause.STEPS_TOO_LONG),
    "far too much regularisation": (with_change(MOONS, regularisation="l2", regularisation_strength=1000.0),
                                    Cause.REGULARISED),
    "all frozen": (with_change(CIRCLES, frozen=tuple(range(25))), Cause.FROZEN),
    "η far too small": (with_change(CIRCLES, learning_rate=1e-6), Cause.STEPS_TOO_SHORT),
    # around θ = 0 lies the saddle of XOR: both outputs of tanh cancel, a = ½ for all four rows
    "a plateau": (with_change(preset("xor"), layers=(Layer(2, "tanh"), Layer(1)), initializer="normal_sigma",
                              initial_number=0.1, learning_rate=0.1), Cause.PLATEAU),
    "η far too small, and fading": (sigmoids(6, 4, 1, data_set="two_gaussians", initializer="xavier", seed=73,
                                             learning_rate=1e-6), Cause.STEPS_TOO_SHORT),
}


@pytest.mark.parametrize("name", FAILING)
def test_each_failing_set_up_gets_the_right_cause(name: str) -> None:
    assert [one.cause for one in failed(name).found][:1] == [FAILING[name][1]]


@pytest.mark.parametrize("seed", [0, 17])
@pytest.mark.parametrize("name", sorted(set(presets()) - set(DIGITS)))
def test_no_preset_is_disturbed_and_what_is_told_of_a_failing_one_is_so(name: str, seed: int) -> None:
    experiment = preset(name)
    experiment = replace(experiment, seed=seed or experiment.seed)
    causes = {one.cause for one in trained(experiment, 2500).found}
    assert causes <= ({TOLD[name]} if name in TOLD else set())


@pytest.mark.parametrize("name", DIGITS)
def test_no_preset_of_digits_is_disturbed(name: str) -> None:
    assert trained(preset(name), 3100).found == []


@pytest.mark.parametrize("seed", [3, 4])
def test_a_rare_class_that_is_never_named_is_no_failure_where_the_cost_has_come_down(seed: int, tmp_path: Path
                                                                                     ) -> None:
    """Always naming the frequent class may be the best answer: the probabilities have been learned all the same."""
    rng = np.random.default_rng(seed)
    rare = rng.random(600) < 0.08
    points = rng.normal(0.9 * rare[:, np.newaxis], 1.0, (600, 2))
    rows = [f"{x:.4f},{y:.4f},{'ab'[kind]}" for (x, y), kind in zip(points, rare.astype(int), strict=True)]
    (tmp_path / "rare.csv").write_text("\n".join(("x,y,kind", *rows)), encoding="utf-8")
    for rate in (0.3, 0.02):
        experiment = Experiment(data_set="table", data_path=str(tmp_path / "rare.csv"), cost="binary_cross_entropy",
                                layers=(Layer(4, "tanh"), Layer(1)), learning_rate=rate, seed=seed)
        timeline = trained(experiment, 2500)
        assert timeline.history.evaluations[-1].train_accuracy < 0.95
        assert timeline.found == []


def test_a_preset_that_stands_still_on_purpose_is_told_once_it_is_changed() -> None:
    assert stands_still_on_purpose(replace(preset("xor_plateau"), seed=9))
    assert not stands_still_on_purpose(with_change(preset("xor_plateau"), learning_rate=0.9))
    timeline = trained(with_change(preset("xor_plateau"), learning_rate=0.9), 1500)
    assert timeline.found[0].cause is Cause.WEIGHTS_TOO_LARGE


def test_the_numbers_are_those_of_the_evaluation_that_has_shown_it() -> None:
    timeline = failed("digits, η = 30")
    one = timeline.found[0]
    start, measured = timeline.history.evaluations[:2]
    assert (one.symptom, one.step, one.cost, one.accuracy) == (
        Symptom.COST_HAS_RISEN, measured.step, measured.train_cost, measured.train_accuracy)
    assert (one.since, one.cost_before) == (0, start.train_cost)
    assert one.cost > 2.0 * one.cost_before


def dense_hessian(experiment: Experiment, theta: list[float], samples: list[tuple[list[float], list[float]]],
                  free: list[int]) -> np.ndarray:
    """Second derivatives of the cost of `independent.plain_network`, by central differences of its gradients."""
    layers = experiment.layers
    network = PlainNetwork((len(samples[0][0]), *(layer.neurons for layer in layers)),
                           tuple(layer.activation for layer in layers), experiment.cost)
    rule, step = TERM_RULES[experiment.regularisation], 1e-5

    def cost(moved: list[Number]) -> Number:
        return network.cost_of(moved, samples) + rule(network.weights(moved), experiment.regularisation_strength,
                                                      len(samples))

    rows = []
    for index in free:
        ahead, behind = ([value + sign * step * (place == index) for place, value in enumerate(theta)]
                         for sign in (1.0, -1.0))
        rows.append([(one - other) / (2.0 * step)
                     for one, other in zip(gradient(cost, ahead), gradient(cost, behind), strict=True)])
    hessian = np.array(rows)[:, free]
    return (hessian + hessian.T) / 2.0


OUTPUTS = {"quadratic": "sigmoid", "binary_cross_entropy": "sigmoid", "categorical_cross_entropy": "softmax"}
CURVED = [(cost, activation, regularisation, seed)
          for seed, (cost, activation) in enumerate(itertools.product(OUTPUTS, (
              "sigmoid", "tanh", "relu", "leaky_relu", "softplus")), start=61)
          for regularisation in [("none", "l2", "l1")[seed % 3]]]


@pytest.mark.parametrize(("cost", "activation", "regularisation", "seed"), CURVED)
def test_the_largest_stable_rate_is_two_by_the_largest_eigenvalue_of_the_hessian(
        cost: str, activation: str, regularisation: str, seed: int) -> None:
    """Largest, not largest in size: downwards no step is too long. What is frozen has no part in it."""
    output = Layer(3 if cost.startswith("cat") else 1, OUTPUTS[cost])
    experiment = Experiment(
        data_set="three_classes" if output.neurons == 3 else "moons", sample_count=8, test_share=0.0, batch_size=8,
        layers=(Layer(2, activation), output), cost=cost, initializer="normal", learning_rate=1e3, seed=seed,
        regularisation=regularisation, regularisation_strength=0.7 * (regularisation != "none"),
        frozen=(0, 4) if seed % 2 else (), optimizer="momentum" if seed % 4 == 0 else "gradient_descent")
    run = Run(experiment, experiment.open_data())
    state, data = run.trainer.initial_state(), run.trainer.data
    measured = [Evaluation(step, cost, 0.5, 8, cost, 0.5, 0) for step, cost in ((0, 1.0), (400, 9e9), (500, 9e9))]
    found = diagnosis_of(Evidence(run.trainer, tuple(measured), state, 0, state))
    assert found is not None
    samples = [(data.train.inputs(np.array([row]))[0].tolist(), data.targets(data.train, np.array([row]))[0].tolist())
               for row in range(8)]
    theta = state.theta.tolist()
    free = [index for index in range(len(theta)) if index not in experiment.frozen]
    largest = float(np.linalg.eigvalsh(dense_hessian(experiment, theta, samples, free))[-1])
    assert found.samples == 8
    assert found.curvature == pytest.approx(largest, rel=1e-3)
    momentum = 0.9 if experiment.optimizer == "momentum" else 0.0
    assert found.stable_rate == pytest.approx(2.0 * (1.0 + momentum) / largest, rel=1e-3)


def test_the_largest_eigenvalue_is_found_beside_larger_negative_ones() -> None:
    assert diagnosis.largest_eigenvalue(lambda v: np.array((-9.0, 2.0, 1.0)) * v, np.ones(3)) == pytest.approx(2.0)
    rng = np.random.default_rng(8)
    for size in (1, 2, 7, 40, 400):
        turned, _ = np.linalg.qr(rng.standard_normal((size, size)))
        values = np.sort(np.concatenate((-rng.exponential(5.0, size - size // 3), rng.exponential(1.0, size // 3))))
        matrix = (turned * values) @ turned.T
        found = diagnosis.largest_eigenvalue(lambda v, matrix=matrix: matrix @ v, rng.standard_normal(size))
        assert found == pytest.approx(values[-1], rel=2e-3)
    assert math.isnan(diagnosis.largest_eigenvalue(lambda v: v * np.inf, np.ones(3)))
    assert math.isnan(diagnosis.largest_eigenvalue(lambda v: v, np.zeros(3)))
    assert diagnosis.largest_eigenvalue(lambda v: 0.0 * v, np.ones(3)) == 0.0


def test_descent_is_stable_below_the_stable_rate_of_its_optimizer_and_not_above() -> None:
    """On C = λ θ²/2, by the optimizer itself."""
    for optimizer in OPTIMIZERS:
        bound = optimizer.stable_curvature(optimizer.defaults)
        if bound is None:
            continue
        ends = []
        for share in (0.98, 1.02):
            theta, memory = np.ones(1), initial_memory(optimizer, 1)
            for step in range(2000):
                theta, memory = optimizer.update(theta, 0.3 * theta, memory, step, share * bound / 0.3,
                                                 optimizer.defaults)
            ends.append(abs(float(theta[0])))
        assert ends[0] < 1e-3, optimizer.name
        assert ends[1] > 1e3, optimizer.name


@pytest.mark.parametrize("name", ["digits, η = 30", "moons, gradient_descent", "zeros", "huge weights",
                                  "tiny weights, five layers", "one line for XOR", "η far too small",
                                  "η far too small, and fading", "the step function", "ReLUs that die",
                                  "far too much regularisation", "all frozen", "a plateau"])
def test_the_remedy_helps(name: str) -> None:
    experiment, _ = FAILING[name]
    digits = experiment.data_set == "mnist"
    one = failed(name).found[0]
    timeline = trained(one.remedy, 1600 if digits else 2500)
    assert timeline.found == []
    assert timeline.history.evaluations[-1].train_accuracy > 0.8


def test_on_a_plateau_the_slope_is_nearly_0_and_the_cost_that_of_a_coin() -> None:
    timeline = failed("a plateau")
    found = timeline.found[0]
    state = timeline.step(found.step - 1).after
    trainer = timeline.trainer

    def cost(theta: Array) -> float:
        return evaluate(trainer.network, trainer.data, replace(state, theta=theta)).train_cost

    slopes = [(cost(state.theta + 1e-5 * side) - cost(state.theta - 1e-5 * side)) / 2e-5
              for side in np.eye(len(state.theta))]
    assert np.linalg.norm(slopes) == pytest.approx(found.slope, rel=1e-3)
    assert found.slope < 1e-3
    assert found.cost == pytest.approx(np.log(2.0), abs=1e-3)
    assert found.since < found.step


@pytest.mark.parametrize("name", ["dead ReLUs, sine", "dead ReLUs, zigzag", "outputs driven into saturation"])
def test_where_neurons_are_stuck_the_way_leads_back_to_where_they_were_not(name: str) -> None:
    one = failed(name).found[0]
    assert one.intervention is Intervention.SLOWER_FROM_BEFORE
    timeline = trained(FAILING[name][0], one.back_to)
    slower = with_change(one.experiment, learning_rate=one.remedy.learning_rate)
    timeline.change(one.back_to, SettingsChange(slower))
    train([timeline], 2500, NEVER, lambda _: None)
    assert timeline.history.evaluations[-1].train_cost < 0.7 * one.cost


def test_what_was_found_stays_as_it_is_until_the_run_has_recovered() -> None:
    timeline = failed("circles, momentum")
    assert len(timeline.found) == 1, "every message is told once"
    assert timeline.diagnosis is timeline.found[0]


def test_an_edit_takes_it_away_and_its_undoing_brings_it_back() -> None:
    timeline = trained(FAILING["moons, gradient_descent"][0], 500)
    before, past = timeline.diagnosis, timeline.past()
    assert before is not None
    timeline.learn(10, _sample(timeline))
    assert timeline.diagnosis is None
    timeline.return_to(past)
    assert timeline.diagnosis is before


def test_weights_that_were_good_from_the_start_may_get_a_little_worse() -> None:
    good = trained(CIRCLES, 2500).end.theta
    run = Run(CIRCLES, CIRCLES.open_data(), good)
    timeline = Listening(run.trainer)
    timeline.found = []
    timeline.begin()
    train([timeline], 400, NEVER, lambda _: None)
    assert timeline.found == []


def test_a_cost_that_is_no_number_has_risen() -> None:
    one = trained(with_change(SPIRAL, optimizer="momentum", learning_rate=1.0), 400)
    assert all(found.cause is Cause.STEPS_TOO_LONG for found in one.found)
    assert math.isfinite(one.end.theta.sum())


def _sample(timeline: Timeline) -> OwnSample:
    return OwnSample(np.zeros(timeline.trainer.network.sizes[0]), np.zeros(timeline.trainer.network.sizes[-1]))


def test_a_run_that_learns_pays_no_pass_and_one_that_fails_pays_once(monkeypatch: pytest.MonkeyPatch) -> None:
    passes: list[object] = []
    search = diagnosis._Search.diagnosis

    def counted(self: diagnosis._Search) -> Diagnosis:
        passes.append(self)
        return search(self)

    monkeypatch.setattr(diagnosis._Search, "diagnosis", counted)
    trained(CIRCLES, 2500)
    assert passes == []
    trained(FAILING["circles, momentum"][0], 2500)
    assert len(passes) == 1


def test_what_was_measured_is_gone_through_once_however_many_states_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    timeline = trained(CIRCLES, 200)
    assert len(timeline.past(100).checkpoints) > 10
    looks: list[int] = []

    def best_of(measured: tuple[Evaluation, ...]) -> int:
        looks.append(len(measured))
        return diagnosis.best_of(measured)

    monkeypatch.setattr("simulator.timeline.best_of", best_of)
    timeline.evidence(timeline.end)
    assert len(looks) == 1
