"""The numbers that come along with a newly chosen optimizer, initializer or regularisation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simulator.experiment import Experiment
from simulator.initializers import initializer_named
from simulator.optimizers import optimizer_named
from simulator.regularisation import regularisation_named


def numbers_for(settings: Mapping[str, Any], running: Experiment) -> dict[str, Any]:
    """Those of the run for its own choices, the usual ones for others; none where they were chosen as well."""
    numbers: dict[str, Any] = {}
    if "optimizer" in settings and "optimizer_numbers" not in settings:
        name = settings["optimizer"]
        defaults = tuple(one.default for one in optimizer_named(name).hyperparameters)
        numbers["optimizer_numbers"] = running.optimizer_numbers if name == running.optimizer else defaults
    if "initializer" in settings and "initial_number" not in settings:
        name, own = settings["initializer"], initializer_named(settings["initializer"]).number
        numbers["initial_number"] = running.initial_number if name == running.initializer else own and own.default
    if "regularisation" in settings and "regularisation_strength" not in settings:
        name, strength = settings["regularisation"], regularisation_named(settings["regularisation"]).strength
        default = strength.default if strength else 0.0
        same = name == running.regularisation
        numbers["regularisation_strength"] = running.regularisation_strength if same else default
    return numbers
