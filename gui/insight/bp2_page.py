"""The page "BP2": how the error of a hidden layer comes out of the next one's, as a picture of its matrices."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from gui.equations.layer_terms import BP2_MATRIX
from gui.equations.notation import Number, Tone, neuron_symbol, row, weight_symbol
from gui.foundation.formulas import FormulaLabel, Formulas, math_font
from gui.foundation.number_text import count, number
from gui.foundation.theme import Theme, blend
from gui.insight.bp2_layout import BLOCKS, Block, Bp2Layout, Bp2Values, Measures, arranged, bp2_layer, bp2_values
from gui.insight.lettering import Lettering, Words, text_of
from gui.run.choice import Selection
from gui.run.session import Session
from gui.widgets.card import Card
from gui.widgets.keyboard import KeyboardCursor
from gui.widgets.plain_text import PlainLabel
from simulator.arrays import Array
from simulator.moment import Moment
from simulator.steps import Phase

# Paints the matrices of BP2: their cells, their brackets, their names, and what is pointed at.

_DIGITS = 3
_TEXT = 13
_NAME, _RAISED, _SIGN = 15, 12, 18
_TINT = 0.4
"""Of the full colour behind a number."""
_LEVELS = 64
_WITH_SIGN = 9.0
_SIGNS = ("", "⊙", "=")


@dataclass(frozen=True)
class Pointed:
    """What is brought out: neuron k of layer l, neuron j of layer l+1, or both for the edge between them."""

    neuron: int | None = None
    behind: int | None = None

    @property
    def is_nothing(self) -> bool:
        """Whether nothing is brought out."""
        return self.neuron is None and self.behind is None


class Bp2Painter:
    """Measures and paints in one theme."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._font = theme.font(_TEXT, tabular=True)
        self._metrics = QFontMetricsF(self._font)
        self._measured: tuple[Bp2Values, Measures] | None = None
        self._shades: dict[tuple[bool, int | None, float], tuple[QColor, QColor]] = {}

    @property
    def name_height(self) -> float:
        """Room below the cells for the names of the matrices."""
        return 1.5 * self._theme.px(_NAME)

    def measures(self, values: Bp2Values) -> Measures:
        """What the layout has to know of the fonts and the numbers."""
        if self._measured is None or self._measured[0] is not values:
            self._measured = values, self._measure(values)
        return self._measured[1]

    def _measure(self, values: Bp2Values) -> Measures:
        theme = self._theme
        shown = [values.errors, values.slopes, values.results]
        if values.weights.size <= 64:
            shown.append(values.weights)
        texts = (number(float(value), _DIGITS) for one in shown for value in one.flat[:64])
        widest = max(map(self._metrics.horizontalAdvance, texts))
        line = self._metrics.height() + theme.px(5)
        gaps = (float(theme.px(8)), float(theme.px(28)), float(theme.px(28)))
        return Measures(theme.scale, line, widest + theme.px(12), gaps, float(theme.px(7)))

    def paint(self, painter: QPainter, values: Bp2Values, layout: Bp2Layout, pointed: Pointed) -> None:
        """All of it, with the upper left corner of the cells at the origin."""
        limits = {Block.WEIGHTS: _largest(values.weights), Block.ERRORS: _largest(values.errors),
                  Block.SLOPES: _largest(values.slopes), Block.RESULTS: _largest(values.results)}
        for block in BLOCKS:
            self._paint_cells(painter, values, layout, block, limits[block], pointed)
            self._paint_brackets(painter, values, layout, block)
            self._paint_name(painter, values, layout, block)
        self._paint_signs(painter, layout)
        self._paint_pointed(painter, layout, pointed)

    def _paint_cells(self, painter: QPainter, values: Bp2Values, layout: Bp2Layout, block: Block, limit: float,
                     pointed: Pointed) -> None:
        theme, written = self._theme, layout.written[block]
        numbers, known = _numbers(values, block)
        painter.setFont(self._font)
        rows = layout.columns if block is Block.ERRORS else layout.rows
        columns = layout.columns if block is Block.WEIGHTS else (0, 1)
        gap = 0.5 * theme.scale if layout.height < theme.px(14) else 1.0 * theme.scale
        for line in range(*rows):
            for column in range(*columns):
                rect = QRectF(*layout.cell(block, line, column)).adjusted(gap, gap, -gap, -gap)
                value = float(numbers[line, column])
                stands_back = not pointed.is_nothing and not _takes_part(block, line, column, pointed)
                if line >= known:
                    self._paint_unknown(painter, rect)
                    continue
                strength = (_TINT if written else 1.0) * (0.45 if stands_back else 1.0)
                fill, on_fill = self._shade(block in (Block.ERRORS, Block.RESULTS), value / limit, strength)
                painter.fillRect(rect, fill)
                if written:
                    painter.setPen(theme.text_dim if stands_back else theme.text)
                    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, number(value, _DIGITS))
                elif min(rect.width(), rect.height()) >= _WITH_SIGN * theme.scale - 2 * gap:
                    self._paint_sign(painter, rect, value, on_fill)

    def _shade(self, is_error: bool, share: float, strength: float) -> tuple[QColor, QColor]:
        """Fill of a cell and what can be seen on it; each of so many levels is mixed once."""
        level = round(share * _LEVELS) if math.isfinite(share) else None
        key = (is_error, level, strength)
        if key not in self._shades:
            theme = self._theme
            value = math.nan if level is None else float(level)
            full = theme.delta_color(value, _LEVELS) if is_error else theme.signed_color(value, _LEVELS)
            fill = blend(theme.card, full, strength)
            self._shades[key] = fill, theme.text_on(fill)
        return self._shades[key]

    def _paint_unknown(self, painter: QPainter, rect: QRectF) -> None:
        """What comes later on the way back is an empty frame."""
        painter.setPen(QPen(self._theme.outline, self._theme.scale, Qt.PenStyle.DotLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_sign(self, painter: QPainter, rect: QRectF, value: float, color: QColor) -> None:
        if value == 0.0 or math.isnan(value):
            return
        arm, middle = min(rect.width(), rect.height()) / 4.5, rect.center()
        painter.setPen(QPen(color, self._theme.scale))
        painter.drawLine(middle - QPointF(arm, 0.0), middle + QPointF(arm, 0.0))
        if value > 0.0:
            painter.drawLine(middle - QPointF(0.0, arm), middle + QPointF(0.0, arm))

    def _paint_brackets(self, painter: QPainter, values: Bp2Values, layout: Bp2Layout, block: Block) -> None:
        """A bracket stays open at the ends where a matrix goes on beyond what is in view."""
        theme, (left, top, width, height) = self._theme, layout.box(block)
        away, inward = 0.6 * theme.px(7), 0.5 * theme.px(7)
        total = values.shape[1] if block is Block.ERRORS else values.shape[0]
        first, last = layout.columns if block is Block.ERRORS else layout.rows
        outline = QPainterPath()
        for x, turn in ((left - away, inward), (left + width + away, -inward)):
            outline.moveTo(x + (turn if first == 0 else 0.0), top - 1)
            outline.lineTo(x, top - 1)
            outline.lineTo(x, top + height + 1)
            outline.lineTo(x + (turn if last == total else 0.0), top + height + 1)
        painter.strokePath(outline, QPen(theme.text, theme.px(1.5)))

    def _paint_name(self, painter: QPainter, values: Bp2Values, layout: Bp2Layout, block: Block) -> None:
        theme, layer = self._theme, values.layer
        here, behind = str(layer), str(layer + 1)
        pieces = {Block.WEIGHTS: (("(𝑊", 0), (behind, 1), (")", 0), ("T", 1)), Block.ERRORS: (("𝛿", 0), (behind, 1)),
                  Block.SLOPES: (("𝜎′(𝑧", 0), (here, 1), (")", 0)), Block.RESULTS: (("𝛿", 0), (here, 1))}[block]
        fonts = (math_font(_NAME, theme), math_font(_RAISED, theme))
        widths = [QFontMetricsF(fonts[raised]).horizontalAdvance(text) for text, raised in pieces]
        left, _, width, _ = layout.box(block)
        _, top, _, height = layout.box(Block.WEIGHTS)
        _, other_top, _, other_height = layout.box(Block.ERRORS)
        base = max(top + height, other_top + other_height) + theme.px(_NAME) + theme.px(3)
        x = max(left + (width - sum(widths)) / 2, 0.0)  # a name is wider than a narrow matrix
        painter.setPen(theme.text)
        for (text, raised), advance in zip(pieces, widths, strict=True):
            painter.setFont(fonts[raised])
            painter.drawText(QPointF(x, base - (theme.px(6) if raised else 0)), text)
            x += advance

    def _paint_signs(self, painter: QPainter, layout: Bp2Layout) -> None:
        painter.setFont(math_font(_SIGN, self._theme))
        painter.setPen(self._theme.text)
        metrics = QFontMetricsF(painter.font())
        for block, sign in zip(BLOCKS, _SIGNS, strict=False):
            if sign:
                left, _, width, _ = layout.box(block)
                middle = (left + width + layout.lefts[block + 1]) / 2
                painter.drawText(QPointF(middle - metrics.horizontalAdvance(sign) / 2,
                                         layout.middle + 0.33 * self._theme.px(_SIGN)), sign)

    def _paint_pointed(self, painter: QPainter, layout: Bp2Layout, pointed: Pointed) -> None:
        """Frames: row and column thin, the cell of the edge and what it meets strong."""
        theme, neuron, behind = self._theme, pointed.neuron, pointed.behind
        in_rows = neuron is not None and layout.rows[0] <= neuron < layout.rows[1]
        in_columns = behind is not None and layout.columns[0] <= behind < layout.columns[1]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        left, top, width, height = layout.box(Block.WEIGHTS)
        thin, strong = QPen(theme.accent, 1.0 * theme.scale), QPen(theme.accent, 2.0 * theme.scale)
        painter.setPen(thin)
        if in_rows and neuron is not None:
            _, y, _, high = layout.cell(Block.WEIGHTS, neuron, layout.columns[0])
            painter.drawRect(QRectF(left, y, width, high))
            for block in (Block.SLOPES, Block.RESULTS):
                painter.drawRect(QRectF(*layout.cell(block, neuron)))
        if in_columns and behind is not None:
            x, _, wide, _ = layout.cell(Block.WEIGHTS, layout.rows[0], behind)
            painter.drawRect(QRectF(x, top, wide, height))
            painter.setPen(strong)
            painter.drawRect(QRectF(*layout.cell(Block.ERRORS, behind)))
        painter.setPen(strong)
        if in_rows and in_columns and neuron is not None and behind is not None:
            painter.drawRect(QRectF(*layout.cell(Block.WEIGHTS, neuron, behind)))
        if in_rows and neuron is not None:
            painter.drawRect(QRectF(*layout.cell(Block.RESULTS, neuron)))


def _numbers(values: Bp2Values, block: Block) -> tuple[Array, float]:
    """The numbers of a block as a matrix, and how many of its rows are known."""
    columns = {Block.ERRORS: (values.errors, values.known_errors), Block.SLOPES: (values.slopes, values.known_slopes),
               Block.RESULTS: (values.results, values.known_results)}
    if block is Block.WEIGHTS:
        return values.weights, math.inf
    numbers, known = columns[block]
    return numbers[:, np.newaxis], known


def _takes_part(block: Block, row: int, column: int, pointed: Pointed) -> bool:
    if block is Block.WEIGHTS:
        return (pointed.neuron is not None and row == pointed.neuron) or \
            (pointed.behind is not None and column == pointed.behind)
    if block is Block.ERRORS:
        return pointed.behind is None or row == pointed.behind
    return pointed.neuron is None or row == pointed.neuron


def _largest(values: Array) -> float:
    finite = np.abs(values[np.isfinite(values)])
    return float(finite.max()) if finite.size and finite.max() > 0 else 1.0


# What is said below the matrices of BP2 about the cell that is pointed at.

translate = QCoreApplication.translate
_MOST_SUMMANDS = 3


class Bp2Words:
    """Writes about an edge, a row or a column of the matrices."""

    def __init__(self, lettering: Lettering) -> None:
        self._lettering = lettering

    def hint(self) -> Words:
        """While nothing is pointed at."""
        return self._lettering.words(translate(
            "Bp2Page", "Every cell of the first matrix is an edge: click it, and it is selected on the stage."))

    def about(self, values: Bp2Values, neuron: int | None, behind: int | None) -> tuple[Words, ...]:
        """Lines about neuron k of layer l, neuron j of layer l+1, or the edge between them: the longer form first."""
        if neuron is not None and behind is not None:
            return self._edge(values, neuron, behind)
        if neuron is not None:
            return self._result(values, neuron)
        return self._error(values, behind or 0)

    def _edge(self, values: Bp2Values, neuron: int, behind: int) -> tuple[Words, ...]:
        layer = values.layer
        weight = Number(float(values.weights[neuron, behind]), Tone.SIGNAL)
        left = row(weight_symbol(layer + 1, behind, neuron), "·", neuron_symbol("δ", layer + 1, behind))
        if behind >= values.known_errors:
            told = self._lettering.words(
                translate("Bp2Page", "{weight} = {value}; {error} is not known yet"),
                weight=row(weight_symbol(layer + 1, behind, neuron)), value=row(weight),
                error=row(neuron_symbol("δ", layer + 1, behind)))
            return (told,)
        short = self._lettering.words(
            "{left} = {factors} = {product}", left=left,
            factors=row(weight, "·", Number(float(values.errors[behind]), Tone.ERROR)),
            product=row(Number(float(values.products[neuron, behind]), Tone.ERROR)))
        where = self._lettering.words(
            translate("Bp2Page", "comes back along the edge between neuron {source} of layer {layer} and neuron "
                                 "{target} of layer {next}"),
            source=count(neuron + 1), layer=count(layer), target=count(behind + 1), next=count(layer + 1))
        return (*short, *where), short

    def _result(self, values: Bp2Values, neuron: int) -> tuple[Words, ...]:
        layer, columns = values.layer, values.shape[1]
        left = row(neuron_symbol("δ", layer, neuron))
        slope = row("σ′", "(", neuron_symbol("z", layer, neuron), ")")
        if neuron >= values.known_results:
            told = self._lettering.words(translate("Bp2Page", "{left} is not known yet: it comes with BP2 of layer "
                                                              "{layer}"), left=left, layer=count(layer))
            return (told,)
        factors = row(Number(float(values.sums[neuron]), Tone.ERROR), "·",
                      Number(float(values.slopes[neuron]), Tone.SIGNAL))
        result = row(Number(float(values.results[neuron]), Tone.ERROR))
        short = self._lettering.words("{left} = {factors} = {result}", left=left, factors=factors, result=result)
        shown = range(columns if columns <= _MOST_SUMMANDS else 2)
        total = " + ".join([*(f"{{w{behind}}} {{d{behind}}}" for behind in shown),
                            *(["…"] if columns > _MOST_SUMMANDS else [])])
        template = f"{{left}} = ({total}) · {{slope}}" if columns > 1 else f"{{left}} = {total} · {{slope}}"
        symbols = {f"w{behind}": row(weight_symbol(layer + 1, behind, neuron)) for behind in shown} | \
            {f"d{behind}": row(neuron_symbol("δ", layer + 1, behind)) for behind in shown}
        whole = self._lettering.words(template + " = {factors} = {result}", left=left, slope=slope, factors=factors,
                                      result=result, **symbols)
        return whole, short

    def _error(self, values: Bp2Values, behind: int) -> tuple[Words, ...]:
        left = row(neuron_symbol("δ", values.layer + 1, behind))
        if behind >= values.known_errors:
            return (self._lettering.words(translate("Bp2Page", "{left} is not known yet"), left=left),)
        short = self._lettering.words("{left} = {value}", left=left,
                                      value=row(Number(float(values.errors[behind]), Tone.ERROR)))
        where = self._lettering.words(translate("Bp2Page", "goes back to every neuron of layer {layer}, over its own "
                                                           "column of weights"), layer=count(values.layer))
        return (*short, *where), short


# The matrices of BP2 as a picture that can be pointed at: every cell of the first one is an edge of the stage.

_NOTCH = 120
_MARGIN = 2.0


class Bp2View(QWidget):
    """Shows one layer at a time.

    Signals
    -------
    chosen
        The Selection that a cell stands for: the edge of a weight, the neuron of an error.
    resized
        There is more room, or less.
    """

    chosen = Signal(object)
    resized = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.walk = KeyboardCursor(self)
        self._theme = theme
        self._painter = Bp2Painter(theme)
        self._lettering = Lettering(theme)
        self._words = Bp2Words(self._lettering)
        self._values: Bp2Values | None = None
        self._selected = Pointed()
        self._hovered = Pointed()
        self._first = (0, 0)
        self._turned = 0
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Matrices of BP2"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def layout_of_cells(self) -> Bp2Layout | None:
        """Where the cells are, with the origin at `origin`."""
        if self._values is None:
            return None
        return arranged(self._values.shape, self.width() - 2 * _MARGIN, self._room(),
                        self._painter.measures(self._values), self._first)

    @property
    def origin(self) -> QPointF:
        """Where the layout begins in the widget."""
        return QPointF(_MARGIN, float(self._theme.px(3)))

    @property
    def pointed(self) -> Pointed:
        """What is brought out: under the pointer, otherwise selected."""
        return self._selected if self._hovered.is_nothing else self._hovered

    def show_values(self, values: Bp2Values | None, selection: Selection | None) -> None:
        """Show the matrices of a layer, and in them what is selected on the stage."""
        other = values is None or self._values is None or values.shape != self._values.shape \
            or values.layer != self._values.layer
        if other:
            self._first, self._hovered = (0, 0), Pointed()
        self._values = values
        selected = _pointed_by(selection, values)
        if selected != self._selected or other:
            self._selected = selected
            self._bring_into_view()
        self.walk.tell_value()
        self.update()

    def told(self) -> str:
        """The line below the matrices."""
        if self._values is None:
            return ""
        pointed = self.pointed
        if pointed.is_nothing:
            return text_of(self._words.hint())
        return text_of(self._words.about(self._values, pointed.neuron, pointed.behind)[0])

    def cells_end(self) -> float:
        """x where the matrices end."""
        layout = self.layout_of_cells
        if layout is None:
            return 0.0
        left, _, width, _ = layout.box(Block.RESULTS)
        return self.origin.x() + left + width

    def part_text(self) -> str:
        """Which neurons are in view, where not all of them are; otherwise empty."""
        layout, values = self.layout_of_cells, self._values
        if layout is None or values is None:
            return ""
        parts = []
        for (first, last), total, layer in ((layout.rows, values.shape[0], values.layer),
                                            (layout.columns, values.shape[1], values.layer + 1)):
            if last - first < total:
                parts.append(self.tr("layer {layer}: neurons {first} to {last} of {count}").format(
                    layer=layer, first=count(first + 1), last=count(last), count=count(total)))
        return " · ".join([*parts, self.tr("turn the wheel for the others")]) if parts else ""

    def _lines(self) -> int:
        """Two lines of words where the cells leave room for them."""
        if self._values is None:
            return 1
        cells = max(self._values.shape) * self._painter.measures(self._values).line
        return 2 if cells <= self._room_above(2) else 1

    def _room(self) -> float:
        return self._room_above(self._lines())

    def _room_above(self, lines: int) -> float:
        words = lines * self._lettering.line_height
        return max(self.height() - self._painter.name_height - words - self._theme.px(8), 1.0)

    def _bring_into_view(self) -> None:
        layout, pointed = self.layout_of_cells, self._selected
        if layout is None:
            return
        places = []
        for wanted, (first, last), before in zip((pointed.neuron, pointed.behind), (layout.rows, layout.columns),
                                                 self._first, strict=True):
            inside = wanted is None or first <= wanted < last
            places.append(before if inside or wanted is None else wanted - (last - first) // 2)
        self._first = places[0], places[1]

    def _hover(self, pointed: Pointed) -> None:
        if pointed != self._hovered:
            self._hovered = pointed
            self.setCursor(Qt.CursorShape.ArrowCursor if pointed.is_nothing else Qt.CursorShape.PointingHandCursor)
            self.update()

    def _at(self, position: QPointF) -> Pointed:
        layout = self.layout_of_cells
        place = position - self.origin
        found = None if layout is None else layout.at(place.x(), place.y())
        return Pointed() if found is None else Pointed(*found)

    def _paint_words(self, painter: QPainter, values: Bp2Values) -> None:
        theme, lettering, pointed, lines = self._theme, self._lettering, self.pointed, self._lines()
        told: list[tuple[Words, ...]] = [(self._words.hint(),)] if pointed.is_nothing else \
            [self._words.about(values, pointed.neuron, pointed.behind)]
        if pointed.neuron is not None and pointed.behind is not None and lines > 1:
            told.append(self._words.about(values, pointed.neuron, None))
        base = self.height() - lines * lettering.line_height + lettering.ascent
        for forms in told:
            fitting = (form for form in forms if lettering.width(form) <= self.width())
            short = next(fitting, None)
            most = 1 if len(told) > 1 else lines
            for part in [short] if short is not None else lettering.lines(forms[-1], self.width())[:most]:
                lettering.paint(painter, 0.0, base, part, theme.text_dim if pointed.is_nothing else theme.text)
                base += lettering.line_height

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(480), self._theme.px(150))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(240), self._theme.px(90))

    # the keyboard

    def first_point(self) -> QPointF:
        layout = self.layout_of_cells
        if layout is None:
            return QRectF(self.rect()).center()
        return self._weight_point(layout.rows[0], layout.columns[0])

    def next_point(self, point: QPointF, right: int, down: int) -> QPointF:
        """To the next weight; those that are out of sight come into view."""
        layout, values, here = self.layout_of_cells, self._values, self._at(point)
        if layout is None or values is None or here.neuron is None or here.behind is None:
            return self.first_point()
        row = min(max(here.neuron + down, 0), values.shape[0] - 1)
        column = min(max(here.behind + right, 0), values.shape[1] - 1)
        self._first = (_first_in_view(row, layout.rows), _first_in_view(column, layout.columns))
        return self._weight_point(row, column)

    def _weight_point(self, row: int, column: int) -> QPointF:
        """The middle of a weight's cell, which is in view."""
        layout = self.layout_of_cells
        assert layout is not None, "there are values"
        left, top, width, height = layout.cell(Block.WEIGHTS, row, column)
        return self.origin + QPointF(left + width / 2, top + height / 2)

    def point_with_keys(self, point: QPointF | None) -> None:
        self._hover(Pointed() if point is None else self._at(point))

    def take_with_keys(self, point: QPointF) -> None:
        pointed = self._at(point)
        if self._values is not None and not pointed.is_nothing:
            self.chosen.emit(_selection_of(pointed, self._values))

    def value_text(self) -> str:
        return self.told()

    def keys_text(self) -> str:
        return self.tr("The arrow keys go from weight to weight, Enter chooses its edge on the stage.")

    # the mouse

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        pointed, values = self._at(event.position()), self._values
        if event.button() is Qt.MouseButton.LeftButton and values is not None and not pointed.is_nothing:
            self.chosen.emit(_selection_of(pointed, values))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(Pointed())

    def wheelEvent(self, event: QWheelEvent) -> None:
        layout, values = self.layout_of_cells, self._values
        if layout is None or values is None or not self.part_text():
            event.ignore()
            return
        # a part of a layer that is hidden moves: of layer l, or with Shift (and where only they are hidden) of l+1
        whole_rows = layout.rows[1] - layout.rows[0] == values.shape[0]
        sideways = whole_rows or bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        turn = event.angleDelta()
        self._turned += turn.y() or turn.x()
        notches = int(self._turned / _NOTCH)
        self._turned -= notches * _NOTCH
        rows, columns = layout.rows[0], layout.columns[0]
        self._first = (rows, columns - notches) if sideways else (rows - notches, columns)
        layout = self.layout_of_cells
        if layout is not None:
            self._first = layout.rows[0], layout.columns[0]
        self._hover(self._at(event.position()))
        self.update()
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._bring_into_view()
        self.resized.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        layout, values = self.layout_of_cells, self._values
        if layout is None or values is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        painter.translate(self.origin)
        self._painter.paint(painter, values, layout, self.pointed)
        painter.restore()
        self._paint_part(painter)
        self._paint_words(painter, values)
        self.walk.paint(painter, self._theme)
        painter.end()

    def _paint_part(self, painter: QPainter) -> None:
        """Which part is in view, at the right of the matrices."""
        text, theme = self.part_text(), self._theme
        x = self.cells_end() + theme.px(24)
        room = QRectF(x, 0.0, self.width() - x, self.origin.y() + self._room())
        if text and room.width() >= theme.px(80):
            painter.setFont(theme.font(12, tabular=True))
            painter.setPen(theme.text_dim)
            painter.drawText(room, Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap, text)


def _pointed_by(selection: Selection | None, values: Bp2Values | None) -> Pointed:
    """Where in the matrices something of the stage is; nothing if it belongs to other layers."""
    if selection is None or values is None:
        return Pointed()
    if selection.source is not None:
        edge = Pointed(selection.source, selection.neuron)
        return edge if selection.layer == values.layer + 1 else Pointed()
    if selection.layer == values.layer:
        return Pointed(neuron=selection.neuron)
    return Pointed(behind=selection.neuron) if selection.layer == values.layer + 1 else Pointed()


def _first_in_view(place: int, shown: tuple[int, int]) -> int:
    """Where a part of a layer begins that has this place in it and moves as little as possible."""
    return min(max(shown[0], place - (shown[1] - shown[0]) + 1), place)


def _selection_of(pointed: Pointed, values: Bp2Values) -> Selection:
    if pointed.behind is None:
        return Selection(values.layer, pointed.neuron or 0)
    return Selection(values.layer + 1, pointed.behind, pointed.neuron)


_GAP = 24


class Bp2Page(Card):
    """Shows (Wˡ⁺¹)ᵀ, δˡ⁺¹, ⊙, σ′(zˡ) and δˡ of a hidden layer for the sample in view, cell by cell.

    The layer is the one in which BP2 goes on, or the one that belongs to what is selected. A cell that is clicked is
    selected on the stage, and what is selected there is brought out here.

    Attributes
    ----------
    matrices
        The painted part.
    formula
        The equation as it is written with matrices.
    words
        What is said where a network has no hidden layer.
    """

    def __init__(self, session: Session, theme: Theme, formulas: Formulas, parent: QWidget | None = None) -> None:
        super().__init__("", theme, parent=parent)
        self._session = session
        self._chosen = session.selection is not None
        self.matrices = Bp2View(theme)
        self.words = PlainLabel(self.tr("This network has no hidden layer: its errors are those of the output, from "
                                        "BP1. Add a layer to see an error go back."))
        self.words.setWordWrap(True)
        self.words.setFont(theme.font(13))
        self.formula = FormulaLabel(formulas, BP2_MATRIX.latex, 19, theme)
        self.formula.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.formula.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        # both lie in the same cell: the formula over what the matrices leave free at their right
        cell = QGridLayout()
        cell.addWidget(self.matrices, 0, 0)
        cell.addWidget(self.formula, 0, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        self.body.addLayout(cell, 1)
        self.body.addWidget(self.words, 1)
        self.set_mark("BP2", theme.phase_color(Phase.BP2))
        self.matrices.chosen.connect(session.select)
        self.matrices.resized.connect(self._make_room)
        formulas.rendered.connect(self._make_room)
        session.moment_changed.connect(self._on_moment)
        session.selection_changed.connect(self._on_selection)
        self._refresh()

    def layer(self) -> int | None:
        """The hidden layer that is shown."""
        return bp2_layer(self._session.moment, self._session.selection, chosen=self._chosen)

    def _on_moment(self, _moment: Moment) -> None:
        self._chosen = False
        self._refresh_if_seen()

    def _on_selection(self, selection: Selection | None) -> None:
        self._chosen = selection is not None
        self._refresh_if_seen()

    def _refresh_if_seen(self) -> None:
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        moment, layer = self._session.moment, self.layer()
        self.matrices.setVisible(layer is not None)
        self.words.setVisible(layer is None)
        if layer is None:
            self.set_title(self.tr("No hidden layer"))
            self.formula.hide()
            return
        self.set_title(self.tr("Error of layer {layer}").format(layer=layer))
        self.matrices.show_values(bp2_values(moment, layer), self._session.selection)
        self._make_room()

    def _make_room(self) -> None:
        free = self.matrices.width() - self.matrices.cells_end() - 2 * self._theme.px(_GAP)
        self.formula.setVisible(self.layer() is not None and self.formula.sizeHint().width() <= free)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()


def make_page(session: Session, theme: Theme, formulas: Formulas) -> Bp2Page:
    """The page, see `lectures.pages`."""
    return Bp2Page(session, theme, formulas)
