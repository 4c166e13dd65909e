"""Works out pictures of the cost, coarse ones first; keeps from one to the next what need not be done again."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, Signal

from gui.landscape.picture import CostOf, Gauge, PlaneKind, SlicePicture, Wishes
from gui.run.choice import Selection
from gui.run.hand import parameter_symbol
from gui.run.run_view import RunView
from gui.run.training_worker import TrainingWorker
from simulator.arrays import Array, Indices
from simulator.datasets.data_set import DataSet
from simulator.directions import (
    Directions,
    Trajectory,
    gradient_and_orthogonal,
    principal_components,
    random_directions,
    trajectory_of,
    two_parameters,
    window_for,
)
from simulator.errors import Explained
from simulator.landscape.landscape import Landscape, landscape_of
from simulator.network import Network
from simulator.propagation import backward, forward, mean_gradient
from simulator.surfaces.slice import NetworkSlice
from simulator.surfaces.surface import Window
from simulator.training import Interrupted, StepRecord
from simulator.weight_plane import WeightPlane, lengths

# All that a picture of the cost is worked out from, as it was at one instant of a run.

_STEPS_ONE_BY_ONE = 16
"""As long as a run is short, so many of its last steps are points of its path."""
_SHORT = 8
"""Steps between the kept states of a run that counts as short."""
_QUICK = 3 * 10**5
"""Steps with fewer parameters times samples than this are made again in no time."""


@dataclass(frozen=True, eq=False)
class Batch:
    """The samples of the step in view.

    Attributes
    ----------
    indices
        Rows of the training data, shape (m,); empty for a person's own sample.
    inputs, targets
        The own sample, one row each.
    """

    indices: Indices
    inputs: Array
    targets: Array

    def key(self) -> tuple[object, ...]:
        """Equal for the same samples."""
        return (self.indices.tobytes(), b"" if len(self.indices) else self.inputs.tobytes())


@dataclass(frozen=True, eq=False)
class Question:
    """What is wanted, and of which network.

    Attributes
    ----------
    wishes
        What is wanted.
    network, data
        Of the run.
    trajectory
        Its way so far; the last point is the present θ.
    last_step
        What the step in view adds to θ, shape (p,); None where nothing is learned.
    batch
        The samples of that step.
    """

    wishes: Wishes
    network: Network
    data: DataSet
    trajectory: Trajectory
    last_step: Array | None
    batch: Batch

    @property
    def theta(self) -> Array:
        """The present θ."""
        return self.trajectory.thetas[-1]

    @property
    def step(self) -> int:
        """How many steps were made before."""
        return self.trajectory.steps[-1]

    @property
    def cost_of(self) -> CostOf:
        """Whose cost is wanted."""
        return self.wishes.cost_of_these(self.data.train.count)

    @property
    def is_about_own_sample(self) -> bool:
        """Whether the cost is that of a person's own sample, which is none of the training data."""
        return self.cost_of is CostOf.BATCH and not len(self.batch.indices)

    def samples_key(self) -> tuple[object, ...]:
        """Equal for questions about the same samples."""
        if self.cost_of is CostOf.BATCH:
            return (CostOf.BATCH, *self.batch.key())
        if self.cost_of is CostOf.SUBSET and self.wishes.subset < self.data.train.count:
            return (CostOf.SUBSET, self.wishes.subset)
        return (CostOf.ALL,)


def question_about(run: RunView, wishes: Wishes, *, is_free: bool) -> Question:
    """What is wanted of a run at the instant in view.

    Parameters
    ----------
    is_free
        Whether nobody else works on the run's timeline now: then its last steps can be made again one by one.
    """
    timeline, moment, state = run.run.timeline, run.moment, run.run.state
    is_quick = run.network.parameter_count * moment.experiment.batch_size < _QUICK
    recent = _STEPS_ONE_BY_ONE if is_free and is_quick and timeline.spacing <= _SHORT else 0
    record = _record_with_cost(run)
    return Question(
        wishes, run.network, run.data, trajectory_of(timeline, state, recent=recent),
        None if moment.after is None else moment.after.theta - moment.state.theta,
        Batch(record.indices, record.inputs, record.targets),
    )


def _record_with_cost(run: RunView) -> StepRecord:
    """The step in view; where the answer to the followed sample is unknown, the one that the run would make next."""
    return run.moment.record if run.moment.has_answer else run.run.trainer.look(run.run.state)


def parameters_that_matter(run: RunView) -> tuple[int, int]:
    """Places in θ of the two weights with the largest |∂C/∂w| in the step in view; of one weight, also of a bias."""
    network = run.network
    gradient = np.abs(np.nan_to_num(_record_with_cost(run).gradient))
    if network.weight_count > 1:
        for layer in range(1, network.depth + 1):
            gradient[network.bias_slice(layer)] = -1.0
    low, high = sorted(int(place) for place in np.argsort(-gradient, kind="stable")[:2])
    return low, high


# The samples whose mean cost is drawn.

_ROWS_AT_ONCE = 1000
_LARGE = 2 * 10**7
"""Inputs with more numbers than this are kept in single precision: they are grey values and need no more."""
_SUBSET_SEED = 0
"""The same number of samples always means the same samples."""

ShouldStop = Callable[[], bool]


@dataclass(frozen=True, eq=False)
class Samples:
    """a⁰ and y of some samples, shapes (m, n₀) and (m, n_L)."""

    inputs: Array
    targets: Array

    def __len__(self) -> int:
        return len(self.targets)


def samples_of(question: Question, should_stop: ShouldStop) -> Samples:
    """The samples that a question is about; a subset is drawn at random, always the same one.

    Raises
    ------
    Interrupted
        If `should_stop` said so.
    """
    train, batch = question.data.train, question.batch
    if question.is_about_own_sample:
        return Samples(batch.inputs, batch.targets)
    rows = np.arange(train.count)
    if question.cost_of is CostOf.BATCH:
        rows = batch.indices
    elif question.cost_of is CostOf.SUBSET and question.wishes.subset < train.count:
        drawn = np.random.default_rng(_SUBSET_SEED).permutation(train.count)
        rows = np.sort(drawn[:question.wishes.subset])
    inputs: Any = np.empty((len(rows), question.data.input_count),
                           np.float32 if len(rows) * question.data.input_count > _LARGE else np.float64)
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        if should_stop():
            raise Interrupted
        inputs[start:start + _ROWS_AT_ONCE] = train.inputs(rows[start:start + _ROWS_AT_ONCE])
    return Samples(inputs, question.data.targets(train, rows))


def gradient_of(network: Network, theta: Array, samples: Samples, should_stop: ShouldStop) -> Array:
    """∂C/∂θ, shape (p,), of the mean cost of the samples.

    Raises
    ------
    Interrupted
        If `should_stop` said so.
    """
    weights, biases = network.weights(theta), network.biases(theta)
    gradient = np.zeros(network.parameter_count)
    with np.errstate(all="ignore"):
        for start in range(0, len(samples), _ROWS_AT_ONCE):
            if should_stop():
                raise Interrupted
            rows = slice(start, start + _ROWS_AT_ONCE)
            z, a = forward(network, weights, biases, samples.inputs[rows])
            delta = backward(network, weights, z, a, samples.targets[rows])
            gradient += mean_gradient(network, a, delta, len(samples))
    return gradient


STAGES = (13, 31, 61)
"""Points of the grid, each way; on the last one minima, saddles and plateaus are searched, too."""
_SEARCH = 10.0
"""Minima and saddles take about so many times as long as the finest grid: from 1 for smooth cost to 20 and more."""
_SINGLE_PRECISION = 10**6
"""Where samples times parameters are more than this, the grid is computed in float32."""
_CENTRE = 0.8
"""A window stays as long as the present point lies within this share of it, around its middle."""
_SHRINK = 0.4
"""… and as long as what there is to see takes more than this share of it, in one of the two directions."""

Post = Callable[[SlicePicture], None]


@dataclass(frozen=True, eq=False)
class _Laid:
    """A plane, and what it was laid for."""

    key: tuple[object, ...]
    theta: Array
    directions: Directions
    plane: WeightPlane


class Surveyor:
    """Answers questions about one run, one at a time; which thread asks doesn't matter."""

    def __init__(self) -> None:
        self._samples: tuple[tuple[object, ...], Samples] | None = None
        self._laid: _Laid | None = None
        self._window: Window | None = None
        self._slice: NetworkSlice | None = None
        self._landscape: tuple[bool, Landscape] | None = None

    def survey(self, question: Question, patience: float, should_stop: ShouldStop, post: Post) -> SlicePicture:
        """The picture that a question asks for.

        Parameters
        ----------
        patience
            Seconds: a coarse picture is posted only if the next one is expected to take longer.

        Raises
        ------
        Explained
            If there is no such plane, or θ isn't finite.
        Interrupted
            If `should_stop` said so.
        """
        samples = self._samples_for(question, should_stop)
        laid = self._plane_for(question, samples, should_stop)
        path = question.trajectory.on(laid.plane)
        window = self._window_for(laid, path)
        surface = self._surface_for(question, laid.plane, samples, window)
        gauge = _gauge(surface, question.theta, (float(path[-1, 0]), float(path[-1, 1])), should_stop)
        logarithmic = question.wishes.logarithmic
        if self._landscape is not None and self._landscape[0] is logarithmic:
            return self._picture(question, laid, path, gauge, self._landscape[1], samples)
        interruptible = surface.interruptible(should_stop)
        for count, finer in zip(STAGES, (*STAGES[1:], None), strict=True):
            begun = time.perf_counter()
            # what is flat can't be told from a minimum's floor before the minima are known
            landscape = replace(landscape_of(interruptible, count, count, logarithmic=logarithmic, threshold=0.0,
                                             points=(), should_stop=should_stop, is_final=False), is_slice=True)
            effort = (finer / count) ** 2 if finer is not None else _SEARCH
            if (time.perf_counter() - begun) * effort > patience:
                post(self._picture(question, laid, path, gauge, landscape, samples))
            if should_stop():
                raise Interrupted
        landscape = replace(landscape_of(interruptible, STAGES[-1], STAGES[-1], logarithmic=logarithmic,
                                         should_stop=should_stop), is_slice=True)
        self._landscape = logarithmic, landscape
        return self._picture(question, laid, path, gauge, landscape, samples)

    def _samples_for(self, question: Question, should_stop: ShouldStop) -> Samples:
        key = question.samples_key()
        if self._samples is None or self._samples[0] != key:
            self._samples = key, samples_of(question, should_stop)
        return self._samples[1]

    def _plane_for(self, question: Question, samples: Samples, should_stop: ShouldStop) -> _Laid:
        """The plane as it lies, or moved along with the network."""
        wishes, theta, laid = question.wishes, question.theta, self._laid
        key = _plane_key(question)
        known = laid is not None and laid.key == key
        if laid is not None and known and (not wishes.follows or np.array_equal(laid.theta, theta)):
            return laid
        if laid is not None and known and wishes.kind in (PlaneKind.PARAMETERS, PlaneKind.RANDOM):
            directions = laid.directions
        else:
            directions = _directions(question, samples, should_stop)
        self._laid = _Laid(key, theta, directions, directions.through(theta))
        return self._laid

    def _window_for(self, laid: _Laid, path: Array) -> Window:
        """The window of the last picture as long as it does for this one, so that the picture doesn't jump about."""
        wanted = window_for(laid.plane, path, laid.directions.reach_at(laid.theta))
        kept = self._window if self._slice is not None and _same_axes(self._slice.plane, laid.plane) else None
        if kept is None or not _does(kept, wanted, path):
            self._window = wanted
            return wanted
        return kept

    def _surface_for(self, question: Question, plane: WeightPlane, samples: Samples, window: Window) -> NetworkSlice:
        """The surface of the last picture if this is the same one; otherwise nothing is known of it yet."""
        known = self._slice
        if (known is not None and known.plane is plane and known.window == window
                and known.targets is samples.targets):
            return known
        symbols = _symbols(question)
        large = len(samples) * question.network.parameter_count > _SINGLE_PRECISION
        self._landscape = None
        self._slice = NetworkSlice(question.network, plane, samples.inputs, samples.targets, window, symbols,
                                   np.float32 if large else np.float64)
        return self._slice

    @staticmethod
    def _picture(question: Question, laid: _Laid, path: Array, gauge: Gauge, landscape: Landscape,
                 samples: Samples) -> SlicePicture:
        in_all = len(samples) if question.is_about_own_sample else question.data.train.count
        return SlicePicture(question.wishes, landscape, laid.plane, laid.directions, path, gauge, question.step,
                            question.network.parameter_count, question.cost_of, len(samples), in_all)


def _plane_key(question: Question) -> tuple[object, ...]:
    """Equal for questions that want the same plane."""
    wishes = question.wishes
    if wishes.kind is PlaneKind.PARAMETERS:
        return (wishes.kind, wishes.indices)
    if wishes.kind is PlaneKind.RANDOM:
        return (wishes.kind, wishes.seed)
    if wishes.kind is PlaneKind.GRADIENT and wishes.follows:
        return (wishes.kind, question.samples_key())
    return (wishes.kind,)


def _directions(question: Question, samples: Samples, should_stop: ShouldStop) -> Directions:
    wishes, network, theta = question.wishes, question.network, question.theta
    if wishes.kind is PlaneKind.PARAMETERS:
        assert wishes.indices is not None, "whoever asks has chosen them"
        return two_parameters(network, *wishes.indices)
    if wishes.kind is PlaneKind.RANDOM:
        return random_directions(network, theta, wishes.seed)
    if wishes.kind is PlaneKind.COMPONENTS:
        return principal_components(question.trajectory.thetas)
    gradient = gradient_of(network, theta, samples, should_stop)
    return gradient_and_orthogonal(theta, gradient, question.last_step)


def _gauge(surface: NetworkSlice, theta: Array, place: tuple[float, float], should_stop: ShouldStop) -> Gauge:
    """The cost at θ and at its projection, both in double precision; where θ lies in the plane they are the same."""
    exact = replace(surface, dtype=np.float64, should_stop=should_stop)
    projected = float(exact.costs(np.array(place[0]), np.array(place[1])))
    distance = surface.plane.distance(theta)
    if distance <= 1e-12 * max(1.0, float(lengths(theta))):
        return Gauge(projected, projected, 0.0)
    at_theta = replace(exact, plane=surface.plane.moved_to(theta))
    return Gauge(float(at_theta.costs(np.array(0.0), np.array(0.0))), projected, distance)


def _same_axes(one: WeightPlane, other: WeightPlane) -> bool:
    """Whether α and β mean the same on both planes."""
    return one.first is other.first and one.second is other.second


def _does(kept: Window, wanted: Window, path: Array) -> bool:
    """Whether a window can stay: the path in it, the present point not near its edge, and not much too large."""
    low, high = np.array(kept.low), np.array(kept.high)
    margin = 0.5 * (1.0 - _CENTRE) * (high - low)
    points = path[np.isfinite(path).all(axis=1)]
    inside = bool(((points >= low) & (points <= high)).all())
    central = bool(((path[-1] >= low + margin) & (path[-1] <= high - margin)).all())
    small = max(wanted.size[0] / kept.size[0], wanted.size[1] / kept.size[1]) < _SHRINK
    return inside and central and not small


def _symbols(question: Question) -> tuple[str, str]:
    """What stands at the axes."""
    wishes = question.wishes
    if wishes.kind is PlaneKind.PARAMETERS and wishes.indices is not None:
        first, second = (symbol_of(question.network, index) for index in wishes.indices)
        return first, second
    return {PlaneKind.COMPONENTS: ("PC₁", "PC₂"), PlaneKind.GRADIENT: ("∇C", "⊥ ∇C")}.get(wishes.kind, ("α", "β"))


def symbol_of(network: Network, index: int) -> str:
    """A parameter as the lecture writes it, by its place in θ."""
    place = network.locate(index)
    return parameter_symbol(Selection(place.layer, place.neuron, place.source))


# Pictures of the cost from a thread of their own: asked for at any time, thrown away only when they were of use.

PATIENCE, PATIENCE_ON_THE_WAY = 0.1, 0.4
"""Seconds that somebody waits for a better picture rather than see a coarse one: of something new, and of what is in
view already and has only moved."""
LONGEST = 0.5
"""Seconds after which a picture that is finished coarse gives way to that of the network as it is by then."""


class SurveyWorker(QObject):
    """Draws what was asked last.

    While the network moves, questions come faster than they can be answered. A picture under way is then finished, at
    least coarse, before the newest question takes its turn: so there are pictures at every speed.

    Signals
    -------
    pictured(object)
        A SlicePicture; coarse or final.
    refused(object)
        The Explained that says why there is none.
    """

    pictured = Signal(object)
    refused = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = TrainingWorker(self)
        self._worker.arrived.connect(self._on_arrived)
        self._worker.ended.connect(self._on_ended)
        self._surveyor = Surveyor()
        self._next: tuple[Question, float] | None = None
        self._begun = 0.0
        self._has_arrived = False
        self._is_given_up = False
        # whoever is taken away without having been hidden takes this with it: a running thread must not go that way
        self.destroyed.connect(self._worker.close)

    @property
    def is_busy(self) -> bool:
        """Whether a picture is under way."""
        return self._worker.is_busy or self._next is not None

    def ask(self, question: Question, *, moved: bool) -> None:
        """Ask for a picture.

        Parameters
        ----------
        moved
            Whether the same was wanted before and only the network has moved: then the picture under way is of use.
        """
        self._next = question, PATIENCE_ON_THE_WAY if moved else PATIENCE
        if not self._worker.is_busy:
            self._begin()
        elif not moved:
            self._give_up()
        else:
            self._give_way()

    def forget(self) -> None:
        """There is another run: nothing of the former one is of use any more."""
        self._surveyor = Surveyor()
        self._next = None
        if self._worker.is_busy:
            self._give_up()

    def close(self) -> None:
        """Ends the thread; the next question begins a new one."""
        self._next = None
        self._worker.close()

    def _begin(self) -> None:
        if self._next is None:
            return
        (question, patience), self._next = self._next, None
        self._begun, self._has_arrived, self._is_given_up = time.monotonic(), False, False
        self._worker.start(partial(_survey, self._surveyor, question, patience))

    def _give_up(self) -> None:
        self._is_given_up = True
        self._worker.stop()

    def _give_way(self) -> None:
        """A picture that was seen, and takes long to get better, makes room for a new one."""
        if self._next is not None and self._has_arrived and time.monotonic() - self._begun > LONGEST:
            self._worker.stop()

    def _on_arrived(self, picture: SlicePicture) -> None:
        if self._is_given_up:
            return
        self._has_arrived = True
        self.pictured.emit(picture)
        self._give_way()

    def _on_ended(self, result: object, error: object) -> None:
        if not self._is_given_up:
            if isinstance(error, Explained):
                self.refused.emit(error)
            elif isinstance(result, SlicePicture):
                self.pictured.emit(result)
        if isinstance(error, Exception) and not isinstance(error, Explained | Interrupted):
            raise error
        if not self._worker.is_busy:
            self._begin()


def _survey(surveyor: Surveyor, question: Question, patience: float, should_stop: ShouldStop,
            post: Post) -> SlicePicture:
    return surveyor.survey(question, patience, should_stop, post)
