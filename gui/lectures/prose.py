"""Markdown with formulas, as a text document and as a widget."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QColor, QPainter, QPaintEvent, QTextDocument
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.foundation.formulas import Formulas
from gui.foundation.theme import Theme
from gui.lectures.prose_cut import formulas_in, plain_text, takes_long
from gui.lectures.prose_maker import LINE_HEIGHT, prose_document

__all__ = ["LINE_HEIGHT", "ProseView", "formulas_in", "plain_text", "prose_document"]


class ProseView(QWidget):
    """A text with formulas, as high as it is at its width.

    It shows nothing until its formulas are ready; once one formula has been drawn, a few others take milliseconds,
    and it waits for many only. It never has the focus.

    Parameters
    ----------
    size_px
        Size of the letters at scale 1.
    color
        Of the letters, in place of the theme's.
    folder
        Where the pictures of the text lie; "" if it can't have any.
    """

    def __init__(self, markdown: str, formulas: Formulas, theme: Theme, size_px: float, *,
                 color: QColor | None = None, folder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formulas = formulas
        self._theme = theme
        self._size_px = size_px
        self._color = color
        self._folder = folder
        self._markdown = ""
        self._document: QTextDocument | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        formulas.rendered.connect(self._on_rendered)
        self.set_markdown(markdown, folder)

    def markdown(self) -> str:
        """What is shown."""
        return self._markdown

    def document(self) -> QTextDocument | None:
        """What is drawn; None while formulas are awaited."""
        return self._document

    def set_markdown(self, markdown: str, folder: str = "") -> None:
        """Show another text, with the pictures of a folder."""
        self._markdown, self._folder = markdown, folder
        self.setAccessibleName(plain_text(markdown))
        self._make()

    def set_size(self, size_px: float) -> None:
        """Larger or smaller letters."""
        if size_px != self._size_px:
            self._size_px = size_px
            self._make()

    def set_color(self, color: QColor | None) -> None:
        """Draw in this colour instead of the theme's letters'."""
        self._color = color
        self._make()

    def natural_width(self) -> int:
        """How wide it is if no line ends by itself."""
        if self._document is None:
            return 0
        self._document.setTextWidth(-1)
        return int(self._document.idealWidth()) + 1

    def _make(self) -> None:
        missing = [latex for latex in formulas_in(self._markdown) if not self._formulas.is_ready(latex)]
        if missing and (not self._formulas.is_warm() or takes_long(missing)):
            self._document = None
            self._formulas.prerender(missing)
        else:
            self._document = prose_document(self._markdown, self._formulas, self._theme, self._size_px,
                                            self.width(), color=self._color, folder=self._folder)
        self.updateGeometry()
        self.update()

    def _on_rendered(self, latex: str) -> None:
        if self._document is None and latex in formulas_in(self._markdown):
            self._make()

    def _height(self, width: int) -> int:
        if self._document is None:
            return self._theme.px(self._size_px * LINE_HEIGHT)
        self._document.setTextWidth(width)
        return int(self._document.size().height() + 0.999)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._height(width)

    def sizeHint(self) -> QSize:
        width = self._theme.px(280)
        return QSize(width, self._height(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(40), self._theme.px(self._size_px))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._document is None:
            return
        if self._document.textWidth() != self.width():
            self._document.setTextWidth(self.width())
        painter = QPainter(self)
        context = QAbstractTextDocumentLayout.PaintContext()
        self._document.documentLayout().draw(painter, context)
        painter.end()
