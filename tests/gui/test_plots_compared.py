"""The charts while two runs are compared: one curve of each, what they are called, and where a click travels."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from pyqtgraph import PlotDataItem
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.foundation.number_text import number, percent
from gui.foundation.theme import Theme
from gui.plots.accuracy_chart import AccuracyCurves
from gui.plots.cost_chart import CostCurves
from gui.plots.run_chart import RunChart
from gui.run.session import Session
from simulator.evaluation import Evaluation
from simulator.experiment import Experiment, Layer, with_change

CIRCLES = Experiment(data_set="circles", layers=(Layer(4, "tanh"), Layer(1)), learning_rate=0.3, batch_size=10)
RELU = with_change(CIRCLES, layers=(Layer(4, "relu"), Layer(1)))
STEEP = Experiment(data_set="circles", layers=(Layer(4, "identity"), Layer(1, "identity")), cost="quadratic",
                   learning_rate=1e6, batch_size=10)


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


def compare(session: Session, other: Experiment = RELU, epochs: float = 2) -> None:
    session.start_comparison(other)
    session.worker.wait()
    session.navigator.train(epochs)
    session.worker.wait()


def is_empty(curve: PlotDataItem) -> bool:
    return curve.getData()[0] is None or len(curve.getData()[0]) == 0


def column(evaluations: tuple[Evaluation, ...], name: str) -> list[float]:
    return [getattr(one, name) for one in evaluations]


def test_each_run_has_one_curve_and_those_of_a_single_run_are_gone(cost: RunChart, session: Session) -> None:
    compare(session)
    assert session.navigator.comparison is not None
    histories = session.training_history, session.navigator.comparison.training_history
    for curve, history in zip((cost.compared.first, cost.compared.second), histories, strict=True):
        steps, costs = curve.getData()
        assert steps.tolist() == column(history.evaluations, "step")
        assert costs.tolist() == column(history.evaluations, "test_cost")
    for curve, history in zip(cost.compared.batches, histories, strict=True):
        assert np.array_equal(curve.getData()[1], history.costs)
    for curve in (cost.curves.batch, cost.curves.training, cost.curves.test):
        assert is_empty(curve)


def test_accuracies_of_both_are_in_per_cent(accuracy: RunChart, session: Session) -> None:
    compare(session, epochs=4)
    assert session.navigator.comparison is not None
    shares = accuracy.compared.second.getData()[1]
    assert shares.tolist() == pytest.approx(
        [100 * share for share in column(session.navigator.comparison.training_history.evaluations, "test_accuracy")])


def test_the_second_curve_is_dashed_and_the_first_is_not(cost: RunChart) -> None:
    assert cost.compared.first.opts["pen"].style() == Qt.PenStyle.SolidLine
    assert cost.compared.second.opts["pen"].style() == Qt.PenStyle.CustomDashLine


def test_legend_and_headline_name_both_runs(cost: RunChart, accuracy: RunChart, session: Session) -> None:
    compare(session)
    assert session.navigator.comparison is not None
    ends = session.training_history.evaluations[-1], session.navigator.comparison.training_history.evaluations[-1]
    assert "A: Tanh" in cost.legend.text()
    assert "B: ReLU" in accuracy.legend.text()
    assert cost.latest.text() == f"test A {number(ends[0].test_cost, 3)} · B {number(ends[1].test_cost, 3)}"
    assert accuracy.latest.text() == \
        f"test A {percent(ends[0].test_accuracy, 1)} · B {percent(ends[1].test_accuracy, 1)}"


def test_names_that_do_not_fit_leave_their_letters(cost: RunChart, session: Session) -> None:
    compare(session, with_change(CIRCLES, initializer="normal_sigma", initial_number=0.01))
    assert "N(0, σ), σ = 0.01" in cost.legend.text()
    cost.resize(220, cost.height())
    assert "σ" not in cost.legend.text()
    assert "A" in cost.legend.text()
    assert "B" in cost.legend.text()


def test_pointing_reads_out_both_runs(cost: RunChart, accuracy: RunChart, session: Session) -> None:
    compare(session, with_change(CIRCLES, batch_size=40))
    assert session.navigator.comparison is not None
    for chart in (cost, accuracy):
        chart.surface.hovered.emit(7.0)
    text = cost.surface.note.text()
    assert f"A: batch {number(float(session.training_history.costs[7]), 3)}" in text
    assert f"B: batch {number(float(session.navigator.comparison.training_history.costs[7]), 3)}" in text
    for name, history in (("A", session.training_history), ("B", session.navigator.comparison.training_history)):
        near = min(history.evaluations, key=lambda one: abs(one.step - 7))
        assert f"{name}: test {number(near.test_cost, 3)}" in text
        assert f"after {near.step} steps" in text
        assert f"{name}: test {percent(near.test_accuracy, 1)}" in accuracy.surface.note.text()
    chart.surface.hovered.emit(math.nan)


def test_epochs_of_different_length_are_not_counted_on_the_axis(cost: RunChart, session: Session) -> None:
    compare(session)
    assert cost.axis_hint.text() == "steps · 20 an epoch"
    compare(session, with_change(CIRCLES, batch_size=40))
    assert cost.axis_hint.text() == "steps"


def test_the_end_of_the_comparison_brings_the_curves_of_one_run_back(cost: RunChart, session: Session) -> None:
    compare(session)
    session.end_comparison()
    assert is_empty(cost.compared.second)
    assert len(cost.curves.batch.getData()[0]) == session.run_length
    assert "training" in cost.legend.text()
    assert "B" not in cost.latest.text()


def test_the_chart_reaches_and_travels_as_far_as_the_run_that_has_come_farther(
        show: Callable[..., QWidget], qtbot: QtBot) -> None:
    session = Session(STEEP)
    try:
        chart: RunChart = RunChart(CostCurves(Theme()), session, Theme())
        show(chart)
        compare(session, with_change(STEEP, learning_rate=0.01), epochs=4)
        assert session.run_length < 40
        assert chart.surface.step_range()[1] >= 80
        assert chart.surface.cursor_position() == 80
        QTest.mouseClick(chart.surface.viewport(), Qt.MouseButton.LeftButton,
                         pos=QPoint(chart.surface.position_of(50, 0.0).toPoint().x(), 30))
        session.worker.wait()
        assert session.navigator.comparison is not None
        assert session.navigator.comparison.moment.address.step == 49
    finally:
        session.close()


def test_without_test_data_the_training_data_stand_in(show: Callable[..., QWidget], qtbot: QtBot) -> None:
    session = Session(with_change(CIRCLES, test_share=0.0))
    try:
        charts = RunChart(CostCurves(Theme()), session, Theme()), RunChart(AccuracyCurves(Theme()), session, Theme())
        show(*charts)
        session.navigator.train(3)
        session.worker.wait()
        for chart in charts:
            assert chart.latest.text().startswith("training ")
            assert "test" not in chart.legend.text()
            chart.surface.hovered.emit(7.0)
            assert "test" not in chart.surface.note.text()
        session.start_comparison(with_change(session.experiment, learning_rate=0.1))
        session.worker.wait()
        session.navigator.train(3)
        session.worker.wait()
        for chart, name in zip(charts, ("train_cost", "train_accuracy"), strict=True):
            assert chart.latest.text().startswith("training A ")
            factor = 1 if name == "train_cost" else 100
            assert chart.compared.first.getData()[1].tolist() == pytest.approx(
                [factor * value for value in column(session.training_history.evaluations, name)])
    finally:
        session.close()
