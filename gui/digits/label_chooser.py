"""Which class a sample is said to belong to."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from gui.theme import Theme
from gui.widgets.choice_box import ChoiceBox

_BESIDE_TEXT, _MOST_WIDTH = 46, 96


class LabelChooser(QWidget):
    """The word "label" and a choice among the classes.

    Signals
    -------
    chosen(int)
        Somebody chose another class: its number. `set_label` doesn't emit it.
    """

    chosen = Signal(int)

    def __init__(self, class_labels: tuple[str, ...], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._class_labels = class_labels
        self._word = QLabel()
        self._word.setProperty("tone", "dim")
        self.box = ChoiceBox([(str(number), label) for number, label in enumerate(class_labels)], theme)
        self.box.chosen.connect(lambda key: self.chosen.emit(int(key)))
        self._word.setBuddy(self.box)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._word)
        self._row.addWidget(self.box, 1)
        self.set_theme(theme)
        self._set_texts()

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._word.setFont(theme.font(12))
        self._row.setSpacing(theme.px(6))
        self.box.set_theme(theme)
        widest = max(self.box.fontMetrics().horizontalAdvance(label) for label in self._class_labels)
        self.box.setFixedWidth(min(widest + theme.px(_BESIDE_TEXT), theme.px(_MOST_WIDTH)))

    def label(self) -> int:
        """Number of the chosen class."""
        return int(self.box.key())

    def set_label(self, label: int) -> None:
        """Choose a class without emitting `chosen`."""
        self.box.set_key(str(label))

    def _set_texts(self) -> None:
        self._word.setText(self.tr("label"))
        self.box.setAccessibleName(self.tr("Label"))
        tip = self.tr("What the sample is: the target y, from which the cost and the error δ are computed")
        for widget in (self._word, self.box):
            widget.setToolTip(tip)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._set_texts()
