"""What the network says to a sample."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from gui.foundation.number_text import never_whole, number
from gui.foundation.theme import Theme
from gui.widgets.keyboard import restyle
from gui.widgets.labels import ElidedLabel
from gui.widgets.plain_text import plain_tip
from simulator.arrays import Array
from simulator.evaluation import classes
from simulator.moment import Moment, Occasion
from simulator.propagation import forward

_WIDTH, _MOST_LETTERS = 64, 6
DIGITS = 3


@dataclass(frozen=True)
class Verdict:
    """The class that the network's output says, and the activation that says so.

    Attributes
    ----------
    predicted
        Number of the class whose target is nearest to the output; None where the output is no number, or where there
        are no classes.
    a
        Activation of the output that belongs to the class (the only one, where there is one); not a number where one
        of them isn't.
    outputs
        All activations, where several outputs together say the class; empty otherwise.
    """

    predicted: int | None
    a: float
    outputs: tuple[float, ...] = ()


def shows(moment: Moment, inputs: Array) -> bool:
    """Whether a moment is about this sample of one's own."""
    return moment.occasion is not Occasion.TRAINING and np.array_equal(moment.sample.inputs, inputs)


def verdict_of(moment: Moment, inputs: Array) -> Verdict | None:
    """What the network of a moment says to these inputs, shape (n₀,).

    None while the moment follows this very sample and has not come to its output yet. When the moment is about
    another sample, the answer is computed with the moment's θ.
    """
    network = moment.network
    if not shows(moment, inputs):
        if inputs.size != network.sizes[0]:
            return None
        with np.errstate(all="ignore"):
            outputs = forward(network, moment.weights, moment.biases, inputs[np.newaxis])[1][-1][0]
    elif moment.reached_a(network.depth) < network.sizes[-1]:
        return None
    else:
        outputs = moment.sample.a[-1]
    return verdict_on(outputs, moment.data.target_table)


def verdict_on(outputs: Array, target_table: Array) -> Verdict:
    """The verdict that lies in one sample's outputs, shape (n_L,); in regression, which has no targets of classes, it
    is the first output.
    """
    if not np.isfinite(outputs).all():
        return Verdict(None, float("nan"))
    if len(target_table) == 0:
        return Verdict(None, float(outputs[0]))
    predicted = int(classes(outputs[np.newaxis], target_table)[0])
    if outputs.size == len(target_table) > 1:
        return Verdict(predicted, float(outputs[predicted]))
    return Verdict(predicted, float(outputs[0]), tuple(outputs.tolist()) if outputs.size > 1 else ())


def activation_text(a: float) -> str:
    """An activation in few letters."""
    text = never_whole(a, DIGITS)
    return f"a = {text}" if len(text) <= _MOST_LETTERS else f"a ≈ {number(a, 1)}"


class VerdictLabel(QWidget):
    """The verdict in three lines: looks like / 3 / a = 0.71."""

    def __init__(self, class_labels: tuple[str, ...], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._class_labels = class_labels
        self._verdict: Verdict | None = None
        self._wrong = self._is_blank = False
        self._caption = ElidedLabel("", theme, size=12, tone="dim")
        self._class = QLabel()
        self._class.setTextFormat(Qt.TextFormat.PlainText)
        self._activation = ElidedLabel("", theme, size=12)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        for line in (self._caption, self._class, self._activation):
            self._column.addWidget(line)
        self.set_theme(theme)
        self._set_texts()

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self.setFixedWidth(theme.px(_WIDTH))  # whatever is said, the canvas beside it stays as large as it is
        self._class.setFont(theme.font(24, semibold=True, tabular=True))
        for line in (self._caption, self._activation):
            line.set_theme(theme)

    def show_verdict(self, verdict: Verdict | None, *, wrong: bool, is_blank: bool) -> None:
        """Show another verdict; None when there is none yet.

        Parameters
        ----------
        wrong
            Whether the sample is known to belong to another class.
        is_blank
            Whether nothing is drawn: there is nothing to say.
        """
        if (verdict, wrong, is_blank) != (self._verdict, self._wrong, self._is_blank):
            self._verdict, self._wrong, self._is_blank = verdict, wrong, is_blank
            self._set_texts()

    def verdict(self) -> Verdict | None:
        """What is shown."""
        return self._verdict

    def text(self) -> str:
        """All three lines in one."""
        return "" if self._is_blank else f"{self._caption.text()} {self._class.text()} · {self._activation.text()}"

    def _set_texts(self) -> None:
        verdict = self._verdict
        self._caption.setText("" if self._is_blank else self.tr("looks like"))
        if self._is_blank:
            self._class.setText("")
            self._activation.setText("")
            self.setToolTip(self.tr("Nothing is drawn, so there is nothing to read."))
        elif verdict is None:
            self._class.setText("?")
            self._activation.setText(self.tr("not yet"))
            self.setToolTip(self.tr("The signal has not reached the output yet."))
        elif verdict.predicted is None:
            self._class.setText("–")
            self._activation.setText(f"a = {never_whole(verdict.a)}")
            self.setToolTip(self.tr("The output is not a number: the weights have grown beyond all bounds."))
        else:
            label = self._class_labels[verdict.predicted]
            self._class.setText(label)
            self._activation.setText(activation_text(verdict.a))
            self.setToolTip(plain_tip(self.tr("The largest output activation: a = {a} for {label}.\n"
                                    "With softmax the outputs add up to 1; other outputs are no probabilities.")
                            .format(a=never_whole(verdict.a, 6), label=label)))
        restyle(self._class, "tone", "error" if self._wrong else "dim" if verdict is None else "")
        self.setAccessibleName(self.text() or self.toolTip())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._set_texts()
