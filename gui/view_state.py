"""What a person has chosen to see of what is in the window, as plain JSON: documents keep it, and so do the settings.

It may come from a file of another version, or have been written by hand: whatever can't be read is left as it is.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from gui.command_line import WORKSPACES
from gui.kept_layout import is_number, known_wishes
from gui.network.edge_values import EdgeMode

if TYPE_CHECKING:
    from gui.descent.camera import Camera
    from gui.descent.workspace import DescentWorkspace
    from gui.main_window import MainWindow
    from gui.network.workspace import NetworkWorkspace

_MODES = [mode.value for mode in EdgeMode]
_BOXES = ("discrete", "test", "lines")
_FULL_TURN = 6.3


def view_state(window: MainWindow) -> dict[str, Any]:
    """What is chosen to be seen in every workspace that there is, by the workspace's name, and which is in view."""
    pages = {name: page_state(window, name) for name in WORKSPACES}
    return {"workspace": window.shown, **{name: state for name, state in pages.items() if state}}


def show_view_state(window: MainWindow, state: object) -> None:
    """Show what `view_state` has told at another time; what it doesn't tell stays as it is.

    A workspace that isn't there is made only if it is the one in view.
    """
    if not isinstance(state, dict):
        return
    workspace = state.get("workspace")
    if isinstance(workspace, str) and workspace in WORKSPACES and workspace != window.shown:
        window.show_workspace(workspace)
    for name in WORKSPACES:
        show_page_state(window, name, state.get(name))


def page_state(window: MainWindow, name: str) -> dict[str, Any]:
    """What is chosen to be seen in one workspace; nothing as long as it isn't there."""
    if name == "network":
        return _network_state(window.workspace)
    if name == "descent" and window.descent is not None:
        workspace = window.descent.workspace
        cameras = [_camera_state(pictures.surface.camera) for pictures in workspace.pictures]
        return {"layout": workspace.layout_state(), "cameras": cameras}
    if name == "graph" and window.graph is not None:
        return {"layout": window.graph.workspace.layout_state()}
    return {}


def show_page_state(window: MainWindow, name: str, state: object) -> None:
    """Show in one workspace what `page_state` has told, if it is there."""
    if not isinstance(state, dict):
        return
    if name == "network":
        _show_network(window, state)
    page = {"descent": window.descent, "graph": window.graph}.get(name)
    if page is not None and isinstance(state.get("layout"), dict):
        page.workspace.restore_layout(state["layout"])
    if name == "descent" and window.descent is not None:
        _show_cameras(window.descent.workspace, state.get("cameras"))


def usual_page_state(window: MainWindow, name: str) -> dict[str, Any]:
    """What is seen in a workspace as long as nobody has chosen anything."""
    if name == "network":
        first = window.workspace.below.page_keys()[0]
        return {"layout": {}, "page": first, "edges": _MODES[0], "hand": None,
                "map": {**dict.fromkeys(_BOXES, False), "output": 0}}
    if name == "descent" and window.descent is not None:
        from gui.descent.camera import Camera  # noqa: PLC0415 - it is loaded with the page only

        return {"layout": {}, "cameras": [_camera_state(Camera())] * 2}
    return {"layout": {}}


def _network_state(workspace: NetworkWorkspace) -> dict[str, Any]:
    stage, card = workspace.stage, workspace.right.output
    state: dict[str, Any] = {"layout": workspace.layout_state(), "page": workspace.below.key(),
                             "edges": _MODES[stage.modes.index()], "hand": stage.wants_hand}
    if card is not None:
        wishes = card.wishes
        state["map"] = {"discrete": wishes.discrete, "test": wishes.test, "lines": wishes.lines,
                        "output": wishes.output}
    return state


def _show_network(window: MainWindow, state: dict[str, Any]) -> None:
    workspace = window.workspace
    stage = workspace.stage
    if isinstance(state.get("layout"), dict):
        workspace.restore_layout(state["layout"])
    if isinstance(state.get("page"), str) and state["page"] in workspace.below.page_keys():
        workspace.below.show_page(state["page"])
    if isinstance(state.get("edges"), str) and state["edges"] in _MODES:
        stage.choose_mode(_MODES.index(state["edges"]))
    if "hand" in state and (state["hand"] is None or isinstance(state["hand"], bool)):
        stage.choose_by_hand(state["hand"])
    if isinstance(state.get("map"), dict):
        _show_map(window, state["map"])


def _show_map(window: MainWindow, state: dict[str, Any]) -> None:
    card = window.workspace.right.output
    if card is None:
        return
    from gui.plane.quantity import output_count  # noqa: PLC0415 - it is loaded with the card only

    for name, checked in known_wishes(state, _BOXES).items():
        getattr(card.options, name).setChecked(checked)
    output = state.get("output")
    if isinstance(output, int) and is_number(output, 0, output_count(window.session.data) - 1):
        card.follow(replace(card.wishes, output=output))


def _camera_state(camera: Camera) -> list[float]:
    return [camera.azimuth, camera.elevation, camera.zoom, *camera.pan]


def _show_cameras(workspace: DescentWorkspace, state: object) -> None:
    from gui.descent.camera import HIGHEST, LARGEST_ZOOM, LOWEST, SMALLEST_ZOOM, Camera  # noqa: PLC0415

    bounds = ((-_FULL_TURN, _FULL_TURN), (LOWEST, HIGHEST), (SMALLEST_ZOOM, LARGEST_ZOOM), (-20.0, 20.0),
              (-20.0, 20.0))
    kept = state if isinstance(state, list) else []
    for pictures, numbers in zip(workspace.pictures, kept, strict=False):
        if isinstance(numbers, list) and len(numbers) == len(bounds) and all(
                is_number(number, *bound) for number, bound in zip(numbers, bounds, strict=True)):
            azimuth, elevation, zoom, right, up = map(float, numbers)
            pictures.surface.set_camera(Camera(azimuth, elevation, zoom).moved(right, up))
