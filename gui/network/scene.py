"""Everything that the stage shows of one moment: sheets of edges between the layers, and the layers themselves."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from gui.network.attention import Attention
from gui.network.column_pictures import ColumnPicture, column_key, make_column_picture
from gui.network.edge_pictures import SINGLE_CURVES, EdgePicture, EdgePictures, Frame, Picture
from gui.network.edge_values import Quantity, Shown, edge_values
from gui.network.focus_edges import Bundle, FocusPicture, focus_bundle
from simulator.moment import Moment

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
