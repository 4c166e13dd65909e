"""What stands in the Network workspace: a run at an instant, and how a change of the scene becomes another one."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np

from lectures.drawn import drawn_pixels
from lectures.model import Change, Instant, Sample
from lectures.number_files import load_numbers
from lectures.places import PHASES, Target
from lectures.training import trained
from lectures.work import AT_ONCE, Work
from simulator.arrays import Array
from simulator.changes import ParameterChange, SettingsChange
from simulator.errors import Explained, Phrase
from simulator.experiment import Experiment, begins_new_run, preset, same_data, with_change
from simulator.navigation import Stop, next_stop, previous_stop
from simulator.run import Run
from simulator.steps import START, Address, Granularity, Phase
from simulator.training import OwnSample


@dataclass(frozen=True, eq=False)
class NetworkScene:
    """A run that stands still: whoever wants to move it takes its `twin`.

    Attributes
    ----------
    run
        The run at its instant.
    granularity, selection
        How far one press of Next goes; what is chosen on the stage.
    sample
        What is followed, as the lecture said it; None for the run's own step.
    """

    run: Run
    granularity: Granularity = Granularity.LAYER
    selection: Target | None = None
    sample: Sample | None = None

    @cached_property
    def digest(self) -> str:
        """Tells scenes apart."""
        return network_digest(self.run, self.granularity, self.selection)


def network_digest(run: Run, granularity: Granularity, selection: Target | None) -> str:
    """A hash of all that can be seen of a run at its instant."""
    moment = run.moment
    parts = (run.timeline.end.experiment.to_json(), str(run.timeline.length), str(moment.address),
             moment.occasion.value, granularity.value, str(selection))
    numbers = (moment.theta, moment.sample.inputs, moment.sample.target, *moment.sample.a, *moment.sample.delta[1:])
    digest = hashlib.sha256("|".join(parts).encode())
    for array in numbers:
        digest.update(np.ascontiguousarray(array).tobytes())
    return digest.hexdigest()


def begun(experiment: Experiment, former: NetworkScene | None, start: Array | None = None) -> NetworkScene:
    """A new run, on the data of the former one where they are the same. Nothing is in view of it yet."""
    data = None
    if former is not None and same_data(experiment, former.run.trainer.experiment):
        data = former.run.trainer.data
    return NetworkScene(Run(experiment, data or experiment.open_data(), start))


def network_applied(scene: NetworkScene | None, change: Change, folder: str, work: Work = AT_ONCE) -> NetworkScene:
    """The scene after a change.

    Raises
    ------
    Explained
        If it can't be made.
    Interrupted
        If `work` said so.
    """
    scene = _with_run(scene, change, folder)
    if change.parameters:
        _set_parameters(scene.run, change)
    if change.trains:
        trained(scene.run, change, work)
    if change.sample is not None:
        scene = _with_sample(scene, change.sample)
    if not scene.run.has_step and scene.run.followed is None:
        _bring(scene.run, Stop(0, START))
    if change.at is not None:
        _move(scene.run, address_of(scene.run, change.at))
    if change.granularity is not None:
        scene = replace(scene, granularity=Granularity(change.granularity))
    for _ in range(abs(change.next or 0)):
        _press(scene.run, scene.granularity, forwards=(change.next or 0) > 0)
    if change.select is not None:
        scene = replace(scene, selection=_chosen(change.select) if change.select else None)
    selection = scene.selection
    if selection is not None and not selection.exists_in(scene.run.trainer.network.sizes):
        scene = replace(scene, selection=None)
    return scene


def _chosen(target: Target) -> Target:
    """A bias is chosen with its neuron."""
    return Target("neuron", target.layer, target.neuron) if target.kind == "bias" else target


def own_sample(run: Run, sample: Sample) -> OwnSample:
    """What goes through the network.

    Raises
    ------
    Explained
        If the data have no such sample.
    """
    data = run.trainer.data
    if sample.part in ("train", "test"):
        part = data.train if sample.part == "train" else data.test
        if not 1 <= sample.number <= part.count:
            raise Explained(Phrase("there is no sample {number} in the {part} data, they have {count}; choose "
                                   "another number", number=sample.number, part=sample.part, count=part.count))
        index = np.array([sample.number - 1])
        return OwnSample(part.inputs(index)[0], data.targets(part, index)[0])
    if sample.part == "drawn":
        if data.image_shape is None:
            raise Explained(Phrase("these data are no pictures, so nothing can be drawn; give inputs instead"))
        pixels = drawn_pixels(sample.strokes, data.image_shape).ravel().astype(np.float64)
        return OwnSample(pixels * data.scale, data.target_table[sample.label])
    return OwnSample(np.array(sample.inputs, dtype=np.float64), np.array(sample.target, dtype=np.float64))


def address_of(run: Run, instant: Instant) -> Address:
    """The address of an instant in the pass that is in view.

    Raises
    ------
    Explained
        If the pass has no such instant.
    """
    moment = run.moment
    phase, depth = PHASES[instant.phase], moment.network.depth
    layer = instant.layer or {Phase.INPUT: 0, Phase.BP2: depth - 1}.get(phase, depth)
    try:
        station = moment.route.index(phase, layer)
    except KeyError:
        raise Explained(Phrase("there is no {phase} in layer {layer} here; choose another instant",
                               phase=instant.phase, layer=layer)) from None
    count, size = moment.route.neuron_count(station), moment.record.batch_size
    if not 0 <= instant.neuron <= count:
        raise Explained(Phrase("there is no neuron {neuron} here: there are {count} neurons; choose another instant",
                               neuron=instant.neuron, count=count))
    # the last batch of an epoch may be shorter than the others
    sample = min(instant.sample, size) - 1 if instant.sample else moment.address.sample
    if phase in (Phase.MEAN_GRADIENT, Phase.UPDATE):
        sample = size - 1
    return Address(moment.address.step, sample, station, (instant.neuron or count) - 1)


def _with_run(scene: NetworkScene | None, change: Change, folder: str) -> NetworkScene:
    """The run that the change begins, or a twin of the one that there is."""
    start = None if change.weights is None else read_weights(change.weights, folder)
    if change.experiment is not None:
        return begun(with_change(preset(change.experiment), **change.settings), scene, start)
    if scene is None:
        raise Explained(Phrase("the first beat has no experiment; name one"))
    now = scene.run.timeline.end.experiment
    settings = with_change(now, **change.settings)
    if start is not None or begins_new_run(now, settings):
        return begun(settings, scene, start)
    run = scene.run.twin()
    if settings != now:
        run.timeline.change(run.step_to_edit(whole_step=settings.batch_size != now.batch_size),
                            SettingsChange(settings))
        _look_again(run)
    return replace(scene, run=run)


def read_weights(weights: tuple[float, ...] | str, folder: str) -> Array:
    """Numbers for θ, from the lecture or from a file beside it.

    Raises
    ------
    Explained
        If the file can't be read.
    """
    if not isinstance(weights, str):
        return np.array(weights, dtype=np.float64)
    try:
        return np.asarray(load_numbers(Path(folder) / weights), dtype=np.float64).ravel()
    except (TypeError, ValueError) as error:
        raise Explained(Phrase("the weights {file} can't be read ({error}); put the file beside the lecture",
                               file=weights, error=error)) from error


def _set_parameters(run: Run, change: Change) -> None:
    """Sets weights by hand as the window does: at the step in view as long as that isn't updated yet."""
    if not run.has_step and run.followed is None:
        _bring(run, Stop(0, START))
    for target, value in change.parameters.items():
        step = run.step_to_edit(whole_step=False)
        in_view = run.has_step and step == run.address.step
        run.timeline.change(step, ParameterChange(target.index(run.trainer.network), value), keep_own=in_view)
        if in_view:
            _bring(run, Stop(step, run.address), keep_followed=True)
        elif run.has_step and run.followed is None:
            _bring(run, Stop(step, Address(step, 0, 0, 0)))
        else:
            run.look_again()


def _look_again(run: Run) -> None:
    """After a change of settings the step in view is made anew."""
    if run.has_step and run.address.step <= run.timeline.length:
        _bring(run, Stop(run.address.step, run.address), keep_followed=True)
    run.look_again()


def _with_sample(scene: NetworkScene, sample: Sample) -> NetworkScene:
    run = scene.run
    if sample.part == "none":
        run.leave_followed()
        return replace(scene, sample=None)
    run.follow(own_sample(run, sample), START)
    run.follow(own_sample(run, sample), run.answer_address)
    return replace(scene, sample=sample)


def _bring(run: Run, stop: Stop, *, keep_followed: bool = False) -> None:
    """Makes a step, or makes it again, and stands at its instant; a run that diverges stays where it is."""
    timeline = run.timeline
    if timeline.length == 0:
        timeline.begin()
    step = timeline.step(stop.step) if stop.step < timeline.length else timeline.advance()
    if not keep_followed:
        run.leave_followed()
    run.arrive(step, stop.arrive(run.route, step.record.batch_size))


def _move(run: Run, address: Address) -> None:
    if address != run.moment.address:
        run.move(address)


def _press(run: Run, granularity: Granularity, *, forwards: bool) -> None:
    """One press of Next or Back, as on the transport bar."""
    moment = run.moment
    if run.followed is not None:
        where = moment.route.following if forwards else moment.route.preceding
        address = where(moment.address, granularity, 1)
        if address is not None or not forwards:
            _move(run, address or Address(moment.address.step, 0, 0, 0))
        return
    stop = next_stop(run.timeline, moment, granularity) if forwards else \
        previous_stop(run.timeline, moment, granularity)
    if stop is None:
        return
    if stop.step == moment.address.step:
        _move(run, stop.arrive(run.route, moment.record.batch_size))
        return
    while run.timeline.length < stop.step:
        run.timeline.advance()
    _bring(run, stop)
