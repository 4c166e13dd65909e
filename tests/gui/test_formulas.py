"""Formulas are drawn sharp, in the colour asked for, and without keeping the window waiting."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPixmap, QRawFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.foundation.formulas import FormulaLabel, Formulas, math_font
from gui.foundation.theme import Theme

BP2 = r"\delta^{l} = (W^{l+1})^{T}\,\delta^{l+1} \odot \sigma'(z^{l})"
SIGMOID = r"\sigma(z) = \frac{1}{1+e^{-z}}"


@pytest.fixture
def formulas(qapp: QApplication) -> Iterator[Formulas]:
    made = Formulas(Theme())
    yield made
    made.close()


def ink(pixmap: QPixmap) -> list[QColor]:
    image = pixmap.toImage().convertToFormat(QImage.Format.Format_ARGB32)
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return [color for color in pixels if color.alpha() == 255]


def test_a_formula_is_drawn_in_its_colour(formulas: Formulas) -> None:
    drawn = ink(formulas.pixmap(SIGMOID, 40, QColor("#8e24aa"), 1.0))
    assert len(drawn) > 100
    assert {color.name() for color in drawn} == {"#8e24aa"}, "the fraction's bar too"


def test_a_part_may_have_a_colour_of_its_own(formulas: Formulas) -> None:
    drawn = ink(formulas.pixmap(r"\textcolor{#1b7f4d}{\delta} + z", 60, QColor("#8e24aa"), 1.0))
    assert {color.name() for color in drawn} == {"#1b7f4d", "#8e24aa"}


def test_a_dense_screen_gets_more_pixels_for_the_same_size(formulas: Formulas) -> None:
    coarse, fine = (formulas.pixmap(BP2, 20, QColor("black"), ratio) for ratio in (1.0, 2.0))
    assert fine.width() == pytest.approx(2 * coarse.width(), abs=2)
    assert fine.deviceIndependentSize().width() == pytest.approx(coarse.width(), abs=1)


def test_the_theme_s_scale_enlarges_formulas(qapp: QApplication, formulas: Formulas) -> None:
    projector = Formulas(Theme(scale=2.0))
    assert projector.size(BP2, 20).width() == pytest.approx(2 * formulas.size(BP2, 20).width())
    projector.close()


def test_the_baseline_is_where_the_letters_stand(formulas: Formulas) -> None:
    """x stands on the baseline: below it nothing is drawn."""
    pixmap = formulas.pixmap("x", 96, QColor("black"), 1.0)
    image = pixmap.toImage().convertToFormat(QImage.Format.Format_ARGB32)
    places = ((x, y) for x in range(image.width()) for y in range(image.height()))
    lowest = max(y for x, y in places if image.pixelColor(x, y).alpha() > 128)
    assert lowest == pytest.approx(formulas.ascent("x", 96), abs=3)


def test_a_wrong_formula_is_named(formulas: Formulas) -> None:
    with pytest.raises(ValueError, match=r"the formula .*frac.* can't be drawn .*check its braces"):
        formulas.pixmap(r"\frac{1}{", 20, QColor("black"), 1.0)


def test_prerendering_makes_formulas_ready_in_the_background(formulas: Formulas, qtbot: QtBot) -> None:
    ready: list[str] = []
    formulas.rendered.connect(ready.append)
    formulas.prerender([BP2, r"\frac{1}{", SIGMOID])
    qtbot.waitUntil(lambda: len(ready) == 3)
    assert ready == [BP2, r"\frac{1}{", SIGMOID], "in this order, and a wrong one doesn't stop the others"
    assert formulas.is_ready(BP2)
    assert formulas.is_ready(SIGMOID)


def test_the_same_formula_is_requested_once(formulas: Formulas, qtbot: QtBot) -> None:
    ready: list[str] = []
    formulas.rendered.connect(ready.append)
    formulas.prerender([BP2, BP2, BP2, SIGMOID])
    qtbot.waitUntil(lambda: SIGMOID in ready)
    assert ready == [BP2, SIGMOID]


def test_closing_gives_up_what_waits_and_wants_no_more(formulas: Formulas) -> None:
    formulas.prerender(f"x_{{{number}}}" for number in range(200))
    formulas.close()
    formulas.request(BP2)
    assert not formulas.is_ready("x_{199}")
    assert not formulas.is_ready(BP2)


def test_a_label_appears_when_its_formula_is_ready(formulas: Formulas, qtbot: QtBot) -> None:
    label = FormulaLabel(formulas, BP2, 20, Theme())
    qtbot.addWidget(label)
    before = label.sizeHint()
    qtbot.waitUntil(lambda: label.sizeHint() != before)
    assert label.sizeHint().width() == int(formulas.size(BP2, 20).width()) + 1
    label.resize(label.sizeHint())
    assert any(color == Theme().text for color in ink(label.grab()))


def test_a_warm_label_changes_at_once(formulas: Formulas, qtbot: QtBot) -> None:
    formulas.pixmap(BP2, 20, QColor("black"), 1.0)
    label = FormulaLabel(formulas, SIGMOID, 20, Theme())
    qtbot.addWidget(label)
    assert label.sizeHint().width() == int(formulas.size(SIGMOID, 20).width()) + 1
    label.set_latex("")
    assert label.latex() == ""


def test_a_narrow_label_draws_the_whole_formula_smaller(formulas: Formulas, qtbot: QtBot) -> None:
    formulas.pixmap(BP2, 24, QColor("black"), 1.0)
    label = FormulaLabel(formulas, BP2, 24, Theme())
    qtbot.addWidget(label)
    label.set_color(QColor("#0000ff"))
    label.resize(label.minimumSizeHint().width(), label.sizeHint().height())
    assert label.minimumSizeHint().width() == pytest.approx(label.sizeHint().width() / 2, abs=1)
    image = label.grab().toImage()
    columns = [x for x in range(image.width()) for y in range(image.height())
               if image.pixelColor(x, y) == QColor("#0000ff")]
    assert columns
    assert max(columns) < image.width()


def test_the_mathematical_font_comes_with_the_program(qapp: QApplication) -> None:
    font = math_font(18, Theme(scale=2.0))
    face = QRawFont.fromFont(font)
    assert font.pixelSize() == 36
    assert math_font(18).pixelSize() == 18
    assert face.familyName() == "STIX Two Math"
    assert all(face.supportsCharacter(ord(sign)) for sign in "∇⊙δσ−·∂")


def test_importing_the_module_does_not_import_the_typesetter(project: Path) -> None:
    code = "import sys, gui.foundation.formulas; sys.exit('ziamath' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=project, check=False).returncode == 0


def test_nothing_is_drawn_on_the_ground(formulas: Formulas) -> None:
    pixmap = formulas.pixmap("x", 40, QColor("black"), 1.0)
    assert pixmap.toImage().pixelColor(0, 0) == QColor(Qt.GlobalColor.transparent)
