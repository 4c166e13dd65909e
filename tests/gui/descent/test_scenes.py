"""From a descent at one of its places to what map, surface and model card draw."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from gui.figures.loss.scene import Arrow, Scene
from gui.foundation.theme import Theme
from gui.workspaces.descent.descent_player import Lane, coarse_landscape, racing
from gui.workspaces.descent.racer_looks import racer_color
from gui.workspaces.descent.scenes import CURVE_POINTS, GRADIENT_LENGTH, looks_in, looks_of, model_picture, scene_of
from simulator.descent.remedies import Remedy, remedied
from simulator.descent.setup import DescentSetup
from simulator.descent.stops import BEGINNING, Part, Place, place_after
from simulator.optimizers import OPTIMIZERS

THEME = Theme()
NAMES = [optimizer.name for optimizer in OPTIMIZERS]
Made = Callable[..., Lane]


@pytest.fixture
def lane(qtbot: QtBot) -> Made:
    """A lane with so many steps."""
    def made(setup: DescentSetup, steps: int = 20) -> Lane:
        lane = Lane(setup, coarse_landscape(setup, logarithmic=False), racing(setup))
        lane.race.extend_to(steps)
        return lane

    return made


def running(setup: DescentSetup, *names: str) -> DescentSetup:
    return replace(setup, entrants=tuple(replace(one, runs=one.optimizer in names) for one in setup.entrants))


def drawn(lane: Lane, place: Place, chosen: int | None = 0, *, batch: bool = True) -> Scene:
    return scene_of([lane], 0, place, chosen, THEME, batch=batch)


def ends(arrow: Arrow) -> tuple[float, float]:
    return arrow.start[0] + arrow.vector[0], arrow.start[1] + arrow.vector[1]


def magnification(move: Arrow) -> float:
    """The factor that stands at the arrow of the move."""
    _, sign, factor = move.label.partition("×")
    return float("".join(character for character in factor if character.isdigit())) if sign else 1.0


# Who is drawn, and where


@pytest.mark.parametrize(("place", "steps"), [
    (BEGINNING, 0), (Place(7, Part.GRADIENT), 7), (Place(7, Part.DIRECTION), 7), (Place(7, Part.MOVE), 8)])
def test_the_ball_stands_at_the_end_of_the_way_so_far(lane: Made, place: Place, steps: int) -> None:
    one = lane(DescentSetup("bowl"))
    (mover,) = drawn(one, place).movers
    # the bowl (a² + b²)/2 with η = 0.1: every step is a tenth of the way
    expected = np.array(DescentSetup("bowl").starts[0]) * 0.9 ** np.arange(steps + 1)[:, np.newaxis]
    assert mover.path == pytest.approx(expected)


def test_everybody_is_drawn_with_the_colour_and_the_name_of_its_look(lane: Made) -> None:
    one = lane(running(DescentSetup("bowl"), *NAMES))
    scene = drawn(one, place_after(3), chosen=2)
    assert [(mover.color.name(), mover.name) for mover in scene.movers] == [
        (look.color.name(), look.name) for look in looks_of(one, THEME)]
    assert [mover.is_chosen for mover in scene.movers] == [number == 2 for number in range(len(NAMES))]
    assert scene.starts == one.setup.starts
    assert scene.landscape is one.landscape


def test_full_descent_is_faint_and_a_quiet_version_of_its_twin_with_mini_batches(lane: Made) -> None:
    one = lane(replace(running(DescentSetup("line"), "gradient_descent", "adam"), batch_size=3))
    scene = drawn(one, place_after(5))
    assert [mover.is_faint for mover in scene.movers] == [False, False, True, True]
    for twin, full in zip(scene.movers[:2], scene.movers[2:], strict=True):
        assert full.name.startswith(twin.name)
        assert "all 10 samples" in full.name
        assert full.color.hsvSaturationF() < twin.color.hsvSaturationF()
        assert abs(full.color.hsvHueF() - twin.color.hsvHueF()) < 0.05
    assert len({mover.color.name() for mover in scene.movers}) == 4


def test_a_trail_that_has_ended_stays_where_it_ended(lane: Made) -> None:
    bowl = running(DescentSetup("bowl"), "gradient_descent", "adam")
    one = lane(bowl.with_entrant(0, replace(bowl.entrants[0], learning_rate=4.0)), 100)
    ended = one.trails[0].length
    assert ended < 50
    scene = drawn(one, Place(99, Part.GRADIENT))
    assert [len(mover.path) for mover in scene.movers] == [ended + 1, 100]
    assert scene.movers[0].arrows == (), "there is no step to take apart"


def test_of_two_lanes_each_has_its_letter_and_its_shades(lane: Made) -> None:
    setup = running(DescentSetup("bowl"), "gradient_descent")
    lanes = [lane(setup), lane(remedied(setup, Remedy("learning_rate", 0.3)))]
    (first,), (second,) = looks_in(lanes, 0, THEME), looks_in(lanes, 1, THEME)
    assert [first.name, second.name] == ["A · Gradient descent", "B · Gradient descent"]
    assert [first.mark, second.mark] == ["A GD", "B GD"]
    assert first.color.name() == racer_color("gradient_descent", THEME).name() != second.color.name()
    (mover,) = scene_of(lanes, 1, place_after(2), None, THEME, batch=False).movers
    assert (mover.color.name(), mover.is_chosen, mover.arrows) == (second.color.name(), False, ())


# The step taken apart


@pytest.mark.parametrize("name", ["ravine", "rosenbrock", "bowl"])
def test_the_gradient_points_uphill_and_is_as_long_everywhere_on_the_map(lane: Made, name: str) -> None:
    one = lane(DescentSetup(name))
    size = np.array(one.setup.shown_window.size)
    for step in (0, 5, 19):
        (arrow,) = drawn(one, Place(step, Part.GRADIENT)).movers[0].arrows
        theta = one.trails[0].theta(step)
        gradient = one.setup.made.gradients(*theta)
        assert arrow.start == tuple(theta)
        assert arrow.label == "∇C"
        assert np.linalg.norm(arrow.vector / size) == pytest.approx(GRADIENT_LENGTH)
        assert np.array(arrow.vector) / np.linalg.norm(arrow.vector) == pytest.approx(
            gradient / np.linalg.norm(gradient))


def test_with_mini_batches_the_full_gradient_is_dashed_beside_that_of_the_batch(lane: Made) -> None:
    one = lane(replace(DescentSetup("line"), batch_size=2))
    full, batch = drawn(one, Place(3, Part.GRADIENT)).movers[0].arrows
    assert ((full.label, full.dashed), (batch.label, batch.dashed)) == (
        ("∇C", True), ("∇C of the batch", False))
    theta, rows = one.trails[0].theta(3), one.trails[0].rows(3)
    x, y = (np.array(values)[rows] for values in (DescentSetup("line").entry.data.inputs,  # type: ignore[union-attr]
                                                  DescentSetup("line").entry.data.targets))  # type: ignore[union-attr]
    misses = theta[0] * x + theta[1] - y
    gradient = np.array([(misses * x).mean(), misses.mean()])
    assert np.cross([*batch.vector, 0], [*gradient, 0])[2] == pytest.approx(0.0, abs=1e-12)
    assert np.dot(batch.vector, gradient) > 0


def test_where_there_is_no_slope_there_is_no_gradient_to_draw(lane: Made) -> None:
    one = lane(DescentSetup("bowl").with_start(0, 0.0, 0.0))
    assert drawn(one, Place(2, Part.GRADIENT)).movers[0].arrows == ()


@pytest.mark.parametrize("name", NAMES)
def test_the_terms_of_the_move_lead_from_the_old_place_to_the_new_one(lane: Made, name: str) -> None:
    one = lane(running(DescentSetup("ravine"), name))
    *terms, move = drawn(one, Place(6, Part.DIRECTION)).movers[0].arrows
    before, factor = one.trails[0].theta(6), magnification(move)
    after = before + factor * (one.trails[0].theta(7) - before)
    assert move.start == tuple(before)
    assert ends(move) == pytest.approx(tuple(after))
    assert move.color.name() == looks_of(one, THEME)[0].color.name()
    if terms:
        assert terms[0].start == tuple(before)
        for term, following in pairwise(terms):
            assert following.start == pytest.approx(ends(term))
        assert ends(terms[-1]) == pytest.approx(tuple(after))
        assert [term.dashed for term in terms] == ["g" not in term.label for term in terms]
        assert move.label.startswith("Δθ")


def test_momentum_draws_what_it_remembers_dashed(lane: Made) -> None:
    one = lane(running(DescentSetup("ravine"), "momentum"))
    *terms, move = drawn(one, Place(6, Part.DIRECTION)).movers[0].arrows
    factor = magnification(move)
    assert [term.dashed for term in terms].count(True) == 1
    rate, (momentum,) = one.runners[0].racer.learning_rate, one.runners[0].racer.numbers
    remembered = next(term for term in terms if term.dashed)
    assert remembered.vector == pytest.approx(
        tuple(factor * momentum * (one.trails[0].theta(6) - one.trails[0].theta(5))))
    slope = next(term for term in terms if not term.dashed)
    assert slope.vector == pytest.approx(
        tuple(-factor * rate * one.setup.made.gradients(*one.trails[0].theta(6))))


@pytest.mark.parametrize("step", [0, 20, 60, 120])
def test_a_small_step_is_magnified_by_a_round_factor_that_is_told(lane: Made, step: int) -> None:
    one = lane(DescentSetup("bowl"), 150)  # its steps become smaller and smaller
    (move,) = drawn(one, Place(step, Part.DIRECTION)).movers[0].arrows
    factor = magnification(move)
    assert f"{factor:.0e}"[0] in "125"
    assert float(f"{factor:.0e}") == factor
    real = -0.1 * one.trails[0].theta(step)
    assert move.vector == pytest.approx(tuple(factor * real))
    assert np.linalg.norm(np.array(move.vector) / 6.0) >= 0.05, "it can be seen"
    assert (factor > 1) == (np.linalg.norm(real / 6.0) < 0.06)


def test_a_step_that_is_practically_none_stays_none(lane: Made) -> None:
    one = lane(DescentSetup("bowl"), 400)
    (move,) = drawn(one, Place(390, Part.DIRECTION)).movers[0].arrows
    assert magnification(move) == 1


def test_after_the_move_and_for_others_nothing_is_taken_apart(lane: Made) -> None:
    one = lane(running(DescentSetup("bowl"), "gradient_descent", "adam"))
    assert [mover.arrows for mover in drawn(one, Place(3, Part.MOVE)).movers] == [(), ()]
    first, second = drawn(one, Place(3, Part.GRADIENT), chosen=1).movers
    assert (first.arrows, len(second.arrows)) == ((), 1)


# The ghost and the model


def test_the_ghost_is_there_on_request_and_with_mini_batches_only(lane: Made) -> None:
    batches, full = lane(replace(DescentSetup("line"), batch_size=3)), lane(DescentSetup("line"))
    ghost = drawn(batches, place_after(2)).ghost
    assert ghost is not None
    rows = batches.trails[0].rows(1)
    expected = batches.setup.made.part(rows).costs(  # type: ignore[attr-defined]
        batches.landscape.a, batches.landscape.b[:, np.newaxis])
    np.testing.assert_allclose(ghost, expected)
    assert drawn(batches, place_after(2), batch=False).ghost is None
    assert drawn(full, place_after(2)).ghost is None
    assert drawn(lane(DescentSetup("bowl")), place_after(2)).ghost is None


def test_the_curve_of_a_model_is_that_of_its_present_place_and_dashed_that_of_its_start(lane: Made) -> None:
    one = lane(DescentSetup("line"))
    picture = model_picture([one], 0, place_after(9), 0, THEME)
    assert picture is not None
    a, b = one.trails[0].theta(9)
    assert len(picture.curve_x) == CURVE_POINTS
    assert picture.curve_y == pytest.approx(a * picture.curve_x + b)
    a, b = one.setup.starts[0]
    assert picture.second_y == pytest.approx(a * picture.curve_x + b)
    assert picture.curve_x[0] < picture.inputs.min()
    assert picture.curve_x[-1] > picture.inputs.max()
    assert not picture.are_classes
    assert len(picture.batch) == 0
    at_first = model_picture([one], 0, BEGINNING, 0, THEME)
    assert at_first is not None
    assert at_first.second_y is None, "both would be the same"


def test_beside_another_lane_its_model_is_dashed(lane: Made) -> None:
    setup = DescentSetup("neuron_quadratic")
    lanes = [lane(setup), lane(remedied(setup, Remedy("structure", "neuron_linear")))]
    picture = model_picture(lanes, 0, place_after(9), 0, THEME)
    other = model_picture(lanes, 1, place_after(9), 0, THEME)
    assert picture is not None
    assert other is not None
    w, b = lanes[1].trails[0].theta(9)
    assert picture.second_y == pytest.approx(w * picture.curve_x + b)
    np.testing.assert_array_equal(other.curve_y, picture.second_y)
    np.testing.assert_array_equal(other.second_y, picture.curve_y)
    assert picture.are_classes


def test_the_samples_of_the_mini_batch_in_view_are_marked(lane: Made) -> None:
    one = lane(replace(DescentSetup("line"), batch_size=3))
    for step in (0, 1, 4):
        picture = model_picture([one], 0, Place(step, Part.GRADIENT), 0, THEME)
        assert picture is not None
        np.testing.assert_array_equal(picture.batch, one.trails[0].rows(step))


def test_a_test_function_has_no_model(lane: Made) -> None:
    assert model_picture([lane(DescentSetup("bowl"))], 0, BEGINNING, 0, THEME) is None
