"""The timeline of a descent: the parts of the step in view, and all recorded steps, to be clicked and dragged."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.descent.descent_player import DescentPlayer
from gui.descent.descent_words import part_about, part_name
from gui.number_text import count
from gui.theme import Theme, blend
from gui.transport.segments import Span, shared_widths
from gui.transport.timeline import Timeline
from gui.transport.timeline_picture import TEXT_SIZE, paint_mark
from gui.widgets.plain_text import plain_tip
from simulator.descent.stops import Part, Place, place_after
from simulator.steps import Phase

_GAP = 3
_SHARES = {Part.GRADIENT: 3, Part.DIRECTION: 2, Part.MOVE: 1}
_AHEAD = 0.3
_LEAST = 10


class _Grip(Enum):
    """What the pointer has taken hold of."""

    PART = "part"
    STEP = "step"


class DescentTimeline(Timeline):
    """Three parts in a row, and below them a line with a mark at the step in view."""

    def __init__(self, player: DescentPlayer, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._player = player
        self._grip: _Grip | None = None
        self._pointer: QPointF | None = None
        self.setAccessibleName(self.tr("Timeline of the descent"))
        player.moved.connect(self.update)
        player.activity_changed.connect(self.update)

    def width_for_labels(self) -> int:
        return round(sum(self._label_width(part) for part in Part)) + 2 * self._theme.px(_GAP) + 2 * self._margin

    def part_span(self, part: Part) -> Span:
        """Where a part of the step lies."""
        return self._spans()[part]

    def step_x(self, steps: int) -> float:
        """Where the line of all steps has the end of so many."""
        line = self._line()
        return line.left + line.width * steps / max(self._player.length, 1)

    def _label_width(self, part: Part) -> float:
        metrics = QFontMetricsF(self._theme.font(TEXT_SIZE))
        return metrics.horizontalAdvance(part_name(part)) + self._theme.px(8)

    def _line(self) -> Span:
        return Span(self._margin, max(self.width() - self._margin, self._margin + 1))

    def _spans(self) -> dict[Part, Span]:
        line, gap = self._line(), self._theme.px(_GAP)
        least = [self._label_width(part) if self._has_labels else self._theme.px(_LEAST) for part in Part]
        widths = shared_widths([_SHARES[part] for part in Part], least, line.width - 2 * gap)
        spans, left = {}, line.left
        for part, width in zip(Part, widths, strict=True):
            spans[part] = Span(left, left + width)
            left += width + gap
        return spans

    def _color(self, part: Part) -> QColor:
        theme = self._theme
        return {Part.GRADIENT: theme.phase_color(Phase.ACTIVATION), Part.DIRECTION: theme.outline,
                Part.MOVE: theme.phase_color(Phase.UPDATE)}[part]

    def _part_at(self, x: float) -> Part:
        spans = self._spans()
        return next((part for part in Part if x <= spans[part].right + self._theme.px(_GAP) / 2), Part.MOVE)

    def _steps_at(self, x: float) -> int:
        line = self._line()
        share = min(max((x - line.left) / line.width, 0.0), 1.0)
        return round(share * self._player.length)

    def _drag_to(self, position: QPointF) -> None:
        place = Place(self._player.place.step, self._part_at(position.x())) if self._grip is _Grip.PART \
            else place_after(self._steps_at(position.x()))
        if place != self._player.place:
            self._player.go_to(place)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self._grip = _Grip.STEP if self.rows.is_on_samples(event.position().y()) else _Grip.PART
        self._drag_to(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position()
        if self._grip is not None:
            self._drag_to(event.position())
        self._say_what_is_under(event.position())
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._pointer = None
        self.setToolTip(plain_tip(self._about))
        self.update()

    def _say_what_is_under(self, position: QPointF) -> None:
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if self.rows.is_on_samples(position.y()):
            self.setToolTip(plain_tip(self.tr("step {step} of {length}").format(
                step=count(self._steps_at(position.x())), length=count(self._player.length))))
        else:
            self.setToolTip(plain_tip(part_about(self._part_at(position.x()))))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        theme, rows, here = self._theme, self.rows, self._player.place
        spans = self._spans()
        for part, span in spans.items():
            color = self._color(part)
            self._rounded(painter, rows.bar(span),
                          color if part <= here.part else blend(theme.card, color, _AHEAD), theme.px(2))
        line = rows.samples(self._line())
        self._rounded(painter, line, blend(theme.card, theme.outline, 0.35), line.height() / 2)
        done = rows.samples(Span(self._line().left, max(self.step_x(here.steps_made), self._line().left + 1)))
        self._rounded(painter, done, theme.outline, line.height() / 2)
        if self._has_labels:
            self._paint_labels(painter, spans)
        x = self.step_x(here.steps_made)
        painter.setBrush(theme.text)
        half = theme.px(4) / 2
        painter.drawRoundedRect(QRectF(x - half, line.top() - 1, 2 * half, line.height() + 2), half, half)
        paint_mark(painter, rows, spans[here.part].right - theme.px(3))
        self._paint_ring(painter)

    def _rounded(self, painter: QPainter, rect: QRectF, color: QColor, radius: float) -> None:
        painter.setBrush(color)
        painter.drawRoundedRect(rect, radius, radius)

    def _paint_labels(self, painter: QPainter, spans: dict[Part, Span]) -> None:
        theme = self._theme
        painter.setFont(theme.font(TEXT_SIZE))
        for part, span in spans.items():
            painter.setPen(theme.text if part is self._player.place.part else theme.text_dim)
            painter.drawText(self.rows.labels(span), Qt.AlignmentFlag.AlignCenter, part_name(part))
        painter.setPen(Qt.PenStyle.NoPen)
