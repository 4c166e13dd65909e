"""Formulas and copies of equations can be read by others."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

import pytest
import ziamath

from gui.equations.equation_panel import equation
from gui.equations.layer_terms import all_formulas
from gui.equations.rounding import latex, table
from gui.run.choice import Selection
from simulator.experiment import Experiment, Layer
from simulator.moment import Moment, moment_of_step
from simulator.steps import Address, Phase, Route
from simulator.timeline import Timeline
from simulator.training import Trainer

MNIST = Experiment(layers=(Layer(6), Layer(10)))
SOFTMAX = Experiment(layers=(Layer(8, "relu"), Layer(10, "softmax")), cost="categorical_cross_entropy")
SOFTMAX_QUADRATIC = replace(SOFTMAX, cost="quadratic")
CIRCLES = Experiment(data_set="circles", layers=(Layer(5, "tanh"), Layer(4, "softplus"), Layer(1, "sigmoid")))
EXPERIMENTS = {"mnist": MNIST, "softmax": SOFTMAX, "softmax, quadratic": SOFTMAX_QUADRATIC, "circles": CIRCLES}


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


def test_every_formula_and_every_copied_equation_can_be_typeset() -> None:
    ziamath.config.svg2 = False
    for experiment in EXPERIMENTS.values():
        network = experiment.network(experiment.open_data())
        for text in all_formulas(network, replace(experiment, regularisation="l2", regularisation_strength=1.0)):
            assert ziamath.Latex(text).svg().startswith("<svg")


def test_the_latex_copy_has_every_term() -> None:
    moment = moment_at(MNIST, Phase.WEIGHTED_INPUT, 1)
    text = latex(equation(moment, Selection(1, 2)))
    assert text.count(r"\cdot") >= 784
    assert "z^{1}_{3}" in text
    assert "−" not in text
    assert ziamath.Latex(latex(equation(moment_at(CIRCLES, Phase.WEIGHTED_INPUT, 1), Selection(1, 2)))
                         .split("\n")[2].rstrip("\\ ")).svg()


def test_the_table_of_numbers_adds_up_to_the_result_in_full_precision() -> None:
    moment = moment_at(MNIST, Phase.WEIGHTED_INPUT, 1)
    rows = [row.split("\t") for row in table(equation(moment, Selection(1, 2))).splitlines()]
    products = [float(row[3]) for row in rows if len(row) == 4]
    assert len(products) == 784
    assert all(float(row[1]) * float(row[2]) == float(row[3]) for row in rows if len(row) == 4)
    bias = float(rows[-2][1])
    assert math.fsum(products) + bias == pytest.approx(moment.sample.z[1][2], abs=1e-12)
    assert float(rows[-1][1]) == moment.sample.z[1][2]
