"""The lines below a map: what the colours stand for, and what is known of the place under the pointer."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.plane.legend import Legend
from gui.theme import Theme
from gui.widgets.plain_text import plain_tip

SEPARATOR = " · "
_LINE = 18


class Foot(QWidget):
    """A legend above a line of words, two where the words at rest need them.

    It keeps its height while a pointer goes over the map, so that nothing moves: words about a point that need a line
    more take the place of the legend.

    Attributes
    ----------
    legend
        What the colours stand for.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = ""
        self._rest = ""
        self._lines = 2
        self._wants_legend = True
        self.legend = Legend(theme, self)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme
        self.legend.set_theme(theme)
        self.updateGeometry()
        self.arrange()

    def text(self) -> str:
        """The words, whole."""
        return self._text

    def set_text(self, text: str, rest: str) -> None:
        """Write this from now on.

        Parameters
        ----------
        text
            Its parts are divided by `SEPARATOR`; lines are broken there if possible.
        rest
            What is written while the pointer is elsewhere.
        """
        if (text, rest) != (self._text, self._rest):
            self._text, self._rest = text, rest
            self.setAccessibleName(text)
            self.arrange()

    def show_legend(self, shown: bool) -> None:
        """Show the legend where there is room for it, or never."""
        self._wants_legend = shown
        self.arrange()

    def lines(self) -> list[str]:
        """The words as they are drawn: one line or two, the last one shortened where they don't fit."""
        return self._in_lines(self._text)

    def arrange(self) -> None:
        """The legend is there if it has something to say, and the words leave it its line."""
        lines, legend = self.lines(), self.legend
        legend.resize(min(legend.sizeHint().width(), self.width()), self._theme.px(_LINE))
        names = legend.shown_names(legend.width())
        needed = max(2, len(self._in_lines(self._rest)) + bool(names))
        if needed != self._lines:
            self._lines = needed
            self.updateGeometry()
        legend.setVisible(self._wants_legend and bool(names) and len(lines) < self._lines)
        legend.setToolTip(plain_tip(", ".join(legend.names()) if names != legend.names() else ""))
        self.setToolTip(plain_tip(self._text if lines[-1].endswith("…") else ""))
        self.update()

    def _in_lines(self, text: str) -> list[str]:
        metrics, room = QFontMetricsF(self._theme.font(12, tabular=True)), self.width()
        if metrics.horizontalAdvance(text) <= room:
            return [text]
        first, rest = _broken(text.split(SEPARATOR), SEPARATOR, metrics, room)
        if not first:
            first, rest = _broken(text.split(" "), " ", metrics, room)
        lines = [first, rest] if first else [text]
        lines[-1] = metrics.elidedText(lines[-1], Qt.TextElideMode.ElideRight, room)
        return lines

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._theme.font(12, tabular=True))
        painter.setPen(self._theme.text_dim)
        height = self._theme.px(_LINE)
        top = height if not self.legend.isHidden() else 0
        for number, line in enumerate(self.lines()):
            painter.drawText(QRectF(0, top + number * height, self.width() + 1, height),
                             Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._lines * self._theme.px(_LINE))

    def minimumSizeHint(self) -> QSize:
        return QSize(1, self._lines * self._theme.px(_LINE))


def _broken(parts: list[str], separator: str, metrics: QFontMetricsF, room: float) -> tuple[str, str]:
    """As many parts as fit into a line, and the rest."""
    fitting = [number for number in range(1, len(parts))
               if metrics.horizontalAdvance(separator.join(parts[:number])) <= room]
    most = fitting[-1] if fitting else 0
    return separator.join(parts[:most]), separator.join(parts[most:])
