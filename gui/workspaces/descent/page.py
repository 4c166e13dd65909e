"""The page of the Descent workspace."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.foundation.number_text import count, number
from gui.foundation.theme import Theme, blend
from gui.run.jobs import Activity
from gui.transport.position_text import PositionText
from gui.transport.timeline import TEXT_SIZE, Span, Timeline, paint_mark, shared_widths
from gui.transport.transport_card import TransportCard
from gui.widgets.plain_text import plain_tip
from gui.widgets.whats_this import WindowPart, explain
from gui.workspaces.descent.descent_player import DescentPlayer
from gui.workspaces.descent.descent_session import DescentSession
from gui.workspaces.descent.racer_looks import optimizer_name
from gui.workspaces.descent.workspace import DescentWorkspace
from gui.workspaces.page import Page, ViewMenu
from simulator.descent.stops import LONG_STRIDE, Part, Place, Stride, place_after
from simulator.optimizers import OPTIMIZERS
from simulator.steps import Phase

# What the transport bar of the Descent workspace says: names of parts and strides, and where one is.

translate = QCoreApplication.translate


def part_name(part: Part) -> str:
    """What a part of a step is called."""
    names = {Part.GRADIENT: translate("DescentBar", "gradient"), Part.DIRECTION: translate("DescentBar", "direction"),
             Part.MOVE: translate("DescentBar", "move")}
    return names[part]


def part_about(part: Part) -> str:
    """What is seen there."""
    texts = {Part.GRADIENT: translate("DescentBar", "The gradient where the ball stands"),
             Part.DIRECTION: translate("DescentBar", "What the move is made of"),
             Part.MOVE: translate("DescentBar", "The ball has moved")}
    return texts[part]


def stride_texts(epoch: int) -> list[tuple[str, str]]:
    """Name and explanation of every stride; the longest is an epoch where there are any."""
    texts = {
        Stride.PART: (translate("DescentBar", "Part"),
                      translate("DescentBar", "Next and Back go through the parts of a step: gradient, direction, "
                                              "move (1)")),
        Stride.STEP: (translate("DescentBar", "Step"), translate("DescentBar", "Next and Back go step by step (2)")),
        Stride.TEN_STEPS: (translate("DescentBar", "10 steps"),
                           translate("DescentBar", "Next and Back go ten steps (3)")),
        Stride.LONG: (translate("DescentBar", "Epoch"),
                      translate("DescentBar", "Next and Back go epoch by epoch: once through all samples (4)"))
        if epoch else (translate("DescentBar", "{count} steps").format(count=LONG_STRIDE),
                       translate("DescentBar", "Next and Back go {count} steps (4)").format(count=LONG_STRIDE)),
    }
    return [texts[stride] for stride in Stride]


def position_text(name: str, place: Place, length: int, epoch: int) -> PositionText:
    """Who is looked at, which part of its step is in view, and how many are recorded.

    Parameters
    ----------
    epoch
        Steps of an epoch; 0 without mini-batches.
    """
    part = part_name(place.part)
    titles = (translate("DescentBar", "{name} · {part}").format(name=name, part=part), part)
    shown, recorded = count(place.step + 1), count(length)
    details = [translate("DescentBar", "step {step} of {length}").format(step=shown, length=recorded),
               translate("DescentBar", "step {step}").format(step=shown)]
    if epoch:
        number = count(place.step // epoch + 1)
        details.insert(0, translate("DescentBar", "step {step} of {length} · epoch {epoch}").format(
            step=shown, length=recorded, epoch=number))
    sentence = translate("DescentBar", "{name}, step {step} of {length}: {about}.").format(
        name=name, step=shown, length=recorded, about=part_about(place.part))
    return PositionText(titles, tuple(details), sentence)


def recording_text(length: int, target: int) -> PositionText:
    """How far the way to a distant step has come."""
    title = translate("DescentBar", "Recording")
    detail = translate("DescentBar", "step {step} of {length}").format(step=count(length), length=count(target))
    return PositionText((title,), (detail,), f"{title}. {detail}")


# The timeline of a descent: the parts of the step in view, and all recorded steps, to be clicked and dragged.

_GAP = 3
_SHARES = {Part.GRADIENT: 3, Part.DIRECTION: 2, Part.MOVE: 1}
_AHEAD = 0.3
_LEAST = 10


class _Grip(Enum):
    """What the pointer has taken hold of."""

    PART = "part"
    STEP = "step"


class DescentTimeline(Timeline):
    """Three parts in a row, and below them a line with a mark at the step in view."""

    def __init__(self, player: DescentPlayer, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._player = player
        self._grip: _Grip | None = None
        self._pointer: QPointF | None = None
        self.setAccessibleName(self.tr("Timeline of the descent"))
        player.moved.connect(self.update)
        player.activity_changed.connect(self.update)

    def width_for_labels(self) -> int:
        return round(sum(self._label_width(part) for part in Part)) + 2 * self._theme.px(_GAP) + 2 * self._margin

    def part_span(self, part: Part) -> Span:
        """Where a part of the step lies."""
        return self._spans()[part]

    def step_x(self, steps: int) -> float:
        """Where the line of all steps has the end of so many."""
        line = self._line()
        return line.left + line.width * steps / max(self._player.length, 1)

    def _label_width(self, part: Part) -> float:
        metrics = QFontMetricsF(self._theme.font(TEXT_SIZE))
        return metrics.horizontalAdvance(part_name(part)) + self._theme.px(8)

    def _line(self) -> Span:
        return Span(self._margin, max(self.width() - self._margin, self._margin + 1))

    def _spans(self) -> dict[Part, Span]:
        line, gap = self._line(), self._theme.px(_GAP)
        least = [self._label_width(part) if self._has_labels else self._theme.px(_LEAST) for part in Part]
        widths = shared_widths([_SHARES[part] for part in Part], least, line.width - 2 * gap)
        spans, left = {}, line.left
        for part, width in zip(Part, widths, strict=True):
            spans[part] = Span(left, left + width)
            left += width + gap
        return spans

    def _color(self, part: Part) -> QColor:
        theme = self._theme
        return {Part.GRADIENT: theme.phase_color(Phase.ACTIVATION), Part.DIRECTION: theme.outline,
                Part.MOVE: theme.phase_color(Phase.UPDATE)}[part]

    def _part_at(self, x: float) -> Part:
        spans = self._spans()
        return next((part for part in Part if x <= spans[part].right + self._theme.px(_GAP) / 2), Part.MOVE)

    def _steps_at(self, x: float) -> int:
        line = self._line()
        share = min(max((x - line.left) / line.width, 0.0), 1.0)
        return round(share * self._player.length)

    def _drag_to(self, position: QPointF) -> None:
        place = Place(self._player.place.step, self._part_at(position.x())) if self._grip is _Grip.PART \
            else place_after(self._steps_at(position.x()))
        if place != self._player.place:
            self._player.go_to(place)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self._grip = _Grip.STEP if self.rows.is_on_samples(event.position().y()) else _Grip.PART
        self._drag_to(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position()
        if self._grip is not None:
            self._drag_to(event.position())
        self._say_what_is_under(event.position())
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._pointer = None
        self.setToolTip(plain_tip(self._about))
        self.update()

    def _say_what_is_under(self, position: QPointF) -> None:
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if self.rows.is_on_samples(position.y()):
            self.setToolTip(plain_tip(self.tr("step {step} of {length}").format(
                step=count(self._steps_at(position.x())), length=count(self._player.length))))
        else:
            self.setToolTip(plain_tip(part_about(self._part_at(position.x()))))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        theme, rows, here = self._theme, self.rows, self._player.place
        spans = self._spans()
        for part, span in spans.items():
            color = self._color(part)
            self._rounded(painter, rows.bar(span),
                          color if part <= here.part else blend(theme.card, color, _AHEAD), theme.px(2))
        line = rows.samples(self._line())
        self._rounded(painter, line, blend(theme.card, theme.outline, 0.35), line.height() / 2)
        done = rows.samples(Span(self._line().left, max(self.step_x(here.steps_made), self._line().left + 1)))
        self._rounded(painter, done, theme.outline, line.height() / 2)
        if self._has_labels:
            self._paint_labels(painter, spans)
        x = self.step_x(here.steps_made)
        painter.setBrush(theme.text)
        half = theme.px(4) / 2
        painter.drawRoundedRect(QRectF(x - half, line.top() - 1, 2 * half, line.height() + 2), half, half)
        paint_mark(painter, rows, spans[here.part].right - theme.px(3))
        self._paint_ring(painter)

    def _rounded(self, painter: QPainter, rect: QRectF, color: QColor, radius: float) -> None:
        painter.setBrush(color)
        painter.drawRoundedRect(rect, radius, radius)

    def _paint_labels(self, painter: QPainter, spans: dict[Part, Span]) -> None:
        theme = self._theme
        painter.setFont(theme.font(TEXT_SIZE))
        for part, span in spans.items():
            painter.setPen(theme.text if part is self._player.place.part else theme.text_dim)
            painter.drawText(self.rows.labels(span), Qt.AlignmentFlag.AlignCenter, part_name(part))
        painter.setPen(Qt.PenStyle.NoPen)


# The transport bar of the Descent workspace.

_WIDE_STEP = 88_888


class DescentBar(TransportCard):
    """The card for a descent."""

    def __init__(self, session: DescentSession, theme: Theme, parent: QWidget | None = None) -> None:
        self.timeline = DescentTimeline(session, theme)
        super().__init__(session, theme, stride_texts(session.epoch), self.timeline, parent=parent)
        explain(WindowPart.DESCENT_TIMELINE, self.timeline)
        self._session = session
        session.moved.connect(self._show_position)
        session.lanes_changed.connect(self._on_lanes)
        session.activity_changed.connect(self._show_position)
        longest = max((optimizer_name(one.name) for one in OPTIMIZERS), key=len)
        self.position.make_room_for(position_text(longest, Place(_WIDE_STEP, Part.DIRECTION), _WIDE_STEP, 0))
        self._show_position()

    def _on_lanes(self) -> None:
        texts = stride_texts(self._session.epoch)
        self.granularity.set_options([name for name, _ in texts])
        for segment, (_, explanation) in zip(self.granularity.segments(), texts, strict=True):
            segment.setToolTip(plain_tip(explanation))
        self._show_position()

    def _show_position(self) -> None:
        session = self._session
        if session.activity is Activity.TRAVELLING and session.target is not None:
            self.tell_position(recording_text(session.length, session.target.step + 1))
            return
        lane, runner = session.chosen
        name = optimizer_name(session.lanes[lane].runners[runner].racer.optimizer)
        costs = session.lanes[lane].trails[runner].costs(session.place.steps_made)
        self.tell_position(position_text(name, session.place, session.length, session.epoch),
                           f"C = {number(float(costs[-1]))}.")


class DescentPage(Page):
    """The Descent workspace over its transport bar.

    Parameters
    ----------
    former
        The page that this one takes the place of.
    """

    def __init__(self, session: DescentSession, theme: Theme, former: DescentPage | None) -> None:
        self.session = session
        workspace = former.workspace if former is not None else None
        self.workspace: DescentWorkspace = DescentWorkspace(session, theme, workspace)
        self.bar = DescentBar(session, theme)
        super().__init__(self.workspace, self.bar, session, theme)
        self.undoable = session.history
        self.view = ViewMenu(self.workspace, (("left", self.tr("Surface and optimizers"), "F6"),
                                              ("right", self.tr("Loss and step"), "F8")), self)

    @property
    def home(self) -> QWidget:
        return self.workspace.pictures[0].surface

    @property
    def centre_parts(self) -> tuple[QWidget, ...]:
        return self.workspace.centre, self.workspace.below

    @property
    def is_settled(self) -> bool:
        return self.workspace.is_settled
