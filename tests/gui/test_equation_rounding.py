"""Every line is true as it is written: the numbers that are shown give the result that is shown, or it says ≈."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from gui.equations.equation_panel import equation
from gui.equations.notation import Items, Mark, Number, Operator, Power, Statement, Symbol, Tone, row
from gui.equations.rounding import ShownLine, shown_line
from gui.run.choice import Selection
from simulator.activations import ACTIVATIONS
from simulator.costs import COSTS, accepts
from simulator.experiment import Experiment, Layer
from simulator.moment import Moment, moment_of_step
from simulator.optimizers import OPTIMIZERS
from simulator.regularisation import REGULARISATIONS
from simulator.steps import Address, Route
from simulator.timeline import Timeline
from simulator.training import Trainer

MNIST = Experiment(layers=(Layer(30), Layer(10)))
SOFTMAX = Experiment(layers=(Layer(20, "relu"), Layer(10, "softmax")), cost="categorical_cross_entropy",
                     learning_rate=0.1, optimizer="gradient_descent")
CIRCLES = Experiment(data_set="circles", layers=(Layer(6, "tanh"), Layer(1)), learning_rate=0.3, batch_size=7)
EXPERIMENTS = {
    "mnist": (MNIST, 1),
    "mnist, trained": (MNIST, 200),
    "softmax": (SOFTMAX, 3),
    "softmax with the quadratic cost": (replace(SOFTMAX, cost="quadratic"), 1),
    "softmax, trained": (SOFTMAX, 200),
    "tanh": (CIRCLES, 1),
    "tanh with Adam and L2": (replace(CIRCLES, optimizer="adam", learning_rate=0.01, regularisation="l2",
                                      regularisation_strength=2.0), 200),
    "quadratic, sums that cancel": (replace(CIRCLES, cost="quadratic", layers=(Layer(5, "tanh"), Layer(1, "tanh")),
                                            batch_size=50), 200),
    "relu": (replace(CIRCLES, layers=(Layer(8, "relu"), Layer(4, "leaky_relu"), Layer(1))), 20),
}


def moments(experiment: Experiment, steps: int) -> Iterator[Moment]:
    trainer = Trainer(experiment, experiment.open_data())
    timeline = Timeline(trainer)
    for _ in range(steps):
        step = timeline.advance()
    route = Route(trainer.network.sizes)
    for station in range(len(route.stations)):
        yield moment_of_step(trainer, step, route.with_neurons_complete(Address(steps - 1, 0, station, 0)), own=False)


def statements(experiment: Experiment, steps: int) -> Iterator[Statement]:
    for moment in moments(experiment, steps):
        for neuron in range(min(moment.network.sizes[moment.layer], 10)):
            yield from equation(moment, Selection(moment.layer, neuron)).statements


# A second calculator: it knows only the texts of the line

_NAMES = {"ln": math.log, "tanh": math.tanh, "max": max, "min": min, "abs": abs, "π": math.pi,
          "sgn": lambda x: (x > 0) - (x < 0), "sqrt": math.sqrt,
          "iverson": float, "e": math.e}
_SIGNS = {"·": "*", "−": "-", "²": "**2", "½": "0.5", "[": "iverson(", "]": ")", "√": "sqrt"}
_EXPONENTS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def number_in(text: str) -> float:
    mantissa, _, exponent = text.replace("−", "-").replace("\u202f", "").partition("·10")
    return float(f"{mantissa}e{exponent.translate(_EXPONENTS)}" if exponent else mantissa)


def last_place_of(text: str) -> float:
    mantissa, _, exponent = text.partition("·10")
    decimals = len(mantissa.partition(".")[2])
    return 10.0 ** (int(exponent.translate(_EXPONENTS) or 0) - decimals)


def code(items: Items) -> str:
    text = ""
    for item in items:
        if isinstance(item, Number):
            text += f"({number_in(item.text)!r})"
        elif isinstance(item, Power):
            assert isinstance(item.exponent, Number)
            text += f"({code((item.base,))}**({number_in(item.exponent.text)!r}))"
        elif isinstance(item, Symbol):
            text += item.letter
        elif isinstance(item, Mark | Operator):
            text += _SIGNS.get(item.text, item.text)
    return text


def shown_values(line: ShownLine) -> list[float]:
    """Every side of the line, worked out from what is shown; sides with symbols that stay are left out."""
    text = code(tuple(item for items, _ in line.rows for item in items))
    sides = [side for side in text.split("=") if side and not re.search("[xδσ]", side.replace("max", ""))]
    return [float(eval(side, {"__builtins__": {}}, _NAMES)) for side in sides]


def assert_true(line: ShownLine) -> None:
    if line.result is None:
        return
    values = shown_values(line)
    shown = number_in(line.result.text)
    unit = 0.0 if line.result.is_exact else last_place_of(line.result.text)
    agrees = all(abs(value - shown) <= 0.5 * unit + 1e-12 * abs(shown) for value in values)
    assert agrees == (line.sign == "="), (values, line)


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_the_shown_numbers_give_the_shown_result_or_the_line_says_that_they_only_nearly_do(name: str) -> None:
    equal = nearly = longest = 0
    for statement in statements(*EXPERIMENTS[name]):
        for limit in (1, 3, 12):
            line = shown_line(statement, limit)
            assert_true(line)
            equal += line.sign == "="
            nearly += line.sign == "≈"
            longest = max([longest, *(number.digits for number in numbers(line))])
    assert equal > 60
    assert nearly <= 0.03 * equal
    assert longest <= 12


@pytest.mark.parametrize("activation", [one for one in ACTIVATIONS if one.elementwise], ids=lambda one: one.name)
def test_lines_of_every_activation_are_true(activation: object) -> None:
    name = activation.name  # type: ignore[attr-defined]
    for statement in statements(replace(CIRCLES, layers=(Layer(6, name), Layer(1))), 2):
        assert_true(shown_line(statement, 3))


@pytest.mark.parametrize("optimizer", OPTIMIZERS, ids=lambda one: one.name)
@pytest.mark.parametrize("regularisation", REGULARISATIONS, ids=lambda one: one.name)
def test_lines_of_every_optimizer_and_regularisation_are_true(optimizer: object, regularisation: object) -> None:
    strength = 0.5 if regularisation.strength is not None else 0.0  # type: ignore[attr-defined]
    experiment = replace(CIRCLES, optimizer=optimizer.name, optimizer_numbers=(),  # type: ignore[attr-defined]
                         learning_rate=0.01, regularisation=regularisation.name,  # type: ignore[attr-defined]
                         regularisation_strength=strength)
    for statement in statements(experiment, 4):
        assert_true(shown_line(statement, 3))


@pytest.mark.parametrize("cost", COSTS, ids=lambda one: one.name)
def test_lines_of_every_cost_are_true_behind_every_output_that_it_accepts(cost: object) -> None:
    for activation in ACTIVATIONS:
        try:
            accepts(cost, activation, 10)  # type: ignore[arg-type]
        except ValueError:
            continue
        experiment = Experiment(layers=(Layer(5), Layer(10, activation.name)),
                                cost=cost.name, learning_rate=0.01)  # type: ignore[attr-defined]
        for statement in statements(experiment, 2):
            assert_true(shown_line(statement, 3))


# how many digits


def numbers(line: ShownLine) -> list[Number]:
    return [item for items, _ in line.rows for item in items if isinstance(item, Number)]


def text_of(line: ShownLine) -> str:
    words = [item.text for items, _ in line.rows for item in items if isinstance(item, Number | Mark | Operator)]
    return " ".join([*words, line.sign, line.result.text if line.result else ""])


def line_of(items: Items, result: float, digits: int = 3) -> ShownLine:
    return shown_line(Statement((Symbol("z"),), (items,), Number(result, Tone.PLAIN, digits)), 12)


def test_three_digits_are_enough_where_they_give_the_result() -> None:
    assert text_of(line_of(row(Number(0.3334), "·", Number(0.61)), 0.3334 * 0.61)) == "0.333 · 0.610 = 0.203"


def test_a_product_gets_the_digits_that_its_result_needs() -> None:
    # 1.96 · 0.250 would be 0.490
    one, other = 1.95611, 0.24994
    assert text_of(line_of(row(Number(one), "·", Number(other)), one * other)) == "1.956 · 0.2499 = 0.489"


def test_the_same_number_has_the_same_digits_wherever_it_stands_in_a_line() -> None:
    z = -0.12771
    assert text_of(line_of(row(Number(z)), z)) == "−0.128 = −0.128"
    line = line_of(row(Number(z), "+", Number(0.127), "·", Number(z)), z * 1.127)
    assert len({item.text for item in numbers(line) if item.value == z}) == 1


def test_summands_that_cancel_have_as_many_decimals_as_the_result_needs() -> None:
    values = 0.0121433, 0.0124021, -0.0243526
    items = row("(", Number(values[0]), "+", Number(values[1]), "−", Number(-values[2]), ") /",
                Number(7.0))
    line = line_of(items, sum(values) / 7.0)
    assert line.sign == "="
    assert len({len(item.text.partition(".")[2]) for item in numbers(line) if item.value < 1}) == 1


def test_a_difference_of_two_numbers_may_have_many_digits() -> None:
    a = 0.99999963
    assert text_of(line_of(row(Number(a), "−", Number(1.0)), a - 1.0)) == "0.99999963 − 1 = −3.70·10⁻⁷"


def test_a_sum_of_many_numbers_that_cancels_altogether_is_said_to_be_rounded() -> None:
    values = [0.1 * (k + 1) / 3.0 for k in range(6)]
    items: Items = row(Number(-sum(values) + 1e-12))
    for value in values:
        items = (*items, *row("+", Number(value)))
    line = line_of(items, 1e-12)
    assert line.sign == "≈"
    assert max(item.digits for item in numbers(line)) <= 7


def test_whole_numbers_and_settings_stay_as_they_are() -> None:
    line = line_of(row(Number(3.0), "·", Number(0.125, digits=0), "·", Number(0.77777)), 3.0 * 0.125 * 0.77777)
    assert text_of(line).startswith("3 · 0.125 · 0.77")


def test_a_tie_between_two_roundings_is_settled_by_one_more_digit_of_the_result() -> None:
    line = line_of(row(Number(0.5, digits=0), "·", Number(0.1235, digits=0)), 0.06175)
    assert text_of(line) == "0.5 · 0.1235 = 0.06175"
