"""Training, one step at a time: from one frozen state to the next, with the record of all that happened between."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from simulator.arrays import Array, Indices
from simulator.costs import cost_per_sample, mean_cost
from simulator.datasets.data_set import DataSet
from simulator.errors import Explained, Phrase
from simulator.experiment import ROWS_AT_ONCE, Experiment
from simulator.initializers import initializer_named
from simulator.network import Network
from simulator.optimizers import initial_memory, optimizer_named
from simulator.propagation import backward, forward, mean_gradient
from simulator.regularisation import Regularisation, regularisation_named

NEVER: Callable[[], bool] = lambda: False  # noqa: E731
"""`should_stop` of work that nobody interrupts."""

_NO_INDICES: Indices = np.empty(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class TrainingState:
    """Everything that the next step depends on, so that replaying it is exact to the last bit.

    The order of an epoch's samples is drawn from a generator seeded with the seed and the number of the epoch: no
    generator's state has to be carried along, and the order of any epoch can be told at once.

    Attributes
    ----------
    theta, memory
        θ, shape (p,), and the optimizer's memory, arrays of the same shape.
    step
        Updates since the start of the run.
    epoch, step_in_epoch, samples_done
        Position in the data: the epoch, the steps of it that are done and the samples that they used.
    experiment
        The settings in force; some may have been changed on the way.
    """

    theta: Array
    memory: tuple[Array, ...]
    step: int
    epoch: int
    step_in_epoch: int
    samples_done: int
    experiment: Experiment

    @property
    def byte_count(self) -> int:
        """Size of its arrays in memory."""
        return self.theta.nbytes * (1 + len(self.memory))


@dataclass(frozen=True, slots=True)
class StepRecord:
    """What happened in one step: all matrices of its batch, one row a sample.

    Attributes
    ----------
    step
        Number of the step, from 0.
    indices
        Rows of the training data, shape (m,); empty when the sample is a person's own.
    inputs, targets, z, a, delta
        The matrices of the pass; empty for a batch of more than `ROWS_AT_ONCE` rows, whose samples are computed again
        when they are looked at (`Trainer.sample`).
    costs, cost
        C_x of every sample, shape (m,), and C, their mean.
    gradient
        Mean gradient of the cost ∂C/∂θ, without regularisation, shape (p,).
    """

    step: int
    indices: Indices
    inputs: Array
    targets: Array
    z: list[Array]
    a: list[Array]
    delta: list[Array]
    costs: Array
    cost: float
    gradient: Array

    @property
    def batch_size(self) -> int:
        """Samples in this step."""
        return len(self.costs)


@dataclass(frozen=True, slots=True)
class SampleRecord:
    """One row of a step: a single sample's way through the network and back.

    Attributes
    ----------
    index
        Row of the training data, or None for a person's own sample.
    inputs, target
        Shapes (n₀,) and (n_L,). Where the answer is unknown, the target and all that follows from it (δ, C_x) is NaN.
    z, a, delta
        Lists over layers of vectors (n_l,); index 0 of z and delta is empty.
    cost
        C_x.
    """

    index: int | None
    inputs: Array
    target: Array
    z: list[Array]
    a: list[Array]
    delta: list[Array]
    cost: float


@dataclass(frozen=True, eq=False)
class OwnSample:
    """A sample from outside the training data.

    Attributes
    ----------
    inputs
        Shape (n₀,).
    target
        Shape (n_L,); None where the right answer is unknown: such a sample can be followed to the network's output,
        has no cost, and can't be learned.
    """

    inputs: Array
    target: Array | None

    def fits(self, sizes: tuple[int, ...]) -> bool:
        """Whether it can go through a network of these sizes."""
        return len(self.inputs) == sizes[0] and (self.target is None or len(self.target) == sizes[-1])

    def check_answer(self) -> None:
        """Pass if the right answer is known.

        Raises
        ------
        Explained
            If it isn't.
        """
        if self.target is None:
            raise Explained(Phrase("a sample without an answer can't be learned; say what its label is"))


class Interrupted(Exception):  # noqa: N818 - it is no error: somebody asked for it
    """A long step was asked to stop; nothing has changed."""


class Divergence(Exception):  # noqa: N818 - named as the field names it
    """A step whose cost or θ is not finite, or whose optimizer would remember what isn't.

    Attributes
    ----------
    step, learning_rate
        The step that can't be completed, and its η.
    cost_before, cost_after
        Cost of its batch before and after the update; the same when the cost was not finite already.
    largest_gradient
        The largest |∂C/∂θᵢ| of the step.
    in_memory
        Whether only the optimizer's memory overflows: it keeps squares of gradients, and a weight whose square is
        infinite would never move again.
    overflowed_in
        The step in which it did: the one before, where that was made in any case, as what a run begins with is.
    """

    def __init__(self, step: int, cost_before: float, cost_after: float, largest_gradient: float,
                 learning_rate: float, *, in_memory: bool = False, overflowed_in: int | None = None) -> None:
        super().__init__(f"step {step} diverges: cost {cost_before} → {cost_after}")
        self.step = step
        self.cost_before = cost_before
        self.cost_after = cost_after
        self.largest_gradient = largest_gradient
        self.learning_rate = learning_rate
        self.in_memory = in_memory
        self.overflowed_in = step if overflowed_in is None else overflowed_in


@dataclass(frozen=True)
class _Rules:
    """What the settings mean for a step, looked up once and not at every step."""

    regularisation: Regularisation | None
    strength: float
    numbers: tuple[float, ...]
    learning_rate: float
    batch_size: int
    frozen: Indices | None


class Trainer:
    """Makes steps of one experiment on one data set. It changes nothing that it is given.

    Parameters
    ----------
    experiment
        Gives the network, the initial weights, the order of the samples and the optimizer. What may change during a
        run (η, m, regularisation, the optimizer's numbers, frozen weights) is read from each state instead.
    start
        The first θ, shape (p,), where it is neither given by the experiment nor drawn.
    """

    def __init__(self, experiment: Experiment, data: DataSet, start: Array | None = None) -> None:
        self.experiment = experiment.fits(data)
        self.data = data
        self.start = start
        self.network: Network = experiment.network(data)
        self.weight_slices = tuple(self.network.weight_slice(layer) for layer in range(1, self.network.depth + 1))
        self._update = optimizer_named(experiment.optimizer).update
        self._orders: dict[int, Indices] = {}
        self._rules_of: tuple[Experiment, _Rules] = (experiment, _rules(experiment))

    def initial_state(self) -> TrainingState:
        """The state before the first step: known weights, or drawn ones, layer by layer, W before b."""
        known = self.experiment.initial_theta if self.start is None else self.start
        theta = np.array(known, dtype=np.float64) if len(known) else self._drawn_theta()
        memory = initial_memory(optimizer_named(self.experiment.optimizer), len(theta))
        return TrainingState(theta, memory, 0, 0, 0, 0, self.experiment)

    def _drawn_theta(self) -> Array:
        experiment, network = self.experiment, self.network
        rng = np.random.default_rng(experiment.seed)
        initializer = initializer_named(experiment.initializer)
        number = 0.0 if experiment.initial_number is None else experiment.initial_number
        theta = np.empty(network.parameter_count)
        weights, biases = network.weights(theta), network.biases(theta)
        for layer in range(1, network.depth + 1):
            n_out, n_in = weights[layer].shape
            weights[layer][:] = initializer.weights(rng, n_out, n_in, number)
            biases[layer][:] = initializer.biases(rng, n_out, number)
        return theta

    def order(self, epoch: int) -> Indices:
        """The order in which an epoch goes through the training data, shape (M,)."""
        order = self._orders.get(epoch)
        if order is None:
            count = self.data.train.count
            order = np.arange(count)
            if self.experiment.shuffled:
                # numpy pads a seed with zeros, so (seed, 0) would give the numbers of the initial weights again
                order = np.random.default_rng([self.experiment.seed, epoch + 1]).permutation(count)
            self._orders = {known: self._orders[known] for known in (epoch - 1, epoch + 1) if known in self._orders}
            self._orders[epoch] = order
        return order

    def batch(self, state: TrainingState) -> Indices:
        """Rows of the training data that the next step uses; the last batch of an epoch may be smaller."""
        return self.order(state.epoch)[state.samples_done:state.samples_done + state.experiment.batch_size]

    def steps_in_epoch(self, state: TrainingState) -> int:
        """Steps of the state's epoch, M/m rounded up; a batch size that was changed counts from there on."""
        left = self.data.train.count - state.samples_done
        return state.step_in_epoch - (-left // state.experiment.batch_size)

    @np.errstate(all="ignore")
    def step(self, state: TrainingState, own: OwnSample | None = None, *, finite: bool = True,
             should_stop: Callable[[], bool] = NEVER) -> tuple[TrainingState, StepRecord]:
        """One step: forward, backward, mean gradient, update.

        Parameters
        ----------
        own
            A sample to learn instead of the next batch; the position in the epoch stays as it is.
        finite
            Whether to refuse numbers that are not finite.
        should_stop
            Asked between the parts of a large batch.

        Returns
        -------
        The state after the step, and its record.

        Raises
        ------
        Divergence
            If the cost, the new θ or the optimizer's memory is not finite.
        Interrupted
            If `should_stop` said so.
        Explained
            If the answer to one's own sample is unknown.
        """
        if own is not None:
            own.check_answer()
        record = self._look(state, own, should_stop)
        rules = self._rules(state.experiment)
        gradient = record.gradient
        if rules.regularisation is not None or rules.frozen is not None:
            gradient = gradient.copy()
        if rules.regularisation is not None:
            rules.regularisation.add_gradient(gradient, state.theta, self.weight_slices, rules.strength,
                                              self.data.train.count)
        if rules.frozen is not None:
            gradient[rules.frozen] = 0.0  # so that an optimizer's memory doesn't grow behind the ice
        theta, memory = self._update(state.theta, gradient, state.memory, state.step + 1, rules.learning_rate,
                                     rules.numbers)
        if rules.frozen is not None:
            theta[rules.frozen] = state.theta[rules.frozen]
        # a product with θ is finite only if all of both is (and it costs less than looking at each entry)
        if finite and not -np.inf < np.dot(theta, memory[-1] if memory else theta) + record.cost < np.inf:
            self._refuse_divergence(state, theta, memory, record, rules)
        done = state.samples_done + (len(record.costs) if own is None else 0)
        if done >= self.data.train.count:
            after = TrainingState(theta, memory, state.step + 1, state.epoch + 1, 0, 0, state.experiment)
        else:
            in_epoch = state.step_in_epoch + (1 if own is None else 0)
            after = TrainingState(theta, memory, state.step + 1, state.epoch, in_epoch, done, state.experiment)
        return after, record

    def look(self, state: TrainingState, own: OwnSample | None = None,
             should_stop: Callable[[], bool] = NEVER) -> StepRecord:
        """The record of the next batch, or of one's own sample, without an update; finite or not."""
        with np.errstate(all="ignore"):
            return self._look(state, own, should_stop)

    def _look(self, state: TrainingState, own: OwnSample | None, should_stop: Callable[[], bool]) -> StepRecord:
        if own is not None and own.target is None:
            return self._forward_only(state, own.inputs.reshape(1, -1))
        if own is not None and own.target is not None:
            return self._pass(state, _NO_INDICES, own.inputs.reshape(1, -1), own.target.reshape(1, -1))
        indices = self.batch(state)
        if len(indices) > ROWS_AT_ONCE:
            return self._added_up(state, indices, should_stop)
        train = self.data.train
        return self._pass(state, indices, train.inputs(indices), self.data.targets(train, indices))

    def sample(self, state: TrainingState, record: StepRecord, row: int) -> SampleRecord:
        """One sample of a record, computed again where the batch was too large to be kept."""
        index = int(record.indices[row]) if len(record.indices) else None
        if len(record.a) == 0:
            one = record.indices[row:row + 1]
            with np.errstate(all="ignore"):
                record = self._pass(state, one, self.data.train.inputs(one),
                                    self.data.targets(self.data.train, one))
            row = 0
        return SampleRecord(
            index, record.inputs[row], record.targets[row],
            [record.z[0], *(z[row] for z in record.z[1:])], [a[row] for a in record.a],
            [record.delta[0], *(delta[row] for delta in record.delta[1:])], float(record.costs[row]),
        )

    def gradient(self, theta: Array, rows: Indices) -> Array:
        """Mean gradient ∂C/∂θ over some training samples at any θ, without regularisation, shape (p,)."""
        network, train = self.network, self.data.train
        weights, biases = network.weights(theta), network.biases(theta)
        with np.errstate(all="ignore"):
            z, a = forward(network, weights, biases, train.inputs(rows))
            delta = backward(network, weights, z, a, self.data.targets(train, rows))
            return mean_gradient(network, a, delta, len(rows))

    @np.errstate(all="ignore")
    def cost_of(self, theta: Array, record: StepRecord) -> float:
        """Mean cost of a record's batch for another θ; not finite where the pass overflows."""
        network, train, mean = self.network, self.data.train, 0.0
        weights, biases = network.weights(theta), network.biases(theta)
        for start in range(0, record.batch_size, ROWS_AT_ONCE):
            inputs, targets = record.inputs, record.targets
            if len(record.a) == 0:
                part = record.indices[start:start + ROWS_AT_ONCE]
                inputs, targets = train.inputs(part), self.data.targets(train, part)
            z, a = forward(network, weights, biases, inputs)
            costs = cost_per_sample(network.cost, network.activations[-1], z[-1], a[-1], targets)
            mean += mean_cost(costs, record.batch_size)
        return mean

    def _pass(self, state: TrainingState, indices: Indices, inputs: Array, targets: Array,
              share_of: int = 0) -> StepRecord:
        network = self.network
        weights, biases = network.weights(state.theta), network.biases(state.theta)
        z, a = forward(network, weights, biases, inputs)
        delta = backward(network, weights, z, a, targets)
        costs = cost_per_sample(network.cost, network.activations[-1], z[-1], a[-1], targets)
        gradient = mean_gradient(network, a, delta, share_of or len(inputs))
        return StepRecord(state.step, indices, inputs, targets, z, a, delta, costs, mean_cost(costs), gradient)

    def _forward_only(self, state: TrainingState, inputs: Array) -> StepRecord:
        network = self.network
        z, a = forward(network, network.weights(state.theta), network.biases(state.theta), inputs)
        unknown = np.full(1, np.nan)
        delta = [z[0], *(np.full_like(one, np.nan) for one in z[1:])]
        return StepRecord(state.step, _NO_INDICES, inputs, np.full_like(a[-1], np.nan), z, a, delta, unknown, np.nan,
                          np.full(network.parameter_count, np.nan))

    def _added_up(self, state: TrainingState, indices: Indices, should_stop: Callable[[], bool]) -> StepRecord:
        costs, gradient = np.empty(len(indices)), np.zeros(self.network.parameter_count)
        for start in range(0, len(indices), ROWS_AT_ONCE):
            if should_stop():
                raise Interrupted
            part = indices[start:start + ROWS_AT_ONCE]
            one = self._pass(state, part, self.data.train.inputs(part), self.data.targets(self.data.train, part),
                             len(indices))
            costs[start:start + len(part)] = one.costs
            gradient += one.gradient
        empty = np.empty((0, 0))
        return StepRecord(state.step, indices, empty, empty, [], [], [], costs, mean_cost(costs), gradient)

    def _rules(self, experiment: Experiment) -> _Rules:
        known, rules = self._rules_of
        if known is not experiment:
            rules = _rules(experiment)
            self._rules_of = (experiment, rules)
        return rules

    def _refuse_divergence(self, state: TrainingState, theta: Array, memory: tuple[Array, ...], record: StepRecord,
                           rules: _Rules) -> None:
        # the product may overflow although every entry is finite: then nothing is wrong yet
        before = record.cost
        is_finite = bool(np.isfinite(before)) and bool(np.isfinite(theta).all())
        if is_finite and all(bool(np.isfinite(one).all()) for one in memory):
            return
        after = self.cost_of(theta, record) if np.isfinite(before) else before
        was_finite = all(bool(np.isfinite(one).all()) for one in state.memory)
        raise Divergence(state.step, before, after, float(np.abs(record.gradient).max()), rules.learning_rate,
                         in_memory=is_finite, overflowed_in=state.step if was_finite else state.step - 1)


def with_theta(state: TrainingState, index: int, value: float) -> TrainingState:
    """The same state with one entry of θ set by hand."""
    theta = state.theta.copy()
    theta[index] = value
    return replace(state, theta=theta)




def _rules(experiment: Experiment) -> _Rules:
    kind = regularisation_named(experiment.regularisation)
    active = kind.strength is not None and experiment.regularisation_strength > 0
    frozen = np.array(experiment.frozen, dtype=np.int64) if experiment.frozen else None
    return _Rules(kind if active else None, experiment.regularisation_strength, experiment.optimizer_numbers,
                  experiment.learning_rate, experiment.batch_size, frozen)
