"""Pieces of a handout, one below the other, shared out among pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QAbstractTextDocumentLayout, QPainter, QTextDocument


class Drawing(Protocol):
    """What draws a piece with its upper left corner at a point."""

    def __call__(self, painter: QPainter, corner: QPointF) -> None:
        """Draw it."""


@dataclass(frozen=True, eq=False)
class Piece:
    """What is never torn apart.

    Attributes
    ----------
    height
        Of the drawing.
    before
        Room above it, unless it is the first of its page.
    keeps_next
        Whether the piece that follows stands on the same page.
    """

    height: float
    draw: Drawing
    before: float = 0.0
    keeps_next: bool = False


@dataclass(frozen=True, eq=False)
class Placed:
    """A piece, and how far from the top of its page it stands."""

    piece: Piece
    top: float


def pages_of(pieces: Iterable[Piece], height: float, first_height: float) -> list[list[Placed]]:
    """Shares pieces out among pages.

    Pieces that are kept together begin another page where there is too little room for all of them; if a whole page
    is too low, they are torn apart after all.

    Parameters
    ----------
    height, first_height
        Of the room on a page, and on the first one.
    """
    pages: list[list[Placed]] = [[]]
    room, top = first_height, 0.0
    for chunk in _chunks(pieces):
        needed = _height(chunk, is_first=top == 0.0)
        if top + needed > room and top > 0.0 and _height(chunk, is_first=True) <= height:
            pages.append([])
            room, top = height, 0.0
        for piece in chunk:
            before = piece.before if top > 0.0 else 0.0
            if top > 0.0 and top + before + piece.height > room:
                pages.append([])
                room, top, before = height, 0.0, 0.0
            pages[-1].append(Placed(piece, top + before))
            top += before + piece.height
    return pages


def _chunks(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    chunk: list[Piece] = []
    for piece in pieces:
        chunk.append(piece)
        if not piece.keeps_next:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _height(chunk: list[Piece], *, is_first: bool) -> float:
    return sum(piece.height + piece.before for piece in chunk) - (chunk[0].before if is_first else 0.0)


def text_pieces(document: QTextDocument, *, before: float, x: float = 0.0, keeps_next: bool = False) -> list[Piece]:
    """A document as pieces of a paragraph each; its tables stay whole.

    Parameters
    ----------
    keeps_next
        Of the last piece, and of all of a short document.
    """
    spans = _spans(document)
    pieces: list[Piece] = []
    for number, (top, bottom) in enumerate(spans):
        is_last = number == len(spans) - 1
        above = before if number == 0 else max(top - spans[number - 1][1], 0.0)
        pieces.append(Piece(bottom - top, _Slice(document, top, bottom, x), above, keeps_next and is_last))
    return pieces


def _spans(document: QTextDocument) -> list[tuple[float, float]]:
    """From where to where each paragraph reaches; what stands side by side is one."""
    layout = document.documentLayout()
    found: list[tuple[float, float]] = []
    block = document.begin()
    while block.isValid():
        rect = layout.blockBoundingRect(block)
        if found and rect.top() < found[-1][1] - 0.5:
            found[-1] = (min(found[-1][0], rect.top()), max(found[-1][1], rect.bottom()))
        elif rect.height() > 0:
            found.append((rect.top(), rect.bottom()))
        block = block.next()
    if found:  # a formula of the last line may reach below it
        found[-1] = (found[-1][0], max(found[-1][1], document.size().height()))
    return found


@dataclass(frozen=True, eq=False)
class _Slice:
    document: QTextDocument
    top: float
    bottom: float
    x: float

    def __call__(self, painter: QPainter, corner: QPointF) -> None:
        painter.save()
        painter.translate(corner + QPointF(self.x, -self.top))
        context = QAbstractTextDocumentLayout.PaintContext()
        # Qt draws the paragraphs that touch this rectangle, whole
        context.clip = QRectF(0.0, self.top + 1.0, self.document.size().width(), self.bottom - self.top - 2.0)
        self.document.documentLayout().draw(painter, context)
        painter.restore()


def first_baseline(document: QTextDocument) -> float:
    """How far below the top of a document its first line of letters stands."""
    block = document.begin()
    line = block.layout().lineAt(0)
    return float(document.documentLayout().blockBoundingRect(block).top() + line.y() + line.ascent())
