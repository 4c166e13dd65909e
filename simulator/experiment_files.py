"""Experiments as files: read from JSON, and those that ship with the program."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from typing import Any

from simulator.errors import Explained, Phrase, name_list
from simulator.experiment import Experiment, Layer, SettingError

_PRESETS = Path(__file__).parents[1] / "assets" / "experiments"
_LONGEST_QUOTE = 40
_MOST_SIGNS = {"{": 1000, "[": 200_000, ",": 1_000_000}
"""How often these can stand in an experiment: for its layers, its points, and its numbers. Counting them costs
nothing, reading them memory and time.
"""
_TITLE, _ABOUT, _STANDS_STILL = "title", "about", "stands_still"
"""Keys of a file that are no settings: what the experiment is called, a sentence about it, and whether it is there to
show how learning stands still."""


def experiment_from_json(text: str) -> Experiment:
    """Reads what `to_json` wrote; settings that are not given keep their defaults.

    Raises
    ------
    SettingError
        If the text is no JSON object, has an unknown setting, or a value can't be used.
    """
    for sign, most in _MOST_SIGNS.items():
        if (count := text.count(sign)) > most:
            raise SettingError("", Phrase("this is not an experiment: {sign} stands in it {count} times, and in an "
                                          "experiment at most {most} times; save one and compare", sign=f'"{sign}"',
                                          count=f"{count:,}", most=f"{most:,}"))
    try:
        given = json.loads(text)
    except json.JSONDecodeError as error:
        raise SettingError("", Phrase(
            "this is not an experiment: line {line}, column {column}: {problem}; save one and compare",
            line=error.lineno, column=error.colno, problem=error.msg)) from error
    except (ValueError, RecursionError) as error:
        raise SettingError("", Phrase("this is not an experiment: {problem}; save one and compare",
                                      problem=error)) from error
    if not isinstance(given, dict):
        raise SettingError("", Phrase("an experiment is a JSON object in braces {example}, got {given}; save one and "
                                      "compare", example="{ … }", given=json.dumps(given)[:_LONGEST_QUOTE]))
    known = {one.name for one in fields(Experiment)}
    given = {name: value for name, value in given.items() if name not in (_TITLE, _ABOUT, _STANDS_STILL)}
    unknown = sorted(set(given) - known)
    if unknown:
        raise SettingError(unknown[0], Phrase("unknown setting {name}; the settings are {known}",
                                              name=repr(unknown[0]), known=name_list(sorted(known))))
    return Experiment(**_typed(given))


def presets() -> tuple[str, ...]:
    """Names of the experiments that ship with the program."""
    return tuple(sorted(path.stem for path in _PRESETS.glob("*.json")))


def preset(name: str) -> Experiment:
    """The experiment of that name.

    Raises
    ------
    Explained
        If there is none; the message names all that exist.
    """
    if name not in presets():
        raise Explained(Phrase("unknown experiment {name}; choose one of {known}",
                               name=repr(name), known=name_list(presets())))
    return experiment_from_json((_PRESETS / f"{name}.json").read_text(encoding="utf-8"))


def preset_title(name: str) -> str:
    """What a preset is called, in English; its key where nobody has named it."""
    return str(_words(name).get(_TITLE, name.replace("_", " ")))


def preset_about(name: str) -> str:
    """A sentence about what a preset shows, in English; may be empty."""
    return str(_words(name).get(_ABOUT, ""))


def stands_still_on_purpose(experiment: Experiment) -> bool:
    """Whether it is a preset that is there to show how learning stands still, with whatever seed."""
    return replace(experiment, seed=0) in _lessons()


@cache
def _lessons() -> frozenset[Experiment]:
    return frozenset(replace(preset(name), seed=0) for name in presets() if _words(name).get(_STANDS_STILL))


def _words(name: str) -> dict[str, Any]:
    words: dict[str, Any] = json.loads((_PRESETS / f"{name}.json").read_text(encoding="utf-8"))
    return words


def _typed(given: Mapping[str, Any]) -> dict[str, Any]:
    settings = dict(given)
    if "layers" in settings:
        try:
            settings["layers"] = tuple(Layer(**layer) for layer in settings["layers"])
        except TypeError as error:
            example = '[{"neurons": 30, "activation": "sigmoid"}, …]'
            raise SettingError("layers", Phrase("layers are given as {example}, got {value}", example=example,
                                                value=repr(settings["layers"]))) from error
    if "optimizer_numbers" in settings:
        if not isinstance(settings["optimizer_numbers"], list):
            raise SettingError("optimizer_numbers", Phrase(
                "the optimizer's numbers are given as a list [0.9, …], got {value}",
                value=repr(settings["optimizer_numbers"])))
        settings["optimizer_numbers"] = tuple(settings["optimizer_numbers"])
    _take_lists(settings)
    for name in ("data_set", "scaling", "cost", "initializer", "optimizer", "regularisation", "data_path"):
        if not isinstance(settings.get(name, ""), str):
            raise SettingError(name, Phrase("{name} must be a text, got {value}", name=name,
                                            value=repr(settings[name])))
    if not isinstance(settings.get("shuffled", True), bool):
        raise SettingError("shuffled", Phrase("shuffled must be true or false, got {value}",
                                              value=repr(settings["shuffled"])))
    return settings


def _take_lists(settings: dict[str, Any]) -> None:
    """Turns lists into the tuples that a frozen experiment has."""
    for name in ("features", "initial_theta", "frozen"):
        if not isinstance(settings.get(name, []), list):
            raise SettingError(name, Phrase("{name} must be a list [ … ], got {value}", name=name,
                                            value=repr(settings[name])[:_LONGEST_QUOTE]))
        settings[name] = tuple(settings.get(name, []))
    if settings.get("train_points") is not None:
        settings["train_points"] = _points(settings["train_points"])


def _points(given: object) -> tuple[tuple[float, ...], ...]:
    """Training points as they are stored: a list of lists of numbers."""
    rows: list[Any] = given if isinstance(given, list) else [given]
    for row in rows:
        numbers = row if isinstance(row, list) else [None]
        if any(isinstance(one, bool) or not isinstance(one, int | float) for one in numbers):
            raise SettingError("train_points", Phrase(
                "training points are given as {example}, got {value}", example="[[0.5, -1.2, 1], …]",
                value=repr(row)[:_LONGEST_QUOTE]))
    return tuple(tuple(float(one) for one in row) for row in rows)
