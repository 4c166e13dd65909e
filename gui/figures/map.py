"""One map: layers that stand still, what moves above them, and a cursor of the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from gui.figures.frame import Frame
from gui.foundation.theme import Theme
from gui.widgets.keyboard import KeyboardCursor, shows_ring, step_within


class Same:
    """A key that is equal only for the very same object, which it keeps alive: for arrays that don't change."""

    __slots__ = ("it",)

    def __init__(self, it: object) -> None:
        self.it = it

    def __hash__(self) -> int:
        return id(self.it)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.it is other.it


class Layers:
    """Pictures as large as a widget that lie on one another: one is painted again when it shows something else."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._painted: dict[str, tuple[Hashable, QPixmap]] = {}

    def look(self, frame: Frame, theme: Theme) -> Hashable:
        """What every layer depends on."""
        size, ratio = self._widget.size().toTuple(), self._widget.devicePixelRatioF()
        return theme, size, ratio, frame.area.getRect(), frame.low, frame.high

    def new(self) -> QPixmap:
        """A transparent one."""
        ratio = self._widget.devicePixelRatioF()
        layer = QPixmap(round(self._widget.width() * ratio), round(self._widget.height() * ratio))
        layer.setDevicePixelRatio(ratio)
        layer.fill(Qt.GlobalColor.transparent)
        return layer

    def picture(self, name: str, key: Hashable, paint: Callable[[QPainter], None]) -> QPixmap:
        """A layer by its name, painted if it was painted of something else than the key."""
        known = self._painted.get(name)
        if known is None or known[0] != key:
            known = key, self.new()
            painter = QPainter(known[1])
            paint(painter)
            painter.end()
            self._painted[name] = known
        return known[1]


class Map(QWidget):
    """What the loss map and the decision map have in common; a kind of map says what lies in its frame.

    Attributes
    ----------
    walk
        The cursor of the keyboard, which reads off what the mouse does.
    """

    walk: KeyboardCursor

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._layers = Layers(self)
        self._pointer: QPointF | None = None
        self._held = -1
        self.setMouseTracking(True)

    # what a kind of map says and draws

    def frame(self) -> Frame | None:
        """Where the window lies on the widget; None without anything to show."""
        raise NotImplementedError

    def still_layers(self, frame: Frame, look: Hashable) -> Iterator[QPixmap]:
        """What is painted again only when it changes, the lowest first; `look` is what all of them depend on."""
        raise NotImplementedError

    def paint_moving(self, painter: QPainter, frame: Frame) -> None:
        """Paint what is somewhere else in every picture."""
        raise NotImplementedError

    # what they share

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def to_widget(self, place: tuple[float, float]) -> QPointF:
        """Where a place of the window lies on the widget."""
        frame = self.frame()
        return frame.to_widget(place) if frame is not None else QPointF()

    def _walked_area(self) -> QRectF:
        frame = self.frame()
        return QRectF(frame.area).adjusted(0, 0, -1, -1) if frame is not None else QRectF(self.rect())

    def first_point(self) -> QPointF:
        """Return where the keyboard's cursor begins."""
        return self._walked_area().center()

    def next_point(self, point: QPointF, right: int, down: int) -> QPointF:
        """Return where it goes from a point."""
        return step_within(self._walked_area(), point, right, down, self._theme)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, frame = QPainter(self), self.frame()
        if frame is not None:
            for picture in self.still_layers(frame, self._layers.look(frame, self._theme)):
                painter.drawPixmap(0, 0, picture)
            self.paint_moving(painter, frame)
        painter.end()
        if shows_ring(self):
            painter.begin(self)
            self.walk.paint(painter, self._theme, cross=True)
            painter.end()
