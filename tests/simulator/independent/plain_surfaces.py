"""The surfaces with two parameters, written once more from their sources, for numbers that carry derivatives."""

from __future__ import annotations

import math
from collections.abc import Callable

from tests.simulator.independent.hyper_dual import Number, cos, dual, exp, log, sqrt, value_of

Formula = Callable[[Number, Number], Number]


def _square(x: Number) -> Number:
    return x * x


FUNCTION_RULES: dict[str, Formula] = {
    "bowl": lambda a, b: 0.5 * _square(a) + 0.5 * _square(b),
    "ravine": lambda a, b: 0.5 * _square(a) + 10.0 * _square(b),
    "saddle": lambda a, b: 0.5 * _square(a) - 0.5 * _square(b) + 0.25 * _square(_square(b)),
    "two_valleys": lambda a, b: (1.0 + 0.05 * (_square(a) + _square(b))
                                 - 0.55 * exp(-1.0 * (_square(a + 1.4) + _square(b - 1.2)))
                                 - 0.9 * exp(-1.0 * (_square(a - 1.2) + _square(b + 0.6)))),
    "plateau": lambda a, b: 1.0 - exp(-1.0 * (_square(a) + _square(b))),
    # Rosenbrock 1960, Himmelblau 1972, Beale 1958, Rastrigin 1974, Ackley 1987, as in Jamil and Yang,
    # *A Literature Survey of Benchmark Functions for Global Optimisation Problems*, 2013
    "rosenbrock": lambda a, b: 100.0 * _square(b - _square(a)) + _square(a - 1.0),
    "himmelblau": lambda a, b: _square(_square(a) + b - 11.0) + _square(a + _square(b) - 7.0),
    "beale": lambda a, b: sum((_square(y - a * (1.0 - dual(b) ** k)) for k, y in ((1, 1.5), (2, 2.25), (3, 2.625))),
                              dual(0.0)),
    "rastrigin": lambda a, b: 20.0 + sum((_square(x) - 10.0 * cos(2.0 * math.pi * x) for x in (a, b)), dual(0.0)),
    "ackley": lambda a, b: (-20.0 * exp(-0.2 * sqrt(0.5 * (_square(a) + _square(b))))
                            - exp(0.5 * (cos(2.0 * math.pi * a) + cos(2.0 * math.pi * b))) + 20.0 + math.e),
}


def _sigmoid(z: Number) -> Number:
    return 1.0 / (1.0 + exp(-z))


def _relu(z: Number) -> Number:
    return z if value_of(z) > 0.0 else dual(0.0)


def _tanh(z: Number) -> Number:
    return 1.0 - 2.0 / (exp(2.0 * z) + 1.0)


def _half_square(output: Number, target: float) -> Number:
    return 0.5 * _square(output - target)


def _surprise(z: Number, target: float) -> Number:
    # with a = 1/(1 + e^−z): −ln a = ln(1 + e^−z) and −ln(1 − a) = ln(1 + e^z)
    return target * log(1.0 + exp(-z)) + (1.0 - target) * log(1.0 + exp(z))


Answer = Callable[[Number, Number, float], Number]
"""What a model answers to x, from its two parameters; for the cross-entropy what it answers before the sigmoid."""

MODEL_RULES: dict[str, tuple[Answer, Callable[[Number, float], Number]]] = {
    "line": (lambda a, b, x: a * x + b, _half_square),
    "line_tanh": (lambda u, v, x: v * _tanh(u * x), _half_square),
    "line_relu": (lambda u, v, x: v * _relu(u * x + 1.0), _half_square),
    "neuron_quadratic": (lambda w, b, x: _sigmoid(w * x + b), _half_square),
    "neuron_cross_entropy": (lambda w, b, x: w * x + b, _surprise),
    "neuron_linear": (lambda w, b, x: w * x + b, _half_square),
    "tied_chain": (lambda w, b, x: _sigmoid(w * _sigmoid(w * x + b) + b), _half_square),
    "two_minima": (lambda w, b, x: _sigmoid(w * x + b), _half_square),
    "one_minimum": (lambda w, b, x: w * x + b, _surprise),
}
