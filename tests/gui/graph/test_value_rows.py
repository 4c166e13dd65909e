"""The values of the variables: slider, number, and the box of gradient descent."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from gui.foundation.theme import Theme
from gui.workspaces.graph.value_rows import ValueRow, ValueRows, slider_end, value_text

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def rows(show: Callable[..., QWidget]) -> ValueRows:
    rows = ValueRows(Theme())
    show(rows)
    rows.show_values(("w", "x"), {"w": 0.8, "x": -1.5}, ("w",))
    return rows


def heard(rows: ValueRows) -> list[tuple[str, float, bool]]:
    said: list[tuple[str, float, bool]] = []
    rows.wanted.connect(lambda name, value, held: said.append((name, value, held)))
    return said


def place(row: ValueRow, value: float) -> QPoint:
    """Where the middle of the slider's button stands at a value."""
    slider = row.slider
    handle = 14
    share = (value / slider.end + 1) / 2
    return QPoint(round(handle / 2 + share * (slider.width() - handle)), slider.height() // 2)


@pytest.mark.parametrize(("value", "end"), [(0.0, 2.0), (1.99, 2.0), (-2.0, 5.0), (4.9, 5.0), (5.0, 10.0),
                                            (12.0, 20.0), (-77.0, 100.0), (1e6, 2e6), (1e-9, 2.0)])
def test_the_sliders_ends_go_with_the_value(value: float, end: float) -> None:
    assert slider_end(value) == pytest.approx(end)
    assert abs(value) < slider_end(value)


@pytest.mark.parametrize(("value", "text"), [(0.8, "0.8"), (-0.3, "−0.3"), (2.0, "2"), (1 / 3, "0.3333"),
                                             (-0.123456, "−0.1235"), (1.2345e-7, "1.2e−07"), (123456.0, "123456"),
                                             (0.009758731, "0.00976")])
def test_a_value_is_written_short_enough_for_its_field(value: float, text: str) -> None:
    assert value_text(value) == text


def test_a_drag_says_that_it_goes_on_until_the_mouse_lets_go(rows: ValueRows,
                                                            record: Callable[..., list[object]]) -> None:
    said, released, row = heard(rows), record(rows.released), rows.rows[0]
    QTest.mousePress(row.slider, LEFT, pos=place(row, 0.8))
    for value in (1.0, 1.4):
        QTest.mouseMove(row.slider, place(row, value))
    assert released == []
    QTest.mouseRelease(row.slider, LEFT, pos=place(row, 1.4))
    assert released == ["w"]
    assert said
    assert all(name == "w" and held for name, _, held in said)
    assert said[-1][1] == pytest.approx(1.4, abs=0.05)


def test_the_ends_stay_while_the_slider_is_held_and_move_out_when_it_is_let_go(rows: ValueRows) -> None:
    row = rows.rows[0]
    rows.wanted.connect(lambda name, value, held: rows.show_values(("w", "x"), {"w": value, "x": -1.5}, ("w",)))
    QTest.mousePress(row.slider, LEFT, pos=place(row, 0.8))
    QTest.mouseMove(row.slider, QPoint(row.slider.width() - 1, 10))
    assert row.slider.end == 2.0
    QTest.mouseRelease(row.slider, LEFT, pos=QPoint(row.slider.width() - 1, 10))
    assert row.slider.end == 5.0
    assert row.field.value() == 2.0


def test_a_slider_whose_variable_goes_while_it_is_held_moves_no_other_one(rows: ValueRows) -> None:
    said, row = heard(rows), rows.rows[0]
    QTest.mousePress(row.slider, LEFT, pos=place(row, 0.8))
    QTest.mouseMove(row.slider, place(row, 1.0))
    before = len(said)
    rows.show_values(("a", "b"), {"a": 0.5, "b": -1.5}, ())  # another graph, by undo
    QTest.mouseMove(row.slider, place(row, 1.8))
    QTest.mouseRelease(row.slider, LEFT, pos=place(row, 1.8))
    assert len(said) == before
    assert row.slider.value() == round(0.5 / row.slider.end * row.slider.maximum())
    QTest.mousePress(row.slider, LEFT, pos=place(row, 0.5))
    QTest.mouseMove(row.slider, place(row, 1.0))
    assert said[-1][0] == "a"


def test_keys_move_the_slider_by_round_steps(rows: ValueRows) -> None:
    said, row = heard(rows), rows.rows[0]
    row.slider.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(row.slider, Qt.Key.Key_Right)
    assert said == [("w", 0.81, False)]


def test_a_number_is_typed(rows: ValueRows) -> None:
    said, row = heard(rows), rows.rows[1]
    row.field.line.setFocus()
    row.field.line.selectAll()
    QTest.keyClicks(row.field.line, "-12.5")
    QTest.keyClick(row.field.line, Qt.Key.Key_Return)
    assert said == [("x", -12.5, False)]


def test_what_is_no_number_is_explained_at_the_row(rows: ValueRows) -> None:
    said, row = heard(rows), rows.rows[1]
    row.field.line.setFocus()
    row.field.line.selectAll()
    QTest.keyClicks(row.field.line, "abc")
    QTest.keyClick(row.field.line, Qt.Key.Key_Return)
    assert said == []
    assert "abc" in row.message.text()
    QTest.keyClick(row.field.line, Qt.Key.Key_Escape)
    assert row.field.line.text() == "−1.5"
    assert not row.message.isVisible()


def test_a_refused_value_leaves_the_former_one_and_says_why(rows: ValueRows) -> None:
    row = rows.rows[0]
    rows.wanted.connect(lambda name, value, held: rows.row(name).show_refusal("division by 0 is not defined"))
    row.slider.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(row.slider, Qt.Key.Key_Home)
    assert row.message.text() == "division by 0 is not defined"
    assert row.field.line.text() == "0.8"
    assert row.slider.value() == round(0.8 / 2.0 * 200)
    rows.show_values(("w", "x"), {"w": 0.9, "x": -1.5}, ())
    assert not row.message.isVisible()


def test_the_box_says_which_variable_descent_changes(rows: ValueRows) -> None:
    ticked: list[tuple[str, bool]] = []
    rows.ticked.connect(lambda name, descends: ticked.append((name, descends)))
    assert [row.descends.isChecked() for row in rows.rows] == [True, False]
    QTest.mouseClick(rows.rows[1].descends, LEFT, pos=QPoint(8, 12))
    assert ticked == [("x", True)]


def test_fewer_variables_hide_rows_and_more_make_some(rows: ValueRows) -> None:
    names = tuple(f"w{number}" for number in range(12))
    rows.show_values(names, dict.fromkeys(names, 0.5), names)
    assert [row.name for row in rows.rows if row.isVisible()] == list(names)
    rows.show_values(("y",), {"y": 3.0}, ())
    assert [row.name for row in rows.rows if row.isVisible()] == ["y"]
    assert rows.row("y").field.value() == 3.0


def test_a_long_value_has_all_its_digits_in_the_tool_tip(rows: ValueRows) -> None:
    rows.show_values(("w",), {"w": 0.7123456789}, ())
    assert rows.rows[0].field.line.text() == "0.7123"
    assert rows.rows[0].field.line.toolTip() == "0.7123456789"
