"""Gradient descent from the graph: buttons, η, the curve, and why it has stopped."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.foundation.theme import Theme
from gui.workspaces.graph.graph_session import GraphSession
from gui.workspaces.graph.workspace import DescentCard
from simulator.errors import Explained, Phrase
from simulator.graph.examples import example_named

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def card(show: Callable[..., QWidget]) -> DescentCard:
    card = DescentCard(Theme())
    show(card).resize(300, 460)
    card.show_descent(("w", "b"), 0.5, ())
    return card


def test_the_buttons_ask_for_so_many_updates(card: DescentCard, record: Callable[..., list[object]]) -> None:
    wanted = record(card.update_wanted)
    for button in card.buttons:
        QTest.mouseClick(button, LEFT)
    assert wanted == [1, 10, 100]


def test_without_a_chosen_variable_the_buttons_are_off_and_it_says_what_to_do(card: DescentCard) -> None:
    card.show_descent((), 0.5, ())
    assert not any(button.isEnabled() for button in card.buttons)
    assert card.chosen.text() == "nothing chosen"
    card.show_descent(("w",), 0.5, ())
    assert card.buttons[0].isEnabled()
    assert card.chosen.text() == "changes w"


def test_another_learning_rate_is_typed(card: DescentCard, record: Callable[..., list[object]]) -> None:
    wanted = record(card.rate_chosen)
    for text in ("-1", "0.25"):
        card.rate.line.setFocus()
        card.rate.line.selectAll()
        QTest.keyClicks(card.rate.line, text)
        QTest.keyClick(card.rate.line, Qt.Key.Key_Return)
        assert card.message.isVisible() == (text == "-1")
    assert wanted == [0.25]


def test_the_curve_has_the_costs_from_the_start_on(card: DescentCard) -> None:
    costs = [4.0 * 0.5 ** n for n in range(11)]
    card.show_descent(("w", "b"), 0.5, costs)
    x, y = card.curve_data()
    assert x.tolist() == list(range(11))
    assert y.tolist() == costs
    low, high = card.surface.value_range()
    assert low == 0.0
    assert high >= 4.0
    assert card.surface.cursor_position() == 10.0
    assert card.outcome.text() == "0.00391 after 10 updates"


def test_one_that_runs_away_says_how_far_and_the_start_can_still_be_seen(card: DescentCard) -> None:
    card.show_descent(("w",), 5.0, [2.0 * 10.0 ** n for n in range(12)])
    assert card.surface.value_range()[1] <= 20.0
    assert "up to 2.00·10¹¹" in card.surface.note.text()
    assert np.isfinite(card.curve_data()[1]).all()


def test_costs_below_zero_are_seen_too(card: DescentCard) -> None:
    card.show_descent(("w",), 0.1, [1.0, -2.0, -5.0])
    low, high = card.surface.value_range()
    assert low <= -5.0
    assert high >= 1.0


def test_why_descent_stopped_stands_there_until_something_else_is_done(card: DescentCard) -> None:
    card.show_descent(("w",), 0.5, [1.0, 0.5, 0.25])
    card.show_refusal(Explained(Phrase("ln(−1): only numbers above 0 have a logarithm")))
    assert card.message.text() == "Stopped after 2 updates: ln(−1): only numbers above 0 have a logarithm"
    card.show_descent(("w",), 0.5, [1.0, 0.5, 0.25])
    assert card.message.isVisible()
    card.show_descent(("w",), 0.1, [1.0, 0.5, 0.25])
    assert not card.message.isVisible(), "another learning rate may mend it"


def test_with_a_session_the_curve_grows_and_the_cost_falls(card: DescentCard, qtbot: QtBot) -> None:
    session = GraphSession(example_named("neuron_quadratic"))
    session.descent_changed.connect(
        lambda: card.show_descent(session.descending, session.learning_rate, session.costs))
    session.stopped.connect(card.show_refusal)
    card.update_wanted.connect(session.update)
    QTest.mouseClick(card.buttons[1], LEFT)
    qtbot.waitUntil(lambda: session.is_settled)
    y = card.curve_data()[1]
    assert len(y) == 11
    assert (np.diff(y) < 0).all()
    session.close()


def test_a_cost_that_falls_to_the_end_of_all_numbers_is_drawn_as_far_as_charts_go(card: DescentCard) -> None:
    card.show_descent(("w",), 1.0, (-1.0, -1e300, -1.66e308))
    assert card.outcome.text().startswith("−1.66")
    low, high = card.surface.value_range()
    assert -1.1e307 < low < -9e306
    assert high == 0.0
