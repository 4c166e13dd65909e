"""Colours that can be read and told apart, measures that scale, a style sheet that Qt understands."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter, QRawFont
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.app import apply_theme, style_sheet
from gui.foundation.theme import Theme, blend, contrast, install_fonts
from gui.widgets.buttons import icon, icon_names, icon_pixmap
from simulator.steps import Phase

THEMES = [pytest.param(Theme(dark=False), id="light"), pytest.param(Theme(dark=True), id="dark")]
TEXTS = ("text", "text_dim", "positive", "negative", "delta_positive", "delta_negative", "warning", "error", "good")

# Viénot, Brettel and Mollon (1999): what remains of linear RGB without the long or the middle cones.
VISION = {
    "all cones": np.eye(3),
    "protanope": np.array([[0.11238, 0.88762, 0.0], [0.11238, 0.88762, 0.0], [0.00401, -0.00401, 1.0]]),
    "deuteranope": np.array([[0.29275, 0.70725, 0.0], [0.29275, 0.70725, 0.0], [-0.02234, 0.02234, 1.0]]),
}


def linear(color: QColor) -> np.ndarray:
    channels = np.array([color.red(), color.green(), color.blue()]) / 255.0
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def luminance_ratio(first: QColor, second: QColor) -> float:
    low, high = sorted(float(linear(color) @ [0.2126, 0.7152, 0.0722]) for color in (first, second))
    return (high + 0.05) / (low + 0.05)


def lab(color: QColor, vision: np.ndarray) -> np.ndarray:
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = to_xyz @ np.clip(vision @ linear(color), 0, 1) / [0.9505, 1.0, 1.089]
    f = np.where(xyz > (6 / 29) ** 3, np.cbrt(xyz), xyz / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def difference(first: QColor, second: QColor, vision: np.ndarray) -> float:
    """CIE76: 2.3 is just noticeable."""
    return float(np.linalg.norm(lab(first, vision) - lab(second, vision)))


def test_contrast_is_the_one_of_wcag() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21.0)
    assert contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.005)  # WCAG's own example


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", TEXTS)
def test_letters_can_be_read_on_cards(theme: Theme, name: str) -> None:
    assert luminance_ratio(getattr(theme, name), theme.card) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_letters_can_be_read_on_the_window_and_on_fills(theme: Theme) -> None:
    for name in ("text", "text_dim"):
        assert luminance_ratio(getattr(theme, name), theme.window) >= 4.5
        assert luminance_ratio(getattr(theme, name), theme.sunken) >= 4.5
    assert luminance_ratio(theme.on_accent, theme.accent) >= 4.5
    assert luminance_ratio(theme.on_accent, theme.accent_hover) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_what_is_drawn_stands_out_from_cards(theme: Theme) -> None:
    colors = [theme.outline, theme.focus, theme.accent, *(theme.phase_color(phase) for phase in Phase)]
    assert min(luminance_ratio(color, theme.card) for color in colors) >= 3.0


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("vision", VISION)
def test_neighbouring_phases_are_told_apart_by_everybody(theme: Theme, vision: str) -> None:
    colors = [theme.phase_color(phase) for phase in Phase]
    gaps = [difference(one, other, VISION[vision]) for one, other in pairwise(colors)]
    assert min(gaps) >= 12


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("vision", VISION)
def test_both_signs_are_told_apart_by_everybody(theme: Theme, vision: str) -> None:
    assert difference(theme.positive, theme.negative, VISION[vision]) >= 50
    assert difference(theme.delta_positive, theme.delta_negative, VISION[vision]) >= 50


@pytest.mark.parametrize("theme", THEMES)
def test_a_phase_can_be_written_in_its_colour(theme: Theme) -> None:
    for phase in Phase:
        assert luminance_ratio(theme.readable(theme.phase_color(phase)), theme.card) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_numbers_can_be_read_on_every_neuron(theme: Theme) -> None:
    fills = [theme.neuron_fill(a / 20, 1.0) for a in range(-20, 21)]
    assert min(luminance_ratio(theme.text_on(fill), fill) for fill in fills) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_a_value_goes_from_the_card_to_the_colour_of_its_sign(theme: Theme) -> None:
    assert theme.signed_color(0.0, 2.0) == theme.card
    assert theme.signed_color(2.0, 2.0) == theme.positive
    assert theme.signed_color(-2.0, 2.0) == theme.negative
    assert theme.delta_color(2.0, 2.0) == theme.delta_positive
    assert theme.delta_color(-2.0, 2.0) == theme.delta_negative
    assert theme.signed_color(1.0, 2.0) == blend(theme.card, theme.positive, 0.5)
    assert theme.neuron_fill(-0.5, 1.0) == theme.signed_color(-0.5, 1.0)


def test_values_out_of_range_keep_a_colour() -> None:
    theme = Theme()
    assert theme.signed_color(9.0, 2.0) == theme.signed_color(math.inf, 2.0) == theme.positive
    assert theme.signed_color(-math.inf, 2.0) == theme.negative
    assert theme.signed_color(math.nan, 2.0) == theme.error
    assert theme.signed_color(0.0, 0.0) == theme.card
    assert theme.signed_color(1e-3, 0.0) == theme.positive


def test_a_colour_table_runs_from_minus_to_plus() -> None:
    theme = Theme()
    table = theme.signed_table(5)
    ends_and_middle = [QColor.fromRgb(table[place]) for place in (0, 2, 4)]
    assert ends_and_middle == [theme.negative, theme.card, theme.positive]
    assert QColor.fromRgb(theme.delta_table()[-1]) == theme.delta_positive


def test_measures_and_type_grow_with_the_scale() -> None:
    assert [Theme(scale=scale).px(13) for scale in (1.0, 1.5, 2.0)] == [13, 20, 26]
    assert Theme(scale=2.0).font(12).pixelSize() == 24
    assert Theme(scale=0.5).px(0.5) == 1, "a hairline stays visible"
    assert Theme().px(0) == 0


@pytest.mark.parametrize("scale", [0.0, -1.0, 3.0, math.nan])
def test_an_impossible_scale_is_refused(scale: float) -> None:
    with pytest.raises(ValueError, match=r"scale must lie between .*try 1"):
        Theme(scale=scale)


def test_equal_settings_make_equal_themes() -> None:
    assert Theme(dark=True, scale=2.0) == Theme(dark=True, scale=2.0)
    assert Theme(dark=True) != Theme(dark=False)


def test_one_typeface_has_latin_hangul_and_two_weights(qapp: QApplication) -> None:
    assert "Pretendard" in install_fonts()
    regular, semibold = (QRawFont.fromFont(Theme().font(13, semibold=bold)) for bold in (False, True))
    for face in (regular, semibold):
        assert face.familyName() == "Pretendard"
        assert all(face.supportsCharacter(ord(letter)) for letter in "Aδηθ가힣−·\N{NARROW NO-BREAK SPACE}")
    assert (regular.weight(), semibold.weight()) == (400, 600)


def test_tabular_digits_are_equally_wide(qapp: QApplication, qtbot: QtBot) -> None:
    install_fonts()
    label = QLabel()
    qtbot.addWidget(label)
    label.setFont(Theme().font(40, tabular=True))
    assert len({label.fontMetrics().horizontalAdvance(digit * 8) for digit in "0123456789"}) == 1


@pytest.mark.parametrize("theme", [Theme(dark, scale) for dark in (False, True) for scale in (0.5, 1.0, 2.0)])
def test_qt_understands_the_style_sheet(
        qapp: QApplication, former_look: None, qtbot: QtBot, theme: Theme) -> None:
    """A rule that Qt can't parse is a warning, and a warning fails the test."""
    assert "$" not in style_sheet(theme)
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    for widget in (QLabel("a"), QLineEdit("b"), QComboBox(), QMenu(window)):
        column.addWidget(widget)
    apply_theme(qapp, theme)
    with qtbot.waitExposed(window):
        window.show()
    assert window.grab().toImage().pixelColor(1, 1) == theme.window


def test_a_font_survives_a_new_parent_and_a_new_style_sheet(
        qapp: QApplication, former_look: None, qtbot: QtBot) -> None:
    theme = Theme()
    window = QWidget()
    qtbot.addWidget(window)
    apply_theme(qapp, theme)
    label = QLabel("title")
    label.ensurePolished()
    label.setFont(theme.font(20, semibold=True))
    QVBoxLayout(window).addWidget(label)
    assert (label.font().pixelSize(), label.font().weight()) == (20, 600)
    qapp.setStyleSheet(style_sheet(Theme(dark=True)))
    assert (label.font().pixelSize(), label.font().weight()) == (20, 600)


@pytest.mark.parametrize("name", icon_names())
def test_every_icon_is_drawn_in_the_colour_asked_for(qapp: QApplication, name: str) -> None:
    image = icon_pixmap(name, QColor("#ff0000"), 48, 2.0).toImage().convertToFormat(QImage.Format.Format_RGB32)
    ground = QImage(image.size(), QImage.Format.Format_RGB32)
    ground.fill(Qt.GlobalColor.black)
    painter = QPainter(ground)
    painter.drawImage(0, 0, image)
    painter.end()
    colors = {QColor(ground.pixel(x, y)).getRgb()[:3] for x in range(96) for y in range(96)}
    assert (255, 0, 0) in colors
    assert all(green == blue == 0 for _, green, blue in colors), "one colour only"


def test_the_icons_asked_for_are_there() -> None:
    wanted = {"first", "back", "play", "pause", "next", "last", "pen", "eraser", "clear", "undo", "redo", "random",
              "follow", "learn", "zoom-in", "zoom-out", "fit", "plus", "minus", "close", "info", "warning", "error",
              "settings", "panel", "moon", "sun", "language", "chart", "reset", "seed"}
    assert wanted <= set(icon_names())


def test_an_unknown_icon_is_named_with_the_known_ones(qapp: QApplication) -> None:
    with pytest.raises(ValueError, match=r'no icon "pley"; there are .*play'):
        icon_pixmap("pley", QColor("black"), 16)


def test_a_menu_icon_is_pale_when_disabled(qapp: QApplication) -> None:
    theme = Theme()
    drawn = icon("stop", theme, 16)
    disabled = drawn.pixmap(16, drawn.Mode.Disabled).toImage()
    assert disabled.pixelColor(8, 8) == theme.text_disabled
    assert drawn.pixmap(16).toImage().pixelColor(8, 8) == theme.text
