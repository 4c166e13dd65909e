"""Pictures of the cost over a plane: their numbers by other ways, what is kept, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from gui.landscape.picture import CostOf, PlaneKind, SlicePicture, Wishes
from gui.landscape.surveyor import STAGES, Question, Surveyor, parameters_that_matter, question_about, symbol_of
from gui.run.session import Session
from simulator.arrays import Array
from simulator.directions import GradientDirections, PrincipalDirections, Trajectory
from simulator.errors import Explained
from simulator.evaluation import measure
from simulator.experiment import Experiment, Layer, with_change
from simulator.training import NEVER, Interrupted

CIRCLES = Experiment("circles", (Layer(3, "tanh"), Layer(1)), seed=4, learning_rate=0.5)


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    session = Session(CIRCLES)
    yield session
    session.close()


def after(session: Session, steps: int) -> Session:
    session.navigator.train(steps * 10 / session.data.train.count)
    session.worker.wait()
    return session


def asked(session: Session, **wishes: object) -> Question:
    wanted = replace(Wishes(indices=(0, 3)), **wishes)  # type: ignore[arg-type]
    return question_about(session, wanted, is_free=True)


def drawn(surveyor: Surveyor, question: Question) -> SlicePicture:
    return surveyor.survey(question, np.inf, NEVER, lambda _: None)


def cost_at(session: Session, theta: Array, rows: Array | None = None) -> float:
    """By the evaluation of the chart, and not by the slice."""
    train = session.data.train
    rows = np.arange(train.count) if rows is None else rows
    return measure(session.network, session.data, train, theta, rows)[0]  # type: ignore[arg-type]


# numbers


@pytest.mark.parametrize("kind", list(PlaneKind))
def test_every_point_of_the_grid_is_the_mean_cost_of_the_network_there(session: Session, kind: PlaneKind) -> None:
    picture = drawn(Surveyor(), asked(after(session, 12), kind=kind))
    landscape = picture.landscape
    assert landscape.is_final
    assert landscape.costs.shape == (STAGES[-1], STAGES[-1])
    for row, column in ((0, 0), (7, 41), (60, 60)):
        theta = (picture.plane.origin + landscape.a[column] * picture.plane.first
                 + landscape.b[row] * picture.plane.second)
        assert landscape.costs[row, column] == pytest.approx(cost_at(session, theta), rel=1e-12)


@pytest.mark.parametrize("kind", list(PlaneKind))
def test_a_plane_that_moves_along_goes_through_the_network(session: Session, kind: PlaneKind) -> None:
    picture = drawn(Surveyor(), asked(after(session, 12), kind=kind))
    theta = session.run.state.theta
    assert picture.plane.theta(*picture.place) == pytest.approx(theta, abs=1e-12)
    assert picture.gauge.distance == 0.0
    assert picture.gauge.cost == picture.gauge.projected_cost == pytest.approx(cost_at(session, theta), rel=1e-12)
    assert picture.step == session.run.state.step


def test_the_gauge_of_a_fixed_plane_tells_the_costs_and_the_distance(session: Session) -> None:
    surveyor = Surveyor()
    before = drawn(surveyor, asked(after(session, 3), kind=PlaneKind.RANDOM, follows=False))
    assert before.gauge.distance == 0.0
    picture = drawn(surveyor, asked(after(session, 20), kind=PlaneKind.RANDOM, follows=False))
    theta = session.run.state.theta
    assert picture.plane is before.plane
    # the nearest point by least squares
    directions = np.column_stack((picture.plane.first, picture.plane.second))
    place = np.linalg.lstsq(directions, theta - picture.plane.origin, rcond=None)[0]
    nearest = picture.plane.origin + directions @ place
    assert picture.place == pytest.approx(tuple(place))
    assert picture.gauge.distance == pytest.approx(np.linalg.norm(theta - nearest))
    assert picture.gauge.distance > 0.1
    assert picture.gauge.cost == pytest.approx(cost_at(session, theta), rel=1e-12)
    assert picture.gauge.projected_cost == pytest.approx(cost_at(session, nearest), rel=1e-12)
    assert picture.gauge.cost != picture.gauge.projected_cost


def test_on_two_parameters_the_axes_are_the_parameters_themselves(session: Session) -> None:
    picture = drawn(Surveyor(), asked(after(session, 5)))
    theta = session.run.state.theta
    assert picture.place == pytest.approx((theta[0], theta[3]))
    assert picture.landscape.surface.symbols == ("w¹₁₁", "w¹₂₂")
    assert symbol_of(session.network, 12) == "b²₁"


def test_the_way_of_the_run_ends_at_the_present_point_and_begins_at_its_start(session: Session) -> None:
    picture = drawn(Surveyor(), asked(after(session, 12)))
    start, end = session.run.trainer.initial_state().theta, session.run.state.theta
    assert picture.path[0] == pytest.approx(start[[0, 3]])
    assert picture.path[-1] == pytest.approx(end[[0, 3]])
    assert len(picture.path) >= 12, "a short run is drawn step by step"
    assert all(picture.landscape.surface.window.contains(*point) for point in picture.path)


def test_the_components_say_how_much_of_the_way_they_show(session: Session) -> None:
    question = asked(after(session, 30), kind=PlaneKind.COMPONENTS)
    picture = drawn(Surveyor(), question)
    assert isinstance(picture.directions, PrincipalDirections)
    away = np.array(question.trajectory.thetas) - question.theta
    values = np.linalg.svd(away, compute_uv=False) ** 2
    assert picture.directions.shares == pytest.approx(tuple(values[:2] / values.sum()))


def test_the_gradient_is_that_of_the_cost_that_is_drawn(session: Session) -> None:
    picture = drawn(Surveyor(), asked(after(session, 12), kind=PlaneKind.GRADIENT))
    assert isinstance(picture.directions, GradientDirections)
    theta, first = session.run.state.theta, picture.plane.first
    slope = (cost_at(session, theta + 1e-5 * first) - cost_at(session, theta - 1e-5 * first)) / 2e-5
    assert slope == pytest.approx(picture.directions.gradient_length, rel=1e-6)
    across = picture.plane.second
    assert (cost_at(session, theta + 1e-5 * across) - cost_at(session, theta - 1e-5 * across)) / 2e-5 == \
        pytest.approx(0.0, abs=1e-6)
    assert first @ across == pytest.approx(0.0, abs=1e-12)


def test_the_cost_is_that_of_all_samples_of_a_subset_or_of_the_batch(session: Session) -> None:
    after(session, 12)
    theta = session.run.state.theta
    batch = drawn(Surveyor(), asked(session, cost_of=CostOf.BATCH))
    assert batch.gauge.cost == pytest.approx(cost_at(session, theta, session.moment.record.indices), rel=1e-12)
    assert (batch.sample_count, batch.samples_in_all) == (10, 200)
    subset, same = (drawn(Surveyor(), asked(session, cost_of=CostOf.SUBSET, subset=50)) for _ in range(2))
    assert subset.sample_count == 50
    assert subset.gauge.cost == same.gauge.cost, "50 samples are always the same ones"
    everything = drawn(Surveyor(), asked(session, cost_of=CostOf.SUBSET, subset=200))
    assert everything.gauge.cost == drawn(Surveyor(), asked(session)).gauge.cost
    assert drawn(Surveyor(), asked(session)).cost_of is CostOf.ALL


def test_the_parameters_offered_first_are_the_weights_with_the_largest_slopes(session: Session) -> None:
    after(session, 12)
    gradient = np.abs(session.moment.record.gradient)
    weights = [0, 1, 2, 3, 4, 5, 9, 10, 11]
    assert set(parameters_that_matter(session)) == set(sorted(weights, key=lambda index: -gradient[index])[:2])


# what is kept


def test_nothing_is_drawn_again_while_nothing_moves_but_the_network_beside_a_fixed_plane(session: Session) -> None:
    surveyor = Surveyor()
    first = drawn(surveyor, asked(after(session, 3), follows=False))
    after(session, 2)
    second = drawn(surveyor, asked(session, follows=False))
    assert second.landscape is first.landscape
    assert second.step > first.step
    assert second.place != first.place


def test_a_plane_that_moves_along_is_drawn_again_only_when_the_weights_have_changed(session: Session) -> None:
    surveyor = Surveyor()
    first = drawn(surveyor, asked(after(session, 3)))
    assert drawn(surveyor, asked(session)).landscape is first.landscape
    after(session, 1)
    second = drawn(surveyor, asked(session))
    assert second.landscape is not first.landscape
    assert second.landscape.surface.window == first.landscape.surface.window, "the picture doesn't jump about"


def test_new_random_directions_are_others_and_a_seed_gives_the_same_ones_again(session: Session) -> None:
    surveyor = Surveyor()
    one, other, again = (drawn(surveyor, asked(session, kind=PlaneKind.RANDOM, seed=seed)) for seed in (1, 2, 1))
    assert not np.allclose(one.plane.first, other.plane.first)
    assert np.array_equal(one.plane.first, again.plane.first)


def test_coarse_pictures_come_first_where_a_better_one_takes_longer_than_somebody_waits(session: Session) -> None:
    posted: list[SlicePicture] = []
    last = Surveyor().survey(asked(session), 0.0, NEVER, posted.append)
    assert [len(picture.landscape.a) for picture in posted] == list(STAGES)
    assert not any(picture.landscape.is_final or picture.landscape.plateau.any() for picture in posted)
    assert last.landscape.is_final
    posted.clear()
    Surveyor().survey(asked(session), np.inf, NEVER, posted.append)
    assert posted == []


def test_work_that_is_stopped_leaves_nothing_half_done(session: Session) -> None:
    surveyor = Surveyor()
    posted: list[SlicePicture] = []
    with pytest.raises(Interrupted):
        surveyor.survey(asked(session), 0.0, lambda: bool(posted), posted.append)
    assert len(posted) == 1
    assert drawn(surveyor, asked(session)).landscape.is_final


def test_logarithmic_heights_are_another_picture_of_the_same_costs(session: Session) -> None:
    surveyor = Surveyor()
    linear, logarithmic = (drawn(surveyor, asked(session, logarithmic=wanted)).landscape for wanted in (False, True))
    assert linear.scale.softness is None
    assert logarithmic.scale.softness is not None
    assert np.array_equal(linear.costs, logarithmic.costs)


# what is refused


def test_the_same_parameter_twice_spans_no_plane(session: Session) -> None:
    with pytest.raises(Explained, match="two different parameters"):
        drawn(Surveyor(), asked(session, indices=(3, 3)))


def test_a_way_of_too_few_points_has_no_components(session: Session) -> None:
    with pytest.raises(Explained, match="at least 3 different points"):
        drawn(Surveyor(), asked(session, kind=PlaneKind.COMPONENTS))


def test_weights_that_are_all_zero_give_random_directions_no_length(qtbot: QtBot) -> None:
    session = Session(with_change(CIRCLES, initializer="zeros"))
    with pytest.raises(Explained, match="all weights and biases are 0"):
        drawn(Surveyor(), asked(session, kind=PlaneKind.RANDOM))
    session.close()


def test_weights_that_are_not_finite_are_nowhere_on_the_plane(session: Session) -> None:
    surveyor = Surveyor()
    drawn(surveyor, asked(session, follows=False))
    question = asked(session, follows=False)
    theta = question.theta.copy()
    theta[5] = np.nan
    lost = replace(question, trajectory=Trajectory((*question.trajectory.steps, 1),
                                                   (*question.trajectory.thetas, theta)))
    with pytest.raises(Explained, match="not finite"):
        drawn(surveyor, lost)


def test_a_plane_that_is_refused_leaves_the_former_one_for_later(session: Session) -> None:
    surveyor = Surveyor()
    first = drawn(surveyor, asked(session))
    with pytest.raises(Explained):
        drawn(surveyor, asked(session, kind=PlaneKind.COMPONENTS))
    assert drawn(surveyor, asked(session)).landscape is first.landscape
