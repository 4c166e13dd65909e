"""Lights up what a lecture speaks of, wherever it is in the window."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QRegion

from gui.choice import PointedOut, Selection
from gui.lectures.marks_outlines import Outline, paint_outlines
from gui.lectures.marks_places import outlines_of
from gui.lectures.overlay import Overlay
from gui.theme import Theme
from lectures.places import Mark
from simulator.steps import Phase

if TYPE_CHECKING:
    from gui.main_window import MainWindow

_UNFIT = (Phase.INPUT, Phase.COST)
"""Grey, in which hardly anything would seem lit, and amber, in which a positive weight would seem a negative one."""


class Marks(QObject):
    """Marks stay lit, wherever what they name goes, until others are shown or they are cleared.

    Neurons, weights and layers light up on the stage itself, in the colour of the phase in view, or that of an
    activation where the phase's is unfit; everything else has an outline on a sheet over the window. What isn't in
    view has no light, and gets it when it comes into view.
    """

    def __init__(self, window: MainWindow, theme: Theme | None = None) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._marks: tuple[Mark, ...] = ()
        self._lit: PointedOut | None = None
        self._sheet = _Sheet(window, theme or Theme())
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(0)
        self._again.timeout.connect(self._light)
        session = self._session
        session.moment_changed.connect(self._on_moment)
        session.run_changed.connect(self._light)
        session.pointed_out_changed.connect(self._on_pointed_out)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What is lit, in view or not."""
        return self._marks

    @property
    def outlines(self) -> tuple[Outline, ...]:
        """The outlines over the window at present."""
        return self._sheet.outlines() if self._marks else ()

    def show(self, marks: Sequence[Mark]) -> None:
        """Lights these up from now on, and nothing else."""
        self._marks = tuple(marks)
        self._sheet.show_marks(self._marks)
        self._light()

    def clear(self) -> None:
        """Puts the light out."""
        self.show(())

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._sheet.set_theme(theme)

    def _wanted(self) -> PointedOut | None:
        """Of the marks, what the stage itself lights up."""
        sizes = self._session.network.sizes
        places: set[Selection] = set()
        for mark in self._marks:
            if mark.target is not None:
                source = mark.target.source if mark.target.kind == "weight" else None
                places.add(Selection(mark.target.layer, mark.target.neuron, source))
            elif mark.kind == "layer" and 0 <= mark.layer < len(sizes) and not self._is_picture(mark.layer):
                places |= {Selection(mark.layer, neuron) for neuron in range(sizes[mark.layer])}
        phase = self._session.moment.phase
        return PointedOut(frozenset(places), Phase.ACTIVATION if phase in _UNFIT else phase) if places else None

    def _is_picture(self, layer: int) -> bool:
        return layer == 0 and self._session.data.image_shape is not None

    def _light(self) -> None:
        wanted, session = self._wanted(), self._session
        if wanted is not None:
            self._lit = wanted
            session.point_out(wanted)
        elif self._lit is not None:
            # what somebody else has lit since stays
            was_ours, self._lit = session.pointed_out == self._lit, None
            if was_ours:
                session.point_out(None)

    def _on_moment(self, _moment: object) -> None:
        if self._lit is not None and self._session.pointed_out == self._lit:
            self._light()

    def _on_pointed_out(self, pointed_out: PointedOut | None) -> None:
        """Who lights up something else in between, such as a line of a derivation, puts out the lecture's light."""
        if pointed_out is None and self._lit is not None:
            self._again.start()  # after everybody has heard of it


class _Sheet(Overlay):
    """Draws the outlines.

    Whatever changes under it is painted again, and so is the sheet there: then it looks where everything is now. It
    thus follows zooming, dragged gaps and other pages without being told.
    """

    def __init__(self, window: MainWindow, theme: Theme) -> None:
        super().__init__(window, theme, level=1)
        self._main = window
        self._marks: tuple[Mark, ...] = ()
        self._drawn: tuple[Outline, ...] = ()

    def show_marks(self, marks: tuple[Mark, ...]) -> None:
        """Draw the outlines of these marks from now on."""
        self._marks = tuple(mark for mark in marks if mark.target is None)
        self.setVisible(bool(self._marks))
        self._drawn = ()
        self.update()

    def outlines(self) -> tuple[Outline, ...]:
        """Where they are now."""
        return outlines_of(self._main, self._marks, self._theme)

    def paintEvent(self, event: QPaintEvent) -> None:
        outlines, before = self.outlines(), self._drawn
        painter = QPainter(self)
        paint_outlines(painter, outlines, event.region(), self._theme)
        painter.end()
        if outlines != before:
            self._drawn = outlines
            stale = QRegion()
            for outline in (*before, *outlines):
                stale += outline.area(self._theme)
            stale -= event.region()
            if not stale.isEmpty():
                self.update(stale)
