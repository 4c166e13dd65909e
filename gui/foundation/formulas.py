"""Formulas in mathematical typesetting: LaTeX to a pixmap of any size, colour and sharpness.

ziamath turns LaTeX into an SVG text, which takes a few milliseconds a formula and a tenth of a second for the first
one, because the library is imported then. So `Formulas` keeps the texts, and makes the foreseeable ones on a thread
of its own before they are asked for.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from threading import Lock

from PySide6.QtCore import QByteArray, QObject, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPainter, QPaintEvent, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.foundation.theme import SMALLEST_TEXT, Theme

MATH_FAMILY = "STIX Two Math"
_DRAWN_SIZE = 24.0
_MOST_DRAWINGS = 256
_BLACK = 'fill="black"'
_VIEW_BOX = re.compile(r'viewBox="(\S+) (\S+) (\S+) (\S+)"')

# ziamath keeps its settings and its fonts in module globals: only one thread may be inside it.
_INSIDE_ZIAMATH = Lock()


@dataclass(frozen=True)
class _Drawing:
    """A formula as SVG, drawn at `_DRAWN_SIZE`; lengths in its pixels. Without a text it could not be drawn."""

    svg: str
    width: float
    height: float
    ascent: float
    problem: str = ""


class Formulas(QObject):
    """Every formula of the window.

    Sizes are the letters' size at scale 1; the theme's scale is applied here.

    Signals
    -------
    rendered(str)
        This LaTeX text is ready (or has turned out to be wrong) after `request` or `prerender`.
    """

    rendered = Signal(str)

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._drawings: OrderedDict[str, _Drawing] = OrderedDict()
        self._waiting: set[str] = set()
        self._closed = False
        self._guard = Lock()
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="formulas")

    def set_theme(self, theme: Theme) -> None:
        """Use another theme's scale from now on."""
        self._theme = theme

    @property
    def scale(self) -> float:
        """The factor that every size is multiplied with."""
        return self._theme.scale

    def prerender(self, texts: Iterable[str]) -> None:
        """Draw formulas on the thread, in this order, so that they are ready when they are needed."""
        for latex in texts:
            self.request(latex)

    def request(self, latex: str) -> None:
        """Draw one formula on the thread; `rendered` tells when it is ready. After `close` nothing happens."""
        with self._guard:
            if self._closed or latex in self._drawings or latex in self._waiting:
                return
            self._waiting.add(latex)
            self._thread.submit(self._draw_aside, latex)

    def is_ready(self, latex: str) -> bool:
        """Whether this formula needs no more work than painting."""
        with self._guard:
            return latex in self._drawings

    def is_idle(self) -> bool:
        """Whether nothing that was asked for is still being drawn."""
        with self._guard:
            return not self._waiting

    def is_warm(self) -> bool:
        """Whether a formula has been drawn before, so that the next one takes milliseconds only."""
        with self._guard:
            return bool(self._drawings)

    def size(self, latex: str, size_px: float) -> QSizeF:
        """Width and height in logical pixels; draws the formula if it isn't ready.

        Raises
        ------
        ValueError
            If the LaTeX text is wrong.
        """
        drawing, factor = self._drawing(latex), self._factor(size_px)
        return QSizeF(drawing.width * factor, drawing.height * factor)

    def ascent(self, latex: str, size_px: float) -> float:
        """Logical pixels from the top of the pixmap down to the baseline.

        Raises
        ------
        ValueError
            If the LaTeX text is wrong.
        """
        return self._drawing(latex).ascent * self._factor(size_px)

    def draw(self, painter: QPainter, place: QPointF | QRectF, latex: str, size_px: float, color: QColor) -> None:
        """Draw a formula with a painter, as outlines: sharp on paper and in drawings, too.

        Parameters
        ----------
        place
            Where its upper left corner lies, or a rectangle that it fills whatever `size_px` is.

        Raises
        ------
        ValueError
            If the LaTeX text is wrong.
        """
        drawing = self._drawing(latex)
        rectangle = QRectF(place, self.size(latex, size_px)) if isinstance(place, QPointF) else place
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _renderer(drawing, color).render(painter, rectangle)
        painter.restore()

    def pixmap(self, latex: str, size_px: float, color: QColor, device_ratio: float) -> QPixmap:
        r"""The formula in a colour, on a transparent ground.

        Parts that have a colour of their own (``\textcolor{#8e24aa}{\delta}``) keep it.

        Raises
        ------
        ValueError
            If the LaTeX text is wrong.
        """
        drawing = self._drawing(latex)
        factor = self._factor(size_px) * device_ratio
        key = f"formula {latex} {factor:.4f} {color.name()} {device_ratio}"
        pixmap = QPixmap()
        if QPixmapCache.find(key, pixmap):
            return pixmap
        pixmap = _painted(drawing, factor, color)
        pixmap.setDevicePixelRatio(device_ratio)
        QPixmapCache.insert(key, pixmap)
        return pixmap

    def close(self) -> None:
        """Give up what is still waiting and end the thread. Call it before the application ends."""
        with self._guard:
            self._closed = True
        self._thread.shutdown(wait=True, cancel_futures=True)

    def _factor(self, size_px: float) -> float:
        return size_px * self._theme.scale / _DRAWN_SIZE

    def _drawing(self, latex: str) -> _Drawing:
        with self._guard:
            drawing = self._drawings.get(latex)
            if drawing is not None:
                self._drawings.move_to_end(latex)
        if drawing is None:
            drawing = _draw(latex)
            self._keep(latex, drawing)
        if drawing.problem:
            raise ValueError(drawing.problem)
        return drawing

    def _draw_aside(self, latex: str) -> None:
        if not self.is_ready(latex):
            self._keep(latex, _draw(latex))
        self.rendered.emit(latex)

    def _keep(self, latex: str, drawing: _Drawing) -> None:
        with self._guard:
            self._waiting.discard(latex)
            self._drawings[latex] = drawing
            while len(self._drawings) > _MOST_DRAWINGS:
                self._drawings.popitem(last=False)


class FormulaLabel(QWidget):
    """A formula on the window.

    It never blocks for longer than one formula takes, and shows nothing until the formula is ready. Where there is
    too little room for it, it is drawn smaller, but with letters of at least 12 px.

    Parameters
    ----------
    size_px
        Size of the letters at scale 1.
    """

    def __init__(self, formulas: Formulas, latex: str, size_px: float, theme: Theme, *,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formulas = formulas
        self._size_px = size_px
        self._theme = theme
        self._color: QColor | None = None
        self._latex = ""
        self._hint = QSize(theme.px(size_px), theme.px(size_px * 1.6))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        formulas.rendered.connect(self._on_rendered)
        self.set_latex(latex)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme
        if self._formulas.is_ready(self._latex):
            self._on_rendered(self._latex)

    def latex(self) -> str:
        """What is shown."""
        return self._latex

    def set_latex(self, latex: str) -> None:
        """Show another formula; an empty one shows nothing."""
        if latex == self._latex:
            return
        self._latex = latex
        self.setAccessibleName(latex)
        if not latex or self._formulas.is_ready(latex) or self._formulas.is_warm():
            self._on_rendered(latex)
        else:
            self._formulas.request(latex)
            self.update()

    def set_color(self, color: QColor | None) -> None:
        """Draw in this colour instead of the theme's letters'."""
        self._color = color
        self.update()

    def _on_rendered(self, latex: str) -> None:
        if latex != self._latex:
            return
        if latex:
            self._hint = self._needed(self._size_px)
            self.updateGeometry()
        self.update()

    def _needed(self, size_px: float) -> QSize:
        try:
            size = self._formulas.size(self._latex, size_px)
        except ValueError:
            metrics = self.fontMetrics()
            return QSize(metrics.horizontalAdvance(self._latex), metrics.height())
        return QSize(int(size.width()) + 1, int(size.height()) + 1)

    def _fitting_size(self) -> float:
        room = self.width() / max(self._hint.width(), 1)
        return max(self._size_px * min(room, 1.0), min(self._size_px, SMALLEST_TEXT))

    def sizeHint(self) -> QSize:
        return self._hint

    def minimumSizeHint(self) -> QSize:
        least = min(SMALLEST_TEXT / self._size_px, 1.0)
        return QSize(int(self._hint.width() * least), self._hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._latex or not self._formulas.is_ready(self._latex):
            return
        painter = QPainter(self)
        color = self._color or (self._theme.text if self.isEnabled() else self._theme.text_disabled)
        try:
            pixmap = self._formulas.pixmap(self._latex, self._fitting_size(), color, self.devicePixelRatioF())
        except ValueError:
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, self._latex)
            return
        painter.drawPixmap(0, round((self.height() - pixmap.deviceIndependentSize().height()) / 2), pixmap)


def math_font(size_px: float, theme: Theme | None = None) -> QFont:
    """STIX Two Math, the face of the formulas, for lines of numbers that must appear at once.

    Its line is four times as high as its letters (room for tall integrals): place its text by the baseline.

    Parameters
    ----------
    size_px
        Size of the letters; at scale 1 if a theme is given, in pixels otherwise.
    """
    if MATH_FAMILY not in QFontDatabase.families():
        spec = find_spec("ziamath")  # finds the package without importing it
        if spec is not None and spec.origin is not None:
            path = Path(spec.origin).parent / "fonts" / "STIXTwoMath-Regular.ttf"
            QFontDatabase.addApplicationFont(str(path))
    font = QFont([MATH_FAMILY, "serif"])
    font.setPixelSize(theme.px(size_px) if theme is not None else round(size_px))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _draw(latex: str) -> _Drawing:
    with _INSIDE_ZIAMATH:
        import ziamath  # noqa: PLC0415  a tenth of a second that the start of the program can do without

        ziamath.config.svg2 = False  # QtSvg can't draw SVG 2's reuse of glyphs
        try:
            svg = ziamath.Latex(latex, size=_DRAWN_SIZE).svg()
        except Exception as error:  # noqa: BLE001  the parser raises whatever comes to it for a wrong text
            problem = f"the formula {latex!r} can't be drawn ({type(error).__name__}); check its braces and commands"
            return _Drawing("", 0.0, 0.0, 0.0, problem)
    box = _VIEW_BOX.search(svg)
    assert box is not None, "ziamath writes a viewBox into every drawing"
    _, top, width, height = (float(side) for side in box.groups())
    # The baseline is y = 0 of the drawing.
    return _Drawing(svg, width, height, -top)


def _painted(drawing: _Drawing, factor: float, color: QColor) -> QPixmap:
    width, height = drawing.width * factor, drawing.height * factor
    pixmap = QPixmap(max(int(width) + 1, 1), max(int(height) + 1, 1))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    _renderer(drawing, color).render(painter, QRectF(0, 0, width, height))
    painter.end()
    return pixmap


def _renderer(drawing: _Drawing, color: QColor) -> QSvgRenderer:
    fill = f'fill="{color.name()}"'
    svg = drawing.svg.replace(_BLACK, fill).replace(
        "<svg ", f'<svg {fill} stroke-width="0" ', 1)  # on paper a pen without a brush would draw around the letters
    return QSvgRenderer(QByteArray(svg.encode()))
