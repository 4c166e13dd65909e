"""The way of the picture from one scene to the next: how far each part of it is at an instant."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from gui.workspaces.network.edge_pictures import Picture
from gui.workspaces.network.focus_edges import Bundle
from gui.workspaces.network.scene import Scene, Sheets, settled
from simulator.moment import Moment
from simulator.steps import Phase

# How the picture goes from one moment to another: which way the signal travels, and for how long.

SECONDS_PER_LAYER = 0.45
"""At speed 1."""
_SECONDS_PER_NEURON = 0.22
_SECONDS_OF_A_FADE = 0.14
_SHORTEST = 0.04


class Way(Enum):
    """How new pictures take the place of old ones."""

    AT_ONCE = "at once"
    FADE = "fade"
    RIGHTWARDS = "rightwards"
    LEFTWARDS = "leftwards"


@dataclass(frozen=True)
class Travel:
    """The way from one moment to the next.

    Attributes
    ----------
    layer
        The edges that lead to this layer carry the signal, if it travels.
    arrives_at
        The layer whose neurons change when the signal arrives; None if they change from the beginning.
    carries_dots
        Whether dots run along the strongest edges.
    """

    way: Way
    seconds: float = 0.0
    layer: int = 0
    arrives_at: int | None = None
    carries_dots: bool = False


AT_ONCE = Travel(Way.AT_ONCE)


def travel_between(old: Moment, new: Moment, speed: float, *, training: bool) -> Travel:
    """The travel for a change of moments; only neighbours let the signal travel."""
    if training or old.network is not new.network:
        return AT_ONCE
    forwards = new.address >= old.address
    fade = _timed(Way.FADE, _SECONDS_OF_A_FADE, min(speed, 2.0) if speed <= 2.0 else speed)
    if not _are_neighbours(old, new):
        return fade
    later = new if forwards else old
    phase, layer = later.phase, later.layer
    by_neuron = 0 < abs(new.address.neuron - old.address.neuron) < 2 and old.station == new.station
    seconds = _SECONDS_PER_NEURON if by_neuron else SECONDS_PER_LAYER
    if phase is Phase.WEIGHTED_INPUT:
        way = Way.RIGHTWARDS if forwards else Way.LEFTWARDS
        return _timed(way, seconds, speed, layer, layer if forwards else None, carries_dots=forwards)
    if phase is Phase.BP2:
        way = Way.LEFTWARDS if forwards else Way.RIGHTWARDS
        return _timed(way, seconds, speed, layer + 1, layer if forwards else None, carries_dots=forwards)
    if phase in (Phase.BP4, Phase.MEAN_GRADIENT, Phase.UPDATE):
        return _timed(Way.FADE, seconds, speed, layer)
    return _timed(Way.FADE, 0.6 * seconds, speed, layer)


def _are_neighbours(old: Moment, new: Moment) -> bool:
    if old.record is not new.record or old.address.sample != new.address.sample:
        return False
    between = abs(new.address.station - old.address.station)
    return between <= 1


def _timed(way: Way, seconds: float, speed: float, layer: int = 0, arrives_at: int | None = None, *,
           carries_dots: bool = False) -> Travel:
    seconds /= speed
    return Travel(way, seconds, layer, arrives_at, carries_dots) if seconds >= _SHORTEST else AT_ONCE


_ARRIVAL = 0.8
"""The neurons begin to change when the signal has come so far along their edges."""
_SECONDS_OF_A_SWAP = 0.12


class Transition:
    """From an old scene to a new one.

    Parts that are the same in both don't move. A part whose picture isn't finished waits for it, so that nothing is
    ever computed in one piece that takes longer than a frame.

    Parameters
    ----------
    started
        Instant of the beginning, in seconds of `time.perf_counter`.
    bundle
        The edges along which dots run.
    """

    def __init__(self, old: Scene | None, new: Scene, travel: Travel, started: float, bundle: Bundle | None = None
                 ) -> None:
        self.old, self.new, self.travel, self.bundle = old, new, travel, bundle
        self._started = started
        self._ready: list[float | None] = [None] * len(new.sheets)
        self.note(started)

    def with_columns(self, new: Scene) -> Transition:
        """The same way with other neurons at once: for moments that come faster than edges can be drawn."""
        old = self.old and replace(self.old, columns=new.columns)
        return Transition(old, new, AT_ONCE, self._started)

    @property
    def is_wave(self) -> bool:
        """Whether a signal travels."""
        return self.travel.way in (Way.RIGHTWARDS, Way.LEFTWARDS)

    def old_sheets(self, layer: int) -> Sheets:
        """The edges to a layer as they were."""
        return self.old.sheets[layer - 1] if self.old is not None and layer <= len(self.old.sheets) else ()

    @property
    def _swaps_together(self) -> bool:
        """Whether the edges to all layers take the place of those before at once: they belong to one moment."""
        return self.travel.way is Way.AT_ONCE and self.old is not None and () not in self.old.sheets

    def moves(self, layer: int) -> bool:
        """Whether the edges to a layer change."""
        return self.old_sheets(layer) != self.new.sheets[layer - 1]

    def note(self, now: float) -> bool:
        """Takes notice of pictures that have been finished; whether there are any."""
        if self._swaps_together and self.unfinished():
            return False
        news = False
        for place, sheets in enumerate(self.new.sheets):
            if self._ready[place] is None and all(sheet.picture.complete for sheet in sheets):
                self._ready[place] = now
                news = True
        return news

    @property
    def is_animated(self) -> bool:
        """Whether every frame looks different, and not only those in which a picture is finished."""
        return self.travel.way is not Way.AT_ONCE or self.old is None or () in self.old.sheets

    def passed(self, now: float) -> float:
        """Share of the travel's time that has passed."""
        if self.travel.seconds <= 0:
            return 1.0
        return min(max((now - self._started) / self.travel.seconds, 0.0), 1.0)

    def front(self, now: float) -> float:
        """How far along its edges the signal has come, from 0 to 1 in its own direction; it waits for its picture."""
        wanted = _eased(self.passed(now))
        left, right = self._ends()
        for sheet in self.new.sheets[self.travel.layer - 1]:
            if self.travel.way is Way.RIGHTWARDS:
                there = (sheet.picture.reached_from_left - left) / max(right - left, 1e-9)
            else:
                there = (right - sheet.picture.reached_from_right) / max(right - left, 1e-9)
            wanted = min(wanted, 1.0 if sheet.picture.complete else max(there, 0.0))
        return wanted

    def front_x(self, now: float) -> float:
        """Widget's x of the wave front."""
        left, right = self._ends()
        front = self.front(now)
        return left + front * (right - left) if self.travel.way is Way.RIGHTWARDS else right - front * (right - left)

    def sheets_share(self, layer: int, now: float) -> float:
        """How much of the new edges to a layer is faded in; meaningless for the edges that the signal travels on."""
        ready = self._ready[layer - 1]
        if ready is None:
            return 0.0
        if self.travel.way is Way.AT_ONCE or not self.old_sheets(layer):
            return 1.0
        seconds = self.travel.seconds if self.travel.way is Way.FADE else _SECONDS_OF_A_SWAP
        begin = max(ready, self._started)
        return min(max((now - begin) / max(seconds, 1e-9), 0.0), 1.0)

    def column_share(self, layer: int, now: float) -> float:
        """How much of the new picture of a layer is faded in."""
        if self.old is None or self.travel.way is Way.AT_ONCE:
            return 1.0
        if self.old.columns[layer] is self.new.columns[layer]:
            return 1.0
        if self.is_wave and self.travel.arrives_at == layer:
            return min(max((self.front(now) - _ARRIVAL) / (1.0 - _ARRIVAL), 0.0), 1.0)
        return _eased(self.passed(now))

    def is_over(self, now: float) -> bool:
        """Whether only the new scene is left."""
        return all(ready is not None and self.sheets_share(place + 1, now) >= 1.0
                   for place, ready in enumerate(self._ready)) and self.passed(now) >= 1.0

    def finished_scene(self) -> Scene:
        """The new scene, to go on from at once; edges that aren't finished stay as they were."""
        if self._swaps_together and self.old is not None and self.unfinished():
            return replace(self.new, sheets=self.old.sheets, edges_of=self.old.edges_of)
        sheets = tuple(settled(self.old_sheets(place), new) for place, new in enumerate(self.new.sheets, 1))
        return replace(self.new, sheets=sheets)

    def unfinished(self) -> list[Picture]:
        """Pictures that must be worked on, the most urgent first."""
        layers = sorted(range(1, len(self.new.sheets) + 1), key=lambda layer: layer != self.travel.layer)
        return [sheet.picture for layer in layers for sheet in self.new.sheets[layer - 1]
                if not sheet.picture.complete]

    def _ends(self) -> tuple[float, float]:
        frame, layer = self.new.frame, self.travel.layer
        columns = frame.layout.columns
        return frame.view.x(columns[layer - 1].x), frame.view.x(columns[layer].x)


def _eased(share: float) -> float:
    """Starts and stops gently."""
    return share * share * (3.0 - 2.0 * share) * 0.6 + share * 0.4
