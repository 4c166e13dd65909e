"""The two assumptions on the cost, seen on the live batch: the mean of C_x, and what C_x depends on."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.equations.layer_terms import derivative, target
from gui.equations.notation import Items, Symbol, row
from gui.figures.curve_plot import paint_bars
from gui.foundation.formulas import Formulas
from gui.foundation.number_text import count, number
from gui.foundation.theme import Theme, blend
from gui.insight.lettering import Lettering, Words, text_of, unknown_answer
from gui.widgets.keyboard import KeyboardCursor
from gui.widgets.plain_text import plain_tip
from simulator.derivations.numbers import MeanCost, OutputCost, largest_outputs, mean_cost, output_cost
from simulator.moment import Moment

translate = QCoreApplication.translate
_GAP = 28
_MEAN_BAR, _WIDEST_BAR, _MEAN_GAP = 22, 40, 16
_NUMBERS = 18
_DIGITS = 3
_LEAST_BARS = 40
_MOST_LINES, _TOP = 6, 3
_LINES_WITH_VALUE = 2
"""Where fewer lines than these and one or two outputs need are left, the table comes before the cost's value."""
_ROOM_FOR_FORMULA = 190
_FEW_SAMPLES = 5
_NEARLY = "≈"
_FORMULA_PX = 15.0
_COST = (Symbol("C", lower="x"),)


class AssumptionsView(QWidget):
    """Assumption 1 at the left: C_x of every sample and their mean. Assumption 2 at the right: what is in C_x.

    Signals
    -------
    sample_clicked(int)
        Which of the batch's samples, counted from 0.
    """

    sample_clicked = Signal(int)

    def __init__(self, theme: Theme, formulas: Formulas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.walk = KeyboardCursor(self)
        self._formulas = formulas
        self._formula = ""
        self._theme = theme
        self._lettering = Lettering(theme)
        self._mean: MeanCost | None = None
        self._output: OutputCost | None = None
        self._layer = 0
        self._bars = QRectF()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        formulas.rendered.connect(self._on_rendered)
        self.setAccessibleName(translate("Why", "The two assumptions on the cost"))

    def show_moment(self, moment: Moment) -> None:
        """Show the batch and the sample of a moment."""
        known = moment.has_answer
        self._mean, self._output = (mean_cost(moment), output_cost(moment)) if known else (None, None)
        self._layer = moment.network.depth
        self._formula = moment.network.cost.formula
        self._formulas.request(self._formula)
        self.walk.tell_value()
        self.update()

    def _on_rendered(self, latex: str) -> None:
        if latex == self._formula:
            self.update()

    def mean_text(self) -> str:
        """What is said about assumption 1."""
        return " ".join(text_of(words) for words in self._mean_words()) if self._mean is not None else ""

    def output_text(self) -> str:
        """What is said about assumption 2."""
        return " ".join(text_of(words) for words in (*self._output_words(), self._consequence())) \
            if self._output is not None else ""

    def bar(self, sample: int) -> QRectF:
        """The room of a sample's bar, as it was painted last."""
        pitch = self._pitch()
        return QRectF(self._bars.left() + sample * pitch, self._bars.top(), pitch, self._bars.height())

    # what is said

    def _mean_words(self) -> tuple[Words, ...]:
        words, shown = self._lettering.words, self._mean
        assert shown is not None
        title = self._lettering.strong_words(translate("Why", "1 · The cost is a mean over the samples"))
        if len(shown.costs) == 1:
            rule = words(translate("Why", "With a single sample {cost} = {one} = {value}"), cost=(Symbol("C"),),
                         one=_COST, value=number(shown.mean, _DIGITS))
        else:
            few = len(shown.costs) <= _FEW_SAMPLES
            summed = " + ".join(number(cost, _DIGITS) for cost in shown.costs.tolist())
            rule = words("{cost} = {share} Σ {one} = {summed} {value}", cost=(Symbol("C"),), one=_COST,
                         share=row("(1/", Symbol("m"), ")"), value=number(shown.mean, _DIGITS),
                         summed=f"({summed}) / {len(shown.costs)} {_NEARLY}" if few else "")
        return title, rule, words(translate(
            "Why", "So the derivative of {cost} is the mean of the derivatives of {one}: it is enough to "
                   "backpropagate one sample at a time."), cost=(Symbol("C"),), one=_COST)

    def _output_words(self) -> tuple[Words, ...]:
        words, shown = self._lettering.words, self._output
        assert shown is not None
        headline = translate("Why", "2 · {one} depends on {out} alone") if shown.holds else \
            translate("Why", "2 · {one} should depend on {out} alone")
        title = self._lettering.strong_words(headline, one=_COST, out=(Symbol("a", str(self._layer)),))
        value = words(translate("Why", "{one} of this sample = {value}"), one=_COST,
                      value=number(shown.cost, _DIGITS))
        return title, value

    def _consequence(self) -> Words:
        words, shown = self._lettering.words, self._output
        out = (Symbol("a", str(self._layer)),)
        if shown is not None and not shown.holds:
            return words(translate("Why", "Violated here: this cost contains z. There is no {slope}, and BP1 is "
                                          "replaced by a rule of its own."),
                         slope=derivative(_COST[0], out[0]))
        if self._layer == 1:
            return words(translate("Why", "y is a constant. So everything begins with {slope}."),
                         slope=derivative(_COST[0], out[0]))
        return words(translate("Why", "y is a constant, and no hidden activation is in it: they act only through "
                                      "{out}. So everything begins with {slope}."),
                     out=out, slope=derivative(_COST[0], out[0]))

    # painting

    def _paint_mean(self, painter: QPainter, shown: MeanCost, width: float) -> None:
        title, rule, reason = self._mean_words()
        y = self._paint_lines(painter, 0, self._theme.px(_TOP), (title, rule), width)
        below, least = self._height_of(reason, width), self._theme.px(_LEAST_BARS)
        has_reason = self.height() - y - below >= least or self.height() - y < least
        self._bars = QRectF(0, y, width, max(self.height() - y - (below if has_reason else 0), 0))
        if self._bars.height() >= least:
            self._paint_bars(painter, shown)
            y = self._bars.bottom()
        if has_reason:
            self._paint_lines(painter, 0, y, (reason,), width, dim=True)

    def _paint_bars(self, painter: QPainter, shown: MeanCost) -> None:
        theme, pitch, area = self._theme, self._pitch(), self._bars
        has_numbers = pitch >= theme.px(34)
        below = theme.px(_NUMBERS)
        zero, room = area.bottom() - below, area.height() - below - theme.px(4)
        costs = np.nan_to_num(shown.costs, posinf=0.0)
        largest = float(costs.max(initial=0.0)) or 1.0
        gap = min(theme.px(8), 0.3 * pitch) if pitch >= 3 else 0.0
        color = blend(theme.card, theme.warning, 0.75)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=pitch >= 3)
        colors = [blend(theme.card, color, 0.55)] * len(costs)
        colors[shown.sample] = color
        heights = np.maximum(costs / largest * room, 1.0)
        paint_bars(painter, gap / 2, pitch, max(pitch - gap, 1.0), zero, heights.tolist(), colors)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_mean_bar(painter, shown, zero, room / largest)
        painter.setPen(QPen(theme.outline, 1))
        painter.drawLine(QPointF(0, round(zero) + 0.5), QPointF(self._mean_x(shown) + theme.px(_MEAN_BAR),
                                                                round(zero) + 0.5))
        if has_numbers:
            painter.setFont(theme.font(12, tabular=True))
            for place, cost in enumerate(shown.costs.tolist()):
                painter.setPen(theme.text if place == shown.sample else theme.text_dim)
                painter.drawText(QRectF(place * pitch - 4, zero + 1, pitch + 8, theme.px(_NUMBERS)),
                                 Qt.AlignmentFlag.AlignCenter, number(cost, 2))

    def _paint_mean_bar(self, painter: QPainter, shown: MeanCost, zero: float, factor: float) -> None:
        theme, left = self._theme, self._mean_x(shown)
        if not math.isfinite(shown.mean):
            return
        tip = zero - shown.mean * factor
        painter.setPen(QPen(theme.text, 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(0, tip), QPointF(left, tip))
        painter.setPen(QPen(theme.text, theme.px(1.5)))
        painter.setBrush(theme.warning)
        painter.drawRect(QRectF(left, tip, theme.px(_MEAN_BAR), max(zero - tip, 1.0)))
        self._lettering.paint(painter, left + theme.px(5), zero + 1 + self._lettering.ascent,
                              self._lettering.words("{cost}", cost=(Symbol("C"),)), theme.text)

    def _mean_x(self, shown: MeanCost) -> float:
        return self._pitch() * len(shown.costs) + self._theme.px(_MEAN_GAP)

    def _pitch(self) -> float:
        size = len(self._mean.costs) if self._mean is not None else 1
        room = self._bars.width() - self._theme.px(_MEAN_BAR + _MEAN_GAP + 4)
        return max(min(room / max(size, 1), float(self._theme.px(_WIDEST_BAR))), 1e-3)

    def _paint_output(self, painter: QPainter, shown: OutputCost, left: float, width: float) -> None:
        title, value = self._output_words()
        lettering, consequence = self._lettering, self._consequence()
        below = self._height_of(consequence, width) + self._theme.px(6)
        y = self._paint_lines(painter, left, self._theme.px(_TOP), (title,), width)
        least = _LINES_WITH_VALUE + min(len(shown.a), 2)
        if self.height() - y - below >= least * lettering.line_height:
            y = self._paint_lines(painter, left, y, (value,), width)
        y = self._paint_formula(painter, left, y, width)
        rows = int((self.height() - y - below) / lettering.line_height) - 1
        if rows >= 1:
            y = self._paint_table(painter, shown, left, y + self._theme.px(3), width, rows)
        color = self._theme.text_dim if shown.holds else self._theme.readable(self._theme.warning)
        self._lettering.paint_block(painter, left, y, consequence, color, width, _MOST_LINES)

    def _paint_formula(self, painter: QPainter, left: float, top: float, width: float) -> float:
        """The cost's formula, in which one sees what it contains, where there is room for it."""
        roomy = self.height() >= self._theme.px(_ROOM_FOR_FORMULA)
        if not roomy or not self._formulas.is_ready(self._formula):
            return top
        try:
            size = self._formulas.size(self._formula, _FORMULA_PX)
            if size.width() > width:
                return top
            pixmap = self._formulas.pixmap(self._formula, _FORMULA_PX, self._theme.text, self.devicePixelRatioF())
        except ValueError:
            return top
        painter.drawPixmap(QPointF(left, top), pixmap)
        return top + size.height() + self._theme.px(2)

    def _paint_table(self, painter: QPainter, shown: OutputCost, left: float, top: float, width: float,
                     rows: int) -> float:
        """a, y and ∂C_x/∂a of the outputs that matter; z instead of the slope where the cost reads it."""
        theme, lettering, layer = self._theme, self._lettering, str(self._layer)
        by_a = derivative(_COST[0], Symbol("a", layer, "j"))
        heads: tuple[Items, ...] = ((Symbol("j"),), (Symbol("a", layer, "j"),), (Symbol("y", lower="j"),),
                                    by_a if shown.holds else (Symbol("z", layer, "j"),))
        xs = [left + share * min(width, theme.px(330)) for share in (0.0, 0.14, 0.40, 0.60)]
        for x, head in zip(xs, heads, strict=True):
            lettering.paint(painter, x, top + lettering.ascent, lettering.words("{head}", head=head), theme.text_dim)
        bottom = top + lettering.line_height
        painter.setPen(QPen(theme.line, 1))
        painter.drawLine(QPointF(left, bottom), QPointF(left + min(width, theme.px(330)), bottom))
        painter.setFont(theme.font(13, tabular=True))
        last = shown.slopes if shown.slopes is not None else shown.z
        left_out = 0 if len(shown.a) <= rows else len(shown.a) - max(rows - 1, 1)
        for j in largest_outputs(shown, len(shown.a) - left_out):
            baseline = bottom + lettering.ascent + theme.px(1)
            cells = (count(j + 1), number(float(shown.a[j]), _DIGITS), target(float(shown.y[j])).text,
                     number(float(last[j]), _DIGITS))
            colors = (theme.text_dim, self._signed(float(shown.a[j])), theme.text,
                      theme.text if shown.holds else self._signed(float(last[j])))
            for x, text, color in zip(xs, cells, colors, strict=True):
                painter.setPen(color)
                painter.drawText(QPointF(x, baseline), text)
            bottom += lettering.line_height
        if left_out and rows > 1:  # a single line has room for the largest only
            painter.setPen(theme.text_dim)
            text = translate("Why", "({count} more)").format(count=count(left_out))
            painter.drawText(QPointF(xs[0], bottom + lettering.ascent), text)
            bottom += lettering.line_height
        return bottom + theme.px(3)

    def _signed(self, value: float) -> QColor:
        theme = self._theme
        return theme.text if value == 0 else theme.positive if value > 0 else theme.negative

    def _height_of(self, words: Words, width: float) -> float:
        return float(len(self._lettering.lines(words, width)) * self._lettering.line_height)

    def _paint_lines(self, painter: QPainter, x: float, top: float, sentences: tuple[Words, ...], width: float, *,
                     dim: bool = False) -> float:
        color = self._theme.text_dim if dim else self._theme.text
        for words in sentences:
            top = self._lettering.paint_block(painter, x, top, words, color, width, _MOST_LINES)
        return top

    # pointing

    def _sample_at(self, position: QPointF) -> int | None:
        shown = self._mean
        if shown is None or not self._bars.contains(position):
            return None
        sample = int((position.x() - self._bars.left()) / self._pitch())
        return sample if 0 <= sample < len(shown.costs) else None

    # the keyboard

    def first_point(self) -> QPointF:
        return QPointF(self._bars.left() + self._pitch() / 2 if self._mean is not None else 0.0,
                       self._bars.center().y())

    def next_point(self, point: QPointF, right: int, down: int) -> QPointF:
        sample = self._sample_at(point)
        if sample is None or self._mean is None:
            return self.first_point()
        return self.first_point() + QPointF(
            self._pitch() * min(max(sample + right, 0), len(self._mean.costs) - 1), 0.0)

    def point_with_keys(self, point: QPointF | None) -> None:
        self.update()

    def take_with_keys(self, point: QPointF) -> None:
        sample = self._sample_at(point)
        if sample is not None:
            self.sample_clicked.emit(sample)

    def value_text(self) -> str:
        pointed = self._sample_text(self.walk.point)
        return pointed or f"{self.mean_text()} {self.output_text()}"

    def keys_text(self) -> str:
        return translate("Why", "← and → go from sample to sample, Enter goes to one.")

    def _sample_text(self, position: QPointF | None) -> str:
        """The cost of the sample whose bar is there."""
        sample, shown = None if position is None else self._sample_at(position), self._mean
        if sample is None or shown is None:
            return ""
        return translate("Why", "sample {number} of {size}: C = {value}").format(
            number=count(sample + 1), size=count(len(shown.costs)),
            value=number(float(shown.costs[sample]), _DIGITS))

    # the mouse

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.setToolTip(plain_tip(self._sample_text(event.position())))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        sample = self._sample_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and sample is not None:
            self.sample_clicked.emit(sample)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        half = (self.width() - self._theme.px(_GAP)) / 2
        if self._mean is not None and self._output is not None:
            self._paint_mean(painter, self._mean, half)
            self._paint_output(painter, self._output, half + self._theme.px(_GAP), half)
        else:
            words = self._lettering.words(unknown_answer())
            self._lettering.paint_block(painter, 0, 0, words, self._theme.text_dim, self.width(), 3)
        self.walk.paint(painter, self._theme, cross=True)
        painter.end()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(480), self._theme.px(180))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(90))
