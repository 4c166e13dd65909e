"""Reads which sample goes through the network: one of the data, one's own, or a drawn digit."""

from __future__ import annotations

from typing import cast

from lectures.model import Sample
from lectures.problems import Given, shown
from simulator.datasets.data_set import DataSet
from simulator.errors import Phrase, name_list

_KINDS = ("{ train = 3 }, { test = 18 }, { inputs = [0, 1], target = [1] }, "
          "{ strokes = [[[9, 4], [14, 24]]], label = 1 }")
_STROKES = "[[[9, 4], [14, 24]], …]"
_WIDTH = 28
_MOST_STROKES, _MOST_POINTS = 50, 2000
_TOGETHER = {"train": ("train",), "test": ("test",), "inputs": ("inputs", "target"), "strokes": ("strokes", "label")}


def sample_of(given: Given, data: DataSet | None) -> Sample | None:
    """The sample; what the data are may be unknown."""
    if isinstance(given.value, str):
        if given.value == "none":
            return Sample("none")
        given.refuse(Phrase('{key}: there is no sample {value}; write "none", or one of {kinds}', key=given.key,
                            value=shown(given.value), kinds=_KINDS))
        return None
    inside = given.table(tuple(key for keys in _TOGETHER.values() for key in keys), _KINDS)
    kinds = [kind for kind in _TOGETHER if kind in inside]
    if len(kinds) != 1 or set(inside) - set(_TOGETHER[kinds[0]]):
        if isinstance(given.value, dict):
            given.refuse(Phrase("{key} must be one of {kinds}, got {keys}; write one of them", key=given.key,
                                kinds=_KINDS, keys=name_list(inside) or "nothing that is known"))
        return None
    missing = [key for key in _TOGETHER[kinds[0]] if key not in inside]
    if missing:
        given.refuse(Phrase("{key} has no {missing}; write it as in {kinds}", key=given.key, missing=missing[0],
                            kinds=_KINDS))
        return None
    if kinds[0] in ("train", "test"):
        return _of_data(inside[kinds[0]], kinds[0], data)
    if kinds[0] == "inputs":
        return _own(inside["inputs"], inside["target"], data)
    return _drawn(inside["strokes"], inside["label"], data)


def _of_data(given: Given, part: str, data: DataSet | None) -> Sample | None:
    number = given.whole(1)
    if number is None:
        return None
    if data is not None:
        count = (data.train if part == "train" else data.test).count
        if number > count:
            given.refuse(Phrase("{key}: the data have {count} samples there, got {number}; choose one of 1 to "
                                "{count}", key=given.key, count=count, number=shown(number)))
            return None
    return Sample(part, number)


def _own(inputs: Given, target: Given, data: DataSet | None) -> Sample | None:
    counts = (None, None) if data is None else (data.input_count, data.output_count)
    first, second = inputs.numbers(counts[0], "[0, 1]"), target.numbers(counts[1], "[1]")
    return None if first is None or second is None else Sample("own", inputs=first, target=second)


def _drawn(given: Given, label: Given, data: DataSet | None) -> Sample | None:
    if data is not None and data.image_shape is None:
        given.refuse(Phrase("{key}: the data {data} are no pictures, so nothing can be drawn; give inputs and target",
                            key=given.key, data=data.name))
        return None
    meant = label.whole(0, None if data is None else len(data.class_labels) - 1)
    strokes = [_stroke(stroke) for stroke in given.items(_STROKES)[:_MOST_STROKES + 1]]
    if not strokes or len(strokes) > _MOST_STROKES:
        if isinstance(given.value, list):
            given.refuse(Phrase("{key} must have 1 to {most} strokes, got {count}; write them as in {example}",
                                key=given.key, most=_MOST_STROKES, count=len(given.value), example=_STROKES))
        return None
    if meant is None or None in strokes:
        return None
    return Sample("drawn", strokes=tuple(cast("list[tuple[tuple[float, float], ...]]", strokes)), label=meant)


def _stroke(given: Given) -> tuple[tuple[float, float], ...] | None:
    points = []
    items = given.items("[[9, 4], [14, 24]]")
    if isinstance(given.value, list) and not 1 <= len(items) <= _MOST_POINTS:
        given.refuse(Phrase("{key} must have 1 to {most} points, got {count}; write them as in {example}",
                            key=given.key, most=_MOST_POINTS, count=len(items), example="[[9, 4], [14, 24]]"))
        return None
    for item in items:
        point = item.pair("[14, 24]")
        if point is None:
            return None
        if not all(0.0 <= one <= _WIDTH for one in point):
            item.refuse(Phrase("{key}: the point {x}, {y} lies outside of the picture; keep both numbers in 0 to "
                               "{width}", key=item.key, x=f"{point[0]:g}", y=f"{point[1]:g}", width=_WIDTH))
            return None
        points.append(point)
    return tuple(points) if points else None
