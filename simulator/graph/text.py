"""From a text of one or several lines to a computational graph.

    z = w·x + b
    a = sigmoid(z)
    L = (a − y)²

Every line gives its result a name, only the last may do without; the last line is the output. Names that no line
gives are the variables. Each line is read by the parser of the expressions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, reduce
from itertools import pairwise
from operator import add

from simulator.errors import Phrase
from simulator.expressions import ExpressionError, Number, Operation, Variable, walk
from simulator.expressions.operations import FUNCTIONS, OperationKind, Values, operation_named
from simulator.expressions.parser import (
    CONSTANTS,
    LONGEST,
    Token,
    TokenKind,
    read_tree,
    shortened,
    tokens_of,
    unknown_name,
)
from simulator.graph.graph import Graph, GraphNode

# Sums of any number of terms: what is typed as a + b + c is one addition with three edges, as it is spoken.

ADD = operation_named("add")


@cache
def sum_of(terms: int) -> OperationKind:
    """The addition of so many terms, at least two: added up from the left; the slope is 1 for each of them."""
    if terms == ADD.arity:
        return ADD
    return replace(ADD, arity=terms, value=_added_up, first=(1.0,) * terms,
                   second=(0.0,) * (terms * (terms + 1) // 2))


def _added_up(*terms: Values) -> Values:
    return reduce(add, terms)


def with_whole_sums(nodes: Sequence[GraphNode], output: int) -> tuple[tuple[GraphNode, ...], int]:
    """The same nodes without the sums that are nothing but a part of another one.

    Such a part has no name and is used once only: its terms become terms of the sum that it stands in. What is named
    or used again stays, as it has a derivative of its own that is spoken of.

    Returns
    -------
    tuple of GraphNode, int
        The nodes that are left, in their order, and the output's number among them.
    """
    uses = [0] * len(nodes)
    for node in nodes:
        for argument in node.arguments:
            uses[argument] += 1
    uses[output] += 1  # by whoever asks for it
    is_part = [False] * len(nodes)
    for node in nodes:
        if _is_sum(node):
            for argument in node.arguments:
                is_part[argument] = _is_sum(nodes[argument]) and not nodes[argument].name and uses[argument] == 1
    kept = [number for number in range(len(nodes)) if not is_part[number]]
    numbers = {former: number for number, former in enumerate(kept)}
    found = []
    for node in (nodes[former] for former in kept):
        terms, waiting = [], list(reversed(node.arguments))
        while waiting:  # by hand, not by recursion: a sum may have a thousand terms
            term = waiting.pop()
            if is_part[term]:
                waiting.extend(reversed(nodes[term].arguments))
            else:
                terms.append(numbers[term])
        found.append(replace(node, kind=sum_of(len(terms)) if _is_sum(node) else node.kind, arguments=tuple(terms)))
    return tuple(found), numbers[output]


def _is_sum(node: GraphNode) -> bool:
    return node.kind is not None and node.kind.name == ADD.name


MOST_NODES = 1000
"""Nodes that a graph may have: more can neither be seen nor laid out while one types."""
_LONGEST_RING = 6
_LINE, _NEGATE = re.compile(r"[^\r\n\u2028\u2029]+"), operation_named("negate")


def read_graph(text: str) -> Graph:
    """The graph that a text describes.

    The lines may stand in any order but for the last, which is the output. A line may be empty, and what follows a #
    is a remark. What is written the same twice is one node, and so is a name that is used twice, so that shared work
    is seen; a sum of several terms is one, too, unless a part of it has a name or is used again. A number, with the
    sign before it, is a node of its own wherever it is written, lest long edges from a single 2 cross the picture;
    only a number that a line gives a name, as in c = 2, is one node.

    Raises
    ------
    ExpressionError
        If it describes none; with the place in the whole text.
    """
    if len(text) > LONGEST:
        raise ExpressionError(Phrase("an expression has at most {most} characters, got {count}; shorten it",
                                     most=LONGEST, count=len(text)), LONGEST, len(text) - LONGEST)
    lines = _lines_of(text)
    named = _by_name(lines)
    used = set(named).union(*(line.uncalled for line in lines))
    for line in lines:
        _check_calls(line, used, named)
    uses = [[(named[token.text], token) for token in line.names if token.text in named] for line in lines]
    order = _in_order(lines, uses)
    _check_use(lines, uses)
    builder = _Builder({token.text: token for line in reversed(lines) for token in reversed(line.names)})
    for number in order:
        builder.read(lines[number], used, is_last=number == len(lines) - 1)
    return builder.graph(text, lines[-1])


@dataclass(frozen=True)
class _Line:
    """One line that says something.

    Attributes
    ----------
    name
        What its result is called; None if it has no name.
    tokens
        The words to the right of the equals sign, the end included.
    text
        The right-hand side, with as many blanks before it as there are characters of the whole text: every place
        in it is one of the whole text.
    """

    name: Token | None
    tokens: tuple[Token, ...]
    text: str

    @cached_property
    def names(self) -> tuple[Token, ...]:
        """What may be a variable or another line, in order."""
        return tuple(token for token in self.tokens
                     if token.kind is TokenKind.NAME and token.text not in FUNCTIONS and token.text not in CONSTANTS)

    @cached_property
    def uncalled(self) -> frozenset[str]:
        """Names that stand somewhere without a bracket behind them, as no function does."""
        return frozenset(token.text for token, behind in pairwise(self.tokens)
                         if token.kind is TokenKind.NAME and not behind.is_sign("("))


# what the lines are


def _lines_of(text: str) -> list[_Line]:
    found = []
    for match in _LINE.finditer(text):
        words = match.group().partition("#")[0]
        if words.strip():
            found.append((match.start(), words))
    if not found:
        raise ExpressionError(Phrase("there is no expression yet; write one, such as {example}",
                                     example="L = (w·x − y)²"), 0, 0)
    return [_line(begin, words, is_last=number == len(found) - 1) for number, (begin, words) in enumerate(found)]


def _line(begin: int, words: str, *, is_last: bool) -> _Line:
    text = " " * begin + words
    tokens = tokens_of(text)
    equals = [number for number, token in enumerate(tokens) if token.is_sign("=")]
    if not equals:
        if not is_last:
            raise ExpressionError(Phrase("only the last line may do without a name; write one before it, such as "
                                         "{example}", example=f"z = {shortened(words.strip())}"),
                                  tokens[0].place, tokens[-1].place - tokens[0].place)
        return _Line(None, tokens, text)
    if len(equals) > 1:
        raise _refused(tokens[equals[1]], Phrase('a line has one "="; write a line of its own for every name'))
    name = _name(tokens[:equals[0]], tokens[equals[0]], text)
    right = tokens[equals[0] + 1:]
    if len(right) == 1:
        raise _refused(right[0], Phrase('something is missing behind "{sign}"; write a number, a name or a bracket',
                                        sign="="))
    end = tokens[equals[0]].end
    return _Line(name, right, " " * end + text[end:])


def _name(left: Sequence[Token], equals: Token, text: str) -> Token:
    """What stands to the left of the equals sign, if it is a name that can be given."""
    if not left:
        raise _refused(equals, Phrase('a name is missing before "="; write one, such as {example}', example="z = …"))
    first, place, end = left[0], left[0].place, left[-1].end
    if len(left) == 1 and first.kind is TokenKind.NAME:
        if first.text in FUNCTIONS:
            raise _refused(first, Phrase('"{name}" is a function; give the result of this line another name',
                                         name=first.text))
        if first.text in CONSTANTS:
            raise _refused(first, Phrase('"{name}" is the number {value}; give the result of this line another name',
                                         name=first.text, value=f"{CONSTANTS[first.text][1]:.5g}…"))
        return first
    written = shortened(text[place:end])
    if len(left) == 1 and first.kind is TokenKind.NUMBER:
        phrase = Phrase('{number} is a number and can\'t get another value; write a name to the left of "="',
                        number=written)
    else:
        phrase = Phrase('to the left of "=" stands a single name, as in {example}; got {written}',
                        example="z = …", written=written)
    raise ExpressionError(phrase, place, end - place)


def _by_name(lines: Sequence[_Line]) -> dict[str, int]:
    """The number of the line that gives a name."""
    named: dict[str, int] = {}
    for number, line in enumerate(lines):
        if line.name is not None:
            if line.name.text in named:
                raise _refused(line.name, Phrase('another line is called "{name}" already; give this one a name of '
                                                 "its own", name=shortened(line.name.text)))
            named[line.name.text] = number
    return named


def _check_calls(line: _Line, used: set[str], named: dict[str, int]) -> None:
    """Whether everything with a bracket behind it is a function, or stands elsewhere without one."""
    for token in line.names:
        if token.text not in used:
            known = [one.text for one in line.names if one.text in used and one.text not in named]
            raise _refused(token, unknown_name(token.text, (*dict.fromkeys(known), *CONSTANTS), is_called=True))


# which line comes before which


def _in_order(lines: Sequence[_Line], uses: Sequence[Sequence[tuple[int, Token]]]) -> list[int]:
    """Numbers of all lines, those that are needed before those that need them, otherwise as in the text."""
    order: list[int] = []
    is_done = [False] * len(lines)
    for root in range(len(lines)):
        # by hand, not by recursion: a thousand lines may need one another in a chain
        path, pending = ([root], [iter(uses[root])]) if not is_done[root] else ([], [])
        on_path = set(path)
        while path:
            needed = next((number for number, _ in pending[-1] if not is_done[number]), None)
            if needed is None:
                pending.pop()
                on_path.discard(path[-1])
                order.append(path.pop())
                is_done[order[-1]] = True
            elif needed in on_path:
                raise _circle(lines, uses, path[path.index(needed):])
            else:
                path.append(needed)
                on_path.add(needed)
                pending.append(iter(uses[needed]))
    return order


def _circle(lines: Sequence[_Line], uses: Sequence[Sequence[tuple[int, Token]]], ring: Sequence[int]
            ) -> ExpressionError:
    """For lines each of which needs the next, and the last of which needs the first: told from the topmost on."""
    top = ring.index(min(ring))
    ring = [*ring[top:], *ring[:top]]
    place = next(token for number, token in uses[ring[0]] if number == ring[1 % len(ring)])
    if len(ring) == 1:
        return _refused(place, Phrase('"{name}" is needed for its own value; use another name on one side of "="',
                                      name=shortened(place.text)))
    names = [shortened(line.name.text) for line in (lines[number] for number in ring) if line.name is not None]
    shown = [names[0], *reversed(names)]
    if len(shown) > _LONGEST_RING:
        shown = [*shown[:_LONGEST_RING - 2], "…", shown[-1]]
    return _refused(place, Phrase("this goes round in a circle, so that no line can be the first: {ring}; change one "
                                  "of these lines", ring=" → ".join(shown)))


def _check_use(lines: Sequence[_Line], uses: Sequence[Sequence[tuple[int, Token]]]) -> None:
    """Whether every line but the last leads somewhere: where there is no circle, that is to the last."""
    used = {number for line in uses for number, _ in line}
    for number, line in enumerate(lines[:-1]):
        if number not in used and line.name is not None:
            raise _refused(line.name, Phrase('"{name}" is never used on the way to the last line; use it there, or '
                                             "delete this line", name=shortened(line.name.text)))


# the graph


class _Builder:
    """Makes every node once, line by line."""

    def __init__(self, firsts: dict[str, Token]) -> None:
        self._firsts = firsts
        self._nodes: list[GraphNode] = []
        self._named: dict[str, int] = {}
        self._made: dict[tuple[OperationKind, tuple[int | Number, ...]], int] = {}

    def read(self, line: _Line, known: set[str], *, is_last: bool) -> None:
        """The nodes of a line, those that it needs being there already."""
        names = dict.fromkeys(token.text for token in line.names if token.text in known)
        # a number becomes a node only when it is used: by an operation that isn't there yet, or by a name
        results: list[int | Number] = []
        for part in walk(read_tree(line.text, tuple(names))):
            if isinstance(part, Number):
                results.append(part)
            elif isinstance(part, Variable):
                results.append(self._variable(part.name))
            else:
                arguments = tuple(results[-part.kind.arity:])
                del results[-part.kind.arity:]
                results.append(self._operation(part, arguments))
        number = self._node(results[0])
        if line.name is not None:
            self._named[line.name.text] = number
            node = self._nodes[number]
            # of two names the first stays, but the output is called as the last line calls it
            if not node.is_variable and (is_last or not node.name or node.name in CONSTANTS):
                self._nodes[number] = replace(node, name=line.name.text)
        self._output = number

    def graph(self, text: str, last: _Line) -> Graph:
        """All of it, once the last line has been read."""
        nodes, output = with_whole_sums(self._nodes, self._output)
        if len(nodes) > MOST_NODES:
            raise ExpressionError(Phrase("a graph has at most {most} nodes; shorten the expression", most=MOST_NODES),
                                  nodes[MOST_NODES].place, nodes[MOST_NODES].length)
        graph = Graph(text, nodes, output)
        if not graph.depends[graph.output]:
            place = last.tokens[0].place
            raise ExpressionError(Phrase("this depends on no variable, so that there is nothing to differentiate by; "
                                         "write a name, such as {example}, for one of the numbers", example="x"),
                                  place, last.tokens[-1].place - place)
        return graph

    def _operation(self, part: Operation, arguments: tuple[int | Number, ...]) -> int | Number:
        first = arguments[0]
        if part.kind is _NEGATE and isinstance(first, Number) and not first.name:
            return Number(0.0 - first.value, "", part.place, part.length)
        key = (part.kind, arguments)
        if key not in self._made:
            numbers = tuple(map(self._node, arguments))
            self._made[key] = self._add(GraphNode(part.kind, numbers, place=part.place, length=part.length))
        return self._made[key]

    def _variable(self, name: str) -> int:
        if name not in self._named:
            first = self._firsts[name]
            self._named[name] = self._add(GraphNode(name=name, place=first.place, length=first.length))
        return self._named[name]

    def _node(self, result: int | Number) -> int:
        if isinstance(result, int):
            return result
        return self._add(GraphNode(name=result.name, value=result.value, place=result.place, length=result.length))

    def _add(self, node: GraphNode) -> int:
        self._nodes.append(node)
        return len(self._nodes) - 1


def _refused(token: Token, phrase: Phrase) -> ExpressionError:
    return ExpressionError(phrase, token.place, token.length)
