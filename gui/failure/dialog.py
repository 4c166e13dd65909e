"""The dialog of an error that nobody expected."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from gui.failure.log import open_log_folder
from gui.theme import Theme
from gui.widgets.icons import icon_pixmap
from gui.widgets.plain_text import PlainLabel
from gui.widgets.push_button import PushButton

_WIDTH, _DETAILS_HEIGHT = 560, 240
_SIGN = 28
_SHARE_OF_SCREEN = 0.94


class FailureDialog(QDialog):
    """Says that something went wrong, that nothing is lost, and what can be done; it is closed by going on.

    Parameters
    ----------
    headline
        Kind and message of the error.
    kept
        What has become of the person's work, in words.
    report
        What can be copied and sent.
    log_folder
        Where the log lies; None where there is none.

    Attributes
    ----------
    details
        The report, hidden at first.
    details_button, copy, folder, quit, go_on
        The buttons.
    more
        How many errors have followed, in words.

    Signals
    -------
    copied
        The report lies on the clipboard.
    quit_wanted
        Somebody would rather end the program.
    """

    copied = Signal()
    quit_wanted = Signal()

    def __init__(self, headline: str, kept: str, report: str, log_folder: Path | None, theme: Theme,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._log_folder = log_folder
        self._report = report
        self._appended: list[str] = []
        self._count = 0
        self.setWindowTitle(self.tr("Something went wrong"))
        self._title = self._label(self.tr("Something went wrong"), 17, semibold=True)
        self._what = self._label(headline, 12, tone="dim")
        self._what.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._kept = self._label(kept, 13)
        self._advice = self._label(self.tr(
            "The error lies in the program, not in what you did. You can go on; if the picture looks wrong, begin a "
            "new run. To be on the safe side, save your work under another name."), 13)
        self.more = self._label("", 13, tone="warning")
        self.more.hide()
        self.note = self._label(self.tr("The report stays on this computer unless you send it to somebody."), 12,
                                tone="dim")
        self.details = QPlainTextEdit(report)
        self.details.setReadOnly(True)
        self.details.setAccessibleName(self.tr("Report"))
        self.details_button = PushButton(self.tr("Show details"), theme, icon_name="chevron-right")
        self.copy = PushButton(self.tr("Copy report"), theme)
        self.folder = PushButton(self.tr("Open log folder"), theme)
        self.quit = PushButton(self.tr("Quit…"), theme)
        self.go_on = PushButton(self.tr("Go on"), theme, primary=True)
        self._lay_out()
        self._connect()
        self._describe()

    def add(self, headline: str, trace: str, count: int) -> None:
        """Another error has followed.

        Parameters
        ----------
        trace
            Its traceback; empty if it is in the report already.
        count
            How many have followed in all.
        """
        self._count = count
        self.more.setText(self.tr("1 more error has followed.") if count == 1 else
                          self.tr("{count} more errors have followed.").format(count=count))
        self.more.show()
        if trace:
            self._appended.append(f"\nThen: {headline}\n{trace.rstrip()}\n")
            self._tell_report()
        self._fit()

    def tell_kept(self, words: str) -> None:
        """What has become of the person's work."""
        self._kept.setText(words)
        self._describe()
        self._fit()

    def report(self) -> str:
        """What is copied: the report, and what has followed."""
        more = [f"\n{self._count} more errors have followed.\n"] if self._count else []
        return "".join((self._report, *self._appended, *more))

    def _describe(self) -> None:
        """What a screen reader says as soon as the dialog is there."""
        self.setAccessibleDescription(" ".join(label.text() for label in (self._kept, self._advice, self._what)))

    def _label(self, text: str, size: float, *, semibold: bool = False, tone: str = "") -> QLabel:
        label = QLabel(text)
        label.setFont(self._theme.font(size, semibold=semibold))
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        if tone:
            label.setProperty("tone", tone)
        return label

    def _lay_out(self) -> None:
        px, theme = self._theme.px, self._theme
        sign = PlainLabel()
        sign.setPixmap(icon_pixmap("warning", theme.warning, px(_SIGN), self.devicePixelRatioF()))
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPixelSize(px(12))
        self.details.setFont(fixed)
        self.details.setFixedHeight(px(_DETAILS_HEIGHT))
        self.details.hide()
        head, words, buttons = QHBoxLayout(self), QVBoxLayout(), QHBoxLayout()
        head.setContentsMargins(px(20), px(18), px(20), px(16))
        head.setSpacing(px(14))
        head.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        words.setSpacing(px(10))
        for label in (self._title, self._kept, self._advice, self._what, self.more):
            words.addWidget(label)
        row = QHBoxLayout()
        row.addWidget(self.details_button)
        row.addStretch(1)
        words.addLayout(row)
        words.addWidget(self.details)
        words.addWidget(self.note)
        buttons.setSpacing(px(8))
        for button in (self.copy, self.folder):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for button in (self.quit, self.go_on):
            buttons.addWidget(button)
        words.addSpacing(px(4))
        words.addLayout(buttons)
        self.folder.setVisible(self._log_folder is not None)
        self._fit()

    def _connect(self) -> None:
        self.go_on.setDefault(True)
        self.go_on.clicked.connect(self.accept)
        self.quit.clicked.connect(self._quit)
        self.copy.clicked.connect(self._copy)
        self.folder.clicked.connect(self._open_folder)
        self.details_button.clicked.connect(self._toggle_details)
        self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self) -> None:
        """As wide as the lines are read best, but never wider or higher than the screen."""
        screen = self.screen().availableGeometry()
        width = min(self._theme.px(_WIDTH), round(_SHARE_OF_SCREEN * screen.width()))
        layout = self.layout()
        assert layout is not None, "it has been laid out"
        layout.activate()
        width = max(width, layout.totalMinimumSize().width())
        height = max(layout.totalHeightForWidth(width), 1)
        spare = round(_SHARE_OF_SCREEN * screen.height()) - height
        if spare < 0 and not self.details.isHidden():
            self.details.setFixedHeight(max(self.details.height() + spare, self._theme.px(60)))
            height = layout.totalHeightForWidth(width)
        self.setFixedSize(width, height)

    def _toggle_details(self) -> None:
        shows = self.details.isHidden()
        self.details.setFixedHeight(self._theme.px(_DETAILS_HEIGHT))
        self.details.setVisible(shows)
        self.details_button.setText(self.tr("Hide details") if shows else self.tr("Show details"))
        self.details_button.set_icon("chevron-down" if shows else "chevron-right")
        self._tell_report()
        self._fit()

    def _tell_report(self) -> None:
        if not self.details.isHidden():
            self.details.setPlainText(self.report())

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report())
        self.note.setText(self.tr("The report has been copied: paste it into a message."))
        self.copied.emit()

    def _open_folder(self) -> None:
        if not open_log_folder(self._log_folder):
            self.note.setText(self.tr("The folder is {folder}.").format(folder=self._log_folder))

    def _quit(self) -> None:
        self.accept()
        self.quit_wanted.emit()
