"""Where the window of a surface lies on the map."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from gui.plane.axes import margins
from gui.plane.frame import Frame
from gui.theme import Theme
from simulator.surfaces.surface import Window

_TO_SCALE = 1.6
"""A window whose sides differ by a smaller factor than this is drawn to scale."""


def is_to_scale(window: Window) -> bool:
    """Whether both parameters are drawn at the same scale: only then is ∇C seen at right angles to the contours.

    A window that is much longer than wide is stretched to fill the map: to scale, nothing would be seen in it.
    """
    width, height = window.size
    return max(width / height, height / width) < _TO_SCALE


def map_frame(window: Window, size: tuple[int, int], symbols: tuple[str, str], theme: Theme) -> Frame:
    """The largest place for the window on a widget, with room for the numbers at its left and below.

    Parameters
    ----------
    size
        Width and height of the widget.
    symbols
        The names of the parameters, which are written at the axes.
    """
    room = margins(window.low, window.high, symbols, theme)
    left, top = room.left, max(room.top, theme.px(1))
    width = max(size[0] - left - theme.px(1), 1)
    height = max(size[1] - top - room.bottom, 1)
    if is_to_scale(window):
        unit = min(width / window.size[0], height / window.size[1])
        wide, high = max(round(unit * window.size[0]), 1), max(round(unit * window.size[1]), 1)
        left, top, width, height = left + (width - wide) // 2, top + (height - high) // 2, wide, high
    return Frame(QRectF(left, top, width, height), window.low, window.high)
