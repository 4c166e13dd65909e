"""One descent in two pictures: its surface in three dimensions, and its map."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.descent.descent_session import DescentSession
from gui.descent.map_legend import MapLegend
from gui.descent.map_view import MapView
from gui.descent.scenes import scene_of
from gui.descent.surface_view import SurfaceView
from gui.theme import Theme
from gui.whats_this import WindowPart, explain
from gui.widgets.card import Card


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
