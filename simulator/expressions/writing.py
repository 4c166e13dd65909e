"""An expression as other people write it: in LaTeX, in a program, and as a calculation with numbers in its places."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from simulator.expressions.expression import compile_tree
from simulator.expressions.parser import Node, Number, Variable, walk

_SUM, _NEGATION, _PRODUCT, _POWER, _ATOM = range(5)
"""How strongly the last sign of a text binds."""

Part = tuple[str, int]
"""A text, and how strongly its last sign binds."""
Write = Callable[..., Part]


class Unwritable(Exception):  # noqa: N818 - it never leaves the simulator
    """The expression holds what can't be written in this way."""


def latex(root: Node, names: Mapping[str, str] | None = None) -> str:
    r"""LaTeX with the variables written as `names` says, such as \\tanh(z_j)."""
    return _written(root, _Style(_LATEX, names or {}))[0]


def source(root: Node, library: str, names: Mapping[str, str] | None = None) -> str:
    """An expression of Python in the variables: NumPy's functions for "np", PyTorch's for "torch"."""
    return _written(root, _Style(_NUMPY if library == "np" else _TORCH, names or {}))[0]


def calculation(root: Node, names: Mapping[str, str] | None = None) -> str | None:
    """The text of a `Calculation`; None where its few signs aren't enough."""
    try:
        return _written(root, _Style(_CALCULATION, names or {}))[0]
    except Unwritable:
        return None


@dataclass(frozen=True)
class _Table:
    """How numbers and operations are written.

    Attributes
    ----------
    number
        A number, or a constant with its name.
    operations
        By the operation's name, from its arguments' parts.
    folds
        Whether what is computed from nothing but numbers is written as the number that it is.
    """

    number: Callable[[float, str], str]
    operations: Mapping[str, Write]
    folds: bool = False


@dataclass(frozen=True)
class _Style:
    table: _Table
    names: Mapping[str, str] = field(default_factory=dict)


def _written(node: Node, style: _Style) -> Part:
    if isinstance(node, Variable):
        return style.names.get(node.name, node.name), _ATOM
    if isinstance(node, Number):
        return style.table.number(node.value, node.name), _NEGATION if node.value < 0 else _ATOM
    if style.table.folds and all(not isinstance(one, Variable) for one in walk(node)):
        return _written(Number(compile_tree(node, ()).constants[-1]), style)
    write = style.table.operations.get(node.kind.name)
    if write is None:
        raise Unwritable
    return write(*(_written(argument, style) for argument in node.arguments))


def _infix(sign: str, own: int, left: int, right: int, brackets: str = "({})") -> Write:
    def write(u: Part, v: Part) -> Part:
        second = _enclosed(v, right, brackets)
        if v[0][0] in "-−" and second == v[0]:  # no two signs in a row
            second = brackets.format(second)
        return f"{_enclosed(u, left, brackets)}{sign}{second}", own
    return write


def _enclosed(part: Part, least: int, brackets: str = "({})") -> str:
    return part[0] if part[1] >= least else brackets.format(part[0])


def _call(name: str, brackets: str = "({})") -> Write:
    return lambda *parts: (name + brackets.format(", ".join(text for text, _ in parts)), _ATOM)


def _plain_number(value: float) -> str:
    return f"{value:.0f}" if value.is_integer() and abs(value) < 1e15 else repr(value)


# LaTeX


def _latex_product(u: Part, v: Part) -> Part:
    left, right = _enclosed(u, _PRODUCT), _enclosed(v, _PRODUCT)
    return f"{left}{_dot(right)}{right}", _PRODUCT


def _dot(right: str) -> str:
    return r" \cdot " if right[0].isdigit() else r" \, "


def _latex_power(u: Part, v: Part) -> Part:
    return f"{_enclosed(u, _ATOM)}^{{{v[0]}}}", _POWER


_LATEX = _Table(
    number=lambda value, name: {"π": r"\pi"}.get(name, name) or _plain_number(value),
    operations={
        "add": _infix(" + ", _SUM, _SUM, _SUM),
        "subtract": _infix(" - ", _SUM, _SUM, _PRODUCT),
        "multiply": _latex_product,
        "divide": lambda u, v: (rf"\frac{{{u[0]}}}{{{v[0]}}}", _POWER),
        "negate": lambda u: (f"-{_enclosed(u, _PRODUCT)}", _NEGATION),
        "power": _latex_power,
        "exp": lambda u: (f"e^{{{u[0]}}}", _POWER),
        "sqrt": lambda u: (rf"\sqrt{{{u[0]}}}", _ATOM),
        "abs": lambda u: (f"|{u[0]}|", _ATOM),
        "sigmoid": lambda u: (rf"\frac{{1}}{{1 + e^{{-{_enclosed(u, _PRODUCT)}}}}}", _POWER),
        "relu": lambda u: (rf"\max(0, {u[0]})", _ATOM),
        "log": _call(r"\ln"),
        **{name: _call("\\" + name) for name in ("sin", "cos", "tan", "tanh", "max", "min")},
    },
)


# programs


def _source(prefix: str, operations: Mapping[str, Write]) -> _Table:
    return _Table(
        number=lambda value, name: _plain_number(value),
        operations={
            "add": _infix(" + ", _SUM, _SUM, _SUM),
            "subtract": _infix(" - ", _SUM, _SUM, _PRODUCT),
            "multiply": _infix(" * ", _PRODUCT, _PRODUCT, _POWER),
            "divide": _infix(" / ", _PRODUCT, _PRODUCT, _POWER),
            "negate": lambda u: (f"-{_enclosed(u, _PRODUCT)}", _NEGATION),
            "power": lambda u, v: (f"{_enclosed(u, _ATOM)}**{_enclosed(v, _ATOM)}", _POWER),
            **{name: _call(f"{prefix}.{name}")
               for name in ("exp", "log", "sqrt", "sin", "cos", "tan", "tanh", "abs")},
            **operations,
        },
        folds=True,
    )


def _extreme(name: str) -> Write:
    """torch.maximum takes tensors only."""
    def write(u: Part, v: Part) -> Part:
        both = (f"torch.as_tensor({text}, dtype=z.dtype)" if _is_number(text) else text for text, _ in (u, v))
        return f"torch.{name}({', '.join(both)})", _ATOM
    return write


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _without_overflow(text: str) -> str:
    """Powers inside what is saturated long before: 1e60**5 is a number, 1e300**2 is none."""
    return re.sub(r"\b([a-z]\w*)\*\*", r"np.clip(\1, -1e60, 1e60)**", text)


_NUMPY = _source("np", {
    # (e^700 is a number, e^710 is none anymore)
    "sigmoid": lambda u: (f"1 / (1 + np.exp(-np.maximum({_without_overflow(u[0])}, -700.0)))", _PRODUCT),
    "tanh": lambda u: (f"np.tanh({_without_overflow(u[0])})", _ATOM),
    "relu": lambda u: (f"np.maximum({u[0]}, 0.0)", _ATOM),
    "max": _call("np.maximum"), "min": _call("np.minimum"),
})
_TORCH = _source("torch", {
    "sigmoid": _call("torch.sigmoid"), "relu": _call("torch.relu"),
    "max": _extreme("maximum"), "min": _extreme("minimum"),
})


# calculations: see `simulator.derived`


def _calculated_power(u: Part, v: Part) -> Part:
    if v[0] == "2":
        return (f"{u[0]}²" if u[1] == _ATOM and " " not in u[0] else f"( {u[0]} )²"), _POWER
    if v[0] in {"3", "4"}:
        return " · ".join([_enclosed(u, _PRODUCT, _WIDE)] * int(v[0])), _PRODUCT
    if any(" " in text or text[0] == "−" for text in (u[0], v[0])):
        raise Unwritable
    return f"{u[0]}^{v[0]}", _POWER


def _calculated_exp(u: Part) -> Part:
    if u[0].removeprefix("− ").isidentifier():
        return f"e^{u[0].replace('− ', '−')}", _POWER
    return f"exp ( {u[0]} )", _ATOM


def _calculated_root(u: Part) -> Part:
    return (f"√{u[0]}" if " " not in u[0] and not u[0][0].isdigit() else f"√ ( {u[0]} )"), _ATOM


_WIDE = "( {} )"
_CALCULATION = _Table(
    number=lambda value, name: "½" if value == 0.5 else name if name == "π" else _plain_number(value),
    operations={
        "add": _infix(" + ", _SUM, _SUM, _SUM, _WIDE),
        "subtract": _infix(" − ", _SUM, _SUM, _PRODUCT, _WIDE),
        "multiply": _infix(" · ", _PRODUCT, _PRODUCT, _POWER, _WIDE),
        "divide": _infix(" / ", _PRODUCT, _PRODUCT, _POWER, _WIDE),
        "negate": lambda u: (f"− {_enclosed(u, _PRODUCT, _WIDE)}", _NEGATION),
        "power": _calculated_power,
        "exp": _calculated_exp,
        "sqrt": _calculated_root,
        "relu": lambda u: (f"max ( 0 , {u[0]} )", _ATOM),
        "log": _call("ln", " ( {} )"),
        "max": lambda u, v: (f"max ( {u[0]} , {v[0]} )", _ATOM),
        "min": lambda u, v: (f"min ( {u[0]} , {v[0]} )", _ATOM),
        "sigmoid": _call("σ", " ( {} )"),
        **{name: _call(name, " ( {} )") for name in ("sin", "cos", "tan", "tanh", "abs")},
    },
)
