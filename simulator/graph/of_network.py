"""The computational graph of one derivative of a network, tied to the network: node to neuron, stop to station.

All names of the text can be changed, but the chain rule goes only where the chosen neuron, weight or bias leads: what
else could be differentiated by is not, so that the way back is that of the lecture's equations and nothing else.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

import numpy as np

from simulator.arrays import Array
from simulator.graph.graph import Graph, GraphNode, GraphNumbers
from simulator.graph.network_text import NetworkText, NodePlace, Role, Wanted, network_text
from simulator.graph.stops import Stop, StopKind, stops_of
from simulator.graph.text import read_graph
from simulator.network import Network, ParameterPlace
from simulator.propagation import forward
from simulator.steps import Address, Phase, Route

# Which station of the network a stop of its graph is, and which neurons, edges and equation light up there.

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


@dataclass(frozen=True, eq=False)
class DerivativeGraph(Graph):
    """A graph that is differentiated by some of its variables only.

    Attributes
    ----------
    wanted
        Numbers of their nodes.
    way_back
        All nodes in the order in which they get their derivatives.
    """

    wanted: tuple[int, ...]
    way_back: tuple[int, ...]

    @cached_property
    def backward(self) -> tuple[int, ...]:
        """The order in which the network goes back: see `derivative_graph`."""
        return self.way_back

    @cached_property
    def depends(self) -> tuple[bool, ...]:
        """For every node whether it depends on a variable that is wanted."""
        found: list[bool] = []
        for number, node in enumerate(self.nodes):
            found.append(number in self.wanted or any(found[argument] for argument in node.arguments))
        return tuple(found)


@dataclass(frozen=True, eq=False)
class NetworkGraph:
    """C_x of a network as a graph, for one derivative.

    Attributes
    ----------
    network, wanted
        What it was made for.
    graph
        Its numbers come from `values`.
    places
        What every node is in the network.
    """

    network: Network
    wanted: Wanted
    graph: DerivativeGraph
    places: tuple[NodePlace, ...]

    @cached_property
    def derivative_node(self) -> int:
        """The node whose derivative was asked for: the weight, the bias, or z of the neuron."""
        wanted = self.wanted
        role = Role.WEIGHT if wanted.source is not None else Role.BIAS if wanted.is_bias else Role.WEIGHTED_INPUT
        return self.places.index(NodePlace(role, wanted.layer, wanted.neuron, wanted.source))

    def derivative(self, numbers: GraphNumbers) -> float:
        """∂C_x/∂w, ∂C_x/∂b or δ = ∂C_x/∂z."""
        return float(numbers.derivatives[self.derivative_node])

    def values(self, theta: Array, inputs: Array, target: Array) -> dict[str, float]:
        """The values of the graph's variables.

        Parameters
        ----------
        theta
            θ, shape (p,).
        inputs, target
            One sample: a⁰ and y, shapes (n₀,) and (n_L,).
        """
        weights, biases = self.network.weights(theta), self.network.biases(theta)
        with np.errstate(all="ignore"):
            z, a = forward(self.network, weights, biases, inputs[np.newaxis])

        def value(place: NodePlace) -> float:
            layer, neuron = place.layer, place.neuron
            if place.role is Role.WEIGHT:
                return float(weights[layer][neuron, place.source])
            if place.role is Role.BIAS:
                return float(biases[layer][neuron])
            if place.role is Role.TARGET:
                return float(target[neuron])
            return float((z if place.role is Role.WEIGHTED_INPUT else a)[layer][0, neuron])

        return {self.graph.nodes[number].name: value(self.places[number]) for number in self.graph.variables}

    # the graph's stops and the network's stations

    @cached_property
    def stops(self) -> tuple[Stop, ...]:
        """Where one stops in the graph."""
        return stops_of(self.graph)

    @cached_property
    def _reached(self) -> tuple[tuple[int, int], ...]:
        """For every stop the station and the neuron at which the network stands then; they never fall."""
        route = Route(self.network.sizes)
        own = [station_of(stop, self.places, self.network.depth) for stop in self.stops]
        # what has no station of its own belongs to what is worked out next
        ahead, following = [], (Phase.INPUT, 0, 0)
        for one in reversed(own):
            following = one or following
            ahead.append((route.index(following[0], following[1]), following[2]))
        return tuple(accumulate(reversed(ahead), max))

    def address(self, position: int, step: int, sample: int) -> Address:
        """The instant of a step that belongs to a stop: never earlier than that of the stop before.

        It is that of the equation which is being worked out. Where the graph takes several stops for what the network
        does at once, all of them have one address.
        """
        return Address(step, sample, *self._reached[position])

    def position(self, address: Address) -> int:
        """The stop that belongs to an instant: the last one whose work is done by then."""
        return max(bisect_right(self._reached, (address.station, address.neuron)) - 1, 0)

    def lit(self, position: int) -> Lit:
        """What of the network lights up at a stop."""
        stop = self.stops[position]
        lit = lit_at(stop, self.graph, self.places, self.wanted)
        # what leads to several errors belongs to the one that is worked out next
        is_equation = stop.kind in (StopKind.PRODUCT, StopKind.SUM)
        return replace(lit, neuron=self._reached[position][1]) if is_equation else lit

    def nodes_at(self, layer: int, neuron: int, source: int | None = None) -> tuple[int, ...]:
        """All nodes of a neuron, or of a weight with its product."""
        return tuple(number for number, place in enumerate(self.places)
                     if (place.layer, place.neuron) == (layer, neuron)
                     and place.role not in (Role.TARGET, Role.COST)
                     and (place.source == source if source is not None else place.role is not Role.WEIGHT))

    def linked(self, lit: Lit) -> tuple[frozenset[int], frozenset[int]]:
        """The graph's nodes that belong to the neurons and parameters that light up, and the edges between them."""
        parameters = {(one.layer, one.neuron, one.source) for one in lit.parameters}
        nodes = frozenset(
            number for number, place in enumerate(self.places)
            if (place.role in (Role.WEIGHTED_INPUT, Role.ACTIVATION) and place.source is None and place.is_whole
                and (place.layer, place.neuron) in lit.neurons)
            or ((place.source is not None or place.role is Role.BIAS)
            and (place.layer, place.neuron, place.source) in parameters))
        return nodes, frozenset(number for number, edge in enumerate(self.graph.edges)
                                if edge.source in nodes and edge.target in nodes)

    def nodes_of_phase(self, phase: Phase) -> tuple[int, ...]:
        """All nodes to which one of the four equations gives their derivatives."""
        return tuple(sorted({stop.node for position, stop in enumerate(self.stops)
                             if stop.is_backward and self.lit(position).phase is phase}))


def derivative_graph(network: Network, wanted: Wanted) -> NetworkGraph:
    """The graph of ∂C_x by a weight, a bias, or the z of a neuron; its shape depends on no numbers.

    The way back is that of the network: the error of the output (BP1), that of every layer before, neuron by neuron
    (BP2: the products of its sum, what arrives over each of them, a and z), and at last ∂C/∂b (BP3) and ∂C/∂w from
    the first weight to the last (BP4).

    Raises
    ------
    Explained
        If there is no such graph: see `network_text`.
    """
    text = network_text(network, wanted)
    graph = read_graph("\n".join(text.lines))
    places = _places(graph.nodes, text)
    names = [node.name for node in graph.nodes]
    arranged = DerivativeGraph(graph.text, graph.nodes, graph.output,
                               tuple(sorted(names.index(name) for name in text.wanted)),
                               _way_back(network, wanted, graph, places))
    return NetworkGraph(network, wanted, arranged, places)


def _way_back(network: Network, wanted: Wanted, graph: Graph, places: Sequence[NodePlace]) -> tuple[int, ...]:
    outputs: list[tuple[int, ...]] = []
    for node, place in zip(graph.nodes, places, strict=True):
        within = {neuron for argument in node.arguments for neuron in outputs[argument]}
        outputs.append(tuple(within) if place.role is Role.COST else (place.neuron,))

    def rank(number: int) -> tuple[int, ...]:
        """Layer from the last to the first, part of its work, neuron, part of that, and the last node first."""
        place = places[number]
        layer, neuron, source = place.layer, place.neuron, place.source
        if place.role in (Role.COST, Role.TARGET):
            # what belongs to one output alone is done right before its a
            alone = () if network.activation(layer).is_distribution else outputs[number]
            return (-layer, 2, *alone, 0, -number) if len(alone) == 1 else (-layer, 0, 0, 0, -number)
        if layer < wanted.layer:  # inputs of what is wanted, which nobody asks for
            return -layer, 0, 0, 0, -number
        if source is not None and layer > wanted.layer:  # a weight and its product lead to the neuron before
            return -(layer - 1), 2, source, 0, neuron, -number
        if source is not None:
            return -layer, 4, neuron, source, -number
        if place.role is Role.BIAS:
            return -layer, 3, neuron, 0, -number
        # of a distribution every a takes part in the error of every z
        is_first = place.role is Role.ACTIVATION and network.activation(layer).is_distribution
        return (-layer, 1, 0, 0, -number) if is_first else (-layer, 2, neuron, 1, -number)

    return tuple(sorted(range(len(places)), key=rank))


def _places(nodes: Sequence[GraphNode], text: NetworkText) -> tuple[NodePlace, ...]:
    """What every node is: leaves and results of lines by their names, the others by the line they stand in."""
    starts = [0]
    for line in text.lines[:-1]:
        starts.append(starts[-1] + len(line) + 1)
    results = {line.partition(" = ")[0]: place for line, place in zip(text.lines, text.places, strict=True)}
    places: list[NodePlace] = []
    for node in nodes:
        if node.is_variable:
            places.append(text.leaves[node.name])
            continue
        if node.name in results:
            places.append(results[node.name])
            continue
        place = replace(text.places[bisect_right(starts, node.place) - 1], is_whole=False)
        weight = next((places[one] for one in node.arguments if places[one].role is Role.WEIGHT), None)
        if weight is not None:
            place = replace(place, source=weight.source)
        elif place.role is Role.ACTIVATION and node.arguments:
            first = places[node.arguments[0]]  # of a softmax: the power of one z, in the line of the sum of all
            place = replace(place, neuron=first.neuron) if first.role is Role.WEIGHTED_INPUT else place
        places.append(place)
    return tuple(places)
