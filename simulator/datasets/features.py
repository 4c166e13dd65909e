"""What a network gets to see of a point: its coordinates, their squares, their product, their sines.

A network whose inputs are squares as well draws circles with a single neuron: what a hidden layer has to find out by
itself can be given to it. A new feature is one new entry in `FEATURES`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from simulator.arrays import Array
from simulator.errors import Explained, Phrase

LINE, PLANE = 1, 2
"""Dimensions of the domains that have features."""


@dataclass(frozen=True)
class Feature:
    """One input of a network, made from the coordinates of a point.

    Attributes
    ----------
    name
        The key in experiments.
    symbol
        How it is written in the plane, where the coordinates are x₁ and x₂.
    dimensions
        The least number of coordinates that a point must have: 1 or 2.
    value
        value(points), shape (count, dimension), gives the feature of each point, shape (count,).
    source
        How it is written in a program: an expression in x1 and x2 whose functions NumPy and PyTorch call alike.
    line_symbol
        How it is written on the line, where the only coordinate is x; empty if it doesn't exist there.
    """

    name: str
    symbol: str
    dimensions: int
    value: Callable[[Array], Array]
    source: str
    line_symbol: str = ""

    def symbol_for(self, dimension: int) -> str:
        """How it is written for points with so many coordinates: "x²" on the line, "x₁²" in the plane."""
        return self.line_symbol if dimension == LINE else self.symbol


# The products must not warn where a point lies so far out that its square is no float64 anymore: the network says so.


def _square(coordinate: Array) -> Array:
    with np.errstate(over="ignore", under="ignore"):
        return np.square(coordinate)


def _product(points: Array) -> Array:
    with np.errstate(over="ignore", under="ignore"):
        return np.multiply(points[:, 0], points[:, 1])


X1 = Feature("x1", "x₁", LINE, lambda points: points[:, 0].copy(), "x1", "x")
X2 = Feature("x2", "x₂", PLANE, lambda points: points[:, 1].copy(), "x2")

FEATURES: tuple[Feature, ...] = (
    X1,
    X2,
    Feature("x1_squared", "x₁²", LINE, lambda points: _square(points[:, 0]), "x1**2", "x²"),
    Feature("x2_squared", "x₂²", PLANE, lambda points: _square(points[:, 1]), "x2**2"),
    Feature("x1_x2", "x₁x₂", PLANE, _product, "x1 * x2"),
    Feature("sin_x1", "sin x₁", LINE, lambda points: np.sin(points[:, 0]), "sin(x1)", "sin x"),
    Feature("sin_x2", "sin x₂", PLANE, lambda points: np.sin(points[:, 1]), "sin(x2)"),
)


def coordinates(dimension: int) -> tuple[Feature, ...]:
    """The features that are the coordinates themselves: x on the line, x₁ and x₂ in the plane.

    Raises
    ------
    Explained
        If points have neither one nor two coordinates.
    """
    if dimension not in (LINE, PLANE):
        raise Explained(Phrase("points have 1 or 2 coordinates, got {dimension}", dimension=dimension))
    return (X1, X2)[:dimension]


def features_for(dimension: int) -> tuple[Feature, ...]:
    """Every feature that points with so many coordinates have, in the order of `FEATURES`."""
    return tuple(feature for feature in FEATURES if feature.dimensions <= dimension)


def feature_named(name: str) -> Feature:
    """The feature with this key.

    Raises
    ------
    Explained
        If there is none; the message lists the keys.
    """
    for feature in FEATURES:
        if feature.name == name:
            return feature
    known = ", ".join(feature.name for feature in FEATURES)
    raise Explained(Phrase("there is no input feature {name}; choose one of {known}", name=repr(name), known=known))
