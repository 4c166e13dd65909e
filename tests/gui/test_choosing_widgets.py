"""Buttons, segments and choices answer to mouse, wheel and keys, and report what a person did, not the program."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from gui.foundation.theme import Theme
from gui.widgets.buttons import CheckBox, IconButton, PushButton, SegmentedControl, segments_width
from gui.widgets.fields import ChoiceBox
from gui.widgets.keyboard import Tool, shows_ring

THEME = Theme()
LEFT = Qt.MouseButton.LeftButton
Show = Callable[..., QWidget]
Record = Callable[..., list[object]]
TurnWheel = Callable[..., bool]


# Buttons


@pytest.mark.parametrize("make", [
    lambda: PushButton("Train", THEME, True, icon_name="play"), lambda: IconButton("play", "Play", THEME)])
def test_a_button_is_pressed_by_mouse_and_by_its_keys(
        show: Show, make: Callable[[], PushButton], record: Record) -> None:
    button = make()
    clicks = record(button.clicked)
    show(button)
    QTest.mouseClick(button, LEFT)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
        QTest.keyClick(button, key)
    assert len(clicks) == 4
    button.setEnabled(False)
    QTest.mouseClick(button, LEFT)
    assert len(clicks) == 4


def test_the_ring_is_shown_for_the_keyboard_only(show: Show) -> None:
    button = PushButton("Train", THEME)
    window = show(button)
    QTest.mouseClick(button, LEFT)
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not shows_ring(button)
    window.findChild(QLineEdit).setFocus()
    before = button.grab().toImage()
    QTest.keyClick(window, Qt.Key.Key_Tab)
    assert button.hasFocus()
    assert shows_ring(button)
    assert button.grab().toImage() != before
    edge = button.grab().toImage().pixelColor(button.width() // 2, 1)
    assert edge == THEME.focus


@pytest.mark.parametrize("make", [
    lambda: PushButton("Train", THEME), lambda: IconButton("play", "Play", THEME),
    lambda: CheckBox("log", THEME)])
def test_a_button_that_is_deleted_while_it_has_the_ring_does_nothing_more(
        show: Show, make: Callable[[], QWidget], qtbot: QtBot) -> None:
    button = make()
    window = show(button)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert shows_ring(button)
    with qtbot.waitSignal(button.destroyed):
        button.deleteLater()
    del button
    assert not shows_ring(window.focusWidget())


def test_a_tool_may_take_what_would_be_the_widgets_and_of_two_the_later_one_comes_first(
        show: Show, record: Record) -> None:
    button, seen = PushButton("Train", THEME), list[str]()
    clicks = record(button.clicked)
    show(button)
    for name, takes in (("earlier", False), ("later", False), ("last", True)):
        Tool(button, {QEvent.Type.MouseButtonPress: lambda _, name=name, takes=takes: seen.append(name) or takes})
        QTest.mouseClick(button, LEFT)
    assert seen == ["earlier", "later", "earlier", "last"]
    assert len(clicks) == 2, "the last one has taken the third"


def test_space_belongs_to_the_window_unless_the_ring_is_shown(show: Show, record: Record) -> None:
    """A button that was clicked must not take Space away from Play; one reached with Tab must answer to it."""
    button = PushButton("Learn", THEME)
    clicks = record(button.clicked)
    window = show(button)
    played = record(QShortcut(QKeySequence("Space"), window).activated)
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert (len(played), len(clicks)) == (1, 0)
    button.clearFocus()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert (len(played), len(clicks)) == (1, 1)


def test_an_icon_button_says_what_it_does(show: Show) -> None:
    button = IconButton("play", "Play", THEME)
    assert (button.toolTip(), button.accessibleName(), button.icon_name()) == ("Play", "Play", "play")
    before = button.grab().toImage()
    button.set_icon("pause")
    assert button.grab().toImage() != before
    button.set_tooltip("Pause")
    assert button.accessibleName() == "Pause"


def test_a_checked_icon_button_is_filled_with_the_accent(show: Show) -> None:
    button = IconButton("pen", "Pen", THEME, look="flat")
    button.setCheckable(True)
    show(button)
    QTest.mouseClick(button, LEFT)
    assert button.isChecked()
    window = button.window()
    QTest.mouseMove(window, QPoint(1, 1))
    fill = button.grab().toImage().pixelColor(button.width() // 2, 3)
    assert fill in (THEME.accent, THEME.accent_hover)


def test_a_button_is_wide_enough_for_its_text(qtbot: QtBot) -> None:
    for text in ("Follow this digit", "이 숫자 따라가기"):
        button = PushButton(text, THEME, icon_name="follow")
        qtbot.addWidget(button)
        assert button.minimumSizeHint().width() >= button.fontMetrics().horizontalAdvance(text) + 16 + 2 * 8


# Segments


def grains() -> SegmentedControl:
    return SegmentedControl(["Neuron", "Layer", "Sample"], THEME, name="granularity")


def test_a_click_chooses_a_segment(show: Show, record: Record) -> None:
    control = grains()
    changed = record(control.changed)
    show(control)
    QTest.mouseClick(control.segments()[2], LEFT)
    QTest.mouseClick(control.segments()[2], LEFT)
    assert (changed, control.index()) == ([2], 2)
    assert [segment.isChecked() for segment in control.segments()] == [False, False, True]


def test_choosing_a_segment_from_outside_emits_nothing(show: Show, record: Record) -> None:
    control = grains()
    changed = record(control.changed)
    control.set_index(1)
    assert (changed, control.index()) == ([], 1)


def test_arrow_keys_move_along_the_segments(show: Show, record: Record) -> None:
    control = grains()
    changed = record(control.changed)
    show(control)
    control.segments()[0].setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(control.segments()[0], Qt.Key.Key_Right)
    assert (changed, control.index()) == ([1], 1)
    assert control.segments()[1].hasFocus()


def test_a_segment_out_of_use_cannot_be_chosen(show: Show, record: Record) -> None:
    control = grains()
    changed = record(control.changed)
    show(control)
    control.set_option_enabled(1, enabled=False, reason="needs a hidden layer")
    QTest.mouseClick(control.segments()[1], LEFT)
    assert changed == []
    assert control.segments()[1].toolTip() == "needs a hidden layer"


def test_segments_can_be_renamed(qtbot: QtBot) -> None:
    control = grains()
    qtbot.addWidget(control)
    control.set_options(["뉴런", "층", "표본"])
    assert [segment.text() for segment in control.segments()] == ["뉴런", "층", "표본"]


# Choice box


def costs() -> ChoiceBox:
    return ChoiceBox([("quadratic", "quadratic"), ("cross", "cross-entropy")], THEME, name="cost")


def test_an_entry_is_chosen_with_keys(show: Show, record: Record) -> None:
    box = costs()
    chosen = record(box.chosen)
    show(box)
    box.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert (chosen, box.key(), box.currentText()) == (["cross"], "cross", "cross-entropy")


def test_an_entry_is_chosen_with_the_mouse(show: Show, qtbot: QtBot, record: Record) -> None:
    box = costs()
    chosen = record(box.chosen)
    show(box)
    QTest.mouseClick(box, LEFT)
    view = box.view()
    qtbot.waitUntil(view.isVisible)
    place = view.visualRect(box.model().index(1, 0)).center()
    QTest.mouseMove(view.viewport(), place)

    def clicked_until_chosen() -> bool:
        """Qt takes a press that follows the first one too soon for a part of a double click."""
        if not chosen:
            QTest.mouseClick(view.viewport(), LEFT, pos=place)
        return chosen == ["cross"]

    qtbot.waitUntil(clicked_until_chosen)


def test_choosing_from_outside_emits_nothing(show: Show, record: Record) -> None:
    box = costs()
    chosen = record(box.chosen)
    box.set_key("cross")
    assert (chosen, box.currentText()) == ([], "cross-entropy")
    with pytest.raises(ValueError, match='no choice "hinge"; there are quadratic, cross'):
        box.set_key("hinge")


def test_new_entries_keep_the_choice_if_they_can(qtbot: QtBot) -> None:
    box = costs()
    qtbot.addWidget(box)
    box.set_key("cross")
    box.set_items([("quadratic", "제곱"), ("cross", "교차 엔트로피")])
    assert (box.key(), box.currentText()) == ("cross", "교차 엔트로피")
    box.set_items([("quadratic", "제곱")])
    assert box.key() == "quadratic"
    box.set_items([])
    assert box.key() == ""


def test_the_wheel_turns_a_choice_only_while_it_has_the_focus(
        show: Show, record: Record, turn_wheel: TurnWheel) -> None:
    box = costs()
    chosen = record(box.chosen)
    show(box)
    assert not turn_wheel(box, -1)
    box.setFocus(Qt.FocusReason.MouseFocusReason)
    turn_wheel(box, -1)
    assert chosen == ["cross"]


@pytest.mark.parametrize("options", [("sum", "carry"), ("합", "자리올림"), ("A", "B", "a long one")])
def test_the_width_of_a_row_of_segments_is_known_before_it_is_built(show: Show, options: tuple[str, ...]) -> None:
    row = SegmentedControl(options, THEME)
    show(row)
    assert row.sizeHint().width() == segments_width(options, THEME)
