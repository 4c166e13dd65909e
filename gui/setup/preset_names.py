"""What the experiments that ship with the program are called on the screen, and what they show."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QCoreApplication

from simulator.experiment import preset_about, preset_title

_title = cache(preset_title)
_about = cache(preset_about)


def experiment_name(key: str) -> str:
    """The title of a preset, in the language of the window."""
    return QCoreApplication.translate("Experiments", _title(key))


def experiment_about(key: str) -> str:
    """What a preset shows, in the language of the window; empty where its file says nothing."""
    about = _about(key)
    return QCoreApplication.translate("Experiments", about) if about else ""
