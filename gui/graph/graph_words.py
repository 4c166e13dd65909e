"""What the transport bar of the Graph workspace says: names of strides, and where one is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui.graph.graph_player import GraphPlayer
from gui.graph.view_state import schedule_of
from gui.graph.view_words import ELLIPSIS, derivative_word, shown, symbol_of, word_of
from gui.number_text import count
from gui.transport.position_text import PositionText
from simulator.graph.graph import Graph, GraphNumbers
from simulator.graph.stops import GraphStride, StopKind

translate = QCoreApplication.translate
_LONGEST_NAME = 12
_MOST_TEXTS = 200
"""Stops of a large graph that are looked at for the longest text."""


def stride_texts() -> list[tuple[str, str]]:
    """Name and explanation of every stride."""
    texts = {
        GraphStride.EDGE: (translate("GraphBar", "Edge"),
                           translate("GraphBar", "Next and Back go edge by edge: one product at a time (1)")),
        GraphStride.NODE: (translate("GraphBar", "Node"), translate("GraphBar", "Next and Back go node by node (2)")),
        GraphStride.PASS: (translate("GraphBar", "Pass"),
                           translate("GraphBar", "Next and Back go a whole pass: forward, backward (3)")),
    }
    return [texts[stride] for stride in GraphStride]


def node_name(graph: Graph, number: int) -> str:
    """What a node is called: by its name, or by what it is made of where that is short, else by its sign."""
    word, kind = word_of(graph, number), graph.nodes[number].kind
    is_long = kind is not None and (word == ELLIPSIS or len(word) > _LONGEST_NAME)
    return symbol_of(graph, number) if is_long else word


def position_text(player: GraphPlayer, position: int) -> PositionText:
    """What happens at a stop, and how far it is."""
    graph, stops = player.graph, player.stops
    stop = stops[position]
    if stop.kind is StopKind.START:
        title = translate("GraphBar", "Start")
    elif stop.kind is StopKind.VALUE:
        title = translate("GraphBar", "Forward · value of {node}").format(node=node_name(graph, stop.node))
    elif stop.kind is StopKind.SEED:
        title = translate("GraphBar", "Backward · begins at {node}").format(node=node_name(graph, stop.node))
    elif stop.kind is StopKind.PRODUCT:
        title = translate("GraphBar", "Backward · {target} to {source}").format(
            target=node_name(graph, graph.edges[stop.edge].target), source=node_name(graph, stop.node))
    else:
        title = translate("GraphBar", "Backward · sum at {node}").format(node=node_name(graph, stop.node))
    done, made = count(position), count(len(stops) - 1)
    detail = translate("GraphBar", "{done} of {count}").format(done=done, count=made)
    return PositionText((title,), (detail,), f"{title}. {detail}")


def made_text(numbers: GraphNumbers, position: int) -> str:
    """The number that a stop has made, to be read out."""
    graph, stop = numbers.graph, schedule_of(numbers.graph).stops[position]
    if stop.kind is StopKind.START:
        return ""
    if stop.kind is StopKind.VALUE:
        return f"{word_of(graph, stop.node)} = {shown(float(numbers.values[stop.node]))}."
    value = numbers.products[stop.edge] if stop.kind is StopKind.PRODUCT else numbers.derivatives[stop.node]
    return f"{derivative_word(graph, stop.node)} = {shown(float(value))}." if stop.kind is not StopKind.PRODUCT else \
        translate("GraphBar", "Contribution to {derivative}: {value}.").format(
            derivative=derivative_word(graph, stop.node), value=shown(float(value)))


def widest_text(player: GraphPlayer) -> PositionText:
    """The longest that is said of any stop: to make room for."""
    texts = (position_text(player, position) for position in range(min(len(player.stops), _MOST_TEXTS)))
    return max(texts, key=lambda text: len(text.titles[0]))
