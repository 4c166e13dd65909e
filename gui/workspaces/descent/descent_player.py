"""Moving through descents: forwards, backwards, played, and to any step, while the trails grow as far as needed."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from gui.run.jobs import Activity
from gui.run.playback import SPEEDS, Playback
from simulator.arrays import Array, Indices
from simulator.descent.outcome import Outcome, outcome_of
from simulator.descent.race import Race
from simulator.descent.setup import DescentSetup, Runner
from simulator.descent.stops import BEGINNING, Place, Stride, following, place_after, preceding
from simulator.descent.trail import DescentStep, Trail
from simulator.landscape.landscape import Basins, Landscape, landscape_of
from simulator.surfaces.catalogue import model_of
from simulator.surfaces.models import Model

# One descent: the set-up, the ground that is moved on, and the trails.

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


MOST_STEPS = 100_000
"""Where recording ends."""
SLICE = 0.008
"""Seconds that the trails are extended for between two events."""


class DescentPlayer(QObject):
    """One descent, or two side by side, at one place of their way: a `Player`.

    Attributes
    ----------
    lanes
        The descents; the second one is there while two are compared.
    place
        Which part of which step is in view; always one that is recorded.
    chosen
        Numbers of the lane and of the runner whose step is taken apart.
    target
        A place that is being recorded towards, if one is.

    Signals
    -------
    moved
        Another place is in view, another runner is looked at, or trails became longer.
    granularity_changed, speed_changed, activity_changed
        As their names say.
    """

    moved = Signal()
    granularity_changed = Signal(object)
    speed_changed = Signal(float)
    activity_changed = Signal()
    granularities = tuple(Stride)

    def __init__(self, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lanes: tuple[Lane, ...] = (lane,)
        self.place = BEGINNING
        self.chosen = (0, 0)
        self.granularity = Stride.STEP
        self.speed = 1.0
        self.target: Place | None = None
        self._due: Place | None = None  # what was in view before its trails were made anew, until they come there
        self._playback = Playback(self._play_on, self)
        self._playback.playing_changed.connect(self.activity_changed)
        self._slices = QTimer(self)
        self._slices.setInterval(0)
        self._slices.timeout.connect(self._extend)

    @property
    def activity(self) -> Activity:
        """What goes on."""
        if self._playback.is_playing:
            return Activity.PLAYING
        return Activity.IDLE if self.target is None else Activity.TRAVELLING

    @property
    def length(self) -> int:
        """Steps that are recorded in all lanes."""
        return max(lane.race.length for lane in self.lanes)

    @property
    def is_over(self) -> bool:
        """Whether nobody can go on."""
        return all(lane.race.is_over for lane in self.lanes)

    @property
    def epoch(self) -> int:
        """Steps of an epoch; 0 without mini-batches."""
        return max(lane.epoch for lane in self.lanes)

    @property
    def progress(self) -> float:
        """Share of the way to a distant step that is recorded; 1 if none is asked for."""
        return 1.0 if self.target is None else self.length / max(self.target.step + 1, 1)

    @property
    def place_to_keep(self) -> Place:
        """The place in view; where trails are still being made again on the way to it, the one that was."""
        return self.place if self._due is None else self._due

    def next(self, granularity: Stride | None = None) -> None:
        """One press of Next."""
        self._go(following(self._aim(), granularity or self.granularity, self.epoch))

    def back(self, granularity: Stride | None = None) -> None:
        """One press of Back."""
        self._playback.pause()
        self._go(preceding(self.place_to_keep, granularity or self.granularity, self.epoch))

    def first(self) -> None:
        """Before the first step."""
        self._playback.pause()
        self._go(BEGINNING)

    def last(self) -> None:
        """The end of the last step that is recorded."""
        self._playback.pause()
        self._go(place_after(self.length))

    def go_to(self, place: Place) -> None:
        """Any place; what isn't recorded yet is made."""
        self._playback.pause()
        self._go(place)

    def go_to_step(self, steps: int) -> None:
        """Where so many steps are complete."""
        self.go_to(place_after(steps))

    def set_granularity(self, granularity: Stride) -> None:
        """Chooses how far one press goes."""
        if granularity is not self.granularity:
            self.granularity = granularity
            self.granularity_changed.emit(granularity)

    def set_speed(self, speed: float) -> None:
        """Chooses how fast Play goes; 1 is normal."""
        speed = min(max(speed, SPEEDS[0]), SPEEDS[-1])
        if speed != self.speed:
            self.speed = speed
            self._playback.set_speed(speed)
            self.speed_changed.emit(speed)

    def toggle_play(self) -> None:
        """Pauses whatever goes on; otherwise plays."""
        if self.activity is Activity.IDLE:
            self._playback.play()
        elif self._playback.is_playing:
            self.pause()
        else:
            self.give_up()

    def pause(self) -> None:
        """Stops playing, and recording on the way to a distant step; what was in view is recorded again."""
        self._playback.pause()
        if self.target is not None and self._due is not None:
            self.target = self._due
        else:
            self._stop_travelling()

    def give_up(self) -> None:
        """Stops whatever goes on: in view is how far the trails have come."""
        self._playback.pause()
        self._stop_travelling()
        self._due = None
        recorded = self._recorded()
        if recorded < self.place:  # trails that are made anew had not come there yet
            self.place = recorded
            self.moved.emit()

    def choose(self, lane: int, runner: int) -> None:
        """Looks at the steps of another runner."""
        if (lane, runner) != self.chosen:
            self.chosen = (lane, runner)
            self.moved.emit()

    def _aim(self) -> Place:
        """Where the next move starts from: several presses in a row add up."""
        return self.place if self.target is None else self.target

    def _go(self, place: Place) -> bool:
        """To a place, at once if it is recorded; at most to the end of the longest trail if all have ended.

        Returns
        -------
        Whether one is there, and `moved` has told it; otherwise it is being recorded.
        """
        place = min(place, place_after(MOST_STEPS))
        if self._is_recorded(place) or self._extend_to(place, SLICE):
            self._arrive(place)
            return True
        if self.target is None:
            self.target = place
            self._slices.start()
            self.activity_changed.emit()
        self.target = place
        if not self._is_recorded(self.place):  # what is said of a place is said of where the trails have come to
            self._due, self.place = self.place_to_keep, self._recorded()
        return False

    def _recorded(self) -> Place:
        """How far the trails have come."""
        return place_after(min((lane.race.length for lane in self.lanes if not lane.race.is_over),
                               default=self.length))

    def _is_recorded(self, place: Place) -> bool:
        return all(lane.race.is_over or lane.race.length > place.step for lane in self.lanes)

    def _extend_to(self, place: Place, seconds: float) -> bool:
        share = seconds / len(self.lanes)
        done = [lane.race.extend_for(share, place.step + 1) for lane in self.lanes]  # both are extended
        return all(done)

    def _extend(self) -> None:
        if self.target is None:
            return
        place = self.target
        if self._extend_to(place, SLICE):
            self._arrive(place)
        else:
            self.moved.emit()

    def _arrive(self, place: Place) -> None:
        if self.is_over:
            place = min(place, place_after(self.length))
        self._stop_travelling()
        self.place, self._due = place, None
        self.moved.emit()

    def _stop_travelling(self) -> None:
        if self.target is not None:
            self.target = None
            self._slices.stop()
            self.activity_changed.emit()

    def _play_on(self) -> bool:
        """One tick of Play; False when nothing is left, or when the runner that is looked at has come to its end."""
        if self.target is not None:
            return True
        before = self.place
        self.next()
        lane, runner = self.chosen
        end = self.lanes[lane].trails[runner].end
        has_ended = end is not None and before.steps_made < end.step <= self.place.steps_made
        return not has_ended and (self.place != before or self.target is not None)
