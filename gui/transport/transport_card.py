"""The card of a transport bar: buttons, how far one press goes, the speed, a timeline and the position in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLayout, QSizePolicy, QWidget

from gui.foundation.theme import Theme
from gui.run.jobs import Activity
from gui.run.playback import SPEEDS
from gui.transport.keys import Player
from gui.transport.position_text import PositionText
from gui.transport.timeline import Timeline
from gui.widgets.access import announce
from gui.widgets.buttons import IconButton, SegmentedControl
from gui.widgets.keyboard import KeyboardFocus, shows_ring
from gui.widgets.plain_text import PlainLabel, plain_tip
from gui.widgets.whats_this import WindowPart, explain

# The position in words, shortened step by step where there is little room.

TITLE_SIZE, DETAIL_SIZE = 13, 12
_NOTHING = PositionText(("",), ("",), "")


class PositionLabel(QWidget):
    """Title and details: under one another at the right edge, or in one line, at its two ends."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = _NOTHING
        self._in_one_line = False
        self._wanted_width = theme.px(120)
        self._title_font = theme.font(TITLE_SIZE, semibold=True, tabular=True)
        self._detail_font = theme.font(DETAIL_SIZE, tabular=True)

    def text(self) -> PositionText:
        """What it says."""
        return self._text

    def set_text(self, text: PositionText) -> None:
        """Says something else."""
        if text != self._text:
            self._text = text
            self.setToolTip(plain_tip(text.sentence))
            self.setAccessibleName(text.sentence)
            self.update()

    def make_room_for(self, widest: PositionText) -> None:
        """Asks for a width that doesn't change with every step; only the longest forms count."""
        titles = (QFontMetrics(self._title_font).horizontalAdvance(title) for title in widest.titles)
        details = (QFontMetrics(self._detail_font).horizontalAdvance(detail) for detail in widest.details)
        wanted = max(*titles, *details) + self._theme.px(2)
        if wanted != self._wanted_width:
            self._wanted_width = wanted
            self.updateGeometry()

    def set_in_one_line(self, in_one_line: bool) -> None:
        """Chooses between one line and two."""
        self._in_one_line = in_one_line
        vertical = QSizePolicy.Policy.Fixed if in_one_line else QSizePolicy.Policy.Preferred
        self.setSizePolicy(QSizePolicy.Policy.Preferred, vertical)
        self.updateGeometry()

    def shown(self) -> tuple[str, str]:
        """Title and details as they are written at the present width."""
        room = self.width() - 2 * self._inset
        if not self._in_one_line:
            return (_fitting(self._text.titles, self._title_font, room),
                    _fitting(self._text.details, self._detail_font, room))
        # a shorter title is better than details without the step's or the sample's count
        metrics, wanted = QFontMetrics(self._title_font), self._text.details[:2][-1]
        least = QFontMetrics(self._detail_font).horizontalAdvance(wanted) + self._theme.px(16)
        beside = (title for title in self._text.titles if metrics.horizontalAdvance(title) <= room - least)
        title = next(beside, _fitting(self._text.titles[-1:], self._title_font, room))
        left = room - metrics.horizontalAdvance(title) - self._theme.px(16)
        return title, _fitting(self._text.details, self._detail_font, left)

    @property
    def _inset(self) -> int:
        """In one line the words begin and end above the ends of the bar and not of the mark's room beside it."""
        return self._theme.px(4) if self._in_one_line else 0

    def sizeHint(self) -> QSize:
        return QSize(self._wanted_width, self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(96), self._height())

    def _height(self) -> int:
        lines = (QFontMetrics(self._title_font).height(), QFontMetrics(self._detail_font).height())
        return max(lines) if self._in_one_line else sum(lines)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        title, detail = self.shown()
        right, left = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignLeft
        line = QFontMetrics(self._title_font).height()
        top = (self.height() - self._height()) // 2
        first = QRect(self._inset, top, self.width() - 2 * self._inset, line)
        second = first if self._in_one_line else QRect(0, top + line, self.width(), self._height() - line)
        painter.setPen(self._theme.text)
        painter.setFont(self._title_font)
        painter.drawText(first, (left if self._in_one_line else right) | Qt.AlignmentFlag.AlignVCenter, title)
        painter.setPen(self._theme.text_dim)
        painter.setFont(self._detail_font)
        painter.drawText(second, right | Qt.AlignmentFlag.AlignVCenter, detail)


def _fitting(texts: Sequence[str], font: QFont, room: int) -> str:
    """The first text that has room; the last one shortened with … if none has."""
    metrics = QFontMetrics(font)
    fitting = (text for text in texts if metrics.horizontalAdvance(text) <= room)
    return next(fitting, metrics.elidedText(texts[-1], Qt.TextElideMode.ElideRight, max(room, 0)))


# The speed: slower, how fast, faster.

_SLOWER_KEYS = (Qt.Key.Key_Left, Qt.Key.Key_Down)
_FASTER_KEYS = (Qt.Key.Key_Right, Qt.Key.Key_Up)


def speed_text(speed: float) -> str:
    """For example 0.5× or 32×."""
    return f"{speed:g}×"


class SpeedStepper(QFrame):
    """How fast Play goes and pictures move; reached with Tab, the arrow keys change it.

    Attributes
    ----------
    slower, faster
        The buttons.
    """

    def __init__(self, player: Player, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        KeyboardFocus(self, {*_SLOWER_KEYS, *_FASTER_KEYS})
        self._player = player
        self._theme = theme
        self.setProperty("part", "segments")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.px(28))
        self.setAccessibleName(self.tr("Speed"))
        self.setToolTip(self.tr("How fast Play goes and signals travel; 1× is normal"))
        self.slower = IconButton("chevron-left", self.tr("Slower"), theme, size=22, look="flat")
        self.faster = IconButton("chevron-right", self.tr("Faster"), theme, size=22, look="flat")
        self._value = PlainLabel()
        self._value.setFont(theme.font(12, tabular=True))
        self._value.setAlignment(Qt.AlignmentFlag.AlignCenter)
        widest = max(self._value.fontMetrics().horizontalAdvance(speed_text(speed)) for speed in SPEEDS)
        self._value.setFixedWidth(widest + theme.px(2))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(2), 0, theme.px(2), 0)
        row.setSpacing(0)
        for part in (self.slower, self._value, self.faster):
            row.addWidget(part)
        for button in (self.slower, self.faster):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.slower.clicked.connect(self._go_slower)
        self.faster.clicked.connect(self._go_faster)
        player.speed_changed.connect(self._show)
        self._show()

    def text(self) -> str:
        """The speed as it is written."""
        return self._value.text()

    def _go_slower(self) -> None:
        self._player.set_speed(max((speed for speed in SPEEDS if speed < self._player.speed), default=SPEEDS[0]))

    def _go_faster(self) -> None:
        self._player.set_speed(min((speed for speed in SPEEDS if speed > self._player.speed), default=SPEEDS[-1]))

    def _show(self) -> None:
        speed = self._player.speed
        self._value.setText(speed_text(speed))
        self.setAccessibleDescription(speed_text(speed))
        self.slower.setEnabled(speed > SPEEDS[0])
        self.faster.setEnabled(speed < SPEEDS[-1])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _SLOWER_KEYS:
            self._go_slower()
        elif event.key() in _FASTER_KEYS:
            self._go_faster()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if shows_ring(self):
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            width = self._theme.px(2)
            painter.setPen(QPen(self._theme.focus, width))
            inside = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
            painter.drawRoundedRect(inside, self._theme.px(6), self._theme.px(6))


# First, Back, Play or Pause, Next, Last.

_SIZE, _PLAY_WIDTH = 28, 40
_KEY = re.compile(r"\s*\([^()]*\)$")
"""What a tooltip says of a key, at its end."""


class MoveButtons(QWidget):
    """The five buttons that move the cursor.

    Attributes
    ----------
    first, back, play, next, last
        The buttons; `play` pauses while anything goes on.
    """

    def __init__(self, player: Player, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._player = player
        self._tells_keys = True
        self.first = IconButton("first", self.tr("To the beginning (Home)"), theme, size=_SIZE)
        self.back = IconButton("back", self.tr("Back (←)"), theme, size=_SIZE)
        self.play = IconButton("play", "", theme, size=_SIZE, look="primary")
        self.play.setFixedWidth(theme.px(_PLAY_WIDTH))
        self.next = IconButton("next", self.tr("Next (→)"), theme, size=_SIZE)
        self.last = IconButton("last", self.tr("To the end of what has been made (End)"), theme, size=_SIZE)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(4))
        moves = ((self.first, player.first), (self.back, player.back), (self.play, player.toggle_play),
                 (self.next, player.next), (self.last, player.last))
        for button, move in moves:
            row.addWidget(button)
            # `clicked` brings a bool along, which a move would take for its granularity
            button.clicked.connect(lambda _=False, move=move: move())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        player.activity_changed.connect(self._show_activity)
        self._show_activity()

    def tell_keys(self, *, told: bool) -> None:
        """Whether the keys are named: not while they belong to somebody else."""
        self._tells_keys = told
        for button, text in ((self.first, self.tr("To the beginning (Home)")), (self.back, self.tr("Back (←)")),
                             (self.next, self.tr("Next (→)")),
                             (self.last, self.tr("To the end of what has been made (End)"))):
            button.set_tooltip(self._told(text))
        self._show_activity()

    def _told(self, text: str) -> str:
        return text if self._tells_keys else _KEY.sub("", text)

    def _show_activity(self) -> None:
        idle = self._player.activity is Activity.IDLE
        self.play.set_icon("play" if idle else "pause")
        self.play.set_tooltip(self._told(self.tr("Play (Space)") if idle else self.tr("Pause (Space)")))


_SIDE = 14
_LEAST_COMPACT_TIMELINE = 240
_GOOD_COMPACT_TIMELINE = 320
_GOOD_TIMELINE = 440
_GOOD_WORDS = 210
_REST_MILLISECONDS = 250
"""So long a position stays before it is read out: whoever holds a key down hears the last one."""


class Arrangement(Enum):
    """How the parts stand, from wide to narrow."""

    WIDE = "wide"
    """All in one row, the words at its end."""
    COMPACT = "compact"
    """One row, the words above the timeline instead of the names under it."""
    TWO_ROWS = "two_rows"
    """The timeline has a row of its own."""
    NARROW = "narrow"
    """The words stand above the timeline, too, and the speed is left to its keys and to wider windows."""


_HEIGHTS = {Arrangement.WIDE: 64, Arrangement.COMPACT: 64, Arrangement.TWO_ROWS: 104, Arrangement.NARROW: 104}


class TransportCard(QFrame):
    """A card over the whole width of the window.

    Parameters
    ----------
    player
        What is moved.
    granularities
        Name and explanation of each of the player's granularities, in their order.
    switch
        What else is chosen here, if anything.

    Attributes
    ----------
    moves, granularity, speed, line, position
        Its parts; `line` is the timeline.

    Signals
    -------
    announced(str)
        The position that somebody has gone to has been handed to screen readers, with the number that was made there:
        once the picture rests, and not while it plays or trains. Nothing is announced where nobody listens.
    """

    announced = Signal(str)

    def __init__(self, player: Player, theme: Theme, granularities: Sequence[tuple[str, str]], timeline: Timeline,
                 switch: SegmentedControl | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "card")
        self.setAccessibleName(self.tr("Transport bar"))
        self._player = player
        self._theme = theme
        self.moves = MoveButtons(player, theme)
        self.granularity = SegmentedControl([name for name, _ in granularities], theme,
                                            name=self.tr("How far one press goes"))
        for segment, (_, explanation) in zip(self.granularity.segments(), granularities, strict=True):
            segment.setToolTip(plain_tip(explanation))
        self.speed = SpeedStepper(player, theme)
        self._switches = () if switch is None else (switch,)
        self.line = timeline
        self.position = PositionLabel(theme)
        self._news = self._announced = ""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MILLISECONDS)
        self._rest.timeout.connect(self._announce)
        player.activity_changed.connect(self._wait_for_rest)
        self._arrangement: Arrangement | None = None
        explain(WindowPart.TRANSPORT, self)
        explain(WindowPart.TIMELINE, self.line)
        self._grid = QGridLayout(self)
        # the bar itself decides how narrow it can be: see `minimumSizeHint`
        self._grid.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setVerticalSpacing(theme.px(2))
        self.granularity.changed.connect(self._on_granularity_chosen)
        player.granularity_changed.connect(self._show_granularity)
        self._show_granularity()
        self._arrange(Arrangement.WIDE)

    def arrangement(self) -> Arrangement:
        """How the parts stand now."""
        return self._arrangement or Arrangement.WIDE

    def tell_position(self, text: PositionText, made: str = "") -> None:
        """Write the position; `made` is a sentence with the number that was made there, to be read out with it."""
        before = self._news
        self._news = f"{text.sentence} {made}".strip()
        self.position.set_text(text)
        self.line.tell_position(self._news)
        if before and before != self._news:
            self._wait_for_rest()

    def _wait_for_rest(self) -> None:
        if QAccessible.isActive() and self.isVisible():
            self._rest.start()

    def _announce(self) -> None:
        if self._player.activity is Activity.IDLE and self._news != self._announced:
            self._announced = self._news
            announce(self, self._news)
            self.announced.emit(self._news)

    def _on_granularity_chosen(self, index: int) -> None:
        self._player.set_granularity(self._player.granularities[index])

    def _show_granularity(self) -> None:
        self.granularity.set_index(self._player.granularities.index(self._player.granularity))

    # how the parts stand

    def _fit(self) -> None:
        """Chooses the arrangement that the width allows, and shares what is left."""
        room, timeline = self._room_beside_controls(), self.line.width_for_labels()
        with_words = room - self.position.sizeHint().width() - self._grid.horizontalSpacing()
        if with_words >= timeline:
            self._arrange(Arrangement.WIDE)
            self._pad_segments(with_words - max(timeline, self._theme.px(_GOOD_TIMELINE)))
        elif room >= self._theme.px(_LEAST_COMPACT_TIMELINE):
            self._arrange(Arrangement.COMPACT)
            self._pad_segments(room - self._theme.px(_GOOD_COMPACT_TIMELINE))
        elif self.width() < self.minimumSizeHint().width():
            self._arrange(Arrangement.NARROW)
            self._pad_segments(0)
        else:
            self._arrange(Arrangement.TWO_ROWS)
            # the switch stands in the other row, the words in this one
            freed = sum(part.minimumSizeHint().width() + self._grid.horizontalSpacing() for part in self._switches)
            self._pad_segments(room + freed - self._theme.px(_GOOD_WORDS))

    def _room_beside_controls(self) -> int:
        """What a single row has left for the timeline when the controls are as narrow as they can be."""
        controls = (self.moves, self.granularity, self.speed, *self._switches)
        taken = sum(part.minimumSizeHint().width() + self._grid.horizontalSpacing() for part in controls)
        return self.width() - 2 * self._theme.px(_SIDE) - taken

    def _pad_segments(self, spare: int) -> None:
        """Gives the segments the room around their texts that is to spare."""
        controls = (self.granularity, *self._switches)
        wishes = [control.sizeHint().width() - control.minimumSizeHint().width() for control in controls]
        share = min(max(spare, 0) / max(sum(wishes), 1), 1.0)
        for control, wish in zip(controls, wishes, strict=True):
            control.setMaximumWidth(control.minimumSizeHint().width() + round(share * wish))

    def _arrange(self, arrangement: Arrangement) -> None:
        if arrangement is self._arrangement:
            return
        self._arrangement = arrangement
        for part in self._parts():
            self._grid.removeWidget(part)
        places = _PLACES[arrangement]
        for part, place in zip(self._parts(), places if self._switches else _without_switch(places), strict=True):
            self._grid.addWidget(part, *place)
        self.speed.setVisible(arrangement is not Arrangement.NARROW)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        self._grid.setColumnStretch(3 if arrangement in (Arrangement.TWO_ROWS, Arrangement.NARROW) else 4, 1)
        words_above = arrangement in (Arrangement.COMPACT, Arrangement.NARROW)
        side, top = self._theme.px(_SIDE), self._theme.px(7 if words_above else 5)
        self._grid.setContentsMargins(side, top, side, top)
        self.position.set_in_one_line(words_above)
        self.line.set_labels_shown(not words_above)
        self.setFixedHeight(self._theme.px(_HEIGHTS[arrangement]))

    def _parts(self) -> tuple[QWidget, ...]:
        return self.moves, self.granularity, self.speed, *self._switches, self.line, self.position

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(1200), self.height())

    def minimumSizeHint(self) -> QSize:
        parts = (self.moves, self.granularity, self.speed, self.position)
        widths = sum(part.minimumSizeHint().width() for part in parts)
        return QSize(widths + 3 * self._grid.horizontalSpacing() + 2 * self._theme.px(_SIDE), self.height())


_Place = tuple[int, int] | tuple[int, int, int, int]
"""Row and column, and how many of them."""

_PLACES: dict[Arrangement, tuple[_Place, ...]] = {
    Arrangement.WIDE: ((0, 0), (0, 1), (0, 2), (0, 3), (0, 4), (0, 5)),
    Arrangement.COMPACT: ((0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 2, 1), (0, 3, 2, 1), (1, 4), (0, 4)),
    Arrangement.TWO_ROWS: ((0, 0), (0, 1), (0, 2), (1, 0), (1, 1, 1, 3), (0, 3)),
    Arrangement.NARROW: ((0, 0), (0, 1), (0, 2), (1, 0, 2, 1), (2, 1, 1, 3), (1, 1, 1, 3)),
}
"""For `_parts`."""


def _without_switch(places: tuple[_Place, ...]) -> tuple[_Place, ...]:
    """The timeline gets the switch's row where it has one of its own."""
    if places[3][0] == 0:
        return *places[:3], *places[4:]
    behind: list[_Place] = [(place[0], 0, 1, 4) if place[0] > 0 else place for place in places[4:]]
    return *places[:3], *behind
