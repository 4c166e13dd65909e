"""From a run and what is in view of it to the change that builds the same scene.

A run that was only trained is made again by its number of steps, and weights set by hand before its first step are
set again. Where somebody has intervened later, or the run has learned a sample of somebody's own, no file can tell
its story: then its weights are written down, and a new run begins with them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import numpy as np

from lectures.model import PHASES, Change, Instant, Sample, Target
from lectures.network import NetworkScene, network_applied
from simulator.arrays import Indices
from simulator.changes import ParameterChange, SettingsChange, ThetaChange
from simulator.datasets.data_set import DataSet, Part
from simulator.errors import Explained, Phrase
from simulator.experiment import DATA_SETTINGS, Experiment, preset, presets, with_change
from simulator.moment import Moment, Occasion
from simulator.network import Network
from simulator.run import Run
from simulator.steps import Granularity, Phase
from simulator.training import OwnSample, Trainer

MOST_WEIGHTS = 5000
"""Weights and biases that are written into a file."""
_NAMES_OF_PHASES = {phase: name for name, phase in PHASES.items()}
_ONLY_ONCE = (Phase.INPUT, Phase.COST, Phase.BP1)
"""Phases of a single layer."""
_MOST_PRESSES = 20


def captured_network(scene: NetworkScene) -> Change:
    """The change that builds a scene of the Network workspace, without what is in view around it.

    Raises
    ------
    Explained
        If it would take more than `MOST_WEIGHTS` weights to be written down.
    """
    run = scene.run
    change = _rebuilt(run) or _written_down(run)
    usual = scene.granularity is Granularity.LAYER
    return replace(change, select=scene.selection, granularity=None if usual else scene.granularity.value)


def network_action(before: NetworkScene, now: NetworkScene) -> Change:
    """The change that leads from one scene to another, as little as it takes; at worst it begins anew.

    Raises
    ------
    Explained
        See `captured_network`.
    """
    edits = _edits_between(before.run, now.run)
    if edits is None:
        return captured_network(now)
    change = replace(edits, granularity=None if now.granularity is before.granularity else now.granularity.value)
    if now.selection != before.selection:
        change = replace(change, select=now.selection or ())
    followed, former = now.run.followed, before.run.followed
    if followed is None and former is not None:
        change = replace(change, sample=Sample("none"))
    elif followed is not None and not _are_same(followed, former):
        change = replace(change, sample=captured_sample(now.run.trainer.data, followed))
    there = network_applied(before, change, "")
    if not _stands_like(there.run, now.run):
        presses = _presses_between(there, now)
        stays = there.run.address == now.run.address and there.run.has_step is now.run.has_step
        kept = ("sample", "steps") if stays else ("sample",)
        rest = {name: value for name, value in _position(now.run).items() if name not in kept}
        change = replace(change, next=presses) if presses else replace(change, **rest)
    return change


def _rebuilt(run: Run) -> Change | None:
    """The run made again from its start; None where it can't be told how it came about."""
    trainer, past = run.trainer, run.timeline.past()
    here = run.address.step if run.has_step else -1
    # what was changed behind a complete step is in view already: it is in force in the next one
    changed_until = here + 1 if run.is_at_end_of_step or not run.has_step else here
    if any(step <= here for step in past.own_samples) or any(0 < step <= changed_until for step in past.changes):
        return None
    experiment, start, parameters = trainer.experiment, trainer.start, dict[Target, float]()
    for change in past.changes.get(0, ()):
        if isinstance(change, SettingsChange):
            experiment = change.experiment
        elif isinstance(change, ThetaChange):
            start, parameters = change.theta, {}
        else:
            parameters[_target_at(trainer.network, change.index)] = change.value
    weights = None if start is None else _numbers(start)
    return replace(_begun(experiment, weights), parameters=MappingProxyType(parameters), **_position(run))


def _begun(experiment: Experiment, weights: tuple[float, ...] | None) -> Change:
    if experiment.data_path:
        raise Explained(Phrase("the network learns from the file {file}, but the data of a lecture come with the "
                               "program; choose other data for it", file=experiment.data_path))
    name, settings = origin_of(experiment)
    return Change(experiment=name, settings=MappingProxyType(dict(settings)), weights=weights)


def _position(run: Run) -> dict[str, Any]:
    """Steps, sample and instant of a run that is made again."""
    followed = run.followed
    if not run.has_step:
        steps, at = None, None
    elif run.is_at_end_of_step:
        steps, at = run.address.step + 1, None
    elif followed is not None:  # θ is that before the step in view
        steps, at = run.address.step or None, None
    else:
        begins = run.moment.address.sample == 0 and run.moment.phase is Phase.INPUT
        # an instant belongs to the step in view, and the first one is in view by itself
        steps, at = run.address.step + 1 if run.address.step else None, instant_of(run.moment)
        at = None if begins and steps is None else at
    found: dict[str, Any] = {"steps": steps, "at": at}
    if followed is not None:
        found["sample"] = captured_sample(run.trainer.data, followed)
        found["at"] = None if run.followed_address == run.answer_address else instant_of(run.moment)
    return found


def _written_down(run: Run) -> Change:
    """A new run from the weights in view.

    A sample of the step in view is only followed there, as its step can't come about again: of the mean over a batch
    and of its update nothing is kept.
    """
    count = run.trainer.network.parameter_count
    if count > MOST_WEIGHTS:
        raise Explained(Phrase(
            "this run was changed by hand or learned a sample of your own, and its {count} weights and biases are "
            "too many to be written into a lecture (at most {most}); undo that, or train a new run", count=count,
            most=MOST_WEIGHTS))
    moment, state = run.moment, run.state
    change = _begun(state.experiment, _numbers(state.theta))
    if moment.occasion is Occasion.FOLLOWED:
        return replace(change, **{name: value for name, value in _position(run).items() if name != "steps"})
    if run.is_at_end_of_step and not run.timeline.past().changes.get(state.step):
        again = replace(change, weights=_numbers(moment.state.theta))
        if _comes_again(run, moment):
            return replace(again, steps=1)
    if not run.is_at_end_of_step and _comes_again(run, moment):
        begins = moment.address.sample == 0 and moment.phase is Phase.INPUT
        return replace(change, at=None if begins else instant_of(moment))
    return replace(change, sample=_sample_in_view(moment), at=_followed_instant(moment))


def _comes_again(run: Run, moment: Moment) -> bool:
    """Whether the first step of a new run takes the same samples in the same way."""
    if moment.occasion is not Occasion.TRAINING or any(memory.any() for memory in moment.state.memory):
        return False
    trainer = Trainer(moment.state.experiment, run.trainer.data, moment.state.theta)
    _, record = trainer.step(trainer.initial_state(), finite=False)
    return bool(np.array_equal(record.indices, moment.record.indices))


def _edits_between(before: Run, now: Run) -> Change | None:
    """Weights and settings that were changed by hand since; None where that can't be told in one change."""
    if now.trainer is not before.trainer:
        return None
    here = now.address.step if now.has_step else -1
    former, past = before.timeline.past(), now.timeline.past()
    if any(former.own_samples.get(step) is not sample for step, sample in past.own_samples.items() if step <= here):
        return None
    places = {step for step in {*former.changes, *past.changes} if former.changes.get(step) != past.changes.get(step)}
    if not places:
        return Change()
    step = before.step_to_edit(whole_step=False)
    old, new = former.changes.get(step, ()), past.changes.get(step, ())
    if places != {step} or len(new) < len(old) or any(isinstance(change, ThetaChange) for change in new):
        return None
    parameters = {_target_at(now.trainer.network, change.index): change.value for change in new
                  if isinstance(change, ParameterChange) and change not in old}
    wanted = [change.experiment for change in new if isinstance(change, SettingsChange) and change not in old]
    settings = settings_between(before.timeline.end.experiment, wanted[-1]) if wanted else {}
    return None if settings is None else Change(settings=MappingProxyType(settings),
                                                parameters=MappingProxyType(parameters))


def _presses_between(there: NetworkScene, now: NetworkScene) -> int:
    """How often Next leads from one instant to another; 0 if it doesn't, or not soon."""
    if now.granularity is Granularity.EPOCH:  # which may take long
        return 0
    for count in range(1, _MOST_PRESSES + 1):
        address = there.run.moment.address
        there = network_applied(there, Change(next=1), "")
        if _stands_like(there.run, now.run):
            return count
        if not address < there.run.moment.address < now.run.moment.address:
            return 0
    return 0


def _stands_like(one: Run, other: Run) -> bool:
    return one.moment.address == other.moment.address and one.moment.occasion is other.moment.occasion


def _are_same(one: OwnSample, other: OwnSample | None) -> bool:
    if other is None or not np.array_equal(one.inputs, other.inputs):
        return False
    if one.target is None or other.target is None:
        return one.target is other.target
    return np.array_equal(one.target, other.target)


def _sample_in_view(moment: Moment) -> Sample:
    if moment.sample.index is not None:
        return Sample("train", number=int(moment.sample.index) + 1)
    return Sample("own", inputs=_numbers(moment.sample.inputs), target=_numbers(moment.sample.target))


def _followed_instant(moment: Moment) -> Instant | None:
    """The instant in the way of a sample that is only followed; None where its cost is known and no more."""
    instant = replace(instant_of(moment), sample=0)
    if instant.phase == "cost":
        return None
    return Instant("bp4", 1) if instant.phase in ("mean", "update") else instant


def instant_of(moment: Moment) -> Instant:
    """The instant in view, as files name it."""
    address, route, phase = moment.address, moment.route, moment.phase
    whole = address.neuron == route.neuron_count(address.station) - 1
    batched = moment.record.batch_size > 1 and phase not in (Phase.MEAN_GRADIENT, Phase.UPDATE)
    return Instant(_NAMES_OF_PHASES[phase], layer=0 if phase in _ONLY_ONCE else moment.layer,
                   neuron=0 if whole else address.neuron + 1, sample=address.sample + 1 if batched else 0)


def _target_at(network: Network, index: int) -> Target:
    """The weight or bias at a place in θ."""
    place = network.locate(index)
    if place.source is None:
        return Target("bias", place.layer, place.neuron)
    return Target("weight", place.layer, place.neuron, place.source)


def _numbers(values: Any) -> tuple[float, ...]:
    return tuple(float(value) for value in values)


# Which preset an experiment comes from, and in what it differs

_NAMES = tuple(one.name for one in fields(Experiment))
_WEIGHTS_OF_DIFFERENCES: Mapping[str, int] = {"data_set": 6, "layers": 3, "train_points": 3, "initial_theta": 3}
"""How much rather another preset is taken than one that differs in this; everything else counts 1."""


def origin_of(experiment: Experiment) -> tuple[str, Mapping[str, Any]]:
    """The preset that is most like an experiment, and the settings that make it the same.

    The settings are those that `with_change` needs: what it puts back by itself isn't named.
    """
    found = [(name, settings) for name in presets()
             if (settings := settings_between(_preset(name), experiment)) is not None]
    return min(found, key=lambda one: (sum(_WEIGHTS_OF_DIFFERENCES.get(name, 1) for name in one[1]), one[0]))


@lru_cache(maxsize=64)
def _preset(name: str) -> Experiment:
    return preset(name)


def settings_between(start: Experiment, wanted: Experiment) -> dict[str, Any] | None:
    """What has to be said to make one experiment of another; None where a file can't say it."""
    settings: dict[str, Any] = {}
    # data first: they decide what a change puts back by itself
    order = sorted(_NAMES, key=lambda name: name not in DATA_SETTINGS)
    for _ in range(3):
        try:
            made = with_change(start, **settings)
        except Explained:
            made = start
        missing = {name: getattr(wanted, name) for name in order if getattr(made, name) != getattr(wanted, name)}
        if not missing:
            return settings if None not in settings.values() else None
        settings.update(missing)
    return None


# Which sample of the data it is that goes through the network

_ROWS_AT_ONCE = 4000


def captured_sample(data: DataSet, sample: OwnSample) -> Sample:
    """A sample of the data by its number; any other one, a drawing too, by its inputs and its target.

    Raises
    ------
    Explained
        If the right answer to it is unknown.
    """
    if sample.target is None:
        raise Explained(Phrase("the sample in view has no label, and a lecture says what its samples are; choose its "
                               "label first"))
    parts = [("train", data.train)] if data.train is data.test else [("test", data.test), ("train", data.train)]
    for name, part in parts:
        number = _number_in(data, part, sample)
        if number is not None:
            return Sample(name, number=number + 1)
    return Sample("own", inputs=tuple(float(one) for one in sample.inputs),
                  target=tuple(float(one) for one in sample.target))


def _number_in(data: DataSet, part: Part, sample: OwnSample) -> int | None:
    """The first sample of a part with these inputs and this target."""
    for start in range(0, part.count, _ROWS_AT_ONCE):
        rows = _may_be(part, np.arange(start, min(start + _ROWS_AT_ONCE, part.count)), sample)
        if rows.size:
            same = (part.inputs(rows) == sample.inputs).all(axis=1)
            same &= (data.targets(part, rows) == sample.target).all(axis=1)
            if same.any():
                return int(rows[np.argmax(same)])
    return None


def _may_be(part: Part, rows: Indices, sample: OwnSample) -> Indices:
    """Rows that are worth a closer look: stored bytes are compared as they are, because that takes no memory."""
    raw = part.raw
    if raw.dtype != np.uint8 or raw.shape[1] != sample.inputs.size:
        return rows
    wanted = np.rint(sample.inputs / part.scale)
    if wanted.min() < 0 or wanted.max() > 255:
        return rows[:0]
    found: Indices = rows[(raw[rows[0]:rows[-1] + 1] == wanted.astype(np.uint8)).all(axis=1)]
    return found
