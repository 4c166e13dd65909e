"""One entry of each kind that doesn't ship, each written as its maker would: in one place, with nothing beside it."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np

from simulator.activations import ACTIVATIONS, Activation
from simulator.costs import COSTS, Cost
from simulator.datasets import points
from simulator.datasets.data_set import DataOptions
from simulator.datasets.features import FEATURES, PLANE, Feature
from simulator.declared import Whole
from simulator.descent.remedies import REMEDIES, RemedyEntry
from simulator.errors import Label, Phrase
from simulator.graph.examples import EXAMPLES, GraphExample
from simulator.hyperparameters import HyperParameter
from simulator.initializers import INITIALIZERS, Initializer
from simulator.optimizers import OPTIMIZERS, Optimizer, optimizer_named
from simulator.regularisation import REGULARISATIONS, Regularisation
from simulator.surfaces.catalogue import FUNCTIONS, TestFunction
from simulator.surfaces.surface import Window

GELU = Activation("gelu", "GELU", "0.5·z·(1 + tanh(sqrt(2/π)·(z + 0.044715·z^3)))")

HUBER = Cost("huber", "Huber cost", "min(abs(a − y), 1)·(abs(a − y) − min(abs(a − y), 1)/2)")

ADAMW = Optimizer(
    "adamw", "AdamW",
    rule=(*optimizer_named("adam").rule[:-1],
          ("θ", "θ − η/(sqrt(s_hat) + epsilon)·m_hat − η·weight_decay·θ")),
    memory_symbols=("m", "s"),
    hyperparameters=(*optimizer_named("adam").hyperparameters,
                     HyperParameter("weight_decay", "weight decay", r"\lambda", 0.01, 0.0, 1.0, low_included=True)))

ELASTIC = Regularisation(
    "elastic", "Elastic net", "abs(w) + w²/2",
    strength=HyperParameter("strength", "regularisation strength", r"\lambda", 1.0, 0.0, math.inf, low_included=True))

LECUN = Initializer(
    "lecun", "LeCun", r"w \sim \mathcal{N}(0, \sqrt{\frac{1}{n_{\mathrm{in}}}}), \quad b = 0",
    lambda rng, n_out, n_in, number: rng.normal(0.0, math.sqrt(1.0 / n_in), (n_out, n_in)),
    lambda rng, n_out, number: np.zeros(n_out))


def stripes(rng: np.random.Generator, count: int, noise: float) -> points.Labelled:
    """Class 1 in every second of six upright stripes."""
    labels = points.in_turn(count, 2)
    stripe = 2 * rng.integers(0, 3, count) + labels
    x1 = (stripe + rng.uniform(0.1, 0.9, count)) / 3.0 - 1.0
    return points.moved(rng, np.column_stack((x1, rng.uniform(-1.0, 1.0, count))), noise), labels


STRIPES = points._two("stripes", "Stripes", stripes, DataOptions(300))

RADIUS = Feature("radius", "r", PLANE, "sqrt(x1**2 + x2**2)")

EGG_BOX = TestFunction(
    "egg_box", "Egg box", "2 + sin(3a)·sin(3b)", Window((-2.0, -2.0), (2.0, 2.0)), (-0.2, 1.1),
    "As many minima as an egg box has hollows: descent ends in the nearest one.", 0.05)

DIFFERENCE = GraphExample(
    "difference", "Difference of squares", "Each square passes on twice its own root, with the sign before it.",
    "L = a^2 - b^2", {"a": 2.0, "b": 1.0})

SEED = RemedyEntry(
    "other_seed", "another shuffling",
    "The same samples in another order: it shows how much of what happens is chance.",
    Label("seed"), Label("comparison of two seeds"), Label("the seed that is compared"), "seed", Whole(),
    lambda setup: setup.seed + 1, lambda setup, seed: replace(setup, seed=seed),
    lambda setup: Phrase("Seed {seed}", seed=setup.seed))

TRIAL: tuple[tuple[Any, Any], ...] = (
    (ACTIVATIONS, GELU), (COSTS, HUBER), (OPTIMIZERS, ADAMW), (REGULARISATIONS, ELASTIC), (INITIALIZERS, LECUN),
    (points.POINT_DATA_SETS, STRIPES), (FEATURES, RADIUS), (FUNCTIONS, EGG_BOX), (EXAMPLES, DIFFERENCE),
    (REMEDIES, SEED))
"""Tables, each with an entry that it doesn't hold."""
