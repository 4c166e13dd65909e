"""The descents in view and everything that can be done to them; every change can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QObject, Signal

from gui.descent.descent_player import DescentPlayer
from gui.descent.edit_words import edit_text
from gui.descent.grounds import Grounds
from gui.descent.lane import Lane, coarse_landscape, racing
from gui.edit_history import EditHistory, Undoing
from gui.edits import DescentEdit, Edit
from simulator.descent.outcome import Outcome
from simulator.descent.race import Race
from simulator.descent.random_starts import random_starts
from simulator.descent.remedies import Remedy, kept_remedy, remedied, remedy_for, share_rate
from simulator.descent.setup import DescentSetup, Entrant, Runner, first_setup
from simulator.descent.stops import BEGINNING, Place, Stride
from simulator.surfaces.surface import Window


@dataclass(frozen=True, eq=False)
class Kept:
    """All that a session stands for at an instant, to be taken back."""

    memento: _Memento
    stride: Stride
    shows_basins: bool
    edits: EditHistory[_Memento]


@dataclass(frozen=True, eq=False)
class _Memento:
    """What was in view before a change."""

    setup: DescentSetup
    remedy: Remedy | None
    lanes: tuple[Lane, ...]
    place: Place
    chosen: tuple[int, int]
    logarithmic: bool


class DescentSession(Undoing, DescentPlayer):
    """The state of the Descent workspace.

    Attributes
    ----------
    setup
        What was chosen.
    remedy
        The one change that is compared, if one is: lane 0 is then its first optimizer alone, lane 1 the same with it.
    logarithmic
        Whether heights and colours are logarithmic.
    shows_basins, shows_batch
        Overlays: basins of attraction; the surface of the mini-batch in view.
    beginning
        What was in view at the very beginning.

    Signals
    -------
    lanes_changed
        Another set-up or another comparison; `moved` follows, and with it the new descents are drawn.
    ground_changed
        A better picture of a surface, or other overlays.
    undo_changed
        What can be undone.
    """

    lanes_changed = Signal()
    ground_changed = Signal()
    undo_changed = Signal()
    edit_text = staticmethod(edit_text)

    def __init__(self, setup: DescentSetup | None = None, parent: QObject | None = None) -> None:
        self.setup = setup or first_setup()
        self.remedy: Remedy | None = None
        self.logarithmic = self.setup.is_logarithmic
        self.shows_basins, self.shows_batch = False, True
        super().__init__(Lane(self.setup, coarse_landscape(self.setup, logarithmic=self.logarithmic),
                              racing(self.setup)), parent)
        if setup is None:  # where they end, and not each step, is what the first set-up shows
            self.granularity = Stride.TEN_STEPS
        self._grounds = Grounds(self)
        self._grounds.arrived.connect(self._on_ground)
        self._edits: EditHistory[_Memento] = EditHistory()
        self._in_gesture = False
        self._dice = np.random.default_rng(1)
        self.beginning = self.keep()
        self._wish()

    @property
    def is_settled(self) -> bool:
        """Whether nothing goes on."""
        return self._grounds.is_settled and self.target is None and not self._playback.is_playing

    def close(self) -> None:
        """Ends everything that goes on."""
        self.give_up()
        self._grounds.close()

    def outcomes(self) -> list[tuple[int, int, Outcome]]:
        """What has become of everybody: lane, number of the runner, outcome."""
        return [(number, runner, lane.outcome(runner, self.place)) for number, lane in enumerate(self.lanes)
                for runner in range(len(lane.runners))]

    # changes

    def edit(self, setup: DescentSetup, *, continues: bool = False) -> None:
        """Another set-up; the descent is made anew up to the step in view.

        Parameters
        ----------
        continues
            Whether a gesture goes on, such as a drag: all that belongs to it is undone at once.
        """
        if setup == self.setup:
            self._end_gesture(continues=continues)
            return
        self._remember(DescentEdit.SETUP, self.setup, setup, continues=continues)
        if _ground(setup) != _ground(self.setup):
            self.give_up()
            self.place = BEGINNING
            self.logarithmic = setup.is_logarithmic
            self.remedy = kept_remedy(self.remedy, setup.alone(self._entrant(setup)))
        self.setup = setup
        self._make_lanes()

    def choose_surface(self, name: str) -> None:
        """Another surface of the catalogue, from its start."""
        self.edit(self.setup.on_surface(name))

    def choose_own(self, expression: str, window: Window) -> None:
        """A surface that a person has typed.

        Raises
        ------
        ExpressionError, SettingError
            If it can't be used; nothing changes then.
        """
        self.edit(self.setup.with_own(expression, window))

    def change_entrant(self, number: int, entrant: Entrant) -> None:
        """Other settings of an optimizer; one at least takes part.

        Raises
        ------
        SettingError
            If they can't be used.
        """
        setup = self.setup.with_entrant(number, entrant)
        if any(one.runs for one in setup.entrants):
            self.edit(setup)

    def move_start(self, lane: int, number: int, a: float, b: float, *, continues: bool = False) -> None:
        """One of the starts somewhere else; of a compared start, its own."""
        if lane == 1 and self.remedy is not None and self.remedy.kind == "start":
            self.change_remedy(Remedy("start", (a, b)), continues=continues)
        elif self._shares_start(lane) and number < len(self.setup.starts):  # a hand may hold one that is gone
            self.edit(self.setup.with_start(number, a, b), continues=continues)

    def start_at(self, lane: int, a: float, b: float) -> None:
        """One start, here."""
        if lane == 1 and self.remedy is not None and self.remedy.kind == "start":
            self.change_remedy(Remedy("start", (a, b)))
        elif self._shares_start(lane):
            self.edit(replace(self.setup, starts=((a, b),)))

    def start_at_random(self) -> None:
        """Several starts anywhere in the window."""
        self.edit(replace(self.setup, starts=random_starts(self.setup, self._dice)))

    def start_alone(self) -> None:
        """Back to one start."""
        self.edit(replace(self.setup, starts=self.setup.starts[:1]))

    def slow_down(self, lane: int, runner: int, learning_rate: float) -> None:
        """A smaller η for somebody who has diverged."""
        if lane == 1 and self.remedy is not None and self.remedy.kind == "learning_rate":
            self.change_remedy(Remedy("learning_rate", learning_rate))
            return
        compared, number = self.lanes[0].runners[0], self.lanes[lane].runners[runner].entrant
        if lane == 1 and share_rate(compared.racer.optimizer, self.setup.entrants[number].optimizer):
            number = compared.entrant  # it is from there that the second lane has its η
        self.change_entrant(number, replace(self.setup.entrants[number], learning_rate=learning_rate))

    def compare(self, kind: str) -> None:
        """What a remedy changes, side by side with what there is.

        Raises
        ------
        Explained
            If it doesn't exist on this surface.
        """
        self.change_remedy(remedy_for(kind, self.setup.alone(self._entrant(self.setup))))

    def change_remedy(self, remedy: Remedy | None, *, continues: bool = False) -> None:
        """Another value of it; None ends the comparison.

        Raises
        ------
        SettingError
            If the value can't be used.
        """
        if remedy == self.remedy:
            self._end_gesture(continues=continues)
            return
        if remedy is not None:
            remedied(self.setup.alone(self._entrant(self.setup)), remedy)  # raises before anything is changed
        self._remember(DescentEdit.REMEDY, self.remedy, remedy, continues=continues)
        self.remedy = remedy
        self._make_lanes()

    # how it looks

    def set_logarithmic(self, logarithmic: bool) -> None:
        """Heights and colours logarithmic, or linear."""
        if logarithmic != self.logarithmic:
            self.logarithmic = logarithmic
            self._look_again()

    def show_basins(self, shown: bool) -> None:
        """The basins of attraction as an overlay."""
        self.shows_basins = shown
        self._look_again()

    def show_batch(self, shown: bool) -> None:
        """The surface of the mini-batch as a ghost."""
        self.shows_batch = shown
        self.ground_changed.emit()

    # undo

    def undo(self) -> None:
        """Takes the last change back."""
        if self.can_undo:
            self._return_to(self._edits.undo(self._memento()))

    def redo(self) -> None:
        """Makes it again."""
        if self.can_redo:
            self._return_to(self._edits.redo(self._memento()))

    # lectures

    def take_up(self, races: Sequence[tuple[DescentSetup, Race]], setup: DescentSetup, remedy: Remedy | None,
                place: Place, chosen: tuple[int, int], stride: Stride, *, logarithmic: bool, basins: bool) -> None:
        """Brings descents into view as they stand, without a way back: so a lecture sets its scene.

        Parameters
        ----------
        races
            Of each lane its set-up and its race, recorded as far as `place`.
        """
        lanes = tuple(Lane(one, self._grounds.landscape(one, logarithmic=logarithmic), race) for one, race in races)
        self._take(Kept(_Memento(setup, remedy, lanes, place, chosen, logarithmic), stride, basins,
                        EditHistory()))

    def keep(self) -> Kept:
        """What is in view now, with all that can be undone, for `take_back`."""
        return Kept(self._memento(), self.granularity, self.shows_basins, self._edits.copy())

    def take_back(self, kept: Kept) -> None:
        """Brings back what was in view."""
        self._take(kept)

    def _take(self, kept: Kept) -> None:
        self.shows_basins = kept.shows_basins
        self.set_granularity(kept.stride)
        self._edits = kept.edits.copy()
        self._restore(kept.memento)

    # how it is done

    def _entrant(self, setup: DescentSetup) -> int:
        """Who takes part in a comparison: the one that is looked at or that is compared already, if it still runs."""
        lane, runner = self.chosen
        number = self.lanes[0].runners[runner if lane == 0 else 0].entrant
        running = [place for place, entrant in enumerate(setup.entrants) if entrant.runs]
        return number if number in running else running[0]

    def _shares_start(self, lane: int) -> bool:
        """Whether somebody begins where the set-up says, and not where a structure with other parameters begins."""
        return self.lanes[lane].setup.starts[0] == self.setup.starts[0]

    def _make_lanes(self) -> None:
        setups = [self.setup]
        if self.remedy is not None:
            alone = self.setup.alone(self._entrant(self.setup))
            setups = [alone, remedied(alone, self.remedy)]
        races = {lane.setup: lane.race for lane in self.lanes}
        lane, runner = self.chosen
        looked_at = self.lanes[lane].runners[runner]
        self.lanes = tuple(Lane(setup, self._grounds.landscape(setup, logarithmic=self.logarithmic),
                                races.get(setup) or racing(setup)) for setup in setups)
        lane = min(lane, len(self.lanes) - 1)
        self.chosen = (lane, _most_like(looked_at, self.lanes[lane].runners))
        self._look_again(tell=False)
        self.lanes_changed.emit()
        if not self._go(self.place if self.target is None else self.target):
            self.moved.emit()

    def _wish(self) -> None:
        self._grounds.wish([(lane.setup, self.logarithmic, self._basin_rate(lane)) for lane in self.lanes])

    def _basin_rate(self, lane: Lane) -> float | None:
        return lane.setup.entrants[0].learning_rate if self.shows_basins else None

    def _look_again(self, *, tell: bool = True) -> None:
        self.lanes = tuple(self._lit(lane) for lane in self.lanes)
        self._wish()
        if tell:
            self.ground_changed.emit()

    def _lit(self, lane: Lane) -> Lane:
        landscape = self._grounds.landscape(lane.setup, logarithmic=self.logarithmic)
        rate = self._basin_rate(lane)
        basins = None if rate is None else self._grounds.basins(landscape, rate)
        return replace(lane, landscape=landscape, basins=basins)

    def _on_ground(self) -> None:
        self.lanes = tuple(self._lit(lane) for lane in self.lanes)
        self.ground_changed.emit()

    def _memento(self) -> _Memento:
        return _Memento(self.setup, self.remedy, self.lanes, self.place_to_keep, self.chosen, self.logarithmic)

    def _remember(self, kind: DescentEdit, before: object, after: object, *, continues: bool) -> None:
        edit = Edit(kind, {"before": before, "after": after})
        goes_on = self._in_gesture and self._edits.can_widen(edit)
        if goes_on:
            self._edits.widen(edit)
        else:
            self._edits.remember(self._memento(), edit)
        self._in_gesture = continues
        if not (goes_on and continues):  # a gesture is told when it begins and when it is known what came of it
            self.undo_changed.emit()

    def _end_gesture(self, *, continues: bool) -> None:
        """Where nothing is different any more, a gesture may still end."""
        if self._in_gesture and not continues:
            self._in_gesture = False
            self.undo_changed.emit()

    def _return_to(self, memento: _Memento) -> None:
        """To the other side of an edit; how the same surface is looked at is no part of it."""
        stays = _ground(memento.setup) == _ground(self.setup)
        self._restore(replace(memento, logarithmic=self.logarithmic) if stays else memento)

    def _restore(self, memento: _Memento) -> None:
        self.give_up()
        self._in_gesture = False
        self.setup, self.remedy, self.lanes = memento.setup, memento.remedy, memento.lanes
        self.place, self.chosen, self.logarithmic = memento.place, memento.chosen, memento.logarithmic
        self._look_again(tell=False)
        self.lanes_changed.emit()
        if not self._go(self.place):  # a change was made before its trails were as long as that
            self.moved.emit()
        self.undo_changed.emit()


def _ground(setup: DescentSetup) -> tuple[str, str, Window]:
    """What the descent goes on."""
    return setup.surface, setup.expression, setup.window


def _most_like(looked_at: Runner, runners: tuple[Runner, ...]) -> int:
    """Number of the runner that was looked at; of the first with its optimizer if it isn't there any more."""
    def likeness(number: int) -> tuple[bool, bool, bool]:
        one = runners[number]
        return one.entrant == looked_at.entrant, one.is_full == looked_at.is_full, one.start == looked_at.start

    return max(range(len(runners)), key=likeness)
