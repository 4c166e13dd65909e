"""Who moves: an optimizer with its numbers, a start, and how much of the data a step sees; checked when made."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from simulator.arrays import Indices
from simulator.errors import Phrase, SettingError, check_whole, raise_for
from simulator.hyperparameters import HyperParameter
from simulator.optimizers import optimizer_named

LEARNING_RATE = HyperParameter("learning_rate", "learning rate", r"\eta", 0.1, 0.0, math.inf)

ALL_ROWS: Indices = np.empty(0, dtype=np.int64)
"""The rows of a step that uses the full cost."""
ALL_ROWS.setflags(write=False)


@dataclass(frozen=True)
class Racer:
    """One that moves on a surface.

    Attributes
    ----------
    optimizer
        Its key in `OPTIMIZERS`.
    learning_rate
        η.
    numbers
        In the order of the optimizer's `hyperparameters`; empty means their defaults.
    start
        θ before the first step, (a, b).
    batch_size
        m, samples of a mini-batch; 0 for the full cost.
    seed
        Of the order of the samples; without mini-batches it changes nothing.

    Raises
    ------
    SettingError
        Names the setting, its value, the reason and a remedy.
    """

    optimizer: str = "gradient_descent"
    learning_rate: float = 0.1
    numbers: tuple[float, ...] = ()
    start: tuple[float, float] = (0.0, 0.0)
    batch_size: int = 0
    seed: int = 1

    def __post_init__(self) -> None:
        wanted = raise_for("optimizer", optimizer_named, self.optimizer).hyperparameters
        numbers = self.numbers or tuple(one.default for one in wanted)
        if len(numbers) != len(wanted):
            raise SettingError("numbers", Phrase(
                "{optimizer} takes {wanted} numbers, got {given}; give all of them or none",
                optimizer=self.optimizer, wanted=len(wanted), given=len(numbers)))
        self._set("numbers", tuple(raise_for("numbers", one.check, value)
                                   for one, value in zip(wanted, numbers, strict=True)))
        self._set("learning_rate", raise_for("learning_rate", LEARNING_RATE.check, self.learning_rate))
        self._set("start", _checked_start(self.start))
        check_whole("batch_size", Phrase("the batch size"), self.batch_size, 0)
        check_whole("seed", Phrase("the seed"), self.seed, 0)

    def _set(self, setting: str, value: object) -> None:
        """Fills in a default or a checked value while the racer is being made."""
        object.__setattr__(self, setting, value)

    def fits(self, sample_count: int) -> Racer:
        """This racer, if a surface over so many samples (0: none) has batches of its size.

        Raises
        ------
        SettingError
            If it hasn't.
        """
        if self.batch_size and not sample_count:
            raise SettingError("batch_size", Phrase(
                "this surface has no samples to draw mini-batches from, but the batch size is {size}; set it to 0, "
                "which means the full cost", size=self.batch_size))
        if self.batch_size > sample_count:
            raise SettingError("batch_size", Phrase(
                "the batch size must be at most M = {count}, the number of samples, got {size}; 0 means the full "
                "cost", count=sample_count, size=self.batch_size))
        return self

    def steps_in_epoch(self, sample_count: int) -> int:
        """Steps in which every sample is used once, M/m rounded up; 0 for the full cost, which has no epochs."""
        return -(-sample_count // self.batch_size) if self.batch_size else 0

    def rows(self, step: int, sample_count: int) -> Indices:
        """The samples of a step (from 0), shape (m,); empty for the full cost, which needs no choice.

        Batches are cut as in training (`Trainer.batch`): every epoch has an order of its own, drawn from the seed and
        the number of the epoch, and its last batch may be smaller.
        """
        if not self.batch_size:
            return ALL_ROWS
        epoch, place = divmod(step, self.steps_in_epoch(sample_count))
        order = _order(self.seed, epoch, sample_count)
        return order[place * self.batch_size:(place + 1) * self.batch_size]


@lru_cache(maxsize=16)
def _order(seed: int, epoch: int, sample_count: int) -> Indices:
    """The order of an epoch's samples, the same as that of a training run with this seed."""
    order = np.random.default_rng([seed, epoch + 1]).permutation(sample_count)
    order.setflags(write=False)
    return order


def _checked_start(start: tuple[float, float]) -> tuple[float, float]:
    """Two finite numbers."""
    values = tuple(start)
    if len(values) != 2:
        raise SettingError("start", Phrase("the start must be two numbers, got {given}; give one for each parameter",
                                           given=len(values)))
    for value in values:
        known = isinstance(value, int | float | np.floating) and not isinstance(value, bool)
        if not (known and math.isfinite(value)):
            raise SettingError("start", Phrase("the start must be two finite numbers, got {value}; try 0",
                                               value=repr(value)))
    return float(values[0]), float(values[1])
