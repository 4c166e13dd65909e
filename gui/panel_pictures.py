"""Pictures of the parts of the window, sharp enough for print: PNG with twice the pixels, or SVG."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QCoreApplication, QEventLoop, QIODevice, QPoint, QSize, Qt
from PySide6.QtGui import QPixmap, QRegion, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from documents.atomic import write_export
from gui.network.canvas import StageCanvas
from gui.waiting import wait_until
from simulator.errors import Explained, Phrase

if TYPE_CHECKING:
    from gui.workspaces.page import Page
    from gui.workspaces.window import Window

translate = QCoreApplication.translate

RATIO = 2
"""Pixels of a picture for each of the window's, both ways."""
ENDINGS = (".png", ".svg")
_LETTERS = "AB"
_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ENDINGS_OF_NAMES = re.compile(r"_(card|panel|page|picture|column)$")
_LONGEST_WAIT = 2.0
"""Seconds after which a canvas is drawn although it isn't complete."""
_FLAGS = QWidget.RenderFlag.DrawWindowBackground | QWidget.RenderFlag.DrawChildren


@dataclass(frozen=True, eq=False)
class Panel:
    """A part of the window.

    Attributes
    ----------
    key
        For the name of a file; no two panels in view have the same.
    title
        What it is called, in the language of the window.
    widget
        What is drawn.
    """

    key: str
    title: str
    widget: QWidget


def panels_of(window: Window) -> tuple[Panel, ...]:
    """The whole window, then every card in view, column by column, and the bar at the foot."""
    page = window.page
    cards = [card for card in page.findChildren(QFrame) if card.property("part") == "card" and card.isVisibleTo(page)
             and not card.visibleRegion().isEmpty()]
    places = {card: card.mapTo(page, QPoint()) for card in cards}
    cards.sort(key=lambda card: (card is page.transport, places[card].x(), places[card].y()))
    keys, titles = window.current.card_keys(), window.current.card_titles()
    named = [Panel(keys.get(card) or _usual_key(card), titles.get(card) or card.accessibleName(), card)
             for card in cards]
    whole = Panel("window", translate("PanelPictures", "Whole window"), window)
    return (whole, *(_told_apart(panel, named) for panel in named))


def picture_of(widget: QWidget) -> QPixmap:
    """A widget with `RATIO` times the pixels that it has on the screen."""
    with sharpened(widget):
        pixmap = QPixmap(widget.size() * RATIO)
        pixmap.setDevicePixelRatio(RATIO)
        pixmap.fill(Qt.GlobalColor.transparent)
        widget.render(pixmap, QPoint(), QRegion(), _FLAGS)
    return pixmap


def page_picture(page: Page, size: QSize) -> QPixmap:
    """The page of a workspace as it is when it has this size, whatever the window's is."""
    former, around = page.geometry(), page.parentWidget()
    layout = around.layout() if around is not None else None
    if layout is not None:
        layout.setEnabled(False)  # otherwise it would give the page its size back as soon as a card has vanished
    try:
        page.resize(size)
        _wait_until(lambda: page.is_settled)
        return picture_of(page)
    finally:
        if layout is not None:
            layout.setEnabled(True)
        page.setGeometry(former)


def save_panel(panel: Panel, path: Path) -> None:
    """Writes a picture, PNG or SVG by the ending of the path, whole or not at all.

    Raises
    ------
    Explained
        If the ending is another one, or the file can't be written.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise Explained(Phrase("a picture is written as .png or .svg, got {file}; choose one of these endings",
                               file=path.name))
    content = _png(panel, path) if ending == ".png" else _svg(panel)
    write_export(path, lambda file: file.write(content))


def _png(panel: Panel, path: Path) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not picture_of(panel.widget).save(buffer, "PNG"):
        raise Explained(Phrase("{file} can't be written; choose another folder", file=path.name))
    return bytes(buffer.data().data())


def _svg(panel: Panel) -> bytes:
    from gui.panel_svg import svg_of  # noqa: PLC0415 - only those who want one wait for it

    with sharpened(panel.widget):
        return svg_of(panel.widget, panel.title).encode()


@contextmanager
def sharpened(widget: QWidget) -> Iterator[None]:
    """Lets a widget and all in it draw their inner pictures with `RATIO` times the pixels meanwhile.

    Much of the window is painted from kept pictures and formulas, which are as sharp as the screen: only a widget
    itself knows where they are used, and it asks Qt for the screen's ratio. So it gets another answer for a while.
    """
    if widget.devicePixelRatioF() >= RATIO:
        yield
        return
    parts = [part for part in (widget, *widget.findChildren(QWidget)) if part.isVisibleTo(widget)]
    for part in parts:
        part.__dict__["devicePixelRatioF"] = lambda: float(RATIO)
    canvases = [part for part in parts if isinstance(part, StageCanvas)]
    try:
        _lay_out_anew(canvases)
        if canvases:
            _wait_until(lambda: not any(canvas.is_moving for canvas in canvases))
        yield
    finally:
        for part in parts:
            del part.__dict__["devicePixelRatioF"]
        _lay_out_anew(canvases)


def _lay_out_anew(canvases: list[StageCanvas]) -> None:
    """The stage asks for the ratio only when its size changes."""
    for canvas in canvases:
        QApplication.sendEvent(canvas, QResizeEvent(canvas.size(), canvas.size()))


def _wait_until(is_done: Callable[[], bool]) -> None:
    """Many edges, and grounds of surfaces, are drawn bit by bit."""
    wait_until(is_done, _LONGEST_WAIT, QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)


def _told_apart(panel: Panel, panels: list[Panel]) -> Panel:
    """While two are compared there are two of some: these get letters."""
    same = [one for one in panels if one.key == panel.key]
    if len(same) == 1:
        return panel
    number = same.index(panel)
    mark = _LETTERS[number] if len(same) <= len(_LETTERS) else str(number + 1)
    return Panel(f"{panel.key}_{mark.lower()}", f"{panel.title} · {mark}", panel.widget)


def _usual_key(card: QWidget) -> str:
    """By the class."""
    name = type(card).__name__
    if name.endswith("Bar"):
        return "transport"
    return _ENDINGS_OF_NAMES.sub("", _WORDS.sub("_", name).lower())
