"""The stage, and beside it a second one while two runs are compared."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from gui.comparison import SecondRun
from gui.comparison_words import (
    cost_reason,
    divergence_reason,
    divergence_text,
    failing_text,
    place_texts,
    side_names,
)
from gui.network.stage import NetworkStage
from gui.notice_words import diagnosis_text
from gui.run_view import RunView
from gui.session import Session
from gui.theme import Theme
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.icon_button import IconButton
from gui.widgets.plain_text import PlainLabel, plain_tip
from gui.widgets.push_button import PushButton
from simulator.training import Divergence

_WIDTH_FOR_TEXT = 330
"""From this width of a stage on (at scale 1) the button above it is written out."""


class StageArea(QSplitter):
    """One stage; two of them beside (or, where there is more height, below) each other while two runs are compared.

    Attributes
    ----------
    stage
        That of the run in view.
    second
        That of the run beside it, None while there is none.
    heads
        The lines above them that say which run is which; empty while nothing is compared.
    """

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._session = session
        self._theme = theme
        self.stage = NetworkStage(session, theme)
        self.second: NetworkStage | None = None
        self.heads: tuple[StageHead, ...] = ()
        self._first_side = _Side(self.stage, theme)
        self._second_side: _Side | None = None
        self.setHandleWidth(theme.px(10))
        self.setChildrenCollapsible(False)
        self.addWidget(self._first_side)
        self._is_shared_by_hand = False
        self.splitterMoved.connect(self._on_dragged)
        self.stage.modes.changed.connect(self._follow_mode)
        session.comparison_changed.connect(self._on_comparison)
        self._on_comparison(session.comparison)

    @property
    def is_moving(self) -> bool:
        """Whether a picture is still moving or being made."""
        return self.stage.canvas.is_moving or (self.second is not None and self.second.canvas.is_moving)

    def _on_comparison(self, second: SecondRun | None) -> None:
        self._take_away()
        if second is None:
            self._fit()
            return
        names = side_names(self._session.run.trainer.experiment, second.run.trainer.experiment, second.compared)
        # letters are names here and stay as they are in every language
        first_head = StageHead("A", names[0], self._session, second, self._theme)
        second_head = StageHead("B", names[1], second, second, self._theme)
        second_head.offer_end().connect(self._session.end_comparison)
        self.heads = (first_head, second_head)
        self.second = NetworkStage(second, self._theme)
        self.second.set_has_modes(False)
        self.second.choose_mode(self.stage.modes.index())
        self._first_side.put_head(first_head)
        self._second_side = _Side(self.second, self._theme)
        self._second_side.put_head(second_head)
        self.addWidget(self._second_side)
        self._is_shared_by_hand = False
        self._fit()

    def _take_away(self) -> None:
        if self._second_side is None:
            return
        self._first_side.take_head()
        self._second_side.hide()
        self._second_side.deleteLater()
        self._second_side = self.second = None
        self.heads = ()

    def _follow_mode(self, index: int) -> None:
        if self.second is not None:
            self.second.choose_mode(index)

    def _fit(self) -> None:
        """Both stages get the same room; where it isn't enough for the choice of what edges show, the choice goes."""
        across = self.height() <= self.width()
        wanted = Qt.Orientation.Horizontal if across else Qt.Orientation.Vertical
        if self._second_side is not None and wanted != self.orientation():
            self.setOrientation(wanted)
        px, stage = self._theme.px, self.stage
        needed = stage.modes.minimumSizeHint().width() + stage.by_hand.sizeHint().width() + 2 * px(16) + 6 * px(8)
        narrow = self._second_side is not None and across and (self.width() - self.handleWidth()) // 2 < needed
        stage.set_has_modes(not narrow)
        if not self._is_shared_by_hand:
            self.setSizes([1000, 1000])  # equal shares of whatever there is

    def _on_dragged(self) -> None:
        self._is_shared_by_hand = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class _Side(QWidget):
    """A stage, with a line above it while there is something to say."""

    def __init__(self, stage: NetworkStage, theme: Theme) -> None:
        super().__init__()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.px(4))
        self._lines.addWidget(stage, 1)
        self._head: StageHead | None = None

    def put_head(self, head: StageHead) -> None:
        self._head = head
        self._lines.insertWidget(0, head)

    def take_head(self) -> None:
        if self._head is not None:
            self._head.hide()
            self._head.deleteLater()
            self._head = None


class StageHead(QWidget):
    """Which run a stage shows, and where that run stands.

    Parameters
    ----------
    letter
        "A" or "B".
    name
        What tells this run from the other one.
    run
        Whose moment it tells.
    second
        Knows which of both has diverged.

    Attributes
    ----------
    name, place
        What is said.
    buttons
        That with a text and that with a cross, one of which is shown.
    """

    _ended = Signal()

    def __init__(self, letter: str, name: str, run: RunView, second: SecondRun, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._run = run
        self._second = second
        self.name = ElidedLabel(f"{letter} · {name}", theme, semibold=True)
        self.place = PlainLabel()
        self.place.setFont(theme.font(12, tabular=True))
        self.place.setMinimumWidth(1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.px(16), 0, 0, 0)
        self._row.setSpacing(theme.px(12))
        self._row.addWidget(self.name)
        self._row.addWidget(self.place)
        self._row.addStretch(1)
        self.buttons: tuple[QAbstractButton, ...] = ()
        self.setFixedHeight(theme.px(28))
        for signal in (run.moment_changed, second.moment_changed, run.history_changed):
            signal.connect(self._tell)
        self._tell()

    def offer_end(self) -> SignalInstance:
        """Put a button at the right end that ends the comparison; what is emitted when it is pressed."""
        text = self.tr("End comparison")
        self.buttons = (PushButton(text, self._theme), IconButton("close", text, self._theme))
        for button in self.buttons:
            self._row.addWidget(button)
            button.clicked.connect(self._ended)
        self._fit_button()
        return self._ended

    def _fit_button(self) -> None:
        """Its text where there is room for it, otherwise a cross."""
        narrow = self.width() < self._theme.px(_WIDTH_FOR_TEXT)
        for button, hidden in zip(self.buttons, (narrow, not narrow), strict=False):
            if button.isHidden() != hidden:
                button.setHidden(hidden)

    @property
    def _divergence(self) -> Divergence | None:
        return self._second.divergence if self._run is self._second else self._second.divergence_of_first

    def _tell(self) -> None:
        divergence = self._divergence
        tone, tip = "dim", ""
        if divergence is not None:
            texts: tuple[str, ...] = (divergence_text(divergence),)
            tone, tip = "warning", divergence_reason(divergence)
        else:
            first, other = self._second.measured_last()
            measured = other if self._run is self._second else first
            texts = place_texts(self._run.moment, self._run.steps_done, measured)
            tip = "" if measured is None else cost_reason(measured)
            if (diagnosis := self._run.diagnosis) is not None:
                texts, tone = (*map(failing_text, texts), *texts), "warning"
                tip = "\n\n".join(filter(None, (tip, diagnosis_text(diagnosis))))
        metrics, room = QFontMetrics(self.place.font()), self._room()
        text = next((text for text in texts if metrics.horizontalAdvance(text) <= room), "")
        if tone != self.place.property("tone"):
            self.place.setProperty("tone", tone)
            self.place.style().polish(self.place)
        self.place.setToolTip(plain_tip(tip))
        if text != self.place.text():
            self.place.setText(text)

    def _room(self) -> int:
        """What the name leaves to the place."""
        others: tuple[QWidget, ...] = (self.name, *(button for button in self.buttons if not button.isHidden()))
        taken = sum(widget.sizeHint().width() + self._row.spacing() for widget in others)
        return self.width() - taken - self._row.contentsMargins().left() - self._row.spacing()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_button()
        self._tell()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(60), self._theme.px(28))
