"""A multi-layer perceptron in plain Python, from the lecture's formulas: sums over single neurons.

It shares no line with simulator/, and no derivative is written down: those come from the definition of the cost (see
`hyper_dual`). The entries that ship are written here a second time, from the book; a new one need not be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.simulator.independent.hyper_dual import Number, dual, exp, gradient, log, value_of

Row = Sequence[Number]


def with_rule(entries: Iterable[Any], rules: Mapping[str, Any]) -> list[Any]:
    """The entries that are written a second time here; others are held against their formulas (test_entries.py).

    Every rule must have its entry, so that no proof is lost in silence.
    """
    found = [entry for entry in entries if entry.name in rules]
    assert {entry.name for entry in found} == set(rules)
    return found


# activations, of all z of a layer at once, because softmax needs them


def _sigmoid(z: Number) -> Number:
    return 1.0 / (1.0 + exp(-z))


def _tanh(z: Number) -> Number:
    return (exp(2.0 * z) - 1.0) / (exp(2.0 * z) + 1.0)


def _each(function: Callable[[Number], Number]) -> Callable[[Row], list[Number]]:
    return lambda row: [function(dual(z)) for z in row]


def _softmax(row: Row) -> list[Number]:
    powers = [exp(z) for z in row]
    return [power / sum(powers) for power in powers]


ACTIVATION_RULES: dict[str, Callable[[Row], list[Number]]] = {
    "step": _each(lambda z: dual(1.0 if value_of(z) > 0.0 else 0.0)),
    "identity": _each(lambda z: z),
    "sigmoid": _each(_sigmoid),
    "tanh": _each(_tanh),
    "relu": _each(lambda z: z if value_of(z) > 0.0 else dual(0.0)),
    "leaky_relu": _each(lambda z: z if value_of(z) > 0.0 else 0.01 * z),
    "softplus": _each(lambda z: log(1.0 + exp(z))),
    "softmax": _softmax,
}

# costs of one sample, from z, a and y of the output layer


def _binary(z: Row, a: Row, y: Sequence[float]) -> Number:
    return -sum((t * log(o) if t else 0.0) + ((1.0 - t) * log(1.0 - o) if t != 1.0 else 0.0)
                for o, t in zip(a, y, strict=True))


COST_RULES: dict[str, Callable[[Row, Row, Sequence[float]], Number]] = {
    # Nielsen (6), (63), (80); Duda, Hart, Stork (5.16) with targets 0 and 1
    "quadratic": lambda z, a, y: sum((o - t) * (o - t) for o, t in zip(a, y, strict=True)) * 0.5,
    "binary_cross_entropy": _binary,
    "categorical_cross_entropy": lambda z, a, y: -sum(t * log(o) for o, t in zip(a, y, strict=True) if t),
    "perceptron": lambda z, a, y: sum((o - t) * h for h, o, t in zip(z, a, y, strict=True)),
}

# what regularisation adds, from the weights alone: Nielsen (87) and (95)

TERM_RULES: dict[str, Callable[[Row, float, int], Number]] = {
    "none": lambda weights, strength, count: 0.0,
    "l1": lambda weights, strength, count: strength / count * sum(
        w if value_of(w) > 0.0 else -w for w in weights if value_of(w)),
    "l2": lambda weights, strength, count: strength / (2.0 * count) * sum(w * w for w in weights),
}


@dataclass(frozen=True)
class PlainNetwork:
    """Neurons of every layer, the names of the activations of layers 1 … L, and that of the cost."""

    sizes: tuple[int, ...]
    activations: tuple[str, ...]
    cost: str

    def layers(self, theta: Row) -> list[tuple[list[list[Number]], list[Number]]]:
        """W and b of each layer: θ holds W¹ row by row, then b¹, then W² and so on."""
        numbers = iter(theta)
        layers = []
        for below, here in zip(self.sizes, self.sizes[1:], strict=False):
            weights = [[next(numbers) for _ in range(below)] for _ in range(here)]
            layers.append((weights, [next(numbers) for _ in range(here)]))
        return layers

    def weights(self, theta: Row) -> list[Number]:
        """All weights, without the biases."""
        return [w for weights, _ in self.layers(theta) for row in weights for w in row]

    def forward(self, theta: Row, x: Row) -> list[tuple[list[Number], list[Number]]]:
        """(z, a) of every layer from the input on, whose z is empty: zⱼ = Σₖ wⱼₖ aₖ + bⱼ."""
        passed: list[tuple[list[Number], list[Number]]] = [([], list(x))]
        for (weights, biases), name in zip(self.layers(theta), self.activations, strict=True):
            below = passed[-1][1]
            z = [sum((w * a for w, a in zip(row, below, strict=True)), bias)
                 for row, bias in zip(weights, biases, strict=True)]
            passed.append((z, ACTIVATION_RULES[name](z)))
        return passed

    def sample_cost(self, theta: Row, x: Row, y: Sequence[float]) -> Number:
        """C_x."""
        z, a = self.forward(theta, x)[-1]
        return COST_RULES[self.cost](z, a, y)

    def cost_of(self, theta: Row, samples: Sequence[tuple[Row, Sequence[float]]]) -> Number:
        """C, the mean over samples (x, y)."""
        return sum(self.sample_cost(theta, x, y) for x, y in samples) * (1.0 / len(samples))

    def gradient(self, theta: Sequence[float], samples: Sequence[tuple[Row, Sequence[float]]]) -> list[float]:
        """∂C/∂θ: BP3 and BP4, the mean over the samples."""
        return gradient(lambda moved: self.cost_of(moved, samples), theta)

    def errors(self, theta: Sequence[float], x: Row, y: Sequence[float]) -> list[list[float]]:
        """δ = ∂C_x/∂z of the layers 1 … L: BP1 and BP2, by moving each z and going on from there."""
        passed = self.forward(theta, x)
        return [gradient(lambda z, layer=layer: self._cost_from(theta, layer, z, y), [value_of(z) for z in zs])
                for layer, (zs, _) in enumerate(passed) if layer]

    def _cost_from(self, theta: Row, layer: int, z: Row, y: Sequence[float]) -> Number:
        a = ACTIVATION_RULES[self.activations[layer - 1]](z)
        for (weights, biases), name in list(zip(self.layers(theta), self.activations, strict=True))[layer:]:
            z = [sum((w * one for w, one in zip(row, a, strict=True)), bias)
                 for row, bias in zip(weights, biases, strict=True)]
            a = ACTIVATION_RULES[name](z)
        return COST_RULES[self.cost](z, a, y)
