"""What stands in the Graph workspace: an expression at values, and the stop in view."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from lectures.model import Change, GraphPlace
from lectures.places import Target
from lectures.readings import Readings
from simulator.arrays import Array
from simulator.descent.racer import LEARNING_RATE
from simulator.errors import Explained, Phrase, name_list
from simulator.graph.examples import EXAMPLES, example_named
from simulator.graph.graph import Graph, GraphNumbers, evaluate
from simulator.graph.network_text import Wanted
from simulator.graph.of_network import NetworkGraph, derivative_graph
from simulator.graph.stops import GraphDescent, GraphStride, StopKind, following, preceding, stops_of
from simulator.graph.text import read_graph
from simulator.moment import Moment

FIRST_VALUE = 0.5
"""Of a variable that nobody has given a value."""
FIRST_EXAMPLE = "neuron_quadratic"


@dataclass(frozen=True, eq=False)
class GraphScene:
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
    made
        The network's derivative that this is, if it is one.
    """

    numbers: GraphNumbers
    values: Mapping[str, float]
    position: int = 0
    chosen: int | None = None
    descending: tuple[str, ...] = ()
    learning_rate: float = 0.1
    costs: tuple[float, ...] = ()
    title: str = ""
    stride: GraphStride = GraphStride.NODE
    made: NetworkGraph | None = None

    @property
    def graph(self) -> Graph:
        """The graph in view."""
        return self.numbers.graph

    @cached_property
    def digest(self) -> str:
        """Tells scenes apart."""
        return graph_digest(self)


def graph_digest(scene: GraphScene) -> str:
    """A text of all that is chosen: the numbers follow from it."""
    return repr((scene.graph.text, sorted(scene.values.items()), scene.position, scene.chosen, scene.descending,
                 scene.learning_rate, scene.costs, scene.title, scene.stride))


def first_graph() -> GraphScene:
    """What the workspace begins with."""
    return _of_example(next((one.name for one in EXAMPLES if one.name == FIRST_EXAMPLE), EXAMPLES[0].name))


def graph_applied(scene: GraphScene | None, change: Change, moment: Moment | None) -> GraphScene:
    """The scene after a change.

    Parameters
    ----------
    moment
        Of the network in view, if there is one.

    Raises
    ------
    Explained
        If something can't be used.
    """
    scene = _with_graph(scene or first_graph(), change, moment)
    if change.values:
        _check_names(scene.graph, tuple(change.values))
        values = {**scene.values, **change.values}
        scene = replace(scene, values=values, numbers=evaluate(scene.graph, values), costs=())
    if change.descend is not None:
        _check_names(scene.graph, change.descend)
        scene = replace(scene, descending=change.descend)
    if change.learning_rate is not None:
        scene = replace(scene, learning_rate=LEARNING_RATE.check(change.learning_rate))
    for _ in range(change.updates or 0):
        try:
            scene = updated(scene)
        except Explained:
            break  # the last good values stay, as in the window
    if change.place is not None:
        scene = replace(scene, position=position_of(scene.graph, change.place))
    if change.granularity is not None:
        scene = replace(scene, stride=GraphStride(change.granularity))
    for _ in range(abs(change.next or 0)):
        leads = following if (change.next or 0) > 0 else preceding
        scene = replace(scene, position=leads(stops_of(scene.graph), scene.position, scene.stride))
    if change.node is not None:
        scene = replace(scene, chosen=node_of(scene.graph, change.node) if change.node else None)
    return scene


def updated(scene: GraphScene) -> GraphScene:
    """After one update of the chosen variables."""
    descent = GraphDescent(scene.graph, scene.values, scene.descending, scene.learning_rate)
    values = descent.next_values(scene.numbers)
    numbers = evaluate(scene.graph, values)
    costs = scene.costs or (float(scene.numbers.values[scene.graph.output]),)
    return replace(scene, values=values, numbers=numbers,
                   costs=(*costs, float(numbers.values[scene.graph.output])))


def node_of(graph: Graph, name: str) -> int:
    """Number of the node with this name.

    Raises
    ------
    Explained
        If there is none.
    """
    for number, node in enumerate(graph.nodes):
        if node.name == name:
            return number
    raise Explained(Phrase('there is no node "{name}" in this graph; choose one of {known}', name=name,
                           known=name_list(dict.fromkeys(node.name for node in graph.nodes if node.name))))


def position_of(graph: Graph, place: GraphPlace) -> int:
    """Number of the stop that is meant.

    Raises
    ------
    Explained
        If the graph has no such stop.
    """
    stops = stops_of(graph)
    if place.kind == "start":
        return 0
    if place.kind == "end":
        return len(stops) - 1
    seed = next(number for number, stop in enumerate(stops) if stop.kind is StopKind.SEED)
    if place.kind == "forward":
        return seed - 1
    node = node_of(graph, place.node)
    if place.kind == "value":
        return next((number for number, stop in enumerate(stops)
                     if stop.kind is StopKind.VALUE and stop.node == node), 0)
    found = [number for number, stop in enumerate(stops) if stop.is_backward and stop.node == node]
    if not found:
        raise Explained(Phrase("{name} has no derivative in this graph; choose another node", name=place.node))
    return found[-1]


def graph_readings(scene: GraphScene) -> Readings:
    """The numbers of the graph in view: a node's value by its name, its derivative behind `d_`."""
    numbers, graph = scene.numbers, scene.graph

    def look(name: str) -> float:
        if name in ("eta", "updates"):
            return scene.learning_rate if name == "eta" else max(len(scene.costs) - 1, 0)
        array: Array = numbers.derivatives if name.startswith("d_") else numbers.values
        wanted = name.removeprefix("d_")
        number = next((number for number, node in enumerate(graph.nodes) if node.name == wanted),
                      graph.output if wanted == "L" else None)
        if number is None:
            raise KeyError(name)
        return float(array[number])

    return Readings(look)


def _with_graph(scene: GraphScene, change: Change, moment: Moment | None) -> GraphScene:
    if change.graph is not None:
        return _of_example(change.graph)
    if change.text is not None:
        graph = read_graph(change.text)
        values = {name: change.values.get(name, scene.values.get(name, FIRST_VALUE)) for name in graph.names}
        return GraphScene(evaluate(graph, values), values)
    if change.derivative is not None:
        return _derivative(scene, change.derivative, moment)
    if scene.made is None or moment is None:
        return scene
    if scene.made.network != moment.network:
        return replace(scene, made=None)  # of another network than the one that there is now: it stands by itself
    return _in_step_with(scene, scene.made, moment)


def _of_example(name: str) -> GraphScene:
    example = example_named(name)
    values = dict(example.values)
    return GraphScene(evaluate(read_graph(example.text), values), values, descending=tuple(example.descending),
                      learning_rate=float(example.learning_rate), title=example.name)


def _derivative(scene: GraphScene, target: Target, moment: Moment | None) -> GraphScene:
    if moment is None:
        raise Explained(Phrase("there is no network yet whose derivative could be shown; begin with an experiment"))
    source = target.source if target.kind == "weight" else None
    made = derivative_graph(moment.network, Wanted(target.layer, target.neuron, source, target.kind == "bias"))
    name = made.graph.nodes[made.derivative_node].name
    began = GraphScene(scene.numbers, {}, learning_rate=scene.learning_rate, title=f"∂C/∂{name}", stride=scene.stride)
    return _in_step_with(began, made, moment)


def _in_step_with(scene: GraphScene, made: NetworkGraph, moment: Moment) -> GraphScene:
    """The graph of the network's derivative at the sample and the instant in view."""
    values = made.values(moment.state.theta, moment.sample.inputs, moment.sample.target)
    if scene.made is made and dict(scene.values) == values:
        return scene
    return replace(scene, numbers=evaluate(made.graph, values), values=values, made=made,
                   position=made.position(moment.address))


def _check_names(graph: Graph, names: tuple[str, ...]) -> None:
    for name in names:
        if name not in graph.names:
            raise Explained(Phrase("there is no variable {name} in this graph; choose one of {known}",
                                   name=repr(name), known=name_list(graph.names)))
