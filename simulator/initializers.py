"""Initial weights and biases: what a network knows before it has seen anything.

N(μ, s) stands for the normal distribution with mean μ and *standard deviation* s, as in Nielsen's book; n_in counts
the neurons that send into a layer and n_out those of the layer itself. The random generator is handed in, so that the
seed belongs to the experiment.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from simulator.arrays import Array
from simulator.errors import Explained, Phrase
from simulator.hyperparameters import HyperParameter

LARGEST = 1e300
"""Of σ and r: beyond it drawn weights would be beyond all numbers."""

Generator = np.random.Generator
Weights = Callable[[Generator, int, int, float], Array]
Biases = Callable[[Generator, int, float], Array]


@dataclass(frozen=True)
class Initializer:
    """One way to draw the first θ.

    Attributes
    ----------
    name, label
        The key in experiments, and the English name that the window translates.
    formula
        LaTeX.
    weights
        weights(rng, n_out, n_in, number) gives W of one layer, shape (n_out, n_in).
    biases
        biases(rng, n_out, number) gives b of one layer, shape (n_out,).
    number
        The one number that can be adjusted, or None: then the functions ignore theirs.
    """

    name: str
    label: str
    formula: str
    weights: Weights
    biases: Biases
    number: HyperParameter | None = None


def _zero_weights(rng: Generator, n_out: int, n_in: int, number: float) -> Array:
    return np.zeros((n_out, n_in))


def _zero_biases(rng: Generator, n_out: int, number: float) -> Array:
    return np.zeros(n_out)


def _constant_weights(rng: Generator, n_out: int, n_in: int, number: float) -> Array:
    return np.full((n_out, n_in), float(number))


def _constant_biases(rng: Generator, n_out: int, number: float) -> Array:
    return np.full(n_out, float(number))


def _standard_normal_weights(rng: Generator, n_out: int, n_in: int, number: float) -> Array:
    return rng.standard_normal((n_out, n_in))


def _standard_normal_biases(rng: Generator, n_out: int, number: float) -> Array:
    return rng.standard_normal(n_out)


def _normal_weights(rng: Generator, n_out: int, n_in: int, number: float) -> Array:
    return rng.normal(0.0, number, (n_out, n_in))


def _normal_biases(rng: Generator, n_out: int, number: float) -> Array:
    return rng.normal(0.0, number, n_out)


def _scaled_normal_weights(rng: Generator, n_out: int, n_in: int, number: float) -> Array:
    return rng.normal(0.0, 1.0 / math.sqrt(n_in), (n_out, n_in))


def _uniform_weights(rng: Generator, n_out: int, n_in: int, number: float) -> Array:
    return rng.uniform(-number, number, (n_out, n_in))


def _uniform_biases(rng: Generator, n_out: int, number: float) -> Array:
    return rng.uniform(-number, number, n_out)


def _xavier_weights(rng: Generator, n_out: int, n_in: int, number: float) -> Array:
    bound = math.sqrt(6.0 / (n_in + n_out))
    return rng.uniform(-bound, bound, (n_out, n_in))


def _he_weights(rng: Generator, n_out: int, n_in: int, number: float) -> Array:
    return rng.normal(0.0, math.sqrt(2.0 / n_in), (n_out, n_in))


INITIALIZERS: tuple[Initializer, ...] = (
    Initializer("zeros", "Zeros", r"w = 0, \quad b = 0", _zero_weights, _zero_biases),
    Initializer(
        "constant",
        "Constant",
        r"w = c, \quad b = c",
        _constant_weights,
        _constant_biases,
        HyperParameter("constant", "constant", "c", 0.5, -math.inf, math.inf),
    ),
    Initializer(
        "normal", "N(0, 1)", r"w, b \sim \mathcal{N}(0, 1)", _standard_normal_weights, _standard_normal_biases
    ),
    Initializer(
        "normal_sigma",
        "N(0, σ)",
        r"w, b \sim \mathcal{N}(0, \sigma)",
        _normal_weights,
        _normal_biases,
        HyperParameter("sigma", "standard deviation", r"\sigma", 0.1, 0.0, LARGEST, high_included=True),
    ),
    # Nielsen, chapter 3, "Weight initialization"
    Initializer(
        "normal_scaled",
        "N(0, 1/√n)",
        r"w \sim \mathcal{N}(0, \frac{1}{\sqrt{n_{\mathrm{in}}}}), \quad b \sim \mathcal{N}(0, 1)",
        _scaled_normal_weights,
        _standard_normal_biases,
    ),
    Initializer(
        "uniform",
        "Uniform",
        r"w, b \sim \mathcal{U}({-r}, r)",
        _uniform_weights,
        _uniform_biases,
        HyperParameter("radius", "largest absolute value", "r", 0.5, 0.0, LARGEST, high_included=True),
    ),
    # X. Glorot, Y. Bengio, *Understanding the difficulty of training deep feedforward neural networks*, 2010, (16)
    Initializer(
        "xavier",
        "Xavier",
        r"w \sim \mathcal{U}({-r}, r), \quad r = \sqrt{\frac{6}{n_{\mathrm{in}} + n_{\mathrm{out}}}}, \quad b = 0",
        _xavier_weights,
        _zero_biases,
    ),
    # K. He, X. Zhang, S. Ren, J. Sun, *Delving Deep into Rectifiers*, 2015, (10)
    Initializer(
        "he", "He", r"w \sim \mathcal{N}(0, \sqrt{\frac{2}{n_{\mathrm{in}}}}), \quad b = 0", _he_weights, _zero_biases
    ),
)


def initializer_named(name: str) -> Initializer:
    """The initializer with this key.

    Raises
    ------
    Explained
        If there is none.
    """
    for initializer in INITIALIZERS:
        if initializer.name == name:
            return initializer
    known = ", ".join(initializer.name for initializer in INITIALIZERS)
    raise Explained(
        Phrase("there are no initial weights {name}; choose one of {known}", name=repr(name), known=known)
    )
