"""From a drawing on a canvas to the picture that a network trained on MNIST expects.

MNIST's digits were fitted into 20×20 pixels with antialiasing and moved, by whole pixels, until their centre of mass
was in the middle of 28×28 (Y. LeCun, *The MNIST database of handwritten digits*). Measured on all 70,000 of them: the
centre of mass lies between 13.5 and 14.5 in both directions (pixels counted from 0; two digits miss that by less than
0.02), and the brightest pixel is always 254 or 255. A network that has only seen such pictures fails on others.
"""

from __future__ import annotations

from math import ceil

import numpy as np

from simulator.arrays import Array, Bytes
from simulator.errors import Explained, Phrase

IMAGE_SIZE = 28
BOX_SIZE = 20
CENTRE = 14
"""Where the centre of mass comes to lie, in rows and columns counted from 0; half a pixel is as near as it gets."""
BRIGHTEST = 255.0


def prepare_digit(canvas: Array | Bytes) -> Bytes:
    """The drawing as MNIST would have it.

    Parameters
    ----------
    canvas
        Shape (height, width), of any size; 0 is empty. Bytes run to 255, floats to 1.

    Returns
    -------
    Bytes
        Shape (28, 28). All zeros if nothing is drawn.

    Raises
    ------
    Explained
        If the canvas is not a matrix or has values outside its range.
    """
    _check(canvas)
    ink = canvas > 0
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    image = np.zeros((IMAGE_SIZE, IMAGE_SIZE), dtype=np.uint8)
    if rows.size == 0:
        return image
    drawn = canvas[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1].astype(np.float64)
    digit = _fit_into_box(drawn)
    # A thin pen gives pale averages; MNIST has no pale digits.
    digit *= BRIGHTEST / digit.max()
    top = _first_pixel(digit.sum(axis=1))
    left = _first_pixel(digit.sum(axis=0))
    image[top : top + digit.shape[0], left : left + digit.shape[1]] = np.rint(digit)
    return image


def _check(canvas: Array | Bytes) -> None:
    if canvas.ndim != 2:
        raise Explained(
            Phrase("a canvas has rows and columns, got the shape {shape}; pass one grey picture", shape=canvas.shape)
        )
    if canvas.dtype == np.uint8 or canvas.size == 0:
        return
    low, high = float(canvas.min()), float(canvas.max())
    if not (low >= 0.0 and high <= 1.0):
        raise Explained(
            Phrase(
                "a canvas of floats runs from 0 to 1, got {low} to {high}; divide by the largest value",
                low=f"{low:g}",
                high=f"{high:g}",
            )
        )


def _fit_into_box(drawn: Array) -> Array:
    """The drawing so large that its longer side has 20 pixels; the ratio of the sides stays."""
    pixel = max(drawn.shape) / BOX_SIZE
    return _area_means(drawn.shape[0], pixel) @ drawn @ _area_means(drawn.shape[1], pixel).T


def _area_means(length: int, pixel: float) -> Array:
    """The matrix that averages `length` cells over the pixels of a new, evenly spaced row.

    A new pixel is `pixel` cells wide (less than one if the drawing is small) and takes from each cell the share that
    it covers. The new pixels cover the cells from end to end, and reach beyond equally far at both.
    """
    # The rounding keeps 20.000000000000004 from becoming 21 pixels.
    count = ceil(round(length / pixel, 9))
    first = (length - count * pixel) / 2
    left = first + pixel * np.arange(count)[:, np.newaxis]
    cell = np.arange(length)
    covered: Array = np.minimum(left + pixel, cell + 1) - np.maximum(left, cell)
    return covered.clip(min=0.0) / pixel


def _first_pixel(ink: Array) -> int:
    """Where a digit begins in the image, so that its centre of mass is in the middle; `ink` is the sum of each line.

    A digit whose mass lies far from its middle stops at the edge, so that none of it is lost.
    """
    centre_of_mass = float(ink @ np.arange(ink.size)) / float(ink.sum())
    return min(max(round(CENTRE - centre_of_mass), 0), IMAGE_SIZE - ink.size)
