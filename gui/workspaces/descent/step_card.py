"""The card that takes one step of one racer apart: its rule with the numbers in it, and which part is in view."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QStackedLayout, QWidget

from gui.equations.notation import Item, Items, Mark, Operator, Statement, digits_that_show
from gui.equations.rounding import plain
from gui.equations.run_layout import Face, Ink, Piece, Typesetter
from gui.foundation.number_text import count, number
from gui.foundation.theme import SMALLEST_TEXT, Theme
from gui.widgets.card import Card
from gui.widgets.plain_text import PlainLabel
from gui.workspaces.descent.racer_looks import RacerLook, optimizer_name, racer_color
from gui.workspaces.descent.step_terms import StepLine, StepRow, in_one_line, step_lines
from simulator.arrays import Array
from simulator.descent.stops import Part
from simulator.descent.trail import DescentStep

# Where the lines of a step stand in the width that there is: their signs "=" below each other, nothing cut off.

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
        for row, (one, measured) in enumerate(zip(line.rows, rows, strict=True)):
            head, *pieces = self._within(measured, () if row else line.left, one)
            between = _BETWEEN * typesetter.size
            if row and x + between + sum(piece.width + piece.space for piece in (head, *pieces)) <= self._room:
                x += between
            else:
                if row:
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


_DIGITS = 3
_FEW_SAMPLES = 8
_BAR = 3
_NO_BREAK = "\N{NO-BREAK SPACE}"


class StepCard(Card):
    """One step taken apart into gradient, direction and move; the part in view is highlighted, what comes is dim.

    Attributes
    ----------
    view
        The painted part; it scrolls where there is too little room for it.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("", theme, parent=parent)
        self._step: DescentStep | None = None
        self._shown: tuple[DescentStep | None, Part, tuple[str, str], int, RacerLook | None] | None = None
        self.view = StepView(theme)
        self._empty = PlainLabel(self.tr("Nothing moves here: there is no step to take apart."))
        self._empty.setWordWrap(True)
        self._empty.setProperty("tone", "dim")
        self._empty.setFont(theme.font(13))
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self.view)
        self._area.verticalScrollBar().rangeChanged.connect(self._show_part)
        self._pages = QStackedLayout()
        self.body.addLayout(self._pages, 1)
        self._pages.addWidget(self._area)
        self._pages.addWidget(self._empty)
        # the view's frame stands out of the body, so that its letters are in line with the title
        self._column.setContentsMargins(theme.px(10), theme.px(8), theme.px(10), theme.px(10))
        self._header_row.setContentsMargins(theme.px(6), 0, theme.px(6), 0)
        self._empty.setContentsMargins(theme.px(6), 0, theme.px(6), 0)
        self.show_step(None, Part.GRADIENT, ("a", "b"))

    def show_step(self, step: DescentStep | None, part: Part, symbols: tuple[str, str], *, sample_count: int = 0,
                  look: RacerLook | None = None) -> None:
        """Take a step apart.

        Parameters
        ----------
        step
            None where none was made.
        part
            The part in view.
        symbols
            The names of the two parameters.
        sample_count
            M, for a step with a mini-batch.
        look
            How the racer is shown; by its optimizer if None.
        """
        wanted = step, part, symbols, sample_count, look
        if wanted == self._shown:
            return
        if self._shown is None or (step, symbols, sample_count) != (self._shown[0], *self._shown[2:4]):
            notes = {} if step is None else self._notes(step, sample_count)
            self.view.show_step(step, symbols, notes)
        self._shown = wanted
        if step is None:
            self.set_title(self.tr("The step") if look is None else look.name)
            self.set_mark("" if look is None else "●", None if look is None else look.color)
            self._pages.setCurrentWidget(self._empty)
            return
        name = optimizer_name(step.racer.optimizer) if look is None else look.name
        color = racer_color(step.racer.optimizer, self._theme) if look is None else look.color
        self.set_title(self.tr("{name}, step {number}").format(name=name, number=count(step.number + 1)))
        self.set_mark("●", color)
        self._pages.setCurrentWidget(self._area)
        self.view.show_part(part, color)
        self._show_part()

    def _show_part(self, *_: int) -> None:
        """Scroll to what is in view."""
        frame = self.view.frame_in_view()
        if frame is not None:
            margin = self._theme.px(4)
            self._area.ensureVisible(0, round(frame.bottom()), 0, margin)
            self._area.ensureVisible(0, round(frame.top()), 0, margin)

    def _notes(self, step: DescentStep, sample_count: int) -> dict[Part, Sequence[str]]:
        return {Part.GRADIENT: self._notes_of_batch(step, sample_count), Part.DIRECTION: self._notes_of_terms(step),
                Part.MOVE: [self._note_of_cost(step)]}

    def _notes_of_batch(self, step: DescentStep, sample_count: int) -> list[str]:
        """What the gradient was made of, and what that of all samples would have been."""
        m = len(step.rows)
        if m == 0:
            return []
        if m <= _FEW_SAMPLES:
            samples = ", ".join(count(row + 1) for row in sorted(step.rows.tolist()))
            text = self.tr("B: m = {m} of M = {M} samples: {samples}") if sample_count else self.tr(
                "B: m = {m} samples: {samples}")
            batch = text.format(m=count(m), M=count(sample_count), samples=samples)
        else:
            text = self.tr("B: m = {m} of M = {M} samples") if sample_count else self.tr("B: m = {m} samples")
            batch = text.format(m=count(m), M=count(sample_count))
        return [batch, self.tr("∇C of all samples would be {gradient}").format(gradient=_pair(step.full_gradient))]

    def _notes_of_terms(self, step: DescentStep) -> list[str]:
        """The arrows, where there is more than one."""
        if len(step.terms) < 2:
            return []
        # a term is not broken where it can be helped
        texts = (f"{term.symbol} = {_pair(term.vector)}".replace(" ", _NO_BREAK) for term in step.terms)
        return [",  ".join(texts)]

    def _note_of_cost(self, step: DescentStep) -> str:
        before, after = step.cost, step.cost_after
        if not math.isfinite(after):
            gone = self.tr("C was {before} and is not defined at the new place.")
            return gone.format(before=number(before, _DIGITS))
        digits = digits_that_show(before, after)
        if number(after, digits) == number(before, digits):  # or differ by what rounding makes of them
            return self.tr("C stays {cost}.").format(cost=number(after, _DIGITS))
        text = self.tr("C falls from {before} to {after}.") if after < before else self.tr(
            "C rises from {before} to {after}.")
        return text.format(before=number(before, digits), after=number(after, digits))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_part()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_part()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(120))


class StepView(QWidget):
    """Paints the lines of a step. It is as high as they need in its width."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._layout_of = StepLayout(theme)
        self._lines: tuple[StepLine, ...] = ()
        self._notes: dict[Part, Sequence[str]] = {}
        self._part = Part.GRADIENT
        self._color = theme.text
        self._pages: dict[int, StepPage] = {}
        self._captions = {Part.GRADIENT: self.tr("gradient"), Part.DIRECTION: self.tr("direction"),
                          Part.MOVE: self.tr("move")}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_step(self, step: DescentStep | None, symbols: tuple[str, str], notes: dict[Part, Sequence[str]]) -> None:
        """Show the lines of another step, with sentences below those of each part."""
        self._lines = () if step is None else step_lines(step, symbols)
        self._notes = notes
        self._pages.clear()
        self.setAccessibleDescription("; ".join(self.texts()))
        self.updateGeometry()
        self.update()

    def show_part(self, part: Part, color: QColor) -> None:
        """Highlight a part, with a bar in this colour."""
        if (part, color) != (self._part, self._color):
            self._part, self._color = part, color
            self.update()

    def texts(self) -> tuple[str, ...]:
        """Every line without any typesetting."""
        return tuple(plain(in_one_line(line)) for line in self._lines)

    def page(self) -> StepPage:
        """What is painted at the present width."""
        return self._page(self.width())

    def frame_in_view(self) -> QRectF | None:
        """The ground of the part in view."""
        return next((placed.frame for placed in self.page().parts if placed.part is self._part), None)

    def _page(self, width: int) -> StepPage:
        if width not in self._pages:
            if len(self._pages) > 4:
                self._pages.clear()
            self._pages[width] = self._layout_of.page(self._lines, lambda part: self._notes.get(part, ()),
                                                      self._captions, width)
        return self._pages[width]

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return math.ceil(self._page(width).height)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(320), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        page = self.page()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for placed in page.parts:
            self._paint_part(painter, page, placed)

    def _paint_part(self, painter: QPainter, page: StepPage, placed: PlacedPart) -> None:
        theme = self._theme
        if placed.part is self._part:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.window)
            painter.drawRoundedRect(placed.frame, theme.px(5), theme.px(5))
            painter.setBrush(self._color)
            bar = QRectF(placed.frame.left(), placed.frame.top(), theme.px(_BAR), placed.frame.height())
            painter.drawRoundedRect(bar, theme.px(_BAR) / 2, theme.px(_BAR) / 2)
        painter.setPen(theme.text_dim if placed.part > self._part else theme.text)
        face: Face | None = None
        for ink in placed.inks:
            if ink.face is not face:
                face = ink.face
                painter.setFont(page.typesetter.fonts[face])
            painter.drawText(QPointF(ink.x, ink.y), ink.text)
        painter.setFont(self._layout_of.note_font)
        painter.setPen(theme.text_dim)
        for place, note in placed.notes:
            painter.drawText(place, Qt.TextFlag.TextWordWrap, note)
        place, caption = placed.caption
        painter.drawText(place, caption)


def _pair(vector: Array) -> str:
    return f"({number(float(vector[0]), _DIGITS)}, {number(float(vector[1]), _DIGITS)})"
