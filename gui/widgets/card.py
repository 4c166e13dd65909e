"""A card: the white ground that a part of the window stands on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gui.foundation.theme import Theme
from gui.widgets.labels import ElidedLabel
from gui.widgets.plain_text import PlainLabel


class Card(QFrame):
    """A frame with a title, a quiet note on the right of it, and a body.

    Parameters
    ----------
    title
        The headline; a card with an empty title and nothing else in its header has no header.

    Attributes
    ----------
    body : QVBoxLayout
        Where the content goes.
    """

    def __init__(self, title: str, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "card")
        self._is_filled = False
        self._mark = PlainLabel()
        self._title = ElidedLabel("", theme, semibold=True)
        self._note = ElidedLabel("", theme, tone="dim", alignment=Qt.AlignmentFlag.AlignRight)
        self._header = QWidget()
        self._header_row = QHBoxLayout(self._header)
        self._header_row.setContentsMargins(0, 0, 0, 0)
        for widget in (self._mark, self._title):
            self._header_row.addWidget(widget)
        self._header_row.addWidget(self._note, 1)
        # the note takes what is left: it gives way before the title does
        self._note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._header)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self.body, 1)
        self._mark.hide()
        self.set_title(title)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme
        side = theme.px(16)
        if self._is_filled:
            self._column.setContentsMargins(0, theme.px(8), 0, 0)
            self._header_row.setContentsMargins(side, 0, side, 0)
        else:
            self._column.setContentsMargins(side, theme.px(8), side, theme.px(12))
        self._column.setSpacing(theme.px(4))
        self._header_row.setSpacing(theme.px(8))
        self._header.setMinimumHeight(theme.px(28))
        self.body.setSpacing(theme.px(8))
        self._mark.setFont(theme.font(13, semibold=True))
        for label in (self._title, self._note):
            label.set_theme(theme)

    def title(self) -> str:
        """The headline."""
        return self._title.text()

    def set_title(self, title: str) -> None:
        """Another headline."""
        self._title.setText(title)
        self.setAccessibleName(title)
        self._header.setVisible(bool(title) or self._header_row.count() > 3)

    def set_mark(self, text: str, color: QColor | None = None) -> None:
        """A short word in colour before the title, such as "BP2"; an empty one takes it away."""
        self._mark.setText(text)
        self._mark.setVisible(bool(text))
        palette = self._mark.palette()
        palette.setColor(self._mark.foregroundRole(), self._theme.readable(color or self._theme.text))
        self._mark.setPalette(palette)

    def set_note(self, text: str) -> None:
        """A quiet line on the right of the title, shortened where it doesn't fit."""
        self._note.setText(text)

    def add_to_header(self, widget: QWidget) -> None:
        """Put a widget at the right end of the header."""
        self._header_row.addWidget(widget)
        self._header.show()

    def fill(self) -> None:
        """Let the body reach the card's edges: for pictures."""
        self._is_filled = True
        self.set_theme(self._theme)
