"""From what is in view in the Graph workspace to the change that builds it again, or that leads there."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import Any

from lectures.graph_scene import GraphScene, graph_applied, position_of
from lectures.model import Change, GraphPlace
from lectures.places import Target
from simulator.errors import Explained
from simulator.graph.examples import EXAMPLES
from simulator.graph.graph import Graph
from simulator.graph.stops import GraphStride, StopKind, stops_of
from simulator.moment import Moment

_MOST_PRESSES = 30
_MOST_UPDATES = 500


def captured_graph(scene: GraphScene, moment: Moment | None = None) -> Change:
    """The change that builds a scene of the Graph workspace, without what is in view around it.

    A derivative of the network needs that network on the stage: a beat before has to set it.

    Parameters
    ----------
    moment
        Of the network in view.
    """
    change = _source(scene)
    if change.graph is not None:
        found = _between(graph_applied(None, change, moment), scene, change)
    else:  # an expression keeps what there was before: everything is said
        values = scene.values
        if scene.made is not None and moment is not None:
            usual = graph_applied(None, change, moment).values
            values = {name: value for name, value in values.items() if usual.get(name) != value}
        node = None if scene.chosen is None else scene.graph.nodes[scene.chosen].name or None
        found = replace(change, values=MappingProxyType(dict(values)), learning_rate=scene.learning_rate, node=node,
                        descend=scene.descending, **_position(scene))
    return replace(found, granularity=found.granularity or scene.stride.value)


def graph_action(before: GraphScene, now: GraphScene, moment: Moment | None = None) -> Change:
    """The change that leads from one scene to another, as little as it takes."""
    if before.graph is not now.graph and (before.made is not None or before.graph.text != now.graph.text):
        return captured_graph(now, moment)
    updates = _updates_between(before, now)
    if updates:
        start = graph_applied(before, Change(updates=updates), None)
        change = _between(start, now, Change(updates=updates))
    else:
        change = _between(before, now, Change())
    if change.place is None:
        return change
    there = graph_applied(before, replace(change, place=None, next=None), None)
    for count in range(1, _MOST_PRESSES + 1):
        if graph_applied(there, Change(next=count), None).position == now.position:
            return replace(change, place=None, next=count, granularity=None if now.stride is before.stride
                           else now.stride.value)
    return change


def _source(scene: GraphScene) -> Change:
    if scene.made is not None:
        wanted = scene.made.wanted
        kind = "bias" if wanted.is_bias else "neuron" if wanted.source is None else "weight"
        return Change(derivative=Target(kind, wanted.layer, wanted.neuron,
                                        -1 if wanted.source is None else wanted.source))
    example = next((one for one in EXAMPLES if one.name == scene.title), None)
    if example is not None and example.text == scene.graph.text:
        return Change(graph=example.name)
    return Change(text=scene.graph.text)


def _between(before: GraphScene, now: GraphScene, change: Change) -> Change:
    """The rest of a change that has brought the graph of `now` to what `before` says."""
    values = {name: value for name, value in now.values.items() if before.values.get(name) != value}
    change = replace(
        change, values=change.values or MappingProxyType(values),
        descend=None if now.descending == before.descending else now.descending,
        learning_rate=None if now.learning_rate == before.learning_rate else now.learning_rate,
        granularity=None if now.stride is before.stride else now.stride.value,
        node=None if now.chosen == before.chosen else "" if now.chosen is None else
        now.graph.nodes[now.chosen].name or None)
    return change if now.position == before.position else replace(change, **_position(now))


def _position(scene: GraphScene) -> dict[str, Any]:
    """The stop in view; between the named ones, so many presses behind one."""
    stops = stops_of(scene.graph)
    for number in range(scene.position, -1, -1):
        place = _place_at(scene.graph, number)
        if place is not None:
            if number == scene.position:
                return {"place": place}
            return {"place": place, "granularity": GraphStride.EDGE.value, "next": scene.position - number}
    assert stops, "the first stop has a name"
    return {}


def _place_at(graph: Graph, number: int) -> GraphPlace | None:
    """How a file calls a stop; None for one that it can't name."""
    stop = stops_of(graph)[number]
    name = graph.nodes[stop.node].name if stop.node >= 0 else ""
    places = [GraphPlace("start"), GraphPlace("forward"), GraphPlace("end")]
    if name:
        places.insert(0, GraphPlace("value" if stop.kind is StopKind.VALUE else "derivative", name))
    for place in places:
        try:
            if position_of(graph, place) == number:
                return place
        except Explained:
            continue
    return None


def _updates_between(before: GraphScene, now: GraphScene) -> int:
    """How many updates lead from the values of one scene to those of another; 0 if none do."""
    count = max(len(now.costs) - 1, 0) - max(len(before.costs) - 1, 0)
    is_further = now.costs[:len(before.costs)] == before.costs
    same = (before.descending, before.learning_rate) == (now.descending, now.learning_rate)
    if not (0 < count <= _MOST_UPDATES and is_further and same):
        return 0
    try:
        made = graph_applied(before, Change(updates=count), None)
    except Explained:
        return 0
    return count if dict(made.values) == dict(now.values) else 0
