"""What stands in the window at a stop of a lecture: a pure function of the changes so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lectures.descent import descent_applied, descent_readings
from lectures.graph import GraphScene, graph_applied, graph_readings
from lectures.model import DESCENT, GRAPH, NETWORK, NO_CHANGE, Beat, Change, Lecture, Stop, stops_of
from lectures.network import AT_ONCE, NetworkScene, Work, network_applied, seconds_for, steps_an_epoch
from lectures.readings import Readings, network_readings
from simulator.descent.state import DescentState
from simulator.errors import Explained
from simulator.experiment import preset
from simulator.graph.text import read_graph


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
    descent: DescentState | None = None
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


def _part(scene: Scene) -> NetworkScene | DescentState | GraphScene | None:
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


# The shortest way to a scene: what a later change begins anew need not be made before

def shortened(changes: Sequence[Change], workspace: str = NETWORK) -> list[Change]:
    """Changes that lead to the same scene as these.

    Parameters
    ----------
    workspace
        In view before the first of them.
    """
    places = _workspaces(changes, workspace)
    last = {name: max((number for number, (change, place) in enumerate(zip(changes, places, strict=True))
                       if place == name and _begins_anew(change, name)), default=-1)
            for name in (NETWORK, DESCENT, GRAPH)}
    if any(change.derivative is not None for change in changes):
        last[NETWORK] = last[GRAPH] = -1  # such a graph shows the network as it was then
    return [change if number >= last[place] else _view_only(change)
            for number, (change, place) in enumerate(zip(changes, places, strict=True))]


def _workspaces(changes: Sequence[Change], workspace: str) -> list[str]:
    places = []
    for change in changes:
        workspace = change.workspace or workspace
        places.append(workspace)
    return places


def _begins_anew(change: Change, workspace: str) -> bool:
    """Whether nothing of the workspace that was there before has a part in what comes then."""
    if workspace == NETWORK:
        return change.experiment is not None
    if workspace == DESCENT:
        return change.surface is not None or (change.expression is not None and change.window is not None)
    if change.text is None:
        return change.graph is not None
    try:
        return set(read_graph(change.text).names) <= set(change.values)
    except Explained:
        return False


def _view_only(change: Change) -> Change:
    return Change(workspace=change.workspace, show=change.show, page=change.page, edges=change.edges,
                  hand=change.hand)


# How long it takes to make a scene, told before it is made: training, and many steps of whatever else

AT_ONCE_SECONDS = 0.15
"""What takes longer than this is made on a thread, with a sign of how far it is."""


_SECONDS_A_DESCENT_STEP, _SECONDS_AN_UPDATE = 80e-6, 150e-6
_FEW_PRESSES, _FEW_UPDATES = 100, 500
_STEPS_A_PRESS = 10
"""Of a descent, at most, unless an epoch is longer."""


def takes_long(scene: Scene, changes: Sequence[Change], *, unseen_only: bool = False) -> bool:
    """Whether making these changes takes longer than anybody should wait for without a sign.

    Parameters
    ----------
    unseen_only
        Training a network doesn't count: it can be watched.
    """
    if not any(_is_work(scene, change) for change in changes):
        return False
    seconds = 0.0
    for change in changes:
        if not (unseen_only and change.trains and _workspace(scene, change) == NETWORK):
            seconds += _seconds_of(scene, change)
        if seconds > AT_ONCE_SECONDS:
            return True
        scene = applied(scene, without_training(change) if _is_work(scene, change) else change)
    return False


def _is_work(scene: Scene, change: Change) -> bool:
    """Whether it may take long at all: a few presses and updates never do."""
    presses, updates = abs(change.next or 0), change.updates or 0
    stride = change.granularity or ("" if scene.network is None else scene.network.granularity.value)
    return change.trains or updates > _FEW_UPDATES or presses > _FEW_PRESSES or (presses > 0 and stride == "epoch")


def _workspace(scene: Scene, change: Change) -> str:
    return change.workspace or scene.view.workspace


def reads_data(changes: Sequence[Change]) -> bool:
    """Whether files have to be read for these changes that nobody has read yet."""
    names = {change.experiment for change in changes if change.experiment is not None}
    return any(not preset(name).open_data().train.loaded for name in names)


def keeps_waiting(scene: Scene, changes: Sequence[Change]) -> bool:
    """Whether these changes take long, and can't be watched while they are made."""
    try:
        return reads_data(changes) or takes_long(scene, changes, unseen_only=True)
    except (ValueError, LookupError):
        return False  # whoever makes them tells why they can't be made


def without_training(change: Change) -> Change:
    """What comes before its training."""
    return replace(change, steps=None, epochs=None, until=None, at_most=None, sample=None, at=None, next=None,
                   granularity=None, select=None, updates=None, place=None, node=None, part=None, runner=None)


def behind_training(change: Change) -> Change:
    """What comes after it."""
    return Change(sample=change.sample, at=change.at, next=change.next, granularity=change.granularity,
                  select=change.select)


def _seconds_of(scene: Scene, change: Change) -> float:
    workspace, presses = _workspace(scene, change), abs(change.next or 0)
    if workspace == DESCENT:
        return _SECONDS_A_DESCENT_STEP * ((change.steps or 0) + presses * _STEPS_A_PRESS)
    if workspace == GRAPH:
        return _SECONDS_AN_UPDATE * (change.updates or 0)
    if not change.trains and not presses:
        return 0.0
    if change.experiment is not None or scene.network is None:
        scene = applied(scene, without_training(change))
    assert scene.network is not None, "the change has begun one"
    seconds, run = seconds_for(scene.network.run, change), scene.network.run
    stride = change.granularity or scene.network.granularity.value
    steps = presses * {"epoch": steps_an_epoch(run), "step": 1.0}.get(stride, 0.0)
    return seconds + seconds_for(run, Change(steps=run.timeline.length + round(steps)))
