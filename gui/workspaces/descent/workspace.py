"""The Descent workspace: choices on the left, surface and map, the loss along the way and the step in numbers."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from gui.figures.loss.map_legend import MapLegend
from gui.figures.loss.map_view import MapView
from gui.figures.loss.surface_view import SurfaceView
from gui.foundation.kept_layout import PartedColumns, SplitterShares, known_wishes
from gui.foundation.language import phrase_text, translate_name
from gui.foundation.number_text import number
from gui.foundation.theme import Theme
from gui.widgets.buttons import CheckBox, SegmentedControl
from gui.widgets.card import Card
from gui.widgets.whats_this import WindowPart, explain
from gui.workspaces.descent.descent_chart import ChartCurve, DescentChart
from gui.workspaces.descent.descent_session import DescentSession
from gui.workspaces.descent.left_column import DescentColumn
from gui.workspaces.descent.model_card import ModelCard
from gui.workspaces.descent.scenes import LETTERS, looks_in, model_picture, scene_of
from gui.workspaces.descent.step_card import StepCard
from simulator.descent.remedies import Remedy
from simulator.descent.setup import DescentSetup
from simulator.errors import Phrase

# One descent in two pictures: its surface in three dimensions, and its map.

class LanePictures(QObject):
    """The cards of one lane; where they stand is decided by the workspace.

    Parameters
    ----------
    number
        Of the lane.

    Attributes
    ----------
    surface, map
        The views.
    surface_card, map_card
        The cards around them.
    legend
        Under the title of the map.
    """

    def __init__(self, session: DescentSession, number: int, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._number = number
        self._theme = theme
        self.surface = SurfaceView(theme)
        self.map = MapView(theme)
        self.legend = MapLegend(theme)
        self.surface_card = _picture_card(self.tr("Surface"), self.surface, theme)
        self.map_card = _picture_card(self.tr("Map"), self.map, theme, self.legend)
        explain(WindowPart.RELIEF, self.surface_card)
        explain(WindowPart.MAP, self.map_card)
        explain(WindowPart.LEGEND, self.legend)
        self.map.start_moved.connect(self._move_start)
        for view in (self.map, self.surface):
            view.start_chosen.connect(partial(session.start_at, number))
            view.installEventFilter(self)
        session.moved.connect(self.show_scene)
        session.ground_changed.connect(self.show_scene)

    def show_scene(self) -> None:
        """Draw where the lane is now."""
        session = self._session
        if self._number >= len(session.lanes) or not (self.map.isVisible() or self.surface.isVisible()):
            return
        chosen = session.chosen[1] if session.chosen[0] == self._number else None
        scene = scene_of(session.lanes, self._number, session.place, chosen, self._theme, batch=session.shows_batch)
        self.surface.show_scene(scene)
        self.map.show_scene(scene)
        self.legend.show_scene(scene)

    def set_title(self, title: str, note: str, letter: str) -> None:
        """What stands over the surface; of two lanes, each has its letter."""
        self.surface_card.set_title(title)
        self.surface_card.set_note(note)
        for card in (self.surface_card, self.map_card):
            card.set_mark(letter)

    def _move_start(self, number: int, a: float, b: float, continues: bool) -> None:
        self._session.move_start(self._number, number, a, b, continues=continues)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:  # while nobody looked nothing was drawn
            self.show_scene()
        return False


def _picture_card(title: str, view: QWidget, theme: Theme, legend: QWidget | None = None) -> Card:
    """A card whose picture nearly reaches its edges, with a legend under the title."""
    card = Card(title, theme)
    card.fill()
    if legend is not None:
        margin = QVBoxLayout()
        margin.setContentsMargins(theme.px(16), 0, theme.px(16), theme.px(4))
        margin.addWidget(legend)
        card.body.addLayout(margin)
    # clear of the card's round corners
    frame = QVBoxLayout()
    frame.setContentsMargins(theme.px(6), 0, theme.px(6 if legend is None else 16), theme.px(6))
    frame.addWidget(view, 1)
    card.body.addLayout(frame, 1)
    return card


# What is laid over the surfaces, and how costs become heights: three boxes to tick.

class Overlays(QWidget):
    """A row of boxes.

    Attributes
    ----------
    logarithmic, basins, batch
        The boxes; the last one is there where a step sees a mini-batch.
    """

    def __init__(self, session: DescentSession, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.logarithmic = CheckBox(self.tr("log"), theme)
        self.logarithmic.setToolTip(self.tr("Heights and colours logarithmic above the lowest cost"))
        self.basins = CheckBox(self.tr("basins"), theme)
        self.basins.setToolTip(self.tr("Basins of attraction: from where gradient descent reaches which minimum"))
        self.batch = CheckBox(self.tr("batch"), theme)
        self.batch.setToolTip(self.tr("The surface of the mini-batch in view as a ghost over the full one"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        for box in (self.logarithmic, self.basins, self.batch):
            row.addWidget(box)
        self.logarithmic.clicked.connect(session.set_logarithmic)
        self.basins.clicked.connect(session.show_basins)
        self.batch.clicked.connect(session.show_batch)
        session.lanes_changed.connect(self._show)
        session.ground_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        session = self._session
        self.logarithmic.setChecked(session.logarithmic)
        self.basins.setChecked(session.shows_basins)
        self.batch.setChecked(session.shows_batch)
        self.batch.setVisible(any(lane.epoch for lane in session.lanes))


# What stands over the two pictures that are compared.

translate = QCoreApplication.translate


def lane_title(setup: DescentSetup, remedy: Remedy) -> str:
    """What a set-up has where the remedy changes something."""
    title = remedy.entry.title(setup)
    return phrase_text(title, partial(number, digits=3)) if isinstance(title, Phrase) else translate_name(title)


def surface_title(setup: DescentSetup) -> str:
    """The surface's name."""
    return translate_name(setup.entry.label) if setup.entry is not None \
        else translate("RemedyWords", "C(a, b) = {text}").format(text=setup.expression)


def formula_of(setup: DescentSetup) -> str:
    """The model's output, or the function itself, as a quiet note."""
    formula = getattr(setup.entry, "formula", "")
    return f"y = {formula}" if formula else getattr(setup.entry, "text", "")


_LEFT, _RIGHT = 320, 400
_LOW = 640
"""Below this height, at scale 1, loss and step take turns on the right; else the loss stands under the surface."""
_NARROW = 1240
"""Below this width, at scale 1, two lanes leave no room for the right column."""
_NARROWEST = 740
"""Below this width, at scale 1, the left column would leave the surface no room."""


class DescentWorkspace(PartedColumns):
    """Left column, pictures, right column; while two are compared, their pictures stand side by side.

    Attributes
    ----------
    left, pictures, chart, step, model
        The parts; `pictures` has one entry a lane.
    """

    def __init__(self, session: DescentSession, theme: Theme, former: DescentWorkspace | None = None,
                 parent: QWidget | None = None) -> None:
        super().__init__(theme, former, parent)
        self._session = session
        self.left: DescentColumn = DescentColumn(session, theme, former.left if former is not None else None)
        self.pictures = tuple(LanePictures(session, number, theme, self) for number in (0, 1))
        self.overlays = Overlays(session, theme)
        self.pictures[0].map_card.add_to_header(self.overlays)
        self.chart = DescentChart(theme)
        self.step = StepCard(theme)
        explain(WindowPart.RACERS, self.left)
        explain(WindowPart.DESCENT_CHART, self.chart)
        explain(WindowPart.DESCENT_STEP, self.step)
        self.turns = SegmentedControl((self.tr("Loss"), self.tr("Step")), theme, name=self.tr("What is shown below"))
        self.turns.set_index(1)
        self.turns.changed.connect(self._arrange)
        explain(WindowPart.TURNS, self.turns)
        self.model = ModelCard(theme)
        self._lanes_shown, self._is_low = 0, False
        self._lay_out()
        if former is not None:
            self._shares.restore(former.layout_state()["sizes"])
        self.chart.step_chosen.connect(session.go_to_step)
        session.lanes_changed.connect(self._show_lanes)
        session.moved.connect(self._show_moment)
        session.ground_changed.connect(self._level_maps)
        self._show_lanes()
        self._show_moment()

    @property
    def is_settled(self) -> bool:
        """Whether no picture is still being made."""
        return self._session.is_settled

    def is_shown(self, part: str) -> bool:
        """Whether the "left" or the "right" column is in view."""
        return not {"left": self.left, "right": self.right}[part].isHidden()

    @property
    def turn(self) -> int:
        """Whose turn it is where room is short: 0 the loss, 1 the step."""
        return self.turns.index()

    def take_turn(self, turn: object) -> None:
        """Let one of the two have its turn."""
        self.turns.set_index(0 if turn == 0 else 1)
        self._arrange()

    def layout_state(self) -> dict[str, Any]:
        """Which parts somebody wants to see and how the room is divided among them, as plain JSON."""
        if self._sizes_chosen:
            self._shares.keep(self._kind())
        return {"parts": dict(self._wants), "sizes": self._shares.state()}

    def restore_layout(self, state: dict[str, Any]) -> None:
        """Arrange everything as `layout_state` has told; whatever can't be read is as usual."""
        self._shares.restore(state.get("sizes"))
        self._sizes_chosen = False
        self.set_wants(known_wishes(state.get("parts"), ("left", "right")))

    def _kind(self) -> str:
        return "two" if self._lanes_shown > 1 else ""

    def _lay_out(self) -> None:
        self._columns = tuple(QSplitter(Qt.Orientation.Vertical) for _ in self.pictures)
        self.centre = QSplitter(Qt.Orientation.Horizontal)
        self.right = QSplitter(Qt.Orientation.Vertical)
        for pictures, column in zip(self.pictures, self._columns, strict=True):
            column.addWidget(pictures.map_card)
            column.addWidget(pictures.surface_card)
            self.centre.addWidget(column)
        self.below = QSplitter(Qt.Orientation.Horizontal)
        self._columns[0].addWidget(self.below)
        self._switch = QWidget()
        row = QHBoxLayout(self._switch)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.turns)
        self.right.addWidget(self._switch)
        self.right.addWidget(self.step)
        for part in (self.left, self.centre, self.right):
            self.addWidget(part)
        self._let_drag(self, self.centre, self.right, self.below, *self._columns)
        self.setStretchFactor(1, 1)
        first, second = self._columns
        self._shares: SplitterShares = SplitterShares({
            "columns": self, "pictures": self.centre, "right": self.right, "below": self.below, "first": first,
            "second": second})

    def _keep_sizes(self) -> None:
        self._sizes_chosen = True
        self._shares.keep(self._kind())

    def _show_lanes(self) -> None:
        session = self._session
        count = len(session.lanes)
        shows_model = session.lanes[0].model is not None
        if count != self._lanes_shown or shows_model is self.model.isHidden():
            self._lanes_shown = count
            self._place_cards()
            self.model.setVisible(shows_model)  # in its place: without one it would be a window of its own
        for place, lane in enumerate(session.lanes):
            remedy, setup = session.remedy, lane.setup
            title = surface_title(setup) if remedy is None else lane_title(setup, remedy)
            self.pictures[place].set_title(title, formula_of(setup), LETTERS[place] if count > 1 else "")
        self._arrange()

    def _place_cards(self) -> None:
        """One lane: the surface over its model and loss, the map on the right. Two: each its map over its surface."""
        first, compared = self.pictures[0], self._lanes_shown > 1
        self._columns[1].setVisible(compared)
        (self._columns[0] if compared else self.right).insertWidget(0, first.map_card)
        if compared:
            self.right.insertWidget(0, self.model)
        else:
            self.below.insertWidget(0, self.model)
        if compared or self._is_low:
            self.right.insertWidget(self.right.indexOf(self._switch) + 1, self.chart)
        else:
            self.below.addWidget(self.chart)
        self._sizes_chosen = False

    def _arrange(self) -> None:
        px, compared = self._theme.px, self._lanes_shown > 1
        roomy = self.width() >= px(_NARROW) or not compared
        self.left.setVisible(self._wants.get("left", self.width() >= px(_NARROWEST)))
        self.right.setVisible(self._wants.get("right", roomy))
        low = self.height() < px(_LOW)
        if low is not self._is_low:
            self._is_low = low
            self._place_cards()
        self._switch.setVisible(low)
        self.chart.setVisible(not low or self.turns.index() == 0)
        self.step.setVisible(not low or self.turns.index() == 1)
        self.below.setVisible(not compared and not (low and self.model.isHidden()))
        self._size_columns(low=low)
        self._level_maps()

    def _size_columns(self, *, low: bool) -> None:
        px, compared, has_model = self._theme.px, self._lanes_shown > 1, not self.model.isHidden()
        if self._sizes_chosen:
            return
        share = min(self.width() / max(px(1416), 1), 1.15)
        left, right = round(px(_LEFT) * max(share, 0.95)), round(px(_RIGHT) * max(share, 0.8))
        if compared:
            right = round(0.8 * right)
        self.setSizes([left, max(self.width() - left - right, 1), right])
        if compared:
            self.centre.setSizes([500, 500])
            for column in self._columns:
                _divide(column, 0.5, 0.5)
            # what is hidden takes no room
            _divide(self.right, *((0.24, 0.0, 0.28, 0.48) if has_model else (0.0, 0.0, 0.4, 0.6)))
        else:
            _divide(self._columns[0], *((0.66, 0.34) if has_model or low else (0.74, 0.26)))
            _divide(self.below, 0.5, 0.5)
            _divide(self.right, *((0.6, 0.0, 0.4, 0.4) if low else (0.51, 0.0, 0.49)))
        self._shares.apply(self._kind())

    def _level_maps(self) -> None:
        """Maps that stand side by side have legends of the same height, so that they can be compared."""
        legends = [pictures.legend for pictures in self.pictures[:self._lanes_shown]]
        most = max(legend.rows_needed() for legend in legends)
        for legend in legends:
            legend.set_least_rows(most if len(legends) > 1 else 0)

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
                                         is_chosen=(place, which) == session.chosen, is_dashed=place == 1))
        self.chart.show_curves(curves, session.place.steps_made)
        picture = model_picture(session.lanes, number, session.place, runner, self._theme)
        if picture is not None and not self.model.isHidden():
            self.model.show_picture(picture)
        self._level_maps()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()


def _divide(splitter: QSplitter, *shares: float) -> None:
    """The parts of a splitter get these shares of its length, in their order."""
    length = splitter.height() if splitter.orientation() is Qt.Orientation.Vertical else splitter.width()
    splitter.setSizes([round(share * max(length, 1)) for share in shares])
