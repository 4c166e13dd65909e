"""The derivative of a network's cost as a text, in the notation of the lecture: what `read_graph` makes a graph of.

Only what the chosen neuron, weight or bias reaches on its way to C_x is written out; what doesn't depend on it enters
as a name with its present value: the other activations of its layer, and all that lies before. So for w²₁₁ of a
network 2-2-1 the text is

    z²₁ = w²₁₁·a¹₁ + w²₁₂·a¹₂ + b²₁
    a²₁ = σ(z²₁)
    C = 0.5·(a²₁ − y₁)²
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from simulator import derived
from simulator.activations import Activation
from simulator.costs import Cost
from simulator.declared import Maybe, Truth, Whole, declared
from simulator.errors import Explained, Label, Phrase
from simulator.expressions import Node, Operation
from simulator.expressions.parser import LONGEST, TokenKind, tokens_of
from simulator.graph.text import read_graph
from simulator.network import Network

# What the nodes of a network's graph are in the network, and how the lecture calls them.

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_RAISES_LAYERS = len(tokens_of("w²₁₁")) == 2
"""Whether w²₁₁ can be typed as one name; as long as it can't, it is w2₁₁."""


class Role(Enum):
    """What a node of the graph is in the network."""

    WEIGHT = "weight"
    BIAS = "bias"
    WEIGHTED_INPUT = "weighted_input"
    """z of a neuron, or a part of its sum."""
    ACTIVATION = "activation"
    """a of a neuron, or a part of how it is worked out; of layer 0 an input."""
    TARGET = "target"
    COST = "cost"
    """C_x, or a part of it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the cost is differentiated with respect to, all counted from 0 but the layer, which is 1 … L.

    Attributes
    ----------
    layer, neuron
        z^layer_neuron, if nothing else is said.
    source
        k of the weight w^layer_{neuron,k}; None for the neuron or its bias.
    is_bias
        Whether b^layer_neuron alone is meant.
    """

    layer: int = declared(Whole(1))
    neuron: int = declared(Whole())
    source: int | None = declared(Maybe(Whole()), default=None)
    is_bias: bool = declared(Truth(), default=False)


@dataclass(frozen=True, slots=True)
class NodePlace:
    """Where a node of the graph belongs in the network.

    Attributes
    ----------
    role, layer, neuron
        What it is, and of which neuron; of the whole cost layer L and neuron 0.
    source
        k of a weight wⱼₖ, and of the product wⱼₖ·aₖ.
    is_whole
        Whether it is the quantity itself and not a part of its calculation.
    """

    role: Role
    layer: int
    neuron: int
    source: int | None = None
    is_whole: bool = True


def name_of(place: NodePlace) -> str:
    """The lecture's symbol, counted from 1: w²₁₂, b¹₁, z¹₂, a¹₂, x₁, y₁, C; w²₁₂_₃ where an index has two digits."""
    lower = str(place.neuron + 1)
    if place.source is not None:
        both = (place.neuron + 1, place.source + 1)
        lower = ("_" if max(both) > 9 else "").join(map(str, both))
    lower = lower.translate(_LOWERED)
    upper = str(place.layer)
    if _RAISES_LAYERS:
        upper = upper.translate(_RAISED)
    if place.role is Role.COST:
        return "C"
    if place.role is Role.TARGET:
        return f"y{lower}"
    if place.role is Role.ACTIVATION and place.layer == 0:
        return f"x{lower}"
    return f"{_LETTERS[place.role]}{upper}{lower}"


_LETTERS = {Role.WEIGHT: "w", Role.BIAS: "b", Role.WEIGHTED_INPUT: "z", Role.ACTIVATION: "a"}


MOST_NODES = 320
"""A larger graph of a network can't be read any more."""


@dataclass(frozen=True)
class NetworkText:
    """The lines, and what they speak of.

    Attributes
    ----------
    lines
        In the order of computation.
    places
        What each line gives.
    leaves
        What each name stands for that no line gives.
    wanted
        The leaves by which C is differentiated; for a neuron its weights and its bias, which get their derivatives
        from its δ.
    """

    lines: tuple[str, ...]
    places: tuple[NodePlace, ...]
    leaves: dict[str, NodePlace]
    wanted: tuple[str, ...]


def network_text(network: Network, wanted: Wanted) -> NetworkText:
    """C_x of a network as a function of what is wanted.

    Raises
    ------
    Explained
        If it is an input or isn't there; if an activation or the cost can't be put together from operations with a
        derivative; if the graph would be too large to be read.
    """
    check_wanted(network, wanted)
    writer = _Writer(network, wanted)
    for layer in range(wanted.layer, network.depth + 1):
        writer.write_layer(layer)
    writer.write_cost()
    text = NetworkText(tuple(writer.lines), tuple(writer.places), writer.leaves,
                       tuple(map(name_of, _wanted_leaves(network, wanted))))
    if sum(map(len, text.lines)) + len(text.lines) > LONGEST:
        raise _too_large(network, node_count(network, wanted))
    return text


def check_wanted(network: Network, wanted: Wanted) -> None:
    """Passes where there is a graph of this derivative.

    Raises
    ------
    Explained
        As `network_text` does.
    """
    sizes = network.sizes
    if wanted.layer == 0:
        raise Explained(Phrase("an input is given with the sample and isn't learned; choose a neuron of a later "
                               "layer, or a weight"))
    exists = 0 < wanted.layer < len(sizes) and 0 <= wanted.neuron < sizes[wanted.layer] and (
        wanted.source is None or 0 <= wanted.source < sizes[wanted.layer - 1])
    if not exists:
        raise Explained(Phrase("a network {sizes} has nothing at layer {layer}, neuron {neuron}; choose one of its "
                               "neurons or weights", sizes=_shape(network), layer=wanted.layer,
                               neuron=wanted.neuron + 1))
    _check_cost(network.cost)
    for layer in range(wanted.layer, network.depth + 1):
        _check_activation(network.activation(layer), layer)
    count = node_count(network, wanted)
    if count > MOST_NODES:
        raise _too_large(network, count)


def node_count(network: Network, wanted: Wanted) -> int:
    """How many nodes the graph has."""
    total, expressions = 0, {(network.cost.expression, "")}
    for layer in range(wanted.layer, network.depth + 1):
        before, reached = network.sizes[layer - 1], reached_neurons(network, wanted, layer)
        known = before - len(reached_neurons(network, wanted, layer - 1))
        activation = network.activation(layer)
        # a weight and a product for each of the layer before, the bias, and their sum
        total += len(reached) * (2 * before + 2) + known
        size = network.sizes[layer]
        total += size - len(reached) if layer == network.depth else 0
        expressions.add((activation.expression, activation.total))
        if activation.elementwise:
            total += len(reached) * _nodes(activation.expression)[0]
        else:
            total += size * _nodes(activation.expression, activation.total)[0] + (size > 1)
    cost, outputs = network.cost, network.sizes[-1]
    terms = _terms(cost.read.root)
    # every target; and once the sum, and the factor before it
    total += outputs * (_nodes(cost.expression)[0] + 1 - (terms > 1)) + (terms * outputs > 1)
    total += {1.0: 0, -1.0: 1}.get(cost.factor, 2)
    return total + len(frozenset().union(*(_nodes(*one)[1] for one in expressions)))


def reached_neurons(network: Network, wanted: Wanted, layer: int) -> range:
    """The neurons of a layer whose z depends on what is wanted."""
    if layer < wanted.layer:
        return range(0)
    return range(wanted.neuron, wanted.neuron + 1) if layer == wanted.layer else range(network.sizes[layer])


class _Writer:
    """Writes line by line; every name that is used before a line gives it is a leaf."""

    def __init__(self, network: Network, wanted: Wanted) -> None:
        self._network = network
        self._wanted = wanted
        self.lines: list[str] = []
        self.places: list[NodePlace] = []
        self.leaves: dict[str, NodePlace] = {}

    def write_layer(self, layer: int) -> None:
        """All z of a layer and then all a: in the order in which the network computes them."""
        network, reached = self._network, reached_neurons(self._network, self._wanted, layer)
        for neuron in reached:
            weights = [self._leaf(NodePlace(Role.WEIGHT, layer, neuron, source))
                       for source in range(network.sizes[layer - 1])]
            products = [f"{weight}·{self._activation(layer - 1, source)}" for source, weight in enumerate(weights)]
            bias = self._leaf(NodePlace(Role.BIAS, layer, neuron))
            self._line(NodePlace(Role.WEIGHTED_INPUT, layer, neuron), " + ".join([*products, bias]))
        activation = network.activation(layer)
        if not activation.elementwise:
            self._write_mixing(layer, activation)
            return
        for neuron in reached:
            if not _is_identity(activation):
                z = name_of(NodePlace(Role.WEIGHTED_INPUT, layer, neuron))
                self._line(NodePlace(Role.ACTIVATION, layer, neuron), _with_names(activation.expression, z=z))

    def _write_mixing(self, layer: int, activation: Activation) -> None:
        every = [self._weighted_input(layer, neuron) for neuron in range(self._network.sizes[layer])]
        terms = [_term(derived.expression_in(activation.total, "z").root, _with_names(activation.total, z=z))
                 for z in every]
        self._line(NodePlace(Role.ACTIVATION, layer, 0, is_whole=False), " + ".join(terms), "S")
        for neuron, z in enumerate(every):
            self._line(NodePlace(Role.ACTIVATION, layer, neuron), _with_names(activation.expression, z=z))

    def write_cost(self) -> None:
        """C_x, from all outputs."""
        network = self._network
        cost, depth = network.cost, network.depth
        terms = [_term(cost.read.root, _with_names(
            cost.expression, a=self._activation(depth, neuron), y=self._leaf(NodePlace(Role.TARGET, depth, neuron))))
            for neuron in range(network.sizes[-1])]
        total = " + ".join(terms)
        if cost.factor != 1.0:
            root = cost.read.root
            is_bare = len(terms) == 1 and isinstance(root, Operation) and root.kind.name == "power"
            total = ("−" if cost.factor == -1.0 else f"{cost.factor:g}·") + (total if is_bare else f"({total})")
        self._line(NodePlace(Role.COST, depth, 0), total)

    def _activation(self, layer: int, neuron: int) -> str:
        """How a of a neuron is called: z where σ is the identity, a leaf where it is only known."""
        place = NodePlace(Role.ACTIVATION, layer, neuron)
        if layer < self._wanted.layer:
            return self._leaf(place)
        activation = self._network.activation(layer)
        if neuron in reached_neurons(self._network, self._wanted, layer):
            role = Role.WEIGHTED_INPUT if _is_identity(activation) else Role.ACTIVATION
            return name_of(NodePlace(role, layer, neuron))
        return self._leaf(place) if activation.elementwise else name_of(place)

    def _weighted_input(self, layer: int, neuron: int) -> str:
        place = NodePlace(Role.WEIGHTED_INPUT, layer, neuron)
        is_reached = neuron in reached_neurons(self._network, self._wanted, layer)
        return name_of(place) if is_reached else self._leaf(place)

    def _leaf(self, place: NodePlace) -> str:
        name = name_of(place)
        self.leaves[name] = place
        return name

    def _line(self, place: NodePlace, right: str, name: str = "") -> None:
        self.lines.append(f"{name or name_of(place)} = {right}")
        self.places.append(place)


def _check_cost(cost: Cost) -> None:
    if cost.reads_z:
        raise Explained(Phrase("{cost} is read from z at a jump, so that no operation of a graph has its slope; "
                               "choose another cost", cost=Label(cost.label)))
    if not cost.expression:
        raise Explained(Phrase("{cost} isn't written as an expression that a graph could show; choose another cost",
                               cost=Label(cost.label)))


def _check_activation(activation: Activation, layer: int) -> None:
    if activation.is_flat:
        raise Explained(Phrase("layer {layer} is {activation}: its slope is 0 wherever it has one, so that no "
                               "derivative comes through; choose another activation", layer=layer,
                               activation=Label(activation.label)))
    if not activation.expression or activation.elementwise != (not activation.total):
        raise Explained(Phrase("layer {layer} is {activation}, which isn't written as an expression that a graph "
                               "could show; choose another activation", layer=layer,
                               activation=Label(activation.label)))


def _is_identity(activation: Activation) -> bool:
    return activation.expression == "z"


def _with_names(expression: str, **names: str) -> str:
    """An expression with other names for its variables."""
    text, end = "", 0
    for token in tokens_of(expression):
        shown = names.get(token.text) if token.kind is TokenKind.NAME else None
        text += expression[end:token.place] + (shown or expression[token.place:token.end])
        end = token.end
    return text


def _term(root: Node, text: str) -> str:
    """A text as a summand of a sum: a difference in brackets."""
    is_difference = isinstance(root, Operation) and root.kind.name in {"subtract", "negate"}
    return f"({text})" if is_difference else text


def _terms(root: Node) -> int:
    """How many summands an expression is the sum of."""
    if isinstance(root, Operation) and root.kind.name == "add":
        return sum(map(_terms, root.arguments))
    return 1


@lru_cache(maxsize=64)
def _nodes(expression: str, total: str = "") -> tuple[int, frozenset[str]]:
    """Of how many nodes an expression is in a graph, without its variables, and with what S is the sum of.

    Beside it what all places share where it is used: named constants, and what is computed from numbers alone.
    """
    if expression == "z":
        return 0, frozenset()
    graph = read_graph(f"S = {total} + q\nC = {expression}" if total else f"C = {expression}")
    nodes = graph.nodes
    is_constant = [node.value is not None for node in nodes]
    uses: list[list[int]] = [[] for _ in nodes]
    for place, node in enumerate(nodes):
        if node.kind is not None:
            is_constant[place] = all(is_constant[one] for one in node.arguments)
            for one in node.arguments:
                uses[one].append(place)

    def written(place: int) -> str:
        return graph.text[nodes[place].place:nodes[place].place + nodes[place].length]

    shared = {place: written(place) for place, node in enumerate(nodes)
              if is_constant[place] and (node.kind is not None or node.name)}
    shared |= {place: f"{place} in {written(uses[place][0])}" for place in range(len(nodes))
               if is_constant[place] and uses[place] and all(one in shared for one in uses[place])}
    count = sum(node.kind is not None or node.value is not None for node in nodes)
    return count - len(shared) - (total != ""), frozenset(shared.values())


def _wanted_leaves(network: Network, wanted: Wanted) -> Sequence[NodePlace]:
    """What the way back ends at."""
    layer, neuron = wanted.layer, wanted.neuron
    bias = NodePlace(Role.BIAS, layer, neuron)
    if wanted.is_bias:
        return (bias,)
    if wanted.source is not None:
        return (NodePlace(Role.WEIGHT, layer, neuron, wanted.source),)
    return (bias, *(NodePlace(Role.WEIGHT, layer, neuron, source) for source in range(network.sizes[layer - 1])))


def _too_large(network: Network, count: int) -> Explained:
    return Explained(Phrase("in a network {sizes} the graph of this derivative has {count} nodes, and more than "
                            "{most} can't be read; choose a weight nearer to the output, or a smaller network",
                            sizes=_shape(network), count=count, most=MOST_NODES))


def _shape(network: Network) -> str:
    return "–".join(map(str, network.sizes))
