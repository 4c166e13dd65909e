"""Which parts of the Network workspace there is room for: pure arithmetic with lengths at scale 1."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Part(Enum):
    """What can be shown beside the stage."""

    SAMPLE = "sample"
    """The sample and the settings, at the left."""
    EQUATIONS = "equations"
    """The numbers of the moment, below the stage."""
    CHARTS = "charts"
    """Cost, accuracy and weights, at the right."""


@dataclass(frozen=True)
class Arrangement:
    """The parts and their measures.

    Attributes
    ----------
    parts
        What is shown.
    left, right
        Widths of the columns.
    equations
        Height of the equations.
    shares_left
        Whether sample and settings take turns at the left, because both under one another don't fit.
    """

    parts: frozenset[Part]
    left: int
    right: int
    equations: int
    shares_left: bool


def arrange(width: float, height: float, wanted: dict[Part, bool], *, has_map: bool = False,
            tall_below: bool = False) -> Arrangement:
    """The arrangement for a workspace of this size.

    Parameters
    ----------
    wanted
        What a person has asked for; of everything else there is as much as fits well.
    has_map
        Whether the map of the output is at the right: it is square and wants width.
    tall_below
        Whether what is below the stage are pictures, which share the height with it, and not numbers.
    """
    narrow = width < 1210
    left, right = (248, 236 if has_map else 208) if narrow else (284, 312 if has_map else 264)
    if width >= 1700:
        left, right = 320, 400 if has_map else 300
    if width >= 2300 and has_map:
        right = 500
    fits = {Part.SAMPLE: width >= 620, Part.CHARTS: width >= 960 and height >= 360, Part.EQUATIONS: height >= 340}
    parts = frozenset(part for part in Part if wanted.get(part, fits[part]))
    equations = round(min(max(0.36 * height, 150), 260 if height >= 1000 else 230))
    if tall_below:
        equations = round(max(0.5 * height, min(230, 0.6 * height)))
    return Arrangement(parts, left, right, equations, height < 500)
