"""A small field on the stage into which the value of a weight or a bias is typed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from gui.number_text import MINUS, parse_number
from gui.theme import Theme
from gui.widgets.number_field import NumberField, linear_step
from gui.widgets.plain_text import PlainLabel

_WIDTH = 248
_STEP = 0.1


def _short(x: float) -> str:
    """The number in the field; its value keeps all of its digits as long as nobody types."""
    return f"{x:.5g}".replace("-", MINUS)


class WeightEditor(QWidget):
    """The symbol, and a field with the value: Enter takes it, Escape leaves it; ↑ and ↓ go up and down.

    Leaving the field takes the value, too. Nonsense stays in the field with the reason under it.

    Attributes
    ----------
    field : NumberField or None
        The field while the editor is open.

    Signals
    -------
    committed(int, float)
        Place in θ, and the value that was typed.
    """

    committed = Signal(int, float)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._stage = parent
        self._index = -1
        self._point = QPoint()
        self.field: _Field | None = None
        self._symbol = PlainLabel(parent=self)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._symbol, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme
        self._row.setContentsMargins(theme.px(10), theme.px(8), theme.px(10), theme.px(8))
        self._row.setSpacing(theme.px(8))
        self._symbol.setFont(theme.font(14, semibold=True))
        self._symbol.setFixedHeight(theme.px(28))
        if self.field is not None:
            self.field.set_theme(theme)

    def open_at(self, point: QPointF, symbol: str, index: int, value: float) -> None:
        """Ask for another value of θ[index].

        Parameters
        ----------
        point
            Where on the parent the weight or neuron is.
        """
        self.close_field()
        self._index, self._point = index, point.toPoint()
        self._symbol.setText(f"{symbol} =")
        field = self.field = _Field(value, symbol, self._theme, self)
        field.committed.connect(self._on_committed)
        field.finished.connect(self._on_finished)
        field.line.left.connect(self._on_left)
        self._row.addWidget(field, 1)
        self._fit()
        self.show()
        self.raise_()
        field.show()
        field.line.setFocus(Qt.FocusReason.OtherFocusReason)
        field.line.selectAll()

    def close_field(self) -> None:
        """Close; what stands in the field is given up."""
        field, self.field = self.field, None
        if field is not None:
            field.line.setModified(False)
            self.hide()
            self._row.removeWidget(field)
            field.deleteLater()

    def _on_committed(self, value: object) -> None:
        if self.field is not None and isinstance(value, int | float):
            self.committed.emit(self._index, float(value))

    def _on_finished(self) -> None:
        """The keys belong to the stage again."""
        self._stage.setFocus(Qt.FocusReason.OtherFocusReason)
        self.close_field()

    def _on_left(self) -> None:
        if self.field is not None and not self.field.error():
            self.close_field()

    def _fit(self) -> None:
        """Beside the point, where there is room; as high as the reason under the field needs it to be."""
        theme, area = self._theme, self._stage.rect()
        width = min(theme.px(_WIDTH), area.width())
        height = self._row.heightForWidth(width) if self._row.hasHeightForWidth() else self._row.sizeHint().height()
        x, y = self._point.x() + theme.px(14), self._point.y() - height // 2
        if x + width > area.right():
            x = self._point.x() - theme.px(14) - width
        x, y = min(x, area.right() - width), min(y, area.bottom() - height)
        self.setGeometry(max(x, 0), max(y, 0), width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.outline, theme.px(1)))
        painter.setBrush(theme.card)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.px(6), theme.px(6))
        painter.end()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.field is not None:
            self._fit()
        return done


class _Field(NumberField):
    """A field that says when somebody is done with it.

    Signals
    -------
    finished()
        The value is taken over, or left as it was.
    """

    finished = Signal()

    def __init__(self, value: float, name: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(value, parse_number, theme, step=linear_step(_STEP), text_of=_short, name=name,
                         parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take_over()
            if not self.error():
                self.finished.emit()
            else:
                self.line.selectAll()
        elif event.key() == Qt.Key.Key_Escape:
            self._show_value()
            self.finished.emit()
        else:
            super().keyPressEvent(event)
