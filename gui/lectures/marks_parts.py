"""Which widgets of the window a lecture's parts are, on the page that is shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF
from PySide6.QtWidgets import QWidget

from gui.lectures.marks_outlines import LINE, Outline, rounded_outline
from gui.theme import Theme

if TYPE_CHECKING:
    from gui.descent.page import DescentPage
    from gui.graph.page import GraphPage
    from gui.main_window import MainWindow
    from gui.pages import NetworkPage

_AWAY, _CORNER = 2.0, 10.0


def part_outlines(window: MainWindow, name: str, theme: Theme) -> Iterator[Outline]:
    """A ring around every widget in view that is this part."""
    for widget in part_widgets(window, name):
        room = seen_part(widget, window)
        if not room.isEmpty():
            away = (_AWAY + LINE / 2) * theme.scale
            rect = QRectF(room).adjusted(-away, -away, away, away)
            yield rounded_outline(rect, _CORNER * theme.scale, window.rect())


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
