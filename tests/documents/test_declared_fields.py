"""One declaration of a state's fields is what documents and lectures are read and written by."""

from __future__ import annotations

import json
import math
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from documents import document as documents
from documents.document import Document, NetworkPart
from documents.values import Damaged, Values, read, written, written_record
from lectures import descent, graph
from lectures.problems import Given, Lines, Report
from simulator.declared import (
    PAIR,
    Kind,
    Lenient,
    Many,
    Maybe,
    Member,
    Number,
    OneOf,
    Record,
    Table,
    Text,
    Truth,
    Whole,
    by_lecture_key,
    declared,
    declared_fields,
    lecture_values,
)
from simulator.descent.state import DescentState
from simulator.descent.stops import Stride
from simulator.errors import Explained
from simulator.experiment import preset
from simulator.graph.state import GraphState
from simulator.network import Network
from tests.documents.made_documents import begun, full_document, saved_and_opened

STATES: tuple[type, ...] = (DescentState, GraphState)
WRONG = (None, True, 3, -1, 0.5, 2**60, "a", "", [], [1], [[1]], {}, {"a": 1}, [None] * 3, "\ud800")
"""Most of these belong into no field."""


def content_of(state: type) -> dict[str, Any]:
    """The plain object of a state that has everything in it."""
    return written_record(next(one for one in full_document().others.values() if type(one) is state))


def opened(state: type, content: object, network: Network) -> Any:
    beside: dict[str, Any] = {"network": network} if state is GraphState else {}
    return Values(content, "state").record(state, _NoNumbers(), **beside)


class _NoNumbers:
    def numbers(self, name: str, *shape: int) -> Any:
        raise Damaged(documents.Phrase("{member} is missing in it", member=name))


@pytest.fixture(scope="module")
def network() -> Network:
    return full_document().network.run.trainer.network


def whole_content(state: type) -> dict[str, Any]:
    """The same without numbers in an archive."""
    content = content_of(state)
    return {**content, "costs": 0} if "costs" in content else content


def kind_of(state: type, name: str) -> Kind | None:
    """What is declared of a key; None for one of a record whose fields stand beside the others."""
    return next((one.kind for one in declared_fields(state) if one.name == name), None)


@pytest.mark.parametrize("state", STATES)
def test_a_value_of_another_kind_is_refused_in_few_words_or_kept_as_it_is(state: type, network: Network) -> None:
    refused = []
    for name, value in ((name, value) for name in content_of(state) for value in WRONG):
        try:
            found = opened(state, {**whole_content(state), name: value}, network)
        except Explained as error:
            refused.append(str(error))
            continue
        is_free = isinstance(kind_of(state, name), Lenient) or (state, name) == (GraphState, "text")
        assert is_free or written_record(found)[name] == value, (name, value)
    assert len(refused) > len(WRONG) * len(content_of(state)) / 2
    assert max(map(len, refused)) < 1000


@pytest.mark.parametrize("state", STATES)
def test_a_field_that_is_missing_is_refused_with_its_place(state: type, network: Network) -> None:
    for name in content_of(state):
        content = whole_content(state)
        del content[name]
        if not isinstance(kind_of(state, name), Lenient | Maybe):
            with pytest.raises(Damaged, match=f"at state.{name} stands None, but .* belongs there"):
                opened(state, content, network)


KINDS: tuple[tuple[Kind, object, tuple[object, ...]], ...] = (
    (Truth(), True, (0, "true", None)),
    (Number(), 0.5, (True, "1", math.nan, math.inf, 10**400, None)),
    (Text(), "a", (1, None, ["a"])),
    (Whole(2, 5), 3, (1, 6, 3.0, True, "3")),
    (OneOf(lambda: ["a", "b"]), "b", ("c", 1, None)),
    (Member(Stride), "ten_steps", ("ten", 10, None)),
    (PAIR, [0.5, -1.0], ([1.0], [1.0, 2.0, 3.0], "ab", [1.0, "2"], None)),
    (Many(Number(), lambda: 2), [1.0, 2.0], ("ab", [None], None)),
)


@pytest.mark.parametrize(("kind", "right", "wrong"), KINDS, ids=[type(kind).__name__ for kind, _, _ in KINDS])
def test_documents_and_lectures_take_and_refuse_the_same(
        kind: Kind, right: object, wrong: tuple[object, ...]) -> None:
    report = Report("a.toml", Lines())
    found = read(kind, right, "here")
    assert written(kind, found) == right
    assert Given(right, ("beat", 0, "scene", "it"), report).of(kind) is not None
    assert not report.problems
    for value in wrong:
        with pytest.raises(Damaged, match="at here"):
            read(kind, value, "here")
        before = len(report.problems)
        Given(value, ("beat", 0, "scene", f"it{before}"), report).of(kind)
        assert len(report.problems) > before, value


def test_every_declared_key_of_a_lecture_is_a_key_of_a_change() -> None:
    for state, keys in ((DescentState, descent.KEYS), (GraphState, graph.KEYS)):
        assert set(by_lecture_key(state)) - {"granularity"} <= set(keys)
        made = next(one for one in full_document().others.values() if type(one) is state)
        assert set(lecture_values(made)) == set(by_lecture_key(state))


@dataclass(frozen=True)
class Place:
    name: str = declared(Text())
    at: tuple[float, float] = declared(PAIR, default=(0.0, 0.0))


@dataclass(frozen=True)
class Map:
    """The state of a workspace that there isn't yet."""

    places: tuple[Place, ...] = declared(Many(Record(Place), lambda: 3), default=())
    heights: Mapping[str, float] = declared(Table(Number()), default_factory=dict)
    stride: Stride = declared(Member(Stride), default=Stride.LONG)


def test_another_workspace_takes_a_declared_state_and_one_line(
        monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(documents, "CODECS", {**documents.CODECS, "map": documents.codec_of(Map)})
    state = Map((Place("a", (0.5, -1.0)), Place("b")), {"a": 0.25}, Stride.STEP)
    before = Document(NetworkPart(begun(preset("xor"))), {"map": state})
    assert saved_and_opened(before, tmp_path).others == {"map": state}
    with zipfile.ZipFile(tmp_path / "kept.deltaflow") as archive:
        assert json.loads(archive.read("document.json"))["map"]["places"][0] == {"name": "a", "at": [0.5, -1.0]}
    too_many = replace(before, others={"map": replace(state, places=(Place("a"),) * 4)})
    with pytest.raises(Explained, match=r"map\.places stands list, but a list belongs there"):
        saved_and_opened(too_many, tmp_path)
