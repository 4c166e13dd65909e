"""The card of a transport bar: buttons, how far one press goes, the speed, a timeline and the position in words."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QAccessible, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLayout, QWidget

from gui.labour import Activity
from gui.theme import Theme
from gui.transport.move_buttons import MoveButtons
from gui.transport.player import Player
from gui.transport.position_label import PositionLabel
from gui.transport.position_text import PositionText
from gui.transport.speed_stepper import SpeedStepper
from gui.transport.timeline import Timeline
from gui.whats_this import WindowPart, explain
from gui.widgets.plain_text import plain_tip
from gui.widgets.segmented_control import SegmentedControl
from gui.widgets.telling import announce

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
