"""From what stands in the window to the change of a lecture that builds it, or that leads to it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from lectures.descent import captured_descent, descent_action
from lectures.graph import captured_graph, graph_action
from lectures.model import DESCENT, NETWORK, Change
from lectures.network_capture import MOST_WEIGHTS, captured_network, network_action
from lectures.scene import Scene, View

__all__ = ["MOST_WEIGHTS", "action_between", "captured", "captured_descent", "captured_graph", "captured_network"]

_Part = TypeVar("_Part")


def captured(scene: Scene) -> Change:
    """The change that builds a scene, whatever stood there before.

    Raises
    ------
    Explained
        If a file can't say it: with the reason and the remedy.
    """
    view = scene.view
    change = _captured_part(scene)
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
    change = _part_between(before, now)
    if change.experiment is not None:
        return captured(now)
    names = ("show", "page", "edges", "hand")
    return replace(change, **{name: getattr(now.view, name) for name in names
                              if getattr(now.view, name) != getattr(before.view, name)})


def _captured_part(scene: Scene) -> Change:
    moment = None if scene.network is None else scene.network.run.moment
    if scene.view.workspace == NETWORK:
        return captured_network(_there(scene.network))
    if scene.view.workspace == DESCENT:
        return captured_descent(_there(scene.descent))
    return captured_graph(_there(scene.graph), moment)


def _part_between(before: Scene, now: Scene) -> Change:
    moment = None if now.network is None else now.network.run.moment
    if now.view.workspace == NETWORK:
        return network_action(_there(before.network), _there(now.network))
    if now.view.workspace == DESCENT:
        return descent_action(_there(before.descent), _there(now.descent))
    return graph_action(_there(before.graph), _there(now.graph), moment)


def _there(part: _Part | None) -> _Part:
    assert part is not None, "a workspace in view has a scene"
    return part
