"""The page of the Network workspace."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.foundation.formulas import Formulas
from gui.foundation.number_text import percent
from gui.foundation.theme import Theme
from gui.run.edit_history import EditOrder
from gui.run.jobs import Activity
from gui.run.session import Session
from gui.transport.transport_bar import TransportBar
from gui.widgets.buttons import PushButton
from gui.widgets.fields import ChoiceBox
from gui.widgets.labels import ProgressLine
from gui.widgets.plain_text import PlainLabel
from gui.widgets.whats_this import WindowPart, explain
from gui.workspaces.network.arrangement import Part
from gui.workspaces.network.workspace import NetworkWorkspace
from gui.workspaces.page import Page, ViewMenu

# Training at full speed: for how long, how far it is, and stopping it.

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


class NetworkPage(Page):
    """The page of the Network workspace.

    Parameters
    ----------
    former
        The page that this one takes the place of.
    """

    def __init__(self, session: Session, theme: Theme, formulas: Formulas, former: NetworkPage | None) -> None:
        workspace = former.workspace if former is not None else None
        self.workspace: NetworkWorkspace = NetworkWorkspace(session, theme, formulas, workspace)
        self.bar = TransportBar(session, theme)
        super().__init__(self.workspace, self.bar, session.navigator, theme)
        # it lasts as long as the session and the card whose edits it puts into one order
        self.undoable: EditOrder = former.undoable if former is not None else \
            EditOrder((session.history, self.workspace.digits.history), session)
        self.view = ViewMenu(self.workspace, ((Part.SAMPLE, self.tr("Sample and set-up"), "F6"),
                                              (Part.EQUATIONS, self.tr("Equations and pages"), "F7"),
                                              (Part.CHARTS, self.tr("Charts"), "F8")), self)

    def train_with(self, toggle: Callable[[], None]) -> None:
        """Gives the key T to the training."""
        self._training_key = QShortcut("T", self, toggle)
        graph_key = QShortcut("G", self, self.workspace.stage.graph_wanted.emit)
        for key in (self._training_key, graph_key):
            key.setAutoRepeat(False)

    def set_training_key(self, *, in_use: bool) -> None:
        """Whether T trains: not where what trains is hidden."""
        self._training_key.setEnabled(in_use)

    @property
    def home(self) -> QWidget:
        return self.workspace.stage.canvas

    @property
    def centre_parts(self) -> tuple[QWidget, ...]:
        return self.workspace.stages, self.workspace.below

    @property
    def is_settled(self) -> bool:
        return self.workspace.is_settled
