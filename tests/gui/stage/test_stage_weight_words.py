"""The weights of small networks as numbers on their edges, while the hand is on."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.foundation.theme import Theme
from gui.run.choice import Selection
from gui.workspaces.network.hand_marks import edge_point
from gui.workspaces.network.neurons import bias_mark_rect
from gui.workspaces.network.squares import square_rect
from gui.workspaces.network.stage import NetworkStage
from simulator.experiment import Experiment, Layer, preset
from tests.gui.stage.by_hand import drag, type_into
from tests.gui.stage.conftest import Open, on_edge, picture, settle

CIRCUITS = ("nand_by_hand", "not_by_hand", "xor_two_lines", "xor_four_nands", "half_adder_nands")


def texts(stage: NetworkStage) -> dict[Selection, str]:
    return {edge: text for edge, (text, _) in stage.canvas.written_weights().items()}


def test_the_nand_of_the_lecture_shows_its_weights(open_stage: Open) -> None:
    _, stage = open_stage(preset("nand_by_hand"))
    assert texts(stage) == {Selection(1, 0, 0): "w −2", Selection(1, 0, 1): "w −2"}
    rect = stage.canvas.written_weights()[Selection(1, 0, 0)][1].toRect()
    image = picture(stage)
    written = {image.pixelColor(x, y).name() for x in range(rect.left(), rect.right())
               for y in range(rect.top(), rect.bottom())}
    assert Theme().text_dim.name() in written


@pytest.mark.parametrize("name", CIRCUITS)
@pytest.mark.parametrize(("width", "height"), [(800, 540), (1700, 980), (1300, 600)])
def test_every_connection_of_a_circuit_has_its_number_on_itself_and_on_nothing_else(
        open_stage: Open, qtbot: QtBot, name: str, width: int, height: int) -> None:
    session, stage = open_stage(preset(name))
    stage.resize(width, height)
    settle(qtbot, stage)
    frame, moment, words = stage.canvas.frame, session.moment, stage.canvas.written_weights()
    assert frame is not None
    network, frozen = moment.network, session.experiment.frozen
    left = [network.locate(index) for index in range(network.parameter_count)
            if index not in frozen or moment.theta[index] != 0.0]
    connections = [Selection(place.layer, place.neuron, place.source) for place in left if place.source is not None]
    assert sorted(words, key=repr) == sorted(connections, key=repr)
    for edge, (text, rect) in words.items():
        w = float(moment.weights[edge.layer][edge.neuron, edge.source or 0])
        assert text == f"w {w:g}".replace("-", "−")
        courses = {other: [edge_point(frame, other, t / 200) for t in range(201)] for other in words}
        distances = {other: min((point - rect.center()).manhattanLength() for point in course)
                     for other, course in courses.items()}
        assert distances[edge] == min(distances.values()), "the number stands nearest to its own edge"
        for other, course in courses.items():
            assert other == edge or not any(rect.contains(point) for point in course)
    for (_, one), (_, two) in combinations(words.values(), 2):
        assert not one.intersects(two)
    for layer, column in enumerate(frame.layout.columns):
        for neuron in range(column.size):
            for obstacle in (square_rect(frame, column, neuron), bias_mark_rect(frame, layer, neuron)):
                assert not any(rect.intersects(obstacle) for _, rect in words.values())


def test_a_number_follows_a_drag_and_what_is_typed_and_keeps_its_place(open_stage: Open) -> None:
    session, stage = open_stage(preset("xor_two_lines"))
    edge = Selection(2, 0, 1)
    before = stage.canvas.written_weights()[edge][1]
    drag(stage, on_edge(stage, 2, 0, 1, 0.3), 20, 43)
    assert texts(stage)[edge] == "w 2.86"
    assert stage.canvas.written_weights()[edge][1] == before
    stage.weights.type_value(edge)
    type_into(stage, "-123.456")
    assert texts(stage)[edge] == "w −123"
    assert session.moment.weights[2][0, 1] == -123.456
    stage.weights.type_value(edge)
    type_into(stage, "0")
    assert texts(stage)[edge] == "w 0"


def test_the_hand_takes_hold_of_an_edge_also_where_its_number_stands(open_stage: Open) -> None:
    session, stage = open_stage(preset("nand_by_hand"))
    drag(stage, stage.canvas.written_weights()[Selection(1, 0, 0)][1].center().toPoint(), 20, 50)
    assert session.moment.weights[1][0, 0] == pytest.approx(-1.0, abs=0.005)


def test_a_weight_that_ran_away_is_still_written(open_stage: Open) -> None:
    session, stage = open_stage(preset("nand_by_hand"))
    session.set_parameter(0, 1e308)
    assert texts(stage)[Selection(1, 0, 0)].startswith("w 1")
    picture(stage)


def test_without_the_hand_and_where_edges_are_many_there_are_no_numbers(open_stage: Open) -> None:
    _, stage = open_stage(preset("nand_by_hand"))
    stage.canvas.setFocus()
    QTest.keyClick(stage.canvas, Qt.Key.Key_W)
    QApplication.processEvents()
    assert texts(stage) == {}
    _, wide = open_stage(Experiment(data_set="circles", layers=(Layer(8, "tanh"), Layer(8, "tanh"), Layer(1))))
    assert wide.canvas.by_hand
    assert texts(wide) == {}


def test_zooming_moves_the_numbers_with_their_edges(open_stage: Open, qtbot: QtBot) -> None:
    _, stage = open_stage(preset("nand_by_hand"))
    before = stage.canvas.written_weights()[Selection(1, 0, 0)][1].center()
    stage.canvas.zoom(2.0, QPointF(200.0, 200.0))
    settle(qtbot, stage)
    frame = stage.canvas.frame
    assert frame is not None
    after = stage.canvas.written_weights()[Selection(1, 0, 0)][1].center()
    assert after != before
    assert min((edge_point(frame, Selection(1, 0, 0), t / 100) - after).manhattanLength()
               for t in range(101)) < Theme().px(20)


def test_a_single_weight_is_not_called_weights(open_stage: Open) -> None:
    _, stage = open_stage(preset("not_by_hand"))
    assert stage._note.text() == "1 weight"
