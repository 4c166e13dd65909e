"""One descent: the set-up, the ground that is moved on, and the trails."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from simulator.arrays import Array, Indices
from simulator.descent.outcome import Outcome, outcome_of
from simulator.descent.race import Race
from simulator.descent.setup import DescentSetup, Runner
from simulator.descent.stops import Place
from simulator.descent.trail import DescentStep, Trail
from simulator.landscape.landscape import Basins, Landscape, landscape_of
from simulator.surfaces.catalogue import model_of
from simulator.surfaces.models import Model

COARSE, FINE = 41, 101
"""Points of the landscape's grid each way: of the picture at once, and of the one that a thread works out."""


@dataclass(frozen=True, eq=False)
class Lane:
    """A set-up with everything that was made of it. Only its race grows.

    Attributes
    ----------
    setup
        What was chosen.
    landscape
        A coarse one without critical points at first; then one that is final.
    race
        The trails of `setup.runners`, in their order.
    basins
        Where gradient descent with the first entrant's η ends, once that was worked out.
    """

    setup: DescentSetup
    landscape: Landscape
    race: Race
    basins: Basins | None = None

    @property
    def model(self) -> Model | None:
        """The model whose loss the surface is, if it is one."""
        return model_of(self.setup.entry)

    @property
    def runners(self) -> tuple[Runner, ...]:
        """Who moves."""
        return self.setup.runners

    @property
    def trails(self) -> tuple[Trail, ...]:
        """Their trails."""
        return self.race.trails

    @property
    def epoch(self) -> int:
        """Steps of an epoch; 0 without mini-batches."""
        return max((trail.epoch for trail in self.trails), default=0)

    def step_of(self, number: int, place: Place) -> DescentStep | None:
        """The step of a runner that is in view; the last one if its trail ends before, None if it has none."""
        trail = self.trails[number]
        last = min(place.step, trail.length - 1)
        return trail.step(last) if last >= 0 else None

    def outcome(self, number: int, place: Place) -> Outcome:
        """What has become of a runner."""
        return outcome_of(self.trails[number], place.steps_made, self.landscape)

    def rows(self, place: Place) -> Indices:
        """The samples of the mini-batch in view; none for the full cost."""
        batched = (trail for trail in self.trails if trail.racer.batch_size)
        return next((trail.rows(place.step) for trail in batched), np.empty(0, dtype=np.int64))

    def batch_costs(self, place: Place) -> Array | None:
        """The surface of that mini-batch on the grid of the landscape."""
        rows, surface = self.rows(place), self.landscape.surface
        if not len(rows) or not hasattr(surface, "part"):
            return None
        costs: Array = surface.part(rows).costs(self.landscape.a[np.newaxis], self.landscape.b[:, np.newaxis])
        return costs

    def on_ground(self, landscape: Landscape) -> Lane:
        """The same descent with a better picture of its surface."""
        return replace(self, landscape=landscape)


def coarse_landscape(setup: DescentSetup, *, logarithmic: bool) -> Landscape:
    """A picture that is there at once; nothing is said of critical points yet."""
    return landscape_of(setup.made, COARSE, COARSE, logarithmic=logarithmic, threshold=0.0, points=(), is_final=False)


def racing(setup: DescentSetup) -> Race:
    """A race that has begun: the first step is there, so that it can be taken apart."""
    race = Race(setup.made, [runner.racer for runner in setup.runners])
    race.extend_to(1)
    return race
