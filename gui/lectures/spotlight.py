"""Pointing at things in front of an audience: a spotlight that leaves the rest in the dark, and a pointer."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QCursor,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QRadialGradient,
    QRegion,
    QShowEvent,
    QWindow,
)
from PySide6.QtWidgets import QWidget

from gui.foundation.theme import Theme

# A transparent sheet over a window, to draw on: whatever lies beneath works as if it weren't there.

class Overlay(QWidget):
    """Covers all of a window; clicks, hovering and keys go to what is beneath.

    It belongs to the window and not to its content, so it stays when the content is made anew.

    Parameters
    ----------
    level
        Of several sheets over a window, the one of the highest level lies on top.
    """

    def __init__(self, window: QWidget, theme: Theme, level: int = 0) -> None:
        super().__init__(window)
        self._covered = window
        self._theme = theme
        self._level = level
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        window.installEventFilter(self)

    @property
    def level(self) -> int:
        """How high it lies."""
        return self._level

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme
        self.update()

    def _cover(self) -> None:
        """As large as the window, and above everything in it."""
        self.setGeometry(self._covered.rect())
        sheets = self._covered.findChildren(Overlay, options=Qt.FindChildOption.FindDirectChildrenOnly)
        for sheet in sorted(sheets, key=lambda sheet: sheet.level):
            sheet.raise_()

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # a new content of the window lies above its older children
        if event.type() in (QEvent.Type.Resize, QEvent.Type.ChildAdded) and watched is self._covered \
                and not self.isHidden():
            self._cover()
        return False

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._cover()


SPOTLIGHT_RADIUS, POINTER_RADIUS = 150.0, 21.0
LEAST_RADIUS, LARGEST_RADIUS = 40.0, 600.0
_DARKNESS = {False: 0.62, True: 0.74}
"""Opacity of the dark around the spotlight, in the light and in the dark theme."""
_SOFT_EDGE, _RIM = 10.0, 1.2
_RING, _HALO, _DOT = 4.0, 2.0, 5.0
_FILL = 0.22
_MOVES = (QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease)


class Pointing(Enum):
    """What is at the mouse."""

    NOTHING = "nothing"
    SPOTLIGHT = "spotlight"
    POINTER = "pointer"


@dataclass(frozen=True)
class _Mark:
    """What is seen at the mouse.

    Attributes
    ----------
    radius, least_radius
        At first and at least, at scale 1.
    beyond
        How far it reaches beyond its circle, at scale 1.
    paint
        Paints it in a theme about a middle, with a radius in pixels.
    darkens
        Whether all else lies in the dark.
    """

    radius: float
    least_radius: float
    beyond: float
    paint: Callable[[QPainter, QPointF, float, Theme], None]
    darkens: bool = False


class MouseMark(Overlay):
    """Something round that follows the mouse while it is shown."""

    def __init__(self, window: QWidget, theme: Theme, mark: _Mark) -> None:
        super().__init__(window, theme, level=2)
        self._mark = mark
        self._radius = mark.radius
        self._centre: QPointF | None = None
        self._handle: QWindow | None = None
        self._picture: QImage | None = None

    @property
    def radius(self) -> float:
        """Of the circle, at scale 1."""
        return self._radius

    @property
    def centre(self) -> QPointF | None:
        """Where it is on the window; None as long as the mouse hasn't been there."""
        return self._centre

    @property
    def is_on(self) -> bool:
        """Whether it is shown."""
        return not self.isHidden()

    def set_radius(self, radius: float) -> None:
        """Another size of the circle, at scale 1; what is too small or too large becomes the nearest that is not."""
        self._radius = min(max(radius, self._mark.least_radius), LARGEST_RADIUS)
        self._picture = None
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._picture = None
        super().set_theme(theme)

    def turn_on(self) -> None:
        """Shows it where the mouse is."""
        self._listen()
        here = self._covered.mapFromGlobal(QCursor.pos())
        if self._covered.rect().contains(here):
            self._centre = QPointF(here)
        self.show()

    def turn_off(self) -> None:
        """Takes it away."""
        self.hide()
        self._listen_no_more()

    def box(self) -> QRect:
        """The part of the window that the circle takes, without what is beyond the window's edge."""
        if self._centre is None:
            return QRect()
        reach = math.ceil((self._radius + self._mark.beyond) * self._theme.scale) + 1
        corner = self._centre.toPoint()
        return QRect(corner.x() - reach, corner.y() - reach, 2 * reach, 2 * reach)

    def _made_picture(self) -> QImage:
        """The circle: it is painted once, and only moved then."""
        side, ratio = self.box().width(), self.devicePixelRatioF()
        picture = self._picture
        if picture is None or picture.devicePixelRatio() != ratio or picture.width() != round(side * ratio):
            picture = QImage(round(side * ratio), round(side * ratio), QImage.Format.Format_ARGB32_Premultiplied)
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._mark.paint(painter, QPointF(side / 2, side / 2), self._radius * self._theme.scale, self._theme)
            painter.end()
            self._picture = picture
        return picture

    def _listen(self) -> None:
        # all that the mouse does in the window passes through here, with or without tracking, and nothing else does
        handle = self._covered.window().windowHandle()
        if handle is not self._handle:
            self._listen_no_more()
            self._handle = handle
            if handle is not None:
                handle.installEventFilter(self)

    def _listen_no_more(self) -> None:
        if self._handle is not None:
            self._handle.removeEventFilter(self)
        self._handle = None

    def _move_to(self, centre: QPointF | None) -> None:
        if centre == self._centre:
            return
        before = self.box()
        self._centre = centre
        self.update(QRegion(before) + QRegion(self.box()))

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._handle:
            if isinstance(event, QMouseEvent) and event.type() in _MOVES:
                position = event.position()
                self._move_to(self._covered.mapFrom(self._covered.window(), position))
            elif event.type() is QEvent.Type.Leave and not self._mark.darkens:
                self._move_to(None)  # the mouse points at nothing of the window any more
            return False
        if event.type() is QEvent.Type.WinIdChange and self.is_on:
            self._listen()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, box = QPainter(self), self.box()
        if self._mark.darkens:
            painter.setClipRegion(event.region() - QRegion(box))
            painter.fillRect(event.rect(), _dark(self._theme))
            painter.setClipRegion(event.region())
        if not box.isEmpty() and box.intersects(event.rect()):
            painter.drawImage(box.topLeft(), self._made_picture())
        painter.end()


def _dark(theme: Theme) -> QColor:
    dark = QColor("black")
    dark.setAlphaF(_DARKNESS[theme.dark])
    return dark


def _paint_light(painter: QPainter, middle: QPointF, radius: float, theme: Theme) -> None:
    """The border of the dark: soft, with a rim."""
    light, reach = QColor(0, 0, 0, 0), radius + _SOFT_EDGE * theme.scale
    shade = QRadialGradient(middle, reach)
    shade.setColorAt(0.0, light)
    shade.setColorAt(radius / reach, light)
    shade.setColorAt(1.0, _dark(theme))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    painter.fillRect(QRectF(0.0, 0.0, 2.0 * middle.x(), 2.0 * middle.y()), shade)
    # on an empty card in the dark theme nothing else would show where the light is
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    painter.setPen(QPen(theme.outline, _RIM * theme.scale))
    painter.drawEllipse(middle, radius, radius)


def _paint_ring(painter: QPainter, middle: QPointF, radius: float, theme: Theme) -> None:
    """A ring with a dot, which is seen from the last row."""
    color, pale = QColor(theme.error), QColor(theme.error)
    pale.setAlphaF(_FILL)
    painter.setBrush(pale)
    # the halo parts the ring from a ground of its own colour
    for width, shade in ((_RING + 2 * _HALO, theme.card), (_RING, color)):
        painter.setPen(QPen(shade, width * theme.scale))
        painter.drawEllipse(middle, radius, radius)
        painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.card, _HALO * theme.scale))
    painter.setBrush(color)
    painter.drawEllipse(middle, _DOT * theme.scale, _DOT * theme.scale)


_SPOTLIGHT = _Mark(SPOTLIGHT_RADIUS, LEAST_RADIUS, _SOFT_EDGE, _paint_light, darkens=True)
_POINTER = _Mark(POINTER_RADIUS, _DOT + _RING, _RING / 2 + _HALO, _paint_ring)


class PointingTools(QObject):
    """The spotlight and the pointer of a window; only one of them is at the mouse at a time.

    Attributes
    ----------
    spotlight, pointer
        The two.

    Signals
    -------
    changed()
        Another one is at the mouse, or none.
    """

    changed = Signal()

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self.spotlight = MouseMark(window, theme, _SPOTLIGHT)
        self.pointer = MouseMark(window, theme, _POINTER)
        self._shown = Pointing.NOTHING

    @property
    def shown(self) -> Pointing:
        """What is at the mouse now."""
        return self._shown

    def choose(self, pointing: Pointing) -> None:
        """Have this at the mouse from now on."""
        if pointing is self._shown:
            return
        self._shown = pointing
        for one, tool in ((Pointing.SPOTLIGHT, self.spotlight), (Pointing.POINTER, self.pointer)):
            if one is pointing:
                tool.turn_on()
            else:
                tool.turn_off()
        self.changed.emit()

    def toggle(self, pointing: Pointing) -> None:
        """Have this at the mouse, or nothing if it is there already."""
        self.choose(Pointing.NOTHING if pointing is self._shown else pointing)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self.spotlight.set_theme(theme)
        self.pointer.set_theme(theme)
