"""Two runs that are compared: who leads, who waits, and when they would part."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.comparison import Pair
from simulator.datasets import data_set_named
from simulator.experiment import Experiment, Layer, with_change
from simulator.navigation import Stop
from simulator.run import Run
from simulator.running import Arrival
from simulator.steps import START, Address, Phase
from simulator.training import Divergence, OwnSample

FIRST = Experiment("circles", (Layer(3, "tanh"), Layer(1)), batch_size=20, learning_rate=0.3)
OWN = OwnSample(np.array([0.3, -0.4]), np.array([1.0]))


def some_run(experiment: Experiment, steps: int) -> Run:
    run = Run(experiment, data_set_named("circles"))
    for _ in range(steps):
        run.arrive(run.timeline.advance())
    return run


@pytest.fixture
def pair() -> Pair:
    return Pair(some_run(FIRST, 5), some_run(with_change(FIRST, batch_size=50), 5))


def divergence(step: int) -> Divergence:
    return Divergence(step, 1.0, np.inf, 1.0, 0.3)


def reach(run: Run, step: int) -> None:
    while run.timeline.length <= step:
        run.timeline.advance()
    run.arrive(run.timeline.step(step))


def test_the_second_run_takes_the_place_of_the_first_in_its_own_batch(pair: Pair) -> None:
    pair.stand(Stop(4, Address(4, 7, 3, 0)))
    assert pair.first.address == pair.second.address == Address(4, 7, 3, 0)
    pair.stand(Stop(4))
    assert pair.first.address == pair.first.route.end_of_step(4, 20)
    assert pair.second.address == pair.second.route.end_of_step(4, 50)


def test_where_a_run_is_already_it_need_not_be_brought(pair: Pair) -> None:
    assert pair.wanted(4) == (None, None)
    assert pair.is_at(4)
    assert pair.wanted(2) == (2, 2)
    pair.first.arrive(pair.first.timeline.step(2))
    assert pair.wanted(2) == (None, 2)
    assert not pair.is_at(2)


def test_a_run_that_has_diverged_is_wanted_at_its_last_finite_step_only(pair: Pair) -> None:
    pair.note((Arrival(None), Arrival(None, divergence(5))))
    assert pair.wanted(9) == (9, None)
    assert pair.wanted(3) == (3, 3)
    pair.note((Arrival(None), Arrival(None)))
    assert pair.divergences[1] is not None, "what is known stays known"


def test_arrivals_that_would_part_the_runs_are_told(pair: Pair) -> None:
    step = pair.first.timeline.step(2)
    assert not pair.stays_abreast((Arrival(step), Arrival(None)))
    assert pair.stays_abreast((Arrival(step), Arrival(pair.second.timeline.step(2))))
    assert pair.stays_abreast((Arrival(None), Arrival(None)))
    pair.note((Arrival(None, divergence(5)), Arrival(None)))
    reach(pair.second, 8)
    assert pair.stays_abreast((Arrival(None), Arrival(None))), "the first one can come no farther"


def test_the_first_run_leads_until_only_the_second_one_goes_on(pair: Pair) -> None:
    assert pair.leader(forwards=True) is pair.leader(forwards=False) is pair.first
    pair.note((Arrival(None, divergence(5)), Arrival(None)))
    assert pair.leader(forwards=True) is pair.second
    assert pair.leader(forwards=False) is pair.first
    reach(pair.second, 7)
    assert pair.leader(forwards=False) is pair.second
    pair.stand(Stop(7, Address(7, 3, 2, 0)))
    assert pair.second.address == Address(7, 3, 2, 0)
    assert pair.first.address == pair.first.route.end_of_step(4, 20)


def test_a_followed_sample_goes_the_same_way_in_both(pair: Pair) -> None:
    pair.first.follow(OWN, START)
    pair.align()
    assert pair.second.followed is OWN
    station = pair.first.route.index(Phase.ACTIVATION, 1)
    pair.first.move(Address(5, 0, station, 2))
    pair.align()
    assert pair.second.moment.station == pair.first.moment.station
    assert pair.second.moment.neuron == 2
    pair.first.leave_followed()
    pair.align()
    assert pair.second.followed is None
    assert pair.second.address.step == pair.first.address.step == 4


def test_a_pair_without_any_step_has_nothing_to_stand_at() -> None:
    pair = Pair(some_run(FIRST, 0), some_run(FIRST, 0))
    assert pair.wanted(0) == (0, 0)
    assert not pair.stays_abreast((Arrival(None), Arrival(None)))
