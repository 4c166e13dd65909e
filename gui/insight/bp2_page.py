"""The page "BP2": how the error of a hidden layer comes out of the next one's, as a picture of its matrices."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from gui.choice import Selection
from gui.equations.phase_formulas import BP2_MATRIX
from gui.formulas import FormulaLabel, Formulas
from gui.insight.bp2_values import bp2_layer, bp2_values
from gui.insight.bp2_view import Bp2View
from gui.session import Session
from gui.theme import Theme
from gui.widgets.card import Card
from gui.widgets.plain_text import PlainLabel
from simulator.moment import Moment
from simulator.steps import Phase

_GAP = 24


class Bp2Page(Card):
    """Shows (Wˡ⁺¹)ᵀ, δˡ⁺¹, ⊙, σ′(zˡ) and δˡ of a hidden layer for the sample in view, cell by cell.

    The layer is the one in which BP2 goes on, or the one that belongs to what is selected. A cell that is clicked is
    selected on the stage, and what is selected there is brought out here.

    Attributes
    ----------
    matrices
        The painted part.
    formula
        The equation as it is written with matrices.
    words
        What is said where a network has no hidden layer.
    """

    def __init__(self, session: Session, theme: Theme, formulas: Formulas, parent: QWidget | None = None) -> None:
        super().__init__("", theme, parent=parent)
        self._session = session
        self._chosen = session.selection is not None
        self.matrices = Bp2View(theme)
        self.words = PlainLabel(self.tr("This network has no hidden layer: its errors are those of the output, from "
                                        "BP1. Add a layer to see an error go back."))
        self.words.setWordWrap(True)
        self.words.setFont(theme.font(13))
        self.formula = FormulaLabel(formulas, BP2_MATRIX.latex, 19, theme)
        self.formula.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.formula.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        # both lie in the same cell: the formula over what the matrices leave free at their right
        cell = QGridLayout()
        cell.addWidget(self.matrices, 0, 0)
        cell.addWidget(self.formula, 0, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        self.body.addLayout(cell, 1)
        self.body.addWidget(self.words, 1)
        self.set_mark("BP2", theme.phase_color(Phase.BP2))
        self.matrices.chosen.connect(session.select)
        self.matrices.resized.connect(self._make_room)
        formulas.rendered.connect(self._make_room)
        session.moment_changed.connect(self._on_moment)
        session.selection_changed.connect(self._on_selection)
        self._refresh()

    def layer(self) -> int | None:
        """The hidden layer that is shown."""
        return bp2_layer(self._session.moment, self._session.selection, chosen=self._chosen)

    def _on_moment(self, _moment: Moment) -> None:
        self._chosen = False
        self._refresh_if_seen()

    def _on_selection(self, selection: Selection | None) -> None:
        self._chosen = selection is not None
        self._refresh_if_seen()

    def _refresh_if_seen(self) -> None:
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        moment, layer = self._session.moment, self.layer()
        self.matrices.setVisible(layer is not None)
        self.words.setVisible(layer is None)
        if layer is None:
            self.set_title(self.tr("No hidden layer"))
            self.formula.hide()
            return
        self.set_title(self.tr("Error of layer {layer}").format(layer=layer))
        self.matrices.show_values(bp2_values(moment, layer), self._session.selection)
        self._make_room()

    def _make_room(self) -> None:
        free = self.matrices.width() - self.matrices.cells_end() - 2 * self._theme.px(_GAP)
        self.formula.setVisible(self.layer() is not None and self.formula.sizeHint().width() <= free)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()
