"""An answer that can be chosen."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextDocument,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QWidget

from gui.formulas import Formulas
from gui.lectures.prose import prose_document
from gui.lectures.prose_cut import formulas_in, plain_text, takes_long
from gui.theme import Theme
from gui.widgets.icons import icon_pixmap
from gui.widgets.keyboard_focus import KeyboardFocus


class Verdict(Enum):
    """What has become of an answer."""

    OPEN = "open"
    RIGHT = "right"
    WRONG = "wrong"
    NOT_CHOSEN = "not chosen"


_ICONS = {Verdict.RIGHT: "check", Verdict.WRONG: "close"}


class ChoiceButton(KeyboardFocus, QPushButton):
    """A button with a text of several lines and formulas, and a letter before it.

    Once the question is answered it can't be pressed any more, and shows by a sign and by its colour what it was.

    Parameters
    ----------
    letter
        A, B, C …: how a lecturer calls it.
    size_px
        Of the letters at scale 1.
    """

    own_keys = frozenset({Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter})

    def __init__(self, letter: str, markdown: str, formulas: Formulas, theme: Theme, size_px: float, *,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letter = letter
        self._markdown = markdown
        self._formulas = formulas
        self._theme = theme
        self._size_px = size_px
        self._verdict = Verdict.OPEN
        self._document: QTextDocument | None = None
        self.setProperty("look", "plain")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        formulas.rendered.connect(self._on_rendered)
        self.set_verdict(Verdict.OPEN)

    @property
    def verdict(self) -> Verdict:
        """What has become of it."""
        return self._verdict

    def set_verdict(self, verdict: Verdict) -> None:
        """Answered rightly or wrongly, left aside, or open again."""
        self._verdict = verdict
        self.setEnabled(verdict is Verdict.OPEN)
        text = plain_text(self._markdown)
        names = {Verdict.RIGHT: self.tr("{answer}: right"), Verdict.WRONG: self.tr("{answer}: wrong")}
        self.setAccessibleName(names.get(verdict, "{answer}").format(answer=text))
        self._make()

    def set_size(self, size_px: float) -> None:
        """Larger or smaller letters."""
        self._size_px = size_px
        self._make()

    def _make(self) -> None:
        missing = [latex for latex in formulas_in(self._markdown) if not self._formulas.is_ready(latex)]
        if missing and (not self._formulas.is_warm() or takes_long(missing)):
            self._document = None
            self._formulas.prerender(missing)
        else:
            color = self._theme.text_dim if self._verdict is Verdict.NOT_CHOSEN else self._theme.text
            self._document = prose_document(self._markdown, self._formulas, self._theme, self._size_px,
                                            self._room(self.width()), color=color)
        self.updateGeometry()
        self.update()

    def _on_rendered(self, latex: str) -> None:
        if self._document is None and latex in formulas_in(self._markdown):
            self._make()

    def _badge(self) -> int:
        return self._theme.px(self._size_px * 1.3)

    def _edge(self) -> int:
        return self._theme.px(8)

    def _room(self, width: int) -> int:
        sign = self._theme.px(self._size_px) + self._edge() if self._verdict in _ICONS else 0
        return max(width - self._badge() - 3 * self._edge() - sign, 1)

    def _height(self, width: int) -> int:
        least = self._badge() + self._edge()
        if self._document is None:
            return least
        self._document.setTextWidth(self._room(width))
        return max(int(self._document.size().height()) + self._theme.px(10), least)

    def _tone(self) -> QColor | None:
        return {Verdict.RIGHT: self._theme.good, Verdict.WRONG: self._theme.error}.get(self._verdict)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._height(width)

    def sizeHint(self) -> QSize:
        width = self._theme.px(240)
        return QSize(width, self._height(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(60), self._badge() + self._edge())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter)
        self._paint_badge(painter)
        if self._document is None:
            return
        self._document.setTextWidth(self._room(self.width()))
        painter.translate(2 * self._edge() + self._badge(),
                          (self.height() - self._document.size().height()) / 2 - self._theme.px(self._size_px * 0.14))
        self._document.documentLayout().draw(painter, QAbstractTextDocumentLayout.PaintContext())

    def _paint_frame(self, painter: QPainter) -> None:
        tone = self._tone()
        if tone is None:
            return
        line = self._theme.px(2)
        painter.setPen(QPen(tone, line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        half = line / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), self._theme.px(5),
                                self._theme.px(5))
        side = self._theme.px(self._size_px)
        painter.drawPixmap(QPointF(self.width() - side - self._edge(), (self.height() - side) / 2),
                           icon_pixmap(_ICONS[self._verdict], tone, side, self.devicePixelRatioF()))

    def _paint_badge(self, painter: QPainter) -> None:
        badge = self._badge()
        place = QRectF(self._edge(), (self.height() - badge) / 2, badge, badge)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._tone() or self._theme.sunken)
        painter.drawEllipse(place)
        painter.setFont(self._theme.font(self._size_px * 0.75, semibold=True))
        painter.setPen(self._theme.card if self._tone() else
                       self._theme.text_dim if self._verdict is Verdict.NOT_CHOSEN else self._theme.text)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._letter)
