"""All that the Descent workspace stands for: what undo restores, documents keep, and lectures set and capture."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from simulator.declared import Lenient, Maybe, Member, Record, Row, Truth, Whole, declared
from simulator.descent.race import Race
from simulator.descent.remedies import Remedy, remedied
from simulator.descent.setup import MOST_RACERS, DescentSetup
from simulator.descent.stops import BEGINNING, Part, Place, Stride, following, place_after, preceding
from simulator.errors import Explained, Phrase

MOST_STEPS = 100_000
"""Steps that a race in the window can have."""

_TWO = Phrase("{count} whole numbers", count=2)
_PLACE = Row((Whole(0, MOST_STEPS), Whole(0, len(Part) - 1)), _TWO, lambda step, part: Place(step, Part(part)),
             lambda place: (place.step, int(place.part)))
_RUNNER = Row((Whole(0, 1), Whole(0, MOST_RACERS - 1)), _TWO)


@dataclass(frozen=True, eq=False)
class DescentState:
    """Everything that is chosen and seen; the trails follow from it.

    Attributes
    ----------
    setup
        The surface, and who moves on it.
    remedy
        The one change that is compared, if one is.
    place, chosen
        Which part of which step is in view; lane and number of the runner that is looked at.
    stride
        How far one press of Next goes.
    logarithmic
        Whether heights and colours are logarithmic.
    basins, batch
        Whether the basins of attraction, and the surface of the mini-batch in view, are shown.
    compared
        Number of the optimizer on which the remedy is tried; None for the first that moves.
    run
        The races of the lanes where they have been run already.
    """

    setup: DescentSetup = declared(Record(DescentSetup, is_flat=True), default_factory=DescentSetup)
    remedy: Remedy | None = declared(Maybe(Record(Remedy)), "compare", default=None)
    place: Place = declared(_PLACE, default=BEGINNING)
    chosen: tuple[int, int] = declared(Lenient(_RUNNER, (0, 0)), "runner", default=(0, 0))
    stride: Stride = declared(Member(Stride), "granularity", default=Stride.STEP)
    logarithmic: bool = declared(Truth(), "logarithmic", default=False)
    basins: bool = declared(Truth(), "basins", default=False)
    batch: bool = declared(Truth(), default=True)
    compared: int | None = None
    run: tuple[Race, ...] = ()

    @classmethod
    def of_stored(cls, **stored: Any) -> DescentState:
        """The state that a file tells of.

        Raises
        ------
        Explained
            If what is compared can't be.
        """
        state = cls(**stored)
        if state.remedy is None:
            return state if state.chosen[0] == 0 else replace(state, chosen=(0, 0))
        remedied(state.setup.first_alone, state.remedy)
        return state

    @classmethod
    def on(cls, setup: DescentSetup) -> DescentState:
        """The beginning of a descent, looked at as its surface usually is."""
        return cls(setup, logarithmic=setup.is_logarithmic)

    @cached_property
    def setups(self) -> tuple[DescentSetup, ...]:
        """Of the lanes: one, or two while a remedy is compared."""
        if self.remedy is None:
            return (self.setup,)
        running = [number for number, entrant in enumerate(self.setup.entrants) if entrant.runs]
        tried = self.compared
        alone = self.setup.alone(tried) if tried is not None and tried in running else self.setup.first_alone
        return alone, remedied(alone, self.remedy)

    @cached_property
    def races(self) -> tuple[Race, ...]:
        """Of the lanes, as far as the place in view; a twin of them goes on."""
        if self.run:
            return self.run
        races = self._fresh_races
        for race in races:
            race.extend_to(max(self.place.step + 1, 1))
        return races

    @property
    def _fresh_races(self) -> tuple[Race, ...]:
        return tuple(Race(setup.made, [runner.racer for runner in setup.runners]) for setup in self.setups)

    @property
    def epoch(self) -> int:
        """Steps of an epoch; 0 without mini-batches."""
        return max((trail.epoch for race in self._fresh_races for trail in race.trails), default=0)

    @property
    def is_run(self) -> bool:
        """Whether its races have been run already."""
        return bool(self.run) or "races" in vars(self)

    @cached_property
    def digest(self) -> str:
        """A text of all that is chosen, which tells states apart."""
        return repr((self.setup, self.remedy, self.place, self.chosen, self.logarithmic, self.basins, self.stride))

    def going_on_from(self, before: DescentState) -> DescentState:
        """The same state; what has been run before isn't run again."""
        if not before.is_run or _lanes(before) != _lanes(self):
            return self
        races = tuple(race.twin() for race in before.races)
        for race in races:
            race.extend_to(max(self.place.step + 1, 1))
        return replace(self, run=races)

    def pressed(self, presses: int) -> DescentState:
        """After so many presses of Next, or of Back where there are fewer than none."""
        place, leads, epoch = self.place, following if presses > 0 else preceding, self.epoch
        for _ in range(abs(presses)):
            place = leads(place, self.stride, epoch)
        return replace(self, place=place)

    def ended(self) -> DescentState:
        """At most at the end of the longest trail, once all trails have ended."""
        if not all(race.is_over for race in self.races):
            return self
        last = place_after(max(race.length for race in self.races))
        return replace(self, place=min(self.place, last), run=self.races)

    def with_setup(self, setup: DescentSetup) -> DescentState:
        """With another set-up; the first runner is looked at if there are more or fewer than before."""
        if setup is self.setup:
            return self
        chosen = self.chosen if len(setup.runners) == len(self.setup.runners) else (0, 0)
        return replace(self, setup=setup, chosen=chosen)

    def looking_at(self, lane: int, number: int) -> DescentState:
        """Looking at another runner.

        Raises
        ------
        Explained
            If there is none.
        """
        if not (lane < len(self.setups) and number < len(self.setups[lane].runners)):
            raise Explained(Phrase("there is no runner {number} in lane {lane} here; choose another one",
                                   number=number + 1, lane=lane + 1))
        return replace(self, chosen=(lane, number))


def _lanes(state: DescentState) -> tuple[object, ...]:
    """What the races follow from."""
    return state.setup, state.remedy, state.compared
