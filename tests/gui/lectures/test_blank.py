"""A black screen that any key or click takes away."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QKeyEvent, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.foundation.theme import Theme
from gui.lectures.presenting import BlankScreen


@pytest.fixture
def button() -> QPushButton:
    return QPushButton("Press")


@pytest.fixture
def window(show: Callable[..., QWidget], button: QPushButton) -> QWidget:
    return show(button)


@pytest.fixture
def blank(window: QWidget) -> BlankScreen:
    return BlankScreen(window, Theme())


def corners(window: QWidget) -> list[QColor]:
    picture = window.grab().toImage()
    right, bottom = picture.width() - 1, picture.height() - 1
    return [picture.pixelColor(x, y) for x in (0, right // 2, right) for y in (0, bottom // 3, bottom)]


def test_it_covers_the_whole_window_in_full_screen_too(window: QWidget, blank: BlankScreen, qtbot: QtBot) -> None:
    assert set(map(QColor.name, corners(window))) != {"#000000"}
    blank.cover()
    assert set(map(QColor.name, corners(window))) == {"#000000"}
    window.showFullScreen()
    qtbot.waitUntil(lambda: blank.size() == window.size())
    assert set(map(QColor.name, corners(window))) == {"#000000"}
    blank.uncover()
    assert set(map(QColor.name, corners(window))) != {"#000000"}


@pytest.mark.parametrize("key", [Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_B,
                                 Qt.Key.Key_Escape])
def test_any_key_takes_it_away_and_does_nothing_else(window: QWidget, blank: BlankScreen, key: Qt.Key) -> None:
    acted: list[bool] = []
    shortcut = QShortcut(key, window)
    shortcut.activated.connect(lambda: acted.append(True))
    line = window.focusWidget()
    assert isinstance(line, QLineEdit)
    blank.cover()
    QTest.keyClick(window.windowHandle(), key)
    assert not blank.is_covering
    assert acted == []
    assert line.text() == ""
    assert QApplication.focusWidget() is line, "the keys are where they were"


def test_a_click_takes_it_away_and_presses_nothing(window: QWidget, blank: BlankScreen, button: QPushButton) -> None:
    pressed: list[bool] = []
    for signal in (button.pressed, button.released, button.clicked):
        signal.connect(lambda: pressed.append(True))
    blank.cover()
    place = button.mapTo(window, button.rect().center())
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert not blank.is_covering
    assert pressed == []


def test_the_key_that_is_still_held_and_shift_alone_do_not_take_it_away(window: QWidget, blank: BlankScreen) -> None:
    blank.cover()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Shift)
    QApplication.sendEvent(blank, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_B, Qt.KeyboardModifier.NoModifier, "b",
                                            True))
    assert blank.is_covering


def test_it_keeps_the_keys_when_somebody_beneath_wants_them(window: QWidget, blank: BlankScreen, button: QPushButton,
                                                            qtbot: QtBot) -> None:
    blank.cover()
    button.setFocus()
    qtbot.waitUntil(blank.hasFocus)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Right)
    assert not blank.is_covering
    assert button.hasFocus()


def test_covered_from_another_window_it_still_gets_the_next_key(window: QWidget, blank: BlankScreen,
                                                                button: QPushButton, qtbot: QtBot) -> None:
    other = QWidget()
    qtbot.addWidget(other)
    with qtbot.waitActive(other):
        other.show()
        other.activateWindow()
    blank.cover()
    button.setFocus()
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.waitUntil(blank.hasFocus)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Right)
    assert not blank.is_covering
    assert button.hasFocus()


def test_a_dim_hint_vanishes_by_itself(window: QWidget, blank: BlankScreen, qtbot: QtBot) -> None:
    blank._fading.setDuration(200)
    blank.cover()
    assert blank.hint_opacity == 1.0
    strip = QPoint(window.width() // 2, window.height() - 36)

    def brightest() -> int:
        picture = window.grab().toImage()
        return max(picture.pixelColor(x, y).lightness() for x in range(strip.x() - 60, strip.x() + 60)
                   for y in range(strip.y() - 20, strip.y() + 20))

    assert 60 < brightest() < 160, "it is seen, but doesn't light up the hall"
    qtbot.waitUntil(lambda: blank.hint_opacity == 0.0)
    assert brightest() == 0
