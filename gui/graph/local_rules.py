"""How the derivative of each operation is written, and how it is worked out."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from gui.graph.graph_formulas import number_latex
from simulator.graph.graph import Graph

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
