"""What lies under a point of the stage: a neuron, a pixel, an edge, or nothing."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from gui.choice import Selection
from gui.network.edge_curves import are_dashed
from gui.network.edge_pictures import Frame
from gui.network.edge_values import Shown, edge_values
from gui.network.focus_edges import Bundle, bundle_ends
from simulator.arrays import Array
from simulator.moment import Moment

_NEURON_REACH = 3.0
_BUNDLE_REACH = 5.0
EDGE_REACH = 3.0
"""So near, at scale 1, an edge is pointed at."""


def neuron_at(frame: Frame, point: QPointF) -> Selection | None:
    """The neuron or pixel under a point; at the output, its label and its bar belong to it."""
    x, y = frame.view.back(point)
    reach = _NEURON_REACH * frame.theme.scale / frame.view.zoom
    for column in reversed(frame.layout.columns):
        neuron = column.neuron_at(x, y, reach)
        if neuron is not None:
            return Selection(column.layer, neuron)
    output = frame.layout.columns[-1]
    right_of_it = frame.view.x(output.x) + output.largest_radius * frame.view.zoom
    if right_of_it < point.x() < right_of_it + frame.layout.output_room:
        nearest = int(np.abs(output.y - y).argmin())
        if abs(float(output.y[nearest]) - y) <= output.spacing / 2:
            return Selection(output.layer, nearest)
    return None


def layer_rect(frame: Frame, layer: int) -> QRectF:
    """The part of the widget that the neurons of a layer take; those of the output with what is written beside it."""
    column, view = frame.layout.columns[layer], frame.view
    if column.picture is not None:
        return view.rect(column.picture)
    radius = column.largest_radius * view.zoom
    top, bottom = view.point(column.x, float(column.y.min())), view.point(column.x, float(column.y.max()))
    beside = frame.layout.output_room if layer == len(frame.layout.columns) - 1 else 0.0
    return QRectF(top, bottom).adjusted(-radius, -radius, radius + beside, radius)


def layers_to_come(moment: Moment, target: Selection) -> tuple[int, ...]:
    """The layers to which the signal, or the error, goes from a neuron or an edge, the next one first."""
    if moment.is_backward:
        return tuple(range(target.layer - 1, -1, -1))
    first = target.layer if target.source is not None else target.layer + 1
    return tuple(range(first, moment.network.depth + 1))


def bundle_edge_at(frame: Frame, bundle: Bundle | None, point: QPointF) -> Selection | None:
    """The edge under a point among those that are brought out."""
    if bundle is None or not len(bundle.values):
        return None
    source_y, neuron_y, start, end = bundle_ends(frame, bundle)
    if not start < point.x() < end:
        return None
    t = (point.x() - start) / (end - start)
    s = _bend(t)
    distance = np.abs(source_y * (1.0 - s) + neuron_y * s - point.y())
    distance = distance / _steepness(t, neuron_y - source_y, end - start)
    nearest = int(distance.argmin())
    if distance[nearest] > _BUNDLE_REACH * frame.theme.scale:
        return None
    return Selection(bundle.layer, int(bundle.neurons[nearest]), int(bundle.sources[nearest]))


def edge_at(frame: Frame, moment: Moment, stacks: tuple[tuple[Shown, ...], ...], point: QPointF, *,
            reach: float = EDGE_REACH) -> Selection | None:
    """The edge under a point among all, within a reach at scale 1.

    Where many lie within reach it is the strongest of them, because it is seen; where edges are so few that each of
    them is seen, the nearest one.
    """
    columns, view = frame.layout.columns, frame.view
    for layer in range(1, len(columns)):
        start, end = view.x(columns[layer - 1].x), view.x(columns[layer].x)
        if not start < point.x() < end:
            continue
        t = (point.x() - start) / (end - start)
        s = _bend(t)
        source_y = columns[layer - 1].y * view.zoom + view.top
        neuron_y = columns[layer].y * view.zoom + view.top
        distance = np.abs(np.add.outer(neuron_y * s - point.y(), source_y * (1.0 - s)))
        distance = distance / _steepness(t, np.subtract.outer(neuron_y, source_y), end - start)
        within = distance <= reach * frame.theme.scale
        if not within.any():
            return None
        if are_dashed(distance.size):
            # what isn't drawn stands back behind what is
            nearest = int((distance + np.where(moment.weights[layer] == 0.0, 0.5 * reach, 0.0)).argmin())
            if not within.ravel()[nearest]:
                nearest = int(distance.argmin())
        else:
            size = np.abs(edge_values(moment, layer, stacks[layer - 1][-1].quantity))
            nearest = int(np.where(within, np.nan_to_num(size, nan=0.0) + 1e-300, -1.0).argmax())
        neuron, source = divmod(nearest, len(source_y))
        return Selection(layer, neuron, source)
    return None


def _steepness(t: float, rise: Array, run: float) -> Array:
    """What the distance straight up to a curve is divided by to be, very nearly, the distance across."""
    return np.hypot(1.0, rise * (6.0 * t * (1.0 - t) / run))


def _bend(t: float) -> float:
    return t * t * (3.0 - 2.0 * t)
