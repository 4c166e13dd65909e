"""The painted part of a graph: where a stop differs from the last one, and only there, it is painted again."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QRegion, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.graph.graph_painter import (
    CHOSEN,
    CLOSED,
    HOVERED,
    LINKED,
    REUSED,
    GraphScene,
    edge_boxes,
    node_boxes,
    paint_scene,
)
from gui.graph.layout import GraphLayout, layout_of
from gui.graph.view_frame import GraphFrame
from gui.graph.view_inks import Inks
from gui.graph.view_labels import lettering_of
from gui.graph.view_state import DONE, Schedule, schedule_of
from gui.graph.view_texts import NOTHING, Labels, StandingLabels, chosen_label, labels_at, standing_labels
from gui.theme import Theme
from simulator.graph.evaluation import GraphNumbers
from simulator.graph.graph import Graph

_NONE: frozenset[int] = frozenset()
_DATA = ("x", "y", "t")
_MANY_RECTS = 24
_REST = 120
"""Milliseconds without a change after which labels are placed anew."""
_LEAST_SIDE = 160


class GraphCanvas(QWidget):
    """Draws a graph at a stop.

    Signals
    -------
    frame_changed
        It is looked at from nearer, farther, or elsewhere.
    """

    frame_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._inks = Inks(theme)
        self._frame: GraphFrame | None = None
        self._sight: tuple[float, float, float] | None = None  # wanted as soon as it is in view
        self._schedule: Schedule | None = None
        self._numbers: GraphNumbers | None = None
        self._position = 0
        self._chosen: int | None = None
        self._hovered_node: int | None = None
        self._hovered_edge: int | None = None
        self._key_edge: int | None = None
        self._linked: tuple[frozenset[int], frozenset[int]] = (_NONE, _NONE)
        self._linked_color: QColor | None = None
        self._reused: tuple[frozenset[int], frozenset[int]] = (_NONE, _NONE)
        self._given: frozenset[int] = _NONE
        self._standing: StandingLabels | None = None
        self._scene: GraphScene | None = None
        self._picture: QImage | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._begin_anew)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(_LEAST_SIDE, _LEAST_SIDE)

    @property
    def graph(self) -> Graph | None:
        """What is drawn."""
        return self._frame.layout.graph if self._frame is not None else None

    @property
    def frame(self) -> GraphFrame | None:
        """Where it lies on the widget."""
        return self._frame

    @property
    def scene(self) -> GraphScene | None:
        """What is seen at the present stop."""
        if self._scene is None and self._frame is not None:
            self._scene = self._made_scene(self._frame)
        return self._scene

    def show_graph(self, graph: Graph | None, layout: GraphLayout | None = None) -> None:
        """Draw another graph from now on, without numbers and from its start.

        Parameters
        ----------
        layout
            Its layout, if that is known already.
        """
        self._numbers = None
        self._position, self._chosen = 0, None
        self._hovered_node = self._hovered_edge = self._key_edge = None
        self._linked = self._reused = (_NONE, _NONE)
        if graph is None:
            self._frame = self._schedule = None
        else:
            self._schedule = schedule_of(graph)
            self._given = frozenset(number for number in graph.variables
                                    if graph.nodes[number].name.startswith(_DATA))
            self._frame = GraphFrame(layout or layout_of(graph), QSizeF(self.size()), self._theme.scale)
        self._begin_anew()
        self.frame_changed.emit()

    def show_numbers(self, numbers: GraphNumbers) -> None:
        """Other values of the variables; numbers of another graph show that graph first."""
        if numbers.graph is not self.graph:
            self.show_graph(numbers.graph)
        self._numbers = numbers
        self._begin_anew()

    def show_stop(self, position: int) -> None:
        """Go to a stop, by its number among `stops_of(graph)`."""
        if self._schedule is None or position == self._position:
            return
        self._position = min(max(position, 0), len(self._schedule.stops) - 1)
        if not self._follow():
            self._change()

    def show_chosen(self, node: int | None) -> None:
        """Ring a node."""
        if node != self._chosen:
            self._chosen = node
            self._change()

    def show_linked(self, nodes: frozenset[int], edges: frozenset[int], color: QColor | None = None) -> None:
        """Light up what corresponds to something that is pointed out elsewhere; empty sets take the light away.

        Parameters
        ----------
        color
            Of the light; the theme's focus colour if None.
        """
        if (nodes, edges) != self._linked or color != self._linked_color:
            is_same = color == self._linked_color
            self._linked, self._linked_color = (nodes, edges), color
            if is_same:
                self._change()
            else:
                self._begin_anew(labels=False)

    def show_reused(self, nodes: Iterable[int], edges: Iterable[int] = ()) -> None:
        """Light up factors that are known already and used again."""
        reused = frozenset(nodes), frozenset(edges)
        if reused != self._reused:
            self._reused = reused
            self._change()

    def show_given(self, nodes: frozenset[int]) -> None:
        """Which variables are data and not parameters; at first those whose names begin with x, y or t."""
        if nodes != self._given:
            self._given = nodes
            self._begin_anew(labels=False)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme, self._inks = theme, Inks(theme)
        if self._frame is not None:
            self._frame = replace(self._frame, scale=theme.scale).kept()
        self._begin_anew()

    def sight(self) -> tuple[float, float, float]:
        """The zoom, and which place of the picture is in the middle, in shares of its width and height."""
        if self._sight is not None:
            return self._sight
        frame = self._frame
        if frame is None or frame.zoom == 1.0:
            return 1.0, 0.5, 0.5
        return (frame.zoom, 0.5 - frame.left / (frame.zoom * max(self.width(), 1)),
                0.5 - frame.top / (frame.zoom * max(self.height(), 1)))

    def show_sight(self, zoom: float, across: float, down: float) -> None:
        """Zoom and move to what `sight` has told at another time: now, or as soon as it has its size."""
        if self._frame is None or not self.isVisible():
            self._sight = (zoom, across, down)
            return
        self._sight = None
        zoom = min(max(zoom, 1.0), self._frame.largest_zoom)
        self.set_frame(replace(self._frame, zoom=zoom, left=(0.5 - across) * zoom * self.width(),
                               top=(0.5 - down) * zoom * self.height()).kept())

    def set_frame(self, frame: GraphFrame) -> None:
        """Look at it from nearer, farther, or elsewhere."""
        before = self._frame
        if frame == before:
            return
        self._frame = frame
        if self._standing is not None and before is not None and frame.is_only_moved(before):
            # while it moves the labels go with it; those of what comes into view follow when it rests
            self._standing = self._standing.moved(frame.left - before.left, frame.top - before.top)
            self._rest.start()
            self._begin_anew(labels=False)
        else:
            self._begin_anew()
        self.frame_changed.emit()

    def _set_hovered(self, node: int | None, edge: int | None) -> None:
        if (node, edge) != (self._hovered_node, self._hovered_edge):
            self._hovered_node, self._hovered_edge = node, edge
            self._change()

    def _set_key_edge(self, edge: int | None) -> None:
        """Light up the edge that the keys point at: there is no pointer that shows which one it is."""
        if edge != self._key_edge:
            self._key_edge = edge
            self._change()

    def _follow(self) -> bool:
        """Move the view to what happens, where that is not seen; whether it had to."""
        frame, schedule = self._frame, self._schedule
        if frame is None or schedule is None or frame.zoom == 1.0:
            return False
        node = schedule.stops[self._position].node
        if node < 0 or frame.area.contains(frame.centre(node)):
            return False
        self.set_frame(frame.moved(frame.area.center() - frame.centre(node)))
        return True

    @property
    def is_at_rest(self) -> bool:
        """Whether all labels stand where they belong."""
        return not self._rest.isActive()

    def _begin_anew(self, *, labels: bool = True) -> None:
        """Everything has to be painted again."""
        if labels:
            self._standing = None
            self._rest.stop()
        self._scene = self._picture = None
        self.update()

    def _change(self) -> None:
        """Something has changed: paint again where the picture differs."""
        before, frame = self._scene, self._frame
        if before is None or frame is None or self._picture is None:
            self._begin_anew(labels=False)
            return
        self._scene = self._made_scene(frame)
        rects = _differences(before, self._scene)
        if len(rects) > _MANY_RECTS:
            self._begin_anew(labels=False)
        elif rects:
            self._paint_into(self._picture, self._scene, rects)
            region = QRegion()
            for rect in rects:
                region += rect.toAlignedRect()
            self.update(region)

    def _made_scene(self, frame: GraphFrame) -> GraphScene:
        schedule, numbers, graph = self._schedule, self._numbers, frame.layout.graph
        assert schedule is not None, "a graph that is shown has stops"
        nodes, edges = schedule.node_looks(self._position), schedule.edge_looks(graph, self._position)
        lit = self._linked[1] if self._key_edge is None else self._linked[1] | {self._key_edge}
        for looks, linked, reused, hovered in ((nodes, self._linked[0], self._reused[0], self._hovered_node),
                                               (edges, lit, self._reused[1], self._hovered_edge)):
            looks[list(linked)] += LINKED
            looks[list(reused)] += REUSED
            if hovered is not None:
                looks[hovered] += HOVERED
        if self._chosen is not None:
            nodes[self._chosen] += CHOSEN
        labels: Labels = {}
        if numbers is not None:
            lettering = lettering_of(self._theme)
            edges[(edges == DONE) & (numbers.locals == 0.0)] += CLOSED
            if self._standing is None:
                self._standing = standing_labels(frame, numbers, schedule, lettering)
            labels = labels_at(self._position, self._standing or NOTHING, frame, numbers, schedule, lettering)
            if self._chosen is not None:
                labels = {**chosen_label(frame, graph, self._chosen, lettering), **labels}
        return GraphScene(frame, nodes, edges, self._given, labels, self._linked_color or self._theme.focus)

    def _paint_into(self, picture: QImage, scene: GraphScene, rects: list[QRectF]) -> None:
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        region = QRegion()
        for rect in rects:
            region += rect.toAlignedRect()
        painter.setClipRegion(region)
        paint_scene(painter, scene, [QRectF(rect.toAlignedRect()) for rect in rects], self._inks,
                    lettering_of(self._theme))
        painter.end()

    def _made_picture(self) -> QImage | None:
        scene = self.scene
        if self._picture is None and scene is not None:
            ratio = self.devicePixelRatioF()
            self._picture = QImage(math.ceil(self.width() * ratio), math.ceil(self.height() * ratio),
                                   QImage.Format.Format_RGB32)
            self._picture.setDevicePixelRatio(ratio)
            self._paint_into(self._picture, scene, [QRectF(self.rect())])
        return self._picture

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        picture = self._made_picture()
        if picture is None:
            painter.fillRect(event.rect(), self._theme.card)
        else:
            painter.drawImage(QPointF(0.0, 0.0), picture)
        painter.end()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._sight is not None:
            self.show_sight(*self._sight)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._frame is not None:
            self.set_frame(replace(self._frame, size=QSizeF(self.size())).kept())


def _differences(before: GraphScene, after: GraphScene) -> list[QRectF]:
    """Where two scenes in the same frame differ."""
    boxes = np.concatenate((node_boxes(after.frame)[before.node_looks != after.node_looks],
                            edge_boxes(after.frame)[before.edge_looks != after.edge_looks]))
    rects = [QRectF(left, top, right - left, bottom - top)
             for left, top, right, bottom in boxes[~np.isnan(boxes[:, 0])].tolist()]
    for first, second in ((before.labels, after.labels), (after.labels, before.labels)):
        rects += [label.rect for key, label in first.items() if second.get(key) != label]
    return [rect.adjusted(-1.0, -1.0, 1.0, 1.0) for rect in rects if rect.intersects(after.frame.area)]
