"""The timeline of one step as lengths: where each station, neuron and sample lies on a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate, groupby
from types import MappingProxyType

from simulator.steps import Address, Phase, Route


class Part(Enum):
    """What a step consists of, in its order."""

    FORWARD = "forward"
    COST = "cost"
    BACKWARD = "backward"
    GRADIENTS = "gradients"
    MEAN_GRADIENT = "mean_gradient"
    UPDATE = "update"


PART_OF: Mapping[Phase, Part] = MappingProxyType({
    Phase.INPUT: Part.FORWARD, Phase.WEIGHTED_INPUT: Part.FORWARD, Phase.ACTIVATION: Part.FORWARD,
    Phase.COST: Part.COST, Phase.BP1: Part.BACKWARD, Phase.BP2: Part.BACKWARD, Phase.BP3: Part.GRADIENTS,
    Phase.BP4: Part.GRADIENTS, Phase.MEAN_GRADIENT: Part.MEAN_GRADIENT, Phase.UPDATE: Part.UPDATE,
})


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a step and its stations, `first` to `first + count − 1`."""

    part: Part
    first: int
    count: int


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of the line."""

    left: float
    right: float

    @property
    def width(self) -> float:
        """Its length."""
        return self.right - self.left

    @property
    def middle(self) -> float:
        """Its middle."""
        return (self.left + self.right) / 2

    def piece(self, number: int, count: int) -> Span:
        """One of `count` equal pieces."""
        width = self.width / count
        return Span(self.left + number * width, self.left + (number + 1) * width)

    def piece_at(self, x: float, count: int) -> int:
        """Which of `count` equal pieces lies at x; beyond the ends the first or the last one."""
        share = (x - self.left) / self.width if self.width > 0 else 0.0
        return min(max(int(share * count), 0), count - 1)


def segments_of(route: Route) -> tuple[Segment, ...]:
    """The parts of a step that follows this route."""
    parts = groupby(range(len(route.stations)), key=lambda number: PART_OF[route.stations[number].phase])
    stations = [(part, list(numbers)) for part, numbers in parts]
    return tuple(Segment(part, numbers[0], len(numbers)) for part, numbers in stations)


def shared_widths(counts: Sequence[int], least: Sequence[float], room: float) -> list[float]:
    """Widths that share a room in proportion to the counts, except that none gets less than its least width.

    If even the least widths need more than the room, they share it in their own proportion.
    """
    if sum(least) >= room:
        return [room * width / sum(least) for width in least]
    held: set[int] = set()
    while True:
        free = [number for number in range(len(counts)) if number not in held]
        unit = (room - sum(least[number] for number in held)) / sum(counts[number] for number in free)
        too_small = {number for number in free if unit * counts[number] < least[number]}
        if not too_small:
            return [least[number] if number in held else unit * counts[number] for number in range(len(counts))]
        held |= too_small


@dataclass(frozen=True)
class StepScale:
    """Where everything lies on the line of one step.

    Parameters
    ----------
    route
        The stations of the step.
    batch_size
        Samples of the step.
    spans
        The pieces of the line that the segments have.
    """

    route: Route
    batch_size: int
    segments: tuple[Segment, ...]
    spans: tuple[Span, ...]

    @property
    def sample_span(self) -> Span:
        """The piece that every sample passes: up to the last gradient."""
        last = max(number for number, segment in enumerate(self.segments) if segment.part is Part.GRADIENTS)
        return Span(self.spans[0].left, self.spans[last].right)

    def station_span(self, station: int) -> Span:
        """The cell of a station."""
        number = max(number for number, segment in enumerate(self.segments) if segment.first <= station)
        segment = self.segments[number]
        return self.spans[number].piece(station - segment.first, segment.count)

    def mark(self, address: Address, *, by_neuron: bool) -> float:
        """Where the mark stands: in the middle of a complete station, or of the neuron's piece of it."""
        span, count = self.station_span(address.station), self.route.neuron_count(address.station)
        if by_neuron or address.neuron < count - 1:
            span = span.piece(address.neuron, count)
        return span.middle

    def part_at(self, x: float) -> int:
        """Number of the segment at x, or of the one nearest to it."""
        beyond = (max(span.left - x, x - span.right, 0.0) for span in self.spans)
        return min(enumerate(beyond), key=lambda numbered: numbered[1])[0]

    def address_at(self, x: float, here: Address, *, by_neuron: bool) -> Address:
        """The instant at x: the station there complete, or only up to the neuron there.

        The sample stays that of `here`, except behind the last sample's pass.
        """
        number = self.part_at(x)
        segment = self.segments[number]
        station = segment.first + self.spans[number].piece_at(x, segment.count)
        count = self.route.neuron_count(station)
        neuron = self.station_span(station).piece_at(x, count) if by_neuron else count - 1
        return Address(here.step, self._sample_in(station, here.sample), station, neuron)

    def sample_at(self, x: float) -> int:
        """The sample whose tick is at x."""
        return self.sample_span.piece_at(x, self.batch_size)

    def same_instant_of(self, sample: int, here: Address, *, whole: bool) -> Address:
        """The instant `here` in another sample's pass; the whole pass if wanted, or if `here` is in none."""
        if whole or here.station >= len(self.route.sample_stations):
            return self.route.end_of_sample(here.step, sample)
        return Address(here.step, sample, here.station, here.neuron)

    def _sample_in(self, station: int, sample: int) -> int:
        return sample if station < len(self.route.sample_stations) else self.batch_size - 1


def step_scale(route: Route, batch_size: int, line: Span, gap: float, least: Sequence[float]) -> StepScale:
    """Lays the segments of a step out on a line.

    Parameters
    ----------
    gap
        Room between two segments.
    least
        The least width of each segment.
    """
    segments = segments_of(route)
    room = max(line.width - gap * (len(segments) - 1), 0.0)
    widths = shared_widths([segment.count for segment in segments], least, room)
    lefts = list(accumulate((width + gap for width in widths[:-1]), initial=line.left))
    spans = tuple(Span(left, left + width) for left, width in zip(lefts, widths, strict=True))
    return StepScale(route, batch_size, segments, spans)
