"""What is raised for a text that is no expression."""

from __future__ import annotations

from simulator.errors import Explained, Phrase


class ExpressionError(Explained):
    """A text that can't be read as an expression.

    Attributes
    ----------
    place, length
        The characters of the text that are to blame, from 0; the length is 0 where something is missing and no
        character can be pointed at.
    """

    def __init__(self, phrase: Phrase, place: int, length: int) -> None:
        super().__init__(phrase)
        self.args = (phrase, place, length)
        self.place = place
        self.length = length
