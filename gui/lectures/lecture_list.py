"""All lectures on a page: to start or go on with one, to make one's own, and to take one home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from gui.foundation.language import file_text
from gui.foundation.theme import Theme, blend
from gui.lectures.panel_words import lecture_heading, lecture_number, problem_count_text, problem_text
from gui.lectures.progress import LectureProgress
from gui.lectures.prose_cut import plain_text
from gui.widgets.buttons import IconButton, PushButton, icon_pixmap
from gui.widgets.keyboard import PRESSING_KEYS, SLIDING_KEYS, KeyboardFocus
from gui.widgets.labels import ElidingDelegate
from gui.widgets.plain_text import PlainLabel
from gui.widgets.whats_this import WindowPart, explain
from lectures.library import Entry, Library
from lectures.model import key_of

# Lists that are operated by keys: rows of lectures and of beats.

_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Row:
    """What a row says.

    Attributes
    ----------
    key
        What it stands for; empty for the headline of a section, which can't be chosen.
    lead, title, text, note
        Before the title, the title, the quiet line below it, and what stands at the right.
    share
        Of a line below the note, from 0 to 1; negative for none.
    is_pale
        It can be looked at, but not be used.
    sign
        Icon in place of the lead.
    """

    key: str
    title: str
    lead: str = ""
    text: str = ""
    note: str = ""
    share: float = -1.0
    is_pale: bool = False
    sign: str = ""


_KEYS = SLIDING_KEYS | PRESSING_KEYS | {Qt.Key.Key_Escape}


class ListRows(QListWidget):
    """Rows of which one is chosen.

    Signals
    -------
    picked(str)
        Another row is chosen, by its key.
    entered(str)
        Enter, Space or a double click on a row; a click, too, if `click_enters`.
    left(), right()
        The arrow keys that lead out of it.
    """

    picked = Signal(str)
    entered = Signal(str)
    left = Signal()
    right = Signal()

    def __init__(self, theme: Theme, name: str, *, click_enters: bool = False,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        KeyboardFocus(self, also_takes=self._takes)
        self._theme = theme
        self._click_enters = click_enters
        self._is_filling = False
        self.setAccessibleName(name)
        self.setAccessibleDescription(self.tr("↑ and ↓ choose a row, Enter takes it"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.viewport().setAutoFillBackground(False)
        self._painter = _RowPainter(theme, self)
        self.setItemDelegate(self._painter)
        palette = self.palette()
        palette.setColor(palette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(palette)
        self.currentItemChanged.connect(self._on_current)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Other rows; the chosen one stays chosen if it is still there, otherwise the first one is."""
        before = self.key()
        self._painter.has_leads = any(row.lead or row.sign for row in rows)
        self._is_filling = True  # what is chosen is told once, when all rows are there
        self.clear()
        for row in rows:
            item = QListWidgetItem(row.title)
            item.setData(_ROLE, row)
            item.setSizeHint(QSize(0, self._theme.px(_height(row))))
            if not row.key:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            words = (row.lead, row.title, row.note)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, words)))
            self.addItem(item)
        self._is_filling = False
        keys = [row.key for row in rows]
        chosen = before if before and before in keys else next(filter(None, keys), "")
        if chosen:
            self.setCurrentRow(keys.index(chosen))

    def rows(self) -> tuple[Row, ...]:
        """All rows."""
        return tuple(self.item(number).data(_ROLE) for number in range(self.count()))

    def key(self) -> str:
        """Of the chosen row; empty if there is none."""
        item = self.currentItem()
        return str(item.data(_ROLE).key) if item is not None else ""

    def choose(self, key: str) -> None:
        """Choose a row; a key that no row has changes nothing."""
        for number, row in enumerate(self.rows()):
            if row.key == key and key:
                self.setCurrentRow(number)
                self.scrollToItem(self.item(number))

    def _on_current(self, item: QListWidgetItem | None, before: QListWidgetItem | None) -> None:
        if item is not None and not self._is_filling:
            self.picked.emit(self.key())

    def _enter(self) -> None:
        if self.key():
            self.entered.emit(self.key())

    @staticmethod
    def _takes(event: QKeyEvent) -> bool:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return event.key() in _KEYS and held == Qt.KeyboardModifier.NoModifier

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._enter()
        elif event.key() == Qt.Key.Key_Left:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Right:
            self.right.emit()
        elif event.key() in _KEYS - {Qt.Key.Key_Escape}:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        item = self.itemAt(event.position().toPoint())
        if self._click_enters and event.button() == Qt.MouseButton.LeftButton and item is self.currentItem():
            self._enter()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        item = self.itemAt(event.position().toPoint())
        if not self._click_enters and item is not None and item is self.currentItem():
            self._enter()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(300), sum(self._theme.px(_height(row)) for row in self.rows()))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._theme.px(80))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        item = self.currentItem()
        if self.hasFocus() and item is not None:
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.focus, self._theme.px(2)))
            painter.drawRoundedRect(self.visualItemRect(item).adjusted(1, 1, -1, -1), self._theme.px(6),
                                    self._theme.px(6))
            painter.end()


def _height(row: Row) -> float:
    if not row.key:
        return 34
    return 54 if row.text or row.share >= 0 else 34


class _RowPainter(ElidingDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.has_leads = True

    def paint(self, painter: QPainter, option: QStyleOptionViewItem,
              index: QModelIndex | QPersistentModelIndex) -> None:
        row = index.data(_ROLE)
        if not isinstance(row, Row):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.key:
            self._paint_ground(painter, option)
            self._paint_row(painter, option.rect, row)
        else:
            self._write(painter, option.rect.adjusted(self._theme.px(8), self._theme.px(8), 0, 0), row.title,
                        self._theme.font(12, semibold=True), self._theme.text_dim)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        state, theme = option.state, self._theme
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        if is_chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.sunken if is_chosen else theme.window)
            painter.drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), theme.px(6), theme.px(6))

    def shortened_text(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> str:
        row = index.data(_ROLE)
        if not isinstance(row, Row) or not row.key:
            return ""
        words = [(text, font, place) for text, font, place in self._words(self._line(option.rect, row), row) if text]
        is_whole = all(_elided(text, font, place) == text for text, font, place in words)
        return "" if is_whole else "\n".join(text for text, _, _ in words)

    def _line(self, place: QRect, row: Row) -> QRect:
        """Where the title, what stands before it and the note are written."""
        theme, has_two = self._theme, _height(row) > 40
        return QRect(place.left() + theme.px(8), place.top() + (theme.px(6) if has_two else 0),
                     place.width() - theme.px(18), theme.px(22) if has_two else place.height())

    def _words(self, line: QRect, row: Row) -> tuple[tuple[str, QFont, QRect], ...]:
        """The title and the quiet line below it, which give way to what stands at both sides of them."""
        theme = self._theme
        left = line.left() + theme.px(28 if self.has_leads else 4)
        width = line.right() + 1 - self._note_width(row) - theme.px(12) - left
        title = theme.font(13.5, semibold=_height(row) > 40)
        return ((row.title, title, QRect(left, line.top(), width, line.height())),
                (row.text, theme.font(12.5), QRect(left, line.bottom() + 1, width, theme.px(20))))

    def _note_width(self, row: Row) -> int:
        theme = self._theme
        return max(QFontMetrics(theme.font(12, tabular=True)).horizontalAdvance(row.note),
                   theme.px(64) if row.share >= 0 else 0)

    def _paint_row(self, painter: QPainter, place: QRect, row: Row) -> None:
        theme, line = self._theme, self._line(place, row)
        right = line.right() + 1
        title, quiet = (theme.text_dim, theme.text_dim) if row.is_pale else (theme.text, theme.text_dim)
        if row.sign:
            side = theme.px(15)
            painter.drawPixmap(line.left(), line.center().y() - side // 2,
                               icon_pixmap(row.sign, theme.error if row.is_pale else theme.good, side,
                                           painter.device().devicePixelRatio()))
        else:
            lead = QRect(line.left(), line.top(), theme.px(28 if self.has_leads else 4), line.height())
            self._write(painter, lead, row.lead, theme.font(13, tabular=True), quiet)
        note = self._note_width(row)
        self._write(painter, QRect(right - note, line.top(), note, line.height()), row.note,
                    theme.font(12, tabular=True), theme.error if row.is_pale else quiet, Qt.AlignmentFlag.AlignRight)
        for (text, font, room), color in zip(self._words(line, row), (title, quiet), strict=True):
            self._write(painter, room, text, font, color)
        if row.share >= 0:
            bar = QRectF(right - theme.px(64), line.bottom() + theme.px(9), theme.px(64), theme.px(3))
            self._bar(painter, bar, row.share)

    def _bar(self, painter: QPainter, bar: QRectF, share: float) -> None:
        theme, radius = self._theme, bar.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(blend(theme.card, theme.outline, 0.35))
        painter.drawRoundedRect(bar, radius, radius)
        if share > 0:
            bar.setWidth(max(bar.width() * min(share, 1.0), bar.height()))
            painter.setBrush(theme.good if share >= 1 else theme.accent)
            painter.drawRoundedRect(bar, radius, radius)

    @staticmethod
    def _write(painter: QPainter, place: QRect, text: str, font: QFont, color: QColor,
               side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft) -> None:
        painter.setFont(font)
        painter.setPen(color)
        painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, _elided(text, font, place))


def _elided(text: str, font: QFont, place: QRect) -> str:
    return QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width() + 1)


# One lecture of the list: what it is about, its beats, and what can be done with it.

_MOST_PROBLEMS = 30


class LectureDetail(QWidget):
    """Shows one entry of the library.

    Attributes
    ----------
    start, edit, handout, animation, beats
        The parts.

    Signals
    -------
    start_wanted(int)
        From a beat, counted from 0.
    """

    start_wanted = Signal(int)

    def __init__(self, progress: LectureProgress, theme: Theme, language: str, *,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._progress = progress
        self._theme = theme
        self._language = language
        self._entry: Entry | None = None
        self._title = _label(theme.font(19, semibold=True))
        self._summary = _label(theme.font(13.5))
        self._summary.setProperty("tone", "dim")
        self.beats = ListRows(theme, self.tr("Beats"), click_enters=True)
        self.beats.entered.connect(self._start_at)
        self._problems = _label(theme.font(13))
        self._problems.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._problems.setProperty("tone", "error")
        self._problems.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._problems)
        self.start = PushButton("", theme, primary=True, icon_name="play")
        self.again = PushButton(self.tr("From the start"), theme)
        self.edit = PushButton("", theme, icon_name="pen")
        self.handout = PushButton(self.tr("Handout…"), theme)
        self.handout.setToolTip(self.tr("Save the lecture as a PDF: picture and text of every beat"))
        self.animation = PushButton(self.tr("Animation…"), theme)
        self.animation.setToolTip(self.tr("Save a walk through the lecture as a moving picture (GIF)"))
        self.start.setToolTip(self.tr("Begin the lecture where you have left it"))
        self.again.setToolTip(self.tr("Begin the lecture with its first beat"))
        self.start.clicked.connect(self._start)
        self.again.clicked.connect(self._start_again)
        self._arrange()

    def _arrange(self) -> None:
        theme = self._theme
        starts, others = QHBoxLayout(), QHBoxLayout()
        for row, buttons in ((starts, (self.start, self.again)), (others, (self.edit, self.handout, self.animation))):
            row.setSpacing(theme.px(8))
            for button in buttons:
                row.addWidget(button)
            row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self._title)
        column.addWidget(self._summary)
        column.addLayout(starts)
        column.addWidget(self.beats, 1)
        column.addWidget(self._scroll, 1)
        column.addLayout(others)

    def entry(self) -> Entry | None:
        """What is shown."""
        return self._entry

    def show_entry(self, entry: Entry | None) -> None:
        """Show another one, or none."""
        self._entry = entry
        self.setVisible(entry is not None)
        if entry is None:
            return
        lecture = entry.lecture
        heading = lecture_heading(lecture, self._language) if lecture is not None else file_text(entry.path)
        self._title.setText(heading)
        summary = lecture.summary.in_language(self._language) if lecture is not None else ""
        self._summary.setText(plain_text(summary))
        self._summary.setVisible(bool(summary))
        self.edit.setText(self.tr("Edit") if entry.is_own else self.tr("Copy and edit"))
        self.edit.setToolTip(self.tr("Change this lecture") if entry.is_own else
                             self.tr("Change a copy of this lecture; it stays as it is"))
        for button in (self.start, self.handout, self.animation):
            button.setEnabled(lecture is not None)
        is_begun = lecture is not None and self._first() > 0
        self.start.setText(self.tr("Continue with beat {number}").format(number=self._first() + 1) if is_begun
                           else self.tr("Start"))
        self.again.setVisible(is_begun)
        self.beats.setVisible(lecture is not None)
        self._scroll.setVisible(lecture is None)
        self.beats.set_rows(self._rows())
        self.beats.choose(str(self._first()))
        self._problems.setText(self._problem_text(entry))

    def _rows(self) -> list[Row]:
        entry = self._entry
        if entry is None or entry.lecture is None:
            return []
        furthest = self._progress.furthest(entry.key)
        return [Row(str(number), plain_text(beat.title.in_language(self._language)), lead=str(number + 1),
                    note="✓" if number <= furthest else "") for number, beat in enumerate(entry.lecture.beats)]

    def _problem_text(self, entry: Entry) -> str:
        texts = [problem_text(problem) for problem in entry.problems[:_MOST_PROBLEMS]]
        more = len(entry.problems) - len(texts)
        if more > 0:
            texts.append(self.tr("… and {count} more").format(count=more))
        return "\n\n".join(texts)

    def _first(self) -> int:
        """Where it goes on."""
        entry = self._entry
        if entry is None or entry.lecture is None:
            return 0
        return self._progress.where_to_go_on(entry.key, len(entry.lecture.beats))

    def _start(self) -> None:
        self.start_wanted.emit(self._first())

    def _start_again(self) -> None:
        self.start_wanted.emit(0)

    def _start_at(self, key: str) -> None:
        self.start_wanted.emit(int(key))


def _label(font: QFont) -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(font)
    return label


class LectureList(QWidget):
    """A card with all lectures at the left and the chosen one at the right.

    ↑ and ↓ choose, → leads to the beats and ← back, Enter starts, Esc closes.

    Attributes
    ----------
    lectures, detail, new, close_button
        The parts.

    Signals
    -------
    start_wanted(str, int)
        Name of a lecture, and the beat to begin with, counted from 0.
    new_wanted()
        A new lecture.
    edit_wanted(str)
        Edit this one; of one that comes with the program, a copy.
    handout_wanted(str), animation_wanted(str)
        Take this one home.
    closed()
        Somebody closed the list.
    """

    start_wanted = Signal(str, int)
    new_wanted = Signal()
    edit_wanted = Signal(str)
    handout_wanted = Signal(str)
    animation_wanted = Signal(str)
    closed = Signal()

    def __init__(self, library: Library, progress: LectureProgress, theme: Theme, language: str, *,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._progress = progress
        self._theme = theme
        self._language = language
        self._entries: dict[str, Entry] = {}
        self._title = PlainLabel(self.tr("Lectures"))
        self._title.setFont(theme.font(16, semibold=True))
        self.new = PushButton(self.tr("New lecture"), theme, icon_name="plus")
        self.new.setToolTip(self.tr("Write a lecture of your own"))
        self.close_button = IconButton("close", self.tr("Close the list (Esc)"), theme, look="flat")
        self.lectures = ListRows(theme, self.tr("Lectures"))
        self.detail = LectureDetail(progress, theme, language)
        self.setFocusProxy(self.lectures)
        explain(WindowPart.LECTURES, self)
        self._arrange()
        self.new.clicked.connect(self.new_wanted)
        self.close_button.clicked.connect(self.closed)
        self.lectures.picked.connect(self._show_detail)
        self.lectures.entered.connect(self._enter)
        self.lectures.right.connect(self._to_beats)
        self.detail.beats.left.connect(self._to_lectures)
        self.detail.start_wanted.connect(self._start)
        self.detail.edit.clicked.connect(self._edit)
        self.detail.handout.clicked.connect(self._hand_out)
        self.detail.animation.clicked.connect(self._animate)
        self.refresh()

    def _arrange(self) -> None:
        theme = self._theme
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self.new)
        head.addWidget(self.close_button)
        rule = QFrame()
        rule.setProperty("part", "rule")
        rule.setFixedWidth(theme.px(1))
        right = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        right.setSizePolicy(policy)
        holder = QVBoxLayout(right)
        holder.setContentsMargins(0, 0, 0, 0)
        holder.addWidget(self.detail, 1)
        halves = QHBoxLayout()
        halves.setSpacing(theme.px(16))
        halves.addWidget(self.lectures, 5)
        halves.addWidget(rule)
        halves.addWidget(right, 4)
        card = QFrame()
        card.setProperty("part", "card")
        around = QVBoxLayout(self)
        around.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(12))  # as around the other pages
        around.addWidget(card)
        column = QVBoxLayout(card)
        column.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(16))
        column.setSpacing(theme.px(10))
        column.addLayout(head)
        column.addLayout(halves, 1)

    def refresh(self) -> None:
        """Look at the files and at what was seen again; the chosen lecture stays chosen."""
        entries = self._library.entries()
        self._entries = {entry.key: entry for entry in entries}
        rows: list[Row] = []
        for is_own, title in ((False, self.tr("The course")), (True, self.tr("Your own"))):
            section = [self._row(entry) for entry in entries if entry.is_own == is_own]
            rows += [Row("", title), *section] if section else []
        self.lectures.set_rows(rows)
        self._show_detail(self.lectures.key())

    def choose(self, name: str) -> None:
        """Choose a lecture by its name, one's own if there are two."""
        own = key_of(name, is_own=True)
        self.lectures.choose(own if own in self._entries else name)

    def _row(self, entry: Entry) -> Row:
        lecture, number = entry.lecture, lecture_number(entry.name)
        if lecture is None:
            first = problem_text(entry.problems[0]) if entry.problems else ""
            return Row(entry.key, file_text(entry.path), text=first,
                       note=problem_count_text(len(entry.problems)), is_pale=True, sign="warning")
        count = len(lecture.beats)
        seen = min(self._progress.furthest(entry.key) + 1, count)
        return Row(entry.key, plain_text(lecture.title.in_language(self._language)), lead=number,
                   text=plain_text(lecture.summary.in_language(self._language)), note=f"{seen} / {count}",
                   share=seen / count if count else 0.0)

    def _chosen(self) -> Entry | None:
        return self._entries.get(self.lectures.key())

    def _show_detail(self, key: str) -> None:
        self.detail.show_entry(self._entries.get(key))

    def _enter(self, key: str) -> None:
        self.detail.start.click()

    def _start(self, beat: int) -> None:
        entry = self._chosen()
        if entry is not None and entry.lecture is not None:
            self.start_wanted.emit(_address(entry), beat)

    def _edit(self) -> None:
        entry = self._chosen()
        if entry is not None:
            self.edit_wanted.emit(_address(entry))

    def _hand_out(self) -> None:
        entry = self._chosen()
        if entry is not None:
            self.handout_wanted.emit(_address(entry))

    def _animate(self) -> None:
        entry = self._chosen()
        if entry is not None:
            self.animation_wanted.emit(_address(entry))

    def _to_beats(self) -> None:
        if self.detail.beats.isVisible():
            self.detail.beats.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _to_lectures(self) -> None:
        self.lectures.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.refresh()
            self._to_lectures()


def _address(entry: Entry) -> str:
    """What leads to this one and to no other of the same name: the path of one's own."""
    return str(entry.path) if entry.is_own else entry.name
