"""Optimizers: trajectories against a second implementation and by hand, and that nothing given is changed."""

from __future__ import annotations

import math
from xml.etree import ElementTree as ET

import numpy as np
import pytest
import ziamath
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from simulator.arrays import Array
from simulator.optimizers import OPTIMIZERS, Optimizer, initial_memory, optimizer_named

each = pytest.mark.parametrize("optimizer", OPTIMIZERS, ids=lambda optimizer: optimizer.name)


def follow(
    name: str, gradients: list[float], learning_rate: float, numbers: tuple[float, ...] | None = None
) -> list[float]:
    """θ after every step, from 0, for gradients that are given in advance."""
    optimizer = optimizer_named(name)
    numbers = optimizer.defaults if numbers is None else numbers
    theta, memory = np.zeros(1), initial_memory(optimizer, 1)
    path = []
    for step, gradient in enumerate(gradients, 1):
        theta, memory = optimizer.update(theta, np.array([gradient]), memory, step, learning_rate, numbers)
        path.append(float(theta[0]))
    return path


# Optax 0.2.8 on JAX 0.10 in float64: five steps with η = 0.05 on C = θ₁⁴/4 + 2 θ₁θ₂ + 3 θ₂² from (1, −2).
# Its AdaGrad has ε under the root, so both were run with ε = 0 there; RMSProp with eps_in_sqrt=False.
FROM_OPTAX = {
    "gradient_descent": [
        [1.15, -1.5], [1.2239562499999999, -1.165], [1.2487777102285822, -0.937895625],
        [1.2451972168615093, -0.7814047085228581], [1.2268027705400013, -0.6715030176521517],
    ],
    "momentum": [
        [1.15, -1.5], [1.3589562499999999, -0.715], [1.493033430816385, 0.070104375],
        [1.440282770111664, 0.6063636569183615], [1.1827836396977864, 0.763059636558212],
    ],
    "nesterov": [
        [1.285, -1.05], [1.4044267081250001, -0.29065], [1.3049557449609492, 0.12374442545625008],
        [1.079305906362157, 0.22614639804548214], [0.8249481482792531, 0.13519361620072928],
    ],
    "adagrad": [
        [1.05, -1.95], [1.0837352292776614, -1.9153734085905143], [1.1103666020438245, -1.887466007434269],
        [1.1327624099672908, -1.8635409059956476], [1.152252068389005, -1.8423246719731952],
    ],
    "rmsprop": [
        [1.1581138813417524, -1.841886117491581], [1.252866616447173, -1.7347862613787999],
        [1.3172259538638864, -1.6489913864518548], [1.3611298093615563, -1.5754514180469257],
        [1.3894238747788938, -1.5100243770906578],
    ],
    "adam": [
        [1.0499999998333334, -1.95000000005], [1.099832928458223, -1.900063594089499],
        [1.1493417913424986, -1.8502369123669566], [1.1983227877472113, -1.8005688692137187],
        [1.2465123664869902, -1.751111086718291],
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", FROM_OPTAX)
def test_five_steps_agree_with_a_second_implementation(name: str) -> None:
    optimizer = optimizer_named(name)
    numbers = (0.0,) if name == "adagrad" else optimizer.defaults
    theta, memory = np.array([1.0, -2.0]), initial_memory(optimizer, 2)
    path = []
    for step in range(1, 6):
        gradient = np.array([theta[0] ** 3 + 2.0 * theta[1], 2.0 * theta[0] + 6.0 * theta[1]])
        theta, memory = optimizer.update(theta, gradient, memory, step, 0.05, numbers)
        path.append(theta)
    np.testing.assert_allclose(path, FROM_OPTAX[name], rtol=1e-13)


def test_gradient_descent_goes_against_the_gradient() -> None:
    # 0 − 0.5·4 = −2, −2 + 0.5·2 = −1
    assert follow("gradient_descent", [4.0, -2.0], 0.5) == [-2.0, -1.0]


def test_momentum_worked_out_by_hand() -> None:
    # μ = ½, η = 1: v = −4, then −2 + 2 = 0, then 0 − 1 = −1
    assert follow("momentum", [4.0, -2.0, 1.0], 1.0, (0.5,)) == [-4.0, -4.0, -5.0]


def test_momentum_approaches_a_final_velocity() -> None:
    # constant g = 1: v after k steps is −η (1 − μᵏ)/(1 − μ)
    path = np.diff([0.0, *follow("momentum", [1.0] * 200, 0.1, (0.9,))])
    expected = [-0.1 * (1.0 - 0.9**k) / 0.1 for k in range(1, 201)]
    np.testing.assert_allclose(path, expected, rtol=1e-9)
    assert path[-1] == pytest.approx(-1.0, rel=1e-8)


def test_nesterov_stands_at_the_look_ahead_point_of_the_two_point_form() -> None:
    # The original form keeps the position φ and takes the gradient at φ + μv: v ← μv − η g(φ + μv), φ ← φ + v.
    mu, rate = 0.8, 0.1

    def gradient(x: float) -> float:
        return x**3 - 2.0 * x + 0.5

    optimizer, position, velocity = optimizer_named("nesterov"), 1.5, 0.0
    theta, memory = np.array([1.5]), initial_memory(optimizer, 1)
    for step in range(1, 20):
        assert theta[0] == pytest.approx(position + mu * velocity, rel=1e-12)
        velocity = mu * velocity - rate * gradient(position + mu * velocity)
        position += velocity
        theta, memory = optimizer.update(theta, np.array([gradient(float(theta[0]))]), memory, step, rate, (mu,))
        assert memory[0][0] == pytest.approx(velocity, rel=1e-12)


def test_adagrad_shortens_a_constant_gradient_with_the_root_of_the_step() -> None:
    # g = 3: s = 9k, so step k is −η/√k
    path = np.diff([0.0, *follow("adagrad", [3.0] * 6, 0.5)])
    np.testing.assert_allclose(path, [-0.5 / math.sqrt(k) for k in range(1, 7)], rtol=1e-8)


def test_rmsprop_divides_by_the_moving_root_mean_square() -> None:
    # constant g = 3: s = 9 (1 − ρᵏ)
    path = np.diff([0.0, *follow("rmsprop", [3.0] * 6, 0.5)])
    np.testing.assert_allclose(path, [-0.5 / math.sqrt(1.0 - 0.9**k) for k in range(1, 7)], rtol=1e-7)


def test_adam_takes_steps_of_the_learning_rate_while_the_gradient_is_constant() -> None:
    # the corrections turn m into g and s into g²: every step is −η g/(|g| + ε)
    path = np.diff([0.0, *follow("adam", [-7.0] * 50, 0.01)])
    np.testing.assert_allclose(path, 0.01 * 7.0 / (7.0 + 1e-8), rtol=1e-10)


def test_adam_worked_out_by_hand() -> None:
    # β₁ = β₂ = ½, ε = 1, η = 1; g = 2, then 1.
    # Step 1: m = 1, s = 2; corrected 2 and 4; θ = −2/(2 + 1).
    # Step 2: m = 1, s = 1.5; corrected 4/3 and 2; θ −= (4/3)/(√2 + 1).
    first = -2.0 / 3.0
    second = first - (4.0 / 3.0) / (math.sqrt(2.0) + 1.0)
    assert follow("adam", [2.0, 1.0], 1.0, (0.5, 0.5, 1.0)) == pytest.approx([first, second], rel=1e-15)


def test_epsilon_stands_beside_the_root_and_not_under_it() -> None:
    # g = 3, ε = 1, η = 1: −3/(3 + 1), where ε under the root would give −3/√10
    assert follow("adagrad", [3.0], 1.0, (1.0,)) == [-0.75]
    # ρ = ¾: s = 9/4, −3/(3/2 + 1)
    assert follow("rmsprop", [3.0], 1.0, (0.75, 1.0)) == [-1.2]


@pytest.mark.parametrize("name", ["momentum", "nesterov"])
def test_without_memory_the_velocity_methods_are_gradient_descent(name: str) -> None:
    gradients = [0.3, -1.7, 2.9]
    expected = follow("gradient_descent", gradients, 0.2)
    assert follow(name, gradients, 0.2, (0.0,)) == pytest.approx(expected, rel=1e-15)


@each
def test_nothing_is_written_into_what_is_given_and_nothing_shared_with_it(optimizer: Optimizer) -> None:
    theta, gradient = np.array([1.0, -2.0, 0.5]), np.array([0.1, 0.2, -0.3])
    memory = tuple(np.array([0.4, 0.5, 0.6]) * k for k in range(1, optimizer.memory_count + 1))
    arrays = (theta, gradient, *memory)
    for array in arrays:
        array.setflags(write=False)
    theta_new, memory_new = optimizer.update(theta, gradient, memory, 3, 0.1, optimizer.defaults)
    for result in (theta_new, *memory_new):
        assert result.flags.writeable
        assert result.dtype == np.float64
        assert not any(np.shares_memory(result, array) for array in arrays)
    assert len(memory_new) == optimizer.memory_count


@each
def test_the_same_step_twice_gives_the_same_bits(optimizer: Optimizer) -> None:
    rng = np.random.default_rng(5)
    theta, gradient = rng.standard_normal(1000), rng.standard_normal(1000)
    memory = tuple(np.abs(rng.standard_normal(1000)) for _ in optimizer.memory_symbols)
    once = optimizer.update(theta, gradient, memory, 7, 0.1, optimizer.defaults)
    again = optimizer.update(theta, gradient, memory, 7, 0.1, optimizer.defaults)
    np.testing.assert_array_equal(once[0], again[0])
    for first, second in zip(once[1], again[1], strict=True):
        np.testing.assert_array_equal(first, second)


@each
def test_where_there_was_never_a_gradient_nothing_moves(optimizer: Optimizer) -> None:
    theta = np.array([1.0, -2.0])
    theta_new, memory = optimizer.update(theta, np.zeros(2), initial_memory(optimizer, 2), 1, 0.1, optimizer.defaults)
    decay = dict(optimizer.terms(theta, np.zeros(2), initial_memory(optimizer, 2), 1, 0.1, optimizer.defaults))
    np.testing.assert_allclose(theta_new, theta + decay.get("Δθ(θ)", 0.0), rtol=1e-15)
    assert all(not vector.any() for vector in memory)


@each
@given(gradients=hnp.arrays(np.float64, (4, 5), elements=st.floats(-10.0, 10.0)))
def test_every_entry_goes_its_own_way(optimizer: Optimizer, gradients: Array) -> None:
    together, memory = np.zeros(5), initial_memory(optimizer, 5)
    alone, own_memory = np.zeros(1), initial_memory(optimizer, 1)
    for step, gradient in enumerate(gradients, 1):
        together, memory = optimizer.update(together, gradient, memory, step, 0.1, optimizer.defaults)
        alone, own_memory = optimizer.update(alone, gradient[2:3], own_memory, step, 0.1, optimizer.defaults)
    assert together[2] == pytest.approx(alone[0], rel=1e-14, abs=1e-300)


@each
def test_the_memory_begins_as_zeros_one_vector_for_each_symbol(optimizer: Optimizer) -> None:
    memory = initial_memory(optimizer, 4)
    assert len(memory) == len(optimizer.memory_symbols) == optimizer.memory_count
    assert all(vector.tolist() == [0.0] * 4 for vector in memory)


@each
def test_formulas_can_be_typeset_and_use_every_symbol(optimizer: Optimizer) -> None:
    for formula in optimizer.formulas:
        assert r"\left(" not in formula
        assert len(list(ET.fromstring(ziamath.Latex(formula).svg()).iter())) > 5
    for symbol in (*optimizer.memory_symbols, *(number.symbol for number in optimizer.hyperparameters)):
        assert symbol in " ".join(optimizer.formulas)


def test_optimizers_are_found_by_their_names_and_every_name_is_there_once() -> None:
    names = [optimizer.name for optimizer in OPTIMIZERS]
    assert set(names) >= set(FROM_OPTAX)
    assert len(set(names)) == len(names)
    assert [optimizer_named(name) for name in names] == list(OPTIMIZERS)


def test_an_unknown_optimizer_is_answered_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"no optimizer 'adamant'; choose one of .*gradient_descent, .*adam"):
        optimizer_named("adamant")
