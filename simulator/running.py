"""Long work on timelines, told its progress and stopped by functions: the window runs it on a thread.

Two runs that are compared go abreast: step by step, so that both always have come equally far.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from simulator.diagnosis import Diagnosis, Evidence, diagnosis_of
from simulator.evaluation import Evaluation, evaluate
from simulator.timeline import Step, Timeline
from simulator.training import Divergence, Interrupted, Trainer, TrainingState

SECONDS_BETWEEN_POSTS = 0.02
STEPS_WORTH_EVALUATING = 100
"""A shorter way to a step is not held up by evaluations."""

ShouldStop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Arrival:
    """How far one run has come by long work.

    Attributes
    ----------
    step
        The newest step, or the one that was wanted; None if there is none: the run stays where it is.
    divergence
        Why it could not go on, if it couldn't.
    interrupted
        Whether it was asked to stop before its end.
    """

    step: Step | None
    divergence: Divergence | None = None
    interrupted: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far long work is.

    Attributes
    ----------
    arrivals
        How far each of the runs has come.
    done, total
        Steps made and wanted.
    """

    arrivals: tuple[Arrival, ...]
    done: int
    total: int


Post = Callable[[Progress], None]


class _Lane:
    """One of the runs that go abreast, and its way so far.

    Attributes
    ----------
    rests
        Whether it goes no further: it has arrived, or it has diverged.
    """

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self.rests = False
        self._step: Step | None = None
        self._whole: Step | None = None
        self._divergence: Divergence | None = None

    def arrive(self, number: int, should_stop: ShouldStop) -> None:
        """Goes to a step that the run has made; a run without any makes its first one."""
        if self.timeline.length == 0:
            self._step = self.timeline.begin(should_stop)
        if number < self.timeline.length:
            self._step = self.timeline.step(number, should_stop)
            self.rests = True

    def reach(self, length: int, should_stop: ShouldStop) -> None:
        """Makes steps until the run has so many, as long as they are finite."""
        timeline = self.timeline
        try:
            while timeline.length < length:
                self._step = timeline.advance(should_stop)
        except Divergence as divergence:
            self._divergence = explained(divergence, timeline)
            self.rests = True
            if self._step is None and timeline.length > 0:
                self._step = timeline.step(timeline.length - 1)

    def complete(self) -> None:
        """All have made their step: this is how far they have come if the next one is interrupted."""
        self._whole = self._step

    def measure_what_is_due(self, should_stop: ShouldStop) -> None:
        """Cost and accuracy of the states that wait for it."""
        while (state := self.timeline.to_evaluate) is not None:
            self._measure(state, should_stop)

    def measure_end(self, should_stop: ShouldStop) -> None:
        """Cost and accuracy of where the run ends now."""
        self._measure(self.timeline.end, should_stop)

    def arrival(self, *, interrupted: bool = False) -> Arrival:
        """How far it has come."""
        return Arrival(self._whole, self._divergence, interrupted)

    def _measure(self, state: TrainingState, should_stop: ShouldStop) -> None:
        trainer = self.timeline.trainer
        self.timeline.evaluated(*measured(trainer, state, self.timeline.evidence(state), should_stop))


def train(timelines: Sequence[Timeline], count: int, should_stop: ShouldStop, post: Post, *,
          evaluating: bool = True) -> tuple[Arrival, ...]:
    """Makes `count` steps at the end of each run, abreast, and evaluations where they are due.

    A run that diverges stays behind, at its last finite step; the others go on.

    Parameters
    ----------
    post
        Handed the progress about every 20 ms.
    """
    return _advance([_Lane(timeline) for timeline in timelines], count, should_stop, post, evaluating=evaluating)


def travel(timelines: Sequence[Timeline], numbers: Sequence[int | None], should_stop: ShouldStop, post: Post, *,
           evaluating: bool = True) -> tuple[Arrival, ...]:
    """Takes each run to a step of its past, or makes the steps that are missing up to it.

    Parameters
    ----------
    numbers
        Of the step that each run is wanted at; None for a run that stays where it is.
    evaluating
        Whether a long way is evaluated.
    """
    lanes, count = [_Lane(timeline) for timeline in timelines], 0
    try:
        for lane, number in zip(lanes, numbers, strict=True):
            if number is None:
                lane.rests = True
                continue
            lane.arrive(number, should_stop)
            count = max(count, number + 1 - lane.timeline.length)
    except Interrupted:
        return tuple(Arrival(None, interrupted=True) for _ in lanes)
    for lane in lanes:
        lane.complete()
    evaluating = evaluating and count >= STEPS_WORTH_EVALUATING
    return _advance(lanes, count, should_stop, post, evaluating=evaluating)


def measured(trainer: Trainer, state: TrainingState, evidence: Evidence,
             should_stop: ShouldStop) -> tuple[Evaluation, Diagnosis | None]:
    """Cost and accuracy of a state, reading the data first if need be, and why the run fails if it does.

    Raises
    ------
    Interrupted
        If `should_stop` said so.
    """
    evaluation = evaluate(trainer.network, trainer.data, state, should_stop)
    return evaluation, diagnosis_of(replace(evidence, measured=(*evidence.measured, evaluation)), should_stop)


def explained(divergence: Divergence, timeline: Timeline) -> Divergence:
    """The divergence with the last finite numbers in it: those of the step before, where the cost had overflown."""
    if np.isfinite([divergence.cost_before, divergence.largest_gradient]).all() or timeline.length == 0:
        return divergence
    last = timeline.step(timeline.length - 1)
    return Divergence(divergence.step, last.record.cost, divergence.cost_after,
                      float(np.abs(last.record.gradient).max()), last.before.experiment.learning_rate)


def _advance(lanes: list[_Lane], count: int, should_stop: ShouldStop, post: Post, *,
             evaluating: bool) -> tuple[Arrival, ...]:
    """Makes the steps that are missing, round by round."""
    going = [lane for lane in lanes if not lane.rests]
    start = max((lane.timeline.length for lane in going), default=0)
    posted = 0.0
    interrupted = True
    try:
        for done in range(1, count + 1):
            if should_stop():
                break
            if _make_round(going, start + done, should_stop, evaluating=evaluating):
                going = [lane for lane in going if not lane.rests]
                if not going:
                    interrupted = False
                    break
            if time.perf_counter() - posted > SECONDS_BETWEEN_POSTS:
                if evaluating:  # a step is handed over with all that is known of it
                    _measure_what_is_due(going, should_stop)
                posted = time.perf_counter()
                post(Progress(tuple(lane.arrival() for lane in lanes), done, count))
        else:
            for lane in going if evaluating else ():
                lane.measure_end(should_stop)
            interrupted = False
    except Interrupted:
        pass
    return tuple(lane.arrival(interrupted=interrupted) for lane in lanes)


def _make_round(lanes: list[_Lane], length: int, should_stop: ShouldStop, *, evaluating: bool) -> bool:
    """Takes every lane to a length of its run; whether one has to stay behind."""
    if evaluating:  # before the steps: one that is interrupted here finds the runs abreast
        _measure_what_is_due(lanes, should_stop)
    stays = False
    for lane in lanes:
        lane.reach(length, should_stop)
        stays = stays or lane.rests
    for lane in lanes:
        lane.complete()
    return stays


def _measure_what_is_due(lanes: Sequence[_Lane], should_stop: ShouldStop) -> None:
    for lane in lanes:
        lane.measure_what_is_due(should_stop)
