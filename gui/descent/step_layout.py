"""Where the lines of a step stand in the width that there is: their signs "=" below each other, nothing cut off."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF

from gui.descent.step_terms import StepLine, StepRow
from gui.equations.notation import Item, Items, Mark, Operator, Statement
from gui.equations.run_layout import Ink, Piece, Typesetter
from gui.theme import SMALLEST_TEXT, Theme
from simulator.descent.stops import Part

_SIZES = (16.0, 15.0, 14.0, 13.0)
"""Of the letters, from the one that is wanted to the smallest."""
_LARGEST_INDENT = 3.4
"""A left side wider than this, in letters' heights, doesn't move the others to the right."""
_BETWEEN = 0.5
"""Space between two results in one line, in letters' heights."""
_PADDING, _GAP = 6, 4


_Measured = list[list[list[Piece]]]
"""Of every line, of every row: the left side with its sign, and the pieces behind it."""


@dataclass
class PlacedPart:
    """One part of the step on the page.

    Attributes
    ----------
    frame
        The ground that is coloured while the part is in view.
    inks
        Letters, with positions on the page.
    notes
        Words and where they stand.
    caption
        The part's name and where it stands; an empty place where there is no room for it.
    """

    part: Part
    frame: QRectF
    inks: list[Ink] = field(default_factory=list)
    notes: list[tuple[QRectF, str]] = field(default_factory=list)
    caption: tuple[QRectF, str] = (QRectF(), "")


@dataclass
class StepPage:
    """Everything that is painted of a step."""

    typesetter: Typesetter
    parts: list[PlacedPart] = field(default_factory=list)
    height: float = 0.0


class StepLayout:
    """Lays out the lines of steps in one theme."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._typesetters: dict[float, Typesetter] = {}
        self._measured_lines: Sequence[StepLine] = ()
        self._measured: dict[float, _Measured] = {}
        self.note_font = theme.font(SMALLEST_TEXT, tabular=True)
        self._note_metrics = QFontMetricsF(self.note_font)

    def page(self, lines: Sequence[StepLine], notes: Callable[[Part], Sequence[str]], captions: dict[Part, str],
             width: float) -> StepPage:
        """The lines in a width, in the largest letters in which no number has to be broken.

        Parameters
        ----------
        notes
            Sentences that stand below the lines of a part.
        captions
            The names of the parts.
        """
        room = width - 2 * self._theme.px(_PADDING)
        if lines is not self._measured_lines:
            self._measured_lines = lines
            self._measured.clear()
        size = next((size for size in _SIZES if self._fits(size, room)), _SIZES[-1])
        composition = _Composition(self._theme, self._typesetter(size), self._pieces(size), width, self._note_metrics)
        return composition.page(lines, notes, captions)

    def _typesetter(self, size: float) -> Typesetter:
        if size not in self._typesetters:
            self._typesetters[size] = Typesetter(self._theme, size, lambda _: "", lambda name: name)
        return self._typesetters[size]

    def _pieces(self, size: float) -> _Measured:
        if size not in self._measured:
            typesetter = self._typesetter(size)
            self._measured[size] = [[_row_pieces(typesetter, () if number else line.left, one)
                                     for number, one in enumerate(line.rows)] for line in self._measured_lines]
        return self._measured[size]

    def _fits(self, size: float, room: float) -> bool:
        measured = self._pieces(size)
        indent = _indent(self._typesetter(size), measured)
        return all(indent + piece.width <= room for rows in measured for pieces in rows for piece in pieces[1:])


class _Composition:
    """One page while it is being put together."""

    def __init__(self, theme: Theme, typesetter: Typesetter, measured: _Measured, width: float,
                 note_metrics: QFontMetricsF) -> None:
        self._typesetter, self._measured, self._width, self._metrics = typesetter, measured, width, note_metrics
        self._padding, self._gap = float(theme.px(_PADDING)), float(theme.px(_GAP))
        self._room = width - 2 * self._padding
        self._indent = _indent(typesetter, measured)
        self._y = 0.0
        self._ends: list[tuple[float, float]] = []

    def page(self, lines: Sequence[StepLine], notes: Callable[[Part], Sequence[str]],
             captions: dict[Part, str]) -> StepPage:
        page = StepPage(self._typesetter)
        for part in Part:
            own = [(line, rows) for line, rows in zip(lines, self._measured, strict=True) if line.part is part]
            if own:
                page.parts.append(self._part(part, own, notes(part), captions[part]))
        page.height = self._y
        return page

    def _part(self, part: Part, lines: Sequence[tuple[StepLine, list[list[Piece]]]], notes: Sequence[str],
              caption: str) -> PlacedPart:
        top = self._y
        placed = PlacedPart(part, QRectF())
        self._y += 0.5 * self._gap
        self._ends = []
        for line, rows in lines:
            self._place_line(placed, line, rows)
        if notes:
            self._y += 0.5 * self._gap
        for note in notes:
            self._place_note(placed, note)
        self._y += 0.5 * self._gap
        placed.frame = QRectF(0.0, top, self._width, self._y - top)
        placed.caption = self._caption(caption)
        self._y += self._gap
        return placed

    def _place_line(self, placed: PlacedPart, line: StepLine, rows: list[list[Piece]]) -> None:
        typesetter = self._typesetter
        x = 0.0
        for number, (one, measured) in enumerate(zip(line.rows, rows, strict=True)):
            head, *pieces = self._within(measured, () if number else line.left, one)
            between = _BETWEEN * typesetter.size
            if number and x + between + sum(piece.width + piece.space for piece in (head, *pieces)) <= self._room:
                x += between
            else:
                if number:
                    self._end_line(x)
                else:
                    self._y += typesetter.line_height
                x = max(self._indent - head.width, 0.0)
            x = self._ink(placed, head, x)
            for place, piece in enumerate(pieces):
                x = self._place_piece(placed, piece, x, is_first=place == 0)
        self._ends.append((self._y, x))

    def _within(self, pieces: list[Piece], left: Items, one: StepRow) -> list[Piece]:
        """The pieces of a row; if one of them is wider than the page, broken between the entries of its vectors."""
        if all(self._indent + piece.width <= self._room for piece in pieces[1:]):
            return pieces
        finer = tuple(part for piece in one.pieces for part in _broken(piece, Mark(","), behind=True))
        return _row_pieces(self._typesetter, left, replace(one, pieces=finer))

    def _end_line(self, x: float) -> None:
        self._ends.append((self._y, x))
        self._y += self._typesetter.line_height

    def _place_piece(self, placed: PlacedPart, piece: Piece, x: float, *, is_first: bool) -> float:
        if not is_first and x + piece.space + piece.width > self._room:
            self._end_line(x)
            return self._ink(placed, replace(piece, space=0.0), self._indent)
        return self._ink(placed, piece, x + (0.0 if is_first else piece.space))

    def _ink(self, placed: PlacedPart, piece: Piece, x: float) -> float:
        baseline = self._y - self._typesetter.line_height + self._typesetter.ascent
        placed.inks.extend(ink.moved(self._padding + x, baseline) for ink in piece.inks)
        return x + piece.width

    def _place_note(self, placed: PlacedPart, note: str) -> None:
        flags = int(Qt.TextFlag.TextWordWrap)
        bounds = self._metrics.boundingRect(QRectF(0.0, 0.0, self._room, 1e6), flags, note)
        placed.notes.append((QRectF(self._padding, self._y, self._room, bounds.height()), note))
        self._y += bounds.height() + 0.5 * self._gap

    def _caption(self, caption: str) -> tuple[QRectF, str]:
        """At the right end of the first line that leaves room for it."""
        width = self._metrics.horizontalAdvance(caption) + 1.0
        typesetter = self._typesetter
        bottom, end = self._ends[0]
        if end + typesetter.size + width > self._room:
            return QRectF(), ""
        top = bottom - typesetter.line_height + typesetter.ascent - self._metrics.ascent()
        return QRectF(self._padding + self._room - width, top, width, self._metrics.height()), caption


def _indent(typesetter: Typesetter, measured: _Measured) -> float:
    """Where what stands behind the first sign of every line begins."""
    widths = [rows[0][0].width for rows in measured]
    return max((width for width in widths if width <= _LARGEST_INDENT * typesetter.size),
               default=_LARGEST_INDENT * typesetter.size)


def _row_pieces(typesetter: Typesetter, left: Items, one: StepRow) -> list[Piece]:
    """The left side with its sign, and the pieces behind it."""
    pieces = tuple(part for piece in one.pieces for part in _broken(piece, Operator("/"), behind=False))
    return typesetter.pieces(Statement(left, pieces, None, one.sign), 1)


def _broken(items: Items, at: Item, *, behind: bool) -> Iterator[Items]:
    """A piece in smaller ones, broken before or behind every one of these items."""
    start = 0
    for place, item in enumerate(items):
        end = place + behind
        if item == at and end > start:
            yield items[start:end]
            start = end
    yield items[start:]
