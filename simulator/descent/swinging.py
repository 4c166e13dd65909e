"""Whether a racer swings: from side to side of a ravine, or further and further out."""

from __future__ import annotations

import numpy as np

from simulator.arrays import Array, Indices
from simulator.descent.look_back import STRETCH, LookBack, curvatures_of, steep_directions

_RAVINE = 5.0
"""Across a ravine the curvature is larger than along it by this factor."""
_TURNS = 5
"""How often the slope across it has changed its sign within the last stretch."""
_BETWEEN_TURNS = 12
"""Steps from one turn to the next, at most."""
_WIDTH = 2e-3
"""A narrower swing, in shares of the window, is not seen."""
_GROWS = 1.5
_RUN, _LONG_RUN = 4, 8
"""Steps in a row that have to lead up and further than the one before: fewer where C is higher than ever of late."""
_BLOCKS = (4, 8, 12)
"""Steps of a swing, whose largest values are compared."""
_FURTHEST = 2048


def oscillates_since(look: LookBack) -> int | None:
    """The step since which the racer crosses a ravine from side to side; None if it doesn't.

    The gradient's component along the steep eigenvector of the Hessian changes its sign again and again, the ravine
    is much steeper across than along, and the racer moves more across than along. Where the noise of mini-batches
    alone can turn the sign, the steps have to be large enough to overshoot, too: η beyond half of what is stable.
    """
    low, high = (float(values[-1]) for values in look.curvatures)
    if len(look.moves) < _TURNS or not (high > 0 and high >= _RAVINE * abs(low)):
        return None
    if look.is_noisy and not _overshoots(look, high):
        return None
    steep = steep_directions(look.hessians)
    steep = steep * np.where(steep @ steep[-1] < 0, -1.0, 1.0)[:, np.newaxis]
    gradients = look.trail.gradients(look.step)
    turns = _turns(np.einsum("ni,ni->n", gradients[look.first:], steep))
    if len(turns) < _TURNS or len(look.moves) - turns[-1] > _BETWEEN_TURNS:
        return None
    if not _moves_across(look, steep[-1], int(turns[-_TURNS])):
        return None
    begin = max(0, look.step - _FURTHEST)
    turns = _turns(gradients[begin:] @ steep[-1])
    if not len(turns):
        return look.first
    pauses = np.flatnonzero(np.diff(turns) > _BETWEEN_TURNS)
    return begin + int(turns[pauses[-1] + 1] if len(pauses) else turns[0]) - 1


def _overshoots(look: LookBack, curvature: float) -> bool:
    racer = look.trail.racer
    stable = look.trail.optimizer.stable_curvature(racer.numbers)
    return stable is not None and racer.learning_rate * curvature > 0.5 * stable


def _turns(across: Array) -> Indices:
    """Numbers of the places at which a component (n,) has another sign than at the place before."""
    signs = np.sign(across)
    return np.flatnonzero(signs[1:] * signs[:-1] < 0) + 1


def _moves_across(look: LookBack, steep: Array, begin: int) -> bool:
    """Whether the moves since a place of the stretch lead more across than along, and visibly."""
    recent = np.diff(look.thetas[begin:], axis=0)
    across = np.abs(recent @ steep)
    along = np.abs(recent @ (-steep[1], steep[0]))
    wide = float(across.max()) * float(look.shares(steep)) >= _WIDTH
    return wide and bool(across.sum() >= along.sum())


def is_diverging(look: LookBack) -> bool:
    """Whether cost and steps grow, and η is too large for the curvature met: it is about to run away."""
    stable = look.trail.optimizer.stable_curvature(look.trail.racer.numbers)
    if stable is None or look.step < _RUN or not np.isfinite(look.costs).all():
        return False
    if not look.trail.racer.learning_rate * largest_curvature(look) > stable:
        return False
    costs, moves = look.costs[1:], look.moves
    run = _RUN if costs[-1] > look.costs[:-1].max() else _LONG_RUN
    if len(costs) >= run and (np.diff(costs[-run:]) > 0).all() and (np.diff(moves[-run:]) > 0).all():
        return True
    return any(_grows_by_blocks(costs, length) and _grows_by_blocks(moves, length) for length in _BLOCKS)


def _grows_by_blocks(values: Array, length: int) -> bool:
    """Whether the largest of every block of the last three is larger than that of the block before, clearly."""
    if len(values) < 3 * length:
        return False
    first, second, third = values[-3 * length:].reshape(3, length).max(axis=1)
    return bool(first < second < third and third > _GROWS * first)


def largest_curvature(look: LookBack) -> float:
    """The largest curvature met in the last steps of a swing; NaN if there is none."""
    return float(np.fmax.reduce(look.curvatures[1][-max(_BLOCKS):]))


def curvature_of_divergence(look: LookBack, since: int) -> float:
    """The curvature that was too large for η first, after a step; if none was, that at the step itself."""
    trail = look.trail
    thetas = trail.path(look.step)[since:since + STRETCH + 1]
    curvatures = curvatures_of(trail.surface.hessians(thetas[:, 0], thetas[:, 1]))[1]
    stable = trail.optimizer.stable_curvature(trail.racer.numbers)
    if stable is not None:
        too_large = np.flatnonzero(trail.racer.learning_rate * curvatures > stable)
        if len(too_large):
            return float(curvatures[too_large[0]])
    return float(curvatures[0])
