"""The Graph workspace in a document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from documents.archive import ArchiveReader, ArchiveWriter
from documents.values import Damaged, Values, number, refused, text, whole
from simulator.activations import activation_named
from simulator.costs import cost_named
from simulator.descent.racer import LEARNING_RATE
from simulator.errors import Phrase
from simulator.experiment import MOST_LAYERS
from simulator.graph.graph import Graph, evaluate
from simulator.graph.network_text import Wanted
from simulator.graph.of_network import derivative_graph
from simulator.graph.stops import GraphStride, stops_of
from simulator.graph.text import MOST_NODES, read_graph
from simulator.network import Network

COSTS = "graph/costs.npy"
_MOST_COSTS = 8 * 1024**2
_OF = "of"
"""Key for the network that the graph is a derivative of, where that isn't the document's own."""


@dataclass(frozen=True)
class Derivative:
    """A derivative of a network.

    Attributes
    ----------
    network
        The document's own, unless that has got another shape since.
    wanted
        What its cost is differentiated by.
    """

    network: Network
    wanted: Wanted


@dataclass(frozen=True, eq=False)
class GraphPart:
    """The Graph workspace.

    Attributes
    ----------
    text
        The expression.
    derivative
        What it is of a network, if it was made from one; its text follows from that.
    values
        Of the variables, by name.
    position, chosen
        Number of the stop, and of the node that is looked at.
    descending, learning_rate, costs
        What gradient descent changes, η, and L at its start and after every update.
    title
        Where the graph comes from: the key of an example, words, or "" for one's own.
    stride
        How far Next and Back go.
    by_hand
        Whether somebody has changed the values since they came from outside.
    """

    text: str
    derivative: Derivative | None
    values: Mapping[str, float]
    position: int
    chosen: int | None
    descending: tuple[str, ...]
    learning_rate: float
    costs: tuple[float, ...]
    title: str
    stride: GraphStride
    by_hand: bool


def write_graph(part: GraphPart, archive: ArchiveWriter, network: Network) -> dict[str, Any]:
    """All of it; the costs, which may be many, are an array, and the document's own network isn't told again."""
    if part.costs:
        archive.put_array(COSTS, np.array(part.costs, dtype=np.float64))
    wanted = None if part.derivative is None else part.derivative.wanted
    content: dict[str, Any] = {
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
    if part.derivative is not None and part.derivative.network != network:
        content[_OF] = _written(part.derivative.network)
    return content


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
    derivative = _derivative(values, network)
    words = values.text("text")
    graph = read_graph(words) if derivative is None else derivative_graph(derivative.network, derivative.wanted).graph
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
    return GraphPart(words, derivative, given, values.whole("position", 0, len(stops_of(graph)) - 1),
                     _chosen(values, graph), descending, LEARNING_RATE.check(values.number("learning_rate")),
                     tuple(costs.tolist()), values.text("title"), values.chosen("stride", GraphStride),
                     values.truth("by_hand"))


def _derivative(values: Values, network: Network) -> Derivative | None:
    if values.get("derivative") is None:
        return None
    given = values.inner("derivative")
    source = None if given.get("source") is None else given.whole("source")
    wanted = Wanted(given.whole("layer", 1), given.whole("neuron"), source, given.truth("is_bias"))
    return Derivative(network if values.get(_OF) is None else _network(values.inner(_OF)), wanted)


def _written(network: Network) -> dict[str, Any]:
    return {"sizes": list(network.sizes), "activations": [one.name for one in network.activations],
            "cost": network.cost.name}


def _network(values: Values) -> Network:
    """A network that the document's own was once."""
    sizes = values.items("sizes", lambda value, place: whole(value, place, 1), MOST_LAYERS)
    activations = values.items("activations", text, MOST_LAYERS)
    if len(sizes) < 2 or len(activations) != len(sizes) - 1:
        raise refused(f"{values.place}.activations", ", ".join(activations), Phrase("an activation for each layer"))
    return Network(sizes, tuple(map(activation_named, activations)), cost_named(values.text("cost")))


def _chosen(values: Values, graph: Graph) -> int | None:
    """The node that is looked at; none if there is no such node, because only the look depends on it."""
    try:
        return whole(values.get("chosen"), "", 0, len(graph.nodes) - 1)
    except Damaged:
        return None
