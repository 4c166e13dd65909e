"""Numbers that a person chooses before training, each with the interval it has to lie in."""

from __future__ import annotations

import math
from dataclasses import dataclass

from simulator.errors import Explained, Label, Phrase


@dataclass(frozen=True)
class HyperParameter:
    """One adjustable number of an optimizer, of the initial weights or of a regularisation.

    Attributes
    ----------
    name
        The key under which an experiment stores the number.
    label
        English name, ready to stand in a sentence; the window translates it.
    symbol
        The symbol that stands for the number in formulas, in LaTeX.
    default
        What a new experiment starts with; also the remedy that an error names.
    low, high
        Ends of the permitted interval; they may be infinite.
    low_included, high_included
        Whether the ends themselves are permitted. An infinite end never is.
    """

    name: str
    label: str
    symbol: str
    default: float
    low: float
    high: float
    low_included: bool = False
    high_included: bool = False

    def check(self, value: float) -> float:
        """Return `value` as a float if it is permitted.

        Raises
        ------
        Explained
            If `value` is no number, is not finite or lies outside the interval.
        """
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self._refusal(repr(value))
        try:
            number = float(value)
        except OverflowError:  # a whole number beyond all floating-point numbers
            number = math.inf if value > 0 else -math.inf
        above = number >= self.low if self.low_included else number > self.low
        below = number <= self.high if self.high_included else number < self.high
        if not (math.isfinite(number) and above and below):
            raise self._refusal(f"{number:.15g}")
        return number

    @property
    def requirement(self) -> Phrase:
        """The interval in words, so that it can stand behind "must be"."""
        if math.isinf(self.low) and math.isinf(self.high):
            return Phrase("a finite number")
        if self.low == 0.0 and not self.low_included and math.isinf(self.high):
            return Phrase("a positive number")
        low, high = f"{self.low:g}", f"{self.high:g}"
        lower = Phrase("at least {low}", low=low) if self.low_included else Phrase("above {low}", low=low)
        upper = Phrase("at most {high}", high=high) if self.high_included else Phrase("below {high}", high=high)
        if math.isinf(self.high):
            return lower
        return upper if math.isinf(self.low) else Phrase("{lower} and {upper}", lower=lower, upper=upper)

    def _refusal(self, value: str) -> Explained:
        return Explained(Phrase("{label} must be {requirement}, got {value}; try {default}", label=Label(self.label),
                                requirement=self.requirement, value=value, default=f"{self.default:g}"))
