"""The map of a scene, painted in layers: only what has changed is painted again."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QLineF, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.descent.map_movers import last_place, paint_arrows, paint_balls, paint_starts
from gui.descent.map_points import labels_of, paint_labels, paint_points
from gui.descent.map_readout import paint_readout, readout_texts
from gui.descent.map_relief import Basin, Lines, Relief, basins_in_plane, contours_of, path_of, relief_of
from gui.descent.map_trail import Room, drawn_segments, finite_part, stepping_stones
from gui.descent.map_words import description, map_name, scale_note
from gui.descent.scene import Mover, Scene
from gui.figures.colors import basin_color, dark_ink, gray_table, light_ink, viridis_table
from gui.figures.frame import Frame, Layers, Same, fitted_frame, is_to_scale, paint_axes, paint_frame
from gui.figures.labels import Label
from gui.figures.marks import paint_blank, paint_hatch
from gui.theme import Theme
from simulator.arrays import Array, Bytes
from simulator.landscape.landscape import Basins, Landscape

# The trails on pictures of their own, to which each step adds its piece.

_LINE, _FAINT_LINE, _RIM, _FAINT_RIM = 2.0, 1.3, 1.2, 0.7
_STONE = 5.0
"""Diameter of the dot of a step."""
_LEAST_STEP = 8.0
"""Pixels at scale 1: shorter steps have no dots."""
_REACH = 8.0
_MOST_PIECES, _MOST_STONES = 12000, 3000
"""Pieces and dots that all trails together have when they are painted in one go."""

_BACK = 100
"""At least so many steps can mostly be taken back before the trails are painted anew."""

NewLayer = Callable[[], QPixmap]


@dataclass(frozen=True)
class _Painted:
    """Two pictures, and how far they have come: the look, and the movers with the lengths of their ways."""

    look: Hashable
    movers: tuple[Mover, ...]
    lengths: tuple[int, ...]
    rims: QPixmap
    colors: QPixmap

    def begins(self, movers: Sequence[Mover], look: Hashable) -> bool:
        """Whether these movers only go on from here."""
        return look == self.look and len(movers) == len(self.movers) and all(
            map(_continues, movers, self.movers, self.lengths))

    def is_near(self, movers: Sequence[Mover]) -> bool:
        """Whether not many steps of these movers are missing."""
        return all(len(mover.path) - length <= 2 * _BACK for mover, length in zip(movers, self.lengths, strict=True))

    def copy(self) -> _Painted:
        """Another pair of pictures to paint on."""
        return replace(self, rims=self.rims.copy(), colors=self.colors.copy())


class TrailLayers:
    """Two pictures: the light rims of all trails, and above them their colours.

    As long as every trail only grows, what is new is added to them. An earlier state is kept for going back; only
    from before it, the trails are painted anew.
    """

    def __init__(self, new_layer: NewLayer) -> None:
        self._new_layer = new_layer
        self._present: _Painted | None = None
        self._earlier: _Painted | None = None

    def pictures(self, movers: Sequence[Mover], frame: Frame, look: Hashable, theme: Theme
                 ) -> tuple[QPixmap, QPixmap]:
        """Rims and colours of the trails.

        Parameters
        ----------
        look
            What the whole picture depends on: size, theme, window.
        """
        known = (painted for painted in (self._present, self._earlier) if painted is not None)
        painted = next((one for one in known if one.begins(movers, look)), None)
        if painted is None:
            painted = _Painted(look, tuple(movers), (1,) * len(movers), self._new_layer(), self._new_layer())
            self._earlier = None
        elif painted is self._earlier:
            painted = painted.copy()
        if self._earlier is None or not self._earlier.is_near(movers):
            lengths = [max(len(mover.path) - _BACK, length)
                       for mover, length in zip(movers, painted.lengths, strict=True)]
            painted = _with_new_pieces(painted, movers, lengths, frame, theme)
            self._earlier = painted.copy()
        self._present = _with_new_pieces(painted, movers, [len(mover.path) for mover in movers], frame, theme)
        return self._present.rims, self._present.colors


def _with_new_pieces(painted: _Painted, movers: Sequence[Mover], lengths: Sequence[int], frame: Frame,
                     theme: Theme) -> _Painted:
    """The same pictures with the ways up to these lengths added, the chosen one's last."""
    if tuple(lengths) == painted.lengths:
        return painted
    room, most = _room(frame, theme), _MOST_PIECES // max(len(movers), 1)
    rims, colors = QPainter(painted.rims), QPainter(painted.colors)
    for painter in (rims, colors):
        painter.setClipRect(frame.area)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    order = sorted(range(len(movers)), key=lambda number: 2 * movers[number].is_chosen - movers[number].is_faint)
    for number in order:
        mover, part = movers[number], slice(painted.lengths[number] - 1, lengths[number])
        _paint_trail(rims, colors, mover, finite_part(frame.places(mover.path[part])), room, most, theme)
    rims.end()
    colors.end()
    return replace(painted, movers=tuple(movers), lengths=tuple(lengths))


def _continues(mover: Mover, before: Mover, length: int) -> bool:
    """Whether a trail has the first steps, so many points of them, of another one, and looks the same."""
    return (len(mover.path) >= length and mover.color == before.color and mover.is_faint is before.is_faint
            and mover.is_chosen is before.is_chosen
            and np.array_equal(mover.path[:length], before.path[:length], equal_nan=True))


def _room(frame: Frame, theme: Theme) -> Room:
    area, reach = frame.area, _REACH * theme.scale
    return Room(area.left() - reach, area.top() - reach, area.right() + reach, area.bottom() + reach)


def _paint_trail(rims: QPainter, colors: QPainter, mover: Mover, places: Array, room: Room, most: int, theme: Theme
                 ) -> None:
    """A piece of a way; the dots of its steps where they can be told apart."""
    if len(places) < 2:
        return
    segments = drawn_segments(places, room, most)
    lines = [QLineF(*ends) for ends in segments.reshape(-1, 4).tolist()]
    stones = [] if mover.is_faint else _stones(places, room, most * _MOST_STONES // _MOST_PIECES, theme)
    line = (_FAINT_LINE if mover.is_faint else _LINE) * theme.scale
    color = QColor(mover.color)
    color.setAlpha(255)  # lines that are not opaque take Qt ten times as long
    rim = (_FAINT_RIM if mover.is_faint else _RIM) * theme.scale
    for painter, ink, wider in ((rims, light_ink(), 2 * rim), (colors, color, 0.0)):
        painter.setPen(_pen(ink, line + wider))
        painter.drawLines(lines)
        _paint_stones(painter, stones, ink, _STONE * theme.scale + wider)


def _stones(places: Array, room: Room, most: int, theme: Theme) -> list[QPointF]:
    """The dots of the steps, the last ones where there are too many."""
    chosen = stepping_stones(places, _LEAST_STEP * theme.scale) & room.contains(places)
    return [QPointF(x, y) for x, y in places[chosen][-most:].tolist()]


def _paint_stones(painter: QPainter, stones: Sequence[QPointF], color: QColor, size: float) -> None:
    """Dots: one is painted, the others are its copies."""
    if not stones:
        return
    ratio, side = painter.device().devicePixelRatioF(), size + 2.0
    stamp = QPixmap(math.ceil(side * ratio), math.ceil(side * ratio))
    stamp.setDevicePixelRatio(ratio)
    stamp.fill(Qt.GlobalColor.transparent)
    middle = stamp.width() / ratio / 2
    on_stamp = QPainter(stamp)
    on_stamp.setRenderHint(QPainter.RenderHint.Antialiasing)
    on_stamp.setPen(Qt.PenStyle.NoPen)
    on_stamp.setBrush(color)
    on_stamp.drawEllipse(QPointF(middle, middle), size / 2, size / 2)
    on_stamp.end()
    for place in stones:
        painter.drawPixmap(QPointF(place.x() - middle, place.y() - middle), stamp)


def _pen(color: QColor, width: float) -> QPen:
    """For lines: ends that are round take Qt up to fifty times as long."""
    return QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap)


# Paints what stands still on the map: the colours of the costs, contours, plateaus, holes and basins.

HATCH, DOTS = 7.0, 6.0
"""Distances at scale 1."""
_BRIGHT = 0.7
"""Contours above this share of the colours are dark: white ones would not be seen there."""
_TINT = 0.5
GHOST_EVERY = 2
"""A mini-batch has lines at every second of the levels: so both are still told apart."""
_FARTHEST = 1e6
"""So far beyond the ends of the scale everything has the last colour, and single precision holds it."""

Singles = npt.NDArray[np.float32]


def ground_image(landscape: Landscape, width: int, height: int, colors: Sequence[int]) -> QImage:
    """The costs as colours, interpolated between the points of the grid.

    Parameters
    ----------
    width, height
        Of the picture in pixels.
    colors
        256 of them (QRgb), from the lowest cost to the highest.
    """
    everywhere = _continued_outwards(landscape.scale.shares(landscape.costs))
    shares = np.clip(everywhere, -_FARTHEST, _FARTHEST).astype(np.float32)
    rows, columns = shares.shape
    above = (height - 0.5 - np.arange(height)) / height * (rows - 1)
    across = (np.arange(width) + 0.5) / width * (columns - 1)
    levels = _between(_between(shares, above, 0), across, 1)
    pixels: Bytes = np.ascontiguousarray(np.clip(np.rint(255.0 * levels), 0.0, 255.0).astype(np.uint8))
    image = QImage(pixels.data, width, height, width, QImage.Format.Format_Indexed8).copy()
    image.setColorTable(list(colors))
    return image


def _between(values: Singles, places: Array, axis: int) -> Singles:
    """Linear between neighbours along an axis, at places counted in cells."""
    before = np.minimum(places.astype(np.int64), max(values.shape[axis] - 2, 0))
    share = (places - before).astype(np.float32)
    share = share[:, np.newaxis] if axis == 0 else share
    after = np.minimum(before + 1, values.shape[axis] - 1)
    first = values.take(before, axis=axis)
    between: Singles = first + (values.take(after, axis=axis) - first) * share
    return between


def _continued_outwards(shares: Array) -> Array:
    """Without gaps: what is not defined takes the nearest value of its row, or else of its column.

    The colours then reach up to the outline of a hole, which runs between the points of the grid.
    """
    if np.isfinite(shares).all():
        return shares
    filled = _filled_rows(_filled_rows(shares).T).T
    return np.nan_to_num(filled, nan=0.0, posinf=1.0, neginf=0.0)


def _filled_rows(values: Array) -> Array:
    known = np.isfinite(values)
    numbers = np.broadcast_to(np.arange(values.shape[1]), values.shape)
    before = np.maximum.accumulate(np.where(known, numbers, -1), axis=1)
    last = values.shape[1]
    after = np.minimum.accumulate(np.where(known, numbers, last)[:, ::-1], axis=1)[:, ::-1]
    takes_before = (after == last) | ((before >= 0) & (numbers - before <= after - numbers))
    nearest = np.clip(np.where(takes_before, before, after), 0, last - 1)
    return np.take_along_axis(values, nearest, axis=1)


def paint_ground(painter: QPainter, landscape: Landscape, relief: Relief, basins: Sequence[Basin] | None,
                 frame: Frame, theme: Theme, *, is_dimmed: bool = False) -> None:
    """All of it.

    Parameters
    ----------
    basins
        The overlay, or None; below it the costs are gray, so that the basins' colours are seen as they are.
    is_dimmed
        Whether other contours are drawn over these.
    """
    area, ratio = frame.area, painter.device().devicePixelRatioF()
    width, height = max(round(area.width() * ratio), 1), max(round(area.height() * ratio), 1)
    colors = viridis_table() if basins is None else gray_table()
    painter.drawImage(area, ground_image(landscape, width, height, colors))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(area)
    for basin in basins or ():
        _paint_basin(painter, basin, frame, theme)
    paint_contours(painter, relief.contours, frame, theme, strength=0.45 if is_dimmed else 1.0)
    _paint_holes(painter, relief.holes, frame, theme)
    _paint_plateau(painter, relief.plateau, frame, theme)
    painter.setClipping(False)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def paint_contours(painter: QPainter, contours: Sequence[Lines], frame: Frame, theme: Theme, *, strength: float = 1.0
                   ) -> None:
    """The lines of equal cost: light ones on dark colours, dark ones on bright colours."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, number in _line_colors(len(contours), strength * 0.5, strength * 0.4):
        painter.setPen(QPen(color, 1.0 * theme.scale))
        painter.drawPath(path_of(contours[number], frame))


def paint_ghost(painter: QPainter, contours: Sequence[Lines], frame: Frame, theme: Theme) -> None:
    """The lines of a mini-batch's cost, dashed."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(frame.area)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, number in _line_colors(len(contours), 0.95, 0.85):
        pen = QPen(color, 1.3 * theme.scale, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([4.0, 3.0])
        painter.setPen(pen)
        painter.drawPath(path_of(contours[number], frame))


def _line_colors(count: int, light: float, dark: float) -> list[tuple[QColor, int]]:
    return [(light_ink(light) if (number + 1) / (count + 1) < _BRIGHT else dark_ink(dark), number)
            for number in range(count)]


def _paint_basin(painter: QPainter, basin: Basin, frame: Frame, theme: Theme) -> None:
    color = basin_color(basin.tint)
    path = path_of(basin.outlines, frame)
    painter.setPen(QPen(light_ink(0.9), 1.6 * theme.scale))
    color.setAlphaF(_TINT)
    painter.setBrush(color)
    painter.drawPath(path)


def _paint_holes(painter: QPainter, holes: Lines, frame: Frame, theme: Theme) -> None:
    if not holes:
        return
    path = path_of(holes, frame)
    painter.save()
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    paint_blank(painter, frame.area, DOTS * theme.scale, theme)
    painter.restore()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.outline, 1.4 * theme.scale))
    painter.drawPath(path)


def _paint_plateau(painter: QPainter, plateau: Lines, frame: Frame, theme: Theme) -> None:
    if not plateau:
        return
    path = path_of(plateau, frame)
    painter.save()
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    paint_hatch(painter, path.boundingRect().intersected(frame.area), HATCH * theme.scale, theme)
    painter.restore()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(dark_ink(0.8), 1.0 * theme.scale))
    painter.drawPath(path)


class MapCanvas(QWidget):
    """Draws a scene, and what is under the pointer."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scene: Scene | None = None
        self._relief: tuple[Landscape, Relief] | None = None
        self._regions: tuple[Basins, tuple[Basin, ...]] | None = None
        self._layers = Layers(self)
        self._trails = TrailLayers(self._layers.new)
        self._labels: list[Label] = []
        self._arrow_labels: list[Label] = []
        self._pointer: QPointF | None = None
        self._held = -1
        self._held_place: tuple[float, float] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(map_name())

    @property
    def scene(self) -> Scene | None:
        """What is drawn."""
        return self._scene

    @property
    def labels(self) -> tuple[str, ...]:
        """The names of points as they are written on the map, then those of the arrows."""
        return tuple(label.text for label in (*self._labels, *self._arrow_labels))

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def show_scene(self, scene: Scene) -> None:
        """Draw this from now on. Where only the movers are others, only they are painted anew."""
        before, self._scene = self._scene, scene
        if before is None or before.landscape is not scene.landscape:
            self.tell_value()
        self.update()

    def about(self) -> str:
        """What there is on the map, in words."""
        if self._scene is None:
            return ""
        note = "" if is_to_scale(self._scene.landscape.surface.window) else f". {scale_note()}"
        return description(self._scene.landscape) + note

    def tell_value(self) -> None:
        """Let screen readers know what is in view now."""
        self.setAccessibleDescription(self.about())

    # places

    def frame(self) -> Frame | None:
        """Where the window of the surface lies on the widget; None without a scene."""
        if self._scene is None:
            return None
        surface = self._scene.landscape.surface
        window = surface.window
        return fitted_frame((self.width(), self.height()), window.low, window.high, surface.symbols, self._theme,
                            window.size if is_to_scale(window) else None)

    def to_widget(self, place: tuple[float, float]) -> QPointF:
        """Where (a, b) lies on the widget."""
        frame = self.frame()
        return frame.to_widget(place) if frame is not None else QPointF()

    def readout(self) -> list[str]:
        """What is said of the place under the pointer."""
        frame = self.frame()
        if self._scene is None or frame is None or self._pointer is None:
            return []
        return readout_texts(self._scene, frame, self._pointer, self._theme)

    def start_places(self) -> list[QPointF]:
        """The starts on the widget, that in the hand where the hand is."""
        frame = self.frame()
        if self._scene is None or frame is None:
            return []
        starts = [frame.to_widget(start) for start in self._scene.starts]
        if self._held_place is not None and 0 <= self._held < len(starts):
            starts[self._held] = frame.to_widget(self._held_place)
        return [frame.inside(place) for place in starts]

    # painting

    def _relief_of(self, landscape: Landscape) -> Relief:
        if self._relief is None or self._relief[0] is not landscape:
            self._relief = landscape, relief_of(landscape)
        return self._relief[1]

    def _basins_of(self, scene: Scene) -> tuple[Basins, tuple[Basin, ...]] | None:
        if scene.basins is None:
            return None
        if self._regions is None or self._regions[0] is not scene.basins:
            self._regions = scene.basins, basins_in_plane(scene.basins)
        return self._regions

    def _still_layers(self, scene: Scene, frame: Frame, look: Hashable) -> Iterator[QPixmap]:
        """What stands still while balls move: the ground, a mini-batch's contours, trails, and marks above them."""
        layers, landscape = self._layers, scene.landscape
        yield layers.picture("ground", (landscape, scene.basins, scene.ghost is None, look),
                             lambda painter: self._paint_ground(painter, scene, frame))
        ghost = scene.ghost
        if ghost is not None:
            yield layers.picture("ghost", (landscape, Same(ghost), look), lambda painter: paint_ghost(
                painter, contours_of(landscape, ghost, GHOST_EVERY), frame, self._theme))
        yield from self._trails.pictures(scene.movers, frame, look, self._theme)
        yield layers.picture("marks", (landscape, scene.basins, scene.starts, look),
                             lambda painter: self._paint_marks(painter, scene, frame))

    def _paint_ground(self, painter: QPainter, scene: Scene, frame: Frame) -> None:
        """Colours, contours, regions and axes."""
        landscape, basins = scene.landscape, self._basins_of(scene)
        paint_ground(painter, landscape, self._relief_of(landscape), basins and basins[1], frame, self._theme,
                     is_dimmed=scene.ghost is not None)
        paint_frame(painter, frame, self._theme)
        paint_axes(painter, frame, landscape.surface.symbols, self._theme)

    def _paint_marks(self, painter: QPainter, scene: Scene, frame: Frame) -> None:
        """Minima, saddle points and maxima with their names: above the trails that lead to them."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # a slice is mostly a new one when its ball has moved; elsewhere names keep their places while balls move
        kept_clear = [*self.start_places(), *(self._balls(scene, frame) if scene.landscape.is_slice else ())]
        self._labels = labels_of(scene.landscape, frame, self._theme, kept_clear)
        paint_labels(painter, self._labels, self._theme)
        paint_points(painter, scene.landscape, self._basins_of(scene), frame, self._theme)

    @staticmethod
    def _balls(scene: Scene, frame: Frame) -> list[QPointF]:
        return [place for mover in scene.movers if (place := last_place(mover, frame)) is not None]

    def _paint_moving(self, painter: QPainter, scene: Scene, frame: Frame) -> None:
        """What is somewhere else in every picture."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(frame.area)
        paint_starts(painter, self.start_places(), self._held, self._theme)
        paint_balls(painter, scene.movers, frame, self._theme)
        arrows = [arrow for mover in scene.movers for arrow in mover.arrows]
        kept_clear = [*self._balls(scene, frame), *self.start_places()]
        self._arrow_labels = paint_arrows(painter, arrows, kept_clear, self._labels, frame, self._theme)
        texts = self.readout()
        if texts and self._pointer is not None:
            paint_readout(painter, texts, frame, self._pointer, self._theme)

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        scene, frame = self._scene, self.frame()
        if scene is None or frame is None:
            return
        painter = QPainter(self)
        for picture in self._still_layers(scene, frame, self._layers.look(frame, self._theme)):
            painter.drawPixmap(0, 0, picture)
        self._paint_moving(painter, scene, frame)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(360), self._theme.px(340))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._theme.px(140))
