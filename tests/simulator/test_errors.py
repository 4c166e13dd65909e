"""Errors in phrases, and that no phrase is missed where texts are collected for translation."""

from __future__ import annotations

import ast
import copy
import pickle
import string
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.activations import ACTIVATIONS, activation_named
from simulator.costs import COSTS, accepts, cost_named
from simulator.datasets.idx import IdxError
from simulator.errors import Explained, Label, Phrase
from simulator.experiment import LEARNING_RATE, Experiment, Layer, SettingError
from tests.sources import calls_in, modules_of, name_parts


def test_a_phrase_is_english_with_its_values_in_place() -> None:
    requirement = Phrase("at least {low} and below {high}", low=0, high=1)
    phrase = Phrase("{label} must be {requirement}", label=Label("momentum"), requirement=requirement)

    assert str(phrase) == f"{phrase}" == "momentum must be at least 0 and below 1"
    assert phrase.values == {"label": "momentum", "requirement": requirement}


def test_what_stands_in_a_value_is_never_taken_for_a_placeholder() -> None:
    assert str(Phrase("there is no {name}", name=Phrase("{text}", text="{name} {0} {"))) == "there is no {name} {0} {"


def test_phrases_are_equal_when_they_say_the_same() -> None:
    assert Phrase("got {value}", value=1) == Phrase("got {value}", value=1)
    assert Phrase("got {value}", value=1) != Phrase("got {value}", value=2)


@pytest.mark.parametrize(
    "error",
    [
        Explained(Phrase("got {value}; try {remedy}", value=3, remedy=2)),
        SettingError("layers", Phrase("got {value}", value=3), 2),
        IdxError(Path("folder/images"), Phrase("holds {kind}", kind=Phrase("signed bytes"))),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_is_a_value_error_whose_copies_say_and_know_the_same(error: Explained) -> None:
    assert isinstance(error, ValueError)
    for twin in (type(error)(*error.args), copy.copy(error), pickle.loads(pickle.dumps(error))):
        assert type(twin) is type(error)
        assert str(twin) == str(error) == str(error.phrase)
        assert vars(twin) == vars(error)


def test_a_refused_number_keeps_its_label_and_its_requirement_apart_from_the_sentence() -> None:
    with pytest.raises(Explained) as caught:
        LEARNING_RATE.check(-0.1)

    values = caught.value.phrase.values
    assert values["label"] == Label("learning rate")
    assert isinstance(values["label"], Label)
    assert values["requirement"] == Phrase("a positive number")
    assert (values["value"], values["default"]) == ("-0.1", "0.5")


def test_a_setting_is_refused_in_the_words_of_what_refused_it() -> None:
    with pytest.raises(Explained) as first:
        accepts(cost_named("binary_cross_entropy"), activation_named("tanh"), 10)
    with pytest.raises(SettingError) as second:
        Experiment(layers=(Layer(10, "tanh"),))

    assert second.value.phrase == first.value.phrase
    assert second.value.setting == "cost"
    assert isinstance(second.value.phrase.values["activation"], Label)


# the texts that are collected for translation


def calls(project: Path, called: str, *packages: str) -> Iterator[tuple[str, ast.Call]]:
    """The calls of a name, however it was imported, each with the place where it stands."""
    for package in packages:
        for path in modules_of(project / package):
            for call in calls_in(path):
                if called in name_parts(call.func):
                    yield f"{path.name}:{call.lineno}", call


def test_every_phrase_has_its_template_written_out_and_a_value_for_each_placeholder(project: Path) -> None:
    for place, call in calls(project, "Phrase", "simulator", "lectures", "documents", "gui"):
        assert len(call.args) == 1, place
        assert isinstance(call.args[0], ast.Constant), f"{place}: a template that isn't literal is never translated"
        parts = list(string.Formatter().parse(call.args[0].value))
        placeholders = [name for _, name, _, _ in parts if name is not None]
        assert all(name.isidentifier() for name in placeholders), place
        assert not any(form or conversion for _, _, form, conversion in parts), f"{place}: write the value as a text"
        assert set(placeholders) == {keyword.arg for keyword in call.keywords}, place


def test_no_sentence_of_the_simulator_is_kept_from_translation(project: Path) -> None:
    untranslated = [place for kind in ("ValueError", "TypeError") for place, _ in calls(project, kind, "simulator")]
    assert untranslated == [], "raise Explained with a Phrase instead"


def test_the_names_to_translate_are_all_templates_and_all_labels(project: Path) -> None:
    program = [sys.executable, project / ".ci/names_to_translate.py"]
    printed = subprocess.run(program, check=True, capture_output=True, encoding="utf-8").stdout
    found = [[ast.literal_eval(one) for one in node.args] for node in ast.walk(ast.parse(printed))
             if isinstance(node, ast.Call)]

    packages = ("simulator", "lectures", "documents", "gui")
    written = {ast.literal_eval(call.args[0]) for _, call in calls(project, "Phrase", *packages)}
    assert "{label} must be {requirement}, got {value}; try {default}" in written
    assert {text for context, text in found if context == "Errors"} == written
    names = {text for context, text in found if context == "Names"}
    assert names >= {LEARNING_RATE.label} | {one.label for one in (*ACTIVATIONS, *COSTS)}
