"""An equation as text, with all of its summands: LaTeX, a line to read aloud, and a table of exact numbers."""

from __future__ import annotations

from collections.abc import Iterator

from gui.equations.notation import Equation, Item, Items, Mark, Number, Operator, Power, Statement, Sum, Symbol, Words
from gui.equations.rounding import shown_line
from gui.number_text import INFINITY, MINUS, NARROW_SPACE

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
