"""The numbers of a scene by name, against a second calculation; for what one tries only those that can be seen."""

from __future__ import annotations

import numpy as np
import pytest

from lectures.model import Change, Instant, Sample
from lectures.network import network_applied
from lectures.readings import Readings, network_readings
from simulator.run import Run

NAMES = ("z1_2", "a1_2", "slope1_2", "C", "delta1_2", "db1_2", "dw1_2_1", "predicted")


def followed(phase: str, layer: int = 0, neuron: int = 0) -> Run:
    """A sample on its way through a 2-3-2 network, at an instant."""
    change = Change(experiment="four_equations", sample=Sample("own", inputs=(1.0, 0.5), target=(1.0, 0.0)),
                    at=Instant(phase, layer, neuron))
    return network_applied(None, change, "").run


def known(readings: Readings) -> set[str]:
    found = set()
    for name in NAMES:
        try:
            readings[name]
        except KeyError:
            continue
        found.add(name)
    return found


def test_numbers_are_those_of_a_pass_that_is_worked_out_by_hand() -> None:
    run = followed("bp4", 1)
    network = run.trainer.network
    weights, biases = network.weights(run.state.theta), network.biases(run.state.theta)
    x, y = np.array([1.0, 0.5]), np.array([1.0, 0.0])
    hidden = 1 / (1 + np.exp(-(weights[1] @ x + biases[1])))
    output = 1 / (1 + np.exp(-(weights[2] @ hidden + biases[2])))
    error = (output - y) * output * (1 - output)
    back = weights[2].T @ error * hidden * (1 - hidden)
    readings = network_readings(run)
    expected = {"a1_2": hidden[1], "slope1_2": hidden[1] * (1 - hidden[1]), "C": 0.5 * ((output - y) ** 2).sum(),
                "delta2_1": error[0], "delta1_2": back[1], "db1_2": back[1], "dw1_2_1": back[1] * 1.0,
                "dw1_2_2": back[1] * 0.5, "dw2_1_3": error[0] * hidden[2]}
    for name, value in expected.items():
        assert readings[name] == pytest.approx(value, rel=1e-12), name


@pytest.mark.parametrize(("at", "seen"), [
    (("input",), set()),
    (("z", 1, 1), set()),
    (("z", 1, 2), {"z1_2", "slope1_2"}),
    (("a", 1), {"z1_2", "slope1_2", "a1_2"}),
    (("cost",), {"z1_2", "slope1_2", "a1_2", "C", "predicted"}),
    (("bp2", 1), {"z1_2", "slope1_2", "a1_2", "C", "predicted", "delta1_2"}),
    (("bp3", 1), {"z1_2", "slope1_2", "a1_2", "C", "predicted", "delta1_2", "db1_2"}),
    (("bp4", 1), set(NAMES)),
])
def test_for_what_somebody_tries_a_number_is_there_when_the_pass_has_come_to_it(at: tuple[str | int, ...],
                                                                                seen: set[str]) -> None:
    run = followed(*at)  # type: ignore[arg-type]
    assert known(network_readings(run, seen_only=True)) == seen
    assert known(network_readings(run)) == set(NAMES), "a text may speak of what comes"
