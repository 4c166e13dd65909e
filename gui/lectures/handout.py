"""A lecture on paper: each beat with its picture, text, formulas and question, as PDF."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import BinaryIO, Protocol

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QMarginsF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
    QPixmap,
    QTextDocument,
)

from documents.atomic import write_whole
from gui.foundation.formulas import Formulas
from gui.foundation.theme import Theme
from gui.lectures.prose_cut import plain_text
from gui.lectures.prose_maker import prose_document
from lectures.model import Beat, Lecture, Question, Stop

# Pieces of a handout, one below the other, shared out among pages.

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


translate = QCoreApplication.translate

PICTURE_SIZE = QSize(960, 600)
"""Of the workspace on the pictures: letters of 13 px are 6.7 points high on paper."""
# all lengths in units of 1/96 inch
_UNITS = 96.0
_RESOLUTION = 1200
_SIDE, _HEAD, _FOOT = 68.0, 84.0, 64.0
_TEXT, _SMALL, _BEAT, _TITLE = 14.0, 11.5, 15.0, 23.0
_BETWEEN_BEATS, _GAP = 30.0, 11.0
_CHOICE_INDENT, _LETTER_INDENT = 24.0, 8.0
_FRAME = 0.75
_JPEG_QUALITY = 94
"""Qt's for pictures in a PDF."""
_MOST_BYTES, _SHARE_OF_LARGE = 600_000, 0.7


class Walker(Protocol):
    """Shows the stops of a lecture, and takes pictures of them."""

    @property
    def stops(self) -> tuple[Stop, ...]:
        """All of them."""
        ...

    def show(self, stop: Stop) -> None:
        """Sets the scene of a stop; it stands and is painted when this returns."""

    def picture(self, size: QSize) -> QPixmap:
        """The workspace without the lecture's panel, laid out at this size; it may have more pixels than that."""
        ...


def write_handout(lecture: Lecture, path: Path, walker: Walker, language: str, formulas: Formulas, *,
                  progress: Callable[[float], None] = lambda share: None) -> None:
    """Writes the handout of a lecture, A4.

    Parameters
    ----------
    language
        Of the lecture's texts; what the handout adds to them is in the language of the window.
    progress
        Is told how much is done, 0 to 1, after each picture.

    Raises
    ------
    Explained
        If the file can't be written, or the walker can't show a stop: then what was there before stays.
    """
    def write(file: BinaryIO) -> None:
        content = QBuffer()
        content.open(QIODevice.OpenModeFlag.WriteOnly)
        _write(content, lecture, walker, language, formulas, progress)
        file.write(content.data().data())

    write_whole(path, write)


def _write(file: QIODevice, lecture: Lecture, walker: Walker, language: str, formulas: Formulas,
           progress: Callable[[float], None]) -> None:
    writer = QPdfWriter(file)
    writer.setTitle(plain_text(lecture.title.in_language(language)))
    writer.setCreator("Deltaflow")
    writer.setResolution(_RESOLUTION)
    writer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait,
                                     QMarginsF()))
    size = QRectF(writer.pageLayout().paintRect(QPageLayout.Unit.Inch))
    sheet = _Sheet(size.width() * _UNITS, size.height() * _UNITS)
    painter = QPainter(writer)
    try:
        painter.scale(_RESOLUTION / _UNITS, _RESOLUTION / _UNITS)
        _Handout(lecture, walker, language, formulas, sheet, progress).paint(painter, writer.newPage)
    finally:
        painter.end()


@dataclass(frozen=True)
class _Sheet:
    width: float
    height: float

    @property
    def column(self) -> float:
        return self.width - 2 * _SIDE

    @property
    def room(self) -> float:
        return self.height - _HEAD - _FOOT


@dataclass(frozen=True, eq=False)
class _Handout:
    lecture: Lecture
    walker: Walker
    language: str
    formulas: Formulas
    sheet: _Sheet
    progress: Callable[[float], None]
    theme: Theme = field(default_factory=Theme)  # paper is light

    def paint(self, painter: QPainter, begin_page: Callable[[], bool]) -> None:
        pieces = [*self._cover()]
        for number, beat in enumerate(self.lecture.beats):
            pieces += self._beat(number, beat)
        pages = pages_of(pieces, self.sheet.room, self.sheet.room)
        for number, page in enumerate(pages):
            if number:
                begin_page()
            self._paint_page(painter, page, number, len(pages))

    def _paint_page(self, painter: QPainter, page: list[Placed], number: int, count: int) -> None:
        sheet, theme = self.sheet, self.theme
        painter.setFont(theme.font(11))
        painter.setPen(theme.text_dim)
        head = QRectF(_SIDE, _HEAD - 44.0, sheet.column, 16.0)
        # on the first page it stands below in large letters
        title = plain_text(self.lecture.title.in_language(self.language)) if number else "Deltaflow"
        elided = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, int(sheet.column - 80))
        painter.drawText(head, Qt.AlignmentFlag.AlignLeft, elided)
        painter.drawText(head, Qt.AlignmentFlag.AlignRight, f"{number + 1} / {count}")
        painter.setPen(QPen(theme.line, _FRAME))
        painter.drawLine(QPointF(_SIDE, _HEAD - 22.0), QPointF(_SIDE + sheet.column, _HEAD - 22.0))
        for placed in page:
            placed.piece.draw(painter, QPointF(_SIDE, _HEAD + placed.top))

    def _prose(self, text: str, size: float, width: float, color: QColor | None = None) -> QTextDocument:
        return prose_document(text, self.formulas, self.theme, size, width, color=color, scale=1.0,
                              folder=self.lecture.folder)

    def _cover(self) -> Iterator[Piece]:
        column = self.sheet.column
        title = self._prose(f"# {self.lecture.title.in_language(self.language)}", _TITLE / 1.3, column)
        yield from text_pieces(title, before=0.0, keeps_next=True)
        summary = self.lecture.summary.in_language(self.language)
        if summary:
            yield from text_pieces(self._prose(summary, _TEXT, column, self.theme.text_dim), before=6.0,
                                   keeps_next=True)

    def _beat(self, number: int, beat: Beat) -> Iterator[Piece]:
        column = self.sheet.column
        title = self._prose(f"## {number + 1} · {beat.title.in_language(self.language)}", _BEAT, column)
        yield from text_pieces(title, before=_BETWEEN_BEATS, keeps_next=True)
        text = beat.text.in_language(self.language)
        height = column * PICTURE_SIZE.height() / PICTURE_SIZE.width()
        yield Piece(height, partial(self._paint_picture, number, QRectF(0.0, 0.0, column, height)), _GAP,
                    keeps_next=bool(text))
        if text:
            yield from text_pieces(self._prose(text, _TEXT, column), before=_GAP)
        if beat.question is not None:
            yield from self._question(beat.question)
        if beat.task is not None:
            words = translate("Handout", "Try it")
            yield from text_pieces(self._prose(f"**{words}** {beat.task.text.in_language(self.language)}", _TEXT,
                                               column), before=_GAP)

    def _question(self, question: Question) -> Iterator[Piece]:
        column, language = self.sheet.column, self.language
        words = translate("Handout", "Question")
        yield from text_pieces(self._prose(f"**{words}** {question.text.in_language(language)}", _TEXT, column),
                               before=_GAP, keeps_next=True)
        for number, choice in enumerate(question.choices):
            document = self._prose(choice.in_language(language), _TEXT, column - _CHOICE_INDENT)
            is_last = number == len(question.choices) - 1
            pieces = text_pieces(document, before=4.0, x=_CHOICE_INDENT, keeps_next=not is_last)
            if pieces:
                first = pieces[0]
                yield Piece(first.height, partial(self._paint_choice, number, first, first_baseline(document)),
                            first.before, first.keeps_next)
                yield from pieces[1:]
        answer = translate("Handout", "Answer: {letter}").format(letter=_letter(question.answer))
        then = question.then.in_language(language)
        yield from text_pieces(self._prose(f"**{answer}** {then}", _SMALL, column, self.theme.text_dim), before=_GAP)

    def _paint_choice(self, number: int, piece: Piece, baseline: float, painter: QPainter, corner: QPointF) -> None:
        painter.setFont(self.theme.font(_TEXT, semibold=True))
        painter.setPen(self.theme.text_dim)
        painter.drawText(corner + QPointF(_LETTER_INDENT, baseline), _letter(number))
        piece.draw(painter, corner)

    def _paint_picture(self, beat: int, place: QRectF, painter: QPainter, corner: QPointF) -> None:
        self.walker.show(Stop(beat))
        image = self.walker.picture(PICTURE_SIZE).toImage()
        place = place.translated(corner)
        size = image.deviceIndependentSize()
        shown = size.scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRectF(place.left() + (place.width() - shown.width()) / 2, place.top(), shown.width(),
                        shown.height())
        _draw_compact(painter, target, image)
        painter.setPen(QPen(self.theme.line, _FRAME))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(target)
        self.progress((beat + 1) / len(self.lecture.beats))


def _letter(choice: int) -> str:
    """As on the screen."""
    return chr(ord("A") + choice)


def _draw_compact(painter: QPainter, target: QRectF, image: QImage) -> None:
    """Lossless where that takes less room, as it does for lines and letters on plain grounds; otherwise as JPEG.

    A picture of thousands of edges takes more room than all the others together: it gets fewer pixels.
    """
    opaque = image.convertToFormat(QImage.Format.Format_RGB32)
    opaque.setDevicePixelRatio(1.0)
    lossless, size = _kind_and_bytes(opaque)
    if size > _MOST_BYTES:
        width = round(opaque.width() * _SHARE_OF_LARGE)
        opaque = opaque.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
        lossless, _ = _kind_and_bytes(opaque)
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering, lossless)
    painter.drawImage(target, opaque)


def _kind_and_bytes(image: QImage) -> tuple[bool, int]:
    """Whether a picture is smaller without loss, and its size: Qt deflates such a picture, and knows one quality."""
    rgb = image.convertToFormat(QImage.Format.Format_RGB888)
    deflated = len(zlib.compress(bytes(rgb.constBits()), 6))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    rgb.save(buffer, "JPEG", _JPEG_QUALITY)  # type: ignore[call-overload]  # it takes str, its stub says bytes
    return deflated <= buffer.size(), min(deflated, buffer.size())
