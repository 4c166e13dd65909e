"""What a neuron looks for: the card with the picture of its incoming weights."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.choice import Selection
from gui.number_text import number, signed
from gui.plots.weight_view import ScaleBar, WeightView
from gui.session import Session
from gui.theme import Theme
from gui.widgets.card import Card
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.icon_button import IconButton
from gui.widgets.plain_text import PlainLabel
from simulator.moment import Moment

_DIGITS = 3


class WeightPicture(Card):
    """The incoming weights of the chosen neuron at the moment in view.

    A neuron whose inputs are the pixels of a picture is shown as a picture, any other one as bars. While nothing is
    chosen it is the neuron of layer 1 that the equations followed last.

    Attributes
    ----------
    view
        The picture.
    """

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("", theme, parent=parent)
        self._note.hide()  # its title needs all of the header
        self._session = session
        self._shown = Selection(1, 0)
        self.view = WeightView(theme)
        self.line = ElidedLabel("", theme, size=12, tone="dim", alignment=Qt.AlignmentFlag.AlignHCenter)
        self.low, self.high = PlainLabel(), PlainLabel()
        self.previous = IconButton("chevron-left", self.tr("Previous neuron"), theme, size=24, look="flat")
        self.following = IconButton("chevron-right", self.tr("Next neuron"), theme, size=24, look="flat")
        self._lay_out(theme)
        self.previous.clicked.connect(lambda: self._go(-1))
        self.following.clicked.connect(lambda: self._go(1))
        self.view.hovered.connect(self._show_line)
        self.view.clicked.connect(self._choose_weight)
        session.moment_changed.connect(self._show)
        session.selection_changed.connect(self._follow)
        session.focus_changed.connect(self._follow)
        session.run_changed.connect(self._follow)
        self._follow()

    def _lay_out(self, theme: Theme) -> None:
        scale = QHBoxLayout()
        scale.setSpacing(theme.px(2))
        bar = ScaleBar(theme)
        bar.setMaximumWidth(theme.px(120))
        bar.setMinimumWidth(theme.px(8))  # it gives way before the numbers at its ends do
        scale.setSpacing(theme.px(2))
        for label in (self.low, self.high):
            label.setFont(theme.font(12, tabular=True))
            label.setProperty("tone", "dim")
        scale.addWidget(self.previous)
        scale.addStretch(1)
        scale.addWidget(self.low)
        scale.addWidget(bar, 2)
        scale.addWidget(self.high)
        scale.addStretch(1)
        scale.addWidget(self.following)
        self.body.setSpacing(theme.px(4))
        self.body.addWidget(self.view, 1)
        self.body.addWidget(self.line)
        self.body.addLayout(scale)

    @property
    def shown(self) -> Selection:
        """The neuron, and its weight where one is chosen."""
        return self._shown

    def _follow(self, *_: object) -> None:
        """Shows the chosen neuron, or else the one of layer 1 that the equations follow; else what it showed."""
        sizes, chosen, focus = self._session.network.sizes, self._session.selection, self._session.focus
        if chosen is not None and chosen.layer >= 1:
            self._shown = chosen
        elif chosen is None and focus.layer == 1:
            self._shown = replace(focus, source=None)
        if not self._shown.exists_in(sizes):
            self._shown = Selection(1, 0)
        self.set_title(self.tr("What neuron {neuron} looks for").format(neuron=self._shown.neuron + 1))
        self.view.setAccessibleName(self.title())
        self.previous.setEnabled(sizes[self._shown.layer] > 1)
        self.following.setEnabled(sizes[self._shown.layer] > 1)
        self._show(self._session.moment)

    def _show(self, moment: Moment) -> None:
        if not self.isVisible() or not self._shown.exists_in(moment.network.sizes):
            return
        weights = moment.weights[self._shown.layer][self._shown.neuron]
        shape = moment.data.image_shape if self._shown.layer == 1 else None
        self.view.show_weights(weights, shape, self._shown.source)
        self.low.setText(number(-self.view.limit, _DIGITS))
        self.high.setText(signed(self.view.limit, _DIGITS))
        self._show_line(self.view.hovered_weight)

    def _show_line(self, weight: int) -> None:
        """The weight below the pointer; without one how many there are."""
        if weight < 0 and self._shown.source is not None:
            weight = self._shown.source
        weights = self.view.weights()
        if not 0 <= weight < len(weights):
            self._say(self.tr("layer {layer} · {count} weights").format(
                layer=self._shown.layer, count=len(weights)))
            return
        value, shape = signed(float(weights[weight]), _DIGITS + 1), self._session.data.image_shape
        if self._shown.layer == 1 and shape is not None:
            row, column = divmod(weight, shape[1])
            place = self.tr("row {row}, column {column}").format(row=row + 1, column=column + 1)
        elif self._shown.layer == 1:
            place = self.tr("from input {neuron}").format(neuron=weight + 1)
        else:
            place = self.tr("from neuron {neuron}").format(neuron=weight + 1)
        self._say(f"{place}: w = {value}")

    def _say(self, text: str) -> None:
        self.line.setText(text)
        self.view.set_value_text(text)

    def _go(self, direction: int) -> None:
        size = self._session.network.sizes[self._shown.layer]
        self._session.select(Selection(self._shown.layer, (self._shown.neuron + direction) % size))

    def _choose_weight(self, weight: int) -> None:
        self._session.select(replace(self._shown, source=weight))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show(self._session.moment)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(180), self._theme.px(150))
