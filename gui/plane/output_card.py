"""The card of the output: its map or its curve, large, with the points, and what can be asked of it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QLinearGradient, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from gui.figures.colors import Range, class_colors
from gui.foundation.language import error_text, phrase_text
from gui.foundation.number_text import signed
from gui.foundation.theme import Theme
from gui.plane.marks import paint_point
from gui.plane.picture import Picture, Pictures, Wishes
from gui.plane.plane_view import PlaneView
from gui.plane.plane_words import (
    Name,
    OutputHeader,
    axis_names,
    editing_hint,
    hover_text,
    neuron_names,
    output_names,
    why_not_editable,
    wrong_texts,
)
from gui.plane.point_tools import PointTools
from gui.plane.points import Hover, PointSet
from gui.plane.surface import has_class_outputs, output_count
from gui.run.choice import Selection
from gui.run.run_view import RunView
from gui.run.session import Session
from gui.widgets.buttons import CheckBox
from gui.widgets.card import Card
from gui.widgets.plain_text import plain_tip
from simulator.datasets.data_set import DataSet
from simulator.training import OwnSample

# What the colours and the shapes stand for.

_RADIUS = 4.5
_MARK, _GAP, _BAR = 14, 10, 36
_DIGITS = 2
_LEAST_NAME = 16
"""A name that has less room than this says nothing."""


class Legend(QWidget):
    """The mark and the name of every class in a row; for values a bar of their colours with its ends.

    Where there isn't room for all of them, the longest names are shortened.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._names: tuple[str, ...] = ()
        self._range: Range | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def names(self) -> tuple[str, ...]:
        """The names of the classes, or the numbers at the ends of the bar."""
        if self._range is None:
            return self._names
        return tuple(signed(value, _DIGITS) for value in self._range)

    def show_classes(self, names: Sequence[str]) -> None:
        """The names of the classes 0, 1, …; without any it takes no room."""
        self._show(tuple(names), None)

    def show_range(self, colors: Range) -> None:
        """The values with the full orange and the full blue."""
        self._show((), colors)

    def _show(self, names: tuple[str, ...], colors: Range | None) -> None:
        if (names, colors) != (self._names, self._range):
            self._names, self._range = names, colors
            self.updateGeometry()
            self.update()

    def _widths(self) -> list[float]:
        """Of the names, without what is drawn beside them."""
        metrics = QFontMetricsF(self._theme.font(12))
        return [metrics.horizontalAdvance(name) for name in self.names()]

    def shown_names(self, room: float) -> tuple[str, ...]:
        """The names as they are drawn in so much room; none where it is too little even for shortened ones."""
        names, widths = self.names(), self._widths()
        left = room - self._room_beside(len(widths))
        if sum(widths) <= left:
            return names
        # the room that the short names leave is for the long ones
        limit, waiting = 0.0, sorted(widths)
        while waiting and (limit := left / len(waiting)) > waiting[0]:
            left -= waiting.pop(0)
        if limit < self._theme.px(_LEAST_NAME) or self._range is not None:
            return ()
        metrics = QFontMetricsF(self._theme.font(12))
        return tuple(metrics.elidedText(name, Qt.TextElideMode.ElideRight, limit) for name in names)

    def _room_beside(self, count: int) -> float:
        """What is taken by all that isn't the names."""
        px = self._theme.px
        if self._range is not None:
            return px(_BAR) + 2 * px(5) + px(4)
        return count * px(_MARK) + max(count - 1, 0) * px(_GAP) + 1

    def _paint_classes(self, painter: QPainter) -> None:
        theme, left = self._theme, 0.0
        names = self.shown_names(self.width())
        colors = class_colors(len(names), theme)
        metrics = QFontMetricsF(theme.font(12))
        for number, name in enumerate(names):
            width = metrics.horizontalAdvance(name)
            centre = QPointF(left + theme.px(6), self.height() / 2)
            paint_point(painter, centre, _RADIUS * theme.scale, colors[number], number, theme)
            painter.setPen(theme.text_dim)
            left += theme.px(_MARK)
            painter.drawText(QRectF(left, 0, width + 1, self.height()), Qt.AlignmentFlag.AlignVCenter, name)
            left += width + theme.px(_GAP)

    def _paint_bar(self, painter: QPainter) -> None:
        theme = self._theme
        low, high = self.names()
        first, last = self._widths()
        bar = QRectF(first + theme.px(5), self.height() / 2 - theme.px(4), theme.px(_BAR), theme.px(8))
        colors = QLinearGradient(bar.topLeft(), bar.topRight())
        for share in (-1.0, 0.0, 1.0):
            colors.setColorAt((share + 1) / 2, theme.signed_color(share, 1.0))
        painter.fillRect(bar, colors)
        painter.setPen(theme.text_dim)
        painter.drawText(QRectF(0, 0, first + 1, self.height()), Qt.AlignmentFlag.AlignVCenter, low)
        painter.drawText(QRectF(bar.right() + theme.px(5), 0, last + 1, self.height()), Qt.AlignmentFlag.AlignVCenter,
                         high)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.font(12))
        if self._range is not None:
            self._paint_bar(painter)
        else:
            self._paint_classes(painter)

    def sizeHint(self) -> QSize:
        px, widths = self._theme.px, self._widths()
        width = sum(widths) + self._room_beside(len(widths))
        return QSize(math.ceil(width) if widths else 0, px(18))


# The lines below a map: what the colours stand for, and what is known of the place under the pointer.

SEPARATOR = " · "
_LINE = 18


class Foot(QWidget):
    """A legend above a line of words, two where the words at rest need them.

    It keeps its height while a pointer goes over the map, so that nothing moves: words about a point that need a line
    more take the place of the legend.

    Attributes
    ----------
    legend
        What the colours stand for.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = ""
        self._rest = ""
        self._lines = 2
        self._wants_legend = True
        self.legend = Legend(theme, self)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme
        self.legend.set_theme(theme)
        self.updateGeometry()
        self.arrange()

    def text(self) -> str:
        """The words, whole."""
        return self._text

    def set_text(self, text: str, rest: str) -> None:
        """Write this from now on.

        Parameters
        ----------
        text
            Its parts are divided by `SEPARATOR`; lines are broken there if possible.
        rest
            What is written while the pointer is elsewhere.
        """
        if (text, rest) != (self._text, self._rest):
            self._text, self._rest = text, rest
            self.setAccessibleName(text)
            self.arrange()

    def show_legend(self, shown: bool) -> None:
        """Show the legend where there is room for it, or never."""
        self._wants_legend = shown
        self.arrange()

    def lines(self) -> list[str]:
        """The words as they are drawn: one line or two, the last one shortened where they don't fit."""
        return self._in_lines(self._text)

    def arrange(self) -> None:
        """The legend is there if it has something to say, and the words leave it its line."""
        lines, legend = self.lines(), self.legend
        legend.resize(min(legend.sizeHint().width(), self.width()), self._theme.px(_LINE))
        names = legend.shown_names(legend.width())
        needed = max(2, len(self._in_lines(self._rest)) + bool(names))
        if needed != self._lines:
            self._lines = needed
            self.updateGeometry()
        legend.setVisible(self._wants_legend and bool(names) and len(lines) < self._lines)
        legend.setToolTip(plain_tip(", ".join(legend.names()) if names != legend.names() else ""))
        self.setToolTip(plain_tip(self._text if lines[-1].endswith("…") else ""))
        self.update()

    def _in_lines(self, text: str) -> list[str]:
        metrics, room = QFontMetricsF(self._theme.font(12, tabular=True)), self.width()
        if metrics.horizontalAdvance(text) <= room:
            return [text]
        first, rest = _broken(text.split(SEPARATOR), SEPARATOR, metrics, room)
        if not first:
            first, rest = _broken(text.split(" "), " ", metrics, room)
        lines = [first, rest] if first else [text]
        lines[-1] = metrics.elidedText(lines[-1], Qt.TextElideMode.ElideRight, room)
        return lines

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._theme.font(12, tabular=True))
        painter.setPen(self._theme.text_dim)
        height = self._theme.px(_LINE)
        top = height if not self.legend.isHidden() else 0
        for number, line in enumerate(self.lines()):
            painter.drawText(QRectF(0, top + number * height, self.width() + 1, height),
                             Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._lines * self._theme.px(_LINE))

    def minimumSizeHint(self) -> QSize:
        return QSize(1, self._lines * self._theme.px(_LINE))


def _broken(parts: list[str], separator: str, metrics: QFontMetricsF, room: float) -> tuple[str, str]:
    """As many parts as fit into a line, and the rest."""
    fitting = [number for number in range(1, len(parts))
               if metrics.horizontalAdvance(separator.join(parts[:number])) <= room]
    most = fitting[-1] if fitting else 0
    return separator.join(parts[:most]), separator.join(parts[most:])


# What the output card can be asked to show: as boxes in a row, or folded away in a menu.

class CardOptions(QWidget):
    """Three boxes: discrete, test data, lines.

    Attributes
    ----------
    discrete, test, lines
        The boxes; they hold the state even while the menu stands in for them.

    Signals
    -------
    changed
        Something else is asked for.
    """

    changed = Signal()

    def __init__(self, theme: Theme, wishes: Wishes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.discrete = CheckBox(self.tr("Discrete"), theme, checked=wishes.discrete)
        self.test = CheckBox(self.tr("Test data"), theme, checked=wishes.test)
        self.lines = CheckBox(self.tr("Lines"), theme, checked=wishes.lines)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for box in self.boxes():
            self._row.addWidget(box)
            box.toggled.connect(self.changed)
        self._row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.set_theme(theme)

    def boxes(self) -> tuple[CheckBox, ...]:
        """All of them."""
        return self.discrete, self.test, self.lines

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme
        self._row.setSpacing(theme.px(10))
        for box in self.boxes():
            box.set_theme(theme)

    def show_data(self, data: DataSet) -> None:
        """Put in and out of use what makes sense for these data, and say why not."""
        domain = data.domain
        is_line = domain is not None and domain.dimension == 1
        self.discrete.setVisible(not is_line)
        self.discrete.setToolTip(self.tr("Only the side that wins, or the class"))
        _offer(self.test, data.has_own_test, self.tr("The test samples too, hollow: nothing is learned from them"),
               self.tr("There are no test data: every sample is learned from."))
        _offer(self.lines, domain is not None and domain.has_plain_inputs,
               self.tr("Where each neuron of the first layer has z = w·x + b = 0; the arrow points to z > 0"),
               self.tr("The neurons of the first layer are straight lines only where the inputs are the coordinates "
                       "themselves."))

    def needed_width(self) -> int:
        """What the row takes."""
        widths = [box.sizeHint().width() for box in self.boxes() if not box.isHidden()]
        return sum(widths) + (len(widths) - 1) * self._row.spacing()

    def menu(self, parent: QWidget) -> QMenu:
        """The same as a menu; it goes when it is closed."""
        menu = QMenu(parent)
        menu.setToolTipsVisible(True)
        for box in self.boxes():
            if box.isHidden():
                continue
            entry = menu.addAction(box.text())
            entry.setCheckable(True)
            entry.setChecked(box.isChecked())
            entry.setEnabled(box.isEnabled())
            entry.setToolTip(box.toolTip())
            entry.toggled.connect(box.setChecked)
        return menu

    def sizeHint(self) -> QSize:
        return QSize(self.needed_width(), self._theme.px(24))

    def minimumSizeHint(self) -> QSize:
        return QSize(1, self._theme.px(24))


def _offer(box: CheckBox, possible: bool, what: str, why_not: str) -> None:
    box.setEnabled(possible)
    box.setToolTip(plain_tip(what if possible else why_not))


class OutputCard(Card):
    """Draws the moment of a run whose data can be drawn; with a session its points can be followed and edited.

    Without a session the card only follows another one, and leaves all its room to the picture.

    Parameters
    ----------
    view
        The run that is shown.
    session
        Is told what a hand does; without one the card is only looked at.
    former
        A card that this one takes the place of: the same things are shown.

    Attributes
    ----------
    plane, header, options, tools, legend, foot
        The parts: the picture, the line above it, what is asked for, what new points are, and the lines below.
    wishes
        What is asked for.
    """

    def __init__(self, view: RunView, theme: Theme, *, session: Session | None = None,
                 former: OutputCard | None = None, parent: QWidget | None = None) -> None:
        super().__init__("", theme, parent=parent)
        self._view = view
        self._session = session
        self._pictures = Pictures()
        self._hovered: Selection | None = None
        self._on_neuron = False
        self._letter = ""
        self.wishes: Wishes = former.wishes if former is not None else Wishes()
        self.header = OutputHeader(theme)
        self.plane = PlaneView(theme)
        self.plane.leads_on = session is not None
        self.options = CardOptions(theme, self.wishes)
        self.tools = PointTools(theme)
        self.foot = Foot(theme)
        self.legend = self.foot.legend
        self._lay_out()
        self._connect()
        self.set_theme(theme)
        self._on_run()

    @property
    def output_count(self) -> int:
        """How many outputs can be asked for."""
        return output_count(self._view.data)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        super().set_theme(theme)
        self.body.setSpacing(theme.px(6))
        for part in self.findChildren(QWidget):
            if isinstance(part, OutputHeader | PlaneView | CardOptions | PointTools | Foot):
                part.set_theme(theme)

    def title(self) -> str:
        """What is shown, in words."""
        return self.header.title()

    def show_neuron(self, neuron: Selection | None) -> None:
        """Show a neuron in place of the output for as long as somebody points at it; None: no more."""
        neuron = replace(neuron, source=None) if neuron is not None else None
        if neuron != self._hovered:
            self._hovered = neuron
            self._refresh()

    def set_letter(self, letter: str) -> None:
        """Which of two runs is shown, "A" or "B"; empty while there is only one."""
        if letter != self._letter:
            self._letter = letter
            self._refresh()

    def follow(self, wishes: Wishes) -> None:
        """Show what another card shows."""
        self.wishes = wishes
        self._refresh()

    # layout

    def _lay_out(self) -> None:
        for label in (self._title, self._note):  # the header has its own
            label.hide()
        self.add_to_header(self.header)
        self._header_row.setStretchFactor(self.header, 1)
        for part in (self.plane, self.options, self.tools, self.foot):
            self.body.addWidget(part)
        self.tools.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def _connect(self) -> None:
        view, plane = self._view, self.plane
        view.moment_changed.connect(self._refresh)
        view.run_changed.connect(self._on_run)
        view.selection_changed.connect(self._on_selection)
        plane.resized.connect(self._refresh)
        plane.hovered.connect(self._show_foot)
        plane.clicked.connect(self._follow)
        plane.edited.connect(self._change)
        plane.answer_chosen.connect(self.tools.choose)
        plane.left.connect(lambda: self.header.pen.setChecked(False))
        self.tools.chosen.connect(plane.set_answer)
        self.options.changed.connect(self._on_options)
        self.header.chosen.connect(self._on_chosen)
        self.header.pen.toggled.connect(self._on_pen)
        self.header.options.clicked.connect(self._open_menu)

    def _fit(self) -> None:
        """The options as a row, or folded away; the buttons of editing take their place."""
        inside = self.contentsRect().width() - 2 * self._theme.px(16)
        editing = self.plane.is_editing
        folded = self.options.needed_width() > inside
        is_led = self._session is None
        self.options.setVisible(not (folded or editing or is_led))
        self.header.options.setVisible(folded and not is_led)
        self.tools.setVisible(editing and self.tools.buttons is not None)
        self.foot.show_legend(not editing)
        self.foot.setVisible(not is_led)

    # what is shown

    def _shown(self) -> Wishes:
        """What is asked for, with the neuron to be shown now."""
        chosen = self._offered() if self._on_neuron else None
        return replace(self.wishes, neuron=self._hovered or chosen)

    def _offered(self) -> Selection | None:
        """The chosen neuron, where its picture is another one than that of the output."""
        chosen, depth, data = self._view.selection, self._view.network.depth, self._view.data
        if chosen is None or chosen.layer == 0 or (chosen.layer == depth and not has_class_outputs(data)):
            return None
        return replace(chosen, source=None)

    def _refresh(self) -> None:
        """Draw the moment in view."""
        moment = self._view.moment
        if not self.isVisible():
            return
        data, domain = moment.data, moment.data.domain
        if domain is None:
            self.plane.show_picture(None)
            return
        if self._hovered is not None and not self._hovered.exists_in(moment.network.sizes):
            self._hovered = None
        points = self.plane.resolution(is_line=domain.dimension == 1)
        picture = self._pictures.picture(moment, self._shown(), points)
        self.plane.show_picture(picture, axis_names(data))
        self._show_header(picture)

    def _show_header(self, picture: Picture) -> None:
        names: list[Name] = output_names(picture.moment.network, picture.data)
        offered = self._offered()
        index = min(self.wishes.output, len(names) - 1)
        if offered is not None:
            names.append(neuron_names(picture.data, offered))
            index = len(names) - 1 if self._on_neuron else index
        single = neuron_names(picture.data, self._hovered) if self._hovered is not None else None
        if self._letter:
            names = [(f"{self._letter} · {long}", f"{self._letter} · {short}") for long, short in names]
        self.header.show_names(names, index, single, wrong_texts(picture))
        self.setAccessibleName(self.header.title())
        if picture.data.is_regression and picture.quantity.is_output and not picture.is_line:
            self.legend.show_range(picture.surface.colors)
        else:
            self.legend.show_classes(picture.class_names)
        self.foot.arrange()

    def _show_foot(self, hover: Hover | None) -> None:
        """What the pointer is on; otherwise what can be done, or what is done to the inputs."""
        picture = self.plane.picture
        if picture is None:
            self._say("", "")
            return
        rest = editing_hint() if self.plane.is_editing else phrase_text(picture.data.scaling)
        if hover is None or (self.plane.is_editing and hover.index is None):
            self._say(rest, rest)
        else:
            self._say(hover_text(picture, hover), rest)

    def _say(self, text: str, rest: str) -> None:
        self.foot.set_text(text, rest)
        self.plane.set_value_text(text)

    def _on_run(self) -> None:
        data = self._view.data
        reason = why_not_editable(data) if data.domain is not None else ""
        self.header.pen.setVisible(self._session is not None and data.domain is not None and not data.is_truth_table)
        self.header.pen.setEnabled(not reason)
        self.header.pen.set_tooltip(reason or self.tr("Edit points"))
        if reason or data.domain is None:
            self.header.pen.setChecked(False)
        self.options.show_data(data)
        self._refresh()
        if self.plane.is_editing and self.plane.picture is not None:
            self.tools.offer(self.plane.picture)
        self._fit()

    def _on_selection(self, _selection: object) -> None:
        if self._view.selection is None:
            self._on_neuron = False
        self._refresh()

    def _on_chosen(self, index: int) -> None:
        """Somebody has chosen an output, or the neuron."""
        self._on_neuron = index >= output_count(self._view.data)
        if not self._on_neuron:
            self.wishes = replace(self.wishes, output=index)
        self._refresh()

    def _on_options(self) -> None:
        options = self.options
        self.wishes = replace(self.wishes, discrete=options.discrete.isChecked(), test=options.test.isChecked(),
                              lines=options.lines.isChecked())
        self._refresh()

    def _open_menu(self) -> None:
        menu = self.options.menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        button = self.header.options
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    # what a hand does

    def _on_pen(self, editing: bool) -> None:
        picture = self.plane.picture
        if editing and picture is None:
            self.header.pen.setChecked(False)
            return
        if editing and picture is not None:
            self.tools.offer(picture)
            self.plane.set_answer(self.tools.index())
        self.plane.set_editing(editing)
        self.header.pen.set_tooltip(self.tr("End editing (Esc)") if editing else self.tr("Edit points"))
        self._fit()

    def _change(self, points: PointSet) -> None:
        if self._session is None:
            return
        if len(points) == 0:
            self.plane.say(self.tr("A network needs at least one sample to learn from."))
            return
        try:
            self._session.change_points(points.rows())
        except ValueError as error:
            self.plane.say(error_text(error))

    def _follow(self, hover: Hover) -> None:
        """Takes a point's sample through the network."""
        data = self._view.data
        if self._session is None or hover.index is None:
            return
        part, row = data.test if hover.is_test else data.train, np.array([hover.index])
        self._session.navigator.follow_sample(OwnSample(part.inputs(row)[0], data.targets(part, row)[0]))

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
