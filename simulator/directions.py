"""Which plane through weight space to look at: four ways to choose its two directions.

Each gives the directions with what there is to say about them, and refuses with a reason what spans no plane.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np

from simulator.arrays import Array
from simulator.errors import Explained, Phrase
from simulator.network import Network
from simulator.surfaces.surface import Window
from simulator.timeline import Timeline
from simulator.training import NEVER, TrainingState
from simulator.weight_plane import SMALLEST_SINE, WeightPlane, angle, lengths, sine, unit_vector

# The way of a run through weight space, in a bounded number of points.

MOST_POINTS = 100


@dataclass(frozen=True, eq=False)
class Trajectory:
    """θ before some of a run's steps, in their order: the first and the present one are always among them.

    Attributes
    ----------
    steps
        Numbers of the steps, ascending.
    thetas
        θ of each, shape (p,): the run's own arrays, not copies.
    """

    steps: tuple[int, ...]
    thetas: tuple[Array, ...]

    def __len__(self) -> int:
        return len(self.steps)

    def on(self, plane: WeightPlane) -> Array:
        """(α, β) of the projection of every point, shape (points, 2)."""
        # one by one: together they would outgrow the cache
        return np.array([plane.path(theta) for theta in self.thetas])


def trajectory_of(timeline: Timeline, present: TrainingState, *, most: int = MOST_POINTS, recent: int = 0,
                  should_stop: Callable[[], bool] = NEVER) -> Trajectory:
    """The way of a run up to a state, from the states that its timeline keeps anyway.

    They lie evenly, a power of two of steps apart: as a run grows every second point is left out, and no point ever
    moves. The same run gives the same points, however it was gone through.

    Parameters
    ----------
    present
        The last point: a state of this run, whether the run ends there or goes on.
    most
        Points at most, beside the recent ones; the first and the present one are among them.
    recent
        How many of the last steps are taken one by one, too. They may have to be computed again, so this is for whom
        the timeline belongs to. Without any there is no work, and every thread may ask while another one trains.
    should_stop
        Asked while recent steps are computed.

    Raises
    ------
    Interrupted
        If `should_stop` said so.
    """
    spacing = timeline.spacing
    while present.step > spacing * max(1, most - 1):
        spacing *= 2
    states = {step: timeline.kept(step) for step in range(0, present.step, spacing)}
    # backwards, because on the way to the last of them the timeline comes through the others and remembers them
    for step in range(present.step - 1, max(-1, present.step - 1 - recent), -1):
        states[step] = timeline.state(step, should_stop)
    known = [state for _, state in sorted(states.items()) if state is not None]
    points = (*known, present)
    return Trajectory(tuple(state.step for state in points), tuple(state.theta for state in points))


PARAMETER_REACH = 3.0
"""How far a plane of two parameters goes on each side of them at least: from one end of a sigmoid to the other."""
_BEYOND_ZERO = 1.25
_SHARE_OF_THETA = 0.5
_SMALLEST_DISTANCE = 1.0
_SHARE_OF_PATH = 0.25
_SMALLEST_PROPORTION = 0.25
_MARGIN = 0.15
_FEWEST_NUMBERS = 4096.0
"""So many numbers there are between two ends of a window at least."""
_ROUNDING = 16.0 * np.finfo(np.float64).eps


@dataclass(frozen=True, eq=False)
class Directions:
    """Two directions, shape (p,) each.

    Attributes
    ----------
    first, second
        d₁ and d₂.
    reach
        How far α and β have to go on both sides of the present point at least for the picture to say something.
    """

    first: Array
    second: Array
    reach: tuple[float, float]

    def reach_at(self, theta: Array) -> tuple[float, float]:
        """`reach` for a plane that is laid through θ."""
        del theta
        return self.reach

    def through(self, theta: Array) -> WeightPlane:
        """The plane that they span through θ, which stands at α = β = 0.

        Raises
        ------
        Explained
            If they are parallel, or don't belong to such a θ.
        """
        return WeightPlane(theta, self.first, self.second)


@dataclass(frozen=True, eq=False)
class ParameterDirections(Directions):
    """Along two parameters, whose places in θ are `indices`."""

    indices: tuple[int, int]

    def reach_at(self, theta: Array) -> tuple[float, float]:
        """Farther where θ is large, so that 0 is in the picture: steps of 3 change nothing for saturated neurons."""
        largest = float(np.abs(theta[list(self.indices)]).max())
        with np.errstate(over="ignore"):
            wanted = _BEYOND_ZERO * max(largest, float(np.sqrt(np.mean(np.square(theta)))))
        return (max(self.reach[0], wanted), max(self.reach[1], wanted)) if np.isfinite(wanted) else self.reach

    def through(self, theta: Array) -> WeightPlane:
        """The plane through θ on which α and β are the two parameters themselves, and not how far they moved."""
        origin = theta.copy()
        origin[list(self.indices)] = 0.0
        return WeightPlane(origin, self.first, self.second)


@dataclass(frozen=True, eq=False)
class PrincipalDirections(Directions):
    """The two principal components of a path, of length 1.

    Attributes
    ----------
    shares
        Of the squared distances of the path's points from its last one, how much each direction shows, 0 to 1.
    point_count
        Different points of the path.
    """

    shares: tuple[float, float]
    point_count: int


class SecondDirection(Enum):
    """What stands at right angles to the gradient."""

    LAST_STEP = "last_step"
    RANDOM = "random"
    """There was no step yet, or it went straight along the gradient."""


@dataclass(frozen=True, eq=False)
class GradientDirections(Directions):
    """Along the gradient, uphill, and at right angles to it, both of length 1.

    Attributes
    ----------
    second_is
        Where the second direction is from.
    gradient_length
        ‖∇C‖.
    turn
        Angle between the way straight down, −∇C, and the last step, in degrees; None if there was none.
    """

    second_is: SecondDirection
    gradient_length: float
    turn: float | None


def two_parameters(network: Network, index_1: int, index_2: int) -> ParameterDirections:
    """Along two weights or biases, given by their places in θ.

    Raises
    ------
    Explained
        If they are one and the same.
    IndexError
        If θ has no such entry.
    """
    for index in (index_1, index_2):
        network.locate(index)
    if index_1 == index_2:
        raise Explained(Phrase(
            "a plane needs two different parameters, but both are number {number} of θ; choose another weight or "
            "bias", number=index_1 + 1))
    first, second = np.zeros((2, network.parameter_count))
    first[index_1] = second[index_2] = 1.0
    return ParameterDirections(first, second, (PARAMETER_REACH, PARAMETER_REACH), indices=(index_1, index_2))


def random_directions(network: Network, theta: Array, seed: int) -> Directions:
    """Two random directions, filter-normalised: H. Li, Z. Xu, G. Taylor, C. Studer, T. Goldstein, *Visualizing the
    Loss Landscape of Neural Nets*, 2018, section 4.

    What arrives at a neuron has the same length in the direction as in θ, so that α = 1 changes each neuron by its
    own size and pictures of networks with large and with small weights can be compared. The paper says nothing about
    biases; its authors' program usually leaves them where they are. Here a bias is one more of its neuron's weights:
    a ReLU whose weights and bias are all doubled gives twice the output, so both belong to what is normalised.

    Raises
    ------
    Explained
        If all of θ is 0, so that there is no length to give to a direction, or if a neuron's length is infinite.
    """
    if not theta.any():
        raise Explained(Phrase(
            "random directions get the lengths of the weights, but all weights and biases are 0; take two "
            "parameters, or let the network learn first"))
    first, second = np.random.default_rng(seed).standard_normal((2, network.parameter_count))
    wanted = _neuron_lengths(network, theta)
    if not all(np.isfinite(layer).all() for layer in wanted):
        raise Explained(Phrase(
            "the weights are too large for random directions of their length; go back to smaller ones"))
    for direction in (first, second):
        weights, biases = network.weights(direction), network.biases(direction)
        drawn = _neuron_lengths(network, direction)
        for layer in range(1, network.depth + 1):
            # (the quotient of both could be infinite)
            weights[layer] /= drawn[layer - 1][:, np.newaxis]
            weights[layer] *= wanted[layer - 1][:, np.newaxis]
            biases[layer] /= drawn[layer - 1]
            biases[layer] *= wanted[layer - 1]
    return Directions(first, second, (1.0, 1.0))


def principal_components(thetas: Sequence[Array] | Array) -> PrincipalDirections:
    """The two directions in which a path through weight space is widest, seen from its last point.

    As in Li et al., section 7, they are those of the matrix with the rows θᵢ − θₙ. The mean is not subtracted again:
    so they span the plane *through the present point* θₙ that comes nearest to all the others, which is the one that
    is drawn. (Large shares are no proof of a simple path: random walks have them, too. J. Antognini,
    J. Sohl-Dickstein, *PCA of high dimensional random walks with comparison to neural network training*, 2018.)

    Their signs are such that the path begins on the left and that its point farthest up or down is up.

    Parameters
    ----------
    thetas
        Points of the path, shape (p,) each; the last one is the present one.

    Raises
    ------
    Explained
        If there are fewer than 3 different points, if they lie on a line, or if one is not finite.
    """
    away = np.array(thetas, dtype=np.float64)
    scale = float(np.abs(away).max(initial=0.0))
    if not np.isfinite(scale):
        raise Explained(Phrase(
            "the path holds weights that are not finite, so it has no widest directions; go back to where they were"))
    away /= scale or 1.0
    away -= away[-1:].copy()
    count = len({row.tobytes() for row in away})
    if count < 3:
        raise Explained(Phrase(
            "the principal components need at least 3 different points of the path, got {count}; let the network "
            "make a few more steps", count=count))
    # the products of all pairs have the squares of the singular values, and the left vectors (ascending)
    squares, left = np.linalg.eigh(away.dot(away.T))
    values, left = np.sqrt(np.maximum(squares[::-1], 0.0)), left[:, ::-1]
    if values[1] <= max(SMALLEST_SINE * values[0], _ROUNDING * np.sqrt(away.size)):
        raise Explained(Phrase(
            "the {count} points of the path lie on a straight line, which spans no plane; let the network learn on, "
            "or choose another plane", count=count))
    coordinates = left[:, :2] * values[:2]
    signs = np.where([coordinates[0, 0] > 0.0, coordinates[np.abs(coordinates[:, 1]).argmax(), 1] < 0.0], -1.0, 1.0)
    first, second = (coordinates * signs).T.dot(away)
    first = unit_vector(first)
    shares = np.square(values[:2]) / np.square(values).sum()
    with np.errstate(over="ignore"):
        reach = _SHARE_OF_PATH * scale * np.ptp(coordinates, axis=0)
    return PrincipalDirections(first, _orthogonal(second, first), (float(reach[0]), float(reach[1])),
                               shares=(float(shares[0]), float(shares[1])), point_count=count)


def gradient_and_orthogonal(theta: Array, gradient: Array, step: Array | None = None,
                            seed: int = 0) -> GradientDirections:
    """The direction of the gradient, and what the last step has at right angles to it.

    A step of plain gradient descent has nothing of that kind beside the gradient that it was made with; then, and
    where there was no step, a random direction takes its place. Other optimizers, or the gradient of all samples
    beside a step of a mini-batch, do have one.

    Parameters
    ----------
    theta, gradient
        The present θ and ∂C/∂θ, shape (p,).
    step
        What the last step added to θ, shape (p,).
    seed
        Of the random direction.

    Raises
    ------
    Explained
        If the gradient is 0 or not finite.
    """
    if not np.isfinite(gradient).all():
        raise Explained(Phrase("the gradient is not finite, so it has no direction; go back to where it was"))
    if not gradient.any():
        raise Explained(Phrase(
            "the gradient is 0, so it has no direction; choose another plane to see whether this is a minimum, a "
            "saddle or a plateau"))
    first = unit_vector(gradient)
    moved = step is not None and bool(step.any()) and bool(np.isfinite(step).all())
    turn = angle(-gradient, step) if moved and step is not None else None
    if moved and step is not None and sine(first, step) >= SMALLEST_SINE:
        second, second_is = _orthogonal(step, first), SecondDirection.LAST_STEP
    else:
        random = np.random.default_rng(seed).standard_normal(len(gradient))
        second, second_is = _orthogonal(random, first), SecondDirection.RANDOM
    reach = max(_SHARE_OF_THETA * float(lengths(theta)), _SMALLEST_DISTANCE)
    return GradientDirections(first, second, (reach, reach), second_is=second_is,
                              gradient_length=float(lengths(gradient)), turn=turn)


def window_for(plane: WeightPlane, path: Array, reach: tuple[float, float]) -> Window:
    """What to draw of a plane: the present point with its surroundings, and all of the path with a margin.

    Where one side would be much shorter than the other (as distances in weight space, not in α and β) it is widened
    on both ends.

    Parameters
    ----------
    path
        (α, β) of the path's points, shape (n, 2), as `WeightPlane.path` gives them; the last one is the present one.
        Points that are not finite are left out.
    reach
        As in `Directions`.

    Raises
    ------
    Explained
        If the present point is not finite, or too far away.
    """
    if not len(path) or not np.isfinite(path[-1]).all():
        raise Explained(Phrase(
            "the present weights are not finite, so they are nowhere on the plane; go back to where they were"))
    points = path[np.isfinite(path).all(axis=1)]
    with np.errstate(over="ignore", invalid="ignore"):
        low, high = points.min(axis=0), points.max(axis=0)
        margin = _MARGIN * (high - low)
        low = np.minimum(low - margin, points[-1] - reach)
        high = np.maximum(high + margin, points[-1] + reach)
        sizes = lengths(np.stack((plane.first, plane.second)))
        distances = (high - low) * sizes
        missing = np.maximum(_SMALLEST_PROPORTION * distances.max() - distances, 0.0) / sizes
        # far from 0 few numbers are left between two places
        few = _FEWEST_NUMBERS * np.spacing(np.maximum(np.abs(low), np.abs(high)))
        missing = np.maximum(missing, few - (high - low))
        low, high = low - 0.5 * missing, high + 0.5 * missing
        if not np.isfinite(high - low).all():
            raise Explained(Phrase(
                "the weights are too large for a map of their surroundings; go back to smaller ones"))
    return Window((float(low[0]), float(low[1])), (float(high[0]), float(high[1])))


def _neuron_lengths(network: Network, theta: Array) -> list[Array]:
    """Of everything that arrives at a neuron, its weights and its bias: one array (n_l,) for each layer 1 … L."""
    return [lengths(np.column_stack((weights, biases))) for weights, biases
            in zip(network.weights(theta)[1:], network.biases(theta)[1:], strict=True)]


def _orthogonal(vector: Array, unit: Array) -> Array:
    """The part of a vector at right angles to one of length 1, made that long itself."""
    rest = unit_vector(vector)
    for _ in range(2):  # the second time takes away what rounding has left of it
        rest = unit_vector(rest - unit * float(rest @ unit))
    return rest
