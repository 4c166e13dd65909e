"""Typing an expression in the Graph workspace: taken over, or refused at its place; the last good graph stays."""

from __future__ import annotations

import math

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from simulator.graph.examples import example_named
from tests.gui.graph.seats import GraphSeat
from tests.gui.hands import CONTROL

KEY = Qt.Key


def test_what_is_typed_is_taken_over_after_a_pause(seat: GraphSeat) -> None:
    seat.click(seat.left.editor.edit)
    seat.press(KEY.Key_A, modifier=CONTROL)
    seat.type("L = w*x*g - y")
    seat.wait(lambda: seat.session.graph.names == ("w", "x", "g", "y"))
    assert seat.left.editor.edit.hasFocus(), "whoever types goes on typing"
    assert seat.session.values == {"w": 0.8, "x": 1.5, "g": 0.5, "y": 1.06}
    seat.agrees()
    seat.press(KEY.Key_Escape)
    seat.press(KEY.Key_Right)
    assert seat.position == 1
    seat.press(KEY.Key_Z, modifier=CONTROL)
    assert seat.session.title == "neuron_quadratic"
    assert seat.left.editor.text() == example_named("neuron_quadratic").text
    seat.agrees()
    seat.press(KEY.Key_Y, modifier=CONTROL)
    assert seat.left.editor.text() == "L = w*x*g - y"
    seat.agrees()


def test_letters_that_are_keys_elsewhere_can_be_typed(seat: GraphSeat) -> None:
    stride = seat.session.granularity
    seat.click(seat.left.editor.edit)
    seat.press(KEY.Key_A, modifier=CONTROL)
    seat.type("G = 3*t + 1*f - 2*k")
    seat.press(KEY.Key_Home, KEY.Key_End, KEY.Key_Left, KEY.Key_Right)
    assert (seat.position, seat.session.granularity) == (0, stride)
    seat.press(KEY.Key_Return, modifier=CONTROL)
    assert seat.session.graph.names == ("t", "f", "k")
    seat.agrees()


def test_several_lines_are_typed(seat: GraphSeat) -> None:
    seat.enter("u = x^2  # a remark\n\nv = sin(u) + u\nL = exp(v) / u")
    assert [node.name for node in seat.session.graph.nodes if node.name] == ["x", "u", "v", "L"]
    x = 1.5
    assert seat.session.numbers.values[-1] == pytest.approx(math.exp(math.sin(x * x) + x * x) / (x * x), rel=1e-12)
    seat.agrees()


@pytest.mark.parametrize(("text", "wrong", "told"), [
    ("L = (w*x - yy(2))^2", "yy", "yy"),
    ("L = (w*x - y", "(", "bracket"),
    ("L = w * * x", "*", "*"),
    ("z = w*x + ?", "?", "?"),
    ("a = b + 1\nb = a + 1\nL = a", "b", "a → b → a"),
    ("z = z + 1", "z", "own value"),
    ("L = ln(x - 3)", "ln(x - 3)", "logarithm"),
    ("L = w/(x - 1.5)", "w/(x - 1.5)", "division by 0"),
    ("L = sqrt(-x)", "sqrt(-x)", "square root"),
    ("L = exp(exp(exp(5*x)))", "exp(exp(5*x))", "beyond all numbers"),
    ("q = w*x\nL = y^2", "q", "never used"),
    ("L = 2 + 3", "2 + 3", "no variable"),
    ("sin = w", "sin", "function"),
    ("", "", "no expression"),
])
def test_what_is_wrong_is_underlined_and_told_and_the_last_good_graph_stays(
        seat: GraphSeat, text: str, wrong: str, told: str) -> None:
    seat.press(KEY.Key_1, KEY.Key_Right, KEY.Key_Right)
    graph, values = seat.session.graph, dict(seat.session.values)
    seat.enter(text)
    editor = seat.left.editor
    assert seat.session.graph is graph
    assert seat.session.values == values
    assert seat.position == 2
    assert editor.edit.underlined() == wrong
    assert editor.message.isVisible()
    assert told in editor.message.text()
    assert editor.text() == text, "what was typed stays, to be mended"
    assert not seat.session.history.can_undo
    seat.agrees()
    seat.press(KEY.Key_Escape)
    assert editor.text() == graph.text
    assert editor.edit.underlined() == ""
    assert not editor.message.isVisible()
    seat.press(KEY.Key_Right)
    assert seat.position == 3, "after Escape the keys move again"


def test_what_is_mended_is_taken_over(seat: GraphSeat) -> None:
    seat.enter("L = (w*x - y")
    assert seat.left.editor.message.isVisible()
    seat.press(KEY.Key_End, modifier=CONTROL)
    seat.type(")^2")
    seat.wait(lambda: seat.session.title == "")
    assert not seat.left.editor.message.isVisible()
    assert seat.left.editor.edit.underlined() == ""
    seat.agrees()


@pytest.mark.parametrize("text", [
    "L = x" + " + x" * 2500, "L = " + "(" * 450 + "x" + ")" * 450, "L = " + "sin(" * 240 + "x" + ")" * 240,
    "L = " + "-" * 900 + "x", "\n".join(f"a{n} = a{n + 1} + x" for n in range(70)) + "\na70 = x\nL = a0",
    "L = x" + "^x" * 300,
], ids=["long", "brackets", "functions", "signs", "lines", "powers"])
def test_what_is_long_or_deep_is_read_or_refused(seat: GraphSeat, text: str) -> None:
    graph = seat.session.graph
    seat.enter(text)
    seat.settle()
    if seat.session.graph is graph:
        assert seat.left.editor.message.isVisible()
    else:
        assert not seat.left.editor.message.isVisible()
        seat.click(seat.page.bar.moves.last)
    seat.agrees()
    seat.click(seat.page.bar.moves.next)
    seat.agrees()


def test_ten_thousand_characters_are_refused_with_their_number(seat: GraphSeat) -> None:
    graph = seat.session.graph
    QApplication.clipboard().setText("L = x" + " + x" * 2500)
    seat.click(seat.left.editor.edit)
    seat.press(KEY.Key_A, KEY.Key_V, modifier=CONTROL)
    seat.press(KEY.Key_Return, modifier=CONTROL)
    assert seat.session.graph is graph
    assert "characters" in seat.left.editor.message.text()
    seat.press(KEY.Key_Escape)
    assert seat.left.editor.text() == graph.text
    seat.agrees()


def test_a_remote_turns_the_pages_also_while_the_expression_has_the_focus(seat: GraphSeat) -> None:
    seat.click(seat.left.editor.edit)
    text = seat.left.editor.text()
    seat.press(KEY.Key_PageDown, KEY.Key_PageDown)
    assert seat.position == 2
    seat.press(KEY.Key_PageUp)
    assert seat.position == 1
    assert seat.left.editor.edit.hasFocus()
    assert seat.left.editor.text() == text


def test_a_click_on_a_ready_expression_while_something_wrong_is_typed(seat: GraphSeat) -> None:
    seat.click(seat.left.editor.edit)
    seat.press(KEY.Key_A, modifier=CONTROL)
    seat.type("L = (w")
    seat.click_example("shared")
    assert seat.session.title == "shared"
    assert seat.left.editor.text() == example_named("shared").text
    assert not seat.left.editor.message.isVisible()
    seat.agrees()
