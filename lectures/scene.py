"""What stands in the window at a stop of a lecture: a pure function of the changes so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from lectures.model import GRAPH, NETWORK, NO_CHANGE, Beat, Change, Lecture, Stop, stops_of
from lectures.network import AT_ONCE, NetworkScene, Work, without_training
from lectures.readings import Readings
from lectures.workspaces import WORKSPACES, States, moment_of
from simulator.experiment import preset


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
    """Everything at once.

    Attributes
    ----------
    states
        Of the workspaces that were used so far, by name.
    folder
        Where the files lie that the lecture names.
    """

    view: View = View()
    states: States = field(default_factory=dict)
    folder: str = ""

    @property
    def state(self) -> Any:
        """That of the workspace in view; None if it was never used."""
        return self.states.get(self.view.workspace)

    @property
    def network(self) -> NetworkScene | None:
        """That of the Network workspace, from which others may be derived."""
        return self.states.get(NETWORK)

    def with_states(self, states: States) -> Scene:
        """With other states of some workspaces."""
        return replace(self, states={**self.states, **states})

    @property
    def digest(self) -> tuple[str, ...]:
        """Tells scenes apart: the view, and what stands in the workspace in view."""
        return repr(self.view), "" if self.state is None else self.state.digest

    @property
    def readings(self) -> Readings:
        """The numbers of the workspace in view."""
        name = self.view.workspace if self.state is not None else NETWORK
        assert name in self.states, "the first beat of a lecture begins one"
        return WORKSPACES[name].readings(self.states[name])


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
    if is_of_view_only(change) and scene.state is None:
        return scene
    return scene.with_states(WORKSPACES[scene.view.workspace].applied(scene.states, change, scene.folder, work))


def is_of_view_only(change: Change) -> bool:
    """Whether nothing changes but what is in view."""
    return change == replace(NO_CHANGE, workspace=change.workspace, show=change.show, page=change.page,
                             edges=change.edges, hand=change.hand, seconds=change.seconds)


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
                       if place == name and WORKSPACES[name].begins_anew(change)), default=-1)
            for name in WORKSPACES}
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


def _view_only(change: Change) -> Change:
    return Change(workspace=change.workspace, show=change.show, page=change.page, edges=change.edges,
                  hand=change.hand)


# How long it takes to make a scene, told before it is made: training, and many steps of whatever else

AT_ONCE_SECONDS = 0.15
"""What takes longer than this is made on a thread, with a sign of how far it is."""


_FEW_PRESSES, _FEW_UPDATES = 100, 500


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
            seconds += WORKSPACES[_workspace(scene, change)].seconds(scene.states, change, scene.folder)
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


# From what stands in the window to the change of a lecture that builds it, or that leads to it

def captured(scene: Scene) -> Change:
    """The change that builds a scene, whatever stood there before.

    Raises
    ------
    Explained
        If a file can't say it: with the reason and the remedy.
    """
    view = scene.view
    change = WORKSPACES[view.workspace].captured(scene.state, moment_of(scene.states))
    usual = View(view.workspace)
    around: dict[str, Any] = {"workspace": view.workspace, "show": view.show}
    if view.workspace == NETWORK:  # the new run has put the rest back
        around |= {name: getattr(view, name) for name in ("page", "edges", "hand")
                   if getattr(view, name) != getattr(usual, name)}
    return replace(change, **around)


def action_between(before: Scene, now: Scene) -> Change:
    """The change that leads from one scene to another, as little as it takes.

    Raises
    ------
    Explained
        If a file can't say it.
    """
    if before.view.workspace != now.view.workspace:
        return captured(now)
    change = WORKSPACES[now.view.workspace].action(before.state, now.state, moment_of(now.states))
    if change.experiment is not None:
        return captured(now)
    names = ("show", "page", "edges", "hand")
    return replace(change, **{name: getattr(now.view, name) for name in names
                              if getattr(now.view, name) != getattr(before.view, name)})
