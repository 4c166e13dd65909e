"""Sets scenes on the sessions and pages of the window, and tells what stands there now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from gui.choice import Selection
from gui.command_line import WORKSPACES
from gui.network.arrangement import Part
from gui.view_state import page_state, show_page_state, show_usual_details, usual_page_state
from lectures.descent_readings import descent_readings
from lectures.descent_scene import DescentScene
from lectures.drawn import drawn_ink
from lectures.graph_scene import GraphScene
from lectures.model import DESCENT, EDGES, GRAPH, NETWORK
from lectures.network_scene import NetworkScene
from lectures.places import Target
from lectures.readings import Readings, network_readings
from lectures.scene import Scene, View
from simulator.arrays import Bytes
from simulator.training import OwnSample

if TYPE_CHECKING:
    from gui.descent.descent_session import DescentSession
    from gui.graph.graph_session import GraphSession
    from gui.main_window import MainWindow
    from gui.session import Session


@dataclass(frozen=True, eq=False)
class Kept:
    """What the window was like before a lecture: of each workspace that was used what its session has kept."""

    network: Any
    descent: Any
    graph: Any
    view: View
    parts: dict[str, Any]


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

    def __init__(self, window: MainWindow) -> None:
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
        return self._window.descent_session

    @property
    def graph(self) -> GraphSession:
        """That of the Graph workspace."""
        return self._window.graph_session

    @property
    def is_free(self) -> bool:
        """Whether no session is training, travelling or playing."""
        return self.network.is_free and self._page_is_free()

    def _page_is_free(self) -> bool:
        if self.view.workspace == DESCENT:
            return self.descent.target is None
        return self.view.workspace != GRAPH or self.graph.is_settled

    @property
    def is_calm(self) -> bool:
        """Whether the stage's picture doesn't move any more, either."""
        return self.is_free and not (self.waits_for_pictures and self.view.workspace == NETWORK
                                     and self._window.workspace.stages.is_moving)

    @property
    def is_still(self) -> bool:
        """Reduced motion: values jump to where they belong and don't slide there."""
        return self._window.workspace.stage.canvas.is_still

    def pause(self) -> None:
        """Stops whatever goes on."""
        self._window.pause()

    # scenes

    def scene(self, folder: str = "") -> Scene:
        """What stands there now; the run in view is not copied: the scene is only true until it moves on."""
        network = self.network
        seen = NetworkScene(network.run, network.granularity, target_of_selection(network.selection))
        descent, graph = None, None
        if self.view.workspace == DESCENT:
            one = self.descent
            descent = DescentScene(one.setup, one.remedy, one.place_to_keep, one.chosen, one.logarithmic,
                                   one.shows_basins, one.granularity, tuple(lane.race for lane in one.lanes))
        if self.view.workspace == GRAPH:
            other = self.graph
            graph = GraphScene(other.numbers, other.values, other.position, other.chosen, other.descending,
                               other.learning_rate, other.costs, other.title, other.granularity)
        return Scene(self._seen_view(), seen, descent, graph, folder)

    def readings(self) -> Readings:
        """The numbers of what stands there now, as far as they can be seen."""
        if self.view.workspace == DESCENT:
            scene = self.scene().descent
            assert scene is not None, "the workspace is in view"
            return descent_readings(scene, tuple(lane.landscape for lane in self.descent.lanes))
        if self.view.workspace == NETWORK:
            return network_readings(self.network.run, seen_only=True)
        return self.scene().readings

    def set_scene(self, scene: Scene, *, goes_on: bool = False) -> None:
        """Brings a scene into view, whatever goes on.

        Parameters
        ----------
        goes_on
            Whether it is the one in view, a little later: what a person has turned and ticked in it stays. In another
            one everything that it doesn't say is as usual.
        """
        self.pause()
        self.set_view(scene.view)
        if not goes_on:
            show_usual_details(self._window, scene.view.workspace)
            if scene.view.workspace == DESCENT:
                self.descent.show_batch(True)
        if scene.view.workspace == GRAPH and scene.graph is not None:
            self._set_graph(scene.graph)
        if scene.network is not None and scene.view.workspace in (NETWORK, GRAPH):
            self._set_network(scene.network)
        if scene.view.workspace == DESCENT and scene.descent is not None:
            self.set_descent(scene.descent)

    def _set_network(self, scene: NetworkScene) -> None:
        run = scene.run.twin()
        self.network.take_up(run, selection_of(scene.selection), scene.granularity)
        self.lay_on_card(scene)

    def lay_ink(self, sample: OwnSample, ink: Bytes) -> None:
        """A digit that is still being drawn."""
        self._window.workspace.digits.lay(sample, -1, ink)

    def lay_on_card(self, scene: NetworkScene) -> None:
        """The digit that goes through the network lies on the card, too."""
        followed, sample, shape = scene.run.followed, scene.sample, scene.run.trainer.data.image_shape
        if followed is None or shape is None:
            return
        number = sample.number - 1 if sample is not None and sample.part == "test" else -1
        ink = None
        if sample is not None and sample.part == "drawn":
            ink = np.rint(255 * drawn_ink(sample.strokes, shape)).astype(np.uint8)
        self._window.workspace.digits.lay(followed, number, ink)

    def set_descent(self, scene: DescentScene) -> None:
        """Brings descents into view."""
        races = tuple(race.twin() for race in scene.races)  # those of the scene stay as they are
        self.descent.take_up(tuple(zip(scene.setups, races, strict=True)), scene.setup, scene.remedy,
                             scene.place, scene.chosen, scene.stride, logarithmic=scene.logarithmic,
                             basins=scene.basins)

    def _set_graph(self, scene: GraphScene) -> None:
        graph = self.graph  # with it the page is there
        if scene.made is not None:
            self._window.join.know(scene.made)
        with self._window.join.following():
            graph.take_up(scene.numbers, scene.values, scene.position, scene.chosen, scene.descending,
                          scene.learning_rate, scene.costs, scene.title, scene.stride)

    # what is in view

    def set_view(self, view: View) -> None:
        """Shows a workspace with these parts, and hides the others."""
        self.view = view
        self._window.show_workspace(view.workspace, under_list=True)
        self.clear_away()
        if view.workspace != NETWORK:
            window = self._window
            page = window.descent if view.workspace == DESCENT else window.graph
            assert page is not None, "it was shown"
            for part in ("left", "right", *(("below",) if view.workspace == GRAPH else ())):
                page.workspace.show_part(part, part in view.show)
            return
        workspace, shown = self._window.workspace, set(view.show)
        for part, is_shown in ((Part.SAMPLE, not shown.isdisjoint({"sample", "setup"})),
                               (Part.EQUATIONS, "equations" in shown),
                               (Part.CHARTS, not shown.isdisjoint({"charts", "output", "weights"}))):
            workspace.show_part(part, is_shown)
        workspace.below.show_page(view.page)
        workspace.stage.choose_mode(EDGES.index(view.edges))
        workspace.stage.choose_by_hand(view.hand)

    def clear_away(self) -> None:
        """Bars and cards that the lecture does without aren't there, also when the window has been made anew."""
        shown = set(self.view.show)
        self._window.show_chrome(transport="transport" in shown, training="training" in shown)
        if self.view.workspace == NETWORK:
            whole = "charts" in shown
            self._window.workspace.show_cards(
                sample="sample" in shown, settings="setup" in shown, output=whole or "output" in shown, charts=whole,
                weights=whole or "weights" in shown)

    def _seen_view(self) -> View:
        """The view as the widgets have it: somebody may have changed it."""
        view, window = self.view, self._window
        workspace = window.workspace
        if window.page is not window.network:
            return View(window.shown, view.show, view.page, view.edges, view.hand)
        return View(NETWORK, view.show, workspace.below.key(), EDGES[workspace.stage.modes.index()],
                    bool(workspace.stage.wants_hand))

    def _sessions(self) -> tuple[Any, ...]:
        """Those that there are."""
        window = self._window
        pages = [page for page in (window.descent, window.graph) if page is not None]
        return (self.network, *(page.session for page in pages))

    # before and after a lecture

    def keep(self) -> Kept:
        """Everything that a lecture is going to change."""
        self.pause()
        self.network.wait()  # what a former lecture gives back comes first
        window = self._window
        workspace = window.workspace
        view = View(window.shown, (), workspace.below.key(), EDGES[workspace.stage.modes.index()])
        parts: dict[str, Any] = {"network": dict(workspace.wanted), "hand": workspace.stage.wants_hand,
                                 "sheets": workspace.digits.set_aside(),
                                 "speeds": [(session, session.speed) for session in self._sessions()]}
        parts["seen"] = {name: page_state(window, name) for name in WORKSPACES}
        descent = graph = None
        if window.descent is not None:
            descent, parts["descent"] = window.descent.session.keep(), window.descent.workspace.wants()
            parts["batch"] = window.descent.session.shows_batch
        if window.graph is not None:
            graph, parts["graph"] = window.graph.session.keep(), window.graph.workspace.wants()
        return Kept(self.network.set_aside(), descent, graph, view, parts)

    def take_back(self, kept: Kept) -> None:
        """Brings all of it back."""
        self.pause()
        window = self._window
        workspace = window.workspace
        self.view = kept.view
        window.show_chrome(transport=True, training=True)
        workspace.show_cards()
        workspace.set_wanted(kept.parts["network"])
        workspace.below.show_page(kept.view.page)
        workspace.stage.choose_mode(EDGES.index(kept.view.edges))
        workspace.stage.choose_by_hand(kept.parts["hand"])
        for page, name in ((window.descent, "descent"), (window.graph, "graph")):
            if page is not None:
                page.workspace.set_wants(kept.parts.get(name, {}))
        self.network.take_back(kept.network, lambda: self._take_back_with_network(kept))
        window.show_workspace(kept.view.workspace)

    def _take_back_with_network(self, kept: Kept) -> None:
        """The network's numbers are there again: a graph of it would have gone along with others."""
        window = self._window
        for name, seen in kept.parts["seen"].items():
            show_page_state(window, name, seen or usual_page_state(name))
        if window.descent is not None:
            window.descent.session.take_back(kept.descent or window.descent.session.beginning)
            window.descent.session.show_batch(kept.parts.get("batch", True))
        if window.graph is not None:
            with window.join.following():
                window.graph.session.take_back(kept.graph or window.graph.session.beginning)
        window.workspace.digits.take_back(kept.parts["sheets"])
        for session, speed in kept.parts["speeds"]:
            session.set_speed(speed)
        self.network.point_out(None)


def selection_of(target: Target | None) -> Selection | None:
    """What is chosen on the stage; a bias is chosen with its neuron."""
    if target is None:
        return None
    return Selection(target.layer, target.neuron, target.source if target.kind == "weight" else None)


def target_of_selection(selection: Selection | None) -> Target | None:
    """The other way round."""
    if selection is None:
        return None
    if selection.source is None:
        return Target("neuron", selection.layer, selection.neuron)
    return Target("weight", selection.layer, selection.neuron, selection.source)
