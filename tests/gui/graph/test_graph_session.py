"""The state of the Graph workspace: what is in view, at which values, and that every change can be undone."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from gui.run.jobs import Activity
from gui.run.playback import SPEEDS
from gui.workspaces.graph.graph_session import GraphSession
from gui.workspaces.graph.view_words import node_name, position_text, stride_texts, widest_text
from simulator.errors import Explained
from simulator.expressions import ExpressionError
from simulator.graph.examples import EXAMPLES, GraphExample
from simulator.graph.state import FIRST_VALUE
from simulator.graph.stops import GraphStride, StopKind
from tests.gui.graph.conftest import OpenSession
from tests.gui.graph.seats import settle, state_of

Record = Callable[..., list[object]]


# moving


def test_it_begins_with_one_neuron_before_anything_is_computed(qtbot: QtBot) -> None:
    session = GraphSession()
    assert session.title == "neuron_quadratic"
    assert session.stop.kind is StopKind.START
    assert session.granularity is GraphStride.NODE
    assert (session.history.can_undo, session.history.can_redo) == (False, False)
    assert session.is_settled


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
@pytest.mark.parametrize("stride", GraphStride)
def test_next_leads_to_the_end_and_back_over_the_same_stops_to_the_start(
        open_session: OpenSession, example: GraphExample, stride: GraphStride) -> None:
    session = open_session(example.name)
    session.set_granularity(stride)
    trodden = [session.position]
    while session.position < len(session.stops) - 1:
        session.next()
        trodden.append(session.position)
    assert trodden == sorted(set(trodden))
    if stride is GraphStride.EDGE:
        assert trodden == list(range(len(session.stops)))
    if stride is GraphStride.PASS:
        assert [session.stops[one].kind for one in trodden[:1]] == [StopKind.START]
        assert len(trodden) == 3
        assert session.stops[trodden[1]].node == session.graph.output
    session.next()
    assert session.position == trodden[-1], "the end is the end"
    for position in reversed(trodden[:-1]):
        session.back()
        assert session.position == position
    session.back()
    assert session.position == 0


def test_a_stride_can_be_asked_for_once(session: GraphSession) -> None:
    session.next(GraphStride.EDGE)
    assert session.position == 1
    session.next(GraphStride.PASS)
    assert session.stops[session.position + 1].kind is StopKind.SEED
    session.back(GraphStride.PASS)
    assert session.position == 0
    assert session.granularity is GraphStride.NODE


def test_first_last_and_anywhere_between_and_nowhere_else(session: GraphSession, record: Record) -> None:
    heard = record(session.moved)
    end = len(session.stops) - 1
    session.last()
    assert session.position == end
    session.first()
    assert session.position == 0
    session.go_to(3)
    assert session.position == 3
    session.go_to(-5)
    assert session.position == 0
    session.go_to(10_000)
    assert session.position == end
    session.go_to(end)
    assert len(heard) == 5, "who stands there already isn't moved"


def test_play_goes_to_the_end_and_stops_there(session: GraphSession, qtbot: QtBot) -> None:
    session.set_speed(1000.0)
    assert session.speed == SPEEDS[-1]
    session.toggle_play()
    assert session.activity is Activity.PLAYING
    settle(session, qtbot)
    assert session.position == len(session.stops) - 1


@pytest.mark.parametrize("move", ["back", "first", "pause", "toggle_play", "close", "undo", "update"])
def test_whoever_does_something_else_stops_the_play(session: GraphSession, move: str, qtbot: QtBot) -> None:
    session.set_value("w", 0.1)
    session.set_speed(0.25)
    session.toggle_play()
    assert session.activity is Activity.PLAYING
    getattr(session.history if move == "undo" else session, move)()
    assert session.activity is not Activity.PLAYING
    settle(session, qtbot)


def test_stride_and_speed_tell_only_what_is_different(session: GraphSession, record: Record) -> None:
    strides, speeds = record(session.granularity_changed), record(session.speed_changed)
    session.set_granularity(GraphStride.NODE)
    session.set_granularity(GraphStride.EDGE)
    session.set_speed(1.0)
    session.set_speed(2.0)
    session.set_speed(0.0)
    assert strides == [GraphStride.EDGE]
    assert speeds == [2.0, SPEEDS[0]]


# changes


def test_another_text_keeps_the_values_of_the_names_that_stay(session: GraphSession, record: Record) -> None:
    heard = record(session.graph_changed)
    session.last()
    session.choose(2)
    session.set_text("L = (w*q - y)^2")
    assert session.values == {"w": 0.8, "q": FIRST_VALUE, "y": 1.06}
    assert (session.position, session.chosen, session.title, session.costs) == (0, None, "", ())
    assert session.descending == ("w",), "what isn't there any more isn't changed any more"
    assert len(heard) == 1


@pytest.mark.parametrize("text", [
    "", "L =", "L = w*", "L = foo(w)", "L = ln(0 - w)", "L = w/(w - w)", "a = b\nb = a\nL = a", "L = 2",
    "L = w + " * 2000 + "w", "L = " + "(" * 500 + "w" + ")" * 500, "L = " + "sin(" * 100 + "w" + ")" * 100 + "¿",
])
def test_what_cannot_be_used_is_refused_with_its_place_and_nothing_changes(session: GraphSession, text: str) -> None:
    session.go_to(2)
    before, graph = state_of(session), session.graph
    with pytest.raises(ExpressionError) as refused:
        session.set_text(text)
    assert 0 <= refused.value.place <= len(text)
    assert state_of(session) == before
    assert session.graph is graph
    assert not session.history.can_undo


def test_a_value_at_which_nothing_is_defined_is_refused_and_the_former_stays(open_session: OpenSession) -> None:
    session = open_session("ratio")
    before = state_of(session)
    for name, value in (("b", 0.0), ("a", -1.0), ("a", math.nan), ("a", math.inf), ("b", 1e-320)):
        with pytest.raises(Explained):
            session.set_value(name, value)
        assert state_of(session) == before
    assert not session.history.can_undo


def test_another_value_gives_other_numbers_at_the_same_stop(session: GraphSession, record: Record) -> None:
    values, graphs = record(session.numbers_changed), record(session.graph_changed)
    session.go_to(4)
    session.set_value("w", -1.0)
    z = -1.0 * 1.5 - 0.3
    a = 1 / (1 + math.exp(-z))
    assert session.numbers.values[session.graph.output] == pytest.approx((a - 1.06) ** 2, rel=1e-12)
    w = next(number for number, node in enumerate(session.graph.nodes) if node.name == "w")
    assert session.numbers.derivatives[w] == pytest.approx(2 * (a - 1.06) * a * (1 - a) * 1.5, rel=1e-12)
    assert session.position == 4
    assert (len(values), len(graphs)) == (1, 0)


def test_a_slider_that_is_held_makes_one_change(session: GraphSession) -> None:
    for value in (0.1, 0.2, 0.3):
        session.set_value("w", value, continues=True)
    session.set_value("w", 0.3)
    session.set_value("b", 1.0)
    session.history.undo()
    assert (session.values["w"], session.values["b"]) == (0.3, -0.3)
    session.history.undo()
    assert session.values["w"] == 0.8
    assert not session.history.can_undo


def test_a_slider_that_vanishes_while_it_is_held_leaves_later_changes_their_own_undo(session: GraphSession) -> None:
    """Whoever turns to another workspace with a slider in the hand never lets go of it here."""
    session.set_value("w", 0.1, continues=True)
    session.pause()
    session.set_value("b", 1.0)
    session.history.undo()
    assert (session.values["w"], session.values["b"]) == (0.1, -0.3)
    session.set_value("w", 0.2, continues=True)
    session.set_text("L = w^2")
    session.history.undo()
    assert session.values["w"] == 0.2


def test_values_from_outside_are_not_for_the_undo_list(session: GraphSession, record: Record) -> None:
    heard = record(session.numbers_changed)
    session.set_values({"w": 1.0, "x": 2.0, "b": 3.0, "y": 4.0})
    assert session.values == {"w": 1.0, "x": 2.0, "b": 3.0, "y": 4.0}
    assert len(heard) == 1
    assert not session.history.can_undo


def test_only_a_positive_learning_rate_is_taken(session: GraphSession) -> None:
    for rate in (0.0, -1.0, math.nan, math.inf):
        with pytest.raises(Explained):
            session.set_learning_rate(rate)
    assert session.learning_rate == 0.5
    assert not session.history.can_undo
    session.set_learning_rate(0.25)
    session.history.undo()
    assert session.learning_rate == 0.5


# words


def test_the_bar_says_what_happens_at_every_stop(open_session: OpenSession) -> None:
    session = open_session("shared")
    texts = [position_text(session, position) for position in range(len(session.stops))]
    titles = [text.titles[0] for text in texts]
    assert titles[0] == "Start"
    assert titles[-1] == "Backward · sum at x"
    assert "Backward · begins at L" in titles
    assert sum(title.startswith("Forward") for title in titles) == 3
    assert sum(title.endswith("to x") for title in titles) == 3
    assert texts[4].details[0] == f"4 of {len(session.stops) - 1}"
    assert widest_text(session).titles[0] in titles
    assert len(widest_text(session).titles[0]) == max(map(len, titles))


def test_nodes_are_called_by_their_name_their_term_or_their_number(open_session: OpenSession) -> None:
    session = open_session("samples")
    names = {node_name(session.graph, number) for number in range(len(session.graph.nodes))}
    assert {"w", "x1", "c1", "L", "2"} <= names
    assert all(names)


def test_every_stride_has_a_name_and_its_key() -> None:
    assert [text[0] for text in stride_texts()] == ["Edge", "Node", "Pass"]
    assert all(f"({number})" in text for number, (_, text) in enumerate(stride_texts(), 1))
