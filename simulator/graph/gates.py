"""What each operation does with the derivative that comes back to it: patterns that are the same in every graph."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from simulator.graph.counting import leads_to_output
from simulator.graph.evaluation import GraphNumbers
from simulator.graph.graph import Graph
from simulator.graph.stops import Stop, StopKind


class GatePattern(Enum):
    """What happens to a derivative on its way back.

    PASSES_ON
        An addition, and the first of a subtraction: unchanged. That is why ∂C/∂b = δ (BP3).
    PASSES_NEGATED
        The second of a subtraction, and a negation: with the other sign.
    SWAPS
        A multiplication: times the other factor. That is why ∂C/∂w = a·δ (BP4).
    ROUTES
        max and min: unchanged to the larger or smaller one, 0 to the other. ReLU: unchanged where its argument is
        positive, 0 elsewhere.
    SCALES
        Everything else: times its slope at this value, such as σ′(z).
    ADDS_UP
        A value that is used more than once gets a contribution from every use, and their sum is its derivative.
    """

    PASSES_ON = "passes_on"
    PASSES_NEGATED = "passes_negated"
    SWAPS = "swaps"
    ROUTES = "routes"
    SCALES = "scales"
    ADDS_UP = "adds_up"


@dataclass(frozen=True)
class Gate:
    """A pattern with its facts.

    Attributes
    ----------
    pattern
        Which one.
    node
        Number of the node that does it: the edge's target; for ADDS_UP the node whose contributions are summed.
    local
        The derivative of the node with respect to the edge's source, by which the product is made (0 for a source
        without variables); 1 for ADDS_UP.
    other, other_value
        SWAPS: number of the other factor's node, and its value; None otherwise.
    winner
        ROUTES: number of the edge that gets everything; None where nobody does (ReLU at z ≤ 0), and otherwise.
    is_tied
        ROUTES: whether both arguments are equal, or that of ReLU is 0: a kink, where by convention the first
        argument gets everything, and ReLU's nothing.
    contributions
        ADDS_UP: numbers of the edges whose products are summed, in the order of the stops.
    """

    pattern: GatePattern
    node: int
    local: float
    other: int | None = None
    other_value: float | None = None
    winner: int | None = None
    is_tied: bool = False
    contributions: tuple[int, ...] = ()

    @property
    def lets_through(self) -> bool:
        """Whether anything at all comes through."""
        return self.local != 0.0


def pattern_of(graph: Graph, numbers: GraphNumbers, edge: int) -> Gate:
    """What the operation at the end of an edge does with its derivative on this edge."""
    target, slot, local = graph.edges[edge].target, graph.edges[edge].slot, float(numbers.locals[edge])
    node = graph.nodes[target]
    assert node.kind is not None, "only operations have arguments"
    match node.kind.name:
        case "multiply":
            other = node.arguments[1 - slot]
            return Gate(GatePattern.SWAPS, target, local, other, float(numbers.values[other]))
        case "max" | "min" | "relu":
            return Gate(GatePattern.ROUTES, target, local, winner=_winner(graph, numbers, target),
                        is_tied=is_at_kink(graph, numbers, target))
        case _:
            return Gate(_KNOWN_LOCALS.get(_constant(graph, edge), GatePattern.SCALES), target, local)


_KNOWN_LOCALS: dict[float | None, GatePattern] = {1.0: GatePattern.PASSES_ON, -1.0: GatePattern.PASSES_NEGATED}


def _constant(graph: Graph, edge: int) -> float | None:
    """The local derivative where it is the same everywhere; a slope that happens to be 1 is none."""
    kind = graph.nodes[graph.edges[edge].target].kind
    assert kind is not None, "only operations have arguments"
    partial = kind.first[graph.edges[edge].slot]
    return partial if isinstance(partial, float) else None


def gathered_at(graph: Graph, node: int) -> Gate | None:
    """The sum at a node that is used more than once on the way to L; None at the others."""
    leads = leads_to_output(graph)
    edges = tuple(edge for edge in graph.contributions[node] if leads[graph.edges[edge].target])
    if node == graph.output or not graph.depends[node] or len(edges) < 2:
        return None
    return Gate(GatePattern.ADDS_UP, node, 1.0, contributions=edges)


def pattern_at(graph: Graph, numbers: GraphNumbers, stop: Stop) -> Gate | None:
    """The pattern that is seen at a stop: of the edge at a product, of the node at a sum; None at other stops."""
    if stop.kind is StopKind.PRODUCT:
        return pattern_of(graph, numbers, stop.edge)
    return gathered_at(graph, stop.node) if stop.kind is StopKind.SUM else None


def is_at_kink(graph: Graph, numbers: GraphNumbers, node: int, tolerance: float = 0.0) -> bool:
    """Whether an operation stands where its slope jumps: max and min of equal numbers, ReLU and |u| at 0.

    Parameters
    ----------
    tolerance
        How far from it counts as there, for numbers of size 1; relative for larger ones.
    """
    kind, arguments = graph.nodes[node].kind, graph.nodes[node].arguments
    if kind is None or kind.name not in {"max", "min", "relu", "abs"}:
        return False
    first = float(numbers.values[arguments[0]])
    second = float(numbers.values[arguments[1]]) if kind.arity == 2 else 0.0
    return abs(first - second) <= tolerance * max(1.0, abs(first), abs(second))


def _winner(graph: Graph, numbers: GraphNumbers, node: int) -> int | None:
    value, arguments = numbers.values[node], graph.nodes[node].arguments
    first = graph.incoming[node][0]
    if len(arguments) == 1:
        return first if value > 0.0 else None
    return first if numbers.values[arguments[0]] == value else graph.incoming[node][1]
