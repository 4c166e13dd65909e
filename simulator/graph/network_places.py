"""What the nodes of a network's graph are in the network, and how the lecture calls them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from simulator.expressions.tokens import tokens_of

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_RAISES_LAYERS = len(tokens_of("w²₁₁")) == 2
"""Whether w²₁₁ can be typed as one name; as long as it can't, it is w2₁₁."""


class Role(Enum):
    """What a node of the graph is in the network."""

    WEIGHT = "weight"
    BIAS = "bias"
    WEIGHTED_INPUT = "weighted_input"
    """z of a neuron, or a part of its sum."""
    ACTIVATION = "activation"
    """a of a neuron, or a part of how it is worked out; of layer 0 an input."""
    TARGET = "target"
    COST = "cost"
    """C_x, or a part of it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the cost is differentiated with respect to, all counted from 0 but the layer, which is 1 … L.

    Attributes
    ----------
    layer, neuron
        z^layer_neuron, if nothing else is said.
    source
        k of the weight w^layer_{neuron,k}; None for the neuron or its bias.
    is_bias
        Whether b^layer_neuron alone is meant.
    """

    layer: int
    neuron: int
    source: int | None = None
    is_bias: bool = False


@dataclass(frozen=True, slots=True)
class NodePlace:
    """Where a node of the graph belongs in the network.

    Attributes
    ----------
    role, layer, neuron
        What it is, and of which neuron; of the whole cost layer L and neuron 0.
    source
        k of a weight wⱼₖ, and of the product wⱼₖ·aₖ.
    is_whole
        Whether it is the quantity itself and not a part of its calculation.
    """

    role: Role
    layer: int
    neuron: int
    source: int | None = None
    is_whole: bool = True


def name_of(place: NodePlace) -> str:
    """The lecture's symbol, counted from 1: w²₁₂, b¹₁, z¹₂, a¹₂, x₁, y₁, C; w²₁₂_₃ where an index has two digits."""
    lower = str(place.neuron + 1)
    if place.source is not None:
        both = (place.neuron + 1, place.source + 1)
        lower = ("_" if max(both) > 9 else "").join(map(str, both))
    lower = lower.translate(_LOWERED)
    upper = str(place.layer)
    if _RAISES_LAYERS:
        upper = upper.translate(_RAISED)
    if place.role is Role.COST:
        return "C"
    if place.role is Role.TARGET:
        return f"y{lower}"
    if place.role is Role.ACTIVATION and place.layer == 0:
        return f"x{lower}"
    return f"{_LETTERS[place.role]}{upper}{lower}"


_LETTERS = {Role.WEIGHT: "w", Role.BIAS: "b", Role.WEIGHTED_INPUT: "z", Role.ACTIVATION: "a"}
