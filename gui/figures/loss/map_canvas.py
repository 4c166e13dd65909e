"""The map of a scene, painted in layers: only what has changed is painted again."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.figures.frame import Frame, Layers, Same, fitted_frame, is_to_scale, paint_axes, paint_frame
from gui.figures.labels import Label, paint_readout
from gui.figures.loss.map_ground import (
    GHOST_EVERY,
    Basin,
    MapLines,
    basins_in_plane,
    contours_of,
    map_lines,
    paint_ghost,
    paint_ground,
)
from gui.figures.loss.map_marks import (
    labels_of,
    last_place,
    paint_arrows,
    paint_balls,
    paint_labels,
    paint_points,
    paint_starts,
    readout_texts,
)
from gui.figures.loss.scene import Scene
from gui.figures.loss.trails import TrailLayers
from gui.figures.loss.words import description, map_name, scale_note
from gui.theme import Theme
from simulator.landscape.landscape import Basins, Landscape


class MapCanvas(QWidget):
    """Draws a scene, and what is under the pointer."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scene: Scene | None = None
        self._lines: tuple[Landscape, MapLines] | None = None
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
        self._scene = scene
        self.update()

    def about(self) -> str:
        """What there is on the map, in words."""
        if self._scene is None:
            return ""
        note = "" if is_to_scale(self._scene.landscape.surface.window) else f". {scale_note()}"
        return description(self._scene.landscape) + note

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

    def _lines_of(self, landscape: Landscape) -> MapLines:
        if self._lines is None or self._lines[0] is not landscape:
            self._lines = landscape, map_lines(landscape)
        return self._lines[1]

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
        paint_ground(painter, landscape, self._lines_of(landscape), basins and basins[1], frame, self._theme,
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
            paint_readout(painter, texts, frame.area, self._pointer, self._theme)

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
