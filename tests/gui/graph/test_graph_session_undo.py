"""Gradient descent in the state of the Graph workspace, and that every change can be undone."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from gui.run.jobs import Activity
from gui.workspaces.graph.graph_session import GraphSession
from simulator.errors import Explained
from simulator.graph.examples import example_named
from tests.gui.graph.seats import settle, state_of

Record = Callable[..., list[object]]


# descent


@pytest.mark.parametrize("count", [1, 10, 100])
def test_updates_go_downhill_and_are_undone_at_once(session: GraphSession, qtbot: QtBot, count: int) -> None:
    before = state_of(session)
    w, b, expected = 0.8, -0.3, []
    for _ in range(count + 1):
        a = 1 / (1 + math.exp(-(w * 1.5 + b)))
        expected.append((a - 1.06) ** 2)
        delta = 2 * (a - 1.06) * a * (1 - a)
        w, b = w - 0.5 * delta * 1.5, b - 0.5 * delta
    session.update(count)
    settle(session, qtbot)
    assert session.costs == pytest.approx(expected, rel=1e-9)
    assert all(later < earlier for earlier, later in itertools.pairwise(session.costs))
    assert (session.values["x"], session.values["y"]) == (1.5, 1.06), "data stays"
    after = state_of(session)
    session.history.undo()
    assert state_of(session) == before
    assert not session.history.can_undo
    session.history.redo()
    assert state_of(session) == after


def test_further_updates_go_on_and_another_value_begins_anew(session: GraphSession, qtbot: QtBot) -> None:
    for count in (1, 10, 1):
        session.update(count)
        settle(session, qtbot)
    assert len(session.costs) == 13
    assert session.costs[-1] == session.numbers.values[session.graph.output]
    session.set_value("x", 1.0)
    assert session.costs == ()
    session.history.undo()
    assert len(session.costs) == 13


def test_without_a_variable_or_a_count_there_is_no_update(session: GraphSession, record: Record) -> None:
    session.update(0)
    session.update(-3)
    session.set_descending(())
    assert session.history.can_undo
    session.history.undo()
    assert session.descending == ("w", "b")
    session.history.redo()
    heard = record(session.numbers_changed)
    session.update(10)
    assert session.is_settled
    assert not heard


def test_updates_that_diverge_stop_at_the_last_good_values(session: GraphSession, qtbot: QtBot, record: Record
                                                           ) -> None:
    session.set_text("L = (w*x - y)^4")
    session.set_value("y", 5.0)
    session.set_learning_rate(5.0)
    refusals = record(session.stopped)
    session.update(100)
    settle(session, qtbot)
    (refusal,) = refusals
    assert isinstance(refusal, Explained)
    assert 1 < len(session.costs) < 100
    assert all(map(math.isfinite, session.costs))
    assert math.isfinite(session.values["w"])
    assert session.costs[-1] == session.numbers.values[session.graph.output]
    session.history.undo()
    assert session.costs == ()
    assert session.values["w"] == 0.8


def test_where_not_one_update_can_be_made_there_is_nothing_to_undo(session: GraphSession, qtbot: QtBot,
                                                                   record: Record) -> None:
    session.set_text("L = ln(w)")
    session.set_descending(("w",))
    session.set_value("w", 0.001)
    session.set_learning_rate(1.0)
    before = state_of(session)
    refusals = record(session.stopped)
    session.update(10)
    settle(session, qtbot)
    assert len(refusals) == 1
    assert state_of(session) == before
    session.history.undo()
    assert session.learning_rate == 0.5, "the last change, and not the update that could not be made"


@pytest.mark.parametrize("stop", ["pause", "undo", "toggle_play"])
def test_many_updates_can_be_stopped(session: GraphSession, qtbot: QtBot, stop: str) -> None:
    session.update(10_000_000)
    assert session.activity is Activity.TRAINING
    qtbot.waitUntil(lambda: len(session.costs) > 3)
    getattr(session.history if stop == "undo" else session, stop)()
    assert session.activity is Activity.IDLE
    costs = session.costs
    qtbot.wait(5)
    assert session.costs == costs


def test_a_value_set_while_updates_are_made_stops_them(session: GraphSession, qtbot: QtBot) -> None:
    session.update(10_000_000)
    qtbot.waitUntil(lambda: len(session.costs) > 3)
    w = session.values["w"]
    session.set_value("x", 1.0)
    assert session.is_settled
    assert session.costs == ()
    session.history.undo()
    assert session.values["w"] == w
    assert len(session.costs) > 3
    session.history.undo()
    assert session.values["w"] == 0.8


# undo


def test_everything_is_undone_and_made_again_in_order(session: GraphSession, qtbot: QtBot) -> None:
    changes: tuple[Callable[[], None], ...] = (
        lambda: session.set_value("w", 0.25),
        lambda: session.set_descending(("w",)),
        lambda: session.set_learning_rate(0.125),
        lambda: session.update(10),
        lambda: session.set_text("q = w*x\nL = (q - y)^2"),
        lambda: session.open_example(example_named("max")),
        session.update,
        lambda: session.open_example(example_named("shared")),
    )
    states = [state_of(session)]
    for change in changes:
        change()
        settle(session, qtbot)
        states.append(state_of(session))
    for before in reversed(states[:-1]):
        session.history.undo()
        assert state_of(session) == before
    assert not session.history.can_undo
    for after in states[1:]:
        session.history.redo()
        assert state_of(session) == after
    assert not session.history.can_redo
    session.history.undo()
    session.set_value("a", 0.5)
    assert not session.history.can_redo, "after another change the undone ones are gone"


def test_undo_tells_what_is_different(session: GraphSession, record: Record) -> None:
    session.set_value("w", 0.25)
    session.go_to(3)
    graphs, numbers, undos = (record(one) for one in (session.graph_changed, session.numbers_changed,
                                                      session.history.changed))
    session.history.undo()
    assert (len(graphs), len(numbers), len(undos)) == (0, 1, 1), "the same graph is not another one"
    session.set_text("L = w^2")
    session.history.undo()
    assert len(graphs) == 2


def test_undo_leads_back_to_the_stop_at_which_the_change_was_made(session: GraphSession) -> None:
    session.go_to(3)
    session.set_value("w", 0.25)
    session.last()
    session.history.undo()
    assert session.position == 3
    session.history.redo()
    assert session.position == len(session.stops) - 1


def test_it_is_known_whether_somebody_has_changed_the_values(session: GraphSession, qtbot: QtBot) -> None:
    assert not session.by_hand
    session.set_value("w", 0.25)
    assert session.by_hand
    session.set_values({**session.values, "x": 1.0})
    assert not session.by_hand
    session.update()
    settle(session, qtbot)
    assert session.by_hand
    session.history.undo()
    assert not session.by_hand
    session.history.redo()
    assert session.by_hand
    session.open_example(example_named("max"))
    assert not session.by_hand


def test_choosing_a_node_is_no_change(session: GraphSession, record: Record) -> None:
    heard = record(session.chosen_changed)
    session.choose(2)
    session.choose(2)
    session.choose(None)
    assert len(heard) == 2
    assert not session.history.can_undo
