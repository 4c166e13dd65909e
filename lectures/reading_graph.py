"""Reads what a change says about the Graph workspace, and keeps the graph that it leads to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from lectures.graph_scene import FIRST_EXAMPLE
from lectures.model import GraphPlace
from lectures.problems import Given, nearest, shown
from lectures.reading_in_force import InForce
from lectures.reading_network import existing
from simulator.descent.racer import LEARNING_RATE
from simulator.errors import Explained, Phrase, name_list
from simulator.graph.examples import EXAMPLES, example_named
from simulator.graph.graph import Graph
from simulator.graph.network_text import Wanted
from simulator.graph.of_network import derivative_graph
from simulator.graph.text import read_graph

_MOST_UPDATES = 100_000
_SOURCES = ("graph", "text", "derivative")
_STOPS = ("start", "forward", "end")


def read_graph_change(given: Mapping[str, Given], state: InForce) -> dict[str, Any]:
    """The fields of a change that belong to the graph, in the order in which they are applied."""
    former = _variables(state)
    if not state.has_graph:
        state.has_graph, state.graph = True, read_graph(example_named(FIRST_EXAMPLE).text)
    found = _source(given, state)
    if "values" in given:
        found["values"] = _values(given["values"], state)
    if "text" in given:
        _need_values(given, (*found.get("values", {}), *former), state)
    if "descend" in given:
        words = [_named(item, _variables(state), state) for item in given["descend"].items('["w", "b"]')]
        if isinstance(given["descend"].value, list) and None not in words:
            found["descend"] = tuple(words)
    if "learning_rate" in given:
        rate = found["learning_rate"] = given["learning_rate"].number()
        found["learning_rate"] = None if rate is None else _try(given["learning_rate"], LEARNING_RATE.check, rate)
    if "updates" in given:
        found["updates"] = given["updates"].whole(0, _MOST_UPDATES)
    if "at" in given:
        found["place"] = _place(given["at"], state)
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


def _source(given: Mapping[str, Given], state: InForce) -> dict[str, Any]:
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
            found["text"] = one.word()
            state.graph = None if found["text"] is None else _try(one, read_graph, found["text"])
        else:
            found["derivative"] = existing(one, state)
            state.graph = _derivative(one, found["derivative"], state)
    return found


def _derivative(given: Given, target: Any, state: InForce) -> Graph | None:
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


def _values(given: Given, state: InForce) -> Mapping[str, float]:
    found = {}
    for name, one in given.table(None, "{ w = 2.0, x = 1.5 }").items():
        if state.graph is not None and name not in state.graph.names:
            _refuse_name(one, name, state.graph.names)
            continue
        value = one.number()
        if value is not None:
            found[name] = value
    return MappingProxyType(found)


def _place(given: Given, state: InForce) -> GraphPlace | None:
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
