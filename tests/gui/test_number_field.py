"""The number field takes numbers over when they are finished and right, and says why when they aren't."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from gui.foundation.number_text import parse_count, parse_number
from gui.foundation.theme import Theme
from gui.widgets.buttons import PushButton
from gui.widgets.fields import NumberField, geometric_step, ladder_step, linear_step

THEME = Theme()
LEFT = Qt.MouseButton.LeftButton
Show = Callable[..., QWidget]
Record = Callable[..., list[object]]
TurnWheel = Callable[..., bool]


def positive(text: str) -> float:
    value = parse_number(text)
    if value <= 0:
        raise ValueError(f"learning rate must be a positive number, got {value:g}; try 0.1")
    return value


def learning_rate() -> NumberField:
    return NumberField(0.5, positive, THEME, name="learning rate")


def retype(field: NumberField, text: str) -> None:
    QTest.mouseClick(field.line, LEFT)
    field.line.selectAll()
    QTest.keyClicks(field.line, text)


def test_enter_takes_a_typed_number_over(show: Show, record: Record) -> None:
    field = learning_rate()
    committed = record(field.committed)
    show(field)
    retype(field, "0.25")
    assert committed == [], "not before it is finished"
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert (committed, field.value()) == ([0.25], 0.25)


def test_leaving_the_field_takes_the_number_over(show: Show, record: Record) -> None:
    field, button = learning_rate(), PushButton("Train", THEME)
    committed = record(field.committed)
    show(field, button)
    retype(field, "3")
    QTest.mouseClick(button, LEFT)
    button.setFocus()
    assert committed == [3.0]


def test_a_click_on_a_button_commits_before_the_button_acts(show: Show) -> None:
    field, button = learning_rate(), PushButton("Train", THEME)
    seen: list[object] = []
    button.clicked.connect(lambda: seen.append(field.value()))
    window = show(field, button)
    retype(field, "3")
    QTest.mouseClick(window.windowHandle(), LEFT, pos=button.mapTo(window, button.rect().center()))
    assert seen == [3.0]


def test_a_wrong_number_keeps_the_old_one_in_force_and_says_why(show: Show, record: Record) -> None:
    field = learning_rate()
    committed = record(field.committed)
    show(field)
    retype(field, "-0.1")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert (committed, field.value()) == ([], 0.5)
    assert field.line.text() == "-0.1", "what was typed is there to be mended"
    assert field.error() == "learning rate must be a positive number, got -0.1; try 0.1"
    shown = [label.text() for label in field.findChildren(QLabel) if label.isVisible()]
    assert shown == [f"{field.error()}\n0.5 stays in force."]
    assert field.line.accessibleDescription() == field.error()


def test_escape_brings_the_old_number_back(show: Show, record: Record) -> None:
    field = learning_rate()
    committed = record(field.committed)
    show(field)
    retype(field, "x")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    QTest.keyClick(field.line, Qt.Key.Key_Escape)
    assert (field.line.text(), field.error(), committed) == ("0.5", "", [])


def test_a_mended_number_takes_the_error_away(show: Show) -> None:
    field = learning_rate()
    show(field)
    retype(field, "-3")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    retype(field, "3")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert (field.value(), field.error()) == (3.0, "")


def test_a_true_minus_can_be_typed(show: Show) -> None:
    field = NumberField(0.5, parse_number, THEME)
    show(field)
    retype(field, "")
    field.line.insert("\N{MINUS SIGN}2")  # QTest types ASCII only
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert field.value() == -2.0


def test_setting_a_value_from_outside_emits_nothing(show: Show, record: Record) -> None:
    field = learning_rate()
    committed = record(field.committed)
    show(field)
    field.set_value(0.1)
    assert (committed, field.line.text(), field.value()) == ([], "0.1", 0.1)


def test_the_value_in_force_set_again_leaves_what_is_being_typed(show: Show) -> None:
    field = learning_rate()
    show(field)
    retype(field, "0.00")
    field.set_value(0.5)
    assert field.line.text() == "0.00"


def test_the_same_number_again_is_not_a_change(show: Show, record: Record) -> None:
    field = learning_rate()
    committed = record(field.committed)
    show(field)
    retype(field, "0.50")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert (committed, field.line.text()) == ([], "0.5")


def test_the_wheel_turns_a_number_only_while_it_has_the_focus(
        show: Show, record: Record, turn_wheel: TurnWheel) -> None:
    field = learning_rate()
    committed = record(field.committed)
    show(field)
    assert not turn_wheel(field.line, 1)
    assert committed == []
    QTest.mouseClick(field.line, LEFT)
    assert turn_wheel(field.line, 1)
    assert turn_wheel(field.line, -2)
    assert committed == [1.0, 0.2]


def test_a_fine_wheel_adds_up_to_whole_steps(show: Show, record: Record, turn_wheel: TurnWheel) -> None:
    field = learning_rate()
    committed = record(field.committed)
    show(field)
    QTest.mouseClick(field.line, LEFT)
    for _ in range(4):
        turn_wheel(field.line, 1, angle=30)
    assert committed == [1.0]


def test_arrow_keys_step_and_stop_at_the_end_of_the_range(show: Show, record: Record) -> None:
    field = NumberField(2, lambda text: max_three(parse_count(text)), THEME)
    committed = record(field.committed)
    show(field)
    QTest.mouseClick(field.line, LEFT)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down):
        QTest.keyClick(field.line, key)
    assert (committed, field.error()) == ([3, 2], "")
    assert all(isinstance(value, int) for value in committed), "whole numbers stay whole"


def max_three(value: int) -> int:
    if value > 3:
        raise ValueError(f"at most 3, got {value}; try 3")
    return value


@pytest.mark.parametrize(("value", "up", "down"), [
    (1.0, 2.0, 0.5), (0.2, 0.5, 0.1), (0.5, 1.0, 0.2), (0.3, 0.5, 0.2), (7.0, 10.0, 5.0), (1e-3, 2e-3, 5e-4),
    (0.0, 0.0, 0.0)])
def test_the_ladder_goes_one_two_five(value: float, up: float, down: float) -> None:
    assert (ladder_step(value, 1), ladder_step(value, -1)) == (up, down)


def test_the_ladder_returns_to_where_it_started() -> None:
    for count in range(-12, 13):
        assert ladder_step(ladder_step(0.1, count), -count) == 0.1


def test_steps_add_or_multiply_without_rounding_dust() -> None:
    assert linear_step(0.1)(0.2, 1) == 0.3
    assert linear_step(1)(7, -1) == 6
    assert geometric_step(2.0)(0.1, -3) == 0.0125


def test_letters_typed_into_a_field_are_not_the_window_s_shortcuts(show: Show) -> None:
    field = learning_rate()
    window = show(field)
    pressed: list[str] = []
    for key in ("Space", "Left", "1", "Home", "Esc", "Up"):
        shortcut = QShortcut(QKeySequence(key), window)
        shortcut.activated.connect(lambda key=key: pressed.append(key))
    retype(field, "1 ")
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Home, Qt.Key.Key_Up, Qt.Key.Key_Escape):
        QTest.keyClick(field.line, key)
    assert pressed == []
