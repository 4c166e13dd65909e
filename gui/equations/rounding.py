"""How many digits a line needs to be true as it is written.

People check the lines with a pocket calculator. So the numbers of a line get as few digits as are needed for the
numbers that are shown, and no others, to give the result that is shown. Where that would take too many digits the
line says ≈.

Every sum is precise to one decimal place: of a number that is ten times smaller than the largest summand one digit
less is shown, but never fewer than three.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gui.equations.arithmetic import Call, Chain, Leaf, Node, Product, read
from gui.equations.notation import (
    TERM_DIGITS,
    Equation,
    Item,
    Items,
    Mark,
    Number,
    Operator,
    Power,
    Statement,
    Sum,
    Symbol,
    Term,
    Words,
    rounded,
)
from gui.foundation.number_text import INFINITY, MINUS, NARROW_SPACE

EQUAL, NEARLY = "=", "≈"
_MOST_DIGITS = 7
_MOST_DIGITS_OF_FEW = 12
_FEW = 4
"""A line with so few rounded numbers has room for many digits of each."""
_LONGER_RESULT = 2
"""A result gets a digit more where it lies so near to the middle between two neighbours that this many more digits
of the numbers don't decide."""
_NOT_QUITE_HALF = 0.5 - 1e-6
_EXACT = 1e-12


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A statement as it stands on the screen.

    Attributes
    ----------
    left
        With its relation.
    rows
        Pieces between which the line may be broken, each with the names behind its numbers.
    sign
        What stands before the result: "=" if the shown numbers give it, otherwise "≈".
    """

    left: Items
    rows: tuple[tuple[Items, Items], ...]
    sign: str
    result: Number | None


def shown_line(statement: Statement, limit: int | None = None) -> ShownLine:
    """A statement with at most `limit` summands of every sum, or all, and with the digits that it needs."""
    left = (*statement.left, Operator(statement.relation))
    rows = tuple(_rows(statement, limit))
    if statement.result is None or not rows:
        return ShownLine(left, rows, EQUAL, statement.result)
    digits, result, sign = _digits(rows, statement.result)
    return ShownLine(left, tuple((_with_digits(items, digits), names) for items, names in rows), sign, result)


def _rows(statement: Statement, limit: int | None) -> Iterator[tuple[Items, Items]]:
    for part in statement.parts:
        if not isinstance(part, Sum):
            yield part, ()
            continue
        terms = [part.term(place) for place in range(len(part.values))] if limit is None else part.terms(limit)
        for place, term in enumerate(terms):
            items: Items = (*_sign(term, first=place == 0), *term.items)
            if place == 0:
                items = (*part.opening, *items)
            if place == len(terms) - 1:
                items = (*items, *part.closing)
            yield items, term.names


def _sign(term: Term, *, first: bool) -> Items:
    if first:
        return (Mark("−"),) if term.negative else ()
    return (Operator("−" if term.negative else "+"),)


def _digits(rows: Sequence[tuple[Items, Items]], result: Number) -> tuple[dict[float, int], Number, str]:
    """The digits of every number by its magnitude, and the result with its sign."""
    sides = [side for items in _sides(item for items, _ in rows for item in items)
             if (side := _side(items)) is not None]
    if not sides:
        return {}, result, EQUAL
    least: dict[float, int] = {}
    lags: dict[float, int] = {}
    for side in sides:
        for number, lag in side.lags():
            size = abs(number.value)
            least[size] = max(number.digits, least.get(size, TERM_DIGITS))
            lags[size] = min(lag, lags.get(size, lag))
    most = _MOST_DIGITS_OF_FEW if len(lags) <= _FEW else _MOST_DIGITS
    start = max(result.digits, TERM_DIGITS)
    tried: dict[float, int] | None = None
    values: list[float] = []
    for wanted in range(TERM_DIGITS, max(most, start + 4) + 1):
        digits = {size: max(least[size], wanted - lag) for size, lag in lags.items()}
        if digits != tried:
            tried, values = digits, [side.worked_out(digits) for side in sides]
        if all(_gives(value, result) for value in values):
            return digits, result, EQUAL
        longer = replace(result, digits=start + 1)
        if wanted >= start + _LONGER_RESULT and all(_gives(value, longer) for value in values):
            return digits, longer, EQUAL
    near = {size: max(least[size], min(_MOST_DIGITS, TERM_DIGITS + 3) - lag) for size, lag in lags.items()}
    return near, result, NEARLY


def _sides(items: Iterator[Item]) -> list[Items]:
    """The pieces of a chain of equations such as x₁ = 51/255."""
    sides: list[list[Item]] = [[]]
    for item in items:
        if item == Operator(EQUAL):
            sides.append([])
        else:
            sides[-1].append(item)
    return [tuple(side) for side in sides]


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of an equation, which holds numbers only.

    Attributes
    ----------
    root
        What is to be worked out.
    numbers, values
        The numbers in their order, and without their rounding.
    rounded
        Which of them are rounded.
    """

    root: Node
    numbers: tuple[Number, ...]
    values: list[float]
    rounded: list[bool]

    def worked_out(self, digits: dict[float, int]) -> float:
        """What the numbers give that are shown with these digits."""
        return self.root.value([rounded(value, digits[abs(value)])[0] if is_rounded else value
                                for value, is_rounded in zip(self.values, self.rounded, strict=True)])

    def lags(self) -> list[tuple[Number, int]]:
        """Every number that is rounded, and how many digits fewer than the others it needs."""
        found: list[tuple[Number, int]] = []
        self._visit(self.root, 0, found)
        return found

    def _visit(self, node: Node, lag: int, found: list[tuple[Number, int]]) -> None:
        if isinstance(node, Leaf):
            if self.rounded[node.index]:
                found.append((self.numbers[node.index], max(0, lag)))
        elif isinstance(node, Chain):
            self._visit_chain(node, lag, found)
        else:
            for inner in _inner(node):
                self._visit(inner, lag, found)

    def _visit_chain(self, chain: Chain, lag: int, found: list[tuple[Number, int]]) -> None:
        """Summands that are a number lag as their own size does, the others as the largest of them does."""
        sizes = [(term, _exponent(term.value(self.values))) for _, term in chain.terms if self._is_rounded(term)]
        largest = max((size for _, size in sizes if size is not None), default=0)
        products = max((size for term, size in sizes if size is not None and not isinstance(term, Leaf)),
                       default=largest)
        for term, size in sizes:
            own = size if isinstance(term, Leaf) and size is not None else products
            self._visit(term, lag + largest - own, found)

    def _is_rounded(self, node: Node) -> bool:
        if isinstance(node, Leaf):
            return self.rounded[node.index]
        return any(self._is_rounded(inner) for inner in _inner(node))


def _side(items: Items) -> _Side | None:
    """The items as a calculation; None where there are symbols or only words among them."""
    reading = read(items)
    if reading is None:
        return None
    numbers = tuple(leaf for leaf in reading.leaves if isinstance(leaf, Number))
    if len(numbers) < len(reading.leaves):
        return None
    return _Side(reading.root, numbers, [one.signed_value for one in numbers], [not one.is_exact for one in numbers])


def _inner(node: Node) -> Sequence[Node]:
    if isinstance(node, Chain):
        return [term for _, term in node.terms]
    if isinstance(node, Product):
        return [factor for _, factor in node.factors]
    return node.arguments if isinstance(node, Call) else ()


def _gives(value: float, result: Number) -> bool:
    """Whether a value is the result when it is rounded to the digits of the result."""
    shown = result.shown_value
    if not (math.isfinite(value) and math.isfinite(shown)):
        return value == shown or (math.isnan(value) and math.isnan(shown))
    if result.is_exact:
        return math.isclose(value, shown, rel_tol=_EXACT, abs_tol=_EXACT**2)
    return abs(value - shown) < _NOT_QUITE_HALF * result.last_place


def _exponent(value: float) -> int | None:
    return math.floor(math.log10(abs(value))) if value != 0.0 and math.isfinite(value) else None


def _with_digits(items: Items, digits: dict[float, int]) -> Items:
    return tuple(_item_with_digits(item, digits) for item in items)


def _item_with_digits(item: Item, digits: dict[float, int]) -> Item:
    if isinstance(item, Number):
        wanted = digits.get(abs(item.value), item.digits)
        return item if item.is_exact or wanted == item.digits else replace(item, digits=wanted)
    if isinstance(item, Power):
        base, exponent = (_item_with_digits(part, digits) for part in (item.base, item.exponent))
        assert isinstance(base, type(item.base))
        assert isinstance(exponent, type(item.exponent))
        return Power(base, exponent)
    return item


# An equation as text, with all of its summands: LaTeX, a line to read aloud, and a table of exact numbers.

_LATEX_SIGNS = {"·": r"\cdot", "−": "-", "←": r"\leftarrow", "²": "^2", "½": r"\frac{1}{2}", "√": r"\surd",
                "∂": r"\partial", "≈": r"\approx", "ln": r"\ln", "sin": r"\sin", "tanh": r"\tanh", "max": r"\max",
                "cos": r"\cos", "tan": r"\tan", "exp": r"\exp", "min": r"\min", "σ": r"\sigma", "π": r"\pi",
                "sgn": r"\mathrm{sgn}"}
_LATEX_LETTERS = {"δ": r"\delta", "σ": r"\sigma", "η": r"\eta"}
_HAT = "\N{COMBINING CIRCUMFLEX ACCENT}"
_EXPONENTS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def latex(equation: Equation) -> str:
    """The formulas and the statements with every summand, aligned at their relations."""
    lines = [formula.latex for formula in equation.formulas]
    lines.extend(_latex_statement(statement) for statement in equation.statements)
    return "\\begin{gathered}\n" + " \\\\\n".join(lines) + "\n\\end{gathered}"


def table(equation: Equation) -> str:
    """All numbers in full precision, one summand a line, columns parted by tabs."""
    lines: list[str] = []
    for statement in equation.statements:
        lines.append(plain(statement.left))
        for part in statement.parts:
            if isinstance(part, Sum):
                for place, value in enumerate(part.values):
                    term = part.term(place)
                    numbers = [repr(item.value) for item in _numbers(term.items)]
                    lines.append("\t".join([plain(term.names), *numbers, repr(float(value))]))
            else:
                lines.extend("\t" + repr(item.value) for item in _numbers(part))
        if statement.result is not None:
            lines.append(f"=\t{statement.result.value!r}")
    return "\n".join(lines)


def results(equation: Equation) -> str:
    """What comes out, in one line, for a screen reader."""
    return "; ".join(f"{plain(statement.left)} = {statement.result.text}" for statement in equation.statements
                     if statement.result is not None)


def plain(items: Items) -> str:
    """Symbols and numbers on one line without any typesetting, such as z^1_2."""
    return " ".join(_plain(item) for item in items if not isinstance(item, Words))


def html(items: Items) -> str:
    """Symbols with raised and lowered scripts, for tool tips."""
    return " ".join(_html(item) for item in items)


def _latex_statement(statement: Statement) -> str:
    line = shown_line(statement)
    pieces = [_latex_row(line.left), *(_latex_row(items) for items, _ in line.rows)]
    if line.result is not None:
        pieces.extend([*([_latex_sign(line.sign)] if line.rows else []), _latex(line.result)])
    return " ".join(piece for piece in pieces if piece)


def _latex_row(items: Items) -> str:
    pieces = []
    for place, item in enumerate(items):
        text = _latex(item)
        follows = place > 0 and isinstance(items[place - 1], Operator)
        pieces.append(f"({text})" if follows and isinstance(item, Number) and text.startswith("-") else text)
    return " ".join(pieces)


def _latex(item: Item) -> str:
    if isinstance(item, Symbol):
        plain_letter = item.letter.removesuffix(_HAT)
        letter = _LATEX_LETTERS.get(plain_letter, plain_letter)
        letter = rf"\hat{{{letter}}}" if item.letter.endswith(_HAT) else letter
        return letter + (f"^{{{item.upper}}}" if item.upper else "") + (f"_{{{item.lower}}}" if item.lower else "")
    if isinstance(item, Number):
        return _latex_number(item.text)
    if isinstance(item, Power):
        base = _latex(item.base)
        return f"{{{base}}}^{{{_latex(item.exponent)}}}"
    return _latex_sign(item.text) if isinstance(item, Mark | Operator) else ""


def _latex_sign(text: str) -> str:
    return _LATEX_SIGNS.get(text, text)


def _latex_number(text: str) -> str:
    mantissa, power, exponent = text.partition("·10")
    plain_text = mantissa.replace(MINUS, "-").replace(NARROW_SPACE, r"\,").replace(INFINITY, r"\infty")
    return plain_text + (rf" \cdot 10^{{{exponent.translate(_EXPONENTS)}}}" if power else "")


def _plain(item: Item) -> str:
    if isinstance(item, Symbol):
        return item.letter + (f"^{item.upper}" if item.upper else "") + (f"_{item.lower}" if item.lower else "")
    if isinstance(item, Power):
        return f"{_plain(item.base)}^({_plain(item.exponent)})"
    return "" if isinstance(item, Words) else item.text


def _html(item: Item) -> str:
    if isinstance(item, Symbol):
        upper = f"<sup>{item.upper}</sup>" if item.upper else ""
        lower = f"<sub>{item.lower}</sub>" if item.lower else ""
        return f"<i>{item.letter}</i>{upper}{lower}"
    if isinstance(item, Power):
        return f"{_html(item.base)}<sup>{_html(item.exponent)}</sup>"
    return _plain(item)


def _numbers(items: Items) -> Iterator[Number]:
    for item in items:
        if isinstance(item, Number):
            yield item
        elif isinstance(item, Power):
            yield from _numbers((item.base, item.exponent))
