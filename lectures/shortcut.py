"""The shortest way to a scene: what a later change begins anew need not be made before."""

from __future__ import annotations

from collections.abc import Sequence

from lectures.model import DESCENT, GRAPH, NETWORK, Change
from simulator.errors import Explained
from simulator.graph.text import read_graph


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
