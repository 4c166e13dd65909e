"""L1 and L2: the term, its derivative, and that biases are left alone."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import numpy as np
import pytest
import ziamath
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from simulator.arrays import Array
from simulator.regularisation import REGULARISATIONS, Regularisation, regularisation_named

each = pytest.mark.parametrize("regularisation", REGULARISATIONS, ids=lambda one: one.name)

# a network 2-2-1: W¹ (4), b¹ (2), W² (2), b² (1)
THETA = np.array([1.0, -2.0, 0.0, 3.0, 100.0, -100.0, -4.0, 0.5, 1000.0])
WEIGHTS = (slice(0, 4), slice(6, 8))
BIASES = [4, 5, 8]


def test_the_terms_worked_out_by_hand() -> None:
    # λ = 5, M = 20. Σ|w| = 1 + 2 + 0 + 3 + 4 + 0.5 = 10.5; Σw² = 1 + 4 + 0 + 9 + 16 + 0.25 = 30.25
    assert regularisation_named("none").cost(THETA, WEIGHTS, 5.0, 20) == 0.0
    assert regularisation_named("l1").cost(THETA, WEIGHTS, 5.0, 20) == pytest.approx(5.0 / 20.0 * 10.5, rel=1e-15)
    assert regularisation_named("l2").cost(THETA, WEIGHTS, 5.0, 20) == pytest.approx(5.0 / 40.0 * 30.25, rel=1e-15)


@pytest.mark.parametrize(
    ("name", "added"),
    [
        ("none", [0.0] * 9),
        ("l1", [0.25, -0.25, 0.0, 0.25, 0.0, 0.0, -0.25, 0.25, 0.0]),
        ("l2", [0.25, -0.5, 0.0, 0.75, 0.0, 0.0, -1.0, 0.125, 0.0]),
    ],
)
def test_the_gradient_grows_at_the_weights_and_never_at_the_biases(name: str, added: list[float]) -> None:
    gradient = np.full(9, 0.5)
    theta = THETA.copy()
    theta.setflags(write=False)
    regularisation_named(name).add_gradient(gradient, theta, WEIGHTS, 5.0, 20)
    assert gradient.tolist() == [0.5 + one for one in added]


@each
@given(theta=hnp.arrays(np.float64, 9, elements=st.floats(-5.0, 5.0)))
def test_the_gradient_agrees_with_differences_of_the_term(regularisation: Regularisation, theta: Array) -> None:
    theta = np.where(np.abs(theta) < 0.01, 0.01, theta)  # away from the corner of |w|
    gradient, h = np.zeros(9), 1e-3
    regularisation.add_gradient(gradient, theta, WEIGHTS, 0.7, 3)
    for i in range(9):
        shift = np.zeros(9)
        shift[i] = h
        costs = {k: regularisation.cost(theta + k * shift, WEIGHTS, 0.7, 3) for k in (-2, -1, 1, 2)}
        difference = (8.0 * (costs[1] - costs[-1]) - (costs[2] - costs[-2])) / (12.0 * h)
        assert gradient[i] == pytest.approx(difference, rel=1e-8, abs=1e-10)


def test_the_corner_of_l1_has_the_slope_zero() -> None:
    gradient = np.zeros(9)
    regularisation_named("l1").add_gradient(gradient, np.zeros(9), WEIGHTS, 5.0, 20)
    assert not gradient.any()


def test_a_step_of_l2_alone_shrinks_every_weight_by_the_same_factor() -> None:
    # w − η λ/M w = (1 − η λ/M) w: weight decay; η = 0.1, λ = 5, M = 20
    gradient = np.zeros(9)
    regularisation_named("l2").add_gradient(gradient, THETA, WEIGHTS, 5.0, 20)
    after = THETA - 0.1 * gradient
    assert after[BIASES].tolist() == THETA[BIASES].tolist()
    weights = np.r_[0:4, 6:8]
    np.testing.assert_allclose(after[weights], 0.975 * THETA[weights], rtol=1e-15)


@each
def test_a_strength_of_zero_changes_nothing(regularisation: Regularisation) -> None:
    gradient = np.arange(9.0)
    regularisation.add_gradient(gradient, THETA, WEIGHTS, 0.0, 20)
    assert gradient.tolist() == list(range(9))
    assert regularisation.cost(THETA, WEIGHTS, 0.0, 20) == 0.0


def test_a_negative_strength_is_refused() -> None:
    strength = regularisation_named("l2").strength
    assert strength is not None
    assert strength.check(0.0) == 0.0
    with pytest.raises(ValueError, match=r"regularisation strength must be at least 0, got -1; try 5"):
        strength.check(-1.0)


@each
def test_formulas_can_be_typeset(regularisation: Regularisation) -> None:
    for formula in (regularisation.formula, regularisation.gradient_formula):
        assert r"\left(" not in formula
        assert len(list(ET.fromstring(ziamath.Latex(formula).svg()).iter())) > 3
    if regularisation.strength is not None:
        assert regularisation.strength.symbol in regularisation.formula


def test_regularisations_are_found_by_their_names_and_every_name_is_there_once() -> None:
    names = [one.name for one in REGULARISATIONS]
    assert {"none", "l1", "l2"} <= set(names)
    assert len(set(names)) == len(names)
    assert [regularisation_named(name) for name in names] == list(REGULARISATIONS)


def test_an_unknown_regularisation_is_answered_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"no regularisation 'l3'; choose one of .*none, l1, l2"):
        regularisation_named("l3")
