"""The way of a run through weight space: few points, the first and the last among them, exactly those of the run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from simulator.changes import ParameterChange
from simulator.directions import trajectory_of
from simulator.experiment import Experiment, Layer
from simulator.timeline import Timeline
from simulator.training import Interrupted, StepRecord, Trainer, TrainingState
from simulator.weight_plane import WeightPlane

EXPERIMENT = Experiment(data_set="xor", layers=(Layer(2, "tanh"), Layer(1)), batch_size=1)


@pytest.fixture
def run_of() -> Callable[[int], Timeline]:
    data = EXPERIMENT.open_data()

    def made(steps: int) -> Timeline:
        timeline = Timeline(Trainer(EXPERIMENT, data))
        for _ in range(steps):
            timeline.advance()
        return timeline

    return made


def test_before_the_first_step_there_is_one_point(run_of: Callable[[int], Timeline]) -> None:
    timeline = run_of(0)
    trajectory = trajectory_of(timeline, timeline.end)
    assert trajectory.steps == (0,)
    assert trajectory.thetas[0] is timeline.end.theta


@pytest.mark.parametrize("length", [1, 7, 8, 9, 100, 1000])
@pytest.mark.parametrize("most", [2, 5, 30])
def test_the_points_are_few_and_even_with_the_first_and_the_present_one(
        run_of: Callable[[int], Timeline], length: int, most: int) -> None:
    timeline = run_of(length)
    trajectory = trajectory_of(timeline, timeline.end, most=most)
    assert len(trajectory) <= most
    assert trajectory.steps[0] == 0
    assert trajectory.steps[-1] == length
    assert len(set(np.diff(trajectory.steps[:-1]))) <= 1
    assert len(trajectory) > min(most // 2, length // 8), "not fewer than need be"
    for step, theta in zip(trajectory.steps, trajectory.thetas, strict=True):
        assert np.array_equal(theta, timeline.state(step).theta)


def test_as_the_run_grows_points_are_left_out_but_none_moves(run_of: Callable[[int], Timeline]) -> None:
    timeline = run_of(0)
    before: set[int] = set()
    for _ in range(40):
        for _ in range(10):
            timeline.advance()
        steps = trajectory_of(timeline, timeline.end, most=12).steps[:-1]
        new = set(steps) - before
        assert all(step >= max(before, default=0) for step in new)
        before = set(steps)


def test_looking_back_shows_the_way_up_to_there_only(run_of: Callable[[int], Timeline]) -> None:
    timeline = run_of(200)
    trajectory = trajectory_of(timeline, timeline.state(83))
    assert trajectory.steps == (*range(0, 83, 8), 83)


def test_the_recent_steps_can_be_had_one_by_one(run_of: Callable[[int], Timeline]) -> None:
    timeline = run_of(50)
    trajectory = trajectory_of(timeline, timeline.end, recent=20)
    assert trajectory.steps == (0, 8, 16, 24, *range(30, 51))
    for step, theta in zip(trajectory.steps, trajectory.thetas, strict=True):
        assert np.array_equal(theta, timeline.state(step).theta)
    early = run_of(5)
    assert trajectory_of(early, early.end, recent=20).steps == (0, 1, 2, 3, 4, 5)


def test_each_of_the_recent_steps_is_computed_once_at_most(run_of: Callable[[int], Timeline],
                                                           monkeypatch: pytest.MonkeyPatch) -> None:
    timeline = run_of(103)
    made: list[int] = []
    step = timeline.trainer.step

    def noted(state: TrainingState, *rest: Any, **named: Any) -> tuple[TrainingState, StepRecord]:
        made.append(state.step)
        return step(state, *rest, **named)

    monkeypatch.setattr(timeline.trainer, "step", noted)
    trajectory_of(timeline, timeline.end)
    assert made == [], "without recent steps there is nothing to compute"
    trajectory_of(timeline, timeline.end, recent=32)
    assert len(made) == len(set(made))
    assert len(made) < 32 + timeline.spacing


def test_whoever_computes_recent_steps_can_be_stopped(run_of: Callable[[int], Timeline]) -> None:
    timeline = run_of(30)
    with pytest.raises(Interrupted):
        trajectory_of(timeline, timeline.end, recent=10, should_stop=lambda: True)


def test_after_a_change_by_hand_the_way_is_that_of_the_new_future(run_of: Callable[[int], Timeline]) -> None:
    timeline = run_of(60)
    timeline.change(32, ParameterChange(0, 5.0))
    for _ in range(20):
        timeline.advance()
    trajectory = trajectory_of(timeline, timeline.end)
    assert trajectory.steps == (0, 8, 16, 24, 32, 40, 48, 52)
    assert trajectory.thetas[4][0] == 5.0


def test_after_an_undo_the_way_still_leads_from_the_start_to_the_present(run_of: Callable[[int], Timeline]) -> None:
    timeline = run_of(500)
    past = timeline.past()
    timeline.change(100, ParameterChange(0, 5.0))
    timeline.return_to(past)
    trajectory = trajectory_of(timeline, timeline.end)
    assert trajectory.steps[0] == 0
    assert trajectory.steps[-1] == 500
    for step, theta in zip(trajectory.steps, trajectory.thetas, strict=True):
        assert np.array_equal(theta, timeline.state(step).theta)


def test_on_a_plane_every_point_has_the_coordinates_of_its_projection(run_of: Callable[[int], Timeline]) -> None:
    timeline = run_of(40)
    trajectory = trajectory_of(timeline, timeline.end)
    first, second = np.random.default_rng(0).normal(size=(2, len(timeline.end.theta)))
    plane = WeightPlane(timeline.end.theta, first, second)
    path = trajectory.on(plane)
    assert path.shape == (len(trajectory), 2)
    assert path[-1].tolist() == [0.0, 0.0]
    for point, theta in zip(path, trajectory.thetas, strict=True):
        assert tuple(point) == pytest.approx(plane.coordinates(theta), rel=1e-12)
