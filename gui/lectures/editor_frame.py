"""How the editor of lectures is laid out: a head and a foot that stay, and between them what is scrolled."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gui.theme import Theme


def lay_out(owner: QWidget, theme: Theme, head: Sequence[QWidget], middle: tuple[QWidget, QWidget, QWidget],
            foot: Sequence[QWidget]) -> None:
    """Puts everything in its place.

    Parameters
    ----------
    head, foot
        From left to right; the first of the head takes the room that is left, the last of the foot stands apart.
    middle
        What is scrolled; what is wrong with it; and a line.
    """
    px = theme.px
    above, below, line, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(), QVBoxLayout(owner)
    above.setContentsMargins(px(14), px(8), px(8), 0)
    below.setContentsMargins(px(14), 0, px(14), px(12))
    line.setContentsMargins(px(14), 0, px(14), 0)
    for row, parts in ((above, head), (below, foot)):
        row.setSpacing(px(6))
        for part in parts:
            row.addWidget(part, 1 if part is head[0] else 0)
    below.insertStretch(len(foot) - 1, 1)
    scroll = QScrollArea()
    scroll.setWidget(middle[0])
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    line.addWidget(middle[2])
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(6))
    column.addLayout(above)
    column.addWidget(scroll, 1)
    column.addWidget(middle[1])
    column.addLayout(line)
    column.addLayout(below)
