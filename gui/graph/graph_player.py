"""Moving through a graph: forward to the value of L, and backward along the chain rule, one stop at a time."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from gui.labour import Activity
from gui.playback import SPEEDS, Playback
from simulator.graph.graph import Graph, GraphNumbers
from simulator.graph.stops import GraphStride, Stop, following, preceding, stops_of


class GraphPlayer(QObject):
    """A graph with its numbers at one stop: a `Player`.

    Attributes
    ----------
    numbers
        All numbers of the graph at the present values.
    position
        Number of the stop in view.

    Signals
    -------
    moved
        Another stop is in view.
    granularity_changed, speed_changed, activity_changed
        As their names say.
    """

    moved = Signal()
    granularity_changed = Signal(object)
    speed_changed = Signal(float)
    activity_changed = Signal()
    granularities = tuple(GraphStride)

    def __init__(self, numbers: GraphNumbers, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.numbers = numbers
        self.position = 0
        self.granularity = GraphStride.NODE
        self.speed = 1.0
        self._playback = Playback(self._play_on, self)
        self._playback.playing_changed.connect(self.activity_changed)

    @property
    def graph(self) -> Graph:
        """The graph in view."""
        return self.numbers.graph

    @property
    def stops(self) -> tuple[Stop, ...]:
        """All of its stops."""
        return stops_of(self.graph)

    @property
    def stop(self) -> Stop:
        """The one in view."""
        return self.stops[self.position]

    @property
    def activity(self) -> Activity:
        """What goes on."""
        return Activity.PLAYING if self._playback.is_playing else Activity.IDLE

    def next(self, granularity: GraphStride | None = None) -> None:
        """One press of Next."""
        self._go(following(self.stops, self.position, granularity or self.granularity))

    def back(self, granularity: GraphStride | None = None) -> None:
        """One press of Back."""
        self._playback.pause()
        self._go(preceding(self.stops, self.position, granularity or self.granularity))

    def first(self) -> None:
        """Before anything is computed."""
        self.go_to(0)

    def last(self) -> None:
        """Where all derivatives are known."""
        self.go_to(len(self.stops) - 1)

    def go_to(self, position: int) -> None:
        """To any stop."""
        self._playback.pause()
        self._go(position)

    def set_granularity(self, granularity: GraphStride) -> None:
        """Chooses how far one press goes."""
        if granularity is not self.granularity:
            self.granularity = granularity
            self.granularity_changed.emit(granularity)

    def set_speed(self, speed: float) -> None:
        """Chooses how fast Play goes; 1 is normal."""
        speed = min(max(speed, SPEEDS[0]), SPEEDS[-1])
        if speed != self.speed:
            self.speed = speed
            self._playback.set_speed(speed)
            self.speed_changed.emit(speed)

    def toggle_play(self) -> None:
        """Pauses, or plays on from here."""
        if self._playback.is_playing:
            self.pause()
        else:
            self._playback.play()

    def pause(self) -> None:
        """Stops playing."""
        self._playback.pause()

    def _go(self, position: int) -> None:
        position = min(max(position, 0), len(self.stops) - 1)
        if position != self.position:
            self.position = position
            self.moved.emit()

    def _play_on(self) -> bool:
        before = self.position
        self.next()
        return self.position not in (before, len(self.stops) - 1)
