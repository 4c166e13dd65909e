"""The paper that a picture is drawn on, and what a network sees of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPen

from simulator.arrays import Bytes
from simulator.datasets.drawing import IMAGE_SIZE, prepare_digit

FINEST = 280
"""Dots on the longer side of the paper for pictures that are smaller than that."""
INK = 255
EMPTY = 0


@dataclass(frozen=True)
class Paper:
    """A grey raster on which every pixel of the network's picture is a square of whole dots.

    Ink is bright on dark, as in MNIST, whatever colours the window shows it in.

    Parameters
    ----------
    shape
        (rows, columns) of the picture that the network sees.
    """

    shape: tuple[int, int]

    @property
    def dots_per_pixel(self) -> int:
        """Side of a pixel of the network's picture: 10 dots for 28×28."""
        return max(1, FINEST // max(self.shape))

    @property
    def size(self) -> QSize:
        """Width and height in dots."""
        return QSize(self.shape[1] * self.dots_per_pixel, self.shape[0] * self.dots_per_pixel)

    @property
    def is_fitted(self) -> bool:
        """Whether drawings are fitted and centred as MNIST's digits are, or only averaged."""
        return self.shape == (IMAGE_SIZE, IMAGE_SIZE)

    def blank(self) -> QImage:
        """Paper without ink."""
        image = QImage(self.size, QImage.Format.Format_Grayscale8)
        image.fill(EMPTY)
        return image

    def enlarged(self, picture: Bytes) -> QImage:
        """A picture of the network's size on paper, every pixel a square."""
        return grey_image(np.kron(picture, np.ones((self.dots_per_pixel,) * 2, dtype=np.uint8)))

    def seen(self, ink: QImage) -> Bytes:
        """What the network sees of the paper, shape `shape`.

        28×28 pixels are prepared as MNIST's digits were; for any other shape each pixel is the mean of its square.
        """
        dots = grey_values(ink)
        if self.is_fitted:
            return prepare_digit(dots)
        rows, columns = self.shape
        side = self.dots_per_pixel
        means = dots.reshape(rows, side, columns, side).mean(axis=(1, 3))
        return np.rint(means).astype(np.uint8)


def grey_values(image: QImage) -> Bytes:
    """The grey values of an image, shape (height, width): a view that lives as long as the image."""
    rows = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width()]


def grey_image(values: Bytes) -> QImage:
    """An image of its own with these grey values, shape (height, width)."""
    height, width = values.shape
    return QImage(np.ascontiguousarray(values).data, width, height, width, QImage.Format.Format_Grayscale8).copy()


def pen(width: float, grey: int) -> QPen:
    """A round pen, or with `EMPTY` an eraser."""
    caps, joins = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    return QPen(QColor(grey, grey, grey), width, Qt.PenStyle.SolidLine, caps, joins)
