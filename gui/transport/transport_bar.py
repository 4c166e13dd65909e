"""The transport bar: moving through a step and through the run, and where one is."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLayout, QWidget

from gui.labour import Activity
from gui.session import Session
from gui.theme import Theme
from gui.transport.move_buttons import MoveButtons
from gui.transport.position_label import PositionLabel
from gui.transport.position_text import position_text, training_text, travelling_text, widest_texts
from gui.transport.sample_switch import SampleSwitch
from gui.transport.speed_stepper import SpeedStepper
from gui.transport.step_timeline import StepTimeline
from gui.widgets.segmented_control import SegmentedControl
from simulator.moment import Moment
from simulator.steps import Granularity

GRANULARITIES = tuple(Granularity)
_SIDE = 14
_LEAST_COMPACT_TIMELINE = 240
_GOOD_COMPACT_TIMELINE = 320
_GOOD_TIMELINE = 440
_GOOD_WORDS = 210


class Arrangement(Enum):
    """How the parts stand, from wide to narrow."""

    WIDE = "wide"
    """All in one row, the words at its end."""
    COMPACT = "compact"
    """One row, the words above the timeline instead of the names under it."""
    TWO_ROWS = "two_rows"
    """The timeline has a row of its own."""


_HEIGHTS = {Arrangement.WIDE: 64, Arrangement.COMPACT: 64, Arrangement.TWO_ROWS: 104}


class TransportBar(QFrame):
    """A card over the whole width of the window.

    Attributes
    ----------
    moves, granularity, speed, switch, timeline, position
        Its parts.
    """

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "card")
        self.setAccessibleName(self.tr("Transport bar"))
        self._session = session
        self._theme = theme
        self.moves = MoveButtons(session, theme)
        self.granularity = SegmentedControl(self._granularity_names(), theme, name=self.tr("How far one press goes"))
        self.speed = SpeedStepper(session, theme)
        self.switch = SampleSwitch(session, theme)
        self.timeline = StepTimeline(session, theme)
        self.position = PositionLabel(theme)
        self._widest: tuple[object, ...] = ()
        self._arrangement: Arrangement | None = None
        self._grid = QGridLayout(self)
        # the bar itself decides how narrow it can be: see `minimumSizeHint`
        self._grid.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setVerticalSpacing(theme.px(2))
        self._explain_granularities()
        self._connect()
        self._show_granularity(session.granularity)
        self._arrange(Arrangement.WIDE)

    def arrangement(self) -> Arrangement:
        """How the parts stand now."""
        return self._arrangement or Arrangement.WIDE

    def _connect(self) -> None:
        session = self._session
        self.granularity.changed.connect(self._on_granularity_chosen)
        self.switch.texts_changed.connect(self._fit)
        session.granularity_changed.connect(self._show_granularity)
        session.numbers_changed.connect(self._show_position)
        session.activity_changed.connect(self._show_position)

    def _granularity_names(self) -> tuple[str, ...]:
        names = {
            Granularity.NEURON: self.tr("Neuron"), Granularity.LAYER: self.tr("Layer"),
            Granularity.SAMPLE: self.tr("Sample"), Granularity.STEP: self.tr("Step"),
            Granularity.EPOCH: self.tr("Epoch"),
        }
        return tuple(names[granularity] for granularity in GRANULARITIES)

    def _explain_granularities(self) -> None:
        texts = {
            Granularity.NEURON: self.tr("Next and Back go neuron by neuron (1)"),
            Granularity.LAYER: self.tr("Next and Back go layer by layer (2)"),
            Granularity.SAMPLE: self.tr("Next and Back go sample by sample (3)"),
            Granularity.STEP: self.tr("Next and Back go step by step: one mini-batch and its update (4)"),
            Granularity.EPOCH: self.tr("Next and Back go epoch by epoch: once through all training data (5)"),
        }
        for granularity, segment in zip(GRANULARITIES, self.granularity.segments(), strict=True):
            segment.setToolTip(texts[granularity])

    def _on_granularity_chosen(self, index: int) -> None:
        self._session.set_granularity(GRANULARITIES[index])

    def _show_granularity(self, granularity: Granularity) -> None:
        self.granularity.set_index(GRANULARITIES.index(granularity))
        self._show_position()

    def _show_position(self) -> None:
        moment, activity = self._session.moment, self._session.activity
        self._make_room(moment)
        if activity is Activity.TRAINING:
            self.position.set_text(training_text(moment))
        elif activity is Activity.TRAVELLING:
            self.position.set_text(travelling_text(moment))
        else:
            by_neuron = self._session.granularity is Granularity.NEURON
            self.position.set_text(position_text(moment, by_neuron=by_neuron))

    def _make_room(self, moment: Moment) -> None:
        """Gives the words a width that stays as long as the run keeps its shape."""
        shape = (moment.route.sizes, moment.steps_in_epoch, moment.experiment.batch_size, moment.data)
        if shape != self._widest:
            self._widest = shape
            self.position.make_room_for(widest_texts(moment))
            self._fit()

    # how the parts stand

    def _fit(self) -> None:
        """Chooses the arrangement that the width allows, and shares what is left."""
        room, timeline = self._room_beside_controls(), self.timeline.width_for_labels()
        with_words = room - self.position.sizeHint().width() - self._grid.horizontalSpacing()
        if with_words >= timeline:
            self._arrange(Arrangement.WIDE)
            self._pad_segments(with_words - max(timeline, self._theme.px(_GOOD_TIMELINE)))
        elif room >= self._theme.px(_LEAST_COMPACT_TIMELINE):
            self._arrange(Arrangement.COMPACT)
            self._pad_segments(room - self._theme.px(_GOOD_COMPACT_TIMELINE))
        else:
            self._arrange(Arrangement.TWO_ROWS)
            # the switch stands in the other row, the words in this one
            freed = self.switch.minimumSizeHint().width() + self._grid.horizontalSpacing()
            self._pad_segments(room + freed - self._theme.px(_GOOD_WORDS))

    def _room_beside_controls(self) -> int:
        """What a single row has left for the timeline when the controls are as narrow as they can be."""
        controls = (self.moves, self.granularity, self.speed, self.switch)
        taken = sum(part.minimumSizeHint().width() + self._grid.horizontalSpacing() for part in controls)
        return self.width() - 2 * self._theme.px(_SIDE) - taken

    def _pad_segments(self, spare: int) -> None:
        """Gives the segments the room around their texts that is to spare."""
        controls = (self.granularity, self.switch)
        wishes = [control.sizeHint().width() - control.minimumSizeHint().width() for control in controls]
        share = min(max(spare, 0) / max(sum(wishes), 1), 1.0)
        for control, wish in zip(controls, wishes, strict=True):
            control.setMaximumWidth(control.minimumSizeHint().width() + round(share * wish))

    def _arrange(self, arrangement: Arrangement) -> None:
        if arrangement is self._arrangement:
            return
        self._arrangement = arrangement
        for part in self._parts():
            self._grid.removeWidget(part)
        for part, place in zip(self._parts(), _PLACES[arrangement], strict=True):
            self._grid.addWidget(part, *place)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        self._grid.setColumnStretch(3 if arrangement is Arrangement.TWO_ROWS else 4, 1)
        side, top = self._theme.px(_SIDE), self._theme.px(7 if arrangement is Arrangement.COMPACT else 5)
        self._grid.setContentsMargins(side, top, side, top)
        self.position.set_in_one_line(arrangement is Arrangement.COMPACT)
        self.timeline.set_labels_shown(arrangement is not Arrangement.COMPACT)
        self.setFixedHeight(self._theme.px(_HEIGHTS[arrangement]))

    def _parts(self) -> tuple[QWidget, ...]:
        return self.moves, self.granularity, self.speed, self.switch, self.timeline, self.position

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(1200), self.height())

    def minimumSizeHint(self) -> QSize:
        parts = (self.moves, self.granularity, self.speed, self.position)
        widths = sum(part.minimumSizeHint().width() for part in parts)
        return QSize(widths + 3 * self._grid.horizontalSpacing() + 2 * self._theme.px(_SIDE), self.height())


_PLACES = {
    Arrangement.WIDE: ((0, 0), (0, 1), (0, 2), (0, 3), (0, 4), (0, 5)),
    Arrangement.COMPACT: ((0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 2, 1), (0, 3, 2, 1), (1, 4), (0, 4)),
    Arrangement.TWO_ROWS: ((0, 0), (0, 1), (0, 2), (1, 0), (1, 1, 1, 3), (0, 3)),
}
"""Row, column and spans in the grid for `_parts`."""
