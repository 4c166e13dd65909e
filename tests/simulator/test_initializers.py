"""Initial weights: shapes, spreads and bounds against their formulas, and that the seed decides everything."""

from __future__ import annotations

import math
from xml.etree import ElementTree as ET

import numpy as np
import pytest
import ziamath
from hypothesis import given
from hypothesis import strategies as st

from simulator.arrays import Array
from simulator.initializers import INITIALIZERS, Initializer, initializer_named

each = pytest.mark.parametrize("initializer", INITIALIZERS, ids=lambda initializer: initializer.name)

KNOWN = ("zeros", "constant", "normal", "normal_sigma", "normal_scaled", "uniform", "xavier", "he")
N_OUT, N_IN = 300, 400


def draw(name: str, number: float = 0.0) -> tuple[Array, Array]:
    """W of a layer of 300 neurons behind 400, and 100,000 biases, so that statistics are sharp."""
    initializer, rng = initializer_named(name), np.random.default_rng(11)
    return initializer.weights(rng, N_OUT, N_IN, number), initializer.biases(rng, 100_000, number)


def assert_normal(values: Array, sigma: float) -> None:
    """Mean 0, standard deviation σ and E[x⁴] = 3 σ⁴, each within five standard errors."""
    x = values.ravel() / sigma
    n = len(x)
    assert abs(x.mean()) < 5.0 / math.sqrt(n)
    assert abs((x**2).mean() - 1.0) < 5.0 * math.sqrt(2.0 / n)  # Var(x²) = 2
    assert abs((x**4).mean() - 3.0) < 5.0 * math.sqrt(96.0 / n)  # Var(x⁴) = 105 − 9


def assert_uniform(values: Array, radius: float) -> None:
    """Inside ±r, nearly filling it, mean 0 and E[x²] = r²/3 within five standard errors."""
    x = values.ravel() / radius
    n = len(x)
    assert np.abs(x).max() <= 1.0
    assert np.abs(x).max() > 1.0 - 20.0 / n
    assert abs(x.mean()) < 5.0 / math.sqrt(3.0 * n)
    assert abs((x**2).mean() - 1.0 / 3.0) < 5.0 * math.sqrt(4.0 / 45.0 / n)  # Var(x²) = 1/5 − 1/9


@each
@given(n_out=st.integers(1, 6), n_in=st.integers(1, 6))
def test_weights_have_one_row_a_neuron_and_biases_one_entry(initializer: Initializer, n_out: int, n_in: int) -> None:
    number = 0.0 if initializer.number is None else initializer.number.default
    rng = np.random.default_rng(0)
    weights, biases = initializer.weights(rng, n_out, n_in, number), initializer.biases(rng, n_out, number)
    assert weights.shape == (n_out, n_in)
    assert biases.shape == (n_out,)
    assert weights.dtype == biases.dtype == np.float64


@each
def test_the_seed_decides_every_bit(initializer: Initializer) -> None:
    number = 0.0 if initializer.number is None else initializer.number.default

    def once(seed: int) -> Array:
        rng = np.random.default_rng(seed)
        return np.append(initializer.weights(rng, 4, 3, number).ravel(), initializer.biases(rng, 4, number))

    np.testing.assert_array_equal(once(1), once(1))
    if initializer.name in {"normal", "normal_sigma", "normal_scaled", "uniform", "xavier", "he"}:
        assert np.all(once(1)[:12] != once(2)[:12])
        assert len(set(once(1)[:12])) == 12


def test_zeros_and_constant_need_no_chance() -> None:
    weights, biases = draw("zeros")
    assert not weights.any()
    assert not biases.any()
    weights, biases = draw("constant", -0.25)
    assert np.all(weights == -0.25)
    assert np.all(biases == -0.25)


def test_normal_draws_weights_and_biases_from_the_standard_normal_distribution() -> None:
    weights, biases = draw("normal")
    assert_normal(weights, 1.0)
    assert_normal(biases, 1.0)


def test_normal_sigma_draws_weights_and_biases_with_this_standard_deviation() -> None:
    weights, biases = draw("normal_sigma", 0.2)
    assert_normal(weights, 0.2)
    assert_normal(biases, 0.2)


def test_scaled_normal_divides_the_weights_by_the_root_of_the_inputs_but_not_the_biases() -> None:
    weights, biases = draw("normal_scaled")
    assert_normal(weights, 1.0 / 20.0)  # √400 = 20
    assert_normal(biases, 1.0)


def test_uniform_fills_the_interval() -> None:
    weights, biases = draw("uniform", 0.3)
    assert_uniform(weights, 0.3)
    assert_uniform(biases, 0.3)


def test_xavier_looks_at_both_sides_of_the_layer() -> None:
    weights, biases = draw("xavier")
    assert_uniform(weights, math.sqrt(6.0 / 700.0))
    assert weights.std() == pytest.approx(math.sqrt(2.0 / 700.0), rel=0.01)
    assert not biases.any()


def test_he_doubles_the_variance_for_the_half_that_relu_cuts_off() -> None:
    weights, biases = draw("he")
    assert_normal(weights, math.sqrt(2.0 / 400.0))
    assert not biases.any()


def test_of_the_known_ones_only_constant_sigma_and_uniform_have_a_number() -> None:
    numbers = [initializer_named(name).number for name in KNOWN]
    with_number = {name: number.name for name, number in zip(KNOWN, numbers, strict=True) if number is not None}
    assert with_number == {"constant": "constant", "normal_sigma": "sigma", "uniform": "radius"}


@each
def test_formulas_can_be_typeset(initializer: Initializer) -> None:
    assert r"\left(" not in initializer.formula
    assert len(list(ET.fromstring(ziamath.Latex(initializer.formula).svg()).iter())) > 3
    if initializer.number is not None:
        assert initializer.number.symbol in initializer.formula


def test_initial_weights_are_found_by_their_names_and_every_name_is_there_once() -> None:
    names = [initializer.name for initializer in INITIALIZERS]
    assert set(names) >= set(KNOWN)
    assert len(set(names)) == len(names)
    assert [initializer_named(name) for name in names] == list(INITIALIZERS)


def test_unknown_initial_weights_are_answered_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"no initial weights 'twos'; choose one of .*zeros, constant, .*he"):
        initializer_named("twos")
