"""A plane through weight space: θ₀ + α·d₁ + β·d₂, and where any θ stands beside it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from simulator.arrays import Array, Indices
from simulator.errors import Explained, Label, Phrase

SMALLEST_SINE = 1e-6
"""Directions that enclose an angle with a smaller sine count as parallel: coordinates would be made of rounding."""


@dataclass(frozen=True, eq=False)
class WeightPlane:
    """All θ = origin + α·first + β·second.

    The directions need neither be orthogonal nor have the length 1.

    Attributes
    ----------
    origin
        θ at α = β = 0, shape (p,).
    first, second
        d₁ and d₂, shape (p,) each.

    Raises
    ------
    Explained
        If a direction has another length than θ, is zero or not finite, or if both are parallel.
    """

    origin: Array
    first: Array
    second: Array

    def __post_init__(self) -> None:
        directions = ((Label("first direction"), self.first), (Label("second direction"), self.second))
        for name, vector in ((Label("origin"), self.origin), *directions):
            _check_vector(name, vector, len(self.origin))
        for name, direction in directions:
            if not direction.any():
                raise Explained(
                    Phrase(
                        "the {direction} of the plane is zero, so it leads nowhere; choose another one",
                        direction=name,
                    )
                )
        if sine(self.first, self.second) < SMALLEST_SINE:
            raise Explained(
                Phrase(
                    "the two directions of the plane are parallel (the angle between them is {angle}°), so they span "
                    "a line and no plane; choose another direction",
                    angle=f"{angle(self.first, self.second):.2g}",
                )
            )

    def theta(self, alpha: float, beta: float) -> Array:
        """θ at a point of the plane, shape (p,); not finite where that is beyond all numbers."""
        with np.errstate(over="ignore", invalid="ignore"):
            theta = self.first * alpha
            theta += self.second * beta
            theta += self.origin
        return theta

    def coordinates(self, theta: Array) -> tuple[float, float]:
        """(α, β) of the point of the plane that is nearest to θ: its orthogonal projection."""
        alpha, beta = self.path(theta)
        return float(alpha), float(beta)

    def path(self, thetas: Array) -> Array:
        """(α, β) of the projections of many θ, shape (…, 2) from (…, p); not finite where θ isn't.

        Whatever the sizes of θ and of the directions are, no difference and no product on the way leaves the numbers.
        """
        # (α, β) = G⁻¹ (u₁·r, u₂·r) / (‖d₁‖, ‖d₂‖); the powers of 2 come last
        _, sizes, powers = self._units
        with np.errstate(over="ignore", invalid="ignore"):
            _, along, exponents = self._away(thetas)
            return np.asarray(np.ldexp(along / sizes, exponents - powers))

    def projection(self, theta: Array) -> Array:
        """The point of the plane that is nearest to θ, shape (p,)."""
        return self.theta(*self.coordinates(theta))

    def distance(self, theta: Array) -> float:
        """How far θ is from the plane: ‖θ − projection‖."""
        with np.errstate(over="ignore", invalid="ignore"):
            away, along, exponents = self._away(theta)
            return float(np.ldexp(lengths(away - along.dot(self._units[0])), exponents[0]))

    def _away(self, thetas: Array) -> tuple[Array, Array, Indices]:
        """r = θ − origin, its parts G⁻¹ (u₁·r, u₂·r) along both directions, and the powers of 2 that both lack.

        G are the products uᵢ·uⱼ of the directions with the length 1.
        """
        largest = np.maximum(np.abs(thetas).max(axis=-1, keepdims=True), np.abs(self.origin).max())
        exponents = np.where(np.isfinite(largest), np.frexp(largest)[1] + 1, 0)
        away = np.ldexp(thetas, -exponents) - np.ldexp(self.origin, -exponents)
        return away, away.dot(self._units[0].T).dot(self._inverse_gram), exponents

    def moved_to(self, theta: Array) -> WeightPlane:
        """The plane with the same directions through another θ."""
        return WeightPlane(theta, self.first, self.second)

    @cached_property
    def _units(self) -> tuple[Array, Array, Indices]:
        """The directions with the length 1, shape (2, p), and their lengths: numbers, and powers of 2."""
        directions = np.stack((self.first, self.second))
        powers = np.frexp(np.abs(directions).max(axis=-1))[1]
        scaled = np.ldexp(directions, -powers[:, np.newaxis])
        sizes = np.linalg.norm(scaled, axis=-1)
        return scaled / sizes[:, np.newaxis], sizes, powers

    @cached_property
    def _inverse_gram(self) -> Array:
        """Inverse of the products uᵢ·uⱼ, shape (2, 2), symmetric."""
        # Of vectors of length 1: two directions of very different lengths would make it ill-conditioned.
        units = self._units[0]
        return np.asarray(np.linalg.inv(units @ units.T))


def _check_vector(name: Label, vector: Array, length: int) -> None:
    if vector.shape != (length,):
        raise Explained(
            Phrase(
                "the {name} of the plane must have the shape {expected}, one number for each weight and bias, got "
                "{shape}; take one of this network",
                name=name, expected=(length,), shape=vector.shape,
            )
        )
    wrong = np.flatnonzero(~np.isfinite(vector))
    if len(wrong):
        raise Explained(
            Phrase(
                "the {name} of the plane must be finite, but number {place} of it is {value}; go back to where the "
                "weights were finite",
                name=name, place=int(wrong[0]) + 1, value=float(vector[wrong[0]]),
            )
        )


def sine(first: Array, second: Array) -> float:
    """Sine of the angle between two vectors that are not zero, exact even where it is tiny."""
    one, other = unit_vector(first), unit_vector(second)
    return float(np.linalg.norm(other - one * float(one @ other)))


def angle(first: Array, second: Array) -> float:
    """Angle between two vectors that are not zero, in degrees, 0 to 180."""
    return float(np.degrees(np.arctan2(sine(first, second), unit_vector(first) @ unit_vector(second))))


def lengths(vectors: Array) -> Array:
    """‖v‖ of vectors, shape (…) from (…, p): right wherever it is a number, and infinite only beyond."""
    largest = np.abs(vectors).max(axis=-1, initial=0.0, keepdims=True)
    # no square is taken of anything above 1, and the largest one is no square of what is tiny
    with np.errstate(over="ignore", invalid="ignore"):
        scaled = vectors / np.where(largest > 0.0, largest, 1.0)
        return np.asarray(np.linalg.norm(scaled, axis=-1) * largest[..., 0])


def unit_vector(vector: Array) -> Array:
    """A vector of length 1 in the direction of one that is finite and not zero, however long or short that is."""
    # the largest entry becomes 1 before any square is taken, so that nothing under- or overflows
    scaled = vector / np.abs(vector).max()
    return np.asarray(scaled / np.linalg.norm(scaled))
