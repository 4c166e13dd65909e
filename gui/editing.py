"""How an edit is made, remembered, undone and made again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from gui.comparison import SecondRun
from gui.cursor import Cursor
from gui.edit_history import Undoing
from gui.edit_words import edit_text
from gui.edits import Edit, EditKind
from gui.notices import Notice, NoticeAction, NoticeKind
from gui.undo import Memento, memento_of, undo_stack
from simulator.changes import ByHand, Change, SettingsChange
from simulator.comparison import Compared
from simulator.experiment import with_change
from simulator.navigation import Stop
from simulator.pair import Pair
from simulator.run import Run
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
        self._left = self._present()
        self._end_comparison()
        try:
            edit()
        finally:
            self._left = None
        self.tell(Notice(NoticeKind.COMPARISON_ENDED, {}, (NoticeAction.UNDO,)))

    def _on_the_way(self, action: Callable[[], None]) -> None:
        """Does something that training does not have to end for: it is interrupted for an instant."""
        training, batch_size = self.is_training, self.experiment.batch_size
        self._labour.when_free(action)
        if training:
            self._labour.when_free(partial(self._train_on, batch_size))

    def _edit_on_the_way(self, change: Change, edit: Edit, *, whole_step: bool, continues: bool = False) -> None:
        """An edit that training does not have to end for."""
        action = partial(self._edit, change, edit, whole_step=whole_step, continues=continues)
        self._on_the_way(partial(self._alone, action))

    def _train_on(self, batch_size: int) -> None:
        """Goes on with a training that was interrupted; `batch_size` is what its steps were counted with."""
        left = self._training_ends - self.run_length
        if left > 0:
            self._train_steps(-(-left * batch_size // self.experiment.batch_size))

    def _edit(self, change: Change, edit: Edit, *, whole_step: bool, continues: bool = False) -> None:
        run = self.run
        step = run.step_to_edit(whole_step=whole_step)
        forgotten = self._forgotten_by(step)
        if continues and self._edits.can_widen(edit):
            self._edits.widen(edit)
        else:
            self._remember(edit)
        self.in_hand = continues
        in_view = run.has_step and step == run.address.step
        run.timeline.change(step, change, keep_own=in_view)
        by_hand = isinstance(change, ByHand)
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
        kind = Edit(EditKind.LEARNING, {"is_digit": self.data.image_shape is not None})
        self._remember(kind)
        run.timeline.learn(step, sample)
        self._bring(run, Stop(step, Address(step, 0, 0, 0)), stoppable=False)
        self._announce_edit(forgotten)

    def _take_up_again(self, step: int, learning_rate: float) -> None:
        timeline = self.run.timeline
        self._remember(Edit(EditKind.SLOWER, {"step": step}))
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

    def _start_run(self, run: Run, edit: Edit, *, announced: bool = True) -> None:
        self._remember(edit)
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
        run, mark, beside = memento.run.return_to(memento.mark), memento.mark, memento.beside
        self.tell(None)
        own = self.own_sample
        if run.followed is not None and own is not None and self._fits(own, run):
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
