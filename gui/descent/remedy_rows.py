"""What is compared: one remedy of the lecture's list, and what is taken instead."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.descent.descent_session import DescentSession
from gui.descent.racer_looks import optimizer_name
from gui.language import error_text, translate_name
from gui.number_text import parse_count, parse_number
from gui.setup.row_column import setting_text
from gui.setup.setting_row import MessageLabel, SettingField, SettingRow
from gui.theme import Theme
from gui.widgets.choice_box import ChoiceBox
from gui.widgets.number_field import linear_step
from gui.widgets.plain_text import PlainLabel
from simulator.descent.racer import LEARNING_RATE
from simulator.descent.remedies import REMEDIES, Remedy
from simulator.errors import Explained, Phrase
from simulator.optimizers import OPTIMIZERS
from simulator.settings import SettingError
from simulator.surfaces.catalogue import other_structures

_NOTHING = ""


class RemedyRows(QWidget):
    """The section "compare with".

    Attributes
    ----------
    kind
        Chooses the remedy; its first entry is none.
    structure, rate, optimizer, batch
        What is taken instead; a start is dragged on its map.

    Signals
    -------
    kind_chosen(str)
        Key of a remedy; empty for none.
    value_chosen(object)
        Another `Remedy` of the same kind.
    """

    kind_chosen = Signal(str)
    value_chosen = Signal(object)

    def __init__(self, session: DescentSession, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.kind = ChoiceBox([(_NOTHING, self.tr("nothing")), *self._kinds()], theme,
                              name=self.tr("What is compared"))
        self.structure = ChoiceBox([], theme)
        self.rate = SettingField(0.1, lambda text: LEARNING_RATE.check(parse_number(text)), theme,
                                 text_of=setting_text)
        self.optimizer = ChoiceBox([(one.name, optimizer_name(one.name)) for one in OPTIMIZERS[1:]], theme)
        self.batch = SettingField(1, self._checked_batch, theme, step=linear_step(1))
        self._drag = PlainLabel(self.tr("Drag the start on the right-hand map."))
        self._drag.setFont(theme.font(12))
        self._drag.setProperty("tone", "dim")
        self._drag.setWordWrap(True)
        self.message = MessageLabel(theme, "error")
        self._pages = {
            "start": self._drag,
            "structure": SettingRow(self.tr("structure"), self.structure, theme, below=True),
            "learning_rate": SettingRow(self.tr("learning rate η"), self.rate, theme),
            "optimizer": SettingRow(self.tr("optimizer"), self.optimizer, theme),
            "batches": SettingRow(self.tr("batch size m"), self.batch, theme),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(self.kind)
        column.addWidget(self.message)
        for page in self._pages.values():
            column.addWidget(page)
        self.kind.chosen.connect(self.kind_chosen)
        self.structure.chosen.connect(partial(self._choose, "structure"))
        self.rate.committed.connect(partial(self._choose, "learning_rate"))
        self.optimizer.chosen.connect(partial(self._choose, "optimizer"))
        self.batch.committed.connect(partial(self._choose, "batches"))
        self.show_remedy()

    def show_remedy(self) -> None:
        """Show what is compared."""
        remedy, setup = self._session.remedy, self._session.setup
        self.message.show_text("")
        self.kind.set_key(remedy.kind if remedy is not None else _NOTHING)
        for kind, page in self._pages.items():
            page.setVisible(remedy is not None and remedy.kind == kind)
        if remedy is None:
            return
        if remedy.kind == "structure" and setup.entry is not None:
            self.structure.set_items([(one.name, translate_name(one.label)) for one in other_structures(setup.entry)])
            self.structure.set_key(remedy.value)
        elif remedy.kind == "learning_rate":
            self.rate.set_value(remedy.value)
        elif remedy.kind == "optimizer":
            self.optimizer.set_key(remedy.value)
        elif remedy.kind == "batches":
            self.batch.set_value(remedy.value)

    def show_objection(self, error: Explained) -> None:
        """Say why a remedy doesn't exist here; what was chosen before is chosen again."""
        self.show_remedy()
        self.message.show_text(error_text(error))

    def _kinds(self) -> list[tuple[str, str]]:
        names = {"start": self.tr("another start"), "structure": self.tr("another structure"),
                 "learning_rate": self.tr("another learning rate"),
                 "optimizer": self.tr("momentum, or another optimizer"),
                 "batches": self.tr("mini-batches")}
        return [(kind, names[kind]) for kind in REMEDIES]

    def _checked_batch(self, text: str) -> int:
        size, count = parse_count(text), self._session.setup.sample_count
        if not 1 <= size < max(count, 2):
            raise SettingError("batch_size", Phrase(
                "a mini-batch has 1 to {most} of the M = {count} samples, got {size}; take fewer than all",
                most=count - 1, count=count, size=size))
        return size

    def _choose(self, kind: str, value: object) -> None:
        # a field whose row goes because another kind was chosen still tells what was typed into it
        remedy = self._session.remedy
        if remedy is not None and remedy.kind == kind:
            self.value_chosen.emit(Remedy(kind, value))
