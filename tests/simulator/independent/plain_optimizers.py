"""The optimizers in plain Python, one number of θ at a time, as their papers write them.

Each rule gets one number θ with its gradient at every step, and gives the numbers it has in mind then. A new
optimizer fails its test until its rule is written here, from its paper.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

Path = Iterator[tuple[float, tuple[float, ...]]]
"""θ after each step, and what is remembered."""
Rule = Callable[[float, Sequence[float], float, tuple[float, ...]], Path]


def _gradient_descent(theta: float, gradients: Sequence[float], rate: float, numbers: tuple[float, ...]) -> Path:
    """A. Cauchy, *Méthode générale pour la résolution des systèmes d'équations simultanées*, 1847."""
    for g in gradients:
        theta = theta - rate * g
        yield theta, ()


def _momentum(theta: float, gradients: Sequence[float], rate: float, numbers: tuple[float, ...]) -> Path:
    """B. Polyak, 1964, in its two-point form: θ⁺ = θ − η g + μ (θ − θ⁻)."""
    before = theta
    for g in gradients:
        theta, before = theta - rate * g + numbers[0] * (theta - before), theta
        yield theta, (theta - before,)


def _nesterov(theta: float, gradients: Sequence[float], rate: float, numbers: tuple[float, ...]) -> Path:
    """Y. Nesterov, 1983, as two sequences: φ⁺ = θ − η g(θ), then θ = φ⁺ + μ (φ⁺ − φ); θ is where g is taken."""
    behind = theta
    for g in gradients:
        ahead = theta - rate * g
        theta, step, behind = ahead + numbers[0] * (ahead - behind), ahead - behind, ahead
        yield theta, (step,)


def _adagrad(theta: float, gradients: Sequence[float], rate: float, numbers: tuple[float, ...]) -> Path:
    """J. Duchi, E. Hazan, Y. Singer, 2011, figure 1 with the diagonal of G: the root of the sum of all g²."""
    seen: list[float] = []
    for g in gradients:
        seen.append(g)
        total = math.fsum(one * one for one in seen)
        theta = theta - rate * g / (math.sqrt(total) + numbers[0])
        yield theta, (total,)


def _rmsprop(theta: float, gradients: Sequence[float], rate: float, numbers: tuple[float, ...]) -> Path:
    """G. Hinton, lecture 6e, slide 29, the mean written out: (1 − ρ) Σ ρ^(t − i) gᵢ²."""
    rho, epsilon = numbers
    for t, g in enumerate(gradients, 1):
        mean = (1.0 - rho) * math.fsum(rho**(t - i) * one * one for i, one in enumerate(gradients[:t], 1))
        theta = theta - rate * g / (math.sqrt(mean) + epsilon)
        yield theta, (mean,)


def _adam(theta: float, gradients: Sequence[float], rate: float, numbers: tuple[float, ...]) -> Path:
    """D. Kingma, J. Ba, 2015: algorithm 1, its moments written out as in (1) to (4)."""
    beta_1, beta_2, epsilon = numbers
    for t, g in enumerate(gradients, 1):
        del g
        m = (1.0 - beta_1) * math.fsum(beta_1**(t - i) * one for i, one in enumerate(gradients[:t], 1))
        v = (1.0 - beta_2) * math.fsum(beta_2**(t - i) * one * one for i, one in enumerate(gradients[:t], 1))
        theta = theta - rate * (m / (1.0 - beta_1**t)) / (math.sqrt(v / (1.0 - beta_2**t)) + epsilon)
        yield theta, (m, v)


OPTIMIZER_RULES: dict[str, Rule] = {
    "gradient_descent": _gradient_descent,
    "momentum": _momentum,
    "nesterov": _nesterov,
    "adagrad": _adagrad,
    "rmsprop": _rmsprop,
    "adam": _adam,
}
