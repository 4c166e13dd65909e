"""The descents in view and everything that can be done to them; every change can be undone."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from PySide6.QtCore import QCoreApplication, QObject, Signal

from gui.foundation.language import translate_name
from gui.foundation.number_text import count, field_text
from gui.run.edit_history import EditHistory, History
from gui.run.edit_words import shortened, value_text
from gui.run.edits import DescentEdit, Edit
from gui.run.training_worker import TrainingWorker
from gui.setup.setting_row import symbol_text
from gui.workspaces.descent.descent_player import FINE, DescentPlayer, Lane, coarse_landscape, racing
from gui.workspaces.descent.racer_looks import optimizer_name
from simulator.descent.outcome import Outcome
from simulator.descent.race import random_starts
from simulator.descent.remedies import Remedy, kept_remedy, remedied, remedy_for, share_rate
from simulator.descent.setup import OWN, DescentSetup, Entrant, Runner, first_setup
from simulator.descent.state import DescentState
from simulator.descent.stops import BEGINNING, Stride
from simulator.landscape.basins import basins_of_attraction
from simulator.landscape.landscape import Basins, Landscape, landscape_of
from simulator.optimizers import optimizer_named
from simulator.surfaces.surface import Window
from simulator.training import Interrupted

# Pictures of surfaces, worked out on a thread: coarse at once, fine as soon as they are ready, and kept.

BASIN_POINTS = 81
_KEPT = 24

Key = tuple[Any, ...]
_Wish = tuple[Key, DescentSetup, bool, float | None]
_Work = tuple[Key, float | None]
"""A landscape, or its basins for an η."""


def key_of(setup: DescentSetup, *, logarithmic: bool) -> Key:
    """What a landscape depends on."""
    own = (setup.expression, setup.window) if setup.surface == OWN else ()
    return setup.surface, *own, logarithmic


class Grounds(QObject):
    """Landscapes and basins by what they depend on.

    Signals
    -------
    arrived
        Something that was wished for is there.
    """

    arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known: OrderedDict[Key, Landscape] = OrderedDict()
        self._basins: OrderedDict[Key, Basins] = OrderedDict()
        self._wishes: list[_Wish] = []
        self._under_way: _Work | None = None
        self._worker = TrainingWorker(self)
        self._worker.ended.connect(self._on_end)

    @property
    def is_settled(self) -> bool:
        """Whether nothing is being worked out."""
        return not self._worker.is_busy and not self._wishes

    def landscape(self, setup: DescentSetup, *, logarithmic: bool) -> Landscape:
        """The final landscape if it is known, otherwise a coarse one."""
        known = self._known.get(key_of(setup, logarithmic=logarithmic))
        return known or coarse_landscape(setup, logarithmic=logarithmic)

    def basins(self, landscape: Landscape, learning_rate: float) -> Basins | None:
        """Basins of a final landscape, if they are known."""
        return self._basins.get((landscape, learning_rate)) if landscape.is_final else None

    def wish(self, wanted: list[tuple[DescentSetup, bool, float | None]]) -> None:
        """What should become known: set-ups, whether logarithmic, and η of the basins if they are wanted.

        What was wished for before and isn't there yet is given up.
        """
        wishes = [(key_of(setup, logarithmic=logarithmic), setup, logarithmic, rate)
                  for setup, logarithmic, rate in wanted]
        self._wishes = [wish for wish in wishes if not self._is_fulfilled(wish)]
        if not self._wishes:
            return
        if not self._worker.is_busy:
            self._begin()
        elif all(self._work_for(wish) != self._under_way for wish in self._wishes):
            self._worker.stop()

    def close(self) -> None:
        """Ends the thread."""
        self._wishes = []
        self._worker.close()

    def _is_fulfilled(self, wish: _Wish) -> bool:
        key, _, _, rate = wish
        known = self._known.get(key)
        return known is not None and (rate is None or (known, rate) in self._basins)

    def _work_for(self, wish: _Wish) -> _Work:
        """What is worked out for a wish next."""
        key, _, _, rate = wish
        return key, rate if key in self._known else None

    def _begin(self) -> None:
        wish = self._wishes[0]
        known = self._known.get(wish[0])
        self._under_way = self._work_for(wish)

        def work(should_stop: Callable[[], bool], post: Callable[[Any], None]) -> Any:
            return _fulfil(wish, known, should_stop)

        self._worker.start(work)

    def _on_end(self, result: Any, error: Any) -> None:
        if error is not None and not isinstance(error, Interrupted):
            self._wishes = []
            raise error
        if result is not None:
            key, landscape, rate, basins = result
            _keep(self._known, key, landscape)
            if basins is not None:
                _keep(self._basins, (landscape, rate), basins)
            self._wishes = [wish for wish in self._wishes if not self._is_fulfilled(wish)]
        if self._wishes:
            self._begin()
        if result is not None:
            self.arrived.emit()


def _keep(kept: OrderedDict[Key, Any], key: Key, value: Any) -> None:
    kept[key] = value
    kept.move_to_end(key)
    while len(kept) > _KEPT:
        kept.popitem(last=False)


def _fulfil(wish: _Wish, known: Landscape | None, should_stop: Callable[[], bool]) -> Any:
    """The landscape first; asked again, with its basins."""
    key, setup, logarithmic, rate = wish
    if known is None:
        made = landscape_of(setup.made, FINE, FINE, logarithmic=logarithmic, should_stop=should_stop)
        return key, made, None, None
    assert rate is not None, "otherwise the wish was fulfilled"
    basins = basins_of_attraction(known, rate, BASIN_POINTS, BASIN_POINTS, should_stop=should_stop)
    return key, known, rate, basins


# Edits of the Descent workspace in words, short enough for a menu.

translate = QCoreApplication.translate


def edit_text(edit: Edit) -> str:
    """What an edit is called in the language of the window."""
    before, after = edit.values["before"], edit.values["after"]
    return _setup_text(before, after) if edit.kind is DescentEdit.SETUP else _remedy_text(before, after)


def _setup_text(before: DescentSetup, after: DescentSetup) -> str:
    if after.surface == OWN and (before.surface != OWN or before.expression != after.expression):
        return translate("Edits", "surface {name}").format(name=shortened(after.expression))
    if before.surface != after.surface:
        assert after.entry is not None, "only a surface of one's own has none"
        return translate("Edits", "surface {name}").format(name=translate_name(after.entry.label))
    if before.window != after.window:
        return translate("Edits", "part of the surface that is shown")
    changed = [one.name for one in fields(DescentSetup) if getattr(before, one.name) != getattr(after, one.name)]
    if changed == ["starts"]:
        return _starts_text(before, after)
    if changed == ["entrants"]:
        return _entrants_text(before, after)
    if changed == ["batch_size"]:
        return translate("Edits", "mini-batches of {size}").format(size=count(after.batch_size)) if after.batch_size \
            else translate("Edits", "all samples in each step")
    if changed == ["seed"]:
        return translate("Edits", "order of the samples")
    return translate("Edits", "{count} settings").format(count=count(len(changed)))


def _starts_text(before: DescentSetup, after: DescentSetup) -> str:
    moved = [start for start in after.starts if start not in before.starts]
    if len(after.starts) > 1 and len(moved) != 1:
        return translate("Edits", "{count} starts").format(count=count(len(after.starts)))
    a, b = moved[0] if moved else after.starts[0]
    return translate("Edits", "start at ({a}, {b})").format(a=value_text(a), b=value_text(b))


def _entrants_text(before: DescentSetup, after: DescentSetup) -> str:
    changes = [text for one, other in zip(before.entrants, after.entrants, strict=True) if one != other
               for text in _entrant_texts(one, other)]
    if len(changes) == 1:
        return changes[0]
    return translate("Edits", "{count} settings").format(count=count(len(changes)))


def _entrant_texts(before: Entrant, after: Entrant) -> list[str]:
    name, texts = optimizer_name(after.optimizer), []
    if before.runs != after.runs:
        texts.append((translate("Edits", "{optimizer} takes part") if after.runs else
                      translate("Edits", "{optimizer} stays out")).format(optimizer=name))
    if before.learning_rate != after.learning_rate:
        texts.append(translate("Edits", "{optimizer}: learning rate {before} → {after}").format(
            optimizer=name, before=field_text(before.learning_rate), after=field_text(after.learning_rate)))
    wanted = optimizer_named(after.optimizer).hyperparameters
    texts += [translate("Edits", "{optimizer}: {symbol} {before} → {after}").format(
        symbol=symbol_text(one.symbol), optimizer=name, before=field_text(old), after=field_text(new))
        for one, old, new in zip(wanted, before.numbers, after.numbers, strict=True) if old != new]
    return texts


def _remedy_text(before: Remedy | None, after: Remedy | None) -> str:
    if after is None:
        return translate("Edits", "end of the comparison")
    is_new = before is None or before.kind != after.kind
    return translate_name(after.entry.comparison if is_new else after.entry.value_label)


@dataclass(frozen=True, eq=False)
class Kept:
    """All that a session stands for at an instant, to be taken back."""

    state: DescentState
    edits: EditHistory[DescentState]


class DescentSession(DescentPlayer):
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
    history
        What can be undone.
    beginning
        What was in view at the very beginning.

    Signals
    -------
    lanes_changed
        Another set-up or another comparison; `moved` follows, and with it the new descents are drawn.
    ground_changed
        A better picture of a surface, or other overlays.
    """

    lanes_changed = Signal()
    ground_changed = Signal()

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
        self.history: History[DescentState] = History(lambda: self.state, self._return_to, edit_text, self)
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
            self.history.end_gesture(continues=continues)
            return
        self._note(DescentEdit.SETUP, self.setup, setup, continues=continues)
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
        if lane == 1 and self.remedy is not None and self.remedy.sets("starts"):
            self.change_remedy(replace(self.remedy, value=(a, b)), continues=continues)
        elif self._shares_start(lane) and number < len(self.setup.starts):  # a hand may hold one that is gone
            self.edit(self.setup.with_start(number, a, b), continues=continues)

    def start_at(self, lane: int, a: float, b: float) -> None:
        """One start, here."""
        if lane == 1 and self.remedy is not None and self.remedy.sets("starts"):
            self.change_remedy(replace(self.remedy, value=(a, b)))
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
        if lane == 1 and self.remedy is not None and self.remedy.sets("learning_rate"):
            self.change_remedy(replace(self.remedy, value=learning_rate))
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
            self.history.end_gesture(continues=continues)
            return
        if remedy is not None:
            remedied(self.setup.alone(self._entrant(self.setup)), remedy)  # raises before anything is changed
        self._note(DescentEdit.REMEDY, self.remedy, remedy, continues=continues)
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

    # lectures

    @property
    def state(self) -> DescentState:
        """All that is chosen and seen; its races are those in view, which go on."""
        compared = None if self.remedy is None else self.lanes[0].runners[0].entrant
        return DescentState(self.setup, self.remedy, self.place_to_keep, self.chosen, self.granularity,
                            self.logarithmic, self.shows_basins, self.shows_batch, compared,
                            tuple(lane.race for lane in self.lanes))

    def take_up(self, state: DescentState) -> None:
        """Bring descents into view, without a way back; what isn't recorded yet is recorded a slice at a time."""
        self.take_back(Kept(state, EditHistory()))

    def keep(self) -> Kept:
        """What is in view now, with all that can be undone, for `take_back`."""
        return Kept(self.state, self.history.edits.copy())

    def take_back(self, kept: Kept) -> None:
        """Brings back what was in view."""
        self.shows_basins = kept.state.basins
        self.set_granularity(kept.state.stride)
        self.history.edits = kept.edits.copy()
        self._restore(kept.state)
        if self.shows_batch != kept.state.batch:
            self.show_batch(kept.state.batch)

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

    def _note(self, kind: DescentEdit, before: object, after: object, *, continues: bool) -> None:
        self.history.note(Edit(kind, {"before": before, "after": after}), continues=continues)

    def _return_to(self, state: DescentState) -> None:
        """To the other side of an edit; how the same surface is looked at is no part of it."""
        stays = _ground(state.setup) == _ground(self.setup)
        self._restore(replace(state, logarithmic=self.logarithmic) if stays else state)

    def _restore(self, state: DescentState) -> None:
        self.give_up()
        self.history.break_gesture()
        self.setup, self.remedy, self.logarithmic = state.setup, state.remedy, state.logarithmic
        self.place, self.chosen = state.place, state.chosen
        races = state.run or tuple(map(racing, state.setups))
        self.lanes = tuple(Lane(setup, self._grounds.landscape(setup, logarithmic=self.logarithmic), race)
                           for setup, race in zip(state.setups, races, strict=True))
        self._look_again(tell=False)
        self.lanes_changed.emit()
        if not self._go(self.place):  # a change was made before its trails were as long as that
            self.moved.emit()
        self.history.changed.emit()


def _ground(setup: DescentSetup) -> tuple[str, str, Window]:
    """What the descent goes on."""
    return setup.surface, setup.expression, setup.window


def _most_like(looked_at: Runner, runners: tuple[Runner, ...]) -> int:
    """Number of the runner that was looked at; of the first with its optimizer if it isn't there any more."""
    def likeness(number: int) -> tuple[bool, bool, bool]:
        one = runners[number]
        return one.entrant == looked_at.entrant, one.is_full == looked_at.is_full, one.start == looked_at.start

    return max(range(len(runners)), key=likeness)
