"""What the edges stand for, against sums written out weight by weight."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from gui.foundation.number_text import number
from gui.foundation.theme import Theme
from gui.workspaces.network.captions import SpeedLegend
from gui.workspaces.network.edge_pictures import EdgeCurves
from gui.workspaces.network.edge_values import EdgeMode, Quantity, edge_values, shown_edges, values_key
from simulator.arrays import Array
from simulator.experiment import Experiment, Layer
from simulator.moment import Moment, moment_of_followed, moment_of_step, moved
from simulator.steps import Address, Phase, Route
from simulator.timeline import Timeline
from simulator.training import OwnSample, Trainer

EXPERIMENT = Experiment(data_set="circles", layers=(Layer(4, "tanh"), Layer(3, "tanh"), Layer(1)), batch_size=2)


@pytest.fixture(scope="module")
def trainer() -> Trainer:
    return Trainer(EXPERIMENT, EXPERIMENT.open_data())


@pytest.fixture(scope="module")
def start(trainer: Trainer) -> Moment:
    return moment_of_step(trainer, Timeline(trainer).begin(), Address(0, 0, 0, 0), own=False)


def at(start: Moment, trainer: Trainer, phase: Phase, layer: int, *, neuron: int | None = None, sample: int = 0
       ) -> Moment:
    station = start.route.index(phase, layer)
    last = start.route.neuron_count(station) - 1
    return moved(start, trainer, Address(0, sample, station, last if neuron is None else neuron))


def one_by_one(moment: Moment, layer: int, quantity: Quantity, neuron: int, source: int) -> float:
    """The number of a single edge, from the numbers of its ends."""
    before, after = moment.state.theta, moment.after.theta if moment.after else moment.state.theta
    place = moment.network.weight_index(layer, neuron, source)
    a, delta = moment.sample.a[layer - 1][source], moment.sample.delta[layer][neuron]
    if quantity is Quantity.MEAN_GRADIENT:
        rows = range(moment.record.batch_size)
        return sum(moment.record.a[layer - 1][row, source] * moment.record.delta[layer][row, neuron]
                   for row in rows) / len(rows)
    return {
        Quantity.WEIGHT: before[place], Quantity.SIGNAL: before[place] * a, Quantity.ERROR: before[place] * delta,
        Quantity.GRADIENT: a * delta, Quantity.UPDATE: after[place] - before[place],
        Quantity.SPEED: abs(after[place] - before[place]),
    }[quantity]


@pytest.mark.parametrize("quantity", Quantity)
@pytest.mark.parametrize("layer", [1, 2, 3])
def test_each_number_belongs_to_its_edge(start: Moment, trainer: Trainer, quantity: Quantity, layer: int) -> None:
    moment = at(start, trainer, Phase.BP4, 1, sample=1)
    values = edge_values(moment, layer, quantity)
    expected = np.array([[one_by_one(moment, layer, quantity, neuron, source) for source in range(values.shape[1])]
                         for neuron in range(values.shape[0])])
    assert values == pytest.approx(expected, rel=1e-12)


def test_the_update_is_minus_eta_times_the_mean_gradient(start: Moment) -> None:
    change = edge_values(start, 2, Quantity.UPDATE)
    gradient = edge_values(start, 2, Quantity.MEAN_GRADIENT)
    assert change == pytest.approx(-EXPERIMENT.learning_rate * gradient, abs=1e-15)


def test_signals_of_a_neuron_and_its_bias_add_up_to_its_weighted_input(start: Moment) -> None:
    signal: Array = edge_values(start, 2, Quantity.SIGNAL)
    assert signal.sum(axis=1) + start.biases[2] == pytest.approx(start.sample.z[2])


def test_signals_stay_what_they_were_while_the_weights_are_updated(start: Moment, trainer: Trainer) -> None:
    updated = at(start, trainer, Phase.UPDATE, 1)
    assert np.array_equal(edge_values(updated, 2, Quantity.SIGNAL), edge_values(start, 2, Quantity.SIGNAL))
    assert not np.array_equal(edge_values(updated, 2, Quantity.WEIGHT), edge_values(start, 2, Quantity.WEIGHT))


W, S, E, G, M, U, V = (Quantity.WEIGHT, Quantity.SIGNAL, Quantity.ERROR, Quantity.GRADIENT, Quantity.MEAN_GRADIENT,
                       Quantity.UPDATE, Quantity.SPEED)


@pytest.mark.parametrize(("phase", "layer", "uppermost"), [
    (Phase.INPUT, 0, (W, W, W)), (Phase.WEIGHTED_INPUT, 1, (S, W, W)), (Phase.ACTIVATION, 2, (S, S, W)),
    (Phase.COST, 3, (S, S, S)), (Phase.BP1, 3, (S, S, S)), (Phase.BP2, 2, (S, S, E)), (Phase.BP2, 1, (S, E, E)),
    (Phase.BP3, 3, (S, E, E)), (Phase.BP4, 3, (S, E, G)), (Phase.BP4, 1, (G, G, G)),
    (Phase.MEAN_GRADIENT, 3, (G, G, M)), (Phase.UPDATE, 2, (M, U, U)),
])
def test_the_edges_follow_the_phase(start: Moment, trainer: Trainer, phase: Phase, layer: int,
                                    uppermost: tuple[Quantity, ...]) -> None:
    stacks = shown_edges(at(start, trainer, phase, layer), EdgeMode.AUTO)
    assert tuple(stack[-1].quantity for stack in stacks) == uppermost


def test_neuron_by_neuron_only_the_edges_reached_are_shown(start: Moment, trainer: Trainer) -> None:
    forward = shown_edges(at(start, trainer, Phase.WEIGHTED_INPUT, 2, neuron=1), EdgeMode.AUTO)[1]
    assert [(one.quantity, one.neurons, one.pale) for one in forward] == [(W, 3, True), (S, 2, False)]
    back = shown_edges(at(start, trainer, Phase.BP2, 1, neuron=0), EdgeMode.AUTO)[1]
    assert [(one.quantity, one.sources, one.pale) for one in back] == [(S, 4, True), (E, 1, False)]


@pytest.mark.parametrize(("mode", "quantity"), [(EdgeMode.WEIGHT, W), (EdgeMode.SIGNAL, S), (EdgeMode.GRADIENT, G),
                                                (EdgeMode.LEARNING, V)])
def test_a_chosen_quantity_stays_whatever_the_phase(start: Moment, trainer: Trainer, mode: EdgeMode,
                                                    quantity: Quantity) -> None:
    stacks = shown_edges(at(start, trainer, Phase.BP4, 1), mode)
    assert {stack[-1].quantity for stack in stacks} == {quantity}


def test_what_is_chosen_but_not_reached_gives_way_to_pale_weights(start: Moment) -> None:
    assert all(stack[-1].quantity is W and stack[-1].pale for stack in shown_edges(start, EdgeMode.GRADIENT))


def test_while_training_the_weights_are_shown(start: Moment) -> None:
    stacks = shown_edges(start, EdgeMode.AUTO, training=True)
    assert all([(one.quantity, one.pale) for one in stack] == [(W, False)] for stack in stacks)


def test_moments_with_the_same_numbers_share_their_pictures(start: Moment, trainer: Trainer) -> None:
    cost, error = at(start, trainer, Phase.COST, 3), at(start, trainer, Phase.BP1, 3)
    assert values_key(cost, 1, S) == values_key(error, 1, S)
    other = at(start, trainer, Phase.COST, 3, sample=1)
    assert values_key(cost, 1, S) != values_key(other, 1, S)
    assert values_key(cost, 1, W) == values_key(other, 1, W)
    updated = at(start, trainer, Phase.UPDATE, 1)
    assert values_key(updated, 1, W) != values_key(cost, 1, W)


def test_the_weights_after_a_step_are_those_before_the_next(trainer: Trainer) -> None:
    timeline = Timeline(trainer)
    first, second = timeline.begin(), timeline.advance()
    end = Route(trainer.network.sizes).end_of_step(0, 2)
    before = moment_of_step(trainer, first, end, own=False)
    after = moment_of_step(trainer, second, Address(1, 0, 0, 0), own=False)
    assert values_key(before, 2, W) == values_key(after, 2, W)


# how fast the weights learn


@pytest.mark.parametrize("training", [False, True])
def test_speeds_are_whole_from_the_start_of_the_step_and_measured_by_the_fastest_weight_of_all(
        start: Moment, training: bool) -> None:
    stacks = shown_edges(start, EdgeMode.LEARNING, training=training)
    assert [(one.quantity, one.neurons, one.sources, one.pale) for (one,) in stacks] == [
        (V, 4, 2, False), (V, 3, 4, False), (V, 1, 3, False)]
    largest = max(one_by_one(start, layer, V, neuron, source)
                  for layer, neurons, sources in ((1, 4, 2), (2, 3, 4), (3, 1, 3))
                  for neuron in range(neurons) for source in range(sources))
    assert all(one.fastest == pytest.approx(largest) for (one,) in stacks)


def test_a_sample_that_is_only_followed_moves_nothing_and_that_is_said(trainer: Trainer) -> None:
    own = OwnSample(np.array([0.5, -1.0]), np.array([1.0]))
    moment = moment_of_followed(trainer, trainer.initial_state(), own, Address(0, 0, 0, 0))
    stacks = shown_edges(moment, EdgeMode.LEARNING)
    assert all(one.quantity is V and one.pale and one.fastest == 0.0 for (one,) in stacks)
    assert not edge_values(moment, 2, V).any()
    legend = SpeedLegend(Theme(), 0.0, learned=False, dotted=True)
    assert legend.words() == ("nothing is learned from this sample",)


def test_speeds_belong_to_the_step_whatever_instant_of_it_is_in_view(start: Moment, trainer: Trainer) -> None:
    updated = at(start, trainer, Phase.UPDATE, 1)
    assert values_key(start, 2, V) == values_key(updated, 2, V)
    assert np.array_equal(edge_values(start, 2, V), edge_values(updated, 2, V))


def drawn(share: float) -> QImage:
    """A single edge straight across a white picture, with this share of the largest speed."""
    image = QImage(60, 21, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("white"))
    curves = EdgeCurves(image, 0.0, 60.0, np.array([10.5]), np.array([10.5]), np.array([[share]]), 1.0,
                        (QColor("black"), QColor("black")), 5.0, still=QColor("gray"))
    curves.work(np.inf)
    assert curves.complete
    return image


def ink(image: QImage) -> list[float]:
    """How much ink each column has."""
    return [sum(255 - image.pixelColor(x, y).lightness() for y in range(image.height()))
            for x in range(image.width())]


def test_faster_weights_are_thicker_and_darker_and_those_that_stand_still_are_dotted() -> None:
    fast, slow, still = ink(drawn(1.0)), ink(drawn(0.1)), ink(drawn(0.0))
    assert min(fast) > max(slow) > 0
    assert min(slow) > 0
    assert 0 in still and max(still) > 0  # noqa: PT018 - dots, and gaps between them


def test_the_legend_says_both_ends_of_the_scale_in_numbers() -> None:
    words = SpeedLegend(Theme(), 0.0123, learned=True, dotted=True).words()
    assert words == ("learning speed |Δw|", f"≤ {number(0.0123e-4, 2)}", "0.012", "stands still")
    assert SpeedLegend(Theme(), 0.0123, learned=True, dotted=False).words()[-1] == "edges not drawn stand still"
    assert SpeedLegend(Theme(), 0.0, learned=True, dotted=False).words() == ("no weight moves in this step",)


@pytest.mark.parametrize("room", [60, 180, 320, 600])
def test_the_legend_keeps_to_its_room(qapp: object, room: int) -> None:
    image = QImage(700, 40, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("white"))
    painter = QPainter(image)
    legend = SpeedLegend(Theme(), 0.0123, learned=True, dotted=True)
    legend.paint(painter, 10.0, 20.0, 10.0 + room)
    painter.end()
    columns = [x for x, much in enumerate(ink(image)) if much]
    assert not columns or max(columns) <= 10 + room
    assert legend.width() < 700
