"""Reads what lights up, and looks whether it is there."""

from __future__ import annotations

from collections.abc import Sequence

from lectures.model import DESCENT, GRAPH, NETWORK
from lectures.places import Mark, mark_of
from lectures.problems import Given, shown
from lectures.reading_in_force import InForce
from lectures.reading_network import not_there
from simulator.errors import Explained, Phrase, name_list


def marks_of(given: Given, states: Sequence[InForce]) -> tuple[Mark, ...]:
    """Marks that exist in one of the states that the beat goes through."""
    found = []
    for item in given.items('["a1[2]", "part equations"]'):
        word = item.word()
        if word is None:
            continue
        try:
            mark = mark_of(word)
        except (Explained, ValueError) as error:
            item.refuse_for(error)
            continue
        reasons = [_why_not(mark, state) for state in states]
        reason = None if None in reasons else next(iter(reasons), None)
        if reason is not None:
            item.refuse(Phrase("{key}: {reason}", key=item.key, reason=reason))
        else:
            found.append(mark)
    return tuple(found)


def _why_not(mark: Mark, state: InForce) -> Phrase | None:
    """Why it can't light up here; None if it can."""
    if mark.kind in ("target", "layer") and state.workspace != NETWORK and not state.is_of_network:
        return _elsewhere(NETWORK, state)
    if mark.kind in ("node", "edge") and state.workspace != GRAPH:
        return _elsewhere(GRAPH, state)
    if mark.kind == "region" and state.workspace != DESCENT:
        return _elsewhere(DESCENT, state)
    if mark.target is not None:
        return not_there(mark.target, state)
    if mark.kind == "layer" and state.network is not None and mark.layer > state.network.depth:
        return Phrase("the network {sizes} has the layers 0 to {last}, not {layer}; choose one of them",
                      sizes="-".join(map(str, state.network.sizes)), last=state.network.depth, layer=mark.layer)
    if mark.kind in ("node", "edge") and state.graph is not None:
        return _not_of_graph(mark, state)
    if mark.region is not None and not (mark.region[0] < mark.region[2] and mark.region[1] < mark.region[3]):
        return Phrase("a region is given by its lower left and its upper right corner, got {region}; exchange the "
                      "numbers", region=" ".join(f"{one:g}" for one in mark.region))
    return None


def _elsewhere(workspace: str, state: InForce) -> Phrase:
    return Phrase("this lights up in the workspace {owner} only, but {workspace} is in view; take it out, or write "
                  "{example} into the scene", owner=workspace, workspace=state.workspace,
                  example=f'workspace = "{workspace}"')


def _not_of_graph(mark: Mark, state: InForce) -> Phrase | None:
    graph = state.graph
    assert graph is not None, "asked where the graph is known"
    names = mark.name.split() if mark.kind == "edge" else [mark.name]
    for name in names:
        if name not in state.node_names:
            return Phrase("the graph has no {name} there; choose one of {known}", name=shown(name),
                          known=name_list(state.node_names[:60]))
    if mark.kind == "edge" and not any((graph.nodes[edge.source].name, graph.nodes[edge.target].name) == tuple(names)
                                       for edge in graph.edges):
        return Phrase("no edge leads from {source} to {target} in the graph; choose two nodes with an edge between "
                      "them, or light up the nodes", source=names[0], target=names[1])
    return None
