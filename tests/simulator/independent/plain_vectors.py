"""Vectors as lists of floats, and what planes through weight space need of them: no numpy, nothing of simulator/."""

from __future__ import annotations

import math
from collections.abc import Sequence

Vector = Sequence[float]


def dot(one: Vector, other: Vector) -> float:
    """The sum of the products."""
    return math.fsum(a * b for a, b in zip(one, other, strict=True))


def length(vector: Vector) -> float:
    """‖v‖."""
    return math.sqrt(dot(vector, vector))


def minus(one: Vector, other: Vector) -> list[float]:
    """The way from the second to the first."""
    return [a - b for a, b in zip(one, other, strict=True)]


def along(origin: Vector, *moves: tuple[float, Vector]) -> list[float]:
    """Origin + Σ factor · direction."""
    return [x + math.fsum(factor * direction[place] for factor, direction in moves)
            for place, x in enumerate(origin)]


def on_plane(origin: Vector, first: Vector, second: Vector, point: Vector) -> tuple[float, float]:
    """(α, β) of the nearest point of the plane: the two normal equations by Cramer's rule."""
    away = minus(point, origin)
    aa, ab, bb = dot(first, first), dot(first, second), dot(second, second)
    a, b = dot(first, away), dot(second, away)
    determinant = aa * bb - ab * ab
    return (a * bb - b * ab) / determinant, (b * aa - a * ab) / determinant


def widest(rows: Sequence[Vector], rounds: int = 4000) -> tuple[list[float], float]:
    """The unit vector v for which Σ (row · v)² is largest, and that sum: power iteration on AᵀA."""
    vector = [1.0 + 0.1 * place for place in range(len(rows[0]))]
    for _ in range(rounds):
        shares = [dot(row, vector) for row in rows]
        vector = [math.fsum(share * row[place] for share, row in zip(shares, rows, strict=True))
                  for place in range(len(vector))]
        size = length(vector)
        vector = [x / size for x in vector]
    return vector, math.fsum(dot(row, vector) ** 2 for row in rows)


def without(rows: Sequence[Vector], direction: Vector) -> list[list[float]]:
    """The rows without their parts along a unit vector."""
    return [along(row, (-dot(row, direction), direction)) for row in rows]
