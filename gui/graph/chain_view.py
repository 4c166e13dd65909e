"""The painted lines of the chain rule: formulas, numbers behind them, and words below."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.equations.notation import Statement, Tone
from gui.equations.rounding import shown_line
from gui.equations.run_layout import FRAME, Face, Ink, Piece, Typesetter
from gui.equations.written import plain
from gui.formulas import Formulas
from gui.graph.chain_lines import ChainLine
from gui.insight.lettering import Lettering, Words
from gui.theme import SMALLEST_TEXT, Theme, blend

_FORMULA, _SMALLER, _NUMBER = 20.0, 17.0, 17.0
_MOST_TERMS = 8
_LINE_GAP = 6
_WORD_GAP = 4
_BEHIND_FORMULA = 0.32
"""Between a formula and the sign behind it, in heights of the numbers' letters."""
_INDENT = 1.6
_BESIDE = 1.8
"""Between two formulas in a row, in the same heights."""
_STRENGTH = 0.85
_REST = 30
"""Milliseconds without a move after which formulas are worth their time."""


@dataclass(frozen=True)
class Sentence:
    """Words below the lines."""

    text: str
    tone: str = "dim"


@dataclass
class _Row:
    """The row that is being filled: its upper edge, heights around its baseline, and where it ends by now."""

    top: float
    above: float
    below: float
    end: float


@dataclass
class _Page:
    """What is painted, with places on the page."""

    formulas: list[tuple[str, float, QPointF]] = field(default_factory=list)
    inks: list[Ink] = field(default_factory=list)
    results: list[QRectF] = field(default_factory=list)
    words: list[tuple[float, Words, QColor]] = field(default_factory=list)
    unknown: set[str] = field(default_factory=set)
    """Formulas whose size was not known yet."""
    height: float = 0.0
    row: _Row | None = None
    _began: tuple[int, int, int] = (0, 0, 0)

    def begin_row(self) -> None:
        """What comes now stands in another row."""
        self._began = len(self.formulas), len(self.inks), len(self.results)

    def add(self, piece: Piece, x: float, baseline: float, size: float) -> None:
        """A piece at a place; a result with its frame, for letters of a size."""
        self.inks.extend(ink.moved(x, baseline) for ink in piece.inks)
        if piece.is_result:
            left = x + piece.inks[-1].x - FRAME * size
            self.results.append(QRectF(left, baseline - 0.98 * size, x + piece.width - left, 1.34 * size))

    def lower(self, row: _Row, by: float) -> None:
        """Make room above the baseline of a row for something higher that joins it."""
        if by <= 0.0:
            return
        formulas, inks, results = self._began
        self.formulas[formulas:] = [(latex, size_px, corner + QPointF(0.0, by))
                                    for latex, size_px, corner in self.formulas[formulas:]]
        self.inks[inks:] = [ink.moved(0.0, by) for ink in self.inks[inks:]]
        self.results[results:] = [frame.translated(0.0, by) for frame in self.results[results:]]
        row.above += by


class ChainView(QWidget):
    """As high as its lines need in its width.

    Typesetting a formula takes longer than a frame, so that it is only done where one stays for a moment; the numbers
    are there at once.

    Signals
    -------
    rested
        The same lines have been in view for a moment, and their formulas are being typeset.
    """

    rested = Signal()

    def __init__(self, theme: Theme, formulas: Formulas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._formulas = formulas
        self._typesetter = Typesetter(theme, _NUMBER, lambda _: "", str)
        self._lettering = Lettering(theme, 13)
        self._colors = {Tone.SIGNAL: (theme.positive, theme.negative),
                        Tone.ERROR: (theme.delta_positive, theme.delta_negative)}
        self._lines: tuple[ChainLine, ...] = ()
        self._sentences: tuple[Sentence, ...] = ()
        self._heading: tuple[Sentence, ...] = ()
        self._pages: dict[int, _Page] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        formulas.rendered.connect(self._on_rendered)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._on_rest)

    def show_lines(self, lines: Sequence[ChainLine], sentences: Sequence[Sentence],
                   heading: Sequence[Sentence] = ()) -> None:
        """Show these lines, with words below and above them."""
        self._lines, self._sentences, self._heading = tuple(lines), tuple(sentences), tuple(heading)
        self._rest.start()
        self.setAccessibleDescription("; ".join([*self.texts(), *self.sentences()]))
        self._renew()

    def texts(self) -> tuple[str, ...]:
        """The numbers of every line in plain words."""
        return tuple(statement_text(line.statement) for line in self._lines if line.statement is not None)

    def formulas(self) -> tuple[str, ...]:
        """The formulas in LaTeX."""
        return tuple(line.formula for line in self._lines)

    def sentences(self) -> tuple[str, ...]:
        """The words above and below the lines."""
        return tuple(one.text for one in (*self._heading, *self._sentences))

    def _renew(self) -> None:
        self._pages.clear()
        self.updateGeometry()
        self.update()

    def _on_rest(self) -> None:
        self._formulas.prerender(line.formula for line in self._lines)
        self.rested.emit()

    def _on_rendered(self, latex: str) -> None:
        if any(line.formula == latex for line in self._lines):
            self._renew()

    def _page(self, width: int) -> _Page:
        if width not in self._pages:
            if len(self._pages) > 4:
                self._pages.clear()
            self._pages[width] = self._laid_out(float(width))
        return self._pages[width]

    def _laid_out(self, width: float) -> _Page:
        page = _Page()
        for sentence in self._heading:
            self._place_words(page, sentence, width)
        for line in self._lines:
            self._place_line(page, line, width)
        for sentence in self._sentences:
            page.height += self._theme.px(_WORD_GAP)
            self._place_words(page, sentence, width)
        return page

    def _place_words(self, page: _Page, sentence: Sentence, width: float) -> None:
        color = self._theme.text_dim if sentence.tone == "dim" else getattr(self._theme, sentence.tone)
        # a brace would be a placeholder
        words = self._lettering.words(sentence.text.replace("{", "(").replace("}", ")"))
        for part in self._lettering.lines(words, width):
            page.words.append((page.height + self._lettering.ascent, part, color))
            page.height += self._lettering.line_height

    def _place_line(self, page: _Page, line: ChainLine, width: float) -> None:
        """A formula and, on its baseline as far as there is room, what the numbers give."""
        typesetter = self._typesetter
        pieces = [] if line.statement is None else typesetter.pieces(line.statement, _MOST_TERMS)
        gap, indent = _BEHIND_FORMULA * typesetter.size, _INDENT * typesetter.size
        behind = gap + sum(piece.width + piece.space for piece in pieces) if pieces else 0.0
        if not self._formulas.is_ready(line.formula):
            page.unknown.add(line.formula)
        size_px, size, ascent = self._measure(line.formula, width, behind)
        whole = size.width() + behind
        start, row = 0.0, page.row
        above, below = ascent, size.height() - ascent
        if pieces:
            above, below = max(above, typesetter.ascent), max(below, typesetter.line_height - typesetter.ascent)
        if line.continues and row is not None and row.end + _BESIDE * typesetter.size + whole <= width:
            start = row.end + _BESIDE * typesetter.size
            page.lower(row, above - row.above)
            above, below = row.above, max(below, row.below)
            top = row.top
        else:
            top = page.height + (self._theme.px(_LINE_GAP) if page.formulas else 0)
            page.begin_row()
        baseline = top + above
        page.formulas.append((line.formula, size_px, QPointF(start, baseline - ascent)))
        bottom = top + above + below
        x, is_broken = start + size.width(), False
        for number, piece in enumerate(pieces):
            space = piece.space if number else gap
            needed = space + piece.width
            if number == 0 and len(pieces) > 1:  # a sign is not left alone at the end of a row
                needed += pieces[1].space + pieces[1].width
            if x > indent and x + needed > width:
                baseline = bottom + typesetter.ascent
                bottom += typesetter.line_height
                x, space, is_broken = indent, 0.0, True
            x += space
            page.add(piece, x, baseline, typesetter.size)
            x += piece.width
        page.row = None if is_broken else _Row(top, above, below, x)
        page.height = bottom

    def _measure(self, latex: str, width: float, behind: float) -> tuple[float, QSizeF, float]:
        """Size of the letters, and the formula's own; a little smaller where so all of the line has room."""
        formulas = self._formulas
        if formulas.is_ready(latex):
            try:
                needed = formulas.size(latex, _FORMULA).width()
                size_px = _FORMULA
                if needed > width:
                    size_px = max(float(SMALLEST_TEXT), _FORMULA * width / needed)
                elif needed * _SMALLER / _FORMULA + behind <= width < needed + behind:
                    size_px = _SMALLER
                return size_px, formulas.size(latex, size_px), formulas.ascent(latex, size_px)
            except ValueError:
                pass
        nominal = self._theme.px(_FORMULA)
        return _FORMULA, QSizeF(6.0 * nominal, 2.2 * nominal), 1.3 * nominal

    def _color(self, ink: Ink) -> QColor:
        pair = self._colors.get(ink.tone)
        if pair is None or ink.value == 0:
            return self._theme.text
        return self._theme.readable(blend(self._theme.text, pair[ink.value < 0], _STRENGTH))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return math.ceil(self._page(width).height)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(480), self.heightForWidth(max(self.width(), self._theme.px(240))))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        page, theme = self._page(self.width()), self._theme
        for latex, size_px, corner in page.formulas:
            if latex in page.unknown:  # it has become ready since then, and this room is not its own
                continue
            try:
                painter.drawPixmap(corner, self._formulas.pixmap(latex, size_px, theme.text,
                                                                 self.devicePixelRatioF()))
            except ValueError:  # then its text is better than nothing
                painter.setFont(self._typesetter.fonts[Face.MATH])
                painter.setPen(theme.text)
                painter.drawText(corner + QPointF(0, self._typesetter.ascent), latex)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.sunken)
        for frame in page.results:
            painter.drawRoundedRect(frame, theme.px(5), theme.px(5))
        for ink in page.inks:
            painter.setFont(self._typesetter.fonts[ink.face])
            painter.setPen(self._color(ink))
            painter.drawText(QPointF(ink.x, ink.y), ink.text)
        for baseline, words, color in page.words:
            self._lettering.paint(painter, 0.0, baseline, words, color)
        painter.end()


def statement_text(statement: Statement) -> str:
    """A statement as it is shown, in one line: "= −0.143 · 1 = −0.143"."""
    line = shown_line(statement)
    rows = [plain(items) for items, _ in line.rows]
    result = [] if line.result is None else [*([line.sign] if line.rows else []), line.result.text]
    return " ".join([plain(line.left), *rows, *result]).replace("( ", "(").replace(" )", ")")

