"""Assumption 1 at work: what each sample of a batch says about one weight or neuron, and their mean."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gui.run.choice import Selection
from gui.run.run_view import RunView
from simulator.arrays import Array
from simulator.moment import Moment
from simulator.steps import Phase

_NOTHING: Array = np.empty(0)


@dataclass(frozen=True, eq=False)
class BatchGradients:
    """∂C_x/∂w of every sample for a weight, or δ (which is ∂C_x/∂b) for a neuron.

    Attributes
    ----------
    place
        The weight or the neuron.
    values
        One for each sample of the batch, shape (m,); empty where the samples of a large batch are not kept.
    activations, errors
        aˡ⁻¹ₖ and δˡⱼ, whose product the values are for a weight; no activations for a neuron.
    done
        The samples [0, done) are summed up at this instant.
    size
        m.
    sample
        The sample in view.
    mean
        The mean of those that are done; the gradient of the batch once its mean is formed; None before the first.
    is_formed
        Whether the mean gradient of the place is reached.
    """

    place: Selection
    values: Array
    activations: Array
    errors: Array
    done: int
    size: int
    sample: int
    mean: float | None
    is_formed: bool

    @property
    def is_kept(self) -> bool:
        """Whether there is a number for each sample."""
        return len(self.values) > 0

    def running_means(self) -> Array:
        """The mean of the first 1, 2, … done samples, shape (done,)."""
        return np.cumsum(self.values[:self.done]) / np.arange(1, self.done + 1)


def followed_place(session: RunView) -> Selection | None:
    """The chosen neuron or weight, or else what the equations follow; None while that is an input."""
    chosen, sizes = session.selection, session.network.sizes
    place = chosen if chosen is not None and chosen.layer >= 1 and chosen.exists_in(sizes) else session.focus
    return place if place.layer >= 1 and place.exists_in(sizes) else None


def batch_gradients(moment: Moment, place: Selection) -> BatchGradients:
    """The numbers of one place at an instant: nothing is computed anew, it is all in the moment's record."""
    record, network, layer = moment.record, moment.network, place.layer
    errors = record.delta[layer][:, place.neuron] if len(record.delta) else _NOTHING
    activations = _NOTHING
    if place.source is not None and len(record.a):
        activations = record.a[layer - 1][:, place.source]
    values = activations * errors if len(activations) else errors
    index = network.bias_index(layer, place.neuron) if place.source is None else \
        network.weight_index(layer, place.neuron, place.source)
    is_formed = moment.reached(Phase.MEAN_GRADIENT, layer) > place.neuron
    reached = moment.reached_delta(layer) if place.source is None else moment.reached_gradient(layer)
    done = record.batch_size if is_formed else moment.address.sample + int(reached > place.neuron)
    mean = None
    if is_formed:
        mean = float(record.gradient[index])
    elif done and len(values):
        mean = float(values[:done].mean())
    return BatchGradients(place, values, activations, errors, done, record.batch_size, moment.address.sample, mean,
                          is_formed)
