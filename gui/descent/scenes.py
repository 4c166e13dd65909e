"""From a descent at one of its places to what is drawn of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gui.descent.lane import Lane
from gui.descent.model_card import ModelPicture
from gui.descent.racer_looks import RacerLook, racer_color, racer_looks
from gui.descent.scene import Arrow, Mover, Scene
from gui.theme import Theme
from simulator.arrays import Array
from simulator.descent.stops import Part, Place
from simulator.descent.trail import DescentStep
from simulator.surfaces.models import Model

GRADIENT_LENGTH = 0.16
"""Length of the arrow of ∇C, as a share of the window: only its direction means something."""
CURVE_POINTS = 161
LETTERS = ("A", "B")
"""Of two lanes."""
_MARGIN = 0.08


def looks_of(lane: Lane, theme: Theme) -> tuple[RacerLook, ...]:
    """How everybody is shown; full descent looks like the racer whose batches it does without."""
    runners = lane.runners
    moving = [runner for runner in runners if not runner.is_full]
    looks = dict(zip([(runner.entrant, runner.start) for runner in moving],
                     racer_looks([runner.racer for runner in moving], theme), strict=True))
    return tuple(looks[runner.entrant, runner.start] for runner in runners)


def looks_in(lanes: Sequence[Lane], number: int, theme: Theme) -> tuple[RacerLook, ...]:
    """How those of a lane are shown; of two lanes, A and B, the second has its own shades."""
    looks = looks_of(lanes[number], theme)
    if len(lanes) == 1:
        return looks
    letter = LETTERS[number]
    shades = [racer_color(runner.racer.optimizer, theme, number) for runner in lanes[number].runners]
    return tuple(RacerLook(shade, f"{letter} · {look.name}", f"{letter} {look.mark}")
                 for look, shade in zip(looks, shades, strict=True))


def scene_of(lanes: Sequence[Lane], which: int, place: Place, chosen: int | None, theme: Theme, *,
             batch: bool) -> Scene:
    """What is drawn of a lane.

    Parameters
    ----------
    which
        Number of the lane.
    chosen
        Number of the runner whose step is taken apart; None if it isn't in this lane.
    batch
        Whether the surface of the mini-batch in view is drawn as a ghost.
    """
    lane, movers = lanes[which], []
    everybody = zip(lane.runners, lane.trails, looks_in(lanes, which, theme), strict=True)
    for number, (runner, trail, look) in enumerate(everybody):
        step = lane.step_of(number, place) if number == chosen else None
        arrows = () if step is None or step.number != place.step else _arrows(lane, step, place.part, look, theme)
        movers.append(Mover(trail.path(place.steps_made), look.color, look.name, arrows, number == chosen,
                            runner.is_full))
    ghost = lane.batch_costs(place) if batch else None
    return Scene(lane.landscape, tuple(movers), lane.setup.starts, ghost, lane.basins)


def _arrows(lane: Lane, step: DescentStep, part: Part, look: RacerLook, theme: Theme) -> tuple[Arrow, ...]:
    start = _pair(step.theta)
    if part is Part.GRADIENT:
        arrows = [_gradient_arrow(lane, step.theta, step.gradient, "∇C", theme)]
        if len(step.rows):
            full = _gradient_arrow(lane, step.theta, step.full_gradient, "", theme, dashed=True)
            arrows = [full, _gradient_arrow(lane, step.theta, step.gradient, "∇C_B", theme)]
        return tuple(arrow for arrow in arrows if any(arrow.vector))
    if part is Part.DIRECTION:
        arrows, tip = [], step.theta
        for term in step.terms if len(step.terms) > 1 else ():
            is_remembered = "g" not in term.symbol
            color = theme.warning if is_remembered else theme.delta_positive
            arrows.append(Arrow(_pair(tip), _pair(term.vector), color, term.symbol, dashed=is_remembered))
            tip = tip + term.vector
        symbol = step.terms[0].symbol if len(step.terms) == 1 else "Δθ"
        return (*arrows, Arrow(start, _pair(step.move), look.color, symbol))
    return ()


def _gradient_arrow(lane: Lane, theta: Array, gradient: Array, label: str, theme: Theme, *,
                    dashed: bool = False) -> Arrow:
    """Uphill, with a length that is the same everywhere on the map."""
    size = np.array(lane.landscape.surface.window.size)
    length = float(np.linalg.norm(gradient / size))
    vector = gradient * (GRADIENT_LENGTH / length) if 0.0 < length < np.inf else np.zeros(2)
    return Arrow(_pair(theta), _pair(vector), theme.delta_positive, label, dashed)


def _pair(vector: Array) -> tuple[float, float]:
    return float(vector[0]), float(vector[1])


def model_picture(lanes: Sequence[Lane], which: int, place: Place, chosen: int, theme: Theme) -> ModelPicture | None:
    """The data of a model and its curve where the chosen runner is; None for other surfaces.

    Beside it, dashed, stands the model of the other lane, or where descent began.
    """
    lane = lanes[which]
    model = lane.model
    if model is None:
        return None
    x, y = np.array(model.data.inputs), np.array(model.data.targets)
    reach = _MARGIN * float(np.ptp(x))
    line = np.linspace(x.min() - reach, x.max() + reach, CURVE_POINTS)
    curve = _curve(model, lane.trails[chosen].theta(place.steps_made), line)
    other = lanes[1 - which] if len(lanes) > 1 else lane
    second = None
    if other.model is not None:
        second = _curve(other.model, other.trails[0].theta(place.steps_made) if other is not lane
                        else lane.trails[chosen].theta(0), line)
    return ModelPicture(x, y, line, curve, batch=lane.rows(place), are_classes=model.data.are_classes,
                        second_y=second, color=looks_in(lanes, which, theme)[chosen].color)


def _curve(model: Model, theta: Array, x: Array) -> Array:
    return model.outputs(float(theta[0]), float(theta[1]), x)
