"""Sums of any number of terms: what is typed as a + b + c is one addition with three edges, as it is spoken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, reduce
from operator import add

from simulator.expressions.operations import OperationKind, Values, operation_named
from simulator.graph.graph import GraphNode

ADD = operation_named("add")


@cache
def sum_of(terms: int) -> OperationKind:
    """The addition of so many terms, at least two: added up from the left; the slope is 1 for each of them."""
    if terms == ADD.arity:
        return ADD
    return replace(ADD, arity=terms, value=_added_up, first=(1.0,) * terms,
                   second=(0.0,) * (terms * (terms + 1) // 2))


def _added_up(*terms: Values) -> Values:
    return reduce(add, terms)


def with_whole_sums(nodes: Sequence[GraphNode], output: int) -> tuple[tuple[GraphNode, ...], int]:
    """The same nodes without the sums that are nothing but a part of another one.

    Such a part has no name and is used once only: its terms become terms of the sum that it stands in. What is named
    or used again stays, as it has a derivative of its own that is spoken of.

    Returns
    -------
    tuple of GraphNode, int
        The nodes that are left, in their order, and the output's number among them.
    """
    uses = [0] * len(nodes)
    for node in nodes:
        for argument in node.arguments:
            uses[argument] += 1
    uses[output] += 1  # by whoever asks for it
    is_part = [False] * len(nodes)
    for node in nodes:
        if _is_sum(node):
            for argument in node.arguments:
                is_part[argument] = _is_sum(nodes[argument]) and not nodes[argument].name and uses[argument] == 1
    kept = [number for number in range(len(nodes)) if not is_part[number]]
    numbers = {former: number for number, former in enumerate(kept)}
    found = []
    for node in (nodes[former] for former in kept):
        terms, waiting = [], list(reversed(node.arguments))
        while waiting:  # by hand, not by recursion: a sum may have a thousand terms
            term = waiting.pop()
            if is_part[term]:
                waiting.extend(reversed(nodes[term].arguments))
            else:
                terms.append(numbers[term])
        found.append(replace(node, kind=sum_of(len(terms)) if _is_sum(node) else node.kind, arguments=tuple(terms)))
    return tuple(found), numbers[output]


def _is_sum(node: GraphNode) -> bool:
    return node.kind is not None and node.kind.name == ADD.name
