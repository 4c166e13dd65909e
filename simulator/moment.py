"""One immutable instant of training: all that any picture of the program is drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property

import numpy as np

from simulator.arrays import Array
from simulator.datasets.data_set import DataSet
from simulator.evaluation import classes
from simulator.experiment import Experiment
from simulator.network import Network
from simulator.steps import Address, Phase, Route, Station
from simulator.timeline import Step
from simulator.training import OwnSample, SampleRecord, StepRecord, Trainer, TrainingState


class Occasion(Enum):
    """Whose sample the moment shows."""

    TRAINING = "training"
    """A step of the run with a batch of its data."""
    LEARNED = "learned"
    """A step of the run that learns a person's own sample."""
    FOLLOWED = "followed"
    """A sample that is only followed through the network: nothing is learned."""


@dataclass(frozen=True)
class Moment:
    """One instant.

    Attributes
    ----------
    state
        The state before the step; `state.theta` is θ during all of its passes.
    after
        The state after the step, or None where nothing is learned.
    record
        The step's matrices.
    address, route
        Where in the step the instant is, and the stations of such a step.
    steps_in_epoch
        M/m, rounded up.
    """

    network: Network
    data: DataSet
    state: TrainingState
    after: TrainingState | None
    record: StepRecord
    sample: SampleRecord
    address: Address
    route: Route
    occasion: Occasion
    steps_in_epoch: int

    @property
    def experiment(self) -> Experiment:
        """The settings in force in this step."""
        return self.state.experiment

    @property
    def station(self) -> Station:
        """Phase and layer."""
        return self.route.stations[self.address.station]

    @property
    def phase(self) -> Phase:
        """What happens at this instant."""
        return self.station.phase

    @property
    def layer(self) -> int:
        """The layer in which it happens."""
        return self.station.layer

    @property
    def neuron(self) -> int:
        """The last neuron that is done at this station."""
        return self.address.neuron

    def reached(self, phase: Phase, layer: int) -> int:
        """For how many neurons of a layer a phase is done at this instant, from 0 to the layer's size."""
        try:
            station = self.route.index(phase, layer)
        except KeyError:
            return 0
        if station < self.address.station:
            return self.network.sizes[layer]
        if station > self.address.station:
            return 0
        whole = self.route.neuron_count(station)
        return self.network.sizes[layer] if whole == 1 else self.address.neuron + 1

    def reached_z(self, layer: int) -> int:
        """Neurons whose weighted input is known."""
        return self.reached(Phase.WEIGHTED_INPUT, layer) if layer else 0

    def reached_a(self, layer: int) -> int:
        """Neurons whose activation is known; the input layer's always are."""
        return self.reached(Phase.ACTIVATION, layer) if layer else self.network.sizes[0]

    def reached_delta(self, layer: int) -> int:
        """Neurons whose error δ is known."""
        return self.reached(Phase.BP1 if layer == self.network.depth else Phase.BP2, layer) if layer else 0

    def reached_gradient(self, layer: int) -> int:
        """Neurons for whose incoming weights ∂C_x/∂w is known."""
        return self.reached(Phase.BP4, layer) if layer else 0

    @property
    def knows_cost(self) -> bool:
        """Whether the pass has come to the cost."""
        return self.address.station >= self.route.index(Phase.COST, self.network.depth)

    @property
    def is_backward(self) -> bool:
        """Whether the errors travel: from BP1 to the update."""
        return self.address.station > self.route.index(Phase.COST, self.network.depth)

    @property
    def steps_done(self) -> int:
        """Updates that are made at this instant, that of its own step included as soon as it is complete."""
        done = self.after is not None and self.address >= self.route.end_of_step(
            self.address.step, self.record.batch_size)
        return self.state.step + int(done)

    @property
    def has_answer(self) -> bool:
        """Whether it is known what the network should say to the sample."""
        return not bool(np.isnan(self.sample.target).any())

    @cached_property
    def theta(self) -> Array:
        """θ as it is at this instant: while the update goes on, new for the neurons that are done."""
        if self.after is None or self.phase is not Phase.UPDATE:
            return self.state.theta
        theta = self.state.theta.copy()
        weights, biases = self.network.weights(theta), self.network.biases(theta)
        new_weights, new_biases = self.network.weights(self.after.theta), self.network.biases(self.after.theta)
        for layer in range(1, self.network.depth + 1):
            done = self.reached(Phase.UPDATE, layer)
            weights[layer][:done] = new_weights[layer][:done]
            biases[layer][:done] = new_biases[layer][:done]
        return theta

    @cached_property
    def weights(self) -> list[Array]:
        """Views of `theta`."""
        return self.network.weights(self.theta)

    @cached_property
    def biases(self) -> list[Array]:
        """Views of `theta`."""
        return self.network.biases(self.theta)

    @property
    def point(self) -> Array | None:
        """Where the sample lies in the data's domain, raw coordinates, shape (dimension,); None if nobody knows."""
        domain, index = self.data.domain, self.sample.index
        if domain is None:
            return None
        if index is not None:
            return np.asarray(self.data.train.raw[index], dtype=np.float64)
        points = domain.points(self.sample.inputs[np.newaxis])
        return None if points is None else points[0]

    @property
    def outstanding_output(self) -> int:
        """The output neuron of the right answer, or the most active one where that is unknown."""
        return int(np.argmax(self.sample.target if self.has_answer else self.sample.a[-1]))

    @property
    def predicted_class(self) -> int:
        """The class that the network's output says for this sample; −1 for regression."""
        if self.data.is_regression:
            return -1
        return int(classes(self.sample.a[-1][np.newaxis], self.data.target_table)[0])

    @property
    def true_class(self) -> int:
        """The class whose target this sample has; −1 for regression, and where the answer is unknown."""
        if self.data.is_regression or not self.has_answer:
            return -1
        return int(np.argmin(((self.data.target_table - self.sample.target) ** 2).sum(axis=1)))


def moment_of_step(trainer: Trainer, step: Step, address: Address, *, own: bool) -> Moment:
    """The instant at an address inside a step of the run."""
    route = Route(trainer.network.sizes)
    sample = trainer.sample(step.before, step.record, address.sample)
    return Moment(trainer.network, trainer.data, step.before, step.after, step.record, sample, address, route,
                  Occasion.LEARNED if own else Occasion.TRAINING, trainer.steps_in_epoch(step.before))


def moment_of_followed(trainer: Trainer, state: TrainingState, own: OwnSample, address: Address) -> Moment:
    """An instant of one's own sample's way through the network in a state; nothing is learned."""
    with np.errstate(all="ignore"):
        record = trainer.look(state, own)
    return Moment(trainer.network, trainer.data, state, None, record, trainer.sample(state, record, 0), address,
                  Route(trainer.network.sizes, learns=False), Occasion.FOLLOWED, trainer.steps_in_epoch(state))


def moved(moment: Moment, trainer: Trainer, address: Address) -> Moment:
    """Another instant of the same step: nothing is computed again."""
    sample = moment.sample
    if address.sample != moment.address.sample:
        sample = trainer.sample(moment.state, moment.record, address.sample)
    return Moment(moment.network, moment.data, moment.state, moment.after, moment.record, sample, address,
                  moment.route, moment.occasion, moment.steps_in_epoch)
