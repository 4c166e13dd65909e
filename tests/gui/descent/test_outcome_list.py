"""The list of outcomes in a window: one entry a racer, and buttons that are really pressed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from gui.foundation.theme import Theme
from gui.workspaces.descent.outcome_list import OutcomeList
from gui.workspaces.descent.racer_looks import racer_looks
from simulator.descent.outcome import Outcome, OutcomeKind
from simulator.descent.racer import Racer

GOING = Outcome(
    kind=OutcomeKind.DESCENDING, step=40, since=12, a=0.5, b=-0.25, cost=0.62, best_cost=0.21, slope=0.034,
    point=None, curvature=4.0, learning_rate=0.7, stable_rate=0.5, threshold=0.05)
DIVERGED = replace(GOING, kind=OutcomeKind.DIVERGED, is_over=True)
LEFT = replace(GOING, kind=OutcomeKind.LEFT_DOMAIN, is_over=True)
LOOKS = racer_looks([Racer("gradient_descent"), Racer("momentum"), Racer("adam")], Theme())


@pytest.fixture
def shown(show: Callable[..., QWidget]) -> OutcomeList:
    outcomes = OutcomeList(Theme())
    outcomes.setFixedWidth(220)
    show(outcomes).resize(300, 720)
    outcomes.show_outcomes((GOING, DIVERGED, LEFT), LOOKS)
    for _ in range(6):
        QApplication.processEvents()
    return outcomes


def press(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_every_racer_has_its_entry_with_its_name_and_its_dot(shown: OutcomeList) -> None:
    entries = shown.entries()
    assert [entry.text().partition(" ")[0] for entry in entries] == ["Gradient", "Momentum", "Adam"]
    for entry, look in zip(entries, LOOKS, strict=True):
        picture = entry.grab().toImage()
        assert picture.pixelColor(5, 9) == entry.color() == look.color


def test_only_a_way_that_ended_badly_has_buttons(shown: OutcomeList) -> None:
    going, diverged, left = shown.entries()
    assert not going.slower.isVisible()
    assert not going.back.isVisible()
    assert (diverged.slower.text(), diverged.back.text()) == ("Take η = 0.25", "Back to step 12")
    assert not left.slower.isVisible()
    assert left.back.text() == "Back to step 39"


def test_the_buttons_ask_for_what_they_say(shown: OutcomeList, qtbot: QtBot) -> None:
    _, diverged, left = shown.entries()
    with qtbot.waitSignal(shown.slow_down) as asked:
        press(diverged.slower)
    assert asked.args == [1, 0.25]
    with qtbot.waitSignal(shown.go_back) as asked:
        press(diverged.back)
    assert asked.args == [1, 12]
    with qtbot.waitSignal(shown.go_back) as asked:
        press(left.back)
    assert asked.args == [2, 39]


def test_the_buttons_can_be_pressed_with_the_keyboard(shown: OutcomeList, qtbot: QtBot) -> None:
    button = shown.entries()[1].back
    button.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(shown.go_back) as asked:
        QTest.keyClick(button, Qt.Key.Key_Return)
    assert asked.args == [1, 12]


def test_in_a_narrow_column_no_sentence_and_no_button_is_cut_off(shown: OutcomeList) -> None:
    for entry in shown.entries():
        label = next(label for label in entry.findChildren(QLabel))
        assert label.height() >= label.heightForWidth(label.width())
        for button in (entry.slower, entry.back):
            if button.isVisible():
                assert button.width() >= button.sizeHint().width()
                assert entry.rect().contains(button.geometry())


def test_buttons_stand_side_by_side_where_there_is_room(shown: OutcomeList, qtbot: QtBot) -> None:
    entry = shown.entries()[1]
    assert entry.slower.y() < entry.back.y()
    shown.setFixedWidth(420)
    qtbot.waitUntil(lambda: entry.slower.y() == entry.back.y())


def test_what_changes_takes_the_place_of_what_was_said(shown: OutcomeList) -> None:
    shown.show_outcomes((DIVERGED,), LOOKS[:1])
    (entry,) = shown.entries()
    assert entry.text().startswith("Gradient descent has diverged")
    shown.show_outcomes((GOING, GOING), LOOKS[:2])
    assert [entry.back.isVisible() for entry in shown.entries()] == [False, False]
