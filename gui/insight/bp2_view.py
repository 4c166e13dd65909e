"""The matrices of BP2 as a picture that can be pointed at: every cell of the first one is an edge of the stage."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.choice import Selection
from gui.insight.bp2_layout import Block, Bp2Layout, arranged
from gui.insight.bp2_painter import Bp2Painter, Pointed
from gui.insight.bp2_values import Bp2Values
from gui.insight.bp2_words import Bp2Words
from gui.insight.lettering import Lettering, Words, text_of
from gui.number_text import count
from gui.theme import Theme
from gui.widgets.walked import Walked

_NOTCH = 120
_MARGIN = 2.0


class Bp2View(Walked, QWidget):
    """Shows one layer at a time.

    Signals
    -------
    chosen
        The Selection that a cell stands for: the edge of a weight, the neuron of an error.
    resized
        There is more room, or less.
    """

    chosen = Signal(object)
    resized = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._painter = Bp2Painter(theme)
        self._lettering = Lettering(theme)
        self._words = Bp2Words(self._lettering)
        self._values: Bp2Values | None = None
        self._selected = Pointed()
        self._hovered = Pointed()
        self._first = (0, 0)
        self._turned = 0
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Matrices of BP2"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def layout_of_cells(self) -> Bp2Layout | None:
        """Where the cells are, with the origin at `origin`."""
        if self._values is None:
            return None
        return arranged(self._values.shape, self.width() - 2 * _MARGIN, self._room(),
                        self._painter.measures(self._values), self._first)

    @property
    def origin(self) -> QPointF:
        """Where the layout begins in the widget."""
        return QPointF(_MARGIN, float(self._theme.px(3)))

    @property
    def pointed(self) -> Pointed:
        """What is brought out: under the pointer, otherwise selected."""
        return self._selected if self._hovered.is_nothing else self._hovered

    def show_values(self, values: Bp2Values | None, selection: Selection | None) -> None:
        """Show the matrices of a layer, and in them what is selected on the stage."""
        other = values is None or self._values is None or values.shape != self._values.shape \
            or values.layer != self._values.layer
        if other:
            self._first, self._hovered = (0, 0), Pointed()
        self._values = values
        selected = _pointed_by(selection, values)
        if selected != self._selected or other:
            self._selected = selected
            self._bring_into_view()
        self.tell_value()
        self.update()

    def told(self) -> str:
        """The line below the matrices."""
        if self._values is None:
            return ""
        pointed = self.pointed
        if pointed.is_nothing:
            return text_of(self._words.hint())
        return text_of(self._words.about(self._values, pointed.neuron, pointed.behind)[0])

    def cells_end(self) -> float:
        """x where the matrices end."""
        layout = self.layout_of_cells
        if layout is None:
            return 0.0
        left, _, width, _ = layout.box(Block.RESULTS)
        return self.origin.x() + left + width

    def part_text(self) -> str:
        """Which neurons are in view, where not all of them are; otherwise empty."""
        layout, values = self.layout_of_cells, self._values
        if layout is None or values is None:
            return ""
        parts = []
        for (first, last), total, layer in ((layout.rows, values.shape[0], values.layer),
                                            (layout.columns, values.shape[1], values.layer + 1)):
            if last - first < total:
                parts.append(self.tr("layer {layer}: neurons {first} to {last} of {count}").format(
                    layer=layer, first=count(first + 1), last=count(last), count=count(total)))
        return " · ".join([*parts, self.tr("turn the wheel for the others")]) if parts else ""

    def _lines(self) -> int:
        """Two lines of words where the cells leave room for them."""
        if self._values is None:
            return 1
        cells = max(self._values.shape) * self._painter.measures(self._values).line
        return 2 if cells <= self._room_above(2) else 1

    def _room(self) -> float:
        return self._room_above(self._lines())

    def _room_above(self, lines: int) -> float:
        words = lines * self._lettering.line_height
        return max(self.height() - self._painter.name_height - words - self._theme.px(8), 1.0)

    def _bring_into_view(self) -> None:
        layout, pointed = self.layout_of_cells, self._selected
        if layout is None:
            return
        places = []
        for wanted, (first, last), before in zip((pointed.neuron, pointed.behind), (layout.rows, layout.columns),
                                                 self._first, strict=True):
            inside = wanted is None or first <= wanted < last
            places.append(before if inside or wanted is None else wanted - (last - first) // 2)
        self._first = places[0], places[1]

    def _hover(self, pointed: Pointed) -> None:
        if pointed != self._hovered:
            self._hovered = pointed
            self.setCursor(Qt.CursorShape.ArrowCursor if pointed.is_nothing else Qt.CursorShape.PointingHandCursor)
            self.update()

    def _at(self, position: QPointF) -> Pointed:
        layout = self.layout_of_cells
        place = position - self.origin
        found = None if layout is None else layout.at(place.x(), place.y())
        return Pointed() if found is None else Pointed(*found)

    def _paint_words(self, painter: QPainter, values: Bp2Values) -> None:
        theme, lettering, pointed, lines = self._theme, self._lettering, self.pointed, self._lines()
        told: list[tuple[Words, ...]] = [(self._words.hint(),)] if pointed.is_nothing else \
            [self._words.about(values, pointed.neuron, pointed.behind)]
        if pointed.neuron is not None and pointed.behind is not None and lines > 1:
            told.append(self._words.about(values, pointed.neuron, None))
        base = self.height() - lines * lettering.line_height + lettering.ascent
        for forms in told:
            fitting = (form for form in forms if lettering.width(form) <= self.width())
            short = next(fitting, None)
            most = 1 if len(told) > 1 else lines
            for part in [short] if short is not None else lettering.lines(forms[-1], self.width())[:most]:
                lettering.paint(painter, 0.0, base, part, theme.text_dim if pointed.is_nothing else theme.text)
                base += lettering.line_height

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(480), self._theme.px(150))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(240), self._theme.px(90))

    # the keyboard

    def _first_point(self) -> QPointF:
        layout = self.layout_of_cells
        return super()._first_point() if layout is None else self._weight_point(layout.rows[0], layout.columns[0])

    def _next_point(self, point: QPointF, right: int, down: int) -> QPointF:
        """To the next weight; those that are out of sight come into view."""
        layout, values, here = self.layout_of_cells, self._values, self._at(point)
        if layout is None or values is None or here.neuron is None or here.behind is None:
            return self._first_point()
        row = min(max(here.neuron + down, 0), values.shape[0] - 1)
        column = min(max(here.behind + right, 0), values.shape[1] - 1)
        self._first = (_first_in_view(row, layout.rows), _first_in_view(column, layout.columns))
        return self._weight_point(row, column)

    def _weight_point(self, row: int, column: int) -> QPointF:
        """The middle of a weight's cell, which is in view."""
        layout = self.layout_of_cells
        assert layout is not None, "there are values"
        left, top, width, height = layout.cell(Block.WEIGHTS, row, column)
        return self.origin + QPointF(left + width / 2, top + height / 2)

    def _point_with_keys(self, point: QPointF | None) -> None:
        self._hover(Pointed() if point is None else self._at(point))

    def _take_with_keys(self, point: QPointF) -> None:
        pointed = self._at(point)
        if self._values is not None and not pointed.is_nothing:
            self.chosen.emit(_selection_of(pointed, self._values))

    def _value_text(self) -> str:
        return self.told()

    def _keys_text(self) -> str:
        return self.tr("The arrow keys go from weight to weight, Enter chooses its edge on the stage.")

    # the mouse

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        pointed, values = self._at(event.position()), self._values
        if event.button() is Qt.MouseButton.LeftButton and values is not None and not pointed.is_nothing:
            self.chosen.emit(_selection_of(pointed, values))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(Pointed())

    def wheelEvent(self, event: QWheelEvent) -> None:
        layout, values = self.layout_of_cells, self._values
        if layout is None or values is None or not self.part_text():
            event.ignore()
            return
        # a part of a layer that is hidden moves: of layer l, or with Shift (and where only they are hidden) of l+1
        whole_rows = layout.rows[1] - layout.rows[0] == values.shape[0]
        sideways = whole_rows or bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        turn = event.angleDelta()
        self._turned += turn.y() or turn.x()
        notches = int(self._turned / _NOTCH)
        self._turned -= notches * _NOTCH
        rows, columns = layout.rows[0], layout.columns[0]
        self._first = (rows, columns - notches) if sideways else (rows - notches, columns)
        layout = self.layout_of_cells
        if layout is not None:
            self._first = layout.rows[0], layout.columns[0]
        self._hover(self._at(event.position()))
        self.update()
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._bring_into_view()
        self.resized.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        layout, values = self.layout_of_cells, self._values
        if layout is None or values is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        painter.translate(self.origin)
        self._painter.paint(painter, values, layout, self.pointed)
        painter.restore()
        self._paint_part(painter)
        self._paint_words(painter, values)
        self._paint_walk(painter)
        painter.end()

    def _paint_part(self, painter: QPainter) -> None:
        """Which part is in view, at the right of the matrices."""
        text, theme = self.part_text(), self._theme
        x = self.cells_end() + theme.px(24)
        room = QRectF(x, 0.0, self.width() - x, self.origin.y() + self._room())
        if text and room.width() >= theme.px(80):
            painter.setFont(theme.font(12, tabular=True))
            painter.setPen(theme.text_dim)
            painter.drawText(room, Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap, text)


def _pointed_by(selection: Selection | None, values: Bp2Values | None) -> Pointed:
    """Where in the matrices something of the stage is; nothing if it belongs to other layers."""
    if selection is None or values is None:
        return Pointed()
    if selection.source is not None:
        edge = Pointed(selection.source, selection.neuron)
        return edge if selection.layer == values.layer + 1 else Pointed()
    if selection.layer == values.layer:
        return Pointed(neuron=selection.neuron)
    return Pointed(behind=selection.neuron) if selection.layer == values.layer + 1 else Pointed()


def _first_in_view(place: int, shown: tuple[int, int]) -> int:
    """Where a part of a layer begins that has this place in it and moves as little as possible."""
    return min(max(shown[0], place - (shown[1] - shown[0]) + 1), place)


def _selection_of(pointed: Pointed, values: Bp2Values) -> Selection:
    if pointed.behind is None:
        return Selection(values.layer, pointed.neuron or 0)
    return Selection(values.layer + 1, pointed.behind, pointed.neuron)
