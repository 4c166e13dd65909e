"""Values in a document that numbers depend on are checked, and refused with the place where they stand."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from documents.document import DocumentError, read_document, write_document
from tests.documents.made_documents import compared_document, full_document, saved_and_opened

RUN = ("network", "run")
REFUSED: dict[str, tuple[tuple[Any, ...], Any, str]] = {
    "a step beyond the end": ((*RUN, "address", 0), 10**6, "the step in view, 1000000, is not in it"),
    "a sample beyond the batch": ((*RUN, "address", 1), 3, "an instant of a step belongs there"),
    "a station beyond the route": ((*RUN, "address", 2), 99, "an instant of a step belongs there"),
    "a neuron beyond the layer": ((*RUN, "address", 3), 4, "an instant of a step belongs there"),
    "a place on no way": ((*RUN, "followed_address", 2), 12, "an instant of a step belongs there"),
    "a sample that is followed but not there": ((*RUN, "followed"), 2, r"network\.run\.followed stands 2"),
    "another length": ((*RUN, "length"), 57, "the state before step 62 is none of this run"),
    "an end that is none": ((*RUN, "end"), 0, "states from the start to the end"),
    "checkpoints without the start": ((*RUN, "checkpoints"), [1, 2], "states from the start to the end"),
    "checkpoints the wrong way round": ((*RUN, "checkpoints"), [0, 2, 1], "states from the start to the end"),
    "more states than there are": ((*RUN, "states"), 500, "has the shape"),
    "no spacing": ((*RUN, "spacing"), 0, r"run\.spacing stands 0"),
    "a change behind the end": ((*RUN, "changes", "steps", 3, 0), 999, "changes.steps"),
    "changes the wrong way round": ((*RUN, "changes", "steps", 3, 0), 2, "changes.steps"),
    "a change of no weight": ((*RUN, "changes", "steps", 0, 1, 0, "index"), 17, "numbered 0 to 16, got 17"),
    "a weight that is no number": ((*RUN, "changes", "steps", 0, 1, 0, "value"), "1", "a finite number belongs"),
    "a change to no experiment": ((*RUN, "changes", "steps", 1, 1, 0, "experiment"), 3, "whole number from 0 to 2"),
    "a change to another experiment": ((*RUN, "changes", "steps", 1, 1, 0, "experiment"), 2, "chosen before it"),
    "a change of an unknown kind": ((*RUN, "changes", "steps", 0, 1, 0, "kind"), "wish",
                                    "one of settings, parameter"),
    "an own sample that is not there": ((*RUN, "own_samples", 0, 1), 2, r"own_samples\[0\] stands 2"),
    "an own sample behind the end": ((*RUN, "own_samples", 0, 0), 999, "steps of the run in their order"),
    "another experiment": ((*RUN, "experiment"), 1, "the settings of step 0"),
    "epochs that are not there": ((*RUN, "epochs"), 3, "epochs.npy has the shape"),
    "nothing in view": ((*RUN, "step_in_view"), "no", "true or false belongs there"),
    "an unknown granularity": (("network", "granularity"), "second", "one of 'neuron', 'layer'"),
    "an unknown activation": (("experiments", 0, "layers", 0, "activation"), "sine", "sine"),
    "a batch larger than the data": (("experiments", 0, "batch_size"), 5, "the batch size must be at most M = 4"),
    "a batch of text": (("experiments", 0, "batch_size"), "4", "must be a whole number"),
    "like a later one": (("experiments", 1, "like"), 1, r"experiments\[1\]\.like stands 1"),
    "a surface that nobody knows": (("descent", "surface"), "moon", "moon"),
    "an expression of a surface": (("descent", "expression"), "a + ", "missing"),
    "a window without width": (("descent", "window"), [[0, 0], [0, 1]], "must end above where it begins"),
    "nobody who takes part": (("descent", "entrants"), [], "nobody takes part"),
    "a start that is no place": (("descent", "starts", 0), [1], "two numbers"),
    "a remedy without a rate": (("descent", "remedy", "value"), -1, "learning rate"),
    "an unknown remedy": (("descent", "remedy", "kind"), "hope", "one of start, structure"),
    "a part that is none": (("descent", "place", 1), 3, "whole number from 0 to 2"),
    "a graph of no weight": (("graph", "derivative", "neuron"), 40, "40|41"),
    "a graph of half a network": (("graph", "of"), {"sizes": [2, 1], "activations": [], "cost": "quadratic"},
                                  "an activation for each layer"),
    "a graph of a network without neurons": (("graph", "of"), {"sizes": [2, 0], "activations": ["tanh"],
                                                               "cost": "quadratic"}, "whole number from 1"),
    "a graph of an unknown cost": (("graph", "of"), {"sizes": [2, 1], "activations": ["tanh"], "cost": "tax"}, "tax"),
    "a graph without a value": (("graph", "values"), {}, "a number for each variable"),
    "a variable that is none": (("graph", "descending"), ["q"], "variables of the graph"),
    "a stop that is none": (("graph", "position"), 10**4, "graph.position stands 10000"),
    "a rate that is none": (("graph", "learning_rate"), 0, "learning rate must be a positive number"),
    "a drawing without a size": (("network", "drawing", "shape"), [0, 7], "whole number from 1"),
    "a class that is none": (("network", "drawing", "label"), 2, "whole number from 0 to 1"),
}
"""Where in document.json, what stands there, and what the refusal says (a regular expression)."""

OPTIONAL = ("graph", "of")
"""What this document doesn't have, but another one may."""

Members = dict[str, bytes]


@pytest.fixture(scope="module")
def members(tmp_path_factory: pytest.TempPathFactory) -> Members:
    path = tmp_path_factory.mktemp("whole") / "whole.deltaflow"
    write_document(full_document(), path)
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def refusal(members: Members, folder: Path) -> str:
    path = folder / "changed.deltaflow"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    with pytest.raises(DocumentError) as caught:
        read_document(path, folder)
    assert not caught.value.is_unforeseen
    return str(caught.value)


def changed(members: Members, keys: tuple[Any, ...], value: Any) -> Members:
    content = json.loads(members["document.json"])
    holder = content
    for key in keys[:-1]:
        holder = holder[key]
    assert keys == OPTIONAL or keys[-1] in (holder if isinstance(holder, dict) else range(len(holder)))
    holder[keys[-1]] = value
    return {**members, "document.json": json.dumps(content).encode()}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused(name: str, members: Members, tmp_path: Path) -> None:
    keys, value, said = REFUSED[name]
    message = refusal(changed(members, keys, value), tmp_path)
    assert message.startswith("changed.deltaflow can't be opened: ")
    assert re.search(said, message), message


def with_array(members: Members, name: str, change: Callable[[Any], None]) -> Members:
    array = np.load(io.BytesIO(members[name]))
    change(array)
    stream = io.BytesIO()
    np.save(stream, array)
    return {**members, name: stream.getvalue()}


def _put(place: Any, value: float) -> Callable[[Any], None]:
    return lambda array: array.__setitem__(place, value)


@pytest.mark.parametrize(("name", "change", "said"), [
    ("run/states.npy", _put((1, 0), -1), "holds no states"),
    ("run/states.npy", _put((1, 1), 10**9), "none of this run"),
    ("run/states.npy", _put((1, 3), 4), "none of this run"),
    ("run/states.npy", _put((1, 4), 99), "none of this run"),
    ("run/states.npy", _put((0, 0), 1), "states from the start"),
    ("run/epochs.npy", _put(0, 1), "where the epochs begin"),
    ("run/epochs.npy", _put(3, 0), "where the epochs begin"),
    ("run/epochs.npy", _put(-1, 10**6), "where the epochs begin"),
    ("run/changes.npy", _put((0, 3), np.nan), "must be a finite number, got nan"),
    ("run/evaluations.npy", _put((0, 0), 3.5), "no evaluations"),
    ("run/evaluations.npy", _put((0, 0), np.nan), "no evaluations"),
    ("graph/costs.npy", _put(0, np.inf), "not finite"),
])
def test_numbers_that_belong_to_no_run_are_refused(name: str, change: Callable[[Any], None], said: str,
                                                   members: Members, tmp_path: Path) -> None:
    assert said in refusal(with_array(members, name, change), tmp_path)


def test_a_pair_of_runs_on_different_samples_is_refused(tmp_path: Path) -> None:
    saved_and_opened(compared_document(), tmp_path)
    with zipfile.ZipFile(tmp_path / "kept.deltaflow") as archive:
        pair = {name: archive.read(name) for name in archive.namelist()}
    content = json.loads(pair["document.json"])
    content["experiments"].append({"like": 1, "data_set": "and_gate"})
    content["network"]["second"]["run"]["experiment"] = len(content["experiments"]) - 1
    pair["document.json"] = json.dumps(content).encode()
    assert "learn from different samples" in refusal(pair, tmp_path)


def test_anybody_can_read_the_weights_of_a_document_with_numpy_alone(members: Members) -> None:
    run = json.loads(members["document.json"])["network"]["run"]
    theta = np.load(io.BytesIO(members["run/theta.npy"]), allow_pickle=False)
    wanted = full_document().network.run.timeline.end.theta
    assert theta[run["end"]].tobytes() == wanted.tobytes()
