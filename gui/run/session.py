"""The session: the one mutable object behind the window. Views ask it for moves and edits, and draw what it shows."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from gui.foundation.language import error_text
from gui.run.choice import Selection
from gui.run.comparison import SecondRun
from gui.run.edit_history import EditHistory, History, Kept, newest
from gui.run.edit_words import edit_text
from gui.run.edits import Edit, EditKind
from gui.run.jobs import JobQueue
from gui.run.navigator import Navigator
from gui.run.notices import Notice, NoticeAction, NoticeKind, notice_of
from gui.run.run_view import RunView
from gui.run.snapshot import Snapshot, taken
from simulator import timeline
from simulator.arrays import Array
from simulator.changes import ByHand, Change, ParameterChange, SettingsChange, ThetaChange
from simulator.comparison import Compared, Pair, comparison_difference, with_same_frozen
from simulator.datasets.data_set import DataSet
from simulator.diagnosis import Diagnosis
from simulator.errors import Phrase, SettingError
from simulator.experiment import Experiment, begins_new_run, same_data, with_change
from simulator.navigation import Stop
from simulator.run import Bookmark, Run
from simulator.steps import START, Address, Granularity
from simulator.training import Divergence, OwnSample

# What can be undone in the Network workspace: runs and their pasts, newest last.

BUDGET = 2 * timeline.BUDGET
"""Bytes that the kept states of all runs besides the one in view may take: two long runs of a large network, or any
number of small ones."""


@dataclass(frozen=True)
class Beside:
    """The second of two runs that were compared."""

    pair: Pair
    compared: Compared
    mark: Bookmark
    divergences: tuple[Divergence | None, Divergence | None]


@dataclass(frozen=True)
class Memento:
    """A run and the place in it that an edit left; and what stood beside it."""

    run: Run
    mark: Bookmark
    beside: Beside | None = None

    @property
    def runs(self) -> tuple[Run, ...]:
        """All that it keeps alive."""
        return (self.run,) if self.beside is None else self.beside.pair.runs


def memento_of(run: Run, second: SecondRun | None) -> Memento:
    """The run as it is now, with the one that it is compared with."""
    if second is None:
        return Memento(run, run.bookmark())
    pair = second.pair
    return Memento(run, run.bookmark(), Beside(pair, second.compared, pair.second.bookmark(), pair.divergences))


def undo_stack() -> EditHistory[Memento]:
    """Nothing to undo yet."""
    return EditHistory(_limited)


def _limited(entries: list[Kept[Memento]]) -> list[Kept[Memento]]:
    """The newest entries that there is room for; the newest run always stays."""
    kept: list[Kept[Memento]] = []
    runs: list[Run] = []
    taken = 0
    for entry in reversed(newest(entries)):
        others = [run for run in entry.state.runs if run not in runs]
        taken += sum(run.timeline.byte_count for run in others)
        if others and runs and taken > BUDGET:
            break
        runs += others
        kept.append(entry)
    return kept[::-1]


_SECONDS_BETWEEN_TELLINGS = 0.1


class SetAside:
    """What was in view when a lecture began; it is here as soon as what went on then has ended."""

    def __init__(self) -> None:
        self.kept: Snapshot | None = None
        self.edits = undo_stack()


class Session(RunView):
    """The run in view and every edit of it; each edit can be undone.

    Parameters
    ----------
    data
        Opened from the experiment if it isn't given.
    sample
        A sample of one's own to begin with, at its input; without one the first step of the run is in view.

    Attributes
    ----------
    navigator
        Moves through the run, plays and trains.
    history
        What can be undone.
    worker
        Does on a thread what takes a while.

    Raises
    ------
    ValueError
        If the data can't be opened or don't fit the experiment.

    Signals
    -------
    answer_chosen(int, bool)
        The person has answered what the right class of their sample is, and whether it was to be learned.
    work_changed
        Something is different that a person would lose: an edit or its undoing, steps that the run has made, a sample
        of one's own; at most 10 times a second. What goes on while something is set aside is nobody's work.
    settings_wanted
        The changed settings that wait shall be applied, and trained for so many epochs.
    """

    answer_chosen = Signal(int, bool)
    work_changed = Signal()
    settings_wanted = Signal(int)

    def __init__(self, experiment: Experiment, data: DataSet | None = None, sample: OwnSample | None = None,
                 parent: QObject | None = None) -> None:
        super().__init__(Run(experiment, data or experiment.open_data()), parent)
        self.worker = JobQueue(lambda: self.navigator.runs, self)
        self.navigator: Navigator = Navigator(self, self.worker)
        self.history: History[Memento] = History(self._present, self._restore, edit_text, self, edits=undo_stack(),
                                                 when_free=self.navigator.when_calm)
        self._left: Memento | None = None
        self._aside: SetAside | None = None
        self._announced: Diagnosis | None = None
        self._dismissed: Diagnosis | None = None
        self._told: tuple[object, ...] = ()
        self._told_at = 0.0
        if sample is not None:
            self.own_sample = sample
            self.run.follow(sample, START)
        else:
            self.run.arrive(self.run.timeline.begin(), START)
        self.refocus()
        self.worker.evaluate_when_idle()
        self._told = self._work()
        for signal in (self.history_changed, self.moment_changed, self.history.changed):
            signal.connect(self._tell_of_work)
        for signal in (self.history_changed, self.navigator.comparison_changed):
            signal.connect(self._tell_of_learning)

    def close(self) -> None:
        """Ends everything that goes on; nothing can be asked for afterwards."""
        self.navigator.pause()
        self.worker.close()

    def learn_sample(self, sample: OwnSample) -> None:
        """Makes a sample of one's own the next step of the run: one update with it alone.

        Where the right answer to it is unknown, nothing is learned: a notice asks for it.
        """
        if sample.target is None:
            self.navigator.when_calm(partial(self.navigator.ask_for_answer, sample, learns=True))
        else:
            self.navigator.when_calm(partial(self._alone, partial(self._learn_sample, sample)))

    def change_settings(self, **settings: Any) -> None:
        """Changes η, m, regularisation or the optimizer's numbers from here on, without a new run.

        Training that is under way goes on with them. In the past all other settings are those of the step in view.

        Raises
        ------
        SettingError
            If they can't be used, or belong to what only a new run can change.
        """
        in_view = self.run.state.experiment
        if self._changed(self.experiment, settings) != self.experiment or with_change(in_view, **settings) != in_view:
            self.navigator.on_the_way(partial(self._change_settings, settings))

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
        place = self.network.locate(index)
        edit = Edit(EditKind.PARAMETER, {"layer": place.layer, "neuron": place.neuron, "source": place.source,
                                         "value": value})
        self._set_by_hand(ParameterChange(index, value), edit, continues=continues)

    def set_theta(self, theta: Array) -> None:
        """Goes on with other weights and biases, all of θ, from here on.

        Parameters
        ----------
        theta
            Shape (p,).

        Raises
        ------
        ValueError
            If it has another shape, or one of its numbers is not finite.
        """
        self._set_by_hand(ThetaChange(theta), Edit(EditKind.THETA))

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
        edit = Edit(EditKind.POINTS, {"before": self.data.train.count, "after": len(rows)})
        self.navigator.when_calm(partial(self._alone, partial(self._start_run, run, edit, announced=False)))

    def start_run(self, experiment: Experiment, data: DataSet | None = None) -> None:
        """Begins a new run; the one in view stays until the new one can be seen.

        Raises
        ------
        ValueError
            If the data can't be opened or don't fit.
        """
        self._begin(EditKind.NEW_RUN, experiment, data)

    def reset(self) -> None:
        """Begins anew from the same initial weights, with the settings now in force."""
        self._begin(EditKind.NEW_START, self.experiment)

    def draw_new_weights(self) -> None:
        """Begins anew from other initial weights: those of the next seed."""
        other = with_change(self.experiment, seed=self.experiment.seed + 1, initial_theta=(), frozen=())
        self._begin(EditKind.NEW_WEIGHTS, other)

    def start_comparison(self, experiment: Experiment) -> None:
        """Begins anew, and beside the run a second one with the same weights and samples and one other setting.

        Raises
        ------
        SettingError
            If the experiment differs from that of the run in nothing, in more than one setting, or in what the same
            start can't be kept for.
        """
        experiment = with_same_frozen(self.experiment, experiment)
        compared = comparison_difference(self.experiment, experiment)
        pair = Pair(Run(self.experiment, self.data), Run(experiment, self.data))
        self.navigator.when_calm(partial(self._start_comparison, pair, compared))

    def end_comparison(self) -> None:
        """Goes on with the run in view alone."""
        self.navigator.when_calm(self._end_comparison_by_hand)

    # what is in view, kept and brought back

    def snapshot(self, then: Callable[[Snapshot | Exception], None], *, on_the_way: bool = False) -> None:
        """Hands over all that is in view, going its own way from here: now, or soon; training goes on meanwhile.

        Where it can't be taken, because memory is short, say, the error is handed over in its place: whoever waits
        must not wait for ever.

        Parameters
        ----------
        on_the_way
            Whether it is wanted while the session is on its way to another step, too; otherwise that is gone to its
            end first, however long it takes.
        """
        if self.worker.trains_on or (on_the_way and not self.worker.is_free):
            seen = self._seen().cursors()  # they stay in a past of timelines that go on
            self.worker.ask(partial(taken, seen.part), then)
        else:
            self.worker.when_done(lambda: then(taken(self._seen().twin)))

    def snapshot_at_once(self, seconds: float) -> Snapshot:
        """The same before this returns, in the middle of whatever goes on.

        Raises
        ------
        TimeoutError
            If the work under way can't be held within so many seconds.
        """
        with self.worker.held(seconds):
            return self._seen().twin()

    @property
    def aside(self) -> Snapshot | None:
        """A twin of what was set aside and is to come back, if anything is."""
        kept = None if self._aside is None else self._aside.kept
        return None if kept is None else kept.twin()

    def open(self, snapshot: Snapshot, then: Callable[[], None] = lambda: None) -> None:
        """Brings a twin of it into view, in silence and without a way back, and calls `then` when it is there."""
        self.navigator.when_calm(partial(self._open, snapshot.twin(), undo_stack(), then))

    def take_up(self, run: Run, selection: Selection | None, granularity: Granularity) -> None:
        """Brings a run into view as it stands, in silence and without a way back: so a lecture sets its scene."""
        scene = Snapshot(run, None, selection, granularity, run.followed)
        self.navigator.when_calm(partial(self._bring_back, scene, undo_stack()))

    def set_aside(self) -> SetAside:
        """Keeps what is in view, with all that can be undone, for `take_back`; a twin of it stays in view."""
        aside = self._aside = SetAside()
        self.navigator.when_calm(partial(self._set_aside, aside))
        return aside

    def take_back(self, aside: SetAside, then: Callable[[], None]) -> None:
        """Brings back what was in view, and calls `then` when it is there."""
        self.navigator.when_calm(partial(self._take_back, aside, then))

    def answer(self, action: NoticeAction | None) -> None:
        """What the person chose about the notice; None only takes it away."""
        notice = self.notice
        if notice is not None and action is None:
            self._dismissed = notice.diagnosis
        self.tell(None)
        if action is NoticeAction.UNDO:
            self.history.undo()
        elif action is NoticeAction.GO_BACK_AND_SLOW_DOWN and notice is not None:
            step, rate = int(notice.values["back_to"]) - 1, float(notice.values["smaller_learning_rate"])
            self.navigator.when_calm(partial(self._alone, partial(self._take_up_again, step, rate)))
        elif action is NoticeAction.GO_ON_OTHERWISE and notice is not None and notice.diagnosis is not None:
            self.change_settings(learning_rate=notice.diagnosis.remedy.learning_rate)
        elif action is NoticeAction.START_ANEW and notice is not None and notice.diagnosis is not None:
            self.start_run(notice.diagnosis.remedy)
        elif action is NoticeAction.REDO:
            self.history.redo()
        elif action is NoticeAction.APPLY and notice is not None:
            self.settings_wanted.emit(int(notice.values["epochs"]))
        elif action is NoticeAction.TRAIN and notice is not None:
            self.navigator.train(int(notice.values["epochs"]))
        elif action is NoticeAction.LEARN and self.own_sample is not None:
            self.learn_sample(self.own_sample)

    def choose_answer(self, number: int) -> None:
        """What the person answered when they were asked for the right class of their sample."""
        notice = self.notice
        if notice is not None and notice.kind is NoticeKind.ANSWER_WANTED:
            self.tell(None)
            self.answer_chosen.emit(number, bool(notice.values["learns"]))

    # how it is done; all of this runs while nothing else uses the timeline

    def _present(self) -> Memento:
        return self._left or memento_of(self.run, self.navigator.comparison)

    def _restore(self, memento: Memento) -> None:
        """To the other side of an edit."""
        was_compared = self.navigator.comparison is not None
        self.navigator.drop_comparison()
        self._return_to(memento)
        if was_compared and memento.beside is None:
            way_back = NoticeAction.REDO if self.history.has_undone else NoticeAction.UNDO
            self.tell(Notice(NoticeKind.COMPARISON_ENDED, {}, (way_back,)))

    def _start_comparison(self, pair: Pair, compared: Compared) -> None:
        self.history.remember(Edit(EditKind.COMPARISON, {"compared": compared}))
        self.navigator.drop_comparison()
        if self.run.followed is not None:
            pair.first.follow(self.run.followed, START)
        self.navigator.fetch(pair.first, Stop(0, START), keep_followed=True, stoppable=False,
                             second=SecondRun(pair, compared, self))
        self._announce_edit(None)

    def _end_comparison_by_hand(self) -> None:
        if self.navigator.comparison is not None:
            self.history.remember(Edit(EditKind.END_OF_COMPARISON))
            self.navigator.drop_comparison()
            self.history.changed.emit()

    def _alone(self, edit: Callable[[], None]) -> None:
        """Makes an edit: it changes one run only, so nothing is compared any more."""
        if self.navigator.comparison is None:
            edit()
            return
        self._left, told = self._present(), self.notice
        self.navigator.drop_comparison()
        try:
            edit()
        finally:
            self._left = None
        if not self._has_diverged_since(told):
            self.tell(Notice(NoticeKind.COMPARISON_ENDED, {}, (NoticeAction.UNDO,)))

    def _has_diverged_since(self, told: Notice | None) -> bool:
        """Whether what was done since has led to a divergence: nothing lighter takes the place of its notice."""
        return self.notice is not told and self.notice is not None and self.notice.kind is NoticeKind.DIVERGENCE

    def _edit_by_hand(self, change: ByHand, edit: Edit, *, continues: bool) -> None:
        """A weight, or all of them, become others; by then the run may have given way to another one."""
        run = self.run

        def make() -> None:
            if run is self.run:
                self._alone(partial(self._edit, change, edit, whole_step=False, continues=continues))

        self.navigator.on_the_way(make)

    def _change_settings(self, settings: Mapping[str, Any]) -> None:
        """Settings become others; they are those of the run that is in view by now."""
        whole_step = "batch_size" in settings
        before = self._settings_at(self.run.step_to_edit(whole_step=whole_step))
        try:
            changed = self._changed(before, settings)
        except ValueError as error:
            self.tell(Notice(NoticeKind.ERROR, {"message": error_text(error)}))
            return
        edit = Edit(EditKind.SETTINGS, {"before": before, "after": changed, "network": self.network})
        self._alone(partial(self._edit, SettingsChange(changed), edit, whole_step=whole_step))

    def _changed(self, experiment: Experiment, settings: Mapping[str, Any]) -> Experiment:
        """An experiment with other settings, with which a run can go on."""
        changed = with_change(experiment, **settings).fits(self.data)
        if begins_new_run(experiment, changed):
            raise SettingError(next(iter(settings)), Phrase("{names} can't change during a run; start a new one",
                                                            names=", ".join(settings)))
        return changed

    def _settings_at(self, step: int) -> Experiment:
        """The settings that a change before a step starts from: what was set behind the last step stays in force."""
        timeline = self.run.timeline
        return timeline.end.experiment if step >= timeline.length - 1 else timeline.state(step).experiment

    def _edit(self, change: Change, edit: Edit, *, whole_step: bool, continues: bool = False) -> None:
        run, told = self.run, self.notice
        step = run.step_to_edit(whole_step=whole_step)
        forgotten = self._forgotten_by(step)
        if continues and self.history.edits.can_widen(edit):
            self.history.edits.widen(edit)
        else:
            self.history.remember(edit)
        in_view = run.has_step and step == run.address.step
        by_hand = isinstance(change, ByHand)
        settings = self._settings_at(step)
        if by_hand and settings != run.timeline.state(step).experiment:
            run.timeline.change(step, SettingsChange(settings), keep_own=in_view)
        run.timeline.change(step, change, keep_own=in_view)
        if in_view:
            self.navigator.bring(run, Stop(step, run.address), keep_followed=True, stoppable=False)
        elif by_hand and run.has_step and run.followed is None:
            # the step in view is over: the weight is seen, and at work, in the next one
            self.navigator.bring(run, Stop(step, Address(step, 0, 0, 0)), stoppable=False)
        else:
            run.look_again()
            self.navigator.show()
            self.history_changed.emit()
        self._announce_edit(None if self._has_diverged_since(told) else forgotten, of_run=not by_hand)

    def _learn_sample(self, sample: OwnSample) -> None:
        run, told = self.run, self.notice
        step = run.step_to_edit(whole_step=True)
        forgotten = self._forgotten_by(step)
        kind = Edit(EditKind.LEARNING, {"is_digit": self.data.image_shape is not None})
        self.history.remember(kind)
        run.timeline.learn(step, sample)
        self.navigator.bring(run, Stop(step, Address(step, 0, 0, 0)), stoppable=False)
        self._announce_edit(None if self._has_diverged_since(told) else forgotten)

    def _take_up_again(self, step: int, learning_rate: float) -> None:
        """Goes back to a step, however long that takes, and on from there with a smaller η."""
        run = self.run
        self.history.remember(Edit(EditKind.SLOWER, {"step": step}))
        self.navigator.bring(run, Stop(step, Address(step, 0, 0, 0)), stoppable=False)

        def slow_down() -> None:
            if run is not self.run:
                return
            slower = with_change(run.timeline.state(step).experiment, learning_rate=learning_rate)
            run.timeline.change(step, SettingsChange(slower))
            self.navigator.bring(run, Stop(step, Address(step, 0, 0, 0)), stoppable=False)
            self._announce_edit(None)

        self.worker.when_free(slow_down)

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
        self.history.changed.emit()
        self.worker.evaluate_when_idle()

    def _start_run(self, run: Run, edit: Edit, *, announced: bool = True) -> None:
        self.history.remember(edit)
        followed = self.run.followed
        if followed is not None and followed.fits(run.trainer.network.sizes):
            was_answered = self.moment.address.station >= self.run.answer_address.station
            run.follow(followed, run.answer_to(followed) if was_answered else START)
            self.take_run(run)
            self.navigator.show()
        else:
            self.navigator.bring(run, Stop(0, START), stoppable=False)
        self._announce_edit(None)
        if announced:
            self.tell(Notice(NoticeKind.NEW_RUN, {}, (NoticeAction.UNDO,)))

    def _return_to(self, memento: Memento) -> None:
        before, length = self.run, self.run_length
        run, mark, beside = memento.run.return_to(memento.mark), memento.mark, memento.beside
        self.tell(None)
        own = self.own_sample
        if run.followed is not None and own is not None and own.fits(run.trainer.network.sizes):
            run.follow(own, run.followed_address)  # what lies on the card now
        second = None
        if beside is not None:
            beside.pair.second.return_to(beside.mark)
            beside.pair.divergences = beside.divergences
            second = SecondRun(beside.pair, beside.compared, self)
        if run is not self.run:
            self.take_run(run)
        if mark.step_in_view:
            self.navigator.fetch(run, Stop(mark.address.step, mark.address), keep_followed=True, stoppable=False,
                        second=second, anew=True)
        else:
            self.navigator.put_into_view(run, second)
            self.navigator.show()
        self._announce_edit(None)
        dropped = length - self.run_length
        if run is before and dropped > 0 and self.history.can_redo:
            self.tell(Notice(NoticeKind.UNDONE, {"steps": dropped}, (NoticeAction.REDO,)))

    def _set_by_hand(self, change: ByHand, edit: Edit, *, continues: bool = False) -> None:
        self.run.timeline.check(change)
        self._edit_by_hand(change, edit, continues=continues)

    def _begin(self, kind: EditKind, experiment: Experiment, data: DataSet | None = None) -> None:
        same = same_data(experiment, self.experiment)
        run = Run(experiment, data or (self.data if same else experiment.open_data()))
        edit = Edit(kind, {"before": self.experiment, "after": experiment, "network": run.trainer.network})
        self.navigator.when_calm(partial(self._alone, partial(self._start_run, run, edit)))

    def _seen(self) -> Snapshot:
        second = self.navigator.comparison
        pair = None if second is None else (second.pair, second.compared)
        return Snapshot(self.run, pair, self.selection, self.navigator.granularity, self.own_sample)

    def _set_aside(self, aside: SetAside) -> None:
        aside.kept, aside.edits = self._seen(), self.history.edits
        self._bring_back(replace(aside.kept, run=self.run.twin(), pair=None), undo_stack())

    def _take_back(self, aside: SetAside, then: Callable[[], None]) -> None:
        assert aside.kept is not None, "it was asked for before this"
        if self._aside is aside:  # something else may have been set aside since
            self._aside = None
        self._open(aside.kept, aside.edits, then)

    def _open(self, snapshot: Snapshot, edits: EditHistory[Memento], then: Callable[[], None]) -> None:
        self._bring_back(snapshot, edits)
        then()

    def _bring_back(self, snapshot: Snapshot, edits: EditHistory[Memento]) -> None:
        self.navigator.drop_comparison()
        self.tell(None)
        self.history.edits, self.own_sample = edits, snapshot.own_sample
        second = None if snapshot.pair is None else SecondRun(*snapshot.pair, self)
        if snapshot.run.trainer is self.run.trainer:
            self.run = snapshot.run
            self.settings_changed.emit()
        self.navigator.put_into_view(snapshot.run, second)
        if snapshot.selection != self.selection:
            self.selection = snapshot.selection
            self.selection_changed.emit(snapshot.selection)
        self.navigator.set_granularity(snapshot.granularity)
        self._told = self._work()
        self.navigator.show()
        self.history_changed.emit()
        self.history.changed.emit()
        self.worker.evaluate_when_idle()

    # whether it learns

    @property
    def is_in_lecture(self) -> bool:
        """Whether a lecture has set aside what was in view."""
        return self._aside is not None

    def _tell_of_learning(self) -> None:
        """Tells of a run that fails, and takes it back when it doesn't any more.

        A lecture lets learning fail on purpose; of two runs that are compared each side tells by itself.
        """
        diagnosis = self.diagnosis if self.navigator.comparison is None else None
        told = self.notice
        tells_of_learning = told is not None and told.kind is NoticeKind.LEARNING_FAILS
        if diagnosis is None or diagnosis is self._dismissed:
            if tells_of_learning:
                self.tell(None)
        elif told is None or tells_of_learning or (told.kind.passes and diagnosis is not self._announced):
            self._announced = diagnosis
            self.tell(notice_of(diagnosis))

    # what a person would lose

    def _work(self) -> tuple[object, ...]:
        """What is different whenever something has been done that would be lost."""
        return (self.own_sample, self.history.undo_edit, *((run, run.timeline.length) for run in self.navigator.runs))

    def retarget(self, sample: OwnSample) -> None:
        """The followed sample has another answer in the data that come into view; whoever brings them shows it."""
        self.own_sample = sample
        self.run.follow(sample, self.run.followed_address)

    def note_drawing(self) -> None:
        """What lies on the card is different, without being shown to the network."""
        if self._aside is None:
            self.work_changed.emit()

    def _tell_of_work(self) -> None:
        if self._aside is not None:
            return
        now = time.monotonic()
        if self.is_training and now - self._told_at < _SECONDS_BETWEEN_TELLINGS:
            return
        work = self._work()
        if work != self._told:
            self._told, self._told_at = work, now
            self.work_changed.emit()
