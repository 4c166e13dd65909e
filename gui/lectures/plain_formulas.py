"""Formulas in plain letters, for lines that can show nothing else: titles in lists, tool tips, screen readers."""

from __future__ import annotations

import re

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
