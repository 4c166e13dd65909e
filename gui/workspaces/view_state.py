"""What a person has chosen to see of what is in the window, as plain JSON: documents keep it, and so do the settings.

It may come from a file of another version, or have been written by hand: whatever can't be read is left as it is.
"""

from __future__ import annotations

from typing import Any, Protocol

from PySide6.QtWidgets import QAbstractButton

from gui.foundation.kept_layout import is_number
from gui.workspaces.contract import ViewChoice, Workspace
from gui.workspaces.window import Window

WHOLE = [1.0, 0.5, 0.5]
"""The sight of a whole picture."""
_SIGHT_BOUNDS = ((1.0, 1e6), (-10.0, 10.0), (-10.0, 10.0))
ARRANGEMENT = ("layout", "page", "edges", "hand")
"""Of what is seen, what the settings keep and the scene of a lecture says; the rest belongs to the document."""


def view_state(window: Window) -> dict[str, Any]:
    """What is chosen to be seen in every workspace that there is, by the workspace's name, and which is in view."""
    pages = {name: page_state(workspace) for name, workspace in window.workspaces.items()}
    return {"workspace": window.current.name, **{name: state for name, state in pages.items() if state}}


def show_view_state(window: Window, state: object) -> None:
    """Show what `view_state` has told at another time; what it doesn't tell stays as it is.

    A workspace that isn't there is made only if it is the one in view.
    """
    if not isinstance(state, dict):
        return
    name = state.get("workspace")
    if isinstance(name, str) and name in window.workspaces and name != window.current.name:
        window.show_workspace(name)
    for name, workspace in window.workspaces.items():
        show_page_state(workspace, state.get(name))


def page_state(workspace: Workspace) -> dict[str, Any]:
    """What is chosen to be seen in one workspace; nothing as long as it isn't there."""
    if workspace.page is None:
        return {}
    state = {key: choice.read(workspace.page) for key, choice in workspace.view_choices.items()}
    return {key: value for key, value in state.items()
            if value is not None or workspace.view_choices[key].is_kept_none}


def show_page_state(workspace: Workspace, state: object) -> None:
    """Show in one workspace what `page_state` has told, if it is there."""
    if workspace.page is None or not isinstance(state, dict):
        return
    for key, choice in workspace.view_choices.items():
        if key in state:
            choice.show(workspace.page, state[key])


def usual_page_state(workspace: Workspace) -> dict[str, Any]:
    """What is seen in a workspace as long as nothing has been chosen."""
    return {key: choice.usual for key, choice in workspace.view_choices.items()}


def show_usual_details(workspace: Workspace) -> None:
    """Show everything in a workspace as usual but what the scene of a lecture says: parts, page, and edges."""
    usual = usual_page_state(workspace)
    show_page_state(workspace, {key: usual[key] for key in usual if key not in ARRANGEMENT})


# what several workspaces choose from

def _show_layout(page: Any, state: object) -> None:
    if isinstance(state, dict):
        page.workspace.restore_layout(state)


LAYOUT = ViewChoice({}, lambda page: page.workspace.layout_state(), _show_layout)
"""Which parts of a page are shown, and how they share its room."""


class Sighted(Protocol):
    """A picture that can be looked at from nearer."""

    def sight(self) -> tuple[float, float, float]:
        """The zoom, and which place of the whole picture is in the middle, in shares of its width and height."""

    def show_sight(self, zoom: float, across: float, down: float) -> None:
        """Look at it so, now or as soon as there is a picture."""


def sight_of(canvas: Sighted) -> list[float]:
    """From where a picture is looked at."""
    return list(canvas.sight())


def show_sight(canvas: Sighted, sight: object) -> None:
    """Look at a picture from there, if that can be a sight."""
    if isinstance(sight, list) and len(sight) == len(_SIGHT_BOUNDS) and all(
            is_number(number, *bound) for number, bound in zip(sight, _SIGHT_BOUNDS, strict=True)):
        canvas.show_sight(*map(float, sight))


def tick(box: QAbstractButton, ticked: object) -> None:
    """Tick a box, or not."""
    if isinstance(ticked, bool):
        box.setChecked(ticked)
