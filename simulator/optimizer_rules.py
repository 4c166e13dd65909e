"""The rules of the optimizers: the update, the same move taken apart, and how large η may be.

Every `…_terms` gives named vectors whose sum is the move θ_new − θ of its update; all symbols in the names are those
of before the step. A `…_stability` answers for a quadratic cost of curvature λ: descent converges while η·λ stays
below the number, and runs away above it.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from simulator.arrays import Array

Memory = tuple[Array, ...]
Numbers = tuple[float, ...]
Terms = tuple[tuple[str, Array], ...]
Update = Callable[[Array, Array, Memory, int, float, Numbers], tuple[Array, Memory]]
Apart = Callable[[Array, Array, Memory, int, float, Numbers], Terms]

_SMALL_RATE = 2.0**-10


def terms_of(update: Update) -> Apart:
    """The move of any update: what it is without θ, and what θ itself adds where it does, as weight decay does."""
    def apart(theta: Array, gradient: Array, memory: Memory, step: int, learning_rate: float,
              numbers: Numbers) -> Terms:
        # from θ = 0 the next θ is the move itself, without the rounding that another θ brings
        move, _ = update(np.zeros_like(gradient), gradient, memory, step, learning_rate, numbers)
        new, _ = update(theta, gradient, memory, step, learning_rate, numbers)
        rest = (new - theta) - move
        if (np.abs(rest) <= 4.0 * np.finfo(np.float64).eps * (np.abs(theta) + np.abs(move))).all():
            return (("Δθ", move),)
        return ("Δθ(g)", move), ("Δθ(θ)", rest)
    return apart


def stability_of(update: Update, memory_count: int, numbers: Numbers) -> float:
    """Below which η·λ an update that is linear in g, θ and memory converges, by the radius of its matrix."""
    def radius(bound: float) -> float:
        size = 1 + memory_count
        columns = []
        for unit in np.eye(size):
            theta, memory = np.array([unit[0]]), tuple(np.array([one]) for one in unit[1:])
            new, kept = update(theta, bound / _SMALL_RATE * theta, memory, 1, _SMALL_RATE, numbers)
            columns.append(np.concatenate((new, *kept)))
        return float(np.abs(np.linalg.eigvals(np.column_stack(columns))).max())

    low, high = 0.0, 2.0**-6
    while radius(high) < 1.0 and high < 2.0**20:
        low, high = high, 2.0 * high
    for _ in range(60):
        middle = (low + high) / 2.0
        low, high = (middle, high) if radius(middle) < 1.0 else (low, middle)
    return low


def gradient_descent(
    theta: Array, gradient: Array, memory: Memory, step: int, learning_rate: float, numbers: Numbers
) -> tuple[Array, Memory]:
    """Next θ = θ − η g."""
    theta_new = gradient * -learning_rate
    theta_new += theta
    return theta_new, memory


def gradient_descent_terms(
    theta: Array, gradient: Array, memory: Memory, step: int, learning_rate: float, numbers: Numbers
) -> Terms:
    """−η g alone."""
    return (("−η g", gradient * -learning_rate),)


def gradient_descent_stability(numbers: Numbers) -> float:
    """2: every step multiplies θ by 1 − η λ."""
    return 2.0


def _next_velocity(gradient: Array, velocity: Array, learning_rate: float, mu: float) -> tuple[Array, Array]:
    descent = gradient * -learning_rate
    velocity_new = velocity * mu
    velocity_new += descent
    return velocity_new, descent


def momentum(
    theta: Array, gradient: Array, memory: Memory, step: int, learning_rate: float, numbers: Numbers
) -> tuple[Array, Memory]:
    """v = μ v − η g and next θ = θ + v."""
    velocity, spare = _next_velocity(gradient, memory[0], learning_rate, numbers[0])
    return np.add(theta, velocity, out=spare), (velocity,)


def momentum_terms(
    theta: Array, gradient: Array, memory: Memory, step: int, learning_rate: float, numbers: Numbers
) -> Terms:
    """What is left of the velocity, and the present gradient."""
    return ("μ v", memory[0] * numbers[0]), ("−η g", gradient * -learning_rate)


def momentum_stability(numbers: Numbers) -> float:
    """2 (1 + μ): z² − (1 + μ − η λ) z + μ has its roots in the unit circle."""
    return 2.0 * (1.0 + numbers[0])


def nesterov(
    theta: Array, gradient: Array, memory: Memory, step: int, learning_rate: float, numbers: Numbers
) -> tuple[Array, Memory]:
    """v = μ v − η g and next θ = θ + μ v − η g, with the v just made."""
    velocity, theta_new = _next_velocity(gradient, memory[0], learning_rate, numbers[0])
    theta_new += velocity * numbers[0]
    theta_new += theta
    return theta_new, (velocity,)


def nesterov_terms(
    theta: Array, gradient: Array, memory: Memory, step: int, learning_rate: float, numbers: Numbers
) -> Terms:
    """The new velocity put in: μ (μ v − η g) − η g."""
    mu = numbers[0]
    return ("μ² v", memory[0] * (mu * mu)), ("−(1 + μ) η g", gradient * (-(1.0 + mu) * learning_rate))


def nesterov_stability(numbers: Numbers) -> float:
    """2 (1 + μ) / (1 + 2 μ): below it, z² − (1 + μ) c z + μ c with c = 1 − η λ has its roots in the unit circle."""
    return 2.0 * (1.0 + numbers[0]) / (1.0 + 2.0 * numbers[0])


def _moving_mean(mean: Array, gradient: Array, decay: float) -> Array:
    """Decay · mean + (1 − decay) · gradient."""
    result = mean * decay
    result += gradient * (1.0 - decay)
    return result


def _moving_mean_of_squares(mean: Array, gradient: Array, decay: float) -> Array:
    """Decay · mean + (1 − decay) · gradient²."""
    result = gradient * gradient
    result *= 1.0 - decay
    result += mean * decay
    return result


def _descend_scaled(theta: Array, direction: Array, square: Array, epsilon: float, learning_rate: float) -> Array:
    """Next θ = θ − η / (√square + ε) · direction, all in one new array."""
    theta_new = np.sqrt(square)
    theta_new += epsilon
    np.divide(direction, theta_new, out=theta_new)
    theta_new *= -learning_rate
    theta_new += theta
    return theta_new


def _scaled(direction: Array, square: Array, epsilon: float, learning_rate: float) -> Array:
    """−η / (√square + ε) · direction."""
    return direction / (np.sqrt(square) + epsilon) * -learning_rate


def adagrad(
    theta: Array, gradient: Array, memory: Memory, step: int, learning_rate: float, numbers: Numbers
) -> tuple[Array, Memory]:
    """s = s + g² and next θ = θ − η / (√s + ε) · g."""
    square = gradient * gradient
    square += memory[0]
    return _descend_scaled(theta, gradient, square, numbers[0], learning_rate), (square,)


def adagrad_terms(
    theta: Array, gradient: Array, memory: Memory, step: int, learning_rate: float, numbers: Numbers
) -> Terms:
    """The gradient, each entry divided by the root of its own sum of squares."""
    square = gradient * gradient + memory[0]
    return (("−η g / √s", _scaled(gradient, square, numbers[0], learning_rate)),)


def rmsprop(
    theta: Array, gradient: Array, memory: Memory, step: int, learning_rate: float, numbers: Numbers
) -> tuple[Array, Memory]:
    """s = ρ s + (1 − ρ) g² and next θ = θ − η / (√s + ε) · g."""
    rho, epsilon = numbers
    square = _moving_mean_of_squares(memory[0], gradient, rho)
    return _descend_scaled(theta, gradient, square, epsilon, learning_rate), (square,)


def rmsprop_terms(
    theta: Array, gradient: Array, memory: Memory, step: int, learning_rate: float, numbers: Numbers
) -> Terms:
    """The gradient, each entry divided by its own moving root mean square."""
    square = _moving_mean_of_squares(memory[0], gradient, numbers[0])
    return (("−η g / √s", _scaled(gradient, square, numbers[1], learning_rate)),)


def adam(
    theta: Array, gradient: Array, memory: Memory, step: int, learning_rate: float, numbers: Numbers
) -> tuple[Array, Memory]:
    """Algorithm 1 of Kingma and Ba, 2015."""
    beta_1, beta_2, epsilon = numbers
    mean = _moving_mean(memory[0], gradient, beta_1)
    square = _moving_mean_of_squares(memory[1], gradient, beta_2)
    corrected_square = square / (1.0 - beta_2**step)
    corrected_rate = learning_rate / (1.0 - beta_1**step)
    return _descend_scaled(theta, mean, corrected_square, epsilon, corrected_rate), (mean, square)


def adam_terms(
    theta: Array, gradient: Array, memory: Memory, step: int, learning_rate: float, numbers: Numbers
) -> Terms:
    """What is remembered of the mean, and the present gradient.

    Both are multiplied by η′ = η / ((1 − β₁ᵗ) (√ŝ + ε)), which differs from entry to entry.
    """
    beta_1, beta_2, epsilon = numbers
    square = _moving_mean_of_squares(memory[1], gradient, beta_2) / (1.0 - beta_2**step)
    rate = learning_rate / (1.0 - beta_1**step)
    return (("−η′ β₁ m", _scaled(memory[0] * beta_1, square, epsilon, rate)),
            ("−η′ (1 − β₁) g", _scaled(gradient * (1.0 - beta_1), square, epsilon, rate)))
