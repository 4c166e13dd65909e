"""The settings of an experiment that say which samples it learns from."""

from __future__ import annotations

from dataclasses import replace

from simulator.datasets import DATA_SETS
from simulator.datasets.data_set import SCALINGS, DataOptions
from simulator.datasets.features import feature_named
from simulator.datasets.recipe import MOST_SAMPLES, Recipe
from simulator.datasets.table import USUAL_TEST_SHARE
from simulator.errors import Phrase, name_list
from simulator.hyperparameters import HyperParameter
from simulator.settings import SettingError, check_whole, raise_for

OPENED_FILES, OPENED_TABLE = "idx", "table"
"""Names of the data sets of experiments whose samples were opened from IDX files, or from a table (CSV)."""
TEST_SHARE = HyperParameter("test_share", "share of test samples", r"\tau", 0.5, 0.0, 0.9, low_included=True,
                            high_included=True)
NOISE = HyperParameter("noise", "noise", r"\sigma", 0.0, 0.0, 1.0, low_included=True, high_included=True)
"""What every recipe limits in its own way, see `noise_of`."""
_OPTIONS_OF_A_TABLE = DataOptions(0, test_share=USUAL_TEST_SHARE)


def data_settings(data_set: str, sample_count: int | None, noise: float | None, test_share: float | None,
                  data_seed: int | None) -> dict[str, int | float | None]:
    """These settings, checked, with the data set's usual numbers for None; all None where there is nothing to choose.

    Raises
    ------
    SettingError
        If one of them can't be used.
    """
    recipe = next((one.recipe for one in DATA_SETS if one.name == data_set), None)
    if recipe is None and data_set != OPENED_TABLE:
        return dict.fromkeys(("sample_count", "noise", "test_share", "data_seed"))
    usual = recipe.usual if recipe is not None else _OPTIONS_OF_A_TABLE
    share = raise_for("test_share", TEST_SHARE.check, usual.test_share if test_share is None else test_share)
    seed = usual.seed if data_seed is None else data_seed
    check_whole("data_seed", Phrase("the seed of the data"), seed, 0)
    if recipe is None:
        return {"sample_count": None, "noise": None, "test_share": share, "data_seed": seed}
    count = usual.sample_count if sample_count is None else sample_count
    check_whole("sample_count", Phrase("the number of samples"), count, 2, most=MOST_SAMPLES)
    checked = raise_for("noise", noise_of(recipe).check, usual.noise if noise is None else noise)
    return {"sample_count": count, "noise": checked, "test_share": share, "data_seed": seed}


def noise_of(recipe: Recipe) -> HyperParameter:
    """The noise that a recipe permits."""
    return replace(NOISE, default=recipe.usual.noise, high=recipe.largest_noise)


def check_preparation(scaling: str, features: tuple[str, ...]) -> None:
    """Passes for a known scaling and known features, each of them once.

    Raises
    ------
    SettingError
        Otherwise.
    """
    if scaling not in SCALINGS:
        raise SettingError("scaling", Phrase("there is no scaling {name}; choose one of {known}", name=repr(scaling),
                                             known=name_list(SCALINGS)))
    for name in features:
        raise_for("features", feature_named, name)
    if len(set(features)) < len(features):
        raise SettingError("features", Phrase("every input feature can be given once, got {names}",
                                              names=name_list(features)))
