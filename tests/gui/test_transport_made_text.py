"""The number that is read out with a position."""

from __future__ import annotations

from gui.run.choice import Selection
from gui.transport.transport_bar import made_text
from simulator.experiment import preset
from simulator.run import Run
from simulator.steps import Address, Phase


def test_a_weight_of_the_network_before_has_no_number_in_this_one() -> None:
    experiment = preset("xor")
    run = Run(experiment, experiment.open_data())
    run.arrive(run.timeline.begin())
    moment = run.moment
    assert moment.phase is Phase.UPDATE
    layer = moment.layer
    there = made_text(moment, Selection(layer, 0, 1))
    assert "from 2 to neuron 1: w = " in there
    assert made_text(moment, Selection(layer, 0, 213)) == ""
    assert made_text(moment, Selection(layer, 99, None)) == ""


def test_before_anything_is_made_there_is_none() -> None:
    experiment = preset("xor")
    run = Run(experiment, experiment.open_data())
    run.arrive(run.timeline.begin(), Address(0, 0, 0, 0))
    assert made_text(run.moment, Selection(1, 0)) == ""
