"""Why backpropagation is cheap: the multiplications of three ways to all derivatives, as bars that grow."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from gui.graph.view_words import derivative_word, output_word
from gui.number_text import count, number
from gui.setup.setting_row import MessageLabel
from gui.theme import Theme, blend
from gui.widgets.card import Card
from gui.widgets.plain_text import plain_tip
from simulator.graph.counting import Counts, counts_of, counts_until, reused_at
from simulator.graph.graph import Graph
from simulator.graph.stops import stops_of

_BAR, _TEXT, _GAP = 9, 18, 8
_MOST_DIGITS = 9
_FAINT = 0.25


@dataclass(frozen=True)
class Bar:
    """One way: how many it has taken up to now, and how many it takes in the end."""

    name: str
    made: int
    all: int
    is_ours: bool = False

    @property
    def text(self) -> str:
        """The number beside the bar."""
        return count_text(self.all)


def count_text(n: int) -> str:
    """A whole number of any length: written out if it is short, otherwise with a power of ten."""
    digits = str(n) if n < 10 ** 300 else ""
    if digits and len(digits) <= _MOST_DIGITS:
        return count(n)
    return number(float(n), 3) if digits else "> 10³⁰⁰"


class CountsCard(Card):
    """Bars for backpropagation, each derivative by itself, and nudging each; full ones are what it takes in the end.

    Attributes
    ----------
    bars
        The painted part.
    sentence, reuse
        What is gained, and what is used again at the stop in view.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Multiplications"), theme, parent=parent)
        self._graph: Graph | None = None
        self._names = (self.tr("backpropagation"), self.tr("each by itself"), self.tr("nudging each"))
        self.bars = CountBars(theme)
        self.reuse, self.sentence = MessageLabel(theme, "text"), MessageLabel(theme, "dim")
        tip = self.tr("Counted is each product of a local derivative and what has travelled so far: one for every "
                      "edge that is crossed, products by 1 and −1 among them.\n"
                      "Backpropagation crosses every edge once, for all variables together. Each by itself: the "
                      "edges between one variable and the output, for one variable after the other. Nudging each: "
                      "the operations of two passes forward for each variable, which gives only approximations.")
        self.setToolTip(plain_tip(tip))
        self._column.setContentsMargins(theme.px(16), theme.px(8), theme.px(8), theme.px(12))
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, theme.px(8), 0)
        column.setSpacing(theme.px(6))
        column.addWidget(self.bars)
        column.addWidget(self.reuse)
        column.addWidget(self.sentence)
        column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        area.setWidget(content)
        self.body.addWidget(area, 1)
        self.setMinimumHeight(theme.px(120))

    def show_counts(self, graph: Graph, position: int) -> None:
        """Show what has been multiplied when one stands at a stop."""
        made, total = counts_until(graph, position), counts_of(graph)
        parts = ((made.backpropagation, total.backpropagation), (made.each_alone, total.each_alone),
                 (made.finite_differences, total.finite_differences))
        self.bars.show_bars([Bar(name, *part, is_ours=not place) for place, (name, part) in
                             enumerate(zip(self._names, parts, strict=True))])
        reused = reused_at(graph, stops_of(graph)[position])
        self.reuse.show_text(self.tr("{derivative} is known already and is used again.").format(
            derivative=derivative_word(graph, reused[0])) if reused else "")
        if graph is not self._graph:
            self._graph = graph
            self.sentence.show_text(self._in_words(graph, total))

    def _in_words(self, graph: Graph, total: Counts) -> str:
        output = output_word(graph)
        if len(graph.asked) == 1:
            gain = self.tr("With a single variable nothing can be shared with others.")
        else:
            text = self.tr("One pass back gives all {count} derivatives of {output}: what is known nearer to it is "
                           "used again by all that lies before.")
            gain = text.format(count=count(len(graph.asked)), output=output)
        if total.every_path > total.each_alone:
            paths = self.tr("Every path to {output} multiplied out by itself: {count}.").format(
                output=output, count=count_text(total.every_path))
            return f"{gain} {paths}"
        return gain


class CountBars(QWidget):
    """A name, a number and a bar below them for each way."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._bars: tuple[Bar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bars(self, bars: list[Bar]) -> None:
        """Show these."""
        if tuple(bars) == self._bars:
            return
        is_other = len(bars) != len(self._bars)
        self._bars = tuple(bars)
        self.setAccessibleName("; ".join(f"{bar.name}: {self._number(bar)}" for bar in bars))
        if is_other:
            self.updateGeometry()
        self.update()

    def bars(self) -> tuple[Bar, ...]:
        """What is shown."""
        return self._bars

    def bar_rect(self, place: int) -> QRectF:
        """The room of a bar whose way takes the most."""
        px = self._theme.px
        top = place * px(_TEXT + _BAR + _GAP) + px(_TEXT)
        return QRectF(0.0, top, self.width(), px(_BAR))

    def filled_rect(self, place: int) -> QRectF:
        """What is filled of it up to now."""
        return self._part(place, self._bars[place].made)

    def _part(self, place: int, n: int) -> QRectF:
        rect, most = self.bar_rect(place), max((bar.all for bar in self._bars), default=0)
        share = n / most if most else 0.0
        return QRectF(rect.left(), rect.top(), rect.width() * share, rect.height())

    def _number(self, bar: Bar) -> str:
        if bar.made == bar.all:
            return bar.text
        return self.tr("{made} of {all}").format(made=count_text(bar.made), all=bar.text)

    def sizeHint(self) -> QSize:
        px = self._theme.px
        return QSize(px(200), max(len(self._bars), 3) * px(_TEXT + _BAR + _GAP))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, px = self._theme, self._theme.px
        font = theme.font(13, tabular=True)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        for place, bar in enumerate(self._bars):
            rect = self.bar_rect(place)
            text = self._number(bar)
            line = QRectF(0.0, rect.top() - px(_TEXT), self.width(), px(_TEXT))
            painter.setPen(theme.text)
            painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
            room = line.width() - metrics.horizontalAdvance(text) - px(8)
            painter.setPen(theme.text if bar.is_ours else theme.text_dim)
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
                             metrics.elidedText(bar.name, Qt.TextElideMode.ElideRight, room))
            color = theme.delta_positive if bar.is_ours else theme.outline
            self._paint_bar(painter, self._part(place, bar.all), blend(theme.card, color, _FAINT))
            self._paint_bar(painter, self._part(place, bar.made), color)
        painter.end()

    def _paint_bar(self, painter: QPainter, rect: QRectF, color: QColor) -> None:
        if rect.width() <= 0.0:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        radius = min(rect.height(), rect.width()) / 2
        painter.drawRoundedRect(rect, radius, radius)
