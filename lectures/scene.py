"""What stands in the window at a stop of a lecture: a pure function of the changes so far."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lectures.descent_readings import descent_readings
from lectures.descent_scene import DescentScene, descent_applied
from lectures.graph_scene import GraphScene, graph_applied, graph_readings
from lectures.model import DESCENT, GRAPH, NETWORK, NO_CHANGE, Beat, Change, Lecture, Stop, stops_of
from lectures.network_scene import NetworkScene, network_applied
from lectures.readings import Readings, network_readings
from lectures.shortcut import shortened
from lectures.work import AT_ONCE, Work


@dataclass(frozen=True)
class View:
    """What is in view besides the picture itself.

    Attributes
    ----------
    workspace, show
        Which workspace, and which of its parts.
    page, edges
        The page below the stage, and what the edges show.
    hand
        Whether weights can be changed on the stage.
    """

    workspace: str = NETWORK
    show: tuple[str, ...] = ()
    page: str = "equations"
    edges: str = "auto"
    hand: bool = False


@dataclass(frozen=True, eq=False)
class Scene:
    """Everything at once; a workspace that was never used has nothing.

    Attributes
    ----------
    folder
        Where the files lie that the lecture names.
    """

    view: View = View()
    network: NetworkScene | None = None
    descent: DescentScene | None = None
    graph: GraphScene | None = None
    folder: str = ""

    @property
    def digest(self) -> tuple[str, ...]:
        """Tells scenes apart: the view, and what stands in the workspace in view."""
        part = _part(self)
        return repr(self.view), "" if part is None else part.digest

    @property
    def readings(self) -> Readings:
        """The numbers of the workspace in view."""
        if self.view.workspace == DESCENT and self.descent is not None:
            return descent_readings(self.descent)
        if self.view.workspace == GRAPH and self.graph is not None:
            return graph_readings(self.graph)
        assert self.network is not None, "the first beat of a lecture begins one"
        return network_readings(self.network.run)


def applied(scene: Scene, change: Change, work: Work = AT_ONCE) -> Scene:
    """The scene after a change.

    Raises
    ------
    Explained
        If it can't be made.
    Interrupted
        If `work` said so.
    """
    scene = replace(scene, view=_view(scene.view, change))
    if is_of_view_only(change) and _part(scene) is None:
        return scene
    if scene.view.workspace == NETWORK:
        return replace(scene, network=network_applied(scene.network, change, scene.folder, work))
    if scene.view.workspace == DESCENT:
        return replace(scene, descent=descent_applied(scene.descent, change))
    return _with_graph(scene, change)


def is_of_view_only(change: Change) -> bool:
    """Whether nothing changes but what is in view."""
    return change == replace(NO_CHANGE, workspace=change.workspace, show=change.show, page=change.page,
                             edges=change.edges, hand=change.hand, seconds=change.seconds)


def _part(scene: Scene) -> NetworkScene | DescentScene | GraphScene | None:
    """What stands in the workspace in view."""
    return {NETWORK: scene.network, DESCENT: scene.descent, GRAPH: scene.graph}[scene.view.workspace]


def scene_at(lecture: Lecture, stop: Stop, work: Work = AT_ONCE) -> Scene:
    """The scene at a stop, from the beginning of the lecture."""
    scene = Scene(folder=lecture.folder)
    for change in shortened(way_to(lecture, stop)):
        scene = applied(scene, change, work)
    return scene


def way_to(lecture: Lecture, stop: Stop, behind: Stop | None = None) -> list[Change]:
    """All changes up to a stop, from the beginning or from behind another stop."""
    stops = [one for one in stops_of(lecture) if one <= stop and (behind is None or one > behind)]
    return [change for one in stops for change in changes_of(lecture.beats[one.beat], one)]


def changes_of(beat: Beat, stop: Stop) -> tuple[Change, ...]:
    """What happens on the way from the stop before to this one of a beat."""
    if stop.revealed:
        return beat.question.actions if beat.question is not None else ()
    controls = _unlocked(beat)
    return (beat.scene, *beat.actions, *((controls,) if controls is not None else ()))


def stop_before(lecture: Lecture, stop: Stop) -> Stop:
    """The stop before one that isn't the first."""
    if stop.revealed:
        return Stop(stop.beat)
    return Stop(stop.beat - 1, lecture.beats[stop.beat - 1].question is not None)


def _unlocked(beat: Beat) -> Change | None:
    """What comes into view for a task stays until the next beat says what is shown."""
    if beat.task is None or not beat.task.controls:
        return None
    parts = tuple(control for control in beat.task.controls if control != "hand")
    return Change(show=(*(beat.scene.show or ()), *parts) if parts else None,
                  hand=True if "hand" in beat.task.controls else None, seconds=0.0)


def _view(view: View, change: Change) -> View:
    begins = change.experiment is not None
    if begins:
        view = replace(view, page="equations", edges="auto", hand=False)
    if change.workspace is not None and change.workspace != view.workspace:
        view = replace(view, workspace=change.workspace, show=())
    wanted = {name: getattr(change, name) for name in ("page", "edges", "hand") if getattr(change, name) is not None}
    if change.show is not None:
        wanted["show"] = tuple(sorted(set(change.show)))
    return replace(view, **wanted)


def _with_graph(scene: Scene, change: Change) -> Scene:
    network = scene.network
    moment = None if network is None else network.run.moment
    graph = graph_applied(scene.graph, change, moment)
    if network is None or graph.made is None:
        return replace(scene, graph=graph)
    # stage and graph stand at the same instant
    here = network.run.moment.address
    address = graph.made.address(graph.position, here.step, here.sample)
    if address != here and graph.made.position(here) != graph.position:
        run = network.run.twin()
        run.move(address)
        network = replace(network, run=run)
    return replace(scene, network=network, graph=graph)
