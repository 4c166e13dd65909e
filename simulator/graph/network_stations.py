"""Which station of the network a stop of its graph is, and which neurons, edges and equation light up there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.graph.graph import Graph
from simulator.graph.network_places import NodePlace, Role, Wanted
from simulator.graph.stops import Stop, StopKind
from simulator.network import ParameterPlace
from simulator.steps import Phase

_FORWARD = {Role.WEIGHTED_INPUT: Phase.WEIGHTED_INPUT, Role.ACTIVATION: Phase.ACTIVATION, Role.COST: Phase.COST}


@dataclass(frozen=True)
class Lit:
    """What belongs together at a stop.

    Attributes
    ----------
    phase
        The formula: of the forward pass, or BP1 to BP4.
    layer, neuron, source
        The neuron that it is about, and k where it is about a single edge.
    neurons
        (layer, neuron) of all that take part; layer 0 are the inputs.
    parameters
        Edges and biases that take part.
    has_error
        Whether the neuron's δ is known here.
    """

    phase: Phase
    layer: int
    neuron: int
    source: int | None = None
    neurons: frozenset[tuple[int, int]] = frozenset()
    parameters: frozenset[ParameterPlace] = frozenset()
    has_error: bool = False


def station_of(stop: Stop, places: Sequence[NodePlace], depth: int) -> tuple[Phase, int, int] | None:
    """Phase, layer and neuron at which the network does what is done at a stop.

    None where it does nothing of its own: what lies between the cost and δ, or between two δ, the network does at
    once, with what comes next.
    """
    if stop.kind is StopKind.START:
        return Phase.INPUT, 0, 0
    place = places[stop.node]
    if not stop.is_backward or stop.kind is StopKind.SEED:
        return _FORWARD[place.role], place.layer, 0 if place.role is Role.COST else place.neuron
    if not place.is_whole:
        return None
    phase = {Role.WEIGHTED_INPUT: Phase.BP1 if place.layer == depth else Phase.BP2, Role.BIAS: Phase.BP3,
             Role.WEIGHT: Phase.BP4}.get(place.role)
    return None if phase is None else (phase, place.layer, place.neuron)


def lit_at(stop: Stop, graph: Graph, places: Sequence[NodePlace], wanted: Wanted) -> Lit:
    """What lights up at a stop."""
    output = places[graph.output]
    if stop.kind is StopKind.START:
        return Lit(Phase.INPUT, wanted.layer, wanted.neuron, wanted.source,
                   frozenset((place.layer, place.neuron) for place in places
                             if place.role is Role.ACTIVATION and place.layer == wanted.layer - 1))
    place = places[stop.node]
    if place.role is Role.COST:
        phase = Phase.BP1 if stop.is_backward and stop.kind is not StopKind.SEED else Phase.COST
        return Lit(phase, output.layer, 0, None, _neurons(places, Role.TARGET))
    if stop.is_backward:
        return _backward(stop, graph, places, wanted)
    if place.role is Role.ACTIVATION:
        return Lit(Phase.ACTIVATION, place.layer, place.neuron, None, frozenset({(place.layer, place.neuron)}))
    edges = _summands(stop.node, graph, places)
    return Lit(Phase.WEIGHTED_INPUT, place.layer, place.neuron, place.source, _with_ends(edges), edges)


def _backward(stop: Stop, graph: Graph, places: Sequence[NodePlace], wanted: Wanted) -> Lit:
    place = places[stop.node]
    layer, neuron, here = place.layer, place.neuron, (place.layer, place.neuron)
    if place.role in (Role.WEIGHT, Role.BIAS):
        phase = Phase.BP3 if place.source is None else Phase.BP4
        edges = frozenset({ParameterPlace(layer, neuron, place.source)})
        return Lit(phase, layer, neuron, place.source, _with_ends(edges), edges, has_error=True)
    if place.role is Role.WEIGHTED_INPUT and place.source is not None:
        # the error passes through a product of the sum z on its way to the layer before, or to a weight
        edges = frozenset({ParameterPlace(layer, neuron, place.source)})
        if layer > wanted.layer:
            return Lit(Phase.BP2, layer - 1, place.source, None, _with_ends(edges), edges)
        return Lit(Phase.BP4, layer, neuron, place.source, _with_ends(edges), edges, has_error=True)
    is_output = layer == places[graph.output].layer
    edges = _edges_back(stop, graph, places)
    reached = frozenset({here}) | {(edge.layer, edge.neuron) for edge in edges}
    return Lit(Phase.BP1 if is_output else Phase.BP2, layer, neuron, None, reached, edges,
               has_error=place.role is Role.WEIGHTED_INPUT and place.is_whole)


def _edges_back(stop: Stop, graph: Graph, places: Sequence[NodePlace]) -> frozenset[ParameterPlace]:
    """The edges over which the error has come to a neuron: one by one, and then all of them."""
    place = places[stop.node]
    if stop.kind is StopKind.PRODUCT:
        targets = [graph.edges[stop.edge].target]
    else:
        targets = [graph.edges[edge].target for edge in graph.outgoing[stop.node]]
    through = [places[target] for target in targets]
    found = {ParameterPlace(one.layer, one.neuron, one.source) for one in through
             if one.source is not None and one.layer > place.layer}
    if found or stop.kind is not StopKind.PRODUCT or place.role is not Role.WEIGHTED_INPUT:
        return frozenset(found)
    # δ of a hidden neuron: behind its a lie the edges
    return frozenset(ParameterPlace(one.layer, one.neuron, one.source) for one in places
                     if one.role is Role.WEIGHT and one.layer == place.layer + 1 and one.source == place.neuron)


def _summands(number: int, graph: Graph, places: Sequence[NodePlace]) -> frozenset[ParameterPlace]:
    """The weight of a product, or the weights and the bias of the sum z."""
    place = places[number]
    terms = [places[one] for one in graph.nodes[number].arguments] if place.source is None else [place]
    return frozenset(ParameterPlace(place.layer, place.neuron, term.source) for term in terms
                     if term.source is not None or term.role is Role.BIAS)


def _with_ends(edges: frozenset[ParameterPlace]) -> frozenset[tuple[int, int]]:
    """The neurons that edges join."""
    return frozenset({(edge.layer, edge.neuron) for edge in edges}
                     | {(edge.layer - 1, edge.source) for edge in edges if edge.source is not None})


def _neurons(places: Sequence[NodePlace], role: Role) -> frozenset[tuple[int, int]]:
    return frozenset((place.layer, place.neuron) for place in places if place.role is role)
