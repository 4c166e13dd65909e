"""Zoom and pan: from the layout's coordinates to those of the widget, and back."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from gui.network.layout import Box

CLOSEST_SPACING = 16.0
"""At the largest zoom even the neurons of a squeezed layer stand so far apart."""
_LEAST_LARGEST_ZOOM = 8.0


@dataclass(frozen=True, slots=True)
class View:
    """A point (x, y) of the layout is drawn at (x · zoom + left, y · zoom + top)."""

    zoom: float = 1.0
    left: float = 0.0
    top: float = 0.0

    def x(self, x: float) -> float:
        """Widget's x of the layout's."""
        return x * self.zoom + self.left

    def y(self, y: float) -> float:
        """Widget's y of the layout's."""
        return y * self.zoom + self.top

    def point(self, x: float, y: float) -> QPointF:
        """Where a point of the layout is drawn."""
        return QPointF(self.x(x), self.y(y))

    def rect(self, box: Box) -> QRectF:
        """Where a box of the layout is drawn."""
        return QRectF(self.x(box.x), self.y(box.y), box.width * self.zoom, box.height * self.zoom)

    def back(self, point: QPointF) -> tuple[float, float]:
        """The point of the layout that is drawn there."""
        return (point.x() - self.left) / self.zoom, (point.y() - self.top) / self.zoom

    def zoomed(self, factor: float, about: QPointF, largest: float) -> View:
        """Nearer by a factor, with the point under the cursor kept in its place; never smaller than the whole."""
        zoom = min(max(self.zoom * factor, 1.0), largest)
        if zoom == 1.0:
            return View()
        x, y = self.back(about)
        return View(zoom, about.x() - x * zoom, about.y() - y * zoom)

    def moved(self, by: QPointF) -> View:
        """The same, dragged by so much."""
        return View(self.zoom, self.left + by.x(), self.top + by.y())

    def kept_within(self, width: float, height: float) -> View:
        """The same, moved back so far that the stage fills the widget."""
        def kept(start: float, room: float) -> float:
            return min(max(start, room * (1.0 - self.zoom)), 0.0)

        return View(self.zoom, kept(self.left, width), kept(self.top, height))

    def from_view(self, other: View, rect: QRectF) -> QRectF:
        """Where something that was drawn at `rect` in another view belongs in this one."""
        ratio = self.zoom / other.zoom
        return QRectF((rect.x() - other.left) * ratio + self.left, (rect.y() - other.top) * ratio + self.top,
                      rect.width() * ratio, rect.height() * ratio)


def largest_zoom(smallest_spacing: float) -> float:
    """The zoom at which the closest neighbours of the layout stand legibly apart."""
    return max(_LEAST_LARGEST_ZOOM, CLOSEST_SPACING / max(smallest_spacing, 1e-3))
