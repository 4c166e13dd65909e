"""What the chain rule does at a stop of a graph: formulas, and the same with numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from gui.equations.arithmetic import read
from gui.equations.filling import filled
from gui.equations.notation import (
    AS_ENTERED,
    TERM_DIGITS,
    Item,
    Items,
    Mark,
    Number,
    Operator,
    Power,
    Statement,
    Sum,
    Term,
    Tone,
    rounded,
)
from gui.equations.rounding import EQUAL, NEARLY
from gui.graph.graph_formulas import (
    TooLong,
    applied,
    filled_in,
    formula_latex,
    is_short_number,
    name_latex,
    number_latex,
    output_latex,
    value_number,
)
from simulator.graph.graph import Graph, GraphNumbers
from simulator.graph.stops import Stop, StopKind

# How the derivative of each operation is written, and how it is worked out.

Rule = tuple[tuple[str, ...], str]
"""LaTeX in pieces, among which u and v are the arguments as factors, U and V without brackets, f the value; and
how it is worked out, if that can be read off."""


def local_rule(graph: Graph, node: int, slot: int) -> Rule:
    """The derivative of an operation with respect to one of its arguments; empty where a number says it all."""
    kind = graph.nodes[node].kind
    assert kind is not None, "only operations have rules"
    if kind.name == "power":
        exponent = graph.nodes[graph.nodes[node].arguments[1]].value
        if slot == 1:
            return ("u", "^{", "v", r"}\,\ln ", "u"), ""
        if exponent is None:
            return ("v", r"\,", "u", "^{", "v", "-1}"), ""
        if exponent == 2.0:
            return (r"2\,", "u"), "2 · u"
        if exponent == 3.0:
            return (r"3\,", "u", "^2"), "3 · u²"
        return (number_latex(exponent), r"\,", "u", "^{", number_latex(exponent - 1.0), "}"), ""
    return _RULES.get((kind.name, slot), ((), ""))


_RULES: Mapping[tuple[str, int], Rule] = MappingProxyType({
    ("multiply", 0): (("V",), "v"),
    ("multiply", 1): (("U",), "u"),
    ("divide", 0): ((r"\frac{1}{", "v", "}"), "1 / v"),
    ("divide", 1): ((r"-\frac{", "U", "}{", "v", "^2}"), ""),
    ("exp", 0): ((r"\exp(", "U", ")"), ""),
    ("log", 0): ((r"\frac{1}{", "U", "}"), "1 / u"),
    ("sqrt", 0): ((r"\frac{1}{2\sqrt{", "U", "}}"), "1 / ( 2 · √u )"),
    ("sin", 0): ((r"\cos(", "U", ")"), ""),
    ("cos", 0): ((r"-\sin(", "U", ")"), ""),
    ("tan", 0): ((r"1 + \tan^2(", "U", ")"), "1 + f²"),
    ("tanh", 0): ((r"1 - \tanh^2(", "U", ")"), "1 − f²"),
    ("sigmoid", 0): ((r"\sigma'(", "U", r") = ", "f", r"\,(1 - ", "f", ")"), "f · ( 1 − f )"),
    ("relu", 0): ((r"\mathrm{relu}'(", "U", ")"), ""),
    ("abs", 0): ((r"\mathrm{sgn}(", "U", ")"), ""),
})


_WRITTEN_OUT = 6
"""A node without a name is written out in a derivative if it has no more parts than these."""
_LETTERS = ("u", "v", "s", "t", "p", "q", "m", "n")
_MOST_IN_FORMULA = 30
_MOST_CONTRIBUTIONS = 4
_MOST_DIGITS = 7


@dataclass(frozen=True, eq=False)
class ChainLine:
    """A formula in LaTeX and, behind it, what the numbers give.

    Attributes
    ----------
    continues
        Whether it may stand beside the one before it, where there is room.
    """

    formula: str
    statement: Statement | None = None
    continues: bool = False


def chain_lines(numbers: GraphNumbers, stop: Stop, *, total_first: bool = False) -> tuple[ChainLine, ...]:
    """What happens at a stop, line by line; a sum behind its contributions, or where there is little room first."""
    graph = numbers.graph
    match stop.kind:
        case StopKind.START:
            return (_value_formula(graph, graph.output),)
        case StopKind.VALUE:
            return (_value_line(numbers, stop.node),)
        case StopKind.SEED:
            output = output_latex(graph)
            return (ChainLine(rf"\frac{{\partial {output}}}{{\partial {output}}}",
                              Statement((), ((Mark("1"),),), None)),)
        case StopKind.PRODUCT:
            return tuple(_product_lines(numbers, stop.edge))
    return tuple(_sum_lines(numbers, stop.node, total_first=total_first))


def node_line(numbers: GraphNumbers, node: int) -> ChainLine:
    """A variable or a number with its value; an operation that has none yet as a formula."""
    it = numbers.graph.nodes[node]
    if it.kind is not None:
        return _value_formula(numbers.graph, node)
    name = name_latex(it.name) if it.name else number_latex(float(numbers.values[node]))
    return ChainLine(name, Statement((), ((value_number(numbers, node),),), None) if it.name else None)


# forward


def _value_formula(graph: Graph, node: int) -> ChainLine:
    it = graph.nodes[node]
    left = output_latex(graph) if node == graph.output else name_latex(it.name) if it.name else ""
    try:
        right = formula_latex(graph, node, most=_MOST_IN_FORMULA)
    except TooLong:
        right = r"\ldots"
    return ChainLine(f"{left} = {right}" if left else right)


def _value_line(numbers: GraphNumbers, node: int) -> ChainLine:
    try:
        items, of_values = filled_in(numbers, node, _MOST_IN_FORMULA), False
    except TooLong:
        items, of_values = _of_values(numbers, node), True
    result = Number(float(numbers.values[node]), Tone.SIGNAL)
    if read(items) is None:
        items, sign = _with_enough_digits(numbers, node, items, result, of_values=of_values)
        statement = Statement((), (items, (Operator(sign), result)), None)
    else:
        statement = Statement((), (items,), result)
    return replace(_value_formula(numbers.graph, node), statement=statement)


def _of_values(numbers: GraphNumbers, node: int) -> Items:
    """An operation with the values of its arguments, however they came about."""
    it = numbers.graph.nodes[node]
    assert it.kind is not None, "variables and numbers are not computed"
    leaves = [value_number(numbers, argument) for argument in it.arguments]
    if it.kind.name == "power":
        return (Power(leaves[0], leaves[1]),)
    return applied(it.kind.name, it.kind.symbol, [((leaf,), 1 if leaf.value < 0 else 5) for leaf in leaves])[0]


def _with_enough_digits(numbers: GraphNumbers, node: int, items: Items, result: Number, *, of_values: bool
                        ) -> tuple[Items, str]:
    """The row with so many digits of its numbers that they give the result as it is rounded."""
    for digits in range(TERM_DIGITS, _MOST_DIGITS + 1):
        with np.errstate(all="ignore"):
            value = _worked_out(numbers, node, digits, of_values=of_values, is_first=True)
        if np.isfinite(value) and rounded(value, result.digits)[0] == rounded(result.value, result.digits)[0]:
            return tuple(_with_digits(item, digits) for item in items), EQUAL
    return tuple(_with_digits(item, TERM_DIGITS + 1) for item in items), NEARLY


def _with_digits(item: Item, digits: int) -> Item:
    if isinstance(item, Number):
        return item if item.is_exact else replace(item, digits=digits)
    if isinstance(item, Power) and isinstance(item.base, Number) and not item.base.is_exact:
        return Power(replace(item.base, digits=digits), item.exponent)
    return item


def _worked_out(numbers: GraphNumbers, node: int, digits: int, *, of_values: bool, is_first: bool = False) -> float:
    """What a row gives whose numbers have so many digits."""
    it = numbers.graph.nodes[node]
    if it.kind is None or (not is_first and (it.name or of_values)):
        leaf = value_number(numbers, node)
        return leaf.value if leaf.is_exact else rounded(leaf.value, digits)[0]
    parts = [np.float64(_worked_out(numbers, one, digits, of_values=of_values)) for one in it.arguments]
    return float(it.kind.value(*parts))


# backward


class _Names:
    """How the nodes of a derivative are written; what is too long gets a letter, which is explained behind."""

    def __init__(self, graph: Graph, nodes: tuple[int, ...]) -> None:
        self._graph = graph
        taken = {node.name for node in graph.nodes}
        letters = iter(letter for letter in _LETTERS if letter not in taken)
        self.letters: dict[int, str] = {}
        for node in dict.fromkeys(nodes):
            if not graph.nodes[node].name and node != graph.output and self._written(node) is None:
                self.letters[node] = next(letters, "u")

    def word(self, node: int) -> str:
        """A node in a derivative."""
        if node == self._graph.output:
            return output_latex(self._graph)
        it = self._graph.nodes[node]
        return name_latex(it.name) if it.name else self.letters.get(node) or self._written(node) or ""

    def quotient(self, above: int, below: int) -> str:
        """∂above/∂below."""
        return rf"\frac{{\partial {self.factor(above)}}}{{\partial {self.factor(below)}}}"

    def explanations(self) -> Iterator[ChainLine]:
        """What the letters stand for."""
        for node, letter in self.letters.items():
            others = {one: word for one, word in self.letters.items() if one != node}
            try:
                right = formula_latex(self._graph, node, names=others, most=_MOST_IN_FORMULA)
            except TooLong:
                right = r"\ldots"
            yield ChainLine(f"{letter} = {right}", continues=True)

    def factor(self, node: int) -> str:
        """The same as a factor, or behind ∂: what is joined by a sign gets brackets."""
        it = self._graph.nodes[node]
        is_joined = it.kind is not None and not it.name and node != self._graph.output and not it.kind.spellings
        return f"({self.word(node)})" if is_joined and node not in self.letters else self.word(node)

    def _written(self, node: int) -> str | None:
        try:
            return formula_latex(self._graph, node, most=_WRITTEN_OUT)
        except TooLong:
            return None


def _product_lines(numbers: GraphNumbers, edge: int) -> Iterator[ChainLine]:
    graph, it = numbers.graph, numbers.graph.edges[edge]
    names = _names_of(graph, (edge,))
    is_whole = len(graph.outgoing[it.source]) == 1
    left = names.quotient(graph.output, it.source)
    local = _local_line(numbers, edge, names)
    if it.target == graph.output:
        yield local if is_whole else _from_output(numbers, edge, names)
    else:
        product = rf"{names.quotient(graph.output, it.target)} \cdot {names.quotient(it.target, it.source)}"
        yield ChainLine(f"{left} = {product}" if is_whole else product, _product(numbers, edge))
        if not _is_constant(graph, edge):
            yield replace(local, continues=True)
    yield from names.explanations()


def _sum_lines(numbers: GraphNumbers, node: int, *, total_first: bool) -> Iterator[ChainLine]:
    graph = numbers.graph
    edges = graph.contributions[node]
    shown = edges if len(edges) <= _MOST_CONTRIBUTIONS else ()
    names = _names_of(graph, shown)
    contributions: list[ChainLine] = []
    for place, edge in enumerate(shown):
        target = graph.edges[edge].target
        if target == graph.output:
            line = _from_output(numbers, edge, names)
        else:
            line = ChainLine(rf"{names.quotient(graph.output, target)} \cdot {names.quotient(target, node)}",
                             _product(numbers, edge))
        contributions.append(replace(line, continues=place > 0))
    products = numbers.products[list(edges)]

    def term(place: int) -> Term:
        value = float(products[place])
        return Term((Number(value, Tone.ERROR, unsigned=True),), value < 0.0)

    total = Number(float(numbers.derivatives[node]), Tone.ERROR)
    line = ChainLine(names.quotient(graph.output, node),
                     Statement((), (Sum(products, term, tone=Tone.ERROR),), total))
    yield from (line, *contributions) if total_first else (*contributions, line)
    yield from names.explanations()


def _from_output(numbers: GraphNumbers, edge: int, names: _Names) -> ChainLine:
    """A contribution that comes straight from the output: one of several, which is not yet the derivative."""
    _, has_rule, rule = _local_line(numbers, edge, names).formula.rpartition(" = ")
    right = rule if has_rule else number_latex(float(numbers.locals[edge]))
    return ChainLine(rf"1 \cdot {f'({right})' if right.startswith('-') or ' ' in right else right}",
                     _product(numbers, edge))


def _names_of(graph: Graph, edges: tuple[int, ...]) -> _Names:
    ends = [(graph.edges[edge].target, graph.edges[edge].source) for edge in edges]
    return _Names(graph, tuple(node for pair in ends for node in pair))


def _product(numbers: GraphNumbers, edge: int) -> Statement:
    target = numbers.graph.edges[edge].target
    arriving = _factor(float(numbers.derivatives[target]), Tone.ERROR)
    local = _factor(float(numbers.locals[edge]), Tone.PLAIN)
    second: Items = (Mark("("), local, Mark(")")) if local.value < 0 or "·" in local.text else (local,)
    first: Items = (Mark("("), arriving, Mark(")")) if "·" in arriving.text else (arriving,)
    return Statement((), ((*first, Operator("·"), *second),), Number(float(numbers.products[edge]), Tone.ERROR))


def _factor(value: float, tone: Tone) -> Number:
    return Number(value, tone, digits=AS_ENTERED if is_short_number(value) else TERM_DIGITS)


def _is_constant(graph: Graph, edge: int) -> bool:
    kind = graph.nodes[graph.edges[edge].target].kind
    assert kind is not None, "only operations have arguments"
    return isinstance(kind.first[graph.edges[edge].slot], float)


def _local_line(numbers: GraphNumbers, edge: int, names: _Names) -> ChainLine:
    """The local derivative: by its rule, and with numbers."""
    graph, it = numbers.graph, numbers.graph.edges[edge]
    target = graph.nodes[it.target]
    assert target.kind is not None, "only operations have arguments"
    left = names.quotient(it.target, it.source)
    value = Number(float(numbers.locals[edge]))
    if _is_constant(graph, edge):
        return ChainLine(left, Statement((), (), value))
    formula, calculation = local_rule(graph, it.target, it.slot)
    words = [names.word(argument) for argument in target.arguments]
    factors = [names.factor(argument) for argument in target.arguments]
    texts = {"u": factors[0], "v": factors[-1], "f": names.word(it.target) if target.name or it.target == graph.output
             else rf"\sigma({words[0]})", "U": words[0], "V": words[-1]}
    right = "".join(texts.get(part, part) for part in formula)
    quantities = {letter: value_number(numbers, argument) for letter, argument in
                  zip("uv", target.arguments, strict=False)}
    quantities["f"] = Number(float(numbers.values[it.target]), Tone.SIGNAL)
    if calculation in quantities:
        statement = Statement((), ((quantities[calculation],),), None)
    elif calculation:
        statement = Statement((), (filled(calculation, quantities),), value)
    else:
        statement = Statement((), (), value)
    return ChainLine(f"{left} = {right}" if right else left, statement)
