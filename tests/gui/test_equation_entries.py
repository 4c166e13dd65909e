"""Entries that say nothing of how they are calculated are shown complete; the texts of those that do become rows."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from gui.equations.arithmetic import filled, worked_out
from gui.equations.equation_panel import equation
from gui.equations.notation import Number, Sum, Symbol
from gui.equations.rounding import latex, plain, shown_line
from gui.run.choice import Selection
from simulator import activations, costs, optimizers, regularisation
from simulator.activations import ACTIVATIONS, activation_named
from simulator.arrays import Array
from simulator.costs import COSTS, cost_named
from simulator.experiment import Experiment, Layer
from simulator.moment import Moment, moment_of_step
from simulator.optimizers import OPTIMIZERS, optimizer_named
from simulator.regularisation import regularisation_named
from simulator.steps import Address, Phase, Route
from simulator.timeline import Timeline
from simulator.training import Trainer

MNIST = Experiment(layers=(Layer(6), Layer(10)))
CIRCLES = Experiment(data_set="circles", layers=(Layer(5, "tanh"), Layer(1)))
SOFTMAX_QUADRATIC = Experiment(layers=(Layer(8, "relu"), Layer(10, "softmax")), cost="quadratic")


def moment_at(experiment: Experiment, phase: Phase, layer: int, steps: int = 2) -> Moment:
    """A station of the last of some steps, with all neurons done."""
    trainer = Trainer(experiment, experiment.open_data())
    timeline = Timeline(trainer)
    for _ in range(steps):
        step = timeline.advance()
    route = Route(trainer.network.sizes)
    address = route.with_neurons_complete(Address(steps - 1, 0, route.index(phase, layer), 0))
    return moment_of_step(trainer, step, address, own=False)


def test_a_new_activation_is_shown_complete_even_if_it_does_not_say_how_it_is_calculated(
        monkeypatch: pytest.MonkeyPatch) -> None:
    new = replace(activation_named("softplus"), name="new", label="New", calculation=None)
    monkeypatch.setattr(activations, "ACTIVATIONS", (*ACTIVATIONS, new))
    moment = moment_at(replace(CIRCLES, layers=(Layer(3, "new"), Layer(1))), Phase.ACTIVATION, 1)
    statement, = equation(moment, Selection(1, 1)).statements
    assert plain(statement.parts[0]) == f"σ ( {Number(moment.sample.z[1][1]).text} )"  # type: ignore[arg-type]
    assert statement.result is not None
    assert statement.result.value == moment.sample.a[1][1]


def test_an_activation_that_mixes_its_neurons_need_not_be_softmax(monkeypatch: pytest.MonkeyPatch) -> None:
    def shares_of_squares(z: Array) -> Array:
        return z**2 / np.add.reduce(z**2, axis=-1, keepdims=True)

    def back(z: Array, a: Array, gradient_a: Array) -> Array:
        mean = np.add.reduce(a * gradient_a, axis=-1, keepdims=True)
        return 2.0 * z / np.add.reduce(z**2, axis=-1, keepdims=True) * (gradient_a - mean)

    mixing = replace(activation_named("softmax"), name="new", label="New", value=shares_of_squares, backward=back,
                     calculation=None, derivative_formula=r"\frac{\partial a_k}{\partial z_j} = …")
    monkeypatch.setattr(activations, "ACTIVATIONS", (*ACTIVATIONS, mixing))
    experiment = replace(SOFTMAX_QUADRATIC, layers=(Layer(8, "relu"), Layer(10, "new")))
    moment = moment_at(experiment, Phase.BP1, 2)
    shown = equation(moment, Selection(2, 3))
    assert mixing.derivative_formula in [formula.latex for formula in shown.formulas]
    total, = shown.statements[0].parts
    assert isinstance(total, Sum)
    assert total.values.sum() == pytest.approx(moment.sample.delta[2][3], rel=1e-9, abs=1e-12)
    assert shown_line(shown.statements[0], 12).sign == "="


def test_a_new_cost_shows_its_value(monkeypatch: pytest.MonkeyPatch) -> None:
    new = replace(cost_named("quadratic"), name="new", label="New", calculation=None)
    monkeypatch.setattr(costs, "COSTS", (*COSTS, new))
    moment = moment_at(replace(MNIST, cost="new"), Phase.COST, 2)
    statement, = equation(moment, Selection(2, 3)).statements
    assert statement.parts == ()
    assert statement.result is not None
    assert statement.result.value == moment.sample.cost


def test_a_new_optimizer_shows_what_it_starts_with_and_what_it_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    new = replace(optimizer_named("momentum"), name="new", label="New", assignments=())
    monkeypatch.setattr(optimizers, "OPTIMIZERS", (*OPTIMIZERS, new))
    moment = moment_at(replace(CIRCLES, optimizer="new"), Phase.UPDATE, 1, steps=3)
    assert moment.after is not None
    index = moment.network.weight_index(1, 0, 1)
    shown = [(plain(one.left), one.relation, one.result.value) for one in
             equation(moment, Selection(1, 0, 1)).statements[:6] if one.result is not None]
    assert shown == [
        ("g", "=", moment.record.gradient[index]), ("η", "=", moment.experiment.learning_rate),
        ("v", "=", moment.state.memory[0][index]), ("w^1_1,2", "=", moment.state.theta[index]),
        ("v", "←", moment.after.memory[0][index]), ("w^1_1,2", "←", moment.after.theta[index]),
    ]


def test_a_new_regularisation_shows_what_it_adds(monkeypatch: pytest.MonkeyPatch) -> None:
    new = replace(regularisation_named("l2"), name="new", label="New", gradient_calculation=None)
    monkeypatch.setattr(regularisation, "REGULARISATIONS", (*regularisation.REGULARISATIONS, new))
    experiment = replace(CIRCLES, regularisation="new", regularisation_strength=3.0)
    moment = moment_at(experiment, Phase.UPDATE, 1)
    first = equation(moment, Selection(1, 0, 1)).statements[0]
    assert first.result is not None
    weight = moment.state.theta[moment.network.weight_index(1, 0, 1)]
    expected = moment.record.gradient[moment.network.weight_index(1, 0, 1)] + 3.0 / moment.data.train.count * weight
    assert first.result.value == pytest.approx(expected, rel=1e-12)
    assert shown_line(first).sign == "="
    assert len(first.parts) == 2


# the texts of entries that do


@pytest.mark.parametrize(("text", "expected"), [
    ("1 / ( 1 + e^−z )", "1 / ( 1 + e^(−2.50) )"),
    ("max ( 0.01 · z , z )", "max ( 0.01 · 2.50 , 2.50 )"),
    ("z + w", "2.50 − 0.300"),
    ("z − w · z", "2.50 + 0.300 · 2.50"),
    ("w² + ( z − w )²", "( −0.300 ) ² + ( 2.50 + 0.300 ) ²"),
    ("z / ( √s + w )", "2.50 / ( √ ( 1.20·10⁻⁵ ) − 0.300 )"),
    ("( 1 − z^t )", "( 1 − 2.50^(3) )"),
])
def test_a_text_becomes_a_row_of_numbers(text: str, expected: str) -> None:
    numbers = {"z": Number(2.5), "w": Number(-0.3), "s": Number(1.2e-5), "t": Number(3.0)}
    assert plain(filled(text, numbers)) == expected


def test_a_text_becomes_a_row_of_symbols() -> None:
    symbols = {"a": Symbol("a", "2", "1"), "y": Symbol("y", lower="1")}
    assert plain(filled("( a − y )²", symbols)) == "( a^2_1 − y_1 ) ²"


def test_a_text_is_worked_out() -> None:
    assert worked_out("½ · ( a − y )² / b^−t", {"a": 3.0, "y": 1.0, "b": 2.0, "t": 2.0}) == 8.0
    with pytest.raises(ValueError, match="no calculation with a"):
        worked_out("a ? 2", {"a": 1.0})


def test_the_estimates_of_adam_have_their_hats_in_latex() -> None:
    moment = moment_at(replace(CIRCLES, optimizer="adam", optimizer_numbers=()), Phase.UPDATE, 1)
    assert r"\hat{m} = " in latex(equation(moment, Selection(1, 0, 1)))
