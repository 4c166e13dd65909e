"""A text that was read as an expression, and what it is worth at many points at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import combinations_with_replacement

import numpy as np

from simulator.arrays import Array, Indices
from simulator.boundary import Truth
from simulator.expressions.operations import OperationKind, Partial, Values
from simulator.expressions.parser import Node, Number, Variable, read_tree, walk

# An expression in the order in which it is computed, every part of it once, with the derivatives of each step.
#
# Derivatives go forward with the values: for every step the chain rule turns the first and second derivatives of its
# arguments into its own (A. Griewank, A. Walther, *Evaluating Derivatives*, 2008, section 13.2), for all points at
# once. A derivative that is the same at all points is a float, and one that is 0 or 1 costs nothing.

Derivatives = Sequence[Values]


@dataclass(frozen=True)
class Instruction:
    """One step: the operation, and the places of its arguments in the row of all values."""

    kind: OperationKind
    arguments: tuple[int, ...]


@dataclass(frozen=True)
class Program:
    """Steps that lead from the variables to the value.

    All values stand in one row: the variables, then the constants, then the result of every instruction.

    Attributes
    ----------
    variable_count
        How many variables there are, used or not.
    constants
        Numbers, and what is computed from nothing but numbers; NaN where that is not defined.
    instructions
        In the order in which they are carried out.
    result
        Place of the value of the whole expression.
    """

    variable_count: int
    constants: tuple[float, ...]
    instructions: tuple[Instruction, ...]
    result: int

    @cached_property
    def pairs(self) -> tuple[tuple[int, int], ...]:
        """Second derivatives that differ: pairs of variables in order."""
        return tuple(combinations_with_replacement(range(self.variable_count), 2))

    def run(self, variables: Sequence[Array], order: int) -> tuple[Values, Derivatives, Derivatives]:
        """Value, first derivatives by variable, and second ones by pair.

        Without a warning. The value is NaN or infinite where any part of the expression is not defined or overflows;
        what the derivatives are there is not said.

        Parameters
        ----------
        variables
            One array for each variable, which broadcast against each other.
        order
            0 for the value alone, 1 with first and 2 with second derivatives; what is not asked for is empty.
        """
        try:
            with np.errstate(over="raise", divide="raise", invalid="raise", under="ignore"):
                for variable in variables:
                    variable - variable  # ∞ − ∞ is invalid: with ∞ among the points every step must be looked at
                return self._run(variables, order, checks=False)
        except FloatingPointError:
            with np.errstate(all="ignore"):
                known = [np.where(np.isfinite(variable), variable, np.nan) for variable in variables]
                return self._run(known, order, checks=True)

    def evaluate(self, variables: Sequence[Array], order: int) -> tuple[Values, Derivatives, Derivatives]:
        """As `run`, but by the rules of float64 where a part overflows: tanh ∞ is 1, and 1/∞ is 0."""
        with np.errstate(all="ignore"):
            return self._run(variables, order, checks=False)

    def _run(self, variables: Sequence[Array], order: int, *, checks: bool
             ) -> tuple[Values, Derivatives, Derivatives]:
        values: list[Values] = [*variables, *self.constants]
        firsts: list[Derivatives] = []
        seconds: list[Derivatives] = []
        if order:
            count = self.variable_count
            firsts = [[1.0 if i == j else 0.0 for j in range(count)] for i in range(count)]
            firsts += [()] * len(self.constants)  # empty: it does not depend on the variables
            seconds = [(0.0,) * len(self.pairs) if first else () for first in firsts]
        for step in self.instructions:
            arguments = [values[place] for place in step.arguments]
            value = step.kind.value(*arguments)
            if checks:  # 1/∞ is 0 and tanh ∞ is 1, but a fraction with an undefined part is not defined
                value = np.where(np.isfinite(value), value, np.nan)
            values.append(value)
            if order:
                below = [firsts[place] for place in step.arguments]
                slopes = [_partial(partial, arguments, value) if first else 0.0
                          for partial, first in zip(step.kind.first, below, strict=True)]
                firsts.append(_first(slopes, below))
                if order > 1:
                    bends = _bends(step.kind, arguments, value, below)
                    seconds.append(self._second(slopes, bends, below, [seconds[place] for place in step.arguments]))
        result = self.result
        return (values[result], firsts[result] or (0.0,) * self.variable_count if order else (),
                seconds[result] or (0.0,) * len(self.pairs) if order > 1 else ())

    def _second(self, slopes: Sequence[Values], bends: Sequence[tuple[int, int, Values]],
                firsts: Sequence[Derivatives], seconds: Sequence[Derivatives]) -> Derivatives:
        # ∂²f/∂i∂j = Σ_u f_u u_ij + Σ_{u,v} f_uv u_i v_j
        result = []
        for number, (i, j) in enumerate(self.pairs):
            total: Values = 0.0
            for slope, second in zip(slopes, seconds, strict=True):
                if second:
                    total = _plus(total, _times(slope, second[number]))
            for u, v, bend in bends:
                product = _times(firsts[u][i], firsts[v][j])
                if u != v:
                    product = _plus(product, _times(firsts[u][j], firsts[v][i]))
                total = _plus(total, _times(bend, product))
            result.append(total)
        return result


def _first(slopes: Sequence[Values], firsts: Sequence[Derivatives]) -> Derivatives:
    # ∂f/∂i = Σ_u f_u u_i
    if len(firsts) == 1 or not firsts[1]:
        return [_times(slopes[0], one) for one in firsts[0]]
    if not firsts[0]:
        return [_times(slopes[1], one) for one in firsts[1]]
    return [_plus(_times(slopes[0], one), _times(slopes[1], other)) for one, other in zip(*firsts, strict=True)]


def _bends(kind: OperationKind, arguments: Sequence[Values], value: Values, firsts: Sequence[Derivatives]
           ) -> list[tuple[int, int, Values]]:
    """The second derivatives of f with respect to its arguments that matter here, each with the two arguments."""
    result = []
    for partial, (u, v) in zip(kind.second, _ARGUMENT_PAIRS[kind.arity], strict=True):
        if partial != 0.0 and firsts[u] and firsts[v]:
            result.append((u, v, _partial(partial, arguments, value)))
    return result


_ARGUMENT_PAIRS = {1: ((0, 0),), 2: ((0, 0), (0, 1), (1, 1))}


def _partial(partial: Partial, arguments: Sequence[Values], value: Values) -> Values:
    return partial if isinstance(partial, float) else partial(*arguments, value)


def _times(one: Values, other: Values) -> Values:
    if type(one) is float:
        if one == 0.0:
            return 0.0
        if one == 1.0:
            return other
    if type(other) is float:
        if other == 0.0:
            return 0.0
        if other == 1.0:
            return one
    return one * other


def _plus(one: Values, other: Values) -> Values:
    if type(one) is float and one == 0.0:
        return other
    if type(other) is float and other == 0.0:
        return one
    return one + other


def compile_tree(root: Node, names: Sequence[str]) -> Program:
    """The steps that compute a tree; parts that are written the same are computed once.

    Parameters
    ----------
    names
        Of all variables, in the order in which their values will be given.
    """
    # The places of the steps follow from the number of constants, known at the end only: until then everything has
    # an address, its part of the row (0 variables, 1 constants, 2 steps) and its number there.
    constants: dict[float, int] = {}
    steps: dict[tuple[OperationKind, tuple[_Address, ...]], int] = {}
    stack: list[_Address] = []
    for node in walk(root):
        if isinstance(node, Number):
            stack.append(_constant(node.value, constants))
        elif isinstance(node, Variable):
            stack.append(_Address(0, names.index(node.name)))
        else:
            arguments = tuple(stack[-node.kind.arity:])
            del stack[-node.kind.arity:]
            if all(argument.part == 1 for argument in arguments):
                numbers = list(constants)
                stack.append(_constant(_computed(node.kind, [numbers[one.number] for one in arguments]), constants))
            else:
                stack.append(_Address(2, steps.setdefault((node.kind, arguments), len(steps))))
    starts = (0, len(names), len(names) + len(constants))

    def place(address: _Address) -> int:
        return starts[address.part] + address.number

    instructions = tuple(Instruction(kind, tuple(map(place, arguments))) for kind, arguments in steps)
    return Program(len(names), tuple(constants), instructions, place(stack[0]))


@dataclass(frozen=True)
class _Address:
    part: int
    number: int


def _constant(value: float, constants: dict[float, int]) -> _Address:
    return _Address(1, constants.setdefault(value, len(constants)))


def _computed(kind: OperationKind, numbers: Sequence[float]) -> float:
    with np.errstate(all="ignore"):
        value = float(kind.value(*numbers) if kind.name == "power" else kind.value(*map(np.float64, numbers)))
    return value if np.isfinite(value) else np.nan


@dataclass(frozen=True, eq=False)
class Jet:
    """What a function is near every point, to the second order.

    Attributes
    ----------
    value
        Shape (…), that to which the variables broadcast; NaN where the function is not defined or overflows.
    gradient
        First derivatives in the order of the variables, shape (…, k). NaN where the value is, and where a derivative
        does not exist, as that of √a at 0.
    hessian
        Second derivatives, shape (…, k, k), symmetric; likewise.
    """

    value: Array
    gradient: Array
    hessian: Array


@dataclass(frozen=True)
class Expression:
    """A function of named variables. Made by `parse`; equal to another with the same text and variables.

    Attributes
    ----------
    text
        As it was typed.
    names
        The variables it may contain, in the order of all derivatives.
    root
        What it is made of.
    """

    text: str
    names: tuple[str, ...]
    root: Node = field(compare=False, repr=False)

    @cached_property
    def program(self) -> Program:
        """The steps that compute it."""
        return compile_tree(self.root, self.names)

    def values(self, **arrays: Array) -> Array:
        """The value at all points.

        Parameters
        ----------
        **arrays
            One for each of the `names`. They broadcast against each other, and what depends on one of them only is
            computed for its own points only: for a grid give a row and a column.

        Returns
        -------
        Array
            Shape to which they broadcast. NaN where any part of the expression is not defined (division by 0, root
            or logarithm of a negative number …) or overflows. No warnings.
        """
        variables = self._variables(arrays)
        value, _, _ = self.program.run(variables, 0)
        return _defined(value, np.broadcast_shapes(*(one.shape for one in variables)))

    def gradients(self, **arrays: Array) -> Array:
        """The first derivatives alone, shape (…, k): those of `jets`, quicker."""
        variables = self._variables(arrays)
        shape = np.broadcast_shapes(*(one.shape for one in variables))
        value, first, _ = self.program.run(variables, 1)
        gradient = _stacked(first, shape)
        _blank(gradient, np.isfinite(value))
        return gradient

    def jets(self, **arrays: Array) -> Jet:
        """Value, gradient and Hessian at all points, exact; parameters as for `values`.

        Where a function has a kink its derivative is that of the program's activations: |u| and relu(u) have 0 at
        u = 0, and of the two sides of max and min the first counts where both are equal.
        """
        variables = self._variables(arrays)
        shape = np.broadcast_shapes(*(one.shape for one in variables))
        value, first, second = self.program.run(variables, 2)
        gradient, halves = _stacked(first, shape), _stacked(second, shape)
        _blank(gradient, np.isfinite(value))
        _blank(halves, np.isfinite(value))
        return Jet(_defined(value, shape), gradient, halves[..., self._places_of_pairs])

    @cached_property
    def _places_of_pairs(self) -> Indices:
        """Which second derivative stands in every place of the Hessian, shape (k, k)."""
        places = np.empty((len(self.names), len(self.names)), dtype=np.int64)
        for number, (i, j) in enumerate(self.program.pairs):
            places[i, j] = places[j, i] = number
        return places

    def _variables(self, arrays: dict[str, Array]) -> list[Array]:
        return [np.asarray(arrays[name], dtype=np.float64) for name in self.names]


def parse(text: str, names: Sequence[str]) -> Expression:
    """Read a text as an expression in these variables.

    Numbers, the constants pi (π) and e, + − · × * / ÷ ^ ** ² ³, brackets, and the functions of `OPERATIONS`. Powers
    bind more tightly than signs: −a² is −(a²). A product needs no sign after a number, a constant, a bracket or a
    raised digit, as in 2a, 2 pi a, 3(a + b) or a²b, unless it could be read in two ways, as 1/2a.

    Raises
    ------
    ExpressionError
        If it is none; with the place in the text.
    """
    return _parsed(text, tuple(names))


@lru_cache(maxsize=8)
def _parsed(text: str, names: tuple[str, ...]) -> Expression:
    """What is typed is checked, drawn and descended on: it is read, and its program made, once for all of these."""
    return Expression(text, names, read_tree(text, names))


def _stacked(derivatives: Derivatives, shape: tuple[int, ...]) -> Array:
    result = np.empty((*shape, len(derivatives)))
    for number, derivative in enumerate(derivatives):
        result[..., number] = derivative
    return result


def _defined(value: Values, shape: tuple[int, ...]) -> Array:
    result = np.empty(shape)
    result[...] = value
    _blank(result, None)
    return result


def _blank(numbers: Array, is_defined: Truth | np.bool | None) -> None:
    """Write NaN, in place, for what is not finite and, of derivatives, where the value is not defined."""
    np.copyto(numbers, np.nan, where=~np.isfinite(numbers))
    if is_defined is not None and not np.all(is_defined):
        np.copyto(numbers, np.nan, where=~np.asarray(is_defined)[..., np.newaxis])
