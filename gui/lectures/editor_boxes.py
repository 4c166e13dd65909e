"""Boxes to tick for the parts of a workspace, in the editor of lectures."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from gui.theme import Theme
from gui.widgets.check_box import CheckBox
from gui.widgets.plain_text import plain_tip

translate = QCoreApplication.translate


class PartBoxes(QWidget):
    """A box for each of some parts, in two columns.

    Signals
    -------
    changed(object)
        Somebody ticked or cleared one: a tuple of the names that are ticked now.
    """

    changed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._boxes: dict[str, CheckBox] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.px(2))

    def show_parts(self, names: Sequence[str], ticked: Sequence[str], tip: str = "") -> None:
        """Other boxes, or other ticks, without emitting `changed`."""
        if tuple(names) != tuple(self._boxes):
            self._make(names)
        whole = "charts" in ticked
        for name, box in self._boxes.items():
            box.blockSignals(True)  # it is only shown
            box.setChecked(name in ticked)
            box.blockSignals(False)
            box.setToolTip(plain_tip(tip))
            box.setEnabled(not (whole and name in ("output", "weights")))  # they are part of the charts

    def boxes(self) -> dict[str, CheckBox]:
        """The boxes by the names of the parts."""
        return dict(self._boxes)

    def ticked(self) -> tuple[str, ...]:
        """The parts that are ticked."""
        return tuple(name for name, box in self._boxes.items() if box.isChecked())

    def _make(self, names: Sequence[str]) -> None:
        for box in self._boxes.values():
            self._grid.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._boxes = {}
        for number, name in enumerate(names):
            box = CheckBox(part_name(name), self._theme)
            box.toggled.connect(self._on_toggled)
            self._boxes[name] = box
            self._grid.addWidget(box, number // 2, number % 2)

    def _on_toggled(self) -> None:
        self.changed.emit(self.ticked())


def part_name(name: str) -> str:
    """What the editor calls a part that a lecture can show, or "hand"."""
    return {
        "sample": translate("StagePart", "Sample"), "setup": translate("StagePart", "Settings"),
        "equations": translate("StagePart", "Equations"), "charts": translate("StagePart", "Charts"),
        "output": translate("StagePart", "Output alone"), "weights": translate("StagePart", "Weights alone"),
        "transport": translate("StagePart", "Transport bar"), "training": translate("StagePart", "Train button"),
        "left": translate("StagePart", "Left column"), "right": translate("StagePart", "Right column"),
        "below": translate("StagePart", "Chain rule"), "hand": translate("StagePart", "Weights by hand"),
    }[name]
