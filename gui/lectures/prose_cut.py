"""Formulas are cut out of Markdown before it is read, and wide ones are cut where a line may end."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from lectures.texts import problem_of, work_of

# Formulas in plain letters, for lines that can show nothing else: titles in lists, tool tips, screen readers.

_SYMBOLS = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "Delta": "Δ", "epsilon": "ε", "varepsilon": "ε",
    "eta": "η", "theta": "θ", "lambda": "λ", "mu": "μ", "pi": "π", "rho": "ρ", "sigma": "σ", "Sigma": "Σ",
    "phi": "φ", "varphi": "φ", "psi": "ψ", "omega": "ω", "partial": "∂", "nabla": "∇", "sum": "Σ", "prod": "Π",
    "cdot": "·", "times": "×", "odot": "⊙", "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠", "neq": "≠",
    "approx": "≈", "to": "→", "rightarrow": "→", "Rightarrow": "⇒", "implies": "⇒", "infty": "∞", "pm": "±",
    "in": "∈", "ldots": "…", "dots": "…", "cdots": "…", "quad": " ", "qquad": " ", "prime": "′", "sqrt": "√",
    "lVert": "‖", "rVert": "‖", "Vert": "‖", "mid": "|",
}
_BETWEEN = "×⊙≤≥≠≈→⇒∈"
"""These have a space on both sides."""
_RAISED = str.maketrans("0123456789+-−=()nilTL", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱˡᵀᴸ")
_LOWERED = str.maketrans("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
_FRACTION = re.compile(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_COLOR = re.compile(r"\\textcolor\s*\{[^{}]*\}")
_SPACE = re.compile(r"\\[,;:! ]")
_COMMAND = re.compile(r"\\([A-Za-z]+)\s*")
_SCRIPT = re.compile(r"([\^_])\s*(?:\{([^{}]*)\}|(\S))")


def readable(latex: str) -> str:
    r"""A formula without its commands, as far as plain letters go.

    Examples
    --------
    >>> readable(r"\delta^{l} = \sigma'(z^1_2)")
    'δˡ = σ′(z¹₂)'
    """
    text = _SPACE.sub(" ", _COLOR.sub("", latex))
    for _ in range(3):  # fractions within fractions
        text = _FRACTION.sub(r"\1/\2", text)
    text = _COMMAND.sub(_symbol, text)
    text = _SCRIPT.sub(_script, text)
    return " ".join(text.replace("'", "′").replace("{", "").replace("}", "").replace("\\", "").split())


def _symbol(match: re.Match[str]) -> str:
    symbol = _SYMBOLS.get(match[1], "")
    return f" {symbol} " if symbol and symbol in _BETWEEN else symbol


def _script(match: re.Match[str]) -> str:
    content = match[2] if match[2] is not None else match[3]
    table = _RAISED if match[1] == "^" else _LOWERED
    if all(ord(letter) in table for letter in content.replace(" ", "")):
        return content.replace(" ", "").translate(table)
    return f"{match[1]}{content}"


FIRST_PLACE = 0xE000
"""Characters for private use, from this one on, stand where the formulas were."""
MOST_PLACES = 6400
_LONG_WORK = 80
"""Of `lectures.texts.work_of`: a twentieth of a second."""

JOINER = "\N{WORD JOINER}"
"""Nothing to see, and neither a letter nor a mark for Markdown."""
_FORMULA = re.compile(r"(?P<code>(?P<ticks>`+)[^`](?:.*?[^`])?(?P=ticks)(?!`))|(?P<escaped>\\\$)"
                      r"|\$\$(?P<display>.+?)\$\$|\$(?=\S)(?P<inline>(?:[^$\n\\]|\\.|\n(?!\s*\n))+?)(?<=\S)\$",
                      re.DOTALL)
_PLACE = "[\ue000-\uf8ff]"
_TAKEN = re.compile("[\ue000-\uf8ff\ufffc]")
"""What stands for formulas and pictures can't stand for itself."""
_MARKER = re.compile(r"\s*(?:[-*+]\s+|\d+[.)]\s+)?")
"""What a line of a list begins with."""
_STARS = re.compile(r"(?<!\\)\*{1,3}")
_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|.", re.DOTALL)
_RELATIONS = frozenset({"=", "<", ">", r"\approx", r"\le", r"\leq", r"\ge", r"\geq", r"\equiv", r"\to",
                        r"\Rightarrow", r"\implies", r"\propto", r"\iff", r"\rightarrow"})
_SIGNS = frozenset({"+", "-", "−"})
_COMMANDS_BEFORE_BRACKETS = frozenset({r"\left", r"\right", r"\begin", r"\end"})
_OPENING, _CLOSING = frozenset({"{", "(", "[", r"\left", r"\begin"}), frozenset({"}", ")", "]", r"\right", r"\end"})
_ROUND = frozenset({"(", ")", "[", "]"})
_SPACES = frozenset({r"\,", r"\;", r"\:", r"\!", r"\ ", r"\quad", r"\qquad"})
_BEFORE_OWN_SIGN = frozenset({",", ";", "|", "/", "&", r"\\"})
_NO_TERM_AFTER = _RELATIONS | _SIGNS | _OPENING | {"", "^", "_", r"\cdot", r"\times"}
"""What follows these is a sign of its own, as in −1."""


class BreakingPlaces(Enum):
    """Where a formula that is too wide may be broken, the best first."""

    RELATIONS = "relations"
    TERMS = "terms"
    INSIDE_BRACKETS = "inside brackets"


@dataclass(frozen=True)
class Cutting:
    """A formula of a text.

    Attributes
    ----------
    is_display
        It stands on a line of its own.
    """

    latex: str
    is_display: bool


def cut(markdown: str) -> tuple[str, tuple[Cutting, ...]]:
    r"""The text with a character for private use in the place of each formula, and the formulas.

    ``\$`` is a dollar, and what stands in `code` is left alone.
    """
    cuttings: list[Cutting] = []

    def replaced(match: re.Match[str]) -> str:
        if match["code"]:
            return match["code"]
        if match["escaped"]:
            return "$"
        if len(cuttings) == MOST_PLACES:
            return match[0]
        place = chr(FIRST_PLACE + len(cuttings))
        latex = _with_own_signs(" ".join((match["display"] or match["inline"]).split()))
        cuttings.append(Cutting(latex, match["display"] is not None))
        if match["display"] is None:
            return place
        begin = markdown.rfind("\n", 0, match.start()) + 1
        marker = _MARKER.match(markdown[begin:match.start()])
        margin = " " * len(marker[0]) if marker else ""
        is_first = markdown[begin:match.start()].strip() == (marker[0].strip() if marker else "")
        follows_text = is_first and not (marker and marker[0].strip()) and bool(markdown[:begin].strip())
        before = "" if is_first and not follows_text else f"\n\n{margin}"
        return f"{before}{place}\n\n{margin}"

    markdown = _TAKEN.sub("\N{REPLACEMENT CHARACTER}", markdown)
    text = _FORMULA.sub(replaced, markdown)
    return _emphasized(text), tuple(cuttings)


def formulas_in(markdown: str) -> tuple[str, ...]:
    """LaTeX of all formulas of a text that can be typeset, in their order."""
    return tuple(cutting.latex for cutting in cut(markdown)[1] if problem_of(cutting.latex) is None)


def takes_long(formulas: Iterable[str]) -> bool:
    """Whether typesetting these takes longer than a window may wait."""
    return sum(map(work_of, formulas)) > _LONG_WORK


def plain_text(markdown: str) -> str:
    """A text without its marks, for a line that is drawn as it is and for screen readers."""
    text, cuttings = cut(markdown)
    for number, cutting in enumerate(cuttings):
        text = text.replace(chr(FIRST_PLACE + number), readable(cutting.latex))
    return " ".join(_STARS.sub("", text).replace("`", "").replace(JOINER, "").split())


def parts_of(latex: str, places: BreakingPlaces) -> tuple[str, ...]:
    """A formula in parts that each begin with a relation or a sign, except for the first."""
    signs = _RELATIONS if places is BreakingPlaces.RELATIONS else _RELATIONS | _SIGNS
    inside = places is BreakingPlaces.INSIDE_BRACKETS
    parts, depth, before = [""], 0, ""
    for token in _TOKEN.findall(latex):
        if not (inside and token in _ROUND) and before not in _COMMANDS_BEFORE_BRACKETS:
            depth += (token in _OPENING) - (token in _CLOSING)
        is_sign = token in signs and depth == 0 and before not in _NO_TERM_AFTER
        if is_sign and parts[-1].strip():
            parts.append("")
        parts[-1] += token
        if token.strip():
            before = token
    return tuple(part.strip() for part in parts)


def _with_own_signs(latex: str) -> str:
    """A sign before a number stands close to it: ziamath would set it as one between two terms."""
    text, before = "", "{"
    for token in _TOKEN.findall(latex):
        is_own = token in ("-", "−", "+") and before in _NO_TERM_AFTER | _BEFORE_OWN_SIGN and before not in ("^", "_")
        text += ("{+}" if token == "+" else "{-}") if is_own else token
        if token.strip() and token not in _SPACES:
            before = token
    return text


def _emphasized(text: str) -> str:
    """Stars mean emphasis beside Hangul, too.

    Markdown wants a space between a bracket, closing stars and a letter: **편향(bias)**은 would keep its stars. A
    joiner, which is neither mark nor letter, takes the bracket's place before them.
    """
    def replaced(match: re.Match[str]) -> str:
        before, after = text[match.start() - 1:match.start()], text[match.end():match.end() + 1]
        if _is_mark(before) and _is_letter(after):
            return f"{JOINER}{match[0]}"
        return f"{match[0]}{JOINER}" if _is_letter(before) and _is_mark(after) else match[0]

    return _STARS.sub(replaced, text)


def _is_letter(text: str) -> bool:
    return bool(text) and (text.isalnum() or re.fullmatch(_PLACE, text) is not None)


def _is_mark(text: str) -> bool:
    return bool(text) and not text.isspace() and text != "*" and not _is_letter(text)
