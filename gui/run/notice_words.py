"""Notices of the session in words."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication

from gui.foundation.language import translate_name
from gui.foundation.number_text import count, field_text, number, percent
from gui.run.comparison_words import initial_weights_name
from gui.run.notices import Notice, NoticeAction, NoticeKind
from gui.widgets.banner import BannerKind
from simulator.activations import activation_named
from simulator.diagnosis import Cause, Diagnosis, Symptom

translate = QCoreApplication.translate


def notice_kind(notice: Notice) -> BannerKind:
    """How serious the notice is."""
    return {NoticeKind.DIVERGENCE: BannerKind.WARNING, NoticeKind.LEARNING_FAILS: BannerKind.WARNING,
            NoticeKind.ERROR: BannerKind.ERROR}.get(notice.kind, BannerKind.INFO)


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
        return _divergence(notice)
    return str(values["message"]) if notice.diagnosis is None else diagnosis_text(notice.diagnosis)


def _divergence(notice: Notice) -> str:
    """Why a run can't go on, and what helps."""
    values = notice.values
    if values.get("in_memory"):
        return translate(
            "Notices", "The run diverges: in step {step} the optimizer's memory overflows, although the cost is "
            "finite: the largest gradient is {gradient}. Begin with smaller weights, or choose an optimizer that "
            "remembers nothing.").format(
            step=count(int(values["step"])), gradient=number(float(values["largest_gradient"])))
    return translate(
        "Notices", "The run diverges: in step {step} the cost goes from {before} to {after}. The steps are too "
        "long: the largest gradient is {gradient}, and the learning rate is η = {rate}.").format(
        step=count(int(values["step"])), before=number(float(values["cost_before"])),
        after=_beyond(float(values["cost_after"])), gradient=number(float(values["largest_gradient"])),
        rate=field_text(float(values["learning_rate"])))


def _waiting(*, training: bool, can_start: bool) -> str:
    if not training:
        return translate("Notices", "Changed settings wait to be applied: the network in view goes on without them.")
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


def diagnosis_text(diagnosis: Diagnosis) -> str:
    """What is seen of a run that fails, after which step, and the likely cause."""
    return f"{_symptom_text(diagnosis)} {_cause_text(diagnosis)}"


def _symptom_text(diagnosis: Diagnosis) -> str:
    rises = diagnosis.symptom is Symptom.COST_HAS_RISEN
    if math.isnan(diagnosis.accuracy):
        text = translate("Notices", "Learning fails: at step {step} the cost is {cost}, at the start it was {before}."
                         ) if rises else translate(
            "Notices", "Learning stands still since step {since}: at step {step} the cost is {cost}, no better than "
            "the mean for all.")
    else:
        text = translate("Notices", "Learning fails: at step {step} the cost is {cost}, at the start it was "
                         "{before}; accuracy {accuracy}.") if rises else translate(
            "Notices", "Learning stands still since step {since}: at step {step} the cost is {cost}, accuracy "
            "{accuracy} (one answer for all: {chance}).")
    return text.format(step=count(diagnosis.step), since=count(diagnosis.since), cost=_beyond(diagnosis.cost),
                       before=number(diagnosis.cost_before), accuracy=percent(diagnosis.accuracy, 0),
                       chance=percent(diagnosis.chance, 0))


def _cause_text(diagnosis: Diagnosis) -> str:
    stable, rate = diagnosis.stable_rate, diagnosis.experiment.learning_rate
    cause = diagnosis.cause
    if cause is Cause.STEPS_TOO_LONG and stable is not None and stable < rate:
        text = translate(
            "Notices", "The steps are too long: η is {rate}, and the curvature after step {origin} allows {stable} "
            "at most.") if diagnosis.back_to else translate(
            "Notices", "The steps are too long: η is {rate}, and the curvature at the start allows {stable} at most.")
    else:
        text = {
            Cause.STEPS_TOO_LONG: translate("Notices", "The steps are probably too long: η is {rate}."),
            Cause.DRIVEN_INTO_SATURATION: translate(
                "Notices", "Layer {layer} has been driven into saturation: σ′ is nearly 0 for {share} of it. Earlier "
                "steps were probably too long; η is {rate}."),
            Cause.DEAD: translate(
                "Notices", "All neurons of layer {layer} are off for every sample, so that no error comes through. A "
                "step was probably too long; η is {rate}."),
            Cause.ALIKE: translate(
                "Notices", "All neurons of layer {layer} have the same weights and get the same error, so they stay "
                "alike: the initial weights must differ."),
            Cause.WEIGHTS_TOO_LARGE: translate(
                "Notices", "The initial weights are probably too large: at the start σ′ was nearly 0 for {share} of "
                "layer {layer}."),
            Cause.FADES: translate(
                "Notices", "The initial weights let the signal fade: at the start only {share} of what differs "
                "between samples reached layer {layer}."),
            Cause.FROZEN: translate("Notices", "All weights and biases are frozen: nothing can move."),
            Cause.REGULARISED: translate(
                "Notices", "The regularisation pulls the weights to 0 faster than the data pull them away: {share} "
                "of their size is left."),
            Cause.NO_SLOPE: translate(
                "Notices", "An activation function without slope lets no error through: no weight before it moves."),
            Cause.LINEAR: translate(
                "Notices", "The network is one linear map, whatever its weights are: with these data it can't do "
                "better."),
            Cause.STEPS_TOO_SHORT: translate(
                "Notices", "The steps are too short: η is {rate}, though the slope ‖∇C‖ = {slope} leads down."),
            Cause.PLATEAU: translate("Notices", "It is on a plateau: the slope ‖∇C‖ is {slope} only."),
        }[cause]
    return text.format(rate=field_text(rate), stable=number(stable or 0.0, 2), origin=count(diagnosis.back_to),
                       layer=diagnosis.layer, share=percent(diagnosis.share, 0), slope=number(diagnosis.slope, 2))


def _new_run_text(diagnosis: Diagnosis) -> str:
    """What the run that helps begins with."""
    before, after = diagnosis.experiment, diagnosis.remedy
    weights = initial_weights_name(after)
    if diagnosis.cause is Cause.REGULARISED:
        return translate("Notices", "New run without regularisation")
    if diagnosis.cause is Cause.FROZEN:
        return translate("Notices", "New run with nothing frozen")
    if len(after.layers) > len(before.layers):
        return translate("Notices", "New run with a hidden layer")
    if after.layers == before.layers:
        if initial_weights_name(before) == weights:
            return translate("Notices", "New run with other weights")
        return translate("Notices", "New run with the weights: {weights}").format(weights=weights)
    place = next(place for place, layer in enumerate(after.layers) if layer != before.layers[place])
    activation = translate_name(activation_named(after.layers[place].activation).label)
    if initial_weights_name(before) == weights:
        return translate("Notices", "New run with {activation}").format(activation=activation)
    return translate("Notices", "New run with {activation} and the weights: {weights}").format(
        activation=activation, weights=weights)


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
    if action is NoticeAction.GO_ON_OTHERWISE:
        return translate("Notices", "Go on with η = {rate}").format(
            rate=field_text(float(notice.values["smaller_learning_rate"])))
    if action is NoticeAction.START_ANEW and notice.diagnosis is not None:
        return _new_run_text(notice.diagnosis)
    names = {NoticeAction.TRAIN: translate("Notices", "Train the one in view"),
             NoticeAction.LEARN: translate("Notices", "Learn it"), NoticeAction.REDO: translate("Notices", "Redo"),
             NoticeAction.UNDO: translate("Notices", "Undo")}
    return names[action]


def _beyond(cost: float) -> str:
    return number(cost) if math.isfinite(cost) else translate("Notices", "no finite number")

