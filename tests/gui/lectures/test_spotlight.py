"""A spotlight and a pointer at the mouse, over a window that works on beneath them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.foundation.theme import Theme, blend
from gui.lectures.spotlight import Pointing, PointingTools

HERE = QPoint(240, 160)


@pytest.fixture
def button() -> QPushButton:
    return QPushButton("Press")


@pytest.fixture
def window(show: Callable[..., QWidget], button: QPushButton) -> QWidget:
    window = show(button, QWidget())
    window.resize(480, 320)
    return window


@pytest.fixture
def tools(window: QWidget) -> PointingTools:
    return PointingTools(window, Theme())


def point_at(window: QWidget, place: QPoint) -> None:
    # where the mouse of an earlier test has stopped, nothing would move
    QTest.mouseMove(window.windowHandle(), place + QPoint(1, 1))
    QTest.mouseMove(window.windowHandle(), place)


def picture(window: QWidget) -> QImage:
    return window.grab().toImage()


def color_at(window: QWidget, place: QPoint) -> QColor:
    return picture(window).pixelColor(place)


def test_all_but_the_circle_becomes_dark(window: QWidget, tools: PointingTools) -> None:
    ground = color_at(window, HERE)
    tools.choose(Pointing.SPOTLIGHT)
    tools.spotlight.set_radius(60)
    point_at(window, HERE)
    assert color_at(window, HERE) == ground
    assert color_at(window, HERE + QPoint(50, 0)) == ground
    outside = color_at(window, HERE + QPoint(90, 0))
    expected = blend(ground, QColor("black"), 0.62)
    assert abs(outside.lightness() - expected.lightness()) <= 2
    tools.choose(Pointing.NOTHING)
    assert color_at(window, HERE + QPoint(90, 0)) == ground


def test_it_follows_the_mouse_and_leaves_no_trace(window: QWidget, tools: PointingTools, qtbot: QtBot) -> None:
    tools.choose(Pointing.SPOTLIGHT)
    tools.spotlight.set_radius(40)
    for x in (60, 120, 300):
        point_at(window, QPoint(x, 160))
        assert tools.spotlight.centre == QPointF(x, 160)
    bright = color_at(window, QPoint(300, 160))
    assert color_at(window, QPoint(60, 160)).lightness() < bright.lightness() - 100


def test_only_what_has_changed_is_painted_again(window: QWidget, tools: PointingTools,
                                                monkeypatch: pytest.MonkeyPatch) -> None:
    tools.choose(Pointing.POINTER)
    point_at(window, QPoint(100, 100))
    asked: list[int] = []
    monkeypatch.setattr(tools.pointer, "update", lambda region: asked.append(
        sum(rect.width() * rect.height() for rect in region)))
    point_at(window, QPoint(110, 100))
    side = tools.pointer.box().width()
    # from (100, 100) to (111, 101): two overlapping squares; then from there to (110, 100)
    assert asked == [2 * side ** 2 - (side - 11) * (side - 1), 2 * side ** 2 - (side - 1) ** 2]


def test_the_pointer_has_a_ring_that_stands_out_on_light_and_dark_ground(window: QWidget, tools: PointingTools
                                                                         ) -> None:
    for dark in (False, True):
        theme = Theme(dark)
        tools.set_theme(theme)
        tools.choose(Pointing.POINTER)
        point_at(window, HERE)
        ring = color_at(window, HERE + QPoint(round(tools.pointer.radius), 0))
        assert ring == theme.error
        tools.choose(Pointing.NOTHING)


def test_only_one_of_them_is_at_the_mouse(tools: PointingTools, record: Callable[..., list[object]]) -> None:
    changes = record(tools.changed)
    tools.toggle(Pointing.SPOTLIGHT)
    assert tools.spotlight.is_on
    assert not tools.pointer.is_on
    tools.toggle(Pointing.POINTER)
    assert tools.pointer.is_on
    assert not tools.spotlight.is_on
    tools.toggle(Pointing.POINTER)
    assert tools.shown is Pointing.NOTHING
    assert not tools.pointer.is_on
    assert len(changes) == 3


@pytest.mark.parametrize("pointing", [Pointing.SPOTLIGHT, Pointing.POINTER])
def test_clicks_hovering_and_keys_reach_what_is_beneath(window: QWidget, tools: PointingTools, button: QPushButton,
                                                        pointing: Pointing, qtbot: QtBot) -> None:
    focus = window.focusWidget()
    tools.choose(pointing)
    assert window.focusWidget() is focus
    pressed = []
    button.clicked.connect(lambda: pressed.append(True))
    place = button.mapTo(window, button.rect().center())
    point_at(window, QPoint(2, 2))  # from outside the button, wherever an earlier test has left the mouse
    point_at(window, place)
    qtbot.waitUntil(button.underMouse)
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert pressed == [True]
    assert window.childAt(place) is button


def test_it_grows_with_the_window_and_lies_above_what_comes_later(window: QWidget, tools: PointingTools) -> None:
    tools.choose(Pointing.SPOTLIGHT)
    window.resize(600, 500)
    assert tools.spotlight.geometry() == window.rect()
    later = QWidget(window)
    later.setGeometry(window.rect())
    later.show()
    children = window.children()
    assert children.index(tools.spotlight) > children.index(later)


def test_its_size_stays_within_reason(tools: PointingTools) -> None:
    tools.spotlight.set_radius(1e6)
    assert tools.spotlight.radius == 600
    tools.spotlight.set_radius(0)
    assert tools.spotlight.radius == 40
