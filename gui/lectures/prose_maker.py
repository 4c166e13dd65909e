"""Markdown with formulas, as a text document.

Qt reads Markdown but no formulas. They are cut out first, a character for private use stands for each of them, and is
then replaced by an object of the document that `FormulaObjects` draws.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from math import ceil

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPaintEngine,
    QPainter,
    QPyTextObject,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextOption,
    QTextTable,
)

from gui.foundation.formulas import Formulas
from gui.foundation.theme import SMALLEST_TEXT, Theme
from gui.lectures.prose_cut import FIRST_PLACE, JOINER, BreakingPlaces, Cutting, cut, parts_of
from lectures.texts import LONGEST_TEXT, MOST_PICTURES, picture_content, problem_of
from simulator.errors import Explained

# Formulas within a text document: how much room each takes, and how it is drawn.

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


LINE_HEIGHT = 1.5
BELOW_LAST_LINE = 0.3
"""A formula of the last line may reach so far below it, in letters."""
_HEADINGS = (1.3, 1.15)
"""Size of the letters of headings, in letters; further levels are as large as the text."""
_BETWEEN_PARAGRAPHS, _BETWEEN_ITEMS, _AROUND_DISPLAY = 0.6, 0.2, 0.7
_LIST_INDENT, _DISPLAY_INDENT, _CELL_PADDING = 1.4, 0.6, 0.3
_ENDS = tuple(map(ord, (" ", "\t", "\n", "\u2028", "\u2029", "\ufdd0", "\ufdd1", "—")))
"""What a word ends with; some are Qt's marks between blocks and cells."""
_UNIT = re.compile(r"(?<=\d) (?=%)")
"""The space between a number and its sign: no line ends there."""
_WEB = ("http://", "https://")
_WIDEST_PICTURE = 1600
_CODE_SIZE = 0.92
_CODE_FAMILIES = ("Menlo", "Consolas", "DejaVu Sans Mono", "monospace")
_FEATURES = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML


def prose_document(markdown: str, formulas: Formulas, theme: Theme, size_px: float, width: float, *,
                   color: QColor | None = None, scale: float | None = None, folder: str = "") -> QTextDocument:
    """A text with its formulas typeset, in a document without margins.

    A formula that can't be set shows its source in the theme's error colour; a picture that can't be shown, what it
    is called; and a text that is longer than any that is read, its beginning. What the text names is never loaded,
    except for pictures in the folder.

    Parameters
    ----------
    size_px
        Size of the letters at scale 1.
    width
        Of the document, in its pixels; negative for lines that don't end by themselves.
    color
        Of the letters; the theme's if none is given.
    scale
        In place of the theme's: of a page, say.
    folder
        Where its pictures lie; "" if it can't have any.
    """
    maker = _Maker(formulas, theme, size_px * (scale or theme.scale), color or theme.text, folder)
    return maker.document(markdown[:LONGEST_TEXT], width)


class _Document(QTextDocument):
    """A document that loads nothing by itself: `![x](file:///dev/zero)` would never end."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: N802
        # where nothing is found Qt takes the name for that of a file: so there is something, and nothing to be seen
        empty = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
        empty.fill(Qt.GlobalColor.transparent)
        return empty


@dataclass(frozen=True)
class _Maker:
    formulas: Formulas
    theme: Theme
    size: float
    color: QColor
    folder: str

    def document(self, markdown: str, width: float) -> QTextDocument:
        text, cuttings = cut(_UNIT.sub("\u00a0", markdown))
        document = _Document()
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(0)
        document.setDefaultFont(self._font(1.0, semibold=False))
        document.setIndentWidth(_LIST_INDENT * self.size)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        document.setMarkdown(text, _FEATURES)
        self._take_pictures(document)  # before there is a layout, which would look for them
        objects = FormulaObjects(self.formulas, self.color, document)
        document.documentLayout().registerHandler(FORMULA_OBJECT, objects)
        edit = QTextCursor(document)
        edit.beginEditBlock()  # laid out once, and not after every change
        self._style(document)
        self._set_formulas(document, objects, cuttings)
        edit.endEditBlock()
        if cuttings:
            frame = document.rootFrame()
            around = frame.frameFormat()
            around.setBottomMargin(BELOW_LAST_LINE * self.size)
            frame.setFrameFormat(around)
        document.setTextWidth(width)
        return document

    def _take_pictures(self, document: QTextDocument) -> None:
        """Those of the folder become parts of the document, and of all others their names stay."""
        block, shown = document.begin(), 0
        while block.isValid():
            for part in reversed(block.textFormats()):
                if not part.format.isImageFormat():
                    continue
                form = part.format.toImageFormat()
                picture = self._picture(form.name()) if shown < MOST_PICTURES else None
                begin = block.position() + part.start
                cursor = _selected(document, begin, begin + part.length)
                if picture is None:
                    words = str(form.property(QTextFormat.Property.ImageAltText) or "")
                    cursor.insertText(words or form.name()[:80], QTextCharFormat())
                else:
                    shown += 1
                    document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(form.name()), picture)
                    form.setMaximumWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
                    cursor.setCharFormat(form)
            block = block.next()

    def _picture(self, name: str) -> QImage | None:
        if not self.folder:
            return None
        try:
            content = picture_content(self.folder, name)
        except Explained:
            return None
        image = QImage.fromData(content)
        if image.width() > _WIDEST_PICTURE:
            image = image.scaledToWidth(_WIDEST_PICTURE, Qt.TransformationMode.SmoothTransformation)
        return None if image.isNull() else image

    def _font(self, factor: float, semibold: bool) -> QFont:
        font = self.theme.font(1.0, semibold)
        font.setPixelSize(max(round(self.size * factor), 1))
        return font

    def _style(self, document: QTextDocument) -> None:
        whole = QTextCursor(document)
        whole.select(QTextCursor.SelectionType.Document)
        letters = QTextCharFormat()
        letters.setForeground(self.color)
        whole.mergeCharFormat(letters)
        block = document.begin()
        tables: dict[int, QTextTable] = {}
        while block.isValid():
            table = QTextCursor(block).currentTable()
            if table is not None:
                tables[table.firstPosition()] = table
            self._style_letters(document, block)
            self._style_block(block, in_table=table is not None, is_first=not block.previous().isValid(),
                              is_last=not block.next().isValid())
            block = block.next()
        for table in tables.values():
            self._style_table(table)

    def _style_letters(self, document: QTextDocument, block: QTextBlock) -> None:
        level = block.blockFormat().headingLevel()
        for part in block.textFormats():
            form = part.format
            is_bold = level > 0 or form.fontWeight() > int(QFont.Weight.Normal)
            font = self._font(_heading_factor(level), is_bold)
            font.setItalic(form.fontItalic())
            if form.isImageFormat():
                continue
            change = QTextCharFormat(form)
            change.clearProperty(QTextFormat.Property.FontSizeAdjustment)
            if form.fontFixedPitch():
                font.setPixelSize(round(font.pixelSize() * _CODE_SIZE))
                font.setFamilies(list(_CODE_FAMILIES))
                change.setBackground(self.theme.sunken)
            change.setFont(font)
            change.setFontStrikeOut(form.fontStrikeOut())
            if form.isAnchor() and form.anchorHref().lower().startswith(_WEB):
                change.setForeground(self.theme.focus)
            else:
                change.setAnchor(False)
                change.clearProperty(QTextFormat.Property.AnchorHref)
            begin = block.position() + part.start
            _selected(document, begin, begin + part.length).setCharFormat(change)

    def _style_block(self, block: QTextBlock, *, in_table: bool, is_first: bool, is_last: bool) -> None:
        level = block.blockFormat().headingLevel()
        form = QTextBlockFormat()
        factor = _heading_factor(level)
        height = LINE_HEIGHT if level == 0 and not in_table else 1.3
        form.setLineHeight(round(self.size * factor * height),
                           QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
        between = _BETWEEN_ITEMS if block.textList() is not None else _BETWEEN_PARAGRAPHS
        follows_list = block.textList() is not None and block.next().isValid() and block.next().textList() is None
        between = _BETWEEN_PARAGRAPHS if follows_list else between
        form.setTopMargin(0.0 if is_first or level == 0 or in_table else self.size * 0.5)
        form.setBottomMargin(0.0 if is_last or in_table else self.size * (0.2 if level else between))
        cursor = QTextCursor(block)
        cursor.mergeBlockFormat(form)

    def _style_table(self, table: QTextTable) -> None:
        form = table.format()
        form.setBorder(self.theme.px(1))
        form.setBorderBrush(self.theme.line)
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBorderCollapse(True)
        form.setCellSpacing(0)
        form.setCellPadding(_CELL_PADDING * self.size)
        form.setWidth(QTextLength(QTextLength.Type.VariableLength, 0))
        form.setTopMargin(self.size * _BETWEEN_PARAGRAPHS)
        form.setBottomMargin(self.size * _BETWEEN_PARAGRAPHS)
        table.setFormat(form)

    def _set_formulas(self, document: QTextDocument, objects: FormulaObjects, cuttings: tuple[Cutting, ...]) -> None:
        for position, unit in reversed(_units(document)):
            number = unit - FIRST_PLACE
            if 0 <= number < len(cuttings) and not objects.can_set(cuttings[number].latex):
                self._show_source(document, position, cuttings[number])
        for start, end in reversed(_words(_units(document), len(cuttings))):
            self._set_word(document, objects, start, end, cuttings)

    def _show_source(self, document: QTextDocument, position: int, cutting: Cutting) -> None:
        cursor = _selected(document, position, position + 1)
        form = cursor.charFormat()
        form.setForeground(self.theme.error)
        sign = "$$" if cutting.is_display else "$"
        cursor.insertText(f"{sign}{cutting.latex}{sign}", form)

    def _set_word(self, document: QTextDocument, objects: FormulaObjects, start: int, end: int,
                  cuttings: tuple[Cutting, ...]) -> None:
        block = document.findBlock(start)
        font = self._font(_heading_factor(block.blockFormat().headingLevel()), semibold=False)
        parts: list[Part] = []
        is_display = False
        for position in range(start, end):
            cursor = _selected(document, position, position + 1)
            letter, form = cursor.selectedText(), cursor.charFormat()
            number = ord(letter) - FIRST_PLACE if len(letter) == 1 else -1
            if 0 <= number < len(cuttings):
                parts.append(Part(cuttings[number].latex, True, font, self.color))
                is_display = is_display or cuttings[number].is_display
                continue
            part = Part("" if letter == JOINER else letter, False, form.font(), form.foreground().color())
            if parts and replace(parts[-1], text=part.text) == part:
                parts[-1] = replace(part, text=parts[-1].text + part.text)
            else:
                parts.append(part)
        of_list = block.textList()
        is_alone = is_display and block.length() == 2
        moved_in = document.indentWidth() * (of_list.format().indent() if of_list is not None else 0)
        moved_in += block.blockFormat().leftMargin()
        if is_alone and of_list is None:
            self._move_in(block)
            moved_in += _DISPLAY_INDENT * self.size
        form = objects.add(Word(tuple(parts), is_display and len(parts) == 1, font, moved_in))
        _selected(document, start, end).insertText(OBJECT_CHARACTER, form)

    def _move_in(self, block: QTextBlock) -> None:
        form = QTextBlockFormat()
        form.setLeftMargin(block.blockFormat().leftMargin() + _DISPLAY_INDENT * self.size)
        form.setTopMargin(self.size * _AROUND_DISPLAY * block.previous().isValid())
        form.setBottomMargin(self.size * _AROUND_DISPLAY * block.next().isValid())
        form.setLineHeight(0, QTextBlockFormat.LineHeightTypes.SingleHeight.value)
        QTextCursor(block).mergeBlockFormat(form)


def _heading_factor(level: int) -> float:
    return _HEADINGS[level - 1] if 0 < level <= len(_HEADINGS) else 1.0


def _selected(document: QTextDocument, start: int, end: int) -> QTextCursor:
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _units(document: QTextDocument) -> list[tuple[int, int]]:
    """The positions of a document and what stands there: Qt counts in UTF-16."""
    data = document.toRawText().encode("utf-16-le", "surrogatepass")
    return [(place, int.from_bytes(data[2 * place:2 * place + 2], "little")) for place in range(len(data) // 2)]


def _words(units: list[tuple[int, int]], places: int) -> list[tuple[int, int]]:
    """Begin and end of each word with a formula in it."""
    words, start, has_formula = [], 0, False
    for position, unit in [*units, (len(units), _ENDS[0])]:
        has_formula = has_formula or FIRST_PLACE <= unit < FIRST_PLACE + places
        if unit in _ENDS:
            if has_formula:
                words.append((start, position))
            start, has_formula = position + 1, False
    return words
