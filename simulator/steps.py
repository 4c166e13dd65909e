"""Addresses of the instants of training, and how far one press of Next or Back moves.

    epoch › step › sample › station (phase and layer) › neuron

A *station* is one phase of one layer. A sample's pass runs through the stations

    input, (z¹, a¹), …, (zᴸ, aᴸ), cost, BP1, BP2 of layer L−1 … 1, (BP3, BP4) of layer L … 1

and after the last sample of a step come the mean gradient and the update, layer by layer. Inside a station the
neurons follow one another; the address at the last neuron is the station complete. Addresses are ordered in time.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache, cached_property
from itertools import accumulate


class Phase(Enum):
    """What happens at a station."""

    INPUT = "input"
    WEIGHTED_INPUT = "weighted_input"
    ACTIVATION = "activation"
    COST = "cost"
    BP1 = "bp1"
    BP2 = "bp2"
    BP3 = "bp3"
    BP4 = "bp4"
    MEAN_GRADIENT = "mean_gradient"
    UPDATE = "update"


class Granularity(Enum):
    """The stops of Next and Back, from fine to coarse."""

    NEURON = "neuron"
    LAYER = "layer"
    SAMPLE = "sample"
    STEP = "step"
    EPOCH = "epoch"

    @property
    def coarser(self) -> Granularity:
        """The next coarser granularity; the coarsest is its own."""
        ordered = list(Granularity)
        return ordered[min(ordered.index(self) + 1, len(ordered) - 1)]


@dataclass(frozen=True, slots=True)
class Station:
    """One phase of one layer."""

    phase: Phase
    layer: int


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """One instant: step of the run, sample of the batch, station, neuron; all counted from 0."""

    step: int
    sample: int
    station: int
    neuron: int


START = Address(0, 0, 0, 0)


@dataclass(frozen=True)
class Route:
    """The stations of one step of a network of these sizes.

    Parameters
    ----------
    sizes
        (n₀, …, n_L).
    learns
        False for a pass that is only looked at: it has no mean gradient and no update.
    """

    sizes: tuple[int, ...]
    learns: bool = True

    @cached_property
    def sample_stations(self) -> tuple[Station, ...]:
        """The stations that every sample passes."""
        return _sample_stations(len(self.sizes) - 1)

    @cached_property
    def stations(self) -> tuple[Station, ...]:
        """The stations of a sample and, behind them, those that end a step."""
        return tuple(_numbered_stations(len(self.sizes) - 1, self.learns))

    def neuron_count(self, station: int) -> int:
        """How many neurons follow one another at a station; input and cost are one look each."""
        place = self.stations[station]
        return 1 if place.phase in (Phase.INPUT, Phase.COST) else self.sizes[place.layer]

    def index(self, phase: Phase, layer: int) -> int:
        """Number of a station among `stations`.

        Raises
        ------
        KeyError
            If the route has no such station.
        """
        return _numbered_stations(len(self.sizes) - 1, self.learns)[Station(phase, layer)]

    def end_of_sample(self, step: int, sample: int) -> Address:
        """The sample's pass complete: BP4 of layer 1."""
        station = len(self.sample_stations) - 1
        return Address(step, sample, station, self.neuron_count(station) - 1)

    def end_of_step(self, step: int, batch_size: int) -> Address:
        """The last instant of a step: layer 1 is updated (or, where nothing is learned, the pass complete)."""
        station = len(self.stations) - 1
        return Address(step, batch_size - 1, station, self.neuron_count(station) - 1)

    def with_neurons_complete(self, address: Address) -> Address:
        """The same station with all of its neurons done."""
        return Address(address.step, address.sample, address.station, self.neuron_count(address.station) - 1)

    # Inside one step every (sample, station) has a rank, so that neighbours are found by adding one.

    def _rank(self, address: Address) -> int:
        return address.sample * len(self.sample_stations) + address.station

    def _at_rank(self, step: int, rank: int, batch_size: int) -> Address:
        sample = min(rank // len(self.sample_stations), batch_size - 1)
        station = rank - sample * len(self.sample_stations)
        return Address(step, sample, station, self.neuron_count(station) - 1)

    def following(self, address: Address, granularity: Granularity, batch_size: int) -> Address | None:
        """The next stop inside this step, or None when the next stop lies in a later one."""
        end = self.end_of_step(address.step, batch_size)
        if address >= end:
            return None
        if granularity is Granularity.NEURON:
            if address.neuron + 1 < self.neuron_count(address.station):
                return Address(address.step, address.sample, address.station, address.neuron + 1)
            station = self._at_rank(address.step, self._rank(address) + 1, batch_size)
            return Address(station.step, station.sample, station.station, 0)
        if granularity is Granularity.LAYER:
            complete = self.with_neurons_complete(address)
            if complete > address:
                return complete
            return self._at_rank(address.step, self._rank(address) + 1, batch_size)
        if granularity is Granularity.SAMPLE:
            for sample in range(address.sample, batch_size):
                stop = self.end_of_sample(address.step, sample)
                if stop > address:
                    return stop
        return end

    def preceding(self, address: Address, granularity: Granularity, batch_size: int) -> Address | None:
        """The stop before, inside this step, or None when it lies in an earlier one."""
        if granularity is Granularity.NEURON and address.neuron > 0:
            return Address(address.step, address.sample, address.station, address.neuron - 1)
        if granularity in (Granularity.NEURON, Granularity.LAYER):
            rank = self._rank(address) - 1
            return None if rank < 0 else self._at_rank(address.step, rank, batch_size)
        if granularity is Granularity.SAMPLE:
            for sample in range(address.sample, -1, -1):
                stop = self.end_of_sample(address.step, sample)
                if stop < address:
                    return stop
        return None

    def first_stop(self, step: int, granularity: Granularity, batch_size: int) -> Address:
        """The first stop of a step."""
        if granularity is Granularity.SAMPLE:
            return self.end_of_sample(step, 0)
        if granularity in (Granularity.STEP, Granularity.EPOCH):
            return self.end_of_step(step, batch_size)
        return Address(step, 0, 0, 0)

    @cached_property
    def _fractions(self) -> tuple[float, ...]:
        """Where each station of the sample begins when all stations are given the same time; ends with 1."""
        share = 1.0 / len(self.stations)
        return tuple(accumulate([0.0] + [share] * len(self.stations)))

    def fraction(self, address: Address) -> float:
        """How far the pass is, from 0 to 1: where the mark stands on the timeline of the step."""
        width = self._fractions[address.station + 1] - self._fractions[address.station]
        return self._fractions[address.station] + width * (address.neuron + 1) / self.neuron_count(address.station)


# Every moment of a run has a route; those through equally many layers are the same, and are asked at every picture.


@cache
def _sample_stations(depth: int) -> tuple[Station, ...]:
    there = [Station(phase, layer) for layer in range(1, depth + 1)
             for phase in (Phase.WEIGHTED_INPUT, Phase.ACTIVATION)]
    errors = [Station(Phase.BP2, layer) for layer in range(depth - 1, 0, -1)]
    gradients = [Station(phase, layer) for layer in range(depth, 0, -1) for phase in (Phase.BP3, Phase.BP4)]
    return (Station(Phase.INPUT, 0), *there, Station(Phase.COST, depth), Station(Phase.BP1, depth),
            *errors, *gradients)


@cache
def _numbered_stations(depth: int, learns: bool) -> dict[Station, int]:
    layers = range(depth, 0, -1) if learns else ()
    stations = (*_sample_stations(depth), *(Station(Phase.MEAN_GRADIENT, layer) for layer in layers),
                *(Station(Phase.UPDATE, layer) for layer in layers))
    return {station: number for number, station in enumerate(stations)}
