"""Training at full speed: for how long, how far it is, and stopping it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.labour import Activity
from gui.number_text import percent
from gui.session import Session
from gui.theme import Theme
from gui.whats_this import WindowPart, explain
from gui.widgets.choice_box import ChoiceBox
from gui.widgets.plain_text import PlainLabel
from gui.widgets.progress_line import ProgressLine
from gui.widgets.push_button import PushButton

EPOCHS = (1, 2, 5, 10, 30)


class TrainingControl(QWidget):
    """Trains for some epochs at full speed, shows how far it is, and stops at any instant.

    Attributes
    ----------
    is_held_up
        Whether a question about so many epochs comes first: the training begins with its answer.
    """

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.is_held_up: Callable[[int], bool] = lambda _: False
        self.epochs = ChoiceBox([(str(n), self._epochs_text(n)) for n in EPOCHS], theme,
                                name=self.tr("How many epochs to train"))
        self.button = PushButton(self.tr("Train"), theme, primary=True)
        self.button.setMinimumWidth(theme.px(84))
        self._progress = ProgressLine(theme, name=self.tr("Training"))
        self._progress.setFixedWidth(theme.px(96))
        self._share = PlainLabel()
        self._share.setFont(theme.font(13, tabular=True))
        self._share.setMinimumWidth(theme.px(44))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        for part in (self._progress, self._share, self.epochs, self.button):
            row.addWidget(part)
        explain(WindowPart.TRAINING, self)
        self.button.clicked.connect(self.toggle)
        session.navigator.activity_changed.connect(self._show_activity)
        session.navigator.progress_changed.connect(self._show_progress)
        self._show_activity()

    def toggle(self) -> None:
        """Starts training, or stops it."""
        if self._session.navigator.activity in (Activity.TRAINING, Activity.TRAVELLING):
            self._session.worker.stop()
        elif not self.is_held_up(int(self.epochs.key())):
            self._session.navigator.train(int(self.epochs.key()))

    def _epochs_text(self, count: int) -> str:
        return self.tr("1 epoch") if count == 1 else self.tr("{count} epochs").format(count=count)

    def _show_activity(self) -> None:
        busy = self._session.navigator.activity in (Activity.TRAINING, Activity.TRAVELLING)
        self.button.setText(self.tr("Stop") if busy else self.tr("Train"))
        self.button.setToolTip(self.tr("Stop (T)") if busy else self.tr("Train at full speed (T)"))
        self.epochs.setVisible(not busy)
        self._progress.setVisible(busy)
        self._share.setVisible(busy)
        self._show_progress(self._session.navigator.progress)

    def _show_progress(self, fraction: float) -> None:
        self._progress.set_fraction(fraction)
        self._share.setText(percent(fraction, 0))
