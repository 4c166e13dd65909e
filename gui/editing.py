"""How an edit is made, remembered, undone and made again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from gui.comparison import SecondRun
from gui.cursor import Cursor
from gui.edit_history import Undoing
from gui.edit_words import edit_text
from gui.edits import Edit, EditKind
from gui.language import error_text
from gui.notices import Notice, NoticeAction, NoticeKind
from gui.undo import Memento, memento_of, undo_stack
from simulator.changes import ByHand, Change, SettingsChange
from simulator.comparison import Compared
from simulator.errors import Phrase
from simulator.experiment import Experiment, begins_new_run, with_change
from simulator.navigation import Stop
from simulator.pair import Pair
from simulator.run import Run
from simulator.settings import SettingError
from simulator.steps import START, Address
from simulator.training import OwnSample


class Editing(Undoing, Cursor):
    """The cursor on a run that can be changed, and the way back."""

    edit_text = staticmethod(edit_text)

    def __init__(self, run: Run, parent: QObject | None = None) -> None:
        super().__init__(run, parent)
        self._edits = undo_stack()
        self._left: Memento | None = None

    def undo(self) -> None:
        """Takes the newest edit back."""
        if self.can_undo:
            self._when_calm(self._undo)

    def redo(self) -> None:
        """Makes an undone edit again."""
        if self.can_redo:
            self._when_calm(self._redo)

    def end_comparison(self) -> None:
        """Goes on with the run in view alone."""
        self._when_calm(self._end_comparison_by_hand)

    # how it is done; all of this runs while nothing else uses the timeline

    def _present(self) -> Memento:
        return memento_of(self.run, self.comparison)

    def _remember(self, edit: Edit) -> None:
        """Keeps what is there, or what stood there until the edit began, for its undoing."""
        self._edits.remember(self._left or self._present(), edit)

    def _undo(self) -> None:
        if self.can_undo:
            self._go_over(self._edits.undo, NoticeAction.REDO)

    def _redo(self) -> None:
        if self.can_redo:
            self._go_over(self._edits.redo, NoticeAction.UNDO)

    def _go_over(self, exchange: Callable[[Memento], Memento], way_back: NoticeAction) -> None:
        """To the other side of an edit."""
        was_compared = self.comparison is not None
        memento = exchange(self._present())
        self._end_comparison()
        self._return_to(memento)
        if was_compared and memento.beside is None:
            self.tell(Notice(NoticeKind.COMPARISON_ENDED, {}, (way_back,)))

    def _start_comparison(self, pair: Pair, compared: Compared) -> None:
        self._remember(Edit(EditKind.COMPARISON, {"compared": compared}))
        self._end_comparison()
        if self.run.followed is not None:
            pair.first.follow(self.run.followed, START)
        self._fetch(pair.first, Stop(0, START), keep_followed=True, stoppable=False,
                    second=SecondRun(pair, compared, self))
        self._announce_edit(None)

    def _end_comparison_by_hand(self) -> None:
        if self.comparison is not None:
            self._remember(Edit(EditKind.END_OF_COMPARISON))
            self._end_comparison()
            self.undo_changed.emit()

    def _alone(self, edit: Callable[[], None]) -> None:
        """Makes an edit: it changes one run only, so nothing is compared any more."""
        if self.comparison is None:
            edit()
            return
        self._left, told = self._present(), self.notice
        self._end_comparison()
        try:
            edit()
        finally:
            self._left = None
        if not self._has_diverged_since(told):
            self.tell(Notice(NoticeKind.COMPARISON_ENDED, {}, (NoticeAction.UNDO,)))

    def _has_diverged_since(self, told: Notice | None) -> bool:
        """Whether what was done since has led to a divergence: nothing lighter takes the place of its notice."""
        return self.notice is not told and self.notice is not None and self.notice.kind is NoticeKind.DIVERGENCE

    def _on_the_way(self, action: Callable[[], None]) -> None:
        """Does something that training does not have to end for: it is interrupted for an instant."""
        training, run, batch_size = self.is_training, self.run, self.experiment.batch_size
        self._labour.when_free(action)
        if training:
            self._labour.when_free(partial(self._train_on, run, batch_size))

    def _edit_by_hand(self, change: ByHand, edit: Edit, *, continues: bool) -> None:
        """A weight, or all of them, become others; by then the run may have given way to another one."""
        run = self.run

        def make() -> None:
            if run is self.run:
                self._alone(partial(self._edit, change, edit, whole_step=False, continues=continues))

        self._on_the_way(make)

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

    def _train_on(self, run: Run, batch_size: int) -> None:
        """Goes on with a training that was interrupted; `batch_size` is what its steps were counted with."""
        left = self._training_ends - self.run_length
        if run is self.run and left > 0:
            self._train_steps(-(-left * batch_size // self.experiment.batch_size))

    def _edit(self, change: Change, edit: Edit, *, whole_step: bool, continues: bool = False) -> None:
        run, told = self.run, self.notice
        step = run.step_to_edit(whole_step=whole_step)
        forgotten = self._forgotten_by(step)
        if continues and self._edits.can_widen(edit):
            self._edits.widen(edit)
        else:
            self._remember(edit)
        in_view = run.has_step and step == run.address.step
        by_hand = isinstance(change, ByHand)
        settings = self._settings_at(step)
        if by_hand and settings != run.timeline.state(step).experiment:
            run.timeline.change(step, SettingsChange(settings), keep_own=in_view)
        run.timeline.change(step, change, keep_own=in_view)
        if in_view:
            self._bring(run, Stop(step, run.address), keep_followed=True, stoppable=False)
        elif by_hand and run.has_step and run.followed is None:
            # the step in view is over: the weight is seen, and at work, in the next one
            self._bring(run, Stop(step, Address(step, 0, 0, 0)), stoppable=False)
        else:
            run.look_again()
            self.show()
            self.history_changed.emit()
        self._announce_edit(None if self._has_diverged_since(told) else forgotten, of_run=not by_hand)

    def _learn_sample(self, sample: OwnSample) -> None:
        run, told = self.run, self.notice
        step = run.step_to_edit(whole_step=True)
        forgotten = self._forgotten_by(step)
        kind = Edit(EditKind.LEARNING, {"is_digit": self.data.image_shape is not None})
        self._remember(kind)
        run.timeline.learn(step, sample)
        self._bring(run, Stop(step, Address(step, 0, 0, 0)), stoppable=False)
        self._announce_edit(None if self._has_diverged_since(told) else forgotten)

    def _take_up_again(self, step: int, learning_rate: float) -> None:
        """Goes back to a step, however long that takes, and on from there with a smaller η."""
        run = self.run
        self._remember(Edit(EditKind.SLOWER, {"step": step}))
        self._bring(run, Stop(step, Address(step, 0, 0, 0)), stoppable=False)

        def slow_down() -> None:
            if run is not self.run:
                return
            slower = with_change(run.timeline.state(step).experiment, learning_rate=learning_rate)
            run.timeline.change(step, SettingsChange(slower))
            self._bring(run, Stop(step, Address(step, 0, 0, 0)), stoppable=False)
            self._announce_edit(None)

        self._labour.when_free(slow_down)

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

    def _start_run(self, run: Run, edit: Edit, *, announced: bool = True) -> None:
        self._remember(edit)
        followed = self.run.followed
        if followed is not None and followed.fits(run.trainer.network.sizes):
            was_answered = self.moment.address.station >= self.run.answer_address.station
            run.follow(followed, run.answer_to(followed) if was_answered else START)
            self._exchange(run)
            self.show()
        else:
            self._bring(run, Stop(0, START), stoppable=False)
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
            self._exchange(run)
        if mark.step_in_view:
            self._fetch(run, Stop(mark.address.step, mark.address), keep_followed=True, stoppable=False,
                        second=second, anew=True)
        else:
            self._put_into_view(run, second)
            self.show()
        self._announce_edit(None)
        dropped = length - self.run_length
        if run is before and dropped > 0 and self.can_redo:
            self.tell(Notice(NoticeKind.UNDONE, {"steps": dropped}, (NoticeAction.REDO,)))
