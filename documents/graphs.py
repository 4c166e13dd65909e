"""The Graph workspace in a document."""

from __future__ import annotations

from typing import Any

import numpy as np

from documents.archive import ArchiveReader, ArchiveWriter
from documents.parts import GraphPart
from documents.refusals import Damaged
from documents.values import Values, number, refused, text, whole
from simulator.descent.racer import LEARNING_RATE
from simulator.errors import Phrase
from simulator.graph.evaluation import evaluate
from simulator.graph.graph import Graph
from simulator.graph.network_places import Wanted
from simulator.graph.of_network import derivative_graph
from simulator.graph.stops import GraphStride, stops_of
from simulator.graph.text import MOST_NODES, read_graph
from simulator.network import Network

COSTS = "graph/costs.npy"
_MOST_COSTS = 8 * 1024**2


def write_graph(part: GraphPart, archive: ArchiveWriter) -> dict[str, Any]:
    """All of it; the costs, which may be many, are an array."""
    if part.costs:
        archive.put_array(COSTS, np.array(part.costs, dtype=np.float64))
    wanted = part.derivative
    return {
        "text": part.text,
        "derivative": None if wanted is None else {"layer": wanted.layer, "neuron": wanted.neuron,
                                                   "source": wanted.source, "is_bias": wanted.is_bias},
        "values": dict(part.values),
        "position": part.position,
        "chosen": part.chosen,
        "descending": list(part.descending),
        "learning_rate": part.learning_rate,
        "costs": len(part.costs),
        "title": part.title,
        "stride": part.stride.value,
        "by_hand": part.by_hand,
    }


def read_graph_part(values: Values, archive: ArchiveReader, network: Network) -> GraphPart:
    """The Graph workspace.

    Parameters
    ----------
    network
        Of the document: a graph may be one of its derivatives.

    Raises
    ------
    Explained
        If something in it can't be used.
    """
    wanted = _wanted(values)
    words = values.text("text")
    graph = read_graph(words) if wanted is None else derivative_graph(network, wanted).graph
    given = {text(name, f"{values.place}.values"): number(value, f"{values.place}.values")
             for name, value in values.inner("values").content.items()}
    if set(given) != set(graph.names):
        raise refused(f"{values.place}.values", ", ".join(given), Phrase("a number for each variable of the graph"))
    evaluate(graph, given)
    descending = values.items("descending", text, MOST_NODES)
    if not set(descending) <= set(graph.names):
        raise refused(f"{values.place}.descending", ", ".join(descending), Phrase("variables of the graph"))
    count = values.whole("costs", 0, _MOST_COSTS)
    costs = archive.numbers(COSTS, count) if count else np.empty(0)
    if not np.isfinite(costs).all():
        raise Damaged(Phrase("{member} holds a number that is not finite", member=COSTS))
    return GraphPart(words, wanted, given, values.whole("position", 0, len(stops_of(graph)) - 1),
                     _chosen(values, graph), descending, LEARNING_RATE.check(values.number("learning_rate")),
                     tuple(costs.tolist()), values.text("title"), values.chosen("stride", GraphStride),
                     values.truth("by_hand"))


def _wanted(values: Values) -> Wanted | None:
    if values.get("derivative") is None:
        return None
    given = values.inner("derivative")
    source = None if given.get("source") is None else given.whole("source")
    return Wanted(given.whole("layer", 1), given.whole("neuron"), source, given.truth("is_bias"))


def _chosen(values: Values, graph: Graph) -> int | None:
    """The node that is looked at; none if there is no such node, because only the look depends on it."""
    try:
        return whole(values.get("chosen"), "", 0, len(graph.nodes) - 1)
    except Damaged:
        return None
