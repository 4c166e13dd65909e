"""Data that are no pictures, other data, and verdicts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.digits.drawing_panel import DrawingPanel
from gui.digits.label_chooser import LabelChooser
from gui.digits.rows_panel import RowsPanel
from gui.digits.verdict import verdict_on
from gui.foundation.number_text import MINUS, count, never_whole, number
from gui.foundation.theme import Theme
from gui.run.notices import NoticeKind
from gui.run.session import Session
from simulator.datasets import data_set_named
from simulator.datasets.data_set import DataSet, Part
from simulator.experiment import Experiment, Layer, with_change
from simulator.moment import Occasion
from simulator.propagation import outputs
from simulator.steps import Granularity, Phase

if TYPE_CHECKING:
    from tests.gui.digits.conftest import Desk, OpenDesk, OpenSession

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def table(open_session: OpenSession) -> Session:
    """The rows of the AND gate as data that are no truth table."""
    data = replace(data_set_named("and_gate"), is_truth_table=False)
    return open_session(Experiment(data_set="and_gate", layers=(Layer(1),), batch_size=4), data)


@pytest.fixture
def table_desk(table: Session, open_desk: OpenDesk) -> Desk:
    """The card for them."""
    return open_desk(table, width=250)


def set_and_gate(session: Session) -> None:
    """One neuron that is an AND gate: σ(20 x₁ + 20 x₂ − 30)."""
    for index, value in enumerate((20.0, 20.0, -30.0)):
        session.set_parameter(index, value)


def test_a_gate_is_a_table_of_its_rows_with_the_answers_of_the_network(gate_desk: Desk, gate: Session) -> None:
    set_and_gate(gate)
    expected = outputs(gate.network, gate.moment.theta, gate.data.test.inputs(np.arange(4)))[:, 0]
    truth = [("0", "0", "0"), ("0", "1", "0"), ("1", "0", "0"), ("1", "1", "1")]
    for row, (x1, x2, label) in enumerate(truth):
        assert gate_desk.cells(row) == [str(row + 1), x1, x2, label, never_whole(float(expected[row]), 3), ""]
    assert expected[3] == pytest.approx(1 / (1 + np.exp(-10)))
    assert gate_desk.card.title() == "Truth table"
    assert gate_desk.card.height() <= 335


def test_a_click_on_a_row_follows_it(gate_desk: Desk, gate: Session) -> None:
    gate_desk.click_row(2)
    assert gate.is_following
    assert gate.moment.phase is Phase.INPUT
    assert gate.moment.sample.inputs.tolist() == [1.0, 0.0]
    assert gate_desk.card.status.text() == "sample 3 of 4"


def test_the_answer_of_a_followed_row_appears_when_the_signal_has_come_to_the_output(
        table_desk: Desk, table: Session) -> None:
    table_desk.click_row(2)
    assert table_desk.cells(2)[-1] == ""
    assert table_desk.cells(1)[-1] != ""
    assert table_desk.rows.verdict_line.text() == "no output yet"
    table.navigator.next(Granularity.LAYER)
    table.navigator.next(Granularity.LAYER)
    a = float(table.moment.sample.a[-1][0])
    assert table_desk.cells(2)[-1] == number(a, 3)
    assert table_desk.rows.verdict_line.text() == f"output: {table.moment.predicted_class} · a = {number(a, 3)}"


def test_the_arrow_keys_show_one_row_after_the_other_and_enter_follows(gate_desk: Desk, gate: Session) -> None:
    table = gate_desk.rows.table
    gate_desk.click_row(0)
    table.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(table, Qt.Key.Key_Down)
    gate_desk.settle()
    assert gate.moment.phase is Phase.COST
    assert gate.moment.sample.inputs.tolist() == [0.0, 1.0]
    QTest.keyClick(table, Qt.Key.Key_Return)
    gate_desk.settle()
    assert gate.moment.phase is Phase.INPUT
    assert gate.moment.sample.inputs.tolist() == [0.0, 1.0]


def test_typed_inputs_are_a_sample_of_ones_own_with_the_chosen_label(gate_desk: Desk, gate: Session) -> None:
    set_and_gate(gate)
    gate_desk.click_row(0)
    panel = gate_desk.rows
    assert isinstance(panel.answer, LabelChooser)
    QTest.keyClick(panel.answer.box, Qt.Key.Key_Down)
    line = panel.fields[1].line
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "1.25")
    QTest.keyClick(line, Qt.Key.Key_Return)
    gate_desk.settle()
    assert gate.moment.sample.inputs.tolist() == [0.0, 1.25]
    assert gate.moment.sample.target.tolist() == [1.0]
    assert gate.moment.sample.a[-1][0] == pytest.approx(1 / (1 + np.exp(5)))
    assert gate_desk.card.status.text() == "a sample of your own"
    assert panel.stored_index() is None


def test_typed_inputs_have_no_answer_until_one_is_chosen(gate_desk: Desk, gate: Session) -> None:
    gate_desk.click_row(3)
    panel = gate_desk.rows
    line = panel.fields[1].line
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "0.25")
    QTest.keyClick(line, Qt.Key.Key_Return)
    gate_desk.settle()
    assert panel.answer.label() is None
    assert gate.own_sample.target is None
    gate_desk.press(gate_desk.card.buttons.learn)
    assert gate.notice.kind is NoticeKind.ANSWER_WANTED
    gate.choose_answer(0)
    gate_desk.settle()
    assert gate.moment.occasion is Occasion.LEARNED
    assert gate.moment.true_class == 0
    gate_desk.click_row(3)
    assert panel.answer.label() == 1


def test_nonsense_in_a_field_is_explained_under_it_and_changes_nothing(gate_desk: Desk, gate: Session) -> None:
    line = gate_desk.rows.fields[0].line
    before = gate.moment
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "one")
    QTest.keyClick(line, Qt.Key.Key_Return)
    gate_desk.settle()
    assert gate_desk.rows.fields[0].error() == '"one" is not a number; write it like 0.5 or 3e-4'
    assert gate.moment is before


def test_a_network_that_gets_everything_right_has_no_next_wrong_sample(table_desk: Desk, table: Session) -> None:
    set_and_gate(table)
    table_desk.press(table_desk.card.buttons.wrong)
    assert table_desk.card.status.text() == "All 4 are right."


def test_the_only_wrong_sample_is_called_so_when_it_is_asked_for_again(table_desk: Desk, table: Session) -> None:
    set_and_gate(table)
    table.set_parameter(0, 40.0)  # now (1, 0) is taken for 1, and nothing else is wrong
    table_desk.press(table_desk.card.buttons.wrong)
    assert table_desk.rows.stored_index() == 2
    table_desk.press(table_desk.card.buttons.wrong)
    assert table_desk.rows.stored_index() == 2
    assert table_desk.card.status.text() == "This is the only wrong one."


def test_what_a_search_has_found_is_said_of_the_weights_it_was_found_for(table_desk: Desk, table: Session) -> None:
    set_and_gate(table)
    table_desk.press(table_desk.card.buttons.wrong)
    assert table_desk.card.status.text() == "All 4 are right."
    table.set_parameter(0, 40.0)
    table_desk.settle()
    assert "right" not in table_desk.card.status.text()


def test_a_row_that_has_another_answer_in_the_next_gate_is_followed_with_that_one(gate_desk: Desk, gate: Session
                                                                                 ) -> None:
    gate_desk.click_row(3)
    assert gate.moment.sample.target.tolist() == [1.0]
    gate.start_run(with_change(gate.experiment, data_set="xor_gate"))
    gate_desk.settle()
    assert gate.moment.sample.inputs.tolist() == [1.0, 1.0]
    assert gate.moment.sample.target.tolist() == [0.0] == gate_desk.card.own_sample().target.tolist()
    gate.history.undo()
    gate_desk.settle()
    assert gate.moment.sample.target.tolist() == [1.0]


def test_learning_a_row_is_one_update_with_it(gate_desk: Desk, gate: Session) -> None:
    gate_desk.click_row(3)
    gate_desk.press(gate_desk.card.buttons.learn)
    assert gate.moment.occasion is Occasion.LEARNED
    assert gate.moment.sample.inputs.tolist() == [1.0, 1.0]
    assert gate.moment.after is not None
    gradient = gate.moment.record.gradient
    rate = gate.experiment.learning_rate
    assert gate.moment.after.theta == pytest.approx(gate.moment.state.theta - rate * gradient)


def test_points_are_listed_with_their_coordinates(open_session: OpenSession, open_desk: OpenDesk) -> None:
    desk = open_desk(open_session(Experiment(data_set="circles", layers=(Layer(4), Layer(1)))), width=250)
    point = data_set_named("circles").test.inputs(np.array([4]))[0]
    shown = desk.cells(4)
    assert shown[0] == "5"
    assert shown[1:3] == [number(float(point[0]), 2), number(float(point[1]), 2)]
    desk.card.panel.load(4)
    assert desk.card.own_sample().inputs.tolist() == point.tolist()
    assert desk.card.height() <= 335


def test_a_test_sample_is_counted_among_the_test_samples_and_called_so_beside_added_points(
        open_session: OpenSession, open_desk: OpenDesk) -> None:
    session = open_session(Experiment(data_set="spiral", layers=(Layer(1),)))
    desk = open_desk(session)
    points = np.column_stack((session.data.train.raw, session.data.train.labels)).tolist()
    session.change_points([*points, [0.1, 0.2, 0.0], [0.3, 0.1, 1.0]])
    session.worker.wait()
    assert (session.data.train.count, session.data.test.count) == (len(points) + 2, 150)
    assert desk.card.panel.origin() == "test sample 1 of 150"
    assert desk.card.panel.table.accessibleName() == "Test samples"


def test_a_table_of_many_inputs_or_rows_leaves_out_what_has_no_room(
        open_session: OpenSession, open_desk: OpenDesk) -> None:
    raw = np.random.default_rng(1).integers(0, 256, (1500, 6), dtype=np.uint8)
    part = Part.of(raw, np.arange(1500, dtype=np.int64) % 3, scale=1 / 255)
    data = DataSet("idx", "wide", None, ("0", "1", "2"), np.eye(3), part, part)
    session = open_session(Experiment(layers=(Layer(3),), data_set="idx", data_path="x"), data)
    desk = open_desk(session)
    assert desk.cells(1401) == [count(1402), "0"]
    assert desk.rows.fields == []
    desk.click_row(1)
    assert session.moment.sample.inputs.tolist() == part.inputs(np.array([1]))[0].tolist()


# Another run


def test_other_data_bring_another_card_and_the_same_data_leave_the_drawing_alone(
        gate: Session, gate_desk: Desk, qtbot: QtBot) -> None:
    session, desk, experiment = gate, gate_desk, gate.experiment
    assert isinstance(desk.card.panel, RowsPanel)
    session.start_run(Experiment(layers=(Layer(8), Layer(10))))
    qtbot.waitUntil(lambda: isinstance(desk.card.panel, DrawingPanel))
    assert desk.card.title() == "Draw a digit"
    qtbot.waitUntil(desk.drawing.header.isVisible)
    assert desk.card.status.text() == "right button erases"
    QTest.mouseClick(desk.drawing.canvas, LEFT, pos=QPoint(10, 10))
    desk.settle()
    before, panel = desk.ink(), desk.card.panel
    session.draw_new_weights()
    qtbot.waitUntil(lambda: session.experiment.seed == 2)
    assert desk.card.panel is panel
    assert np.array_equal(desk.ink(), before)
    header = desk.drawing.header
    session.start_run(experiment)
    qtbot.waitUntil(lambda: isinstance(desk.card.panel, RowsPanel))
    assert not header.isVisible()
    assert desk.card.panel.data is data_set_named("and_gate")


def test_a_drawing_comes_back_with_its_pictures_over_others(
        session: Session, desk: Desk, tiny_pictures: DataSet, tiny_experiment: Experiment) -> None:
    QTest.mouseClick(desk.drawing.canvas, LEFT, pos=QPoint(40, 40))
    desk.settle()
    before = desk.ink()
    session.start_run(tiny_experiment, tiny_pictures)
    desk.settle()
    assert desk.card.panel.data is tiny_pictures
    session.history.undo()
    desk.settle()
    assert np.array_equal(desk.ink(), before)
    assert desk.drawing.canvas.history.can_undo


# Verdicts


def test_outputs_that_are_no_numbers_say_nothing() -> None:
    verdict = verdict_on(np.array([0.1, np.nan, 0.3]), np.eye(3))
    assert verdict.predicted is None
    assert np.isnan(verdict.a)


def test_a_single_output_is_read_as_the_class_whose_target_is_nearer() -> None:
    table = np.array([[0.0], [1.0]])
    assert verdict_on(np.array([0.3]), table).predicted == 0
    assert verdict_on(np.array([0.7]), table) == verdict_on(np.array([0.7]), table)
    assert verdict_on(np.array([0.7]), table).predicted == 1
    assert verdict_on(np.array([0.3]), table).a == 0.3


def test_a_number_that_is_too_long_for_its_cell_is_rounded_and_never_cut(
        open_session: OpenSession, open_desk: OpenDesk) -> None:
    session = open_session(Experiment(data_set="spiral", layers=(Layer(2, "tanh"), Layer(1))))
    desk = open_desk(session, width=200)
    table, model = desk.rows.table, desk.rows.table.rows
    room = table.visualRect(model.index(0, 1)).width() - Theme().px(4)
    cells = [(row, column) for row in range(model.rowCount()) for column in (1, 2)]
    long = [(row, column) for row, column in cells
            if table.fontMetrics().horizontalAdvance(str(model.index(row, column).data())) > room]
    assert long, "some numbers have to be rounded here"
    for row, column in long:
        texts = model.shorter_texts(row, model.columns[column])
        assert any(table.fontMetrics().horizontalAdvance(text) <= room for text in texts)
        x = float(session.data.test.raw[row, column - 1])
        nearest = texts[-1].replace(MINUS, "-").lstrip("≈")
        assert float(nearest) == pytest.approx(x, abs=0.0501)
