"""How samples are made: how many, how noisy, how they are divided, and with which seed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from simulator.arrays import Array, Bytes, Indices
from simulator.datasets.part import Samples

Make = Callable[[np.random.Generator, int, float], Samples]
"""make(rng, count, noise) gives coordinates, shape (count, dimension), and answers: labels or values."""

MOST_SAMPLES = 100_000


@dataclass(frozen=True)
class DataOptions:
    """What can be chosen about samples that are made.

    Attributes
    ----------
    sample_count
        All samples, for training and for testing.
    noise
        Standard deviation of what is added; what it is added to says the data set.
    test_share
        Share of the samples that are kept for testing, 0 to 0.9; 0 means that the training samples serve for both.
    seed
        Seed of the generator.
    """

    sample_count: int
    noise: float = 0.0
    test_share: float = 0.5
    seed: int = 1

    @property
    def test_count(self) -> int:
        """Samples kept for testing; at least one stays for training."""
        return min(round(self.sample_count * self.test_share), self.sample_count - 1)

    @property
    def train_count(self) -> int:
        """Samples to learn from."""
        return self.sample_count - self.test_count


@dataclass(frozen=True)
class Recipe:
    """A way to make samples.

    Attributes
    ----------
    split
        split(options) gives the samples for training and those for testing.
    usual
        The options to begin with.
    largest_noise
        Noise lies between 0 and this; 0 where there is none to choose.
    is_counted
        Whether the number of samples can be chosen; a table has as many as it has rows.
    whole
        The samples that are divided, in their own order; None where they are drawn.
    """

    split: Callable[[DataOptions], tuple[Samples, Samples]]
    usual: DataOptions
    largest_noise: float = 0.0
    is_counted: bool = True
    whole: Samples | None = field(default=None, compare=False)

    @classmethod
    def of(cls, make: Make, usual: DataOptions, largest_noise: float) -> Recipe:
        """A recipe whose samples are drawn: more samples of one part leave those of the other as they are."""

        def split(options: DataOptions) -> tuple[Samples, Samples]:
            return (make(np.random.default_rng([options.seed, 0]), options.train_count, options.noise),
                    make(np.random.default_rng([options.seed, 1]), options.test_count, options.noise))

        return cls(split, usual, largest_noise)

    @classmethod
    def dividing(cls, raw: Bytes | Array, answers: Indices | Array, usual: DataOptions) -> Recipe:
        """A recipe that divides given samples, shuffled with the seed."""

        def split(options: DataOptions) -> tuple[Samples, Samples]:
            order = np.random.default_rng([options.seed, 0]).permutation(len(raw))
            train, test = order[options.test_count:], order[:options.test_count]
            return (raw[train], answers[train]), (raw[test], answers[test])

        return cls(split, usual, is_counted=False, whole=(raw, answers))
