"""A symbol of a formula as plain text, for labels."""

from __future__ import annotations

import re
import unicodedata

_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def symbol_text(latex: str) -> str:
    r"""A Greek or Latin letter with a number below it, such as \\beta_1, as text: β₁."""
    name, _, index = latex.partition("_")
    if name.startswith("\\"):
        # Unicode spells the letter Λ without a b
        letter = re.sub(r"^\\(var)?", "", name).replace("lambda", "lamda")
        name = unicodedata.lookup(f"GREEK SMALL LETTER {letter.upper()}")
    return name + index.strip("{}").translate(_SUBSCRIPTS)
