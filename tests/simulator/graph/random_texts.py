"""Random texts of graphs, each beside a Python function that computes the same with `math` alone.

Values are kept away from where a function is not defined, has a kink, or grows so large that differences tell
nothing.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

LARGEST = 20.0
SMALLEST = 1e-3
"""A derivative other than 0, beside an L of 1: of one that drowns in L, differences have no seven digits."""
STEP_WIDTHS = (1e-3, 5e-4, 2.5e-4)
_NAMES = ("w", "x", "b", "z_1", "w11", "a₁", "λ")


def sigmoid(u: float) -> float:
    return 1.0 / (1.0 + math.exp(-u))


FUNCTIONS: dict[str, Callable[..., float]] = {
    "sigmoid": sigmoid, "relu": lambda u: max(u, 0.0), "exp": math.exp, "ln": math.log, "sqrt": math.sqrt,
    "sin": math.sin, "cos": math.cos, "tan": math.tan, "tanh": math.tanh, "abs": abs, "max": max, "min": min,
}


@dataclass(frozen=True)
class Form:
    """How an operation is written, as a graph's text and in Python, and for which arguments it is harmless."""

    text: str
    code: str
    arity: int
    is_harmless: Callable[..., bool] = lambda *_: True


def call(name: str, arity: int, is_harmless: Callable[..., bool] = lambda *_: True) -> Form:
    written = f"{name}({', '.join(['{}'] * arity)})"
    return Form(written, written, arity, is_harmless)


def apart(*arguments: float) -> bool:
    ordered = sorted(arguments)
    return all(higher - lower > 0.1 for lower, higher in pairwise(ordered))


FORMS = (
    Form("({} + {})", "({} + {})", 2), Form("({} + {} + {})", "({} + {} + {})", 3),
    Form("({} − {})", "({} - {})", 2), Form("({}·{})", "({} * {})", 2),
    Form("({}/{})", "({} / {})", 2, lambda u, v: abs(v) > 0.4), Form("(−{})", "(-{})", 1),
    Form("({}^2)", "({} ** 2)", 1), Form("({}³)", "({} ** 3)", 1),
    Form("({}⁻¹)", "(1 / {})", 1, lambda u: abs(u) > 0.4),
    Form("({}^{})", "({} ** {})", 2, lambda u, v: u > 0.3 and abs(v) < 3),
    Form("(1.5^{})", "(1.5 ** {})", 1, lambda v: abs(v) < 4), Form("(2.5·{})", "(2.5 * {})", 1),
    Form("({} − 0.75)", "({} - 0.75)", 1),
    call("sigmoid", 1), call("tanh", 1), call("sin", 1), call("cos", 1),
    call("exp", 1, lambda u: abs(u) < 2.5), call("ln", 1, lambda u: u > 0.3), call("sqrt", 1, lambda u: u > 0.3),
    call("tan", 1, lambda u: abs(math.cos(u)) > 0.5), call("relu", 1, lambda u: abs(u) > 0.1),
    call("abs", 1, lambda u: abs(u) > 0.1), call("max", 2, apart), call("min", 2, apart), call("max", 3, apart),
)


@dataclass(frozen=True)
class Sample:
    """One text, values of its variables, and the derivatives at them from differences."""

    text: str
    values: dict[str, float]
    function: Callable[..., float]
    output: float
    differences: dict[str, float]


def random_samples(count: int, seed: int) -> Iterator[Sample]:
    """So many samples whose differences can be trusted: two of them, of different widths, tell the same."""
    source = random.Random(seed)
    while count:
        text, values, function = _random_text(source)
        output = function(values)
        pairs = {name: difference(function, values, name) for name in values}
        # differences of two widths say how exact they are themselves
        if all(abs(one - other) <= 1e-8 * abs(one) and (one == 0.0 or abs(one) > SMALLEST * max(1.0, abs(output)))
               for one, other in pairs.values()):
            yield Sample(text, values, function, output, {name: one for name, (one, _) in pairs.items()})
            count -= 1


def difference(function: Callable[..., float], values: dict[str, float], name: str) -> tuple[float, float]:
    """Central differences, extrapolated to width 0 (Richardson): from all three widths, and from the last two."""
    def at(distance: float) -> float:
        return function({**values, name: values[name] + distance})

    first, second, third = ((at(h) - at(-h)) / (2 * h) for h in STEP_WIDTHS)
    wide, narrow = (4 * second - first) / 3, (4 * third - second) / 3
    return (16 * narrow - wide) / 15, narrow


@dataclass(frozen=True)
class _Term:
    text: str
    code: str
    value: float


def _random_text(source: random.Random) -> tuple[str, dict[str, float], Callable[..., float]]:
    names = source.sample(_NAMES, source.randint(2, 5))
    terms = [_Term(name, _in_python(name), source.choice((-1, 1)) * source.uniform(0.3, 2.0)) for name in names]
    values = {term.text: term.value for term in terms}
    unused = dict.fromkeys(terms)
    texts, codes = [], []
    for number in range(source.randint(4, 14)):
        term, arguments = _made(source, terms[-6:])
        if source.random() < 0.4:
            texts.append(f"h{number} = {term.text}")
            codes.append(f"h{number} = {term.code}")
            term = _Term(f"h{number}", f"h{number}", term.value)
        terms.append(term)
        unused = {**dict.fromkeys(one for one in unused if one not in arguments), term: None}
    texts.append("L = " + " + ".join(term.text for term in unused))
    codes.append("L = " + " + ".join(term.code for term in unused))
    return "\n".join(texts), values, _function("\n".join(codes))


def _made(source: random.Random, terms: list[_Term]) -> tuple[_Term, list[_Term]]:
    """A harmless operation on some of these, and on which."""
    while True:
        form = source.choice(FORMS)
        for _ in range(10):
            arguments = [source.choice(terms) for _ in range(form.arity)]
            if form.is_harmless(*(argument.value for argument in arguments)):
                value = float(eval(form.code.format(*(repr(one.value) if one.value > 0 else f"({one.value!r})"
                                                      for one in arguments)), dict(FUNCTIONS)))
                if abs(value) < LARGEST:
                    return _Term(form.text.format(*(one.text for one in arguments)),
                                 form.code.format(*(one.code for one in arguments)), value), arguments


def _function(code: str) -> Callable[..., float]:
    compiled = compile(code, "a random text", "exec")

    def function(values: dict[str, float]) -> float:
        known: dict[str, float] = {_in_python(name): value for name, value in values.items()}
        exec(compiled, dict(FUNCTIONS), known)
        return known["L"]

    return function


def _in_python(name: str) -> str:
    return name.replace("₁", "_1")
