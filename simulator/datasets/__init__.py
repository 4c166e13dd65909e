"""The data sets that come with the program.

A new one is one more entry in the tuple of its module; menus, experiments and tests take it from `DATA_SETS`.
Nothing is read or drawn before its samples are asked for.
"""

from __future__ import annotations

from simulator.datasets.data_set import DataSet, Part
from simulator.datasets.mnist import MNIST
from simulator.datasets.points import CURVES, GATES, PLANE_REGRESSIONS, POINT_DATA_SETS
from simulator.errors import Explained, Phrase, name_list

__all__ = ["DATA_SETS", "DataSet", "Part", "data_set_named"]

DATA_SETS: tuple[DataSet, ...] = (MNIST, *GATES, *POINT_DATA_SETS, *PLANE_REGRESSIONS, *CURVES)
"""In the order of a menu: digits, gates, classes in the plane, values over the plane, curves."""


def data_set_named(name: str) -> DataSet:
    """The data set with this key.

    Raises
    ------
    Explained
        If there is none; the message lists the keys.
    """
    for data_set in DATA_SETS:
        if data_set.name == name:
            return data_set
    known = name_list(data_set.name for data_set in DATA_SETS)
    raise Explained(Phrase("there is no data set called {name}; choose one of {known}", name=repr(name), known=known))
