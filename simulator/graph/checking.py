"""Every derivative of a graph against central differences: each node is nudged, and what comes after it recomputed.

    ∂L/∂v ≈ (100 D(h/10) − D(h)) / 99   with   D(h) = (L(v + h) − L(v − h)) / 2h

Richardson's extrapolation of two central differences, as in `gradient_check`; here all powers of ten are tried as h,
and the one is taken whose neighbours contradict it least: a large h is wrong by the curve's bends (∝ h⁴), a small one
by rounding (∝ 1/h). The derivative to be checked has no say in it. An intermediate node is nudged by putting another
value in its place.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

import numpy as np

from simulator import gradient_check
from simulator.arrays import Array
from simulator.expressions.operations import Values
from simulator.graph.counting import edges_to_output, leads_to_output
from simulator.graph.graph import Graph, GraphNumbers, evaluate
from simulator.graph.stops import Stop, StopKind

# What each operation does with the derivative that comes back to it: patterns that are the same in every graph.

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


_RUNGS = 10
"""Powers of ten that are tried, downwards."""
_WIDEST = 1e-2
"""The largest h for values of size 1 or less; a tenth of the value's power of ten for larger ones."""
_BLOCK = 64
"""Nodes that are nudged at once: it bounds the memory, not the result."""
_NEAR_KINK = 1e-9
_CLEAR_JUMP = 1e-6
"""Part of the steeper slope by which slopes on both sides must differ to make a kink."""
_AGREEMENT = 1e-6
_ROUNDING = float(np.finfo(np.float64).eps)


@dataclass(frozen=True, slots=True)
class Check:
    """∂L/∂node from the chain rule beside that from differences.

    Attributes
    ----------
    node
        Its number.
    analytic
        From the chain rule.
    numeric
        From differences; NaN where L is not defined on both sides of the value.
    step
        h, the larger of the two nudges, a power of ten; the other is a tenth of it. NaN where there is none.
    uncertainty
        How wrong the numeric one may be, as its neighbours and the rounding of L tell; NaN where there is none.
    kink
        Number of an operation that stands at a kink (max of equals, ReLU at 0 …) so that L has another slope on
        either side of the value; None if there is none. The chain rule then follows a convention, and the difference
        is the mean of both slopes.
    left, right
        The slopes on both sides of a kink; NaN if there is none.
    """

    node: int
    analytic: float
    numeric: float
    step: float
    uncertainty: float
    kink: int | None = None
    left: float = math.nan
    right: float = math.nan

    @property
    def digits_agreeing(self) -> int:
        """Decimal digits in which both agree, 0 to 15, relative to the larger one."""
        return gradient_check.Check(self.analytic, self.numeric).digits

    @property
    def agrees(self) -> bool:
        """Whether both are the same as far as differences can tell; of a kink, whether it lies between both slopes.

        A derivative of 10⁻¹⁸ agrees with 0, though not in a single digit: the nudge changes L by less than its
        rounding.
        """
        if self.kink is not None:
            margin = _AGREEMENT * max(abs(self.left), abs(self.right))
            return min(self.left, self.right) - margin <= self.analytic <= max(self.left, self.right) + margin
        margin = max(_AGREEMENT * max(abs(self.analytic), abs(self.numeric)), 10.0 * self.uncertainty)
        return abs(self.analytic - self.numeric) <= margin  # (False for NaN)


def check(graph: Graph, given: Mapping[str, float]) -> tuple[Check, ...]:
    """Checks the derivative of every node that depends on a variable, in the order of the nodes.

    Parameters
    ----------
    given
        A value for each of the variables.

    Raises
    ------
    ExpressionError
        If the graph is not defined there.
    """
    numbers = evaluate(graph, given)
    nodes = [number for number in range(len(graph.nodes)) if graph.depends[number]]
    leading = [number for number in nodes if leads_to_output(graph)[number]]
    kinks = [number for number in leading if is_at_kink(graph, numbers, number, _NEAR_KINK)]
    found: dict[int, Check] = {}
    with np.errstate(all="ignore"):
        for start in range(0, len(leading), _BLOCK):
            found.update((one.node, one) for one in _checks(numbers, leading[start:start + _BLOCK], kinks))
    # (L doesn't change with the others, however they are nudged)
    return tuple(found.get(number) or Check(number, float(numbers.derivatives[number]), 0.0, _WIDEST, 0.0)
                 for number in nodes)


def _checks(numbers: GraphNumbers, nodes: list[int], kinks: list[int]) -> Iterator[Check]:
    values = numbers.values[nodes]
    exponents = np.floor(np.log10(np.where(values == 0.0, 1.0, np.abs(values))))
    widest = np.maximum(round(math.log10(_WIDEST)), exponents - 1)
    # near 0 a logarithm needs nudges that are small beside the value, a sum such that are not: both are tried
    ladders = [_Ladder(numbers, nodes, widest), _Ladder(numbers, nodes, exponents - 1)]
    slopes, errors, steps = (np.concatenate(parts, axis=1) for parts in
                             zip(*(ladder.extrapolated() for ladder in ladders), strict=True))
    best = np.argmin(errors, axis=1)
    for row, number in enumerate(nodes):
        slope, error, step = (float(part[row, best[row]]) for part in (slopes, errors, steps))
        if not math.isfinite(error):
            slope = error = step = math.nan
        analytic = float(numbers.derivatives[number])
        kink = _first_behind(numbers.graph, number, kinks)
        sides = None if kink is None else ladders[0].sides(row)
        if sides is None:
            yield Check(number, analytic, slope, step, error)
        else:
            yield Check(number, analytic, sum(sides) / 2, step, error, kink, *sides)


def _first_behind(graph: Graph, number: int, kinks: list[int]) -> int | None:
    """The first of these operations on the ways from a node to L."""
    if not kinks:
        return None
    behind = {graph.edges[edge].target for edge in edges_to_output(graph, number)}
    return next((kink for kink in kinks if kink in behind), None)


class _Ladder:
    """L at nudges that become smaller by powers of ten, of several nodes at once.

    Attributes
    ----------
    steps
        h as a number, shape (nodes, rungs).
    low, high
        L at v − h and v + h, same shape; NaN where it is not defined.
    """

    def __init__(self, numbers: GraphNumbers, nodes: list[int], widest: Array) -> None:
        """`widest`: the exponent of the first rung of each node, shape (nodes,)."""
        values = numbers.values[nodes][:, np.newaxis]
        self.steps: Array = 10.0 ** (widest[:, np.newaxis] - np.arange(_RUNGS))
        self._down, self._up = values - self.steps, values + self.steps
        self._middle = float(numbers.values[numbers.graph.output])
        self._values = values
        # what the rounding of everything from a node on does to L, to first order: Σ |vᵢ ∂L/∂vᵢ| times 2⁻⁵²
        shares = np.abs(numbers.values * numbers.derivatives)
        self._noise: Array = _ROUNDING * np.cumsum(shares[::-1])[::-1][nodes][:, np.newaxis]
        both = _outputs(numbers, nodes, np.concatenate([self._down, self._up], axis=1))
        self.low, self.high = both[:, :_RUNGS], both[:, _RUNGS:]

    def extrapolated(self) -> tuple[Array, Array, Array]:
        """Slopes, how wrong they may be (infinite: not defined), and their h; each of shape (nodes, rungs − 1)."""
        width = self._up - self._down  # as rounded
        central = np.where(width > 0.0, (self.high - self.low) / width, np.nan)
        slopes = (100.0 * central[:, 1:] - central[:, :-1]) / 99.0
        # Of two neighbours the wider one has the larger bend (10⁴ times, 100 to be careful), the narrower one the
        # larger rounding (10 times, 5 to be careful). Where a neighbour is missing the other one speaks for both.
        change = np.abs(np.diff(slopes, axis=1))
        missing = np.full((len(slopes), 1), np.nan)
        before, behind = np.concatenate([missing, change], axis=1), np.concatenate([change, missing], axis=1)
        bends = np.where(np.isnan(before), behind, before / 100.0)
        roundings = np.where(np.isnan(behind), before, behind / 5.0)
        least = self._noise / self.steps[:, 1:]
        errors = np.maximum(np.maximum(bends, roundings), least)
        return slopes, np.where(np.isfinite(errors), errors, np.inf), self.steps[:, :-1]

    def sides(self, row: int) -> tuple[float, float] | None:
        """Slopes to the left and right of the value, if they stay apart however small h becomes; otherwise None."""
        wide, narrow = 2, 4
        left = (self._middle - self.low[row]) / (self._values[row] - self._down[row])
        right = (self.high[row] - self._middle) / (self._up[row] - self._values[row])
        jump, steepest = np.abs(right - left), np.fmax(np.abs(left), np.abs(right))[narrow]
        # of a smooth curve the jump falls with h; that of a kink stays
        if not (jump[narrow] > 0.5 * jump[wide] and jump[narrow] > _CLEAR_JUMP * steepest):
            return None
        noise = 100.0 * self._noise[row, 0] / self.steps[row, narrow]
        if not jump[narrow] > noise:
            return None
        # extrapolated as above; of differences to one side the error falls with h
        left, right = ((10.0 * side[narrow] - side[narrow - 1]) / 9.0 for side in (left, right))
        return float(left), float(right)


def _outputs(numbers: GraphNumbers, nodes: list[int], nudged: Array) -> Array:
    """L with other values of single nodes, shape as `nudged`; NaN where it is not defined.

    Parameters
    ----------
    nodes
        Which node each row changes, in ascending order.
    nudged
        The values put in its place, shape (nodes, any).
    """
    graph, leads = numbers.graph, leads_to_output(numbers.graph)
    rows = {number: row for row, number in enumerate(nodes)}
    values: list[Values] = numbers.values.tolist()
    for number in range(nodes[0], graph.output + 1):
        node = graph.nodes[number]
        if not (leads[number] and graph.depends[number]):
            continue
        arguments = [values[argument] for argument in node.arguments]
        if node.kind is not None and any(isinstance(argument, np.ndarray) for argument in arguments):
            value = np.asarray(node.kind.value(*arguments), dtype=np.float64)
            values[number] = np.where(np.isfinite(value), value, np.nan)
        if number in rows:
            changed = np.broadcast_to(values[number], nudged.shape).copy()
            changed[rows[number]] = nudged[rows[number]]
            values[number] = changed
    return np.asarray(values[graph.output])
