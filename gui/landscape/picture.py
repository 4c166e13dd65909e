"""The cost over a plane through the network's weights, with all that belongs to it: worked out and frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import Enum
from typing import Any

from gui.foundation.kept_layout import is_number
from simulator.arrays import Array
from simulator.directions import Directions
from simulator.landscape.landscape import Landscape
from simulator.weight_plane import WeightPlane

# What somebody wants to see of the network's cost: over which plane, and of which samples.

MOST_AT_ONCE = 1000
"""Of more training samples than this a subset is taken, unless somebody wants all of them."""

_MOST = 2**31 - 1


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

    def state(self) -> dict[str, Any]:
        """What isn't as usual, as plain JSON."""
        state: dict[str, Any] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if value != field.default:
                state[field.name] = value.value if isinstance(value, Enum) else value
        if self.indices is not None:
            state["indices"] = list(self.indices)
        return state

    @classmethod
    def from_state(cls, state: Mapping[str, Any]) -> Wishes:
        """What `state` has told, perhaps in a file of another version; the usual where it can't be read."""
        kinds, costs = {one.value: one for one in PlaneKind}, {one.value: one for one in CostOf}
        indices, usual = state.get("indices"), cls()
        places = None
        if isinstance(indices, list) and len(indices) == 2 and all(
                isinstance(index, int) and is_number(index, 0, _MOST) for index in indices):
            places = (int(indices[0]), int(indices[1]))
        return cls(
            kind=kinds.get(str(state.get("kind")), usual.kind), indices=places,
            seed=_count(state.get("seed"), usual.seed), follows=state.get("follows") is not False,
            cost_of=costs.get(str(state.get("cost_of"))), subset=_count(state.get("subset"), usual.subset),
            logarithmic=state.get("logarithmic") is True)

    def cost_of_these(self, count: int) -> CostOf:
        """Whose cost, of so many training samples."""
        if self.cost_of is not None:
            return self.cost_of
        return CostOf.ALL if count <= MOST_AT_ONCE else CostOf.SUBSET


def _count(value: object, usual: int) -> int:
    return value if isinstance(value, int) and is_number(value, 1, _MOST) else usual


@dataclass(frozen=True)
class Gauge:
    """How far the picture is from the network.

    Attributes
    ----------
    cost
        C of the samples at θ.
    projected_cost
        C of the same samples at the point of the plane that is nearest to θ.
    distance
        ‖θ − that point‖.
    """

    cost: float
    projected_cost: float
    distance: float


@dataclass(frozen=True, eq=False)
class SlicePicture:
    """What is drawn.

    Attributes
    ----------
    wishes
        What was wanted.
    landscape
        The cost over the plane; coarse as long as its `is_final` is False.
    plane, directions
        Where it was looked at, and what there is to say of its directions.
    path
        (α, β) of the run's way so far, projected, shape (points, 2); the last one is the present θ.
    gauge
        How far the present θ is from all this.
    step
        Steps that were made before this θ.
    parameter_count
        p, the dimensions that there are.
    cost_of, sample_count, samples_in_all
        Whose mean the cost is: so many samples of so many.
    """

    wishes: Wishes
    landscape: Landscape
    plane: WeightPlane
    directions: Directions
    path: Array
    gauge: Gauge
    step: int
    parameter_count: int
    cost_of: CostOf
    sample_count: int
    samples_in_all: int

    @property
    def place(self) -> tuple[float, float]:
        """(α, β) of the present θ."""
        return float(self.path[-1, 0]), float(self.path[-1, 1])
