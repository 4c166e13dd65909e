"""The Descent workspace as the rest of the program knows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import numpy as np
from PySide6.QtCore import QCoreApplication, QRect, QRectF, SignalInstance
from PySide6.QtWidgets import QWidget

from gui.foundation.language import translate_name
from gui.foundation.theme import Theme
from gui.workspaces.contract import Command, Host, PageLook, Table, ViewChoice, Workspace, cards_around
from gui.workspaces.outlines import Outline, rounded_outline
from gui.workspaces.view_state import LAYOUT, tick

if TYPE_CHECKING:
    from gui.figures.loss.surface_lines import Lines
    from gui.figures.loss.surface_painter import Ground
    from gui.figures.loss.surface_view import SurfaceView
    from gui.workspaces.descent.descent_session import DescentSession, Kept
    from gui.workspaces.descent.page import DescentPage
    from gui.workspaces.descent.workspace import DescentWorkspace
    from lectures.model import Mark
    from lectures.readings import Readings
    from lectures.scene import Scene, View
    from simulator.descent.race import Race
    from simulator.descent.setup import DescentSetup
    from simulator.descent.state import DescentState

translate = QCoreApplication.translate

Region = tuple[float, float, float, float]

_COLUMNS = ("left", "right")
_COMPARED = "compared"
"""In a document's view: number of the optimizer that a remedy is tried on."""
_CORNER = 6.0
_LEAST_SHARE = 0.12
"""A region is drawn no narrower than this share of the map, so that a single point can light up as well."""
_LIFTED: WeakKeyDictionary[Ground, dict[Region, Lines]] = WeakKeyDictionary()
"""Edges of regions on a surface as it is seen now: while only balls move they stay where they are."""


@dataclass(frozen=True, eq=False)
class _Kept:
    """What there was before a lecture."""

    session: Kept
    wants: dict[str, bool]
    speed: float


class DescentEntry(Workspace):
    """Gradient descent on a loss surface.

    Parameters
    ----------
    setup
        What it begins with; without one, with the first surface.
    """

    name = "descent"

    def __init__(self, host: Host, setup: DescentSetup | None) -> None:
        super().__init__(host)
        self.setup = setup
        self.page: DescentPage | None = None

    # the window

    def menu_title(self) -> str:
        return translate("Menus", "&Descent")

    def title(self) -> str:
        return translate("TopBar", "Descent")

    @property
    def session(self) -> DescentSession:
        session: DescentSession = self.made_page().session
        return session

    def make_page(self, look: PageLook) -> DescentPage:
        from gui.workspaces.descent.descent_session import DescentSession  # noqa: PLC0415
        from gui.workspaces.descent.page import DescentPage  # noqa: PLC0415

        session = self.page.session if self.page is not None else DescentSession(self.setup, self)
        self.page = DescentPage(session, look.theme, self.page)
        return self.page

    @property
    def _parts(self) -> DescentWorkspace:
        assert self.page is not None, "it is in view"
        return self.page.workspace

    def commands(self) -> Iterator[Command]:
        from simulator.surfaces.catalogue import SURFACES  # noqa: PLC0415

        group = translate("Palette", "Surface")
        for entry in SURFACES:
            yield Command(translate_name(entry.label), group, "", partial(self._choose_surface, entry.name))

    def _choose_surface(self, name: str) -> None:
        self.session.choose_surface(name)
        self.host.show_workspace(self.name)

    def open_at(self, steps: int) -> None:
        self.session.go_to_step(steps)

    # what is seen

    def view_signals(self) -> Iterable[SignalInstance]:
        return (self._parts.parts_changed,)

    # exports and reports

    def tables(self) -> tuple[Table, ...]:
        from gui.workspaces.numbers_table import trail_rows  # noqa: PLC0415

        session = self.session
        symbols = session.lanes[0].landscape.surface.symbols
        header = (translate("NumbersTable", "descent"), translate("NumbersTable", "runner"),
                  translate("NumbersTable", "optimizer"), "η", "m", translate("NumbersTable", "steps made"), *symbols,
                  "C", *(f"∂C/∂{symbol}" for symbol in symbols), "|∇C|")
        trails = tuple(lane.trails for lane in session.lanes)
        return (Table("descent", translate("NumbersTable", "Steps of all that move"), header,
                      partial(trail_rows, trails, session.length)),)

    def card_keys(self) -> dict[QWidget, str]:
        column, pictures = self._parts.left, self._parts.pictures
        return {**{lane.surface_card: "surface" for lane in pictures}, **{lane.map_card: "map" for lane in pictures},
                **cards_around({column.surface: "choices", column.outcomes: "outcomes"})}

    def report(self) -> dict[str, Callable[[], object]]:
        return {"descent": lambda: self.session.setup if self.is_there else None}

    # documents

    def stored(self) -> DescentState | None:
        return None if self.page is None else replace(self.page.session.state, run=())

    def stored_view(self) -> dict[str, Any]:
        if self.page is None or self.page.session.remedy is None:
            return {}
        return {_COMPARED: self.page.session.lanes[0].runners[0].entrant}

    def lay(self, stored: DescentState | None, view: Mapping[str, Any]) -> None:
        if stored is None:
            self._begin_anew()
            return
        # the trails follow from the set-up: the session records them as far as the place in view, a slice at a time
        compared = view.get(_COMPARED)
        self.session.take_up(_usable(replace(stored, compared=compared if isinstance(compared, int) else None)))

    def _begin_anew(self) -> None:
        if self.page is not None:
            session = self.page.session
            session.take_back(session.beginning)

    def mark(self) -> object:
        if self.page is None:
            return None
        session = self.page.session
        mark, first = (session.setup, session.remedy), session.beginning.state
        return None if mark == (first.setup, first.remedy) else mark

    # lectures

    @property
    def is_free(self) -> bool:
        return self.session.target is None

    def reading_signals(self) -> Iterable[SignalInstance]:
        session = self.session
        return session.moved, session.ground_changed, session.lanes_changed

    def scene_part(self) -> DescentState:
        return self.session.state

    def captured_part(self) -> DescentState:
        one = self.session
        one.pause()
        setup = one.setup
        if one.remedy is not None:  # it is compared with one of those that move
            setup = setup.alone(one.lanes[0].runners[0].entrant)
        return replace(one.state, setup=setup, compared=None, run=_races(one))

    def readings(self) -> Readings:
        from lectures.descent import descent_readings  # noqa: PLC0415

        return descent_readings(self.scene_part(), tuple(lane.landscape for lane in self.session.lanes))

    def lay_scene(self, scene: Scene) -> None:
        if self.name in scene.states:
            self.lay_part(scene.states[self.name])

    def lay_part(self, state: DescentState) -> None:
        """Bring descents into view; the overlay of the mini-batch stays as it is."""
        races = tuple(race.twin() for race in state.races)  # those of the scene stay as they are
        self.session.take_up(replace(state, batch=self.session.shows_batch, run=races))

    def show_usual(self) -> None:
        self.session.show_batch(True)

    def show_view(self, view: View) -> None:
        for part in _COLUMNS:
            self._parts.show_part(part, part in view.show)

    def shown_parts(self) -> tuple[str, ...]:
        return (*(part for part in _COLUMNS if self._parts.is_shown(part)), "transport")

    def keep(self) -> _Kept | None:
        if self.page is None:
            return None
        session = self.page.session
        return _Kept(session.keep(), self.page.workspace.wants(), session.speed)

    def give_parts_back(self, kept: _Kept | None) -> None:
        if self.page is not None:
            self.page.workspace.set_wants({} if kept is None else kept.wants)

    def take_back(self, kept: _Kept | None, then: Callable[[], None]) -> None:
        if kept is None:
            self._begin_anew()
        else:
            session = self.session
            session.take_back(kept.session)
            session.set_speed(kept.speed)
        then()

    def part_widgets(self, name: str) -> tuple[QWidget | None, ...]:
        parts = self._parts
        surfaces = tuple(lane.surface_card for lane in parts.pictures)
        return {
            "stage": surfaces, "surface": surfaces, "map": tuple(lane.map_card for lane in parts.pictures),
            "left": (parts.left,), "right": (parts.right,), "step": (parts.step,), "equations": (parts.step,),
            "charts": (parts.chart,), "output": (parts.model,),
        }.get(name, ())

    def mark_outlines(self, mark: Mark, theme: Theme) -> Iterator[tuple[QWidget, Outline]]:
        for lane in self._parts.pictures if mark.region is not None else ():
            assert mark.region is not None, "the loop is empty otherwise"
            frame = lane.map.frame()
            if frame is not None and lane.map.isVisible():
                kept = kept_region(mark.region, frame.low, frame.high)
                if kept is not None:
                    rect = QRectF(frame.to_widget((kept[0], kept[1])), frame.to_widget((kept[2], kept[3])))
                    yield lane.map, rounded_outline(rect.normalized(), _CORNER * theme.scale, QRect(), shrinks=False)
            if lane.surface.isVisible():
                for outline in _surface_outlines(lane.surface, mark.region):
                    yield lane.surface, outline


def _usable(state: DescentState) -> DescentState:
    """The state as a document has it, of which the parts that only the look depends on aren't checked before."""
    try:
        lanes = state.setups
    except ValueError:
        state = replace(state, compared=None)
        lanes = state.setups
    lane, runner = state.chosen
    is_there = lane < len(lanes) and runner < len(lanes[lane].runners)
    return state if is_there else replace(state, chosen=(0, 0))


def _races(session: DescentSession) -> tuple[Race, ...]:
    """What was run for the window, as far as the place in view; nothing where it isn't there yet."""
    races = tuple(lane.race for lane in session.lanes)
    is_there = all(race.is_over or race.length > session.place_to_keep.step for race in races)
    return tuple(race.twin() for race in races) if is_there else ()


def kept_region(region: Region, low: tuple[float, float], high: tuple[float, float]) -> Region | None:
    """The part of a region that is in the window of a surface, at least so wide as to be seen; None if none is."""
    sides = []
    for first, last, least, most in zip(region[:2], region[2:], low, high, strict=True):
        start, end = min(first, last), max(first, last)
        lacking = max(_LEAST_SHARE * (most - least) - (end - start), 0.0) / 2
        start, end = max(start - lacking, least), min(end + lacking, most)
        if start >= end:
            return None
        sides.append((start, end))
    (a0, a1), (b0, b1) = sides
    return a0, b0, a1, b1


def _surface_outlines(view: SurfaceView, region: Region) -> Iterator[Outline]:
    """The edge of the region, lifted to the surface."""
    # the modules of the surface take a while to load, and who sees one has them
    from gui.figures.loss.surface_lines import trail_lines  # noqa: PLC0415

    ground, scene = view.made_ground(), view.scene
    if ground is None or scene is None:
        return
    seen = scene.landscape.surface.window
    kept = kept_region(region, seen.low, seen.high)
    if kept is None:
        return
    known = _LIFTED.setdefault(ground, {})
    if kept not in known:
        a0, b0, a1, b1 = kept
        known[kept] = trail_lines(ground.sight, np.array(((a0, b0), (a1, b0), (a1, b1), (a0, b1), (a0, b0))))
    lines = known[kept]
    yield Outline(lines.hidden, QRect(), is_hidden=True)
    yield Outline(lines.seen, QRect())


# what can be chosen to be seen

def _show_cameras(page: DescentPage, state: object) -> None:
    for pictures, camera in zip(page.workspace.pictures, state if isinstance(state, list) else [], strict=False):
        pictures.surface.show_camera_state(camera)


DescentEntry.view_choices = {
    "layout": LAYOUT,
    "turn": ViewChoice(1, lambda page: page.workspace.turn, lambda page, turn: page.workspace.take_turn(turn)),
    "cameras": ViewChoice([[], []], lambda page: [one.surface.camera_state() for one in page.workspace.pictures],
                          _show_cameras),
    "logarithmic": ViewChoice(False, lambda page: page.workspace.chart.logarithmic.isChecked(),
                              lambda page, ticked: tick(page.workspace.chart.logarithmic, ticked)),
}
