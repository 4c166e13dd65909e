"""The digit that lies on the canvas when the program starts."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QPainter, QPainterPath

from gui.digits.paper import FINEST, INK, Paper, pen
from gui.digits.sheet import Sheet
from simulator.datasets.data_set import DataSet
from simulator.training import OwnSample

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
