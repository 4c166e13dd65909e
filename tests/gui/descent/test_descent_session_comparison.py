"""Two descents side by side: what there is, and the same with one change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from gui.workspaces.descent import descent_player
from gui.workspaces.descent.descent_session import DescentSession
from simulator.descent.outcome import OutcomeKind
from simulator.descent.remedies import REMEDIES, Remedy
from simulator.descent.setup import DescentSetup
from simulator.descent.stops import Stride, place_after
from simulator.errors import Explained, SettingError


@pytest.fixture
def session(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[DescentSession]:
    monkeypatch.setattr(descent_player, "SLICE", 60.0)  # recorded at once, however busy the computer is
    session = DescentSession(DescentSetup("neuron_quadratic"))
    yield session
    session.close()


def run(session: DescentSession, *names: str) -> None:
    """Lets these optimizers take part."""
    session.edit(replace(session.setup, entrants=tuple(
        replace(one, runs=one.optimizer in names) for one in session.setup.entrants)))


def optimizers(session: DescentSession) -> list[str]:
    """The first optimizer of each lane."""
    return [lane.runners[0].racer.optimizer for lane in session.lanes]


def rates(session: DescentSession) -> list[float]:
    """Its η in each lane."""
    return [lane.runners[0].racer.learning_rate for lane in session.lanes]


def set_rate(session: DescentSession, rate: float) -> None:
    """Another η for gradient descent."""
    session.change_entrant(0, replace(session.setup.entrants[0], learning_rate=rate))


@pytest.mark.parametrize("kind", REMEDIES)
def test_both_lanes_move_on_together_and_only_one_is_left_afterwards(session: DescentSession, kind: str) -> None:
    session.go_to_step(10)
    session.compare(kind)
    assert len(session.lanes) == 2
    session.next(Stride.LONG)
    assert all(lane.race.length >= session.place.steps_made for lane in session.lanes)
    session.go_to_step(50)
    assert not np.array_equal(*(lane.trails[0].path(50) for lane in session.lanes))
    session.change_remedy(None)
    assert len(session.lanes) == 1
    assert session.setup == DescentSetup("neuron_quadratic")


def test_cross_entropy_gets_off_the_plateau_beside_the_quadratic_cost(qtbot: QtBot, session: DescentSession) -> None:
    session.change_remedy(Remedy("structure", "neuron_cross_entropy"))
    session.go_to_step(200)
    qtbot.waitUntil(lambda: session.is_settled)
    assert [outcome.kind for _, _, outcome in session.outcomes()] == [
        OutcomeKind.PLATEAU, OutcomeKind.GLOBAL_MINIMUM]
    assert [(lane, runner) for lane, runner, _ in session.outcomes()] == [(0, 0), (1, 0)]
    assert [lane.landscape.is_final for lane in session.lanes] == [True, True]


def test_the_optimizer_that_is_looked_at_is_compared(session: DescentSession) -> None:
    run(session, "gradient_descent", "adam")
    session.choose(0, 1)
    session.compare("learning_rate")
    assert optimizers(session) == ["adam", "adam"]
    assert [len(lane.runners) for lane in session.lanes] == [1, 1]


def test_it_stays_the_compared_one_whichever_lane_is_looked_at(session: DescentSession) -> None:
    run(session, "gradient_descent", "momentum")
    session.choose(0, 1)
    session.compare("learning_rate")
    for lane in (1, 0, 1):
        session.choose(lane, 0)
        session.move_start(0, 0, 1.0 + lane, 1.0)
        assert optimizers(session) == ["momentum", "momentum"]
        assert session.chosen == (lane, 0)
    session.change_remedy(None)
    assert session.lanes[0].runners[session.chosen[1]].racer.optimizer == "momentum"


def test_several_starts_come_back_after_a_comparison(session: DescentSession) -> None:
    session.start_at_random()
    starts = session.setup.starts
    session.compare("learning_rate")
    assert [lane.setup.starts for lane in session.lanes] == [starts[:1], starts[:1]]
    session.change_remedy(None)
    assert session.setup.starts == starts
    assert len(session.lanes[0].runners) == len(starts)


def test_a_change_of_the_set_up_changes_both_lanes(session: DescentSession) -> None:
    session.compare("structure")
    session.move_start(0, 0, 2.0, 3.0)
    assert [lane.setup.starts for lane in session.lanes] == [((2.0, 3.0),), ((2.0, 3.0),)]
    session.move_start(1, 0, -2.0, 3.0)
    assert [lane.setup.starts for lane in session.lanes] == [((-2.0, 3.0),), ((-2.0, 3.0),)]


def test_a_compared_start_is_dragged_by_itself_and_undone_at_once(session: DescentSession) -> None:
    session.compare("start")
    before, first = session.remedy, session.setup.starts
    for a in (1.0, 2.0):
        session.move_start(1, 0, a, 0.5, continues=True)
    session.move_start(1, 0, 2.0, 0.5)
    assert [lane.setup.starts for lane in session.lanes] == [first, ((2.0, 0.5),)]
    session.start_at(1, -3.0, -3.0)
    assert session.lanes[1].setup.starts == ((-3.0, -3.0),)
    session.history.undo()
    session.history.undo()
    assert session.remedy == before
    session.start_at(0, 4.0, 4.0)
    assert session.lanes[0].setup.starts == ((4.0, 4.0),)
    assert session.remedy == before, "the other start stays where it was"


def test_a_start_of_other_parameters_is_not_moved_with_those_of_another_map(session: DescentSession) -> None:
    session.choose_surface("line")
    session.change_remedy(Remedy("structure", "line_tanh"))
    starts = [lane.setup.starts for lane in session.lanes]
    session.move_start(1, 0, 0.5, 0.5)
    session.start_at(1, 0.5, 0.5)
    assert [lane.setup.starts for lane in session.lanes] == starts


def test_a_remedy_that_does_not_exist_is_refused_and_nothing_changes(session: DescentSession) -> None:
    session.choose_surface("bowl")
    for kind in ("structure", "batches"):
        with pytest.raises(Explained, match="choose a model"):
            session.compare(kind)
    assert (session.remedy, len(session.lanes)) == (None, 1)


def test_a_value_that_can_t_be_used_is_refused_and_there_is_nothing_more_to_undo(session: DescentSession) -> None:
    session.compare("learning_rate")
    before = session.remedy
    with pytest.raises(SettingError):
        session.change_remedy(Remedy("learning_rate", -1.0))
    assert (session.remedy, rates(session)) == (before, [1.0, 3.0])
    session.history.undo()
    assert (session.remedy, len(session.lanes), session.history.can_undo) == (None, 1, False)


def test_on_another_surface_the_comparison_goes_on_where_it_exists(session: DescentSession) -> None:
    session.compare("structure")
    session.choose_surface("line")
    assert session.remedy == Remedy("structure", "line_tanh")
    assert len(session.lanes) == 2
    session.choose_surface("bowl")
    assert (session.remedy, len(session.lanes)) == (None, 1)
    session.history.undo()
    assert session.remedy == Remedy("structure", "line_tanh")
    assert [lane.setup.surface for lane in session.lanes] == ["line", "line_tanh"]


def test_batches_are_compared_with_all_samples(session: DescentSession) -> None:
    session.compare("batches")
    assert [[runner.racer.batch_size for runner in lane.runners] for lane in session.lanes] == [[0], [2, 0]]
    assert session.epoch == 5
    session.next(Stride.LONG)
    assert session.place == place_after(5)


def test_what_was_recorded_is_not_recorded_again(session: DescentSession) -> None:
    session.go_to_step(400)
    race = session.lanes[0].race
    session.compare("learning_rate")
    assert session.lanes[0].race is race
    session.change_remedy(Remedy("learning_rate", 5.0))
    assert session.lanes[0].race is race
    session.change_remedy(None)
    assert session.lanes[0].race is race


# Divergence on a ravine, a²/2 + 10b², that curves by 20


def test_of_a_compared_learning_rate_the_second_one_is_slowed_down(session: DescentSession) -> None:
    session.choose_surface("ravine")
    session.compare("learning_rate")
    session.go_to_step(2000)
    (_, _, first), (lane, runner, second) = session.outcomes()
    assert (first.is_over, second.kind) == (False, OutcomeKind.DIVERGED)
    session.slow_down(lane, runner, 0.05)
    assert rates(session) == [0.09, 0.05]
    session.history.undo()
    assert rates(session) == pytest.approx([0.09, 0.27])


def test_momentum_that_has_its_rate_from_gradient_descent_is_slowed_down_there(session: DescentSession) -> None:
    session.choose_surface("ravine")
    set_rate(session, 0.3)  # momentum 0.9 is stable below 2 (1 + 0.9)/20 = 0.19
    session.change_remedy(Remedy("optimizer", "momentum"))
    session.go_to_step(2000)
    assert [outcome.kind for _, _, outcome in session.outcomes()] == 2 * [OutcomeKind.DIVERGED]
    assert session.outcomes()[1][2].stable_rate == pytest.approx(0.19)
    session.slow_down(1, 0, 0.08)
    assert rates(session) == [0.08, 0.08]
    session.go_to_step(3000)
    assert not any(outcome.is_over for _, _, outcome in session.outcomes())


def test_an_optimizer_with_a_rate_of_its_own_is_slowed_down_alone(session: DescentSession) -> None:
    session.choose_surface("ravine")
    session.change_remedy(Remedy("optimizer", "adam"))
    own = rates(session)[1]
    session.slow_down(1, 0, own / 2)
    assert rates(session) == [0.09, own / 2]


def test_one_who_has_diverged_stands_at_its_end_while_the_other_goes_on(session: DescentSession) -> None:
    session.choose_surface("ravine")
    session.compare("learning_rate")
    session.go_to_step(2000)
    ended = session.lanes[1].trails[0]
    assert ended.length < session.place.steps_made == 2000
    step = session.lanes[1].step_of(0, session.place)
    assert step is not None
    assert step.number == ended.length - 1
    assert not session.is_over
