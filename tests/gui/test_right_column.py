"""The column at the right shows what the data of the run ask for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.foundation.theme import Theme
from gui.run.session import Session
from gui.workspaces.network.workspace import RightColumn
from simulator.experiment import preset, with_change


@pytest.fixture
def column(qtbot: QtBot, light_look: None) -> Iterator[tuple[Session, RightColumn]]:
    session = Session(preset("circles"))
    column = RightColumn(session, Theme())
    column.resize(312, 740)
    qtbot.addWidget(column)
    with qtbot.waitExposed(column):
        column.show()
    qtbot.waitUntil(lambda: column.charts.is_complete)
    yield session, column
    session.close()


def test_the_plane_has_a_map_and_a_picture_has_weights_to_look_at(column: tuple[Session, RightColumn]) -> None:
    session, cards = column
    assert cards.output is not None
    assert cards.output.isVisible()
    assert not cards.weights.isVisible()
    session.start_run(preset("mnist"))
    session.worker.wait()
    assert not cards.output.isVisible()
    assert cards.weights.isVisible()


def test_regression_has_no_accuracy(column: tuple[Session, RightColumn]) -> None:
    session, cards = column
    cost, accuracy = cards.charts.charts
    assert accuracy.isVisible()
    session.start_run(preset("regression_hills"))
    session.worker.wait()
    assert cost.isVisible()
    assert not accuracy.isVisible()


def test_two_runs_have_two_maps_that_show_the_same_things(column: tuple[Session, RightColumn]) -> None:
    session, cards = column
    session.start_comparison(with_change(session.experiment, learning_rate=0.01))
    session.worker.wait()
    assert cards.output is not None
    assert cards.second is not None
    assert cards.second.isVisible()
    assert (cards.output.title(), cards.second.title()) == ("A · Output", "B · Output")
    QTest.mouseClick(cards.output.options.lines, Qt.MouseButton.LeftButton)
    assert cards.second.wishes.lines
    assert not cards.second.options.isVisible(), "what one card shows, the other one shows as well"
    session.end_comparison()
    assert cards.second is None
    assert cards.output.title() == "Output"


def test_charts_in_sight_take_no_harm_from_a_run_without_accuracy(column: tuple[Session, RightColumn]) -> None:
    session, cards = column
    session.start_run(preset("regression_hills"))
    session.worker.wait()
    accuracy = cards.charts.charts[1]
    accuracy.show()
    session.navigator.train(3)
    session.worker.wait()
    cards.grab()
    assert len(session.training_history.evaluations) > 1
