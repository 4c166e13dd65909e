"""Long work on a timeline, told its progress and stopped by functions: the window runs it on a thread."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from simulator.evaluation import evaluate
from simulator.history import Evaluation
from simulator.timeline import Step, Timeline
from simulator.training import Divergence, Interrupted, Trainer, TrainingState

SECONDS_BETWEEN_POSTS = 0.025
STEPS_WORTH_EVALUATING = 100
"""A shorter way to a step is not held up by evaluations."""

ShouldStop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far long work is.

    Attributes
    ----------
    step
        The newest step.
    done, total
        Steps made and wanted.
    """

    step: Step
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Arrival:
    """How long work ended.

    Attributes
    ----------
    step
        The newest step; None if not one was made.
    divergence
        Why it could not go on, if it couldn't.
    interrupted
        Whether it was asked to stop before its end.
    """

    step: Step | None
    divergence: Divergence | None = None
    interrupted: bool = False


def train(timeline: Timeline, count: int, should_stop: ShouldStop, post: Callable[[Progress], None], *,
          evaluating: bool = True) -> Arrival:
    """Makes `count` steps at the end of a run, and evaluations where they are due.

    Parameters
    ----------
    post
        Handed the progress about every 25 ms.
    """
    step, posted = None, 0.0
    network, data = timeline.trainer.network, timeline.trainer.data
    try:
        for done in range(1, count + 1):
            if should_stop():
                return Arrival(step, interrupted=True)
            while evaluating and timeline.to_evaluate is not None:
                timeline.evaluated(evaluate(network, data, timeline.to_evaluate, should_stop))
            step = timeline.advance(should_stop)
            now = time.perf_counter()
            if now - posted > SECONDS_BETWEEN_POSTS:
                posted = now
                post(Progress(step, done, count))
        if evaluating:
            timeline.evaluated(evaluate(network, data, timeline.end, should_stop))
    except Interrupted:
        return Arrival(step, interrupted=True)
    except Divergence as divergence:
        return Arrival(step, explained(divergence, timeline))
    return Arrival(step)


def travel(timeline: Timeline, number: int, should_stop: ShouldStop, post: Callable[[Progress], None]) -> Arrival:
    """Goes to a step of the past, or makes the steps that are missing up to it."""
    try:
        if timeline.length == 0:
            timeline.begin(should_stop)
        if number < timeline.length:
            return Arrival(timeline.step(number, should_stop))
    except Interrupted:
        return Arrival(None, interrupted=True)
    count = number + 1 - timeline.length
    return train(timeline, count, should_stop, post, evaluating=count >= STEPS_WORTH_EVALUATING)


def load_and_evaluate(trainer: Trainer, state: TrainingState, should_stop: ShouldStop) -> Evaluation | None:
    """Cost and accuracy of a state, reading the data first if need be; None if it was asked to stop."""
    try:
        return evaluate(trainer.network, trainer.data, state, should_stop)
    except Interrupted:
        return None


def explained(divergence: Divergence, timeline: Timeline) -> Divergence:
    """The divergence with the last finite numbers in it: those of the step before, where the cost had overflown."""
    if np.isfinite([divergence.cost_before, divergence.largest_gradient]).all() or timeline.length == 0:
        return divergence
    last = timeline.step(timeline.length - 1)
    return Divergence(divergence.step, last.record.cost, divergence.cost_after,
                      float(np.abs(last.record.gradient).max()), last.before.experiment.learning_rate)
