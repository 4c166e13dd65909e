"""What the panel says about the perceptron rule, about errors that a step swallows, and about what stays as it is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from gui.equations.equation_panel import checked, equation
from gui.equations.layer_terms import PERCEPTRON_RULE, all_formulas, lost_in
from gui.equations.notation import Equation, Sentence
from gui.equations.rounding import plain, shown_line
from gui.equations.words import Say
from gui.run.choice import Selection
from simulator.experiment import Experiment, Layer
from simulator.moment import Moment, moment_of_followed, moment_of_step
from simulator.optimizers import OPTIMIZERS
from simulator.steps import Address, Phase, Route
from simulator.timeline import Timeline
from simulator.training import OwnSample, Trainer

PERCEPTRON = Experiment(data_set="and_gate", layers=(Layer(1, "step"),), cost="perceptron", batch_size=1,
                        learning_rate=0.5, initial_theta=(0.7, -0.4, 0.25))
STEPS = Experiment(data_set="xor_gate", layers=(Layer(2, "step"), Layer(1, "step")), cost="quadratic", batch_size=1,
                   initial_theta=(1.0, -1.0, 2.0, 1.0, -0.5, 0.5, 1.0, -2.0, 1.5))
CIRCLES = Experiment(data_set="circles", layers=(Layer(3, "tanh"), Layer(1)), batch_size=4)


def moment_at(experiment: Experiment, phase: Phase, layer: int, steps: int = 1) -> Moment:
    """A station of the last of some steps, with all neurons done."""
    trainer = Trainer(experiment, experiment.open_data())
    timeline = Timeline(trainer)
    for _ in range(steps):
        step = timeline.advance()
    route = Route(trainer.network.sizes)
    address = route.with_neurons_complete(Address(steps - 1, 0, route.index(phase, layer), 0))
    return moment_of_step(trainer, step, address, own=False)


def followed(experiment: Experiment, inputs: list[float], target: float, phase: Phase, layer: int) -> Moment:
    trainer = Trainer(experiment, experiment.open_data())
    route = Route(trainer.network.sizes, learns=False)
    address = route.with_neurons_complete(Address(0, 0, route.index(phase, layer), 0))
    own = OwnSample(np.array(inputs), np.array([target]))
    return moment_of_followed(trainer, trainer.initial_state(), own, address)


def lines(shown: Equation) -> list[str]:
    """Every statement as it is written."""
    written = []
    for statement in shown.statements:
        line = shown_line(statement)
        pieces = [plain(line.left), *(plain(items) for items, _ in line.rows)]
        if line.result is not None:
            pieces.extend([line.sign] if line.rows else [])
            pieces.append(line.result.text)
        written.append(" ".join(pieces))
    return written


def notes(shown: Equation) -> list[Say]:
    return [note.key for note in shown.notes]


# the perceptron rule: z = 0.7 x₁ − 0.4 x₂ + 0.25, and the target of (1, 0) is 0


def test_the_criterion_and_its_error_are_shown_with_their_numbers() -> None:
    cost = equation(followed(PERCEPTRON, [1.0, 0.0], 0.0, Phase.COST, 1), Selection(1, 0))
    assert lines(cost) == ["C_x = ( 1 − 0 ) · 0.950 = 0.950"]
    error = equation(followed(PERCEPTRON, [1.0, 0.0], 0.0, Phase.BP1, 1), Selection(1, 0))
    assert lines(error) == ["δ^1_1 = 1 − 0 = 1"]
    assert notes(error) == [Say.READ_FROM_Z]
    assert [formula.latex for formula in error.formulas] == [
        r"\delta^L_j = \frac{\partial C_x}{\partial z^L_j}", r"\delta^L_j = a^L_j - y_j"]


def test_a_missed_one_costs_minus_z_and_a_right_one_nothing() -> None:
    missed = replace(PERCEPTRON, initial_theta=(0.7, -0.4, -0.8))
    assert lines(equation(followed(missed, [1.0, 1.0], 1.0, Phase.COST, 1), Selection(1, 0))) == [
        "C_x = ( 0 − 1 ) · ( −0.500 ) = 0.500"]
    right = followed(PERCEPTRON, [1.0, 1.0], 1.0, Phase.BP1, 1)
    assert lines(equation(right, Selection(1, 0))) == ["δ^1_1 = 1 − 1 = 0"]
    assert notes(equation(right, Selection(1, 0))) == [Say.NO_MISTAKE]
    assert lines(equation(followed(PERCEPTRON, [1.0, 1.0], 1.0, Phase.COST, 1), Selection(1, 0)))[0].endswith("= 0")


@pytest.mark.parametrize(("phase", "source"), [(Phase.BP1, None), (Phase.BP3, None), (Phase.BP4, 0)])
def test_away_from_the_jump_the_check_agrees_with_the_rule(phase: Phase, source: int | None) -> None:
    moment = followed(PERCEPTRON, [1.0, 0.0], 0.0, phase, 1)
    shown = equation(moment, Selection(1, 0, source))
    assert shown.check is not None
    outcome = checked(moment, shown.check)
    assert outcome.key is Say.CHECK_AGREES
    assert outcome.values["digits"] >= 8


def test_on_the_jump_the_check_is_impossible() -> None:
    moment = followed(replace(PERCEPTRON, initial_theta=(0.0, 0.0, 0.0)), [1.0, 1.0], 1.0, Phase.BP1, 1)
    shown = equation(moment, Selection(1, 0))
    assert shown.check is not None
    assert checked(moment, shown.check).key is Say.CHECK_CORNER


def test_the_update_of_one_sample_is_called_rosenblatts_rule() -> None:
    moment = moment_at(PERCEPTRON, Phase.UPDATE, 1)
    shown = equation(moment, Selection(1, 0, 0))
    assert Say.PERCEPTRON_RULE in notes(shown)
    assert set(PERCEPTRON_RULE) <= set(shown.formulas)
    assert {formula.latex for formula in PERCEPTRON_RULE} <= set(all_formulas(moment.network, PERCEPTRON))
    sample, index = moment.sample, moment.network.weight_index(1, 0, 0)
    rule = moment.state.theta[index] + 0.5 * (sample.target[0] - sample.a[1][0]) * sample.inputs[0]
    assert shown.statements[0].result is not None
    assert shown.statements[0].result.value == rule


@pytest.mark.parametrize("other", [
    replace(PERCEPTRON, batch_size=2), replace(PERCEPTRON, optimizer="momentum"),
    replace(PERCEPTRON, cost="quadratic"), replace(PERCEPTRON, regularisation="l2", regularisation_strength=0.1),
])
def test_no_other_update_is_called_so(other: Experiment) -> None:
    assert Say.PERCEPTRON_RULE not in notes(equation(moment_at(other, Phase.UPDATE, 1), Selection(1, 0, 0)))


# errors that a step swallows


def test_a_wrong_output_behind_a_step_says_why_every_error_is_zero() -> None:
    wrong = followed(STEPS, [1.0, 0.0], 0.0, Phase.BP1, 2)
    assert wrong.sample.a[-1][0] == 1.0
    assert notes(equation(wrong, Selection(2, 0))) == [Say.EVERY_ERROR_LOST]
    assert lost_in(wrong) == 2
    hidden = followed(STEPS, [1.0, 0.0], 0.0, Phase.BP2, 1)
    assert notes(equation(hidden, Selection(1, 1))) == [Say.EVERY_ERROR_LOST]


def test_where_the_output_is_right_the_step_is_not_to_blame() -> None:
    right = followed(STEPS, [1.0, 0.0], 1.0, Phase.BP1, 2)
    assert notes(equation(right, Selection(2, 0))) == [Say.NO_ERROR_ARRIVES]
    assert lost_in(right) is None
    assert notes(equation(followed(STEPS, [1.0, 0.0], 1.0, Phase.BP2, 1), Selection(1, 0))) == [Say.NO_ERROR_ARRIVES]


def test_a_hidden_step_swallows_the_error_of_a_sigmoid() -> None:
    mixed = replace(STEPS, layers=(Layer(2, "step"), Layer(1, "sigmoid")))
    assert notes(equation(followed(mixed, [1.0, 0.0], 0.0, Phase.BP1, 2), Selection(2, 0))) == []
    moment = followed(mixed, [1.0, 0.0], 0.0, Phase.BP2, 1)
    assert notes(equation(moment, Selection(1, 0))) == [Say.EVERY_ERROR_LOST]
    assert not moment.sample.delta[1].any()


def test_a_hidden_sigmoid_says_that_the_output_has_lost_the_error() -> None:
    mixed = replace(STEPS, layers=(Layer(2, "sigmoid"), Layer(1, "step")))
    shown = equation(followed(mixed, [1.0, 0.0], 0.0, Phase.BP2, 1), Selection(1, 0))
    assert shown.notes == (Sentence(Say.LOST_BEHIND, {"layer": 2}),)


def test_the_perceptron_rule_hands_its_error_on_to_a_hidden_layer() -> None:
    deep = replace(STEPS, layers=(Layer(2, "sigmoid"), Layer(1, "step")), cost="perceptron")
    moment = followed(deep, [1.0, 0.0], 0.0, Phase.BP2, 1)
    assert lost_in(moment) is None
    assert moment.sample.delta[1].any()
    steps = followed(replace(STEPS, cost="perceptron"), [1.0, 0.0], 0.0, Phase.BP2, 1)
    assert notes(equation(steps, Selection(1, 0))) == [Say.EVERY_ERROR_LOST]


# what stays as it is


@pytest.mark.parametrize("optimizer", [one.name for one in OPTIMIZERS])
def test_a_frozen_weight_is_shown_to_stay(optimizer: str) -> None:
    experiment = replace(CIRCLES, optimizer=optimizer, learning_rate=0.05, optimizer_numbers=(), frozen=(1, 6))
    moment = moment_at(experiment, Phase.UPDATE, 1, steps=3)
    assert moment.after is not None
    weight = float(moment.after.theta[1])
    assert weight == moment.state.theta[1]
    shown = equation(moment, Selection(1, 0, 1))
    assert shown.notes[0].key is Say.FROZEN
    first, bias = shown.statements  # the bias of this neuron, number 6, is frozen as well
    for statement in (first, bias):
        assert statement.parts == ()
        assert statement.relation == "="
    assert first.result is not None
    assert first.result.value == weight
    assert Say.FROZEN not in notes(equation(moment, Selection(1, 1, 0)))


# data of other kinds


def test_a_value_of_a_regression_is_rounded_and_an_input_on_a_line_has_no_number() -> None:
    curve = Experiment(data_set="sine", layers=(Layer(3, "tanh"), Layer(1, "identity")), cost="quadratic")
    moment = moment_at(curve, Phase.INPUT, 0)
    assert equation(moment, Selection(0, 0)).title.key is Say.ONE_VALUE
    assert lines(equation(moment, Selection(0, 0)))[0].startswith("a^0_1 = x = ")
    cost, = lines(equation(moment_at(curve, Phase.COST, 2), Selection(2, 0)))
    assert len(cost) < 50
    error = equation(moment_at(curve, Phase.BP1, 2), Selection(2, 0))
    assert error.title.key is Say.ERROR


def test_inputs_are_called_by_what_they_are() -> None:
    featured = replace(CIRCLES, features=("x1_squared", "x2", "x1_x2", "sin_x2"))
    moment = moment_at(featured, Phase.INPUT, 0)
    texts = [line.partition(" = ")[2].rpartition(" = ")[0] for line in lines(equation(moment, Selection(0, 0)))]
    assert texts == ["x^2_1", "x_2", "x_1 x_2", "sin x_2"]
