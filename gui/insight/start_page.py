"""The page "Start": what different initial weights do to z, a and δ before anything is learned."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from gui.comparison_words import initial_weights_name
from gui.errand import Errand
from gui.insight.start_picture import StartAxes, StartPicture
from gui.insight.start_report import StartReport, StartRow, start_report
from gui.insight.start_words import start_words
from gui.language import error_text
from gui.notices import Notice, NoticeKind
from gui.number_text import count
from gui.session import Session
from gui.theme import Theme
from gui.widgets.card import Card
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.plain_text import PlainLabel
from gui.widgets.push_button import PushButton
from simulator.experiment import DATA_SETTINGS, Experiment, SettingError, with_change

_WORDS, _PICTURE = 9, 14
"""How words and picture share the width."""
_KEY_SETTINGS = ("layers", "cost", "initializer", "initial_number", "initial_theta", "seed", *DATA_SETTINGS)


class StartPage(Card):
    """A row for each way to begin: its histograms, what follows from it, and a button that runs it beside the run.

    The rows are measured on a thread when the page is first seen, and again when the run is built otherwise.

    Attributes
    ----------
    rows
        The rows in view.
    """

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Initial weights"), theme, parent=parent)
        self._session = session
        self._key: tuple[object, ...] | None = None
        self._errand = Errand(self)
        self.rows: list[StartRowView] = []
        self._message = PlainLabel()
        self._message.setProperty("tone", "dim")
        self._message.setFont(theme.font(13))
        self._message.setWordWrap(True)
        self._head = QHBoxLayout()
        self._scroll_area = QScrollArea()
        self._lay_out()
        self._errand.done.connect(self._show_report)
        self._errand.failed.connect(self._on_failed)
        session.run_changed.connect(self._refresh)
        session.comparison_changed.connect(self._refresh)

    @property
    def is_complete(self) -> bool:
        """Whether all rows are there."""
        return bool(self.rows) and not self._errand.is_under_way

    @property
    def is_settled(self) -> bool:
        """Whether nothing is being measured."""
        return not self._errand.is_under_way

    def _lay_out(self) -> None:
        self._head.setContentsMargins(0, 0, 0, 0)
        self._head.setSpacing(0)
        self._scroll_area.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll_area.setWidgetResizable(True)
        self._scroll_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll_area.viewport().installEventFilter(self)
        self.body.setSpacing(self._theme.px(2))
        self.body.addWidget(self._message)
        self.body.addLayout(self._head)
        self.body.addWidget(self._scroll_area, 1)

    def _refresh(self) -> None:
        if not self.isVisible():
            return
        trainer = self._session.run.trainer
        known = None if trainer.start is None else trainer.start.tobytes()
        key = (*(getattr(trainer.experiment, name) for name in _KEY_SETTINGS), known)
        if key == self._key:
            return
        self._key = key
        self._message.setText(self.tr("Samples are on their way through all of them …"))
        self._message.show()
        self._errand.start(partial(start_report, trainer.experiment, trainer.data, trainer.start))

    def _show_report(self, report: object) -> None:
        assert isinstance(report, StartReport)
        self._message.hide()
        self.set_note(self.tr("a first pass of {count} samples").format(count=count(report.samples)))
        self._clear_head()
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._head.addWidget(space, _WORDS)
        self._head.addWidget(StartAxes(report.axes, self._theme), _PICTURE)
        content = QWidget()
        lines = QVBoxLayout(content)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(self._theme.px(10))
        self.rows = [StartRowView(report, row, self._theme, is_own=row is report.rows[0]) for row in report.rows]
        for row in self.rows:
            row.button.clicked.connect(partial(self._run_beside, row.experiment))
            lines.addWidget(row)
        lines.addStretch(1)
        self._scroll_area.setWidget(content)
        self._fit_head()

    def _clear_head(self) -> None:
        while (place := self._head.takeAt(0)) is not None:
            widget = place.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _on_failed(self, text: str) -> None:
        self._key = None
        self._message.setText(text)

    def _run_beside(self, other: Experiment) -> None:
        session = self._session
        try:
            session.start_comparison(with_change(session.experiment, initializer=other.initializer,
                                                 initial_number=other.initial_number, initial_theta=()))
        except SettingError as error:
            session.tell(Notice(NoticeKind.ERROR, {"message": error_text(error)}))

    def _fit_head(self) -> None:
        """The axes stand over the pictures, whether there is a scroll bar beside them or not."""
        beside = self._scroll_area.width() - self._scroll_area.viewport().width()
        if beside != self._head.contentsMargins().right():
            self._head.setContentsMargins(0, 0, beside, 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._fit_head()
        return False

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()


class StartRowView(QWidget):
    """One way to begin.

    Attributes
    ----------
    experiment
        It, in place of the run's.
    name, words, picture, button
        What is seen of it; the run's own row has no button.
    """

    def __init__(self, report: StartReport, row: StartRow, theme: Theme, *, is_own: bool) -> None:
        super().__init__()
        self.experiment = row.experiment
        name = initial_weights_name(row.experiment)
        self.name = ElidedLabel(self.tr("This run: {name}").format(name=name) if is_own else name, theme,
                                semibold=True)
        self.words = PlainLabel(start_words(row))
        self.words.setFont(theme.font(12))
        self.words.setProperty("tone", "dim")
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.picture = StartPicture(report, row, theme)
        self.button = PushButton(self.tr("Run beside"), theme)
        self.button.setToolTip(self.tr("Start again, and beside this run another one with these initial weights"))
        first = QHBoxLayout()
        first.setSpacing(theme.px(8))
        first.addWidget(self.name, 1)
        first.addWidget(self.button)
        if is_own:  # shown without a parent it would be a window for an instant, and take the keyboard
            self.button.hide()
        left = QVBoxLayout()
        left.setSpacing(theme.px(2))
        left.addLayout(first)
        left.addWidget(self.words)
        left.addStretch(1)
        side = QWidget()
        side.setLayout(left)
        side.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        left.setContentsMargins(0, 0, 0, 0)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(side, _WORDS)
        across.addWidget(self.picture, _PICTURE, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(f"{self.name.text()}. {self.words.text()}")
