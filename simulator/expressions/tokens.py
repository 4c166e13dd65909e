"""The words of a text: numbers, names, signs and raised digits, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from simulator.errors import Phrase
from simulator.expressions.expression_error import ExpressionError

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
MINUS = "−"
_SIGNS = {
    "+": "+",
    "-": MINUS, MINUS: MINUS, "–": MINUS,
    "*": "·", "·": "·", "⋅": "·", "∙": "·", "×": "·", "∗": "·",
    "/": "/", "÷": "/", "∕": "/",
    "^": "^", "**": "^",
    "(": "(", ")": ")", ",": ",", "=": "=",
}
"""How each sign may be typed, and the one that it stands for."""

_WORD = re.compile(
    rf"""\s*(?:
    (?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+\-{MINUS}]?[0-9]+)?)
    |(?P<raised>⁻?[{RAISED}]+)
    |(?P<name>√|[^\W0-9_](?:(?![{RAISED}])\w|[{RAISED}]+(?=[₀-₉]))*)
    |(?P<sign>\*\*|[{re.escape("".join(sign for sign in _SIGNS if len(sign) == 1))}])
    |(?P<end>\Z)
    )""",
    re.VERBOSE,
)


class TokenKind(Enum):
    """What a word is."""

    NUMBER = "number"
    RAISED = "raised"
    NAME = "name"
    SIGN = "sign"
    END = "end"


@dataclass(frozen=True)
class Token:
    """One word.

    Attributes
    ----------
    kind
        What it is.
    text
        As it was typed; of a sign the one it stands for, of + − · / ^ ( ) , and =. Empty for the end.
    place, length
        Its characters in the text, from 0.
    """

    kind: TokenKind
    text: str
    place: int
    length: int

    @property
    def end(self) -> int:
        """The place behind it."""
        return self.place + self.length

    def is_sign(self, *signs: str) -> bool:
        """Whether it is one of these signs."""
        return self.kind is TokenKind.SIGN and self.text in signs


def tokens_of(text: str) -> tuple[Token, ...]:
    """All words of a text in order, and behind them the end, which stands right behind the last of them.

    Raises
    ------
    ExpressionError
        At the first character that belongs to no word.
    """
    tokens: list[Token] = []
    place = 0
    while True:
        match = _WORD.match(text, place)
        if match is None:
            raise _strange_character(text, place)
        kind = TokenKind(match.lastgroup)
        if kind is TokenKind.END:
            return (*tokens, Token(kind, "", place, 0))
        word = match[kind.value]
        begin, place = match.span(kind.value)
        tokens.append(Token(kind, _SIGNS.get(word, word), begin, len(word)))


def _strange_character(text: str, place: int) -> ExpressionError:
    while text[place].isspace():
        place += 1
    character = text[place]
    if character in "|‖":
        phrase = Phrase('"{character}" can\'t be read here; write abs(u) for |u|', character=character)
    elif character in "[]{}":
        phrase = Phrase('"{character}" can\'t be read here; all brackets are round: write ( and )',
                        character=character)
    else:
        shown = character if character.isprintable() else f"U+{ord(character):04X}"
        phrase = Phrase('"{character}" can\'t be read here; delete it, or write it with numbers, names and the signs '
                        "+ − · / ^ ( )", character=shown)
    return ExpressionError(phrase, place, 1)
