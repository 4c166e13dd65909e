"""A run as a line in time: states that are kept, states that are computed again, and what was changed on the way."""

from __future__ import annotations

import copy
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, Self

from simulator.changes import ByHand, Change, SettingsChange, followed_by
from simulator.diagnosis import Diagnosis, Evidence, best_of
from simulator.evaluation import Evaluation, History
from simulator.training import NEVER, Interrupted, OwnSample, StepRecord, Trainer, TrainingState

# A timeline as it was, to come back to.

@dataclass(frozen=True)
class Past:
    """A timeline as it was before an edit, so that the edit can be undone.

    It keeps a few of the checkpoints only: the others can be computed again.
    """

    end: TrainingState
    checkpoints: dict[int, TrainingState]
    spacing: int
    changes: dict[int, tuple[Change, ...]]
    own_samples: dict[int, OwnSample]
    epoch_starts: tuple[int, ...]
    history: History
    due: tuple[TrainingState, ...]
    diagnosis: Diagnosis | None = None


BUDGET = 64 * 1024**2
"""Bytes that the kept states may take."""
_FIRST_SPACING = 8
_RECENT_STATES = 16
_CHECKPOINTS_OF_A_PAST = 8
_STEPS_BETWEEN_EVALUATIONS = 100


class Step(NamedTuple):
    """One step: the state it starts from, the state it leads to, and what happened between them."""

    before: TrainingState
    after: TrainingState
    record: StepRecord


class Timeline:
    """States of one run, from step 0 to `length`.

    Checkpoints stand `spacing` steps apart; when they outgrow the budget every second one is dropped. Any state in
    between is computed again from the nearest one before it: bit for bit the same, because a state is all that a step
    depends on.

    Parameters
    ----------
    budget
        Bytes for the kept states.

    Attributes
    ----------
    history
        Costs and evaluations of the steps so far.
    diagnosis
        Why the run fails, as the newest evaluation has shown; None if it doesn't, and after every change.
    """

    def __init__(self, trainer: Trainer, budget: int = BUDGET) -> None:
        self.trainer = trainer
        self.history = History()
        self.diagnosis: Diagnosis | None = None
        start = trainer.initial_state()
        self._due = [start]
        self._last_due = 0
        self._end = start
        self._checkpoints = {0: start}
        self._spacing = _FIRST_SPACING
        self._recent: OrderedDict[int, TrainingState] = OrderedDict()
        self._latest: Step | None = None
        self._changes: dict[int, tuple[Change, ...]] = {}
        self._own_samples: dict[int, OwnSample] = {}
        self._epoch_starts = [0]
        per_state = start.byte_count
        self._checkpoint_limit = max(2, (budget - (_RECENT_STATES + 2) * per_state) // per_state)
        self._recent_limit = _RECENT_STATES if budget > 2 * _RECENT_STATES * per_state else 1

    @property
    def length(self) -> int:
        """How many steps have been made."""
        return self._end.step

    @property
    def end(self) -> TrainingState:
        """The state behind the last step."""
        return self._end

    @property
    def byte_count(self) -> int:
        """Bytes that the kept states take now."""
        kept = {id(state): state for state in (*self._checkpoints.values(), *self._recent.values(), self._end)}
        return sum(state.byte_count for state in kept.values())

    @property
    def spacing(self) -> int:
        """Steps between two of the states that are kept for the whole run."""
        return self._spacing

    def kept(self, step: int) -> TrainingState | None:
        """The state before a step if it is kept, without any work: any thread may ask while another one trains."""
        return self._checkpoints.get(step)

    def advance(self, should_stop: Callable[[], bool] = NEVER) -> Step:
        """Makes the next step at the end of the run; with a weight set by hand just before, finite or not.

        Raises
        ------
        Divergence
            If the step can't be completed with finite numbers; the run stays as it was.
        Interrupted
            If `should_stop` said so in the middle of a large batch; the run stays as it was.
        """
        before = self._end
        self._latest = None  # its memory is still in the cache: the new step can take it over
        changes = self._changes.get(before.step)
        by_hand = changes is not None and any(isinstance(change, ByHand) for change in changes)
        after, record = self.trainer.step(before, self._own_samples.get(before.step), finite=not by_hand,
                                          should_stop=should_stop)
        return self._grow(Step(before, after, record))

    def begin(self, should_stop: Callable[[], bool] = NEVER) -> Step:
        """Makes the first step, finite or not: a run that can't even begin must be seen to be understood.

        Raises
        ------
        Interrupted
            If `should_stop` said so in the middle of a large batch.
        """
        own = self._own_samples.get(0)
        after, record = self.trainer.step(self._end, own, finite=False, should_stop=should_stop)
        return self._grow(Step(self._end, after, record))

    def state(self, step: int, should_stop: Callable[[], bool] = NEVER) -> TrainingState:
        """The state before a step, `length` for the state at the end.

        Raises
        ------
        IndexError
            If the run has not come that far.
        Interrupted
            If `should_stop` said so on the way.
        """
        if not 0 <= step <= self.length:
            raise IndexError(f"the run has {self.length} steps, got {step}")
        if step == self.length:
            return self._end
        if step in self._recent:
            return self._recent[step]
        if self._latest is not None and self._latest.record.step == step:
            return self._latest.before
        if self._latest is not None and self._latest.after.step == step:
            return self.changed(self._latest.after)
        return self._replay(step, should_stop)

    def step(self, number: int, should_stop: Callable[[], bool] = NEVER) -> Step:
        """One step of the past, made again.

        Raises
        ------
        IndexError
            If the run has not come that far.
        Interrupted
            If `should_stop` said so on the way.
        """
        if self._latest is not None and self._latest.record.step == number:
            return self._latest
        if not 0 <= number < self.length:
            raise IndexError(f"the steps of the run are numbered 0 to {self.length - 1}, got {number}")
        before = self.state(number, should_stop)
        own = self._own_samples.get(number)
        after, record = self.trainer.step(before, own, finite=False, should_stop=should_stop)
        self._latest = Step(before, after, record)
        return self._latest

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was changed by hand and no sample of one's own learned."""
        return not self._changes and not self._own_samples

    @property
    def keeps_batch_size(self) -> bool:
        """Whether all steps have been made with the same m."""
        sizes = {change.experiment.batch_size for changes in self._changes.values() for change in changes
                 if isinstance(change, SettingsChange)}
        return sizes <= {self.trainer.experiment.batch_size}

    def replay_length(self, step: int) -> int:
        """How many steps have to be computed again to show this one."""
        if step >= self.length or step in self._recent:
            return 1
        if self._latest is not None and self._latest.record.step == step:
            return 0
        return step - max(known for known in self._checkpoints if known <= step) + 1

    def is_own(self, step: int) -> bool:
        """Whether a step learned a person's own sample."""
        return step in self._own_samples

    def evaluated(self, evaluation: Evaluation, diagnosis: Diagnosis | None = None) -> None:
        """Takes in what was measured; a result for a future that was given up is dropped."""
        if evaluation.step <= self.length:
            self.history.add(evaluation)
            if evaluation is self.history.evaluations[-1]:
                self.diagnosis = diagnosis
        self._due = [state for state in self._due if state.step != evaluation.step]

    def evidence(self, state: TrainingState) -> Evidence:
        """What a diagnosis goes by when this state has been measured next; without any work."""
        measured = tuple(one for one in self.history.evaluations if one.step < state.step)
        best = best_of(measured)
        kept = max((step for step in self._checkpoints if step <= best), default=None)
        origin = state if kept is None else self._checkpoints[kept]
        begun = max((step for step in self._changes if step <= state.step), default=0)
        return Evidence(self.trainer, measured, state, begun, origin, self.diagnosis)

    @property
    def to_evaluate(self) -> TrainingState | None:
        """The next state at which cost and accuracy should be measured, until `evaluated` brings them.

        These are the start, the quarters of the first epochs and the ends of later ones. Whoever steps faster than
        can be measured is owed two of them: the oldest, which is the start of a new run, and the newest.
        """
        return self._due[0] if self._due else None

    def want_evaluation(self) -> None:
        """Cost and accuracy should be measured at the end of the run."""
        self._owe(self._end)

    def give_up_evaluations(self) -> None:
        """Nothing is to be measured until the run goes on: the data can't be read."""
        self._due = []

    def _owe(self, state: TrainingState) -> None:
        self._due = [*self._due[:1], state] if self._due and self._due[0].step != state.step else [state]

    def change(self, step: int, change: Change, *, keep_own: bool = False) -> None:
        """Changes the state before a step; what came after it is forgotten and a new future begins.

        A weight that was set by hand at this very place, just before, is only set anew.

        Parameters
        ----------
        keep_own
            Whether the step still learns a person's own sample, if it did.

        Raises
        ------
        Explained
            If the changed settings don't fit the data or need a new run, or the parameter can't have this value.
        """
        self.check(change)
        state = change.applied_to(self.state(step))
        own = self._own_samples.get(step)
        self._cut(step)
        if keep_own and own is not None:
            self._own_samples[step] = own
        self._changes[step] = followed_by(self._changes.get(step, ()), change)
        if isinstance(change, ByHand):
            self.history.forget_evaluation(step)
            self._owe(state)
        self._end = state
        if step in self._checkpoints:
            self._checkpoints[step] = state

    def learn(self, step: int, sample: OwnSample) -> None:
        """Makes a person's own sample the next step of the run, in front of what the data would bring.

        Raises
        ------
        Explained
            If the answer to it is unknown.
        """
        sample.check_answer()
        state = self.state(step)
        self._cut(step)
        self._end = state
        self._own_samples[step] = sample

    def twin(self) -> Self:
        """The same past, going its own way from here; the states, which never change, are shared."""
        other = copy.copy(self)
        other.history = self.history.copy()
        other._checkpoints, other._recent = dict(self._checkpoints), OrderedDict(self._recent)
        other._changes, other._own_samples = dict(self._changes), dict(self._own_samples)
        other._due, other._epoch_starts = list(self._due), list(self._epoch_starts)
        return other

    def past(self, most: int = _CHECKPOINTS_OF_A_PAST) -> Past:
        """The timeline as it is now, to come back to, with so many of its checkpoints at most."""
        steps = sorted(self._checkpoints)
        few = {step: self._checkpoints[step] for step in steps[::-(-len(steps) // most)]}
        return Past(self._end, few, self._spacing, dict(self._changes), dict(self._own_samples),
                    tuple(self._epoch_starts), self.history.copy(), tuple(self._due), self.diagnosis)

    def return_to(self, past: Past) -> None:
        """Undoes every edit that was made since."""
        self._end, self._spacing, self._epoch_starts = past.end, past.spacing, list(past.epoch_starts)
        self._checkpoints, self._changes = dict(past.checkpoints), dict(past.changes)
        self._own_samples, self.history = dict(past.own_samples), past.history.copy()
        self._due, self.diagnosis = list(past.due), past.diagnosis
        measured = [one.step for one in self.history.evaluations] + [state.step for state in self._due]
        self._last_due = max(measured, default=0)
        self._recent.clear()
        self._latest = None

    def epoch_end_before(self, step: int) -> int | None:
        """The last step of the newest epoch that is complete before `step`, None in the first epoch."""
        place = bisect_right(self._epoch_starts, step) - 1
        ends = self._epoch_starts[1:place + 1]
        return ends[-1] - 1 if ends else None

    def epoch_end_from(self, step: int) -> int:
        """The last step of the epoch that `step` belongs to, whether the run has come that far or not."""
        place = bisect_right(self._epoch_starts, step)
        if place < len(self._epoch_starts):
            return self._epoch_starts[place] - 1
        # the run ends in this epoch: only there m and one's own samples, which don't count for the epoch, are known
        end = self._end
        own = 1 if end.step in self._own_samples else 0
        return end.step + own + self.trainer.steps_in_epoch(end) - end.step_in_epoch - 1

    def _grow(self, step: Step) -> Step:
        after = self.changed(step.after)
        self._latest, self._end = step, after
        self.history.append(step.record.cost)
        if after.epoch != step.before.epoch:
            self._epoch_starts.append(after.step)
        if self._is_due(step.before, after):
            self._owe(after)
            self._last_due = after.step
        # what is dropped at once is memory that the next step finds in the cache: only going back keeps recent states
        self._keep(after)
        return step

    def _is_due(self, before: TrainingState, after: TrainingState) -> bool:
        """Whether cost and accuracy should be measured: a quarter of one of the first epochs ends, or a whole one.

        Later epochs of small data are not measured more often than every so many steps.
        """
        if after.epoch == before.epoch and after.epoch > 1:
            return False
        count = self.trainer.data.train.count
        quarter = after.epoch != before.epoch or after.samples_done * 4 // count != before.samples_done * 4 // count
        return quarter and (after.epoch <= 2 or after.step - self._last_due >= _STEPS_BETWEEN_EVALUATIONS)

    def _replay(self, step: int, should_stop: Callable[[], bool]) -> TrainingState:
        state = self._checkpoints[max(known for known in self._checkpoints if known <= step)]
        while state.step < step:
            self._recent[state.step] = state
            self._trim_recent()
            self._keep(state)
            if should_stop():
                raise Interrupted
            own = self._own_samples.get(state.step)
            state = self.changed(self.trainer.step(state, own, finite=False, should_stop=should_stop)[0])
        return state

    def changed(self, state: TrainingState) -> TrainingState:
        """A state that a step has led to, with what was changed by hand at this point."""
        for change in self._changes.get(state.step, ()):
            state = change.applied_to(state)
        return state

    def _keep(self, state: TrainingState) -> None:
        """Makes a checkpoint where one should stand."""
        if state.step % self._spacing == 0 and state.step not in self._checkpoints:
            self._checkpoints[state.step] = state
            if len(self._checkpoints) > self._checkpoint_limit:
                self._thin()

    def _thin(self) -> None:
        while len(self._checkpoints) > self._checkpoint_limit:
            self._spacing *= 2
            kept = {step: state for step, state in self._checkpoints.items() if step % self._spacing == 0}
            if len(kept) == len(self._checkpoints):
                break
            self._checkpoints = kept

    def _trim_recent(self) -> None:
        while len(self._recent) > self._recent_limit:
            self._recent.popitem(last=False)

    def check(self, change: Change) -> None:
        """Passes where a change can be made; otherwise raises what `change` raises."""
        change.check(self.trainer)

    def _cut(self, step: int) -> None:
        """Forgets every step from this one on."""
        for kept in (self._checkpoints, self._changes):
            for later in [known for known in kept if known > step]:
                del kept[later]
        for later in [known for known in self._own_samples if known >= step]:
            del self._own_samples[later]
        self._recent.clear()
        self._latest = None
        self._epoch_starts = [start for start in self._epoch_starts if start <= step]
        self._last_due = min(self._last_due, step)
        self._due = [state for state in self._due if state.step <= step]
        self.history.cut(step)
        self.diagnosis = None
