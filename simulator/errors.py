"""Sentences about what can't be used, kept in parts so that a window can say them in another language.

An error's text is English, as everywhere in the simulator. The sentence and the values in it stay apart until
somebody reads them: a window translates the sentence first and puts the values in then. Templates are written out
where the error is made, as literals, because the texts to be translated are collected from there.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

_MOST_OF_VALUE, _MOST_OF_NAMES = 140, 600
_MOST, _MOST_LINES = 1000, 6
"""Characters and lines of a whole message, whatever a file has to say."""
_HARMLESS = frozenset("\u200b\u2060\u00ad")
"""Invisible characters that only say where a line may be broken."""


class Label(str):
    """An English name among the values of a phrase, such as "Sigmoid", that has a translation of its own."""

    __slots__ = ()


class Names(str):
    """Names among the values of a phrase, of which each is short."""

    __slots__ = ()


def name_list(names: Iterable[str]) -> Names:
    """Names to choose from, one after the other; of very many only the first ones."""
    text = ", ".join(value_text(name) for name in islice(names, _MOST_OF_NAMES))
    return Names(text if len(text) <= _MOST_OF_NAMES else text[:_MOST_OF_NAMES].rpartition(", ")[0] + ", …")


def value_text(value: object, most: int = _MOST_OF_VALUE) -> str:
    """A value as it is written into a message: in one line, never long, without a character that could harm.

    What is cut out of it is its middle: the end of a path names the file. A line break, a control character and one
    that turns the direction of writing are shown as ·.
    """
    if isinstance(value, Names):
        return str(value)
    try:
        text = str(value)
    except ValueError:  # Python writes no whole number of more than 4300 digits
        text = "a number of very many digits"
    if len(text) > most:
        text = f"{text[:most // 2]}…{text[-(most - most // 2 - 1):]}"
    return text if text.isprintable() else "".join(one if _is_harmless(one) else "·" for one in text)


def message_text(text: str) -> str:
    """A whole message: a few lines at most, without a character that could harm."""
    lines = text[:_MOST].split("\n")
    is_cut = len(text) > _MOST or len(lines) > _MOST_LINES
    shown = "\n".join(value_text(line, _MOST) for line in lines[:_MOST_LINES])
    return f"{shown.rstrip()} …" if is_cut else shown


def _is_harmless(one: str) -> bool:
    return one.isprintable() or one in _HARMLESS or unicodedata.category(one) == "Zs"


@dataclass(frozen=True, init=False)
class Phrase:
    """A sentence, or a part of one; as a string it is English.

    Attributes
    ----------
    template
        English, with a plain {placeholder} for each value.
    values
        By the names of their placeholders: numbers and names as they are to be written, `Label`s, other phrases,
        what `name_list` makes. Whatever they are, they are written by `value_text`.

    Examples
    --------
    >>> positive = Phrase("a positive number")
    >>> str(Phrase("{label} must be {requirement}", label=Label("learning rate"), requirement=positive))
    'learning rate must be a positive number'
    """

    template: str
    values: Mapping[str, object]

    def __init__(self, template: str, /, **values: object) -> None:
        object.__setattr__(self, "template", template)
        object.__setattr__(self, "values", values)

    def __str__(self) -> str:
        return message_text(self.template.format(**{
            name: str(value) if isinstance(value, Phrase) else value_text(value)
            for name, value in self.values.items()}))


class Explained(ValueError):  # noqa: N818 - what it is stands first: SettingError and IdxError are explained, too
    """A value that can't be used: which one, why, and what to do about it.

    A subclass that takes more than the phrase sets `args` to all that it takes: an exception is copied from them.

    Attributes
    ----------
    phrase
        The sentence.
    """

    def __init__(self, phrase: Phrase) -> None:
        super().__init__(phrase)
        self.phrase = phrase

    def __str__(self) -> str:
        return str(self.phrase)


# What a setting that can't be used raises, and the checks that raise it.

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
