"""What each operation is called, and what it does with the derivative that comes back to it, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui.graph.view_words import shown, word_of
from gui.number_text import count
from simulator.graph.evaluation import GraphNumbers
from simulator.graph.gates import Gate, GatePattern
from simulator.graph.graph import Graph, GraphNode

translate = QCoreApplication.translate


def operation_title(graph: Graph, node: int) -> str:
    """At which operation one is, such as "at the addition z"."""
    it = graph.nodes[node]
    if it.kind is None:
        return it.name
    title = _TITLES.get(it.kind.name)
    text = title() if title is not None else translate("GateWords", "at {function}").format(function=it.kind.symbol)
    return f"{text} {it.name}" if it.name else text


_TITLES = {
    "add": lambda: translate("GateWords", "at the addition"),
    "subtract": lambda: translate("GateWords", "at the subtraction"),
    "multiply": lambda: translate("GateWords", "at the multiplication"),
    "divide": lambda: translate("GateWords", "at the division"),
    "power": lambda: translate("GateWords", "at the power"),
    "negate": lambda: translate("GateWords", "at the negation"),
    "exp": lambda: translate("GateWords", "at the exponential"),
    "log": lambda: translate("GateWords", "at the logarithm"),
    "sqrt": lambda: translate("GateWords", "at the square root"),
    "sin": lambda: translate("GateWords", "at the sine"),
    "cos": lambda: translate("GateWords", "at the cosine"),
    "tan": lambda: translate("GateWords", "at the tangent"),
    "tanh": lambda: translate("GateWords", "at tanh"),
    "sigmoid": lambda: translate("GateWords", "at the sigmoid"),
    "relu": lambda: translate("GateWords", "at ReLU"),
    "abs": lambda: translate("GateWords", "at the absolute value"),
    "max": lambda: translate("GateWords", "at the maximum"),
    "min": lambda: translate("GateWords", "at the minimum"),
}


def pattern_sentence(numbers: GraphNumbers, gate: Gate, source: int) -> str:
    """What the gate does with the derivative on its way to a node.

    Parameters
    ----------
    source
        The node that the product travels to.
    """
    graph = numbers.graph
    node = graph.nodes[gate.node]
    name = "" if node.kind is None else node.kind.name
    match gate.pattern:
        case GatePattern.PASSES_ON if name == "add":
            return translate("GateWords", "an addition passes the error on unchanged: that is why ∂C/∂b = δ")
        case GatePattern.PASSES_ON:
            return translate("GateWords", "a subtraction passes the error on unchanged to what it subtracts from")
        case GatePattern.PASSES_NEGATED if name == "negate":
            return translate("GateWords", "a negation turns the sign of the error round")
        case GatePattern.PASSES_NEGATED:
            return translate("GateWords", "a subtraction turns the sign of the error round for what is subtracted")
        case GatePattern.SWAPS:
            return translate("GateWords", "a multiplication swaps: each gets the other factor times the error; that "
                                          "is why ∂C/∂w = a·δ")
        case GatePattern.ROUTES:
            return _routed(graph, gate, node, source)
        case GatePattern.ADDS_UP:
            text = translate("GateWords", "{node} is used {count} times: each use sends a contribution, and their "
                                          "sum is the derivative")
            return text.format(node=word_of(graph, gate.node), count=count(len(gate.contributions)))
    return _scaled(node, gate)


def _routed(graph: Graph, gate: Gate, node: GraphNode, source: int) -> str:
    name = "" if node.kind is None else node.kind.name
    if name == "relu":
        if gate.is_tied:
            return translate("GateWords", "ReLU stands at its kink, z = 0: by convention nothing gets through")
        return translate("GateWords", "ReLU is on: the error passes unchanged") if gate.lets_through else translate(
            "GateWords", "ReLU is off: its slope is 0, and nothing gets through")
    if gate.is_tied:
        return translate("GateWords", "both are equal here, a kink: by convention the first one gets the whole error")
    word = word_of(graph, source)
    if name == "max":
        text = translate("GateWords", "a maximum routes: {node} is the largest and gets the whole error") \
            if gate.lets_through else translate("GateWords", "a maximum routes: {node} is not the largest and gets "
                                                             "nothing")
    else:
        text = translate("GateWords", "a minimum routes: {node} is the smallest and gets the whole error") \
            if gate.lets_through else translate("GateWords", "a minimum routes: {node} is not the smallest and gets "
                                                             "nothing")
    return text.format(node=word)


def _scaled(node: GraphNode, gate: Gate) -> str:
    name = "" if node.kind is None else node.kind.name
    if name == "sigmoid":
        text = translate("GateWords", "σ scales the error by its slope, here {slope}, and never by more than ¼")
    elif name == "tanh":
        text = translate("GateWords", "tanh scales the error by its slope, here {slope}, and never by more than 1")
    elif name == "power":
        text = translate("GateWords", "a power scales the error by its slope, here {slope}")
    elif name == "divide":
        text = translate("GateWords", "a division scales the error by its slope, here {slope}")
    else:
        text = translate("GateWords", "{function} scales the error by its slope, here {slope}")
    return text.format(function="" if node.kind is None else node.kind.symbol, slope=shown(gate.local))
