"""Why learning fails, in facts: the window turns them into sentences.

A run may fail although every number stays finite. `diagnosis_of` looks at what has been measured of it: it fails
where the cost stands far above that of its start, and where the network answers no better than by chance and an epoch
has changed nothing. Only then the likely cause is looked for, in a pass of some samples through the network as it is
and as it was.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property

import numpy as np

from simulator.activations import activation_named
from simulator.arrays import Array, Indices
from simulator.costs import is_matched
from simulator.evaluation import TRAIN_SAMPLES, Evaluation
from simulator.experiment import Experiment, Layer, stands_still_on_purpose, with_change
from simulator.first_pass import SAMPLES, SATURATED_SHARE, FirstPass, Outcome, first_pass
from simulator.optimizers import optimizer_named
from simulator.regularisation import regularisation_named
from simulator.training import NEVER, Divergence, Interrupted, Trainer, TrainingState

FAR_ABOVE = 2.0
"""The cost is far above that of the start from so many times of it on."""
FEWEST_STEPS = 1000
"""So many steps, and an epoch, have to bring nothing before it is said to stand still: most plateaus end sooner."""
_RECOVERED = 0.5
"""A run that failed has recovered where its cost is this share of that of the start, or of chance."""
_FIRST_SWING, _FIRST_SWINGS = 100, 300
"""Within so many steps a first swing may still come back by itself: before the first of them nothing is said, before
the second only where two measurements agree."""
_PROGRESS = 0.02
"""Share of the cost that counts as progress."""
_AT_CHANCE = 0.05
"""Share of right answers, or of the variance explained, by which chance is exceeded at most."""
_TINY = 0.01
"""An η below this share of the optimizer's usual one is the first that is blamed where the slope leads down."""
_HALF_WAY = 0.5
"""Of the way from chance to all right: below it, a cost above that of chance says that nothing has been learned."""
_FEWEST_PRODUCTS, _MOST_PRODUCTS = 8, 48
_EXACT = 1e-3
"""Share of an eigenvalue by which H·v may differ from λ·v."""
_HARDLY = 0.1
"""Of the size that the weights had at the start: below it, regularisation has taken them away."""
_TRIAL_STEPS, _TRIAL_PRODUCTS = 1000, 5e8
"""A remedy is tried for so many steps, and for so many products of a weight and an input, at most."""
_TRIAL_RATES = (1.0, 0.3, 0.1, 0.03)
"""Shares of the likely η that are tried one after the other."""
_FEW = 4
"""Hidden neurons that a network without any is given."""


class Symptom(Enum):
    """What is seen of it."""

    COST_HAS_RISEN = "cost_has_risen"
    """The cost over the training samples is far above that of the start."""
    STANDS_STILL = "stands_still"
    """The network does no better than answers that don't look at the input, and an epoch has changed nothing."""


class Cause(Enum):
    """What it most likely comes from.

    STEPS_TOO_LONG
        η is too large: the cost has risen.
    DRIVEN_INTO_SATURATION
        Neurons that weren't saturated at the start are by now: earlier steps were too long.
    DEAD
        All ReLUs of a layer are off for every sample.
    ALIKE
        All neurons of a hidden layer have the same weights, and the same δ.
    WEIGHTS_TOO_LARGE
        The initial weights: neurons are saturated from the start.
    FADES
        The initial weights: what differs between samples is hardly left in the last hidden layer.
    FROZEN
        No step changes any weight or bias: all are frozen.
    REGULARISED
        The regularisation pulls the weights to 0 faster than the data pull them away.
    NO_SLOPE
        σ has no slope anywhere (the step function): no δ comes through.
    LINEAR
        The network is one linear map, whatever its weights are, and its steps are long enough to have found the best.
    STEPS_TOO_SHORT
        η is so small that the slope, though there, leads nowhere.
    PLATEAU
        The slope is nearly 0 though the cost isn't low.
    """

    STEPS_TOO_LONG = "steps_too_long"
    DRIVEN_INTO_SATURATION = "driven_into_saturation"
    DEAD = "dead"
    ALIKE = "alike"
    WEIGHTS_TOO_LARGE = "weights_too_large"
    FADES = "fades"
    FROZEN = "frozen"
    REGULARISED = "regularised"
    NO_SLOPE = "no_slope"
    LINEAR = "linear"
    STEPS_TOO_SHORT = "steps_too_short"
    PLATEAU = "plateau"


class Intervention(Enum):
    """What helps."""

    SLOWER_FROM_BEFORE = "slower_from_before"
    """Back to `Diagnosis.back_to`, and on from there with the η of `Diagnosis.remedy`."""
    OTHER_RATE = "other_rate"
    """On from where the run is with the η of `Diagnosis.remedy`."""
    NEW_RUN = "new_run"
    """Anew, as `Diagnosis.remedy` says."""


@dataclass(frozen=True)
class Diagnosis:
    """Why learning fails, as it was seen after so many steps.

    Attributes
    ----------
    symptom, cause
        What is seen, and the likely cause.
    step, since
        Updates made when it was seen, and when what it is compared with was measured.
    cost, cost_before
        Mean cost over the training samples then, and at `since`; without regularisation.
    accuracy, chance
        Share of right answers then, and that of always naming the most frequent class; NaN for regression.
    experiment
        The settings in force then.
    slope
        ‖∇C‖ over `samples` training samples then.
    curvature, stable_rate
        λ_max, the largest eigenvalue of the Hessian over `samples` training samples at `back_to`, and the largest η
        with which descent is stable there, 2/λ_max for gradient descent. NaN and None where they can't be had.
    samples
        How many training samples were looked at.
    layer, share
        The layer that is spoken of, and how much of it is saturated, is off, or is left of the input's spread, or how
        much is left of the weights; 0 for none.
    back_to
        Updates made before the run was best: from there it could go on otherwise.
    intervention, remedy
        What helps, and the settings with it.
    """

    symptom: Symptom
    cause: Cause
    step: int
    since: int
    cost: float
    cost_before: float
    accuracy: float
    chance: float
    experiment: Experiment
    slope: float
    curvature: float
    stable_rate: float | None
    samples: int
    layer: int
    share: float
    back_to: int
    intervention: Intervention
    remedy: Experiment


@dataclass(frozen=True)
class Evidence:
    """What a run has come to, as far as it matters.

    Attributes
    ----------
    trainer
        Of the run.
    measured
        What has been measured so far, in the order of the steps, the newest last.
    state
        The one that the newest was measured of.
    begun
        The step from which the settings and weights are as no hand has changed them since.
    origin
        The state of `back_to`: the best one, or the nearest kept before it.
    former
        What was found the last time.
    """

    trainer: Trainer
    measured: tuple[Evaluation, ...]
    state: TrainingState
    begun: int
    origin: TrainingState
    former: Diagnosis | None = None


def diagnosis_of(evidence: Evidence, should_stop: Callable[[], bool] = NEVER) -> Diagnosis | None:
    """Why the run fails, None as long as it doesn't: it costs next to nothing then.

    What was found stays, with its own step and numbers, until the run has recovered.

    Raises
    ------
    Interrupted
        If `should_stop` said so.
    """
    if evidence.trainer.network.cost.reads_z:
        return None  # the perceptron's rule has an end of its own, and knows no slope
    chance = _Chance(evidence.trainer)
    if evidence.former is not None and _goes_on(evidence, chance, evidence.former.symptom):
        return evidence.former
    seen = _seen(evidence, chance)
    if seen is None or stands_still_on_purpose(evidence.state.experiment):
        return None
    return _Search(evidence, *seen, chance, should_stop).diagnosis()


def best_of(measured: tuple[Evaluation, ...]) -> int:
    """The step at which the cost was lowest, of all that were measured; 0 where none was finite."""
    best = best_cost(measured)
    return next((one.step for one in measured if one.train_cost == best), 0)


def best_cost(measured: tuple[Evaluation, ...]) -> float:
    """The lowest cost of all that were measured; infinite where none was finite."""
    return min((one.train_cost for one in measured if math.isfinite(one.train_cost)), default=math.inf)


# what is seen


class _Chance:
    """Answers that don't look at the input.

    Attributes
    ----------
    share
        How many are right if the most frequent class is named for all samples; NaN for regression.
    cost
        The mean cost of the mean target; 0 where it isn't finite.
    """

    def __init__(self, trainer: Trainer) -> None:
        self._network, self._data = trainer.network, trainer.data
        self._count = min(self._data.train.count, TRAIN_SAMPLES)

    @cached_property
    def share(self) -> float:
        if self._data.is_regression:
            return math.nan
        return float(np.bincount(self._data.train.labels[:self._count]).max()) / self._count

    @cached_property
    def cost(self) -> float:
        value = self._network.cost.value
        assert value is not None, "costs that are read from z aren't looked at"
        targets = self._data.targets(self._data.train, np.arange(self._count))
        with np.errstate(all="ignore"):
            cost = float(value(np.broadcast_to(targets.mean(axis=0), targets.shape), targets).mean())
        return cost if math.isfinite(cost) else 0.0

    def is_as_good_as(self, one: Evaluation) -> bool:
        """Whether a measurement is no better."""
        if self._data.is_regression:
            return not one.train_cost < (1.0 - _AT_CHANCE) * self.cost
        noise = 3.0 * math.sqrt(self.share * (1.0 - self.share) / max(one.train_count, 1))
        if one.train_accuracy <= self.share + min(_AT_CHANCE, noise):
            # where one class is rare, always naming the other one may be the best answer: then the cost tells
            return not one.train_cost < (1.0 - _AT_CHANCE) * self.cost
        way = (one.train_accuracy - self.share) / (1.0 - self.share)
        return way < _HALF_WAY and not one.train_cost < self.cost


def _seen(evidence: Evidence, chance: _Chance) -> tuple[Symptom, Evaluation] | None:
    """The symptom, and the measurement that the newest one is compared with."""
    measured = evidence.measured
    if len(measured) < 2 or measured[0].step != 0:
        return None
    start, now = measured[0], measured[-1]
    if now.step >= _FIRST_SWING and _is_far_above(now, start, chance) and (
            now.step >= _FIRST_SWINGS or _is_far_above(measured[-2], start, chance)):
        return Symptom.COST_HAS_RISEN, start
    steps_in_epoch = -(-evidence.trainer.data.train.count // evidence.state.experiment.batch_size)
    latest = now.step - max(FEWEST_STEPS, steps_in_epoch)
    if evidence.begun > latest or not chance.is_as_good_as(now):
        return None
    before = [place for place, one in enumerate(measured) if evidence.begun <= one.step <= latest]
    if not before:
        return None
    window = measured[before[-1]:]
    moves_on = now.train_cost < (1.0 - _PROGRESS) * window[0].train_cost
    return None if moves_on or not all(map(chance.is_as_good_as, window)) else (Symptom.STANDS_STILL, window[0])


def _is_far_above(now: Evaluation, start: Evaluation, chance: _Chance) -> bool:
    """Whether the cost is far above that of the start, and of chance: a run may begin with weights that are good."""
    return math.isfinite(start.train_cost) and not now.train_cost <= FAR_ABOVE * start.train_cost and \
        not now.train_cost <= FAR_ABOVE * chance.cost


def _goes_on(evidence: Evidence, chance: _Chance, symptom: Symptom) -> bool:
    """Whether a run that fails hasn't recovered yet."""
    start, now = evidence.measured[0], evidence.measured[-1]
    if symptom is Symptom.COST_HAS_RISEN:
        return not now.train_cost <= _RECOVERED * max(start.train_cost, chance.cost)
    return chance.is_as_good_as(now)


# where it comes from


class _Search:
    """Looks for the likely cause of a symptom."""

    def __init__(self, evidence: Evidence, symptom: Symptom, before: Evaluation, chance: _Chance,
                 should_stop: Callable[[], bool]) -> None:
        self._evidence, self._symptom, self._before, self._chance = evidence, symptom, before, chance
        self._should_stop = should_stop
        self._experiment = evidence.state.experiment
        self._optimizer = optimizer_named(self._experiment.optimizer)

    def diagnosis(self) -> Diagnosis:
        """What is found."""
        cause, layer, share = self._cause()
        intervention, remedy = self._remedy(cause)
        now = self._evidence.measured[-1]
        return Diagnosis(
            self._symptom, cause, now.step, self._before.step, now.train_cost, self._before.train_cost,
            now.train_accuracy, self._chance.share, self._experiment, self._slope, self._curvature, self._stable_rate,
            len(self._now.a[0]), layer, share, self._origin.step, intervention, remedy)

    def _cause(self) -> tuple[Cause, int, float]:
        """The cause, with the layer that is spoken of and its share; layer 0 for none."""
        if self._symptom is Symptom.COST_HAS_RISEN:
            return Cause.STEPS_TOO_LONG, 0, 0.0
        now, start = self._now, self._start
        if len(self._experiment.frozen) == len(now.theta):
            return Cause.FROZEN, 0, 0.0
        if now.outcome is Outcome.FLAT:
            return Cause.NO_SLOPE, 0, 0.0
        if self._experiment.regularisation_strength > 0.0 and self._weights_left < _HARDLY:
            return Cause.REGULARISED, 0, self._weights_left
        if now.alike:
            return Cause.ALIKE, now.alike[0], 0.0
        off = [layer for layer in now.hidden if _off(now, layer) == 1.0 and layer < now.network.depth]
        if off:
            first = _off(start, off[0]) == 1.0
            return Cause.WEIGHTS_TOO_LARGE if first and _saturated(start, off[0]) > 0 else Cause.DEAD, off[0], 1.0
        return self._saturation() or self._other_cause()

    def _saturation(self) -> tuple[Cause, int, float] | None:
        """Whether a layer that has to hand δ on is saturated, and was from the start."""
        now, start = self._now, self._start
        shares = {layer: _saturated(now, layer) for layer in range(1, now.network.depth + 1)}
        layer = max(shares, key=lambda one: shares[one])
        if not shares[layer] > SATURATED_SHARE:
            return None
        first = _saturated(start, layer)
        if first > SATURATED_SHARE:
            return Cause.WEIGHTS_TOO_LARGE, layer, first
        return Cause.DRIVEN_INTO_SATURATION, layer, shares[layer]

    def _other_cause(self) -> tuple[Cause, int, float]:
        network, rate = self._now.network, self._experiment.learning_rate
        is_too_short = self._gain(rate) < _PROGRESS <= self._gain(self._good_rate)
        if is_too_short and rate < _TINY * self._optimizer.usual_rate:
            return Cause.STEPS_TOO_SHORT, 0, 0.0  # with such an η no other initial weights help either
        if self._start.outcome is Outcome.FADES:
            return Cause.FADES, network.depth - 1, self._start.spread_left
        if is_too_short:
            return Cause.STEPS_TOO_SHORT, 0, 0.0
        if all(network.activation(layer).line for layer in range(1, network.depth)):
            return Cause.LINEAR, 0, 0.0
        return Cause.PLATEAU, 0, 0.0

    def _gain(self, rate: float) -> float:
        """The share of the cost that the steps of the window would take off with a rate, if the slope stayed."""
        steps = self._evidence.measured[-1].step - self._before.step
        length = float(np.abs(self._gradient).sum()) if self._optimizer.stability is None else self._slope ** 2
        cost = self._evidence.measured[-1].train_cost
        return rate * length * steps / cost if cost > 0 else 0.0

    def _remedy(self, cause: Cause) -> tuple[Intervention, Experiment]:
        if cause in (Cause.STEPS_TOO_LONG, Cause.DRIVEN_INTO_SATURATION) or (
                cause is Cause.DEAD and _off_anywhere(self._start) < 1.0):
            # the settings there, not those in force now: whatever else has been changed since comes later
            return Intervention.SLOWER_FROM_BEFORE, self._tried(self._slower)
        if cause is Cause.STEPS_TOO_SHORT:
            return Intervention.OTHER_RATE, with_change(self._experiment, learning_rate=self._good_rate)
        if cause in (Cause.NO_SLOPE, Cause.LINEAR):
            return Intervention.NEW_RUN, self._bent(cause)
        if cause is Cause.REGULARISED:
            return Intervention.NEW_RUN, with_change(self._experiment, regularisation="none")
        if cause is Cause.FROZEN:
            return Intervention.NEW_RUN, with_change(self._experiment, frozen=())
        return Intervention.NEW_RUN, self._well_begun()

    def _bent(self, cause: Cause) -> Experiment:
        """With hidden layers that can be learned and are no linear map."""
        layers = self._experiment.layers
        if cause is Cause.NO_SLOPE:
            return with_change(self._experiment, layers=tuple(
                Layer(one.neurons, "sigmoid") if activation_named(one.activation).is_flat else one for one in layers))
        hidden = tuple(Layer(one.neurons, "tanh") for one in layers[:-1]) or (Layer(_FEW, "tanh"),)
        return with_change(self._experiment, layers=(*hidden, layers[-1]))

    def _well_begun(self) -> Experiment:
        """With initial weights with which the first pass goes well; else with others of the same kind."""
        experiment, data = self._experiment, self._evidence.trainer.data
        hidden, output = experiment.layers[:-1], experiment.layers[-1]
        name = "he" if any(activation_named(layer.activation).is_rectifier for layer in hidden) else "xavier"
        drawn = with_change(experiment, initializer=name, initial_theta=(), frozen=())
        bent = with_change(drawn, layers=(*(Layer(layer.neurons, "tanh") for layer in hidden), output))
        for other in (drawn, bent):
            if other != experiment and first_pass(other, data).outcome in (Outcome.KEEPS, Outcome.SINGLE_LAYER):
                return other
        return with_change(drawn, seed=experiment.seed + 1)

    @property
    def _slower(self) -> float:
        """An η with which it can go well: half of the stable one, and clearly below the present one."""
        rate, stable = self._experiment.learning_rate, self._stable_rate
        if stable is not None and stable < rate:
            return _one_digit(0.5 * stable)
        return _one_digit(min(self._optimizer.usual_rate, 0.1 * rate))

    def _tried(self, rate: float) -> Experiment:
        """The settings with an η that has been seen to go well for a while: batches and bends of C may ask for less.

        Raises
        ------
        Interrupted
            If `should_stop` said so.
        """
        slower = [with_change(self._experiment, learning_rate=_one_digit(share * rate)) for share in _TRIAL_RATES]
        return next((one for one in slower if self._goes_well(one)), slower[0])

    def _goes_well(self, experiment: Experiment) -> bool:
        """Whether a run from the origin with these settings neither rises nor gets stuck."""
        trainer, state = self._evidence.trainer, replace(self._origin, experiment=experiment)
        products = experiment.batch_size * len(state.theta)
        try:
            for _ in range(min(_TRIAL_STEPS, int(_TRIAL_PRODUCTS // products))):
                if self._should_stop():
                    raise Interrupted
                state, _ = trainer.step(state, should_stop=self._should_stop)
        except Divergence:
            return False
        before, after = (first_pass(experiment, trainer.data, theta) for theta in (self._origin.theta, state.theta))
        bound = (1.0 + _AT_CHANCE) * max(self._mean_cost(before), self._chance.cost)
        return self._mean_cost(after) <= bound and not _is_stuck(after)

    def _mean_cost(self, one: FirstPass) -> float:
        """Over the samples that it looks at."""
        trainer = self._evidence.trainer
        value = trainer.network.cost.value
        assert value is not None, "costs that are read from z aren't looked at"
        with np.errstate(all="ignore"):
            return float(value(one.a[-1], trainer.data.targets(trainer.data.train, self._rows)).mean())

    @property
    def _weights_left(self) -> float:
        """The size of all weights, as a share of that at the start."""
        slices = self._evidence.trainer.weight_slices
        now, start = (float(np.linalg.norm(np.concatenate([theta[part] for part in slices])))
                      for theta in (self._now.theta, self._start.theta))
        return now / start if start > 0.0 else 1.0

    @property
    def _good_rate(self) -> float:
        """An η that is as large as is safe."""
        rate, stable = self._experiment.learning_rate, self._stable_rate
        return _one_digit(max(0.5 * stable if stable is not None else self._optimizer.usual_rate, rate))

    @cached_property
    def _now(self) -> FirstPass:
        return first_pass(self._experiment, self._evidence.trainer.data, self._evidence.state.theta)

    @cached_property
    def _start(self) -> FirstPass:
        trainer = self._evidence.trainer
        return first_pass(self._experiment, trainer.data, trainer.initial_state().theta)

    @cached_property
    def _origin(self) -> TrainingState:
        """Where the run could go on otherwise: the start, unless it had learned something by its best step."""
        evidence, best = self._evidence, best_cost(self._evidence.measured)
        if best < _RECOVERED * self._chance.cost and not _is_stuck(
                first_pass(self._experiment, evidence.trainer.data, evidence.origin.theta)):
            return evidence.origin
        return evidence.trainer.initial_state()

    @cached_property
    def _gradient(self) -> Array:
        return self._gradient_at(self._evidence.state.theta)

    @property
    def _slope(self) -> float:
        return float(np.linalg.norm(self._gradient))

    @cached_property
    def _curvature(self) -> float:
        """λ_max at the origin; H·v by central differences of the exact gradient."""
        theta = self._origin.theta
        length = 1e-4 * max(1.0, float(np.linalg.norm(theta)) / math.sqrt(len(theta)))

        def product(vector: Array) -> Array:
            if self._should_stop():
                raise Interrupted
            ahead, behind = (self._gradient_at(theta + sign * length * vector) for sign in (1.0, -1.0))
            return np.asarray((ahead - behind) / (2.0 * length))

        start = np.random.default_rng(1).standard_normal(len(theta))
        start[list(self._experiment.frozen)] = 0.0
        with np.errstate(all="ignore"):
            return largest_eigenvalue(product, start)

    @property
    def _stable_rate(self) -> float | None:
        numbers = self._experiment.optimizer_numbers or self._optimizer.defaults
        stable = self._optimizer.stable_curvature(numbers)
        return stable / self._curvature if stable is not None and self._curvature > 0.0 else None

    def _gradient_at(self, theta: Array) -> Array:
        """∂C/∂θ over the samples looked at, with regularisation, shape (p,); 0 for what is frozen."""
        trainer, experiment = self._evidence.trainer, self._experiment
        gradient = trainer.gradient(theta, self._rows)
        rule = regularisation_named(experiment.regularisation)
        if rule.strength is not None and experiment.regularisation_strength > 0:
            rule.add_gradient(gradient, theta, trainer.weight_slices, experiment.regularisation_strength,
                              trainer.data.train.count)
        gradient[list(experiment.frozen)] = 0.0  # descent doesn't move along them, whatever their slope is
        return gradient

    @cached_property
    def _rows(self) -> Indices:
        count = self._evidence.trainer.data.train.count
        return np.unique(np.linspace(0, count - 1, min(SAMPLES, count)).astype(np.int64))


def largest_eigenvalue(product: Callable[[Array], Array], start: Array) -> float:
    """The largest eigenvalue, not the largest in size, of a symmetric matrix that is known by its products only.

    Lanczos' method, every new vector made orthogonal to all before: G. Golub and C. Van Loan, *Matrix Computations*,
    4th edition, section 10.3.

    Parameters
    ----------
    product
        product(v) gives H·v, shape (p,).
    start
        Shape (p,). The eigenvalue is the largest of those with a part in it.

    Returns
    -------
    NaN where a product isn't finite, or there is no start.
    """
    norm = float(np.linalg.norm(start))
    if not 0.0 < norm < math.inf:
        return math.nan
    most = min(len(start), _MOST_PRODUCTS)
    basis, projected = np.zeros((most, len(start))), np.zeros((most, most))
    basis[0] = start / norm
    value = math.nan
    for count in range(1, most + 1):
        image = product(basis[count - 1])
        if not np.isfinite(image).all():
            return math.nan
        known, size = basis[:count], float(np.linalg.norm(image))
        projected[:count, count - 1] = projected[count - 1, :count] = known @ image
        values, shares = np.linalg.eigh(projected[:count, :count])
        value = float(values[-1])
        for _ in range(2):
            image = image - known.T @ (known @ image)
        rest = float(np.linalg.norm(image))
        missing = rest * abs(float(shares[-1, -1]))
        if rest <= 1e-9 * size or (count >= _FEWEST_PRODUCTS and missing <= _EXACT * abs(value)):
            break
        if count < most:
            basis[count] = image / rest
    return value


def _off(one: FirstPass, layer: int) -> float:
    """The share of a layer's neurons that are off for every sample; 0 where σ can't be."""
    activation = one.network.activation(layer)
    if not activation.is_off_below:
        return 0.0
    return float(activation.saturated(one.z[layer]).all(axis=0).mean())


def _off_anywhere(one: FirstPass) -> float:
    return max(_off(one, layer) for layer in one.hidden)


def _is_stuck(one: FirstPass) -> bool:
    """Whether a layer lets hardly any δ through."""
    return _off_anywhere(one) == 1.0 or any(
        _saturated(one, layer) > SATURATED_SHARE for layer in range(1, one.network.depth + 1))


def _saturated(one: FirstPass, layer: int) -> float:
    """The share of a layer at which σ hardly changes; 0 where δ doesn't go through σ′, or σ has one flat end only."""
    activation, network = one.network.activation(layer), one.network
    if layer == network.depth and is_matched(network.cost, activation):
        return 0.0
    if not (math.isfinite(activation.saturated_below) and math.isfinite(activation.saturated_above)):
        return 0.0
    return float(activation.saturated(one.z[layer]).mean())


def _one_digit(rate: float) -> float:
    """Rounded down to one digit: 0.037 becomes 0.03."""
    if not 0.0 < rate < math.inf:
        return rate
    power = math.floor(math.log10(rate))
    return float(f"{math.floor(rate / 10.0 ** power + 1e-9)}e{power}")
