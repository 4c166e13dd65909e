"""From a text to a tree, by precedence climbing (V. Pratt, *Top Down Operator Precedence*, 1973).

Nothing is ever handed to Python: what is no number, no known name and no sign of mathematics is refused.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import Enum

from simulator.errors import Explained, Phrase, name_list
from simulator.expressions.operations import FUNCTIONS, OPERATIONS, OperationKind, operation_named

# What is raised for a text that is no expression.

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


# What is said about a name that nobody knows, and about a function with the wrong number of values.

_LONGEST_SHOWN = 20


def unknown_name(name: str, known: Sequence[str], *, is_called: bool) -> Phrase:
    """Which names there are, and which of them may be meant.

    Parameters
    ----------
    known
        Variables and constants.
    is_called
        Whether a bracket stands behind the name, as behind that of a function.
    """
    functions = name_list(kind.spellings[0] for kind in OPERATIONS if kind.spellings)
    product = _product(name, known)
    if product:
        return Phrase("there is no {name}; for a product write {product}", name=shortened(name), product=product)
    nearest = _nearest(name, tuple(FUNCTIONS) if is_called else (*known, *FUNCTIONS))
    if nearest:
        return Phrase("there is no {name}; perhaps you mean {nearest}? The names are {names}, the functions "
                      "{functions}", name=shortened(name), nearest=nearest, names=name_list(known),
                      functions=functions)
    return Phrase("there is no {name}; the names are {names}, the functions {functions}", name=shortened(name),
                  names=name_list(known), functions=functions)


def wrong_count(name: str, kind: OperationKind, count: int, example: str) -> Phrase:
    """How many values a function takes, and not so many; the example is how it is called."""
    if kind.takes_more:
        return Phrase("{name} takes {wanted} values or more, got {count}; write {example}", name=name,
                      wanted=kind.arity, count=count, example=example)
    if kind.arity == 1:
        return Phrase("{name} takes one value, got {count}; write {example}", name=name, count=count, example=example)
    return Phrase("{name} takes {wanted} values, got {count}; write {example}", name=name, wanted=kind.arity,
                  count=count, example=example)


def shortened(text: str) -> str:
    """A piece of a text that fits into a sentence."""
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"


def _nearest(name: str, known: Sequence[str]) -> str:
    lowered = {one.lower(): one for one in reversed(known)}
    if name.lower() in lowered:
        return lowered[name.lower()]
    close = get_close_matches(name[:_LONGEST_SHOWN].lower(), list(lowered), 1)
    return lowered[close[0]] if close else ""


def _product(name: str, known: Sequence[str]) -> str:
    """Ab is no name, but a and b may be: a·b; empty if the name is not made of known ones."""
    one = "|".join(re.escape(word) for word in sorted(known, key=len, reverse=True))
    pieces = re.findall(one, name)
    if len(name) > _LONGEST_SHOWN or len(pieces) < 2 or "".join(pieces) != name:
        return ""
    return "·".join(pieces)


# The words of a text: numbers, names, signs and raised digits, each with its place.

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


# What an expression is made of: numbers, variables, and operations on them.

@dataclass(frozen=True)
class Number:
    """A number, or a constant such as π.

    Attributes
    ----------
    value
        Finite.
    name
        "π" or "e" for a constant, "" for a number written in digits.
    place, length
        The characters it was read from, from 0. Nodes are equal wherever they stand in the text.
    """

    value: float
    name: str = ""
    place: int = field(default=0, compare=False)
    length: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Variable:
    """A name whose value is given when the expression is evaluated; place and length as in `Number`."""

    name: str
    place: int = field(default=0, compare=False)
    length: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Operation:
    """An operation on one or two expressions.

    Attributes
    ----------
    kind
        Its entry in `OPERATIONS`.
    arguments
        As many as `kind.arity`. A maximum of more than two is a maximum of maxima, a sum of more than two a sum of
        sums, both from the left: a tree may be as deep as its text is long, so go through it with `walk`.
    place, length
        All the characters that it was read from, those of the arguments included, but not brackets around it.
    """

    kind: OperationKind
    arguments: tuple[Node, ...]
    place: int = field(default=0, compare=False)
    length: int = field(default=0, compare=False)


Node = Number | Variable | Operation


def walk(root: Node) -> Iterator[Node]:
    """Every node below and including the root, arguments before what is done with them, from left to right."""
    waiting: list[tuple[Node, bool]] = [(root, False)]
    while waiting:
        node, has_arguments_behind = waiting.pop()
        if has_arguments_behind or not isinstance(node, Operation):
            yield node
        else:
            waiting.append((node, True))
            waiting.extend((argument, False) for argument in reversed(node.arguments))


LONGEST = 5000
"""Characters that a text may have."""
DEEPEST = 100
"""Brackets, signs and powers that may stand inside one another. Each takes up to four of Python's 1,000 levels."""
CONSTANTS = {"π": ("π", math.pi), "pi": ("π", math.pi), "e": ("e", math.e)}
"""Names that stand for a number, with the name that the number is shown with."""

# How tightly a sign binds
_SUM, _PRODUCT, _FACTOR, _POWER = 1, 2, 3, 4
_INFIX = {
    "+": (operation_named("add"), _SUM),
    MINUS: (operation_named("subtract"), _SUM),
    "·": (operation_named("multiply"), _PRODUCT),
    "/": (operation_named("divide"), _PRODUCT),
    "^": (operation_named("power"), _POWER),
}
_MULTIPLY, _NEGATE, _RAISE = operation_named("multiply"), operation_named("negate"), operation_named("power")
_LOWERED = str.maketrans("⁻" + RAISED, "-0123456789")


def read_tree(text: str, names: Sequence[str]) -> Node:
    """What a text means, as `parse` describes it.

    Parameters
    ----------
    names
        Of the variables. A variable hides a constant or a function of the same name.

    Raises
    ------
    ExpressionError
        If it can't be read; with the place.
    """
    if len(text) > LONGEST:
        raise ExpressionError(Phrase("an expression has at most {most} characters, got {count}; shorten it",
                                     most=LONGEST, count=len(text)), LONGEST, len(text) - LONGEST)
    return _Reader(text, names).read()


class _Reader:
    """Goes through the words of one text once, from left to right."""

    def __init__(self, text: str, names: Sequence[str]) -> None:
        self._text = text
        self._names = tuple(names)
        self._tokens = tokens_of(text)
        self._at = 0
        self._depth = 0
        # The number of the last word of each 2, a, sin(a) or (a + b), made without a sign, and that of its first
        self._firsts: dict[int, int] = {}

    @property
    def _token(self) -> Token:
        return self._tokens[self._at]

    def _next(self) -> Token:
        token = self._token
        self._at += 1
        return token

    def read(self) -> Node:
        """The tree of the whole text."""
        if len(self._tokens) == 1:
            raise ExpressionError(Phrase("there is no expression yet; write one, such as {example}",
                                         example=" + ".join(f"{name}²" for name in self._names) or "2 + 3"), 0, 0)
        for token in self._tokens:
            if token.is_sign("="):
                raise _refused(token, Phrase('an expression has no "="; write only what stands to the right of it'))
        node = self._expression(_SUM)
        token = self._token
        if token.is_sign(")"):
            raise _refused(token, Phrase('this ")" closes no bracket; delete it, or open one before it with "("'))
        if token.is_sign(","):
            raise self._comma()
        return node

    def _expression(self, level: int) -> Node:
        """All that is held together by signs that bind at least so tightly."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise _refused(self._token, Phrase(
                "this is nested more than {deepest} levels deep; use fewer brackets, signs and powers inside one "
                "another", deepest=DEEPEST))
        begin = self._token.place
        node = self._operand()
        while True:
            token = self._token
            if token.kind is TokenKind.RAISED:
                self._check_power()
                self._next()
                exponent = Number(_finite(token, token.text.translate(_LOWERED)), "", token.place, token.length)
                node = self._operation(_RAISE, (node, exponent), begin)
                continue
            is_implied = _begins_operand(token)
            kind, binding = (_MULTIPLY, _PRODUCT) if is_implied else _INFIX.get(token.text, (None, 0))
            if kind is None or binding < level:
                break
            if is_implied:
                self._check_implied_product()
            else:
                self._check_power()
                self._next()
            # signs of one level go from the left, but a^b^c is a^(b^c)
            right = self._expression(binding if kind is _RAISE else binding + 1)
            node = self._operation(kind, (node, right), begin)
        self._depth -= 1
        return node

    def _operand(self) -> Node:
        """A number, a name, a bracket, or one of them with a sign before it."""
        first = self._at
        token = self._token
        node: Node
        if token.is_sign("+", MINUS):
            self._next()
            node = self._expression(_POWER)
            return node if token.text == "+" else self._operation(_NEGATE, (node,), token.place)
        if token.is_sign("("):
            self._next()
            node = self._expression(_SUM)
            self._close(token)
        elif token.kind is TokenKind.NUMBER:
            self._next()
            node = Number(_finite(token, token.text.replace(MINUS, "-")), "", token.place, token.length)
        elif token.kind is TokenKind.NAME:
            self._next()
            node = self._named(token)
        else:
            raise self._missing()
        self._firsts[self._at - 1] = first
        return node

    def _named(self, token: Token) -> Node:
        name = token.text
        if name in self._names:
            return Variable(name, token.place, token.length)
        if name in CONSTANTS:
            shown, value = CONSTANTS[name]
            return Number(value, shown, token.place, token.length)
        if name not in FUNCTIONS:
            is_called = self._token.is_sign("(")
            raise _refused(token, unknown_name(name, (*self._names, *CONSTANTS), is_called=is_called))
        return self._call(token, FUNCTIONS[name])

    def _call(self, name: Token, kind: OperationKind) -> Node:
        """A function behind its name."""
        bracket = self._token
        if not bracket.is_sign("("):
            power = "²" if bracket.is_sign("^") or bracket.kind is TokenKind.RAISED else ""
            raise _refused(name, Phrase("{name} needs brackets right behind it; write {example}", name=name.text,
                                        example=f"{name.text}({self._example(kind.arity)}){power}"))
        self._next()
        arguments: list[Node] = []
        comma: Token | None = None
        if not self._token.is_sign(")"):
            arguments.append(self._expression(_SUM))
            while self._token.is_sign(","):
                comma = comma or self._token
                self._next()
                arguments.append(self._expression(_SUM))
        self._close(bracket)
        if len(arguments) < kind.arity or (len(arguments) > kind.arity and not kind.takes_more):
            raise self._wrong_count(name, kind, len(arguments), comma)
        node = self._operation(kind, tuple(arguments[:kind.arity]), name.place)
        for argument in arguments[kind.arity:]:
            node = self._operation(kind, (node, argument), name.place)
        return node

    def _close(self, bracket: Token) -> None:
        if self._token.is_sign(")"):
            self._next()
        elif self._token.is_sign(","):
            raise self._comma()
        else:
            raise _refused(bracket, Phrase('this bracket is never closed; add ")" where it ends'))

    def _operation(self, kind: OperationKind, arguments: tuple[Node, ...], begin: int) -> Operation:
        """A node that was read from a place up to the last word."""
        return Operation(kind, arguments, begin, self._tokens[self._at - 1].end - begin)

    # what is refused

    def _check_implied_product(self) -> None:
        """Whether a product without a sign may stand before the present word."""
        before, token = self._tokens[self._at - 1], self._token
        if before.kind is TokenKind.NAME and before.text in self._names:
            left, right = shortened(before.text), shortened(token.text)
            product = f"{left}·(…)" if token.is_sign("(") else f"{left}·{right}"
            raise ExpressionError(Phrase('there is no sign between "{before}" and "{after}"; write {product} for a '
                                         "product", before=left, after=right, product=product),
                                  before.place, token.end - before.place)
        if token.kind is TokenKind.NUMBER:
            raise ExpressionError(Phrase('a sign is missing before {number}; write one, such as "·" for a product',
                                         number=shortened(token.text)), token.place, token.length)
        first = self._ambiguous_from()
        if first is not None:
            sign = self._typed(self._tokens[first])
            raise ExpressionError(
                Phrase('a product without a sign behind "{sign}" can be read in two ways; write "·" or brackets',
                       sign=sign), self._tokens[first].place, token.end - self._tokens[first].place)

    def _ambiguous_from(self) -> int | None:
        """Number of the / or ^ to whose right-hand side the next factor could belong, too."""
        last = self._at - 1
        if self._tokens[last].kind is TokenKind.RAISED:
            last -= 1
        while True:
            first = self._firsts[last]
            sign = first - 1
            while sign >= 0 and self._tokens[sign].is_sign("+", MINUS):
                sign -= 1
            if sign < 0 or not self._tokens[sign].is_sign("/", "^"):
                return None
            is_bracket_behind_power = self._tokens[sign].text == "^" and self._tokens[sign + 1].is_sign("(")
            if not is_bracket_behind_power:
                return sign
            last = sign - 1  # e^(…) is as good as a bracket, unless it is a divisor

    def _check_power(self) -> None:
        """Whether the present word, if it is a power, may stand here."""
        before, token = self._tokens[self._at - 1], self._token
        if before.kind is TokenKind.RAISED and (token.kind is TokenKind.RAISED or token.is_sign("^")):
            raise ExpressionError(Phrase("a power behind a raised digit can be read in two ways; write brackets, "
                                         "such as {example}", example=f"({self._example(1)}²)^3"),
                                  before.place, token.end - before.place)

    def _missing(self) -> ExpressionError:
        """Nothing stands where a number, a name or a bracket should be."""
        token = self._token
        before = self._tokens[self._at - 1] if self._at else None
        if before is not None and (token.kind is TokenKind.END or token.is_sign(")", ",")):
            return _refused(token, Phrase('something is missing behind "{sign}"; write a number, a name or a bracket',
                                          sign=self._typed(before)))
        return _refused(token, Phrase('something is missing before "{sign}"; write a number, a name or a bracket',
                                      sign=self._typed(token)))

    def _comma(self) -> ExpressionError:
        """For the present word, a comma where none can be."""
        return self._decimal_comma(self._at) or _refused(self._token, Phrase(
            "a comma parts the values of a function, such as {example}; here it has no meaning, delete it",
            example="max(…, …)"))

    def _decimal_comma(self, number: int) -> ExpressionError | None:
        """If the comma stands between digits, as in 1,5."""
        before, comma, after = self._tokens[number - 1:number + 2]
        are_digits = before.kind is TokenKind.NUMBER and after.kind is TokenKind.NUMBER
        if not (are_digits and before.end == comma.place and comma.end == after.place):
            return None
        written = f"{before.text},{after.text}"
        return ExpressionError(Phrase("numbers have a decimal point here; write {right} instead of {wrong}",
                                      right=shortened(written.replace(",", ".")), wrong=shortened(written)),
                               before.place, len(written))

    def _wrong_count(self, name: Token, kind: OperationKind, count: int, comma: Token | None) -> ExpressionError:
        if comma is not None and count > kind.arity:
            error = self._decimal_comma(self._tokens.index(comma))
            if error is not None:
                return error
        example = f"{name.text}({self._example(kind.arity)})"
        return ExpressionError(wrong_count(name.text, kind, count, example), name.place,
                               self._tokens[self._at - 1].end - name.place)

    def _typed(self, token: Token) -> str:
        return self._text[token.place:token.end]

    def _example(self, count: int) -> str:
        """So many values, as they stand in a function's brackets."""
        return ", ".join((*self._names, "2", "3")[:count])


def _begins_operand(token: Token) -> bool:
    return token.kind in {TokenKind.NUMBER, TokenKind.NAME} or token.is_sign("(")


def _finite(token: Token, digits: str) -> float:
    value = float(digits)
    if not math.isfinite(value):
        raise _refused(token, Phrase("{text} is beyond all numbers that can be computed with; write a smaller one",
                                     text=shortened(token.text)))
    return value


def _refused(token: Token, phrase: Phrase) -> ExpressionError:
    return ExpressionError(phrase, token.place, token.length)
