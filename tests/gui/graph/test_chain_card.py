"""The card of the chain rule: at every stop the right formula, the right numbers, the gate's pattern, the check."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.equations.arithmetic import read
from gui.equations.rounding import NEARLY, shown_line
from gui.foundation.formulas import Formulas
from gui.foundation.theme import Theme
from gui.workspaces.graph.chain_card import ChainCard, check_sentence, step_text, summary
from gui.workspaces.graph.chain_view import chain_lines, statement_text
from simulator.graph.checking import Check, check
from simulator.graph.examples import EXAMPLES, GraphExample, example_named
from simulator.graph.graph import GraphNumbers, evaluate
from simulator.graph.stops import Stop, StopKind, stops_of
from simulator.graph.text import read_graph


def numbers_of(example: GraphExample) -> GraphNumbers:
    return evaluate(read_graph(example.text), example.values)


def position_of(numbers: GraphNumbers, target: str, source: str) -> int:
    """The stop at which the product travels from one named node to another."""
    graph = numbers.graph
    return next(place for place, stop in enumerate(stops_of(graph)) if stop.kind is StopKind.PRODUCT
                and graph.nodes[graph.edges[stop.edge].target].name == target
                and graph.nodes[stop.node].name == source)


def node_named(numbers: GraphNumbers, name: str) -> int:
    return next(number for number, node in enumerate(numbers.graph.nodes) if node.name == name)


def texts(numbers: GraphNumbers, stop: Stop) -> list[str]:
    return [statement_text(line.statement) for line in chain_lines(numbers, stop) if line.statement is not None]


def said(numbers: GraphNumbers, kind: StopKind, node: str) -> list[str]:
    graph = numbers.graph
    return texts(numbers, next(stop for stop in stops_of(graph)
                               if stop.kind is kind and graph.nodes[stop.node].name == node))


@pytest.fixture(scope="module")
def formulas(qapp: QApplication) -> Iterator[Formulas]:
    formulas = Formulas(Theme())
    yield formulas
    formulas.close()


@pytest.fixture
def card(show: Callable[..., QWidget], formulas: Formulas) -> ChainCard:
    card = ChainCard(Theme(), formulas)
    card.resize(900, 220)
    show(card).resize(940, 320)
    return card


NEURON = example_named("neuron_quadratic")


def test_the_product_is_written_with_its_numbers(card: ChainCard) -> None:
    numbers = numbers_of(NEURON)
    card.show_moment(numbers, position_of(numbers, "z", "b"), None)
    assert " ".join(card.view.formulas()) == (r"\frac{\partial L}{\partial b} = \frac{\partial L}{\partial z} \cdot "
                                              r"\frac{\partial z}{\partial b}")
    # σ′(0.9) · 2 · (σ(0.9) − 1.06)
    a = 1.0 / (1.0 + np.exp(-0.9))
    assert 2.0 * (a - 1.06) * a * (1.0 - a) == pytest.approx(-0.1435, abs=5e-5)
    assert card.view.texts() == ("= −0.143 · 1 = −0.143",)
    assert "Chain rule at the addition z" in card.text()
    assert "an addition passes the error on unchanged: that is why ∂C/∂b = δ" in card.text()


def test_a_slope_is_written_by_its_rule(card: ChainCard) -> None:
    numbers = numbers_of(NEURON)
    card.show_moment(numbers, position_of(numbers, "a", "z"), None)
    assert card.view.formulas()[1] == r"\frac{\partial a}{\partial z} = \sigma'(z) = a\,(1 - a)"
    assert card.view.texts()[1] == "= 0.7109 · (1 − 0.7109) = 0.206"


@pytest.mark.parametrize(("node", "text"), [("z", "= 0.8 · 1.5 − 0.3 = 0.900"), ("a", "= σ (0.900) = 0.711"),
                                            ("L", "= (0.711 − 1.06) ² = 0.122")])
def test_forward_each_value_is_worked_out(node: str, text: str) -> None:
    assert said(numbers_of(NEURON), StopKind.VALUE, node) == [text]


def test_a_sum_of_several_terms_has_all_of_them() -> None:
    numbers = evaluate(read_graph("z = a*b + c + d + 2\nL = z^2"), {"a": 2.0, "b": 0.5, "c": -3.0, "d": 0.25})
    assert said(numbers, StopKind.VALUE, "z") == ["= 2 · 0.5 − 3 + 0.25 + 2 = 0.250"]


def test_contributions_come_one_by_one_and_then_their_sum(card: ChainCard) -> None:
    numbers = numbers_of(example_named("shared"))  # L = x² + sin x at 1.2
    stops = stops_of(numbers.graph)
    products = [place for place, stop in enumerate(stops) if stop.kind is StopKind.PRODUCT
                and numbers.graph.nodes[stop.node].name == "x"]
    card.show_moment(numbers, products[1], None)
    assert card.view.sentences()[-1] == "contribution 2 of 3 to ∂L/∂x; so far: 0.362 + 1.20 + …"
    card.show_moment(numbers, products[2] + 1, None)
    assert card.view.texts() == ("= 1 · 0.362 = 0.362", "= 1 · 1.2 = 1.20", "= 1 · 1.2 = 1.20",
                                 "= 0.362 + 1.20 + 1.20 = 2.76")
    assert 2 * 1.2 + np.cos(1.2) == pytest.approx(2.76, abs=5e-3)
    assert "x is used 3 times" in card.text()
    card.resize(400, 220)  # where little is in view at once the sum comes first, and words come last
    assert card.view.texts()[0] == "= 0.362 + 1.20 + 1.20 = 2.76"
    assert len(card.view.texts()) == 4
    assert card.view.sentences()[-1].startswith("x is used 3 times")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_every_line_of_every_ready_expression_is_true_as_it_is_written(example: GraphExample) -> None:
    numbers = numbers_of(example)
    for stop in stops_of(numbers.graph):
        lines = chain_lines(numbers, stop)
        assert lines
        for line in lines:
            if line.statement is None:
                continue
            shown = shown_line(line.statement)
            assert shown.sign != NEARLY
            assert "≈" not in statement_text(line.statement)
            items = tuple(item for row, _ in shown.rows for item in row)
            reading = read(items) if items and shown.result is not None else None
            if reading is not None and shown.result is not None:
                value = reading.root.value([leaf.shown_value for leaf in reading.leaves])  # type: ignore[union-attr]
                assert abs(value - shown.result.shown_value) <= 0.5 * shown.result.last_place + 1e-12


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_every_formula_of_every_ready_expression_can_be_drawn(example: GraphExample, formulas: Formulas) -> None:
    numbers = numbers_of(example)
    kept = {line.formula for stop in stops_of(numbers.graph) for line in chain_lines(numbers, stop)}
    for latex in sorted(kept, key=len)[-3:]:
        assert formulas.size(latex, 20).width() > 0


def test_the_last_line_of_a_backward_stop_gives_the_derivative() -> None:
    for example in EXAMPLES:
        numbers = numbers_of(example)
        for stop in stops_of(numbers.graph):
            if stop.kind is StopKind.PRODUCT and len(numbers.graph.outgoing[stop.node]) == 1:
                result = texts(numbers, stop)[0].rsplit("= ", 1)[1]
                value = float(re.sub("·10.*", "", result).replace("−", "-"))
                mantissa = float(f"{numbers.derivatives[stop.node]:.2e}".split("e", maxsplit=1)[0])
                expected = mantissa if "·10" in result else float(numbers.derivatives[stop.node])
                assert value == pytest.approx(expected, rel=6e-3, abs=1e-12)


def test_a_long_node_without_a_name_gets_a_letter_that_is_explained() -> None:
    numbers = numbers_of(example_named("neuron_cross_entropy"))
    formulas = [[line.formula for line in chain_lines(numbers, stop)] for stop in stops_of(numbers.graph)]
    told = next(lines for lines in formulas if any(line.startswith("v = ") for line in lines))
    product = r"\frac{\partial L}{\partial v} = \frac{\partial L}{\partial u} \cdot \frac{\partial u}{\partial v}"
    assert told == [product, r"u = y\,\ln(a) + v", r"v = (1 - y)\,\ln(1 - a)"]


@pytest.mark.parametrize(("example", "target", "source", "words"), [
    ("linear", "L", "b", "an addition passes the error on unchanged"),
    ("max", "m", "c", "c is not the largest and gets nothing"),
    ("relu", "a", "z", "ReLU is off"),
    ("vanishing", "a6", "", "never by more than ¼"),
    ("neuron_quadratic", "", "w", "a multiplication swaps"),
    ("neuron_quadratic", "", "y", "turns the sign of the error round"),
])
def test_the_pattern_of_the_gate_is_named(card: ChainCard, example: str, target: str, source: str,
                                          words: str) -> None:
    numbers = numbers_of(example_named(example))
    card.show_moment(numbers, position_of(numbers, target, source), None)
    assert words in card.text()


def test_where_the_title_leaves_no_room_the_pattern_stands_below_it(card: ChainCard) -> None:
    numbers = numbers_of(NEURON)
    card.show_moment(numbers, position_of(numbers, "z", "b"), None)
    assert not any("passes the error on" in text for text in card.view.sentences())
    card.window().resize(420, 320)
    QApplication.processEvents()
    assert any("passes the error on" in text for text in card.view.sentences())


def test_a_chosen_node_is_shown_as_far_as_it_is_known(card: ChainCard) -> None:
    numbers = numbers_of(NEURON)
    last, b, a = len(stops_of(numbers.graph)) - 1, node_named(numbers, "b"), node_named(numbers, "a")
    card.show_moment(numbers, 0, b)
    assert "Value of b" in card.text()
    assert card.view.texts() == ("= −0.3",)
    card.show_moment(numbers, 0, a)
    assert "It is not computed yet." in card.text()
    assert card.view.formulas() == (r"a = \sigma(z)",)
    card.show_moment(numbers, 4, a)
    assert card.view.texts() == ("= σ (0.900) = 0.711",)
    card.show_moment(numbers, last, b)
    assert card.view.texts() == ("= −0.143 · 1 = −0.143",)


def test_the_node_in_view_is_checked_by_itself(card: ChainCard, qtbot: QtBot) -> None:
    numbers = numbers_of(NEURON)
    card.show_moment(numbers, position_of(numbers, "z", "b"), None)
    qtbot.waitUntil(lambda: any("check: nudging b by ±10" in text and "agrees to" in text
                                for text in card.view.sentences()))
    assert "at the rate −0.143" in card.view.sentences()[-1]


def test_the_button_shows_the_check_of_every_derivative(card: ChainCard) -> None:
    numbers = numbers_of(NEURON)
    card.check_wanted.connect(lambda: card.show_checks(check(numbers.graph, NEURON.values)))
    card.show_moment(numbers, position_of(numbers, "z", "b"), None)
    QTest.mouseClick(card.check_all, Qt.MouseButton.LeftButton)
    assert card.table.isVisible()
    assert not card.view.isVisible()
    assert card.verdict.text() == "all 9 derivatives agree with what nudging each node gives"
    assert card.table.text().count("✓") == 9
    assert "∂L/∂w" in card.table.text()
    QTest.mouseClick(card.check_all, Qt.MouseButton.LeftButton)
    assert card.view.isVisible()
    assert "Chain rule at the addition" in card.text()


def test_other_values_ask_for_another_check_while_the_table_is_open(card: ChainCard, qtbot: QtBot) -> None:
    card.show_moment(numbers_of(NEURON), 0, None)
    QTest.mouseClick(card.check_all, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(card.check_wanted):
        card.show_moment(numbers_of(NEURON), 0, None)


def test_a_check_says_what_can_honestly_be_said() -> None:
    graph = read_graph("L = max(a, b)")
    kink = check(graph, {"a": 1.0, "b": 1.0})
    assert "a kink here: its slope is 0 on one side and 1 on the other" in check_sentence(graph, kink[0])
    wrong = Check(0, 1.0, 2.0, 1e-3, 1e-9)
    assert "another number!" in check_sentence(graph, wrong)
    assert summary(graph, [wrong, kink[0]]) == "1 of 2 derivatives differ from what nudging each node gives"
    assert "is not defined on both sides" in check_sentence(graph, Check(0, 1.0, np.nan, np.nan, np.nan))
    assert "does not change" in check_sentence(graph, Check(0, 0.0, 0.0, 1e-2, 0.0))
    assert step_text(1e-5) == "10⁻⁵"
