"""Points in the plane that belong to classes.

Every generator takes (rng, count, noise) and returns coordinates, shape (count, 2), and labels, shape (count,). The
classes take turns, so that they are of equal size and any first samples are balanced as well. The same generator of
random numbers gives the same points at every noise, only moved: growing noise spreads a picture, it doesn't replace
it. A new data set is a generator and one more entry in `POINT_DATA_SETS`.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from simulator.arrays import Array, Indices
from simulator.datasets.data_set import DataOptions, DataSet, Domain, Make, Part, Recipe, Samples

# Logic gates: every row of a truth table is a sample.
#
# A single neuron can be any of these gates but XOR and XNOR, whose classes no straight line divides (M. Minsky and S.
# Papert, *Perceptrons*, 1969). NAND alone is enough to build all the others (M. Nielsen, *Neural Networks and Deep
# Learning*, chapter 1). A new gate is one more entry in `GATES`.

INPUT_ROWS = ((0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0))
NOT_ROWS = ((0.0,), (1.0,))
LOW, HIGH = -0.5, 1.5
"""The window leaves room around the corners 0 and 1, so that lines which divide them can be seen."""

BINARY_CLASSES = ("0", "1")
BINARY_TARGETS = np.array([[0.0], [1.0]])
"""One output that says which of two classes it is."""

SUMS = ("0", "1", "2", "3")
SUM_AND_CARRY = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
"""Outputs (sum, carry) of a half adder for carry · 2 + sum. No two digits add up to 3, but a wrong circuit can say
so; without it, that answer would count as the right one next to it."""


def _table(name: str, label: str, rows: tuple[tuple[float, ...], ...], truth: tuple[int, ...],
           class_labels: tuple[str, ...] = BINARY_CLASSES, target_table: Array = BINARY_TARGETS,
           output_names: tuple[str, ...] = ()) -> DataSet:
    """A data set of these rows and the numbers of their classes."""
    part = Part.of(np.array(rows), np.array(truth, dtype=np.int64))
    domain = Domain((LOW,) * len(rows[0]), (HIGH,) * len(rows[0]))
    return DataSet(name, label, None, class_labels, target_table, train=part, test=part, domain=domain,
                   output_names=output_names, is_truth_table=True)


def _gate(name: str, label: str, *truth: int) -> DataSet:
    return _table(name, label, INPUT_ROWS, truth)


GATES: tuple[DataSet, ...] = (
    _gate("and_gate", "AND gate", 0, 0, 0, 1),
    _gate("or_gate", "OR gate", 0, 1, 1, 1),
    _gate("nand_gate", "NAND gate", 1, 1, 1, 0),
    _gate("nor_gate", "NOR gate", 1, 0, 0, 0),
    _gate("xor_gate", "XOR gate", 0, 1, 1, 0),
    _gate("xnor_gate", "XNOR gate", 1, 0, 0, 1),
    _table("not_gate", "NOT gate", NOT_ROWS, (1, 0)),
    _table("half_adder", "Half adder", INPUT_ROWS, (0, 1, 1, 2), SUMS, SUM_AND_CARRY, ("sum", "carry")),
)


EDGE = 3.0
PLANE = Domain((-EDGE, -EDGE), (EDGE, EDGE))
"""The window that is drawn. No point lies outside of it, whatever the noise."""

Labelled = tuple[Array, Indices]
"""Coordinates, shape (count, 2), and the number of each point's class, shape (count,)."""

INNER_RADIUS = 1.0
RING_RADII = (1.4, 2.2)
XOR_MARGIN, XOR_REACH = 0.25, 2.5
GAUSSIAN_CENTRE = (1.0, 1.0)
"""The mean of class 1; class 0 lies opposite, at (−1, −1)."""
SPIRAL_TURNS = 1.5
SPIRAL_RADII = (0.25, 2.6)
MOON_SIZE = 1.6
BLOB_DISTANCE = 1.5
"""How far the centre of each of three or four classes lies from the origin."""
SEPARABLE_NORMAL = (0.6, 0.8)
"""Unit vector w across the line w·x + b = 0, pointing to class 1."""
SEPARABLE_OFFSET = 0.5
"""b of that line."""
SEPARABLE_MARGIN = 0.25
"""Without noise no point lies nearer to the line than this."""
SEPARABLE_REACH = 2.5
"""Without noise no coordinate is larger, so ‖x‖² ≤ 2 · 2.5²."""


def in_turn(count: int, class_count: int) -> Indices:
    """Labels 0, 1, …, 0, 1, …, shape (count,)."""
    return np.arange(count, dtype=np.int64) % class_count


def moved(rng: np.random.Generator, points: Array, noise: float) -> Array:
    """Points with normally distributed noise of that standard deviation in both coordinates, shape as `points`.

    A point that would leave the window is moved anew, from where it was.
    """
    noisy: Array = points + noise * rng.standard_normal(points.shape)
    while (outside := (np.abs(noisy) > EDGE).any(axis=1)).any():
        noisy[outside] = points[outside] + noise * rng.standard_normal((np.count_nonzero(outside), 2))
    return noisy


def polar(radius: Array, angle: Array) -> Array:
    """Points, shape (count, 2), at these distances from the origin, in these directions (radians)."""
    return np.column_stack((radius * np.cos(angle), radius * np.sin(angle)))


def circles(rng: np.random.Generator, count: int, noise: float) -> Labelled:
    """Class 1 fills a disc, class 0 a ring around it, both evenly. The noise moves the points."""
    labels = in_turn(count, 2)
    inside = labels == 1
    inner = np.where(inside, 0.0, RING_RADII[0])
    outer = np.where(inside, INNER_RADIUS, RING_RADII[1])
    # Area grows with the square of the radius: even in r² is even in the plane.
    radius = np.sqrt(rng.uniform(inner**2, outer**2))
    return moved(rng, polar(radius, rng.uniform(0.0, 2.0 * np.pi, count)), noise), labels


def xor(rng: np.random.Generator, count: int, noise: float) -> Labelled:
    """Class 1 where exactly one coordinate is positive, class 0 where both or none are.

    Each quadrant is filled evenly, up to a margin along the axes. The noise moves the points and, where it is large,
    carries some over an axis; they keep their class.
    """
    quadrant = in_turn(count, 4)
    # Classes 0, 1, 0, 1
    signs = np.array(((-1.0, -1.0), (-1.0, 1.0), (1.0, 1.0), (1.0, -1.0)))
    points = signs[quadrant] * rng.uniform(XOR_MARGIN, XOR_REACH, (count, 2))
    return moved(rng, points, noise), quadrant % 2


def two_gaussians(rng: np.random.Generator, count: int, noise: float) -> Labelled:
    """Points normally distributed around one centre for each class; the noise is their standard deviation.

    At the usual 0.7 the classes overlap: the best line is x₁ + x₂ = 0, which misses Φ(−√2/0.7) = 2.2 % of all such
    points; no network does better for good.
    """
    labels = in_turn(count, 2)
    centres: Array = np.where(labels == 1, 1.0, -1.0)[:, np.newaxis] * np.array(GAUSSIAN_CENTRE)
    return moved(rng, centres, noise), labels


def spiral(rng: np.random.Generator, count: int, noise: float) -> Labelled:
    """Two arms that wind around each other; the radius grows evenly with the angle.

    The points lie evenly along the arms, one at random in each of equally large pieces, so that no piece is left for
    the test alone. The noise moves them. TensorFlow Playground's arms wind 1.75 turns; 1.5 leave more room between.
    """
    labels = in_turn(count, 2)
    pieces = (count + 1) // 2
    piece = np.column_stack((rng.permutation(pieces), rng.permutation(pieces))).ravel()[:count]
    along = (piece + rng.uniform(0.0, 1.0, count)) / max(pieces, 1)
    inner, outer = SPIRAL_RADII
    # An arm's length grows with the square of its radius, but for its innermost part.
    radius = np.sqrt(inner**2 + (outer**2 - inner**2) * along)
    angle = 2.0 * np.pi * SPIRAL_TURNS * (radius - inner) / (outer - inner) + np.pi * labels
    return moved(rng, polar(radius, angle), noise), labels


def moons(rng: np.random.Generator, count: int, noise: float) -> Labelled:
    """Two half circles that reach into each other. The noise moves the points."""
    labels = in_turn(count, 2)
    half_circle = polar(np.ones(count), rng.uniform(0.0, np.pi, count))
    # Class 1 hangs below, turned by half a turn about (1/2, 1/4), the middle of both.
    middle = np.array((0.5, 0.25))
    turned = np.where(labels == 1, -1.0, 1.0)[:, np.newaxis] * (half_circle - middle)
    return moved(rng, MOON_SIZE * turned, noise), labels


def blob_centres(class_count: int) -> Array:
    """Where the classes of `three_classes` and `four_classes` lie, shape (class_count, 2): evenly on a circle."""
    first = np.pi / 2 if class_count == 3 else np.pi / 4
    return polar(np.full(class_count, BLOB_DISTANCE), first + 2.0 * np.pi * np.arange(class_count) / class_count)


def three_classes(rng: np.random.Generator, count: int, noise: float) -> Labelled:
    """Points normally distributed around the corners of a triangle; the noise is their standard deviation."""
    labels = in_turn(count, 3)
    return moved(rng, blob_centres(3)[labels], noise), labels


def four_classes(rng: np.random.Generator, count: int, noise: float) -> Labelled:
    """Points normally distributed around the corners of a square; the noise is their standard deviation."""
    labels = in_turn(count, 4)
    return moved(rng, blob_centres(4)[labels], noise), labels


def distance_to_line(points: Array) -> Array:
    """w·x + b of the line that divides `separable`, shape (count,): how far a point lies on the side of class 1."""
    distance: Array = points @ np.array(SEPARABLE_NORMAL) + SEPARABLE_OFFSET
    return distance


def separable(rng: np.random.Generator, count: int, noise: float) -> Labelled:
    """Two classes on the two sides of a line, each evenly spread and nowhere nearer to it than the margin.

    Without noise the data are linearly separable with a margin of at least `SEPARABLE_MARGIN`, so Rosenblatt's rule
    stops after at most (R/γ)² corrections from w = 0, b = 0 (A. Novikoff, *On convergence proofs for perceptrons*,
    1962). The bias counts as the weight of a further input 1 there: R² = 1 + max ‖x‖² and γ = margin / √(1 + b²).
    Noise moves the points, across the line, too.
    """
    labels = in_turn(count, 2)
    points = np.empty((count, 2))
    missing = np.ones(count, dtype=np.bool_)
    while missing.any():
        points[missing] = rng.uniform(-SEPARABLE_REACH, SEPARABLE_REACH, (np.count_nonzero(missing), 2))
        missing = np.where(labels == 1, 1.0, -1.0) * distance_to_line(points) < SEPARABLE_MARGIN
    return moved(rng, points, noise), labels


def _two(name: str, label: str, make: Make, usual: DataOptions, largest_noise: float = 0.5) -> DataSet:
    recipe = Recipe.of(make, usual, largest_noise)
    return DataSet.made_by(recipe, name, label, BINARY_CLASSES, BINARY_TARGETS, PLANE)


def _several(name: str, label: str, class_count: int, make: Make, usual: DataOptions) -> DataSet:
    class_labels = tuple(str(number) for number in range(class_count))
    return DataSet.made_by(Recipe.of(make, usual, 1.0), name, label, class_labels, np.eye(class_count), PLANE)


POINT_DATA_SETS: tuple[DataSet, ...] = (
    _two("separable", "Separable", separable, DataOptions(400)),
    _two("two_gaussians", "Two Gaussians", two_gaussians, DataOptions(400, noise=0.7), largest_noise=1.5),
    _two("circles", "Circles", circles, DataOptions(400, seed=2)),
    _two("xor", "XOR in the plane", xor, DataOptions(400)),
    _two("moons", "Moons", moons, DataOptions(400, noise=0.15)),
    _two("spiral", "Spiral", spiral, DataOptions(300)),
    _several("three_classes", "Three classes", 3, three_classes, DataOptions(300, noise=0.5)),
    _several("four_classes", "Four classes", 4, four_classes, DataOptions(400, noise=0.5)),
)


# Values over the plane and over a line, which a network learns by regression.
#
# Every function f takes points, shape (count, dimension), and gives a value between −1 and 1 for each, shape
# (count,). The points are spread evenly over the window; the noise is the standard deviation of what is added to the
# values, so that a noisy value can lie outside of −1 to 1. A new data set is a function and one more entry in a tuple
# below.

Function = Callable[[Array], Array]

LINE = Domain((-EDGE,), (EDGE,))
ONE_VALUE = np.empty((0, 1))
"""No classes, one output."""
LARGEST_NOISE = 0.3

LINEAR_WEIGHTS, LINEAR_BIAS = (0.2, -0.1), 0.1
HILLS = ((1.4, 1.4, 1.0), (-1.4, -1.4, 1.0), (1.4, -1.4, -1.0), (-1.4, 1.4, -1.0))
"""x₁ and x₂ of each summit, and its height; below zero it is a hollow."""
HILL_WIDTH = 0.8
ZIGZAG_PERIOD = 3.0


def linear(points: Array) -> Array:
    """0.2 x₁ − 0.1 x₂ + 0.1: what one neuron with the identity learns, with these very weights and this bias."""
    values: Array = points @ np.array(LINEAR_WEIGHTS) + LINEAR_BIAS
    return values


def hills(points: Array) -> Array:
    """Two hills and two hollows in turn, each a Gaussian bell: the height falls as exp(−½ (distance/width)²)."""
    heights = np.zeros(len(points))
    for x1, x2, height in HILLS:
        distance = np.hypot(points[:, 0] - x1, points[:, 1] - x2)
        heights += height * np.exp(-0.5 * (distance / HILL_WIDTH) ** 2)
    return heights


def sine(points: Array) -> Array:
    """Sin x: nearly one period fits into the window."""
    return np.sin(points[:, 0])


def parabola(points: Array) -> Array:
    """2 (x/3)² − 1: from 1 at both ends of the window down to −1 in the middle."""
    return 2.0 * np.square(points[:, 0] / EDGE) - 1.0


def bump(points: Array) -> Array:
    """1 where |x| ≤ 1, otherwise 0: two steps, so two sigmoid neurons can make it (Nielsen, chapter 4)."""
    return np.where(np.abs(points[:, 0]) <= 1.0, 1.0, 0.0)


def zigzag(points: Array) -> Array:
    """Straight pieces between −1 and 1 with a corner every 1.5: what ReLU neurons are made for, a corner for each."""
    phase = points[:, 0] / ZIGZAG_PERIOD % 1.0
    return 4.0 * np.abs(phase - 0.5) - 1.0


def _data_set(name: str, label: str, function: Function, domain: Domain, usual: DataOptions) -> DataSet:
    def make(rng: np.random.Generator, count: int, noise: float) -> Samples:
        points = rng.uniform(-EDGE, EDGE, (count, domain.dimension))
        values = function(points) + noise * rng.standard_normal(count)
        return points, values[:, np.newaxis]

    return DataSet.made_by(Recipe.of(make, usual, LARGEST_NOISE), name, label, (), ONE_VALUE, domain)


PLANE_REGRESSIONS: tuple[DataSet, ...] = (
    _data_set("linear", "Linear regression", linear, PLANE, DataOptions(300, noise=0.05)),
    _data_set("hills", "Hills", hills, PLANE, DataOptions(400)),
)
# Of 80 points 60 are learned from: so few that each can be seen.
_CURVE = DataOptions(80, noise=0.05, test_share=0.25)
CURVES: tuple[DataSet, ...] = (
    _data_set("sine", "Sine", sine, LINE, _CURVE),
    _data_set("parabola", "Parabola", parabola, LINE, _CURVE),
    _data_set("zigzag", "Zigzag", zigzag, LINE, _CURVE),
    _data_set("bump", "Bump", bump, LINE, _CURVE),
)
