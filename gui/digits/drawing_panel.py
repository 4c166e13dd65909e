"""Draw a digit, see what the network sees of it and what it says."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.digits.canvas import DigitCanvas
from gui.digits.first_digit import first_sheet, own_sample
from gui.digits.key_pen import drawing_text
from gui.digits.label_chooser import LabelChooser
from gui.digits.paper import Paper
from gui.digits.pen_tools import PenTools
from gui.digits.seen_picture import SeenPicture
from gui.digits.sheet import StoredDigit
from gui.digits.undo_tools import UndoTools
from gui.digits.verdict import Verdict, VerdictLabel
from gui.number_text import count
from gui.theme import Theme
from gui.widgets.plain_text import plain_tip
from simulator.arrays import Array
from simulator.datasets.data_set import DataSet
from simulator.training import OwnSample


class DrawingPanel(QWidget):
    """Canvas, pen and label for data that are pictures.

    Parameters
    ----------
    data
        What the network learns from; its `image_shape` is not None.

    Attributes
    ----------
    canvas, seen, verdict_label, pen_tools, label_chooser
        The parts.
    header : QWidget
        The buttons that belong into the card's header.

    Signals
    -------
    changed()
        The picture is another one.
    relabelled()
        The same picture is said to belong to another class.
    """

    changed = Signal()
    relabelled = Signal()

    def __init__(self, data: DataSet, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        assert data.image_shape is not None, "only pictures can be drawn"
        self.data = data
        paper = Paper(data.image_shape)
        self.canvas = DigitCanvas(paper, first_sheet(paper, data.class_labels), theme)
        self.seen = SeenPicture(theme)
        self.verdict_label = VerdictLabel(data.class_labels, theme)
        self.pen_tools = PenTools(self.canvas.pen_width, theme)
        self.label_chooser = LabelChooser(data.class_labels, theme)
        self.header = UndoTools(theme)
        self._sample: OwnSample | None = None
        self._connect()
        self._lay_out()
        self.set_theme(theme)
        self._set_texts()
        self._refresh()

    def _connect(self) -> None:
        self.canvas.changed.connect(self._on_drawn)
        self.canvas.relabelled.connect(self._on_relabelled)
        self.canvas.undo_changed.connect(self._show_possible)
        self.pen_tools.width_chosen.connect(self.canvas.set_pen_width)
        self.pen_tools.eraser_chosen.connect(self.canvas.choose_eraser)
        self.label_chooser.chosen.connect(self.choose_label)
        self.header.undo_wanted.connect(self.canvas.undo)
        self.header.redo_wanted.connect(self.canvas.redo)
        self.header.clear_wanted.connect(self.canvas.clear)

    def _lay_out(self) -> None:
        self._side = QVBoxLayout()
        self._side.addWidget(self.seen)
        self._side.addWidget(self.verdict_label)
        self._side.addStretch(1)
        self._top = QHBoxLayout()
        self._top.addWidget(self.canvas, 1)
        self._top.addLayout(self._side)
        self._tools = QHBoxLayout()
        self._tools.addWidget(self.pen_tools, 1)
        self._tools.addWidget(self.label_chooser)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._top)
        self._column.addLayout(self._tools)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._column.setSpacing(theme.px(8))
        self._top.setSpacing(theme.px(12))
        self._side.setSpacing(theme.px(6))
        self._tools.setSpacing(theme.px(8))
        for part in (self.canvas, self.seen, self.verdict_label, self.pen_tools, self.label_chooser, self.header):
            part.set_theme(theme)

    def set_low(self, is_low: bool) -> None:
        """In a low window the paper has all the room: what the network sees and says stands on the stage as well."""
        for part in (self.seen, self.verdict_label):
            part.setVisible(not is_low)

    # the sample

    def own_sample(self) -> OwnSample:
        """What lies on the canvas, as the network gets it, with its label."""
        if self._sample is None:
            pixels = self.canvas.seen()
            self.seen.set_pixels(pixels)
            self._sample = own_sample(self.data, pixels.ravel() * self.data.scale, self.canvas.label)
        return self._sample

    def inputs(self) -> Array:
        """What the network gets, shape (n₀,)."""
        return self.own_sample().inputs

    def stored_index(self) -> int | None:
        """Number of the test sample that is shown untouched."""
        stored = self.canvas.stored
        return None if stored is None or stored.index < 0 else stored.index

    def load(self, index: int) -> None:
        """Show a test sample, with its true label."""
        assert self.data.image_shape is not None
        pixels = self.data.test.raw[index].reshape(self.data.image_shape)
        self.canvas.load(StoredDigit(index, pixels, int(self.data.test.labels[index])))

    def origin(self) -> str:
        """Where the picture comes from."""
        stored = self.canvas.stored
        if self.canvas.is_blank:
            return self.tr("draw a digit") if self.canvas.paper.is_fitted else self.tr("draw a picture")
        if stored is None:
            return self.tr("right button erases")
        if stored.index < 0:
            return self.tr("from the lecture, label {label}").format(label=self.data.class_labels[stored.label])
        text = self.tr("test digit {number}, label {label}") if self.data.has_own_test else \
            self.tr("training digit {number}, label {label}")
        return text.format(number=count(stored.index + 1), label=self.data.class_labels[stored.label])

    def show_verdict(self, verdict: Verdict | None) -> None:
        """Show what the network says; an empty paper isn't read."""
        stored, is_blank = self.canvas.stored, self.canvas.is_blank
        wrong = verdict is not None and stored is not None and verdict.predicted != stored.label
        self.verdict_label.show_verdict(None if is_blank else verdict, wrong=wrong, is_blank=is_blank)

    def choose_label(self, label: int) -> None:
        """Say which class the picture belongs to."""
        self.canvas.relabel(label, self.data.class_labels)

    def set_answer_wanted(self, wanted: bool) -> None:
        """Whether the label is asked for."""
        self.label_chooser.set_wanted(wanted)

    def _on_drawn(self) -> None:
        self._sample = None
        self._refresh()
        self.changed.emit()

    def _on_relabelled(self) -> None:
        self._sample = None
        self._refresh()
        self.relabelled.emit()

    def _refresh(self) -> None:
        self.label_chooser.set_label(self.canvas.label)
        self._show_possible()

    def _show_possible(self) -> None:
        self.header.set_possible(self.canvas.can_undo, self.canvas.can_redo, not self.canvas.is_blank)

    def _set_texts(self) -> None:
        shape = self.canvas.paper.shape
        size = f"{shape[0]}×{shape[1]}"
        self.canvas.setAccessibleName(self.tr("Canvas"))
        self.canvas.tell_pen()
        self.canvas.setWhatsThis(drawing_text())
        self.seen.setAccessibleName(self.tr("What the network sees"))
        if self.canvas.paper.is_fitted:
            hint = self.tr("What the network sees: {size} pixels. A drawing is fitted into 20×20 and centred by its "
                           "centre of mass, as MNIST's digits were.")
        else:
            hint = self.tr("What the network sees: {size} pixels, each the mean of its square of the drawing. "
                           "Nothing is fitted or centred.")
        self.seen.setToolTip(plain_tip(hint.format(size=size)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._set_texts()
