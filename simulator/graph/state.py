"""All that the Graph workspace stands for: what undo restores, documents keep, and lectures set and capture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, ClassVar

from simulator.declared import (
    Declared,
    Lenient,
    Many,
    Maybe,
    Member,
    Number,
    Record,
    Series,
    Table,
    Text,
    Truth,
    UnfitError,
    Whole,
    declared,
)
from simulator.descent.racer import LEARNING_RATE
from simulator.errors import Phrase
from simulator.graph.examples import EXAMPLES, GraphExample, example_named
from simulator.graph.graph import Graph, GraphNumbers, evaluate
from simulator.graph.network_text import Wanted
from simulator.graph.of_network import NetworkGraph, derivative_graph
from simulator.graph.stops import GraphDescent, GraphStride, stops_of
from simulator.graph.text import MOST_NODES, read_graph
from simulator.moment import Moment
from simulator.network import Network

FIRST_VALUE = 0.5
"""Of a variable that was given no value."""
FIRST_EXAMPLE = "neuron_quadratic"
_MOST_COSTS = 8 * 1024**2


@dataclass(frozen=True, eq=False)
class GraphState:
    """Everything that is chosen and seen.

    Attributes
    ----------
    numbers, values
        Of the graph, and of its variables by name.
    position, chosen
        Number of the stop in view; of the node that is looked at, or None.
    descending, learning_rate, costs
        Which variables descend, η, and L at the start of the descent and after every update.
    title
        Key of an example, words for a derivative of the network, or "".
    stride
        How far one press of Next goes.
    by_hand
        Whether the values were changed since they came from outside.
    made
        The derivative of a network that this is, if it is one.
    """

    numbers: GraphNumbers
    values: Mapping[str, float] = declared(Table(Number()), "values")
    position: int = declared(Whole(), default=0)
    chosen: int | None = declared(Lenient(Whole(), None), default=None)
    descending: tuple[str, ...] = declared(Many(Text(), lambda: MOST_NODES), "descend", default=())
    learning_rate: float = declared(Number(), "learning_rate", default=0.1)
    costs: tuple[float, ...] = declared(Series("graph/costs.npy", _MOST_COSTS), default=())
    title: str = declared(Text(), default="")
    stride: GraphStride = declared(Member(GraphStride), "granularity", default=GraphStride.NODE)
    by_hand: bool = declared(Truth(), default=False)
    made: NetworkGraph | None = None

    derived: ClassVar[tuple[Declared, ...]] = (
        Declared("text", "text", Text()), Declared("derivative", "derivative", Maybe(Record(Wanted))))
    """What files keep in the place of the graph."""

    @classmethod
    def of_stored(cls, *, text: str, derivative: Wanted | None, values: Mapping[str, float], network: Network,
                  **stored: Any) -> GraphState:
        """The state that a file tells of.

        Parameters
        ----------
        network
            That a derivative is one of.

        Raises
        ------
        Explained, UnfitError
            If something in it can't be used.
        """
        made = None if derivative is None else derivative_graph(network, derivative)
        graph = read_graph(text) if made is None else made.graph
        if set(values) != set(graph.names):
            raise UnfitError("values", ", ".join(values), Phrase("a number for each variable of the graph"))
        if not set(stored["descending"]) <= set(graph.names):
            raise UnfitError("descending", ", ".join(stored["descending"]), Phrase("variables of the graph"))
        last = len(stops_of(graph)) - 1
        if stored["position"] > last:
            raise UnfitError("position", stored["position"],
                             Phrase("a whole number from {low} to {high}", low=0, high=last))
        LEARNING_RATE.check(stored["learning_rate"])
        state = cls(evaluate(graph, values), {name: float(values[name]) for name in graph.names}, made=made, **stored)
        return state if state.chosen is None or state.chosen < len(graph.nodes) else replace(state, chosen=None)

    @classmethod
    def of_example(cls, example: GraphExample) -> GraphState:
        """A ready expression at its beginning."""
        values = dict(example.values)
        return cls(evaluate(read_graph(example.text), values), values, descending=tuple(example.descending),
                   learning_rate=float(example.learning_rate), title=example.name)

    @classmethod
    def first(cls) -> GraphState:
        """What the workspace begins with."""
        names = [one.name for one in EXAMPLES]
        return cls.of_example(example_named(FIRST_EXAMPLE if FIRST_EXAMPLE in names else names[0]))

    @property
    def graph(self) -> Graph:
        """The graph in view."""
        return self.numbers.graph

    @property
    def text(self) -> str:
        """Its expression; that of a derivative follows from the network."""
        return self.graph.text

    @property
    def derivative(self) -> Wanted | None:
        """By what the cost of a network is differentiated, if it is a derivative."""
        return None if self.made is None else self.made.wanted

    @cached_property
    def digest(self) -> str:
        """A text of all that is chosen, which tells states apart: the numbers follow from it."""
        return repr((self.text, sorted(self.values.items()), self.position, self.chosen, self.descending,
                     self.learning_rate, self.costs, self.title, self.stride))

    def with_values(self, values: Mapping[str, float]) -> GraphState:
        """At other values of some variables; a descent begins anew."""
        merged = {**self.values, **values}
        return replace(self, values=merged, numbers=evaluate(self.graph, merged), costs=())

    def updated(self) -> GraphState:
        """After one update of the chosen variables.

        Raises
        ------
        Explained
            If the graph isn't defined there.
        """
        values = GraphDescent(self.graph, self.values, self.descending, self.learning_rate).next_values(self.numbers)
        numbers = evaluate(self.graph, values)
        costs = self.costs or (float(self.numbers.values[self.graph.output]),)
        return replace(self, values=values, numbers=numbers,
                       costs=(*costs, float(numbers.values[self.graph.output])))

    def in_step_with(self, made: NetworkGraph, moment: Moment) -> GraphState:
        """The derivative of a network at the sample and the instant in view."""
        values = made.values(moment.state.theta, moment.sample.inputs, moment.sample.target)
        if self.made is made and dict(self.values) == values:
            return self
        return replace(self, numbers=evaluate(made.graph, values), values=values, made=made,
                       position=made.position(moment.address))
