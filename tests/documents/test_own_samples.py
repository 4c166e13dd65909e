"""A run on samples of one's own is refused when it is saved: the file would open with others, or not at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.document import Document, NetworkPart, read_document, write_document
from simulator.comparison import Compared
from simulator.datasets import data_set_named
from simulator.datasets.data_set import DataSet, Part
from simulator.errors import Explained
from simulator.experiment import OPENED_TABLE, Experiment, Layer
from simulator.run import Run
from simulator.steps import START
from tests.documents.made_documents import begun, bits

MOONS = Experiment("moons", (Layer(3, "tanh"), Layer(1)), batch_size=5, sample_count=30)


def run_on(experiment: Experiment, data: DataSet) -> Run:
    run = Run(experiment, data)
    run.arrive(run.timeline.begin(), START)
    return run


def of_ones_own(data: DataSet) -> DataSet:
    rng = np.random.default_rng(0)
    train = Part.of(rng.normal(size=(20, 2)), rng.integers(0, 2, 20))
    return replace(data, train=train, test=train, recipe=None)


@pytest.mark.parametrize("experiment", [MOONS, replace(MOONS, data_set=OPENED_TABLE, sample_count=None)])
def test_samples_that_no_file_and_no_name_gives_again_are_refused(tmp_path: Path, experiment: Experiment) -> None:
    run = run_on(experiment, of_ones_own(MOONS.open_data()))
    with pytest.raises(Explained, match=r"run.deltaflow can't be saved: .+ opening it would give others; write the"):
        write_document(Document(NetworkPart(run)), tmp_path / "run.deltaflow")
    assert not list(tmp_path.iterdir())


def test_samples_that_only_look_alike_are_refused(tmp_path: Path) -> None:
    data = MOONS.open_data()
    other = replace(data, train=Part.of(np.nextafter(data.train.raw, 9.0), data.train.labels))
    with pytest.raises(Explained, match="are not those of 'moons'"):
        write_document(Document(NetworkPart(run_on(MOONS, other))), tmp_path / "run.deltaflow")


def test_the_second_run_of_a_comparison_has_the_samples_of_the_first(tmp_path: Path) -> None:
    first, second = begun(MOONS), run_on(MOONS, of_ones_own(MOONS.open_data()))
    part = NetworkPart(first, (second, next(iter(Compared))))
    with pytest.raises(Explained, match="compared learn from different samples"):
        write_document(Document(part), tmp_path / "run.deltaflow")


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["moons", "spiral", "sine", "xor_gate"]), st.integers(0, 10**6), st.floats(0.0, 0.2),
       st.booleans(), st.booleans())
def test_whatever_the_run_is_made_of_it_opens_as_it_was_or_is_refused(
        tmp_path: Path, name: str, seed: int, noise: float, features: bool, changed: bool) -> None:
    usual = data_set_named(name)
    asked = {"data_seed": seed, "noise": noise, "sample_count": 20} if usual.recipe is not None else {}
    experiment = Experiment(name, (Layer(2, "tanh"), Layer(usual.output_count, "identity" if usual.is_regression
                                                           else "sigmoid")), batch_size=2,
                            cost="quadratic", features=("x1", "x1_squared") if features and not usual.is_truth_table
                            else (), **asked)
    data = experiment.open_data()
    if changed:
        train = data.train
        answers = train.labels if train.values is None else train.values
        raw = np.array(train.raw, dtype=np.float64)
        raw[seed % len(raw)] += 0.5
        data = replace(data, train=Part.of(raw, answers)) if not features else data
    run = run_on(experiment, data)
    path = tmp_path / "run.deltaflow"
    try:
        write_document(Document(NetworkPart(run)), path)
    except Explained:
        assert changed
        return
    opened = read_document(path, tmp_path / "cache").network.run
    assert bits(opened) == bits(run)
    assert np.array_equal(opened.trainer.data.train.raw, data.train.raw)
    opened.timeline.advance()
    run.timeline.advance()
    assert np.array_equal(opened.timeline.end.theta, run.timeline.end.theta)


def test_what_json_has_no_word_for_is_refused_with_a_reason(tmp_path: Path) -> None:
    for view in ({"size": float("nan")}, {"size": object()}):
        with pytest.raises(Explained, match=r"can't be saved: something in it can't be written"):
            write_document(Document(NetworkPart(begun(MOONS)), view=view), tmp_path / "run.deltaflow")
