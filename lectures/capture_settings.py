"""Which preset an experiment comes from, and in what it differs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from functools import lru_cache
from typing import Any

from simulator.errors import Explained
from simulator.experiment import DATA_SETTINGS, Experiment, preset, presets, with_change

_NAMES = tuple(one.name for one in fields(Experiment))
_WEIGHTS_OF_DIFFERENCES: Mapping[str, int] = {"data_set": 6, "layers": 3, "train_points": 3, "initial_theta": 3}
"""How much rather another preset is taken than one that differs in this; everything else counts 1."""


def origin_of(experiment: Experiment) -> tuple[str, Mapping[str, Any]]:
    """The preset that is most like an experiment, and the settings that make it the same.

    The settings are those that `with_change` needs: what it puts back by itself isn't named.
    """
    found = [(name, settings) for name in presets()
             if (settings := settings_between(_preset(name), experiment)) is not None]
    return min(found, key=lambda one: (sum(_WEIGHTS_OF_DIFFERENCES.get(name, 1) for name in one[1]), one[0]))


@lru_cache(maxsize=64)
def _preset(name: str) -> Experiment:
    return preset(name)


def settings_between(start: Experiment, wanted: Experiment) -> dict[str, Any] | None:
    """What has to be said to make one experiment of another; None where a file can't say it."""
    settings: dict[str, Any] = {}
    # data first: they decide what a change puts back by itself
    order = sorted(_NAMES, key=lambda name: name not in DATA_SETTINGS)
    for _ in range(3):
        try:
            made = with_change(start, **settings)
        except Explained:
            made = start
        missing = {name: getattr(wanted, name) for name in order if getattr(made, name) != getattr(wanted, name)}
        if not missing:
            return settings if None not in settings.values() else None
        settings.update(missing)
    return None
