"""From a descent at one of its places to what is drawn of it."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QCoreApplication

from gui.figures.loss.scene import Arrow, Mover, Scene
from gui.foundation.number_text import NARROW_SPACE, count
from gui.foundation.theme import Theme, blend
from gui.workspaces.descent.descent_player import Lane
from gui.workspaces.descent.model_card import ModelPicture, line_text
from gui.workspaces.descent.racer_looks import RacerLook, racer_color, racer_looks
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
_SHORT, _LONG = 0.06, 0.14
"""Arrows of a step whose longest is below the first share of the window are magnified, up to the second."""
_TINY = 1e-7
"""Arrows below this share of the window stay what they are: nothing."""
_FULL = 0.5
"""How much of the grey of outlines is mixed into the colour of full descent."""

translate = QCoreApplication.translate


def looks_of(lane: Lane, theme: Theme) -> tuple[RacerLook, ...]:
    """How everybody is shown; full descent is a quiet version of the racer whose batches it does without."""
    runners = lane.runners
    moving = [runner for runner in runners if not runner.is_full]
    looks = dict(zip([(runner.entrant, runner.start) for runner in moving],
                     racer_looks([runner.racer for runner in moving], theme), strict=True))
    return tuple(_full_look(looks[runner.entrant, runner.start], lane, theme) if runner.is_full
                 else looks[runner.entrant, runner.start] for runner in runners)


def _full_look(look: RacerLook, lane: Lane, theme: Theme) -> RacerLook:
    name = translate("Scenes", "{name} (all {count} samples)").format(
        name=look.name, count=count(lane.setup.sample_count))
    return RacerLook(blend(look.color, theme.outline, _FULL), name, f"{look.mark}\N{NO-BREAK SPACE}(M)", look.shape)


def looks_in(lanes: Sequence[Lane], number: int, theme: Theme) -> tuple[RacerLook, ...]:
    """How those of a lane are shown; of two lanes, A and B, the second has its own shades."""
    looks = looks_of(lanes[number], theme)
    if len(lanes) == 1:
        return looks
    letter = LETTERS[number]
    shades = [blend(shade, theme.outline, _FULL) if runner.is_full else shade for runner in lanes[number].runners
              for shade in (racer_color(runner.racer.optimizer, theme, number),)]
    return tuple(RacerLook(shade, f"{letter} · {look.name}", f"{letter} {look.mark}", look.shape)
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
                            runner.is_full, look.shape))
    ghost = lane.batch_costs(place) if batch else None
    return Scene(lane.landscape, tuple(movers), lane.setup.starts, ghost, lane.basins)


def _arrows(lane: Lane, step: DescentStep, part: Part, look: RacerLook, theme: Theme) -> tuple[Arrow, ...]:
    if part is Part.GRADIENT:
        arrows = [_gradient_arrow(lane, step.theta, step.gradient, "∇C", theme)]
        if len(step.rows):
            full = _gradient_arrow(lane, step.theta, step.full_gradient, "∇C", theme, dashed=True)
            batch = translate("Scenes", "∇C of the batch")
            arrows = [full, _gradient_arrow(lane, step.theta, step.gradient, batch, theme)]
        return tuple(arrow for arrow in arrows if any(arrow.vector))
    return _direction_arrows(lane, step, look, theme) if part is Part.DIRECTION else ()


def _direction_arrows(lane: Lane, step: DescentStep, look: RacerLook, theme: Theme) -> tuple[Arrow, ...]:
    """The terms one behind the other, and the move that they make."""
    factor = _magnification(lane, step)
    several, arrows, tip = len(step.terms) > 1, [], step.theta
    for term in step.terms if several else ():
        is_remembered = "g" not in term.symbol
        color = theme.warning if is_remembered else theme.delta_positive
        arrows.append(Arrow(_pair(tip), _pair(factor * term.vector), color, term.symbol, dashed=is_remembered))
        tip = tip + factor * term.vector
    symbol = "Δθ" if several else step.terms[0].symbol
    # said once, at the arrow that all others add up to
    label = symbol if factor == 1.0 else f"{symbol}  × {factor:,.0f}".replace(",", NARROW_SPACE)
    return (*arrows, Arrow(_pair(step.theta), _pair(factor * step.move), look.color, label))


def _magnification(lane: Lane, step: DescentStep) -> float:
    """A round factor, 1, 2 or 5 times a power of ten, with which the arrows of a small step can be seen."""
    size = np.array(lane.landscape.surface.window.size)
    with np.errstate(over="ignore", invalid="ignore"):
        longest = max(float(np.linalg.norm(vector / size)) for vector in
                      (step.move, *(term.vector for term in step.terms)))
    if not _TINY < longest < _SHORT:
        return 1.0
    factor = _LONG / longest
    power = 10.0 ** math.floor(math.log10(factor))
    return max(power * next(digit for digit in (5.0, 2.0, 1.0) if digit * power <= factor), 1.0)


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
    theta = lane.trails[chosen].theta(place.steps_made)
    curve = _curve(model, theta, line)
    other = lanes[1 - which] if len(lanes) > 1 else lane
    second, second_name = None, ""
    if other is lane and place.steps_made:
        second, second_name = _curve(model, lane.trails[chosen].theta(0), line), translate("Scenes", "at the start")
    elif other is not lane and other.model is not None:
        second, second_name = _curve(other.model, other.trails[0].theta(place.steps_made), line), LETTERS[1 - which]
    note = line_text(float(theta[0]), float(theta[1])) if model.activations == ("identity",) and other is lane else ""
    return ModelPicture(x, y, line, curve, batch=lane.rows(place), are_classes=model.data.are_classes,
                        second_y=second, second_name=second_name, color=looks_in(lanes, which, theme)[chosen].color,
                        note=note)


def _curve(model: Model, theta: Array, x: Array) -> Array:
    return model.outputs(float(theta[0]), float(theta[1]), x)
