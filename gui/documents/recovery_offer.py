"""What a crash has left behind, offered when the program starts again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.documents.question import fit_to_words
from gui.documents.recovery import Copy
from gui.language import file_text
from gui.theme import Theme
from gui.widgets.card import Card
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.icons import icon_pixmap
from gui.widgets.plain_text import PlainLabel
from gui.widgets.push_button import PushButton

_WIDTH, _WIDTH_OF_LIST = 500, 560
_MOST_ROWS = 6


class RecoveryOffer(QDialog):
    """One copy with its question, or a list of them; closing it leaves them for the next start.

    Signals
    -------
    wanted(object)
        This Copy is to be brought back; the dialog is closed.
    discarded(object)
        This Copy is of no use any more.
    """

    wanted = Signal(object)
    discarded = Signal(object)

    def __init__(self, copies: Sequence[Copy], theme: Theme, language: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Deltaflow")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._theme, self._language = theme, language
        self._left = list(copies)
        self.rows: list[CopyRow] = []
        self.later = PushButton(self.tr("Later"), theme)
        self.later.setToolTip(self.tr("Ask again at the next start"))
        self.later.clicked.connect(self.reject)
        lines = QVBoxLayout(self)
        side = theme.px(20)
        lines.setContentsMargins(side, side, side, theme.px(16))
        lines.setSpacing(theme.px(16))
        if len(copies) == 1:
            self._ask_about(copies[0], lines)
        else:
            self._list(copies, lines)
        fit_to_words(self, theme.px(_WIDTH if len(copies) == 1 else _WIDTH_OF_LIST))

    def _ask_about(self, copy: Copy, lines: QVBoxLayout) -> None:
        headline = self.tr("Deltaflow didn't end properly on {time}").format(time=time_text(copy, self._language))
        name = name_of(copy, self.tr("Untitled"))
        question = self.tr("Bring back {document} as it was then?").format(document=file_text(name))
        lines.addLayout(self._words(headline, question))
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(8))
        back = PushButton(self.tr("Bring back"), self._theme, primary=True)
        discard = PushButton(self.tr("Discard"), self._theme)
        self.rows.append(CopyRow(copy, back, discard, self))
        row.addWidget(discard)
        row.addStretch(1)
        row.addWidget(self.later)
        row.addWidget(back)
        lines.addLayout(row)
        back.setDefault(True)
        back.setFocus()
        self.setTabOrder(back, discard)
        self.setTabOrder(discard, self.later)

    def _list(self, copies: Sequence[Copy], lines: QVBoxLayout) -> None:
        headline = self.tr("Deltaflow didn't end properly")
        lines.addLayout(self._words(headline, self.tr("These documents were open then. Bring back the one that you "
                                                      "want to go on with; the others stay here for later.")))
        card = Card("", self._theme)
        card.body.setSpacing(self._theme.px(10))
        for number, copy in enumerate(copies[:_MOST_ROWS]):
            if number:
                rule = QFrame()
                rule.setProperty("part", "rule")
                rule.setFixedHeight(self._theme.px(1))
                card.body.addWidget(rule)
            card.body.addLayout(self._row_of(copy))
        lines.addWidget(card)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.later)
        lines.addLayout(row)
        self.rows[0].back.setFocus()

    def _row_of(self, copy: Copy) -> QHBoxLayout:
        theme, name = self._theme, name_of(copy, self.tr("Untitled"))
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addWidget(ElidedLabel(name, theme, semibold=True))
        where = "" if copy.about.path is None else f" · {copy.about.path.parent}"
        words.addWidget(ElidedLabel(f"{time_text(copy, self._language)}{where}", theme, size=12, tone="dim"))
        back, discard = PushButton(self.tr("Bring back"), theme), PushButton(self.tr("Discard"), theme)
        back.setAccessibleName(self.tr("Bring back {document}").format(document=name))
        discard.setAccessibleName(self.tr("Discard {document}").format(document=name))
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addLayout(words, 1)
        row.addWidget(discard)
        row.addWidget(back)
        self.rows.append(CopyRow(copy, back, discard, self))
        return row

    def _words(self, headline: str, text: str) -> QHBoxLayout:
        theme = self._theme
        self.setAccessibleName(headline)
        self.setAccessibleDescription(text)
        sign, words = PlainLabel(), QVBoxLayout()
        sign.setPixmap(icon_pixmap("info", theme.focus, theme.px(24), self.devicePixelRatioF()))
        words.setSpacing(theme.px(6))
        for line, size, semibold, tone in ((headline, 15, True, ""), (text, 13, False, "dim")):
            label = QLabel(line)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setFont(theme.font(size, semibold=semibold))
            label.setProperty("tone", tone)
            words.addWidget(label)
        row = QHBoxLayout()
        row.setSpacing(theme.px(14))
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row

    def bring_back(self, copy: Copy) -> None:
        """This one is wanted."""
        self.wanted.emit(copy)
        self.accept()

    def discard(self, copy: Copy) -> None:
        """This one isn't; when none is left there is nothing to ask any more."""
        self._left.remove(copy)
        self.discarded.emit(copy)
        if not self._left or len(self.rows) == 1:
            self.accept()


class CopyRow:
    """A copy with its two buttons."""

    def __init__(self, copy: Copy, back: PushButton, discard: PushButton, offer: RecoveryOffer) -> None:
        self.copy, self.back, self.discard = copy, back, discard
        self._offer = offer
        for button in (back, discard):
            button.setAutoDefault(False)
        back.clicked.connect(self._bring_back)
        discard.clicked.connect(self._discard)

    def _bring_back(self) -> None:
        self._offer.bring_back(self.copy)

    def _discard(self) -> None:
        self.back.setEnabled(False)
        self.discard.setEnabled(False)
        self._offer.discard(self.copy)


def name_of(copy: Copy, untitled: str) -> str:
    """The name of the document that it is a copy of."""
    return untitled if copy.about.path is None else copy.about.path.name


def time_text(copy: Copy, language: str) -> str:
    """When it was made, as a person writes it."""
    # a translator writes the format as the language has it
    pattern = QCoreApplication.translate("RecoveryOffer", "d MMMM yyyy, HH:mm")
    return QLocale(language).toString(QDateTime.fromSecsSinceEpoch(int(copy.kept_at)), pattern)
