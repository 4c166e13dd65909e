"""How many neurons of each layer can't learn in this batch."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.number_text import count, percent
from gui.theme import Theme
from gui.widgets.plain_text import plain_tip
from simulator.activations import SATURATION
from simulator.first_pass import SAMPLES
from simulator.learning_counts import LayerCounts, layer_counts, silent_inputs
from simulator.moment import Moment

translate = QCoreApplication.translate
_ROW, _GAP = 19, 14
_NONE = "–"

Line = tuple[str, ...]


class CountsTable(QWidget):
    """A line for each layer: neurons that are dead, and that are saturated for all samples."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: list[Line] = []
        self._heading: Line = ()
        self._below = ""
        self._own = 0
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(translate("LearningPage", "Neurons that hardly learn"))
        self.setToolTip(plain_tip(translate(
            "LearningPage", "Dead: switched off (z ≤ 0) for every training sample ({most} of them where there are "
                            "more). Saturated: |σ′| is less than {share} % of its largest value for every sample of "
                            "the batch; the percentage is taken over all its samples and neurons.").format(
                                share=round(100 * SATURATION), most=SAMPLES)))

    def show_counts(self, moment: Moment, layer: int) -> None:
        """Show those of a moment's batch; the line of this layer is set off."""
        counts = layer_counts(moment)
        has_dead = any(one.dead is not None for one in counts)
        self._heading = ("", *((translate("LearningPage", "dead"),) if has_dead else ()),
                         translate("LearningPage", "saturated"))
        self._lines = [self._line(one, moment.network.depth, has_dead=has_dead) for one in counts]
        self._own = layer
        silent, inputs = silent_inputs(moment), moment.network.sizes[0]
        self._below = translate("LearningPage", "inputs that are 0: {count} of {size}").format(
            count=count(silent), size=count(inputs))
        self.setAccessibleDescription(self.text())
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """The whole table, line by line."""
        return "\n".join([*(" ".join(filter(None, line)) for line in (self._heading, *self._lines)), self._below])

    @staticmethod
    def _line(one: LayerCounts, depth: int, *, has_dead: bool) -> Line:
        name = translate("LearningPage", "output") if one.layer == depth else \
            translate("LearningPage", "layer {number}").format(number=count(one.layer))
        of = translate("LearningPage", "{count} of {size}")
        dead = _NONE if one.dead is None else of.format(count=count(one.dead), size=count(one.neurons))
        saturated = _NONE
        if one.dead is None and one.saturated is not None:
            whole = of.format(count=count(one.saturated), size=count(one.neurons))
            saturated = f"{whole} · {percent(one.share, 0)}"
        return (name, *((dead,) if has_dead else ()), saturated)

    def _widths(self) -> list[float]:
        metrics = QFontMetricsF(self._theme.font(12, semibold=True, tabular=True))
        columns = zip(self._heading, *self._lines, strict=True) if self._heading else ()
        return [max(metrics.horizontalAdvance(text) for text in column) for column in columns]

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        row = theme.px(_ROW)
        lines = self._fitting(int(self.height() // row) - 2)
        top = 0.0
        for place, line in enumerate((self._heading, *lines)):
            own = place > 0 and line is self._line_of(self._own)
            painter.setFont(theme.font(12, semibold=own, tabular=True))
            painter.setPen(theme.text if own else theme.text_dim)
            self._paint_line(painter, line, top)
            top += row
        painter.setFont(theme.font(12, tabular=True))
        painter.setPen(theme.text_dim)
        painter.drawText(QRectF(0, top, self.width(), row), Qt.AlignmentFlag.AlignVCenter, self._below)

    def _line_of(self, layer: int) -> Line | None:
        return self._lines[layer - 1] if 0 < layer <= len(self._lines) else None

    def _fitting(self, most: int) -> list[Line]:
        """The lines that there is room for, around that of the layer in view."""
        first = min(max(self._own - 1 - most // 2, 0), max(len(self._lines) - most, 0))
        return self._lines[first:first + max(most, 1)]

    def _paint_line(self, painter: QPainter, line: Line, top: float) -> None:
        row, gap = self._theme.px(_ROW), self._theme.px(_GAP)
        x = 0.0
        for place, (text, width) in enumerate(zip(line, self._widths(), strict=True)):
            side = Qt.AlignmentFlag.AlignLeft if place == 0 else Qt.AlignmentFlag.AlignRight
            painter.drawText(QRectF(x, top, width, row), side | Qt.AlignmentFlag.AlignVCenter, text)
            x += width + gap

    def sizeHint(self) -> QSize:
        theme = self._theme
        widths = self._widths()
        below = QFontMetricsF(theme.font(12, tabular=True)).horizontalAdvance(self._below)
        width = max(sum(widths) + theme.px(_GAP) * max(len(widths) - 1, 0), below)
        return QSize(round(width) + 2, theme.px(_ROW) * (len(self._lines) + 2))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width(), self._theme.px(3 * _ROW))
