"""Evaluations as columns that follow a growing run."""

from __future__ import annotations

import numpy as np
import pytest

from gui.plots.run_chart import Measurements
from simulator.evaluation import Evaluation


def evaluations(*steps: int, cost: float = 0.5) -> tuple[Evaluation, ...]:
    return tuple(Evaluation(step, cost + step, 0.25, 60, cost - step, 0.75, 10) for step in steps)


def test_every_number_stands_in_its_column() -> None:
    measured = Measurements()
    measured.follow(evaluations(0, 10, 40))
    assert measured.column("step").tolist() == [0, 10, 40]
    assert measured.column("train_cost").tolist() == [0.5, 10.5, 40.5]
    assert measured.column("test_cost").tolist() == [0.5, -9.5, -39.5]
    assert measured.column("train_accuracy").tolist() == [0.25] * 3
    assert measured.column("test_accuracy").tolist() == [0.75] * 3


def test_growing_cutting_and_replacing_are_followed() -> None:
    measured, long = Measurements(), evaluations(*range(0, 900, 3))
    for length in (0, 1, 5, 300, 300, 120, 300):
        measured.follow(long[:length])
        assert measured.column("step").tolist() == [one.step for one in long[:length]]
    other = (*long[:9], *evaluations(27, cost=7.0))
    measured.follow(other)
    assert measured.column("train_cost").tolist() == [one.train_cost for one in other]
    assert measured.newest is other[-1]


def test_a_long_run_is_drawn_with_few_points_that_keep_the_extremes() -> None:
    values = np.random.default_rng(0).normal(size=5000)
    measured = Measurements()
    measured.follow([Evaluation(4 * place, value, 0.0, 1, 0.0, 0.0, 1) for place, value in enumerate(values)])
    steps, drawn = measured.curve("train_cost", 600)
    assert len(steps) == len(drawn) <= 602
    assert (drawn.min(), drawn.max()) == (values.min(), values.max())
    assert steps[-1] <= 4 * 4999
    assert abs(steps[int(drawn.argmax())] - 4 * values.argmax()) <= 4 * 32


@pytest.mark.parametrize(("step", "expected"), [(0, 0), (4, 0), (6, 10), (29, 40), (40, 40), (99, 40)])
def test_the_nearest_evaluation_is_found(step: int, expected: int) -> None:
    measured = Measurements()
    assert measured.nearest(step) is None
    measured.follow(evaluations(0, 10, 40))
    near = measured.nearest(step)
    assert near is not None
    assert near.step == expected
