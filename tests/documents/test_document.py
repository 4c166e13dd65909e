"""What is in a document after it was saved and opened: all that was in it before."""

from __future__ import annotations

import json
import os
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from documents.document import (
    VERSION,
    Document,
    DocumentError,
    Drawing,
    NetworkPart,
    read_document,
    upgraded,
    write_document,
)
from documents.values import Damaged, written_record
from simulator.activations import activation_named
from simulator.arrays import Bytes
from simulator.changes import ParameterChange, SettingsChange
from simulator.comparison import Compared
from simulator.costs import cost_named
from simulator.errors import Explained
from simulator.experiment import preset, with_change
from simulator.graph.graph import evaluate
from simulator.graph.network_text import Wanted
from simulator.graph.of_network import derivative_graph
from simulator.graph.state import GraphState
from simulator.graph.stops import GraphStride
from simulator.graph.text import read_graph
from simulator.network import Network
from simulator.run import Run
from simulator.steps import START, Address, Granularity
from simulator.training import OwnSample
from tests.documents.made_documents import (
    begun,
    bits,
    compared_document,
    edited_run,
    full_document,
    opened_again,
    saved_and_opened,
    trained,
)

SAMPLE = Path(__file__).with_name("version_1.deltaflow")
SAMPLES = Path(__file__).with_name("samples")
"""Written by the programs 0.7 and 0.8: one with everything in it, one of two runs, one of an own surface."""


def rewritten(path: Path, **changes: object) -> None:
    """Puts other values into document.json."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    content = json.loads(members["document.json"])
    content.update(changes)
    members["document.json"] = json.dumps(content).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, member in members.items():
            archive.writestr(name, member)


def test_the_cursor_stands_where_it_stood(tmp_path: Path) -> None:
    before = edited_run()
    after = opened_again(before, tmp_path)
    assert after.address == before.address == Address(44, 1, 3, 0)
    assert after.moment.sample.index == before.moment.sample.index
    assert [a.tobytes() for a in after.moment.sample.a] == [a.tobytes() for a in before.moment.sample.a]
    assert after.moment.occasion is before.moment.occasion


def test_every_step_of_the_past_is_the_same_to_the_last_bit(tmp_path: Path) -> None:
    before = edited_run()
    after = opened_again(before, tmp_path)
    for step in range(before.timeline.length):
        one, other = before.timeline.step(step), after.timeline.step(step)
        assert one.before.theta.tobytes() == other.before.theta.tobytes()
        assert one.record.gradient.tobytes() == other.record.gradient.tobytes()
        assert one.before.experiment == other.before.experiment


def test_states_that_shared_an_experiment_share_one_again(tmp_path: Path) -> None:
    run = opened_again(edited_run(), tmp_path)
    used = {id(run.timeline.state(step).experiment) for step in range(run.timeline.length + 1)}
    assert len(used) == 3
    assert id(run.trainer.experiment) in used


def test_history_changes_own_samples_and_epochs_are_kept(tmp_path: Path) -> None:
    before = edited_run().timeline.past()
    after = opened_again(edited_run(), tmp_path).timeline.past()
    assert after.history.costs.tobytes() == before.history.costs.tobytes()
    assert len(after.history.evaluations) > 1
    assert after.history.evaluations == before.history.evaluations
    assert after.epoch_starts == before.epoch_starts
    assert list(after.changes) == list(before.changes)
    assert [len(changes) for changes in after.changes.values()] == [1, 1, 1, 2]
    assert list(after.own_samples) == [41]
    assert after.own_samples[41].inputs.tolist() == [0.25, 0.75]


def test_everything_that_was_chosen_is_chosen_again(tmp_path: Path) -> None:
    before = full_document()
    after = saved_and_opened(before, tmp_path)
    one, other = before.network, after.network
    assert (other.selection, other.granularity) == ((1, 2, 0), Granularity.NEURON)
    assert other.run.followed is other.own_sample
    assert other.own_sample is not None
    assert other.own_sample.inputs.tolist() == [0.5, 0.125]
    assert other.run.followed_address == one.run.followed_address
    assert other.run.moment.address == one.run.moment.address
    assert one.drawing is not None
    assert other.drawing is not None
    assert other.drawing.ink.tolist() == one.drawing.ink.tolist()
    assert one.drawing.stored is not None
    assert other.drawing.stored is not None
    assert (other.drawing.stored[0], other.drawing.label) == (one.drawing.stored[0], one.drawing.label)
    assert other.drawing.stored[1].tolist() == one.drawing.stored[1].tolist()
    assert dict(after.view) == dict(before.view)


def test_a_descent_and_a_graph_are_the_same_to_the_last_digit(tmp_path: Path) -> None:
    before = full_document()
    after = saved_and_opened(before, tmp_path)
    assert {name: written_record(state) for name, state in after.others.items()} == {
        name: written_record(state) for name, state in before.others.items()}
    assert after.others["graph"].costs == before.others["graph"].costs
    assert after.others["graph"].numbers.values.tolist() == before.others["graph"].numbers.values.tolist()


def test_a_graph_of_one_s_own_is_kept_as_it_was_typed(tmp_path: Path) -> None:
    text, values = "z = w·x + b  # 가중치\nL = (z − 1)²", {"w": 0.1, "x": 2.0, "b": -0.0}
    graph = GraphState(evaluate(read_graph(text), values), values, 3, None, ("w",), 0.5, stride=GraphStride.EDGE)
    after = saved_and_opened(Document(NetworkPart(begun(preset("xor"))), {"graph": graph}), tmp_path)
    assert written_record(after.others["graph"]) == written_record(graph)
    assert after.others["graph"].text == text


def test_a_derivative_of_a_network_that_has_got_another_shape_is_kept_with_that_network(tmp_path: Path) -> None:
    before = full_document()
    earlier = Network((2, 1, 3), (activation_named("tanh"), activation_named("softmax")), cost_named("quadratic"))
    wanted = Wanted(2, 1, source=0)
    made = derivative_graph(earlier, wanted)
    values = dict.fromkeys(made.graph.names, 0.25)
    graph = replace(before.others["graph"], numbers=evaluate(made.graph, values), values=values, made=made,
                    position=1, descending=())
    after = saved_and_opened(replace(before, others={"graph": graph}), tmp_path)
    assert written_record(after.others["graph"]) == written_record(graph)
    assert after.others["graph"].made.network == earlier


def test_two_runs_stand_side_by_side_again(tmp_path: Path) -> None:
    before = compared_document()
    after = saved_and_opened(before, tmp_path)
    assert before.network.second is not None
    assert after.network.second is not None
    run, compared = after.network.second
    assert compared is Compared.LEARNING_RATE
    assert run.trainer.data is after.network.run.trainer.data
    assert bits(run) == bits(before.network.second[0])
    assert bits(after.network.run) == bits(before.network.run)


def test_a_run_that_has_not_begun_shows_the_sample_that_it_followed(tmp_path: Path) -> None:
    experiment = preset("xor")
    run = Run(experiment, experiment.open_data())
    run.follow(OwnSample(np.array([1.0, 0.0]), np.array([1.0])), START)
    after = opened_again(run, tmp_path)
    assert not after.has_step
    assert after.moment.sample.inputs.tolist() == [1.0, 0.0]


def test_a_cursor_whose_step_an_edit_has_forgotten_comes_to_the_last_one_that_is_left(tmp_path: Path) -> None:
    run = begun(preset("xor"), 12)
    run.timeline.change(5, ParameterChange(0, 1e300))
    after = opened_again(run, tmp_path)
    assert after.is_at_end_of_step
    assert after.address.step == 4
    assert bits(after) == bits(run)


def test_a_run_of_which_nothing_is_left_begins_anew(tmp_path: Path) -> None:
    run = begun(preset("xor"), 12)
    run.timeline.change(0, ParameterChange(0, 0.5))
    after = opened_again(run, tmp_path)
    assert after.address == START
    assert after.moment.theta[0] == 0.5


def test_a_run_whose_numbers_have_overflown_opens_as_it_was(tmp_path: Path) -> None:
    run = begun(replace(preset("too_fast"), learning_rate=1e308))
    assert not np.isfinite(run.timeline.end.theta).all()
    assert bits(opened_again(run, tmp_path)) == bits(run)


def test_what_waits_to_be_measured_waits_again(tmp_path: Path) -> None:
    run = begun(preset("xor"), 9)
    assert run.timeline.to_evaluate is not None
    after = opened_again(run, tmp_path)
    assert [state.step for state in after.timeline.past().due] == [state.step for state in run.timeline.past().due]


def test_the_same_document_is_always_the_same_file(tmp_path: Path) -> None:
    for name in ("one", "other"):
        write_document(full_document(), tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


def test_a_selection_that_the_network_does_not_have_is_passed_over(tmp_path: Path) -> None:
    part = NetworkPart(begun(preset("xor")), selection=(1, 77, None))
    assert saved_and_opened(Document(part), tmp_path).network.selection is None


def test_an_own_sample_of_another_network_is_left_out(tmp_path: Path) -> None:
    part = NetworkPart(begun(preset("xor")), own_sample=OwnSample(np.zeros(9), np.zeros(1)))
    assert saved_and_opened(Document(part), tmp_path).network.own_sample is None


def test_unknown_keys_of_later_programs_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.deltaflow"
    write_document(full_document(), path)
    rewritten(path, weather={"sun": True}, samples={"count": 2, "colour": "red"})
    assert read_document(path, tmp_path).network.run.address.step == 44


def test_an_unknown_setting_is_refused_because_numbers_may_depend_on_it(tmp_path: Path) -> None:
    path = tmp_path / "a.deltaflow"
    write_document(Document(NetworkPart(begun(preset("xor")))), path)
    with zipfile.ZipFile(path) as archive:
        experiments = json.loads(archive.read("document.json"))["experiments"]
    rewritten(path, experiments=[{**experiments[0], "dropout": 0.5}])
    with pytest.raises(DocumentError, match=r"a\.deltaflow can't be opened: unknown setting 'dropout'"):
        read_document(path, tmp_path)


def test_a_newer_document_is_refused_with_the_advice_to_update(tmp_path: Path) -> None:
    path = tmp_path / "new.deltaflow"
    write_document(Document(NetworkPart(begun(preset("xor")))), path)
    rewritten(path, version=VERSION + 1)
    with pytest.raises(DocumentError, match=r"new\.deltaflow.*newer program, in version 2.*update Deltaflow"):
        read_document(path, tmp_path)


def test_an_older_document_passes_through_every_upgrade_on_the_way() -> None:
    upgrades = {1: lambda content: {**content, "b": content["a"]}, 2: lambda content: {**content, "c": content["b"]}}
    content = upgraded({"format": "deltaflow", "version": 1, "a": 5}, 3, upgrades)
    assert content == {"format": "deltaflow", "version": 3, "a": 5, "b": 5, "c": 5}


@pytest.mark.parametrize("version", [0, -1, True, "1", 1.0, None])
def test_a_version_that_is_none_is_refused(version: object) -> None:
    with pytest.raises(Damaged, match="no document of this program"):
        upgraded({"format": "deltaflow", "version": version})


def test_a_document_that_version_1_has_saved_opens_for_ever(tmp_path: Path) -> None:
    network = read_document(SAMPLE, tmp_path).network
    assert network.run.address == Address(44, 1, 3, 0)
    assert network.run.timeline.length == edited_run().timeline.length
    assert network.run.moment.experiment.learning_rate == 0.37
    assert network.selection == (1, 2, 0)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names on this platform")
def test_a_pipe_is_refused_before_anybody_waits_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.deltaflow")
    with pytest.raises(DocumentError, match="it is no file"):
        read_document(tmp_path / "pipe.deltaflow", tmp_path)


def test_a_hundred_settings_in_a_row_take_little_room(tmp_path: Path) -> None:
    run = begun(preset("xor"), 3)
    for number in range(300):
        run.timeline.change(number + 3, SettingsChange(with_change(run.timeline.end.experiment,
                                                                   learning_rate=0.1 + number / 1000)))
        trained(run, 1)
    after = opened_again(run, tmp_path)
    assert bits(after) == bits(run)
    with zipfile.ZipFile(tmp_path / "kept.deltaflow") as archive:
        assert archive.getinfo("document.json").file_size < 90_000


@pytest.mark.parametrize("name", ["missing.deltaflow", "folder.deltaflow", "\0.deltaflow"])
def test_what_is_no_file_is_refused_with_its_name(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder.deltaflow").mkdir()
    with pytest.raises(Explained, match="can't be opened: it"):
        read_document(tmp_path / name, tmp_path)


@pytest.mark.parametrize("stored", [None, (1, np.full((4, 4), 9, dtype=np.uint8))])
@pytest.mark.parametrize("label", [None, 0, 1])
def test_a_drawing_keeps_its_label_or_that_none_was_chosen(
        label: int | None, stored: tuple[int, Bytes] | None, tmp_path: Path) -> None:
    ink = np.arange(35, dtype=np.uint8).reshape(5, 7)
    part = NetworkPart(begun(preset("xor")), drawing=Drawing(ink, stored, label))
    drawing = saved_and_opened(Document(part), tmp_path).network.drawing
    assert drawing is not None
    assert drawing.label == label
    assert (drawing.label is None) is (label is None)
    assert drawing.ink.tolist() == ink.tolist()
    assert (drawing.stored is None) is (stored is None)


@pytest.mark.parametrize("outputs", [1, 3])
def test_a_typed_sample_without_a_label_has_none_when_it_is_opened(outputs: int, tmp_path: Path) -> None:
    run = begun(preset("xor" if outputs == 1 else "three_classes"))
    sizes = run.trainer.network.sizes
    assert sizes[-1] == outputs
    unknown = OwnSample(np.array([0.5, -0.125]), None)
    run.follow(unknown, Address(run.state.step, 0, 1, 0))
    opened = saved_and_opened(Document(NetworkPart(run, own_sample=unknown)), tmp_path).network
    assert opened.own_sample is not None
    assert opened.own_sample.inputs.tolist() == [0.5, -0.125]
    assert opened.own_sample.target is None
    assert opened.run.address == run.address


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.deltaflow")), ids=lambda path: path.stem)
def test_a_document_of_an_earlier_program_says_the_same_when_it_is_saved_again(sample: Path, tmp_path: Path) -> None:
    write_document(read_document(sample, tmp_path), tmp_path / "again.deltaflow")
    before, after = (_told(path) for path in (sample, tmp_path / "again.deltaflow"))
    assert after == before
    assert before["descent"] is not None or sample.stem.startswith("compared")


def _told(path: Path) -> dict[str, Any]:
    """All that a document holds, but for who has written it; 0.7 didn't say whose a drawing is."""
    with zipfile.ZipFile(path) as archive:
        told = {name: archive.read(name) for name in archive.namelist()}
    content = json.loads(told.pop("document.json"))
    del content["program"]
    if content["network"]["drawing"] is not None:
        content["network"]["drawing"].setdefault("ready_made", False)
    return {**told, **content}
