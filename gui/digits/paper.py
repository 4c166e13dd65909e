"""The paper that a picture is drawn on, and what a network sees of it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from gui.foundation.theme import Theme, blend
from gui.run.edit_history import EditHistory
from simulator.arrays import Bytes
from simulator.datasets.data_set import DataSet
from simulator.datasets.drawing import IMAGE_SIZE, prepare_digit
from simulator.training import OwnSample

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


# How ink looks on the screen: dark on the light card, light on the dark one.

_RADIUS = 6


def ink_colors(theme: Theme) -> list[int]:
    """The colour of every grey value, from the bare card to full ink."""
    return [blend(theme.card, theme.text, grey / INK).rgb() for grey in range(INK + 1)]


def draw_picture(painter: QPainter, rect: QRectF, ink: QImage, colors: list[int], theme: Theme, *,
                 ring: bool = False) -> None:
    """Draw ink in a frame with round corners; with a ring around it while it has the keyboard."""
    width = theme.px(2) if ring else theme.px(1)
    frame = QPainterPath()
    frame.addRoundedRect(rect.adjusted(width / 2, width / 2, -width / 2, -width / 2), theme.px(_RADIUS),
                         theme.px(_RADIUS))
    painter.save()
    painter.setClipPath(frame)
    painter.drawImage(rect, _tinted(ink, colors))
    painter.restore()
    painter.setPen(QPen(theme.focus if ring else blend(theme.line, theme.outline, 0.35), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(frame)


def _tinted(ink: QImage, colors: list[int]) -> QImage:
    """The grey values as numbers of colours; it lives as long as `ink`."""
    shown = QImage(ink.constBits(), ink.width(), ink.height(), ink.bytesPerLine(), QImage.Format.Format_Indexed8)
    shown.setColorTable(colors)
    return shown


# What lies on the canvas, and what lay there before: every stroke can be undone.

@dataclass(frozen=True, eq=False)
class StoredDigit:
    """A sample of the data that is shown exactly as it is stored.

    Attributes
    ----------
    index
        Its number in the test part, counted from 0.
    pixels
        Its picture, shape (rows, columns).
    label
        Number of the class that it truly belongs to.
    """

    index: int
    pixels: Bytes
    label: int


@dataclass(frozen=True, eq=False)
class Sheet:
    """One state of the canvas.

    Attributes
    ----------
    ink
        The paper; nobody paints on it any more.
    stored
        The sample that lies there untouched, or None for a drawing.
    label
        Number of the class that it is said to belong to: the target y. None where that is unknown.
    is_ready_made
        Whether the person has neither drawn nor looked for it: their first stroke takes its place.
    """

    ink: QImage
    stored: StoredDigit | None
    label: int | None
    is_ready_made: bool = False

    @property
    def is_drawing(self) -> bool:
        """Whether the person has made it; the next stroke goes on with it."""
        return self.stored is None and not self.is_ready_made


@dataclass(frozen=True, eq=False)
class Sheets:
    """A sheet between those before it and those that were undone.

    Attributes
    ----------
    sheet
        The one that lies on the canvas, or is to lie there.
    edits
        What can be undone; each sheet of it takes 78 KB.
    """

    sheet: Sheet
    edits: EditHistory[Sheet] = field(default_factory=EditHistory)


# The digit that lies on the canvas when the program starts.

DIGIT = "3"
PEN_WIDTH = 26.0
"""Dots, on paper of 280×280."""

# Cubic curves on paper of 280×280, each one (control, control, end): the upper bowl, then the lower one.
_START = (90.0, 80.0)
_CURVES = (
    ((104.0, 54.0), (136.0, 44.0), (162.0, 52.0)),
    ((194.0, 62.0), (194.0, 98.0), (168.0, 117.0)),
    ((154.0, 127.0), (138.0, 132.0), (118.0, 134.0)),
    ((156.0, 128.0), (198.0, 144.0), (198.0, 180.0)),
    ((198.0, 216.0), (160.0, 238.0), (124.0, 234.0)),
    ((102.0, 231.0), (86.0, 221.0), (76.0, 206.0)),
)


def first_sheet(paper: Paper, class_labels: tuple[str, ...]) -> Sheet:
    """Paper with a 3 drawn on it, or without ink where no class is called 3; then the label is unknown."""
    ink = paper.blank()
    if DIGIT not in class_labels:
        return Sheet(ink, None, None)
    path = QPainterPath()
    path.moveTo(*_START)
    for first, second, end in _CURVES:
        path.cubicTo(*first, *second, *end)
    painter = QPainter(ink)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(ink.width() / FINEST, ink.height() / FINEST)
    painter.strokePath(path, pen(PEN_WIDTH, INK))
    painter.end()
    return Sheet(ink, None, class_labels.index(DIGIT), is_ready_made=True)


def first_sample(data: DataSet) -> OwnSample:
    """The sample with which the program begins: the drawn 3, or the first row of data that are no pictures."""
    if data.image_shape is None:
        return stored_sample(data, 0)
    paper = Paper(data.image_shape)
    sheet = first_sheet(paper, data.class_labels)
    return own_sample(data, paper.seen(sheet.ink).ravel() * data.scale, sheet.label)


def stored_sample(data: DataSet, row: int) -> OwnSample:
    """A row of the test data with its own target."""
    index = np.array([row])
    return OwnSample(data.test.inputs(index)[0], data.targets(data.test, index)[0])


def own_sample(data: DataSet, inputs: np.ndarray, label: int | None) -> OwnSample:
    """A sample of one's own whose target is that of a class, or unknown."""
    return OwnSample(inputs, None if label is None else data.target_table[label])
