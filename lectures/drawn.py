"""A digit drawn by strokes, as the network sees it: the same whoever draws it, the lecture or the window."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from simulator.arrays import Array, Bytes
from simulator.datasets.drawing import prepare_digit

PEN_WIDTH = 2.6
"""In pixels of the picture: that of the window's pen."""
_DOTS = 10
"""Dots of the canvas for each pixel."""

Stroke = Sequence[tuple[float, float]]


def drawn_pixels(strokes: Sequence[Stroke], shape: tuple[int, int]) -> Bytes:
    """The picture of some strokes.

    Parameters
    ----------
    strokes
        Lines of points (x, y) in pixels from the upper left corner.
    shape
        (rows, columns) of the picture.

    Returns
    -------
    Bytes
        Shape `shape`: 28×28 are prepared as MNIST's digits were, any other are averaged.
    """
    canvas = drawn_ink(strokes, shape)
    if shape == (28, 28):
        return prepare_digit(canvas)
    rows, columns = shape
    means = canvas.reshape(rows, _DOTS, columns, _DOTS).mean(axis=(1, 3))
    pixels: Bytes = np.rint(means * 255).astype(np.uint8)
    return pixels


def drawn_ink(strokes: Sequence[Stroke], shape: tuple[int, int]) -> Array:
    """The ink on the canvas, shape (10·rows, 10·columns), 0 to 1."""
    rows, columns = shape
    canvas = np.zeros((rows * _DOTS, columns * _DOTS))
    y, x = np.mgrid[:rows * _DOTS, :columns * _DOTS] + 0.5
    for stroke in strokes:
        points = np.array(stroke, dtype=np.float64) * _DOTS
        for first, last in pairwise(points if len(points) > 1 else [points[0], points[0]]):
            # ink fades over one dot at the edge of the pen
            near = np.clip(PEN_WIDTH * _DOTS / 2 + 0.5 - _distances(x, y, first, last), 0.0, 1.0)
            np.maximum(canvas, near, out=canvas)
    return canvas


def part_of(strokes: Sequence[Stroke], share: float) -> tuple[tuple[tuple[float, float], ...], ...]:
    """The strokes as far as a hand has come that draws them evenly: `share` of their length, 0 to 1."""
    lengths = [[float(np.hypot(b[0] - a[0], b[1] - a[1])) for a, b in pairwise(stroke)]
               for stroke in strokes]
    left = share * sum(map(sum, lengths))
    drawn: list[tuple[tuple[float, float], ...]] = []
    for stroke, pieces in zip(strokes, lengths, strict=True):
        points = [(stroke[0][0], stroke[0][1])]
        for ((ax, ay), (bx, by)), length in zip(pairwise(stroke), pieces, strict=True):
            reached = min(left / length, 1.0) if length else 1.0
            points.append((ax + reached * (bx - ax), ay + reached * (by - ay)))
            left -= length
            if left <= 0.0 and share < 1.0:
                return (*drawn, tuple(points))
        drawn.append(tuple(points))
    return tuple(drawn)


def _distances(x: Array, y: Array, first: Array, last: Array) -> Array:
    """From every dot to a piece of a line."""
    along = last - first
    length = float(along @ along)
    share = np.zeros_like(x) if length == 0.0 else \
        np.clip(((x - first[0]) * along[0] + (y - first[1]) * along[1]) / length, 0.0, 1.0)
    distances: Array = np.hypot(x - first[0] - share * along[0], y - first[1] - share * along[1])
    return distances
