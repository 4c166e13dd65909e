"""Colours and pens of a graph in a theme."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtGui import QColor, QFont

from gui.graph.view_labels import LabelRole
from gui.graph.view_state import DONE, PALE, PRESENT_BACKWARD, PRESENT_FORWARD, REACHED, WAITING
from gui.theme import Theme, blend

_TINT = 0.13
_HALO = 0.30


class Inks:
    """What a graph is drawn with.

    Attributes
    ----------
    edges
        Colour and width (pixels at scale 1) by how far an edge has come.
    edge_order
        Which edges lie above which.
    nodes
        Ring, its width and fill by how far a node has come.
    """

    def __init__(self, theme: Theme) -> None:
        forward, backward = theme.positive, theme.delta_positive
        pale = blend(theme.card, theme.outline, 0.42)
        self.card = QColor(theme.card)
        self.patch = QColor(theme.card)
        self.patch.setAlphaF(0.86)
        self.given = blend(theme.card, theme.sunken, 0.75)
        self.number_ring = blend(theme.card, theme.outline, 0.55)
        self.chosen, self.hovered, self.reused = theme.accent, theme.outline, theme.warning
        self.edges: Mapping[int, tuple[QColor, float]] = MappingProxyType({
            PALE: (pale, 1.1), REACHED: (blend(theme.card, theme.outline, 0.72), 1.3), DONE: (backward, 1.7),
            WAITING: (backward, 1.7), PRESENT_FORWARD: (forward, 2.6), PRESENT_BACKWARD: (backward, 3.0)})
        self.edge_order = {PALE: 0, REACHED: 1, DONE: 2, WAITING: 2, PRESENT_FORWARD: 3, PRESENT_BACKWARD: 4}
        self.nodes: Mapping[int, tuple[QColor, float, QColor]] = MappingProxyType({
            PALE: (pale, 1.3, self.card), REACHED: (theme.text, 1.5, self.card), DONE: (backward, 1.8, self.card),
            WAITING: (backward, 1.8, self.card),
            PRESENT_FORWARD: (forward, 2.8, blend(theme.card, forward, _TINT)),
            PRESENT_BACKWARD: (backward, 2.8, blend(theme.card, backward, _TINT))})
        self.labels: Mapping[LabelRole, QColor] = MappingProxyType({
            LabelRole.VALUE: forward, LabelRole.PRESENT_VALUE: forward, LabelRole.NAME: theme.text_dim,
            LabelRole.DERIVATIVE: backward, LabelRole.LOCAL: backward, LabelRole.PRESENT_DERIVATIVE: backward,
            LabelRole.PRESENT_LOCAL: backward, LabelRole.PRESENT_SUM: theme.readable(backward)})
        self._symbols = {PALE: theme.text_disabled}
        self._text, self._theme = theme.text, theme
        self._fonts: dict[int, QFont] = {}

    def symbol(self, look: int) -> QColor:
        """Of the letters in a node."""
        return self._symbols.get(look, self._text)

    def symbol_font(self, size: float) -> QFont:
        """Letters in a node, as large as that in pixels."""
        pixels = max(round(size), 1)
        if pixels not in self._fonts:
            self._fonts[pixels] = self._theme.font(pixels / self._theme.scale)
        return self._fonts[pixels]

    @staticmethod
    def halo(color: QColor) -> QColor:
        """A colour so thin that what lies in its light stays legible."""
        faint = QColor(color)
        faint.setAlphaF(_HALO)
        return faint
