"""What there is to choose for each setting: keys and texts, from the lists of the simulator."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from gui.language import translate_name
from gui.number_text import count
from gui.setup.draft import Draft
from gui.setup.preset_names import experiment_name
from simulator.costs import COSTS
from simulator.datasets import DATA_SETS
from simulator.experiment import OPENED_FILES, presets
from simulator.initializers import INITIALIZERS
from simulator.optimizers import OPTIMIZERS
from simulator.regularisation import REGULARISATIONS

OPEN_FILES = "open"
"""Key of the entry that opens files."""
OWN_SETTINGS = ""
"""Key of the entry that stands for settings that are no preset's."""

Choices = list[tuple[str, str]]


class _Entry(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def label(self) -> str: ...


def experiment_choices(draft: Draft) -> Choices:
    """The presets, and an entry for settings of one's own."""
    own = QCoreApplication.translate("SettingRows", "custom")
    return [*((name, experiment_name(name)) for name in presets()), (OWN_SETTINGS, own)]


def data_set_choices(draft: Draft) -> Choices:
    """The data sets with their numbers of training samples, opened files, and opening others."""
    choices = [(data.name, f"{translate_name(data.label)} · {count(data.train.count)}") for data in DATA_SETS]
    if draft.data.name == OPENED_FILES:
        choices.append((OPENED_FILES, f"{draft.data.label} · {count(draft.data.train.count)}"))
    elif draft.running_data.name == OPENED_FILES:
        choices.append((OPENED_FILES, Path(draft.running.data_path).name))
    return [*choices, (OPEN_FILES, QCoreApplication.translate("SettingRows", "Open IDX files…"))]


def cost_choices(draft: Draft) -> Choices:
    """The costs."""
    return _entries(COSTS)


def initializer_choices(draft: Draft) -> Choices:
    """The ways to draw initial weights."""
    return _entries(INITIALIZERS)


def optimizer_choices(draft: Draft) -> Choices:
    """The optimizers."""
    return _entries(OPTIMIZERS)


def regularisation_choices(draft: Draft) -> Choices:
    """The regularisations."""
    return _entries(REGULARISATIONS)


def order_choices() -> Choices:
    """The order in which an epoch goes through the samples."""
    return [("shuffled", QCoreApplication.translate("SettingRows", "shuffled")),
            ("fixed", QCoreApplication.translate("SettingRows", "as in the data"))]


def _entries(entries: Iterable[_Entry]) -> Choices:
    return [(entry.name, translate_name(entry.label)) for entry in entries]


CHOICES: Mapping[str, Callable[[Draft], Choices]] = MappingProxyType({
    "experiment": experiment_choices,
    "data_set": data_set_choices,
    "cost": cost_choices,
    "initializer": initializer_choices,
    "optimizer": optimizer_choices,
    "regularisation": regularisation_choices,
})
"""What there is to choose, by setting."""
