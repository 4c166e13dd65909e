"""Inputs that can be drawn: a line or a plane, and how its points become what the network gets."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from simulator.arrays import Array
from simulator.datasets.features import Feature, coordinates


@dataclass(frozen=True)
class Domain:
    """The line x (dimension 1) or the plane x₁, x₂ (dimension 2).

    Attributes
    ----------
    low, high
        Corners of the window that pictures show, in raw coordinates; one number for each dimension.
    features
        What the network gets of a point, an input each; without any, the coordinates themselves.
    shift, factor
        Scaling before the features: (coordinate − shift) · factor; without them the coordinates stay as they are.
    """

    low: tuple[float, ...]
    high: tuple[float, ...]
    features: tuple[Feature, ...] = ()
    shift: tuple[float, ...] = ()
    factor: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        dimension = len(self.low)
        if not self.features:
            object.__setattr__(self, "features", coordinates(dimension))
        if not self.factor:
            object.__setattr__(self, "shift", (0.0,) * dimension)
            object.__setattr__(self, "factor", (1.0,) * dimension)

    @property
    def dimension(self) -> int:
        """1 for a line, 2 for a plane."""
        return len(self.low)

    @property
    def input_count(self) -> int:
        """n₀, a feature for each input."""
        return len(self.features)

    @cached_property
    def is_scaled(self) -> bool:
        """Whether the coordinates are shifted or multiplied before the network gets them."""
        return any(self.shift) or any(factor != 1.0 for factor in self.factor)

    @cached_property
    def has_plain_inputs(self) -> bool:
        """Whether the network gets the (scaled) coordinates alone, so that a neuron of layer 1 is a straight line."""
        return self.features == coordinates(self.dimension)

    @property
    def symbols(self) -> tuple[str, ...]:
        """x₁, x₂², …, one for each input."""
        return tuple(feature.symbol_for(self.dimension) for feature in self.features)

    def inputs(self, points: Array) -> Array:
        """What the network gets, shape (count, n₀), for points in raw coordinates, shape (count, dimension)."""
        scaled = self.scaled(points)
        return np.column_stack([feature.value(scaled) for feature in self.features])

    def scaled(self, points: Array) -> Array:
        """Points in scaled coordinates, shape as `points`."""
        return (points - np.array(self.shift)) * np.array(self.factor) if self.is_scaled else points

    def points(self, inputs: Array) -> Array | None:
        """The raw coordinates, shape (count, dimension), that have these inputs; None where they can't be told."""
        plain = coordinates(self.dimension)
        if any(feature not in self.features for feature in plain):
            return None
        scaled = inputs[:, [self.features.index(feature) for feature in plain]]
        unscaled: Array = scaled / np.array(self.factor) + np.array(self.shift)
        return unscaled
