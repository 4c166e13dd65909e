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

import numpy as np

from simulator import gradient_check
from simulator.arrays import Array
from simulator.expressions.operations import Values
from simulator.graph.counting import edges_to_output, leads_to_output
from simulator.graph.evaluation import GraphNumbers, evaluate
from simulator.graph.gates import is_at_kink
from simulator.graph.graph import Graph

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
