"""The card of the output: its map or its curve, large, with the points, and what can be asked of it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.choice import Selection
from gui.language import error_text, phrase_text
from gui.plane.card_options import CardOptions
from gui.plane.foot import Foot
from gui.plane.output_header import Name, OutputHeader
from gui.plane.picture import Picture, Pictures, Wishes
from gui.plane.plane_canvas import Hover
from gui.plane.plane_view import PlaneView
from gui.plane.plane_words import (
    axis_names,
    editing_hint,
    hover_text,
    neuron_names,
    output_names,
    why_not_editable,
    wrong_texts,
)
from gui.plane.point_tools import PointTools
from gui.plane.points import PointSet
from gui.plane.quantity import has_class_outputs, output_count
from gui.run_view import RunView
from gui.session import Session
from gui.theme import Theme
from gui.widgets.card import Card
from simulator.training import OwnSample


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
        self._session.follow_sample(OwnSample(part.inputs(row)[0], data.targets(part, row)[0]))

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
