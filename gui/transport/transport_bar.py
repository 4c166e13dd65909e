"""The transport bar of the Network workspace: moving through a step and through the run, and where one is."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from gui.foundation.number_text import count, never_whole
from gui.foundation.theme import Theme
from gui.run.choice import Selection
from gui.run.jobs import Activity
from gui.run.session import Session
from gui.transport.position_text import (
    part_label,
    position_text,
    sample_text,
    station_titles,
    training_text,
    travelling_text,
    widest_texts,
)
from gui.transport.timeline import TEXT_SIZE, Part, Span, StepScale, Timeline, TimelinePicture, step_scale
from gui.transport.transport_card import Arrangement, TransportCard
from gui.widgets.buttons import SegmentedControl
from gui.widgets.labels import ProgressLine
from gui.widgets.plain_text import plain_tip
from simulator.moment import Moment
from simulator.steps import Address, Granularity, Phase, Route

# The timeline of the step in view: it shows where in it the cursor stands, and the cursor is dragged along it.

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
        session.navigator.granularity_changed.connect(self._redraw)
        session.navigator.activity_changed.connect(self._on_activity)
        session.navigator.progress_changed.connect(self._on_progress)
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
        return self._session.navigator.granularity is Granularity.NEURON

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
        if self._session.navigator.activity is Activity.TRAINING:
            return
        if (moment.route, moment.record.batch_size) != (self._scale.route, self._scale.batch_size):
            self._lay_out()
        here = (moment.route, moment.record.batch_size, moment.address)
        if here != self._here:
            self._here = here
            self._redraw()

    def _on_activity(self) -> None:
        activity = self._session.navigator.activity
        self._progress.setVisible(activity is Activity.TRAINING)
        self._progress.set_fraction(self._session.navigator.progress)
        if activity in _BUSY:
            self._let_go()
        self._on_moment(self._session.moment)
        self.update()

    def _on_progress(self, fraction: float) -> None:
        self._progress.set_fraction(fraction)
        if self._session.navigator.activity is Activity.TRAVELLING:
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
            whole = session.navigator.granularity not in (Granularity.NEURON, Granularity.LAYER)
            address = self._scale.same_instant_of(self._scale.sample_at(position.x()), here, whole=whole)
        if address != here:
            session.navigator.go_to(address)

    def _let_go(self) -> None:
        self._grip = None
        self._redraw()

    def _show_hovered(self) -> None:
        position = self._pointer
        if position is None or self._session.navigator.activity in _BUSY:
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
        if event.button() != Qt.MouseButton.LeftButton or self._session.navigator.activity in _BUSY:
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
        is_idle = self._session.navigator.activity is not Activity.TRAINING
        moment = self._session.moment
        picture = TimelinePicture(self.rows, self._scale, moment, labels, self._by_neuron, self._hovered(), is_idle)
        painter = QPainter(self)
        picture.paint(painter)
        self._paint_ring(painter)
        painter.end()


# Whose sample is in view: one's own on its way through the network, or the run's step.

OWN, TRAINING = 0, 1


class SampleSwitch(SegmentedControl):
    """Goes back and forth between a sample of one's own and the run.

    Signals
    -------
    texts_changed()
        The data are of another kind, and so are the words.
    """

    texts_changed = Signal()

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(("", ""), theme, parent=parent)
        self._session = session
        self.setAccessibleName(self.tr("Whose sample is shown"))
        self.changed.connect(self._on_chosen)
        session.run_changed.connect(self._on_run)
        session.moment_changed.connect(self._show)
        self._set_texts()
        self._show(session.moment)

    def _set_texts(self) -> None:
        is_digit = self._session.data.image_shape is not None
        self.set_options((self.tr("My digit") if is_digit else self.tr("My sample"), self.tr("Training")))
        self.segments()[TRAINING].setToolTip(self.tr("The step of the run, with its batch"))
        self.updateGeometry()
        self.texts_changed.emit()

    def _on_run(self) -> None:
        self._set_texts()
        self._show(self._session.moment)

    def _show(self, moment: Moment) -> None:
        is_digit = moment.data.image_shape is not None
        own = self._session.own_sample
        if own is not None:
            reason = self.tr("Take your digit through the network; nothing is learned") if is_digit \
                else self.tr("Take your sample through the network; nothing is learned")
        else:
            reason = self.tr("Draw or choose a digit first") if is_digit else self.tr("Choose a sample first")
        self.set_option_enabled(OWN, own is not None, reason)
        self.set_index(OWN if self._session.is_following else TRAINING)

    def _on_chosen(self, index: int) -> None:
        session, own = self._session, self._session.own_sample
        if index == TRAINING:
            session.navigator.leave_sample()
        elif own is not None and session.is_training:
            session.navigator.show_sample(own)  # training goes on meanwhile
        elif own is not None:
            session.navigator.follow_sample(own)


# The number that has been made at the position in view, in words: read out with the position.

translate = QCoreApplication.translate


def made_text(moment: Moment, focus: Selection) -> str:
    """What this station has made of the neuron or weight in focus; empty where that belongs to another layer.

    Parameters
    ----------
    focus
        What the equations follow.
    """
    layer, phase = moment.layer, moment.phase
    if phase is Phase.COST:
        return f"C_x = {never_whole(float(moment.sample.cost))}."
    if phase is Phase.INPUT or focus.layer != layer or focus.neuron >= moment.reached(phase, layer):
        return ""
    if focus.source is not None and focus.source >= moment.network.sizes[layer - 1]:
        return ""  # of the network before: another focus is about to be found
    name = translate("MadeText", "Neuron {number}: {symbol} = {value}.")
    value = _value(moment, focus)
    if value is None:
        return ""
    if focus.source is not None and phase in (Phase.BP4, Phase.MEAN_GRADIENT, Phase.UPDATE):
        name = translate("MadeText", "Weight from {source} to neuron {number}: {symbol} = {value}.")
    symbol, number = value
    return name.format(number=count(focus.neuron + 1), symbol=symbol, value=never_whole(number),
                       source=count((focus.source or 0) + 1))


def _value(moment: Moment, focus: Selection) -> tuple[str, float] | None:
    """Symbol and number of what is made."""
    layer, neuron, sample = moment.layer, focus.neuron, moment.sample
    source, record = focus.source, moment.record
    made: tuple[str, float] | None = None
    match moment.phase:
        case Phase.WEIGHTED_INPUT:
            made = "z", sample.z[layer][neuron]
        case Phase.ACTIVATION:
            made = "a", sample.a[layer][neuron]
        case Phase.BP1 | Phase.BP2:
            made = "δ", sample.delta[layer][neuron]
        case Phase.BP3:
            made = "∂C_x/∂b", sample.delta[layer][neuron]
        case Phase.BP4 if source is not None:
            made = "∂C_x/∂w", sample.delta[layer][neuron] * sample.a[layer - 1][source]
        case Phase.MEAN_GRADIENT if source is not None:
            made = "∂C/∂w", moment.network.weights(record.gradient)[layer][neuron, source]
        case Phase.MEAN_GRADIENT:
            made = "∂C/∂b", moment.network.biases(record.gradient)[layer][neuron]
        case Phase.UPDATE if source is not None:
            made = "w", moment.weights[layer][neuron, source]
        case Phase.UPDATE:
            made = "b", moment.biases[layer][neuron]
    return None if made is None else (made[0], float(made[1]))


__all__ = ["GRANULARITIES", "Arrangement", "TransportBar"]

GRANULARITIES = tuple(Granularity)


class TransportBar(TransportCard):
    """The card for a run.

    Attributes
    ----------
    switch, timeline
        What it has beside the parts of every such card.
    """

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        self.switch = SampleSwitch(session, theme)
        self.timeline = StepTimeline(session, theme)
        super().__init__(session.navigator, theme, _granularity_texts(), self.timeline, self.switch, parent)
        self._session = session
        self._widest: tuple[object, ...] = ()
        self.switch.texts_changed.connect(self._fit)
        session.navigator.granularity_changed.connect(self._show_position)
        session.moment_changed.connect(self._show_position)
        session.navigator.activity_changed.connect(self._show_position)
        self._show_position()

    def _show_position(self) -> None:
        moment, activity = self._session.moment, self._session.navigator.activity
        self._make_room(moment)
        if activity is Activity.TRAINING:
            self.tell_position(training_text(moment))
        elif activity is Activity.TRAVELLING:
            self.tell_position(travelling_text(moment))
        else:
            by_neuron = self._session.navigator.granularity is Granularity.NEURON
            self.tell_position(position_text(moment, by_neuron=by_neuron), made_text(moment, self._session.focus))

    def _make_room(self, moment: Moment) -> None:
        """Gives the words a width that stays as long as the run keeps its shape."""
        shape = (moment.route.sizes, moment.steps_in_epoch, moment.experiment.batch_size, moment.data)
        if shape != self._widest:
            self._widest = shape
            self.position.make_room_for(widest_texts(moment))
            self._fit()


def _granularity_texts() -> list[tuple[str, str]]:
    translate = QCoreApplication.translate
    texts = {
        Granularity.NEURON: (translate("TransportBar", "Neuron"),
                             translate("TransportBar", "Next and Back go neuron by neuron (1)")),
        Granularity.LAYER: (translate("TransportBar", "Layer"),
                            translate("TransportBar", "Next and Back go layer by layer (2)")),
        Granularity.SAMPLE: (translate("TransportBar", "Sample"),
                             translate("TransportBar", "Next and Back go sample by sample (3)")),
        Granularity.STEP: (translate("TransportBar", "Step"), translate(
            "TransportBar", "Next and Back go step by step: one mini-batch and its update (4)")),
        Granularity.EPOCH: (translate("TransportBar", "Epoch"), translate(
            "TransportBar", "Next and Back go epoch by epoch: once through all training data (5)")),
    }
    return [texts[granularity] for granularity in GRANULARITIES]
