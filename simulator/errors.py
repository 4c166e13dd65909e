"""Sentences about what can't be used, kept in parts so that a window can say them in another language.

An error's text is English, as everywhere in the simulator. The sentence and the values in it stay apart until
somebody reads them: a window translates the sentence first and puts the values in then. Templates are written out
where the error is made, as literals, because the texts to be translated are collected from there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


class Label(str):
    """An English name among the values of a phrase, such as "Sigmoid", that has a translation of its own."""

    __slots__ = ()


@dataclass(frozen=True, init=False)
class Phrase:
    """A sentence, or a part of one; as a string it is English.

    Attributes
    ----------
    template
        English, with a plain {placeholder} for each value.
    values
        By the names of their placeholders: numbers and names as they are to be written, `Label`s, other phrases.

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
        return self.template.format(**self.values)


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
