"""Data and regularisation near the ends of floating point: right or refused, without a warning (which are errors)."""

from __future__ import annotations

import math
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from simulator.datasets.data_set import DataSet
from simulator.datasets.features import FEATURES
from simulator.datasets.table import open_table
from simulator.errors import Explained
from simulator.regularisation import regularisation_named

NUMBERS = (1.0, -1.0, 0.5, 0.25, 1.0, -0.75, 1.0, -1.0)


def rounded(exact: Fraction) -> float:
    try:
        return float(exact)
    except OverflowError:
        return math.inf


def table(size: float, folder: Path) -> DataSet:
    path = folder / "table.csv"
    path.write_text("length,width,label\n" + "".join(
        f"{size * number!r},{number!r},{'ab'[place % 2]}\n" for place, number in enumerate(NUMBERS)))
    return open_table(path)


@pytest.mark.parametrize("size", [1e100, 1.0, 1e-140, 1e-160, 1e-200, 1e-300])
def test_a_column_of_any_size_is_standardised(size: float, tmp_path: Path) -> None:
    data = table(size, tmp_path).made(scaling="standardised")
    inputs = data.train.inputs(np.arange(data.train.count))
    assert inputs.mean(axis=0) == pytest.approx(0.0, abs=1e-12)
    assert inputs.std(axis=0) == pytest.approx(1.0)
    with_features = data.made(scaling="standardised", features=tuple(one.name for one in FEATURES))
    assert np.isfinite(with_features.train.inputs(np.arange(data.train.count))).all()


@pytest.mark.parametrize("size", [1e-310, 1e-320, 5e-324])
def test_a_column_too_small_to_be_divided_by_is_refused_and_can_be_used_as_it_is(size: float, tmp_path: Path) -> None:
    data = table(size, tmp_path)
    with pytest.raises(Explained, match=r"deviation of column 1 \(length\) is .*e-3.*use the columns as they are"):
        data.made(scaling="standardised")
    assert np.isfinite(data.made().train.inputs(np.arange(data.train.count))).all()


@pytest.mark.parametrize("name", ["l1", "l2"])
@pytest.mark.parametrize("strength", [0.0, 1e-300, 5.0, 1e300])
@pytest.mark.parametrize("size", [1e-320, 1e-200, 1.0, 1e154, 1e160, 1e300, 1.5e308])
def test_the_term_of_a_regularisation_is_right_wherever_it_is_a_number(
        name: str, strength: float, size: float) -> None:
    rule, theta, places = regularisation_named(name), np.array([size, -size, size]), [slice(0, 2), slice(2, 3)]
    weight = Fraction(size)
    exact = rounded(Fraction(strength) / 4 * (3 * weight if name == "l1" else 3 * weight * weight / 2))
    assert rule.cost(theta, places, strength, 4) == pytest.approx(exact, rel=1e-12, abs=1e-322)
    gradient = np.zeros(3)
    rule.add_gradient(gradient, theta, places, strength, 4)
    slope = rounded(Fraction(strength) / 4 * (1 if name == "l1" else weight))
    assert gradient == pytest.approx([slope, -slope, slope], rel=1e-12, abs=1e-322)
