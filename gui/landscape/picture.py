"""The cost over a plane through the network's weights, with all that belongs to it: worked out and frozen."""

from __future__ import annotations

from dataclasses import dataclass

from gui.landscape.wishes import CostOf, Wishes
from simulator.arrays import Array
from simulator.directions import Directions
from simulator.landscape.landscape import Landscape
from simulator.weight_plane import WeightPlane


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
