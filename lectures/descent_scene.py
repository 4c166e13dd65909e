"""What stands in the Descent workspace: a set-up, perhaps a compared remedy, and how far everybody has come."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from lectures.model import Change
from simulator.descent.race import Race
from simulator.descent.remedies import Remedy, remedied, remedy_for
from simulator.descent.setup import DescentSetup, Entrant
from simulator.descent.stops import BEGINNING, Part, Place, Stride, following, place_after, preceding
from simulator.errors import Explained, Phrase, name_list
from simulator.optimizers import OPTIMIZERS
from simulator.surfaces.surface import Window


@dataclass(frozen=True, eq=False)
class DescentScene:
    """Everything that is chosen and seen.

    Attributes
    ----------
    setup, remedy, logarithmic, basins
        As in the workspace.
    place, chosen
        Which part of which step is in view; lane and number of the runner that is looked at.
    stride
        How far one press of Next goes.
    run
        The races of the lanes where they have been run already, as far as `place` at least.
    """

    setup: DescentSetup
    remedy: Remedy | None = None
    place: Place = BEGINNING
    chosen: tuple[int, int] = (0, 0)
    logarithmic: bool = False
    basins: bool = False
    stride: Stride = Stride.STEP
    run: tuple[Race, ...] = ()

    @cached_property
    def setups(self) -> tuple[DescentSetup, ...]:
        """Of the lanes: one, or two while a remedy is compared."""
        if self.remedy is None:
            return (self.setup,)
        alone = alone_of(self.setup)
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

    def going_on_from(self, before: DescentScene) -> DescentScene:
        """The same scene; what has been run before isn't run again."""
        if not before.is_run or (before.setup, before.remedy) != (self.setup, self.remedy):
            return self
        races = tuple(race.twin() for race in before.races)
        for race in races:
            race.extend_to(max(self.place.step + 1, 1))
        return replace(self, run=races)

    @property
    def is_run(self) -> bool:
        """Whether its races have been run already."""
        return bool(self.run) or "races" in vars(self)

    @cached_property
    def digest(self) -> str:
        """Tells scenes apart."""
        return descent_digest(self)


def descent_digest(scene: DescentScene) -> str:
    """A text of all that is chosen: the trails follow from it."""
    return repr((scene.setup, scene.remedy, scene.place, scene.chosen, scene.logarithmic, scene.basins, scene.stride))


def alone_of(setup: DescentSetup) -> DescentSetup:
    """The first of those that move, alone: what a remedy is compared with."""
    return setup.alone(next(number for number, one in enumerate(setup.entrants) if one.runs))


def first_descent() -> DescentScene:
    """What the workspace begins with."""
    return _on(DescentSetup())


def descent_applied(scene: DescentScene | None, change: Change) -> DescentScene:
    """The scene after a change.

    Raises
    ------
    Explained
        If something can't be used.
    """
    before = scene or first_descent()
    scene = _with_setup(replace(before, run=()), change)
    if change.compare is not None:
        scene = replace(scene, remedy=_remedy(scene.setup, *change.compare), chosen=(0, 0))
    if change.logarithmic is not None:
        scene = replace(scene, logarithmic=change.logarithmic)
    if change.basins is not None:
        scene = replace(scene, basins=change.basins)
    if change.steps is not None:
        scene = replace(scene, place=place_after(change.steps))
    if change.part is not None:
        part = Part[change.part.upper()]
        scene = replace(scene, place=Place(scene.place.steps_made, part) if part is not Part.MOVE
                        else place_after(scene.place.steps_made + 1))
    if change.granularity is not None:
        scene = replace(scene, stride=Stride(change.granularity))
    if change.next:
        scene = replace(scene, place=_pressed(scene, change.next))
    scene = _at_most_to_the_end(scene.going_on_from(before))
    if change.runner is not None:
        lane, number = change.runner[0] - 1, change.runner[1] - 1
        if not (lane < len(scene.setups) and number < len(scene.setups[lane].runners)):
            raise Explained(Phrase("there is no runner {number} in lane {lane} here; choose another one",
                                   number=number + 1, lane=lane + 1))
        scene = replace(scene, chosen=(lane, number))
    return scene


def _pressed(scene: DescentScene, presses: int) -> Place:
    """Where so many presses of Next lead, or of Back where there are fewer than none."""
    place, leads, epoch = scene.place, following if presses > 0 else preceding, scene.epoch
    for _ in range(abs(presses)):
        place = leads(place, scene.stride, epoch)
    return place


def _at_most_to_the_end(scene: DescentScene) -> DescentScene:
    """Where everybody has come to an end, nobody goes on."""
    if all(race.is_over for race in scene.races):
        last = place_after(max(race.length for race in scene.races))
        return replace(scene, place=min(scene.place, last), run=scene.races)
    return scene


def _on(setup: DescentSetup) -> DescentScene:
    return DescentScene(setup, logarithmic=setup.is_logarithmic)


def _with_setup(scene: DescentScene, change: Change) -> DescentScene:
    setup = scene.setup
    if change.surface is not None:
        scene = _on(DescentSetup(change.surface))
    elif change.expression is not None:
        (low_a, low_b), (high_a, high_b) = change.window or (setup.window.low, setup.window.high)
        window = Window((low_a, low_b), (high_a, high_b))
        scene = _on(DescentSetup("own", change.expression, window))
    setup = scene.setup
    if change.optimizers is not None:
        setup = replace(setup, entrants=_entrants(setup, change.optimizers))
    if change.learning_rate is not None:
        setup = replace(setup, entrants=tuple(replace(one, learning_rate=change.learning_rate) if one.runs else one
                                              for one in setup.entrants))
    for name in ("starts", "batch_size", "seed"):
        if getattr(change, name) is not None:
            setup = replace(setup, **{name: getattr(change, name)})
    if setup is scene.setup:
        return scene
    chosen = scene.chosen if len(setup.runners) == len(scene.setup.runners) else (0, 0)
    return replace(scene, setup=setup, chosen=chosen)


def _entrants(setup: DescentSetup, wanted: tuple[tuple[str, float | None, tuple[float, ...]], ...]
              ) -> tuple[Entrant, ...]:
    known = {one.name for one in OPTIMIZERS}
    chosen = {name: (rate, numbers) for name, rate, numbers in wanted}
    for name in chosen:
        if name not in known:
            raise Explained(Phrase('there is no optimizer "{name}"; choose one of {known}', name=name,
                                   known=name_list(sorted(known))))
    entrants = []
    for one in setup.entrants:
        rate, numbers = chosen.get(one.optimizer, (None, ()))
        entrants.append(replace(one, runs=one.optimizer in chosen,
                                learning_rate=one.learning_rate if rate is None else rate,
                                numbers=numbers or one.numbers))
    return tuple(entrants)


def _remedy(setup: DescentSetup, kind: str, value: object) -> Remedy | None:
    if not kind:
        return None
    alone = alone_of(setup)
    remedy = remedy_for(kind, alone)
    if value is not None:
        remedy = Remedy(kind, tuple(map(float, value)) if isinstance(value, tuple | list) else value)
    remedied(alone, remedy)  # raises where it can't be used
    return remedy
