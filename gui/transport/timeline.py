"""What all timelines have in common: their rows, the names under their parts, and how large they want to be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate, groupby
from types import MappingProxyType

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.foundation.theme import Theme, blend
from gui.widgets.keyboard import KeyboardFocus, shows_ring
from gui.widgets.plain_text import plain_tip
from simulator.moment import Moment
from simulator.steps import Address, Phase, Route

# The timeline of one step as lengths: where each station, neuron and sample lies on a line.

class Part(Enum):
    """What a step consists of, in its order."""

    FORWARD = "forward"
    COST = "cost"
    BACKWARD = "backward"
    GRADIENTS = "gradients"
    MEAN_GRADIENT = "mean_gradient"
    UPDATE = "update"


PART_OF: Mapping[Phase, Part] = MappingProxyType({
    Phase.INPUT: Part.FORWARD, Phase.WEIGHTED_INPUT: Part.FORWARD, Phase.ACTIVATION: Part.FORWARD,
    Phase.COST: Part.COST, Phase.BP1: Part.BACKWARD, Phase.BP2: Part.BACKWARD, Phase.BP3: Part.GRADIENTS,
    Phase.BP4: Part.GRADIENTS, Phase.MEAN_GRADIENT: Part.MEAN_GRADIENT, Phase.UPDATE: Part.UPDATE,
})


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a step and its stations, `first` to `first + count − 1`."""

    part: Part
    first: int
    count: int


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of the line."""

    left: float
    right: float

    @property
    def width(self) -> float:
        """Its length."""
        return self.right - self.left

    @property
    def middle(self) -> float:
        """Its middle."""
        return (self.left + self.right) / 2

    def piece(self, number: int, count: int) -> Span:
        """One of `count` equal pieces."""
        width = self.width / count
        return Span(self.left + number * width, self.left + (number + 1) * width)

    def piece_at(self, x: float, count: int) -> int:
        """Which of `count` equal pieces lies at x; beyond the ends the first or the last one."""
        share = (x - self.left) / self.width if self.width > 0 else 0.0
        return min(max(int(share * count), 0), count - 1)


def segments_of(route: Route) -> tuple[Segment, ...]:
    """The parts of a step that follows this route."""
    parts = groupby(range(len(route.stations)), key=lambda number: PART_OF[route.stations[number].phase])
    stations = [(part, list(numbers)) for part, numbers in parts]
    return tuple(Segment(part, numbers[0], len(numbers)) for part, numbers in stations)


def shared_widths(counts: Sequence[int], least: Sequence[float], room: float) -> list[float]:
    """Widths that share a room in proportion to the counts, except that none gets less than its least width.

    If even the least widths need more than the room, they share it in their own proportion.
    """
    if sum(least) >= room:
        return [room * width / sum(least) for width in least]
    held: set[int] = set()
    while True:
        free = [number for number in range(len(counts)) if number not in held]
        unit = (room - sum(least[number] for number in held)) / sum(counts[number] for number in free)
        too_small = {number for number in free if unit * counts[number] < least[number]}
        if not too_small:
            return [least[number] if number in held else unit * counts[number] for number in range(len(counts))]
        held |= too_small


@dataclass(frozen=True)
class StepScale:
    """Where everything lies on the line of one step.

    Parameters
    ----------
    route
        The stations of the step.
    batch_size
        Samples of the step.
    spans
        The pieces of the line that the segments have.
    """

    route: Route
    batch_size: int
    segments: tuple[Segment, ...]
    spans: tuple[Span, ...]

    @property
    def sample_span(self) -> Span:
        """The piece that every sample passes: up to the last gradient."""
        last = max(number for number, segment in enumerate(self.segments) if segment.part is Part.GRADIENTS)
        return Span(self.spans[0].left, self.spans[last].right)

    def station_span(self, station: int) -> Span:
        """The cell of a station."""
        number = max(number for number, segment in enumerate(self.segments) if segment.first <= station)
        segment = self.segments[number]
        return self.spans[number].piece(station - segment.first, segment.count)

    def mark(self, address: Address, *, by_neuron: bool) -> float:
        """Where the mark stands: in the middle of a complete station, or of the neuron's piece of it."""
        span, count = self.station_span(address.station), self.route.neuron_count(address.station)
        if by_neuron or address.neuron < count - 1:
            span = span.piece(address.neuron, count)
        return span.middle

    def part_at(self, x: float) -> int:
        """Number of the segment at x, or of the one nearest to it."""
        beyond = (max(span.left - x, x - span.right, 0.0) for span in self.spans)
        return min(enumerate(beyond), key=lambda numbered: numbered[1])[0]

    def address_at(self, x: float, here: Address, *, by_neuron: bool) -> Address:
        """The instant at x: the station there complete, or only up to the neuron there.

        The sample stays that of `here`, except behind the last sample's pass.
        """
        number = self.part_at(x)
        segment = self.segments[number]
        station = segment.first + self.spans[number].piece_at(x, segment.count)
        count = self.route.neuron_count(station)
        neuron = self.station_span(station).piece_at(x, count) if by_neuron else count - 1
        return Address(here.step, self._sample_in(station, here.sample), station, neuron)

    def sample_at(self, x: float) -> int:
        """The sample whose tick is at x."""
        return self.sample_span.piece_at(x, self.batch_size)

    def same_instant_of(self, sample: int, here: Address, *, whole: bool) -> Address:
        """The instant `here` in another sample's pass; the whole pass if wanted, or if `here` is in none."""
        if whole or here.station >= len(self.route.sample_stations):
            return self.route.end_of_sample(here.step, sample)
        return Address(here.step, sample, here.station, here.neuron)

    def _sample_in(self, station: int, sample: int) -> int:
        return sample if station < len(self.route.sample_stations) else self.batch_size - 1


def step_scale(route: Route, batch_size: int, line: Span, gap: float, least: Sequence[float]) -> StepScale:
    """Lays the segments of a step out on a line.

    Parameters
    ----------
    gap
        Room between two segments.
    least
        The least width of each segment.
    """
    segments = segments_of(route)
    room = max(line.width - gap * (len(segments) - 1), 0.0)
    widths = shared_widths([segment.count for segment in segments], least, room)
    lefts = list(accumulate((width + gap for width in widths[:-1]), initial=line.left))
    spans = tuple(Span(left, left + width) for left, width in zip(lefts, widths, strict=True))
    return StepScale(route, batch_size, segments, spans)


# Paints the timeline of a step: a bar coloured by phase, the samples of the batch, the names, and the mark.

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


class Timeline(QWidget):
    """A line along which the player is moved.

    With the keyboard the window's own keys do that: the arrows, Home and End, and the digits that say how far.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        KeyboardFocus(self)
        self._theme = theme
        self._has_labels = True
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        # a click takes the keys away from a text field
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._about = self.tr("Where the picture stands: click or drag to go elsewhere (← →, Home and End)")
        self.setToolTip(plain_tip(self._about))

    @property
    def rows(self) -> TimelineRows:
        """Where the rows lie."""
        return TimelineRows(self._theme, self.height(), self._has_labels)

    def width_for_labels(self) -> int:
        """The width from which on all names can be read."""
        raise NotImplementedError

    def set_labels_shown(self, shown: bool) -> None:
        """Whether the names stand under the parts."""
        self._has_labels = shown
        self.updateGeometry()
        self.update()

    def tell_position(self, sentence: str) -> None:
        """Let screen readers know where the mark stands; it is read out by whoever tells of the move."""
        self.setAccessibleDescription(f"{sentence} {self._about}")

    def _paint_ring(self, painter: QPainter) -> None:
        if shows_ring(self):
            width = self._theme.px(2)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.focus, width))
            inside = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
            painter.drawRoundedRect(inside, self._theme.px(4), self._theme.px(4))

    @property
    def _margin(self) -> int:
        """Room for half of the mark's head at both ends."""
        return self._theme.px(4)

    def sizeHint(self) -> QSize:
        return QSize(self.width_for_labels(), TimelineRows.wanted_height(self._theme, has_labels=self._has_labels))

    def minimumSizeHint(self) -> QSize:
        # a bar gives it no more than its names need, and then the buttons must not be squeezed for it
        least = min(self._theme.px(160), self.width_for_labels())
        return QSize(least, TimelineRows.wanted_height(self._theme, has_labels=self._has_labels))
