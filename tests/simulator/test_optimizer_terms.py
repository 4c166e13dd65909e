"""Optimizers over 1,000 steps against formulas of the papers, their moves taken apart, and how large η may be."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from simulator.arrays import Array
from simulator.hyperparameters import HyperParameter
from simulator.optimizers import OPTIMIZERS, Optimizer, initial_memory, optimizer_named

each = pytest.mark.parametrize("optimizer", OPTIMIZERS, ids=lambda optimizer: optimizer.name)

Pair = tuple[float, float]
Slope = Callable[[float, float], Pair]
Step = Callable[[Pair], Pair]


def bowl(a: float, b: float) -> Pair:
    """Of 1.5 a² + a b + 0.4 b² − a."""
    return 3.0 * a + b - 1.0, a + 0.8 * b


def rosenbrock(a: float, b: float) -> Pair:
    return -2.0 * (1.0 - a) - 400.0 * a * (b - a * a), 200.0 * (b - a * a)


def heavy_ball(slope: Slope, at: Pair, rate: float, mu: float) -> Iterator[Pair]:
    """Polyak, 1964: θₜ₊₁ = θₜ − η ∇C(θₜ) + μ (θₜ − θₜ₋₁), without a velocity."""
    before = at
    while True:
        g = slope(*at)
        before, at = at, (at[0] - rate * g[0] + mu * (at[0] - before[0]),
                          at[1] - rate * g[1] + mu * (at[1] - before[1]))
        yield at


def two_point_nesterov(slope: Slope, at: Pair, rate: float, mu: float) -> Iterator[Pair]:
    """Sutskever and others, 2013, (3) and (4): v ← μ v − η ∇C(φ + μ v), φ ← φ + v; what is shown is φ + μ v."""
    (x, y), (u, v) = at, (0.0, 0.0)
    while True:
        g = slope(x + mu * u, y + mu * v)
        u, v = mu * u - rate * g[0], mu * v - rate * g[1]
        x, y = x + u, y + v
        yield x + mu * u, y + mu * v


def plain(slope: Slope, at: Pair, rate: float) -> Iterator[Pair]:
    while True:
        g = slope(*at)
        at = (at[0] - rate * g[0], at[1] - rate * g[1])
        yield at


def adagrad(slope: Slope, at: Pair, rate: float, epsilon: float) -> Iterator[Pair]:
    """All gradients are kept, and their squares added anew in every step."""
    met: list[Pair] = []
    while True:
        met.append(slope(*at))
        sums = [math.fsum(g[i] ** 2 for g in met) for i in (0, 1)]
        at = (at[0] - rate * met[-1][0] / (math.sqrt(sums[0]) + epsilon),
              at[1] - rate * met[-1][1] / (math.sqrt(sums[1]) + epsilon))
        yield at


def rmsprop(slope: Slope, at: Pair, rate: float, rho: float, epsilon: float) -> Iterator[Pair]:
    first = second = 0.0
    while True:
        g = slope(*at)
        first, second = rho * first + (1 - rho) * g[0] ** 2, rho * second + (1 - rho) * g[1] ** 2
        at = (at[0] - rate * g[0] / (math.sqrt(first) + epsilon), at[1] - rate * g[1] / (math.sqrt(second) + epsilon))
        yield at


def adam(slope: Slope, at: Pair, rate: float, beta_1: float, beta_2: float, epsilon: float) -> Iterator[Pair]:
    """Kingma and Ba, 2015, algorithm 1, a line of it a line here."""
    m, v, t = [0.0, 0.0], [0.0, 0.0], 0
    while True:
        t += 1
        g = slope(*at)
        theta = list(at)
        for i in (0, 1):
            m[i] = beta_1 * m[i] + (1 - beta_1) * g[i]
            v[i] = beta_2 * v[i] + (1 - beta_2) * g[i] ** 2
            m_hat = m[i] / (1 - beta_1**t)
            v_hat = v[i] / (1 - beta_2**t)
            theta[i] -= rate * m_hat / (math.sqrt(v_hat) + epsilon)
        at = (theta[0], theta[1])
        yield at


SECOND: dict[str, Callable[..., Iterator[Pair]]] = {
    "gradient_descent": plain, "momentum": heavy_ball, "nesterov": two_point_nesterov, "adagrad": adagrad,
    "rmsprop": rmsprop, "adam": adam}
RATES = {"gradient_descent": (0.05, 1e-3), "momentum": (0.02, 2e-4), "nesterov": (0.02, 2e-4), "adagrad": (0.3, 0.1),
         "rmsprop": (1e-3, 1e-3), "adam": (5e-3, 1e-2)}
"""On the bowl, on Rosenbrock."""


@pytest.mark.parametrize("place", [0, 1], ids=["bowl", "rosenbrock"])
@pytest.mark.parametrize("optimizer", [optimizer_named(name) for name in SECOND], ids=SECOND)
def test_a_thousand_steps_agree_with_the_formulas_of_the_papers(optimizer: Optimizer, place: int) -> None:
    slope, rate = (bowl, rosenbrock)[place], RATES[optimizer.name][place]
    start = (-1.2, 1.0)
    second = SECOND[optimizer.name](slope, start, rate, *optimizer.defaults)
    theta, memory = np.array(start), initial_memory(optimizer, 2)
    furthest = 0.0
    for step in range(1, 1001):
        gradient = np.array(slope(float(theta[0]), float(theta[1])))
        theta, memory = optimizer.update(theta, gradient, memory, step, rate, optimizer.defaults)
        furthest = max(furthest, float(np.abs(theta - next(second)).max()))
    assert furthest <= 1e-12
    assert float(np.abs(theta - start).max()) > 0.3, "it went somewhere"


@each
def test_terms_add_up_to_the_move(optimizer: Optimizer) -> None:
    rng = np.random.default_rng(8)
    for step in (1, 2, 3, 50, 5000):
        gradient = rng.standard_normal(200) * 10.0 ** rng.integers(-3, 4, 200)
        memory = tuple(np.abs(rng.standard_normal(200)) for _ in optimizer.memory_symbols)
        numbers = optimizer.defaults
        # from θ = 0 the next θ is the move without any rounding
        move, _ = optimizer.update(np.zeros(200), gradient, memory, step, 0.07, numbers)
        vectors = [vector for _, vector in optimizer.terms(np.zeros(200), gradient, memory, step, 0.07, numbers)]
        largest = np.abs(vectors).max(axis=0)
        assert (np.abs(sum(vectors) - move) <= 2e-15 * largest).all()


@each
def test_terms_have_names_of_their_own_and_change_nothing(optimizer: Optimizer) -> None:
    gradient = np.array([0.5, -2.0])
    memory = tuple(np.array([0.3, 0.1]) for _ in optimizer.memory_symbols)
    for array in (gradient, *memory):
        array.setflags(write=False)
    terms = optimizer.terms(np.array([1.0, -0.5]), gradient, memory, 3, 0.1, optimizer.defaults)
    names = [name for name, _ in terms]
    assert len(set(names)) == len(names) >= 1
    assert all(vector.shape == (2,) for _, vector in terms)


def test_terms_of_momentum_worked_out_by_hand() -> None:
    # μ = ½, η = ¼, v = (4, −2), g = (8, 0)
    velocity, gradient = np.array([4.0, -2.0]), np.array([8.0, 0.0])
    terms = dict(optimizer_named("momentum").terms(np.ones(2), gradient, (velocity,), 1, 0.25, (0.5,)))
    assert {name: vector.tolist() for name, vector in terms.items()} == {"μ v": [2.0, -1.0], "−η g": [-2.0, 0.0]}


def test_terms_of_nesterov_worked_out_by_hand() -> None:
    # the new velocity is μ v − η g = (0, −1); the move is μ (0, −1) − η g = (−2, −½)
    velocity, gradient = np.array([4.0, -2.0]), np.array([8.0, 0.0])
    terms = dict(optimizer_named("nesterov").terms(np.ones(2), gradient, (velocity,), 1, 0.25, (0.5,)))
    assert {name: vector.tolist() for name, vector in terms.items()} == {
        "μ² v": [1.0, -0.5], "−(1 + μ) η g": [-3.0, 0.0]}


def test_an_optimizer_that_is_only_an_update_has_its_move_as_the_only_term() -> None:
    def halve(theta: Array, gradient: Array, memory: tuple[Array, ...], step: int, rate: float,
              numbers: tuple[float, ...]) -> tuple[Array, tuple[Array, ...]]:
        return theta - rate * gradient / 2.0, memory

    simple = Optimizer("half", "Half", (), halve, 0.1)
    ((name, vector),) = simple.terms(np.ones(2), np.array([2.0, 4.0]), (), 1, 0.5, ())
    assert (name, vector.tolist()) == ("Δθ", [-0.5, -1.0])
    assert simple.stable_curvature(()) == pytest.approx(4.0, rel=1e-12)


def test_an_update_that_depends_on_theta_has_a_term_for_that() -> None:
    def decaying(theta: Array, gradient: Array, memory: tuple[Array, ...], step: int, rate: float,
                 numbers: tuple[float, ...]) -> tuple[Array, tuple[Array, ...]]:
        return theta - rate * gradient - rate * 0.5 * theta, memory

    simple = Optimizer("decay", "Decay", (), decaying, 0.1)
    terms = dict(simple.terms(np.array([8.0]), np.array([2.0]), (), 1, 0.5, ()))
    assert {name: vector.tolist() for name, vector in terms.items()} == {"Δθ(g)": [-1.0], "Δθ(θ)": [-2.0]}


ADAMW_RULE = (*optimizer_named("adam").rule[:-1],
              ("θ", "θ − η/(sqrt(s_hat) + epsilon)·m_hat − η·weight_decay·θ"))


def test_the_rule_alone_gives_the_decay_of_adamw_as_a_term_of_its_own() -> None:
    # I. Loshchilov, F. Hutter, *Decoupled Weight Decay Regularization*, 2019, algorithm 2: the move of Adam − η λ θ
    adam = optimizer_named("adam")
    decay = HyperParameter("weight_decay", "weight decay", r"\lambda", 0.25, 0.0, 1.0)
    adamw = Optimizer("adamw", "AdamW", rule=ADAMW_RULE, memory_symbols=("m", "s"),
                      hyperparameters=(*adam.hyperparameters, decay))
    theta, gradient, memory = np.array([4.0]), np.array([2.0]), (np.array([0.3]), np.array([0.7]))
    terms = dict(adamw.terms(theta, gradient, memory, 3, 0.5, adamw.defaults))
    assert list(terms) == ["Δθ(m)", "Δθ(g)", "Δθ(θ)"]
    assert terms["Δθ(θ)"].tolist() == [-0.5]
    without, kept = adam.update(theta, gradient, memory, 3, 0.5, adam.defaults)
    new, also_kept = adamw.update(theta, gradient, memory, 3, 0.5, adamw.defaults)
    assert new == pytest.approx(without - 0.5, rel=1e-15)
    assert [vector.tolist() for vector in also_kept] == [vector.tolist() for vector in kept]


STABLE = [("gradient_descent", (), 2.0), ("momentum", (0.0,), 2.0), ("momentum", (0.5,), 3.0),
          ("momentum", (0.9,), 3.8), ("nesterov", (0.0,), 2.0), ("nesterov", (0.5,), 1.5),
          ("nesterov", (0.9,), 3.8 / 2.8)]


@pytest.mark.parametrize(("name", "numbers", "bound"), STABLE)
def test_below_the_stable_curvature_descent_converges_and_above_it_diverges(
        name: str, numbers: tuple[float, ...], bound: float) -> None:
    optimizer, curvature = optimizer_named(name), 1.7
    assert optimizer.stable_curvature(numbers) == pytest.approx(bound, rel=1e-15)

    def distance_left(rate: float) -> float:
        """After many steps on ½ λ θ² from 1."""
        theta, memory = np.ones(1), initial_memory(optimizer, 1)
        for step in range(1, 12_001):
            theta, memory = optimizer.update(theta, curvature * theta, memory, step, rate, numbers)
        return float(np.abs(theta).max())

    assert distance_left(0.999 * bound / curvature) < 1e-2
    assert distance_left(1.001 * bound / curvature) > 1e2


@pytest.mark.parametrize("name", ["adagrad", "rmsprop", "adam"])
def test_what_scales_its_steps_knows_no_such_bound(name: str) -> None:
    optimizer = optimizer_named(name)
    assert optimizer.stable_curvature(optimizer.defaults) is None
