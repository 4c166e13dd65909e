"""The timeline of the step in view: it shows where in it the cursor stands, and the cursor is dragged along it."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from gui.labour import Activity
from gui.session import Session
from gui.theme import Theme
from gui.transport.position_text import part_label, sample_text, station_titles
from gui.transport.segments import Part, Span, StepScale, step_scale
from gui.transport.timeline import Timeline
from gui.transport.timeline_picture import TEXT_SIZE, TimelinePicture
from gui.widgets.plain_text import plain_tip
from gui.widgets.progress_line import ProgressLine
from simulator.moment import Moment
from simulator.steps import Address, Granularity, Route

_GAP = 3
_LEAST_SEGMENT = 10
_BUSY = (Activity.TRAINING, Activity.TRAVELLING)


class _Grip(Enum):
    """What the pointer has taken hold of."""

    STATION = "station"
    SAMPLE = "sample"


class StepTimeline(Timeline):
    """Stations of the step and samples of the batch, to be clicked and dragged.

    While steps are made at full speed nothing can be dragged, and a line tells how far the work has come.
    """

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._session = session
        self._grip: _Grip | None = None
        self._sample_at_press = 0
        self._pointer: QPointF | None = None
        self._here: tuple[Route, int, Address] | None = None
        self._progress = ProgressLine(theme, name=self.tr("Progress"), parent=self)
        self._progress.hide()
        self._scale = self._laid_out()
        self.setAccessibleName(self.tr("Timeline of the step"))
        session.moment_changed.connect(self._on_moment)
        session.granularity_changed.connect(self._redraw)
        session.activity_changed.connect(self._on_activity)
        session.progress_changed.connect(self._on_progress)
        self._on_activity()

    @property
    def scale(self) -> StepScale:
        """Where the stations and the samples lie."""
        return self._scale

    def set_labels_shown(self, shown: bool) -> None:
        super().set_labels_shown(shown)
        self._lay_out()

    def width_for_labels(self) -> int:
        least = [self._label_width(part) for part in Part]
        return round(sum(least)) + self._theme.px(_GAP) * (len(least) - 1) + 2 * self._margin

    @property
    def _by_neuron(self) -> bool:
        return self._session.granularity is Granularity.NEURON

    def _label_width(self, part: Part) -> float:
        return QFontMetricsF(self._theme.font(TEXT_SIZE)).horizontalAdvance(part_label(part)) + self._theme.px(4)

    def _laid_out(self) -> StepScale:
        moment, theme = self._session.moment, self._theme
        line = Span(self._margin, max(self.width() - self._margin, self._margin))
        parts = [part for part in Part if moment.route.learns or part not in (Part.MEAN_GRADIENT, Part.UPDATE)]
        labelled = self._has_labels and self.width() >= self.width_for_labels()
        least = [self._label_width(part) if labelled else theme.px(_LEAST_SEGMENT) for part in parts]
        return step_scale(moment.route, moment.record.batch_size, line, theme.px(_GAP), least)

    def _lay_out(self) -> None:
        self._scale = self._laid_out()
        self._progress.setGeometry(self.rows.samples(Span(self._margin, self.width() - self._margin)).toRect())
        self.update()

    def _on_moment(self, moment: Moment) -> None:
        if self._session.activity is Activity.TRAINING:
            return
        if (moment.route, moment.record.batch_size) != (self._scale.route, self._scale.batch_size):
            self._lay_out()
        here = (moment.route, moment.record.batch_size, moment.address)
        if here != self._here:
            self._here = here
            self._redraw()

    def _on_activity(self) -> None:
        activity = self._session.activity
        self._progress.setVisible(activity is Activity.TRAINING)
        self._progress.set_fraction(self._session.progress)
        if activity in _BUSY:
            self._let_go()
        self._on_moment(self._session.moment)
        self.update()

    def _on_progress(self, fraction: float) -> None:
        self._progress.set_fraction(fraction)
        if self._session.activity is Activity.TRAVELLING:
            self._progress.show()

    def _redraw(self) -> None:
        self._show_hovered()
        self.update()

    def _is_on_samples(self, position: QPointF) -> bool:
        return self._scale.batch_size > 1 and self.rows.is_on_samples(position.y()) \
            and position.x() <= self._scale.sample_span.right

    def _address_at(self, x: float) -> Address:
        here = replace(self._session.moment.address, sample=self._sample_at_press)
        return self._scale.address_at(x, here, by_neuron=self._by_neuron)

    def _drag_to(self, position: QPointF) -> None:
        session = self._session
        here = session.moment.address
        if self._grip is _Grip.STATION:
            address = self._address_at(position.x())
        else:
            whole = session.granularity not in (Granularity.NEURON, Granularity.LAYER)
            address = self._scale.same_instant_of(self._scale.sample_at(position.x()), here, whole=whole)
        if address != here:
            session.go_to(address)

    def _let_go(self) -> None:
        self._grip = None
        self._redraw()

    def _show_hovered(self) -> None:
        position = self._pointer
        if position is None or self._session.activity in _BUSY:
            self.setToolTip(plain_tip(self._about))
            self.unsetCursor()
            return
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if self._is_on_samples(position):
            self.setToolTip(plain_tip(sample_text(self._scale.sample_at(position.x()), self._scale.batch_size)))
        else:
            station = self._scale.route.stations[self._address_at(position.x()).station]
            self.setToolTip(plain_tip(station_titles(station)[0]))

    def _hovered(self) -> QRectF | None:
        position = self._pointer
        if position is None or self._grip is not None:
            return None
        if self._is_on_samples(position):
            tick = self._scale.sample_span.piece(self._scale.sample_at(position.x()), self._scale.batch_size)
            rect = self.rows.tick(tick)
        else:
            rect = self.rows.bar(self._scale.station_span(self._address_at(position.x()).station))
        return rect.adjusted(-1, -1, 1, 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._session.activity in _BUSY:
            super().mousePressEvent(event)
            return
        self._grip = _Grip.SAMPLE if self._is_on_samples(event.position()) else _Grip.STATION
        self._sample_at_press = self._session.moment.address.sample
        self._drag_to(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position()
        if self._grip is not None:
            self._drag_to(event.position())
        self._redraw()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._let_go()

    def leaveEvent(self, event: QEvent) -> None:
        self._pointer = None
        self._redraw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        labels = tuple(part_label(segment.part) for segment in self._scale.segments)
        is_idle = self._session.activity is not Activity.TRAINING
        moment = self._session.moment
        picture = TimelinePicture(self.rows, self._scale, moment, labels, self._by_neuron, self._hovered(), is_idle)
        painter = QPainter(self)
        picture.paint(painter)
        self._paint_ring(painter)
        painter.end()
