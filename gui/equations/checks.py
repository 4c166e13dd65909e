"""The numerical check of one derivative, and what can honestly be said about its outcome."""

from __future__ import annotations

import math
import sys

import numpy as np

from gui.equations.notation import CheckRequest, Number, Sentence, Symbol, Tone
from gui.equations.say import Say
from simulator.gradient_check import STEP_WIDTH, Check, check_parameter, check_weighted_input
from simulator.moment import Moment

_FEWEST_DIGITS = 5
_ROUNDINGS = 64
"""Roundings that may have added up in C: each moves it by half a unit in its last place."""
_AT_CORNER = 1e-6


def checked(moment: Moment, request: CheckRequest) -> Sentence:
    """Nudge what the request names, and say how C_x answers."""
    with np.errstate(all="ignore"):
        return said(moment, request, measured(moment, request))


def measured(moment: Moment, request: CheckRequest) -> Check:
    """The derivative of C_x of the moment's sample by backpropagation and by central differences."""
    network, theta, sample = moment.network, moment.state.theta, moment.sample
    if request.index is None:
        return check_weighted_input(network, theta, sample.inputs, sample.target, request.layer, request.neuron)
    return check_parameter(network, theta, sample.inputs[np.newaxis], sample.target[np.newaxis], request.index)


def said(moment: Moment, request: CheckRequest, check: Check) -> Sentence:
    """The sentence for an outcome."""
    values: dict[str, Symbol | Number | int | str] = {
        "symbol": request.symbol, "cost": Symbol("C", lower="x"),
        "rate": Number(check.numeric, Tone.ERROR),
    }
    if not (math.isfinite(check.numeric) and math.isfinite(check.analytic)):
        return Sentence(Say.CHECK_INFINITE, values)
    if check.numeric == check.analytic == 0.0:
        return Sentence(Say.CHECK_UNCHANGED, values)
    if check.digits >= _FEWEST_DIGITS:
        return Sentence(Say.CHECK_AGREES, {**values, "digits": check.digits})
    if _stands_at_a_corner(moment, request.layer):
        return Sentence(Say.CHECK_CORNER, values)
    if abs(check.numeric - check.analytic) <= _rounding(moment.sample.cost):
        return Sentence(Say.CHECK_ROUNDING, {**values, "digits": check.digits})
    return Sentence(Say.CHECK_DISAGREES, values)


def _rounding(cost: float) -> float:
    """How far a difference of two costs can be wrong, divided by the nudge."""
    return _ROUNDINGS * sys.float_info.epsilon * max(1.0, abs(cost)) / STEP_WIDTH


def _stands_at_a_corner(moment: Moment, layer: int) -> bool:
    """Whether a neuron that the nudge reaches lies where its σ has no derivative."""
    return any(bool(np.any(np.abs(moment.sample.z[later] - kink) < _AT_CORNER))
               for later in range(layer, moment.network.depth + 1)
               for kink in moment.network.activation(later).kinks)
