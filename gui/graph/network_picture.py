"""The small picture "the same in the network": the neurons and edges that belong to the stop of the graph."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.graph.network_sketch import Dot, Line, Shape, Sketch, sketch_of
from gui.insight.lettering import Lettering, Words, text_of
from gui.number_text import number, signed
from gui.theme import Theme, blend
from simulator.graph.network_stations import Lit
from simulator.moment import Moment
from simulator.steps import Phase

_RADIUS, _ROW = 14.0, 32.0
_ALONE = 34.0
"""From the edge of the widget to the middle of a dot with its numbers above and below."""
_WIDEST = "−0.000"
_LINES = 3
"""So many lines of words always have their room, so that the picture stands still."""
_DIGITS = 3
_LIT, _THIN = 2.2, 1.0


class NetworkPicture(QWidget):
    """Shows a part of the network, or words where the graph is none of the network's."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lettering = Lettering(theme)
        self._inside = Lettering(theme, 12)
        self._shown: tuple[Lit, Moment] | None = None
        self._note = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_lit(self, lit: Lit | None, moment: Moment, note: str = "") -> None:
        """Show what a stop lights up; None where the graph is not one of the network's.

        Parameters
        ----------
        note
            What has to be said beside, such as that the values are not those of the network; empty if nothing.
        """
        self._shown = None if lit is None else (lit, moment)
        self._note = note
        self.setAccessibleDescription(self.told())
        self.update()

    @property
    def sketch(self) -> Sketch | None:
        """What is drawn at the present size."""
        if self._shown is None:
            return None
        room = self.height() - _LINES * self._lettering.line_height - self._theme.px(6)
        return sketch_of(*self._shown, int(room / self._theme.px(_ROW)))

    def told(self) -> str:
        """The words below the picture."""
        return " ".join(text_of(words) for words in self._caption())

    def _caption(self) -> list[Words]:
        """The name of the equation and the equation, line by line, and what has to be said beside."""
        sketch, words = self.sketch, self._lettering.words
        if sketch is None:
            return [words(self.tr("Choose a neuron or a weight in the Network workspace, and its derivative as a "
                                  "graph: then the same is seen here in the network."))]
        lines = [words("{equation}", equation=items) for items in sketch.statement if items]
        if lines and sum(map(self._lettering.width, lines)) + self._lettering.space <= self.width():
            lines = [tuple(word for line in lines for word in line)]
        return [self._name(sketch.phase), *lines, *([words(self._note)] if self._note else [])]

    def _name(self, phase: Phase) -> Words:
        names = {
            Phase.INPUT: self.tr("Values of the sample"), Phase.WEIGHTED_INPUT: self.tr("Weighted input"),
            Phase.ACTIVATION: self.tr("Activation"), Phase.COST: self.tr("Cost"),
            Phase.BP1: self.tr("BP1: error of the output"), Phase.BP2: self.tr("BP2: error of a hidden layer"),
            Phase.BP3: self.tr("BP3: derivative of a bias"), Phase.BP4: self.tr("BP4: derivative of a weight"),
        }
        return self._lettering.strong_words(names[phase])

    # painting

    def _broken(self) -> list[Words]:
        return [line for words in self._caption() for line in self._lettering.lines(words, self.width())]

    def _places(self, dots: tuple[Dot, ...], height: float, *, at_right: bool) -> list[QPointF]:
        px = self._theme.px
        metrics = QFontMetricsF(self._theme.font(12, tabular=True))
        # room for the widest number that is written beside them at any time, so that the picture stands still
        texts = [text for dot in dots for text in (self._error_text(dot), self._value_text(dot))]
        beside = max(map(metrics.horizontalAdvance, [_WIDEST, *texts])) + px(_RADIUS) + px(6)
        away = min(px(_ALONE) if len(dots) == 1 else beside, 0.4 * self.width())
        step = min(height / len(dots), px(2 * _ROW))
        top = (height - step * len(dots)) / 2
        x = self.width() - away if at_right else away
        return [QPointF(x, top + (place + 0.5) * step) for place in range(len(dots))]

    def _paint_line(self, painter: QPainter, sketch: Sketch, line: Line, start: QPointF, end: QPointF) -> None:
        theme = self._theme
        if not line.is_lit:
            painter.setPen(QPen(blend(theme.card, theme.outline, 0.6), _THIN * theme.scale))
        else:
            pair = (theme.delta_positive, theme.delta_negative) if sketch.is_backward else \
                (theme.positive, theme.negative)
            color = pair[line.carried < 0] if line.carried else theme.text_dim
            pen = QPen(color, _LIT * theme.scale)
            if line.carried < 0:
                pen.setDashPattern([3.0, 2.0])
            painter.setPen(pen)
        painter.drawLine(start, end)

    def _paint_dot(self, painter: QPainter, sketch: Sketch, dot: Dot, centre: QPointF) -> None:
        theme, radius = self._theme, self._theme.px(_RADIUS)
        a = 0.0 if dot.a is None or dot.shape is Shape.COST else dot.a
        fill = blend(theme.card, theme.neuron_fill(a, max(abs(a), 1.0)), 0.35)
        ring = theme.phase_color(sketch.phase) if dot.is_lit else theme.outline
        painter.setPen(QPen(ring, (_LIT if dot.is_lit else _THIN) * theme.scale))
        painter.setBrush(fill)
        if dot.shape is Shape.NEURON:
            painter.drawEllipse(centre, radius, radius)
        else:
            box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
            painter.drawRoundedRect(box, 0.3 * radius, 0.3 * radius)
        words = self._inside.words("{label}", label=dot.label)
        if self._inside.width(words) <= 2 * radius:
            self._inside.paint(painter, centre.x() - self._inside.width(words) / 2,
                               centre.y() + 0.36 * theme.px(12), words, theme.text)

    def _paint_numbers(self, painter: QPainter, sketch: Sketch, dots: tuple[Dot, ...], places: list[QPointF], *,
                       at_right: bool) -> None:
        """Of a single dot the value below and the error above, as on the stage; of several the newest one beside."""
        theme, radius = self._theme, self._theme.px(_RADIUS)
        painter.setFont(theme.font(12, tabular=True))
        metrics = QFontMetricsF(painter.font())
        for dot, centre in zip(dots, places, strict=True):
            error, a = self._error_text(dot) if sketch.is_backward else "", self._value_text(dot)
            if len(dots) == 1:
                above, below = centre.y() - radius - metrics.descent() - 2, centre.y() + radius + metrics.ascent() + 2
                self._write(painter, error, centre.x(), above, self._error_color(dot))
                self._write(painter, a, centre.x(), below, self._value_color(dot))
                continue
            text, color = (error, self._error_color(dot)) if error else (a, self._value_color(dot))
            away = radius + theme.px(5) + metrics.horizontalAdvance(text) / 2
            self._write(painter, text, centre.x() + (away if at_right else -away),
                        centre.y() + 0.36 * theme.px(12), color)

    def _error_text(self, dot: Dot) -> str:
        if dot.error is None:
            return ""
        return signed(dot.error, _DIGITS) if dot.shape is Shape.GIVEN else f"δ {signed(dot.error, _DIGITS)}"

    def _value_text(self, dot: Dot) -> str:
        return "" if dot.a is None else number(dot.a, _DIGITS)

    def _error_color(self, dot: Dot) -> QColor:
        theme = self._theme
        if not dot.error:
            return theme.text_dim
        return theme.delta_positive if dot.error > 0 else theme.delta_negative

    def _value_color(self, dot: Dot) -> QColor:
        theme = self._theme
        if dot.shape is Shape.COST:
            return theme.text
        if not dot.a:
            return theme.text_dim
        return theme.positive if dot.a > 0 else theme.negative

    def _write(self, painter: QPainter, text: str, middle: float, base: float, color: QColor) -> None:
        width = QFontMetricsF(painter.font()).horizontalAdvance(text)
        x = min(max(middle - width / 2, 0.0), self.width() - width)
        painter.setPen(color)
        painter.drawText(QPointF(x, base), text)

    def _paint_left_out(self, painter: QPainter, count: int, dots: list[QPointF]) -> None:
        """Below the last dot, that there are others."""
        if count:
            painter.setFont(self._theme.font(12))
            base = dots[-1].y() + self._theme.px(_RADIUS) + QFontMetricsF(painter.font()).ascent()
            self._write(painter, self.tr("and {count} more").format(count=count), dots[-1].x(), base,
                        self._theme.text_dim)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(230), self._theme.px(250))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(150), self._theme.px(130))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, sketch, lettering = self._theme, self.sketch, self._lettering
        words, top = self._broken(), 0.0
        if sketch is not None:
            top = self.height() - max(len(words), _LINES) * lettering.line_height - theme.px(4)
            self._paint_sketch(painter, sketch, top)
        for line, text in enumerate(words):
            color = theme.text_dim if sketch is None or line else theme.readable(theme.phase_color(sketch.phase))
            lettering.paint(painter, 0.0, top + line * lettering.line_height + lettering.ascent, text, color)
        painter.end()

    def _paint_sketch(self, painter: QPainter, sketch: Sketch, height: float) -> None:
        left_out = self._lettering.line_height if sketch.left_out or sketch.right_out else 0
        left = self._places(sketch.left, height - left_out, at_right=False)
        right = self._places(sketch.right, height - left_out, at_right=True)
        for line in sorted(sketch.lines, key=lambda one: one.is_lit):
            self._paint_line(painter, sketch, line, left[line.left], right[line.right])
        for dots, places, at_right in ((sketch.left, left, False), (sketch.right, right, True)):
            for dot, place in zip(dots, places, strict=True):
                self._paint_dot(painter, sketch, dot, place)
            self._paint_numbers(painter, sketch, dots, places, at_right=at_right)
        self._paint_left_out(painter, sketch.left_out, left)
        self._paint_left_out(painter, sketch.right_out, right)
