"""Text on the screen that can't be read: cut by an edge, shortened without a word more on hover, or covered.

Each widget in view paints itself once more, onto a device that draws nothing and notes every run of letters with its
place and the clip it is drawn under. So it doesn't matter how something is written: by a label, by the style, as rich
text, by a painter of our own. Letters that a picture kept in memory was painted with are noted when they get into it.
"""

from __future__ import annotations

import html
import math
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QImage,
    QPaintDevice,
    QPaintEngine,
    QPaintEngineState,
    QPainter,
    QPixmap,
    QRegion,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QToolTip,
    QWidget,
)
from shiboken6 import isValid

from gui.lectures.prose import ProseView

_SLACK = 1.6
"""Pixels of a letter that may be missing: hinting and antialiasing."""
_HALO = 3.0
"""Pixels between a text and the same text once more, drawn behind it so that it stands out."""
_SEEN, _UNDER, _WHOLLY = 60, 0.12, 0.95
"""Opacity, of 255, from which a pixel hides what is under it; the share of such pixels that disturbs, that hides."""
_MAY_COVER = (("Palette", ""), ("Banner", "TopBar"))
"""What is opened over all else, and what lies over something where there is no other room."""
_ALONG = {"left": Qt.Orientation.Horizontal, "right": Qt.Orientation.Horizontal, "top": Qt.Orientation.Vertical,
          "bottom": Qt.Orientation.Vertical}
_METRIC = QPaintDevice.PaintDeviceMetric
_ONLY_ITSELF = QWidget.RenderFlag(0)


@dataclass(frozen=True)
class Run:
    """Letters that were drawn: their place and the clip, both in the pixels of the widget or picture."""

    text: str
    place: QRectF
    clip: QRectF


@dataclass(frozen=True)
class Cut:
    """Text that can't be read to its end."""

    widget: str
    text: str
    why: str

    def __str__(self) -> str:
        return f"{self.widget}: {self.text!r} {self.why}"


_in_pictures: dict[int, list[Run]] = {}
"""The letters that pictures were painted with, by the picture's key: places in its own pixels."""


class _Engine(QPaintEngine):
    """Draws nothing, and notes the letters."""

    def __init__(self) -> None:
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        self.runs: list[Run] = []
        self.pictured: list[Run] = []
        """Letters in pictures that are drawn: whether these are cut has been noted when they got in."""

    def begin(self, pdev: QPaintDevice) -> bool:
        return True

    def end(self) -> bool:
        return True

    def type(self) -> QPaintEngine.Type:
        return QPaintEngine.Type.User

    def updateState(self, state: QPaintEngineState) -> None:  # noqa: N802
        pass

    def drawTextItem(self, p: QPointF, textItem: Any) -> None:  # noqa: N802
        text = textItem.text()
        painter = self.painter()
        if not text.strip() or painter is None or painter.opacity() == 0.0 or painter.pen().color().alpha() == 0:
            return
        letters = QFontMetricsF(textItem.font()).tightBoundingRect(text)
        place = QRectF(p.x(), p.y() + letters.top(), textItem.width(), letters.height())
        if text != text.rstrip():
            place.setWidth(letters.right())
        turned = painter.combinedTransform()
        clip = painter.clipBoundingRect() if painter.hasClipping() else QRectF(-1e5, -1e5, 2e5, 2e5)
        self.runs.append(Run(text, turned.mapRect(place), turned.mapRect(clip)))

    def drawPixmap(self, r: QRectF, pm: QPixmap, sr: QRectF) -> None:  # noqa: N802
        self._note_picture(r, pm.cacheKey(), sr)

    def drawImage(self, r: QRectF, pm: QImage, sr: QRectF, flags: Any = None) -> None:  # noqa: N802
        self._note_picture(r, pm.cacheKey(), sr)

    def _note_picture(self, place: QRectF, key: int, part: QRectF) -> None:
        painter = self.painter()
        if painter is None or part.isEmpty():
            return
        turned = painter.combinedTransform()
        clip = painter.clipBoundingRect() if painter.hasClipping() else QRectF(-1e5, -1e5, 2e5, 2e5)
        across, down = place.width() / part.width(), place.height() / part.height()
        for run in _in_pictures.get(key, ()):
            left, top = run.place.x() - part.x(), run.place.y() - part.y()
            shown = QRectF(place.x() + left * across, place.y() + top * down, run.place.width() * across,
                           run.place.height() * down)
            self.pictured.append(Run(run.text, turned.mapRect(shown), turned.mapRect(clip.intersected(place))))

    def drawPath(self, *_: Any) -> None:  # noqa: N802
        pass

    drawRects = drawLines = drawPolygon = drawPoints = drawEllipse = drawTiledPixmap = drawPath  # noqa: N815


class _Device(QPaintDevice):
    """As large as a widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.engine = _Engine()
        dots = widget.logicalDpiX()
        self._metrics = {
            _METRIC.PdmWidth: widget.width(), _METRIC.PdmHeight: widget.height(), _METRIC.PdmWidthMM: 300,
            _METRIC.PdmHeightMM: 300, _METRIC.PdmNumColors: 1 << 24, _METRIC.PdmDepth: 32, _METRIC.PdmDpiX: dots,
            _METRIC.PdmDpiY: dots, _METRIC.PdmPhysicalDpiX: dots, _METRIC.PdmPhysicalDpiY: dots,
            _METRIC.PdmDevicePixelRatio: 1}

    def paintEngine(self) -> QPaintEngine:  # noqa: N802
        return self.engine

    def metric(self, metric: QPaintDevice.PaintDeviceMetric) -> int:
        return self._metrics.get(metric, 1 << 16)


def runs_of(widget: QWidget) -> list[Run]:
    """The letters that a widget itself paints, without its children."""
    return _painted_by(widget).runs


def _painted_by(widget: QWidget) -> _Engine:
    device = _Device(widget)
    painter = QPainter(device)
    try:
        QWidget.render(widget, painter, QPoint(), QRegion(), _ONLY_ITSELF)  # a graphics view has another one
    finally:
        painter.end()
    return device.engine


@contextmanager
def noted_in_pictures() -> Iterator[list[Cut]]:
    """Note text that is cut while it is drawn into a picture, which is shown as a whole later."""
    found: list[Cut] = []
    draw = QPainter.drawText

    def drawn(painter: QPainter, *arguments: Any) -> Any:
        device = painter.device()
        if isinstance(device, QPixmap | QImage):
            run = _run_in_picture(painter, *arguments)
            if run is not None:
                _in_pictures.setdefault(device.cacheKey(), []).append(run)
                found.extend(_cut_at(run, QRectF(device.rect()), set(_ALONG.values()), _drawing_code()))
        return draw(painter, *arguments)

    QPainter.drawText = drawn  # type: ignore[method-assign, assignment]
    try:
        yield found
    finally:
        QPainter.drawText = draw  # type: ignore[method-assign]


def _run_in_picture(painter: QPainter, *arguments: Any) -> Run | None:
    """What `QPainter.drawText` is about to draw."""
    text = next((one for one in arguments if isinstance(one, str)), "")
    if not text.strip() or painter.opacity() == 0.0:
        return None
    metrics = QFontMetricsF(painter.font(), painter.device())
    clip = painter.clipBoundingRect() if painter.hasClipping() else QRectF(-1e5, -1e5, 2e5, 2e5)
    if isinstance(arguments[0], QPointF | QPoint):
        place = metrics.tightBoundingRect(text).translated(QPointF(arguments[0]))
    elif isinstance(arguments[0], QRectF | QRect) and isinstance(arguments[1], int | Qt.AlignmentFlag):
        room, flags = QRectF(arguments[0]), int(arguments[1])
        place = metrics.boundingRect(room, flags, text)
        letters = metrics.tightBoundingRect(text)
        if "\n" not in text and place.height() < 1.5 * metrics.height():
            place = QRectF(place.x(), place.y() + metrics.ascent() + letters.top(), place.width(), letters.height())
        if not flags & int(Qt.TextFlag.TextDontClip):
            clip = clip.intersected(room)
    else:
        return None
    turned = painter.deviceTransform()
    return Run(text, turned.mapRect(place), turned.mapRect(clip))


def _drawing_code() -> str:
    """Which function of ours draws."""
    frame = sys._getframe(2)
    return f"{Path(frame.f_code.co_filename).stem}.{frame.f_code.co_name}"


def unreadable_texts(part: QWidget) -> list[Cut]:
    """Every text in a window, or in a part of one, that is cut or in the way of another."""
    painted: dict[QWidget, _Engine] = {}
    return [*cut_texts(part, painted), *overlapping_texts(part, painted)]


def cut_texts(part: QWidget, painted: dict[QWidget, _Engine] | None = None) -> list[Cut]:
    """Every text in a window, or in a part of one, that can't be read to its end."""
    painted = {} if painted is None else painted
    found: list[Cut] = []
    for widget in (part, *part.findChildren(QWidget)):
        if isValid(widget) and widget.isVisible() and widget.window() is part.window() and not _is_typed_into(widget):
            found += _cut_in(widget, painted)
    return found


def overlapping_texts(part: QWidget, painted: dict[QWidget, _Engine] | None = None) -> list[Cut]:
    """Every text in a window, or in a part of one, that stands in another text or under something opaque."""
    painted = {} if painted is None else painted
    found: list[Cut] = []
    below: list[tuple[QWidget, Run]] = []
    for widget in _in_order_of_painting(part):
        place = _place_in_view(widget)
        if place.isEmpty():
            continue
        corner = QPointF(widget.mapTo(widget.window(), QPoint(0, 0)))
        near = [one for one in below if one[1].place.intersects(place)]
        below = [one for one in below if not one[1].place.intersects(place)]
        hidden = _HiddenBy(widget, corner)
        shares = [hidden.share_of(run.place, place) for _, run in near]
        found += [Cut(_name(under), run.text, f"is under {_name(widget)}")
                  for (under, run), share in zip(near, shares, strict=True)
                  if share > _UNDER and not _may_cover(widget, under)]
        near = [one for one, share in zip(near, shares, strict=True) if share < _WHOLLY]
        engine = painted.get(widget) or _painted_by(widget)
        own = [(widget, run) for run in _in_window(engine, corner, place)]
        found += [Cut(_name(widget), run.text, f"stands in {under.text!r} of {_name(other)}")
                  for number, (_, run) in enumerate(own) for other, under in (*near, *own[:number])
                  if _stand_in_each_other(run, under)]
        below += near + own
    return found


def _in_window(engine: _Engine, corner: QPointF, place: QRectF) -> Iterator[Run]:
    """What is seen of the letters of a widget, in the pixels of its window."""
    for run in (*engine.runs, *engine.pictured):
        seen = run.place.intersected(run.clip).translated(corner).intersected(place)
        if seen.width() > _SLACK and seen.height() > _SLACK:
            yield Run(run.text, seen, seen)


def _in_order_of_painting(part: QWidget) -> Iterator[QWidget]:
    """A widget and all in view in it, each behind what it may cover."""
    if isValid(part) and part.isVisible():
        yield part
        for child in part.children():
            if isinstance(child, QWidget) and not child.isWindow():
                yield from _in_order_of_painting(child)


def _place_in_view(widget: QWidget) -> QRectF:
    """Where a widget is in view, in the pixels of its window."""
    window = widget.window()
    place = QRectF(QPointF(widget.mapTo(window, QPoint(0, 0))), widget.size())
    one = widget
    while one is not window and (parent := one.parentWidget()) is not None:
        one = parent
        place = place.intersected(QRectF(QPointF(one.mapTo(window, QPoint(0, 0))), one.size()))
    return place


class _HiddenBy:
    """What a widget hides of those below it: it is drawn when this is first asked."""

    def __init__(self, widget: QWidget, corner: QPointF) -> None:
        self._widget = widget
        self._corner = corner
        self._picture: QImage | None = None

    def share_of(self, place: QRectF, in_view: QRectF) -> float:
        """How much of a place in the window is hidden, 0 to 1, by what is in view of the widget."""
        if self._picture is None:
            self._picture = QImage(self._widget.size(), QImage.Format.Format_Alpha8)
            drawn = QImage(self._widget.size(), QImage.Format.Format_ARGB32_Premultiplied)
            drawn.fill(QColor(0, 0, 0, 0))
            painter = QPainter(drawn)
            QWidget.render(self._widget, painter, QPoint(), QRegion(), _ONLY_ITSELF)
            painter.end()
            self._picture = drawn.convertToFormat(QImage.Format.Format_Alpha8)
        shared = place.intersected(in_view)
        room = shared.translated(-self._corner).toAlignedRect().intersected(self._picture.rect())
        if room.isEmpty():
            return 0.0
        part = self._picture.copy(room)
        opaque = sum(byte >= _SEEN for row in range(part.height())
                     for byte in bytes(part.constScanLine(row))[:part.width()])
        return opaque / (part.width() * part.height()) * _area(shared) / _area(place)


def _area(place: QRectF) -> float:
    return place.width() * place.height()


def _may_cover(widget: QWidget, under: QWidget) -> bool:
    """Whether one thing lies over another by intent, until it is closed."""
    above, below = _kinds_around(widget), _kinds_around(under)
    return any(kind in above and (not covered or covered in below) for kind, covered in _MAY_COVER)


def _kinds_around(widget: QWidget) -> set[str]:
    kinds: set[str] = set()
    one: QWidget | None = widget
    while one is not None:
        kinds.add(type(one).__name__)
        one = one.parentWidget()
    return kinds


def _stand_in_each_other(one: Run, other: Run) -> bool:
    shared = one.place.intersected(other.place)
    if shared.width() <= _SLACK or shared.height() <= _SLACK:
        return False
    apart = one.place.center() - other.place.center()
    return one.text.strip() != other.text.strip() or math.hypot(apart.x(), apart.y()) > _HALO


def _is_typed_into(widget: QWidget) -> bool:
    """Whether what stands in it moves under the caret, as in any field."""
    return isinstance(widget, QLineEdit) and not widget.isReadOnly() and widget.isEnabled()


def _cut_in(widget: QWidget, painted: dict[QWidget, _Engine]) -> Iterator[Cut]:
    seen, bounded = _seen_part(widget)
    if seen.isEmpty():
        return
    painted[widget] = _painted_by(widget)
    for run in painted[widget].runs:
        room = run.clip.intersected(seen)
        whole = _is_written_whole(widget)
        if not run.place.intersects(room):
            if whole:
                yield Cut(_name(widget), run.text, "lies outside")
            continue
        cuts = list(_cut_at(run, seen, bounded, _name(widget)))
        yield from cuts
        if not cuts and "…" in run.text and not _is_complete_on_hover(widget, run):
            yield Cut(_name(widget), run.text, "is shortened, and isn't complete on hover")


def _cut_at(run: Run, seen: QRectF, bounded: set[Qt.Orientation], name: str) -> Iterator[Cut]:
    """The sides at which letters are cut that are partly in view."""
    room = run.clip.intersected(seen)
    if not run.place.intersects(room):
        return
    missing = {"left": room.left() - run.place.left(), "top": room.top() - run.place.top(),
               "right": run.place.right() - room.right(), "bottom": run.place.bottom() - room.bottom()}
    sides = {side: round(length, 1) for side, length in missing.items()
             if length > _SLACK and _ALONG[side] in bounded}
    if sides:
        yield Cut(name, run.text, f"is cut at {sides}")


def _is_written_whole(widget: QWidget) -> bool:
    return isinstance(widget, QLabel | QAbstractButton)


def _seen_part(widget: QWidget) -> tuple[QRectF, set[Qt.Orientation]]:
    """Where the widget is in view, in its own pixels, and along which sides no more can be scrolled in."""
    seen = QRectF(widget.rect())
    child, corner = widget, QPointF(0, 0)
    bounded = {Qt.Orientation.Horizontal, Qt.Orientation.Vertical} - _scrolled(widget)
    while not child.isWindow() and (parent := child.parentWidget()) is not None:
        corner -= QPointF(child.pos())
        bounded -= _scrolled(parent)
        room = QRectF(parent.rect()).translated(corner)
        if Qt.Orientation.Horizontal in bounded:
            seen.setLeft(max(seen.left(), room.left()))
            seen.setRight(min(seen.right(), room.right()))
        if Qt.Orientation.Vertical in bounded:
            seen.setTop(max(seen.top(), room.top()))
            seen.setBottom(min(seen.bottom(), room.bottom()))
        child = parent
    return seen, bounded


def _scrolled(widget: QWidget) -> set[Qt.Orientation]:
    """Which ways a widget's content can be scrolled in it."""
    area = widget.parentWidget()
    if isinstance(area, QHeaderView):  # it goes along with its table
        area = area.parentWidget()
        return _ways(area) if isinstance(area, QAbstractScrollArea) else set()
    if not isinstance(area, QAbstractScrollArea) or area.viewport() is not widget:
        return set()
    return _ways(area)


def _ways(area: QAbstractScrollArea) -> set[Qt.Orientation]:
    return {bar.orientation() for bar in (area.horizontalScrollBar(), area.verticalScrollBar())
            if bar.maximum() > bar.minimum()}


def _is_complete_on_hover(widget: QWidget, run: Run) -> bool:
    """Whether the text is meant to have its … or what it leaves out is told where the pointer rests on it."""
    shown = run.text.strip()
    if any(shown in text for text in _own_texts(widget)):
        return True
    place = run.place.center().toPoint()
    _close_tips()
    QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, place, widget.mapToGlobal(place)))
    told = _plain(QToolTip.text()) if QToolTip.isVisible() else ""  # a closed one keeps its text
    _close_tips()
    begin, _, end = shown.partition("…")
    return bool(told) and _plain(begin).strip() in told and _plain(end).strip() in told and told != shown


def _close_tips() -> None:
    """At once: `hideText` leaves one there for a while, to be taken for the next."""
    for tip in QApplication.topLevelWidgets():
        if tip.metaObject().className() == "QTipLabel":
            tip.close()


def _own_texts(widget: QWidget) -> list[str]:
    """What is written with the words that the widget was given."""
    if isinstance(widget, QComboBox):
        return [widget.itemText(number) for number in range(widget.count())]
    if isinstance(widget, QMenu):
        return [entry.text().replace("&", "") for entry in widget.actions()]
    for one in (widget, widget.parentWidget()):
        if isinstance(one, QTextEdit | QPlainTextEdit | ProseView) and (document := one.document()) is not None:
            return [document.toPlainText()]
    texts = [str(widget.property(name) or "") for name in ("text", "placeholderText")]
    return [text.replace("&", "") for text in texts]


def _plain(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", text))


def _name(widget: QWidget) -> str:
    """A widget and what it stands in."""
    names: list[str] = []
    one: QWidget | None = widget
    while one is not None and not one.isWindow() and len(names) < 3:
        if type(one).__name__ not in ("QWidget", "QSplitter", "QStackedWidget"):
            names.append(type(one).__name__)
        one = one.parentWidget()
    return " < ".join(names) or type(widget).__name__
