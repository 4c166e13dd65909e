"""The Graph workspace in lectures: what stands in it, its numbers by name, how changes are read and captured."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from lectures.in_force import InForce
from lectures.model import Change, GraphPlace, Target
from lectures.network_reading import existing
from lectures.problems import Given, nearest, shown
from lectures.readings import Readings
from simulator.arrays import Array
from simulator.declared import by_lecture_key
from simulator.descent.racer import LEARNING_RATE
from simulator.errors import Explained, Phrase, name_list
from simulator.graph.examples import EXAMPLES, example_named
from simulator.graph.graph import Graph, evaluate
from simulator.graph.network_text import Wanted
from simulator.graph.of_network import derivative_graph
from simulator.graph.state import FIRST_EXAMPLE, FIRST_VALUE, GraphState
from simulator.graph.stops import GraphStride, StopKind, following, preceding, stops_of
from simulator.graph.text import read_graph
from simulator.moment import Moment

_FIELDS = by_lecture_key(GraphState)
KEYS = ("graph", *(key for key in _FIELDS if key != "granularity"), "updates", "at", "node")
"""Of a change, besides those that all workspaces share."""


def graph_applied(scene: GraphState | None, change: Change, moment: Moment | None) -> GraphState:
    """The scene after a change.

    Parameters
    ----------
    moment
        Of the network in view, if there is one.

    Raises
    ------
    Explained
        If something can't be used.
    """
    scene = _with_graph(scene or GraphState.first(), change, moment)
    if change.values:
        _check_names(scene.graph, tuple(change.values))
        scene = scene.with_values(change.values)
    if change.descend is not None:
        _check_names(scene.graph, change.descend)
        scene = replace(scene, descending=change.descend)
    if change.learning_rate is not None:
        scene = replace(scene, learning_rate=LEARNING_RATE.check(change.learning_rate))
    for _ in range(change.updates or 0):
        try:
            scene = scene.updated()
        except Explained:
            break  # the last good values stay, as in the window
    if change.place is not None:
        scene = replace(scene, position=position_of(scene.graph, change.place))
    if change.granularity is not None:
        scene = replace(scene, stride=GraphStride(change.granularity))
    for _ in range(abs(change.next or 0)):
        leads = following if (change.next or 0) > 0 else preceding
        scene = replace(scene, position=leads(stops_of(scene.graph), scene.position, scene.stride))
    if change.node is not None:
        scene = replace(scene, chosen=node_of(scene.graph, change.node) if change.node else None)
    return scene


def node_of(graph: Graph, name: str) -> int:
    """Number of the node with this name.

    Raises
    ------
    Explained
        If there is none.
    """
    for number, node in enumerate(graph.nodes):
        if node.name == name:
            return number
    raise Explained(Phrase('there is no node "{name}" in this graph; choose one of {known}', name=name,
                           known=name_list(dict.fromkeys(node.name for node in graph.nodes if node.name))))


def position_of(graph: Graph, place: GraphPlace) -> int:
    """Number of the stop that is meant.

    Raises
    ------
    Explained
        If the graph has no such stop.
    """
    stops = stops_of(graph)
    if place.kind == "start":
        return 0
    if place.kind == "end":
        return len(stops) - 1
    seed = next(number for number, stop in enumerate(stops) if stop.kind is StopKind.SEED)
    if place.kind == "forward":
        return seed - 1
    node = node_of(graph, place.node)
    if place.kind == "value":
        return next((number for number, stop in enumerate(stops)
                     if stop.kind is StopKind.VALUE and stop.node == node), 0)
    found = [number for number, stop in enumerate(stops) if stop.is_backward and stop.node == node]
    if not found:
        raise Explained(Phrase("{name} has no derivative in this graph; choose another node", name=place.node))
    return found[-1]


def graph_readings(scene: GraphState) -> Readings:
    """The numbers of the graph in view: a node's value by its name, its derivative behind `d_`."""
    numbers, graph = scene.numbers, scene.graph

    def look(name: str) -> float:
        if name in ("eta", "updates"):
            return scene.learning_rate if name == "eta" else max(len(scene.costs) - 1, 0)
        array: Array = numbers.derivatives if name.startswith("d_") else numbers.values
        wanted = name.removeprefix("d_")
        number = next((number for number, node in enumerate(graph.nodes) if node.name == wanted),
                      graph.output if wanted == "L" else None)
        if number is None:
            raise KeyError(name)
        return float(array[number])

    return Readings(look)


def _with_graph(scene: GraphState, change: Change, moment: Moment | None) -> GraphState:
    if change.graph is not None:
        return GraphState.of_example(example_named(change.graph))
    if change.text is not None:
        graph = read_graph(change.text)
        values = {name: change.values.get(name, scene.values.get(name, FIRST_VALUE)) for name in graph.names}
        return GraphState(evaluate(graph, values), values)
    if change.derivative is not None:
        return _derivative(scene, change.derivative, moment)
    if scene.made is None or moment is None:
        return scene
    if scene.made.network != moment.network:
        return replace(scene, made=None)  # of another network than the one that there is now: it stands by itself
    return scene.in_step_with(scene.made, moment)


def _derivative(scene: GraphState, target: Target, moment: Moment | None) -> GraphState:
    if moment is None:
        raise Explained(Phrase("there is no network yet whose derivative could be shown; begin with an experiment"))
    source = target.source if target.kind == "weight" else None
    made = derivative_graph(moment.network, Wanted(target.layer, target.neuron, source, target.kind == "bias"))
    name = made.graph.nodes[made.derivative_node].name
    began = GraphState(scene.numbers, {}, learning_rate=scene.learning_rate, title=f"∂C/∂{name}", stride=scene.stride)
    return began.in_step_with(made, moment)


def _check_names(graph: Graph, names: tuple[str, ...]) -> None:
    for name in names:
        if name not in graph.names:
            raise Explained(Phrase("there is no variable {name} in this graph; choose one of {known}",
                                   name=repr(name), known=name_list(graph.names)))


# Reads what a change says about the Graph workspace, and keeps the graph that it leads to

_MOST_UPDATES = 100_000
_SOURCES = ("graph", "text", "derivative")
_STOPS = ("start", "forward", "end")


def read_graph_change(given: Mapping[str, Given], state: InForce) -> dict[str, Any]:
    """The fields of a change that belong to the graph, in the order in which they are applied."""
    former = _variables(state)
    if not state.has_graph:
        state.has_graph, state.graph = True, read_graph(example_named(FIRST_EXAMPLE).text)
    found = _read_source(given, state)
    if "values" in given:
        found["values"] = _read_values(given["values"], state)
    if "text" in given:
        _need_values(given, (*found.get("values", {}), *former), state)
    if "descend" in given:
        words = [_named(item, _variables(state), state) for item in given["descend"].items('["w", "b"]')]
        if isinstance(given["descend"].value, list) and None not in words:
            found["descend"] = tuple(words)
    if "learning_rate" in given:
        rate = given["learning_rate"].of(_FIELDS["learning_rate"].kind)
        found["learning_rate"] = None if rate is None else _try(given["learning_rate"], LEARNING_RATE.check, rate)
    if "updates" in given:
        found["updates"] = given["updates"].whole(0, _MOST_UPDATES)
    if "at" in given:
        found["place"] = _read_place(given["at"], state)
    if "node" in given:
        found["node"] = "" if given["node"].value == "" else _named(given["node"], state.node_names, state)
    return found


def _need_values(given: Mapping[str, Given], known: Sequence[str], state: InForce) -> None:
    """Whether every variable of a new expression has a value, of its own or of the expression before."""
    missing = [name for name in _variables(state) if name not in known]
    if missing and ("values" not in given or isinstance(given["values"].value, dict)):
        given.get("values", given["text"]).refuse(Phrase(
            "the variables {names} have no values; write {example}", names=name_list(missing[:20]),
            example=f"values = {{ {', '.join(f'{name} = 1.0' for name in missing[:8])} }}"))


def _try(given: Given, action: Callable[..., Any], *values: Any) -> Any:
    """What the action returns; None, and a problem, if it refuses."""
    try:
        return action(*values)
    except (Explained, RecursionError) as error:
        given.refuse_for(error)
        return None


def _read_source(given: Mapping[str, Given], state: InForce) -> dict[str, Any]:
    """Which graph it is."""
    found: dict[str, Any] = {}
    named = [name for name in _SOURCES if name in given]
    if len(named) > 1:
        given[named[1]].refuse(Phrase("{key}: there is one graph only; write one of {names} and take out the others",
                                      key=given[named[1]].key, names=name_list(named)))
    for name in named[:1]:
        one = given[name]
        state.graph, state.has_graph, state.is_of_network = None, True, name == "derivative"
        if name == "graph":
            found["graph"] = one.choice([example.name for example in EXAMPLES])
            state.graph = None if found["graph"] is None else read_graph(example_named(found["graph"]).text)
        elif name == "text":
            found["text"] = one.of(_FIELDS["text"].kind)
            state.graph = None if found["text"] is None else _try(one, read_graph, found["text"])
        else:
            found["derivative"] = existing(one, state)
            state.graph = _read_derivative(one, found["derivative"], state)
    return found


def _read_derivative(given: Given, target: Any, state: InForce) -> Graph | None:
    if not state.has_experiment:
        given.refuse(Phrase("{key}: no network has been named so far; name its experiment in a beat before, in the "
                            "workspace {workspace}", key=given.key, workspace=shown("network")))
        return None
    if target is None or state.network is None:
        return None
    wanted = Wanted(target.layer, target.neuron, target.source if target.kind == "weight" else None,
                    target.kind == "bias")
    made = _try(given, derivative_graph, state.network, wanted)
    return None if made is None else made.graph


def _variables(state: InForce) -> tuple[str, ...]:
    return () if state.graph is None else state.graph.names


def _named(given: Given, known: Sequence[str], state: InForce) -> str | None:
    """A name that the graph has."""
    word = given.word()
    if word is None or state.graph is None or word in known:
        return word
    _refuse_name(given, word, known)
    return None


def _refuse_name(given: Given, word: str, known: Sequence[str]) -> None:
    like = nearest(word, known)
    names = name_list(known[:60])
    if like:
        given.refuse(Phrase("{key}: the graph has no {name} there; perhaps you mean {nearest}? It has {known}",
                            key=given.key, name=shown(word), nearest=like, known=names))
    else:
        given.refuse(Phrase("{key}: the graph has no {name} there; choose one of {known}", key=given.key,
                            name=shown(word), known=names))


def _read_values(given: Given, state: InForce) -> Mapping[str, float]:
    found = {}
    for name, one in given.table(None, "{ w = 2.0, x = 1.5 }").items():
        if state.graph is not None and name not in state.graph.names:
            _refuse_name(one, name, state.graph.names)
            continue
        value = one.number()
        if value is not None:
            found[name] = value
    return MappingProxyType(found)


def _read_place(given: Given, state: InForce) -> GraphPlace | None:
    inside = given.table(("stop", "value", "derivative"), '{ stop = "forward" }')
    if len(inside) != 1:
        if isinstance(given.value, dict):
            given.refuse(Phrase("{key} must be one of {kinds}; write one of them", key=given.key,
                                kinds='{ stop = "start" }, { value = "z" }, { derivative = "z" }'))
        return None
    kind, one = next(iter(inside.items()))
    if kind == "stop":
        stop = one.choice(_STOPS)
        return None if stop is None else GraphPlace(stop)
    name = _named(one, state.node_names, state)
    if name is None:
        return None
    if kind == "derivative" and state.graph is not None:
        number = next(number for number, node in enumerate(state.graph.nodes) if node.name == name)
        if not state.graph.depends[number]:
            one.refuse(Phrase("{key}: {name} gets no derivative here; choose another node", key=one.key,
                              name=shown(name)))
            return None
    return GraphPlace(kind, name)


# From what is in view in the Graph workspace to the change that builds it again, or that leads there

_MOST_PRESSES = 30
_MOST_UPDATES_SHOWN = 500


def captured_graph(scene: GraphState, moment: Moment | None = None) -> Change:
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


def graph_action(before: GraphState, now: GraphState, moment: Moment | None = None) -> Change:
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


def _source(scene: GraphState) -> Change:
    if scene.made is not None:
        wanted = scene.made.wanted
        kind = "bias" if wanted.is_bias else "neuron" if wanted.source is None else "weight"
        return Change(derivative=Target(kind, wanted.layer, wanted.neuron,
                                        -1 if wanted.source is None else wanted.source))
    example = next((one for one in EXAMPLES if one.name == scene.title), None)
    if example is not None and example.text == scene.graph.text:
        return Change(graph=example.name)
    return Change(text=scene.graph.text)


def _between(before: GraphState, now: GraphState, change: Change) -> Change:
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


def _position(scene: GraphState) -> dict[str, Any]:
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


def _updates_between(before: GraphState, now: GraphState) -> int:
    """How many updates lead from the values of one scene to those of another; 0 if none do."""
    count = max(len(now.costs) - 1, 0) - max(len(before.costs) - 1, 0)
    is_further = now.costs[:len(before.costs)] == before.costs
    same = (before.descending, before.learning_rate) == (now.descending, now.learning_rate)
    if not (0 < count <= _MOST_UPDATES_SHOWN and is_further and same):
        return 0
    try:
        made = graph_applied(before, Change(updates=count), None)
    except Explained:
        return 0
    return count if dict(made.values) == dict(now.values) else 0
