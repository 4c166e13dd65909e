"""Where on the window that lies which a lecture lights up: on pictures that can be zoomed, shifted and turned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QPainterPath
from PySide6.QtWidgets import QWidget

from gui.lectures.marks_outlines import LINE, Outline, rounded_outline
from gui.theme import Theme
from lectures.places import Mark
from simulator.arrays import Array
from simulator.graph.graph import Graph

if TYPE_CHECKING:
    from gui.descent.page import DescentPage
    from gui.descent.surface_canvas import Ground
    from gui.descent.surface_lines import Lines
    from gui.descent.surface_view import SurfaceView
    from gui.graph.graph_view import GraphView
    from gui.graph.page import GraphPage
    from gui.main_window import MainWindow
    from gui.pages import NetworkPage


# Which widgets of the window a lecture's parts are, on the page that is shown.

_AWAY, _PART_CORNER = 2.0, 10.0


def part_outlines(window: MainWindow, name: str, theme: Theme) -> Iterator[Outline]:
    """A ring around every widget in view that is this part."""
    for widget in part_widgets(window, name):
        room = seen_part(widget, window)
        if not room.isEmpty():
            away = (_AWAY + LINE / 2) * theme.scale
            rect = QRectF(room).adjusted(-away, -away, away, away)
            yield rounded_outline(rect, _PART_CORNER * theme.scale, window.rect())


def part_widgets(window: MainWindow, name: str) -> tuple[QWidget, ...]:
    """The widgets of a part of the page that is shown; none where the page has no such part."""
    page = window.page
    if name == "transport":
        return (page.transport,)
    if page is window.network:
        found = _of_network(window, window.network, name)
    elif page is window.descent:
        found = _of_descent(window.descent, name)
    elif page is window.graph:
        found = _of_graph(window.graph, name)
    else:
        found = ()
    return tuple(widget for widget in found if widget is not None)


def seen_part(widget: QWidget, window: QWidget) -> QRect:
    """What is in view of a widget, in pixels of the window; empty if nothing is."""
    if not widget.isVisible() or not window.isAncestorOf(widget):
        return QRect()
    rect = widget.rect()
    here: QWidget | None = widget
    while here is not None and here is not window:
        rect.translate(here.pos())
        here = here.parentWidget()
        if here is not None:
            rect &= here.rect()
    return rect


def _of_network(window: MainWindow, page: NetworkPage, name: str) -> tuple[QWidget | None, ...]:
    workspace = page.workspace
    if name == "training":
        return (window.top_bar.training,)
    if name == "surface":
        return (workspace.below,) if workspace.below.key() == "surface" else ()
    right = workspace.right
    maps = right.output, right.second
    return {
        "stage": (workspace.stages,), "graph": (workspace.stages,), "sample": (workspace.digits,),
        "setup": (workspace.setup,), "left": (workspace.digits.parentWidget(),), "equations": (workspace.below,),
        "below": (workspace.below,), "charts": (right.charts,), "right": (right,), "weights": (right.weights,),
        "output": maps, "map": maps,
    }.get(name, ())


def _of_descent(page: DescentPage, name: str) -> tuple[QWidget | None, ...]:
    workspace = page.workspace
    surfaces = tuple(lane.surface_card for lane in workspace.pictures)
    return {
        "stage": surfaces, "surface": surfaces, "map": tuple(lane.map_card for lane in workspace.pictures),
        "left": (workspace.left,), "right": (workspace.right,), "step": (workspace.step,),
        "equations": (workspace.step,), "charts": (workspace.chart,), "output": (workspace.model,),
    }.get(name, ())


def _of_graph(page: GraphPage, name: str) -> tuple[QWidget | None, ...]:
    workspace = page.workspace
    return {
        "stage": (workspace.card,), "graph": (workspace.card,), "chain": (workspace.chain,),
        "below": (workspace.below,), "left": (workspace.left,), "right": (workspace.right,),
        "equations": (workspace.equation,),
    }.get(name, ())


_AROUND_NODE, _CORNER = 5.0, 6.0
_AROUND_GRAPH_NODE = 2.5
"""Right above and below are its numbers, and the ring must not cut them."""
_SQUARE = 0.3
"""Radius of the corners around a square node, in half its height: as the nodes themselves have."""
_LEAST_SHARE = 0.12
"""A region is drawn no narrower than this share of the map, so that a single point can light up as well."""

Region = tuple[float, float, float, float]

_LIFTED: WeakKeyDictionary[Ground, dict[Region, Lines]] = WeakKeyDictionary()
"""Edges of regions on a surface as it is seen now: while only balls move they stay where they are."""


def outlines_of(window: MainWindow, marks: Sequence[Mark], theme: Theme) -> tuple[Outline, ...]:
    """What has to be drawn now on the window; what isn't in view has none."""
    found: list[Outline] = []
    for mark in marks:
        if mark.kind == "part":
            found += part_outlines(window, mark.name, theme)
        elif mark.kind == "layer" and window.page is window.network:
            found += _picture_outlines(window, mark.layer, theme)
        elif mark.kind in ("node", "edge") and window.graph is not None and window.page is window.graph:
            view = window.graph.workspace.view
            found += _moved(_graph_outlines(view, mark, theme), view, window)
        elif mark.region is not None and window.descent is not None and window.page is window.descent:
            found += _region_outlines(window.descent, mark.region, window, theme)
    return tuple(found)


def _moved(outlines: Iterator[Outline], view: QWidget, window: QWidget) -> Iterator[Outline]:
    """From a view's pixels to the window's; nothing of it leaves the view."""
    corner, room = QPointF(view.mapTo(window, QPointF())), seen_part(view, window)
    for outline in outlines:
        if not room.isEmpty():
            yield Outline(outline.path.translated(corner), room, outline.is_hidden, outline.glows)


# the network


def _picture_outlines(window: MainWindow, layer: int, theme: Theme) -> Iterator[Outline]:
    """A layer whose neurons are the pixels of a picture is lit as a whole, the others on the stage itself."""
    canvas = window.workspace.stage.canvas
    frame = canvas.frame
    columns = frame.layout.columns if frame is not None else ()
    if frame is None or not 0 <= layer < len(columns):
        return
    picture = columns[layer].picture
    if picture is not None:
        away = _AROUND_NODE * theme.scale
        rect = frame.view.rect(picture).adjusted(-away, -away, away, away)
        yield from _moved(iter((_ring(rect, _CORNER * theme.scale),)), canvas, window)


# the graph


def _graph_outlines(view: GraphView, mark: Mark, theme: Theme) -> Iterator[Outline]:
    frame = view.frame
    if frame is None:
        return
    graph = frame.layout.graph
    if mark.kind == "node":
        away = frame.radius + _AROUND_GRAPH_NODE * theme.scale
        for node in named_nodes(graph, mark.name):
            if not np.isnan(frame.centres[node]).any():
                wide = away + max(float(frame.shapes.halves[node]) - frame.radius, 0.0)
                centre = frame.centre(node)
                rect = QRectF(centre.x() - wide, centre.y() - away, 2 * wide, 2 * away)
                # variables and numbers stand in squares
                yield _ring(rect, away if graph.nodes[node].kind is not None else _SQUARE * away)
        return
    for edge in named_edges(graph, *mark.name.split()):
        curve = frame.curve(edge)
        ends = graph.edges[edge].source, graph.edges[edge].target
        outside = np.ones(len(curve), dtype=np.bool_)
        for node in ends:
            across = np.abs(curve[:, 0] - frame.centres[node, 0])
            across = np.maximum(across - max(float(frame.shapes.halves[node]) - frame.radius, 0.0), 0.0)
            outside &= np.hypot(across, curve[:, 1] - frame.centres[node, 1]) > frame.radius + theme.scale
        yield Outline(_line(curve[outside]), QRect(), glows=True)


def named_nodes(graph: Graph, name: str) -> tuple[int, ...]:
    """Numbers of the nodes of a name; L is the output, whatever it is called."""
    found = tuple(number for number, node in enumerate(graph.nodes) if node.name == name)
    return found or ((graph.output,) if name == "L" else ())


def named_edges(graph: Graph, source: str, target: str) -> tuple[int, ...]:
    """Numbers of the edges between two nodes, or of those that lead there over nodes without a name."""
    starts, found = named_nodes(graph, source), list[int]()
    for end in named_nodes(graph, target):
        _way_back(graph, end, frozenset(starts), found)
    return tuple(sorted(set(found)))


def _way_back(graph: Graph, node: int, starts: frozenset[int], found: list[int]) -> bool:
    """Collects the edges of the ways from the starts to a node; whether there is one."""
    reaches = False
    for edge in graph.incoming[node]:
        source = graph.edges[edge].source
        between = source not in starts and not graph.nodes[source].name
        if source in starts or (between and _way_back(graph, source, starts, found)):
            found.append(edge)
            reaches = True
    return reaches


# the surface


def _region_outlines(page: DescentPage, region: Region, window: QWidget, theme: Theme) -> Iterator[Outline]:
    for lane in page.workspace.pictures:
        frame = lane.map.frame()
        if frame is not None and lane.map.isVisible():
            kept = kept_region(region, frame.low, frame.high)
            if kept is not None:
                rect = QRectF(frame.to_widget((kept[0], kept[1])), frame.to_widget((kept[2], kept[3]))).normalized()
                yield from _moved(iter((_ring(rect, _CORNER * theme.scale),)), lane.map, window)
        if lane.surface.isVisible():
            yield from _moved(_surface_outlines(lane.surface, region), lane.surface, window)


def kept_region(region: Region, low: tuple[float, float], high: tuple[float, float]) -> Region | None:
    """The part of a region that is in the window of a surface, at least so wide as to be seen; None if none is."""
    sides = []
    for first, last, least, most in zip(region[:2], region[2:], low, high, strict=True):
        start, end = min(first, last), max(first, last)
        lacking = max(_LEAST_SHARE * (most - least) - (end - start), 0.0) / 2
        start, end = max(start - lacking, least), min(end + lacking, most)
        if start >= end:
            return None
        sides.append((start, end))
    (a0, a1), (b0, b1) = sides
    return a0, b0, a1, b1


def _surface_outlines(view: SurfaceView, region: Region) -> Iterator[Outline]:
    """The edge of the region, lifted to the surface."""
    # the modules of the surface take a while to load, and who sees one has them
    from gui.descent.surface_lines import trail_lines  # noqa: PLC0415

    ground, scene = view.made_ground(), view.scene
    if ground is None or scene is None:
        return
    seen = scene.landscape.surface.window
    kept = kept_region(region, seen.low, seen.high)
    if kept is None:
        return
    known = _LIFTED.setdefault(ground, {})
    if kept not in known:
        a0, b0, a1, b1 = kept
        known[kept] = trail_lines(ground.sight, np.array(((a0, b0), (a1, b0), (a1, b1), (a0, b1), (a0, b0))))
    lines = known[kept]
    yield Outline(lines.hidden, QRect(), is_hidden=True)
    yield Outline(lines.seen, QRect())


def _ring(rect: QRectF, radius: float) -> Outline:
    return rounded_outline(rect, radius, QRect(), shrinks=False)


def _line(points: Array) -> QPainterPath:
    path = QPainterPath()
    for number, (x, y) in enumerate(points.tolist()):
        if number == 0:
            path.moveTo(x, y)
        else:
            path.lineTo(x, y)
    return path
