"""Gradient descent on the chosen variables: the learning rate, one update or many, and the output along the way."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial

import numpy as np
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from gui.language import error_text
from gui.number_text import count, number, parse_number
from gui.plots.chart_surface import ChartSurface, Range
from gui.plots.cost_chart import MOST_POINTS, axis_number
from gui.plots.envelope import envelope, round_up
from gui.setup.row_column import setting_text
from gui.setup.setting_row import MessageLabel, SettingField
from gui.theme import Theme
from gui.widgets.card import Card
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.plain_text import PlainLabel, plain_tip
from gui.widgets.push_button import PushButton
from simulator.arrays import Array
from simulator.descent.racer import LEARNING_RATE
from simulator.errors import Explained

COUNTS = (1, 10, 100)
_DIGITS = 3
_FEWEST_UPDATES = 10
_ROOM_BEHIND = 1.02
_FIELD = 72


class DescentCard(Card):
    """Updates, and what they have made of the output.

    Attributes
    ----------
    rate
        The field of η.
    buttons
        For 1, 10 and 100 updates.
    surface
        Where the curve is.
    message
        Why the last update could not be made, or what has to be chosen first.

    Signals
    -------
    update_wanted(int)
        Somebody wants so many updates.
    rate_chosen(float)
        Somebody wants this learning rate; it is a positive number.
    """

    update_wanted = Signal(int)
    rate_chosen = Signal(float)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Gradient descent"), theme, parent=parent)
        self._costs: tuple[float, ...] = ()
        self._names: tuple[str, ...] = ()
        self.chosen = ElidedLabel("", theme, tone="dim")
        self.rate = SettingField(0.1, lambda text: LEARNING_RATE.check(parse_number(text)), theme,
                                 text_of=setting_text)
        self.rate.setFixedWidth(theme.px(_FIELD))
        self.rate.set_name(self.tr("Learning rate η"))
        self.rate.setToolTip(self.tr("Learning rate η: each update takes η times its derivative from a variable"))
        self.buttons = tuple(self._button(updates) for updates in COUNTS)
        self.message = MessageLabel(theme, "error")
        self.outcome = MessageLabel(theme, "dim")
        self.surface = ChartSurface(theme, axis_number, Qt.Corner.TopRightCorner)
        self.surface.setCursor(Qt.CursorShape.ArrowCursor)
        self._curve = self.surface.add_curve(theme.text, 2, dots=True)
        self._axis_name = PlainLabel(self.tr("updates"))
        self._empty = PlainLabel()
        for label in (self._axis_name, self._empty):
            label.setFont(theme.font(12))
            label.setProperty("tone", "dim")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._lay_out()
        self.rate.committed.connect(self._on_rate)
        self.rate.objected.connect(self.message.show_text)
        self.surface.hovered.connect(self._on_hovered)

    def show_descent(self, names: Sequence[str], learning_rate: float, costs: Sequence[float]) -> None:
        """Show the chosen variables, η, and L at the start and after every update; none where none was made."""
        is_other = tuple(costs) != self._costs or tuple(names) != self._names
        self._names, former = tuple(names), self._costs
        self.rate.set_value(learning_rate)
        self.chosen.setText(self.tr("changes {names}").format(names=", ".join(names)) if names
                            else self.tr("nothing chosen"))
        for button in self.buttons:
            button.setEnabled(bool(names))
        self._empty.setText(self.tr("Make an update to see the output fall") if names
                            else self.tr("Tick a variable below ∇ on the left: descent changes it"))
        if is_other and not self.rate.error():
            self.message.show_text("")
        self._costs = tuple(costs)
        if self._costs != former or is_other:
            self._draw()

    def show_refusal(self, error: Explained) -> None:
        """Say why no further update can be made."""
        made = len(self._costs) - 1
        reason = error_text(error)
        if made > 0:
            text = self.tr("Stopped after {count} updates: {reason}") if made > 1 else self.tr(
                "Stopped after 1 update: {reason}")
            reason = text.format(count=count(made), reason=reason)
        self.message.show_text(reason)

    def curve_data(self) -> tuple[Array, Array]:
        """Updates and costs as they are drawn."""
        x, y = self._curve.getData()
        return (np.empty(0), np.empty(0)) if x is None else (x, y)

    def _button(self, updates: int) -> PushButton:
        text = self.tr("1 update") if updates == 1 else count(updates)
        button = PushButton(text, self._theme)
        button.setToolTip(plain_tip(self.tr("Make 1 update of the chosen variables") if updates == 1 else self.tr(
            "Make {count} updates of the chosen variables").format(count=count(updates))))
        button.setAccessibleName(button.toolTip())
        button.clicked.connect(partial(self._on_button, updates))
        return button

    def _lay_out(self) -> None:
        px = self._theme.px
        first = QHBoxLayout()
        first.setSpacing(px(6))
        eta = PlainLabel("η")
        eta.setFont(self._theme.font(13))
        eta.setBuddy(self.rate)
        first.addWidget(self.chosen, 1)
        first.addWidget(eta)
        first.addWidget(self.rate)
        second = QHBoxLayout()
        second.setSpacing(px(6))
        for place, button in enumerate(self.buttons):
            second.addWidget(button, 3 if not place else 2)
        self._page = QWidget()
        column = QVBoxLayout(self._page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.surface, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.outcome, 1)
        foot.addWidget(self._axis_name, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        column.addLayout(foot)
        self._pages = QStackedLayout()
        self.body.addLayout(first)
        self.body.addLayout(second)
        self.body.addWidget(self.message)
        self.body.addLayout(self._pages, 1)
        # (only now: a page without a parent would be shown as a window for a moment, and take the keys away)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self._page)

    def _draw(self) -> None:
        costs = np.array(self._costs)
        has_curve = len(costs) > 1
        self._pages.setCurrentWidget(self._page if has_curve else self._empty)
        if not has_curve:
            self.surface.set_readout(None)
            self.outcome.show_text("")
            return
        updates = len(costs) - 1
        shown = self._range(costs)
        x, y = envelope(costs, MOST_POINTS)
        # what is far above the view would be drawn with coordinates that no painter can take
        self.surface.draw(self._curve, x, np.minimum(y, shown.high + 2 * (shown.high - shown.low)))
        self.surface.set_range(shown)
        self.surface.set_cursor(updates)
        text = self.tr("{cost} after 1 update") if updates == 1 else self.tr("{cost} after {count} updates")
        self.outcome.show_text(text.format(cost=number(self._costs[-1], _DIGITS), count=count(updates)))

    def _range(self, costs: Array) -> Range:
        """All of a cost that falls; of one that grows as much as tells that it does."""
        steps = round_up(max(_ROOM_BEHIND * (len(costs) - 1), _FEWEST_UPDATES))
        start, low, high = float(costs[0]), float(costs.min()), float(costs.max())
        span = max(start - low, abs(start), 1e-12)
        top = min(high, start + 2.0 * span)
        floor = 0.0 if low >= 0.0 else -round_up(-low)
        ceiling = round_up(top) if top > 0.0 else 0.0
        cost = number(high, _DIGITS)
        beyond = (self.tr("↑ up to {cost}").format(cost=cost), f"↑ {cost}") if high > ceiling else ()
        return Range(steps, floor, ceiling if ceiling > floor else floor + 1.0, beyond)

    def _on_button(self, updates: int) -> None:
        self.update_wanted.emit(updates)

    def _on_rate(self, rate: object) -> None:
        self.rate_chosen.emit(float(rate))  # type: ignore[arg-type]

    def _on_hovered(self, place: float) -> None:
        updates = len(self._costs) - 1
        if math.isnan(place) or updates < 1:
            self.surface.set_readout(None)
            return
        shown = min(max(round(place), 0), updates)
        when = self.tr("at the start") if shown == 0 else self.tr("after {count}").format(count=count(shown))
        self.surface.set_readout(shown, f"{when}: {number(self._costs[shown], _DIGITS)}")

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(190))
