"""Paints a transition between two scenes: blits of finished pictures and a few dots, so that a frame costs little."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from gui.network.column_pictures import ColumnPicture
from gui.network.edge_pictures import Frame, placed
from gui.network.focus_edges import bundle_ends, dot_color
from gui.network.scene import Sheets
from gui.network.transition import Transition
from gui.network.travelling import Way

_SOFTNESS = 36.0
_SOFT_STRIPS = 6


def paint_transition(painter: QPainter, transition: Transition, now: float, dirty: QRectF) -> None:
    """The stage without captions: input, edges, dots, neurons."""
    frame = transition.new.frame
    columns = range(len(transition.new.columns))
    pictured = [layer for layer in columns if frame.layout.columns[layer].picture is not None]
    for layer in pictured:
        _paint_column(painter, transition, layer, now, dirty)
    for layer in columns[1:]:
        if _edge_rect(frame, layer).intersects(dirty):
            _paint_edges(painter, transition, layer, now, dirty)
    if transition.is_wave and transition.bundle is not None:
        _paint_dots(painter, transition, now)
    for layer in columns:
        if layer not in pictured:
            _paint_column(painter, transition, layer, now, dirty)


def changing_rects(transition: Transition) -> list[QRectF]:
    """The parts of the widget that a transition repaints."""
    frame = transition.new.frame
    rects = [_edge_rect(frame, layer) for layer in range(1, len(transition.new.columns)) if transition.moves(layer)]
    if transition.old is not None:
        pairs = zip(transition.old.columns, transition.new.columns, strict=True)
        rects += [new.rect.united(old.rect) for old, new in pairs if old is not new]
    if transition.is_wave and not rects:
        rects.append(_edge_rect(frame, transition.travel.layer))
    return rects


def _edge_rect(frame: Frame, layer: int) -> QRectF:
    left, right = frame.layout.columns[layer - 1], frame.layout.columns[layer]
    start = frame.view.x(left.x if left.picture is None else left.picture.x)
    return QRectF(start - 8, 0.0, frame.view.x(right.x) - start + 16, frame.size.height())


def _paint_edges(painter: QPainter, transition: Transition, layer: int, now: float, dirty: QRectF) -> None:
    frame = transition.new.frame
    old, new = transition.old_sheets(layer), transition.new.sheets[layer - 1]
    if old == new:
        _paint_sheets(painter, frame, new, 1.0)
    elif transition.is_wave and layer == transition.travel.layer:
        _paint_wave(painter, transition, old, new, now, dirty)
    elif not old:
        _paint_grown(painter, frame, new)
    else:
        share = transition.sheets_share(layer, now)
        shared = [sheet for sheet in new if sheet in old]
        _paint_sheets(painter, frame, tuple(shared), 1.0)
        _paint_sheets(painter, frame, tuple(sheet for sheet in old if sheet not in shared), 1.0 - share)
        _paint_sheets(painter, frame, tuple(sheet for sheet in new if sheet not in shared), share)


def _paint_sheets(painter: QPainter, frame: Frame, sheets: Sheets, opacity: float) -> None:
    if opacity <= 0.0:
        return
    for sheet in sheets:
        painter.setOpacity(opacity * sheet.opacity)
        target = placed(sheet.picture, frame)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform,
                              on=target.size() != sheet.picture.rect.size())
        painter.drawImage(target, sheet.picture.image)
    painter.setOpacity(1.0)


def _paint_grown(painter: QPainter, frame: Frame, sheets: Sheets) -> None:
    """The first picture of all: shown as far as it has come."""
    for sheet in sheets:
        painter.save()
        rect = QRectF(sheet.picture.rect)
        rect.setRight(sheet.picture.reached_from_left)
        painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
        _paint_sheets(painter, frame, (sheet,), 1.0)
        painter.restore()


def _paint_wave(painter: QPainter, transition: Transition, old: Sheets, new: Sheets, now: float, dirty: QRectF
                ) -> None:
    frame, front = transition.new.frame, transition.front_x(now)
    rightwards = transition.travel.way is Way.RIGHTWARDS
    soft = min(_SOFTNESS * frame.theme.scale, 0.5 * _edge_rect(frame, transition.travel.layer).width())
    share_at_ends = transition.front(now)
    # at the beginning and at the end the soft edge is narrow, so that it starts and arrives exactly at the neurons
    soft *= min(1.0, 6.0 * share_at_ends, 6.0 * (1.0 - share_at_ends)) + 1e-6
    # whole pixels, so that the strips neither overlap nor leave gaps
    edges = [round(front + soft * (place / _SOFT_STRIPS - 0.5)) for place in range(_SOFT_STRIPS + 1)]
    bounds = [dirty.left(), *edges, dirty.right()]
    for strip in range(len(bounds) - 1):
        rect = QRectF(bounds[strip], dirty.top(), bounds[strip + 1] - bounds[strip], dirty.height())
        if rect.width() <= 0:
            continue
        share = strip / (_SOFT_STRIPS + 1)
        share = 1.0 - share if rightwards else share
        painter.save()
        painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
        _paint_sheets(painter, frame, old, 1.0 - share)
        _paint_sheets(painter, frame, new, share)
        painter.restore()


def _paint_dots(painter: QPainter, transition: Transition, now: float) -> None:
    """The signal itself: dots that run along the strongest edges, as large as what they carry."""
    bundle, frame = transition.bundle, transition.new.frame
    if bundle is None or not len(bundle.values) or bundle.largest <= 0:
        return
    front = transition.front(now)
    if not 0.0 < front < 1.0:
        return
    t = front if transition.travel.way is Way.RIGHTWARDS else 1.0 - front
    s = t * t * (3.0 - 2.0 * t)
    source_y, neuron_y, start, end = bundle_ends(frame, bundle)
    x = start + t * (end - start)
    theme = frame.theme
    painter.setPen(QPen(theme.card, theme.scale))
    for edge, value in enumerate(bundle.values):
        y = float(source_y[edge] * (1.0 - s) + neuron_y[edge] * s)
        radius = theme.scale * (1.6 + 3.0 * bundle.share(float(value)) ** 0.5)
        painter.setBrush(dot_color(theme, bundle, float(value)))
        painter.drawEllipse(QPointF(x, y), radius, radius)


def _paint_column(painter: QPainter, transition: Transition, layer: int, now: float, dirty: QRectF) -> None:
    new = transition.new.columns[layer]
    if not new.rect.intersects(dirty):
        return
    share = transition.column_share(layer, now)
    if share < 1.0 and transition.old is not None:
        _blit(painter, transition.old.columns[layer], 1.0)
    _blit(painter, new, share)
    painter.setOpacity(1.0)


def _blit(painter: QPainter, picture: ColumnPicture, opacity: float) -> None:
    if opacity > 0.0:
        painter.setOpacity(opacity)
        painter.drawPixmap(picture.rect.topLeft(), picture.pixmap)
