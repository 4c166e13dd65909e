"""Everything that the stage shows of one moment: sheets of edges between the layers, and the layers themselves."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from gui.run.choice import Selection
from gui.workspaces.network.column_pictures import ColumnPicture, column_key, make_column_picture
from gui.workspaces.network.edge_pictures import SINGLE_CURVES, EdgePicture, EdgePictures, Frame, Picture
from gui.workspaces.network.edge_values import Quantity, Shown, edge_values
from gui.workspaces.network.focus_edges import Bundle, FocusPicture, focus_bundle
from gui.workspaces.network.layout import ring_reach
from gui.workspaces.network.neurons import Lettering, column_numbers, paint_bias, paint_neuron
from gui.workspaces.network.squares import corner_of, faces_of, paint_square, snapped
from simulator.moment import Moment

# What the stage points out: a ring around the neuron that the numbers follow, and around what was chosen.

_LEAST_RADIUS = 5.0


@dataclass(frozen=True)
class Attention:
    """What is pointed out.

    Attributes
    ----------
    focus
        The neuron or weight that the numbers follow.
    chosen
        Whether a person chose it; then the other edges stand back.
    brought_out
        Whether its edges are drawn on top of the others.
    """

    focus: Selection | None = None
    chosen: bool = False
    brought_out: bool = False


def paint_attention(painter: QPainter, frame: Frame, moment: Moment, attention: Attention,
                    hovered: Selection | None) -> None:
    """The ring around what is in focus, and a thin one around what is under the pointer."""
    if attention.focus is not None:
        _paint_ring(painter, frame, moment, attention.focus, chosen=attention.chosen)
    if hovered is not None and hovered != attention.focus and hovered.source is None:
        _paint_ring(painter, frame, moment, hovered, chosen=False)


def mark_rect(frame: Frame, selection: Selection) -> QRectF:
    """The part of the widget that the ring of a selection may touch."""
    column, view = frame.layout.columns[selection.layer], frame.view
    if column.picture is not None:
        return view.rect(column.picture).adjusted(-8, -8, 8, 8)
    radius = max(float(column.radius[selection.neuron]) * view.zoom, _LEAST_RADIUS * frame.theme.scale)
    reach = 1.6 * radius + frame.theme.px(8)
    centre = view.point(column.x, float(column.y[selection.neuron]))
    return QRectF(centre.x() - reach, centre.y() - reach, 2 * reach, 2 * reach)


def _paint_ring(painter: QPainter, frame: Frame, moment: Moment, selection: Selection, *, chosen: bool) -> None:
    column, theme, view = frame.layout.columns[selection.layer], frame.theme, frame.view
    pen = QPen(theme.accent, theme.scale * (2.0 if chosen else 1.2))
    if column.picture is not None:
        _paint_pixel(painter, frame, selection.neuron, pen)
        return
    centre = view.point(column.x, float(column.y[selection.neuron]))
    radius = float(column.radius[selection.neuron]) * view.zoom
    if column.is_squeezed(selection.neuron) and radius < _LEAST_RADIUS * theme.scale:
        radius = max(column.largest_radius, _LEAST_RADIUS * theme.scale)
        _paint_magnified(painter, frame, moment, selection, centre, radius)
    shows_error = selection.neuron < moment.reached_delta(selection.layer)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen)
    if column.is_square:
        rect = snapped(centre, radius, frame.device_ratio)
        away = theme.scale * 2.0 + (ring_reach(radius, theme.scale) if shows_error else theme.scale)
        corner = corner_of(rect.width()) + away
        painter.drawRoundedRect(rect.adjusted(-away, -away, away, away), corner, corner)
        if selection.layer > 0:  # the mark stays on top of the ring
            paint_bias(painter, centre, radius, float(moment.biases[selection.layer][selection.neuron]), theme,
                       square=True)
        return
    around = radius + theme.scale * 3.0 + (max(0.22 * radius, 2.1 * theme.scale) if shows_error else 0.0)
    painter.drawEllipse(centre, around, around)


def _paint_magnified(painter: QPainter, frame: Frame, moment: Moment, selection: Selection, centre: QPointF,
                     radius: float) -> None:
    """A neuron that is a mere dot, large enough to be seen."""
    theme, numbers = frame.theme, column_numbers(moment, selection.layer)
    if frame.layout.columns[selection.layer].is_square:
        ratio = frame.device_ratio
        faces = faces_of(moment, selection.layer, 2 * radius * ratio, theme, ratio)
        paint_square(painter, snapped(centre, radius, frame.device_ratio), selection.neuron, faces, numbers, theme)
        return
    painter.setFont(theme.font(12, tabular=True))
    paint_neuron(painter, centre, radius, selection.neuron, numbers, theme, Lettering())


def _paint_pixel(painter: QPainter, frame: Frame, pixel: int, pen: QPen) -> None:
    column, theme = frame.layout.columns[0], frame.theme
    if column.picture is None or column.picture_shape is None:
        return
    side = column.picture.width / column.picture_shape[1] * frame.view.zoom
    corner = QPointF(side / 2 + 1, side / 2 + 1)
    centre = frame.view.point(*column.pixel_centre(pixel))
    square = QRectF(centre - corner, centre + corner)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, width in ((theme.card, pen.widthF() + 2 * theme.scale), (pen.color(), pen.widthF())):
        painter.setPen(QPen(color, width))
        painter.drawRect(square)


_PALE = 0.36
_PALE_WEIGHTS = 0.42
_STANDING_BACK = 0.35
"""Opacity of the edges beside those of a chosen neuron."""

Stacks = tuple[tuple[Shown, ...], ...]
"""For the layers 1 … L, what the edges that lead to them show, the lower one first."""


@dataclass(frozen=True)
class Sheet:
    """One picture of edges and how strongly it is shown; sheets lie on one another."""

    picture: Picture
    opacity: float


Sheets = tuple[Sheet, ...]


@dataclass(frozen=True, eq=False)
class Scene:
    """One moment as it is shown.

    Attributes
    ----------
    sheets
        For the layers 1 … L, the edges that lead to them.
    columns
        For the layers 0 … L.
    edges_of
        The moment that the sheets show; while a run trains it may be an earlier one.
    bundle
        The edges that are brought out, if there are any.
    """

    moment: Moment
    frame: Frame
    sheets: tuple[Sheets, ...]
    columns: tuple[ColumnPicture, ...]
    edges_of: Moment
    bundle: Bundle | None = None


def make_scene(frame: Frame, moment: Moment, stacks: Stacks, attention: Attention, pictures: EdgePictures,
               before: Scene | None, *, from_left: bool, begun: Scene | None = None) -> Scene:
    """The scene of a moment; its pictures of edges are begun, not finished.

    Parameters
    ----------
    before
        Layers that look the same as there are not painted again.
    from_left
        On which side new pictures of edges begin.
    begun
        A scene with pictures of edges that may be unfinished, to go on with where they show the same numbers.
    """
    def picture(shown: Shown) -> Picture:
        known = (_same_picture(scene, frame, moment, shown) for scene in (before, begun) if scene is not None)
        found = next((one for one in known if one is not None), None)
        return found or pictures.picture(frame, moment, shown, from_left=from_left)

    sheets = tuple(tuple(Sheet(picture(shown), _opacity(shown)) for shown in stack) for stack in stacks)
    columns = make_columns(frame, moment, before)
    bundle = None
    if attention.focus is not None and attention.brought_out:
        bundle = focus_bundle(moment, attention.focus, stacks)
    if bundle is not None:
        sheets = _brought_out(sheets, bundle, FocusPicture(frame, moment, bundle), chosen=attention.chosen)
    return Scene(moment, frame, sheets, columns, moment, bundle)


def _same_picture(scene: Scene, frame: Frame, moment: Moment, shown: Shown) -> EdgePicture | None:
    """Single edges of another moment, if they look the same: a weight changed by hand changes few of them."""
    sizes = moment.network.sizes
    if sizes[shown.layer] * sizes[shown.layer - 1] > SINGLE_CURVES:
        return None
    for sheet in scene.sheets[shown.layer - 1] if shown.layer <= len(scene.sheets) else ():
        picture = sheet.picture
        if isinstance(picture, EdgePicture) and picture.shown == shown and picture.frame.key() == frame.key() \
                and np.array_equal(edge_values(picture.moment, shown.layer, shown.quantity),
                                   edge_values(moment, shown.layer, shown.quantity)):
            return picture
    return None


def make_columns(frame: Frame, moment: Moment, before: Scene | None) -> tuple[ColumnPicture, ...]:
    """The layers of a moment; what looks the same as before is the same picture."""
    columns = []
    for layer in range(len(moment.network.sizes)):
        known = before.columns[layer] if before is not None and layer < len(before.columns) else None
        if known is not None and known.key == column_key(frame, moment, layer):
            columns.append(known)
        else:
            columns.append(make_column_picture(frame, moment, layer))
    return tuple(columns)


def settled(old: Sheets, new: Sheets) -> Sheets:
    """The newer sheets if they are finished, otherwise those before."""
    return new if all(sheet.picture.complete for sheet in new) or not old else old


def _opacity(shown: Shown) -> float:
    if not shown.pale:
        return 1.0
    return _PALE_WEIGHTS if shown.quantity is Quantity.WEIGHT else _PALE


def _brought_out(sheets: tuple[Sheets, ...], bundle: Bundle, picture: Picture, *, chosen: bool) -> tuple[Sheets, ...]:
    stack = sheets[bundle.layer - 1]
    if chosen:
        stack = tuple(replace(sheet, opacity=sheet.opacity * _STANDING_BACK) for sheet in stack)
    return (*sheets[:bundle.layer - 1], (*stack, Sheet(picture, 1.0)), *sheets[bundle.layer:])
