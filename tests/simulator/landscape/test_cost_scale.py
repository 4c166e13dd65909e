"""From costs to heights and back."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.landscape.landscape import CostScale, scale_for

LINEAR = CostScale(2.0, 10.0)
LOGARITHMIC = CostScale(2.0, 10.0, 0.5)


@pytest.mark.parametrize("scale", [LINEAR, LOGARITHMIC, CostScale(-3e-9, 4e5, 1e-7)])
def test_shares_and_costs_are_each_other_s_inverse(scale: CostScale) -> None:
    costs = np.linspace(scale.low, scale.high, 57).reshape(3, 19)
    shares = scale.shares(costs)
    assert shares.shape == costs.shape
    np.testing.assert_allclose(shares[[0, -1], [0, -1]], [0.0, 1.0], atol=1e-12)
    np.testing.assert_allclose(scale.costs(shares), costs, rtol=1e-9, atol=1e-12 * (scale.high - scale.low))


def test_a_linear_share_is_the_share_of_the_way() -> None:
    np.testing.assert_allclose(LINEAR.shares(np.array([2.0, 4.0, 6.0, 10.0, 12.0])), [0, 0.25, 0.5, 1, 1.25])
    assert np.isnan(LINEAR.shares(np.array([np.nan]))).all()


def test_a_logarithmic_share_counts_factors_above_the_softness() -> None:
    # ln(1 + 0.5/0.5) / ln(1 + 8/0.5) = ln 2 / ln 17
    np.testing.assert_allclose(LOGARITHMIC.shares(np.array(2.5)), np.log(2) / np.log(17))
    assert np.isnan(LOGARITHMIC.shares(np.array([np.nan]))).all()


@given(st.floats(-1e3, 1e3), st.floats(1e-6, 1e6), st.floats(1e-9, 0.5), st.lists(st.floats(0, 1), min_size=2))
def test_higher_costs_never_have_lower_shares(low: float, size: float, softness: float, places: list[float]) -> None:
    costs = low + size * np.sort(places)
    for scale in (CostScale(low, low + size), CostScale(low, low + size, softness * size)):
        assert (np.diff(scale.shares(costs)) >= 0).all()


@pytest.mark.parametrize("scale", [LINEAR, LOGARITHMIC])
def test_levels_divide_the_shares_evenly(scale: CostScale) -> None:
    levels = scale.levels(4)
    np.testing.assert_allclose(scale.shares(levels), [0.2, 0.4, 0.6, 0.8])
    assert (np.diff(levels) > 0).all()


def test_a_scale_runs_from_the_best_known_cost_to_the_highest() -> None:
    scale = scale_for(np.linspace(3.0, 7.0, 100), best=2.5, logarithmic=False)
    assert (scale.low, scale.high, scale.softness) == (2.5, 7.0, None)


def test_a_few_spikes_are_clipped_and_holes_are_not_counted() -> None:
    costs = np.linspace(0.0, 1.0, 1000)
    costs[-5:], costs[0] = 1e9, np.nan
    scale = scale_for(costs, best=np.nan, logarithmic=False)
    assert scale.high <= 1.0
    assert scale_for(np.append(costs[:-5], 3.0), best=np.nan, logarithmic=False).high == 3.0


@pytest.mark.parametrize("logarithmic", [False, True])
def test_a_flat_surface_and_one_that_is_defined_nowhere_have_a_scale_too(logarithmic: bool) -> None:
    for costs, best in ((np.full((4, 4), 3.0), 3.0), (np.zeros((4, 4)), np.nan), (np.full((4, 4), np.nan), np.nan),
                        (np.full((4, 4), np.nan), 2.0)):
        scale = scale_for(costs, best, logarithmic)
        assert scale.high > scale.low
        assert np.isfinite(scale.levels(5)).all()


def test_a_logarithmic_scale_gives_the_floor_of_a_valley_half_of_the_room() -> None:
    a, b = np.meshgrid(np.linspace(-2, 2, 61), np.linspace(-1, 3, 61))
    costs = (1 - a) ** 2 + 100 * (b - a * a) ** 2
    scale = scale_for(costs, best=0.0, logarithmic=True)
    assert scale.shares(np.array(100.0)) > 0.5  # of 2504
    assert scale_for(costs, best=0.0, logarithmic=False).shares(np.array(100.0)) < 0.05
