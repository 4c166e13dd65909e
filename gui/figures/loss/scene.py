"""What map and surface draw: a landscape, and what moves on it. Plain values; nothing in here asks a session."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor

from simulator.arrays import Array
from simulator.landscape.landscape import Basins, Landscape


@dataclass(frozen=True)
class Arrow:
    """A vector in the plane of the parameters.

    Attributes
    ----------
    start, vector
        Where it begins, and how far it leads, both (a, b).
    color
        Of its line.
    label
        A short symbol such as "−η∇C", or "".
    dashed
        Drawn with gaps: what is only compared, or remembered.
    """

    start: tuple[float, float]
    vector: tuple[float, float]
    color: QColor
    label: str = ""
    dashed: bool = False


@dataclass(frozen=True, eq=False)
class Mover:
    """One that moves: its way so far, its ball at the end of it.

    Attributes
    ----------
    path
        (a, b) from the start to where it is, shape (n, 2), n ≥ 1. It may leave the window.
    color
        Of trail and ball.
    name
        Who it is, for what is read off.
    arrows
        The step in view taken apart; only the one that is looked at has them.
    is_chosen
        Whether it is the one whose numbers are shown: it is drawn last.
    is_faint
        Drawn thinner: full descent behind the way of its mini-batches.
    shape
        Number of the ball's shape, see `RacerLook`.
    """

    path: Array
    color: QColor
    name: str = ""
    arrows: tuple[Arrow, ...] = ()
    is_chosen: bool = False
    is_faint: bool = False
    shape: int = 0


@dataclass(frozen=True, eq=False)
class Scene:
    """One picture.

    Attributes
    ----------
    landscape
        What is moved on.
    movers
        Who moves.
    starts
        Where they began; the map lets them be dragged.
    ghost
        Costs of the present mini-batch on the landscape's grid, shape (rows, columns), or None.
    basins
        The overlay, or None.
    """

    landscape: Landscape
    movers: tuple[Mover, ...] = ()
    starts: tuple[tuple[float, float], ...] = ()
    ghost: Array | None = None
    basins: Basins | None = None
