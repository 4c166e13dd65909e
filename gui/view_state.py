"""What a person has chosen to see of what is in the window, as plain JSON: documents keep it, and so do the settings.

It may come from a file of another version, or have been written by hand: whatever can't be read is left as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

from gui.command_line import WORKSPACES
from gui.kept_layout import is_number, known_wishes
from gui.network.edge_values import EdgeMode

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton

    from gui.descent.workspace import DescentWorkspace
    from gui.main_window import MainWindow
    from gui.network.workspace import NetworkWorkspace

_MODES = [mode.value for mode in EdgeMode]
_BOXES = ("discrete", "test", "lines")
_WHOLE = [1.0, 0.5, 0.5]
_SIGHT_BOUNDS = ((1.0, 1e6), (-10.0, 10.0), (-10.0, 10.0))
ARRANGEMENT = ("layout", "page", "edges", "hand")
"""Of what is seen, what the settings keep and the scene of a lecture says; the rest belongs to the document."""


class Sighted(Protocol):
    """A picture that can be looked at from nearer."""

    def sight(self) -> tuple[float, float, float]:
        """The zoom, and which place of the whole picture is in the middle, in shares of its width and height."""

    def show_sight(self, zoom: float, across: float, down: float) -> None:
        """Look at it so, now or as soon as there is a picture."""


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
    workspace = _workspace(window, name)
    if workspace is None:
        return {}
    state = {key: choice.read(workspace) for key, choice in _CHOICES[name].items()}
    return {key: value for key, value in state.items() if value is not None or key == "hand"}


def show_page_state(window: MainWindow, name: str, state: object) -> None:
    """Show in one workspace what `page_state` has told, if it is there."""
    workspace = _workspace(window, name)
    if workspace is None or not isinstance(state, dict):
        return
    for key, choice in _CHOICES[name].items():
        if key in state:
            choice.show(workspace, state[key])


def usual_page_state(name: str) -> dict[str, Any]:
    """What is seen in a workspace as long as nothing has been chosen."""
    return {key: choice.usual for key, choice in _CHOICES[name].items()}


def show_usual_details(window: MainWindow, name: str) -> None:
    """Show everything in a workspace as usual but what the scene of a lecture says: parts, page, and edges."""
    usual = usual_page_state(name)
    show_page_state(window, name, {key: usual[key] for key in usual if key not in ARRANGEMENT})


def _workspace(window: MainWindow, name: str) -> Any:
    page = {"network": window.network, "descent": window.descent, "graph": window.graph}[name]
    return page.workspace if page is not None else None


@dataclass(frozen=True)
class _Choice:
    """Something that can be chosen to be seen: what it usually is, how it is read, and how it is shown.

    What is shown may come from a file; what is read is None where a workspace doesn't have it now.
    """

    usual: Any
    read: Callable[[Any], Any]
    show: Callable[[Any, Any], None]


# the Network workspace

def _show_layout(workspace: Any, state: object) -> None:
    if isinstance(state, dict):
        workspace.restore_layout(state)


def _show_page(workspace: NetworkWorkspace, key: object) -> None:
    if isinstance(key, str) and key in ("", *workspace.below.page_keys()):
        workspace.below.show_page(key or workspace.below.page_keys()[0])


def _show_edges(workspace: NetworkWorkspace, mode: object) -> None:
    if isinstance(mode, str) and mode in _MODES:
        workspace.stage.choose_mode(_MODES.index(mode))


def _show_hand(workspace: NetworkWorkspace, hand: object) -> None:
    if hand is None or isinstance(hand, bool):
        workspace.stage.choose_by_hand(hand)


def _sight(canvas: Sighted) -> list[float]:
    return list(canvas.sight())


def _show_sight(canvas: Sighted, sight: object) -> None:
    if isinstance(sight, list) and len(sight) == len(_SIGHT_BOUNDS) and all(
            is_number(number, *bound) for number, bound in zip(sight, _SIGHT_BOUNDS, strict=True)):
        canvas.show_sight(*map(float, sight))


def _tick(box: QAbstractButton, ticked: object) -> None:
    if isinstance(ticked, bool):
        box.setChecked(ticked)


def _map_state(workspace: NetworkWorkspace) -> dict[str, Any] | None:
    card = workspace.right.output
    if card is None:
        return None
    wishes = card.wishes
    return {"discrete": wishes.discrete, "test": wishes.test, "lines": wishes.lines, "output": wishes.output}


def _show_map(workspace: NetworkWorkspace, state: object) -> None:
    card = workspace.right.output
    if card is None or not isinstance(state, dict):
        return
    for name, checked in known_wishes(state, _BOXES).items():
        getattr(card.options, name).setChecked(checked)
    output = state.get("output")
    if isinstance(output, int) and is_number(output, 0, card.output_count - 1):
        card.follow(replace(card.wishes, output=output))


# the Descent workspace

def _show_cameras(workspace: DescentWorkspace, state: object) -> None:
    for pictures, camera in zip(workspace.pictures, state if isinstance(state, list) else [], strict=False):
        pictures.surface.show_camera_state(camera)


_ARRANGED: dict[str, _Choice] = {"layout": _Choice({}, lambda workspace: workspace.layout_state(), _show_layout)}
_CHOICES: dict[str, dict[str, _Choice]] = {
    "network": {
        **_ARRANGED,
        "page": _Choice("", lambda workspace: workspace.below.key(), _show_page),
        "edges": _Choice(_MODES[0], lambda workspace: _MODES[workspace.stage.modes.index()], _show_edges),
        "hand": _Choice(None, lambda workspace: workspace.stage.wants_hand, _show_hand),
        "turn": _Choice(0, lambda workspace: workspace.turn, lambda workspace, turn: workspace.take_turn(turn)),
        "stage": _Choice(_WHOLE, lambda workspace: _sight(workspace.stage.canvas),
                         lambda workspace, sight: _show_sight(workspace.stage.canvas, sight)),
        "map": _Choice({**dict.fromkeys(_BOXES, False), "output": 0}, _map_state, _show_map),
        "logarithmic": _Choice(False, lambda workspace: workspace.charts.is_logarithmic,
                               lambda workspace, ticked: workspace.charts.set_logarithmic(ticked is True)),
        "pages": _Choice({}, lambda workspace: workspace.below.view_state(),
                         lambda workspace, state: workspace.below.show_view_state(state)),
    },
    "descent": {
        **_ARRANGED,
        "turn": _Choice(1, lambda workspace: workspace.turn, lambda workspace, turn: workspace.take_turn(turn)),
        "cameras": _Choice([[], []], lambda workspace: [one.surface.camera_state() for one in workspace.pictures],
                           _show_cameras),
        "logarithmic": _Choice(False, lambda workspace: workspace.chart.logarithmic.isChecked(),
                               lambda workspace, ticked: _tick(workspace.chart.logarithmic, ticked)),
    },
    "graph": {
        **_ARRANGED,
        "view": _Choice(_WHOLE, lambda workspace: _sight(workspace.view),
                        lambda workspace, sight: _show_sight(workspace.view, sight)),
        "checks": _Choice(False, lambda workspace: workspace.chain.check_all.isChecked(),
                          lambda workspace, ticked: _tick(workspace.chain.check_all, ticked)),
    },
}
"""For each workspace all that can be chosen to be seen; what isn't here belongs to the session."""
