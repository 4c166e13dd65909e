"""Presets that begin on a plateau, and a pair that ends in a bad minimum and in the best one."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.arrays import Array
from simulator.experiment import Experiment, preset, with_change
from simulator.landscape.landscape import landscape_of, plateau_at
from simulator.propagation import outputs
from simulator.surfaces.slice import NetworkSlice
from simulator.surfaces.surface import Window
from simulator.timeline import Timeline
from simulator.training import Trainer
from simulator.weight_plane import WeightPlane


def costs_of(timeline: Timeline, steps: int) -> Array:
    return np.array([timeline.advance().record.cost for _ in range(steps)])


def begun(experiment: Experiment) -> Timeline:
    return Timeline(Trainer(experiment, experiment.open_data()))


def quadratic_cost(timeline: Timeline, theta: Array) -> float:
    """C = 1/(2M) Σ (a − y)², written out."""
    data = timeline.trainer.data
    rows = np.arange(data.train.count)
    away = outputs(timeline.trainer.network, theta, data.train.inputs(rows)) - data.targets(data.train, rows)
    return float((away**2).sum() / (2 * len(rows)))


def gradient(timeline: Timeline, theta: Array) -> Array:
    """∇C by central differences."""
    steps = 1e-6 * np.eye(len(theta))
    return np.array([quadratic_cost(timeline, theta + h) - quadratic_cost(timeline, theta - h) for h in steps]) / 2e-6


def hessian(timeline: Timeline, theta: Array) -> Array:
    """Second derivatives by differences of costs."""
    steps = 1e-4 * np.eye(len(theta))
    rows = [[quadratic_cost(timeline, theta + h + k) - quadratic_cost(timeline, theta + h - k)
             - quadratic_cost(timeline, theta - h + k) + quadratic_cost(timeline, theta - h - k) for k in steps]
            for h in steps]
    return np.array(rows) / 4e-8


@pytest.mark.parametrize(("name", "steps"), [("not_plateau", 990), ("xor_plateau", 4000)])
def test_a_plateau_holds_the_cost_for_long_though_it_is_high(name: str, steps: int) -> None:
    timeline = begun(preset(name))
    start = timeline.trainer.initial_state().theta
    assert np.linalg.norm(gradient(timeline, start)) < 1e-3
    assert quadratic_cost(timeline, start) > 0.24, "nearly the worst there is with half of the samples right"
    costs = costs_of(timeline, steps)
    assert costs[0] == pytest.approx(quadratic_cost(timeline, start), rel=1e-12)
    assert (costs > 0.95 * costs[0]).all()


def test_behind_the_plateau_the_neuron_learns_within_fifty_steps() -> None:
    costs = costs_of(begun(preset("not_plateau")), 1250)
    left = int(np.argmax(costs < 0.95 * costs[0]))
    assert 990 < left < 1010
    assert costs[left + 50] < 0.1 * costs[0]


def test_with_cross_entropy_there_is_no_plateau_at_the_same_place() -> None:
    timeline = begun(with_change(preset("not_plateau"), cost="binary_cross_entropy"))
    first = timeline.advance().record
    assert np.linalg.norm(first.gradient) > 0.5
    assert costs_of(timeline, 50)[-1] < 0.1 * first.cost


def test_the_plane_of_both_parameters_of_the_neuron_shows_its_start_on_the_plateau() -> None:
    timeline = begun(preset("not_plateau"))
    data, start = timeline.trainer.data, timeline.trainer.initial_state().theta
    rows = np.arange(data.train.count)
    plane = WeightPlane(np.zeros(2), *np.eye(2))
    surface = NetworkSlice(timeline.trainer.network, plane, data.train.inputs(rows), data.targets(data.train, rows),
                           Window((-8.0, -4.0), (6.0, 8.0)))
    landscape = landscape_of(surface, 61, 61, logarithmic=False)
    assert plateau_at(landscape, *start)
    assert not plateau_at(landscape, -4.0, 2.0), "where NOT is nearly learned"


@pytest.fixture(scope="module")
def both_ends() -> dict[str, Timeline]:
    """Both runs until nothing moves any more."""
    ends = {}
    for name in ("xor_minimum_bad", "xor_minimum_good"):
        ends[name] = begun(preset(name))
        costs_of(ends[name], 800)
    return ends


def test_the_pair_differs_in_nothing_but_the_seed() -> None:
    bad, good = preset("xor_minimum_bad"), preset("xor_minimum_good")
    assert bad != good
    assert with_change(bad, seed=good.seed) == good


def test_one_seed_ends_with_a_cost_of_a_twelfth_and_the_other_with_none(both_ends: dict[str, Timeline]) -> None:
    """A twelfth: three outputs at ⅓, their mean target, and one right: ½ · ¼ · (1/9 + 1/9 + 4/9)."""
    for name, cost in (("xor_minimum_bad", 1 / 12), ("xor_minimum_good", 0.0)):
        timeline = both_ends[name]
        assert quadratic_cost(timeline, timeline.end.theta) == pytest.approx(cost, abs=1e-9)
        assert np.linalg.norm(timeline.advance().record.gradient) < 1e-6


def test_the_bad_end_is_a_minimum_of_the_whole_network(both_ends: dict[str, Timeline]) -> None:
    timeline = both_ends["xor_minimum_bad"]
    theta = timeline.end.theta
    assert np.linalg.norm(gradient(timeline, theta)) < 1e-6
    assert np.linalg.eigvalsh(hessian(timeline, theta)).min() > -1e-6
    # flat directions say nothing in the second order: nothing around is lower either
    around = theta + 0.02 * np.random.default_rng(1).uniform(-1.0, 1.0, (2000, len(theta)))
    lowest = min(quadratic_cost(timeline, one) for one in around)
    assert lowest > 1 / 12 - 1e-12


def test_only_the_good_end_tells_all_rows_of_xor(both_ends: dict[str, Timeline]) -> None:
    for name, right in (("xor_minimum_bad", 3), ("xor_minimum_good", 4)):
        timeline = both_ends[name]
        data = timeline.trainer.data
        rows = np.arange(4)
        answers = outputs(timeline.trainer.network, timeline.end.theta, data.train.inputs(rows))[:, 0] > 0.5
        assert np.count_nonzero(answers == data.targets(data.train, rows)[:, 0]) == right
