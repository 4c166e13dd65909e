"""The texts by which entries say how they are calculated."""

from __future__ import annotations

import pytest

from simulator.activations import ACTIVATIONS
from simulator.costs import COSTS
from simulator.derived import Calculation
from simulator.optimizers import OPTIMIZERS, Optimizer
from simulator.regularisation import REGULARISATIONS


def test_a_summand_is_shorter_for_some_targets() -> None:
    calculation = Calculation("− ( Σ )", summand="y · ln a", shorter=((1.0, "ln a"), (0.0, "")))
    assert [calculation.summand_for(y) for y in (1.0, 0.0, 0.25)] == ["ln a", "", "y · ln a"]


def test_a_sum_is_called_for_exactly_where_there_is_a_summand() -> None:
    for entry in (*ACTIVATIONS, *COSTS):
        if entry.calculation is not None:
            assert ("Σ" in entry.calculation.text.split()) == bool(entry.calculation.summand)
    for kind in REGULARISATIONS:
        if kind.gradient_calculation is not None:
            assert kind.gradient_calculation.summand == ""


@pytest.mark.parametrize("optimizer", [one for one in OPTIMIZERS if one.assignments], ids=lambda one: one.name)
def test_the_assignments_of_an_optimizer_renew_its_whole_memory_and_end_with_theta(optimizer: Optimizer) -> None:
    names = [name for name, _ in optimizer.assignments]
    assert set(optimizer.memory_symbols) <= set(names)
    assert names[-1] == "θ"
    assert len(names) == len(set(names))
    text = " ".join(text for _, text in optimizer.assignments)
    assert all(number.name in text for number in optimizer.hyperparameters)
