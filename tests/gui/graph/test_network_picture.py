"""The same in the network: which neurons, edges and numbers belong to a stop, and that they can be seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.foundation.theme import Theme
from gui.run.session import Session
from gui.workspaces.graph.network_picture import NetworkPicture, Shape, sketch_of
from simulator.experiment import Experiment, Layer
from simulator.graph.network_text import NodePlace, Role, Wanted
from simulator.graph.of_network import Lit, NetworkGraph, derivative_graph
from simulator.moment import Moment
from simulator.steps import Phase

XOR = Experiment(data_set="xor_gate", layers=(Layer(2, "tanh"), Layer(1)), batch_size=4)
THREE = Experiment(data_set="three_classes", layers=(Layer(5, "tanh"), Layer(3, "softmax")),
                   cost="categorical_cross_entropy")
WIDE = Experiment(data_set="circles", layers=(Layer(8, "tanh"), Layer(1)))
MANY = 10

Open = Callable[[Experiment], Moment]


@pytest.fixture
def moment_of(qtbot: QtBot) -> Iterator[Open]:
    """The second sample of a batch, its pass complete."""
    sessions: list[Session] = []

    def opened(experiment: Experiment) -> Moment:
        session = Session(experiment)
        sessions.append(session)
        session.navigator.go_to(session.moment.route.end_of_sample(0, 1))
        return session.moment

    yield opened
    for session in sessions:
        session.close()


def stops_at(graph: NetworkGraph, phase: Phase) -> list[Lit]:
    return [lit for lit in map(graph.lit, range(len(graph.stops))) if lit.phase is phase]


def at_node(graph: NetworkGraph, place: NodePlace, *, backward: bool) -> list[Lit]:
    node = graph.places.index(place)
    return [graph.lit(position) for position, stop in enumerate(graph.stops)
            if stop.node == node and stop.is_backward is backward]


def test_bp3_lights_the_bias_and_writes_the_error_that_it_is(moment_of: Open) -> None:
    moment = moment_of(XOR)
    lit = stops_at(derivative_graph(moment.network, Wanted(1, 0)), Phase.BP3)[-1]
    sketch = sketch_of(lit, moment, MANY)
    delta = moment.sample.delta[1][0]
    *sources, bias = sketch.left
    assert [dot.a for dot in sources] == list(moment.sample.inputs)
    assert (bias.shape, bias.error, bias.is_lit) == (Shape.GIVEN, delta, True)
    assert sketch.right[0].error == delta
    assert [line.is_lit for line in sketch.lines] == [False, False, True]
    assert sketch.lines[-1].carried == delta


def test_bp4_lights_the_edge_of_the_weight(moment_of: Open) -> None:
    moment = moment_of(XOR)
    graph = derivative_graph(moment.network, Wanted(2, 0, 1))
    sketch = sketch_of(graph.lit(len(graph.stops) - 1), moment, MANY)
    assert [line.is_lit for line in sketch.lines] == [False, True, False]
    assert [dot.is_lit for dot in sketch.left] == [False, True, False]
    assert sketch.lines[1].carried == pytest.approx(moment.sample.a[1][1] * moment.sample.delta[2][0])


def test_bp2_shows_whose_errors_come_back(moment_of: Open) -> None:
    moment = moment_of(THREE)
    graph = derivative_graph(moment.network, Wanted(1, 2, 0))
    one_by_one = at_node(graph, NodePlace(Role.ACTIVATION, 1, 2), backward=True)
    *singles, total = [sketch_of(lit, moment, MANY) for lit in one_by_one]
    assert sorted(next(place for place, dot in enumerate(one.right) if dot.is_lit) for one in singles) == [0, 1, 2]
    assert all(dot.is_lit for dot in total.right)
    weights = moment.weights[2][:, 2]
    np.testing.assert_allclose([line.carried for line in total.lines], weights * moment.sample.delta[2])
    assert total.left[0].error is None  # σ′ is still to come
    last = sketch_of(at_node(graph, NodePlace(Role.WEIGHTED_INPUT, 1, 2), backward=True)[-1], moment, MANY)
    assert last.left[0].error == moment.sample.delta[1][2]


def test_the_cost_comes_from_all_outputs(moment_of: Open) -> None:
    moment = moment_of(THREE)
    sketch = sketch_of(stops_at(derivative_graph(moment.network, Wanted(1, 2, 0)), Phase.COST)[0], moment, MANY)
    assert [dot.a for dot in sketch.left] == list(moment.sample.a[2])
    assert sketch.right[0].shape is Shape.COST
    assert sketch.right[0].a == moment.sample.cost


def test_no_error_is_shown_on_the_way_forward(moment_of: Open) -> None:
    moment = moment_of(THREE)
    graph = derivative_graph(moment.network, Wanted(1, 2))
    for position, stop in enumerate(graph.stops):
        if not stop.is_backward:
            sketch = sketch_of(graph.lit(position), moment, MANY)
            assert all(dot.error is None for dot in (*sketch.left, *sketch.right))


def test_a_product_lights_its_weight_and_the_sum_all_of_them(moment_of: Open) -> None:
    moment = moment_of(XOR)
    graph = derivative_graph(moment.network, Wanted(2, 0, 1))
    lit = [[line.is_lit for line in sketch_of(one, moment, MANY).lines]
           for one in stops_at(graph, Phase.WEIGHTED_INPUT)]
    assert lit == [[True, False, False], [False, True, False], [True, True, True]]


def test_of_many_neurons_those_that_light_up_are_shown(moment_of: Open) -> None:
    moment = moment_of(WIDE)
    graph = derivative_graph(moment.network, Wanted(2, 0, 6))
    sketch = sketch_of(graph.lit(len(graph.stops) - 1), moment, 4)
    assert len(sketch.left) == 4
    assert sketch.left_out == 5
    assert sum(line.is_lit for line in sketch.lines) == 1
    shown = next(dot for dot in sketch.left if dot.is_lit)
    assert shown.a == moment.sample.a[1][6]


@pytest.mark.parametrize("theme", [Theme(), Theme(dark=True), Theme(scale=1.5)], ids=["light", "dark", "large"])
@pytest.mark.parametrize("experiment", [XOR, THREE, WIDE], ids=["xor", "three", "wide"])
def test_every_stop_can_be_painted(moment_of: Open, show: Callable[..., QWidget], theme: Theme,
                                   experiment: Experiment) -> None:
    moment, picture = moment_of(experiment), NetworkPicture(theme)
    show(picture)
    last = moment.network.depth
    for wanted in (Wanted(1, 0), Wanted(last, 0, 1), Wanted(1, 1, is_bias=True)):
        graph = derivative_graph(moment.network, wanted)
        for lit in dict.fromkeys(map(graph.lit, range(len(graph.stops)))):
            picture.show_lit(lit, moment)
            picture.grab()
            assert picture.told()


def colors_of(image: QImage) -> set[str]:
    return {QColor(image.pixelColor(QPoint(x, y))).name() for x in range(0, image.width(), 2)
            for y in range(0, image.height(), 2)}


def test_the_edge_that_lights_up_has_the_colour_of_its_error(moment_of: Open, show: Callable[..., QWidget]) -> None:
    moment, theme = moment_of(XOR), Theme()
    picture = NetworkPicture(theme)
    show(picture)
    picture.setFixedSize(228, 260)
    graph = derivative_graph(moment.network, Wanted(2, 0, is_bias=True))
    picture.show_lit(graph.lit(0), moment)
    QApplication.processEvents()
    delta = moment.sample.delta[2][0]
    color = (theme.delta_positive if delta > 0 else theme.delta_negative).name()
    assert color not in colors_of(picture.grab().toImage())
    picture.show_lit(graph.lit(len(graph.stops) - 1), moment)
    assert color in colors_of(picture.grab().toImage())


def test_the_equation_stands_below_with_its_neurons_and_its_number(moment_of: Open,
                                                                   show: Callable[..., QWidget]) -> None:
    moment, picture = moment_of(XOR), NetworkPicture(Theme())
    show(picture)
    graph = derivative_graph(moment.network, Wanted(1, 0))
    picture.show_lit(stops_at(graph, Phase.BP3)[-1], moment, "values set by hand")
    told = picture.told()
    assert told.startswith("BP3: derivative of a bias")
    assert "∂C/∂b^1_1=δ^1_1" in told.replace(" ", "")
    assert told.endswith("values set by hand")


def test_without_a_network_it_says_how_to_get_there(moment_of: Open, show: Callable[..., QWidget]) -> None:
    picture = NetworkPicture(Theme())
    show(picture)
    picture.show_lit(None, moment_of(XOR))
    assert "Network workspace" in picture.told()
    picture.grab()
