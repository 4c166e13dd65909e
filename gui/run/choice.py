"""What a person points at, and what the numbers beside the picture follow."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.moment import Moment
from simulator.steps import Granularity, Phase


@dataclass(frozen=True, slots=True)
class Selection:
    """A neuron, or the weight w^layer_{neuron,source} that leads to it.

    Attributes
    ----------
    layer
        1 … L, or 0 for an input.
    neuron
        j, counted from 0.
    source
        k of the weight, or None for the neuron itself.
    """

    layer: int
    neuron: int
    source: int | None = None

    def exists_in(self, sizes: tuple[int, ...]) -> bool:
        """Whether a network of these sizes has it."""
        if not (0 <= self.layer < len(sizes) and 0 <= self.neuron < sizes[self.layer]):
            return False
        return self.source is None or (self.layer > 0 and 0 <= self.source < sizes[self.layer - 1])


@dataclass(frozen=True, slots=True)
class PointedOut:
    """What a text beside the stage speaks of, to light up on it.

    Attributes
    ----------
    places
        Neurons and weights.
    phase
        In whose colour.
    """

    places: frozenset[Selection]
    phase: Phase


def focus_of(moment: Moment, selection: Selection | None, granularity: Granularity) -> Selection:
    """What the equations follow at a moment.

    Neuron by neuron it is the neuron in turn. Otherwise it is what was chosen, if that belongs to the layer in which
    something happens; and if it doesn't, the neuron of that layer that stands out: the one of the right answer in
    the output, the most active one in front of it and where that answer is unknown.
    """
    layer = moment.layer
    if moment.phase is Phase.INPUT:
        return selection if selection is not None else Selection(1, 0)
    chosen = selection is not None and selection.layer == layer
    if granularity is Granularity.NEURON and not (chosen and selection is not None
                                                  and selection.neuron == moment.neuron):
        return Selection(layer, moment.neuron)
    if chosen and selection is not None:
        return selection
    if layer == moment.network.depth:
        return Selection(layer, moment.outstanding_output)
    return Selection(layer, int(np.argmax(np.abs(moment.sample.a[layer]))))
