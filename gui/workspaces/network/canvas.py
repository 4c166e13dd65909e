"""The painted part of the stage: it shows a moment, and moves from one to the next.

What is done with the pointer and the keys is up to its tools: `ZoomTool`, `PointingTool`, `WeightTool`.
"""

from __future__ import annotations

import math
import time
from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QPen, QRegion, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from gui.foundation.theme import Theme
from gui.run.choice import PointedOut, Selection
from gui.widgets.keyboard import KeyboardFocus, paint_ring
from gui.widgets.zoom_tool import ZOOM_KEYS, ZoomTool
from gui.workspaces.network.captions import Captions, caption_forms, paint_captions, paint_counts, paint_legend
from gui.workspaces.network.column_pictures import ColumnPicture, name_room
from gui.workspaces.network.edge_pictures import (
    EdgePicture,
    EdgePictures,
    Frame,
    are_dashed,
    edge_path,
    placed,
    work_on,
)
from gui.workspaces.network.edge_values import EdgeMode, Quantity, Shown, shown_edges
from gui.workspaces.network.focus_edges import Bundle, bundle_ends, dot_color, strongest_bundle
from gui.workspaces.network.hand_marks import (
    Places,
    WeightWords,
    edge_rect,
    paint_frozen,
    paint_grip,
    paint_hidden,
    paint_weight_words,
    weight_text,
)
from gui.workspaces.network.hover_card import HoverCard
from gui.workspaces.network.layout import View, largest_zoom, make_layout, ring_reach
from gui.workspaces.network.scene import (
    Attention,
    Scene,
    Sheets,
    Stacks,
    make_columns,
    make_scene,
    mark_rect,
    paint_attention,
)
from gui.workspaces.network.transition import AT_ONCE, Transition, Travel, Way, travel_between
from simulator.moment import Moment
from simulator.network import Network

# Paints a transition between two scenes: blits of finished pictures and a few dots, so that a frame costs little.

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


# What a text beside the stage speaks of, lit up on the stage: a pale ring around neurons, lines beside weights.

_GLOW, _LINE = 7.0, 1.6
_PALE = 0.30
_LEAST_RADIUS = 4.0
_AWAY = 6.0
_PIECES = 96
_BESIDE = 6.0
"""From the middle of a weight to the lines beside it."""


def paint_pointed_out(painter: QPainter, frame: Frame, pointed_out: PointedOut) -> None:
    """Light up every place that the network on the stage has."""
    sizes = tuple(column.size for column in frame.layout.columns)
    places = [place for place in pointed_out.places if place.exists_in(sizes)]
    crowded = [layer for layer in range(len(sizes)) if _is_crowded(frame, layer, places)]
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for width, opacity in ((_GLOW, _PALE), (_LINE, 1.0)):
        shade = QColor(frame.theme.phase_color(pointed_out.phase))
        shade.setAlphaF(opacity)
        painter.setPen(QPen(shade, frame.theme.scale * width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        for layer in crowded:
            _paint_layer(painter, frame, layer)
        for place in places:
            if place.source is not None:
                if opacity == 1.0:  # lines beside the weight, which stays in its own colour
                    for away in (-_BESIDE, _BESIDE):
                        _paint_weight(painter, frame, place, place.source, away * frame.theme.scale)
            elif place.layer not in crowded:
                _paint_neuron(painter, frame, place)


def _is_crowded(frame: Frame, layer: int, places: list[Selection]) -> bool:
    """Whether all neurons of a layer light up, and so near to one another that their rings would overlap."""
    column = frame.layout.columns[layer]
    lit = sum(place.layer == layer and place.source is None for place in places)
    if column.picture is not None or lit < max(column.size, 2):
        return False
    return 2.0 * (column.largest_radius * frame.view.zoom + _AWAY * frame.theme.scale) > \
        column.spacing * frame.view.zoom


def _paint_layer(painter: QPainter, frame: Frame, layer: int) -> None:
    """One ring around all neurons of a layer."""
    column, view = frame.layout.columns[layer], frame.view
    around = max(column.largest_radius * view.zoom, _LEAST_RADIUS * frame.theme.scale) + _AWAY * frame.theme.scale
    top, bottom = view.point(column.x, float(column.y.min())), view.point(column.x, float(column.y.max()))
    reach = QPointF(around, around)
    painter.drawRoundedRect(QRectF(top - reach, bottom + reach), around, around)


def _paint_neuron(painter: QPainter, frame: Frame, place: Selection) -> None:
    column, view, scale = frame.layout.columns[place.layer], frame.view, frame.theme.scale
    if column.picture is not None and column.picture_shape is not None:
        half = column.picture.width / column.picture_shape[1] * view.zoom / 2 + 2 * scale
        centre = view.point(*column.pixel_centre(place.neuron))
        painter.drawRect(QRectF(centre - QPointF(half, half), centre + QPointF(half, half)))
        return
    centre = view.point(column.x, float(column.y[place.neuron]))
    radius = max(float(column.radius[place.neuron]) * view.zoom, _LEAST_RADIUS * scale)
    around = radius + _AWAY * scale
    if column.is_square:
        around = radius + ring_reach(radius, scale) + 2.0 * scale
        painter.drawRoundedRect(QRectF(centre - QPointF(around, around), centre + QPointF(around, around)),
                                _AWAY * scale, _AWAY * scale)
    else:
        painter.drawEllipse(centre, around, around)


def _paint_weight(painter: QPainter, frame: Frame, place: Selection, source: int, away: float) -> None:
    left, right = frame.layout.columns[place.layer - 1], frame.layout.columns[place.layer]
    view = frame.view
    start = view.point(left.x if left.picture is None else left.picture.right, float(left.y[source]))
    end = view.point(right.x, float(right.y[place.neuron]))
    reach = 0.0 if left.picture is not None else float(left.radius[source]) * view.zoom
    left_end, right_end = start.x() + reach, end.x() - float(right.radius[place.neuron]) * view.zoom
    path = edge_path(start + QPointF(0.0, away), end + QPointF(0.0, away))
    # only between the neurons at its ends; not by a clip, which a scalable picture would not keep
    points = [path.pointAtPercent(number / _PIECES) for number in range(_PIECES + 1)]
    painter.drawPolyline([point for point in points if left_end <= point.x() <= right_end])


FRAME_MILLISECONDS = 16
WORK_SECONDS = 0.006
"""So much of a frame may be spent on unfinished pictures …"""
WORK_SECONDS_WHILE_TRAINING = 0.0025
"""… and so much while the training thread wants the interpreter too."""
_IDLE_MILLISECONDS = 120
_EDGES_REST_SECONDS = 0.15
"""So long the finished edges of a run that trains are left alone, so that the thread that trains gets its turn."""
_EDGES_OF_A_FRAME = 160
"""Up to so many edges are drawn with their neurons while a run trains. More take several frames and come after, and
the legend tells their step: drawn in each frame, 180 would halve the speed of training, 23,820 leave a third."""
_DOTS = 36
_GRAIN_WHILE_TRAINING = 2
_FADE_OF_A_MODE = Travel(Way.FADE, 0.16)
_FADE_OF_A_FOCUS = Travel(Way.FADE, 0.12)


class StageCanvas(QWidget):
    """Shows one moment at a time.

    Attributes
    ----------
    selected
        What is chosen; it is kept up to date from outside.
    by_hand
        Whether weights and biases can be changed: then it is shown which one a hand would change.
    held
        The weight or neuron that a hand has taken hold of.
    card
        Beside the pointer.
    buttons
        Zoom out, zoom in, and show all.

    Signals
    -------
    view_changed
        The zoom or the place of the view.
    shown
        Another moment, or other frozen weights.
    chosen
        A Selection, or None.
    hover_changed
        The Selection of the neuron under the pointer, or None where there is none.
    """

    view_changed = Signal()
    shown = Signal()
    chosen = Signal(object)
    hover_changed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._moment: Moment | None = None
        self._attention = Attention()
        self.selected: Selection | None = None
        self.by_hand = False
        self.held: Selection | None = None
        self._frozen: frozenset[int] = frozenset()
        self._weight_words = WeightWords()
        self._hovered: Selection | None = None
        self._pointed_out: PointedOut | None = None
        self._mode = EdgeMode.AUTO
        self._training = False
        self._captions: Captions | None = None
        self._written: Captions | None = None  # those of the network that is laid out
        self._frame: Frame | None = None
        self._sight: tuple[float, float, float] | None = None  # wanted as soon as there is a picture
        self._laid_out: Network | None = None
        self._transition: Transition | None = None
        self._pictures = EdgePictures()
        self._edges_wait = False
        self._edges_finished = -math.inf
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(FRAME_MILLISECONDS)
        self._timer.timeout.connect(self.advance)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(lambda: self._go(AT_ONCE))
        self.card = HoverCard(theme, self)
        self.focus = KeyboardFocus(self, {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_BracketLeft,
                                          Qt.Key.Key_BracketRight, Qt.Key.Key_Escape, *ZOOM_KEYS})
        self._zoom = ZoomTool(self, theme, self.tr("Show the whole network (F)"), look="plain")
        self.buttons = self._zoom.buttons
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.view_changed.connect(self._on_view)
        self._on_view()

    # what is shown

    @property
    def moment(self) -> Moment | None:
        """The moment that is shown or arrived at."""
        return self._moment

    @property
    def frame(self) -> Frame | None:
        """Layout and view, once there is a network."""
        return self._frame

    @property
    def view(self) -> View:
        """The present zoom and place."""
        return self._frame.view if self._frame is not None else View()

    @property
    def attention(self) -> Attention:
        """What the picture points out."""
        return self._attention

    @property
    def captions(self) -> Captions | None:
        """The words of the network that is laid out."""
        return self._written

    @property
    def hovered(self) -> Selection | None:
        """What is under the pointer."""
        return self._hovered

    @property
    def hovered_neuron(self) -> Selection | None:
        """The neuron under the pointer."""
        hovered = self._hovered
        return hovered if hovered is not None and hovered.source is None else None

    @property
    def frozen(self) -> frozenset[int]:
        """Places in θ that no step changes."""
        return self._frozen

    @property
    def shows_training(self) -> bool:
        """Whether the picture is one of a run that trains: weights, and nothing travels."""
        return self._training

    @property
    def is_moving(self) -> bool:
        """Whether something travels or is still being drawn."""
        return self._timer.isActive() or self._idle.isActive()

    @property
    def is_still(self) -> bool:
        """Reduced motion: pictures take the place of one another at once."""
        return self._theme.still

    @property
    def brought_out(self) -> Bundle | None:
        """The edges of the neuron in focus, if they are drawn on top of the others."""
        return self._transition.new.bundle if self._transition is not None else None

    @property
    def _edges_come_after(self) -> bool:
        """Whether the edges are those of an earlier moment than the neurons."""
        return self._training and self._moment is not None \
            and self._moment.network.weight_count > _EDGES_OF_A_FRAME

    def edges_step(self) -> int | None:
        """Steps made at the moment whose edges are drawn, where that may be an earlier one than the neurons'.

        None where edges and neurons belong to one moment.
        """
        if self._transition is None or not self._edges_come_after:
            return None
        return self._transition.finished_scene().edges_of.steps_done

    def shown_edges(self) -> tuple[Shown, ...]:
        """What the edges show now, the uppermost of each layer."""
        if self._transition is not None and self._edges_come_after:
            drawn = self._transition.finished_scene().sheets
            return tuple(next(sheet.picture.shown for sheet in reversed(sheets)
                              if isinstance(sheet.picture, EdgePicture)) for sheets in drawn)
        return tuple(stack[-1] for stack in self.stacks())

    def dashed(self) -> frozenset[Quantity]:
        """Quantities of which negative edges are dashed, somewhere on the stage."""
        sizes = self._moment.network.sizes if self._moment is not None else ()
        bundle = self.brought_out
        return frozenset([shown.quantity for shown in self.shown_edges()
                          if are_dashed(sizes[shown.layer - 1] * sizes[shown.layer])]
                         + ([bundle.quantity] if bundle is not None else []))

    def legend_right(self) -> float:
        """x that the legend must not reach."""
        return float(self.buttons[0].x() - self._theme.px(12))

    def written_weights(self) -> dict[Selection, tuple[str, QRectF]]:
        """What is written on edges, and where: in small networks, while weights are changed by hand."""
        frame, moment = self._frame, self._moment
        if not self.by_hand or frame is None or moment is None:
            return {}
        places = self._weight_words.places(frame, moment, self._frozen)
        return {edge: (weight_text(moment, edge, self._theme, rect.width()), rect) for edge, rect in places.items()}

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme
        self.card.set_theme(theme)
        self._zoom.set_theme(theme)
        self._lay_out()

    def set_captions(self, captions: Captions) -> None:
        """The words on the stage; they count from the next moment of another network on."""
        self._captions = captions

    def set_mode(self, mode: EdgeMode) -> None:
        """What the edges show."""
        if mode is not self._mode:
            self._mode = mode
            self._go(_FADE_OF_A_MODE)

    def show_moment(self, moment: Moment, attention: Attention, *, speed: float, training: bool) -> None:
        """Go to a moment: a neighbour is travelled to, any other one fades in."""
        before = self._moment
        self._moment, self._attention, self._training = moment, attention, training
        if self.isVisible() and (before is None or not self.fits):
            self._lay_out()
        elif before is not None and self.isVisible():
            if before.address == moment.address and before.state is not moment.state:
                self._pictures.clear()  # a hand or an undo has put another θ here: what is kept doesn't come back
            self._go(travel_between(before, moment, speed, training=training))
        self.shown.emit()

    def show_at_once(self, moment: Moment, attention: Attention) -> None:
        """Show what a hand has made: nothing travels, and the edges are drawn before the next frame."""
        self.show_moment(moment, attention, speed=math.inf, training=False)
        self.advance()

    def set_frozen(self, frozen: frozenset[int]) -> None:
        """Mark other weights and biases as frozen."""
        if frozen != self._frozen:
            self._frozen = frozen
            self.update()
            self.shown.emit()

    def set_attention(self, attention: Attention) -> None:
        """Point out something else in the same moment."""
        if attention != self._attention:
            self._attention = attention
            self._go(_FADE_OF_A_FOCUS)

    def set_pointed_out(self, pointed_out: PointedOut | None) -> None:
        """Let what a text speaks of light up."""
        if pointed_out != self._pointed_out:
            self._pointed_out = pointed_out
            self.update()

    def set_hovered(self, hovered: Selection | None) -> None:
        """Draw a thin ring around what is under the pointer, and mark an edge that a hand would change."""
        frame, before = self._frame, self._hovered
        if hovered == before or frame is None:
            return
        neuron_before = self.hovered_neuron
        for one in (hovered, before):
            if one is not None and one.exists_in(tuple(column.size for column in frame.layout.columns)):
                self.update(mark_rect(frame, one).toAlignedRect())
                if self.by_hand and one.source is not None:
                    self.update(edge_rect(frame, one).toAlignedRect())
        self._hovered = hovered
        if self.hovered_neuron != neuron_before:
            self.hover_changed.emit(self.hovered_neuron)

    # zoom and pan

    def zoom(self, factor: float, about: QPointF | None = None) -> None:
        """Nearer (or farther, for a factor below 1) about a point of the widget."""
        if self._frame is not None:
            about = about or QPointF(self.width() / 2, self.height() / 2)
            self._set_view(self.view.zoomed(factor, about, largest_zoom(self._frame.layout.smallest_spacing)))

    def fit(self) -> None:
        """The whole network."""
        self._set_view(View())

    def pan(self, by: QPointF) -> None:
        """Move the picture."""
        self._set_view(self.view.moved(by))

    def sight(self) -> tuple[float, float, float]:
        """The zoom, and which place of the picture is in the middle, in shares of its width and height."""
        if self._sight is not None or self._frame is None or self.view.zoom == 1.0:
            return self._sight or (1.0, 0.5, 0.5)
        width, height = self._frame.size.toTuple()
        across, down = self.view.back(QPointF(width / 2, height / 2))
        return self.view.zoom, across / width, down / height

    def show_sight(self, zoom: float, across: float, down: float) -> None:
        """Zoom and move to what `sight` has told at another time: now, or as soon as there is a picture."""
        if self._frame is None or not self.fits or not self.isVisible():
            self._sight = (zoom, across, down)
            return
        self._sight = None
        self._set_view(self._view_of(zoom, across, down))

    def show_view(self, view: View) -> None:
        """Zoomed and moved as at another time, in a widget of the same size."""
        self._set_view(view)

    def _view_of(self, zoom: float, across: float, down: float) -> View:
        assert self._frame is not None, "there is a picture"
        width, height = self._frame.size.toTuple()  # the widget may have another one already
        zoom = min(max(zoom, 1.0), largest_zoom(self._frame.layout.smallest_spacing))
        return View(zoom, width * (0.5 - across * zoom), height * (0.5 - down * zoom)) if zoom > 1.0 else View()

    def _on_view(self) -> None:
        whole = self.view.zoom == 1.0
        self.buttons[0].setEnabled(not whole)
        self.buttons[2].setEnabled(not whole)
        self.card.hide()
        self._place_buttons()
        hovered, moment = self._hovered, self._moment
        if hovered is not None and moment is not None and not hovered.exists_in(moment.network.sizes):
            self.set_hovered(None)

    def _place_buttons(self) -> None:
        """In the band below the network."""
        gap = self._theme.px(4)
        x = self.width() - self._theme.px(12)
        bottom = self._frame.layout.bottom if self._frame is not None else self.height() - self._theme.px(40)
        for button in reversed(self.buttons):
            x -= button.width()
            button.move(x, round((bottom + self.height() - button.height()) / 2))
            x -= gap

    def _set_view(self, view: View) -> None:
        view = view.kept_within(self.width(), self.height())
        if self._frame is None or view == self._frame.view:
            return
        self._frame = replace(self._frame, view=view)
        self._show_stretched()
        self._idle.start(_IDLE_MILLISECONDS)
        self.view_changed.emit()

    # scenes

    @property
    def fits(self) -> bool:
        """Whether the layout is that of the network in view."""
        return self._frame is not None and self._moment is not None and self._laid_out is self._moment.network

    def stacks(self) -> Stacks:
        """What the edges show of the moment, layer by layer."""
        return shown_edges(self._moment, self._mode, training=self._training) if self._moment is not None else ()

    def _lay_out(self) -> None:
        """Everything anew: another network, size or theme."""
        moment, captions, theme = self._moment, self._captions, self._theme
        if moment is None or captions is None or not self.isVisible() or self.width() < 2 or self.height() < 2:
            return
        if len(captions.layers) != len(moment.network.sizes):
            return  # another run has begun, and its first moment is on its way
        size = QSizeF(self.size())
        layout = make_layout(moment.network.sizes, moment.data.image_shape, size.width(), size.height(), theme.scale,
                             caption_forms(captions, theme), squares=moment.data.domain is not None,
                             name_room=name_room(moment, theme))
        running = self._transition
        same_shape = running is not None and running.new.moment.network.sizes == moment.network.sizes
        if not same_shape:
            self._transition = None
        wanted = self._sight
        if wanted is None and self._frame is not None and same_shape and self._frame.size != size:
            wanted = self.sight()  # what was in the middle stays there
        view = self._frame.view if self._frame is not None and same_shape else View()
        self._frame = Frame(layout, view, theme, size, self.devicePixelRatioF())
        if wanted is not None:
            view = self._view_of(*wanted)
        self._frame = replace(self._frame, view=view.kept_within(*size.toTuple()))
        self._laid_out, self._written, self._sight = moment.network, captions, None
        self._go(AT_ONCE)
        self.view_changed.emit()

    def _go(self, travel: Travel) -> None:
        """Begin the way to the present moment; a way that is not finished is finished at once."""
        moment, frame, running = self._moment, self._frame, self._transition
        if moment is None or frame is None or not self.isVisible():
            return
        if not self.fits:
            self._lay_out()  # its moment came before its words
            return
        self._idle.stop()
        if self.is_still:
            travel = AT_ONCE
        grain = _GRAIN_WHILE_TRAINING if self._training else 1
        if frame.grain != grain:
            frame = self._frame = replace(frame, grain=grain)
        old = running.finished_scene() if running is not None else None
        at_once = self._training and not self._edges_come_after
        self._edges_wait = running is not None and not at_once and self._edges_due_in(running) > 0.0
        if running is not None and self._edges_wait:
            columns = make_columns(frame, moment, old)
            self._transition = running.with_columns(
                Scene(moment, frame, running.new.sheets, columns, running.new.edges_of))
        else:
            if self._training:
                self._pictures.clear()  # they are never looked at again
            attention = Attention() if self._training else self._attention
            new = make_scene(frame, moment, self.stacks(), attention, self._pictures, old,
                             from_left=travel.way is not Way.LEFTWARDS,
                             begun=running.new if running is not None else None)
            begun = Transition(old, new, travel, time.perf_counter(), self._dots(moment, travel))
            if at_once:
                work_on(begun.unfinished(), math.inf)
                begun.note(time.perf_counter())
            self._transition = begun
        self._timer.start()
        self.update()

    def _edges_due_in(self, running: Transition) -> float:
        """Seconds until new edges are begun; the neurons are shown at each moment."""
        if not self._training:
            return 0.0
        if running.unfinished():
            return math.inf  # otherwise none ever would be finished while moments pour in
        return max(self._edges_finished + _EDGES_REST_SECONDS - time.perf_counter(), 0.0)

    def _dots(self, moment: Moment, travel: Travel) -> Bundle | None:
        """The edges along which dots run."""
        if not travel.carries_dots:
            return None
        return strongest_bundle(moment, self.stacks()[travel.layer - 1][-1], _DOTS)

    def _show_stretched(self) -> None:
        """While zooming: neurons in the new view at once, edges as they are, until they are drawn anew."""
        running, moment, frame = self._transition, self._moment, self._frame
        if running is None or moment is None or frame is None or not self.fits:
            return
        sheets = running.finished_scene().sheets
        scene = Scene(moment, frame, sheets, make_columns(frame, moment, None), running.finished_scene().edges_of,
                      running.new.bundle)
        self._transition = Transition(scene, scene, AT_ONCE, time.perf_counter())
        self.update()

    def advance(self) -> None:
        """One frame: go on with pictures that are not finished, and have what moves painted."""
        running = self._transition
        if running is None:
            self._timer.stop()
            return
        work_on(running.unfinished(), WORK_SECONDS_WHILE_TRAINING if self._training else WORK_SECONDS)
        now = time.perf_counter()
        news = running.note(now)
        if news:
            self._edges_finished = now
        if news and self._training:
            self.update()  # the legend, too
        elif news or running.is_animated:
            self._repaint_changing(running)
        if running.is_over(now):
            self._timer.stop()
            self._transition = Transition(running.new, running.new, AT_ONCE, now)
            if self._edges_wait:
                self._idle.start(math.ceil(1000 * self._edges_due_in(self._transition)))

    def _repaint_changing(self, running: Transition) -> None:
        region = QRegion()
        for rect in changing_rects(running):
            region += rect.toAlignedRect()
        self.update(region)

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._theme.card)
        painter.save()
        self._paint_moment(painter, QRectF(event.rect()))
        painter.restore()
        paint_ring(painter, self, self._theme)
        self._paint_hand(painter)
        painter.end()

    def _paint_moment(self, painter: QPainter, dirty: QRectF) -> None:
        frame, moment, captions, running = self._frame, self._moment, self._written, self._transition
        if running is None or frame is None or moment is None or captions is None or not self.fits:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_transition(painter, running, time.perf_counter(), dirty)
        if self._pointed_out is not None:
            paint_pointed_out(painter, frame, self._pointed_out)
        paint_attention(painter, frame, moment, self._attention, self._hovered)
        paint_counts(painter, frame, captions)
        paint_captions(painter, frame, captions)
        paint_legend(painter, frame, captions, self.shown_edges(), self.dashed(), self.legend_right(),
                     self.edges_step())

    def _paint_hand(self, painter: QPainter) -> None:
        """What is frozen, and what a hand needs to see: all edges, what it would take hold of, and the weights."""
        frame, moment = self._frame, self._moment
        if frame is None or moment is None or len(frame.layout.columns) != len(moment.network.sizes):
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        written: Places = {}
        if self.by_hand:
            written = self._weight_words.places(frame, moment, self._frozen)
            paint_hidden(painter, frame, moment, self.stacks(), self._frozen)
            grip = self.held or self._hovered
            if grip is not None:
                paint_grip(painter, frame, moment, grip)
            paint_weight_words(painter, frame, moment, written, self._frozen)
        paint_frozen(painter, frame, moment, self._frozen, written)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self._lay_out()
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._lay_out()

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        self._idle.stop()
        self._transition = None
        self._pictures.clear()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()
        self._place_buttons()
