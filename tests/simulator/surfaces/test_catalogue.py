"""The catalogue: every surface can be chosen, begins where it is seen, and is got down with its usual rate."""

from __future__ import annotations

import math

import numpy as np
import pytest

from simulator.errors import Explained
from simulator.surfaces.catalogue import FUNCTIONS, SURFACES, SurfaceEntry, model_of, other_structures, surface_named
from simulator.surfaces.models import MODELS

each_surface = pytest.mark.parametrize("entry", SURFACES, ids=lambda entry: entry.name)


def test_all_models_and_test_functions_are_there_under_names_of_their_own() -> None:
    names, labels = [entry.name for entry in SURFACES], [entry.label for entry in SURFACES]
    assert len(set(names)) == len(set(labels)) == len(SURFACES) == len(MODELS) + len(FUNCTIONS)
    assert "own" not in names, "that is a person's own surface"
    assert all(surface_named(entry.name) is entry for entry in SURFACES)


def test_an_unknown_name_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(Explained) as caught:
        surface_named("bowls")
    message = str(caught.value)
    assert '"bowls"' in message
    assert all(entry.name in message for entry in SURFACES)


@each_surface
def test_texts_are_whole_sentences(entry: SurfaceEntry) -> None:
    assert entry.label
    assert entry.label == entry.label.strip()
    assert entry.about.endswith(".")
    assert "  " not in entry.about


@each_surface
def test_the_start_lies_inside_the_window_where_the_cost_and_its_slope_are_known(entry: SurfaceEntry) -> None:
    surface = entry.surface
    (a, b), low, high = entry.start, surface.window.low, surface.window.high
    assert low[0] < a < high[0]
    assert low[1] < b < high[1]
    assert math.isfinite(float(surface.costs(a, b)))
    assert 0.0 < float(np.hypot(*surface.gradients(a, b))) < math.inf


@each_surface
def test_with_the_usual_rate_gradient_descent_comes_down_and_does_not_diverge_in_2000_steps(
        entry: SurfaceEntry) -> None:
    surface, window = entry.surface, entry.surface.window
    theta, path = np.array(entry.start), [np.array(entry.start)]
    for _ in range(2000):
        theta = theta - entry.usual_rate * surface.gradients(*theta)
        path.append(theta)
    ways = np.array(path)
    costs = surface.costs(ways[:, 0], ways[:, 1])
    assert np.isfinite(ways).all()
    assert np.isfinite(costs).all()
    assert all(window.contains(a, b) for a, b in ways.tolist()), "it stays in view"
    assert costs[-1] < costs[0]
    assert costs[1000:].max() <= costs[:100].max(), "it doesn't go up again"


@each_surface
def test_costs_are_known_all_over_the_window_and_differ(entry: SurfaceEntry) -> None:
    window = entry.surface.window
    costs = entry.surface.costs(window.axis(0, 41), window.axis(1, 41)[:, np.newaxis])
    assert np.isfinite(costs).all()
    assert np.ptp(costs) > 0.0


def test_models_are_told_from_test_functions() -> None:
    assert [model_of(entry) for entry in SURFACES] == [*MODELS, *([None] * len(FUNCTIONS))]
    assert model_of(None) is None


@pytest.mark.parametrize(("name", "others"), [
    ("line", ["line_tanh", "line_relu"]), ("line_relu", ["line", "line_tanh"]),
    ("neuron_quadratic", ["neuron_cross_entropy", "neuron_linear", "tied_chain"]),
    ("two_minima", ["one_minimum"]), ("bowl", [])])
def test_other_structures_learn_from_the_same_data(name: str, others: list[str]) -> None:
    assert [model.name for model in other_structures(surface_named(name))] == others


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.name)
def test_every_model_has_another_structure(model: SurfaceEntry) -> None:
    assert other_structures(model)
