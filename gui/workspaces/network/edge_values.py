"""Which numbers the edges of the picture stand for at a moment."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np

from simulator.arrays import Array
from simulator.learning_counts import fastest_speed, speeds
from simulator.moment import Moment
from simulator.steps import Phase


class EdgeMode(Enum):
    """What a person wants to see on the edges."""

    AUTO = "auto"
    WEIGHT = "weight"
    SIGNAL = "signal"
    GRADIENT = "gradient"
    LEARNING = "learning"


class Quantity(Enum):
    """One number for each edge, w = wˡⱼₖ leading from neuron k of layer l−1 to neuron j of layer l."""

    WEIGHT = "w"
    SIGNAL = "w·a"
    ERROR = "w·δ"
    GRADIENT = "a·δ"
    MEAN_GRADIENT = "∂C/∂w"
    UPDATE = "Δw"
    SPEED = "|Δw|"

    @property
    def is_error(self) -> bool:
        """Whether it is drawn in the colours of δ."""
        return self in (Quantity.ERROR, Quantity.GRADIENT, Quantity.MEAN_GRADIENT)


@dataclass(frozen=True)
class Shown:
    """One quantity on the edges between two layers, as far as it is reached.

    Attributes
    ----------
    layer
        l; the edges lead from layer l−1 to layer l.
    neurons
        Edges of the neurons [0, neurons) of layer l are shown.
    sources
        Edges of the neurons [0, sources) of layer l−1 are shown.
    pale
        Drawn faintly: it is there, but it is not what happens at this moment.
    fastest
        For `SPEED`, the largest value in the whole network: the layers are compared with one another. 0 where no
        weight moves.
    """

    layer: int
    quantity: Quantity
    neurons: int
    sources: int
    pale: bool = False
    fastest: float = 0.0


def shown_edges(moment: Moment, mode: EdgeMode, *, training: bool = False) -> tuple[tuple[Shown, ...], ...]:
    """What the edges show: for each of the layers 1 … L one or two quantities, the lower one first.

    Parameters
    ----------
    training
        While a run trains, `AUTO` shows the weights: they change slowly enough to be looked at.
    """
    layers = range(1, moment.network.depth + 1)
    if mode is EdgeMode.WEIGHT or (mode is EdgeMode.AUTO and training):
        return tuple((_whole(moment, layer, Quantity.WEIGHT),) for layer in layers)
    if mode is EdgeMode.SIGNAL:
        return tuple(_signal(moment, layer) for layer in layers)
    if mode is EdgeMode.GRADIENT:
        return tuple(_gradient(moment, layer) for layer in layers)
    if mode is EdgeMode.LEARNING:
        return _speeds(moment)
    return tuple(_never_bare(moment, _automatic(moment, layer)) for layer in layers)


def edge_values(moment: Moment, layer: int, quantity: Quantity) -> Array:
    """The numbers of all edges between two layers, shape (n_l, n_{l−1})."""
    sample, network = moment.sample, moment.network
    if quantity is Quantity.WEIGHT:
        return moment.weights[layer]
    during_the_pass = network.weights(moment.state.theta)[layer]
    if quantity is Quantity.SIGNAL:
        return during_the_pass * sample.a[layer - 1]
    if quantity is Quantity.ERROR:
        return during_the_pass * sample.delta[layer][:, np.newaxis]
    if quantity is Quantity.GRADIENT:
        return np.multiply.outer(sample.delta[layer], sample.a[layer - 1])
    if quantity is Quantity.MEAN_GRADIENT:
        return network.weights(moment.record.gradient)[layer]
    if quantity is Quantity.SPEED:
        return speeds(moment, layer)
    if moment.after is None:
        return np.zeros((network.sizes[layer], network.sizes[layer - 1]))
    return network.weights(moment.after.theta)[layer] - during_the_pass


def values_key(moment: Moment, layer: int, quantity: Quantity) -> tuple[object, ...]:
    """Equal for two moments only if `edge_values` is; valid as long as both moments live."""
    if quantity is Quantity.WEIGHT:
        updated = moment.reached(Phase.UPDATE, layer)
        if updated == moment.network.sizes[layer]:
            return (quantity, layer, id(moment.after), 0)
        return (quantity, layer, id(moment.state), updated)
    if quantity in (Quantity.UPDATE, Quantity.SPEED):
        return (quantity, layer, id(moment.state), id(moment.after))
    if quantity is Quantity.MEAN_GRADIENT:
        return (quantity, layer, id(moment.record))
    return (quantity, layer, id(moment.state), id(moment.record), moment.address.sample)


def _whole(moment: Moment, layer: int, quantity: Quantity, *, pale: bool = False) -> Shown:
    return Shown(layer, quantity, moment.network.sizes[layer], moment.network.sizes[layer - 1], pale)


def _partly(moment: Moment, below: Shown, above: Quantity, *, neurons: int | None = None,
            sources: int | None = None) -> tuple[Shown, ...]:
    """The upper quantity as far as it is reached, on the lower one where something is missing."""
    layer = below.layer
    all_neurons, all_sources = moment.network.sizes[layer], moment.network.sizes[layer - 1]
    neurons = all_neurons if neurons is None else neurons
    sources = all_sources if sources is None else sources
    if neurons == 0 or sources == 0:
        return (below,)
    shown = Shown(layer, above, neurons, sources)
    return (shown,) if neurons == all_neurons and sources == all_sources else (below, shown)


def _signal(moment: Moment, layer: int) -> tuple[Shown, ...]:
    below = _whole(moment, layer, Quantity.WEIGHT, pale=True)
    return _partly(moment, below, Quantity.SIGNAL, neurons=moment.reached_z(layer))


def _gradient(moment: Moment, layer: int) -> tuple[Shown, ...]:
    below = _whole(moment, layer, Quantity.WEIGHT, pale=True)
    mean = moment.reached(Phase.MEAN_GRADIENT, layer)
    if mean:
        return _partly(moment, below, Quantity.MEAN_GRADIENT, neurons=mean)
    return _partly(moment, below, Quantity.GRADIENT, neurons=moment.reached_gradient(layer))


def _speeds(moment: Moment) -> tuple[tuple[Shown, ...], ...]:
    """The speed of the step in view, known from its start on; pale where a sample is only followed."""
    fastest, sizes = fastest_speed(moment), moment.network.sizes
    return tuple((Shown(layer, Quantity.SPEED, sizes[layer], sizes[layer - 1], moment.after is None, fastest),)
                 for layer in range(1, len(sizes)))


def _automatic(moment: Moment, layer: int) -> tuple[Shown, ...]:
    if not moment.is_backward:
        return _signal(moment, layer)
    if moment.phase in (Phase.BP1, Phase.BP2):
        return _backward(moment, layer)
    if moment.phase in (Phase.BP3, Phase.BP4):
        below = _whole(moment, layer, Quantity.ERROR if layer > 1 else Quantity.SIGNAL, pale=True)
        return _partly(moment, below, Quantity.GRADIENT, neurons=moment.reached_gradient(layer))
    if moment.phase is Phase.MEAN_GRADIENT:
        below = _whole(moment, layer, Quantity.GRADIENT, pale=True)
        return _partly(moment, below, Quantity.MEAN_GRADIENT, neurons=moment.reached(Phase.MEAN_GRADIENT, layer))
    below = _whole(moment, layer, Quantity.MEAN_GRADIENT, pale=True)
    return _partly(moment, below, Quantity.UPDATE, neurons=moment.reached(Phase.UPDATE, layer))


def _never_bare(moment: Moment, stack: tuple[Shown, ...]) -> tuple[Shown, ...]:
    """The network stays a network where nothing goes along its edges: its weights are seen, faintly."""
    layer = stack[0].layer
    if any(shown.quantity is Quantity.WEIGHT or edge_values(moment, layer, shown.quantity).any() for shown in stack):
        return stack
    return (_whole(moment, layer, Quantity.WEIGHT, pale=True),)


def _backward(moment: Moment, layer: int) -> tuple[Shown, ...]:
    """The error goes back through the edges that lead out of a layer whose δ is being found."""
    below = _whole(moment, layer, Quantity.SIGNAL, pale=True)
    if layer == 1:
        return (below,)
    return _partly(moment, below, Quantity.ERROR, sources=moment.reached_delta(layer - 1))
