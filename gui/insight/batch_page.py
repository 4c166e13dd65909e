"""The page "Batch": the deck of the epoch, this step's hand of it, and how its gradients become one."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.equations.layer_terms import derivative
from gui.equations.notation import Items, Symbol, neuron_symbol, row, weight_symbol
from gui.figures.curve_plot import paint_bars
from gui.foundation.formulas import Formulas
from gui.foundation.number_text import count, number
from gui.foundation.theme import Theme, blend
from gui.insight.batch_gradients import BatchGradients, batch_gradients, followed_place
from gui.insight.deck_strip import DeckStrip, deck_of
from gui.insight.lettering import Lettering, Words, text_of, unknown_answer
from gui.run.jobs import Activity
from gui.run.session import Session
from gui.widgets.card import Card
from gui.widgets.keyboard import KeyboardCursor
from gui.widgets.labels import ElidedLabel
from gui.widgets.plain_text import plain_tip
from simulator.moment import Moment, Occasion
from simulator.optimizers import optimizer_named
from simulator.steps import Address

# What stands beside the bars of a batch: symbols and numbers in short sentences.

translate = QCoreApplication.translate
_DIGITS = 3


class BatchWords:
    """Writes about the gradients of a batch; about None it says why there are none."""

    def __init__(self, lettering: Lettering) -> None:
        self._lettering = lettering

    def name(self, shown: BatchGradients | None, *, is_answer_known: bool = True) -> Words:
        """What the bars are."""
        words = self._lettering.words
        if not is_answer_known:
            return words(unknown_answer())
        if shown is None:
            return words(translate("BatchBars", "An input has no δ: choose a neuron or a weight behind it."))
        if not shown.is_kept:
            template = translate("BatchBars", "The gradients of {count} samples were added up in parts; "
                                              "the single ones are not kept.")
            return words(template, count=count(shown.size))
        own, of_sample, _ = _symbols(shown)
        template = translate("BatchBars", "{symbol} of the sample") if shown.size == 1 else \
            translate("BatchBars", "{symbol} of each sample")
        if shown.place.source is None:
            return words(template, symbol=own)
        return (*words("{left} =", left=of_sample), *words(template, symbol=own))

    def mean(self, shown: BatchGradients | None, *, in_short: bool = False) -> tuple[Words, ...]:
        """What the mean is, line by line."""
        if shown is None or (shown.mean is None and not shown.is_kept):
            return ()
        words, (_, of_sample, of_mean) = self._lettering.words, _symbols(shown)
        if shown.mean is None:
            return (words(translate("BatchBars", "no sample is done yet")),)
        value = number(shown.mean, _DIGITS)
        if not shown.is_formed and shown.size == 1:
            return (words("{sample} = {value}", sample=of_sample, value=value),)
        if not shown.is_formed:
            done, size = count(shown.done), count(shown.size)
            return (words(translate("BatchBars", "mean of {done} of {size}: {value}"), done=done, size=size,
                          value=value),)
        result = words("{mean} = {value}", mean=of_mean, value=value)
        if in_short or not shown.is_kept or shown.size == 1:
            return (result,)
        return result, words("= {rule} Σ {sample}", rule=row("(1/", Symbol("m"), ")"), sample=of_sample)

    @staticmethod
    def of_sample(shown: BatchGradients, sample: int) -> str:
        """The numbers of one bar."""
        values = {"number": count(sample + 1), "size": count(shown.size),
                  "value": number(float(shown.values[sample]), _DIGITS)}
        if shown.place.source is None:
            return translate("BatchBars", "sample {number} of {size}: δ = {value}").format(**values)
        return translate("BatchBars", "sample {number} of {size}: a · δ = {a} · {delta} = {value}").format(
            a=number(float(shown.activations[sample]), _DIGITS), delta=number(float(shown.errors[sample]), _DIGITS),
            **values)


def _symbols(shown: BatchGradients) -> tuple[Items, Items, Items]:
    """What is shown of a sample, the derivative of its cost, and the derivative of the mean cost."""
    place = shown.place
    if place.source is None:
        own = row(neuron_symbol("δ", place.layer, place.neuron))
        parameter = neuron_symbol("b", place.layer, place.neuron)
    else:
        parameter = weight_symbol(place.layer, place.neuron, place.source)
        own = row(neuron_symbol("a", place.layer - 1, place.source), "·",
                  neuron_symbol("δ", place.layer, place.neuron))
    return own, derivative(Symbol("C", lower="x"), parameter), derivative(Symbol("C"), parameter)


# A signed bar for each sample of the batch, and their mean as it adds up.

_PALE = 0.28
_WIDEST_BAR, _MEAN_BAR = 44, 22
_NAME_ROOM, _MEAN_ROOM, _GAP = 96, 190, 16
"""Width of the words on the left, and of the mean with its words on the right."""
_NARROW = 440
"""From this width on the words stand beside the bars, below it above them."""
_NUMBERS = 17
"""Height of the line of numbers below the bars."""
_SHORT_DIGITS = 2
_MOST_DOTS = 60


class BatchBars(QWidget):
    """Bars up for positive and down for negative numbers; those that aren't done yet are pale.

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
        self._lettering = Lettering(theme)
        self._words = BatchWords(self._lettering)
        self._gradients: BatchGradients | None = None
        self._name: Words = ()
        self._is_clickable = False
        self._hovered: int | None = None
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(translate("BatchBars", "Gradients of the batch"))

    @property
    def gradients(self) -> BatchGradients | None:
        """What is shown; None while an input is followed, and where the answer to the sample is unknown."""
        return self._gradients

    def show_gradients(self, gradients: BatchGradients | None, *, is_clickable: bool, is_answer_known: bool = True
                       ) -> None:
        """Show these; a click on a bar goes to its sample, or not."""
        self._gradients, self._is_clickable = gradients, is_clickable
        self._name = self._words.name(gradients, is_answer_known=is_answer_known)
        self._show_hovered(self._hovered)
        self.walk.tell_value()
        self.update()

    def bar(self, sample: int) -> QRectF:
        """The room of a sample's bar."""
        area, pitch = self._area(), self._pitch()
        return QRectF(area.left() + sample * pitch, area.top(), pitch, area.height())

    def mean_text(self) -> str:
        """What is written about the mean, in full."""
        return " ".join(text_of(line) for line in self._words.mean(self._gradients))

    def name_text(self) -> str:
        """What the bars are."""
        return text_of(self._name)

    # where things are

    def _is_narrow(self) -> bool:
        return self.width() < self._theme.px(_NARROW)

    def _area(self) -> QRectF:
        """The room for the bars of the samples."""
        theme = self._theme
        right = self.width() - theme.px(_MEAN_ROOM)
        if self._is_narrow():
            top = self._lettering.line_height + theme.px(3)
            return QRectF(0, top, max(self.width() - theme.px(2 * _MEAN_BAR + _GAP), 10), max(self.height() - top, 4))
        left = self._name_width() + theme.px(_GAP)
        return QRectF(left, 0, max(right - left, 10), max(self.height(), 4))

    def _bars_area(self, shown: BatchGradients) -> QRectF:
        """The same without the line of numbers below."""
        below = self._theme.px(_NUMBERS) if self._has_numbers(shown) else 0
        return self._area().adjusted(0, self._theme.px(3), 0, -below - self._theme.px(3))

    def _pitch(self) -> float:
        shown = self._gradients
        size = shown.size if shown is not None else 1
        return min(self._area().width() / size, float(self._theme.px(_WIDEST_BAR)))

    def _mean_x(self, shown: BatchGradients) -> float:
        """The middle of the bar of the mean: behind those of the samples."""
        return self._area().left() + self._pitch() * shown.size + self._theme.px(_GAP + _MEAN_BAR / 2)

    def _scale(self, shown: BatchGradients) -> tuple[float, float]:
        """y of zero, and pixels for 1."""
        area = self._bars_area(shown)
        finite = shown.values[np.isfinite(shown.values)]
        high, low = float(finite.max(initial=0.0)), float(-finite.min(initial=0.0))
        if high + low <= 0:
            return area.center().y(), 0.0
        # a side with no bars still gets some room, so that the line of zero is seen to be one
        high, low = max(high, 0.15 * low), max(low, 0.15 * high)
        factor = area.height() / (high + low)
        return area.top() + high * factor, factor

    def _sample_at(self, position: QPointF) -> int | None:
        shown, area = self._gradients, self._area()
        if shown is None or not shown.is_kept or not area.contains(position):
            return None
        sample = int((position.x() - area.left()) / self._pitch())
        return sample if sample < shown.size else None

    # painting

    def _paint_words(self, painter: QPainter) -> None:
        """What the bars are, and what their mean is."""
        shown, lettering, theme = self._gradients, self._lettering, self._theme
        name = self._name
        mean = self._words.mean(shown, in_short=self._is_narrow())
        if self._is_narrow() or shown is None or not shown.is_kept:
            self._paint_words_above(painter, name, mean)
            return
        left, line = self._mean_x(shown) + theme.px(_MEAN_BAR / 2 + _GAP * 0.75), lettering.line_height
        names = lettering.lines(name, self._name_width())
        means = [part for words in mean for part in lettering.lines(words, self.width() - left)]
        for lines, x, color in ((names, 0.0, theme.text_dim), (means, left, theme.text)):
            top = max((self.height() - len(lines) * line) / 2, float(theme.px(3)))
            for place, words in enumerate(lines):
                lettering.paint(painter, x, top + place * line + lettering.ascent, words, color)

    def _paint_words_above(self, painter: QPainter, name: Words, mean: tuple[Words, ...]) -> None:
        lettering, theme = self._lettering, self._theme
        bottom = lettering.paint_block(painter, 0, theme.px(3), name, theme.text_dim, self.width(), 2)
        for words in mean[:1]:
            free = self.width() - lettering.width(name) - theme.px(12)
            baseline = (theme.px(3) if lettering.width(words) <= free else bottom) + lettering.ascent
            lettering.paint(painter, self.width() - lettering.width(words), baseline, words, theme.text)

    def _name_width(self) -> float:
        """Room for the words on the left: at least for the longest of them."""
        longest = max((word.width for word in self._name), default=0.0)
        return max(float(self._theme.px(_NAME_ROOM)), longest)

    def _color(self, value: float) -> QColor:
        return self._theme.delta_positive if value > 0 else self._theme.delta_negative

    def _paint_bars(self, painter: QPainter, shown: BatchGradients, zero: float, factor: float) -> None:
        theme, pitch, area = self._theme, self._pitch(), self._area()
        gap = min(theme.px(6), 0.25 * pitch) if pitch >= 3 else 0.0
        heights = np.nan_to_num(shown.values, posinf=0.0, neginf=0.0) * factor
        full = {up: self._color(1.0 if up else -1.0) for up in (True, False)}
        pale = {up: blend(theme.card, color, _PALE) for up, color in full.items()}
        colors = [(full if sample < shown.done else pale)[up] for sample, up in enumerate((heights > 0).tolist())]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=pitch >= 3)
        paint_bars(painter, area.left() + gap / 2, pitch, max(pitch - gap, 1.0), zero, heights.tolist(), colors,
                   least=1.0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _paint_numbers(self, painter: QPainter, shown: BatchGradients) -> None:
        """Each number below its bar."""
        theme, pitch, area = self._theme, self._pitch(), self._area()
        painter.setFont(theme.font(12, tabular=True))
        height = theme.px(_NUMBERS)
        for sample, value in enumerate(shown.values.tolist()):
            box = QRectF(area.left() + sample * pitch - 4, area.bottom() - height, pitch + 8, height)
            is_plain = sample >= shown.done or value == 0
            painter.setPen(theme.text_dim if is_plain else theme.readable(self._color(value)))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, number(value, _SHORT_DIGITS))

    def _has_numbers(self, shown: BatchGradients) -> bool:
        pitch = self._pitch()
        if pitch < self._theme.px(24) or self._area().height() < self._theme.px(56):
            return False
        metrics = QFontMetricsF(self._theme.font(12, tabular=True))
        return all(metrics.horizontalAdvance(number(value, _SHORT_DIGITS)) <= pitch - self._theme.px(3)
                   for value in shown.values.tolist())

    def _paint_mean(self, painter: QPainter, shown: BatchGradients, zero: float, factor: float) -> None:
        """The running mean from sample to sample, and its end as a bar of its own."""
        theme, pitch, area = self._theme, self._pitch(), self._area()
        if shown.mean is None or not np.isfinite(shown.mean):
            return
        means = np.nan_to_num(shown.running_means())
        xs = area.left() + (np.arange(len(means)) + 0.5) * pitch
        line = QPolygonF([QPointF(x, zero - mean * factor) for x, mean in zip(xs.tolist(), means.tolist(),
                                                                            strict=True)])
        end = self._mean_x(shown)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if shown.size > 1:
            painter.setPen(QPen(theme.text, theme.px(1.5)))
            painter.drawPolyline(line)
            painter.setPen(QPen(theme.text_dim, 1, Qt.PenStyle.DotLine))
            tip = zero - shown.mean * factor
            painter.drawLine(QPointF(float(xs[-1]) if len(xs) else 0.0, tip), QPointF(end, tip))
            if len(xs) <= _MOST_DOTS:
                painter.setPen(QPen(theme.card, 1))
                painter.setBrush(theme.text)
                for point in line.toList():
                    painter.drawEllipse(point, theme.px(2.6), theme.px(2.6))
        height, half = shown.mean * factor, theme.px(_MEAN_BAR) / 2
        frame = Qt.PenStyle.SolidLine if shown.is_formed else Qt.PenStyle.DashLine
        painter.setPen(QPen(theme.text, theme.px(1.5) if shown.is_formed else 1, frame))
        painter.setBrush(self._color(shown.mean))
        painter.drawRect(QRectF(end - half, zero - max(height, 0.0), 2 * half, max(abs(height), 1.0)))

    def _paint_marks(self, painter: QPainter, shown: BatchGradients) -> None:
        """The sample in view, and what is below the pointer."""
        theme = self._theme
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for sample, color in ((self._hovered, theme.outline), (shown.sample, theme.text)):
            if sample is not None and shown.size > 1 and (self._pitch() >= 4 or sample == self._hovered):
                painter.setPen(QPen(color, 1))
                painter.drawRoundedRect(self.bar(sample).adjusted(0.5, 0.5, -0.5, -0.5), theme.px(2), theme.px(2))

    # pointing

    def _show_hovered(self, sample: int | None) -> None:
        shown = self._gradients
        if sample is not None and (shown is None or not shown.is_kept or sample >= shown.size):
            sample = None
        self.setToolTip(plain_tip("" if sample is None or shown is None else self._words.of_sample(shown, sample)))
        clickable = sample is not None and self._is_clickable
        self.setCursor(Qt.CursorShape.PointingHandCursor if clickable else Qt.CursorShape.ArrowCursor)
        if sample != self._hovered:
            self._hovered = sample
            self.update()

    # the keyboard

    def first_point(self) -> QPointF:
        return self.bar(self._gradients.sample or 0).center() if self._gradients is not None else \
            QRectF(self.rect()).center()

    def next_point(self, point: QPointF, right: int, down: int) -> QPointF:
        shown, sample = self._gradients, self._sample_at(point)
        if shown is None or sample is None:
            return point
        return self.bar(min(max(sample + right, 0), shown.size - 1)).center()

    def point_with_keys(self, point: QPointF | None) -> None:
        self._show_hovered(None if point is None else self._sample_at(point))

    def take_with_keys(self, point: QPointF) -> None:
        sample = self._sample_at(point)
        if sample is not None and self._is_clickable:
            self.sample_clicked.emit(sample)

    def value_text(self) -> str:
        if self._gradients is not None and self._hovered is not None:
            return self._words.of_sample(self._gradients, self._hovered)
        return f"{self.name_text()}. {self.mean_text()}"

    def keys_text(self) -> str:
        return translate("BatchBars", "← and → go from sample to sample, Enter goes to one.")

    # the mouse

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._show_hovered(self._sample_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._show_hovered(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        sample = self._sample_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and sample is not None and self._is_clickable:
            self.sample_clicked.emit(sample)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_words(painter)
        self.walk.paint(painter, self._theme)
        shown = self._gradients
        if shown is None or not shown.is_kept:
            return
        zero, factor = self._scale(shown)
        self._paint_bars(painter, shown, zero, factor)
        painter.setPen(QPen(self._theme.outline, 1))
        line = round(zero) + 0.5
        painter.drawLine(QPointF(self._area().left(), line),
                         QPointF(self._mean_x(shown) + self._theme.px(_MEAN_BAR / 2 + 3), line))
        self._paint_marks(painter, shown)
        self._paint_mean(painter, shown, zero, factor)
        if self._has_numbers(shown):
            self._paint_numbers(painter, shown)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(400), self._theme.px(90))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._theme.px(48))


_LOW = 196
"""A page that is lower than this at scale 1 says how M, m and M/m belong together in its header."""


class BatchPage(Card):
    """Which samples are in this step, and the gradient of each of them (assumption 1).

    The bars belong to the chosen neuron or weight or, while nothing is chosen, to what the equations follow.

    Attributes
    ----------
    deck
        The epoch's samples in their order.
    bars
        δ or ∂C_x/∂w of each sample of the batch, and their mean.
    facts
        M, m and M/m in a sentence.
    """

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("", theme, parent=parent)
        self._session = session
        self.facts = ElidedLabel("", theme, tone="dim")
        self.deck = DeckStrip(theme)
        self.bars = BatchBars(theme)
        self._hears = False
        for part, stretch in ((self.facts, 0), (self.deck, 0), (self.bars, 1)):
            self.body.addWidget(part, stretch)
        self.body.setSpacing(theme.px(4))
        for part in (self.deck, self.bars):
            part.sample_clicked.connect(self._go_to)
        session.moment_changed.connect(self._show)
        for signal in (session.selection_changed, session.focus_changed, session.navigator.activity_changed):
            signal.connect(self._show_again)
        self._show_words(session.moment)

    def facts_text(self) -> str:
        """How M, m and M/m belong together."""
        moment = self._session.moment
        total, size = moment.data.train.count, min(moment.experiment.batch_size, moment.data.train.count)
        steps = -(-total // size)
        numbers = {"M": count(total), "m": count(size), "steps": count(steps), "rest": count(total % size)}
        if size == total and not optimizer_named(moment.experiment.optimizer).is_plain:
            text = self.tr("M = m = {M}: all samples in one batch, one step an epoch")
        elif size == total:
            text = self.tr("M = m = {M}: plain gradient descent, one step an epoch")
        elif size == 1:
            text = self.tr("M = {M}, m = 1: online learning, {steps} steps make one epoch")
        elif total % size:
            text = self.tr("M = {M}, m = {m}: {steps} steps make one epoch, the last with {rest} samples")
        else:
            text = self.tr("M = {M}, m = {m}: M/m = {steps} steps make one epoch")
        return text.format(**numbers)

    def _short_facts(self) -> str:
        """The same in symbols, for a header without room for a sentence."""
        moment = self._session.moment
        total, size = moment.data.train.count, min(moment.experiment.batch_size, moment.data.train.count)
        steps = "" if total % size else f" = {count(total // size)}"
        return f"M/m = {count(total)}/{count(size)}{steps}"

    def _where(self, moment: Moment) -> str:
        """Which step of the epoch it is."""
        if moment.occasion is Occasion.LEARNED:
            return self.tr("Your own sample, outside the epoch")
        if moment.occasion is Occasion.FOLLOWED:
            return self.tr("Your own sample: nothing is learned")
        state = moment.state
        return self.tr("Epoch {epoch}, step {step} of {steps}").format(
            epoch=count(state.epoch + 1), step=count(state.step_in_epoch + 1), steps=count(moment.steps_in_epoch))

    def _show_again(self, _: object = None) -> None:
        self._show(self._session.moment)

    def _show(self, moment: Moment) -> None:
        if not self.isVisible():
            return
        self._show_words(moment)
        calm = moment.occasion is Occasion.TRAINING and self._session.navigator.activity is Activity.IDLE
        self.deck.show_deck(deck_of(moment, self._session.run.trainer), moment.data, is_clickable=calm)
        place, known = followed_place(self._session), moment.has_answer
        gradients = batch_gradients(moment, place) if known and place is not None else None
        self.bars.show_gradients(gradients, is_clickable=calm, is_answer_known=known)

    def _show_words(self, moment: Moment) -> None:
        low, text = self.height() < self._theme.px(_LOW), self.facts_text()
        self.set_title(self._where(moment))
        self.set_note(text if low else "")
        if low and self._note.shown_text() != text:
            self.set_note(self._short_facts())
        self.facts.setText(text)
        if self.facts.isHidden() != low:
            self.facts.setVisible(not low)

    def _go_to(self, sample: int) -> None:
        """The same instant of another sample; behind the samples its pass complete."""
        moment = self._session.moment
        here, step = moment.address, moment.address.step
        if here.station < len(moment.route.sample_stations):
            self._session.navigator.go_to(Address(step, sample, here.station, here.neuron))
        else:
            self._session.navigator.go_to(moment.route.end_of_sample(step, sample))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show(self._session.moment)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_words(self._session.moment)


def make_page(session: Session, theme: Theme, _: Formulas) -> BatchPage:
    """The page, see `lectures.pages`."""
    return BatchPage(session, theme)
