"""What the session shows of surfaces, and what it does with input that can't be used."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from gui.workspaces.descent import descent_player
from gui.workspaces.descent.descent_player import COARSE, FINE
from gui.workspaces.descent.descent_session import DescentSession
from simulator.descent.outcome import OutcomeKind
from simulator.descent.race import RANDOM_STARTS
from simulator.descent.setup import OWN, DescentSetup
from simulator.descent.stops import BEGINNING, Part, Place, Stride, place_after
from simulator.errors import SettingError
from simulator.expressions import ExpressionError, expression
from simulator.expressions.parser import Node, read_tree
from simulator.surfaces.surface import Window

Record = Callable[..., list[object]]
Do = Callable[[DescentSession], None]
WINDOW = Window((-2.0, -2.0), (2.0, 2.0))


@pytest.fixture
def session(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[DescentSession]:
    monkeypatch.setattr(descent_player, "SLICE", 60.0)  # recorded at once, however busy the computer is
    session = DescentSession(DescentSetup("neuron_quadratic"))
    yield session
    session.close()


def settle(qtbot: QtBot, session: DescentSession) -> None:
    qtbot.waitUntil(lambda: session.is_settled)


def set_rate(session: DescentSession, rate: float) -> None:
    """Another η for gradient descent."""
    session.change_entrant(0, replace(session.setup.entrants[0], learning_rate=rate))


# Pictures


def test_a_coarse_picture_is_shown_until_the_fine_one_arrives(qtbot: QtBot, session: DescentSession) -> None:
    assert (session.lanes[0].landscape.is_final, session.lanes[0].landscape.costs.shape) == (False, (COARSE, COARSE))
    with qtbot.waitSignal(session.ground_changed):
        assert not session.is_settled
    assert (session.lanes[0].landscape.is_final, session.lanes[0].landscape.costs.shape) == (True, (FINE, FINE))
    settle(qtbot, session)


def test_another_surface_is_seen_at_once_and_finer_as_soon_as_it_is_known(
        qtbot: QtBot, session: DescentSession) -> None:
    session.choose_surface("himmelblau")
    first = session.lanes[0].landscape
    assert first.surface is session.setup.made
    assert not first.is_final
    settle(qtbot, session)
    assert session.lanes[0].landscape.is_final
    assert len([point for point in session.lanes[0].landscape.points if point.is_global]) == 4
    session.choose_surface("bowl")
    session.history.undo()
    assert session.lanes[0].landscape.is_final, "what is known is shown again at once"


def test_outcomes_get_the_better_picture(qtbot: QtBot, session: DescentSession) -> None:
    session.go_to_step(300)
    settle(qtbot, session)
    (outcome,) = [outcome for _, _, outcome in session.outcomes()]
    assert (outcome.kind, outcome.since) == (OutcomeKind.PLATEAU, 0)


def test_logarithmic_heights_follow_the_surface_and_can_be_chosen(qtbot: QtBot, session: DescentSession) -> None:
    assert not session.logarithmic
    session.choose_surface("rosenbrock")
    assert session.logarithmic
    with qtbot.waitSignal(session.ground_changed):
        session.set_logarithmic(False)
    settle(qtbot, session)
    linear = session.lanes[0].landscape.scale.shares(np.array([1.0]))
    session.set_logarithmic(True)
    settle(qtbot, session)
    assert session.lanes[0].landscape.scale.shares(np.array([1.0])) > 10 * linear


def test_basins_come_on_request_and_follow_the_learning_rate(qtbot: QtBot, session: DescentSession) -> None:
    session.choose_surface("saddle")
    settle(qtbot, session)
    assert session.lanes[0].basins is None
    session.show_basins(True)
    settle(qtbot, session)
    basins = session.lanes[0].basins
    assert basins is not None
    assert (basins.learning_rate, len(basins.minima)) == (0.1, 2)
    set_rate(session, 0.2)
    settle(qtbot, session)
    basins = session.lanes[0].basins
    assert basins is not None
    assert basins.learning_rate == 0.2
    session.show_basins(False)
    assert session.lanes[0].basins is None


def test_the_ghost_is_the_surface_of_the_mini_batch_in_view(session: DescentSession, record: Record) -> None:
    assert session.lanes[0].batch_costs(session.place) is None
    session.edit(replace(session.setup, batch_size=2))
    ghosts = []
    for step in (0, 1):
        session.go_to(Place(step, Part.GRADIENT))
        lane = session.lanes[0]
        rows, ghost = lane.rows(session.place), lane.batch_costs(session.place)
        assert len(rows) == 2
        assert ghost is not None
        assert ghost.shape == lane.landscape.costs.shape
        a, b = lane.landscape.a[7], lane.landscape.b[30]
        model = lane.model
        assert model is not None
        x, y = np.array(model.data.inputs)[rows], np.array(model.data.targets)[rows]
        assert ghost[30, 7] == pytest.approx(((1 / (1 + np.exp(-(a * x + b))) - y) ** 2 / 2).mean())
        ghosts.append(ghost)
    assert not np.array_equal(*ghosts), "it changes from step to step"
    told = record(session.ground_changed)
    session.show_batch(False)
    assert (session.shows_batch, len(told)) == (False, 1)


# Bad input


def test_a_learning_rate_that_diverges_stops_is_explained_slowed_down_and_undone(
        qtbot: QtBot, session: DescentSession) -> None:
    session.choose_surface("ravine")
    set_rate(session, 0.3)
    session.go_to_step(3000)
    settle(qtbot, session)
    end = session.place
    assert (session.is_over, end == place_after(session.length)) == (True, True)
    assert session.length < 100
    ((lane, runner, outcome),) = session.outcomes()
    assert (outcome.kind, outcome.is_over) == (OutcomeKind.DIVERGED, True)
    assert (outcome.curvature, outcome.stable_rate) == pytest.approx((20.0, 2 / 20.0)), "a²/2 + 10b² curves by 20"
    session.slow_down(lane, runner, 0.09)
    assert session.setup.entrants[0].learning_rate == 0.09
    assert (session.is_over, session.place) == (False, end)
    session.go_to_step(500)
    assert session.outcomes()[0][2].kind is OutcomeKind.GLOBAL_MINIMUM
    session.history.undo()
    assert (session.is_over, session.place, session.setup.entrants[0].learning_rate) == (True, end, 0.3)


def test_a_descent_that_leaves_the_domain_stops_and_says_so(qtbot: QtBot, session: DescentSession) -> None:
    session.choose_own("ln(a) + b^2", Window((-1.0, -1.0), (3.0, 1.0)))
    session.start_at(0, 1.0, 0.5)
    session.go_to_step(200)
    settle(qtbot, session)
    outcome = session.outcomes()[0][2]
    assert outcome.kind is OutcomeKind.LEFT_DOMAIN
    assert outcome.a <= 0.0
    assert session.place == place_after(session.length)
    assert np.isnan(session.lanes[0].landscape.costs).any()
    session.next(Stride.STEP)
    assert session.place == place_after(session.length)


def test_random_starts_are_where_the_cost_is_defined(session: DescentSession) -> None:
    session.choose_own("ln(a) + sqrt(b)", WINDOW)
    for _ in range(5):
        session.start_at_random()
        assert len(session.setup.starts) == RANDOM_STARTS
        assert all(a > 0 and b >= 0 for a, b in session.setup.starts)


def test_where_nothing_is_defined_random_starts_end_at_once(session: DescentSession) -> None:
    session.choose_own("ln(-1 - a^2)", WINDOW)
    session.start_at_random()
    session.next()
    assert (session.place, session.is_over) == (BEGINNING, True)
    assert {outcome.kind for _, _, outcome in session.outcomes()} == {OutcomeKind.LEFT_DOMAIN}


@pytest.mark.parametrize(("change", "error"), [
    (lambda session: session.choose_own("a + ", WINDOW), ExpressionError),
    (lambda session: session.choose_own("a", Window((1.0, 0.0), (0.0, 1.0))), SettingError),
    (lambda session: set_rate(session, -1.0), SettingError),
    (lambda session: session.start_at(0, float("nan"), 0.0), SettingError),
    (lambda session: session.edit(replace(session.setup, batch_size=99)), SettingError)])
def test_what_is_refused_changes_nothing(session: DescentSession, change: Do, error: type[Exception]) -> None:
    session.go_to_step(4)
    before, place = session.setup, session.place
    with pytest.raises(error):
        change(session)
    assert (session.setup, session.place, len(session.lanes)) == (before, place, 1)
    assert not session.history.can_undo


def test_ones_own_surface_is_moved_on(session: DescentSession) -> None:
    session.choose_own("(a - 1)^2 + (b + 1)^2", WINDOW)
    session.go_to_step(300)
    assert session.setup.surface == OWN
    assert session.lanes[0].trails[0].theta(300) == pytest.approx([1.0, -1.0])


def test_closing_in_the_middle_of_everything_leaves_nothing_running(qtbot: QtBot, session: DescentSession) -> None:
    session.choose_surface("rosenbrock")
    session.show_basins(True)
    session.toggle_play()
    session.close()
    assert session.is_settled


def test_a_typed_surface_is_read_once_on_its_way_into_view(session: DescentSession,
                                                           monkeypatch: pytest.MonkeyPatch) -> None:
    texts: list[str] = []

    def noting(text: str, names: tuple[str, ...]) -> Node:
        texts.append(text)
        return read_tree(text, names)

    monkeypatch.setattr(expression, "read_tree", noting)
    session.choose_own("a^2 + 3b^2 + 0.125a·b", Window((-2.0, -2.0), (2.0, 2.0)))
    session.move_start(0, 0, 0.5, 0.5)
    assert texts == ["a^2 + 3b^2 + 0.125a·b"]
