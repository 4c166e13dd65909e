"""The edges of one neuron, brought out as crisp lines on top of the field."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from gui.foundation.theme import Theme
from gui.run.choice import Selection
from gui.workspaces.network.edge_pictures import DASH, Frame, edge_colors, edge_path
from gui.workspaces.network.edge_values import Quantity, Shown, edge_values
from simulator.arrays import Array
from simulator.moment import Moment
from simulator.steps import Phase

STRONGEST = 40
"""So many edges of the neuron are brought out."""


@dataclass(frozen=True, eq=False)
class Bundle:
    """Edges between two layers that belong together.

    Attributes
    ----------
    layer
        The layer that they lead to.
    neurons, sources
        Their right and left ends, from the weakest edge to the strongest.
    values
        Their numbers.
    largest
        The |value| of the whole matrix that gets the thickest line.
    chosen
        Index of the edge that was clicked, if it is among them.
    """

    layer: int
    quantity: Quantity
    neurons: npt.NDArray[np.intp]
    sources: npt.NDArray[np.intp]
    values: Array
    largest: float
    chosen: int | None = None

    def share(self, value: float) -> float:
        """How large a value is beside the largest one, at most 1; 0 where a number is not finite."""
        is_known = math.isfinite(value) and 0.0 < self.largest < math.inf
        return min(abs(value) / self.largest, 1.0) if is_known else 0.0


def focus_bundle(moment: Moment, focus: Selection, stacks: tuple[tuple[Shown, ...], ...]) -> Bundle | None:
    """The strongest edges of the neuron in focus: those that lead to it, or those that lead out while δ goes back."""
    goes_back = moment.phase is Phase.BP2 and focus.layer == moment.layer and focus.source is None
    outgoing = focus.layer == 0 or goes_back
    layer = focus.layer + 1 if outgoing else focus.layer
    if layer > moment.network.depth:
        return None
    shown = stacks[layer - 1][-1]
    reached = focus.neuron < (shown.sources if outgoing else shown.neurons)
    if not reached:
        shown = stacks[layer - 1][0]
    values = edge_values(moment, layer, shown.quantity)
    largest = float(np.nanmax(np.abs(values), initial=0.0))
    line = values[:, focus.neuron] if outgoing else values[focus.neuron]
    order = _strongest(line, STRONGEST)
    chosen = None
    if focus.source is not None and not outgoing:
        order = np.append(order[order != focus.source], focus.source)
        chosen = len(order) - 1
    fixed = np.full(len(order), focus.neuron)
    neurons, sources = (order, fixed) if outgoing else (fixed, order)
    return Bundle(layer, shown.quantity, neurons, sources, line[order], largest, chosen)


def strongest_bundle(moment: Moment, shown: Shown, count: int) -> Bundle:
    """The strongest edges between two layers, as far as they are reached: those that dots run along."""
    values = edge_values(moment, shown.layer, shown.quantity)[:shown.neurons, :shown.sources]
    # the strongest edges lead to neurons whose own strongest edge is among the strongest: only those are searched
    rows = _strongest(np.nan_to_num(np.abs(values).max(axis=1, initial=0.0), nan=np.inf), count)
    order = _strongest(values[rows].ravel(), count)
    places, sources = np.divmod(order, max(shown.sources, 1))
    neurons = rows[places]
    strongest = values[neurons, sources]
    largest = float(np.nanmax(np.abs(strongest), initial=0.0))
    return Bundle(shown.layer, shown.quantity, neurons, sources, strongest, largest)


def _strongest(values: Array, count: int) -> npt.NDArray[np.intp]:
    """Indices of the largest |values| that aren't 0, in ascending order of |value|."""
    size = np.nan_to_num(np.abs(values), nan=0.0)
    candidates = np.argpartition(size, len(size) - count)[len(size) - count:] if len(size) > count else \
        np.arange(len(size))
    candidates = candidates[size[candidates] > 0.0]
    return candidates[np.argsort(size[candidates], kind="stable")]


def bundle_ends(frame: Frame, bundle: Bundle) -> tuple[Array, Array, float, float]:
    """Widget's y of left and right ends, and x of both."""
    left, right = frame.layout.columns[bundle.layer - 1], frame.layout.columns[bundle.layer]
    view = frame.view
    return (left.y[bundle.sources] * view.zoom + view.top, right.y[bundle.neurons] * view.zoom + view.top,
            view.x(left.x), view.x(right.x))


class FocusPicture:
    """The picture of a bundle: what `Picture` asks for."""

    def __init__(self, frame: Frame, moment: Moment, bundle: Bundle) -> None:
        self.frame = frame
        self.layer = bundle.layer
        self._bundle = bundle
        self._moment = moment
        left, right = frame.layout.columns[bundle.layer - 1], frame.layout.columns[bundle.layer]
        view, ratio = frame.view, frame.device_ratio
        start = view.x(left.picture.x if left.picture is not None else left.x)
        whole = QRectF(0.0, 0.0, math.ceil(frame.size.width()), math.ceil(frame.size.height()))
        self.rect = QRectF(QRectF(start, 0.0, max(view.x(right.x) - start, 1.0), whole.height()).intersected(whole)
                           .toAlignedRect())
        self.image = QImage(max(round(self.rect.width() * ratio), 1), max(round(self.rect.height() * ratio), 1),
                            QImage.Format.Format_ARGB32_Premultiplied)
        self.image.fill(0)
        self._done = 0

    @property
    def complete(self) -> bool:
        """Whether all lines are drawn."""
        return self._done >= len(self._bundle.values)

    @property
    def reached_from_left(self) -> float:
        """Widget's x up to which it can be shown."""
        return self.rect.right() if self.complete else self.rect.left()

    @property
    def reached_from_right(self) -> float:
        """Widget's x down to which it can be shown."""
        return self.rect.left() if self.complete else self.rect.right()

    def work(self, until: float) -> None:
        """Draws lines until `time.perf_counter()` passes this instant; at least a few."""
        painter = QPainter(self.image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self.frame.device_ratio, self.frame.device_ratio)
        painter.translate(-self.rect.topLeft())
        ends = bundle_ends(self.frame, self._bundle)
        while not self.complete:
            for edge in range(self._done, min(self._done + 8, len(self._bundle.values))):
                self._draw(painter, edge, ends)
            self._done += 8
            if time.perf_counter() >= until:
                break
        painter.end()

    def _draw(self, painter: QPainter, edge: int, ends: tuple[Array, Array, float, float]) -> None:
        bundle, theme = self._bundle, self.frame.theme
        value = float(bundle.values[edge])
        share = bundle.share(value)
        color = edge_colors(theme, bundle.quantity)[value < 0] if value else theme.outline
        path = self._path(edge, ends)
        if edge == bundle.chosen:
            painter.strokePath(path, QPen(theme.card, theme.px(7)))
            painter.strokePath(path, _pen(theme.text, theme.px(4.4), dashed=False))
            painter.strokePath(path, QPen(theme.card, theme.px(2.6)))
            painter.strokePath(path, _pen(color, theme.px(2.4), dashed=value < 0))
            return
        color = QColor(color)
        color.setAlphaF(0.35 + 0.6 * share)
        painter.strokePath(path, _pen(color, theme.scale * (0.9 + 1.9 * share), dashed=value < 0))

    def _path(self, edge: int, ends: tuple[Array, Array, float, float]) -> QPainterPath:
        source_y, neuron_y, start, end = ends
        path = edge_path(QPointF(start, float(source_y[edge])), QPointF(end, float(neuron_y[edge])))
        column = self.frame.layout.columns[self.layer - 1]
        if column.picture is None:
            return path
        x, y = column.pixel_centre(int(self._bundle.sources[edge]))
        from_pixel = QPainterPath(self.frame.view.point(x, y))
        from_pixel.lineTo(QPointF(start, float(source_y[edge])))
        from_pixel.connectPath(path)
        return from_pixel


def _pen(color: QColor, width: float, *, dashed: bool) -> QPen:
    pen = QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
    if dashed:
        unit = max(width, 1.5) / width
        pen.setDashPattern([length * unit for length in DASH])
    return pen


def dot_color(theme: Theme, bundle: Bundle, value: float) -> QColor:
    """Colour of a dot that carries a value."""
    return edge_colors(theme, bundle.quantity)[value < 0]
