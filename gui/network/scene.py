"""Everything that the stage shows of one moment: sheets of edges between the layers, and the layers themselves."""

from __future__ import annotations

from dataclasses import dataclass

from gui.network.column_pictures import ColumnPicture, column_key, make_column_picture
from gui.network.edge_pictures import EdgePictures, Frame, Picture
from gui.network.edge_values import Quantity, Shown
from simulator.moment import Moment

_PALE = 0.36
_PALE_WEIGHTS = 0.42


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
    """

    moment: Moment
    frame: Frame
    sheets: tuple[Sheets, ...]
    columns: tuple[ColumnPicture, ...]

    @property
    def pictures(self) -> list[Picture]:
        """All pictures of edges."""
        return [sheet.picture for sheets in self.sheets for sheet in sheets]

    @property
    def complete(self) -> bool:
        """Whether all of its pictures are finished."""
        return all(picture.complete for picture in self.pictures)


def make_sheets(frame: Frame, moment: Moment, stacks: tuple[tuple[Shown, ...], ...], pictures: EdgePictures, *,
                from_left: bool) -> tuple[Sheets, ...]:
    """The edges of a moment; `from_left` says on which side new pictures begin."""
    return tuple(tuple(Sheet(pictures.picture(frame, moment, shown, from_left=from_left), _opacity(shown))
                       for shown in stack) for stack in stacks)


def _opacity(shown: Shown) -> float:
    if not shown.pale:
        return 1.0
    return _PALE_WEIGHTS if shown.quantity is Quantity.WEIGHT else _PALE


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
