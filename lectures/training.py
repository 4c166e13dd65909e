"""Training on the way of a lecture: to a number of steps or epochs, or until something is true."""

from __future__ import annotations

import math
from collections.abc import Callable

from lectures.model import Change
from lectures.readings import network_readings
from lectures.work import Work
from simulator.run import Run
from simulator.running import Progress, train
from simulator.steps import START
from simulator.training import Interrupted

MOST_EPOCHS = 10.0
"""Of a training that goes on until something is true, where nothing was said."""
_OVERHEAD_SECONDS, _OPERATIONS_PER_SECOND = 60e-6, 3e9


def trained(run: Run, change: Change, work: Work) -> None:
    """Makes the steps that a change asks for; the run then stands at the end of the last one.

    A followed sample stays and goes through the trained network. A run that diverges stays at its last finite step.

    Raises
    ------
    Interrupted
        If `work` said so.
    """
    followed = run.followed
    if not run.has_step and followed is None:
        run.arrive(run.timeline.begin(), START)
    if change.until is not None:
        _until(run, change, work)
    else:
        _to(run, steps_wanted(run, change), work.should_stop, work.report)
    if followed is not None:
        run.follow(followed, run.answer_address)


def steps_wanted(run: Run, change: Change) -> int:
    """Steps in all that a change asks for; of a training with a condition, the most that it can take."""
    if change.steps is not None:
        return change.steps
    epochs = change.epochs if change.epochs is not None else change.at_most or MOST_EPOCHS
    return round(epochs * steps_an_epoch(run))


def seconds_for(run: Run, change: Change) -> float:
    """An estimate of how long the training of a change takes."""
    if not change.trains:
        return 0.0
    missing = max(steps_wanted(run, change) - run.timeline.length, 0)
    size, network = run.timeline.end.experiment.batch_size, run.trainer.network
    return missing * (_OVERHEAD_SECONDS + 6 * network.parameter_count * size / _OPERATIONS_PER_SECOND)


def steps_an_epoch(run: Run) -> int:
    """M/m, rounded up."""
    return -(-run.trainer.data.train.count // run.timeline.end.experiment.batch_size)


def quarter_of_an_epoch(run: Run) -> int:
    """After so many steps a condition is looked at."""
    return max(math.ceil(steps_an_epoch(run) / 4), 1)


def _until(run: Run, change: Change, work: Work) -> None:
    assert change.until is not None, "asked for"
    most, quarter = steps_wanted(run, change), quarter_of_an_epoch(run)
    while run.timeline.length < most and not change.until.is_met(network_readings(run)):
        before = run.timeline.length
        _to(run, min(before // quarter * quarter + quarter, most), work.should_stop,
            lambda share, before=before: work.report((before + share * quarter) / most))  # type: ignore[misc]
        if run.timeline.length == before:
            return  # it has diverged


def _to(run: Run, steps: int, should_stop: Callable[[], bool], report: Callable[[float], None]) -> None:
    """Stands at the end of step number `steps`, or at the very start."""
    timeline = run.timeline
    if steps > timeline.length:
        def post(progress: Progress) -> None:
            report(progress.done / progress.total)

        arrival = train([timeline], steps - timeline.length, should_stop, post)[0]
        if arrival.interrupted:
            raise Interrupted
    if timeline.length == 0:
        timeline.begin()  # at no step at all one stands before the first
    step = timeline.step(min(max(steps, 1), timeline.length) - 1)
    run.leave_followed()
    run.arrive(step, None if steps > 0 else START)
