"""Where on the window that lies which a lecture lights up: on pictures that can be zoomed, shifted and turned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtWidgets import QWidget

from gui.theme import Theme
from gui.workspaces.outlines import LINE, Outline, rounded_outline
from gui.workspaces.window import Window
from lectures.model import Mark

_AWAY, _CORNER = 2.0, 10.0


def outlines_of(window: Window, marks: Sequence[Mark], theme: Theme) -> tuple[Outline, ...]:
    """What has to be drawn now on the window; what isn't in view has none."""
    found: list[Outline] = []
    for mark in marks:
        if mark.kind == "part":
            found += _part_outlines(window, mark.name, theme)
        else:
            found += (moved for view, outline in window.current.mark_outlines(mark, theme)
                      for moved in _moved(outline, view, window))
    return tuple(found)


def _part_outlines(window: Window, name: str, theme: Theme) -> Iterator[Outline]:
    """A ring around every widget in view that is this part."""
    for widget in part_widgets(window, name):
        room = seen_part(widget, window)
        if not room.isEmpty():
            away = (_AWAY + LINE / 2) * theme.scale
            rect = QRectF(room).adjusted(-away, -away, away, away)
            yield rounded_outline(rect, _CORNER * theme.scale, window.rect())


def part_widgets(window: Window, name: str) -> tuple[QWidget, ...]:
    """The widgets of a part of the page that is shown; none where the page has no such part."""
    if name == "transport":
        return (window.page.transport,)
    return tuple(widget for widget in window.current.part_widgets(name) if widget is not None)


def _moved(outline: Outline, view: QWidget, window: QWidget) -> Iterator[Outline]:
    """From a view's pixels to the window's; nothing of it leaves the view."""
    room = seen_part(view, window)
    if not room.isEmpty():
        corner = QPointF(view.mapTo(window, QPointF()))
        yield Outline(outline.path.translated(corner), room, outline.is_hidden, outline.glows)


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
