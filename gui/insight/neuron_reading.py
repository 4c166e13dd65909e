"""Where the z of a neuron lies on the curve of its σ, and what that means for learning."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import lru_cache

import numpy as np

from gui.choice import Selection
from gui.equations.flat_layers import is_flat
from simulator.activations import Activation
from simulator.arrays import Array
from simulator.moment import Moment

_GRID: Array = np.linspace(-40.0, 40.0, 3201)
"""Far enough for every σ to have come to its steepest part; 0 is one of the points."""
_STEEP = 0.5
_FARTHEST = 1e307
"""Where axes end."""
_WHOLE_RANGES = (6.0, 8.0, 10.0, 15.0, 20.0, 30.0, 40.0, 60.0, 80.0)


class Region(Enum):
    """Parts of a curve, by what σ′ makes of an error there."""

    UNKNOWN = auto()
    """z is not there yet at this moment."""
    NOT_FINITE = auto()
    """z has grown beyond all numbers."""
    FLAT = auto()
    """σ′ is 0 everywhere: the step."""
    EVEN = auto()
    """σ′ is the same everywhere: the identity."""
    CORNER = auto()
    """σ′ doesn't exist exactly here."""
    DEAD = auto()
    """The side of a ReLU where σ′ is 0."""
    SATURATED = auto()
    BETWEEN = auto()
    STEEP = auto()
    WHOLE = auto()
    """The side of a ReLU where σ′ is 1."""
    SHARES = auto()
    """No curve of one z: softmax."""


@dataclass(frozen=True, eq=False)
class Reading:
    """A neuron on the curve of its σ.

    Attributes
    ----------
    z, a, slope
        zˡⱼ, aˡⱼ and σ′(zˡⱼ); a and σ′ are worked out from z, and all are None while z is unknown.
    knows_a
        Whether the activation is done at this moment.
    share
        |σ′(z)| as a share of its largest value, from 0 to 1.
    others
        The z of all other neurons of the layer that are known, any shape (count,).
    """

    place: Selection
    activation: Activation
    region: Region
    z: float | None = None
    a: float | None = None
    slope: float | None = None
    knows_a: bool = False
    share: float = 0.0
    others: Array = field(default_factory=lambda: _GRID[:0])


def reading(moment: Moment, place: Selection) -> Reading:
    """What there is to say about a neuron of the layers 1 … L at a moment."""
    layer, neuron = place.layer, place.neuron
    activation, known = moment.network.activation(layer), moment.reached_z(layer)
    z = moment.sample.z[layer]
    others = np.delete(z[:known], neuron) if neuron < known else z[:known]
    others = others[np.isfinite(others)]
    if not activation.elementwise:
        return Reading(place, activation, Region.SHARES, others=others, knows_a=moment.reached_a(layer) == len(z))
    if neuron >= known:
        return Reading(place, activation, Region.UNKNOWN, others=others)
    own = z[neuron:neuron + 1]
    if not np.isfinite(own[0]):
        return Reading(place, activation, Region.NOT_FINITE, others=others)
    a = activation.value(own)
    slope = float(activation.derivative(own, a)[0])
    largest = largest_slope(activation)
    share = abs(slope) / largest if largest else 0.0
    return Reading(place, activation, _region(activation, float(own[0]), slope, share), float(own[0]), float(a[0]),
                   slope, neuron < moment.reached_a(layer), share, others)


@lru_cache(maxsize=32)
def largest_slope(activation: Activation) -> float:
    """The largest |σ′|."""
    return float(np.abs(_slopes(activation)).max())


def z_limit(shown: Reading) -> float:
    """How far the z axis goes to both sides, so that the neuron's z is on it: a round number, at least 6."""
    wanted = 1.1 * abs(shown.z or 0.0)
    round_one = next((limit for limit in _WHOLE_RANGES if limit >= wanted), None)
    return round_one if round_one is not None else 10.0 ** min(math.ceil(math.log10(min(wanted, _FARTHEST))), 307)


def _slopes(activation: Activation) -> Array:
    return activation.derivative(_GRID, activation.value(_GRID))


@lru_cache(maxsize=32)
def _is_even(activation: Activation) -> bool:
    slopes = _slopes(activation)
    return bool(np.all(slopes == slopes[0]))


def _region(activation: Activation, z: float, slope: float, share: float) -> Region:
    if is_flat(activation):
        return Region.FLAT
    if _is_even(activation):
        return Region.EVEN
    if z in activation.kinks:
        return Region.CORNER
    if bool(activation.saturated(np.array(z))):
        return Region.DEAD if slope == 0.0 and z <= 0.0 and activation.saturated_below == 0.0 else Region.SATURATED
    if activation.kinks and share == 1.0:
        return Region.WHOLE
    return Region.STEEP if share >= _STEEP else Region.BETWEEN
