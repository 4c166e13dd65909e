"""The column at the left: the sample above the settings, or the two taking turns where room is short."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.digits.digit_card import DigitCard
from gui.theme import Theme
from gui.whats_this import WindowPart, explain
from gui.widgets.segmented_control import SegmentedControl


class LeftColumn(QWidget):
    """Two cards.

    Attributes
    ----------
    switch
        Chooses one of them while they take turns.
    """

    def __init__(self, sample: DigitCard, settings: QWidget, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sample = sample
        self._cards: tuple[QWidget, ...] = (sample, settings)
        self._takes_turns = False
        self._wanted: frozenset[QWidget] = frozenset(self._cards)
        self.switch = SegmentedControl((self.tr("Sample"), self.tr("Set-up")), theme,
                                       name=self.tr("What is shown here"))
        explain(WindowPart.TURNS, self.switch)
        self.switch.changed.connect(self._show)
        self._lines = lines = QVBoxLayout(self)
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

    def show_cards(self, *, sample: bool, settings: bool) -> None:
        """Show both cards, or one of them only."""
        self._wanted = frozenset(card for card, wanted in zip(self._cards, (sample, settings), strict=True) if wanted)
        self._show()

    def take_turn(self, number: int) -> None:
        """Let one of the cards have its turn: 0 is the sample, 1 the settings."""
        self.switch.set_index(number)
        self._show()

    def _share_room(self) -> None:
        """Tell the sample how much room there is while it has the column for itself."""
        if self._sample.parentWidget() is not self:
            return  # in another theme it stands in another column
        room = self.height() - self.switch.sizeHint().height() - self._lines.spacing()
        self._sample.set_room(room if self._takes_turns else None)

    def _show(self) -> None:
        takes_turns = self._takes_turns and len(self._wanted) > 1
        self.switch.setVisible(takes_turns)
        for number, card in enumerate(self._cards):
            card.setVisible(card in self._wanted and (not takes_turns or self.switch.index() == number))
        self._share_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()
