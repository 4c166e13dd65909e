"""What somebody wants to see of the network's cost: over which plane, and of which samples."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

MOST_AT_ONCE = 1000
"""Of more training samples than this a subset is taken, unless somebody wants all of them."""


class PlaneKind(Enum):
    """How the two directions are chosen."""

    PARAMETERS = "parameters"
    RANDOM = "random"
    COMPONENTS = "components"
    GRADIENT = "gradient"


class CostOf(Enum):
    """Whose mean cost is drawn."""

    ALL = "all"
    SUBSET = "subset"
    BATCH = "batch"


@dataclass(frozen=True)
class Wishes:
    """One picture that somebody wants.

    Attributes
    ----------
    kind
        How the plane is chosen.
    indices
        Places in θ of the two parameters; None takes those on which the cost depends most when first asked.
    seed
        Of the random directions.
    follows
        Whether the plane goes through the present θ, wherever that is, or stays where it was laid.
    cost_of
        Whose cost; None takes all samples where these are few, otherwise a subset.
    subset
        Samples of the subset.
    logarithmic
        Whether heights and colours are logarithmic above the lowest cost.
    """

    kind: PlaneKind = PlaneKind.PARAMETERS
    indices: tuple[int, int] | None = None
    seed: int = 1
    follows: bool = True
    cost_of: CostOf | None = None
    subset: int = MOST_AT_ONCE
    logarithmic: bool = False

    def cost_of_these(self, count: int) -> CostOf:
        """Whose cost, of so many training samples."""
        if self.cost_of is not None:
            return self.cost_of
        return CostOf.ALL if count <= MOST_AT_ONCE else CostOf.SUBSET
