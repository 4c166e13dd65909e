"""What stands in the window, for the editor of lectures: as a scene, as tables of a file, and in words."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from gui.choice import Selection
from gui.lectures.editor_toml import value_of
from gui.network.arrangement import Part
from lectures.descent_scene import DescentScene
from lectures.graph_scene import GraphScene
from lectures.model import DESCENT, EDGES, GRAPH, NETWORK, Beat, Change, Lecture
from lectures.network_scene import NetworkScene
from lectures.places import Target
from lectures.scene import Scene, View
from lectures.texts import Text
from lectures.writing import written
from simulator.descent.race import Race

if TYPE_CHECKING:
    from gui.descent.descent_session import DescentSession
    from gui.main_window import MainWindow

_LONGEST_VALUE = 44
_SAID_ELSEWHERE = frozenset({"show", "seconds"})


def workspace_in_view(window: MainWindow) -> str:
    """Which workspace is shown."""
    if window.descent is not None and window.page is window.descent:
        return DESCENT
    return GRAPH if window.graph is not None and window.page is window.graph else NETWORK


def scene_in_view(window: MainWindow, show: tuple[str, ...]) -> Scene:
    """What stands in the window, as it is at this instant; whatever goes on there is stopped."""
    workspace = workspace_in_view(window)
    window.session.pause()
    window.session.wait()
    session, network = window.session, window.workspace
    seen = NetworkScene(session.run.twin(), session.granularity, _target_of(session.selection))
    if workspace == NETWORK:
        view = View(NETWORK, show, network.below.key(), EDGES[network.stage.modes.index()],
                    network.stage.wants_hand is True)
        return Scene(view, seen)
    view = View(workspace, show)
    if workspace == DESCENT:
        return Scene(view, seen, descent=_descent(window))
    return Scene(view, seen, graph=_graph(window))


def shown_parts(window: MainWindow) -> tuple[str, ...]:
    """Which parts of the workspace in view are shown now, as a lecture calls them."""
    workspace = workspace_in_view(window)
    if workspace == NETWORK:
        named = ((Part.SAMPLE, ("sample", "setup")), (Part.EQUATIONS, ("equations",)), (Part.CHARTS, ("charts",)))
        return (*(name for part, names in named if window.workspace.is_shown(part) for name in names), "transport")
    page = window.descent if workspace == DESCENT else window.graph
    assert page is not None, "it is in view"
    columns = tuple(name for name in ("left", "right") if page.workspace.is_shown(name))
    return (*columns, *(("below",) if workspace == GRAPH else ()), "transport")


def mark_in_view(window: MainWindow) -> str:
    """What is chosen now, as something that lights up; empty if nothing is."""
    workspace = workspace_in_view(window)
    if workspace == NETWORK:
        target = _target_of(window.session.selection)
        return "" if target is None else str(target)
    if workspace == GRAPH and window.graph is not None:
        session = window.graph.session
        name = "" if session.chosen is None else session.graph.nodes[session.chosen].name
        return f"node {name}" if name else ""
    return ""


def table_of(change: Change) -> dict[str, Any]:
    """A change as the file has it."""
    said = Text(MappingProxyType({"en": "…"}))
    text = written(Lecture("captured", said, said, (Beat(said, said, scene=change),)))
    table: dict[str, Any] = tomllib.loads(text)["beat"][0].get("scene", {})
    return table


def told(table: Any) -> str:
    """A change on one line: as the file has it, shortened."""
    if not isinstance(table, Mapping):
        return ""
    return " · ".join(f"{key} = {_shortened(value_of(value))}" for key, value in table.items()
                      if key not in _SAID_ELSEWHERE and (key, value) != ("workspace", NETWORK))


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE - 1]}…"


def _target_of(selection: Selection | None) -> Target | None:
    if selection is None:
        return None
    if selection.source is None:
        return Target("neuron", selection.layer, selection.neuron)
    return Target("weight", selection.layer, selection.neuron, selection.source)


def _descent(window: MainWindow) -> DescentScene:
    assert window.descent is not None, "it is in view"
    session = window.descent.session
    session.pause()
    setup = session.setup
    if session.remedy is not None:  # it is compared with one of those that move
        setup = setup.alone(session.lanes[0].runners[0].entrant)
    return DescentScene(setup, session.remedy, session.place_to_keep, session.chosen, session.logarithmic,
                        session.shows_basins, session.granularity, _races(session))


def _races(session: DescentSession) -> tuple[Race, ...]:
    """What was run for the window, as far as the place in view; nothing where it isn't there yet."""
    races = tuple(lane.race for lane in session.lanes)
    is_there = all(race.is_over or race.length > session.place_to_keep.step for race in races)
    return tuple(race.twin() for race in races) if is_there else ()


def _graph(window: MainWindow) -> GraphScene:
    assert window.graph is not None, "it is in view"
    session, made = window.graph.session, window.graph.join.made
    session.pause()
    return GraphScene(session.numbers, dict(session.values), session.position, session.chosen, session.descending,
                      session.learning_rate, session.costs, session.title, session.granularity, made)
