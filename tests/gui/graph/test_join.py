"""A graph joined to the network: on XOR 2-2-1 stepping one steps the other, for every weight and neuron."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from gui.run.choice import PointedOut, Selection
from gui.run.edit_history import DEPTH
from gui.run.session import Session
from gui.workspaces.graph.graph_session import GraphSession
from gui.workspaces.graph.join import NetworkJoin
from simulator.errors import Explained
from simulator.experiment import Experiment, Layer
from simulator.graph.network_text import NodePlace, Role, Wanted, name_of
from simulator.graph.stops import GraphStride
from simulator.network import ParameterPlace
from simulator.steps import Address, Granularity, Phase
from simulator.training import OwnSample

XOR = Experiment(data_set="xor_gate", layers=(Layer(2, "tanh"), Layer(1)), batch_size=4, learning_rate=0.5)
WEIGHTS = [Selection(layer, neuron, source) for layer, neuron, source in
           ((1, 0, 0), (1, 0, 1), (1, 1, 0), (1, 1, 1), (2, 0, 0), (2, 0, 1))]
NEURONS = [Selection(1, 0), Selection(1, 1), Selection(2, 0)]

Open = Callable[..., tuple[Session, GraphSession, NetworkJoin]]


@pytest.fixture
def joined(qtbot: QtBot) -> Iterator[Open]:
    opened: list[tuple[Session, GraphSession]] = []

    def make(selection: Selection | None = None, experiment: Experiment = XOR
             ) -> tuple[Session, GraphSession, NetworkJoin]:
        session, graph = Session(experiment), GraphSession()
        opened.append((session, graph))
        join = NetworkJoin(session, graph, graph)
        if selection is not None:
            join.show(selection)
        return session, graph, join

    yield make
    for session, graph in opened:
        session.close()
        graph.close()


def derivative(join: NetworkJoin, graph: GraphSession) -> float:
    assert join.made is not None
    return join.made.derivative(graph.numbers)


def of_the_sample(session: Session, selection: Selection) -> float:
    """BP4 of a weight, δ of a neuron: from the record of the step."""
    sample = session.moment.sample
    delta = float(sample.delta[selection.layer][selection.neuron])
    return delta if selection.source is None else float(sample.a[selection.layer - 1][selection.source]) * delta


@pytest.mark.parametrize("selection", [*WEIGHTS, *NEURONS], ids=str)
def test_the_graph_has_the_networks_own_derivative_for_every_sample(joined: Open, selection: Selection) -> None:
    session, graph, join = joined(selection)
    for sample in range(4):
        session.navigator.go_to(session.moment.route.end_of_sample(0, sample))
        assert derivative(join, graph) == pytest.approx(of_the_sample(session, selection), rel=1e-12, abs=1e-12)
        assert join.agrees
    session.navigator.next(Granularity.STEP)
    session.worker.wait()
    assert derivative(join, graph) == pytest.approx(of_the_sample(session, selection), rel=1e-12, abs=1e-12)


@pytest.mark.parametrize("selection", [*WEIGHTS, *NEURONS], ids=str)
def test_stepping_the_graph_steps_the_network_and_back_to_the_start(joined: Open, selection: Selection) -> None:
    session, graph, join = joined(selection)
    assert join.made is not None
    made, trodden = join.made, []
    for _ in range(len(graph.stops) - 1):
        before = graph.position
        graph.next(GraphStride.EDGE)
        assert graph.position == before + 1
        assert session.moment.address == made.address(graph.position, 0, 0)
        trodden.append(session.moment.address)
    assert session.moment.phase is Phase.BP4
    assert (session.moment.layer, session.moment.neuron) == (selection.layer, selection.neuron)
    for address in reversed(trodden):
        assert session.moment.address == address
        graph.back(GraphStride.EDGE)
    assert graph.position == 0
    assert session.moment.phase is Phase.INPUT


DEEP = Experiment(data_set="xor_gate", layers=(Layer(3, "tanh"), Layer(2, "sigmoid"), Layer(1)), batch_size=4)


def everything(sizes: tuple[int, ...]) -> Iterator[Wanted]:
    for layer in range(1, len(sizes)):
        for neuron in range(sizes[layer]):
            yield Wanted(layer, neuron)
            yield Wanted(layer, neuron, is_bias=True)
            yield from (Wanted(layer, neuron, source) for source in range(sizes[layer - 1]))


@pytest.mark.parametrize("experiment", [XOR, DEEP], ids=["2-2-1", "2-3-2-1"])
def test_at_every_stop_the_network_stands_at_the_equation_that_lights_up(joined: Open, experiment: Experiment
                                                                         ) -> None:
    """Stage, graph, equation panel and picture speak of the same equation, neuron and weight."""
    session, graph, join = joined(experiment=experiment)
    for wanted in everything(session.network.sizes):
        join.show_wanted(wanted)
        graph.first()
        for _ in range(len(graph.stops) - 1):
            graph.next(GraphStride.EDGE)
            lit, moment = join.lit, session.moment
            assert lit is not None
            assert (moment.phase, moment.layer, moment.neuron) == (lit.phase, lit.layer, lit.neuron), wanted
            assert session.focus == Selection(lit.layer, lit.neuron, lit.source)


@pytest.mark.parametrize("selection", [*WEIGHTS, *NEURONS], ids=str)
def test_stepping_the_network_steps_the_graph_and_back_to_the_start(joined: Open, selection: Selection) -> None:
    session, graph, join = joined(selection)
    assert join.made is not None
    positions = [0]
    while session.moment.address.sample == 0:
        address = session.moment.address
        session.navigator.next(Granularity.NEURON)
        if session.moment.address.sample == 0:
            assert session.moment.address > address  # the graph pulls nothing back
            positions.append(graph.position)
    assert positions == sorted(positions)
    assert max(positions) == len(graph.stops) - 1
    while session.moment.address != Address(0, 0, 0, 0):
        session.navigator.back(Granularity.NEURON)
    assert graph.position == 0


def test_the_weighted_input_of_the_network_is_the_end_of_its_sum_in_the_graph(joined: Open) -> None:
    session, graph, _ = joined(Selection(2, 0, 1))
    route = session.moment.route
    session.navigator.go_to(Address(0, 0, route.index(Phase.WEIGHTED_INPUT, 2), 0))
    assert graph.graph.nodes[graph.stop.node].name == name_of(NodePlace(Role.WEIGHTED_INPUT, 2, 0))
    session.navigator.go_to(Address(0, 0, route.index(Phase.BP1, 2), 0))
    assert graph.graph.nodes[graph.stop.node].name == name_of(NodePlace(Role.WEIGHTED_INPUT, 2, 0))
    assert graph.stop.is_backward


def test_the_graph_begins_at_the_instant_of_the_network(joined: Open) -> None:
    session, graph, join = joined()
    session.navigator.go_to(session.moment.route.end_of_sample(0, 2))
    join.show(Selection(1, 1, 0))
    assert graph.position == len(graph.stops) - 1
    assert graph.title.endswith(name_of(NodePlace(Role.WEIGHT, 1, 1, 0)))
    assert session.moment.address.sample == 2


def test_the_equation_the_edge_and_the_neurons_light_up_together(joined: Open) -> None:
    session, graph, join = joined(Selection(1, 0, 1))
    graph.last()
    lit = join.lit
    assert lit is not None
    assert (lit.phase, lit.parameters) == (Phase.BP4, {ParameterPlace(1, 0, 1)})
    assert session.moment.phase is Phase.BP4
    assert session.focus == Selection(1, 0, 1)
    assert session.pointed_out == PointedOut(
        frozenset({Selection(0, 1), Selection(1, 0), Selection(1, 0, 1)}), Phase.BP4)


def test_the_stage_is_lit_until_the_network_moves_by_itself(joined: Open) -> None:
    session, graph, _ = joined(Selection(1, 0, 1))
    graph.next(GraphStride.EDGE)
    assert session.pointed_out is not None
    session.navigator.next(Granularity.NEURON)
    assert session.pointed_out is None


def test_what_others_have_lit_stays(joined: Open) -> None:
    session, graph, _ = joined(Selection(1, 0, 1))
    graph.next(GraphStride.EDGE)
    others = PointedOut(frozenset({Selection(2, 0)}), Phase.BP1)
    session.point_out(others)
    session.navigator.next(Granularity.NEURON)
    assert session.pointed_out == others


def test_a_node_that_is_looked_at_lights_its_neuron_or_edge(joined: Open) -> None:
    session, graph, join = joined(Selection(1, 0, 1))
    graph.last()
    assert join.made is not None
    node = join.made.places.index(NodePlace(Role.WEIGHTED_INPUT, 2, 0))
    assert node in join.nodes_of(Selection(2, 0))
    join.light_node(node)
    assert session.pointed_out is not None
    assert session.pointed_out.places == {Selection(2, 0)}
    join.light_node(None)
    assert Selection(1, 0, 1) in session.pointed_out.places


def test_what_lights_up_in_the_graph_is_what_stage_and_equations_follow(joined: Open) -> None:
    session, graph, join = joined(Selection(1, 1))
    for _ in range(len(graph.stops) - 1):
        graph.next(GraphStride.EDGE)
        lit = join.lit
        assert lit is not None
        assert session.focus == Selection(lit.layer, lit.neuron, lit.source)


def test_it_tells_of_every_stop(joined: Open, record: Callable[..., list[object]]) -> None:
    _, graph, join = joined(Selection(1, 0))
    heard = record(join.changed)
    for _ in range(5):
        before = len(heard)
        graph.next(GraphStride.EDGE)
        assert len(heard) > before


def test_what_lights_up_in_the_network_lights_up_in_the_graph(joined: Open) -> None:
    _, graph, join = joined(Selection(1, 0, 1))
    graph.last()
    nodes, edges = join.linked
    assert graph.stop.node in nodes
    assert edges
    graph.set_text("L = x^2")
    assert join.linked == (frozenset(), frozenset())


def test_a_bias_can_be_shown(joined: Open) -> None:
    session, graph, join = joined()
    join.show_wanted(Wanted(1, 1, is_bias=True))
    graph.last()
    assert session.moment.phase is Phase.BP3
    assert derivative(join, graph) == pytest.approx(float(session.moment.sample.delta[1][1]), rel=1e-12)


def test_nodes_and_neurons_find_each_other(joined: Open) -> None:
    _, graph, join = joined(Selection(1, 0, 1))
    for selection in (Selection(1, 0, 1), Selection(2, 0), Selection(1, 0)):
        nodes = join.nodes_of(selection)
        assert nodes
        found = {join.selection_of(node) for node in nodes}
        assert selection in found or selection.source is not None
    assert join.selection_of(graph.graph.output) is None


# where they part


def test_another_expression_parts_them_and_undo_joins_them_again(joined: Open) -> None:
    session, graph, join = joined(Selection(1, 0, 1))
    graph.set_text("L = (w*x - y)^2")
    assert join.made is None
    assert join.lit is None
    assert session.pointed_out is None
    address = session.moment.address
    graph.last()
    assert session.moment.address == address
    session.navigator.go_to(session.moment.route.end_of_sample(0, 3))
    graph.history.undo()
    assert join.agrees
    assert derivative(join, graph) == pytest.approx(of_the_sample(session, Selection(1, 0, 1)), rel=1e-12)


def test_another_network_parts_them(joined: Open) -> None:
    session, graph, join = joined(Selection(1, 0, 1))
    session.start_run(replace(XOR, layers=(Layer(3, "tanh"), Layer(1))))
    session.worker.wait()
    assert join.made is None
    position = graph.position
    session.navigator.next()
    assert graph.position == position


def test_a_value_set_by_hand_is_not_the_networks(joined: Open) -> None:
    session, graph, join = joined(Selection(2, 0, 1))
    name = name_of(NodePlace(Role.ACTIVATION, 1, 0))
    graph.set_value(name, 0.123)
    assert join.made is not None
    assert not join.agrees
    session.navigator.next(Granularity.NEURON)
    assert join.agrees
    assert graph.values[name] == session.moment.sample.a[1][0]


def test_a_weight_moved_on_the_stage_moves_in_the_graph(joined: Open) -> None:
    session, graph, join = joined(Selection(2, 0, 1))
    session.set_parameter(session.network.weight_index(2, 0, 1), 1.75)
    session.worker.wait()
    assert graph.values[name_of(NodePlace(Role.WEIGHT, 2, 0, 1))] == 1.75
    assert join.agrees


def test_ones_own_sample_is_followed(joined: Open) -> None:
    session, graph, join = joined(Selection(1, 0))
    session.navigator.show_sample(OwnSample(np.array([0.25, 0.75]), np.array([1.0])))
    assert graph.values["x₂"] == 0.75
    graph.first()
    assert session.is_following
    assert session.moment.phase is Phase.INPUT
    assert join.agrees


def test_a_sample_at_which_the_graph_is_not_defined_is_told(joined: Open) -> None:
    """σ(z) is rounded to 1 there, and ln(1 − a) is not defined; the network itself has the short form a − y."""
    session, graph, join = joined(Selection(2, 0, 1))
    before = dict(graph.values)
    session.set_parameter(session.network.bias_index(2, 0), 60.0)
    session.worker.wait()
    assert join.problem is not None
    assert not join.agrees
    assert graph.values == before
    session.set_parameter(session.network.bias_index(2, 0), 0.0)
    session.worker.wait()
    assert join.problem is None
    assert join.agrees


def test_what_cannot_be_shown_leaves_the_graph_in_view(joined: Open) -> None:
    _, graph, join = joined()
    before = graph.graph
    refused = join.refusal(Selection(0, 1))
    assert refused is not None
    with pytest.raises(Explained, match="isn't learned"):
        join.show(Selection(0, 1))
    assert graph.graph is before
    assert join.refusal(Selection(1, 0)) is None


def test_digits_are_too_many(joined: Open) -> None:
    _, _, join = joined(experiment=Experiment())
    refused = join.refusal(Selection(1, 0, 300))
    assert refused is not None
    assert "smaller network" in str(refused)


def test_however_many_graphs_of_the_network_are_undone_each_goes_along_with_it_again(joined: Open) -> None:
    _, graph, join = joined()
    for number in range(DEPTH + 1):
        join.show(WEIGHTS[number % len(WEIGHTS)])
    undone = 0
    while graph.history.can_undo and undone < DEPTH - 1:
        graph.history.undo()
        undone += 1
        assert join.made is not None, undone
    assert undone == DEPTH - 1
