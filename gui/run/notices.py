"""What the session has to tell a person: a kind and its numbers. The window puts it into words."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from simulator.diagnosis import Diagnosis, Intervention


class NoticeKind(Enum):
    """What has happened."""

    DIVERGENCE = "divergence"
    """values: step, cost_before, cost_after, largest_gradient, learning_rate, in_memory, smaller_learning_rate,
    back_to."""
    LEARNING_FAILS = "learning_fails"
    """diagnosis: why a run fails although every number is finite; values: smaller_learning_rate, back_to."""
    NEW_RUN = "new_run"
    FUTURE_FORGOTTEN = "future_forgotten"
    """values: first, last (steps)."""
    END_OF_PASS = "end_of_pass"
    ANSWER_WANTED = "answer_wanted"
    """The right answer to one's own sample is unknown, and the cost needs it. values: learns (1 where the sample was
    to be learned), is_digit; choices: the classes."""
    DRAWING_WANTED = "drawing_wanted"
    UNDONE = "undone"
    """values: steps."""
    COMPARISON_ENDED = "comparison_ended"
    SETTINGS_WAIT = "settings_wait"
    """Changed settings are not applied; values: epochs that somebody wants to train (0: the run is played), and
    can_start (1, or 0 where the settings can't be used yet)."""
    MESSAGE = "message"
    """values: message."""
    ERROR = "error"
    """values: message."""

    @property
    def passes(self) -> bool:
        """Whether it goes away by itself when the person goes on."""
        return self not in (NoticeKind.DIVERGENCE, NoticeKind.LEARNING_FAILS, NoticeKind.ERROR)


class NoticeAction(Enum):
    """What a person can do about it."""

    UNDO = "undo"
    GO_BACK_AND_SLOW_DOWN = "go_back_and_slow_down"
    GO_ON_OTHERWISE = "go_on_otherwise"
    START_ANEW = "start_anew"
    LEARN = "learn"
    REDO = "redo"
    APPLY = "apply"
    """Begin a run with the changed settings, and train it where that is what somebody wants."""
    TRAIN = "train"
    """Train the network in view as it is."""


@dataclass(frozen=True)
class Notice:
    """One thing to tell.

    Attributes
    ----------
    kind
        What has happened.
    values
        Its numbers, by name.
    actions
        What is offered.
    choices
        Answers to a question.
    diagnosis
        What it speaks of, if that is a run that fails.
    """

    kind: NoticeKind
    values: dict[str, float | str] = field(default_factory=dict)
    actions: tuple[NoticeAction, ...] = ()
    choices: tuple[str, ...] = ()
    diagnosis: Diagnosis | None = None


def notice_of(diagnosis: Diagnosis) -> Notice:
    """What is told of a run that fails, and the one remedy."""
    action = {Intervention.SLOWER_FROM_BEFORE: NoticeAction.GO_BACK_AND_SLOW_DOWN,
              Intervention.OTHER_RATE: NoticeAction.GO_ON_OTHERWISE,
              Intervention.NEW_RUN: NoticeAction.START_ANEW}[diagnosis.intervention]
    values: dict[str, float | str] = {"back_to": diagnosis.back_to + 1,
                                      "smaller_learning_rate": diagnosis.remedy.learning_rate}
    return Notice(NoticeKind.LEARNING_FAILS, values, (action,), diagnosis=diagnosis)
