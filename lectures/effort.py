"""How long it takes to make a scene, told before it is made: only training takes long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lectures.model import NETWORK, Change
from lectures.scene import Scene, applied
from lectures.training import seconds_for
from simulator.experiment_files import preset

AT_ONCE_SECONDS = 0.15
"""What takes longer than this is made on a thread, with a sign of how far it is."""


def takes_long(scene: Scene, changes: Sequence[Change]) -> bool:
    """Whether making these changes takes longer than anybody should wait for without a sign."""
    if not any(change.trains for change in changes):
        return False
    seconds = 0.0
    for change in changes:
        seconds += _seconds_of(scene, change)
        if seconds > AT_ONCE_SECONDS:
            return True
        scene = applied(scene, without_training(change) if change.trains else change)
    return False


def reads_data(changes: Sequence[Change]) -> bool:
    """Whether files have to be read for these changes that nobody has read yet."""
    names = {change.experiment for change in changes if change.experiment is not None}
    return any(not preset(name).open_data().train.loaded for name in names)


def without_training(change: Change) -> Change:
    """What comes before its training."""
    return replace(change, steps=None, epochs=None, until=None, at_most=None, sample=None, at=None, next=None,
                   granularity=None, select=None)


def behind_training(change: Change) -> Change:
    """What comes after it."""
    return Change(sample=change.sample, at=change.at, next=change.next, granularity=change.granularity,
                  select=change.select)


def _seconds_of(scene: Scene, change: Change) -> float:
    if not change.trains or (change.workspace or scene.view.workspace) != NETWORK:
        return 0.0
    if change.experiment is not None or scene.network is None:
        scene = applied(scene, without_training(change))
    assert scene.network is not None, "the change has begun one"
    return seconds_for(scene.network.run, change)
