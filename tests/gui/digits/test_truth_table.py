"""A gate's truth table beside its network, and tables of data whose answers are values."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.digits.label_chooser import LabelChooser, ValueField
from gui.digits.rows_model import Kind, right_rows
from gui.foundation.number_text import number
from gui.foundation.theme import Theme, blend
from gui.run.session import Session
from simulator.datasets import DATA_SETS, DataSet, data_set_named
from simulator.evaluation import measure
from simulator.experiment import Experiment, Layer, preset
from simulator.moment import Occasion
from simulator.propagation import outputs
from simulator.steps import Granularity, Phase

if TYPE_CHECKING:
    from tests.gui.digits.conftest import Desk, OpenDesk, OpenSession

STEP_NAND = Experiment(data_set="nand_gate", layers=(Layer(1, "step"),), cost="quadratic", batch_size=1,
                       shuffled=False, initial_theta=(-2.0, -2.0, 3.0))


@pytest.fixture
def nand(open_session: OpenSession) -> Session:
    """The perceptron of the lecture: −2, −2, 3."""
    return open_session(STEP_NAND)


@pytest.fixture
def nand_desk(nand: Session, open_desk: OpenDesk) -> Desk:
    """Its card."""
    return open_desk(nand, width=250)


def headings(desk: Desk) -> list[str]:
    model = desk.rows.table.rows
    return [model.heading(column) for column in model.columns]


def spoken(desk: Desk) -> list[str]:
    """What a screen reader says of the marks."""
    model = desk.rows.table.rows
    last = len(model.columns) - 1
    assert model.columns[last].kind is Kind.MARK
    return [str(model.index(row, last).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())]


def ground(desk: Desk, row: int) -> str:
    """The colour of a row's ground, beside its letters."""
    table = desk.rows.table
    rect = table.visualRect(table.rows.index(row, 1))
    return table.viewport().grab().toImage().pixelColor(rect.topLeft() + QPoint(3, 3)).name()


def test_the_nand_of_the_lecture_has_a_truth_table_in_which_every_row_is_right(nand_desk: Desk) -> None:
    assert headings(nand_desk) == ["", "x₁", "x₂", "y", "a", ""]
    assert [nand_desk.cells(row)[1:5] for row in range(4)] == [
        ["0", "0", "1", "1"], ["0", "1", "1", "1"], ["1", "0", "1", "1"], ["1", "1", "0", "0"]]
    assert spoken(nand_desk) == ["right"] * 4
    assert nand_desk.rows.truth_line.text() == "All 4 rows are right."
    assert nand_desk.card.title() == "Truth table"


def test_a_changed_weight_says_at_once_which_rows_are_wrong(nand_desk: Desk, nand: Session, qtbot: QtBot) -> None:
    nand.set_parameter(2, 1.0)
    assert spoken(nand_desk) == ["right", "wrong", "wrong", "right"]
    assert nand_desk.rows.truth_line.text() == "Wrong: row 2 (0, 1), row 3 (1, 0)."
    nand.set_parameter(2, -1.0, continues=True)  # while a hand moves, numbers follow ten times a second
    qtbot.waitUntil(lambda: nand.navigator.is_settled)
    assert nand_desk.rows.truth_line.text() == "Wrong: row 1 (0, 0), row 2 (0, 1), row 3 (1, 0)."
    for index, value in enumerate((2.0, 2.0, -3.0)):
        nand.set_parameter(index, value)
    assert nand_desk.rows.truth_line.text() == "All 4 rows are wrong."
    nand.history.undo()
    assert nand_desk.rows.truth_line.text() != "All 4 rows are wrong."


def test_the_marks_are_shapes_and_not_only_colors(nand_desk: Desk, nand: Session) -> None:
    table = nand_desk.rows.table
    cell = table.visualRect(table.rows.index(1, 5))
    right = table.viewport().grab(cell).toImage()
    nand.set_parameter(2, 1.0)
    wrong = table.viewport().grab(cell).toImage()
    bare = right.pixelColor(1, 1)
    inked = [{(x, y) for x in range(image.width()) for y in range(image.height())
              if image.pixelColor(x, y) != bare} for image in (right, wrong)]
    assert len(inked[0] ^ inked[1]) > 20


def test_the_row_of_the_training_sample_lights_up_row_by_row(nand_desk: Desk, nand: Session) -> None:
    nand.navigator.set_granularity(Granularity.STEP)
    lit = []
    for _ in range(4):
        row = nand_desk.rows.table.rows.row_in_view
        assert nand.moment.occasion is Occasion.TRAINING
        assert row == nand.moment.sample.index
        assert ground(nand_desk, row) == blend(Theme().card, Theme().focus, 0.16).name()
        assert {ground(nand_desk, other) for other in range(4) if other != row} == {Theme().card.name()}
        lit.append(row)
        nand.navigator.next()
        nand.navigator.next(Granularity.NEURON)
    assert lit == [0, 1, 2, 3]


def test_a_click_on_a_row_follows_it_and_its_answer_stays_in_the_table(nand_desk: Desk, nand: Session) -> None:
    nand_desk.click_row(3)
    assert nand.is_following
    assert nand.moment.phase is Phase.INPUT
    assert nand.moment.sample.inputs.tolist() == [1.0, 1.0]
    assert nand_desk.rows.table.rows.row_in_view == 3
    assert nand_desk.cells(3)[4] == "0"


def test_typed_inputs_light_no_row(nand_desk: Desk, nand: Session) -> None:
    line = nand_desk.rows.fields[0].line
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "0.5")
    QTest.keyClick(line, Qt.Key.Key_Return)
    nand_desk.settle()
    assert nand.moment.sample.inputs.tolist() == [0.5, 0.0]
    assert nand_desk.rows.table.rows.row_in_view == -1


def test_the_fields_and_the_answer_go_with_the_row_that_is_lit(nand_desk: Desk, nand: Session) -> None:
    nand.navigator.set_granularity(Granularity.STEP)
    for row, inputs, answer in ((0, [0, 0], "1"), (1, [0, 1], "1"), (2, [1, 0], "1"), (3, [1, 1], "0")):
        assert nand_desk.rows.table.rows.row_in_view == row == nand_desk.rows.stored_index()
        assert [field.value() for field in nand_desk.rows.fields] == inputs
        assert nand_desk.card.own_sample().inputs.tolist() == inputs
        assert nand_desk.rows.verdict_line.text() == f"output: {answer} · a = {answer}"
        nand.navigator.next()
        nand.navigator.next(Granularity.NEURON)


def test_what_is_typed_or_called_otherwise_stays_while_other_rows_are_lit(nand_desk: Desk, nand: Session) -> None:
    nand.navigator.set_granularity(Granularity.STEP)
    answer = nand_desk.rows.answer
    assert isinstance(answer, LabelChooser)
    QTest.keyClick(answer.box, Qt.Key.Key_Up)
    assert nand_desk.card.own_sample().target.tolist() == [0.0]
    nand.navigator.next()
    nand.navigator.next(Granularity.NEURON)
    assert nand_desk.rows.table.rows.row_in_view == 1
    assert nand_desk.rows.stored_index() == 0
    assert nand_desk.card.own_sample().target.tolist() == [0.0]
    line = nand_desk.rows.fields[0].line
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "0.5")
    nand.navigator.next()
    nand.navigator.next(Granularity.NEURON)
    assert line.text() == "0.5"


@pytest.mark.parametrize("room", [240, 400, None])
def test_in_a_low_column_nothing_lies_on_anything_and_the_row_in_view_is_seen(
        nand_desk: Desk, nand: Session, room: int | None, qtbot: QtBot) -> None:
    card, panel = nand_desk.card, nand_desk.rows
    nand_desk.window.setFixedHeight(room or 460)
    card.set_room(room)
    nand.navigator.set_granularity(Granularity.STEP)
    for _ in range(3):
        nand.navigator.next()
        nand.navigator.next(Granularity.NEURON)
    parts = [panel.table, panel.truth_line, *panel.fields, panel.verdict_line, card.buttons]
    assert [field.isVisible() for field in panel.fields] == [room != 240] * 2
    shown = [part for part in parts if part.isVisible()]

    def tops_and_bottoms() -> list[tuple[int, int]]:
        return sorted({(part.mapTo(card, QPoint()).y(), part.mapTo(card, QPoint(0, part.height())).y())
                       for part in shown})

    qtbot.waitUntil(lambda: all(one[1] <= two[0] for one, two in pairwise(tops_and_bottoms())))
    assert tops_and_bottoms()[-1][1] <= card.height() <= nand_desk.window.height()
    row = panel.table.visualRect(panel.table.rows.index(3, 1))
    assert panel.table.viewport().rect().contains(row), "the fourth row is lit"


def test_a_half_adder_has_two_columns_of_targets_and_of_outputs(open_session: OpenSession, open_desk: OpenDesk
                                                                ) -> None:
    session = open_session(preset("half_adder_nands"))
    desk = open_desk(session, width=250)
    assert headings(desk) == ["", "x₁", "x₂", "y₁", "y₂", "a₁", "a₂", ""]
    assert [desk.cells(row)[1:7] for row in range(4)] == [
        ["0", "0", "0", "0", "0", "0"], ["0", "1", "1", "0", "1", "0"], ["1", "0", "1", "0", "1", "0"],
        ["1", "1", "0", "1", "0", "1"]]
    assert desk.rows.truth_line.text() == "All 4 rows are right."
    tip = desk.rows.table.rows.headerData(4, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert tip == "target: carry"
    last = session.network.depth
    session.set_parameter(session.network.bias_index(last, 1), 5.0)  # the carry is always 1 now
    assert desk.rows.truth_line.text() == "Wrong: row 1 (0, 0), row 2 (0, 1), row 3 (1, 0)."
    assert desk.rows.verdict_line.text() == "output: 2 · a = 0, 1"


def test_not_has_one_input_and_two_rows(open_session: OpenSession, open_desk: OpenDesk) -> None:
    desk = open_desk(open_session(preset("not_by_hand")), width=250)
    assert headings(desk) == ["", "x", "y", "a", ""]
    assert desk.rows.truth_line.text() == "All 2 rows are right."
    assert len(desk.rows.fields) == 1


def test_what_is_no_number_is_wrong(nand_desk: Desk, nand: Session, open_session: OpenSession, open_desk: OpenDesk
                                    ) -> None:
    session = open_session(Experiment(data_set="xor_gate", layers=(Layer(2, "identity"), Layer(1)), batch_size=4))
    desk = open_desk(session, width=250)
    for index, value in enumerate((1e308, 1e308, -1e308, -1e308)):
        session.set_parameter(index, value)
    session.set_parameter(session.network.weight_index(2, 0, 0), 1e308)
    session.set_parameter(session.network.weight_index(2, 0, 1), 1e308)
    assert desk.cells(3)[4] == "–"
    assert spoken(desk)[3] == "wrong"


def test_a_row_is_right_if_each_output_says_what_its_target_says() -> None:
    values = (0.0, 0.3, 0.5, 0.7, 1.0, np.nan)
    outputs = np.array([(a, b) for a in values for b in values])
    for target in ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0)):
        expected = [all(not np.isnan(a) and (a > 0.5) is (y > 0.5) for a, y in zip(row, target, strict=True))
                    for row in outputs.tolist()]
        assert right_rows(outputs, np.array([target] * len(outputs))).tolist() == expected


# values instead of classes


def test_a_curve_is_a_table_of_points_and_values_and_its_target_is_typed(
        open_session: OpenSession, open_desk: OpenDesk) -> None:
    session = open_session(Experiment(data_set="sine", layers=(Layer(3, "tanh"), Layer(1, "identity")),
                                      cost="quadratic"))
    desk = open_desk(session, width=250)
    data = session.data
    assert headings(desk) == ["", "x", "y", "a"]
    assert data.test.values is not None
    assert desk.cells(1)[2] == number(float(data.test.values[1, 0]), 2)
    assert not desk.card.buttons.wrong.isVisible()
    desk.click_row(1)
    assert session.moment.sample.target.tolist() == data.test.values[1].tolist()
    answer = desk.rows.answer
    assert isinstance(answer, ValueField)
    answer.field.line.setFocus()
    answer.field.line.selectAll()
    QTest.keyClicks(answer.field.line, "0.25")
    QTest.keyClick(answer.field.line, Qt.Key.Key_Return)
    desk.settle()
    assert session.moment.sample.target.tolist() == [0.25]
    assert session.moment.sample.inputs.tolist() == data.test.inputs(np.array([1]))[0].tolist()
    session.navigator.last()
    assert desk.rows.verdict_line.text() == f"output: a = {number(float(session.moment.sample.a[-1][0]), 3)}"
    desk.press(desk.card.buttons.random)
    desk.press(desk.card.buttons.learn)
    assert session.moment.occasion is Occasion.LEARNED


# other data of the same kind


def test_moved_points_keep_the_table_and_the_sample(
        open_session: OpenSession, open_desk: OpenDesk, qtbot: QtBot) -> None:
    session = open_session(Experiment(data_set="circles", layers=(Layer(4, "tanh"), Layer(1))))
    desk = open_desk(session, width=250)
    desk.click_row(2)
    panel, inputs = desk.card.panel, desk.card.own_sample().inputs.tolist()
    session.change_points([(0.0, 0.0, 0), (1.0, 1.0, 1)])
    qtbot.waitUntil(lambda: session.data.train.count == 2)
    assert desk.card.panel is panel
    assert desk.card.panel.data is session.data
    assert desk.card.own_sample().inputs.tolist() == inputs


def test_coordinates_are_typed_and_become_the_features_that_the_network_gets(
        open_session: OpenSession, open_desk: OpenDesk) -> None:
    session = open_session(Experiment(data_set="circles", layers=(Layer(1),), features=("x1_squared", "x2_squared")))
    desk = open_desk(session, width=250)
    domain = session.data.domain
    assert domain is not None
    assert headings(desk)[1:3] == ["x₁", "x₂"]
    for field, text in zip(desk.rows.fields, ("0.5", "-2"), strict=True):
        field.line.setFocus()
        field.line.selectAll()
        QTest.keyClicks(field.line, text)
        QTest.keyClick(field.line, Qt.Key.Key_Return)
    desk.settle()
    assert session.moment.sample.inputs.tolist() == domain.inputs(np.array([[0.5, -2.0]]))[0].tolist()
    assert len(session.moment.sample.inputs) == session.network.sizes[0]


def test_in_data_without_own_test_samples_the_row_of_the_training_sample_has_the_bar(
        open_session: OpenSession, open_desk: OpenDesk) -> None:
    data = replace(data_set_named("and_gate"), is_truth_table=False)
    session = open_session(Experiment(data_set="and_gate", layers=(Layer(1),), batch_size=4, shuffled=False), data)
    desk = open_desk(session, width=250)
    for row in range(4):
        assert desk.rows.table.rows.row_in_view == row == session.moment.sample.index
        session.navigator.next(Granularity.SAMPLE)
        session.navigator.next(Granularity.NEURON)


@pytest.mark.parametrize("gate", [one for one in DATA_SETS if one.is_truth_table], ids=lambda gate: gate.name)
def test_the_table_and_the_accuracy_agree_on_what_is_right(gate: DataSet) -> None:
    """Two numbers for the same thing stand on the screen: with any circuit they must be the same."""
    chance = np.random.default_rng(5)
    experiment = Experiment(data_set=gate.name, layers=(Layer(3, "step"), Layer(gate.output_count, "step")),
                            cost="quadratic", batch_size=1)
    network, rows = experiment.network(gate), np.arange(gate.train.count)
    targets = gate.targets(gate.train, rows)
    seen = set()
    for _ in range(200):
        theta = chance.normal(0.0, 2.0, network.parameter_count)
        right = right_rows(outputs(network, theta, gate.train.inputs(rows)), targets)
        accuracy = measure(network, gate, gate.train, theta, rows)[1]
        assert accuracy == right.mean()
        seen.add(accuracy)
    assert len(seen) > 2, "right and wrong circuits were among them"
