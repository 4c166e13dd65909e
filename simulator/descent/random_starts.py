"""Starts anywhere in the window of a surface, for several racers at once."""

from __future__ import annotations

import numpy as np

from simulator.descent.setup import MOST_RACERS, DescentSetup

RANDOM_STARTS = 8
_DRAWN = 50
"""Places that are drawn for each start, of which those outside of the domain are left out."""


def random_starts(setup: DescentSetup, dice: np.random.Generator) -> tuple[tuple[float, float], ...]:
    """So many starts as can take part, 8 at most, with no more digits than the window needs."""
    running = sum(one.runs for one in setup.entrants)
    count = max(min(RANDOM_STARTS, MOST_RACERS // running - 1), 1)
    window = setup.shown_window
    digits = [max(2 - int(np.floor(np.log10(size))), 0) for size in window.size]
    drawn = dice.uniform(window.low, window.high, (_DRAWN * count, 2))
    drawn = np.column_stack([np.round(drawn[:, axis], digits[axis]) for axis in (0, 1)])
    drawn = np.clip(drawn, window.low, window.high)  # rounding may have led out of it
    # nobody can begin where C is not defined, unless it is defined nowhere
    defined = drawn[np.isfinite(setup.made.costs(drawn[:, 0], drawn[:, 1]))]
    chosen = (defined if len(defined) else drawn)[:count]
    return tuple((float(a), float(b)) for a, b in chosen)
