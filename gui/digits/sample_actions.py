"""The four buttons under a sample: choose another one, follow it, learn it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from gui.theme import Theme
from gui.widgets.push_button import PushButton


class SampleActions(QWidget):
    """Buttons for a sample; narrow ones show a shorter text.

    Parameters
    ----------
    is_picture
        Whether the samples are digits.

    Signals
    -------
    random_wanted(), wrong_wanted(), follow_wanted(), learn_wanted()
        The button was pressed.
    """

    random_wanted = Signal()
    wrong_wanted = Signal()
    follow_wanted = Signal()
    learn_wanted = Signal()

    def __init__(self, is_picture: bool, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_picture = is_picture
        self._searches, self._is_low = (True, True), False
        self.random = _FlexibleButton(theme)
        self.wrong = _FlexibleButton(theme)
        self.follow = _FlexibleButton(theme, primary=True)
        self.learn = _FlexibleButton(theme)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        wishes = (self.random_wanted, self.wrong_wanted, self.follow_wanted, self.learn_wanted)
        for place, (button, wish) in enumerate(zip(self.all(), wishes, strict=True)):
            self._grid.addWidget(button, place // 2, place % 2)
            self._grid.setColumnStretch(place % 2, 1)
            button.clicked.connect(wish)
        self.set_theme(theme)
        self._set_texts()

    def all(self) -> tuple[PushButton, ...]:
        """All four."""
        return self.random, self.wrong, self.follow, self.learn

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._grid.setSpacing(theme.px(6))
        for button in self.all():
            button.set_theme(theme)

    def show_searches(self, *, random: bool, wrong: bool) -> None:
        """Offer to look for samples, or don't: a truth table is seen at a glance, and a value is never just wrong."""
        self._searches = random, wrong
        self._show_searches()

    def offers(self, search: PushButton) -> bool:
        """Whether one of the searches makes sense for these data, shown or not."""
        return self._searches[0 if search is self.random else 1]

    def set_low(self, is_low: bool) -> None:
        """Leave the room of the searches to what they look for: the menu Run has them, too."""
        self._is_low = is_low
        self._show_searches()

    def _show_searches(self) -> None:
        random, wrong = self._searches
        self.random.setVisible(random and not self._is_low)
        self.wrong.setVisible(wrong and not self._is_low)

    def set_is_picture(self, is_picture: bool) -> None:
        """Say "digit" or "sample"."""
        self._is_picture = is_picture
        self._set_texts()

    def _set_texts(self) -> None:
        if self._is_picture:
            self.random.set_texts(self.tr("Random test digit"), self.tr("Random"))
            self.wrong.set_texts(self.tr("Next wrong digit"), self.tr("Next wrong"))
            self.follow.set_texts(self.tr("Follow this digit"), self.tr("Follow"))
            self.learn.set_texts(self.tr("Learn this digit"), self.tr("Learn"))
            self.random.setToolTip(self.tr("Any digit of the test data, exactly as it is stored"))
            self.wrong.setToolTip(self.tr("The next test digit that the network gets wrong with its present weights"))
        else:
            self.random.set_texts(self.tr("Random sample"), self.tr("Random"))
            self.wrong.set_texts(self.tr("Next wrong sample"), self.tr("Next wrong"))
            self.follow.set_texts(self.tr("Follow this sample"), self.tr("Follow"))
            self.learn.set_texts(self.tr("Learn this sample"), self.tr("Learn"))
            self.random.setToolTip(self.tr("Any sample of the table"))
            self.wrong.setToolTip(self.tr("The next sample that the network gets wrong with its present weights"))
        self.follow.setToolTip(self.tr("Put it at the input: → takes it through the network, and nothing is learned"))
        self.learn.setToolTip(self.tr("Make one update of all weights with it and its label (Ctrl+Z takes it back)"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._set_texts()


class _FlexibleButton(PushButton):
    """A button with a long text and, where that doesn't fit, a short one."""

    def __init__(self, theme: Theme, primary: bool = False) -> None:
        self._texts = ("", "")
        super().__init__("", theme, primary)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_texts(self, long: str, short: str) -> None:
        """Other texts; the long one is the name for screen readers in any case."""
        self._texts = (long, short)
        self.setAccessibleName(long)
        self.updateGeometry()
        self._choose_text()

    def _width(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text) + 2 * self._theme.px(12) + 2

    def _choose_text(self) -> None:
        long, short = self._texts
        self.setText(long if self.width() >= self._width(long) else short)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._choose_text()

    def sizeHint(self) -> QSize:
        return QSize(self._width(self._texts[0]), self._theme.px(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._width(self._texts[1]), self._theme.px(28))
