"""What a setting that can't be used raises, and the checks that raise it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from simulator.errors import Explained, Phrase

_Checked = TypeVar("_Checked")


class SettingError(Explained):
    """A setting that can't be used.

    Attributes
    ----------
    setting
        Name of the field of `Experiment`, so that a window can show the message beside it.
    place
        Number of the layer (from 1) for `layers`, otherwise None.
    """

    def __init__(self, setting: str, phrase: Phrase, place: int | None = None) -> None:
        super().__init__(phrase)
        self.args = (setting, phrase, place)
        self.setting = setting
        self.place = place


def check_whole(setting: str, what: Phrase, value: object, low: int, place: int | None = None,
                 most: int | None = None) -> None:
    """Passes for a whole number from `low` to `most`."""
    if most is not None and isinstance(value, int) and value > most:
        raise SettingError(setting, Phrase("{what} must be at most {most}, got {value}; try {most}", what=what,
                                           most=most, value=value))
    if isinstance(value, bool) or not isinstance(value, int) or value < low:
        raise SettingError(setting, Phrase(
            "{what} must be a whole number of at least {low}, got {value}; try {remedy}",
            what=what, low=low, value=repr(value), remedy=max(low, 1)), place)


def raise_for(setting: str, check: Callable[..., _Checked], *values: Any) -> _Checked:
    """What the check returns; what it raises becomes a `SettingError`."""
    try:
        return check(*values)
    except Explained as error:
        raise SettingError(setting, error.phrase) from error
