"""How the picture goes from one moment to another: which way the signal travels, and for how long."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from simulator.moment import Moment
from simulator.steps import Phase

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
