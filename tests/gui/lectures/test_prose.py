"""Markdown with formulas: set on the baseline, broken where lines may end, and sharp on paper, too."""

from __future__ import annotations

import itertools
import re
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPageSize, QPainter, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.foundation.formulas import Formulas
from gui.foundation.theme import SMALLEST_TEXT, Theme
from gui.lectures.prose import LINE_HEIGHT, ProseView, prose_document
from gui.lectures.prose_cut import BreakingPlaces, cut, formulas_in, parts_of, plain_text
from gui.lectures.prose_maker import OBJECT_CHARACTER

RED = "#ff0000"
RED_H = rf"\textcolor{{{RED}}}{{\mathrm{{H}}}}"
LONG = r"\delta^1_2 = \sigma'(z^1_2)\sum_j w^2_{j2}\delta^2_j = 0.419\,(0.81\cdot 0.112 - 1.24\cdot 0.304) = -0.12"


@pytest.fixture
def formulas(light_look: None) -> Iterator[Formulas]:
    made = Formulas(Theme())
    yield made
    made.close()


@pytest.fixture
def document(formulas: Formulas) -> Callable[..., QTextDocument]:
    def made(markdown: str, width: float = 288, size: float = 17, theme: Theme | None = None) -> QTextDocument:
        return prose_document(markdown, formulas, theme or Theme(), size, width)

    return made


def picture(document: QTextDocument) -> QImage:
    size = document.size()
    image = QImage(round(size.width()) + 1, round(size.height()) + 1, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    document.drawContents(painter)
    painter.end()
    return image


def lowest(image: QImage, is_ink: Callable[[QColor], bool]) -> int:
    return max(y for y in range(image.height()) for x in range(image.width()) if is_ink(image.pixelColor(x, y)))


def is_red(color: QColor) -> bool:
    return color.red() > 200 and color.green() < 110 and color.blue() < 110


def is_dark(color: QColor) -> bool:
    return color.red() < 110 and color.green() < 110


def lines_of(document: QTextDocument) -> list[str]:
    document.size()  # lays it out
    found, block = [], document.begin()
    while block.isValid():
        for number in range(block.layout().lineCount()):
            line = block.layout().lineAt(number)
            found.append(block.text()[line.textStart():line.textStart() + line.textLength()].strip())
        block = block.next()
    return found


def baselines(document: QTextDocument) -> list[float]:
    document.size()
    layout = document.begin().layout()
    return [layout.lineAt(number).y() + layout.lineAt(number).ascent() for number in range(layout.lineCount())]


@pytest.mark.parametrize("formula", [RED_H, rf"{RED_H}_2^1", rf"\frac{{1}}{{z}}{RED_H}",
                                     rf"\sum_{{j=1}}^{{n}}{RED_H}"])
@pytest.mark.parametrize("size", [17, 23])
def test_a_formula_stands_on_the_baseline_of_its_line(document: Callable[..., QTextDocument], formula: str,
                                                      size: float) -> None:
    image = picture(document(f"H${formula}$ H", size=size))
    without = picture(document(rf"H$\textcolor{{#ffffff}}{{{formula.replace(RED, '#ffffff')}}}$ H", size=size))
    assert abs(lowest(image, is_red) - lowest(without, is_dark)) <= 1


def test_subscripts_leave_all_lines_equally_far_apart(document: Callable[..., QTextDocument]) -> None:
    text = (r"The error $\delta^l_j$ of a neuron is sent back through the weights $w^l_{jk}$ that carried it forward "
            r"and is scaled by $\sigma'(z)$ of each of the neurons before it, that is, on the way back.")
    at = baselines(document(text))
    assert len(at) >= 4
    for before, after in itertools.pairwise(at):
        assert after - before == pytest.approx(17 * LINE_HEIGHT, abs=1.01)


def test_a_fraction_pushes_lines_apart_only_as_far_as_it_reaches(formulas: Formulas,
                                                                 document: Callable[..., QTextDocument]) -> None:
    at = baselines(document(r"Words before it, then $\frac{\partial C}{\partial z}$ and words behind, and more words "
                            "and more and more"))
    fraction = formulas.size(r"\frac{\partial C}{\partial z}", 17 * 1.1).height()
    assert at[1] - at[0] > 17 * LINE_HEIGHT
    assert at[2] - at[0] < fraction + 2 * 17 * LINE_HEIGHT


def test_a_display_formula_stands_alone_even_without_empty_lines_around_it(
        document: Callable[..., QTextDocument]) -> None:
    made = document("Before it\n$$a = b$$\nand after it.")
    assert lines_of(made) == ["Before it", OBJECT_CHARACTER, "and after it."]
    assert made.findBlockByNumber(1).blockFormat().leftMargin() > 0


def test_a_dollar_may_be_meant_and_code_is_left_alone(document: Callable[..., QTextDocument]) -> None:
    assert lines_of(document(r"It costs \$5, `$x$` is code, and $x$ a letter.", 600)) == [
        f"It costs $5, $x$ is code, and {OBJECT_CHARACTER} a letter."]
    assert formulas_in(r"\$5 and \$6 are no formula, nor are 5 $ and 6 $.") == ()


def test_emphasis_ends_behind_a_bracket_before_a_korean_particle(document: Callable[..., QTextDocument]) -> None:
    made = document("**편향(bias)**은 더해집니다. 그 값은**(작아도)** 중요합니다.", 600)
    assert "*" not in made.toPlainText()
    weights = {made.toPlainText()[part.start:part.start + part.length].strip("\N{WORD JOINER}"):
               part.format.fontWeight() for part in made.begin().textFormats()}
    assert weights["편향(bias)"] == weights["(작아도)"] == 600
    assert weights["은 더해집니다. 그 값은"] == 400


@pytest.mark.parametrize("width", range(125, 330, 12))
def test_korean_lines_end_at_spaces_only(document: Callable[..., QTextDocument], width: int) -> None:
    text = "역전파는 오차(error)를 뒤로 보내며, $z$는 가중 입력이고 **편향(bias)**은 더해집니다. 또 $b$를 바꿉니다."
    words = document(text, 10_000).toPlainText().split()
    assert [word for line in lines_of(document(text, width)) for word in line.split()] == words


def test_what_is_written_to_a_formula_stays_on_its_line(document: Callable[..., QTextDocument]) -> None:
    """Qt would end a line beside any object."""
    made = document("Of ($x$), **$y$**는, x=$z$; and $a$—$b$.", 10_000)
    assert lines_of(made) == ["Of @ @ @ and @—@".replace("@", OBJECT_CHARACTER)]


def test_a_formula_that_can_t_be_set_shows_its_source_in_the_colour_of_errors(
        document: Callable[..., QTextDocument]) -> None:
    made = document(r"Here $\foo{$ is wrong, and $x$ is not.")
    assert r"$\foo{$" in made.toPlainText()
    colors = {made.toPlainText()[part.start:part.start + part.length]: part.format.foreground().color().name()
              for part in made.begin().textFormats()}
    assert colors[r"$\foo{$"] == Theme().error.name()


@pytest.mark.parametrize("width", [160, 200, 288])
def test_no_formula_is_wider_than_the_text_while_its_letters_stay_readable(
        document: Callable[..., QTextDocument], width: int) -> None:
    made = document(f"$${LONG}$$\n\n- a list with $\\delta^1 = ((W^2)^T\\delta^2) \\odot\\sigma'(z^1)$", width)
    assert made.size().width() <= width
    assert made.idealWidth() <= width


def test_a_wide_formula_is_broken_before_a_relation(formulas: Formulas,
                                                    document: Callable[..., QTextDocument]) -> None:
    narrow, wide = document(f"$${LONG}$$", 288), document(f"$${LONG}$$", 900)
    assert narrow.size().height() > 1.5 * wide.size().height()
    assert formulas.size(LONG, SMALLEST_TEXT).width() > 240, "it could not have been shrunk"


def test_a_wide_formula_that_can_t_be_taken_apart_gets_smaller(document: Callable[..., QTextDocument]) -> None:
    cases = r"a = \begin{cases} 1 & z \ge 0 \\ 0 & z < 0 \end{cases} \qquad z = w_1x_1 + w_2x_2 + b"
    empty, made = document("over\n\nunder", 250), document(f"over\n\n$${cases}$$\n\nunder", 250)
    assert made.size().height() > empty.size().height() + 30
    assert made.idealWidth() <= 250


def test_formulas_are_cut_at_relations_then_at_signs_then_within_brackets() -> None:
    latex = r"a_{i+1} = b - c\,(d + e) = -f"
    assert parts_of(latex, BreakingPlaces.RELATIONS) == ("a_{i+1}", r"= b - c\,(d + e)", "= -f")
    assert parts_of(latex, BreakingPlaces.TERMS) == ("a_{i+1}", "= b", r"- c\,(d + e)", "= -f")
    assert parts_of(latex, BreakingPlaces.INSIDE_BRACKETS) == ("a_{i+1}", "= b", r"- c\,(d", "+ e)", "= -f")
    assert parts_of(r"\left(a + b\right)^{c=1} = d", BreakingPlaces.INSIDE_BRACKETS) == (
        r"\left(a + b\right)^{c=1}", "= d")


def test_a_minus_before_a_number_stands_close_to_it(formulas: Formulas) -> None:
    for loose in ("a = -0.1", r"2 \cdot -3", "(-4, -3)"):
        (latex,) = formulas_in(f"${loose}$")
        assert formulas.size(latex, 17).width() < formulas.size(loose, 17).width() - 1
    assert formulas_in("$a - b$ and $e^-$") == ("a - b", "e^-")


def test_lists_and_tables_keep_their_formulas(document: Callable[..., QTextDocument]) -> None:
    made = document("1. first $a$\n2. second $b$\n\n| x | y |\n|---|---|\n| $z$ | 1 |\n")
    assert made.toRawText().count(OBJECT_CHARACTER) == 3
    assert made.begin().textList() is not None


def test_letters_grow_with_the_theme_s_scale_or_the_given_one(formulas: Formulas) -> None:
    def height(theme: Theme, scale: float | None = None) -> float:
        made = prose_document("One line with $x$", formulas, theme, 16, -1, scale=scale)
        return made.size().height()

    assert height(Theme(scale=2)) == pytest.approx(2 * height(Theme()), abs=1)
    assert height(Theme(), scale=2) == pytest.approx(height(Theme(scale=2)))
    assert height(Theme(scale=2), scale=1) == pytest.approx(height(Theme()))


def test_on_paper_formulas_are_outlines_and_no_pictures(formulas: Formulas, tmp_path: Path) -> None:
    path = tmp_path / "prose.pdf"
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setResolution(96)
    painter = QPainter(writer)
    prose_document(r"A formula: $\frac{1}{2}$", formulas, Theme(), 14, 500).drawContents(painter)
    painter.end()
    data = path.read_bytes()
    assert b"/Subtype /Image" not in data
    pages = [zlib.decompress(found) for found in re.findall(rb"stream\n(.*?)\nendstream", data, re.DOTALL)
             if found[:1] == b"\x78"]
    curves = sum(len(re.findall(rb" c\n", page)) for page in pages)
    assert curves > 10, "the outlines of 1 and 2"


def test_a_formula_is_drawn_where_it_is_asked_for(formulas: Formulas) -> None:
    image = QImage(60, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    formulas.draw(painter, QPointF(5, 5), "x", 20, QColor(RED))
    formulas.draw(painter, QRectF(30, 30, 28, 28), "x", 20, QColor("blue"))
    painter.end()
    red = [(x, y) for x in range(60) for y in range(60) if is_red(image.pixelColor(x, y))]
    blue = [(x, y) for x in range(60) for y in range(60) if image.pixelColor(x, y) == QColor("blue")]
    size = formulas.size("x", 20)
    assert all(5 <= x <= 5 + size.width() and 5 <= y <= 5 + size.height() for x, y in red)
    assert red
    assert all(30 <= x < 58 and 30 <= y < 58 for x, y in blue)
    assert blue


def test_a_view_is_as_high_as_its_text_and_shows_it_when_the_formulas_are_ready(
        show: Callable[..., QWidget], formulas: Formulas, qtbot: QtBot) -> None:
    view = ProseView(r"A text with $\sigma(z)$ of some length, so that it needs more than one line at this width.",
                     formulas, Theme(), 17)
    assert view.document() is None, "the first formula takes too long to be waited for"
    show(view)
    qtbot.waitUntil(lambda: view.document() is not None)
    assert view.heightForWidth(150) > 1.5 * view.heightForWidth(400)
    assert view.accessibleName().startswith("A text with σ(z) of")
    view.set_markdown("another $\\sigma(z)$")
    assert view.document() is not None, "no formula is missing"


def test_plain_text_has_no_marks() -> None:
    assert plain_text("**Bold**, *slanted* and `code` with $x^2$") == "Bold, slanted and code with x²"
    assert cut("no formula")[1] == ()


@pytest.mark.parametrize(("latex", "letters"), [
    (r"\delta^{l}_j = \sigma'(z^1_2)", "δˡⱼ = σ′(z¹₂)"), (r"\frac{\partial C}{\partial w}", "∂C/∂w"),
    (r"\left(a + b\right) \odot \textcolor{#ff0000}{c}", "(a + b) ⊙ c"), (r"w^{X}_{10,2}", "w^X_10,2")])
def test_formulas_in_plain_letters(latex: str, letters: str) -> None:
    assert plain_text(f"${latex}$") == letters


@pytest.mark.parametrize("target", ["file://{0}", "{0}", "red.png", "/dev/zero", "file:///dev/zero",
                                    "../{1}/red.png"])
def test_no_picture_is_loaded_that_the_text_may_not_show(
    document: Callable[..., QTextDocument], target: str, tmp_path: Path
) -> None:
    image = QImage(200, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    assert image.save(str(tmp_path / "red.png"))
    shown = document(f"![only words]({target.format(tmp_path / 'red.png', tmp_path.name)})")
    assert shown.toPlainText() == "only words"
    assert shown.size().height() < 100
