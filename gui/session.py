"""The session: the one mutable object behind the window. Views ask it for moves and edits, and draw what it shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from gui.choice import Selection
from gui.comparison import SecondRun
from gui.cursor import Cursor
from gui.notices import Notice, NoticeAction, NoticeKind
from gui.undo import Memento, UndoStack
from simulator.changes import Change, ParameterChange, SettingsChange
from simulator.comparison import Compared, comparison_difference
from simulator.datasets.data_set import DataSet
from simulator.errors import Phrase
from simulator.experiment import Experiment, SettingError, begins_new_run, same_data, with_change
from simulator.navigation import Stop
from simulator.pair import Pair
from simulator.run import Run
from simulator.steps import START, Address, Granularity
from simulator.training import OwnSample


@dataclass(frozen=True, eq=False)
class _Kept:
    """All that a session stands for at an instant, to be taken back."""

    run: Run
    pair: tuple[Pair, Compared] | None
    selection: Selection | None
    granularity: Granularity
    own_sample: OwnSample | None
    edits: UndoStack


class SetAside:
    """What was in view when a lecture began; it is here as soon as what went on then has ended."""

    def __init__(self) -> None:
        self.kept: _Kept | None = None


class Session(Cursor):
    """The cursor on a run, and every edit; each edit can be undone.

    Parameters
    ----------
    data
        Opened from the experiment if it isn't given.
    sample
        A sample of one's own to begin with, at its input; without one the first step of the run is in view.

    Raises
    ------
    ValueError
        If the data can't be opened or don't fit the experiment.
    """

    def __init__(self, experiment: Experiment, data: DataSet | None = None, sample: OwnSample | None = None,
                 parent: QObject | None = None) -> None:
        super().__init__(Run(experiment, data or experiment.open_data()), parent)
        self._edits = UndoStack()
        if sample is not None:
            self.own_sample = sample
            self.run.follow(sample, START)
        else:
            self.run.arrive(self.run.timeline.begin(), START)
        self.refocus()
        self._labour.evaluate_when_idle()

    def learn_sample(self, sample: OwnSample) -> None:
        """Makes a sample of one's own the next step of the run: one update with it alone."""
        self._when_calm(partial(self._alone, partial(self._learn_sample, sample)))

    def change_settings(self, **settings: Any) -> None:
        """Changes η, m, regularisation or the optimizer's numbers from here on, without a new run.

        Training that is under way goes on with them.

        Raises
        ------
        SettingError
            If they can't be used, or belong to what only a new run can change.
        """
        changed = with_change(self.experiment, **settings).fits(self.data)
        if begins_new_run(self.experiment, changed):
            raise SettingError(next(iter(settings)), Phrase("{names} can't change during a run; start a new one",
                                                            names=", ".join(settings)))
        if changed != self.experiment:
            whole_step = changed.batch_size != self.experiment.batch_size
            self._edit_on_the_way(SettingsChange(changed), whole_step=whole_step)

    def set_parameter(self, index: int, value: float, *, continues: bool = False) -> None:
        """Sets one weight or bias by hand: θ[index] = value.

        Parameters
        ----------
        continues
            The hand is still on it: undo takes the whole movement back.

        Raises
        ------
        ValueError, IndexError
            If it is no finite number, or θ has no such entry.
        """
        change = ParameterChange(index, value)
        self.run.timeline.check(change)
        self._edit_on_the_way(change, whole_step=False, continues=continues)

    def change_points(self, points: Sequence[Sequence[float]]) -> None:
        """Learns from other training points from now on: a new run that begins with the weights in view.

        Parameters
        ----------
        points
            Raw coordinates of each, then the number of its class, or its value.

        Raises
        ------
        ValueError
            If there is none, or one of them is no point of these data.
        """
        rows = tuple(tuple(float(number) for number in point) for point in points)
        size = min(self.experiment.batch_size, max(len(rows), 1))
        experiment = with_change(self.experiment, train_points=rows, batch_size=size)
        run = Run(experiment, experiment.data_from(self.data), self.moment.theta)
        self._when_calm(partial(self._alone, partial(self._start_run, run, announced=False)))

    def start_run(self, experiment: Experiment, data: DataSet | None = None) -> None:
        """Begins a new run; the one in view stays until the new one can be seen.

        Raises
        ------
        ValueError
            If the data can't be opened or don't fit.
        """
        same = same_data(experiment, self.experiment)
        run = Run(experiment, data or (self.data if same else experiment.open_data()))
        self._when_calm(partial(self._alone, partial(self._start_run, run)))

    def reset(self) -> None:
        """Begins anew from the same initial weights, with the settings now in force."""
        self.start_run(self.experiment)

    def draw_new_weights(self) -> None:
        """Begins anew from other initial weights: those of the next seed."""
        self.start_run(with_change(self.experiment, seed=self.experiment.seed + 1, initial_theta=(), frozen=()))

    def start_comparison(self, experiment: Experiment) -> None:
        """Begins anew, and beside the run a second one with the same weights and samples and one other setting.

        Raises
        ------
        SettingError
            If the experiment differs from that of the run in nothing, in more than one setting, or in what the same
            start can't be kept for.
        """
        compared = comparison_difference(self.experiment, experiment)
        pair = Pair(Run(self.experiment, self.data), Run(experiment, self.data))
        self._when_calm(partial(self._start_comparison, pair, compared))

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to undo."""
        return self._edits.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether an undone edit can be made again."""
        return self._edits.can_redo

    def undo(self) -> None:
        """Takes the newest edit back."""
        if self.can_undo:
            self._when_calm(partial(self._alone, self._undo, NoticeAction.REDO))

    def redo(self) -> None:
        """Makes an undone edit again."""
        if self.can_redo:
            self._when_calm(partial(self._alone, self._redo))

    def take_up(self, run: Run, selection: Selection | None, granularity: Granularity) -> None:
        """Brings a run into view as it stands, in silence and without a way back: so a lecture sets its scene."""
        self._when_calm(partial(self._take_up, _Kept(run, None, selection, granularity, run.followed, UndoStack())))

    def set_aside(self) -> SetAside:
        """Keeps what is in view, with all that can be undone, for `take_back`; a twin of it stays in view."""
        aside = SetAside()
        self._when_calm(partial(self._set_aside, aside))
        return aside

    def take_back(self, aside: SetAside, then: Callable[[], None]) -> None:
        """Brings back what was in view, and calls `then` when it is there."""
        self._when_calm(partial(self._take_back, aside, then))

    def answer(self, action: NoticeAction | None) -> None:
        """What the person chose about the notice; None only takes it away."""
        notice = self.notice
        self.tell(None)
        if action is NoticeAction.UNDO:
            self.undo()
        elif action is NoticeAction.GO_BACK_AND_SLOW_DOWN and notice is not None:
            step, rate = int(notice.values["back_to"]) - 1, float(notice.values["smaller_learning_rate"])
            self._when_calm(partial(self._alone, partial(self._take_up_again, step, rate)))
        elif action is NoticeAction.REDO:
            self.redo()
        elif action is NoticeAction.LEARN and self.own_sample is not None:
            self.learn_sample(self.own_sample)

    def _set_aside(self, aside: SetAside) -> None:
        second, run = self.comparison, self.run
        pair = None if second is None else (second.pair, second.compared)
        aside.kept = _Kept(run, pair, self.selection, self.granularity, self.own_sample, self._edits)
        self._take_up(replace(aside.kept, run=run.twin(), pair=None, edits=UndoStack()))

    def _take_back(self, aside: SetAside, then: Callable[[], None]) -> None:
        assert aside.kept is not None, "it was asked for before this"
        self._take_up(aside.kept)
        then()

    def _take_up(self, kept: _Kept) -> None:
        self._end_comparison()
        self.tell(None)
        self._edits, self.own_sample = kept.edits, kept.own_sample
        second = None if kept.pair is None else SecondRun(*kept.pair, self)
        if kept.run.trainer is self.run.trainer:
            self.run = kept.run
            self.settings_changed.emit()
        self._put_into_view(kept.run, second)
        if kept.selection != self.selection:
            self.selection = kept.selection
            self.selection_changed.emit(kept.selection)
        self.set_granularity(kept.granularity)
        self.show()
        self.history_changed.emit()
        self.undo_changed.emit()
        self._labour.evaluate_when_idle()

    def _start_comparison(self, pair: Pair, compared: Compared) -> None:
        self._end_comparison()
        self._edits.remember(self.run)
        if self.run.followed is not None:
            pair.first.follow(self.run.followed, START)
        self._fetch(pair.first, Stop(0, START), keep_followed=True, stoppable=False,
                    second=SecondRun(pair, compared, self))
        self._announce_edit(None)

    def _alone(self, edit: Callable[[], None], way_back: NoticeAction = NoticeAction.UNDO) -> None:
        """Makes an edit: it changes one run only, so nothing is compared any more."""
        was_compared = self.comparison is not None
        self._end_comparison()
        edit()
        if was_compared:
            self.tell(Notice(NoticeKind.COMPARISON_ENDED, {}, (way_back,)))

    def _undo(self) -> None:
        if self.can_undo:
            self._return_to(self._edits.undo(self.run))

    def _redo(self) -> None:
        if self.can_redo:
            self._return_to(self._edits.redo(self.run))

    def _edit_on_the_way(self, change: Change, *, whole_step: bool, continues: bool = False) -> None:
        """An edit that training does not have to end for."""
        training, batch_size = self.is_training, self.experiment.batch_size
        edit = partial(self._edit, change, whole_step=whole_step, continues=continues)
        self._labour.when_free(partial(self._alone, edit))
        if training:
            self._labour.when_free(partial(self._train_on, batch_size))

    def _train_on(self, batch_size: int) -> None:
        """Goes on with a training that was interrupted; `batch_size` is what its steps were counted with."""
        left = self._training_ends - self.run_length
        if left > 0:
            self._train_steps(-(-left * batch_size // self.experiment.batch_size))

    def _edit(self, change: Change, *, whole_step: bool, continues: bool = False) -> None:
        run = self.run
        step = run.step_to_edit(whole_step=whole_step)
        forgotten = self._forgotten_by(step)
        if not (continues and self._edits.can_undo):
            self._edits.remember(run)
        self.in_hand = continues
        in_view = run.has_step and step == run.address.step
        run.timeline.change(step, change, keep_own=in_view)
        by_hand = isinstance(change, ParameterChange)
        if in_view:
            self._bring(run, Stop(step, run.address), keep_followed=True, stoppable=False)
        elif by_hand and run.has_step and run.followed is None:
            # the step in view is over: the weight is seen, and at work, in the next one
            self._bring(run, Stop(step, Address(step, 0, 0, 0)), stoppable=False)
        else:
            run.look_again()
            self.show()
            self.history_changed.emit()
        self.in_hand = False
        self._announce_edit(forgotten, of_run=not by_hand)

    def _learn_sample(self, sample: OwnSample) -> None:
        run = self.run
        step = run.step_to_edit(whole_step=True)
        forgotten = self._forgotten_by(step)
        self._edits.remember(run)
        run.timeline.learn(step, sample)
        self._bring(run, Stop(step, Address(step, 0, 0, 0)), stoppable=False)
        self._announce_edit(forgotten)

    def _take_up_again(self, step: int, learning_rate: float) -> None:
        timeline = self.run.timeline
        self._edits.remember(self.run)
        slower = with_change(timeline.state(step).experiment, learning_rate=learning_rate)
        timeline.change(step, SettingsChange(slower))
        self._bring(self.run, Stop(step, Address(step, 0, 0, 0)), stoppable=False)
        self._announce_edit(None)

    def _forgotten_by(self, step: int) -> tuple[int, int] | None:
        """First and last step of the future that an edit in front of `step` gives up, beyond the step in view."""
        beyond = max(step, self.run.address.step + 1)
        return (beyond, self.run_length - 1) if self.run_length > beyond else None

    def _announce_edit(self, forgotten: tuple[int, int] | None, *, of_run: bool = True) -> None:
        """Tells of an edit; one of a weight leaves the settings as they are, and its step has told its cost."""
        if forgotten is not None:
            values: dict[str, float | str] = {"first": forgotten[0] + 1, "last": forgotten[1] + 1}
            self.tell(Notice(NoticeKind.FUTURE_FORGOTTEN, values, (NoticeAction.UNDO,)))
        if of_run:
            self.settings_changed.emit()
            self.history_changed.emit()
        self.undo_changed.emit()
        self._labour.evaluate_when_idle()

    def _start_run(self, run: Run, *, announced: bool = True) -> None:
        self._edits.remember(self.run)
        followed = self.run.followed
        if followed is not None and self._fits(followed, run):
            was_answered = self.moment.address.station >= self.run.answer_address.station
            run.follow(followed, run.answer_address if was_answered else START)
            self._exchange(run)
            self.show()
        else:
            self._bring(run, Stop(0, START), stoppable=False)
        self._announce_edit(None)
        if announced:
            self.tell(Notice(NoticeKind.NEW_RUN, {}, (NoticeAction.UNDO,)))

    @staticmethod
    def _fits(sample: OwnSample, run: Run) -> bool:
        """Whether a sample can go through a run's network."""
        sizes = run.trainer.network.sizes
        return (len(sample.inputs), len(sample.target)) == (sizes[0], sizes[-1])

    def _return_to(self, memento: Memento) -> None:
        before, length = self.run, self.run_length
        run, mark = memento.run.return_to(memento.mark), memento.mark
        self.tell(None)
        own = self.own_sample
        if run.followed is not None and own is not None and self._fits(own, run):
            run.follow(own, run.followed_address)  # what lies on the card now
        if run is not self.run:
            self._exchange(run)
        if mark.step_in_view:
            self._fetch(run, Stop(mark.address.step, mark.address), keep_followed=True, stoppable=False)
        else:
            self.show()
        self._announce_edit(None)
        dropped = length - self.run_length
        if run is before and dropped > 0 and self.can_redo:
            self.tell(Notice(NoticeKind.UNDONE, {"steps": dropped}, (NoticeAction.REDO,)))
