"""Formulas within a text document: how much room each takes, and how it is drawn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSizeF
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPaintEngine,
    QPainter,
    QPyTextObject,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
)

from gui.formulas import Formulas
from gui.lectures.prose_cut import BreakingPlaces, parts_of
from gui.theme import SMALLEST_TEXT
from lectures.formulas import problem_of

FORMULA_OBJECT = int(QTextFormat.ObjectTypes.UserObject) + 1
OBJECT_CHARACTER = "\N{OBJECT REPLACEMENT CHARACTER}"
INLINE_FACTOR, DISPLAY_FACTOR = 1.1, 1.2
"""STIX Two Math has smaller letters than Pretendard at the same size: with 1.1, x is as high as x."""

_LEAST_SHRINKING = 0.88
"""A display formula is rather broken into lines than drawn smaller than this."""
_GAP = 0.25
"""Between the lines of a broken formula, in letters."""
_HANGING = 1.2
_INTO_NEXT_LINE = 0.3
"""How far a formula may reach below the text's own descent without moving the lines apart, in letters."""
_CLEAR = 1.0
"""Between a tall formula and the lines around it, in pixels."""
"""How far the further lines of a broken formula are moved in, in letters."""


_NUMBER = int(QTextFormat.Property.UserProperty) + 1


@dataclass(frozen=True)
class Part:
    """A piece of a word: a formula, or letters beside it.

    Attributes
    ----------
    text
        LaTeX of a formula, or the letters.
    font, color
        Of letters; a formula has the document's colour and the size of its word.
    """

    text: str
    is_formula: bool
    font: QFont
    color: QColor


@dataclass(frozen=True)
class Word:
    """What stands for one object of the document.

    Qt ends lines beside any object, even before a comma. So all that no space separates from a formula, such as a
    comma or a Korean particle, becomes part of its object.

    Attributes
    ----------
    is_display
        One formula on a line of its own.
    font
        Of the text around it, with a size in pixels.
    moved_in
        By so many pixels the line is narrower than the document.
    """

    parts: tuple[Part, ...]
    is_display: bool
    font: QFont
    moved_in: float


@dataclass(frozen=True)
class _Piece:
    part: Part
    x: float
    baseline: float
    letters: float


@dataclass(frozen=True)
class _Setting:
    pieces: tuple[_Piece, ...]
    size: QSizeF


class FormulaObjects(QPyTextObject):
    """Makes the formulas of one document; a document that keeps it as its child keeps it alive."""

    def __init__(self, formulas: Formulas, color: QColor, parent: QObject) -> None:
        super().__init__(parent)
        self._formulas = formulas
        self._color = color
        self._words: list[Word] = []
        self._settings: dict[tuple[int, float], _Setting] = {}

    def add(self, word: Word) -> QTextCharFormat:
        """Takes a word up, and gives the format of the character that stands for it."""
        form = QTextCharFormat()
        form.setFont(word.font if word.is_display else self._font_with_descent(word))
        form.setObjectType(FORMULA_OBJECT)
        form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
        form.setProperty(_NUMBER, len(self._words))
        self._words.append(word)
        return form

    def can_set(self, latex: str) -> bool:
        """Whether the LaTeX text is right, and no more work than a text may make."""
        if problem_of(latex) is not None:
            return False
        try:
            self._formulas.size(latex, 1.0)
        except ValueError:
            return False
        return True

    def _font_with_descent(self, word: Word) -> QFont:
        """A font whose descent is as deep as the word reaches below the baseline.

        Qt sets a box on the baseline with just that descent (`AlignBaseline`), and draws nothing else in this font.
        A formula that reaches a little deeper than the text only, as a subscript does, leaves the lines where they
        are.
        """
        letters = word.font.pixelSize() * INLINE_FACTOR
        below = max((self._height(part.text, letters) - self._above(part.text, letters) for part in word.parts
                     if part.is_formula), default=0.0)
        descent = QFontMetricsF(word.font).descent()
        if below <= descent + _INTO_NEXT_LINE * word.font.pixelSize():
            return word.font
        deeper = QFont(word.font)
        deeper.setPixelSize(ceil((below + _CLEAR) / descent * word.font.pixelSize()))
        return deeper

    def _setting(self, document: QTextDocument, form: QTextFormat) -> _Setting:
        """How a word stands at the document's present width."""
        number = int(form.property(_NUMBER))
        word, width = self._words[number], document.textWidth()
        room = max(width - word.moved_in, 1.0) if width > 0 else float("inf")
        found = self._settings.get((number, room))
        if found is None:
            found = (self._display(word.parts[0], word.font.pixelSize(), room) if word.is_display
                     else self._inline(word, room, QFontMetricsF(form.toCharFormat().font()).descent()))
            self._settings[number, room] = found
        return found

    def _inline(self, word: Word, room: float, descent: float) -> _Setting:
        letters = word.font.pixelSize() * INLINE_FACTOR
        text = sum(QFontMetricsF(part.font).horizontalAdvance(part.text) for part in word.parts
                   if not part.is_formula)
        wanted = sum(self._width(part.text, letters) for part in word.parts if part.is_formula)
        letters = self._fitting(wanted, letters, max(room - text, 1.0))
        above = max(self._above(part.text, letters) + _CLEAR if part.is_formula
                    else QFontMetricsF(part.font).ascent() for part in word.parts)
        pieces, x = [], 0.0
        for part in word.parts:
            pieces.append(_Piece(part, x, above, letters))
            x += self._width(part.text, letters) if part.is_formula else (
                QFontMetricsF(part.font).horizontalAdvance(part.text))
        return _Setting(tuple(pieces), QSizeF(x, above + descent))

    def _display(self, formula: Part, size: float, room: float) -> _Setting:
        letters = size * DISPLAY_FACTOR
        texts = [formula.text]
        if self._width(formula.text, letters) * _LEAST_SHRINKING > room:
            texts = self._broken(formula.text, letters, room)
        hanging = _HANGING * letters if len(texts) > 1 else 0.0
        widest = max(self._width(text, letters) + hanging * (number > 0) for number, text in enumerate(texts))
        fitting = self._fitting(widest, letters, room)
        pieces, y, width = [], 0.0, 0.0
        for number, text in enumerate(texts):
            y += _GAP * fitting
            x = hanging * fitting / letters if number else 0.0
            part = replace(formula, text=text)
            pieces.append(_Piece(part, x, y + self._above(text, fitting), fitting))
            y += self._height(text, fitting)
            width = max(width, x + self._width(text, fitting))
        return _Setting(tuple(pieces), QSizeF(width, y))

    def _broken(self, latex: str, letters: float, room: float) -> list[str]:
        lines = [latex]
        for places in BreakingPlaces:
            broken = self._filled(parts_of(latex, places), letters, room)
            try:
                fit = all(self._width(line, letters) * _LEAST_SHRINKING <= room for line in broken)
            except ValueError:  # a part that can't be set alone: the formula stays whole, and gets smaller
                continue
            lines = broken
            if fit:
                break
        return lines

    def _filled(self, parts: tuple[str, ...], letters: float, room: float) -> list[str]:
        """Parts in lines. Each is set once, to be measured: setting every line that there might be takes long."""
        lines, width = [parts[0]], self._width(parts[0], letters) if len(parts) > 1 else 0.0
        for part in parts[1:]:
            alone = f"{{}}{part}"  # the sign is set as one between two terms
            try:
                further = self._width(alone, letters)
            except ValueError:  # what was cut apart can't be set alone
                further = 0.0
            taken = _HANGING * letters if len(lines) > 1 else 0.0
            if width + further + taken <= room or not further:
                lines[-1] = f"{lines[-1]} {part}"
                width += further
            else:
                lines.append(alone)
                width = further
        return lines

    @staticmethod
    def _fitting(width: float, letters: float, room: float) -> float:
        return max(letters * min(room / width, 1.0), min(letters, SMALLEST_TEXT)) if width > 0 else letters

    def _width(self, latex: str, letters: float) -> float:
        return self._formulas.size(latex, letters / self._formulas.scale).width()

    def _height(self, latex: str, letters: float) -> float:
        return self._formulas.size(latex, letters / self._formulas.scale).height()

    def _above(self, latex: str, letters: float) -> float:
        return self._formulas.ascent(latex, letters / self._formulas.scale)

    def intrinsicSize(self, doc: QTextDocument, posInDocument: int,  # noqa: N802
                      format: QTextFormat) -> QSizeF:  # noqa: A002
        try:
            return self._setting(doc, format).size
        except (ValueError, IndexError):  # Qt could do nothing about it
            return QSizeF(0.0, 0.0)

    def drawObject(self, painter: QPainter, rect: QRectF | QRect, doc: QTextDocument,  # noqa: N802
                   posInDocument: int, format: QTextFormat) -> None:  # noqa: A002
        try:
            for piece in self._setting(doc, format).pieces:
                self._draw(painter, QPointF(rect.topLeft()) + QPointF(piece.x, piece.baseline), piece)
        except (ValueError, IndexError):
            return

    def _draw(self, painter: QPainter, base: QPointF, piece: _Piece) -> None:
        part = piece.part
        if part.is_formula:
            top = QPointF(0.0, self._above(part.text, piece.letters))
            self._formulas.draw(painter, _sharp(painter, base) - top, part.text,
                                piece.letters / self._formulas.scale, self._color)
        else:
            painter.setFont(part.font)
            painter.setPen(part.color)
            painter.drawText(base, part.text)


def _sharp(painter: QPainter, point: QPointF) -> QPointF:
    """On a screen letters stand on whole pixels, as Qt places those of the text."""
    engine = painter.paintEngine()
    transform = painter.deviceTransform()
    if engine is None or engine.type() != QPaintEngine.Type.Raster or transform.isRotating():
        return point
    inverse, possible = transform.inverted()
    mapped = transform.map(point)
    return inverse.map(QPointF(round(mapped.x()), round(mapped.y()))) if possible else point
