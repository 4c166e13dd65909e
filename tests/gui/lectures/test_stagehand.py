"""What a lecture shows and hides, and what leaving it brings back."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPointF

from gui.run.choice import Selection
from gui.run.jobs import Activity
from gui.workspaces.graph.graph_session import EXAMPLES
from gui.workspaces.network.arrangement import Part
from lectures.model import DESCENT, GRAPH, NETWORK
from lectures.network import network_digest
from simulator.experiment import with_change
from simulator.steps import Granularity
from tests.gui.lectures import theatre as beats
from tests.gui.lectures.theatre import Theatre


def network_of(theatre: Theatre) -> tuple[Any, ...]:
    """All that can be seen of the network's run, and which run it is."""
    session = theatre.session
    return (session.run, network_digest(session.run, session.navigator.granularity, None), session.selection,
            session.run_length, session.history.can_undo, session.history.can_redo)


def descent_of(theatre: Theatre) -> tuple[Any, ...]:
    session = theatre.window.workspaces["descent"].session
    return (session.setup, session.remedy, session.place, session.chosen, session.logarithmic, session.shows_basins,
            session.granularity, session.history.can_undo, session.history.can_redo)


def graph_of(theatre: Theatre) -> tuple[Any, ...]:
    session = theatre.window.workspaces["graph"].session
    return (session.graph.text, dict(session.values), session.position, session.chosen, session.descending,
            session.learning_rate, session.costs, session.title, session.history.can_undo, session.history.can_redo)


def test_only_what_a_beat_speaks_of_is_in_view(theatre: Theatre) -> None:
    window = theatre.window
    theatre.open()
    assert not window.workspaces["network"].page.bar.isVisible()
    assert not window.workspaces["network"].page.workspace.digits.isVisible()
    assert not window.workspaces["network"].page.workspace.below.isVisible()
    theatre.open(beats.ANIMATED)
    assert window.workspaces["network"].page.workspace.below.isVisible()
    assert window.workspaces["network"].page.workspace.stage.modes.index() == 1
    theatre.open(beats.TASK)
    assert window.workspaces["network"].page.bar.isVisible()
    assert window.workspaces["network"].page.workspace.stage.wants_hand
    theatre.open(beats.DOWNHILL)
    assert window.current.name == DESCENT
    assert window.workspaces["descent"].page is not None
    assert window.workspaces["descent"].page.workspace.left.isVisible()
    assert not window.workspaces["descent"].page.workspace.right.isVisible()
    theatre.open(beats.GRAPH)
    assert window.current.name == GRAPH


def test_leaving_brings_back_the_run_with_all_that_can_be_undone(theatre: Theatre) -> None:
    session = theatre.session
    session.set_parameter(0, 1.5)
    session.navigator.train_steps(12)
    session.worker.wait()
    session.set_parameter(1, -2.5)
    session.history.undo()
    session.select(Selection(1, 0))
    session.navigator.set_granularity(Granularity.STEP)
    before = network_of(theatre)
    theatre.open(beats.TRAINED)
    assert session.run is not before[0]
    assert not session.history.can_undo
    session.set_parameter(0, 9.0)
    theatre.leave()
    assert network_of(theatre) == before
    session.history.redo()
    assert session.moment.theta[1] == -2.5
    session.history.undo()
    session.history.undo()
    assert session.run_length == 1
    assert session.moment.theta[0] != 1.5


def test_leaving_brings_back_what_goes_through_the_network(theatre: Theatre) -> None:
    session = theatre.session
    theatre.window.workspaces["network"].page.workspace.digits.follow()
    session.navigator.next()
    before, sample = network_of(theatre), session.own_sample
    assert session.is_following
    theatre.open(beats.ANIMATED)
    assert not session.is_following
    theatre.leave()
    assert session.is_following
    assert session.own_sample is sample
    assert network_of(theatre) == before


def test_leaving_brings_back_a_comparison(theatre: Theatre) -> None:
    session = theatre.session
    session.start_comparison(with_change(session.experiment, learning_rate=2 * session.experiment.learning_rate))
    session.navigator.train_steps(5)
    session.worker.wait()
    assert session.navigator.comparison is not None
    pair, length = session.navigator.comparison.pair, session.run_length
    theatre.open(beats.ANIMATED)
    assert session.navigator.comparison is None
    theatre.leave()
    assert session.navigator.comparison is not None
    assert session.navigator.comparison.pair is pair
    assert [run.timeline.length for run in session.navigator.runs] == [length, length]
    session.end_comparison()


def test_leaving_brings_back_descent_and_graph(theatre: Theatre) -> None:
    descent, graph = theatre.window.workspaces["descent"].session, theatre.window.workspaces["graph"].session
    descent.choose_surface("himmelblau")
    descent.move_start(0, 0, 1.0, -2.0)
    descent.go_to_step(7)
    descent.history.undo()
    graph.open_example(EXAMPLES[1])
    name = next(iter(graph.values))
    graph.set_value(name, 0.75)
    graph.next()
    before = descent_of(theatre), graph_of(theatre)
    theatre.open(beats.DOWNHILL)
    descent.choose_surface("saddle")
    theatre.open(beats.GRAPH)
    graph.set_value("a", 4.0)
    theatre.leave()
    assert (descent_of(theatre), graph_of(theatre)) == before
    graph.history.undo()
    graph.history.undo()
    assert graph.title == graph.beginning.state.title
    descent.history.redo()
    assert descent.setup.starts[0] == (1.0, -2.0)


def test_a_workspace_that_was_not_used_before_is_as_new(theatre: Theatre) -> None:
    before = descent_of(theatre), graph_of(theatre)
    theatre.open(beats.DOWNHILL)
    theatre.open(beats.GRAPH)
    assert descent_of(theatre) != before[0]
    theatre.leave()
    assert (descent_of(theatre), graph_of(theatre)) == before


def test_what_is_tried_where_the_lecture_is_not_is_undone_as_well(theatre: Theatre) -> None:
    session = theatre.session
    session.set_parameter(0, 1.5)
    before = network_of(theatre)
    theatre.open(0, "02_down")
    session.set_parameter(1, 4.0)
    session.navigator.train_steps(9)
    session.worker.wait()
    theatre.leave()
    assert network_of(theatre) == before
    session.history.undo()
    assert not session.history.can_undo


def test_a_graph_of_the_network_keeps_what_was_set_by_hand(theatre: Theatre) -> None:
    window, session = theatre.window, theatre.session
    session.select(Selection(2, 0, 1))
    window.workspaces["graph"].show_derivative()
    graph = window.workspaces["graph"].session
    name = next(name for name in graph.values if name.startswith("w"))
    graph.next()
    session.worker.wait()
    graph.set_value(name, 0.25)
    before = network_of(theatre), graph_of(theatre)
    theatre.open(beats.TRAINED)
    theatre.leave()
    assert (network_of(theatre), graph_of(theatre)) == before
    assert graph.values[name] == 0.25


def test_a_lecture_may_begin_while_somebody_trains(theatre: Theatre) -> None:
    session, run = theatre.session, theatre.session.run
    session.navigator.train(100_000)
    assert session.navigator.activity is Activity.TRAINING
    theatre.open(beats.ANIMATED)
    assert session.navigator.activity is Activity.IDLE
    theatre.agrees()
    length = run.timeline.length
    session.navigator.train_steps(3)
    session.worker.wait()
    theatre.leave()
    assert session.run is run
    assert session.run_length == length


def test_a_lecture_may_be_left_while_it_trains(theatre: Theatre) -> None:
    before = network_of(theatre)
    theatre.open()
    theatre.session.navigator.train(100_000)
    theatre.leave()
    assert network_of(theatre) == before


def test_leaving_brings_back_the_page_and_its_parts(theatre: Theatre) -> None:
    window, workspace = theatre.window, theatre.window.workspaces["network"].page.workspace
    workspace.show_part(Part.EQUATIONS, False)
    workspace.below.show_page("learning")
    workspace.stage.choose_mode(2)
    wanted = dict(workspace.wanted)
    theatre.open(beats.ANIMATED)
    assert workspace.below.isVisible()
    theatre.leave()
    assert workspace.wanted == wanted
    assert (workspace.below.key(), workspace.stage.modes.index()) == ("learning", 2)
    assert window.workspaces["network"].page.bar.isVisible()
    assert not workspace.below.isVisible()
    workspace.show_part(Part.EQUATIONS, True)
    workspace.stage.choose_mode(0)
    workspace.below.show_page("equations")
    window.show_workspace(DESCENT)
    theatre.open()
    assert window.current.name == NETWORK
    theatre.leave()
    assert window.current.name == DESCENT


def test_leaving_brings_back_how_fast_it_went_and_how_near_the_stage_was(theatre: Theatre) -> None:
    canvas = theatre.window.workspaces["network"].page.workspace.stage.canvas
    canvas.show_view(canvas.view.zoomed(2.0, QPointF(300.0, 200.0), 4.0))
    before = canvas.sight()
    assert before[0] > 1.0
    theatre.session.navigator.set_speed(2.0)
    theatre.open(beats.ANIMATED)
    theatre.session.navigator.set_speed(4.0)
    theatre.leave()
    assert theatre.session.navigator.speed == 2.0
    assert canvas.sight() == pytest.approx(before), "the columns may have become a little wider"
    theatre.session.navigator.set_speed(1.0)


def test_what_was_brought_back_outlasts_a_second_lecture(theatre: Theatre) -> None:
    theatre.session.set_parameter(0, 1.5)
    before = network_of(theatre)
    for beat in (beats.TASK, beats.DOWNHILL):
        theatre.open(beat)
        theatre.leave()
    assert network_of(theatre) == before
