"""What is chosen for a descent: checked when made, who moves in which order, and how one set-up follows another."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import FrozenInstanceError, replace

import numpy as np
import pytest

from simulator.descent.outcome import OutcomeKind, outcome_of
from simulator.descent.race import Race
from simulator.descent.setup import (
    FIRST_EXPRESSION,
    FIRST_WINDOW,
    LARGEST_COORDINATE,
    MOST_RACERS,
    MOST_STARTS,
    OWN,
    DescentSetup,
    Entrant,
    first_setup,
    usual_entrants,
)
from simulator.errors import SettingError
from simulator.expressions import ExpressionError
from simulator.landscape.landscape import landscape_of
from simulator.optimizers import OPTIMIZERS
from simulator.surfaces.catalogue import SURFACES
from simulator.surfaces.surface import Window

NAMES = [optimizer.name for optimizer in OPTIMIZERS]
STARTS = ((0.5, 0.5), (-1.0, 1.5), (2.0, -2.0))
Change = Callable[[], object]


def running(setup: DescentSetup, *names: str) -> DescentSetup:
    """The set-up in which these optimizers take part."""
    return replace(setup, entrants=tuple(replace(one, runs=one.optimizer in names) for one in setup.entrants))


def who(setup: DescentSetup) -> list[tuple[str, int, int, bool]]:
    """Optimizer, start, batch size and whether it is full descent, of everybody."""
    return [(runner.racer.optimizer, runner.start, runner.racer.batch_size, runner.is_full)
            for runner in setup.runners]


# As it is made


def test_a_new_set_up_has_gradient_descent_alone_from_the_usual_start() -> None:
    setup = DescentSetup()
    assert [entrant.optimizer for entrant in setup.entrants] == NAMES
    assert who(setup) == [("gradient_descent", 0, 0, False)]
    assert setup.starts == (setup.usual_start,)
    assert setup.usual_rate == setup.runners[0].racer.learning_rate


def test_the_two_that_the_workspace_begins_with_differ_in_momentum_alone_and_end_in_different_valleys() -> None:
    setup = first_setup()
    assert who(setup) == [("gradient_descent", 0, 0, False), ("momentum", 0, 0, False)]
    assert len({runner.racer.learning_rate for runner in setup.runners}) == 1
    race = Race(setup.made, [runner.racer for runner in setup.runners])
    race.extend_to(400)
    landscape = landscape_of(setup.made, 121, 121, logarithmic=False)
    nearer, deeper = (outcome_of(trail, 400, landscape) for trail in race.trails)
    assert (nearer.kind, deeper.kind) == (OutcomeKind.LOCAL_MINIMUM, OutcomeKind.GLOBAL_MINIMUM)
    assert math.hypot(nearer.a - deeper.a, nearer.b - deeper.b) > 2.0


@pytest.mark.parametrize("entry", SURFACES, ids=lambda entry: entry.name)
def test_every_surface_of_the_catalogue_can_be_chosen(entry: object) -> None:
    name, start, rate = (getattr(entry, attribute) for attribute in ("name", "start", "usual_rate"))
    setup = DescentSetup(name)
    assert setup.made is getattr(entry, "surface")  # noqa: B009 - entries are of two kinds
    assert (setup.starts, setup.entrants[0].learning_rate) == ((start,), rate)
    assert setup.entrants == usual_entrants(setup.shown_window, rate)


@pytest.mark.parametrize("entry", SURFACES, ids=lambda entry: entry.name)
def test_with_its_usual_rate_no_optimizer_diverges_on_any_surface(entry: object) -> None:
    setup = running(DescentSetup(getattr(entry, "name")), *NAMES)  # noqa: B009 - as above
    race = Race(setup.made, [runner.racer for runner in setup.runners])
    race.extend_to(400)
    for trail in race.trails:
        assert trail.end is None, trail.racer
        assert trail.costs(400).min() < trail.cost(0)


def test_equal_choices_are_equal_set_ups_with_equal_trails() -> None:
    one, other = (replace(DescentSetup("two_minima"), batch_size=3, seed=4) for _ in range(2))
    assert one == other
    assert hash(one) == hash(other)
    assert one != replace(one, seed=5)
    paths = []
    for setup in (one, other):
        race = Race(setup.made, [runner.racer for runner in setup.runners])
        race.extend_to(50)
        paths.append(race.trails[0].path(50))
    np.testing.assert_array_equal(*paths)


def test_a_set_up_can_t_be_changed_afterwards() -> None:
    with pytest.raises(FrozenInstanceError):
        DescentSetup().seed = 2  # type: ignore[misc]


def test_models_have_samples_and_functions_have_none() -> None:
    assert DescentSetup("line").sample_count == 10
    assert DescentSetup("one_minimum").sample_count == 9
    assert DescentSetup("bowl").sample_count == DescentSetup(OWN).sample_count == 0


def test_ones_own_surface_is_what_was_typed() -> None:
    setup = DescentSetup(OWN, "a^2 + 3 b", Window((-1.0, -2.0), (3.0, 2.0)))
    assert setup.made.costs(np.array(2.0), np.array(5.0)) == pytest.approx(19.0)
    assert setup.shown_window == Window((-1.0, -2.0), (3.0, 2.0))
    assert setup.shown_window.contains(*setup.usual_start)
    assert setup.entry is None


# Who moves


def test_everybody_moves_start_by_start_in_the_order_of_the_optimizers() -> None:
    setup = replace(running(DescentSetup(), "adam", "gradient_descent"), starts=STARTS)
    assert who(setup) == [(name, start, 0, False) for start in range(3) for name in ("gradient_descent", "adam")]
    assert [runner.racer.start for runner in setup.runners] == [start for start in STARTS for _ in range(2)]
    assert [setup.entrants[runner.entrant].optimizer for runner in setup.runners] == [name for name, *_ in who(setup)]


def test_mini_batches_add_full_descent_at_the_first_start_behind_all_others() -> None:
    setup = replace(running(DescentSetup("line"), "gradient_descent", "momentum"), starts=STARTS[:2], batch_size=4)
    assert who(setup) == [
        ("gradient_descent", 0, 4, False), ("momentum", 0, 4, False),
        ("gradient_descent", 1, 4, False), ("momentum", 1, 4, False),
        ("gradient_descent", 0, 0, True), ("momentum", 0, 0, True)]


def test_everybody_has_the_numbers_of_its_entrant() -> None:
    setup = running(DescentSetup(), "momentum").with_entrant(1, Entrant("momentum", 0.25, (0.5,)))
    (runner,) = setup.runners
    assert (runner.racer.learning_rate, runner.racer.numbers, runner.entrant) == (0.25, (0.5,), 1)


# What is refused: the setting, the value, the reason and the remedy


def with_rate(rate: float) -> DescentSetup:
    return DescentSetup().with_entrant(0, Entrant("gradient_descent", rate, ()))


REFUSED: list[tuple[str, Change, str, list[str]]] = [
    ("unknown surface", lambda: DescentSetup("bowls"), "surface", ["bowls", "choose one of", "two_valleys"]),
    ("too many starts", lambda: replace(DescentSetup(), starts=((0.0, 0.0),) * 13), "starts",
     ["at most 12", "13", "take some away"]),
    ("too many racers", lambda: replace(running(DescentSetup(), *NAMES), starts=((0.0, 0.0),) * 5), "starts",
     [f"{len(NAMES)} optimizers from 5 starts are {5 * len(NAMES)}", f"at most {MOST_RACERS}",
      "go back to one start"]),
    ("too many with full descent", lambda: replace(running(DescentSetup("line"), *NAMES), starts=((0.0, 0.0),) * 4,
                                                   batch_size=2), "starts",
     [str(5 * len(NAMES)), f"at most {MOST_RACERS}"]),
    ("start that is no number", lambda: DescentSetup().with_start(0, math.nan, 0.0), "start",
     ["finite", "nan", "try 0"]),
    ("negative rate", lambda: with_rate(-0.1), "learning_rate", ["positive", "-0.1", "try 0.1"]),
    ("infinite rate", lambda: with_rate(math.inf), "learning_rate", ["positive", "inf"]),
    ("rate of somebody who does not run",
     lambda: DescentSetup().with_entrant(5, Entrant("adam", 0.0, (), runs=False)), "learning_rate",
     ["positive", "got 0"]),
    ("momentum of 1", lambda: DescentSetup().with_entrant(1, Entrant("momentum", 0.1, (1.0,))), "numbers",
     ["momentum", "below 1", "try 0.9"]),
    ("batches of a function", lambda: replace(DescentSetup("bowl"), batch_size=4), "batch_size",
     ["no samples", "4", "set it to 0"]),
    ("batches larger than the data", lambda: replace(DescentSetup("line"), batch_size=11), "batch_size",
     ["M = 10", "11", "0 means the full cost"]),
    ("negative batches", lambda: replace(DescentSetup("line"), batch_size=-1), "batch_size",
     ["whole number", "-1", "try 1"]),
    ("negative seed", lambda: replace(DescentSetup("line"), batch_size=2, seed=-3), "seed",
     ["whole number", "-3", "try 1"]),
    ("window without end", lambda: DescentSetup(OWN, "a", Window((-math.inf, 0.0), (1.0, 1.0))), "window",
     ["finite", "-inf to 1.0 for a", "try"]),
    ("window of no numbers", lambda: DescentSetup(OWN, "a", Window((0.0, 0.0), (1.0, math.nan))), "window",
     ["finite", "0.0 to nan for b", "try"]),
    ("window upside down", lambda: DescentSetup(OWN, "a", Window((0.0, 2.0), (1.0, -2.0))), "window",
     ["2.0 to -2.0 for b", "exchange the two numbers"]),
    ("empty window", lambda: DescentSetup(OWN, "a", Window((1.0, 0.0), (1.0, 1.0))), "window",
     ["end above where it begins", "1.0 to 1.0 for a"]),
    ("window too far away", lambda: DescentSetup(OWN, "a", Window((0.0, 0.0), (2e6, 1.0))), "window",
     ["beyond 1e+06", "2000000.0", "choose another"]),
    ("window too narrow", lambda: DescentSetup(OWN, "a", Window((1e5, 0.0), (1e5 + 0.05, 1.0))), "window",
     ["millionth of its place", "100000.05 for a"]),
]


@pytest.mark.parametrize(("change", "setting", "words"), [case[1:] for case in REFUSED],
                         ids=[case[0] for case in REFUSED])
def test_what_can_t_be_used_is_refused(change: Change, setting: str, words: list[str]) -> None:
    with pytest.raises(SettingError) as caught:
        change()
    assert caught.value.setting == setting
    for word in words:
        assert word in str(caught.value), str(caught.value)


@pytest.mark.parametrize(("text", "place"), [("a +", 3), ("a + c", 4), ("__import__('os')", 0), ("", 0)])
def test_an_expression_that_can_t_be_read_is_refused_with_its_place(text: str, place: int) -> None:
    with pytest.raises(ExpressionError) as caught:
        DescentSetup(OWN, text)
    assert caught.value.place == place


def test_the_limits_themselves_are_allowed() -> None:
    assert len(replace(DescentSetup(), starts=((0.0, 0.0),) * MOST_STARTS).runners) == MOST_STARTS
    starts, one = ((0.0, 0.0),) * MOST_STARTS, running(DescentSetup(), NAMES[0])
    per_start = MOST_RACERS // MOST_STARTS
    full = replace(running(one, *NAMES[:per_start]), starts=starts)
    assert len(full.runners) == per_start * MOST_STARTS
    assert MOST_RACERS - len(full.runners) < MOST_STARTS, "one more optimizer would be too many"
    assert replace(DescentSetup("line"), batch_size=10).batch_size == 10
    far = Window((-LARGEST_COORDINATE, 0.0), (LARGEST_COORDINATE, 1.0))
    assert DescentSetup(OWN, "a", far).shown_window == far


# How one follows another


def test_another_surface_keeps_the_optimizers_their_numbers_and_who_takes_part() -> None:
    before = running(DescentSetup("bowl"), "momentum", "adam").with_entrant(1, Entrant("momentum", 0.5, (0.7,)))
    after = before.on_surface("rosenbrock")
    assert [(one.optimizer, one.numbers, one.runs) for one in after.entrants] == \
        [(one.optimizer, one.numbers, one.runs) for one in before.entrants]
    assert [one.learning_rate for one in after.entrants] == \
        [one.learning_rate for one in DescentSetup("rosenbrock").entrants], "rates fit the surface"
    assert after.starts == (after.usual_start,)


def test_another_surface_begins_with_all_samples_and_keeps_seed_expression_and_window() -> None:
    window = Window((-1.0, -1.0), (2.0, 2.0))
    before = replace(DescentSetup("line", "a*b", window), batch_size=3, seed=9, starts=STARTS)
    after = before.on_surface("line_tanh")
    assert (after.batch_size, after.seed, after.expression, after.window) == (0, 9, "a*b", window)
    assert len(after.starts) == 1


def test_ones_own_surface_keeps_starts_in_the_window_and_brings_others_back() -> None:
    before = replace(DescentSetup(), starts=((0.5, 0.5), (2.5, 0.0), (0.0, -2.5)))
    after = before.with_own("a^2 + b^2", Window((-1.0, -1.0), (1.0, 1.0)))
    assert after.surface == OWN
    assert after.starts == ((0.5, 0.5), after.usual_start), "two that come back to the same place are one"
    assert all(after.shown_window.contains(*start) for start in after.starts)


def test_another_expression_in_the_same_window_keeps_the_learning_rates() -> None:
    own = DescentSetup().with_own(FIRST_EXPRESSION, FIRST_WINDOW)
    own = own.with_entrant(0, Entrant("gradient_descent", 0.37, ()))
    assert own.with_own("a^2", FIRST_WINDOW).entrants == own.entrants
    elsewhere = own.with_own("a^2", Window((-1.0, -1.0), (1.0, 1.0)))
    assert elsewhere.entrants[0].learning_rate == elsewhere.usual_rate
    from_another = DescentSetup("rosenbrock").with_own("a^2", FIRST_WINDOW)
    assert from_another.entrants[0].learning_rate == own.usual_rate


def test_ones_own_surface_is_without_batches_and_keeps_who_takes_part() -> None:
    before = replace(running(DescentSetup("line"), "adam"), batch_size=4, seed=7)
    after = before.with_own("a*b", FIRST_WINDOW)
    assert (after.batch_size, after.seed) == (0, 7)
    assert [one.optimizer for one in after.entrants if one.runs] == ["adam"]


def test_a_bad_expression_or_window_leaves_the_set_up_as_it_was() -> None:
    setup = DescentSetup()
    with pytest.raises(ExpressionError):
        setup.with_own("a + ", FIRST_WINDOW)
    with pytest.raises(SettingError):
        setup.with_own("a", Window((1.0, 1.0), (0.0, 0.0)))
    assert setup == DescentSetup()


def test_one_entrant_or_one_start_is_changed_and_no_other() -> None:
    setup = replace(DescentSetup(), starts=STARTS)
    other = setup.with_entrant(2, Entrant("nesterov", 0.01, (0.8,)))
    assert [number for number in range(6) if other.entrants[number] != setup.entrants[number]] == [2]
    moved = setup.with_start(1, 0.25, 0.75)
    assert moved.starts == (STARTS[0], (0.25, 0.75), STARTS[2])


def test_alone_one_optimizer_moves_from_the_first_start() -> None:
    setup = replace(running(DescentSetup("line"), "momentum", "adam"), starts=STARTS, batch_size=5)
    alone = setup.alone(5)
    assert who(alone) == [("adam", 0, 5, False), ("adam", 0, 0, True)]
    assert alone.starts == STARTS[:1]
    assert [(one.learning_rate, one.numbers) for one in alone.entrants] == \
        [(one.learning_rate, one.numbers) for one in setup.entrants]
