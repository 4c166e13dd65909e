"""The deck as a strip of cards: which samples are done, which are in this step, which are still to come."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.digits.paper import ink_colors
from gui.figures.colors import class_colors
from gui.foundation.number_text import count, number
from gui.foundation.theme import Theme, blend
from gui.widgets.keyboard import KeyboardCursor
from gui.widgets.plain_text import plain_tip
from simulator.arrays import Array, Indices
from simulator.datasets.data_set import DataSet
from simulator.moment import Moment, Occasion
from simulator.training import Trainer

# The deck of an epoch: the samples in the order in which the steps draw them, and where their cards lie.

_GAPS = (6.0, 4.0, 3.0, 2.0, 0.0)
_LEAST_PITCH = 2.0
_LEAST_PITCH_WITH_GAPS = 2.4
_LEAST_PITCH_OF_A_WINDOW = 3.0
_WIDEST_PITCH = 26.0
_BATCHES_IN_A_WINDOW = 3


@dataclass(frozen=True, eq=False)
class Deck:
    """One epoch's samples and how far the steps have come.

    Attributes
    ----------
    order
        Rows of the training data in the order of the epoch, shape (M,).
    done
        Samples that the steps before this one have used.
    size
        Samples of this step's batch, the cards [done, done + size); 0 where the step uses none of the deck.
    batch_size
        m of the batches to come.
    sample
        Which of the batch's samples is in view, counted from 0.
    """

    order: Indices
    done: int
    size: int
    batch_size: int
    sample: int = 0

    @property
    def count(self) -> int:
        """M."""
        return len(self.order)

    def step_of(self, place: int) -> int:
        """How many steps after this one (negative: before it) a card is drawn."""
        return (place - self.done) // self.batch_size


def deck_of(moment: Moment, trainer: Trainer) -> Deck:
    """The deck that a moment's step draws from; an own sample is beside it."""
    state = moment.state
    size = moment.record.batch_size if moment.occasion is Occasion.TRAINING else 0
    return Deck(trainer.order(state.epoch), state.samples_done, size, state.experiment.batch_size,
                moment.address.sample)


@dataclass(frozen=True, eq=False)
class DeckLayout:
    """Where the cards lie on a line: all of them, or a window around this step's batch where they are too many.

    Attributes
    ----------
    first, count
        The cards [first, first + count) are laid out.
    pitch
        From one card to the next, without the gaps.
    gap
        What is left free between two batches.
    is_window
        Whether these aren't all.
    """

    deck: Deck
    first: int
    count: int
    pitch: float
    gap: float
    is_window: bool

    @cached_property
    def lefts(self) -> Array:
        """x of the left ends of the cards, shape (count + 1,); the last is where they end."""
        places = np.arange(self.first, self.first + self.count + 1)
        borders = (places - self.deck.done) // self.deck.batch_size
        borders -= borders[0]
        borders[-1] = borders[-2] if self.count else 0
        lefts: Array = (places - self.first) * self.pitch + borders * self.gap
        return lefts

    def span(self, first: int, last: int) -> tuple[float, float]:
        """x where the cards [first, last) begin and end, as far as they are in view."""
        low = min(max(first - self.first, 0), self.count)
        high = min(max(last - self.first, 0), self.count)
        if high <= low:
            return float(self.lefts[low]), float(self.lefts[low])
        return float(self.lefts[low]), float(self.lefts[high - 1]) + self.pitch

    def place_at(self, x: float) -> int | None:
        """The card at an x, None beside them all; a gap belongs to the card before it."""
        if not self.count or not 0.0 <= x < float(self.lefts[-1]):
            return None
        return self.first + int(np.searchsorted(self.lefts[:-1], x, side="right")) - 1


def lay_out(deck: Deck, width: float, scale: float) -> DeckLayout:
    """The cards on a line of this width; measures are those of scale 1."""
    borders = max(-(-deck.count // deck.batch_size) - 1, 0)
    # a gap between single cards says nothing
    gaps = _GAPS if deck.batch_size > 1 else _GAPS[-1:]
    for gap in gaps:
        pitch = min((width - borders * gap * scale) / max(deck.count, 1), _WIDEST_PITCH * scale)
        if pitch >= (_LEAST_PITCH_WITH_GAPS if gap else _LEAST_PITCH) * scale:
            return DeckLayout(deck, 0, deck.count, pitch, gap * scale, is_window=False)
    return _window(deck, width, scale)


def _window(deck: Deck, width: float, scale: float) -> DeckLayout:
    size = max(deck.size, 1)
    gap = _GAPS[0] * scale if deck.batch_size > 1 else 0.0
    pitch = (width - (_BATCHES_IN_A_WINDOW + 1) * gap) / (_BATCHES_IN_A_WINDOW * size)
    pitch = min(max(pitch, _LEAST_PITCH_OF_A_WINDOW * scale), _WIDEST_PITCH * scale)
    with_its_gap = pitch + gap / deck.batch_size
    count = min(max(int((width - gap) / with_its_gap), 1), deck.count)
    middle = deck.done + (size / 2 if size <= count else deck.sample)
    first = min(max(round(middle - count / 2), 0), deck.count - count)
    return DeckLayout(deck, first, count, pitch, gap, is_window=True)


# What is on the cards of the deck: the picture, the class as a band at its own height, or the value.

translate = QCoreApplication.translate
_DIGITS = 3
_COLOURED_CLASSES = 4
"""So many classes have colours that are easily told apart; more are told by the height of their band."""
_LEAST_PICTURE = 14
_LEAST_FRAMED = 7
_LEAST_BAND = 3.0


class CardFaces:
    """Paints the faces of samples; a class is told by the height of its band as well as by its colour.

    Parameters
    ----------
    data
        Whose training samples are on the cards.
    """

    def __init__(self, data: DataSet, theme: Theme) -> None:
        self._data = data
        self._theme = theme
        self._inks = ink_colors(theme)
        classes = len(data.class_labels)
        self._colors = class_colors(classes, theme) if classes <= _COLOURED_CLASSES else [theme.outline] * classes
        values = data.train.values
        self._span = (0.0, 0.0) if values is None else (float(values.min()), float(values.max()))

    def answer(self, row: int) -> str:
        """The class or the values that a sample should give, in words."""
        values = self._data.train.values
        if values is not None:
            text = ", ".join(number(float(value), _DIGITS) for value in values[row])
            return translate("DeckStrip", "y = {value}").format(value=text)
        labels = self._data.class_labels
        if not labels:
            return ""
        return translate("DeckStrip", "class “{label}”").format(label=labels[int(self._data.train.labels[row])])

    def paint(self, painter: QPainter, rows: Indices, lefts: Array, pitch: float, area: QRectF, strength: float
              ) -> None:
        """Paint neighbouring cards.

        Parameters
        ----------
        rows, lefts
            Which samples, and x of their cards, shape (n,).
        area
            Its top and height are those of the cards.
        strength
            How much of their colour they have.
        """
        theme = self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        width = max(pitch - (theme.px(2) if pitch >= theme.px(_LEAST_FRAMED) else 0.5 * theme.scale), 1.0)
        self._paint_grounds(painter, lefts, width, area, strength)
        shape = self._data.image_shape
        if shape is not None and pitch >= theme.px(_LEAST_PICTURE) and self._data.train.raw.dtype == np.uint8:
            self._paint_pictures(painter, rows, lefts, width, area, strength, shape)
        elif self._data.train.values is not None:
            self._paint_values(painter, rows, lefts, width, area, strength)
        elif self._data.class_labels:
            self._paint_classes(painter, rows, lefts, width, area, strength)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _paint_grounds(self, painter: QPainter, lefts: Array, width: float, area: QRectF, strength: float) -> None:
        theme = self._theme
        if width >= theme.px(_LEAST_FRAMED - 2):
            painter.setPen(QPen(blend(theme.card, theme.outline, 0.35 + 0.4 * strength), 1))
            painter.setBrush(theme.card)
            painter.drawRects([QRectF(left, area.top(), width - 1.0, area.height() - 1.0) for left in lefts.tolist()])
            painter.setPen(Qt.PenStyle.NoPen)
            return
        # cards too narrow for a frame share one ground, from gap to gap
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(blend(theme.card, theme.sunken, strength))
        gaps = np.flatnonzero(np.diff(lefts) > width + 1.5) + 1
        for part in np.split(lefts, gaps):
            painter.drawRect(QRectF(part[0], area.top(), part[-1] - part[0] + width, area.height()))

    def _paint_pictures(self, painter: QPainter, rows: Indices, lefts: Array, width: float, area: QRectF,
                        strength: float, shape: tuple[int, int]) -> None:
        pictures = self._data.train.raw[rows].reshape(-1, *shape)
        pixels = np.ascontiguousarray(pictures.transpose(1, 0, 2).reshape(shape[0], -1))
        image = QImage(pixels.data, pixels.shape[1], shape[0], pixels.shape[1], QImage.Format.Format_Indexed8)
        image.setColorTable(self._inks)
        side = min(width, area.height()) - 2.0
        top = area.top() + (area.height() - side) / 2
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setOpacity(0.25 + 0.75 * strength)
        for place, left in enumerate(lefts.tolist()):
            painter.drawImage(QRectF(left + (width - side) / 2, top, side, side), image,
                              QRectF(place * shape[1], 0, shape[1], shape[0]))
        painter.setOpacity(1.0)

    def _paint_classes(self, painter: QPainter, rows: Indices, lefts: Array, width: float, area: QRectF,
                       strength: float) -> None:
        labels, names = self._data.train.labels[rows], self._data.class_labels
        inside = area.adjusted(0, 1, 0, -1)
        band = max(inside.height() / len(names), _LEAST_BAND)
        step = (inside.height() - band) / max(len(names) - 1, 1)
        painter.setFont(self._theme.font(12, semibold=True))
        written = self._is_written(width, band)
        for label in np.unique(labels).tolist():
            color = blend(self._theme.card, self._colors[label], strength)
            top = inside.bottom() - band - label * step
            bands = [QRectF(left, top, width, band) for left in lefts[labels == label].tolist()]
            painter.setBrush(color)
            painter.drawRects([rect.adjusted(1, 0, -1, 0) for rect in bands] if width > _LEAST_BAND + 2 else bands)
            if written:
                self._write(painter, bands, names[label], color)

    def _is_written(self, width: float, band: float) -> bool:
        """Whether every class's name fits on its band."""
        metrics = QFontMetricsF(self._theme.font(12, semibold=True))
        widest = max(metrics.horizontalAdvance(name) for name in self._data.class_labels)
        return widest <= width - 3 and metrics.capHeight() <= band - 2

    def _write(self, painter: QPainter, bands: list[QRectF], name: str, ground: QColor) -> None:
        painter.setPen(self._theme.text_on(ground))
        for rect in bands:
            painter.drawText(rect.adjusted(-4, -6, 4, 6), Qt.AlignmentFlag.AlignCenter, name)
        painter.setPen(Qt.PenStyle.NoPen)

    def _paint_values(self, painter: QPainter, rows: Indices, lefts: Array, width: float, area: QRectF,
                      strength: float) -> None:
        """The (first) value as the height of a column, from the smallest to the largest of the data."""
        values = self._data.train.values
        low, high = self._span
        if values is None:
            return
        shares = (values[rows, 0] - low) / ((high - low) or 1.0)
        inside = area.adjusted(0, 1, 0, -1)
        limit = max(abs(low), abs(high))
        for share, left, row in zip(shares.tolist(), lefts.tolist(), rows.tolist(), strict=True):
            color = blend(self._theme.outline, self._theme.signed_color(float(values[row, 0]), limit), 0.8)
            height = max(share * inside.height(), 2.0)
            painter.setBrush(blend(self._theme.card, color, strength))
            painter.drawRect(QRectF(left, inside.bottom() - height, width, height))


_RAISE, _CARD, _CARET = 5, 26, 7
_EDGE = 3
"""What is left free around the cards for the frame of the batch."""
_BAR, _FUNNEL = 6, 7
"""Of a deck that is too large: height of the bar for all of it, and of what joins it to the cards."""
_DONE, _COMING = 0.3, 0.75
"""How much of their colour the cards have before and behind this step's batch."""


class DeckStrip(QWidget):
    """Cards coloured by class, in the order of the epoch; a click on one of this step's batch goes to that sample.

    Signals
    -------
    sample_clicked(int)
        Which of the batch's samples, counted from 0.
    """

    sample_clicked = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.walk = KeyboardCursor(self)
        self._theme = theme
        self._deck: Deck | None = None
        self._layout: DeckLayout | None = None
        self._faces: CardFaces | None = None
        self._data: DataSet | None = None
        self._is_clickable = False
        self._hovered: int | None = None
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(translate("DeckStrip", "Deck of the epoch"))

    @property
    def deck(self) -> Deck | None:
        """What is shown."""
        return self._deck

    @property
    def cards(self) -> DeckLayout | None:
        """Where the cards lie, from the left end of the strip."""
        return self._layout

    def show_deck(self, deck: Deck, data: DataSet, *, is_clickable: bool) -> None:
        """Show this deck; its cards of this step can be clicked or not."""
        if self._data is not data:
            self._faces = CardFaces(data, self._theme)
        self._deck, self._data, self._is_clickable = deck, data, is_clickable
        self._lay_out()

    def centre_of(self, sample: int) -> QPoint:
        """The middle of a card of this step's batch."""
        deck, layout = self._deck, self._layout
        if deck is None or layout is None:
            return self.rect().center()
        left, right = self._span(layout, deck.done + sample, deck.done + sample + 1)
        return QPointF((left + right) / 2, self._cards_top() + self._theme.px(_CARD) / 2).toPoint()

    def _span(self, layout: DeckLayout, first: int, last: int) -> tuple[float, float]:
        """Where cards begin and end, in the strip."""
        left, right = layout.span(first, last)
        return left + self._theme.px(_EDGE), right + self._theme.px(_EDGE)

    def text_at(self, place: int) -> str:
        """What a card is, in words."""
        deck, faces = self._deck, self._faces
        if deck is None or faces is None:
            return ""
        row = int(deck.order[place])
        what = translate("DeckStrip", "sample {row}").format(row=count(row + 1))
        answer = faces.answer(row)
        if answer:
            what = translate("DeckStrip", "{sample}, {answer}").format(sample=what, answer=answer)
        return translate("DeckStrip", "{sample} · {when}").format(sample=what, when=self._when(deck, place))

    @staticmethod
    def _when(deck: Deck, place: int) -> str:
        if deck.done <= place < deck.done + deck.size:
            return translate("DeckStrip", "in this step: {number} of {size}").format(
                number=count(place - deck.done + 1), size=count(deck.size))
        if place < deck.done:
            return translate("DeckStrip", "done")
        steps = deck.step_of(place) + (1 if deck.size == 0 else 0)
        return translate("DeckStrip", "its turn comes in {steps} steps").format(steps=count(steps)) if steps > 1 \
            else translate("DeckStrip", "its turn comes in the next step")

    def _lay_out(self) -> None:
        if self._deck is not None:
            known = self._layout.is_window if self._layout is not None else False
            width = max(self.width() - 2 * self._theme.px(_EDGE), 1)
            self._layout = lay_out(self._deck, float(width), self._theme.scale)
            if self._layout.is_window is not known:
                self.updateGeometry()
        self._show_hovered(self._hovered)
        self.update()

    def _is_window(self) -> bool:
        return self._layout is not None and self._layout.is_window

    def _cards_top(self) -> float:
        return float(self._theme.px(_BAR + _FUNNEL if self._is_window() else _RAISE + _EDGE))

    # painting

    def _paint_bar(self, painter: QPainter, deck: Deck, layout: DeckLayout) -> None:
        """The whole epoch, and which part of it is this step's batch."""
        theme, width = self._theme, float(self.width())
        height = float(theme.px(_BAR))
        ends = [place / deck.count * width for place in (deck.done, deck.done + deck.size)]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(blend(theme.card, theme.outline, _COMING * 0.5))
        painter.drawRoundedRect(QRectF(0, 0, width, height), height / 2, height / 2)
        painter.setBrush(theme.outline)
        painter.drawRoundedRect(QRectF(0, 0, ends[0], height), min(height, ends[0]) / 2, min(height, ends[0]) / 2)
        low, high = self._span(layout, deck.done, deck.done + max(deck.size, 1))
        funnel = QColor(theme.accent)
        funnel.setAlphaF(0.10)
        painter.setBrush(funnel)
        middle = max(sum(ends) / 2, theme.px(2))
        half = max(ends[1] - ends[0], theme.px(3)) / 2
        painter.drawPolygon(QPolygonF([
            QPointF(middle - half, height), QPointF(middle + half, height),
            QPointF(high, self._cards_top()), QPointF(low, self._cards_top())]))
        painter.setBrush(theme.accent)
        painter.drawRect(QRectF(middle - half, 0, 2 * half, height))

    def _paint_cards(self, painter: QPainter, deck: Deck, layout: DeckLayout, faces: CardFaces) -> None:
        theme, top, height = self._theme, self._cards_top(), float(self._theme.px(_CARD))
        end = layout.first + layout.count
        bounds = (layout.first, min(max(deck.done, layout.first), end),
                  min(max(deck.done + deck.size, layout.first), end), end)
        lift = 0.0 if layout.is_window else float(theme.px(_RAISE))
        parts = ((bounds[0], bounds[1], _DONE, 0.0), (bounds[2], bounds[3], _COMING, 0.0),
                 (bounds[1], bounds[2], 1.0, lift))
        for first, last, strength, raised in parts:
            if last > first:
                lefts = layout.lefts[first - layout.first:last - layout.first] + theme.px(_EDGE)
                faces.paint(painter, deck.order[first:last], lefts, layout.pitch,
                            QRectF(0, top - raised, self.width(), height), strength)
        if bounds[2] > bounds[1]:
            self._paint_batch(painter, deck, layout, top - lift)

    def _paint_batch(self, painter: QPainter, deck: Deck, layout: DeckLayout, top: float) -> None:
        """A frame around this step's batch, and a mark below the sample in view."""
        theme = self._theme
        left, right = self._span(layout, deck.done, deck.done + deck.size)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.accent, theme.px(1.5)))
        frame = QRectF(left, top, right - left, theme.px(_CARD)).adjusted(-1.5, -1.0, 1.5, 1.0)
        painter.drawRoundedRect(frame, theme.px(2), theme.px(2))
        low, high = self._span(layout, deck.done + deck.sample, deck.done + deck.sample + 1)
        if deck.size > 1 and high > low:
            tip = QPointF((low + high) / 2, frame.bottom() + theme.px(2))
            half, deep = theme.px(4), theme.px(_CARET - 2)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.text)
            painter.drawPolygon(QPolygonF([tip, tip + QPointF(half, deep), tip + QPointF(-half, deep)]))

    def _paint_hovered(self, painter: QPainter, layout: DeckLayout, place: int) -> None:
        left, right = self._span(layout, place, place + 1)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._theme.text, self._theme.px(1)))
        deck, lifted = self._deck, 0.0
        if deck is not None and not layout.is_window and deck.done <= place < deck.done + deck.size:
            lifted = float(self._theme.px(_RAISE))
        painter.drawRect(QRectF(left, self._cards_top() - lifted, max(right - left - 1, 1.0), self._theme.px(_CARD)))

    # pointing

    def _place_at(self, position: QPointF) -> int | None:
        if self._layout is None or position.y() < self._cards_top() - self._theme.px(_RAISE):
            return None
        return self._layout.place_at(position.x() - self._theme.px(_EDGE))

    def _sample_at(self, place: int | None) -> int | None:
        """Which of the batch's samples a card is, if it can be clicked."""
        deck = self._deck
        if deck is None or place is None or not self._is_clickable:
            return None
        return place - deck.done if deck.done <= place < deck.done + deck.size else None

    def _show_hovered(self, place: int | None) -> None:
        layout = self._layout
        if layout is not None and place is not None and not layout.first <= place < layout.first + layout.count:
            place = None
        clickable = self._sample_at(place) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if clickable else Qt.CursorShape.ArrowCursor)
        self.setToolTip(plain_tip("" if place is None else self.text_at(place)))
        if place != self._hovered:
            self._hovered = place
            self.update()

    # the keyboard

    def first_point(self) -> QPointF:
        return QPointF(self.centre_of(0))

    def next_point(self, point: QPointF, right: int, down: int) -> QPointF:
        """To the next card that is shown."""
        layout, place = self._layout, self._place_at(point)
        if layout is None or place is None:
            return point
        place = min(max(place + right, layout.first), layout.first + layout.count - 1)
        left, end = self._span(layout, place, place + 1)
        return QPointF((left + end) / 2, point.y())

    def point_with_keys(self, point: QPointF | None) -> None:
        self._show_hovered(None if point is None else self._place_at(point))

    def take_with_keys(self, point: QPointF) -> None:
        sample = self._sample_at(self._place_at(point))
        if sample is not None:
            self.sample_clicked.emit(sample)

    def value_text(self) -> str:
        return "" if self._hovered is None else self.text_at(self._hovered)

    def keys_text(self) -> str:
        return translate("DeckStrip", "← and → go from card to card, Enter goes to a sample of this step.")

    # the mouse

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._show_hovered(self._place_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._show_hovered(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        sample = self._sample_at(self._place_at(event.position()))
        if event.button() == Qt.MouseButton.LeftButton and sample is not None:
            self.sample_clicked.emit(sample)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        deck, layout, faces = self._deck, self._layout, self._faces
        if deck is None or layout is None or faces is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if layout.is_window:
            self._paint_bar(painter, deck, layout)
        self._paint_cards(painter, deck, layout, faces)
        if self._hovered is not None:
            self._paint_hovered(painter, layout, self._hovered)
        self.walk.paint(painter, self._theme)

    def sizeHint(self) -> QSize:
        above = _BAR + _FUNNEL if self._is_window() else _RAISE + _EDGE
        return QSize(self._theme.px(400), self._theme.px(above + _CARD + _CARET + 2))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self.sizeHint().height())
