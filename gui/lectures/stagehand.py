"""Sets scenes on the workspaces of the window, and tells what stands there now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from gui.workspaces.contract import Workspace
from gui.workspaces.view_state import page_state, show_page_state, show_usual_details, usual_page_state
from gui.workspaces.window import Window
from lectures.readings import Readings
from lectures.scene import Scene, View

if TYPE_CHECKING:
    from gui.run.session import Session
    from gui.workspaces.descent.descent_session import DescentSession
    from gui.workspaces.descent.entry import DescentEntry
    from gui.workspaces.graph.graph_session import GraphSession
    from gui.workspaces.network.entry import NetworkEntry
    from lectures.network import NetworkScene
    from simulator.arrays import Bytes
    from simulator.descent.state import DescentState
    from simulator.training import OwnSample


@dataclass(frozen=True, eq=False)
class Kept:
    """What the window was like before a lecture.

    Attributes
    ----------
    shown
        Name of the workspace that was in view.
    parts
        What each workspace has kept, by its name.
    seen
        What was chosen to be seen in each.
    """

    shown: str
    parts: dict[str, Any]
    seen: dict[str, dict[str, Any]]


class Stagehand:
    """Reads and sets what stands in the window.

    Parameters
    ----------
    window
        Its pages may be made anew at any time, its sessions stay.

    Attributes
    ----------
    view
        What is in view as a lecture has set it.
    waits_for_pictures
        Whether a move is over only when the picture has come to rest, and not when its numbers are there.
    """

    def __init__(self, window: Window) -> None:
        self._window = window
        self.view = View()
        self.waits_for_pictures = True

    @property
    def network(self) -> Session:
        """The session of the Network workspace."""
        return self._window.session

    @property
    def descent(self) -> DescentSession:
        """That of the Descent workspace, which is made if it wasn't there."""
        session: DescentSession = self._window.workspaces["descent"].session
        return session

    @property
    def graph(self) -> GraphSession:
        """That of the Graph workspace."""
        session: GraphSession = self._window.workspaces["graph"].session
        return session

    @property
    def shown(self) -> Workspace:
        """The workspace that the lecture shows."""
        return self._window.workspaces[self.view.workspace]

    @property
    def is_free(self) -> bool:
        """Whether no session is training, travelling or playing."""
        return self.network.worker.is_free and self.shown.is_free

    @property
    def is_calm(self) -> bool:
        """Whether no picture moves any more, either."""
        return self.is_free and not (self.waits_for_pictures and not self.shown.is_calm)

    @property
    def is_still(self) -> bool:
        """Reduced motion: values jump to where they belong and don't slide there."""
        return self._window.is_still

    def pause(self) -> None:
        """Stop whatever goes on."""
        self._window.pause()

    # scenes

    def scene(self, folder: str = "") -> Scene:
        """What stands there now; the run in view is not copied: the scene is only true until it moves on."""
        shown, first = self.shown, next(iter(self._window.workspaces.values()))
        # the network's run is a part of every scene: a graph may go along with it
        parts = {one.name: one.scene_part() for one in (first, shown)}
        return Scene(self._window.current.seen_view(self.view), parts, folder)

    def readings(self) -> Readings:
        """The numbers of what stands there now, as far as they can be seen."""
        return self.shown.readings()

    def set_scene(self, scene: Scene, *, goes_on: bool = False) -> None:
        """Bring a scene into view, whatever goes on.

        Parameters
        ----------
        goes_on
            Whether it is the one in view, a little later: what a person has turned and ticked in it stays. In another
            one everything that it doesn't say is as usual.
        """
        self.pause()
        self.set_view(scene.view)
        if not goes_on:
            show_usual_details(self.shown)
            self.shown.show_usual()
        self.shown.lay_scene(scene)

    def lay_ink(self, sample: OwnSample, ink: Bytes) -> None:
        """A digit that is still being drawn."""
        self._network_entry.lay_ink(sample, ink)

    def lay_on_card(self, scene: NetworkScene) -> None:
        """The digit that goes through the network lies on the card, too."""
        self._network_entry.lay_on_card(scene)

    def set_descent(self, state: DescentState) -> None:
        """Bring descents into view."""
        cast("DescentEntry", self._window.workspaces["descent"]).lay_part(state)

    @property
    def _network_entry(self) -> NetworkEntry:
        return cast("NetworkEntry", self._window.workspaces["network"])

    # what is in view

    def set_view(self, view: View) -> None:
        """Show a workspace with these parts, and hide the others."""
        self.view = view
        self._window.show_workspace(view.workspace, under_list=True)
        self.clear_away()
        self.shown.show_view(view)

    def clear_away(self) -> None:
        """Bars and cards that the lecture does without aren't there, also when the window has been made anew."""
        shown = frozenset(self.view.show)
        self._window.show_chrome(transport="transport" in shown, training="training" in shown)
        self.shown.clear_away(shown)

    # before and after a lecture

    def keep(self) -> Kept:
        """Everything that a lecture is going to change."""
        self.pause()
        self.network.worker.wait()  # what a former lecture gives back comes first
        workspaces = self._window.workspaces
        seen = {name: page_state(workspace) for name, workspace in workspaces.items()}
        # the network last: what goes along with it must not hear that its run is set aside
        parts = {name: one.keep() for name, one in reversed(list(workspaces.items()))}
        return Kept(self._window.current.name, parts, seen)

    def take_back(self, kept: Kept) -> None:
        """Bring all of it back."""
        self.pause()
        self.view = View(kept.shown)
        self._window.show_chrome(transport=True, training=True)
        workspaces = tuple(self._window.workspaces.values())
        for workspace in workspaces:
            workspace.give_parts_back(kept.parts[workspace.name])
        first, *others = workspaces

        def go_on() -> None:
            # the network's numbers are there again: a graph of it would have gone along with others
            for workspace in workspaces:
                show_page_state(workspace, kept.seen[workspace.name] or usual_page_state(workspace))
            for workspace in others:
                workspace.take_back(kept.parts[workspace.name], lambda: None)

        first.take_back(kept.parts[first.name], go_on)
        self._window.show_workspace(kept.shown)
