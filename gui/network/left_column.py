"""The column at the left: the sample above the settings, or the two taking turns where room is short."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.theme import Theme
from gui.widgets.segmented_control import SegmentedControl


class LeftColumn(QWidget):
    """Two cards.

    Attributes
    ----------
    switch
        Chooses one of them while they take turns.
    """

    def __init__(self, sample: QWidget, settings: QWidget, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards = (sample, settings)
        self._takes_turns = False
        self.switch = SegmentedControl((self.tr("Sample"), self.tr("Set-up")), theme,
                                       name=self.tr("What is shown here"))
        self.switch.changed.connect(self._show)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.px(10))
        lines.addWidget(self.switch)
        lines.addWidget(sample)
        lines.addWidget(settings, 1)
        lines.addStretch(0)
        self._show()

    def take_turns(self, takes_turns: bool) -> None:
        """Show one card at a time, or both."""
        if takes_turns != self._takes_turns:
            self._takes_turns = takes_turns
            self._show()

    def _show(self) -> None:
        self.switch.setVisible(self._takes_turns)
        for number, card in enumerate(self._cards):
            card.setVisible(not self._takes_turns or self.switch.index() == number)
