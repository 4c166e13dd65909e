"""What happened, in words: a sentence for every kind of outcome, with its numbers."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from gui.workspaces.descent.outcome_list import OutcomeWords, place_text, slower_rate, step_to_go_back_to
from simulator.descent.outcome import Outcome, OutcomeKind, outcome_of
from simulator.descent.race import Race
from simulator.descent.racer import Racer
from simulator.landscape.critical_points import CriticalPoint, PointKind
from simulator.landscape.landscape import landscape_of
from simulator.surfaces.catalogue import function_named

LOCAL = CriticalPoint(PointKind.MINIMUM, -1.312, 1.118, 0.62, (1.0, 2.0))
BASE = Outcome(
    kind=OutcomeKind.DESCENDING, step=40, since=12, a=0.5, b=-0.25, cost=0.62, best_cost=0.21, slope=0.034,
    point=None, curvature=4.0, learning_rate=0.1, stable_rate=0.5, threshold=0.05)

SENTENCES = {
    OutcomeKind.DESCENDING: "GD is still descending: C = 0.620, ‖∇C‖ = 0.034 at step 40.",
    OutcomeKind.GLOBAL_MINIMUM: "GD has converged to the global minimum at (−1.31, 1.12): C = 0.620.",
    OutcomeKind.LOCAL_MINIMUM: "GD stopped in the local minimum at (−1.31, 1.12): C = 0.620, while 0.210 is the best "
                               "known.",
    OutcomeKind.SADDLE: "GD has been stuck in the saddle point at (−1.31, 1.12) since step 12: it has no slope, "
                        "though C falls to both sides. A small push would set it free.",
    OutcomeKind.MAXIMUM: "GD has been standing on the maximum at (−1.31, 1.12) since step 12: it has no slope, "
                         "and so no way down is seen. A small push would set it free.",
    OutcomeKind.PLATEAU: "GD has been on a plateau since step 12: ‖∇C‖ = 0.034 is below 0.05, though C = 0.620 is "
                         "not minimal; 0.210 is the best known.",
    OutcomeKind.OSCILLATING: "GD has been oscillating across a ravine since step 12: C = 0.620, from side to side "
                             "instead of along it. The largest stable learning rate is 2/λ_max = 0.500 here, η = 0.1 "
                             "was chosen; a smaller one or momentum calms it.",
    OutcomeKind.HOVERING: "GD has been hovering around the minimum at (−1.31, 1.12) since step 12: its steps are too "
                          "large to settle. A smaller η brings it closer.",
    OutcomeKind.DIVERGING: "GD is diverging: C has been growing since step 12.",
    OutcomeKind.DIVERGED: "GD has diverged: C has grown since step 12, and the way ends at step 40.",
    OutcomeKind.UNBOUNDED: "GD ran downhill without end: in this direction C has no lowest value. It stopped at step "
                           "40.",
    OutcomeKind.TOO_LARGE:
        "GD can't move from (0.50, −0.25): C or its slope is beyond 10¹⁵⁰ there. Divide C by a large number.",
    OutcomeKind.LEFT_DOMAIN: "GD left the domain at (0.50, −0.25) in step 40 and stopped: C is not defined there.",
    OutcomeKind.NO_GRADIENT: "GD stands on an edge at (0.50, −0.25): C = 0.620 has no slope there, and so no "
                             "direction to take.",
    OutcomeKind.OUTSIDE_WINDOW: "GD has been out of the window since step 12: C = 0.620 at (0.50, −0.25).",
}
AT_A_POINT = {OutcomeKind.GLOBAL_MINIMUM, OutcomeKind.LOCAL_MINIMUM, OutcomeKind.SADDLE, OutcomeKind.MAXIMUM,
              OutcomeKind.HOVERING}


@pytest.fixture
def words() -> OutcomeWords:
    return OutcomeWords()


def outcome(kind: OutcomeKind) -> Outcome:
    return replace(BASE, kind=kind, point=LOCAL if kind in AT_A_POINT else None)


@pytest.mark.parametrize("kind", OutcomeKind)
def test_every_kind_has_its_sentence(words: OutcomeWords, kind: OutcomeKind) -> None:
    assert words.plain(outcome(kind), "GD") == SENTENCES[kind]


@pytest.mark.parametrize("kind", OutcomeKind)
def test_the_words_that_matter_are_bold(words: OutcomeWords, kind: OutcomeKind) -> None:
    text = words.rich(outcome(kind), "GD")
    assert text.count("<b>") == text.count("</b>") == 1


def test_at_its_start_a_racer_has_not_descended_yet(words: OutcomeWords) -> None:
    assert words.plain(replace(BASE, step=0, since=0), "GD") == "GD stands at its start: C = 0.620, ‖∇C‖ = 0.034."


def test_what_holds_from_the_start_is_said_so(words: OutcomeWords) -> None:
    assert "plateau from the start on:" in words.plain(replace(outcome(OutcomeKind.PLATEAU), since=0), "GD")


def test_a_floor_has_no_single_lowest_point(words: OutcomeWords) -> None:
    assert words.plain(replace(BASE, kind=OutcomeKind.GLOBAL_MINIMUM), "GD").endswith(
        "a floor without a single lowest point.")


def test_a_floor_far_away_is_told_to_be_out_of_the_window(words: OutcomeWords) -> None:
    far = replace(BASE, kind=OutcomeKind.GLOBAL_MINIMUM, is_outside=True, is_over=True)
    assert words.plain(far, "GD").endswith("a floor without a single lowest point. It is out of the window.")


def test_noise_is_another_reason_to_hover(words: OutcomeWords) -> None:
    noisy = words.plain(replace(outcome(OutcomeKind.HOVERING), is_noisy=True), "GD")
    assert "the noise of its mini-batches keeps it from settling" in noisy


@pytest.mark.parametrize("kind", [OutcomeKind.DIVERGING, OutcomeKind.DIVERGED])
def test_a_rate_that_is_too_large_stands_beside_the_largest_stable_one(words: OutcomeWords,
                                                                       kind: OutcomeKind) -> None:
    text = words.plain(replace(BASE, kind=kind, learning_rate=0.7), "GD")
    assert text.endswith("For the curvature there the largest stable learning rate is 2/λ_max = 0.500; η = 0.7 was "
                         "chosen.")


def test_the_bound_is_that_of_the_optimizer(words: OutcomeWords) -> None:
    momentum = replace(BASE, kind=OutcomeKind.DIVERGED, learning_rate=2.0, stable_rate=3.8 / 4.0)
    assert "3.8/λ_max = 0.950;" in words.plain(momentum, "Momentum")


def test_optimizers_that_scale_their_steps_have_no_such_bound(words: OutcomeWords) -> None:
    text = words.plain(replace(BASE, kind=OutcomeKind.DIVERGED, stable_rate=None), "Adam")
    assert "λ_max" not in text
    assert "there is no fixed bound; a smaller η than 0.1 makes them smaller." in text


def test_costs_that_nearly_agree_get_the_digits_that_tell_them_apart(words: OutcomeWords) -> None:
    near = replace(outcome(OutcomeKind.LOCAL_MINIMUM), cost=0.21004, best_cost=0.21)
    assert "C = 0.210040, while 0.210000 is" in words.plain(near, "GD")


def test_a_best_cost_that_rounding_made_of_nothing_is_called_nothing(words: OutcomeWords) -> None:
    rounded = replace(outcome(OutcomeKind.LOCAL_MINIMUM), cost=6.56, best_cost=-4.4e-16)
    assert "C = 6.56, while ≈\N{NARROW NO-BREAK SPACE}0 is the best known" in words.plain(rounded, "GD")


def test_a_rest_out_of_sight_says_that_it_is(words: OutcomeWords) -> None:
    text = words.plain(replace(outcome(OutcomeKind.LOCAL_MINIMUM), is_outside=True), "GD")
    assert text.endswith("It is out of the window.")


def test_a_name_may_hold_what_rich_text_would_read_as_a_mark(words: OutcomeWords) -> None:
    assert "A &lt;b&gt; has" in words.rich(replace(BASE, kind=OutcomeKind.DIVERGED), "A <b>")


@pytest.mark.parametrize(("a", "b", "text"), [
    (-1.312, 1.118, "(−1.31, 1.12)"), (12.345, -0.001, "(12.3, 0.00)"), (123.4, 5e7, "(123, 5.00·10⁷)"),
    (math.inf, math.nan, "(∞, NaN)")])
def test_places_are_short(a: float, b: float, text: str) -> None:
    assert place_text(a, b).replace("\N{NO-BREAK SPACE}", " ") == text


def test_the_rate_on_offer_is_half_of_the_largest_stable_one() -> None:
    assert slower_rate(replace(BASE, kind=OutcomeKind.DIVERGED, learning_rate=0.7)) == 0.25
    assert slower_rate(replace(BASE, kind=OutcomeKind.DIVERGED, learning_rate=0.7, stable_rate=0.5858)) == 0.29
    assert slower_rate(replace(BASE, kind=OutcomeKind.DIVERGING, stable_rate=None)) == 0.01
    assert slower_rate(replace(BASE, kind=OutcomeKind.LEFT_DOMAIN)) is None
    assert slower_rate(BASE) is None


def test_one_goes_back_to_where_all_was_well() -> None:
    assert step_to_go_back_to(replace(BASE, kind=OutcomeKind.DIVERGED)) == 12
    assert step_to_go_back_to(replace(BASE, kind=OutcomeKind.LEFT_DOMAIN)) == 39
    assert step_to_go_back_to(replace(BASE, kind=OutcomeKind.LEFT_DOMAIN, step=0)) is None
    assert step_to_go_back_to(BASE) is None


def test_a_real_divergence_is_told_with_the_curvature_of_its_ravine(words: OutcomeWords) -> None:
    ravine = function_named("ravine")  # a²/2 + 10 b², so λ_max = 20
    race = Race(ravine.surface, [Racer("gradient_descent", 0.12, start=ravine.start)])
    race.extend_to(400)
    seen = outcome_of(race.trails[0], 400, landscape_of(ravine.surface, 61, 61, logarithmic=False))
    assert seen.kind is OutcomeKind.DIVERGED
    assert "2/λ_max = 0.100; η = 0.12 was chosen" in words.plain(seen, "GD")
    assert slower_rate(seen) == 0.05


def test_a_real_descent_ends_in_the_middle_of_the_bowl(words: OutcomeWords) -> None:
    bowl = function_named("bowl")
    race = Race(bowl.surface, [Racer("gradient_descent", 0.5, start=bowl.start)])
    race.extend_to(80)
    seen = outcome_of(race.trails[0], 80, landscape_of(bowl.surface, 61, 61, logarithmic=False))
    assert words.plain(seen, "GD").startswith("GD has converged to the global minimum at (0.00, 0.00): C = ")
