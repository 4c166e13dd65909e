"""The left column of the Graph workspace with its session: typing, values, ready expressions, undo."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.foundation.formulas import Formulas
from gui.foundation.theme import Theme
from gui.workspaces.graph.graph_column import GraphColumn
from gui.workspaces.graph.graph_formulas import TooLong, formula_latex, name_latex, whole_latex
from gui.workspaces.graph.graph_session import GraphSession
from simulator.graph.examples import EXAMPLES, example_named
from simulator.graph.text import read_graph

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def session(qapp: QApplication) -> Iterator[GraphSession]:
    session = GraphSession(example_named("neuron_quadratic"))
    yield session
    session.close()


@pytest.fixture
def column(session: GraphSession, show: Callable[..., QWidget], qtbot: QtBot) -> Iterator[GraphColumn]:
    formulas = Formulas(Theme())
    column = GraphColumn(session, Theme(), formulas)
    window = show(column)
    window.resize(330, 780)
    qtbot.waitUntil(formulas.is_idle)
    yield column
    formulas.close()


def type_over(column: GraphColumn, text: str) -> None:
    column.editor.edit.setFocus()
    QTest.keyClick(column.editor.edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(column.editor.edit, text)


def click_example(column: GraphColumn, name: str) -> None:
    examples = column.examples
    row = next(number for number, example in enumerate(EXAMPLES) if example.name == name)
    examples.scrollToItem(examples.item(row))
    QTest.mouseClick(examples.viewport(), LEFT, pos=examples.visualItemRect(examples.item(row)).center())


def test_typing_makes_another_graph_after_a_pause_and_one_undo(column: GraphColumn, session: GraphSession,
                                                               qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.graph_changed):
        type_over(column, "L = w*x*q")
    assert session.graph.names == ("w", "x", "q")
    assert session.values["w"] == 0.8, "variables that had a value keep it"
    assert [row.name for row in column.values.rows if row.isVisible()] == ["w", "x", "q"]
    assert column.examples.key() == ""
    assert not column.about.isVisible()
    session.history.undo()
    assert not session.history.can_undo
    assert column.editor.text() == example_named("neuron_quadratic").text
    assert column.examples.key() == "neuron_quadratic"


@pytest.mark.parametrize(("text", "wrong"), [("L = w*bar(x)", "bar"), ("z = z + 1", "z"), ("L = w/0", "w/0")])
def test_what_can_not_be_used_is_underlined_and_the_last_good_graph_stays(
        column: GraphColumn, session: GraphSession, text: str, wrong: str) -> None:
    graph = session.graph
    type_over(column, text)
    column.editor.take_over()
    assert session.graph is graph
    assert not session.history.can_undo
    assert wrong in column.editor.edit.underlined() or column.editor.edit.underlined() in text
    assert column.editor.edit.underlined()
    assert column.editor.message.isVisible()
    QTest.keyClick(column.editor.edit, Qt.Key.Key_Escape)
    assert column.editor.text() == graph.text


def test_a_drag_of_a_slider_is_undone_at_once(column: GraphColumn, session: GraphSession) -> None:
    slider = column.values.row("w").slider
    QTest.mousePress(slider, LEFT, pos=QPoint(slider.width() // 2, 10))
    for x in range(slider.width() // 2, slider.width() - 10, 5):
        QTest.mouseMove(slider, QPoint(x, 10))
    QTest.mouseRelease(slider, LEFT, pos=QPoint(slider.width() - 10, 10))
    assert session.values["w"] > 1.0
    QTest.mouseClick(column.values.row("x").slider, LEFT, pos=QPoint(20, 10))
    session.history.undo()
    assert session.values["w"] > 1.0, "the next drag was a change of its own"
    session.history.undo()
    assert session.values["w"] == 0.8
    assert not session.history.can_undo
    assert column.values.row("w").field.line.text() == "0.8"


def test_a_value_at_which_the_graph_is_not_defined_is_refused_at_its_row(column: GraphColumn,
                                                                         session: GraphSession) -> None:
    click_example(column, "ratio")
    line = column.values.row("b").field.line
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "0")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert session.values["b"] == 1.5
    assert "division by 0" in column.values.row("b").message.text()
    assert line.text() == "1.5"
    column.values.row("a").field.line.setFocus()
    session.set_value("b", 2.0)
    assert not column.values.row("b").message.isVisible()


def test_ticking_changes_what_descent_changes_in_the_order_of_the_variables(column: GraphColumn,
                                                                            session: GraphSession) -> None:
    for name in ("x", "w"):
        QTest.mouseClick(column.values.row(name).descends, LEFT, pos=QPoint(8, 12))
    assert session.descending == ("x", "b")
    session.history.undo()
    assert column.values.row("w").descends.isChecked()


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_every_ready_expression_opens_with_a_click(column: GraphColumn, session: GraphSession,
                                                   example: object) -> None:
    click_example(column, "product" if example.name == "linear" else "linear")  # type: ignore[attr-defined]
    click_example(column, example.name)  # type: ignore[attr-defined]
    assert session.title == example.name  # type: ignore[attr-defined]
    assert column.about.isVisible()
    assert column.about.text() == example.about  # type: ignore[attr-defined]
    assert column.editor.text() == example.text  # type: ignore[attr-defined]


def test_the_list_is_operated_by_keys(column: GraphColumn, session: GraphSession) -> None:
    column.examples.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(column.examples, Qt.Key.Key_Down)
    assert session.title == "neuron_quadratic", "going past an entry opens nothing"
    QTest.keyClick(column.examples, Qt.Key.Key_Return)
    assert session.title == "neuron_cross_entropy"


def test_the_formula_is_shown_where_it_fits(column: GraphColumn, qtbot: QtBot) -> None:
    qtbot.waitUntil(column.formula.isVisible)
    assert column.formula.latex() == r"L = (\sigma(w\,x + b) - y)^{2}"
    click_example(column, "network")
    QApplication.processEvents()
    assert not column.formula.isVisible()


def test_descent_moves_the_sliders_along(column: GraphColumn, session: GraphSession, qtbot: QtBot) -> None:
    session.update(5)
    qtbot.waitUntil(lambda: session.is_settled)
    row = column.values.row("w")
    assert row.field.value() == session.values["w"] != 0.8
    assert row.slider.value() == round(session.values["w"] / 2.0 * 200)


@pytest.mark.parametrize(("text", "latex"), [
    ("L = a - (b - c)", "L = a - (b - c)"),
    ("L = a + -b", "L = a + (-b)"),
    ("L = a + b*c + (d - e) + f", r"L = a + b\,c + d - e + f"),
    ("L = a - (b + c + d)", "L = a - (b + c + d)"),
    ("L = -(a + b)*c", r"L = -(a + b)\,c"),
    ("L = 2*x*3", r"L = 2\,x \cdot 3"),
    ("L = (a/b)^2", r"L = (\frac{a}{b})^{2}"),
    ("L = a/(b + 1)", r"L = \frac{a}{b + 1}"),
    ("L = max(a, b, c)", r"L = \max(a, b, c)"),
    ("L = sqrt(x)*abs(y)", r"L = \sqrt{x}\,|y|"),
    ("L = exp(-x^2)", r"L = \exp(-x^{2})"),
    ("L = x*x", r"L = x \cdot x"),
    ("u = w11*x1\nL = ln(u)", r"L = \ln(w_{11}\,x_{1})"),
    ("L = rate*λ", r"L = \mathrm{rate}\,\lambda"),
])
def test_the_formula_is_written_as_in_a_book(text: str, latex: str) -> None:
    assert whole_latex(read_graph(text)) == latex


def test_a_formula_that_would_be_too_long_is_left_out() -> None:
    lines = ["a0 = x"] + [f"a{n} = a{n - 1}*a{n - 1} + 1" for n in range(1, 60)]
    graph = read_graph("\n".join(lines))
    assert whole_latex(graph) == "", "written out it would have 2⁶⁰ parts"
    assert formula_latex(graph, graph.output) == r"a_{58} \cdot a_{58} + 1"
    with pytest.raises(TooLong):
        formula_latex(graph, graph.output, by_name=False)


@pytest.mark.parametrize(("name", "latex"), [
    ("w", "w"), ("w11", "w_{11}"), ("w²₁₂", "w^{2}_{12}"), ("x_in", r"x_{\mathrm{in}}"), ("η", r"\eta"),
    ("w2₁₂", "w^{2}_{12}"), ("b1", "b_{1}")])
def test_numbers_in_names_are_lowered(name: str, latex: str) -> None:
    assert name_latex(name) == latex
