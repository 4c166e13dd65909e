"""Notices of the session in words."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication

from gui.notices import Notice, NoticeAction, NoticeKind
from gui.number_text import count, field_text, number
from gui.widgets.banner import BannerKind

translate = QCoreApplication.translate


def notice_kind(notice: Notice) -> BannerKind:
    """How serious the notice is."""
    return {NoticeKind.DIVERGENCE: BannerKind.WARNING, NoticeKind.ERROR: BannerKind.ERROR}.get(
        notice.kind, BannerKind.INFO)


def notice_text(notice: Notice) -> str:
    """What has happened, why, and what can be done."""
    values = notice.values
    if notice.kind is NoticeKind.NEW_RUN:
        return translate("Notices", "A new run has begun.")
    if notice.kind is NoticeKind.UNDONE:
        return _undone(int(values["steps"]))
    if notice.kind is NoticeKind.COMPARISON_ENDED:
        return translate("Notices", "Undone. The comparison is set aside.") if NoticeAction.REDO in notice.actions \
            else translate("Notices", "The comparison has ended: the run has been changed and goes on alone.")
    if notice.kind is NoticeKind.SETTINGS_WAIT:
        return _waiting(training=bool(values["epochs"]), can_start=bool(values["can_start"]))
    if notice.kind in (NoticeKind.END_OF_PASS, NoticeKind.DRAWING_WANTED, NoticeKind.ANSWER_WANTED):
        return _end_of_way(notice)
    if notice.kind is NoticeKind.FUTURE_FORGOTTEN:
        return _forgotten(int(values["first"]), int(values["last"]))
    if notice.kind is NoticeKind.DIVERGENCE:
        return translate(
            "Notices", "The run diverges: in step {step} the cost goes from {before} to {after}. The steps are too "
            "long: the largest gradient is {gradient}, and the learning rate is η = {rate}.").format(
            step=count(int(values["step"])), before=number(float(values["cost_before"])),
            after=_beyond(float(values["cost_after"])), gradient=number(float(values["largest_gradient"])),
            rate=field_text(float(values["learning_rate"])))
    return str(values["message"])


def _waiting(*, training: bool, can_start: bool) -> str:
    if not training:
        return translate("Notices", "Changed settings wait to be applied: this plays the network in view.")
    if can_start:
        return translate("Notices", "Changed settings wait to be applied. Which network shall be trained?")
    return translate("Notices", "Changed settings can't be applied yet: first fix those marked in red. The network "
                     "in view can be trained as it is.")


def _end_of_way(notice: Notice) -> str:
    """Why a sample goes no farther, or can't be learned, and what is needed for it."""
    if notice.kind is NoticeKind.END_OF_PASS:
        return translate("Notices", "The way ends here: following a sample changes no weight. Learn it to see the "
                         "update.")
    if notice.kind is NoticeKind.DRAWING_WANTED:
        return translate("Notices", "The paper is empty: draw something first.")
    if notice.values["learns"]:
        if notice.values["is_digit"]:
            return translate("Notices", "What did you draw? To learn it, the network must know the right answer.")
        return translate("Notices", "What is the right answer? To learn this sample, the network must know it: say "
                         "it on the card of the sample.")
    if notice.values["is_digit"]:
        return translate("Notices", "What did you draw? The cost compares the output with the right answer.")
    return translate("Notices", "What is the right answer? The cost compares the output with it: say it on the card "
                     "of the sample.")


def _undone(steps: int) -> str:
    if steps == 1:
        return translate("Notices", "Undone. The step made since is set aside.")
    return translate("Notices", "Undone. The {steps} steps made since are set aside.").format(steps=count(steps))


def _forgotten(first: int, last: int) -> str:
    if first == last:
        return translate("Notices", "A new future begins here: step {step} is set aside.").format(step=count(first))
    return translate("Notices", "A new future begins here: steps {first} to {last} are set aside.").format(
        first=count(first), last=count(last))


def action_text(notice: Notice, action: NoticeAction) -> str:
    """The text of a button."""
    if action is NoticeAction.GO_BACK_AND_SLOW_DOWN:
        return translate("Notices", "Back to step {step} with η = {rate}").format(
            step=count(int(notice.values["back_to"])), rate=field_text(float(notice.values["smaller_learning_rate"])))
    if action is NoticeAction.APPLY:
        return translate("Notices", "Apply and train") if notice.values["epochs"] else translate("Notices", "Apply")
    names = {NoticeAction.TRAIN: translate("Notices", "Train the one in view"),
             NoticeAction.LEARN: translate("Notices", "Learn it"), NoticeAction.REDO: translate("Notices", "Redo"),
             NoticeAction.UNDO: translate("Notices", "Undo")}
    return names[action]


def _beyond(cost: float) -> str:
    return number(cost) if math.isfinite(cost) else translate("Notices", "no finite number")

