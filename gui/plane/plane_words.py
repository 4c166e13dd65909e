"""The sentences of the output card."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import product

import numpy as np
from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from gui.foundation.language import translate_name
from gui.foundation.number_text import count, never_whole, number
from gui.foundation.theme import Theme
from gui.plane.picture import Picture, Verdicts
from gui.plane.points import MOST_POINTS, Hover
from gui.plane.surface import has_class_outputs, output_count
from gui.run.choice import Selection
from gui.widgets.buttons import IconButton, SegmentedControl, segments_width
from gui.widgets.labels import ElidedLabel
from gui.widgets.plain_text import plain_tip
from simulator.arrays import Array
from simulator.datasets.data_set import DataSet
from simulator.datasets.features import coordinates
from simulator.network import Network

# The head of the output card: what is shown, how much of it is wrong, and the two buttons.

Name = tuple[str, str]
"""In words, and as short as it can be written."""

_GAP = 8
_BUTTON = 26


class OutputHeader(QWidget):
    """A title, or a choice where there are several things to show; a note; the options folded away; the pen.

    Everything is written as far as there is room for it, whole or shorter, but never cut where it can be helped.

    Attributes
    ----------
    options, pen
        The buttons.
    switch
        The choice; None where there is nothing to choose.

    Signals
    -------
    chosen(int)
        Somebody chose another of the names.
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._names: tuple[Name, ...] = ()
        self._index = 0
        self._single: Name | None = None
        self._notes: tuple[str, ...] = ("",)
        self.switch: SegmentedControl | None = None
        self._title = ElidedLabel("", theme, semibold=True)
        self._note = ElidedLabel("", theme, size=12, tone="dim", alignment=Qt.AlignmentFlag.AlignRight)
        self.options = IconButton("settings", self.tr("What the map shows"), theme, size=_BUTTON, look="flat")
        self.pen = IconButton("pen", self.tr("Edit points"), theme, size=_BUTTON, look="flat")
        self.pen.setCheckable(True)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._title)
        self._row.addWidget(self._note, 1)
        for button in (self.options, self.pen):
            self._row.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme
        self._row.setSpacing(theme.px(_GAP) // 2)
        for part in (self._title, self._note, self.options, self.pen):
            part.set_theme(theme)
        if self.switch is not None:
            self.switch.set_theme(theme)
        self._fit()

    def title(self) -> str:
        """What is shown, in words."""
        return self._single[0] if self._single is not None else self._names[self._index][0] if self._names else ""

    def note(self) -> str:
        """The note as it is written at this width."""
        return self._note.text()

    def show_names(self, names: Sequence[Name], index: int, single: Name | None, notes: Sequence[str]) -> None:
        """What can be shown, and what is.

        Parameters
        ----------
        names, index
            All that can be chosen, and what is chosen.
        single
            What is shown for a moment in place of them.
        notes
            The note, the longest wording first.
        """
        if tuple(names) != self._names:
            self._names = tuple(names)
            self._build()
        if (index, single, tuple(notes)) != (self._index, self._single, self._notes) or not self._title.text():
            self._index, self._single, self._notes = index, single, tuple(notes)
            self._fit()

    def _build(self) -> None:
        """The choice, if there is one."""
        if self.switch is not None:
            self._row.removeWidget(self.switch)
            self.switch.hide()
            self.switch.deleteLater()
            self.switch = None
        if len(self._names) > 1:
            self.switch = SegmentedControl([short for _, short in self._names], self._theme,
                                           name=self.tr("What is shown"), parent=self)
            self._row.insertWidget(0, self.switch)
            self.switch.changed.connect(self.chosen)
        self._index = min(self._index, max(len(self._names) - 1, 0))
        self._title.setText("")

    def _fit(self) -> None:
        """The longest words that fit."""
        if not self._names:
            return
        buttons = sum(button.width() + self._row.spacing() for button in (self.options, self.pen)
                      if not button.isHidden())
        room = self.width() - buttons - self._row.spacing()
        shows_switch = self.switch is not None and self._single is None
        wordings = [[long for long, _ in self._names], [short for _, short in self._names]] if shows_switch else \
            [[name] for name in (self._single or self._names[0])]
        width_of = partial(segments_width, theme=self._theme) if shows_switch else self._title_width
        notes = QFontMetricsF(self._note.font())
        words, note = next(
            ((words, note) for words, note in product(wordings, self._notes)
             if width_of(words) + (notes.horizontalAdvance(note) + 1 if note else 0) <= room),
            (wordings[-1], ""))
        self._note.setText(note)
        self._note.setToolTip(plain_tip(self._notes[0] if note != self._notes[0] else ""))
        if self.switch is not None:
            self.switch.setVisible(shows_switch)
            self.switch.set_index(self._index)
        self._title.setVisible(not shows_switch)
        self._title.setText(words[0])
        is_whole = words[0] == self.title() and self._title_width(words) <= room
        self._title.setToolTip(plain_tip("" if is_whole else self.title()))
        if shows_switch and self.switch is not None:
            self.switch.set_options(words)
            for segment, (long, _) in zip(self.switch.segments(), self._names, strict=True):
                segment.setToolTip(plain_tip(long if segment.text() != long else ""))

    def _title_width(self, words: list[str]) -> float:
        return QFontMetricsF(self._title.font()).horizontalAdvance(words[0]) + 1

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._theme.px(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(1, self._theme.px(28))


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
