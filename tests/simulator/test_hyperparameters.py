"""Numbers that a person chooses: what is let through and what an error says."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.hyperparameters import HyperParameter
from simulator.initializers import INITIALIZERS
from simulator.optimizers import OPTIMIZERS
from simulator.regularisation import REGULARISATIONS

RATE = HyperParameter("learning_rate", "learning rate", r"\eta", 0.1, 0.0, math.inf)
SHARE = HyperParameter("momentum", "momentum", r"\mu", 0.9, 0.0, 1.0, low_included=True)
SMALL = HyperParameter("epsilon", "smallest divisor", r"\varepsilon", 1e-8, 0.0, 1.0, high_included=True)
ANY = HyperParameter("constant", "constant", "c", 0.5, -math.inf, math.inf)
STRENGTH = HyperParameter("strength", "strength", r"\lambda", 5.0, 0.0, math.inf, low_included=True)
ENDLESS = HyperParameter("endless", "endless", "e", 1.0, -math.inf, math.inf, low_included=True, high_included=True)
DEBT = HyperParameter("debt", "debt", "d", -1.0, -math.inf, 0.0)

ALL = [
    *(number for optimizer in OPTIMIZERS for number in optimizer.hyperparameters),
    *(initializer.number for initializer in INITIALIZERS if initializer.number is not None),
    *(one.strength for one in REGULARISATIONS if one.strength is not None),
]


@pytest.mark.parametrize(
    ("parameter", "value", "message"),
    [
        (RATE, -0.1, "learning rate must be a positive number, got -0.1; try 0.1"),
        (RATE, 0.0, "learning rate must be a positive number, got 0; try 0.1"),
        (RATE, math.nan, "learning rate must be a positive number, got nan; try 0.1"),
        (RATE, math.inf, "learning rate must be a positive number, got inf; try 0.1"),
        (RATE, 10**400, "learning rate must be a positive number, got inf; try 0.1"),
        (SHARE, 1.0, "momentum must be at least 0 and below 1, got 1; try 0.9"),
        (SHARE, -1e-9, "momentum must be at least 0 and below 1, got -1e-09; try 0.9"),
        (SMALL, 0.0, "smallest divisor must be above 0 and at most 1, got 0; try 1e-08"),
        (SMALL, 1.00001, "smallest divisor must be above 0 and at most 1, got 1.00001; try 1e-08"),
        (ANY, -math.inf, "constant must be a finite number, got -inf; try 0.5"),
        (ANY, -(10**400), "constant must be a finite number, got -inf; try 0.5"),
        (STRENGTH, -3, "strength must be at least 0, got -3; try 5"),
        (ENDLESS, math.inf, "endless must be a finite number, got inf; try 1"),
        (DEBT, 2.0, "debt must be below 0, got 2; try -1"),
    ],
    ids=lambda value: value.label if isinstance(value, HyperParameter) else "",
)
def test_a_refused_number_is_named_with_reason_and_remedy(
    parameter: HyperParameter, value: float, message: str
) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        parameter.check(value)


@pytest.mark.parametrize(("parameter", "value"), [(SHARE, 0.0), (SMALL, 1.0), (STRENGTH, 0), (RATE, 1e-300)])
def test_included_ends_and_small_numbers_are_let_through(parameter: HyperParameter, value: float) -> None:
    assert parameter.check(value) == value
    assert isinstance(parameter.check(value), float)


@given(st.floats())
def test_a_number_is_let_through_exactly_if_it_lies_in_the_interval(value: float) -> None:
    if 0.0 <= value < 1.0:
        assert SHARE.check(value) == value
    else:
        with pytest.raises(ValueError, match="momentum must be"):
            SHARE.check(value)


@pytest.mark.parametrize("parameter", ALL, ids=lambda parameter: parameter.label)
def test_every_default_is_permitted(parameter: HyperParameter) -> None:
    assert parameter.check(parameter.default) == parameter.default
