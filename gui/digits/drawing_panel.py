"""Draw a digit, see what the network sees of it and what it says."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QSlider, QVBoxLayout, QWidget

from gui.digits.canvas import DigitCanvas, drawing_text
from gui.digits.label_chooser import LabelChooser
from gui.digits.paper import Paper, StoredDigit, draw_picture, first_sheet, grey_image, ink_colors, own_sample
from gui.digits.verdict import Verdict, VerdictLabel
from gui.foundation.number_text import count
from gui.foundation.theme import Theme
from gui.widgets.buttons import IconButton
from gui.widgets.keyboard import SLIDING_KEYS, KeyboardFocus
from gui.widgets.plain_text import plain_tip
from simulator.arrays import Array, Bytes
from simulator.datasets.data_set import DataSet
from simulator.training import OwnSample

# Pen or eraser, and how wide.

_THINNEST, _WIDEST = 6, 60


class PenTools(QWidget):
    """Two buttons of which one is down, and a slider.

    Signals
    -------
    eraser_chosen(bool)
        Whether the left mouse button erases from now on.
    width_chosen(int)
        Width of the pen in dots of the paper.
    """

    eraser_chosen = Signal(bool)
    width_chosen = Signal(int)

    def __init__(self, pen_width: float, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pen = IconButton("pen", "", theme)
        self.eraser = IconButton("eraser", "", theme)
        self.width_slider = _WidthSlider()
        self.width_slider.setValue(round(pen_width))
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for button in (self.pen, self.eraser):
            button.setCheckable(True)
            button.setAutoExclusive(True)  # the group sees to that; screen readers learn of it only so
            KeyboardFocus(button, {Qt.Key.Key_Left, Qt.Key.Key_Right})  # to the next one
            self._group.addButton(button)
            self._row.addWidget(button)
        self._row.addWidget(self.width_slider, 1)
        self.pen.setChecked(True)
        self.eraser.toggled.connect(self.eraser_chosen)
        self.width_slider.valueChanged.connect(self._on_width)
        self.set_theme(theme)
        self._set_texts()

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._row.setSpacing(theme.px(4))
        for button in (self.pen, self.eraser):
            button.set_theme(theme)
        self.width_slider.setFixedHeight(theme.px(20))
        self.width_slider.setMinimumWidth(theme.px(36))

    def _on_width(self, dots: int) -> None:
        self._set_texts()
        self.width_chosen.emit(dots)

    def _set_texts(self) -> None:
        self.pen.set_tooltip(self.tr("Pen: the left mouse button draws"))
        self.eraser.set_tooltip(self.tr("Eraser (or draw with the right mouse button)"))
        self.width_slider.setAccessibleName(self.tr("Pen width"))
        about = self.tr("Pen width: {dots}").format(dots=self.width_slider.value())
        self.width_slider.setToolTip(plain_tip(about))
        self.width_slider.setAccessibleDescription(about)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._set_texts()


class _WidthSlider(QSlider):

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        KeyboardFocus(self, SLIDING_KEYS)
        self.setRange(_THINNEST, _WIDEST)
        self.setSingleStep(2)
        self.setPageStep(8)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:  # scrolling the column must not change the pen
            event.ignore()


# Take back, bring again, clear.

_SIZE = 24


class UndoTools(QWidget):
    """Three small buttons for the canvas.

    Signals
    -------
    undo_wanted(), redo_wanted(), clear_wanted()
        The button was pressed.
    """

    undo_wanted = Signal()
    redo_wanted = Signal()
    clear_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.undo = IconButton("undo", "", theme, size=_SIZE, look="flat")
        self.redo = IconButton("redo", "", theme, size=_SIZE, look="flat")
        self.clear = IconButton("clear", "", theme, size=_SIZE, look="flat")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        wishes = (self.undo_wanted, self.redo_wanted, self.clear_wanted)
        for button, wish in zip(self._buttons(), wishes, strict=True):
            self._row.addWidget(button)
            button.clicked.connect(wish)
        self.set_theme(theme)
        self._set_texts()

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._row.setSpacing(theme.px(2))
        for button in self._buttons():
            button.set_theme(theme)

    def set_possible(self, undo: bool, redo: bool, clear: bool) -> None:
        """Put the buttons in and out of use."""
        for button, possible in zip(self._buttons(), (undo, redo, clear), strict=True):
            button.setEnabled(possible)

    def _buttons(self) -> tuple[IconButton, IconButton, IconButton]:
        return self.undo, self.redo, self.clear

    def _set_texts(self) -> None:
        self.undo.set_tooltip(self.tr("Take back the last stroke (Ctrl+Z on the canvas)"))
        self.redo.set_tooltip(self.tr("Bring the stroke back (Ctrl+Shift+Z on the canvas)"))
        self.clear.set_tooltip(self.tr("Clear the canvas (Delete on the canvas)"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._set_texts()


# The picture that the network sees, pixel by pixel.

_SIDE = 56
"""Two pixels of the screen for each of MNIST's 28."""


class SeenPicture(QWidget):
    """The network's input as a small picture with sharp pixels."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ink = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme
        self._colors = ink_colors(theme)
        self.updateGeometry()
        self.update()

    def set_pixels(self, pixels: Bytes) -> None:
        """Show other pixels, shape (rows, columns)."""
        self._ink = grey_image(pixels)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_SIDE), self._theme.px(_SIDE))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._ink.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = QSize(self._ink.size()).scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF((self.width() - size.width()) / 2, (self.height() - size.height()) / 2,
                       size.width(), size.height())
        draw_picture(painter, place, self._ink, self._colors, self._theme)


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
        self.canvas.history.changed.connect(self._show_possible)
        self.pen_tools.width_chosen.connect(self.canvas.set_pen_width)
        self.pen_tools.eraser_chosen.connect(self.canvas.choose_eraser)
        self.label_chooser.chosen.connect(self.choose_label)
        self.header.undo_wanted.connect(self.canvas.history.undo)
        self.header.redo_wanted.connect(self.canvas.history.redo)
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
        self.header.set_possible(self.canvas.history.can_undo, self.canvas.history.can_redo, not self.canvas.is_blank)

    def _set_texts(self) -> None:
        shape = self.canvas.paper.shape
        size = f"{shape[0]}×{shape[1]}"
        self.canvas.setAccessibleName(self.tr("Canvas"))
        self.canvas.key_pen.tell()
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
