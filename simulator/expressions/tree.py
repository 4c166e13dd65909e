"""What an expression is made of: numbers, variables, and operations on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from simulator.expressions.operations import OperationKind


@dataclass(frozen=True)
class Number:
    """A number, or a constant such as π.

    Attributes
    ----------
    value
        Finite.
    name
        "π" or "e" for a constant, "" for a number written in digits.
    place, length
        The characters it was read from, from 0. Nodes are equal wherever they stand in the text.
    """

    value: float
    name: str = ""
    place: int = field(default=0, compare=False)
    length: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Variable:
    """A name whose value is given when the expression is evaluated; place and length as in `Number`."""

    name: str
    place: int = field(default=0, compare=False)
    length: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Operation:
    """An operation on one or two expressions.

    Attributes
    ----------
    kind
        Its entry in `OPERATIONS`.
    arguments
        As many as `kind.arity`. A maximum of more than two is a maximum of maxima, a sum of more than two a sum of
        sums, both from the left: a tree may be as deep as its text is long, so go through it with `walk`.
    place, length
        All the characters that it was read from, those of the arguments included, but not brackets around it.
    """

    kind: OperationKind
    arguments: tuple[Node, ...]
    place: int = field(default=0, compare=False)
    length: int = field(default=0, compare=False)


Node = Number | Variable | Operation


def walk(root: Node) -> Iterator[Node]:
    """Every node below and including the root, arguments before what is done with them, from left to right."""
    waiting: list[tuple[Node, bool]] = [(root, False)]
    while waiting:
        node, has_arguments_behind = waiting.pop()
        if has_arguments_behind or not isinstance(node, Operation):
            yield node
        else:
            waiting.append((node, True))
            waiting.extend((argument, False) for argument in reversed(node.arguments))
