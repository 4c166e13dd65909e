"""The painted lines of a derivation: those that have come so far, the present one marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.equations.notation import Tone
from gui.equations.run_layout import Face, Typesetter
from gui.equations.words import EquationWords
from gui.formulas import Formulas
from gui.insight.derivation_layout import NUMBER_PX, Block, DerivationLayout, DerivationText
from gui.insight.lettering import Lettering, Value, Words, text_of
from gui.language import translate_name
from gui.theme import Theme, blend
from gui.widgets.keyboard_focus import KeyboardFocus

_BAR = 3
_LEAST_WIDTH = 200
_NUMBER_STRENGTH = 0.8


class DerivationView(KeyboardFocus, QWidget):
    """Lines below one another; ↓ and ↑ ask for the next and the previous one, a click on a line for that line.

    Signals
    -------
    wanted(int)
        The number of the line that somebody asks for, from 0; it may be one too many or too few.
    placed
        The lines have got other places.
    """

    wanted = Signal(int)
    placed = Signal()
    own_keys = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down})

    def __init__(self, theme: Theme, formulas: Formulas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._formulas = formulas
        self._words = EquationWords(self)
        self._typesetter = Typesetter(theme, NUMBER_PX, lambda sentence: self._words.sentence(sentence.key),
                                      translate_name)
        self._lettering = Lettering(theme)
        self._layout = DerivationLayout(theme, formulas, self._typesetter, self._lettering)
        self._texts: tuple[DerivationText, ...] = ()
        self._blocks: list[Block] = []
        self._color = theme.text
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(self.tr("Lines of the derivation"))
        formulas.rendered.connect(self._on_rendered)

    @property
    def texts(self) -> tuple[DerivationText, ...]:
        """The lines that are shown."""
        return self._texts

    def words(self, template: str, values: dict[str, Value]) -> Words:
        """A sentence in the view's letters."""
        return self._lettering.words(template, **values)

    def show_lines(self, texts: Sequence[DerivationText], color: QColor) -> None:
        """Show these, of which the last one is marked with a colour."""
        self._texts, self._color = tuple(texts), color
        for text in texts:
            self._formulas.request(text.formula)
        self.setAccessibleDescription(text_of(texts[-1].reason) if texts else "")
        self._place()

    def line_rect(self, number: int) -> QRectF:
        """The room of a line."""
        return self._blocks[number].rect

    def _place(self) -> None:
        self._blocks = self._layout.blocks(self._texts, self.width())
        height = round(self._blocks[-1].rect.bottom()) if self._blocks else 0
        if height != self.minimumHeight():
            self.setMinimumHeight(height)
        self.update()
        self.placed.emit()

    def _on_rendered(self, latex: str) -> None:
        if any(text.formula == latex for text in self._texts):
            self._place()

    # painting

    def _paint_block(self, painter: QPainter, block: Block, *, marked: bool) -> None:
        theme = self._theme
        if marked:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.sunken)
            painter.drawRoundedRect(block.rect, theme.px(5), theme.px(5))
            painter.setBrush(self._color)
            inset = theme.px(5)
            painter.drawRoundedRect(QRectF(inset, block.rect.top() + inset, theme.px(_BAR),
                                           block.rect.height() - 2 * inset), theme.px(1.5), theme.px(1.5))
        formula = block.formula
        if formula is not None and self._formulas.is_ready(formula.latex):
            try:
                painter.drawPixmap(formula.corner, self._formulas.pixmap(
                    formula.latex, formula.size_px, theme.text, self.devicePixelRatioF()))
            except ValueError:  # then its text is better than nothing
                painter.setFont(self._typesetter.fonts[Face.MATH])
                painter.setPen(theme.text)
                painter.drawText(formula.corner, formula.latex)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.card if marked else theme.sunken)
        for frame in block.results:
            painter.drawRoundedRect(frame, theme.px(5), theme.px(5))
        for ink in block.inks:
            painter.setFont(self._typesetter.fonts[ink.face])
            painter.setPen(self._tone_color(ink.tone, ink.value))
            painter.drawText(round(ink.x), round(ink.y), ink.text)
        for x, baseline, words in block.sentences:
            self._lettering.paint(painter, x, baseline, words, theme.text if marked else theme.text_dim)

    def _tone_color(self, tone: Tone, value: float) -> QColor:
        theme = self._theme
        if tone is Tone.DIM:
            return theme.text_dim
        pair = {Tone.SIGNAL: (theme.positive, theme.negative),
                Tone.ERROR: (theme.delta_positive, theme.delta_negative)}.get(tone)
        if pair is None or value == 0:
            return theme.text
        return blend(theme.text, pair[value < 0], _NUMBER_STRENGTH)

    # Qt

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(_LEAST_WIDTH), 0)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(480), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            self.wanted.emit(len(self._texts) - 1 + step)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        for number, block in enumerate(self._blocks):
            if block.rect.contains(event.position()):
                self.wanted.emit(number)
                return

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, block in enumerate(self._blocks):
            if block.rect.intersects(QRectF(event.rect())):
                self._paint_block(painter, block, marked=number == len(self._blocks) - 1)
        if self.shows_ring() and self._blocks:
            # around the present line: the whole list may be longer than what is seen of it
            painter.setPen(QPen(self._theme.focus, self._theme.px(2)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            radius = self._theme.px(5)
            painter.drawRoundedRect(self._blocks[-1].rect.adjusted(1, 1, -1, -1), radius, radius)
        painter.end()
