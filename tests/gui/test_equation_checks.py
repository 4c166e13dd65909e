"""The numerical check below an equation, and what is said where it can't agree."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from gui.equations.equation_panel import checked, equation
from gui.equations.notation import Number
from gui.equations.words import Say
from gui.run.choice import Selection
from simulator.experiment import Experiment, Layer
from simulator.moment import Moment, moment_of_followed, moment_of_step
from simulator.steps import Address, Phase, Route
from simulator.timeline import Timeline
from simulator.training import OwnSample, Trainer

MNIST = Experiment(layers=(Layer(6), Layer(10)))
SOFTMAX = Experiment(layers=(Layer(8, "relu"), Layer(10, "softmax")), cost="categorical_cross_entropy")
SOFTMAX_QUADRATIC = replace(SOFTMAX, cost="quadratic")
CIRCLES = Experiment(data_set="circles", layers=(Layer(5, "tanh"), Layer(4, "softplus"), Layer(1, "sigmoid")))
EXPERIMENTS = {"mnist": MNIST, "softmax": SOFTMAX, "softmax, quadratic": SOFTMAX_QUADRATIC, "circles": CIRCLES}
ONE_NEURON = Experiment(data_set="and_gate", layers=(Layer(1, "sigmoid"),), batch_size=1)


def moments(experiment: Experiment, *, steps: int = 2, sample: int = 0) -> Iterator[Moment]:
    """Every station of the last of some steps, with all neurons done."""
    trainer = Trainer(experiment, experiment.open_data())
    timeline = Timeline(trainer)
    for _ in range(steps):
        step = timeline.advance()
    route = Route(trainer.network.sizes)
    for station in range(len(route.stations)):
        address = route.with_neurons_complete(Address(steps - 1, sample, station, 0))
        yield moment_of_step(trainer, step, address, own=False)


def moment_at(experiment: Experiment, phase: Phase, layer: int, **where: int) -> Moment:
    return next(moment for moment in moments(experiment, **where) if (moment.phase, moment.layer) == (phase, layer))


def followed(experiment: Experiment, inputs: list[float], phase: Phase, layer: int, *,
             theta: list[float] | None = None, target: list[float] | None = None) -> Moment:
    """A sample of one's own in a network with these parameters."""
    trainer = Trainer(experiment, experiment.open_data())
    state = trainer.initial_state()
    if theta is not None:
        state = replace(state, theta=np.array(theta))
    route = Route(trainer.network.sizes, learns=False)
    address = route.with_neurons_complete(Address(0, 0, route.index(phase, layer), 0))
    return moment_of_followed(trainer, state, OwnSample(np.array(inputs), np.array(target or [1.0])), address)


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_the_check_agrees_for_every_neuron_of_bp1_to_bp4(name: str) -> None:
    keys = set()
    for moment in moments(EXPERIMENTS[name]):
        for neuron in range(min(3, moment.network.sizes[moment.layer])):
            request = equation(moment, Selection(moment.layer, neuron)).check
            assert (request is not None) == (moment.phase in {Phase.BP1, Phase.BP2, Phase.BP3, Phase.BP4})
            if request is not None:
                said = checked(moment, request)
                keys.add(said.key)
                if said.key is Say.CHECK_AGREES:
                    assert isinstance(said.values["digits"], int)
                    assert said.values["digits"] >= 5
    assert Say.CHECK_AGREES in keys
    assert keys <= {Say.CHECK_AGREES, Say.CHECK_UNCHANGED, Say.CHECK_ROUNDING}


def test_the_rate_of_the_check_is_the_slope_of_the_cost_over_the_weight() -> None:
    theta = [0.3, -0.2, 0.1]
    moment = followed(ONE_NEURON, [1.0, 1.0], Phase.BP4, 1, theta=theta)
    request = equation(moment, Selection(1, 0, 0)).check
    assert request is not None
    rate = checked(moment, request).values["rate"]
    assert isinstance(rate, Number)

    def cost(weight: float) -> float:  # −ln σ(w₁ + w₂ + b)
        return math.log1p(math.exp(-(weight + theta[1] + theta[2])))

    assert rate.value == pytest.approx((cost(0.3 + 1e-5) - cost(0.3 - 1e-5)) / 2e-5, rel=1e-8)


def test_a_step_neuron_passes_no_error_and_the_check_agrees_that_nothing_changes() -> None:
    experiment = replace(CIRCLES, layers=(Layer(3, "step"), Layer(1, "sigmoid")))
    moment = moment_at(experiment, Phase.BP2, 1)
    shown = equation(moment, Selection(1, 0))
    assert [note.key for note in shown.notes] == [Say.EVERY_ERROR_LOST]
    assert shown.check is not None
    assert checked(moment, shown.check).key is Say.CHECK_UNCHANGED


@pytest.mark.parametrize("activation", ["step", "relu"])
def test_on_a_corner_or_a_jump_the_check_says_that_it_is_impossible(activation: str) -> None:
    experiment = replace(ONE_NEURON, layers=(Layer(1, activation), Layer(1, "sigmoid")))
    moment = followed(experiment, [0.0, 0.0], Phase.BP2, 1, theta=[1.0, 1.0, 0.0, 1.0, 0.5])
    assert moment.sample.z[1][0] == 0.0
    shown = equation(moment, Selection(1, 0))
    assert shown.check is not None
    assert checked(moment, shown.check).key is Say.CHECK_CORNER
    assert [note.key for note in shown.notes] == [Say.EVERY_ERROR_LOST if activation == "step" else Say.CORNER]


def test_a_saturated_and_a_silent_neuron_are_pointed_out() -> None:
    def notes(activation: str, bias: float) -> list[Say]:
        experiment = replace(ONE_NEURON, layers=(Layer(1, activation), Layer(1, "sigmoid")))
        moment = followed(experiment, [0.0, 0.0], Phase.BP2, 1, theta=[1.0, 1.0, bias, 1.0, 0.5])
        return [note.key for note in equation(moment, Selection(1, 0)).notes]

    assert notes("sigmoid", 8.0) == [Say.SATURATED]
    assert notes("sigmoid", 0.5) == []
    assert notes("relu", -1.0) == [Say.NO_SLOPE]
