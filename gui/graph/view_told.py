"""What is said of a node or an edge of a graph under the pointer, and of the graph as a whole."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from gui.graph.view_state import Schedule
from gui.graph.view_words import (
    computation,
    derivative_word,
    local_formula,
    output_word,
    product_text,
    quotient,
    shown,
    word_of,
    written,
)
from simulator.graph.evaluation import GraphNumbers
from simulator.graph.graph import Graph

translate = QCoreApplication.translate


@dataclass(frozen=True)
class Told:
    """A title and rows: symbol, number, and the name of the theme's colour for it."""

    title: str
    rows: tuple[tuple[str, float, str], ...]


def told_of_node(numbers: GraphNumbers, node: int, position: int, schedule: Schedule) -> Told:
    """A node's formula, and of its value, the contributions to its derivative and that itself what is known."""
    graph, it = numbers.graph, numbers.graph.nodes[node]
    word = word_of(graph, node)
    title = f"{it.name} = {written(graph, node)}" if it.name and it.kind is not None else written(graph, node)
    rows: list[tuple[str, float, str]] = []
    if schedule.values[node] <= position:
        rows.append((it.name or word, float(numbers.values[node]), "positive"))
        if it.kind is not None:
            title += f"\n= {computation(numbers, node)}"
    uses = graph.outgoing[node] if graph.depends[node] and len(graph.outgoing[node]) > 1 else ()
    rows += [(translate("GraphView", "from {operation}").format(operation=word_of(graph, graph.edges[edge].target)),
              float(numbers.products[edge]), "delta_positive")
             for edge in uses if schedule.products[edge] <= position]
    if schedule.derivatives[node] <= position:
        rows.append((derivative_word(graph, node), float(numbers.derivatives[node]), "delta_positive"))
    return Told(title, tuple(rows))


def told_of_edge(numbers: GraphNumbers, edge: int, position: int, schedule: Schedule) -> Told:
    """An edge's local derivative as formula and number, and the product that travels over it once it has."""
    graph, it = numbers.graph, numbers.graph.edges[edge]
    if not graph.depends[it.source]:
        return Told(translate("GraphView", "{number} is a number: no derivative goes there").format(
            number=word_of(graph, it.source)), ())
    name = quotient(graph, it.target, it.source)
    formula = local_formula(numbers, edge)
    if schedule.values[it.target] > position:
        return Told(f"{name} = {formula}" if formula else name, ())
    value = shown(float(numbers.locals[edge]))
    title = f"{name} = {formula} = {value}" if formula not in {"", value} else f"{name} = {value}"
    rows = [(name, float(numbers.locals[edge]), "delta_positive")]
    if schedule.products[edge] <= position:
        title += f"\n{derivative_word(graph, it.target)} · {name} = {product_text(numbers, edge)}"
        rows.append((translate("GraphView", "contribution to {derivative}").format(
            derivative=derivative_word(graph, it.source)), float(numbers.products[edge]), "delta_positive"))
    return Told(title, tuple(rows))


def told_text(told: Told) -> str:
    """The same of a node in one line, to be read out."""
    return ", ".join((told.title.replace("\n", " "), *(f"{name} = {shown(value)}" for name, value, _ in told.rows)))


def told_edge_text(told: Told) -> str:
    """The same of an edge: all its numbers are in the title."""
    return told.title.replace("\n", ", ")


def description(graph: Graph) -> str:
    """The graph in words, for those who don't see it."""
    operations = sum(node.kind is not None for node in graph.nodes)
    return translate("GraphView", "{output} from {variables}, in {count} operations").format(
        output=output_word(graph), variables=", ".join(graph.names), count=operations)
