"""About Deltaflow: its version, what it stands on, and the licences of all of it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from gui.application_icon import application_pixmap
from gui.bundled import BUNDLED, licence_text, version_of, version_report
from gui.lectures.list_rows import ListRows, Row
from gui.theme import Theme
from gui.version import VERSION
from gui.widgets.plain_text import PlainLabel
from gui.widgets.push_button import PushButton

_SIZE = QSize(960, 640)
"""Wide enough for the lines of licences, which are broken by hand."""
_LIST_WIDTH = 290
_SHARE_OF_SCREEN = 0.94
_SHARE_OF_LIST = 0.36


class AboutDialog(QDialog):
    """Name, version, and a list of works with their licences: the text of the chosen one stands beside it.

    Attributes
    ----------
    works
        The list.
    makers, text
        Of the chosen work: who holds the rights, and its licence.
    copy, close_button
        The buttons.
    note
        What copying has done, in words.

    Signals
    -------
    copied
        The version report lies on the clipboard.
    """

    copied = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWindowTitle(self.tr("About Deltaflow"))
        self.works = ListRows(theme, self.tr("What Deltaflow stands on"))
        self.makers = self._label("", 13, semibold=True)
        self.text = QPlainTextEdit()
        self.copy = PushButton(self.tr("Copy versions"), theme, icon_name="duplicate")
        self.copy.setToolTip(self.tr("Copies the versions of Deltaflow, of what it stands on and of the system, to "
                                     "be pasted into a message"))
        self.note = self._label("", 12, tone="dim")
        self.close_button = PushButton(self.tr("Close"), theme, primary=True)
        self._fill()
        self._lay_out()
        self._connect()

    def _fill(self) -> None:
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPixelSize(self._theme.px(12))
        self.text.setFont(fixed)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse
                                          | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.works.set_rows([Row(work.name, work.name, text=work.licence, note=version_of(work)) for work in BUNDLED])
        self._show(self.works.key())

    def _lay_out(self) -> None:
        px, theme = self._theme.px, self._theme
        icon = PlainLabel()
        icon.setPixmap(application_pixmap(px(64), self.devicePixelRatioF()))
        icon.setAccessibleName(self.tr("Icon of Deltaflow"))
        name = self._label("Deltaflow", 20, semibold=True)
        version = self._label(self.tr("Version {version}").format(version=VERSION), 13, tone="dim")
        about = self._label(self.tr("Shows how a neural network learns: forward, back, one step at a time."), 13)
        words, head = QVBoxLayout(), QHBoxLayout()
        words.setSpacing(px(2))
        for label in (name, version, about):
            words.addWidget(label)
        head.setSpacing(px(16))
        head.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self._label(self.tr("What Deltaflow stands on"), 13, semibold=True))
        left.addWidget(self.works, 1)
        right.addWidget(self.makers)
        right.addWidget(self.text, 1)
        both, buttons, whole = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        for layout in (left, right):
            layout.setSpacing(px(8))
        both.setSpacing(px(14))
        both.addLayout(left)
        both.addLayout(right, 1)
        buttons.setSpacing(px(10))
        buttons.addWidget(self.copy)
        buttons.addWidget(self.note, 1)
        buttons.addWidget(self.close_button)
        whole.setContentsMargins(px(22), px(20), px(22), px(16))
        whole.setSpacing(px(16))
        whole.addLayout(head)
        whole.addWidget(self._rule())
        whole.addLayout(both, 1)
        whole.addLayout(buttons)
        screen = self.screen().availableGeometry().size() * _SHARE_OF_SCREEN
        size = QSize(theme.px(_SIZE.width()), theme.px(_SIZE.height())).boundedTo(screen)
        self.works.setFixedWidth(min(px(_LIST_WIDTH), round(size.width() * _SHARE_OF_LIST)))
        self.resize(size)

    def _connect(self) -> None:
        self.works.picked.connect(self._show)
        self.works.right.connect(self.text.setFocus)
        self.copy.clicked.connect(self._copy)
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        self.works.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, name: str) -> None:
        work = next(work for work in BUNDLED if work.name == name)
        self.makers.setText(self.tr("{name}, by {makers}").format(name=work.name, makers=work.makers))
        self.text.setPlainText(licence_text(work) or self.tr(
            "The text of this licence is missing from this copy of Deltaflow. The licence is {licence}.").format(
                licence=work.licence))
        self.text.setAccessibleName(self.tr("Licence of {name}").format(name=work.name))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(version_report())
        self.note.setText(self.tr("The versions have been copied: paste them into a message."))
        self.copied.emit()

    def _label(self, text: str, size: float, *, semibold: bool = False, tone: str = "") -> QLabel:
        label = QLabel(text)
        label.setFont(self._theme.font(size, semibold=semibold))
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if tone:
            label.setProperty("tone", tone)
        return label

    def _rule(self) -> QFrame:
        rule = QFrame()
        rule.setProperty("part", "rule")
        rule.setFixedHeight(self._theme.px(1))
        return rule
