"""The left column of the Descent workspace: surface, optimizers, what is compared, and what happened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QShowEvent, QTransform
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from gui.figures.marks import class_shape
from gui.foundation.language import error_text, translate_name
from gui.foundation.number_text import parse_count, parse_number
from gui.foundation.theme import Theme
from gui.setup.row_column import setting_text
from gui.setup.setting_row import MessageLabel, SettingField, SettingRow, number_about, setting_about, symbol_text
from gui.widgets.buttons import CheckBox, IconButton
from gui.widgets.card import Card
from gui.widgets.fields import ChoiceBox, linear_step
from gui.widgets.plain_text import PlainLabel, plain_tip
from gui.widgets.whats_this import WindowPart, explain
from gui.workspaces.descent.descent_session import DescentSession
from gui.workspaces.descent.outcome_list import OutcomeList
from gui.workspaces.descent.racer_looks import optimizer_name, racer_color, racer_shape
from gui.workspaces.descent.scenes import looks_in
from gui.workspaces.descent.surface_rows import SurfaceRows
from simulator.declared import Number, Text, Whole
from simulator.descent.racer import LEARNING_RATE
from simulator.descent.remedies import REMEDIES, Remedy, RemedyEntry
from simulator.descent.setup import DescentSetup, Entrant
from simulator.errors import Explained
from simulator.hyperparameters import HyperParameter
from simulator.optimizers import optimizer_named

# One optimizer: whether it takes part, its learning rate, and its other numbers folded away below.

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


# What is compared: one remedy of the lecture's list, and what is taken instead.

_NOTHING = ""


class RemedyRows(QWidget):
    """The section "compare with": the choice of a remedy, and the field for its value.

    Attributes
    ----------
    kind
        Chooses the remedy; its first entry is none.
    fields
        By remedy, what is taken instead; what is chosen on the map has none.

    Signals
    -------
    kind_chosen(str)
        Name of a remedy; empty for none.
    value_chosen(object)
        Another `Remedy` of the same kind.
    """

    kind_chosen = Signal(str)
    value_chosen = Signal(object)

    def __init__(self, session: DescentSession, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._theme = session, theme
        self.kind = ChoiceBox([(_NOTHING, self.tr("nothing")),
                               *((name, translate_name(entry.label)) for name, entry in REMEDIES.items())], theme,
                              name=self.tr("What is compared"))
        for place, entry in enumerate(REMEDIES.values(), 1):
            self.kind.setItemData(place, plain_tip(translate_name(entry.about)), Qt.ItemDataRole.ToolTipRole)
        self.message = MessageLabel(theme, "error")
        self.fields: dict[str, ChoiceBox | SettingField] = {}
        self._rows = {name: self._row(entry) for name, entry in REMEDIES.items()}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(self.kind)
        column.addWidget(self.message)
        for row in self._rows.values():
            column.addWidget(row)
        self.kind.chosen.connect(self.kind_chosen)
        self.show_remedy()

    def show_remedy(self) -> None:
        """Show what is compared."""
        remedy, setup = self._session.remedy, self._session.setup
        self.message.show_text("")
        self.kind.set_key(remedy.kind if remedy is not None else _NOTHING)
        for name, row in self._rows.items():
            row.setVisible(remedy is not None and remedy.kind == name)
        field = None if remedy is None else self.fields.get(remedy.kind)
        if remedy is None or field is None:
            return
        if isinstance(field, ChoiceBox):
            field.set_items(self._choices(remedy.entry, setup))
            field.set_key(remedy.value)
        else:
            field.set_value(remedy.value)

    def show_objection(self, error: Explained) -> None:
        """Say why a remedy doesn't exist here; what was chosen before is chosen again."""
        self.show_remedy()
        self.message.show_text(error_text(error))

    def _row(self, entry: RemedyEntry) -> QWidget:
        """The field for a remedy's value, by what the value is; a place is chosen on the map."""
        label, theme = translate_name(entry.field), self._theme
        if entry.choices is not None:
            box = self.fields[entry.name] = ChoiceBox(self._choices(entry, self._session.setup), theme)
            box.chosen.connect(partial(self._choose, entry.name))
            return SettingRow(label, box, theme, below=isinstance(entry.kind, Text))
        if isinstance(entry.kind, Number | Whole):
            is_whole = isinstance(entry.kind, Whole)
            field = SettingField(1 if is_whole else 0.1, partial(self._checked, entry), theme,
                                 **({"step": linear_step(1)} if is_whole else {"text_of": setting_text}))
            field.committed.connect(partial(self._choose, entry.name))
            self.fields[entry.name] = field
            return SettingRow(label, field, theme)
        line = PlainLabel(label)
        line.setFont(theme.font(12))
        line.setProperty("tone", "dim")
        line.setWordWrap(True)
        return line

    def _choices(self, entry: RemedyEntry, setup: DescentSetup) -> list[tuple[str, str]]:
        return [(name, translate_name(label)) for name, label in entry.choices(setup)] if entry.choices else []

    def _checked(self, entry: RemedyEntry, text: str) -> Any:
        value = parse_count(text) if isinstance(entry.kind, Whole) else parse_number(text)
        return entry.check(self._session.setup, value)

    def _choose(self, kind: str, value: object) -> None:
        # a field whose row goes because another kind was chosen still tells what was typed into it
        remedy = self._session.remedy
        if remedy is not None and remedy.kind == kind:
            self.value_chosen.emit(Remedy(kind, value))


_PADDING = 17
"""Of a card, with its border."""
_LEAST_OUTCOMES = 128
_OUTCOMES, _OUTCOMES_LOW = 150, 128
"""Height that is kept for what happened while the choices would need more, in a high and in a low column."""
_LOW = 620
"""A column below this height, at scale 1, does without the sentence about the surface."""


class DescentColumn(QSplitter):
    """All that is chosen in one card, what happened in another; each scrolls where it is too low.

    Attributes
    ----------
    surface, optimizers, remedies, outcomes
        Its sections.
    message
        Why the last change could not be made.
    """

    def __init__(self, session: DescentSession, theme: Theme, former: DescentColumn | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._session = session
        self._theme = theme
        self.surface = SurfaceRows(session, theme)
        self.optimizers = [OptimizerRow(entrant, theme) for entrant in session.setup.entrants]
        self.remedies = RemedyRows(session, theme)
        self.message = MessageLabel(theme, "error")
        self.outcomes = OutcomeList(theme)
        explain(WindowPart.OUTCOMES, self.outcomes)
        self._lay_out(theme)
        self._connect()
        self._show()
        self._show_outcomes()
        if former is not None:
            self.surface.expression.go_on_from(former.surface.expression)

    def _lay_out(self, theme: Theme) -> None:
        content = QWidget()
        lines = QVBoxLayout(content)
        lines.setContentsMargins(0, 0, theme.px(8), 0)
        lines.setSpacing(theme.px(6))
        self._heading(lines, self.tr("Surface"), theme, first=True)
        lines.addWidget(self.surface)
        lines.addWidget(self.message)
        self._heading(lines, self.tr("Optimizers"), theme, over_fields=self.tr("learning rate η"))
        rows = QVBoxLayout()
        rows.setSpacing(theme.px(2))
        for row in self.optimizers:
            rows.addWidget(row)
        lines.addLayout(rows)
        self._heading(lines, self.tr("Compare with"), theme)
        lines.addWidget(self.remedies)
        lines.addStretch(1)
        self._content = content
        self._choices = choices = Card("", theme)
        choices.setAccessibleName(self.tr("Surface and optimizers"))
        self.area = _scrolled(content)
        choices.body.addWidget(self.area)
        content.installEventFilter(self)
        happened = Card(self.tr("What happened"), theme)
        below = QWidget()
        entries = QVBoxLayout(below)
        entries.setContentsMargins(0, 0, theme.px(8), 0)
        entries.addWidget(self.outcomes)
        entries.addStretch(1)
        happened.body.addWidget(_scrolled(below))
        happened.setMinimumHeight(theme.px(_LEAST_OUTCOMES))
        for number, card in enumerate((choices, happened)):
            self.addWidget(card)
            self.setCollapsible(number, False)
        self.setHandleWidth(theme.px(10))
        self.setStretchFactor(0, 1)
        # what is cut off at the right could not be reached
        beside = 2 * theme.px(_PADDING) + self.area.verticalScrollBar().sizeHint().width()
        self.setMinimumWidth(max(theme.px(220), content.minimumSizeHint().width() + beside))
        self._sizes_chosen = False
        self.splitterMoved.connect(self._keep_sizes)

    def _keep_sizes(self) -> None:
        self._sizes_chosen = True

    def _share_room(self) -> None:
        """The choices are as high as they need to be; what happened has the rest, and always some."""
        px = self._theme.px
        is_low = self.height() < px(_LOW)
        self.surface.show_about(not is_low)
        if self._sizes_chosen:
            return
        around = self._choices.height() - self.area.height()
        content = self._content
        needed = around + (content.heightForWidth(self.area.viewport().width()) if content.hasHeightForWidth()
                           else content.minimumSizeHint().height())
        room = self.height() - self.handleWidth()
        upper = max(min(needed, room - px(_OUTCOMES_LOW if is_low else _OUTCOMES)), 0)
        self.setSizes([upper, room - upper])

    def _heading(self, lines: QVBoxLayout, text: str, theme: Theme, *, first: bool = False,
                 over_fields: str = "") -> None:
        if not first:
            hairline = QFrame()
            hairline.setFixedHeight(theme.px(1))
            hairline.setProperty("part", "hairline")
            hairline.setStyleSheet(f"background: {theme.line.name()};")
            lines.addSpacing(theme.px(4))
            lines.addWidget(hairline)
        heading = PlainLabel(text)
        heading.setFont(theme.font(13, semibold=True))
        heading.setFixedHeight(theme.px(26))
        row = QHBoxLayout()
        row.addWidget(heading)
        row.addStretch(1)
        if over_fields:
            name = PlainLabel(over_fields)
            name.setFont(theme.font(12))
            name.setProperty("tone", "dim")
            row.addWidget(name)
            row.addSpacing(theme.px(26))
        lines.addLayout(row)

    def _connect(self) -> None:
        session = self._session
        self.surface.edited.connect(self._edit)
        for number, row in enumerate(self.optimizers):
            row.changed.connect(partial(self._change_entrant, number))
        self.remedies.kind_chosen.connect(self._compare)
        self.remedies.value_chosen.connect(self._change_remedy)
        self.outcomes.slow_down.connect(self._slow_down)
        self.outcomes.go_back.connect(self._go_back)
        session.lanes_changed.connect(self._show)
        self.outcomes.chosen.connect(self._look_at)
        session.moved.connect(self._show_outcomes)
        session.activity_changed.connect(self._show_outcomes)
        session.ground_changed.connect(self._show_outcomes)

    def _edit(self, setup: DescentSetup) -> None:
        self._try(partial(self._session.edit, setup))

    def _change_entrant(self, number: int, entrant: Entrant) -> None:
        self._try(partial(self._session.change_entrant, number, entrant))

    def _change_remedy(self, remedy: Remedy) -> None:
        self._try(partial(self._session.change_remedy, remedy))

    def _try(self, change: partial[None]) -> None:
        """A change that can't be made is undone in the fields, and its reason is told."""
        try:
            change()
        except Explained as error:
            self._show()
            self.message.show_text(error_text(error))
            self.area.ensureWidgetVisible(self.message)
        else:
            self._show()

    def _compare(self, kind: str) -> None:
        try:
            if kind:
                self._session.compare(kind)
            else:
                self._session.change_remedy(None)
        except Explained as error:
            self.remedies.show_objection(error)

    def _slow_down(self, number: int, learning_rate: float) -> None:
        lane, runner = self._everybody()[number]
        self._session.slow_down(lane, runner, learning_rate)

    def _go_back(self, number: int, steps: int) -> None:
        lane, runner = self._everybody()[number]
        self._session.choose(lane, runner)
        self._session.go_to_step(steps)

    def _look_at(self, number: int) -> None:
        self._session.choose(*self._everybody()[number])

    def _everybody(self) -> list[tuple[int, int]]:
        return [(number, runner) for number, lane in enumerate(self._session.lanes)
                for runner in range(len(lane.runners))]

    def _show(self) -> None:
        setup = self._session.setup
        self.message.show_text("")
        self.surface.show_setup(setup)
        for row, entrant in zip(self.optimizers, setup.entrants, strict=True):
            row.show_entrant(entrant)
        self.remedies.show_remedy()

    def _show_outcomes(self) -> None:
        """Also while steps are played: the sentences name numbers, and those of the other views stand beside them."""
        session = self._session
        lanes = session.lanes
        looks = [look for number in range(len(lanes)) for look in looks_in(lanes, number, self._theme)]
        self.outcomes.show_outcomes([outcome for _, _, outcome in session.outcomes()], looks,
                                    self._everybody().index(session.chosen))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._share_room()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()


def _scrolled(content: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
    area.setWidget(content)
    return area
