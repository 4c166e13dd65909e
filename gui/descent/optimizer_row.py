"""One optimizer: whether it takes part, its learning rate, and its other numbers folded away below."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QShowEvent, QTransform
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gui.descent.racer_looks import optimizer_name, racer_color, racer_shape
from gui.language import translate_name
from gui.number_text import parse_number
from gui.plane.class_looks import class_shape
from gui.setup.row_column import setting_text
from gui.setup.setting_row import MessageLabel, SettingField, SettingRow
from gui.setup.setting_tips import number_about, setting_about
from gui.setup.symbols import symbol_text
from gui.theme import Theme
from gui.widgets.check_box import CheckBox
from gui.widgets.icon_button import IconButton
from gui.widgets.plain_text import plain_tip
from simulator.descent.racer import LEARNING_RATE
from simulator.descent.setup import Entrant
from simulator.hyperparameters import HyperParameter
from simulator.optimizers import optimizer_named

_FIELD, _BOX = 64, 24


class Dot(QWidget):
    """Colour and shape of a ball."""

    def __init__(self, color: QColor, shape: int, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._color = color
        self._shape = shape
        self._radius = theme.px(5)
        self.setFixedSize(QSize(2 * self._radius + 2, 2 * self._radius + 2))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._color)
        middle, radius = QRectF(self.rect()).center(), 0.9 * self._radius
        painter.drawPath(QTransform(radius, 0.0, 0.0, radius, middle.x(), middle.y()).map(class_shape(self._shape)))


class OptimizerRow(QWidget):
    """The settings of an entrant.

    Attributes
    ----------
    takes_part, rate, more
        The box, the field of η, and the button that unfolds the other numbers.
    numbers
        Their fields.

    Signals
    -------
    changed(object)
        Somebody wants the entrant to be this one.
    """

    changed = Signal(object)

    def __init__(self, entrant: Entrant, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entrant = entrant
        self._theme = theme
        self._name = name = optimizer_name(entrant.optimizer)
        self.takes_part = CheckBox(name, theme)
        self.takes_part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.takes_part.setAccessibleName(name)
        self.takes_part.setToolTip(plain_tip(self.tr("{name}: takes part in the descent").format(name=name)))
        self.rate = self._field(LEARNING_RATE, entrant.learning_rate, self._change_rate)
        self.rate.set_name(self.tr("Learning rate of {name}").format(name=name))
        self.rate.setToolTip(setting_about("learning_rate"))
        self.more = IconButton("chevron-down", self.tr("Further numbers of {name}").format(name=name), theme, size=22,
                               look="flat", parent=self)  # shown without one it would be a window of its own
        self.more.clicked.connect(self._toggle_numbers)
        self._message = MessageLabel(theme, "error")
        self.rate.objected.connect(self._message.show_text)
        self.numbers: list[SettingField] = []
        self._rows = QWidget()
        self._lay_out()
        self.takes_part.clicked.connect(self._change_part)
        self.show_entrant(entrant)

    def show_entrant(self, entrant: Entrant) -> None:
        """Show other settings of the same optimizer."""
        self._entrant = entrant
        self.takes_part.setChecked(entrant.runs)
        self.rate.set_value(entrant.learning_rate)
        for field, value in zip(self.numbers, entrant.numbers, strict=True):
            field.set_value(value)

    def _lay_out(self) -> None:
        theme = self._theme
        hyperparameters = optimizer_named(self._entrant.optimizer).hyperparameters
        line = QHBoxLayout()
        line.setSpacing(theme.px(4))
        optimizer = self._entrant.optimizer
        line.addWidget(Dot(racer_color(optimizer, theme), racer_shape(optimizer), theme))
        line.addWidget(self.takes_part, 1)
        line.addWidget(self.rate)
        line.addWidget(self.more)
        keep = self.more.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self.more.setSizePolicy(keep)
        self.more.setVisible(bool(hyperparameters))
        rows = QVBoxLayout(self._rows)
        rows.setContentsMargins(theme.px(18), 0, theme.px(28), theme.px(4))
        rows.setSpacing(theme.px(3))
        for number, one in enumerate(hyperparameters):
            field = self._field(one, self._entrant.numbers[number], partial(self._change_number, number))
            self.numbers.append(field)
            row = SettingRow(f"{translate_name(one.label)}  {symbol_text(one.symbol)}", field, theme)
            row.set_about(number_about(one))
            rows.addWidget(row)
        self._rows.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(3))
        column.addLayout(line)
        column.addWidget(self._message)
        column.addWidget(self._rows)

    def _elide(self) -> None:
        """The box shows as much of the name as there is room for."""
        metrics = self.takes_part.fontMetrics()
        room = self.takes_part.width() - self._theme.px(_BOX)
        self.takes_part.setText(metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, max(room, 0)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._elide()

    def _field(self, one: HyperParameter, value: float, change: Callable[[float], None]) -> SettingField:
        field = SettingField(value, lambda text: one.check(parse_number(text)), self._theme, text_of=setting_text)
        field.setFixedWidth(self._theme.px(_FIELD))
        field.committed.connect(change)
        return field

    def _toggle_numbers(self) -> None:
        unfolds = self._rows.isHidden()
        self._rows.setVisible(unfolds)
        self.more.set_icon("minus" if unfolds else "chevron-down")

    def _change_part(self, runs: bool) -> None:
        self.changed.emit(replace(self._entrant, runs=runs))

    def _change_rate(self, rate: float) -> None:
        self.changed.emit(replace(self._entrant, learning_rate=rate))

    def _change_number(self, number: int, value: float) -> None:
        numbers = self._entrant.numbers
        self.changed.emit(replace(self._entrant, numbers=(*numbers[:number], value, *numbers[number + 1:])))
