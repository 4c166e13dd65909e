"""Moving through a descent: forwards and backwards, to any step, and played."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from gui.run.jobs import Activity
from gui.run.playback import SPEEDS
from gui.workspaces.descent import descent_player
from gui.workspaces.descent.descent_player import MOST_STEPS, DescentPlayer, Lane, coarse_landscape, racing
from simulator.descent.setup import OWN, DescentSetup
from simulator.descent.stops import BEGINNING, Part, Place, Stride, place_after
from simulator.descent.trail import EndReason
from simulator.surfaces.surface import Window

Make = Callable[..., DescentPlayer]
Record = Callable[..., list[object]]


def lane_of(setup: DescentSetup) -> Lane:
    return Lane(setup, coarse_landscape(setup, logarithmic=False), racing(setup))


def with_rate(setup: DescentSetup, rate: float) -> DescentSetup:
    return setup.with_entrant(0, replace(setup.entrants[0], learning_rate=rate))


BOWL = DescentSetup("bowl")
BATCHES = replace(DescentSetup("line"), batch_size=4)
DIVERGES = with_rate(BOWL, 4.0)
"""η > 2/λ_max = 2: every step triples the distance from the minimum."""
NO_START = DescentSetup(OWN, "ln(a)", Window((-2.0, -2.0), (2.0, 2.0)), starts=((-1.0, 0.0),))


@pytest.fixture
def make(qtbot: QtBot) -> Iterator[Make]:
    players: list[DescentPlayer] = []

    def made(*setups: DescentSetup) -> DescentPlayer:
        player = DescentPlayer(lane_of(setups[0]))
        player.lanes = tuple(lane_of(setup) for setup in setups)
        player.set_speed(SPEEDS[-1])
        players.append(player)
        return player

    yield made
    for player in players:
        player.pause()


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is recorded at once, however long that takes on a busy computer."""
    monkeypatch.setattr(descent_player, "SLICE", 60.0)


def travel(qtbot: QtBot, player: DescentPlayer) -> None:
    """Waits until the step that is asked for is there."""
    if player.activity is not Activity.IDLE:
        with qtbot.waitSignal(player.activity_changed):
            pass
    assert player.activity is Activity.IDLE


def test_a_new_player_stands_before_the_first_step_which_can_be_taken_apart(make: Make) -> None:
    player = make(BOWL)
    assert (player.place, player.length, player.activity) == (BEGINNING, 1, Activity.IDLE)
    step = player.lanes[0].step_of(0, player.place)
    assert step is not None
    assert step.theta.tolist() == list(BOWL.starts[0])


@pytest.mark.parametrize("setup", [BOWL, BATCHES], ids=["full cost", "mini-batches"])
@pytest.mark.parametrize("stride", Stride)
@pytest.mark.usefixtures("patient")
def test_next_and_back_undo_each_other_at_every_stride(make: Make, stride: Stride, setup: DescentSetup) -> None:
    player = make(setup)
    player.set_granularity(stride)
    places, thetas = [player.place], [player.lanes[0].trails[0].theta(0)]
    for _ in range(7):
        player.next()
        places.append(player.place)
        thetas.append(player.lanes[0].trails[0].theta(player.place.steps_made))
    assert places == sorted(set(places)), "every press leads on"
    for place, theta in list(zip(places, thetas, strict=True))[-2::-1]:
        player.back()
        assert player.place == place
        np.testing.assert_array_equal(player.lanes[0].trails[0].theta(place.steps_made), theta)
    player.back()
    assert player.place == BEGINNING, "before the first step there is nothing"


@pytest.mark.usefixtures("patient")
def test_strides_are_as_long_as_they_say(make: Make) -> None:
    player = make(BATCHES)
    assert player.epoch == 3, "10 samples in batches of 4"
    for stride, steps in ((Stride.STEP, 1), (Stride.TEN_STEPS, 10), (Stride.LONG, 3)):
        player.first()
        player.next(stride)
        assert player.place == place_after(steps)
    player.first()
    player.next(Stride.PART)
    assert player.place == Place(0, Part.DIRECTION)


@pytest.mark.usefixtures("patient")
def test_without_batches_the_longest_stride_is_100_steps(make: Make) -> None:
    player = make(BOWL)
    player.next(Stride.LONG)
    assert player.place == place_after(100)


@pytest.mark.usefixtures("patient")
def test_first_and_last_lead_to_the_ends_of_what_is_recorded(make: Make) -> None:
    player = make(BOWL)
    player.go_to_step(12)
    player.first()
    assert player.place == BEGINNING
    player.last()
    assert player.place == place_after(player.length)
    assert player.length >= 12


def test_a_far_step_is_recorded_and_the_way_back_needs_no_recording(qtbot: QtBot, make: Make) -> None:
    player = make(DescentSetup("himmelblau"))
    player.go_to_step(5000)
    travel(qtbot, player)
    assert player.place == place_after(5000)
    there = player.lanes[0].trails[0].theta(5000).copy()
    player.go_to_step(3)
    assert (player.place, player.activity) == (place_after(3), Activity.IDLE)
    player.go_to_step(5000)
    assert (player.place, player.activity) == (place_after(5000), Activity.IDLE), "at once"
    np.testing.assert_array_equal(player.lanes[0].trails[0].theta(5000), there)


def test_while_it_is_recorded_the_progress_grows_and_presses_add_up(qtbot: QtBot, make: Make) -> None:
    player = make(DescentSetup("rosenbrock"))
    shares: list[float] = []
    player.moved.connect(lambda: shares.append(player.progress))
    player.go_to_step(8000)
    assert player.activity is Activity.TRAVELLING
    player.next(Stride.STEP)
    player.next(Stride.STEP)
    assert player.target == place_after(8002)
    travel(qtbot, player)
    assert player.place == place_after(8002)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert len(shares) > 2


def test_pausing_stops_recording_where_one_was(make: Make) -> None:
    player = make(DescentSetup("rosenbrock"))
    player.go_to_step(5)
    player.go_to_step(90_000)
    assert player.activity is Activity.TRAVELLING
    player.toggle_play()
    assert (player.activity, player.target, player.place) == (Activity.IDLE, None, place_after(5))


def test_back_on_the_way_to_a_far_step_leads_back_from_where_one_is(make: Make) -> None:
    player = make(DescentSetup("rosenbrock"))
    player.go_to_step(5)
    player.go_to_step(90_000)
    player.back()
    assert (player.activity, player.place) == (Activity.IDLE, place_after(4))


@pytest.mark.usefixtures("patient")
def test_nobody_goes_beyond_the_end_of_recording(make: Make) -> None:
    player = make(DIVERGES, BOWL)
    player.lanes = player.lanes[:1]
    player.go_to_step(10 * MOST_STEPS)
    assert player.place == place_after(player.length)
    assert player.place.steps_made < 20, "it has diverged there"


@pytest.mark.parametrize("stride", Stride)
@pytest.mark.usefixtures("patient")
def test_at_the_end_of_all_trails_next_stays(make: Make, stride: Stride) -> None:
    player = make(DIVERGES)
    player.go_to_step(1000)
    assert player.is_over
    end = player.place
    player.next(stride)
    assert player.place == end
    player.back(Stride.PART)
    assert player.place == Place(end.step, Part.DIRECTION)


def test_a_start_where_nothing_is_defined_has_no_steps(make: Make) -> None:
    player = make(NO_START)
    (trail,) = player.lanes[0].trails
    assert trail.end is not None
    assert trail.end.reason is EndReason.LEFT_DOMAIN
    for move in (player.next, player.last, player.back, player.toggle_play):
        move()
        assert (player.place, player.activity, player.length) == (BEGINNING, Activity.IDLE, 0)
    assert player.lanes[0].step_of(0, player.place) is None


# Play


def test_play_begins_at_once_and_pauses(make: Make) -> None:
    player = make(BOWL)
    player.toggle_play()
    assert (player.place, player.activity) == (place_after(1), Activity.PLAYING)
    player.toggle_play()
    assert player.activity is Activity.IDLE


@pytest.mark.parametrize("stride", [Stride.PART, Stride.STEP, Stride.TEN_STEPS])
def test_play_pauses_at_the_end_of_the_trail_that_is_looked_at(qtbot: QtBot, make: Make, stride: Stride) -> None:
    player = make(DIVERGES, BOWL)  # the second one goes on
    player.set_granularity(stride)
    end = player.lanes[0].race
    end.extend_to(1000)
    player.go_to_step(end.length - 2)
    player.toggle_play()
    if player.activity is Activity.PLAYING:
        qtbot.waitUntil(lambda: player.activity is Activity.IDLE)
    assert end.length <= player.place.steps_made < end.length + 10
    if stride is not Stride.TEN_STEPS:
        assert player.place == place_after(end.length)
    before = player.place
    player.toggle_play()
    assert player.place > before, "pressed again, the others go on"


def test_play_goes_past_the_ends_of_those_that_are_not_looked_at(qtbot: QtBot, make: Make) -> None:
    player = make(DIVERGES, BOWL)
    player.choose(1, 0)
    player.go_to_step(4)
    player.toggle_play()
    qtbot.waitUntil(lambda: player.place.steps_made > player.lanes[0].race.length + 2)
    assert player.activity is Activity.PLAYING


def test_play_pauses_when_nobody_can_go_on(qtbot: QtBot, make: Make) -> None:
    player = make(DIVERGES)
    player.toggle_play()
    qtbot.waitUntil(lambda: player.activity is Activity.IDLE)
    assert player.is_over
    assert player.place == place_after(player.length)


def test_any_other_move_pauses_play(make: Make) -> None:
    player = make(BOWL)
    for move in (player.back, player.first, player.last, lambda: player.go_to_step(3)):
        player.toggle_play()
        assert player.activity is Activity.PLAYING
        move()
        assert player.activity is Activity.IDLE


# What is told


def test_only_what_changes_is_told(make: Make, record: Record) -> None:
    player = make(BOWL)
    granularities, speeds, moves = (record(signal) for signal in (
        player.granularity_changed, player.speed_changed, player.moved))
    player.set_granularity(Stride.STEP)
    player.set_granularity(Stride.PART)
    player.set_speed(SPEEDS[-1])
    player.set_speed(1e9)
    player.set_speed(0.5)
    player.set_speed(0.0)
    player.choose(0, 0)
    assert granularities == [Stride.PART]
    assert speeds == [0.5, SPEEDS[0]]
    assert moves == []


def test_two_descents_are_extended_together(qtbot: QtBot, make: Make) -> None:
    player = make(BOWL, BATCHES)
    player.go_to_step(1500)
    travel(qtbot, player)
    assert [lane.race.length for lane in player.lanes] == [1500, 1500]
    assert player.epoch == 3
