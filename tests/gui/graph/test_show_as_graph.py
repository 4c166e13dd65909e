"""A derivative of the network on the stage, shown as a graph: the same numbers, steps and lights in the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from gui.foundation.number_text import number
from gui.run.choice import Selection
from gui.run.jobs import Activity
from simulator.graph.network_text import NodePlace, Role, Wanted, name_of
from simulator.graph.stops import StopKind
from simulator.steps import Address, Phase
from tests.gui.graph.pairs import ALT, EVERYTHING, KEY, NEURONS, WEIGHTS, Pair, of_the_sample
from tests.gui.hands import CONTROL

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


def test_the_descent_is_there_too_as_soon_as_a_variable_is_chosen_for_it(pair: Pair) -> None:
    pair.show(Wanted(2, 0, 1))
    workspace = pair.workspace
    box = next(row.descends for row in pair.left.values.rows if row.isVisible() and row.descends.isEnabled())
    pair.click(box)
    assert workspace.descent.isVisible()
    assert workspace.same.isVisible()
    pair.click(box)
    assert not workspace.descent.isVisible()


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
        pair.network.navigator.go_to(pair.moment.route.end_of_sample(0, sample))
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
    pair.wait(lambda: pair.network.navigator.activity is Activity.IDLE and pair.network.run_length > 1)
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
