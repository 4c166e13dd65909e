"""A graph of the network whose values are changed by hand, undone across graphs, and what can't be shown."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.run.choice import Selection
from simulator.experiment import Experiment, Layer, preset
from simulator.graph.network_text import NodePlace, Role, Wanted, name_of
from simulator.steps import Address
from tests.gui.graph.conftest import OpenPair
from tests.gui.graph.pairs import ALT, KEY, XOR, Pair
from tests.gui.graph.seats import begin
from tests.gui.hands import CONTROL
from tests.gui.shared_program import ended, started

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
    pair.network.navigator.go_to(pair.moment.route.end_of_sample(0, 2))
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
    pair.network.navigator.go_to(Address(0, 0, 0, 0))
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
    assert pair.network.selection is None
    focus = pair.network.focus
    pair.press(KEY.Key_G)
    assert pair.session.title == "∂C/∂" + name_of(NodePlace(Role.WEIGHTED_INPUT, focus.layer, focus.neuron))


def test_a_typed_g_is_a_letter_and_elsewhere_the_key_means_nothing(pair: Pair) -> None:
    pair.pick(Selection(1, 0, 1))
    pair.press(KEY.Key_G)
    title, undoable = pair.session.title, pair.session.history.can_undo
    pair.press(KEY.Key_G)
    assert (pair.session.title, pair.session.history.can_undo) == (title, undoable)
