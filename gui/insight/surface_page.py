"""The page "Surface": the cost of the network on the stage over a plane through its weights."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from gui.figures.loss.map_legend import MapLegend
from gui.figures.loss.map_view import MapView
from gui.figures.loss.scene import Mover, Scene
from gui.figures.loss.surface_view import SurfaceView
from gui.foundation.formulas import Formulas
from gui.foundation.language import error_text
from gui.foundation.theme import Theme
from gui.landscape.landscape_words import GaugeView, directions_text, gauge_line, samples_text, slice_text, step_text
from gui.landscape.picture import PlaneKind, SlicePicture, Wishes
from gui.landscape.plane_chooser import EdgePicker, PlaneChooser
from gui.landscape.surveyor import SurveyWorker, parameters_that_matter, question_about, symbol_of
from gui.run.choice import Selection
from gui.run.jobs import Activity
from gui.run.session import Session
from gui.setup.setting_row import MessageLabel
from gui.widgets.buttons import IconButton
from gui.widgets.card import Card
from gui.widgets.keyboard import restyle
from gui.widgets.labels import ElidedLabel
from gui.widgets.plain_text import PlainLabel, plain_tip
from gui.workspaces.descent.racer_looks import racer_color
from simulator.errors import Explained
from simulator.moment import Moment

_ROOM_FOR_CHOICES = 640
"""A page that is narrower than this at scale 1 shows either the choices or the surface."""
_CHOICES = 244
_ROOM_FOR_LEGEND = 250
"""A page that is lower than this at scale 1 has no legend."""
_PICTURE = (80, 60)


class SurfacePage(Card):
    """Map and surface of the cost over a plane through the weights, the way of the run on it, and how true it is.

    The pictures come from a thread, coarse ones first, and only while the page is in sight; the last one stays until
    the next is there.

    Parameters
    ----------
    wishes
        What is wanted at first.

    Attributes
    ----------
    chooser, map, surface, legend, gauge, line, about, reason, options
        The parts: choices, the two pictures, what the marks are, the gauge at the side or in a line, what the picture
        is, why there is none, and the button for the choices where there is no room for all.
    wishes
        What is wanted.
    picture
        What is in view, None before the first one.
    """

    def __init__(self, session: Session, theme: Theme, wishes: Wishes | None = None,
                 parent: QWidget | None = None) -> None:
        super().__init__("", theme, parent=parent)
        self._session = session
        self.wishes = wishes or Wishes()
        self._chosen_in: tuple[int, ...] | None = self._session.network.sizes if self.wishes.indices else None
        self.picture: SlicePicture | None = None
        self._picker = EdgePicker()
        self._worker = SurveyWorker(self)
        self.chooser = PlaneChooser(theme, self.wishes)
        self.map = MapView(theme)
        self.surface = SurfaceView(theme)
        self.legend = MapLegend(theme)
        self.gauge = GaugeView(theme)
        self.line = ElidedLabel("", theme, size=12)
        self.about = PlainLabel()
        self.reason = MessageLabel(theme, "error")
        self.options = IconButton("settings", self.tr("Choose the plane"), theme)
        self._side = QScrollArea()
        self._lay_out()
        self._connect()
        self.set_title(self.tr("Surface"))
        self._begin()

    def view_state(self) -> dict[str, Any]:
        """Which plane is wanted and from where it is looked at, see `gui.insight.lower_panel.Chosen`.

        Parameters that the page has picked by itself are not told: it picks them anew.
        """
        wanted = self.wishes if self._has_chosen() else replace(self.wishes, indices=None)
        camera = self.surface.camera_state()
        return {**({"plane": wanted.state()} if wanted != Wishes() else {}), **({"camera": camera} if camera else {})}

    def show_view_state(self, state: dict[str, Any]) -> None:
        """Show the plane that was wanted."""
        plane = state.get("plane")
        self.surface.show_camera_state(state.get("camera"))
        self._on_picking(False)
        self.wishes = Wishes.from_state(plane if isinstance(plane, dict) else {})
        self._chosen_in = self._session.network.sizes if self.wishes.indices is not None else None
        self._begin()
        self._ask(moved=False)

    def _has_chosen(self) -> bool:
        """Whether a person has chosen the parameters, in a network like the present one."""
        return self._chosen_in == self._session.network.sizes

    @property
    def is_settled(self) -> bool:
        """Whether the picture in view is the last one that there is."""
        return not self._worker.is_busy

    # layout

    def _lay_out(self) -> None:
        px = self._theme.px
        self.about.setFont(self._theme.font(12))
        self.about.setProperty("tone", "dim")
        self.about.setWordWrap(True)
        self.options.setCheckable(True)
        self.add_to_header(self.options)
        column = QWidget()
        lines = QVBoxLayout(column)
        lines.setContentsMargins(0, 0, px(10), 0)
        lines.setSpacing(px(8))
        for part in (self.chooser, self.reason, self.gauge, self.about):
            lines.addWidget(part)
        lines.addStretch(1)
        self._side.setWidget(column)
        self._side.setWidgetResizable(True)
        self._side.setFrameShape(QFrame.Shape.NoFrame)
        self._side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._side.setFixedWidth(px(_CHOICES))
        for picture in (self.map, self.surface):
            picture.setMinimumSize(px(_PICTURE[0]), px(_PICTURE[1]))
            picture.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        pictures = QHBoxLayout()
        pictures.setSpacing(px(10))
        pictures.addWidget(self.map, 1)
        pictures.addWidget(self.surface, 1)
        right = QVBoxLayout()
        right.setSpacing(px(4))
        right.addLayout(pictures, 1)
        right.addWidget(self.legend)
        right.addWidget(self.line)
        across = QHBoxLayout()
        across.setSpacing(px(10))
        across.addWidget(self._side)
        across.addLayout(right, 1)
        self.body.addLayout(across, 1)

    def _connect(self) -> None:
        session = self._session
        self.chooser.changed.connect(self._on_wishes)
        self.chooser.picking_changed.connect(self._on_picking)
        self.options.toggled.connect(self._fit)
        self._worker.pictured.connect(self._show_picture)
        self._worker.refused.connect(self._show_reason)
        session.moment_changed.connect(self._on_moment)
        session.navigator.activity_changed.connect(self._on_activity)
        session.selection_changed.connect(self._on_selection)
        session.run_changed.connect(self._on_run)
        self._side.verticalScrollBar().rangeChanged.connect(self._fit)

    def _fit(self) -> None:
        """Choices, map and surface beside each other; where there is no room for all, choices or surface.

        The gauge is never out of sight: where it isn't seen at the side, it is a line below the pictures.
        """
        px = self._theme.px
        narrow, low = self.width() < px(_ROOM_FOR_CHOICES), self.height() < px(_ROOM_FOR_LEGEND)
        chooses = narrow and self.options.isChecked()
        has_gauge = not narrow and self._side.verticalScrollBar().maximum() == 0
        for part, hidden in ((self.options, not narrow), (self._side, narrow and not chooses),
                             (self.surface, chooses), (self.legend, low), (self.line, has_gauge or chooses)):
            if part.isHidden() != hidden:
                part.setHidden(hidden)

    # what is wanted

    def _begin(self) -> None:
        """Choices for this run."""
        network = self._session.network
        if self.wishes.indices is None or max(self.wishes.indices) >= network.parameter_count:
            chosen = self._picker.last_two() or parameters_that_matter(self._session)
            self.wishes = replace(self.wishes, indices=chosen)
        assert self.wishes.indices is not None
        self.chooser.show_wishes(self.wishes)
        self.chooser.show_network(network, self._session.data.train.count, self.wishes.indices)

    def _on_run(self) -> None:
        self._picker.forget()
        self.chooser.show_picking(None)
        self._worker.forget()
        if not self._has_chosen():
            self.wishes = replace(self.wishes, indices=None)
        self._begin()

    def _on_wishes(self, wishes: Wishes) -> None:
        is_new_kind = wishes.kind is not self.wishes.kind
        if is_new_kind:
            self._on_picking(False)
        chosen = self._picker.last_two()
        if is_new_kind and wishes.kind is PlaneKind.PARAMETERS and chosen is not None:
            wishes = replace(wishes, indices=chosen)
        if wishes.indices != self.wishes.indices:
            self._chosen_in = self._session.network.sizes
        self._want(wishes)

    def _want(self, wishes: Wishes) -> None:
        self.wishes = wishes
        if wishes.indices is not None:
            self._offer(wishes.indices)
        self.chooser.show_wishes(wishes)
        self._ask(moved=False)

    def _offer(self, indices: tuple[int, int]) -> None:
        """Chosen on the stage, a parameter may be none of those in the lists."""
        if any(self.chooser.first.findData(str(index)) < 0 for index in indices):
            self.chooser.show_network(self._session.network, self._session.data.train.count, indices)

    def _on_picking(self, picking: bool) -> None:
        if picking:
            self._session.select(None)  # so that a click on what is chosen already counts, too
            self._picker.begin()
            self.chooser.show_picking(self.tr("Click the first edge …"))
        else:
            self._picker.cancel()
            self.chooser.show_picking(None)

    def _on_selection(self, selection: Selection | None) -> None:
        both = self._picker.take(self._session.network, selection)
        if both is not None:
            self.chooser.show_picking(None)
            self._chosen_in = self._session.network.sizes
            self._want(replace(self.wishes, kind=PlaneKind.PARAMETERS, indices=both))
        elif self._picker.first is not None:
            symbol = symbol_of(self._session.network, self._picker.first)
            self.chooser.show_picking(self.tr("{first} and … click another").format(first=symbol))

    # what is shown

    def _on_moment(self, _moment: Moment) -> None:
        self._ask(moved=True)
        self._show_note()

    def _on_activity(self) -> None:
        if self._session.navigator.activity is Activity.IDLE:
            self._ask(moved=True)

    def _ask(self, *, moved: bool) -> None:
        if not self.isVisible():
            return
        is_free = self._session.navigator.activity in (Activity.IDLE, Activity.PLAYING)
        self._worker.ask(question_about(self._session, self.wishes, is_free=is_free), moved=moved)

    def _show_picture(self, picture: SlicePicture) -> None:
        self.picture = picture
        color = racer_color(self._session.experiment.optimizer, self._theme)
        mover = Mover(picture.path, color, self.tr("the network"), is_chosen=True)
        scene = Scene(picture.landscape, (mover,))
        for part in (self.map, self.surface, self.legend):
            part.show_scene(scene)
        self.reason.show_text("")
        self.chooser.show_facts(directions_text(picture.directions))
        self.gauge.show_gauge(picture.gauge)
        self._say(gauge_line(picture.gauge))
        self.about.setText(slice_text(picture))
        self._show_note()

    def _show_reason(self, error: Explained) -> None:
        """Why there is no such picture; the former one stays."""
        text = error_text(error)
        self.reason.show_text(text)
        self.chooser.show_facts("")
        self._say(text, tone="error")
        self._show_note()

    def _say(self, text: str, *, tone: str = "") -> None:
        """The line below the pictures, where the choices have no room."""
        restyle(self.line, "tone", tone)
        self.line.setText(text)

    def _show_note(self) -> None:
        picture = self.picture
        if picture is None or not self.isVisible():
            return
        step = step_text(picture, self._session.run.state.step)
        text = f"{step} · {samples_text(picture)}"
        self.set_note(text)
        if self._note.shown_text() != text:
            self.set_note(step)
        self._note.setToolTip(plain_tip(text))

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()
        self._ask(moved=False)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._worker.close()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._show_note()


def make_page(session: Session, theme: Theme, _: Formulas) -> SurfacePage:
    """The page, see `lectures.pages`."""
    return SurfacePage(session, theme)
