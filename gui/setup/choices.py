"""What there is to choose for each setting: keys and texts, from the lists of the simulator."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from gui.foundation.language import file_text, translate_name
from gui.foundation.number_text import count
from gui.setup.draft import OPENED, Draft
from simulator.costs import COSTS
from simulator.datasets import DATA_SETS
from simulator.experiment import Experiment, preset, preset_about, preset_title, presets
from simulator.initializers import INITIALIZERS
from simulator.optimizers import OPTIMIZERS
from simulator.regularisation import REGULARISATIONS

# What the experiments that ship with the program are called on the screen, and what they show.

_title = cache(preset_title)
_about = cache(preset_about)


def experiment_name(key: str) -> str:
    """The title of a preset, in the language of the window."""
    return QCoreApplication.translate("Experiments", _title(key))


def experiment_about(key: str) -> str:
    """What a preset shows, in the language of the window; empty where its file says nothing."""
    about = _about(key)
    return QCoreApplication.translate("Experiments", about) if about else ""


OPEN_FILES, OPEN_TABLE = "open", "open_table"
"""Keys of the entries that open IDX files, and a table."""
KNOWN_WEIGHTS = ""
"""Key of the entry that stands for first weights that are known and not drawn."""
OWN_SETTINGS = ""
"""Key of the entry that stands for settings that are no preset's."""

MOST_VISIBLE = 20
"""Entries of a long list that are seen at once."""

Choices = list[tuple[str, str]]


class _Entry(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def label(self) -> str: ...


def experiment_choices(draft: Draft) -> Choices:
    """The presets in the order of their data, and an entry for settings of one's own."""
    own = QCoreApplication.translate("SettingRows", "custom")
    return [*((name, experiment_name(name)) for name in known_presets()), (OWN_SETTINGS, own)]


@cache
def known_presets() -> Mapping[str, Experiment]:
    """The presets by their keys, in the order of their data."""
    order = [data.name for data in DATA_SETS]
    read = {name: preset(name) for name in presets()}
    names = sorted(read, key=lambda name: (order.index(read[name].data_set), name))
    return MappingProxyType({name: read[name] for name in names})


def data_set_choices(draft: Draft) -> Choices:
    """The data sets (those that are simply there with their numbers of samples), opened ones, and opening others."""
    choices = [(data.name, translate_name(data.label) if data.recipe is not None else
                f"{translate_name(data.label)} · {count(data.train.count)}") for data in DATA_SETS]
    if draft.data.name in OPENED:
        choices.append((draft.data.name, f"{draft.data.label} · {count(draft.data.train.count)}"))
    if draft.running_data.name in OPENED and draft.running_data.name != draft.data.name:
        choices.append((draft.running_data.name, file_text(Path(draft.running.data_path))))
    return [*choices, (OPEN_FILES, QCoreApplication.translate("SettingRows", "Open IDX files…")),
            (OPEN_TABLE, QCoreApplication.translate("SettingRows", "Open a table (CSV)…"))]


def cost_choices(draft: Draft) -> Choices:
    """The costs."""
    return _entries(COSTS)


def initializer_choices(draft: Draft) -> Choices:
    """The ways to draw initial weights, and an entry for those that are known."""
    given = QCoreApplication.translate("SettingRows", "as given")
    has_given = draft.settings["initial_theta"] or draft.can_have_weights_of_the_run
    return [*([(KNOWN_WEIGHTS, given)] if has_given else []), *_entries(INITIALIZERS)]


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


def scaling_choices() -> Choices:
    """What can be done to the columns of a table."""
    return [("none", QCoreApplication.translate("SettingRows", "none")),
            ("standardised", QCoreApplication.translate("SettingRows", "standardised"))]


def _entries(entries: Iterable[_Entry]) -> Choices:
    return [(entry.name, translate_name(entry.label)) for entry in entries]


CHOICES: Mapping[str, Callable[[Draft], Choices]] = MappingProxyType({
    "experiment": experiment_choices,
    "cost": cost_choices,
    "initializer": initializer_choices,
    "optimizer": optimizer_choices,
    "regularisation": regularisation_choices,
})
"""What there is to choose, by setting; the data have rows of their own."""
