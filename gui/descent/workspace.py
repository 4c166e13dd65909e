"""The Descent workspace: choices on the left, surface and map, the loss along the way and the step in numbers."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from gui.descent.descent_chart import ChartCurve, DescentChart
from gui.descent.descent_session import DescentSession
from gui.descent.lane_view import LanePictures
from gui.descent.left_column import DescentColumn
from gui.descent.model_card import ModelCard
from gui.descent.overlays import Overlays
from gui.descent.remedy_words import formula_of, lane_title, surface_title
from gui.descent.scenes import LETTERS, looks_in, model_picture
from gui.descent.step_card import StepCard
from gui.theme import Theme
from gui.widgets.segmented_control import SegmentedControl

_LEFT, _RIGHT = 320, 400
_LOW = 640
"""Below this height, at scale 1, loss and step take turns."""
_NARROW = 1240
"""Below this width, at scale 1, two lanes leave no room for the right column."""


class DescentWorkspace(QSplitter):
    """Left column, pictures, right column; while two are compared, their pictures stand side by side.

    Attributes
    ----------
    left, pictures, chart, step, model
        The parts; `pictures` has one entry a lane.

    Signals
    -------
    parts_changed
        Other parts are in view.
    """

    parts_changed = Signal()

    def __init__(self, session: DescentSession, theme: Theme, former: DescentWorkspace | None = None,
                 parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._session = session
        self._theme = theme
        self._wants: dict[str, bool] = dict(former._wants) if former is not None else {}
        self.left = DescentColumn(session, theme)
        self.pictures = tuple(LanePictures(session, number, theme, self) for number in (0, 1))
        self.overlays = Overlays(session, theme)
        self.pictures[0].map_card.add_to_header(self.overlays)
        self.chart = DescentChart(theme)
        self.step = StepCard(theme)
        self.turns = SegmentedControl((self.tr("Loss"), self.tr("Step")), theme, name=self.tr("What is shown below"))
        self.turns.set_index(former.turns.index() if former is not None else 1)
        self.turns.changed.connect(self._arrange)
        self.model = ModelCard(theme)
        if former is not None:
            for mine, other in zip(self.pictures, former.pictures, strict=True):
                mine.surface.set_camera(other.surface.camera)
        self._lanes_shown = 0
        self._lay_out()
        self.chart.step_chosen.connect(session.go_to_step)
        session.lanes_changed.connect(self._show_lanes)
        session.moved.connect(self._show_moment)
        self._show_lanes()
        self._show_moment()

    @property
    def is_settled(self) -> bool:
        """Whether no picture is still being made."""
        return self._session.is_settled

    def is_shown(self, part: str) -> bool:
        """Whether the "left" or the "right" column is in view."""
        return not {"left": self.left, "right": self.right}[part].isHidden()

    def show_part(self, part: str, shown: bool) -> None:
        """Show a column, or leave its room to the others."""
        self._wants[part] = shown
        self._arrange()
        self.parts_changed.emit()

    def _lay_out(self) -> None:
        self._columns = tuple(QSplitter(Qt.Orientation.Vertical) for _ in self.pictures)
        self.centre = QSplitter(Qt.Orientation.Horizontal)
        self.right = QSplitter(Qt.Orientation.Vertical)
        for pictures, column in zip(self.pictures, self._columns, strict=True):
            column.addWidget(pictures.map_card)
            column.addWidget(pictures.surface_card)
            self.centre.addWidget(column)
        self._switch = QWidget()
        row = QHBoxLayout(self._switch)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.turns)
        for card in (self._switch, self.chart, self.step):
            self.right.addWidget(card)
        for part in (self.left, self.centre, self.right):
            self.addWidget(part)
        for splitter in (self, self.centre, self.right, *self._columns):
            splitter.setHandleWidth(self._theme.px(10))
            splitter.setChildrenCollapsible(False)
        self.setStretchFactor(1, 1)
        self.splitterMoved.connect(self._keep_sizes)
        self._sizes_chosen = False

    def _keep_sizes(self) -> None:
        self._sizes_chosen = True

    def _show_lanes(self) -> None:
        session = self._session
        count = len(session.lanes)
        if count != self._lanes_shown:
            self._lanes_shown = count
            self._place_cards()
        for number, lane in enumerate(session.lanes):
            remedy, setup = session.remedy, lane.setup
            title = surface_title(setup) if remedy is None else lane_title(setup, remedy)
            self.pictures[number].set_title(title, formula_of(setup), LETTERS[number] if count > 1 else "")
        self.model.setVisible(session.lanes[0].model is not None)
        self._arrange()
        for pictures in self.pictures:
            pictures.show_scene()
        self._show_moment()

    def _place_cards(self) -> None:
        """One lane: the surface over its model, the map on the right. Two lanes: each its map over its surface."""
        first, compared = self.pictures[0], self._lanes_shown > 1
        self._columns[1].setVisible(compared)
        (self._columns[0] if compared else self.right).insertWidget(0, first.map_card)
        if compared:
            self.right.insertWidget(0, self.model)
        else:
            self._columns[0].insertWidget(1, self.model)
        self._sizes_chosen = False

    def _arrange(self) -> None:
        px, compared = self._theme.px, self._lanes_shown > 1
        roomy = self.width() >= px(_NARROW) or not compared
        self.left.setVisible(self._wants.get("left", True))
        self.right.setVisible(self._wants.get("right", roomy))
        low = self.height() < px(_LOW)
        self._switch.setVisible(low)
        self.chart.setVisible(not low or self.turns.index() == 0)
        self.step.setVisible(not low or self.turns.index() == 1)
        self._size_columns(low=low)

    def _size_columns(self, *, low: bool) -> None:
        px, compared = self._theme.px, self._lanes_shown > 1
        if self._sizes_chosen:
            return
        share = min(self.width() / max(px(1416), 1), 1.15)
        left, right = round(px(_LEFT) * max(share, 0.84)), round(px(_RIGHT) * max(share, 0.8))
        if compared:
            right = round(0.8 * right)
        self.setSizes([left, max(self.width() - left - right, 1), right])
        height = max(self.height(), 1)
        if compared:
            self.centre.setSizes([500, 500])
            for column in self._columns:
                column.setSizes([500, 500])
            shares = (0.25, 0.0, 0.3, 0.45) if not self.model.isHidden() else (0.0, 0.4, 0.6)
            self.right.setSizes([round(share * height) for share in shares])
        else:
            self._columns[0].setSizes([round(0.66 * height), round(0.34 * height)])
            shares = (0.6, 0.0, 0.4, 0.4) if low else (0.45, 0.0, 0.2, 0.35)
            self.right.setSizes([round(share * height) for share in shares])

    def _show_moment(self) -> None:
        session = self._session
        number, runner = session.chosen
        lane = session.lanes[number]
        self.step.show_step(lane.step_of(runner, session.place), session.place.part,
                            lane.landscape.surface.symbols, sample_count=lane.setup.sample_count,
                            look=looks_in(session.lanes, number, self._theme)[runner])
        curves = []
        for place, one in enumerate(session.lanes):
            looks = looks_in(session.lanes, place, self._theme)
            for which, (trail, look) in enumerate(zip(one.trails, looks, strict=True)):
                curves.append(ChartCurve(trail.costs(session.length), look, has_ended=trail.end is not None,
                                         is_chosen=(place, which) == session.chosen))
        self.chart.show_curves(curves, session.place.steps_made)
        picture = model_picture(session.lanes, number, session.place, runner, self._theme)
        if picture is not None and not self.model.isHidden():
            self.model.show_picture(picture)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
