"""Pictures of the parts of the window, sharp enough for print: PNG with twice the pixels, or SVG."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QCoreApplication, QEventLoop, QIODevice, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPainterPath, QPixmap, QRegion, QResizeEvent
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QSizePolicy, QWidget

from documents.atomic import write_export
from gui.foundation.waiting import wait_until
from gui.workspaces.network.canvas import StageCanvas
from simulator.errors import Explained, Phrase

if TYPE_CHECKING:
    from gui.workspaces.page import Page
    from gui.workspaces.window import Window


# Scalable pictures of widgets: what Qt writes, with letters as outlines, so that every viewer shows the same.

_TEXT = re.compile(r"<text (?P<attributes>[^>]*)>(?P<text>[^<]*)</text>")
_ATTRIBUTE = re.compile(r'([\w:-]+)="([^"]*)"')
_EMPTY = re.compile(r'<path [^>]*d=""\s*/>\s*')
"""Qt itself warns of them."""
_SIZE = re.compile(r'<svg width="[^"]*" height="[^"]*"')
_KEPT = ("fill", "fill-opacity")
_FLAGS = QWidget.RenderFlag.DrawWindowBackground | QWidget.RenderFlag.DrawChildren


def svg_of(widget: QWidget, title: str) -> str:
    """A widget as SVG, in its own pixels.

    Letters become outlines: viewers that don't have the typeface would choose another one, with other widths.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # the older version knows no clipping
    generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
    generator.setOutputDevice(buffer)
    generator.setSize(widget.size())
    generator.setViewBox(QRect(QPoint(), widget.size()))
    generator.setTitle(title)
    generator.setDescription("Deltaflow")
    with _cut_parts_hidden(widget):
        painter = QPainter(generator)
        widget.render(painter, QPoint(), QRegion(), _FLAGS)
        painter.end()
    return _outlined(_sized(bytes(buffer.data().data()).decode("utf-8"), widget.size()))


@contextmanager
def _cut_parts_hidden(widget: QWidget) -> Iterator[None]:
    """Without the parts that the edge of a scrolled area cuts: Qt writes them whole, over whatever lies beside it."""
    hidden: list[tuple[QWidget, QSizePolicy]] = []
    for area in widget.findChildren(QScrollArea):
        viewport = area.viewport()
        for part in viewport.findChildren(QWidget):
            place = QRect(part.mapTo(viewport, QPoint()), part.size())
            is_whole = viewport.rect().contains(place) or not part.isVisible()
            if is_whole or part is area.widget() or part.findChild(QWidget) is not None:
                continue
            policy = part.sizePolicy()
            kept = QSizePolicy(policy)
            kept.setRetainSizeWhenHidden(True)  # nothing else moves meanwhile
            part.setSizePolicy(kept)
            part.hide()
            hidden.append((part, policy))
    try:
        yield
    finally:
        for part, policy in hidden:
            part.setSizePolicy(policy)
            part.show()


def _sized(svg: str, size: QSize) -> str:
    """The size in pixels: Qt writes millimetres of a printer."""
    return _SIZE.sub(f'<svg width="{size.width()}" height="{size.height()}"', svg, count=1)


def _outlined(svg: str) -> str:
    return _EMPTY.sub("", _TEXT.sub(_outline, svg))


def _outline(match: re.Match[str]) -> str:
    attributes = dict(_ATTRIBUTE.findall(match["attributes"]))
    path = QPainterPath()
    path.addText(float(attributes["x"]), float(attributes["y"]), _font(attributes), html.unescape(match["text"]))
    kept = " ".join(f'{name}="{attributes[name]}"' for name in _KEPT if name in attributes)
    label = html.escape(html.unescape(match["text"]).strip(), quote=True)
    return f'<path aria-label="{label}" {kept} stroke="none" fill-rule="nonzero" d="{" ".join(_commands(path))}"/>'


def _font(attributes: dict[str, str]) -> QFont:
    font = QFont([family.strip() for family in html.unescape(attributes["font-family"]).split(",")])
    font.setPixelSize(max(round(float(attributes["font-size"])), 1))
    font.setWeight(QFont.Weight(int(attributes["font-weight"])))
    font.setItalic(attributes.get("font-style") == "italic")
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    # Qt doesn't write down which digits are equally wide; in this program nearly all are
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def _commands(path: QPainterPath) -> Iterator[str]:
    kinds = {QPainterPath.ElementType.MoveToElement: "M", QPainterPath.ElementType.LineToElement: "L",
             QPainterPath.ElementType.CurveToElement: "C", QPainterPath.ElementType.CurveToDataElement: ""}
    for number in range(path.elementCount()):
        element = path.elementAt(number)
        yield f"{kinds[element.type]}{element.x:.2f},{element.y:.2f}"


translate = QCoreApplication.translate

RATIO = 2
"""Pixels of a picture for each of the window's, both ways."""
ENDINGS = (".png", ".svg")
_LETTERS = "AB"
_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ENDINGS_OF_NAMES = re.compile(r"_(card|panel|page|picture|column)$")
_LONGEST_WAIT = 2.0
"""Seconds after which a canvas is drawn although it isn't complete."""


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
    """Its own, or by the class."""
    if card.property("key"):
        return str(card.property("key"))
    name = type(card).__name__
    if name.endswith("Bar"):
        return "transport"
    return _ENDINGS_OF_NAMES.sub("", _WORDS.sub("_", name).lower())
