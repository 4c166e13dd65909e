"""The numbers of the equations are true: every line is worked out again from the text's own numbers."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
import pytest

from gui.equations.equation_panel import equation
from gui.equations.notation import Equation, Items, Mark, Number, Operator, Power, Statement, Sum, Symbol, Words
from gui.equations.words import Say
from gui.run.choice import Selection
from simulator import training
from simulator.activations import ACTIVATIONS
from simulator.experiment import Experiment, Layer
from simulator.moment import Moment, moment_of_followed, moment_of_step
from simulator.optimizers import OPTIMIZERS
from simulator.steps import Address, Phase, Route
from simulator.timeline import Timeline
from simulator.training import OwnSample, Trainer

MNIST = Experiment(layers=(Layer(6), Layer(10)))
SOFTMAX = Experiment(layers=(Layer(8, "relu"), Layer(10, "softmax")), cost="categorical_cross_entropy")
SOFTMAX_QUADRATIC = replace(SOFTMAX, cost="quadratic")
CIRCLES = Experiment(data_set="circles", layers=(Layer(5, "tanh"), Layer(4, "softplus"), Layer(1, "sigmoid")))
EXPERIMENTS = {"mnist": MNIST, "softmax": SOFTMAX, "softmax, quadratic": SOFTMAX_QUADRATIC, "circles": CIRCLES}


def moments(experiment: Experiment, *, steps: int = 2, sample: int = 0) -> Iterator[Moment]:
    """Every station of the last of some steps, with all neurons done."""
    trainer = Trainer(experiment, experiment.open_data())
    timeline = Timeline(trainer)
    for _ in range(steps):
        step = timeline.advance()
    route = Route(trainer.network.sizes)
    for station in range(len(route.stations)):
        address = route.with_neurons_complete(Address(steps - 1, sample, station, 0))
        yield moment_of_step(trainer, step, address, own=False)


def moment_at(experiment: Experiment, phase: Phase, layer: int, **where: int) -> Moment:
    return next(moment for moment in moments(experiment, **where) if (moment.phase, moment.layer) == (phase, layer))


def followed(experiment: Experiment, inputs: list[float], phase: Phase, layer: int, *,
             theta: list[float] | None = None, target: list[float] | None = None) -> Moment:
    """A sample of one's own in a network with these parameters."""
    trainer = Trainer(experiment, experiment.open_data())
    state = trainer.initial_state()
    if theta is not None:
        state = replace(state, theta=np.array(theta))
    route = Route(trainer.network.sizes, learns=False)
    address = route.with_neurons_complete(Address(0, 0, route.index(phase, layer), 0))
    return moment_of_followed(trainer, state, OwnSample(np.array(inputs), np.array(target or [1.0])), address)


_NAMES = {"ln": math.log, "tanh": math.tanh, "max": max, "sgn": lambda x: (x > 0) - (x < 0),
          "sqrt": math.sqrt, "iverson": float}
_SIGNS = {"·": "*", "−": "-", "²": "**2", "½": "0.5", "[": "iverson(", "]": ")", "ln": "ln", "√": "sqrt"}


def code(items: Items) -> str:
    """Symbols are skipped: only numbers are worked out. Every number brings its brackets: it can be an argument."""
    text = ""
    for item in items:
        if isinstance(item, Number):
            text += f"({abs(item.value) if item.unsigned else item.value!r})"
        elif isinstance(item, Power):
            base = math.e if isinstance(item.base, Symbol) else item.base.value
            text += f"(({base!r})**({item.exponent.value!r}))"
        elif isinstance(item, Mark | Operator):
            text += _SIGNS.get(item.text, item.text)
    return text


def worked_out(statement: Statement, limit: int) -> float | None:
    """The right-hand side, calculated from the numbers of the line; None if it holds symbols only."""
    text = ""
    for part in statement.parts:
        if not isinstance(part, Sum):
            text += code(part)
            continue
        text += code(part.opening)
        for place, term in enumerate(part.terms(limit)):
            text += ("-" if term.negative else "+" if place else "") + code(term.items)
        text += code(part.closing)
    sides = [side for side in text.split("=") if side]
    return float(eval(sides[-1], {"__builtins__": {}}, _NAMES)) if sides else None


@dataclass(frozen=True)
class Line:
    moment: Moment
    neuron: int
    statement: Statement


def lines(experiment: Experiment, **where: int) -> Iterator[Line]:
    for moment in moments(experiment, **where):
        for neuron in range(min(moment.network.sizes[moment.layer], 6)):
            for statement in equation(moment, Selection(moment.layer, neuron)).statements:
                yield Line(moment, neuron, statement)


@pytest.mark.parametrize(("name", "limit"), [*product(EXPERIMENTS, (1, 3, 12))])
def test_every_line_gives_its_result_however_many_terms_are_written_out(name: str, limit: int) -> None:
    checked_lines = 0
    for line in lines(EXPERIMENTS[name]):
        value = worked_out(line.statement, limit)
        if value is not None and line.statement.result is not None:
            assert value == pytest.approx(line.statement.result.value, rel=1e-12, abs=1e-15)
            checked_lines += 1
    assert checked_lines > 40


@pytest.mark.parametrize("activation", [one.name for one in ACTIVATIONS if one.elementwise and one.calculation])
def test_the_substituted_activation_gives_the_activation_of_the_record(activation: str) -> None:
    experiment = replace(CIRCLES, layers=(Layer(6, activation), Layer(1, "sigmoid")))
    moment = moment_at(experiment, Phase.ACTIVATION, 1)
    for neuron in range(6):
        statement, = equation(moment, Selection(1, neuron)).statements
        assert worked_out(statement, 12) == pytest.approx(moment.sample.a[1][neuron], rel=1e-12, abs=1e-300)


@pytest.mark.parametrize(("optimizer", "kind"),
                         [*product([one.name for one in OPTIMIZERS], ("none", "l1", "l2"))])
def test_the_update_is_worked_out_with_the_optimizers_memory_and_the_regularisation(
        optimizer: str, kind: str) -> None:
    experiment = replace(CIRCLES, optimizer=optimizer, learning_rate=0.05, optimizer_numbers=(),
                         regularisation=kind, regularisation_strength=3.0)
    for moment in moments(experiment, steps=3):
        if moment.phase is not Phase.UPDATE:
            continue
        assert moment.after is not None
        network = moment.network
        shown = equation(moment, Selection(moment.layer, 0, 1))
        for statement in shown.statements:
            assert statement.result is not None
            if statement.parts:
                assert worked_out(statement, 12) == pytest.approx(statement.result.value, rel=1e-9, abs=1e-15)
        results = [one.result.value for one in shown.statements
                   if one.left[0].letter in "wb" and one.result and one.relation == "←"]  # type: ignore[union-attr]
        assert results == [moment.after.theta[network.weight_index(moment.layer, 0, 1)],
                           moment.after.theta[network.bias_index(moment.layer, 0)]]


def results(shown: Equation) -> list[float]:
    return [statement.result.value for statement in shown.statements if statement.result is not None]


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_the_results_are_the_numbers_of_the_record(name: str) -> None:
    for moment in moments(EXPERIMENTS[name], sample=1):
        layer, sample = moment.layer, moment.sample
        shown = results(equation(moment, Selection(layer, 0, 1 if layer else None)))
        if moment.phase is Phase.INPUT:
            assert shown[0] == sample.inputs[0]
        elif moment.phase is Phase.WEIGHTED_INPUT:
            assert shown == [sample.z[layer][0]]
        elif moment.phase is Phase.ACTIVATION:
            assert shown == [sample.a[layer][0]]
        elif moment.phase is Phase.COST:
            assert shown == [sample.cost]
        elif moment.phase is Phase.BP4:
            assert shown == [sample.a[layer - 1][1] * sample.delta[layer][0]]
        elif moment.phase is Phase.MEAN_GRADIENT:
            network = moment.network
            assert shown == [moment.record.gradient[network.weight_index(layer, 0, 1)],
                             moment.record.gradient[network.bias_index(layer, 0)]]
        elif moment.phase is not Phase.UPDATE:
            assert set(shown) == {sample.delta[layer][0]}


def sum_of(moment: Moment, followed_neuron: Selection) -> Sum:
    return next(part for part in equation(moment, followed_neuron).statements[0].parts if isinstance(part, Sum))


def test_the_largest_terms_are_written_out_and_the_rest_is_counted_and_added_up() -> None:
    moment = moment_at(MNIST, Phase.WEIGHTED_INPUT, 1)
    total = sum_of(moment, Selection(1, 2))
    terms = moment.weights[1][2] * moment.sample.inputs
    shown = total.shown(5)
    assert set(shown) == set(np.argsort(-np.abs(terms))[:5])
    assert shown == sorted(shown)
    *_, rest = total.terms(5)
    number, words = rest.items
    assert isinstance(words, Words)
    assert words.sentence.values == {"count": 779}
    assert isinstance(number, Number)
    assert number.value == pytest.approx(sum(terms) - sum(terms[shown]), abs=1e-12)


def test_a_chosen_weight_is_always_written_out() -> None:
    moment = moment_at(MNIST, Phase.WEIGHTED_INPUT, 1)
    assert 0 in sum_of(moment, Selection(1, 2, source=0)).shown(3)
    assert 0 not in sum_of(moment, Selection(1, 2)).shown(3)


def test_terms_that_are_zero_join_the_rest_and_are_said_to_be_zero() -> None:
    moment = moment_at(SOFTMAX, Phase.BP1, 2)
    total = sum_of(moment, Selection(2, int(np.argmax(moment.sample.target))))
    *shown, rest = total.terms(12)
    assert len(shown) == 1
    words = rest.items[-1]
    assert isinstance(words, Words)
    assert words.sentence.key is Say.MORE_ZEROS
    assert words.sentence.values == {"count": 9}


def test_a_short_sum_is_never_shortened() -> None:
    moment = followed(replace(CIRCLES, data_set="xor_gate", batch_size=1), [0.0, 0.0], Phase.WEIGHTED_INPUT, 1)
    assert sum_of(moment, Selection(1, 0)).shown(1) == [0, 1]


def test_the_short_form_of_bp1_is_shown_beside_the_general_one_where_they_match() -> None:
    for experiment, output in ((MNIST, 2), (SOFTMAX, 2)):
        moment = moment_at(experiment, Phase.BP1, output)
        shown = equation(moment, Selection(output, 3))
        assert len(shown.statements) == 2
        assert Say.SHORT_FORM in [note.key for note in shown.notes]
        assert any(formula.latex.endswith("a^L_j - y_j") for formula in shown.formulas)
    assert len(equation(moment_at(SOFTMAX_QUADRATIC, Phase.BP1, 2), Selection(2, 3)).statements) == 1


ONE_NEURON = Experiment(data_set="and_gate", layers=(Layer(1, "sigmoid"),), batch_size=1)


def test_a_saturated_output_shows_its_cost_and_its_error_exactly() -> None:
    shown = followed(ONE_NEURON, [1.0, 1.0], Phase.COST, 1, theta=[25.0, 25.0, 0.0], target=[0.0])
    assert shown.sample.a[1][0] == 1.0
    statement, = equation(shown, Selection(1, 0)).statements
    assert worked_out(statement, 12) == pytest.approx(50.0, rel=1e-12)
    back = followed(ONE_NEURON, [1.0, 1.0], Phase.BP1, 1, theta=[25.0, 25.0, 0.0], target=[0.0])
    shown_back = equation(back, Selection(1, 0))
    assert [note.key for note in shown_back.notes] == [Say.ONLY_SHORT_FORM]
    assert results(shown_back) == [1.0]


def test_a_summand_that_a_rounded_output_can_not_give_is_written_by_its_exact_value() -> None:
    # a = 1/(1 + e^1000) is 0 in double precision, and −ln a is 1000
    moment = followed(ONE_NEURON, [1.0, 1.0], Phase.COST, 1, theta=[-500.0, -500.0, 0.0], target=[1.0])
    statement, = equation(moment, Selection(1, 0)).statements
    assert worked_out(statement, 12) == 1000.0
    assert statement.result is not None
    assert statement.result.value == 1000.0


def test_powers_beyond_all_calculators_leave_only_the_value_of_softmax() -> None:
    experiment = replace(SOFTMAX, layers=(Layer(8, "identity"), Layer(10, "softmax")), initializer="normal_sigma",
                         initial_number=30.0)
    trainer = Trainer(experiment, experiment.open_data())
    step = Timeline(trainer).begin()
    route = Route(trainer.network.sizes)
    address = route.with_neurons_complete(Address(0, 0, route.index(Phase.ACTIVATION, 2), 0))
    moment = moment_of_step(trainer, step, address, own=False)
    assert np.abs(moment.sample.z[2]).max() > 800.0
    statement, = equation(moment, Selection(2, 0)).statements
    assert statement.parts == ()


def test_of_a_neuron_the_weight_with_the_strongest_gradient_is_followed_and_named() -> None:
    moment = moment_at(MNIST, Phase.BP4, 1)
    shown = equation(moment, Selection(1, 2))
    source = int(np.argmax(np.abs(moment.sample.inputs)))
    assert shown.check is not None
    assert shown.check.index == moment.network.weight_index(1, 2, source)
    note = next(note for note in shown.notes if note.key is Say.STRONGEST_WEIGHT)
    assert note.values["symbol"] == Symbol("w", "1", f"3,{source + 1}")
    assert shown.title.values == {"layer": 1, "neuron": 3, "source": source + 1}


def test_a_neuron_whose_turn_has_not_come_has_a_formula_but_no_numbers() -> None:
    complete = moment_at(MNIST, Phase.BP2, 1)
    moment = replace(complete, address=replace(complete.address, neuron=1))
    assert equation(moment, Selection(1, 1)).statements
    shown = equation(moment, Selection(1, 2))
    assert not shown.statements
    assert shown.check is None
    assert shown.formulas
    assert [note.key for note in shown.notes] == [Say.NOT_REACHED]


@pytest.mark.parametrize("foreign", [Selection(0, 783), Selection(1, 5, 700), Selection(2, 9, 5), Selection(7, 99)])
def test_what_does_not_belong_to_the_layer_in_view_is_replaced(foreign: Selection) -> None:
    for moment in moments(replace(CIRCLES, layers=(Layer(3), Layer(1)))):
        assert equation(moment, foreign).formulas


def test_a_large_batch_says_that_its_samples_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "ROWS_AT_ONCE", 20)
    moment = moment_at(replace(CIRCLES, batch_size=50), Phase.MEAN_GRADIENT, 1)
    shown = equation(moment, Selection(1, 0))
    assert shown.notes[0].key is Say.PARTS_NOT_KEPT
    assert shown.notes[0].values == {"count": 50}
    assert all(not statement.parts for statement in shown.statements)
    assert results(shown)[1] == moment.record.gradient[moment.network.bias_index(1, 0)]


def test_a_change_that_is_small_beside_its_weight_is_written_with_enough_digits_to_be_seen() -> None:
    moment = moment_at(replace(CIRCLES, learning_rate=1e-6), Phase.UPDATE, 1)
    for statement in equation(moment, Selection(1, 0, 0)).statements:
        before, after = statement.parts[0][0], statement.result  # type: ignore[index]
        assert isinstance(before, Number)
        assert after is not None
        assert before.text != after.text


@pytest.mark.parametrize("output", ["identity", "softmax"])
def test_numbers_beyond_all_bounds_are_shown_as_infinite_and_not_hidden(output: str) -> None:
    layers = (Layer(8, "identity"), Layer(1 if output == "identity" else 10, output))
    experiment = replace(CIRCLES if output == "identity" else MNIST, layers=layers, cost="quadratic",
                         initializer="constant", initial_number=1e200, batch_size=10)
    trainer = Trainer(experiment, experiment.open_data())
    step = Timeline(trainer).begin()
    assert not np.isfinite(step.record.z[2]).all()
    route = Route(trainer.network.sizes)
    shown = ""
    for station in range(len(route.stations)):
        address = route.with_neurons_complete(Address(0, 0, station, 0))
        moment = moment_of_step(trainer, step, address, own=False)
        for statement in equation(moment, Selection(moment.layer, 0)).statements:
            for part in statement.parts:
                assert not isinstance(part, Sum) or part.terms(2)
            shown += statement.result.text if statement.result else ""
    assert "∞" in shown or "NaN" in shown
