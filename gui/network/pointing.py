"""What lies under a point of the stage: a neuron, a pixel, an edge, or nothing."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF

from gui.choice import Selection
from gui.network.edge_pictures import Frame
from gui.network.edge_values import Shown, edge_values
from gui.network.focus_edges import Bundle, bundle_ends
from simulator.moment import Moment

_NEURON_REACH = 3.0
_BUNDLE_REACH = 5.0
_EDGE_REACH = 3.0


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


def bundle_edge_at(frame: Frame, bundle: Bundle | None, point: QPointF) -> Selection | None:
    """The edge under a point among those that are brought out."""
    if bundle is None or not len(bundle.values):
        return None
    source_y, neuron_y, start, end = bundle_ends(frame, bundle)
    if not start < point.x() < end:
        return None
    s = _bend((point.x() - start) / (end - start))
    distance = np.abs(source_y * (1.0 - s) + neuron_y * s - point.y())
    nearest = int(distance.argmin())
    if distance[nearest] > _BUNDLE_REACH * frame.theme.scale:
        return None
    return Selection(bundle.layer, int(bundle.neurons[nearest]), int(bundle.sources[nearest]))


def edge_at(frame: Frame, moment: Moment, stacks: tuple[tuple[Shown, ...], ...], point: QPointF) -> Selection | None:
    """The edge under a point among all; where many lie within reach, the strongest of them, because it is seen."""
    columns, view = frame.layout.columns, frame.view
    for layer in range(1, len(columns)):
        start, end = view.x(columns[layer - 1].x), view.x(columns[layer].x)
        if not start < point.x() < end:
            continue
        s = _bend((point.x() - start) / (end - start))
        source_y = columns[layer - 1].y * view.zoom + view.top
        neuron_y = columns[layer].y * view.zoom + view.top
        distance = np.abs(np.add.outer(neuron_y * s - point.y(), source_y * (1.0 - s)))
        within = distance <= _EDGE_REACH * frame.theme.scale
        if not within.any():
            return None
        size = np.abs(edge_values(moment, layer, stacks[layer - 1][-1].quantity))
        candidates = np.where(within, np.nan_to_num(size, nan=0.0) + 1e-300, -1.0)
        neuron, source = divmod(int(candidates.argmax()), len(source_y))
        return Selection(layer, neuron, source)
    return None


def _bend(t: float) -> float:
    return t * t * (3.0 - 2.0 * t)
