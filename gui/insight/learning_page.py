"""The page "Learning": why the chosen weight didn't move, and which neurons of the network can't learn."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from gui.foundation.formulas import Formulas
from gui.foundation.number_text import count, number, percent
from gui.foundation.theme import Theme, blend
from gui.insight.batch_gradients import followed_place
from gui.insight.learning_words import LearningWords
from gui.insight.lettering import Lettering, Words, text_of, unknown_answer
from gui.run.choice import Selection
from gui.run.session import Session
from gui.widgets.card import Card
from gui.widgets.plain_text import plain_tip
from simulator.activations import SATURATION
from simulator.first_pass import SAMPLES
from simulator.learning_counts import LayerCounts, layer_counts, silent_inputs
from simulator.learning_speed import SMALL, Cause, Diagnosis, Factor, Role, diagnose
from simulator.moment import Moment

# The factors of a weight's change as bars, each against the largest that it can be.

_BAR_ROW, _LEAST_ROW, _TALLEST_ROW, _TRACK = 20, 17, 25, 8
_LABEL, _SHORT_LABEL, _NUMBER, _BAR_GAP, _MARK = 178, 118, 72, 10, 11
_NARROW = 430
"""A narrower view has no column for the sample in view, and shorter names."""
_MOST_VERDICT_LINES = 3


@dataclass(frozen=True)
class _Row:
    """One bar; without a factor it is the 1 of a bias."""

    label: Words
    factor: Factor | None
    is_named: bool

    @property
    def is_small(self) -> bool:
        """Whether it holds the weight back; the one that does most is named."""
        return self.factor is not None and self.factor.is_small


class FactorBars(QWidget):
    """The verdict, the bars, and Δw."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lettering = Lettering(theme)
        self._words: LearningWords | None = None
        self._reason = ""
        self._diagnosis: Diagnosis | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(QCoreApplication.translate("LearningPage", "Factors of the change"))
        self._about = QCoreApplication.translate(
            "LearningPage", "Means of absolute values, weighted by what they are multiplied with, so that they "
                            "multiply to the mean |∂Cₓ/∂w|. A bar is full where a factor is as large as it can be "
                            "here; what doesn't reach the mark at {share} % is small. The diamond is the sample in "
                            "view.").format(share=round(100 * SMALL))
        self._offer_whole_text()

    @property
    def diagnosis(self) -> Diagnosis | None:
        """What is shown; None while an input is followed."""
        return self._diagnosis

    def show_diagnosis(self, moment: Moment, place: Selection, diagnosis: Diagnosis) -> str:
        """Show this one; gives the headline for it."""
        self._diagnosis = diagnosis
        self._words = words = LearningWords(self._lettering, moment, place, diagnosis)
        self.setAccessibleDescription(f"{self.verdict_text()} {text_of(words.change())}")
        self._offer_whole_text()
        self.update()
        return words.title()

    def show_nothing(self, reason: str) -> None:
        """There is nothing to be said, and why."""
        self._diagnosis = self._words = None
        self._reason = reason
        self.setAccessibleDescription(reason)
        self._offer_whole_text()
        self.update()

    def _offer_whole_text(self) -> None:
        """The tooltip begins with the verdict where this has more lines than there is room for."""
        words = self._words
        is_shortened = words is not None and self._lettering.is_shortened(words.verdict(), self.width(),
                                                                          _MOST_VERDICT_LINES)
        self.setToolTip(plain_tip(f"{self.verdict_text()}\n\n{self._about}" if is_shortened else self._about))

    def verdict_text(self) -> str:
        """The answer in words."""
        return "" if self._words is None else text_of(self._words.verdict())

    def change_text(self) -> str:
        """Δw with its numbers."""
        return "" if self._words is None else text_of(self._words.change())

    def note_text(self) -> str:
        """Why σ′ has no bar; empty where it has one."""
        return "" if self._words is None else text_of(self._words.note())

    def _rows(self, diagnosis: Diagnosis, words: LearningWords, most: int) -> list[_Row]:
        """As many bars as there is room for; what is named is always among them."""
        named: Factor | None = diagnosis.smallest
        moves_by_rate = diagnosis.cause is Cause.MOVES and diagnosis.smallest.role is Role.RATE
        if diagnosis.cause in (Cause.FROZEN, Cause.TOGETHER) or moves_by_rate:
            named = None
        short = self._is_narrow()
        rows = [_Row(words.label(factor.role, in_short=short), factor, factor is named and factor.is_small)
                for factor in diagnosis.factors]
        if diagnosis.factor(Role.ACTIVATION) is None:
            rows.insert(0, _Row(words.bias_label(), None, False))
        for role in (Role.RATE, Role.AGREEMENT):
            # a learning rate has no largest value: its bar is of use only where it explains something
            if len(rows) > most or (role is Role.RATE and diagnosis.cause is not Cause.TOGETHER):
                rows = [one for one in rows if one.is_named or one.factor is None or one.factor.role is not role]
        while len(rows) > max(most, 1) and (others := [one for one in rows if not one.is_named]):
            rows.remove(max(others, key=lambda one: math.inf if one.factor is None else one.factor.share))
        return rows

    def _paint_verdict(self, painter: QPainter, words: LearningWords) -> float:
        lettering = self._lettering
        return lettering.paint_block(painter, 0, self._theme.px(2), words.verdict(), self._theme.text, self.width(),
                                     _MOST_VERDICT_LINES)

    def _has_sample(self, diagnosis: Diagnosis) -> bool:
        return diagnosis.rows > 1 and not self._is_narrow()

    def _is_narrow(self) -> bool:
        return self.width() < self._theme.px(_NARROW)

    def _track(self, diagnosis: Diagnosis, top: float) -> QRectF:
        px = self._theme.px
        left = px(_MARK) + self._label_room(diagnosis)
        numbers = px(_NUMBER) * (2 if self._has_sample(diagnosis) else 1)
        width = max(self.width() - left - numbers - px(_BAR_GAP), px(20))
        return QRectF(left, top + (px(_BAR_ROW) - px(_TRACK)) / 2, width, px(_TRACK))

    def _label_room(self, diagnosis: Diagnosis) -> float:
        """Width of the names: at least the usual one, and enough for the longest of them."""
        usual, words, short = _SHORT_LABEL if self._is_narrow() else _LABEL, self._words, self._is_narrow()
        labels = [] if words is None else [words.label(factor.role, in_short=short) for factor in diagnosis.factors
                                           if factor.role is not Role.RATE or diagnosis.cause is Cause.TOGETHER]
        widest = max((self._lettering.width(label) for label in labels), default=0.0)
        return max(float(self._theme.px(usual)), widest + self._theme.px(_BAR_GAP))

    def _paint_headings(self, painter: QPainter, words: LearningWords, top: float) -> None:
        px = self._theme.px
        painter.setFont(self._theme.font(12, tabular=True))
        painter.setPen(self._theme.text_dim)
        texts = (words.heading(), words.heading_of_sample())
        for place, text in enumerate(texts):
            right = self.width() - (1 - place) * px(_NUMBER)
            painter.drawText(QRectF(right - 2 * px(_NUMBER), top, 2 * px(_NUMBER), px(_BAR_ROW)),
                             Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_row(self, painter: QPainter, one: _Row, diagnosis: Diagnosis, top: float) -> None:
        theme, px = self._theme, self._theme.px
        middle = top + px(_BAR_ROW) / 2
        if one.is_small:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.text)
            painter.drawPolygon(QPolygonF([QPointF(0, middle - px(4)), QPointF(px(6), middle),
                                           QPointF(0, middle + px(4))]))
        color = theme.text if one.is_small else theme.text_dim
        metrics = QFontMetricsF(theme.font(13))
        self._lettering.paint(painter, px(_MARK), middle + metrics.capHeight() / 2, one.label, color)
        track = self._track(diagnosis, top)
        self._paint_track(painter, one, track)
        painter.setFont(theme.font(13, semibold=one.is_named, tabular=True))
        painter.setPen(theme.text)
        has_sample = self._has_sample(diagnosis)
        size = LearningWords.size(one.factor) if one.factor is not None else "1"
        self._write_right(painter, size, self.width() - (px(_NUMBER) if has_sample else 0), top)
        if has_sample and one.factor is not None and one.factor.of_sample is not None:
            painter.setFont(theme.font(13, tabular=True))
            painter.setPen(theme.text_dim)
            self._write_right(painter, number(one.factor.of_sample, 3), self.width(), top)

    def _write_right(self, painter: QPainter, text: str, right: float, top: float) -> None:
        px = self._theme.px
        painter.drawText(QRectF(right - 2 * px(_NUMBER), top, 2 * px(_NUMBER), px(_BAR_ROW)),
                         Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_track(self, painter: QPainter, one: _Row, track: QRectF) -> None:
        """The bar, the mark of what is small, and a tick for the sample in view."""
        theme = self._theme
        radius = track.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.sunken)
        painter.drawRoundedRect(track, radius, radius)
        factor = one.factor
        share = 1.0 if factor is None else min(max(factor.share, 0.0), 1.0)
        fill: QColor = theme.warning if one.is_small else blend(theme.card, theme.accent, 0.62)
        if share > 0:
            bar = QRectF(track.topLeft(), QSize(0, 0)).adjusted(0, 0, max(share * track.width(), 2.0), track.height())
            painter.setBrush(fill)
            painter.drawRoundedRect(bar, min(radius, bar.width() / 2), radius)
        painter.setPen(QPen(theme.outline, 1))
        mark = round(track.left() + SMALL * track.width()) + 0.5
        painter.drawLine(QPointF(mark, track.top() - 2), QPointF(mark, track.bottom() + 2))
        if factor is not None and factor.of_sample is not None and factor.reference > 0 and self._is_batch():
            x = track.left() + min(abs(factor.of_sample) / factor.reference, 1.0) * track.width()
            middle, half = QPointF(x, track.center().y()), theme.px(4)
            painter.setPen(QPen(theme.card, 1))
            painter.setBrush(theme.text)
            painter.drawPolygon(QPolygonF([middle + QPointF(*away) for away in (
                (0, -half), (half, 0), (0, half), (-half, 0))]))

    def _is_batch(self) -> bool:
        return self._diagnosis is not None and self._diagnosis.rows > 1

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        words, diagnosis, theme, lettering = self._words, self._diagnosis, self._theme, self._lettering
        if words is None or diagnosis is None:
            words_of_it = lettering.words(self._reason)
            lettering.paint_block(painter, 0, 0, words_of_it, theme.text_dim, self.width(), 2)
            return
        top = self._paint_verdict(painter, words) + theme.px(2)
        has_headings = self._has_sample(diagnosis)
        change = self._change_lines(words)
        room = self.height() - top - len(change) * lettering.line_height - theme.px(4)
        most = int(room // theme.px(_LEAST_ROW)) - (1 if has_headings else 0)
        rows = self._rows(diagnosis, words, most)
        height = min(max(room / (len(rows) + has_headings), float(theme.px(_LEAST_ROW))),
                     float(theme.px(_TALLEST_ROW)))
        if has_headings and len(rows) <= most:
            self._paint_headings(painter, words, top + (height - theme.px(_BAR_ROW)) / 2)
            top += height
        for one in rows:
            self._paint_row(painter, one, diagnosis, top + (height - theme.px(_BAR_ROW)) / 2)
            top += height
        self._paint_change(painter, change, words.note(), top + theme.px(4))

    def _change_lines(self, words: LearningWords) -> list[Words]:
        """Δw in one line if it can be: without its symbols where they don't fit too."""
        lettering, room = self._lettering, self.width() - self._theme.px(_MARK)
        change = words.change()
        return [change] if lettering.width(change) <= room else lettering.lines(words.change(in_short=True), room)

    def _paint_change(self, painter: QPainter, change: list[Words], note: Words, top: float) -> None:
        """Δw and, where there is room, why σ′ has no bar."""
        lettering, theme = self._lettering, self._theme
        baseline = behind = 0.0
        for line in change:
            baseline = top + lettering.ascent
            behind = lettering.paint(painter, self._theme.px(_MARK), baseline, line, theme.text)
            top += lettering.line_height
        top -= lettering.line_height
        if note and behind + theme.px(12) + lettering.width(note) <= self.width():
            lettering.paint(painter, behind + theme.px(12), baseline, note, theme.text_dim)
        elif note and top + 2 * lettering.line_height <= self.height():
            lettering.paint(painter, self._theme.px(_MARK), baseline + lettering.line_height, note, theme.text_dim)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._offer_whole_text()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(420), self._theme.px(130))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(84))


# How many neurons of each layer can't learn in this batch.

translate = QCoreApplication.translate
_COUNT_ROW, _COUNT_GAP = 19, 14
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
        row = theme.px(_COUNT_ROW)
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
        row, gap = self._theme.px(_COUNT_ROW), self._theme.px(_COUNT_GAP)
        x = 0.0
        for place, (text, width) in enumerate(zip(line, self._widths(), strict=True)):
            side = Qt.AlignmentFlag.AlignLeft if place == 0 else Qt.AlignmentFlag.AlignRight
            painter.drawText(QRectF(x, top, width, row), side | Qt.AlignmentFlag.AlignVCenter, text)
            x += width + gap

    def sizeHint(self) -> QSize:
        theme = self._theme
        widths = self._widths()
        below = QFontMetricsF(theme.font(12, tabular=True)).horizontalAdvance(self._below)
        width = max(sum(widths) + theme.px(_COUNT_GAP) * max(len(widths) - 1, 0), below)
        return QSize(round(width) + 2, theme.px(_COUNT_ROW) * (len(self._lines) + 2))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width(), self._theme.px(3 * _COUNT_ROW))


_ROOM_FOR_COUNTS = 480
"""A page that is narrower than this at scale 1 leaves the counts out."""


class LearningPage(Card):
    """The change of one weight as a product, with the factor named that is small.

    It is the chosen weight, the bias of the chosen neuron or, while nothing is chosen, that of the neuron that the
    equations follow.

    Attributes
    ----------
    factors
        The verdict, the factors as bars, and Δw.
    counts
        Dead and saturated neurons of each layer.
    """

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("", theme, parent=parent)
        self._session = session
        self.factors = FactorBars(theme)
        self.counts = CountsTable(theme)
        columns = QHBoxLayout()
        columns.setSpacing(theme.px(28))
        columns.addWidget(self.factors, 1)
        columns.addWidget(self.counts)
        self.body.addLayout(columns, 1)
        self.set_title(self.tr("Why didn't this weight move?"))
        session.moment_changed.connect(self._show)
        for signal in (session.selection_changed, session.focus_changed):
            signal.connect(self._show_again)

    def place(self) -> Selection | None:
        """The weight or neuron that is shown."""
        return followed_place(self._session)

    def _show_again(self, _: object = None) -> None:
        self._show(self._session.moment)

    def _show(self, moment: Moment) -> None:
        if not self.isVisible():
            return
        place = self.place()
        if place is None or not moment.has_answer:
            self.set_title(self.tr("Why didn't this weight move?"))
            self.factors.show_nothing(unknown_answer() if not moment.has_answer else self.tr(
                "Choose a neuron or a weight: an input doesn't learn."))
        else:
            diagnosis = diagnose(moment, place.layer, place.neuron, place.source)
            self.set_title(self.factors.show_diagnosis(moment, place, diagnosis))
        self.counts.show_counts(moment, place.layer if place is not None else 0)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show(self._session.moment)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self._theme.px(_ROOM_FOR_COUNTS)
        if self.counts.isHidden() != narrow:
            self.counts.setVisible(not narrow)


def make_page(session: Session, theme: Theme, _: Formulas) -> LearningPage:
    """The page, see `lectures.pages`."""
    return LearningPage(session, theme)
