"""The charts of cost and accuracy: what they draw, read out, and where a click travels."""

from __future__ import annotations

import math
import tracemalloc
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.foundation.number_text import NARROW_SPACE, number
from gui.foundation.theme import Theme
from gui.plots.accuracy_chart import AccuracyCurves
from gui.plots.cost_chart import CostCurves
from gui.plots.run_chart import RunChart
from gui.run.session import Session
from simulator.evaluation import Evaluation
from simulator.experiment import Experiment, Layer
from simulator.steps import Granularity

CIRCLES = Experiment(data_set="circles", layers=(Layer(4, "tanh"), Layer(1)), learning_rate=0.3, batch_size=10)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    session = Session(CIRCLES)
    yield session
    session.close()


@pytest.fixture
def cost(session: Session, show: Callable[..., QWidget]) -> RunChart:
    chart = RunChart(CostCurves(Theme()), session, Theme())
    show(chart)
    return chart


@pytest.fixture
def accuracy(session: Session, show: Callable[..., QWidget]) -> RunChart:
    chart = RunChart(AccuracyCurves(Theme()), session, Theme())
    show(chart)
    return chart


def train(session: Session, epochs: float) -> None:
    session.navigator.train(epochs)
    session.worker.wait()


def point(chart: RunChart, step: float, height: float = 0.5) -> QPoint:
    position = chart.surface.position_of(step, 0.0).toPoint()
    return QPoint(position.x(), round(chart.surface.height() * height))


def test_before_training_a_calm_sentence_stands_there(cost: RunChart, accuracy: RunChart) -> None:
    assert cost.empty.isVisible()
    assert cost.empty.text() == "Train to see the cost"
    assert accuracy.empty.text() == "Train to see the accuracy"
    assert not cost.surface.isVisible()


def test_training_brings_the_curves(cost: RunChart, session: Session) -> None:
    train(session, 2)
    assert cost.surface.isVisible()
    steps, costs = cost.curves.batch.getData()
    assert steps.tolist() == list(range(session.run_length))
    assert np.array_equal(costs, session.training_history.costs)
    steps, costs = cost.curves.test.getData()
    assert steps.tolist() == [one.step for one in session.training_history.evaluations]
    assert costs.tolist() == [one.test_cost for one in session.training_history.evaluations]


def test_accuracy_is_in_per_cent_from_0_to_100(accuracy: RunChart, session: Session) -> None:
    train(session, 3)
    _, shares = accuracy.curves.training.getData()
    measured = session.training_history.evaluations
    assert shares.tolist() == pytest.approx([100 * one.train_accuracy for one in measured])
    low, high = accuracy.surface.value_range()
    assert (low, high) == (0.0, 100.0)


def test_the_newest_test_values_stand_beside_the_titles(cost: RunChart, accuracy: RunChart,
                                                        session: Session) -> None:
    train(session, 3)
    newest = session.training_history.evaluations[-1]
    assert cost.latest.text() == f"test {number(newest.test_cost, 3)}"
    assert accuracy.latest.text().startswith(f"test {100 * newest.test_accuracy:.1f}")
    assert accuracy.latest.text().endswith(f"{NARROW_SPACE}%")
    assert "200 test samples" in accuracy.latest.toolTip()
    assert "first 200 training samples" in accuracy.latest.toolTip()


def test_the_cursor_stands_at_the_step_of_the_moment(cost: RunChart, session: Session) -> None:
    train(session, 2)
    session.navigator.go_to_step(11)
    session.worker.wait()
    assert cost.surface.cursor_position() == 12, "the end of step 11 is after 12 steps"
    session.navigator.back(Granularity.LAYER)
    session.worker.wait()
    assert cost.surface.cursor_position() == 11


@pytest.mark.parametrize("step", [1, 17, 40])
def test_a_click_travels_to_where_it_was_made(cost: RunChart, session: Session, qtbot: QtBot, step: int) -> None:
    train(session, 2)
    session.navigator.go_to_step(5)
    session.worker.wait()
    with qtbot.waitSignal(session.moment_changed):
        QTest.mouseClick(cost.surface.viewport(), LEFT, pos=point(cost, step))
    session.worker.wait()
    assert session.moment.state.step + 1 == step
    assert cost.surface.cursor_position() == step


def test_a_click_before_or_behind_the_run_stays_in_the_run(cost: RunChart, session: Session) -> None:
    train(session, 1)
    QTest.mouseClick(cost.surface.viewport(), LEFT, pos=point(cost, 0) - QPoint(10, 0))
    session.worker.wait()
    assert session.moment.address.step == 0
    QTest.mouseClick(cost.surface.viewport(), LEFT, pos=point(cost, 24))
    session.worker.wait()
    assert session.moment.address.step == session.run_length - 1


def test_other_buttons_and_the_wheel_do_nothing(cost: RunChart, session: Session,
                                                turn_wheel: Callable[..., bool]) -> None:
    train(session, 1)
    before, shown = session.moment.address, cost.surface.step_range()
    QTest.mouseClick(cost.surface.viewport(), Qt.MouseButton.RightButton, pos=point(cost, 3))
    assert not turn_wheel(cost.surface.viewport(), 2)
    session.worker.wait()
    assert session.moment.address == before
    assert cost.surface.step_range() == shown


def test_dragging_does_not_move_the_picture(cost: RunChart, session: Session) -> None:
    train(session, 1)
    shown = cost.surface.step_range()
    viewport = cost.surface.viewport()
    QTest.mousePress(viewport, LEFT, pos=point(cost, 3))
    QTest.mouseMove(viewport, point(cost, 9))
    QTest.mouseRelease(viewport, LEFT, pos=point(cost, 9))
    session.worker.wait()
    assert cost.surface.step_range() == shown


def test_pointing_reads_out_the_costs_of_a_step(cost: RunChart, session: Session) -> None:
    train(session, 2)
    legend = cost.surface.note.text()
    QTest.mouseMove(cost.surface.viewport(), point(cost, 7))
    text = cost.surface.note.text()
    assert "after 7 steps" in text
    assert f"batch {number(float(session.training_history.costs[7]), 3)}" in text
    near = min(session.training_history.evaluations, key=lambda one: abs(one.step - 7))
    assert f"after {near.step} steps" in text
    assert f"test {number(near.test_cost, 3)}" in text
    QTest.mouseMove(cost.surface.viewport(), point(cost, 9))
    assert "after 9 steps" in cost.surface.note.text()
    QTest.mouseMove(cost, QPoint(2, 2))
    cost.surface.hovered.emit(math.nan)
    assert cost.surface.note.text() == legend


def test_the_logarithmic_scale_shows_the_same_costs(cost: RunChart, session: Session) -> None:
    train(session, 2)
    QTest.mouseClick(cost.chart.logarithmic, LEFT, pos=QPoint(8, cost.chart.logarithmic.height() // 2))
    assert cost.chart.logarithmic.isChecked()
    _, positions = cost.curves.batch.getData()
    assert 10.0 ** positions == pytest.approx(session.training_history.costs)
    low, high = cost.surface.value_range()
    assert low <= positions.min() <= positions.max() <= high


@pytest.mark.parametrize("logarithmic", [False, True])
@pytest.mark.parametrize("costs", [[0.0, 0.0, 0.0], [math.inf, 0.5, math.nan], [math.nan] * 3, [1e300, 1e-300, 2.0]])
def test_strange_costs_leave_a_gap_and_nothing_breaks(cost: RunChart, session: Session, costs: list[float],
                                                      logarithmic: bool) -> None:
    cost.chart.logarithmic.setChecked(logarithmic)
    for value in costs:
        session.training_history.append(value)
    session.training_history.add(Evaluation(2, costs[0], 0.5, 200, costs[1], 0.5, 200))
    train(session, 1)
    cost.update_chart()
    cost.grab()
    low, high = cost.surface.value_range()
    assert math.isfinite(low)
    assert math.isfinite(high)


def test_a_new_run_empties_the_charts(cost: RunChart, session: Session, qtbot: QtBot) -> None:
    train(session, 1)
    session.reset()
    session.worker.wait()
    assert cost.empty.isVisible()


def test_the_bottom_axis_says_how_many_steps_make_an_epoch_while_that_is_one_number(
        cost: RunChart, session: Session) -> None:
    train(session, 1)
    assert cost.axis_hint.text() == "steps · 20 an epoch"
    session.change_settings(batch_size=50)
    session.worker.wait()
    train(session, 1)
    assert cost.axis_hint.text() == "steps", "an epoch has no one number of steps any more"


def test_the_test_curve_is_blue_and_the_cursor_dark_on_the_screen(cost: RunChart, session: Session) -> None:
    train(session, 4)
    session.navigator.go_to_step(9)
    session.worker.wait()
    image = cost.surface.grab().toImage()
    colors = {QColor(image.pixel(x, y)).name() for x in range(image.width()) for y in range(image.height())}
    assert Theme().positive.name() in colors
    assert Theme().text.name() in colors


def test_a_hidden_chart_draws_when_it_is_shown(cost: RunChart, session: Session) -> None:
    cost.hide()
    train(session, 1)
    assert len(cost.curves.batch.getData()[0] if cost.curves.batch.getData()[0] is not None else []) == 0
    cost.show()
    assert len(cost.curves.batch.getData()[0]) == session.run_length


def test_a_start_far_from_the_rest_is_left_out_of_view_and_named(cost: RunChart, accuracy: RunChart,
                                                                 session: Session) -> None:
    train(session, 10)
    history = session.training_history
    history.cut(0)
    for value in [9.0, 4.0, *[0.5] * 198]:
        history.append(value)
    history.add(Evaluation(0, 8.0, 0.1, 200, 8.25, 0.1, 200))
    for step in (50, 100, 150, 200):
        history.add(Evaluation(step, 0.4, 0.93, 200, 0.45, 0.91, 200))
    for chart in (cost, accuracy):
        chart.update_chart()
    assert cost.surface.value_range() == (0.0, 0.5)
    assert f"↑ up to {number(9.0, 3)} at the start" in cost.surface.note.text()
    assert accuracy.surface.value_range() == (90.0, 100.0)
    assert "↓ 10.0" in accuracy.surface.note.text()
    cost.chart.logarithmic.setChecked(True)
    assert "start" not in cost.surface.note.text()
    assert cost.surface.value_range()[1] >= math.log10(9.0)


def test_a_run_that_blows_up_is_seen_from_its_start_on_the_logarithmic_scale(cost: RunChart,
                                                                            session: Session) -> None:
    train(session, 10)
    session.training_history.cut(0)
    for step in range(200):
        session.training_history.append(10.0 ** (0.25 * step))
    cost.chart.logarithmic.setChecked(True)
    cost.update_chart()
    low, high = cost.surface.value_range()
    assert low <= 0.0
    assert high >= 49.75


def test_a_refresh_while_training_does_not_go_through_the_whole_history(cost: RunChart, session: Session) -> None:
    for value in np.random.default_rng(0).gamma(1.0, 0.3, 600_000):
        session.training_history.append(value)
    train(session, 1)
    cost.update_chart()
    tracemalloc.start()
    try:
        cost.update_chart()
        cost.surface.viewport().repaint()
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 600_000, "less than a byte for each of its costs"
