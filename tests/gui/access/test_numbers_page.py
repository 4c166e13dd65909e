"""The numbers beside the drawing: every one of them, as the window writes them, linked with the stage."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.app import Deltaflow
from gui.foundation.number_text import number
from gui.insight.numbers_page import Kind, NumbersModel, NumbersPage, table_of
from gui.run.choice import Selection
from gui.run.session import Session
from gui.workspaces.numbers_table import network_rows
from simulator.experiment import preset
from simulator.moment import Moment
from simulator.steps import Phase

Open = Callable[..., tuple[Deltaflow, NumbersPage]]
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def open_page(start: Callable[..., Deltaflow]) -> Open:
    def opened(**options: object) -> tuple[Deltaflow, NumbersPage]:
        program = start(**options)
        below = program.window.workspaces["network"].page.workspace.below
        below.show_page("numbers")
        program.settle()
        page = below.page("numbers")
        assert isinstance(page, NumbersPage)
        return program, page

    return opened


def moments(experiment: str) -> Iterator[Moment]:
    """One of each phase of a run."""
    settings = preset(experiment)
    session = Session(settings, settings.open_data())
    seen: set[Phase] = set()
    while seen != set(Phase):
        moment = session.moment
        if moment.phase not in seen:
            seen.add(moment.phase)
            yield moment
        session.navigator.next()
        session.worker.wait()
    session.close()


def test_the_tables_have_the_numbers_that_are_saved_as_csv(qapp: QApplication) -> None:
    for moment in moments("xor"):
        rows = network_rows(moment)
        neurons, weights = table_of(moment, Kind.NEURONS), table_of(moment, Kind.WEIGHTS)
        saved = [row for row in rows if row[1] == "neuron"]
        assert [tuple(neurons.cell(row, column) for column in (0, 1, 2, 3, 5)) for row in range(neurons.row_count)] \
            == [(row[2], row[3], row[6], row[7], row[9]) for row in saved]
        biases = [row for row in rows if row[1] == "bias"]
        first = moment.network.sizes[0]
        assert [(neurons.cell(row, 6), neurons.cell(row, 7)) for row in range(first, neurons.row_count)] \
            == [(row[5], row[11]) for row in biases]
        saved = [row for row in rows if row[1] == "weight"]
        assert [tuple(weights.cell(row, column) for column in range(6)) for row in range(weights.row_count)] \
            == [(*row[2:6], row[10], row[11]) for row in saved]


def test_the_update_and_the_samples_are_there_once_they_are_known(qapp: QApplication) -> None:
    for moment in moments("xor_points"):
        samples, weights = table_of(moment, Kind.SAMPLES), table_of(moment, Kind.WEIGHTS)
        assert samples.row_count == moment.record.batch_size
        known = [row for row in range(samples.row_count) if samples.cell(row, 4) is not None]
        if moment.phase is Phase.UPDATE:
            assert known == list(range(samples.row_count))
            assert moment.after is not None
            layer = moment.layer
            change = moment.network.weights(moment.after.theta)[layer][0, 0] - moment.network.weights(
                moment.state.theta)[layer][0, 0]
            row = weights.row_of(Selection(layer, 0, 0))
            assert weights.cell(row, 6) == pytest.approx(float(change), abs=1e-15)
            assert samples.cell(0, 4) == float(moment.record.costs[0])
        elif moment.phase in (Phase.INPUT, Phase.WEIGHTED_INPUT):
            assert known == []
            assert weights.cell(0, 6) is None


def test_ctrl_0_brings_the_page_and_the_kind_outlives_another_look(start: Callable[..., Deltaflow]) -> None:
    program = start(experiment="xor_points")
    window = program.window
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_0, CONTROL)
    page = window.workspaces["network"].page.workspace.below.page("numbers")
    assert page.isVisible()
    page.kinds.segments()[1].click()
    program.change_look(type(program.look)(theme="dark", language="en"))
    program.settle()
    again = window.workspaces["network"].page.workspace.below.page("numbers")
    assert again is not page
    assert again.isVisible()
    assert again.kind is Kind.WEIGHTS


def test_what_is_chosen_here_is_chosen_on_the_stage_and_the_other_way_round(open_page: Open) -> None:
    program, page = open_page(experiment="mnist", steps=3)
    page.kinds.segments()[1].click()
    program.session.select(Selection(2, 3, 12))
    row = 784 * 30 + 3 * 30 + 12
    assert page.table.row() == row
    assert page.table.visualRect(page.table.currentIndex()).intersects(page.table.viewport().rect())
    page.table.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    assert program.session.selection == Selection(2, 3, 13)
    QTest.keyClick(page.table, Qt.Key.Key_Home, CONTROL)
    assert program.session.selection == Selection(1, 0, 0)
    page.choose(Kind.NEURONS)
    program.session.select(Selection(1, 4))
    assert page.table.row() == 784 + 4


def test_numbers_stand_at_the_right_as_the_window_writes_them(open_page: Open) -> None:
    program, page = open_page(experiment="xor_points", steps=3)
    model, moment = page.table.numbers, program.session.moment
    index = model.index(2, 2)
    assert index.data() == number(float(moment.sample.z[1][0]))
    assert index.data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    assert model.index(2, 5).data() == ""
    assert model.index(2, 5).data(Qt.ItemDataRole.AccessibleTextRole) == "not computed yet"
    heads = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())]
    assert heads == ["layer", "neuron", "z", "a", "σ′(z)", "δ", "b", "∂C/∂b"]


def test_the_chosen_cells_are_copied_with_all_digits(open_page: Open) -> None:
    program, page = open_page(experiment="xor_points", steps=4)
    table, sample = page.table, program.session.moment.sample
    table.setFocus(Qt.FocusReason.TabFocusReason)
    area = QItemSelection(table.numbers.index(2, 2), table.numbers.index(3, 3))
    table.selectionModel().select(area, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    QTest.keyClick(table, Qt.Key.Key_C, CONTROL)
    expected = "\n".join(f"{float(sample.z[1][j])!r}\t{float(sample.a[1][j])!r}" for j in (0, 1))
    assert QApplication.clipboard().text() == expected


def test_where_no_cell_is_chosen_what_was_copied_before_stays(open_page: Open) -> None:
    _, page = open_page(experiment="xor_points", steps=4)
    QApplication.clipboard().setText("kept")
    page.table.setFocus(Qt.FocusReason.TabFocusReason)
    page.table.clearSelection()
    QTest.keyClick(page.table, Qt.Key.Key_C, CONTROL)
    assert QApplication.clipboard().text() == "kept"


def test_a_sample_of_the_batch_is_gone_to(open_page: Open) -> None:
    program, page = open_page(experiment="xor_points", steps=3)
    page.choose(Kind.SAMPLES)
    assert page.table.row() == program.session.moment.address.sample == 0
    page.table.setFocus(Qt.FocusReason.TabFocusReason)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(page.table, key)
    assert program.session.moment.address.sample == 2


def test_of_a_large_network_only_the_rows_in_sight_are_asked_for(
        open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    program, page = open_page(experiment="mnist", steps=3)
    page.choose(Kind.WEIGHTS)
    assert page.table.numbers.rowCount() == 23_820
    program.session.navigator.next()
    asked, text = set[int](), NumbersModel.text

    def noted(self: NumbersModel, row: int, column: int) -> str:
        asked.add(row)
        return text(self, row, column)

    monkeypatch.setattr(NumbersModel, "text", noted)
    page._show(program.session.moment)
    page.table.grab()
    assert asked
    assert len(asked) < 200, "no more rows than are in sight"


def test_while_a_run_trains_the_table_stays_where_it_was_scrolled_to(
        open_page: Open, qtbot: QtBot, turn_wheel: Callable[..., bool]) -> None:
    program, page = open_page(experiment="xor_points")
    session, table, bar = program.session, page.table, page.table.verticalScrollBar()
    followed, places = set[int](), set[int]()

    def note(_moment: object) -> None:
        if session.is_training:
            followed.add(table.numbers.table.row_of(session.focus))
            places.add(bar.value())

    turn_wheel(table.viewport(), -20)
    assert bar.value() == bar.maximum() > 0
    session.moment_changed.connect(note)
    session.navigator.train(10_000)
    qtbot.waitUntil(lambda: len(followed) > 1)  # the neuron that stands out is another one now and then
    session.worker.stop()
    session.worker.wait()
    assert places == {bar.maximum()}
    place = table.visualRect(table.numbers.index(table.numbers.table.row_of(session.focus), 0))
    assert table.viewport().rect().contains(place), "at rest what happens is in view"
