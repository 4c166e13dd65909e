"""A derivative of the network on the stage, shown as a graph: the same numbers, steps and lights in the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.app import Deltaflow
from gui.choice import Selection
from gui.labour import Activity
from gui.network.stage import NetworkStage
from gui.number_text import number
from gui.session import Session
from simulator.experiment import Experiment, Layer
from simulator.experiment_files import preset
from simulator.graph.network_places import NodePlace, Role, Wanted, name_of
from simulator.graph.stops import StopKind
from simulator.moment import Moment
from simulator.steps import Address, Granularity, Phase
from tests.gui.descent.conftest import SIZE, ended, started
from tests.gui.graph.conftest import GraphSeat, begin, cleared
from tests.gui.hands import CONTROL
from tests.gui.stage.conftest import on_edge, place

KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
XOR = Experiment(data_set="xor_gate", layers=(Layer(2, "tanh"), Layer(1)), batch_size=4, learning_rate=0.5)
WEIGHTS = [Selection(layer, neuron, source) for layer, neuron, source in
           ((1, 0, 0), (1, 0, 1), (1, 1, 0), (1, 1, 1), (2, 0, 0), (2, 0, 1))]
NEURONS = [Selection(1, 0), Selection(1, 1), Selection(2, 0)]
EVERYTHING = [*(Wanted(one.layer, one.neuron, one.source) for one in (*WEIGHTS, *NEURONS)),
              *(Wanted(one.layer, one.neuron, is_bias=True) for one in NEURONS)]


class Pair(GraphSeat):
    """Somebody who turns from the stage to the graph and back."""

    @property
    def network(self) -> Session:
        """The network's run."""
        return self.program.session

    @property
    def stage(self) -> NetworkStage:
        """Its stage."""
        return self.window.workspace.stage

    @property
    def moment(self) -> Moment:
        """Its instant."""
        return self.network.moment

    @property
    def banner(self) -> str:
        """What the banner says; empty while there is none."""
        return self.window.banner.message() if self.window.banner.isVisible() else ""

    @property
    def derivative(self) -> float:
        """What was asked for, from the graph."""
        assert self.join.made is not None
        return self.join.made.derivative(self.session.numbers)

    def to_network(self) -> None:
        """To the stage."""
        self.press(KEY.Key_1, modifier=ALT)
        assert self.stage.isVisible()

    def pick(self, selection: Selection) -> None:
        """Clicks on a neuron or a weight of the stage."""
        self.wait(lambda: not self.stage.canvas.is_moving)
        spot = place(self.stage, selection.layer, selection.neuron) if selection.source is None else \
            on_edge(self.stage, selection.layer, selection.neuron, selection.source, 0.3)
        self.click(self.stage.canvas, spot)
        assert self.network.selection == selection

    def show(self, wanted: Wanted) -> None:
        """Shows a derivative: with the key G what can be chosen on the stage, a bias from the join."""
        if wanted.is_bias:
            self.press(KEY.Key_3, modifier=ALT)
            self.join.show_wanted(wanted)
            return
        self.pick(Selection(wanted.layer, wanted.neuron, wanted.source))
        self.press(KEY.Key_G)
        assert self.page.isVisible()

    def lights_agree(self) -> None:
        """Graph, picture, equation and stage speak of the same equation, neuron and weight."""
        made, workspace, moment = self.join.made, self.workspace, self.moment
        assert made is not None
        lit = made.lit(self.position)
        assert self.view._linked == made.linked(lit)
        assert workspace.network._shown == (lit, moment)
        assert workspace.equation.isVisible()
        assert moment.phase is lit.phase
        if self.position > 0:  # at the start the inputs belong to no neuron
            assert workspace.equation._equation is not None
            assert workspace.equation._equation.phase is lit.phase
            assert (moment.layer, moment.neuron) == (lit.layer, lit.neuron)
        assert self.network.focus == Selection(lit.layer, lit.neuron, lit.source)
        pointed_out = self.network.pointed_out
        assert pointed_out is not None
        assert pointed_out.phase is lit.phase
        assert {(one.layer, one.neuron) for one in pointed_out.places if one.source is None} >= lit.neurons
        assert self.stage.canvas._pointed_out == pointed_out


def of_the_sample(session: Session, wanted: Wanted) -> float:
    """BP4 of a weight, BP3 of a bias, δ of a neuron: from the record of the step."""
    sample = session.moment.sample
    delta = float(sample.delta[wanted.layer][wanted.neuron])
    return delta if wanted.source is None else float(sample.a[wanted.layer - 1][wanted.source]) * delta


OpenPair = Callable[..., Pair]


@pytest.fixture
def open_pair(shared_program: Deltaflow, qtbot: QtBot) -> Iterator[OpenPair]:
    """The stage with a network, and no Graph workspace yet."""
    def made(experiment: Experiment = XOR) -> Pair:
        begin(shared_program, experiment)
        window = shared_program.window
        window.resize(*SIZE)
        window.activateWindow()
        shared_program.session.set_granularity(Granularity.NEURON)
        shared_program.session.set_speed(32.0)  # nothing travels then
        return Pair(shared_program, qtbot)

    yield made
    shared_program.session.pause()
    shared_program.session.wait()
    cleared(shared_program)
    shared_program.session.point_out(None)


@pytest.fixture
def pair(open_pair: OpenPair) -> Pair:
    """With XOR 2-2-1 on the stage."""
    return open_pair()


# every derivative


@pytest.mark.parametrize("wanted", EVERYTHING, ids=str)
def test_the_derivative_is_the_networks_and_each_step_in_the_graph_is_one_in_the_network_and_back(
        pair: Pair, wanted: Wanted) -> None:
    pair.show(wanted)
    assert pair.session.title.startswith("∂C/∂")
    assert pair.left._upper._note.text() == pair.session.title
    assert pair.position == 0
    assert pair.moment.phase is Phase.INPUT
    assert pair.derivative == pytest.approx(of_the_sample(pair.network, wanted), rel=1e-12, abs=1e-12)
    assert pair.join.agrees
    pair.press(KEY.Key_1)
    there: list[Address] = []
    made = pair.join.made
    assert made is not None
    for position in pair.walk(KEY.Key_Right):
        assert pair.moment.address == made.address(position, 0, 0)
        pair.lights_agree()
        there.append(pair.moment.address)
    assert pair.position == pair.end
    assert there == sorted(there)
    assert pair.moment.phase is (Phase.BP3 if wanted.is_bias else Phase.BP4)
    text = pair.workspace.chain.text()
    if not (wanted.source is None and not wanted.is_bias):  # of a neuron its weights come last
        assert number(pair.derivative, 3) in text or number(pair.derivative, 4) in text
    for position, address in zip(pair.walk(KEY.Key_Left), [*there[-2::-1], Address(0, 0, 0, 0)], strict=True):
        assert position == pair.position
        assert pair.moment.address == address
        pair.lights_agree()
    assert pair.moment.phase is Phase.INPUT
    pair.agrees()


@pytest.mark.parametrize("selection", [WEIGHTS[1], WEIGHTS[4], NEURONS[1]], ids=str)
def test_the_button_does_what_the_key_does(pair: Pair, selection: Selection) -> None:
    pair.pick(selection)
    pair.click(pair.stage.as_graph)
    assert pair.page.isVisible()
    assert pair.view.hasFocus()
    name = name_of(NodePlace(Role.WEIGHTED_INPUT if selection.source is None else Role.WEIGHT, selection.layer,
                             selection.neuron, selection.source))
    assert pair.session.title == f"∂C/∂{name}"
    wanted = Wanted(selection.layer, selection.neuron, selection.source)
    assert pair.derivative == pytest.approx(of_the_sample(pair.network, wanted), rel=1e-12, abs=1e-12)
    pair.press(KEY.Key_End)
    assert pair.moment.phase is Phase.BP4
    pair.agrees()


@pytest.mark.parametrize("stride", [KEY.Key_2, KEY.Key_3])
def test_a_remote_steps_both_with_coarser_strides(pair: Pair, stride: Qt.Key) -> None:
    pair.show(Wanted(1, 1, 0))
    pair.press(stride)
    there = [pair.moment.address]
    for _ in pair.walk(KEY.Key_PageDown):
        pair.lights_agree()
        there.append(pair.moment.address)
    assert pair.moment.phase is Phase.BP4
    for address in there[-2::-1]:
        pair.press(KEY.Key_PageUp)
        assert pair.moment.address == address
    assert pair.position == 0


def test_the_parts_of_the_network_take_the_place_of_the_descent(pair: Pair) -> None:
    pair.show(Wanted(2, 0, 1))
    workspace = pair.workspace
    assert (workspace.same.isVisible(), workspace.equation.isVisible(), workspace.descent.isVisible()) == (
        True, True, False)
    pair.click_example("shared")
    assert (workspace.same.isVisible(), workspace.equation.isVisible(), workspace.descent.isVisible()) == (
        False, False, True)
    assert pair.network.pointed_out is None
    pair.press(KEY.Key_Z, modifier=CONTROL)
    assert workspace.same.isVisible()
    assert not workspace.descent.isVisible()
    pair.agrees()


def test_the_network_that_was_stepped_steps_the_graph_when_one_comes_back(pair: Pair) -> None:
    pair.show(Wanted(1, 0, 1))
    pair.press(KEY.Key_End)
    pair.to_network()
    assert pair.moment.phase is Phase.BP4
    back = [pair.position]
    while pair.moment.address > Address(0, 0, 0, 0):
        pair.press(KEY.Key_Left)
        back.append(pair.position)
    assert back == sorted(back, reverse=True)
    assert back[-1] == 0
    for _ in range(4):
        pair.press(KEY.Key_Right)
    pair.press(KEY.Key_3, modifier=ALT)
    assert pair.position > 0
    assert pair.join.made is not None
    assert pair.join.made.position(pair.moment.address) == pair.position
    pair.agrees()


def test_another_sample_has_its_own_values_in_the_graph(pair: Pair) -> None:
    wanted = Wanted(1, 1, 0)
    pair.show(wanted)
    for sample in range(1, 4):
        pair.to_network()
        pair.network.go_to(pair.moment.route.end_of_sample(0, sample))
        pair.press(KEY.Key_3, modifier=ALT)
        assert pair.moment.address.sample == sample
        assert pair.derivative == pytest.approx(of_the_sample(pair.network, wanted), rel=1e-12, abs=1e-12)
        pair.press(KEY.Key_Home)
        assert pair.moment.address == Address(0, sample, 0, 0), "stepping stays with the sample"
        pair.press(KEY.Key_End)
        assert pair.moment.address.sample == sample
        pair.agrees()


def test_training_and_coming_back_shows_the_new_weights(pair: Pair) -> None:
    wanted = Wanted(2, 0, 0)
    pair.show(wanted)
    pair.press(KEY.Key_End)
    former = dict(pair.session.values)
    pair.to_network()
    pair.press(KEY.Key_T)
    pair.wait(lambda: pair.network.activity is Activity.IDLE and pair.network.run_length > 1)
    pair.settle()
    assert pair.moment.address.step > 0
    pair.press(KEY.Key_3, modifier=ALT)
    assert pair.session.values != former
    assert pair.join.agrees
    assert pair.derivative == pytest.approx(of_the_sample(pair.network, wanted), rel=1e-12, abs=1e-12)
    step = pair.moment.address.step
    pair.press(KEY.Key_1)
    for _ in pair.walk(KEY.Key_Left):
        assert pair.moment.address.step == step
    assert pair.moment.phase is Phase.INPUT
    assert len([*pair.walk(KEY.Key_Right)]) == pair.end
    pair.lights_agree()
    pair.agrees()


# choosing in the graph


def test_a_click_on_an_edge_of_the_graph_lights_it_on_the_stage(pair: Pair) -> None:
    pair.show(Wanted(1, 0, 1))
    assert pair.join.made is not None
    for position in (pair.end, pair.end - 3):
        stop = pair.session.stops[position]
        assert stop.kind is StopKind.PRODUCT
        pair.click(pair.view, pair.edge_place(stop.edge))
        assert pair.position == position
        pair.lights_agree()


# values by hand


def test_values_set_by_hand_are_told_until_the_network_moves_again(pair: Pair) -> None:
    pair.show(Wanted(2, 0, 1))
    pair.press(KEY.Key_End)
    name = name_of(NodePlace(Role.ACTIVATION, 1, 0))
    there = pair.session.values[name]
    slider = pair.row(name).slider
    pair.click(slider, QPoint(slider.width() // 3, slider.height() // 2))
    assert pair.session.values[name] != there
    assert pair.position == pair.end
    assert not pair.join.agrees
    assert "not those of the network" in pair.workspace.network.told()
    moment = pair.moment
    pair.press(KEY.Key_Z, modifier=CONTROL)
    assert pair.session.values[name] == there
    assert "not those of the network" not in pair.workspace.network.told()
    pair.press(KEY.Key_Y, modifier=CONTROL)
    assert pair.session.values[name] != there, "what was set by hand can be made again"
    assert "not those of the network" in pair.workspace.network.told()
    assert pair.moment is moment
    pair.agrees()
    pair.to_network()
    pair.press(KEY.Key_Right)
    assert pair.join.agrees
    pair.press(KEY.Key_3, modifier=ALT)
    assert "not those of the network" not in pair.workspace.network.told()
    pair.agrees()


def test_several_values_set_by_hand_are_undone_one_by_one(pair: Pair) -> None:
    pair.show(Wanted(2, 0, 1))
    one, other = (name_of(NodePlace(Role.WEIGHT, 2, 0, source)) for source in (0, 1))
    before = dict(pair.session.values)
    pair.fill(pair.row(one).field.line, "0.25")
    pair.fill(pair.row(other).field.line, "0.75")
    pair.press(KEY.Key_Z, modifier=CONTROL)
    assert (pair.session.values[one], pair.session.values[other]) == (0.25, before[other])
    pair.press(KEY.Key_Z, modifier=CONTROL)
    assert pair.session.values == before
    assert pair.join.agrees
    pair.agrees()


def test_undo_after_the_network_has_gone_on_has_the_values_of_its_sample_now(pair: Pair) -> None:
    pair.show(Wanted(2, 0, 1))
    pair.fill(pair.row(name_of(NodePlace(Role.WEIGHT, 2, 0, 1))).field.line, "0.75")
    pair.to_network()
    pair.network.go_to(pair.moment.route.end_of_sample(0, 2))
    pair.press(KEY.Key_3, modifier=ALT)
    pair.press(KEY.Key_Z, modifier=CONTROL)
    assert pair.join.agrees
    assert pair.moment.address.sample == 2
    pair.agrees()


# undo across graphs


def test_undo_leads_back_over_joined_graphs_and_ones_own(pair: Pair) -> None:
    pair.show(Wanted(1, 0, 1))
    first = pair.session.title
    pair.press(KEY.Key_End)
    pair.to_network()
    pair.network.go_to(Address(0, 0, 0, 0))
    pair.show(Wanted(2, 0, 0))
    second = pair.session.title
    pair.enter("L = x^2")
    assert pair.join.made is None
    titles = [pair.session.title]
    moment = pair.moment
    pair.press(KEY.Key_Escape)
    pair.press(KEY.Key_End)
    assert pair.moment is moment, "one's own graph moves nothing"
    for _ in range(3):
        pair.press(KEY.Key_Z, modifier=CONTROL)
        titles.append(pair.session.title)
        pair.agrees()
        if pair.join.made is not None:
            assert pair.join.agrees
            pair.lights_agree()
    assert titles == ["", second, first, "neuron_quadratic"]
    assert pair.join.made is None
    assert pair.network.pointed_out is None
    for title in (first, second, ""):
        pair.press(KEY.Key_Y, modifier=CONTROL)
        assert pair.session.title == title
        pair.agrees()


def test_a_graph_of_a_network_that_is_gone_stands_alone(pair: Pair) -> None:
    pair.show(Wanted(1, 0, 1))
    pair.to_network()
    begin(pair.program, replace(XOR, layers=(Layer(3, "tanh"), Layer(1))))
    pair.press(KEY.Key_3, modifier=ALT)
    assert pair.join.made is None
    assert not pair.workspace.same.isVisible()
    assert pair.workspace.descent.isVisible()
    moment = pair.moment
    pair.press(KEY.Key_End)
    assert pair.moment is moment
    pair.agrees()


# what can't be shown


@pytest.mark.parametrize(("experiment", "chosen", "told"), [
    (replace(XOR, layers=(Layer(200), Layer(1))), Selection(1, 3), "smaller network"),
    (replace(XOR, layers=(Layer(2, "step"), Layer(1, "step")), cost="quadratic"), Selection(1, 0, 1), "activation"),
    (XOR, Selection(0, 1), "isn't learned"),
], ids=["wide", "step", "input"])
def test_what_cannot_be_shown_is_told_over_the_stage(open_pair: OpenPair, experiment: Experiment, chosen: Selection,
                                                     told: str) -> None:
    pair = open_pair(experiment)
    pair.settle()
    pair.network.select(chosen)
    pair.press(KEY.Key_G)
    assert pair.stage.isVisible(), "one stays where one is"
    assert told in pair.banner
    graph = pair.session.graph
    pair.click(pair.window.banner.close_button())
    assert pair.banner == ""
    pair.press(KEY.Key_3, modifier=ALT)
    assert pair.session.graph is graph
    assert pair.session.title == "neuron_quadratic"
    assert pair.banner == ""


def test_the_digits_are_too_many(qapp: QApplication, qtbot: QtBot, former_look: None) -> None:
    program = started(qapp)
    try:
        pair = Pair(program, qtbot)
        begin(program, preset("mnist"))
        pair.settle()
        pair.network.select(Selection(1, 3))
        pair.press(KEY.Key_G)
        assert pair.stage.isVisible()
        assert "smaller network" in pair.banner
    finally:
        ended(program)


def test_while_nothing_is_chosen_it_is_what_the_equations_follow(pair: Pair) -> None:
    pair.settle()
    assert pair.network.selection is None
    focus = pair.network.focus
    pair.press(KEY.Key_G)
    assert pair.session.title == "∂C/∂" + name_of(NodePlace(Role.WEIGHTED_INPUT, focus.layer, focus.neuron))


def test_a_typed_g_is_a_letter_and_elsewhere_the_key_means_nothing(pair: Pair) -> None:
    pair.pick(Selection(1, 0, 1))
    pair.press(KEY.Key_G)
    title, undoable = pair.session.title, pair.session.can_undo
    pair.press(KEY.Key_G)
    assert (pair.session.title, pair.session.can_undo) == (title, undoable)
