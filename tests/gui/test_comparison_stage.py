"""The stages of two runs that are compared: which is which, where they stand, and how they share the room."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.foundation.number_text import number
from gui.foundation.theme import Theme
from gui.run.choice import Selection
from gui.run.run_view import RunView
from gui.run.session import Session
from gui.workspaces.network.workspace import StageArea
from simulator.experiment import Experiment, Layer, with_change
from simulator.steps import Granularity

CIRCLES = Experiment(data_set="circles", layers=(Layer(4, "tanh"), Layer(4, "tanh"), Layer(1)), learning_rate=0.3,
                     batch_size=10)
RELU = with_change(CIRCLES, layers=(Layer(4, "relu"), Layer(4, "relu"), Layer(1)))
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    session = Session(CIRCLES)
    yield session
    session.close()


@pytest.fixture
def area(session: Session, show: Callable[..., QWidget]) -> StageArea:
    area = StageArea(session, Theme())
    show(area).resize(1100, 560)
    return area


def compare(session: Session, other: Experiment = RELU) -> None:
    session.start_comparison(other)
    session.worker.wait()


def test_without_a_comparison_there_is_one_stage_and_no_line_above_it(area: StageArea) -> None:
    assert area.second is None
    assert area.heads == ()
    assert area.count() == 1
    assert area.stage.y() == 0


def test_a_comparison_brings_the_second_stage_with_the_moment_of_its_run(area: StageArea, session: Session) -> None:
    compare(session)
    session.navigator.next(Granularity.STEP)
    assert session.navigator.comparison is not None
    assert area.second is not None
    assert area.second.isVisible()
    assert area.second.canvas.moment is session.navigator.comparison.moment
    assert area.stage.canvas.moment is session.moment
    assert [head.name.text() for head in area.heads] == ["A · Tanh", "B · ReLU"]
    assert abs(area.stage.width() - area.second.width()) <= 2


def test_both_stages_share_the_room_in_the_next_comparison_too(area: StageArea, session: Session) -> None:
    for _ in range(2):
        session.start_run(CIRCLES)
        session.start_comparison(RELU)  # before what the last comparison has left is gone
        session.worker.wait()
        assert area.second is not None
        assert abs(area.stage.width() - area.second.width()) <= 2


def test_each_head_tells_where_its_run_stands(area: StageArea, session: Session) -> None:
    compare(session, with_change(CIRCLES, batch_size=100))
    session.navigator.go_to_step(0)
    for _ in range(4):
        session.navigator.next(Granularity.STEP)
    first, second = (head.place.text() for head in area.heads)
    assert first.startswith("step 5 · epoch 1")
    assert second.startswith("step 5 · epoch 3")
    assert [head.name.text() for head in area.heads] == ["A · m = 10", "B · m = 100"]


def training_cost(run: RunView, steps: int) -> float:
    """The mean cost over the training data after so many steps, written out for a sigmoid behind tanh."""
    data, network, theta = run.data, run.network, run.run.timeline.state(steps).theta
    every = np.arange(data.train.count)
    a, targets = data.train.inputs(every), data.targets(data.train, every)
    *hidden, (w, b) = zip(network.weights(theta)[1:], network.biases(theta)[1:], strict=True)
    for weights, biases in hidden:
        a = np.tanh(a @ weights.T + biases)
    z = a @ w.T + b
    return float((np.logaddexp(0.0, z) - targets * z).mean())


@pytest.mark.parametrize("steps", [7, 40, 200])
def test_the_heads_compare_the_cost_over_the_training_data_after_the_same_steps(
        area: StageArea, session: Session, qtbot: QtBot, steps: int) -> None:
    two = with_change(CIRCLES, batch_size=2)
    session.start_run(two)
    session.worker.wait()
    compare(session, with_change(two, learning_rate=0.02))
    session.navigator.train_steps(steps)
    session.worker.wait()
    second = session.navigator.comparison
    assert second is not None
    qtbot.waitUntil(lambda: session.navigator.is_settled)
    for run, head in zip((session, second), area.heads, strict=True):
        match = re.search(r"training cost (\S+?)(?: after (\d+) steps)?$", head.place.text())
        assert match is not None, head.place.text()
        wanted = number(training_cost(run, int(match[2] or run.steps_done)), 3)
        assert match[1] == wanted
        assert "batch" in head.place.toolTip()
    session.navigator.go_to_step(steps // 2)  # in between it is the last one that was measured of both
    session.worker.wait()
    told = [re.search(r"(after \d+ steps|at the start)$", head.place.text()) for head in area.heads]
    assert told[0] is not None
    assert told[1] is not None
    assert told[0][0] == told[1][0]


def test_where_there_is_little_room_each_head_still_tells_the_cost(
        area: StageArea, session: Session, qtbot: QtBot) -> None:
    compare(session, with_change(CIRCLES, learning_rate=0.01))
    area.window().resize(800, 560)
    QApplication.processEvents()
    assert session.navigator.comparison is not None
    qtbot.waitUntil(lambda: all("cost" in head.place.text() for head in area.heads))
    costs = [f"training cost {number(run.training_history.evaluations[0].train_cost, 3)}"
             for run in (session, session.navigator.comparison)]
    assert all(cost in head.place.text() for cost, head in zip(costs, area.heads, strict=True))
    assert "epoch" not in area.heads[1].place.text()


def test_the_second_stage_shows_the_same_kind_of_edges(area: StageArea, session: Session) -> None:
    QTest.mouseClick(area.stage.modes.segments()[1], LEFT)
    compare(session)
    assert area.second is not None
    assert area.second.modes.index() == 1
    assert not area.second.modes.isVisible()
    QTest.mouseClick(area.stage.modes.segments()[2], LEFT)
    assert area.second.modes.index() == 2
    assert area.second.canvas.shown_edges() == tuple(
        shown for shown in area.second.canvas.shown_edges() if shown.quantity is area.stage.canvas.shown_edges()[0]
        .quantity)


def test_a_neuron_that_is_clicked_in_the_second_stage_is_chosen_in_both(area: StageArea, session: Session) -> None:
    compare(session)
    assert area.second is not None
    canvas = area.second.canvas
    assert canvas.frame is not None
    column = canvas.frame.layout.columns[2]
    point = canvas.frame.view.point(column.x, float(column.y[1]))
    QTest.mouseClick(canvas, LEFT, pos=QPoint(round(point.x()), round(point.y())))
    assert session.selection == Selection(2, 1)


def test_the_second_run_can_only_be_looked_at(area: StageArea, session: Session) -> None:
    compare(session)
    assert area.second is not None
    assert session.navigator.comparison is not None
    area.second.canvas.setFocus()
    QTest.keyClick(area.second.canvas, Qt.Key.Key_W)
    assert not area.second.by_hand.isVisible()
    assert not area.second.by_hand.isChecked()
    theta = session.navigator.comparison.moment.theta
    canvas = area.second.canvas
    assert canvas.frame is not None
    column = canvas.frame.layout.columns[1]
    point = canvas.frame.view.point(column.x, float(column.y[0]))
    here = QPoint(round(point.x()), round(point.y()))
    QTest.mousePress(canvas, LEFT, pos=here)
    QTest.mouseMove(canvas, here + QPoint(0, 40))
    QTest.mouseRelease(canvas, LEFT, pos=here + QPoint(0, 40))
    assert session.navigator.comparison is not None
    assert session.navigator.comparison.moment.theta is theta


def test_the_button_ends_the_comparison(area: StageArea, session: Session) -> None:
    compare(session)
    button = next(button for button in area.heads[1].buttons if button.isVisible())
    assert button.text() == "End comparison"
    QTest.mouseClick(button, LEFT)
    assert session.navigator.comparison is None
    assert area.second is None
    assert area.count() == 1 or not area.widget(1).isVisible()
    assert area.stage.modes.isVisible()


def test_where_there_is_little_room_a_cross_ends_it_and_both_still_share_evenly(area: StageArea, session: Session,
                                                                              qtbot: QtBot) -> None:
    compare(session)
    area.window().resize(560, 520)
    qtbot.waitUntil(lambda: area.width() < 560)
    assert area.second is not None
    assert area.orientation() is Qt.Orientation.Horizontal
    qtbot.waitUntil(lambda: area.second is not None and abs(area.stage.width() - area.second.width()) <= 2)
    assert not area.stage.modes.isVisible()
    button = next(button for button in area.heads[1].buttons if button.isVisible())
    assert button.toolTip() == "End comparison"
    session.end_comparison()
    assert area.stage.modes.isVisible()


def test_in_an_area_that_is_higher_than_wide_the_stages_lie_below_each_other(area: StageArea, session: Session,
                                                                            qtbot: QtBot) -> None:
    compare(session)
    area.window().resize(480, 760)
    qtbot.waitUntil(lambda: area.orientation() is Qt.Orientation.Vertical)
    second = area.second
    assert second is not None
    qtbot.waitUntil(lambda: abs(area.stage.height() - second.height()) <= 2)
    assert area.stage.modes.isVisible()


def test_a_run_that_diverges_says_so_above_its_stage(show: Callable[..., QWidget], qtbot: QtBot) -> None:
    gentle = Experiment(data_set="circles", layers=(Layer(4, "identity"), Layer(1, "identity")), cost="quadratic",
                        learning_rate=0.01, batch_size=10)
    session = Session(gentle)
    try:
        area = StageArea(session, Theme())
        show(area).resize(1000, 560)
        compare(session, with_change(gentle, learning_rate=1e6))
        session.navigator.train(4)
        session.worker.wait()
        assert session.navigator.comparison is not None
        first, second = (head.place for head in area.heads)
        assert session.navigator.comparison.divergence is not None
        assert second.text() == f"diverged in step {session.navigator.comparison.divergence.step + 1}"
        assert second.property("tone") == "warning"
        assert "the cost goes from" in second.toolTip()
        assert first.text().startswith("step 80 ·")
    finally:
        session.close()


def test_an_area_that_is_made_during_a_comparison_shows_both_at_once(session: Session,
                                                                    show: Callable[..., QWidget]) -> None:
    compare(session)
    area = StageArea(session, Theme(dark=True))
    show(area)
    assert area.second is not None
    assert area.second.isVisible()
