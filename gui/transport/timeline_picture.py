"""Paints the timeline of a step: a bar coloured by phase, the samples of the batch, the names, and the mark."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from gui.theme import Theme, blend
from gui.transport.segments import PART_OF, Span, StepScale
from simulator.moment import Moment

TEXT_SIZE = 12
_AHEAD = 0.3
"""Share of its colour that a station has before its turn comes."""
_LEAST_CELL_WITH_GAP = 4
_LEAST_ELIDED_LABEL = 34
_MOST_TICKS = 60
_KNOB, _BAR, _SAMPLES, _LABELS = (0.0, 8.0), (9.0, 19.0), (23.0, 27.0), (30.0, 46.0)
"""Upper and lower edge of every row, at scale 1."""


@dataclass(frozen=True)
class TimelineRows:
    """Where the rows of the timeline lie in a widget of some height."""

    theme: Theme
    height: int
    has_labels: bool

    @staticmethod
    def wanted_height(theme: Theme, *, has_labels: bool) -> int:
        """Height of all rows."""
        return theme.px(_LABELS[1] if has_labels else _SAMPLES[1])

    def row(self, edges: tuple[float, float], span: Span) -> QRectF:
        """The rectangle of a row over a piece of the line."""
        px = self.theme.px
        top = (self.height - self.wanted_height(self.theme, has_labels=self.has_labels)) // 2
        return QRectF(span.left, top + px(edges[0]), span.width, px(edges[1]) - px(edges[0]))

    def knob(self, x: float) -> QRectF:
        """The round head of the mark."""
        row = self.row(_KNOB, Span(x, x))
        return row.adjusted(-row.height() / 2, 0, row.height() / 2, 0)

    def bar(self, span: Span) -> QRectF:
        """The stations."""
        return self.row(_BAR, span)

    def samples(self, span: Span) -> QRectF:
        """The samples of the batch."""
        return self.row(_SAMPLES, span)

    def tick(self, span: Span) -> QRectF:
        """One of the samples, with a gap behind it where there is room for one."""
        gap = self.theme.px(2) if span.width >= self.theme.px(_LEAST_CELL_WITH_GAP) else 0
        return self.samples(Span(span.left, span.right - gap))

    def labels(self, span: Span) -> QRectF:
        """The names of the parts."""
        return self.row(_LABELS, span)

    def is_on_samples(self, y: float) -> bool:
        """Whether a height belongs to the row of samples, which is thinner than a hand is steady."""
        row, slack = self.samples(Span(0, 0)), self.theme.px(3)
        return row.top() - slack + 1 <= y <= row.bottom() + slack


@dataclass(frozen=True)
class TimelinePicture:
    """One picture of the timeline.

    Parameters
    ----------
    labels
        Names of the segments.
    hovered
        What lies under the pointer: a cell of the bar or a sample's tick.
    is_idle
        Whether the cursor rests in the step; while steps are made at full speed all is pale and without a mark.
    """

    rows: TimelineRows
    scale: StepScale
    moment: Moment
    labels: tuple[str, ...]
    by_neuron: bool
    hovered: QRectF | None
    is_idle: bool

    def paint(self, painter: QPainter) -> None:
        """Paints it."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for number in range(len(self.scale.segments)):
            self._paint_segment(painter, number)
        if self.is_idle and self.scale.batch_size > 1:
            self._paint_samples(painter)
        if self.rows.has_labels:
            self._paint_labels(painter)
        if self.is_idle:
            self._paint_hovered(painter)
            self._paint_mark(painter)

    @property
    def _theme(self) -> Theme:
        return self.rows.theme

    def _paint_segment(self, painter: QPainter, number: int) -> None:
        segment, span = self.scale.segments[number], self.scale.spans[number]
        outline = QPainterPath()
        radius = self._theme.px(2)
        outline.addRoundedRect(self.rows.bar(span), radius, radius)
        painter.save()
        painter.setClipPath(outline)
        gap = self._theme.px(1) if span.width / segment.count >= self._theme.px(_LEAST_CELL_WITH_GAP) else 0
        for station in range(segment.first, segment.first + segment.count):
            cell = self.scale.station_span(station)
            is_last = station == segment.first + segment.count - 1
            self._paint_station(painter, station, Span(cell.left, cell.right - (0 if is_last else gap)))
        painter.restore()

    def _paint_station(self, painter: QPainter, station: int, cell: Span) -> None:
        color = self._theme.phase_color(self.scale.route.stations[station].phase)
        ahead = blend(self._theme.card, color, _AHEAD)
        share = self._share_done(station)
        if share < 1:
            painter.fillRect(self.rows.bar(cell), ahead)
        if share > 0:
            painter.fillRect(self.rows.bar(Span(cell.left, cell.left + share * cell.width)), color)

    def _share_done(self, station: int) -> float:
        here = self.moment.address
        if not self.is_idle or station > here.station:
            return 0.0
        return 1.0 if station < here.station else (here.neuron + 1) / self.scale.route.neuron_count(station)

    def _paint_samples(self, painter: QPainter) -> None:
        size, span, theme = self.scale.batch_size, self.scale.sample_span, self._theme
        here, track = self.moment.address.sample, blend(theme.card, theme.outline, 0.35)
        if size <= _MOST_TICKS and span.width / size >= theme.px(_LEAST_CELL_WITH_GAP):
            for sample in range(size):
                color = theme.text if sample == here else theme.outline if sample < here else track
                self._paint_rounded(painter, self.rows.tick(span.piece(sample, size)), color)
            return
        self._paint_rounded(painter, self.rows.samples(span), track)
        current = span.piece(here, size)
        self._paint_rounded(painter, self.rows.samples(Span(span.left, current.right)), theme.outline)
        half = max(current.width, theme.px(4)) / 2
        middle = min(max(current.middle, span.left + half), span.right - half)
        self._paint_rounded(painter, self.rows.samples(Span(middle - half, middle + half)), theme.text)

    def _paint_rounded(self, painter: QPainter, rect: QRectF, color: QColor) -> None:
        radius = min(rect.height(), rect.width()) / 2
        painter.setBrush(color)
        painter.drawRoundedRect(rect, radius, radius)

    def _paint_labels(self, painter: QPainter) -> None:
        theme = self._theme
        painter.setFont(theme.font(TEXT_SIZE))
        metrics = QFontMetricsF(painter.font())
        here = PART_OF[self.moment.phase]
        for segment, span, label in zip(self.scale.segments, self.scale.spans, self.labels, strict=True):
            shown = label
            if metrics.horizontalAdvance(label) > span.width + theme.px(2):
                if span.width < theme.px(_LEAST_ELIDED_LABEL):
                    continue
                shown = metrics.elidedText(label, Qt.TextElideMode.ElideRight, span.width)
            painter.setPen(theme.text if self.is_idle and segment.part is here else theme.text_dim)
            wide = self.rows.labels(span).adjusted(-theme.px(4), 0, theme.px(4), 0)
            painter.drawText(wide, Qt.AlignmentFlag.AlignCenter, shown)
        painter.setPen(Qt.PenStyle.NoPen)

    def _paint_hovered(self, painter: QPainter) -> None:
        if self.hovered is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.text, self._theme.px(1)))
            painter.drawRoundedRect(self.hovered, self._theme.px(2), self._theme.px(2))
            painter.setPen(Qt.PenStyle.NoPen)

    def _paint_mark(self, painter: QPainter) -> None:
        paint_mark(painter, self.rows, self.scale.mark(self.moment.address, by_neuron=self.by_neuron))


def paint_mark(painter: QPainter, rows: TimelineRows, x: float) -> None:
    """The mark of the instant in view: a round head above the bar, and a stem across it."""
    theme = rows.theme
    # on a whole pixel, or between two where the stem has an odd width: its edges are sharp then
    x = round(x) + theme.px(2) % 2 / 2
    knob, bar = rows.knob(x), rows.bar(Span(x, x))
    foot = QPointF(x, bar.bottom() + theme.px(2))
    for color, width in ((theme.card, 4), (theme.text, 2)):
        painter.setPen(QPen(color, theme.px(width), Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawLine(knob.center(), foot)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.text)
    painter.drawEllipse(knob)
