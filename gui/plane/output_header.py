"""The head of the output card: what is shown, how much of it is wrong, and the two buttons."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import product

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from gui.theme import Theme
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.icon_button import IconButton
from gui.widgets.plain_text import plain_tip
from gui.widgets.segmented_control import SegmentedControl, segments_width

Name = tuple[str, str]
"""In words, and as short as it can be written."""

_GAP = 8
_BUTTON = 26


class OutputHeader(QWidget):
    """A title, or a choice where there are several things to show; a note; the options folded away; the pen.

    Everything is written as far as there is room for it, whole or shorter, but never cut where it can be helped.

    Attributes
    ----------
    options, pen
        The buttons.
    switch
        The choice; None where there is nothing to choose.

    Signals
    -------
    chosen(int)
        Somebody chose another of the names.
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._names: tuple[Name, ...] = ()
        self._index = 0
        self._single: Name | None = None
        self._notes: tuple[str, ...] = ("",)
        self.switch: SegmentedControl | None = None
        self._title = ElidedLabel("", theme, semibold=True)
        self._note = ElidedLabel("", theme, size=12, tone="dim", alignment=Qt.AlignmentFlag.AlignRight)
        self.options = IconButton("settings", self.tr("What the map shows"), theme, size=_BUTTON, look="flat")
        self.pen = IconButton("pen", self.tr("Edit points"), theme, size=_BUTTON, look="flat")
        self.pen.setCheckable(True)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._title)
        self._row.addWidget(self._note, 1)
        for button in (self.options, self.pen):
            self._row.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme
        self._row.setSpacing(theme.px(_GAP) // 2)
        for part in (self._title, self._note, self.options, self.pen):
            part.set_theme(theme)
        if self.switch is not None:
            self.switch.set_theme(theme)
        self._fit()

    def title(self) -> str:
        """What is shown, in words."""
        return self._single[0] if self._single is not None else self._names[self._index][0] if self._names else ""

    def note(self) -> str:
        """The note as it is written at this width."""
        return self._note.text()

    def show_names(self, names: Sequence[Name], index: int, single: Name | None, notes: Sequence[str]) -> None:
        """What can be shown, and what is.

        Parameters
        ----------
        names, index
            All that can be chosen, and what is chosen.
        single
            What is shown for a moment in place of them.
        notes
            The note, the longest wording first.
        """
        if tuple(names) != self._names:
            self._names = tuple(names)
            self._build()
        if (index, single, tuple(notes)) != (self._index, self._single, self._notes) or not self._title.text():
            self._index, self._single, self._notes = index, single, tuple(notes)
            self._fit()

    def _build(self) -> None:
        """The choice, if there is one."""
        if self.switch is not None:
            self._row.removeWidget(self.switch)
            self.switch.hide()
            self.switch.deleteLater()
            self.switch = None
        if len(self._names) > 1:
            self.switch = SegmentedControl([short for _, short in self._names], self._theme,
                                           name=self.tr("What is shown"), parent=self)
            self._row.insertWidget(0, self.switch)
            self.switch.changed.connect(self.chosen)
        self._index = min(self._index, max(len(self._names) - 1, 0))
        self._title.setText("")

    def _fit(self) -> None:
        """The longest words that fit."""
        if not self._names:
            return
        buttons = sum(button.width() + self._row.spacing() for button in (self.options, self.pen)
                      if not button.isHidden())
        room = self.width() - buttons - self._row.spacing()
        shows_switch = self.switch is not None and self._single is None
        wordings = [[long for long, _ in self._names], [short for _, short in self._names]] if shows_switch else \
            [[name] for name in (self._single or self._names[0])]
        width_of = partial(segments_width, theme=self._theme) if shows_switch else self._title_width
        notes = QFontMetricsF(self._note.font())
        words, note = next(
            ((words, note) for words, note in product(wordings, self._notes)
             if width_of(words) + (notes.horizontalAdvance(note) + 1 if note else 0) <= room),
            (wordings[-1], ""))
        self._note.setText(note)
        self._note.setToolTip(plain_tip(self._notes[0] if note != self._notes[0] else ""))
        if self.switch is not None:
            self.switch.setVisible(shows_switch)
            self.switch.set_index(self._index)
        self._title.setVisible(not shows_switch)
        self._title.setText(words[0])
        is_whole = words[0] == self.title() and self._title_width(words) <= room
        self._title.setToolTip(plain_tip("" if is_whole else self.title()))
        if shows_switch and self.switch is not None:
            self.switch.set_options(words)
            for segment, (long, _) in zip(self.switch.segments(), self._names, strict=True):
                segment.setToolTip(plain_tip(long if segment.text() != long else ""))

    def _title_width(self, words: list[str]) -> float:
        return QFontMetricsF(self._title.font()).horizontalAdvance(words[0]) + 1

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._theme.px(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(1, self._theme.px(28))
