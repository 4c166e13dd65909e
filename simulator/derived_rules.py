"""What follows from an optimizer's rule: the update, the move taken apart, and how both are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from simulator.arrays import Array
from simulator.derived import expression_in, value_of
from simulator.expressions import Expression, Node, Number, Operation, Variable, operation_named, walk
from simulator.expressions.writing import calculation, latex
from simulator.optimizer_rules import Memory, Numbers, Terms

_MULTIPLY, _DIVIDE, _NEGATE = map(operation_named, ("multiply", "divide", "negate"))
_GIVEN = ("θ", "g", "η", "t")
_LETTERS = {"θ": r"\theta", "η": r"\eta"}
_HAT, _COMBINING_HAT = "_hat", "\N{COMBINING CIRCUMFLEX ACCENT}"


@dataclass(frozen=True)
class Rule:
    """The assignments of an optimizer.

    Attributes
    ----------
    assignments
        See `Optimizer.rule`.
    memory
        The names of what it remembers.
    numbers
        The names of its own numbers.
    """

    assignments: tuple[tuple[str, str], ...]
    memory: tuple[str, ...]
    numbers: tuple[str, ...]

    def update(self, theta: Array, gradient: Array, memory: Memory, step: int, learning_rate: float,
               numbers: Numbers) -> tuple[Array, Memory]:
        """The next θ and memory; see `Optimizer.update`."""
        known = self._known(theta, gradient, memory, step, learning_rate, numbers)
        for name, expression in self._expressions:
            known[name] = value_of(expression)(*(known[one] for one in expression.names))
        return _as_long_as(known["θ"], theta), tuple(_as_long_as(known[name], theta) for name in self.memory)

    def terms(self, theta: Array, gradient: Array, memory: Memory, step: int, learning_rate: float,
              numbers: Numbers) -> Terms:
        """The move by what it is proportional to: Δθ(g) is due to the present gradient, Δθ(θ) to a decay."""
        known = self._known(theta, gradient, memory, step, learning_rate, numbers)
        for version, expression in self._versions:
            known[version] = value_of(expression)(*(known[one] for one in expression.names))
        found: dict[str, Array] = {}
        for label, expression in self._summands:
            vector = _as_long_as(value_of(expression)(*(known[one] for one in expression.names)), theta)
            found[label] = found[label] + vector if label in found else vector
        return tuple(found.items())

    @property
    def calculations(self) -> tuple[tuple[str, str], ...]:
        """The rule as texts of `Calculation`; empty if one of them can't be written so."""
        names = {name: _with_hat(name) for name, _ in self.assignments}
        texts = [(names[name], calculation(one.root, names)) for name, one in self._expressions]
        return tuple((name, text) for name, text in texts if text) if all(text for _, text in texts) else ()

    def formulas(self, symbols: Mapping[str, str]) -> tuple[str, ...]:
        """The rule in LaTeX; `symbols` are those of its own numbers."""
        hats = {name: rf"\hat{{{name.removesuffix(_HAT)}}}" for name, _ in self.assignments if name.endswith(_HAT)}
        names = {**_LETTERS, **hats, **symbols}
        return tuple(rf"{names.get(name, name)} {'=' if name in hats else self._arrow(name)} {latex(one.root, names)}"
                     for name, one in self._expressions)

    def _arrow(self, name: str) -> str:
        return r"\leftarrow" if name == "θ" or name in self.memory else "="

    def _known(self, theta: Array, gradient: Array, memory: Memory, step: int, learning_rate: float,
               numbers: Numbers) -> dict[str, Array]:
        given = (theta, gradient, np.float64(learning_rate), np.float64(step), *memory, *map(np.float64, numbers))
        return {name: np.asarray(value) for name, value in zip(self._names, given, strict=True)}

    @property
    def _names(self) -> tuple[str, ...]:
        return (*_GIVEN, *self.memory, *self.numbers)

    @cached_property
    def _expressions(self) -> tuple[tuple[str, Expression], ...]:
        names, read = list(self._names), []
        for name, text in self.assignments:
            read.append((name, expression_in(text, *names)))
            names += [] if name in names else [name]
        return tuple(read)

    # taken apart

    @cached_property
    def _versions(self) -> tuple[tuple[str, Expression], ...]:
        """Every assignment with names of its own for new values: v before the step, v′1 after its assignment."""
        now: dict[str, str] = {}
        names, made = list(self._names), []
        for number, (name, expression) in enumerate(self._expressions, 1):
            root = _renamed(expression.root, now)
            made.append((f"{name}′{number}", Expression("", tuple(names), root)))
            now[name] = f"{name}′{number}"
            names.append(now[name])
        return tuple(made)

    @cached_property
    def _summands(self) -> tuple[tuple[str, Expression], ...]:
        """What the move is the sum of, each with its label."""
        roots = {version: expression.root for version, expression in self._versions}
        names = (*self._names, *roots)
        vectors = {"θ", "g", *self.memory, *roots}
        last = self._versions[-1][0]
        summands = list(_split(roots[last], roots, vectors))
        bare = next((one for one in summands if isinstance(one, Variable) and one.name == "θ"), None)
        if bare is not None:
            summands.remove(bare)
        else:  # such as (1 − η λ) θ
            summands.append(Operation(_NEGATE, (Variable("θ"),)))
        return tuple((f"Δθ({_label(one, vectors)})", Expression("", names, one)) for one in summands)


def _as_long_as(value: Array, theta: Array) -> Array:
    return np.array(np.broadcast_to(value, theta.shape))


def _with_hat(name: str) -> str:
    return name.removesuffix(_HAT) + _COMBINING_HAT if name.endswith(_HAT) else name


def _renamed(node: Node, names: Mapping[str, str]) -> Node:
    if isinstance(node, Variable):
        return Variable(names.get(node.name, node.name))
    if isinstance(node, Number):
        return node
    return Operation(node.kind, tuple(_renamed(one, names) for one in node.arguments))


def _split(node: Node, roots: Mapping[str, Node], vectors: set[str]) -> Iterator[Node]:
    """Summands of a node: brackets with vectors are multiplied out, and what the rule has assigned is put in."""
    if isinstance(node, Variable) and node.name in roots:
        yield from _split(roots[node.name], roots, vectors)
    elif not isinstance(node, Operation) or not _holds(node, vectors):
        yield node
    elif node.kind.name in {"add", "subtract"}:
        first, second = node.arguments
        yield from _split(first, roots, vectors)
        minus = node.kind.name == "subtract"
        yield from (Operation(_NEGATE, (one,)) if minus else one for one in _split(second, roots, vectors))
    elif node.kind.name == "negate":
        yield from (Operation(_NEGATE, (one,)) for one in _split(node.arguments[0], roots, vectors))
    elif node.kind.name == "multiply":
        first, second = node.arguments
        for one in _split(first, roots, vectors):
            yield from (Operation(_MULTIPLY, (one, other)) for other in _split(second, roots, vectors))
    elif node.kind.name == "divide":
        divisor = node.arguments[1]
        yield from (Operation(_DIVIDE, (one, divisor)) for one in _split(node.arguments[0], roots, vectors))
    else:
        yield node


def _holds(node: Node, vectors: set[str]) -> bool:
    return any(isinstance(one, Variable) and one.name in vectors for one in walk(node))


def _label(node: Node, vectors: set[str]) -> str:
    """What a summand is proportional to; all vectors in it where it is proportional to none."""
    letters = list(dict.fromkeys(_proportional(node, vectors)))
    if not letters:
        letters = list(dict.fromkeys(one.name.partition("′")[0] for one in walk(node)
                                     if isinstance(one, Variable) and one.name in vectors))
    return ", ".join(map(_with_hat, letters)) or "1"


def _proportional(node: Node, vectors: set[str]) -> Sequence[str]:
    if isinstance(node, Variable):
        return [node.name] if node.name in vectors else []
    if isinstance(node, Operation) and node.kind.name in {"multiply", "negate"}:
        return [name for one in node.arguments for name in _proportional(one, vectors)]
    if isinstance(node, Operation) and node.kind.name == "divide":
        return _proportional(node.arguments[0], vectors)
    return []
