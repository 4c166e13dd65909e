"""What a network gets to see of a point: its coordinates, their squares, their product, their sines.

A network whose inputs are squares as well draws circles with a single neuron: what a hidden layer has to find out by
itself can be given to it. A new feature is one new entry in `FEATURES`: its value follows from how it is written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from simulator.arrays import Array
from simulator.derived import DERIVED, expression_in, value_of
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
    source
        How it is written in a program: an expression in x1 and x2 whose functions NumPy and PyTorch call alike.
    line_symbol
        How it is written on the line, where the only coordinate is x; empty if it doesn't exist there.
    value
        value(points), shape (count, dimension), gives the feature of each point, shape (count,).
    """

    name: str
    symbol: str
    dimensions: int
    source: str
    line_symbol: str = ""
    value: Callable[[Array], Array] = DERIVED

    def __post_init__(self) -> None:
        if self.value is DERIVED:
            object.__setattr__(self, "value", _value(self.source, self.dimensions))

    def symbol_for(self, dimension: int) -> str:
        """How it is written for points with so many coordinates: "x²" on the line, "x₁²" in the plane."""
        return self.line_symbol if dimension == LINE else self.symbol


def _value(source: str, dimensions: int) -> Callable[[Array], Array]:
    """What a source says. Nothing warns where a square is no float64 anymore: the network says so."""
    names = ("x1", "x2")[:dimensions]
    value = value_of(expression_in(source, *names))
    return lambda points: value(*(points[:, place] for place in range(len(names))))


X1 = Feature("x1", "x₁", LINE, "x1", "x")
X2 = Feature("x2", "x₂", PLANE, "x2")

FEATURES: tuple[Feature, ...] = (
    X1,
    X2,
    Feature("x1_squared", "x₁²", LINE, "x1**2", "x²"),
    Feature("x2_squared", "x₂²", PLANE, "x2**2"),
    Feature("x1_x2", "x₁x₂", PLANE, "x1 * x2"),
    Feature("sin_x1", "sin x₁", LINE, "sin(x1)", "sin x"),
    Feature("sin_x2", "sin x₂", PLANE, "sin(x2)"),
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
