"""Scalable pictures of widgets: what Qt writes, with letters as outlines, so that every viewer shows the same."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRect, QSize
from PySide6.QtGui import QFont, QPainter, QPainterPath, QRegion
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

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
