"""Sliders, banners, cards and labels; and what all widgets have in common."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from gui.app import apply_theme
from gui.foundation.number_text import parse_number
from gui.foundation.theme import Theme
from gui.widgets.banner import Banner, BannerKind
from gui.widgets.buttons import CheckBox, IconButton, PushButton, SegmentedControl
from gui.widgets.card import Card
from gui.widgets.fields import ChoiceBox, NumberField
from gui.widgets.labels import ElidedLabel, ProgressLine
from gui.widgets.slider_with_value import SliderWithValue

THEME = Theme()
LEFT = Qt.MouseButton.LeftButton
Show = Callable[..., QWidget]
Record = Callable[..., list[object]]
TurnWheel = Callable[..., bool]


# Slider


def weight() -> SliderWithValue:
    return SliderWithValue("w", -2.0, 2.0, 0.8, THEME, steps=400)


def test_a_slider_is_moved_with_keys(show: Show, record: Record) -> None:
    slider = weight()
    changed = record(slider.changed)
    show(slider)
    slider.slider.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(slider.slider, Qt.Key.Key_Right)
    QTest.keyClick(slider.slider, Qt.Key.Key_Home)
    assert changed == [0.81, -2.0]


def test_a_slider_goes_where_it_is_pressed_and_follows_the_pointer(show: Show, record: Record) -> None:
    slider = weight()
    changed = record(slider.changed)
    show(slider)
    middle = slider.slider.rect().center()
    QTest.mousePress(slider.slider, LEFT, pos=middle)
    assert slider.value() == pytest.approx(0.0, abs=0.02)
    QTest.mouseMove(slider.slider, QPoint(slider.slider.width() - 1, middle.y()))
    QTest.mouseRelease(slider.slider, LEFT, pos=QPoint(slider.slider.width() - 1, middle.y()))
    assert slider.value() == 2.0
    assert changed[-1] == 2.0


def test_a_slider_shows_and_keeps_the_exact_value(show: Show, record: Record) -> None:
    slider = SliderWithValue("w", 0.0, 1.0, 0.0, THEME, steps=10)
    changed = record(slider.changed)
    show(slider)
    slider.set_value(0.1234)
    assert (slider.value(), changed) == (0.1234, []), "not rounded to the slider's steps"
    assert "0.1234" in [label.text() for label in slider.findChildren(QLabel)]


def test_a_logarithmic_slider_multiplies(record: Record) -> None:
    slider = SliderWithValue("speed", 0.01, 100.0, 1.0, THEME, steps=4, logarithmic=True)
    changed = record(slider.changed)
    for position in (0, 1, 2, 3, 4):
        slider.slider.setValue(position)
    assert changed == [0.01, 0.1, 1.0, 10.0, 100.0]


def test_a_slider_ignores_the_wheel_without_focus(show: Show, turn_wheel: TurnWheel) -> None:
    slider = weight()
    show(slider)
    assert not turn_wheel(slider.slider, 1)
    assert slider.value() == 0.8


@pytest.mark.parametrize(("low", "high", "logarithmic"), [(1.0, 1.0, False), (2.0, 1.0, False), (0.0, 1.0, True)])
def test_a_slider_without_a_range_is_refused(qapp: QApplication, low: float, high: float, logarithmic: bool) -> None:
    with pytest.raises(ValueError, match="a slider needs low < high"):
        SliderWithValue("w", low, high, low, THEME, logarithmic=logarithmic)


# Banner


def diverged() -> Banner:
    return Banner("The cost is not finite.", BannerKind.ERROR, THEME, ["Go back", "Stay"])


def test_a_banner_offers_its_actions(show: Show, record: Record) -> None:
    banner = diverged()
    acted, dismissed = record(banner.acted), record(banner.dismissed)
    show(banner)
    assert [button.text() for button in banner.actions_offered()] == ["Go back", "Stay"]
    for button in banner.actions_offered():
        QTest.mouseClick(button, LEFT)
    assert (acted, dismissed, banner.isVisible()) == ([0, 1], [], True)


def test_a_banner_can_be_closed_and_shown_again(show: Show, record: Record) -> None:
    banner = diverged()
    dismissed = record(banner.dismissed)
    show(banner)
    QTest.mouseClick(banner.close_button(), LEFT)
    assert (len(dismissed), banner.isVisible()) == (1, False)
    banner.show_message("A new data set starts a new run.", BannerKind.INFO)
    assert banner.isVisible()
    assert banner.message() == "A new data set starts a new run."
    assert banner.actions_offered() == ()


def test_a_long_message_wraps(show: Show, qtbot: QtBot) -> None:
    banner = Banner("word " * 60, BannerKind.WARNING, THEME)
    window = show(banner)
    text = banner.findChildren(QLabel)[1]
    window.resize(320, 400)
    qtbot.waitUntil(lambda: banner.width() < 320)
    assert text.heightForWidth(text.width()) > 3 * text.fontMetrics().height()
    assert text.height() >= text.heightForWidth(text.width())


def test_a_banner_has_no_room_for_a_third_action(qtbot: QtBot) -> None:
    with pytest.raises(ValueError, match="room for 2 actions, got 3; leave some out"):
        Banner("", BannerKind.INFO, THEME, ["a", "b", "c"])


# Card, labels, progress, check box


def test_a_card_shows_title_mark_and_note(show: Show) -> None:
    card = Card("Error of layer 1", THEME)
    card.body.addWidget(QLabel("content"))
    show(card)
    card.set_mark("BP2", QColor("#8a2bb0"))
    card.set_note("click a neuron")
    shown = [label.text() for label in card.findChildren(QLabel) if label.isVisible()]
    assert shown == ["BP2", "Error of layer 1", "click a neuron", "content"]
    assert card.accessibleName() == card.title() == "Error of layer 1"
    mark = card.findChildren(QLabel)[0]
    assert mark.palette().color(mark.foregroundRole()) == QColor("#8a2bb0")
    assert mark.font().weight() == 600


def test_a_card_without_a_title_has_no_header(show: Show) -> None:
    card = Card("", THEME)
    card.body.addWidget(QLabel("content"))
    show(card)
    assert [label.text() for label in card.findChildren(QLabel) if label.isVisible()] == ["content"]
    button = IconButton("close", "Close", THEME)
    card.add_to_header(button)
    assert button.isVisible()


def test_a_filled_card_gives_its_body_the_whole_width(show: Show, qtbot: QtBot) -> None:
    card, content = Card("Map", THEME), QLabel("content")
    card.body.addWidget(content)
    show(card)
    card.fill()
    qtbot.waitUntil(lambda: content.width() == card.width() - 2)
    card.set_theme(Theme(scale=2.0))
    qtbot.waitUntil(lambda: content.width() == card.width() - 2)


def test_a_label_is_shortened_and_keeps_the_whole_text_in_its_tooltip(show: Show) -> None:
    label = ElidedLabel("Backward · BP2 · layer 1 · sample 4 of 10", THEME)
    show(label)
    label.resize(600, 20)
    assert (label.shown_text(), label.toolTip()) == (label.text(), "")
    label.resize(100, 20)
    assert label.shown_text().endswith("…")
    assert label.toolTip() == label.text()
    label.setText("BP2")
    assert (label.shown_text(), label.toolTip()) == ("BP2", "")


def test_progress_fills_the_line(show: Show) -> None:
    line = ProgressLine(THEME, name="training")
    show(line)
    line.set_fraction(0.5)
    image = line.grab().toImage()
    middle = image.height() // 2
    assert image.pixelColor(image.width() // 4, middle) == THEME.accent
    assert image.pixelColor(3 * image.width() // 4, middle) != THEME.accent
    line.set_fraction(7.0)
    assert line.fraction() == 1.0


def test_a_box_is_ticked_by_mouse_and_key(show: Show, record: Record) -> None:
    box = CheckBox("shuffle", THEME, checked=True)
    toggled = record(box.toggled)
    show(box)
    QTest.mouseClick(box, LEFT, pos=QPoint(8, box.height() // 2))
    box.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert toggled == [False, True]


# All of them


EVERY_WIDGET: tuple[Callable[[], QWidget], ...] = (
    lambda: NumberField(0.5, parse_number, THEME), lambda: SegmentedControl(["Map", "3D"], THEME),
    lambda: ChoiceBox([("quadratic", "quadratic")], THEME), lambda: Card("Map", THEME),
    lambda: ElidedLabel("text", THEME), lambda: ProgressLine(THEME), lambda: CheckBox("shuffle", THEME),
    lambda: PushButton("Train", THEME), lambda: IconButton("play", "Play", THEME), weight, diverged)


@pytest.mark.parametrize("make", EVERY_WIDGET)
def test_every_widget_grows_with_the_scale(show: Show, make: Callable[[], QWidget]) -> None:
    widget = make()
    show(widget)
    small = widget.sizeHint()
    widget.set_theme(Theme(scale=2.0))
    widget.ensurePolished()
    assert widget.sizeHint().height() >= 1.6 * small.height()


@pytest.mark.parametrize("make", EVERY_WIDGET)
def test_no_letters_are_smaller_than_twelve_pixels(show: Show, make: Callable[[], QWidget]) -> None:
    widget = make()
    show(widget)
    assert min(part.font().pixelSize() for part in (widget, *widget.findChildren(QWidget))) >= 12


@pytest.mark.parametrize("make", EVERY_WIDGET)
def test_every_widget_looks_different_in_the_dark(
        show: Show, qapp: QApplication, make: Callable[[], QWidget]) -> None:
    widget = make()
    show(widget)
    light = widget.grab().toImage()
    dark = Theme(dark=True)
    apply_theme(qapp, dark)
    widget.set_theme(dark)
    QApplication.processEvents()
    assert widget.grab().toImage() != light
