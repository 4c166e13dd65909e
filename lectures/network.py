"""The Network workspace in lectures: what stands in it after a change, and the training on the way there."""

from __future__ import annotations

import hashlib
import io
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from numpy.lib import format as npy

from lectures.model import PHASES, Change, Instant, Sample, Target
from lectures.readings import network_readings
from simulator.arrays import Array, Bytes
from simulator.changes import ParameterChange, SettingsChange
from simulator.datasets.drawing import prepare_digit
from simulator.errors import Explained, Phrase
from simulator.experiment import Experiment, begins_new_run, preset, same_data, with_change
from simulator.navigation import Stop, next_stop, previous_stop
from simulator.regular_files import read_regular
from simulator.run import Run
from simulator.running import Progress, train
from simulator.steps import START, Address, Granularity, Phase
from simulator.training import NEVER, Interrupted, OwnSample


def _report_nothing(_: float) -> None:
    pass


@dataclass(frozen=True)
class Work:
    """How work that takes a while tells how far it is, and is stopped.

    Attributes
    ----------
    should_stop
        Asked every now and then; the work then raises `Interrupted`.
    report
        Told how much is done, 0 to 1.
    """

    should_stop: Callable[[], bool] = NEVER
    report: Callable[[float], None] = _report_nothing


AT_ONCE = Work()
"""Reports nothing and is never stopped."""


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


# Training on the way of a lecture: to a number of steps or epochs, or until something is true

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


def without_training(change: Change) -> Change:
    """What comes before its training."""
    return replace(change, steps=None, epochs=None, until=None, at_most=None, sample=None, at=None, next=None,
                   granularity=None, select=None, updates=None, place=None, node=None, part=None, runner=None)


def behind_training(change: Change) -> Change:
    """What comes after it."""
    return Change(sample=change.sample, at=change.at, next=change.next, granularity=change.granularity,
                  select=change.select)


def seconds_of(state: NetworkScene | None, change: Change, folder: str) -> float:
    """An estimate of how long a change of the Network workspace takes: training, and presses of Next that train."""
    presses = abs(change.next or 0)
    if not change.trains and not presses:
        return 0.0
    if change.experiment is not None or state is None:
        state = network_applied(state, without_training(change), folder)
    stride = change.granularity or state.granularity.value
    steps = presses * {"epoch": steps_an_epoch(state.run), "step": 1.0}.get(stride, 0.0)
    return seconds_for(state.run, change) + seconds_for(
        state.run, Change(steps=state.run.timeline.length + round(steps)))


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


# A digit drawn by strokes, as the network sees it: the same whoever draws it, the lecture or the window

PEN_WIDTH = 2.6
"""In pixels of the picture: that of the window's pen."""
_DOTS = 10
"""Dots of the canvas for each pixel."""

Stroke = Sequence[tuple[float, float]]


def drawn_pixels(strokes: Sequence[Stroke], shape: tuple[int, int]) -> Bytes:
    """The picture of some strokes.

    Parameters
    ----------
    strokes
        Lines of points (x, y) in pixels from the upper left corner.
    shape
        (rows, columns) of the picture.

    Returns
    -------
    Bytes
        Shape `shape`: 28×28 are prepared as MNIST's digits were, any other are averaged.
    """
    canvas = drawn_ink(strokes, shape)
    if shape == (28, 28):
        return prepare_digit(canvas)
    rows, columns = shape
    means = canvas.reshape(rows, _DOTS, columns, _DOTS).mean(axis=(1, 3))
    pixels: Bytes = np.rint(means * 255).astype(np.uint8)
    return pixels


def drawn_ink(strokes: Sequence[Stroke], shape: tuple[int, int]) -> Array:
    """The ink on the canvas, shape (10·rows, 10·columns), 0 to 1."""
    rows, columns = shape
    canvas = np.zeros((rows * _DOTS, columns * _DOTS))
    y, x = np.mgrid[:rows * _DOTS, :columns * _DOTS] + 0.5
    for stroke in strokes:
        points = np.array(stroke, dtype=np.float64) * _DOTS
        for first, last in pairwise(points if len(points) > 1 else [points[0], points[0]]):
            # ink fades over one dot at the edge of the pen
            near = np.clip(PEN_WIDTH * _DOTS / 2 + 0.5 - _distances(x, y, first, last), 0.0, 1.0)
            np.maximum(canvas, near, out=canvas)
    return canvas


def part_of(strokes: Sequence[Stroke], share: float) -> tuple[tuple[tuple[float, float], ...], ...]:
    """The strokes as far as a hand has come that draws them evenly: `share` of their length, 0 to 1."""
    lengths = [[float(np.hypot(b[0] - a[0], b[1] - a[1])) for a, b in pairwise(stroke)]
               for stroke in strokes]
    left = share * sum(map(sum, lengths))
    drawn: list[tuple[tuple[float, float], ...]] = []
    for stroke, pieces in zip(strokes, lengths, strict=True):
        points = [(stroke[0][0], stroke[0][1])]
        for ((ax, ay), (bx, by)), length in zip(pairwise(stroke), pieces, strict=True):
            reached = min(left / length, 1.0) if length else 1.0
            points.append((ax + reached * (bx - ax), ay + reached * (by - ay)))
            left -= length
            if left <= 0.0 and share < 1.0:
                return (*drawn, tuple(points))
        drawn.append(tuple(points))
    return tuple(drawn)


def _distances(x: Array, y: Array, first: Array, last: Array) -> Array:
    """From every dot to a piece of a line."""
    along = last - first
    length = float(along @ along)
    share = np.zeros_like(x) if length == 0.0 else \
        np.clip(((x - first[0]) * along[0] + (y - first[1]) * along[1]) / length, 0.0, 1.0)
    distances: Array = np.hypot(x - first[0] - share * along[0], y - first[1] - share * along[1])
    return distances


# Files of numbers beside a lecture, as `numpy.save` writes them; they come from anywhere

LARGEST_FILE = 64_000_000
"""Bytes; the weights of a network of 784, 1,000 and 10 neurons have a tenth of it."""
_MAGIC = b"\x93NUMPY"
_NUMBERS = "fiub"


def load_numbers(path: Path) -> npt.NDArray[Any]:
    """What is in a file.

    Raises
    ------
    ValueError
        If there is no such array, whatever is there instead: with the reason.
    """
    try:
        content = read_regular(path, LARGEST_FILE)
        array = _array(content) if content.startswith(_MAGIC) else None
    except Exception as error:  # a damaged header raises whatever Python's own reader raises
        reason = error.strerror if isinstance(error, OSError) else None
        raise ValueError((reason or str(error))[:120] or type(error).__name__) from error
    if array is None:
        raise ValueError("it is no array that numpy.save has written")
    return array


def _array(content: bytes) -> npt.NDArray[Any] | None:
    """The array, if it is one of plain numbers: as many as there are bytes for."""
    stream = io.BytesIO(content)
    version = npy.read_magic(stream)
    if version not in ((1, 0), (2, 0)):
        return None
    read_header = npy.read_array_header_1_0 if version == (1, 0) else npy.read_array_header_2_0
    shape, is_fortran, kind = read_header(stream)
    if kind.kind not in _NUMBERS or min(shape, default=0) < 0:
        return None
    if len(content) - stream.tell() != math.prod(shape) * kind.itemsize:
        raise ValueError("it holds more or fewer numbers than it says")
    return np.frombuffer(content, kind, offset=stream.tell()).reshape(shape, order="F" if is_fortran else "C")
