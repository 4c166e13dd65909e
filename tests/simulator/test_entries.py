"""Every entry is what it says of itself, an entry from elsewhere too; and one that lies is told what is wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from simulator.activations import ACTIVATIONS, Activation, activation_named
from simulator.costs import COSTS, Cost, accepts, cost_named
from simulator.datasets import DATA_SETS
from simulator.datasets.features import FEATURES
from simulator.descent.remedies import REMEDIES
from simulator.errors import Explained, Label
from simulator.gradient_check import check_network
from simulator.graph.examples import EXAMPLES, example_named
from simulator.graph.graph import evaluate
from simulator.graph.network_text import Wanted, network_text, node_count
from simulator.graph.text import read_graph
from simulator.initializers import INITIALIZERS, initializer_named
from simulator.network import Network
from simulator.optimizers import OPTIMIZERS, Optimizer, optimizer_named
from simulator.propagation import bending_layer, collapsed, forward
from simulator.regularisation import REGULARISATIONS, Regularisation, regularisation_named
from simulator.surfaces.catalogue import SURFACES
from tests.simulator.entry_lies import lies_of
from tests.trial_entries import ADAMW, GELU, HUBER, RADIUS, SEED, STRIPES, TRIAL

TABLES = (ACTIVATIONS, COSTS, OPTIMIZERS, REGULARISATIONS, INITIALIZERS, DATA_SETS, FEATURES, SURFACES, EXAMPLES,
          tuple(REMEDIES.values()))
ENTRIES = [one for table in TABLES for one in table]


@pytest.mark.parametrize("entry", [*ENTRIES, *(entry for _, entry in TRIAL)],
                         ids=lambda entry: f"{type(entry).__name__}-{entry.name}")
def test_an_entry_is_what_it_says(entry: Any) -> None:
    assert lies_of(entry) == []


@pytest.mark.parametrize("activation", [one for one in ACTIVATIONS if one.expression], ids=lambda one: one.name)
def test_what_an_activation_says_by_hand_follows_from_its_expression(activation: Activation) -> None:
    alone = Activation(activation.name, activation.label, activation.expression, activation.total,
                       elementwise=activation.elementwise, is_distribution=activation.is_distribution)
    assert lies_of(alone) == [] or activation.name in {"softplus", "softmax"}  # whose expressions overflow far out
    for name in ("output_range", "kinks", "reaches_bounds"):
        assert getattr(alone, name) == getattr(activation, name), name
    for name in ("saturated_below", "saturated_above"):
        assert getattr(alone, name) == pytest.approx(getattr(activation, name), abs=1e-9), name


@pytest.mark.parametrize("cost", [one for one in COSTS if one.expression], ids=lambda one: one.name)
def test_what_a_cost_says_by_hand_follows_from_its_expression(cost: Cost) -> None:
    alone = Cost(cost.name, cost.label, cost.expression, cost.factor)
    assert alone.domain == pytest.approx(cost.domain) or cost.needs_one_hot
    assert lies_of(replace(alone, needs_one_hot=cost.needs_one_hot)) == []


# lies: each is named


def true(table: Any, name: str) -> Any:
    return next(one for one in table if one.name == name)


LIES: tuple[tuple[str, Any], ...] = (
    ("derivative isn't that of the value", replace(GELU, derivative=lambda z, a: np.ones_like(z))),
    ("backward isn't the product", replace(GELU, backward=lambda z, a, gradient: gradient)),
    ("value isn't its expression", replace(GELU, value=np.tanh)),
    ("formula isn't its value", replace(GELU, formula=r"\sigma(z) = \tanh(z)")),
    ("derivative_formula isn't its value", replace(GELU, derivative_formula=r"\sigma'(z) = 1 - \tanh^2(z)")),
    ("numpy_source isn't its value", replace(GELU, numpy_source="np.tanh(z)")),
    ("numpy_source fails", replace(GELU, numpy_source="np.gelu(z)")),
    ("torch_source isn't its value", replace(GELU, torch_source="torch.tanh(z)")),
    ("output_range", replace(GELU, output_range=(0.0, 1.0))),
    ("saturated at", replace(GELU, saturated_below=1.0)),
    ("not saturated at", replace(activation_named("tanh"), saturated_above=np.inf)),
    ("is_distribution", replace(GELU, is_distribution=True)),
    ("label is empty", replace(GELU, label=" ")),
    ("gradient isn't that of the value", replace(HUBER, gradient=lambda a, y: a - y + 0.1)),
    ("value isn't its expression", replace(HUBER, value=cost_named("quadratic").value)),
    ("formula isn't its value", replace(HUBER, formula=r"C_x = \sum_j |a_j - y_j|")),
    ("gradient_formula isn't its value", replace(
        cost_named("quadratic"), gradient_formula=r"\frac{\partial C_x}{\partial a_j} = y_j - a_j")),
    ("update isn't its rule", replace(ADAMW, update=lambda *given: optimizer_named("adam").update(
        *given[:5], given[5][:3]))),
    ("terms don't add up to the move", replace(ADAMW, apart=lambda *given: optimizer_named("adam").terms(
        *given[:5], given[5][:3]))),
    ("formulas give another", replace(ADAMW, formulas=optimizer_named("adam").formulas)),
    ("stability", replace(optimizer_named("momentum"), stability=lambda numbers: 2.0)),
    ("add_gradient isn't the derivative", replace(
        regularisation_named("l2"), add_gradient=regularisation_named("l1").add_gradient)),
    ("cost isn't its expression", replace(regularisation_named("l2"), cost=regularisation_named("l1").cost)),
    ("gradient_formula isn't its value", replace(
        regularisation_named("l1"), gradient_formula=regularisation_named("l2").gradient_formula)),
    ("w isn't what the formula says", replace(initializer_named("he"), formula=initializer_named("xavier").formula)),
    ("b isn't what the formula says", replace(initializer_named("he"), biases=initializer_named("normal").biases)),
    ("value isn't its source", replace(RADIUS, value=lambda points: points[:, 0])),
    ("symbol is empty", replace(RADIUS, symbol="")),
    ("labels for 1", replace(STRIPES, class_labels=("0",))),
    ("its text can't be read", replace(true(SURFACES, "ravine"), text="a +")),
    ("lies outside of the window", replace(true(SURFACES, "ravine"), start=(9.0, 9.0))),
    ("gets nowhere", replace(true(SURFACES, "ravine"), usual_rate=5.0)),
    ("formula isn't what it answers", replace(true(SURFACES, "line"), formula="a·x − b")),
    ("about is no sentence", replace(true(SURFACES, "ravine"), about="A ravine")),
    ("values are given for", replace(example_named("chain"), values={})),
    ("L rises", replace(example_named("chain"), learning_rate=9.0)),
    ("about is empty", replace(example_named("chain"), about="")),
    ("is no setting", replace(SEED, changes="hope")),
    ("but seed changes", replace(SEED, changes="starts")),
    ("batch_size changes as well", replace(SEED, change=lambda setup, seed: replace(setup, seed=seed, batch_size=2))),
    ("but the first value is 'one'", replace(SEED, first=lambda setup: "one", change=lambda setup, _: setup)),
    ("choices don't hold", replace(REMEDIES["optimizer"], choices=lambda _: [("adam", "Adam")])),
    ("check refuses", replace(REMEDIES["batches"], check=REMEDIES["learning_rate"].check, first=lambda _: -1,
                              change=lambda setup, _: setup)),
    ("comparison is empty", replace(SEED, comparison=Label(""))),
)


@pytest.mark.parametrize(("lie", "entry"), LIES, ids=[f"{type(entry).__name__}: {lie}" for lie, entry in LIES])
def test_an_entry_that_lies_is_told_what_is_wrong(lie: str, entry: Any) -> None:
    told = lies_of(entry)
    assert any(lie in one for one in told), told
    assert all(repr(entry.name) in one for one in told), "every lie names its entry"


# what is derived goes everywhere


def test_every_pair_with_a_new_activation_or_cost_passes_the_gradient_check() -> None:
    rng = np.random.default_rng(3)
    pairs = [(HUBER, GELU)] + [(HUBER, one) for one in ACTIVATIONS] + [(one, GELU) for one in COSTS]
    for cost, output in pairs:
        try:
            accepts(cost, output, 2)
        except Explained:
            continue
        network = Network((3, 4, 2), (GELU, output), cost)
        theta = rng.normal(0.0, 0.8, network.parameter_count)
        check = check_network(network, theta, rng.normal(size=(5, 3)), rng.uniform(size=(5, 2)))
        assert check.relative_error < 1e-6, f"{cost.name} behind {output.name}"


def test_the_graph_of_a_network_of_new_entries_has_the_derivative_of_backpropagation() -> None:
    network, rng = Network((2, 3, 2), (GELU, GELU), HUBER), np.random.default_rng(9)
    theta, x, y = rng.normal(size=network.parameter_count), rng.normal(size=2), rng.normal(size=2)
    wanted = Wanted(1, 1, 0)
    text = network_text(network, wanted)
    graph = read_graph("\n".join(text.lines))
    assert len(graph.nodes) == node_count(network, wanted)
    _, a = forward(network, network.weights(theta), network.biases(theta), x[np.newaxis])
    known = {}
    for name, place in text.leaves.items():
        known[name] = float({
            "WEIGHT": lambda at: network.weights(theta)[at.layer][at.neuron, at.source],
            "BIAS": lambda at: network.biases(theta)[at.layer][at.neuron],
            "TARGET": lambda at: y[at.neuron], "ACTIVATION": lambda at: a[at.layer][0, at.neuron],
            "INPUT": lambda at: x[at.neuron]}[place.role.name](place))
    numbers = evaluate(graph, known)
    node = next(place for place, one in enumerate(graph.nodes) if one.name == text.wanted[0])
    check = check_network(network, theta, x[np.newaxis], y[np.newaxis], [network.weight_index(1, 1, 0)])
    assert numbers.derivatives[node] == pytest.approx(float(check.analytic[0]), rel=1e-12)


def test_an_entry_without_expression_is_refused_by_the_graph_for_its_own_reason() -> None:
    def refused(network: Network) -> str:
        with pytest.raises(Explained) as caught:
            network_text(network, Wanted(1, 0, 0))
        return str(caught.value)

    quadratic, sigmoid = cost_named("quadratic"), activation_named("sigmoid")
    assert "isn't written as an expression" in refused(Network((1, 1), (replace(GELU, expression=""),), quadratic))
    assert "its slope is 0" in refused(Network((1, 1), (activation_named("step"),), quadratic))
    assert "isn't written as an expression" in refused(Network((1, 1), (sigmoid,), replace(HUBER, expression="")))


def test_layers_of_any_straight_activation_are_one_layer() -> None:
    line = Activation("line", "Line", "2·z − 1")
    network, theta = Network((2, 3, 1), (line, line), cost_named("quadratic")), np.linspace(-1.0, 1.3, 13)
    assert (line.line, bending_layer(network)) == ((2.0, -1.0), None)
    one = collapsed(network, theta)
    assert one is not None
    x = np.array([[0.7, -1.9]])
    z, _ = forward(network, network.weights(theta), network.biases(theta), x)
    np.testing.assert_allclose(one.z(x), z[2], rtol=1e-13)
    assert bending_layer(Network((2, 3, 1), (GELU, line), cost_named("quadratic"))) == 1


def test_a_flat_slope_is_no_dead_one_and_a_rectifier_is_known_by_its_values() -> None:
    assert (GELU.is_off_below, GELU.is_rectifier, GELU.is_flat, GELU.line) == (False, True, False, None)
    shifted = Activation("shifted", "Shifted", "relu(z − 1)")
    assert (shifted.is_off_below, shifted.is_rectifier, shifted.kinks) == (True, True, (1.0,))


def test_an_entry_that_gives_neither_expression_nor_kernels_is_refused() -> None:
    for make in (lambda: Activation("x", "X"), lambda: Cost("x", "X"), lambda: Optimizer("x", "X"),
                 lambda: Regularisation("x", "X")):
        with pytest.raises(Explained, match="'x' has no"):
            make()
