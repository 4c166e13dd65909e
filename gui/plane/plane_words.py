"""The sentences of the output card."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication

from gui.choice import Selection
from gui.language import translate_name
from gui.number_text import count, never_whole, number
from gui.plane.picture import Picture
from gui.plane.points import MOST_POINTS, Hover
from gui.plane.quantity import has_class_outputs, output_count
from gui.plane.verdicts import Verdicts
from simulator.arrays import Array
from simulator.datasets.data_set import DataSet
from simulator.datasets.features import coordinates
from simulator.network import Network

translate = QCoreApplication.translate

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_DIGITS = 3


def activation_symbol(layer: int, neuron: int) -> str:
    """How the activation of a neuron is written: a¹₂."""
    return f"a{str(layer).translate(_SUPERSCRIPTS)}{str(neuron + 1).translate(_SUBSCRIPTS)}"


def neuron_names(data: DataSet, chosen: Selection) -> tuple[str, str]:
    """A neuron in words, and as short as it can be written."""
    if chosen.layer == 0:
        name = data.input_names[chosen.neuron]
        return translate("OutputCard", "Input {name}").format(name=name), name
    long = translate("OutputCard", "Layer {layer}, neuron {neuron}").format(layer=chosen.layer,
                                                                            neuron=chosen.neuron + 1)
    return long, activation_symbol(chosen.layer, chosen.neuron)


def output_names(network: Network, data: DataSet) -> list[tuple[str, str]]:
    """Every picture of the output in words, and as short as it can be written."""
    if output_count(data) == 1:
        return [(translate("OutputCard", "Output"), translate("OutputCard", "Output"))]
    if data.output_names:
        return [(translate_name(name), translate_name(name)) for name in data.output_names]
    return [(translate("OutputCard", "Output {number}").format(number=output + 1),
             activation_symbol(network.depth, output)) for output in range(output_count(data))]


def axis_names(data: DataSet) -> tuple[str, str]:
    """What is written at the axes."""
    names = coordinate_names(data)
    return (names[0], names[1]) if len(names) > 1 else (names[0], "y" if data.is_regression else "a")


def coordinate_names(data: DataSet) -> tuple[str, ...]:
    """What the raw coordinates are called."""
    dimension = data.domain.dimension if data.domain is not None else 0
    if data.column_names:
        return data.column_names[:dimension]
    return tuple(feature.symbol_for(dimension) for feature in coordinates(dimension))


def wrong_texts(picture: Picture) -> list[str]:
    """How many training points are wrong: in full first, then shorter; empty where no answer is wrong or right."""
    if picture.data.is_regression or not picture.quantity.is_output:
        return [""]
    wrong, whole = int(np.count_nonzero(picture.verdicts.wrong)), len(picture.train)
    if not picture.train.is_whole:
        long = translate("OutputCard", "{wrong} of the first {count} wrong")
    elif wrong == 0:
        return [translate("OutputCard", "all {count} right").format(count=count(whole)),
                translate("OutputCard", "all right"), ""]
    else:
        long = translate("OutputCard", "{wrong} of {count} wrong")
    return [long.format(wrong=count(wrong), count=count(whole)),
            translate("OutputCard", "{wrong} wrong").format(wrong=count(wrong)), ""]


def hover_text(picture: Picture, hover: Hover) -> str:
    """What is known of the point under the pointer; beside the points, what the network says there."""
    place = _place_text(picture, hover)
    if hover.index is None:
        inputs = hover.place[:picture.domain.dimension]
        value = _value_text(picture, picture.value_at(inputs))
        return translate("OutputCard", "{value} at {place}").format(value=value, place=place)
    points, verdicts = (picture.test, picture.test_verdicts) if hover.is_test else (picture.train, picture.verdicts)
    if points is None or verdicts is None:
        return place
    parts = [*_answer_texts(picture, verdicts, hover.index), place]
    if hover.is_test:
        parts.append(translate("OutputCard", "test data"))
    return " · ".join(parts)


def _answer_texts(picture: Picture, verdicts: Verdicts, index: int) -> list[str]:
    """Class or value of a point, the network's answer, and whether it is right."""
    points, outputs = verdicts.points, verdicts.outputs[index]
    if picture.data.is_regression:
        value = float(points.targets[index, picture.output])
        return [f"y = {number(value, _DIGITS)}", _output_text(outputs, picture.output)]
    name = translate("OutputCard", "class {label}").format(label=picture.data.class_labels[points.labels[index]])
    if picture.class_names != picture.data.class_labels:  # one of several outputs that each say yes or no
        name = f"y = {number(float(points.targets[index, picture.output]), _DIGITS)}"
    said = picture.class_names[verdicts.said[index]]
    answer = translate("OutputCard", "output says {label}").format(label=said) \
        if has_class_outputs(picture.data) else _output_text(outputs, picture.output)
    if not picture.quantity.is_output:
        return [name, answer]
    right = translate("OutputCard", "wrong") if verdicts.wrong[index] else translate("OutputCard", "right")
    return [name, answer, right]


def _output_text(outputs: Array, output: int) -> str:
    return f"a = {never_whole(float(outputs[output]), _DIGITS)}"


def _value_text(picture: Picture, value: Array) -> str:
    """What is shown at a place beside the points."""
    if not picture.quantity.is_classes:
        return _output_text(value, 0)
    winner = int(np.argmax(value))
    return translate("OutputCard", "class {label} (a = {share})").format(
        label=picture.data.class_labels[winner], share=never_whole(float(value[winner]), _DIGITS))


def _place_text(picture: Picture, hover: Hover) -> str:
    names = coordinate_names(picture.data)
    return ", ".join(f"{name} = {number(value, _DIGITS)}" for name, value in zip(names, hover.place, strict=False))


def editing_hint() -> str:
    """What can be done to the points."""
    return translate("OutputCard", "click adds, drag moves, right click deletes")


def why_not_editable(data: DataSet) -> str:
    """Why the points can't be edited; empty if they can."""
    if data.is_truth_table:
        return translate("OutputCard", "A truth table has every row there is: there is nothing to add.")
    if data.train.count > MOST_POINTS:
        return translate("OutputCard", "More than {count} points can't be edited one by one.").format(
            count=count(MOST_POINTS))
    return ""
