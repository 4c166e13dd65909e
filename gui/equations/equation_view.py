"""The painted equation: the richest page that fits the widget."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui.equations.notation import Equation, Sentence, Tone
from gui.equations.page import Composer, Page
from gui.equations.run_layout import Face, Typesetter
from gui.equations.words import EquationWords
from gui.equations.written import html
from gui.formulas import Formulas
from gui.language import translate_name
from gui.theme import Theme, blend
from gui.widgets.plain_text import plain_tip

_WIDTH, _HEIGHT = 480, 152
_LEAST_WIDTH, _LEAST_HEIGHT = 240, 128
_STRENGTH = 0.8
"""How much of a colour the numbers have: a line of them shall stay calm."""


class EquationView(QWidget):
    """Formulas, numbers, notes and check of one equation."""

    def __init__(self, theme: Theme, formulas: Formulas, words: EquationWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._formulas = formulas
        self._words = words
        self._typesetters: dict[float, Typesetter] = {}
        self._composer = Composer(formulas, self._typesetter)
        self._colors = {
            tone: (_softened(theme, positive), _softened(theme, negative))
            for tone, positive, negative in ((Tone.SIGNAL, theme.positive, theme.negative),
                                             (Tone.ERROR, theme.delta_positive, theme.delta_negative))
        }
        self._equation: Equation | None = None
        self._check: Sentence | None = None
        self._page: Page | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        formulas.rendered.connect(self._on_rendered)

    @property
    def page(self) -> Page | None:
        """What is painted at the present size."""
        if self._page is None and self._equation is not None:
            self._page = self._composer.fitting(self._equation, self._check, self.width(), self.height())
        return self._page

    def show_equation(self, equation: Equation, check: Sentence | None = None) -> None:
        """Show this equation, and the outcome of its check if it is known."""
        self._equation, self._check = equation, check
        for formula in equation.formulas:
            self._formulas.request(formula.latex)
        self._renew()

    def _typesetter(self, size_px: float) -> Typesetter:
        known = self._typesetters.get(size_px)
        if known is None:
            known = Typesetter(self._theme, size_px, lambda sentence: self._words.sentence(sentence.key),
                               translate_name)
            self._typesetters[size_px] = known
        return known

    def _renew(self) -> None:
        self._page = None
        self.update()

    def _on_rendered(self, latex: str) -> None:
        if self._equation is not None and any(formula.latex == latex for formula in self._equation.formulas):
            self._renew()

    def _paint_formulas(self, painter: QPainter, page: Page) -> None:
        for formula in page.formulas:
            if not self._formulas.is_ready(formula.latex):
                continue
            try:
                pixmap = self._formulas.pixmap(formula.latex, formula.size_px, self._theme.text,
                                               self.devicePixelRatioF())
            except ValueError:  # then its text is better than nothing
                painter.setFont(page.typesetter.fonts[Face.MATH])
                painter.setPen(self._theme.text)
                painter.drawText(formula.corner + QPointF(0, page.typesetter.ascent), formula.latex)
                continue
            painter.drawPixmap(formula.corner, pixmap)

    def _color(self, tone: Tone, value: float) -> QColor:
        if tone is Tone.DIM:
            return self._theme.text_dim
        pair = self._colors.get(tone)
        if pair is None or value == 0:
            return self._theme.text
        return pair[0] if value > 0 else pair[1]

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_WIDTH), self._theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(_LEAST_WIDTH), self._theme.px(_LEAST_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._renew()
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self.page is not None:
            spot = next((spot for spot in self.page.spots if spot[0].contains(QPointF(event.pos()))), None)
            frame = self.rect() if spot is None else spot[0].toAlignedRect()
            QToolTip.showText(event.globalPos(), plain_tip(self._words.rounding) if spot is None else html(spot[1]),
                              self, frame)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        page = self.page
        if page is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_formulas(painter, page)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.sunken)
        radius = self._theme.px(5)
        for frame in page.results:
            painter.drawRoundedRect(QRectF(frame), radius, radius)
        face: Face | None = None
        for ink in page.inks:
            if ink.face is not face:
                face = ink.face
                painter.setFont(page.typesetter.fonts[face])
            painter.setPen(self._color(ink.tone, ink.value))
            painter.drawText(QPointF(ink.x, ink.y), ink.text)


def _softened(theme: Theme, color: QColor) -> QColor:
    return blend(theme.text, color, _STRENGTH)
