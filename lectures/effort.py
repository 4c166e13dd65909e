"""How long it takes to make a scene, told before it is made: training, and many steps of whatever else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lectures.model import DESCENT, GRAPH, NETWORK, Change
from lectures.scene import Scene, applied
from lectures.training import seconds_for, steps_an_epoch
from simulator.experiment import preset

AT_ONCE_SECONDS = 0.15
"""What takes longer than this is made on a thread, with a sign of how far it is."""


_SECONDS_A_DESCENT_STEP, _SECONDS_AN_UPDATE = 80e-6, 150e-6
_FEW_PRESSES, _FEW_UPDATES = 100, 500
_STEPS_A_PRESS = 10
"""Of a descent, at most, unless an epoch is longer."""


def takes_long(scene: Scene, changes: Sequence[Change], *, unseen_only: bool = False) -> bool:
    """Whether making these changes takes longer than anybody should wait for without a sign.

    Parameters
    ----------
    unseen_only
        Training a network doesn't count: it can be watched.
    """
    if not any(_is_work(scene, change) for change in changes):
        return False
    seconds = 0.0
    for change in changes:
        if not (unseen_only and change.trains and _workspace(scene, change) == NETWORK):
            seconds += _seconds_of(scene, change)
        if seconds > AT_ONCE_SECONDS:
            return True
        scene = applied(scene, without_training(change) if _is_work(scene, change) else change)
    return False


def _is_work(scene: Scene, change: Change) -> bool:
    """Whether it may take long at all: a few presses and updates never do."""
    presses, updates = abs(change.next or 0), change.updates or 0
    stride = change.granularity or ("" if scene.network is None else scene.network.granularity.value)
    return change.trains or updates > _FEW_UPDATES or presses > _FEW_PRESSES or (presses > 0 and stride == "epoch")


def _workspace(scene: Scene, change: Change) -> str:
    return change.workspace or scene.view.workspace


def reads_data(changes: Sequence[Change]) -> bool:
    """Whether files have to be read for these changes that nobody has read yet."""
    names = {change.experiment for change in changes if change.experiment is not None}
    return any(not preset(name).open_data().train.loaded for name in names)


def keeps_waiting(scene: Scene, changes: Sequence[Change]) -> bool:
    """Whether these changes take long, and can't be watched while they are made."""
    try:
        return reads_data(changes) or takes_long(scene, changes, unseen_only=True)
    except (ValueError, LookupError):
        return False  # whoever makes them tells why they can't be made


def without_training(change: Change) -> Change:
    """What comes before its training."""
    return replace(change, steps=None, epochs=None, until=None, at_most=None, sample=None, at=None, next=None,
                   granularity=None, select=None, updates=None, place=None, node=None, part=None, runner=None)


def behind_training(change: Change) -> Change:
    """What comes after it."""
    return Change(sample=change.sample, at=change.at, next=change.next, granularity=change.granularity,
                  select=change.select)


def _seconds_of(scene: Scene, change: Change) -> float:
    workspace, presses = _workspace(scene, change), abs(change.next or 0)
    if workspace == DESCENT:
        return _SECONDS_A_DESCENT_STEP * ((change.steps or 0) + presses * _STEPS_A_PRESS)
    if workspace == GRAPH:
        return _SECONDS_AN_UPDATE * (change.updates or 0)
    if not change.trains and not presses:
        return 0.0
    if change.experiment is not None or scene.network is None:
        scene = applied(scene, without_training(change))
    assert scene.network is not None, "the change has begun one"
    seconds, run = seconds_for(scene.network.run, change), scene.network.run
    stride = change.granularity or scene.network.granularity.value
    steps = presses * {"epoch": steps_an_epoch(run), "step": 1.0}.get(stride, 0.0)
    return seconds + seconds_for(run, Change(steps=run.timeline.length + round(steps)))
