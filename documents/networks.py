"""The Network workspace in a document: one run or two, what was chosen, and what lies on the canvas."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from documents.archive import ArchiveReader, ArchiveWriter
from documents.data_files import DataPlaces, check_samples, samples_digest, unpacked, write_data_files
from documents.runs import (
    CHECKPOINT_BYTES,
    COPY_CHECKPOINT_BYTES,
    ExperimentWriter,
    RunReader,
    SampleWriter,
    read_experiments,
    read_samples,
    write_run,
)
from documents.values import Damaged, Values, whole
from simulator.arrays import Bytes
from simulator.comparison import Compared
from simulator.datasets.data_set import DataSet, Part
from simulator.errors import Explained, Phrase
from simulator.experiment import OPENED_FILES, OPENED_TABLE, Experiment, same_data
from simulator.run import Run
from simulator.steps import Granularity
from simulator.training import OwnSample

FIRST, SECOND = "run", "second"
"""The folders of the two runs in the archive."""
_INK, _PIXELS = "drawing/ink.npy", "drawing/pixels.npy"
_LARGEST_SIDE = 2000
_DIGEST = "samples_sha256"
"""Key for the checksum of samples whose files the document knows nothing of; older documents don't have it."""


@dataclass(frozen=True, eq=False)
class Drawing:
    """What lies on the canvas.

    Attributes
    ----------
    ink
        The paper's grey values, shape (height, width).
    stored
        A sample of the data that lies there untouched: its number in the test part, and its pixels, shape
        (rows, columns). None for a drawing.
    label
        Number of the class that it is said to belong to; None where that is unknown.
    is_ready_made
        Whether the person has drawn none of it, so that their first stroke takes its place.
    """

    ink: Bytes
    stored: tuple[int, Bytes] | None
    label: int | None
    is_ready_made: bool = False


@dataclass(frozen=True, eq=False)
class NetworkPart:
    """The Network workspace.

    Attributes
    ----------
    run
        With its timeline and its cursor.
    second
        The run beside it and the setting in which it differs, if two are compared.
    selection
        (layer, neuron, source) of what was chosen: source is None for the neuron itself.
    granularity
        How far Next and Back go.
    own_sample
        A sample of one's own that is ready to be learned or followed.
    drawing
        What lies on the canvas; None where there is none.
    """

    run: Run
    second: tuple[Run, Compared] | None = None
    selection: tuple[int, int, int | None] | None = None
    granularity: Granularity = Granularity.LAYER
    own_sample: OwnSample | None = None
    drawing: Drawing | None = None


def write_network(part: NetworkPart, archive: ArchiveWriter, data_folder: Path | None = None) -> dict[str, Any]:
    """All of it; the experiments and the files of the samples stand beside it in the document.

    Parameters
    ----------
    data_folder
        Of a copy, see `write_document`.

    Raises
    ------
    OtherSamplesError
        If opening it would give other samples than the runs learn from.
    """
    _check_source(part)
    experiments = ExperimentWriter(archive, tells_paths=data_folder is not None)
    samples = SampleWriter(part.run.trainer.network.sizes[-1])
    room = CHECKPOINT_BYTES if data_folder is None else COPY_CHECKPOINT_BYTES
    first = write_run(part.run, FIRST, archive, experiments, samples, room)
    second = None
    if part.second is not None:
        run, compared = part.second
        second = {"run": write_run(run, SECOND, archive, experiments, samples, room), "compared": compared.value}
    own = part.own_sample
    network = {
        "run": first,
        "second": second,
        "selection": None if part.selection is None else list(part.selection),
        "granularity": part.granularity.value,
        "own_sample": samples.number(own) if own is not None and own.fits(part.run.trainer.network.sizes) else None,
        "drawing": None if part.drawing is None else _write_drawing(part.drawing, archive),
    }
    data = part.run.trainer.data
    content: dict[str, Any] = {
        "experiments": experiments.content, "samples": samples.write(archive),
        "data": write_data_files(data, archive, data_folder), "network": network}
    if data.files and content["data"] is None:
        # changed on the disk, and too large to be written anew: at least they are known again
        content[_DIGEST] = samples_digest(data)
    return content


class OtherSamplesError(Explained):
    """A run on samples of one's own: the document would name others, or none."""


def _check_source(part: NetworkPart) -> None:
    """Passes where the experiment says which samples the runs learn from, or files do."""
    trainer = part.run.trainer
    experiment, data = trainer.experiment, trainer.data
    is_opened = experiment.data_set in (OPENED_FILES, OPENED_TABLE)
    if is_opened and not data.files:
        raise OtherSamplesError(Phrase("its run learns from samples that come from no file"))
    if not is_opened and not _are_same(data, experiment.open_data()):
        raise OtherSamplesError(Phrase("its run learns from samples that are not those of {data}",
                                       data=repr(experiment.data_set)))
    if part.second is not None and not _are_same(data, part.second[0].trainer.data):
        raise OtherSamplesError(Phrase("the two runs that are compared learn from different samples"))


def _are_same(one: DataSet, other: DataSet) -> bool:
    """Whether a network learns the very same from both."""
    if one is other:
        return True
    plain = ("image_shape", "class_labels", "input_count", "output_count", "has_own_test")
    return all(getattr(one, name) == getattr(other, name) for name in plain) and \
        np.array_equal(one.target_table, other.target_table) and _are_same_part(one.train, other.train) and \
        _are_same_part(one.test, other.test)


def _are_same_part(one: Part, other: Part) -> bool:
    if one is other:
        return True
    if (one.count, one.scale) != (other.count, other.scale) or not np.array_equal(one.raw, other.raw):
        return False
    if (one.values is None) != (other.values is None):
        return False
    answers = (one.labels, other.labels) if one.values is None else (one.values, other.values)
    rows = np.arange(one.count)
    return np.array_equal(*answers) and np.array_equal(one.inputs(rows), other.inputs(rows))


def read_network(content: Values, archive: ArchiveReader, places: DataPlaces) -> NetworkPart:
    """The Network workspace, with every step in view that was in view.

    Raises
    ------
    Explained
        If something in it can't be used.
    """
    values = content.inner("network")
    experiments = read_experiments(content.get("experiments"), archive)
    if not experiments:
        raise Damaged(Phrase("it has no experiment"))
    first = values.inner("run")
    experiment = experiments[first.whole("experiment", 0, len(experiments) - 1)]
    path = unpacked(experiment, content.get("data"), archive, places)
    experiments = _opened_from(path, experiment.data_path, experiments)
    experiment = experiments[first.whole("experiment")]
    data = _opened_data(experiment, brings_files=content.get("data") is not None)
    check_samples(data, content.get(_DIGEST))
    samples = read_samples(content.inner("samples"), archive, data.input_count, data.output_count)
    reader = RunReader(archive, experiments, samples, data)
    run = reader.read(first, FIRST)
    own = None if values.get("own_sample") is None or not samples else \
        samples[values.whole("own_sample", 0, len(samples) - 1)]
    return NetworkPart(run, _read_second(values, reader, run), _selection(values, run),
                       values.chosen("granularity", Granularity), own, _read_drawing(values, archive, data))


def _opened_data(experiment: Experiment, *, brings_files: bool) -> DataSet:
    """The samples of an experiment."""
    try:
        return experiment.open_data()
    except Explained as error:
        # files that the document doesn't bring along may come back, and so may memory
        is_elsewhere = experiment.data_set in (OPENED_FILES, OPENED_TABLE) and not brings_files
        raise Damaged(error.phrase, is_whole=is_elsewhere or isinstance(error.__cause__, MemoryError)) from error


def _opened_from(path: str, before: str, experiments: tuple[Experiment, ...]) -> tuple[Experiment, ...]:
    """The experiments with the path at which their samples are here."""
    if path == before:
        return experiments
    return tuple(replace(one, data_path=path) if one.data_path == before else one for one in experiments)


def _read_second(values: Values, reader: RunReader, first: Run) -> tuple[Run, Compared] | None:
    if values.get("second") is None:
        return None
    both = values.inner("second")
    values = both.inner("run")
    experiment = reader.experiments[values.whole("experiment", 0, len(reader.experiments) - 1)]
    if not same_data(first.trainer.experiment, experiment):
        raise Damaged(Phrase("the two runs that are compared learn from different samples"))
    run = reader.read(values, SECOND)
    if run.trainer.network.sizes != first.trainer.network.sizes:
        raise Damaged(Phrase("the two runs that are compared have networks of different sizes"))
    return run, both.chosen("compared", Compared)


def _selection(values: Values, run: Run) -> tuple[int, int, int | None] | None:
    """What was chosen; nothing if the network doesn't have it, because only the look depends on it."""
    chosen, sizes = values.get("selection"), run.trainer.network.sizes
    if not isinstance(chosen, list) or len(chosen) != 3:
        return None
    try:
        layer = whole(chosen[0], "", 0, len(sizes) - 1)
        neuron = whole(chosen[1], "", 0, sizes[layer] - 1)
        if chosen[2] is None:
            return layer, neuron, None
        return None if layer == 0 else (layer, neuron, whole(chosen[2], "", 0, sizes[layer - 1] - 1))
    except Damaged:
        return None


def _write_drawing(drawing: Drawing, archive: ArchiveWriter) -> dict[str, Any]:
    archive.put_array(_INK, np.asarray(drawing.ink, dtype=np.uint8), packed=True)
    stored = None
    if drawing.stored is not None:
        index, pixels = drawing.stored
        archive.put_array(_PIXELS, np.asarray(pixels, dtype=np.uint8), packed=True)
        stored = {"index": index, "shape": list(pixels.shape)}
    return {"shape": list(drawing.ink.shape), "stored": stored, "label": drawing.label,
            "ready_made": drawing.is_ready_made}


def _read_drawing(values: Values, archive: ArchiveReader, data: DataSet) -> Drawing | None:
    if values.get("drawing") is None:
        return None
    drawing = values.inner("drawing")
    ink = archive.grey_values(_INK, *_shape(drawing))
    stored = None
    if drawing.get("stored") is not None:
        sample = drawing.inner("stored")
        index = sample.whole("index", 0, max(data.test.count - 1, 0))
        stored = index, archive.grey_values(_PIXELS, *(data.image_shape or _shape(sample)))
    label = None if drawing.get("label") is None else drawing.whole("label", 0, max(len(data.class_labels) - 1, 0))
    # documents of version 0.7 don't say whether the drawing was there already
    return Drawing(ink, stored, label, drawing.get("ready_made") is not None and drawing.truth("ready_made"))


def _shape(values: Values) -> tuple[int, ...]:
    return tuple(whole(side, f"{values.place}.shape", 1, _LARGEST_SIDE) for side in values.wholes("shape", 2))
