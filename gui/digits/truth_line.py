"""The line below a truth table: which of its rows are wrong."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from gui.digits.rows_model import short
from gui.number_text import count
from gui.theme import Theme
from gui.widgets.keyboard_focus import restyle
from simulator.arrays import Array

_LINES = 2


class TruthLine(QLabel):
    """"All 4 rows are right.", or the numbers and the inputs of those that are wrong; always as high as two lines."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._right: tuple[bool, ...] = ()
        self._inputs: Array = np.empty((0, 0))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self.setFont(theme.font(12, tabular=True))
        self.setFixedHeight(_LINES * self.fontMetrics().lineSpacing() + theme.px(2))

    def show_rows(self, right: npt.NDArray[np.bool_], inputs: Array) -> None:
        """Say which rows are right.

        Parameters
        ----------
        right
            Shape (count,).
        inputs
            Raw numbers of each row, shape (count, width).
        """
        rows = tuple(bool(one) for one in right)
        if rows != self._right or inputs is not self._inputs:
            self._right, self._inputs = rows, inputs
            self._set_texts()

    def _set_texts(self) -> None:
        wrong = [row for row, right in enumerate(self._right) if not right]
        if not self._right:
            text = ""
        elif not wrong:
            text = self.tr("All {count} rows are right.").format(count=count(len(self._right)))
        elif len(wrong) == len(self._right):
            text = self.tr("All {count} rows are wrong.").format(count=count(len(self._right)))
        else:
            rows = [self.tr("row {number} ({inputs})").format(
                number=count(row + 1), inputs=", ".join(short(float(x)) for x in self._inputs[row])) for row in wrong]
            text = self.tr("Wrong: {rows}.").format(rows=", ".join(rows))
        self.setText(text)
        restyle(self, "tone", "good" if self._right and not wrong else "")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._set_texts()
