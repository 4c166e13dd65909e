"""The panel below the stage: one card in view, and a choice among the others in its header line."""

from __future__ import annotations

import importlib
from functools import partial
from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QStackedWidget, QWidget

from gui.equations.equation_panel import EquationPanel
from gui.foundation.formulas import Formulas
from gui.foundation.theme import Theme
from gui.run.comparison import SecondRun
from gui.run.session import Session
from gui.widgets.access import reading_order
from gui.widgets.buttons import SegmentedControl
from gui.widgets.card import Card
from gui.widgets.fields import ChoiceBox
from gui.widgets.keyboard import shows_ring
from gui.widgets.plain_text import PlainLabel, plain_tip
from gui.widgets.whats_this import WindowPart, explain, explain_page
from lectures.pages import PAGES, PageEntry, page_keys


@runtime_checkable
class Chosen(Protocol):
    """A page on which a person can choose what is to be seen."""

    def view_state(self) -> dict[str, Any]:
        """What is chosen, as plain JSON: only what isn't as usual."""

    def show_view_state(self, state: dict[str, Any]) -> None:
        """Show what `view_state` has told, perhaps in a file of another version; the usual where it tells nothing."""


_HOME = __name__.rpartition(".")[0]
"""The package in which pages stand."""
_TITLE_ROOM = 240
"""Width at scale 1 that a headline needs beside the choice."""
_GAP = 8
_TOP, _SIDE = 8, 16
"""Where a card's header begins, see `gui.widgets.card`."""
_SPARE = 44
"""Height, at scale 1, that an equation can do without while a message is shown."""


class LowerPanel(QWidget):
    """Pages of which one is in view; each is made when it is first wanted.

    A page is a `Card`: the choice stands at the right end of its header. Any other widget is put into a card, whose
    headline is the widget's `windowTitle`. Which pages there are is said in `lectures.pages`.

    Parameters
    ----------
    former
        A panel that this one takes the place of: the same page stays in view, with what was chosen on all of them.

    Attributes
    ----------
    equations
        The first page.
    segments, choice
        The choice of pages: as a row where there is room for it, otherwise folded away.

    Signals
    -------
    page_changed(str)
        Another page is in view: its key.
    """

    page_changed = Signal(str)

    def __init__(self, session: Session, theme: Theme, formulas: Formulas, former: LowerPanel | None = None,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._formulas = formulas
        self._states: dict[str, dict[str, Any]] = {}
        self.equations = EquationPanel(session, theme, formulas)
        self._entries = {page.name: page for page in PAGES}
        self._pages: dict[str, QWidget] = {}
        self._cards: dict[str, Card] = {}
        self._room_left: list[QWidget] = []
        labels = {name: self.page_label(name) for name in self._entries}
        self.segments = SegmentedControl(list(labels.values()), theme, name=self.tr("Page"))
        self.choice = ChoiceBox(list(labels.items()), theme, name=self.tr("Page"))
        self._chooser = QWidget()
        explain(WindowPart.PAGES, self._chooser)
        self._run = PlainLabel("A")
        self._stack = QStackedWidget()
        self._lay_out()
        self._install_keys()
        self.segments.changed.connect(lambda index: self.show_page(self.page_keys()[index]))
        self.choice.chosen.connect(self.show_page)
        session.navigator.comparison_changed.connect(self._on_comparison)
        self._key = ""
        known = self.page_keys()
        self.page(known[0])  # it is there in any case, and belongs into the panel even where another one is in view
        if former is not None:
            self.show_view_state(former.view_state())
        self.show_page(former.key() if former is not None and former.key() in known else known[0])

    def page_keys(self) -> tuple[str, ...]:
        """The keys of all pages in their order."""
        return tuple(self._entries)

    def page_label(self, key: str) -> str:
        """The word for a page in the choice."""
        return QCoreApplication.translate("Pages", self._entries[key].label)

    def key(self) -> str:
        """Key of the page in view."""
        return self._key

    @property
    def is_tall(self) -> bool:
        """Whether the page in view needs more height than the others."""
        return self._entries[self._key].is_tall

    @property
    def is_settled(self) -> bool:
        """Whether nothing on the page in view is still being worked out."""
        return bool(getattr(self._pages.get(self._key), "is_settled", True))

    def page(self, key: str) -> QWidget:
        """The page with this key; it is made if it wasn't yet.

        Raises
        ------
        KeyError
            If there is none.
        """
        if key not in self._pages:
            self._add(self._entries[key])
            if key in self._states:
                self._show_state(key)
        return self._pages[key]

    def show_page(self, key: str) -> None:
        """Bring a page into view."""
        if key == self._key:
            return
        self.page(key)
        self._key = key
        by_key = self._has_ring()
        self._stack.setCurrentWidget(self._cards[key])
        first = next(iter(reading_order(self._cards[key])), None)
        if by_key and first is not None:
            first.clearFocus()  # Qt has given it the focus, but not by a key
            first.setFocus(Qt.FocusReason.TabFocusReason)
        self.segments.set_index(self.page_keys().index(key))
        self.choice.set_key(key)
        self.page_changed.emit(key)

    def view_state(self) -> dict[str, Any]:
        """What is chosen to be seen on the pages, as plain JSON; of each page only what isn't as usual."""
        states = dict(self._states)
        for key, page in self._pages.items():
            if isinstance(page, Chosen):
                states[key] = page.view_state()
        return {key: state for key, state in states.items() if state}

    def show_view_state(self, states: object) -> None:
        """Show on all pages what `view_state` has told, and the usual where it tells nothing."""
        told = states if isinstance(states, dict) else {}
        self._states = {key: told[key] for key in self.page_keys() if isinstance(told.get(key), dict)}
        for key in self._pages:
            self._show_state(key)

    def _show_state(self, key: str) -> None:
        page, state = self._pages[key], self._states.pop(key, {})
        if isinstance(page, Chosen) and page.view_state() != state:
            page.show_view_state(state)

    def _has_ring(self) -> bool:
        """Whether somebody has come into the page in view by keys."""
        focus = QApplication.focusWidget()
        return focus is not None and shows_ring(focus) and self._stack.isAncestorOf(focus)

    def _add(self, entry: PageEntry) -> None:
        """Make a page: its module is loaded when the page is wanted."""
        page = self.equations if entry is PAGES[0] else importlib.import_module(f"{_HOME}.{entry.home}").make_page(
            self._session, self._theme, self._formulas)
        self._pages[entry.name] = page
        self._cards[entry.name] = card = page if isinstance(page, Card) else self._carded(page)
        explain_page(entry, card)
        room = QWidget()
        room.setFixedSize(self._chooser_width(), 1)
        card.add_to_header(room)
        self._room_left.append(room)
        self._stack.addWidget(card)

    def _carded(self, page: QWidget) -> Card:
        card = Card(page.windowTitle(), self._theme)
        page.windowTitleChanged.connect(card.set_title)
        card.body.addWidget(page, 1)
        return card

    def _lay_out(self) -> None:
        px = self._theme.px
        hair = px(1)
        row = QHBoxLayout(self._chooser)
        row.setContentsMargins(0, px(_TOP) + hair, px(_SIDE) + hair, 0)
        row.setSpacing(px(_GAP))
        self._run.setFont(self._theme.font(13, semibold=True))
        self._run.setVisible(self._session.navigator.comparison is not None)
        row.addWidget(self._run)
        row.addWidget(self.segments)
        row.addWidget(self.choice)
        self.choice.setFixedWidth(self.choice.sizeHint().width())
        self.choice.hide()
        # both lie in the same cell: the choice over the header of whatever card is in view
        lines = QGridLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self._stack, 0, 0)
        lines.addWidget(self._chooser, 0, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        self._chooser.raise_()

    def _install_keys(self) -> None:
        for place, (name, key) in enumerate(page_keys().items()):
            sequence = QKeySequence(key)
            QShortcut(sequence, self, partial(self.show_page, name))
            shown = sequence.toString(QKeySequence.SequenceFormat.NativeText)
            self.segments.segments()[place].setToolTip(plain_tip(f"{self.page_label(name)} ({shown})"))
            self.choice.setItemData(place, shown, Qt.ItemDataRole.ToolTipRole)

    def _on_comparison(self, second: SecondRun | None) -> None:
        """Of two runs, all pages are about the first one."""
        self._run.setVisible(second is not None)
        self._fit()

    def _chooser_width(self) -> int:
        return (self.choice.sizeHint().width() if self._is_narrow() else self._segments_width()) + self._run_width()

    def _segments_width(self) -> int:
        """As wide as they like, or closer together where a headline stands beside them."""
        px = self._theme.px
        room = self.width() - px(_TITLE_ROOM) - 2 * px(_SIDE)
        return min(max(room, self.segments.minimumSizeHint().width()), self.segments.sizeHint().width())

    def _run_width(self) -> int:
        return 0 if self._run.isHidden() else self._run.sizeHint().width() + self._theme.px(_GAP)

    def _is_narrow(self) -> bool:
        px = self._theme.px
        return self.width() < self.segments.minimumSizeHint().width() + px(_TITLE_ROOM) + 2 * px(_SIDE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Where a message stands at its foot an equation says less for a while, and the picture above stays.

        The choice of pages asks for the room that it needs folded away, whatever it is now.
        """
        hint, lent = super().minimumSizeHint(), self.contentsMargins().bottom()
        spare = self._theme.px(_SPARE) if self._key == "equations" else 0
        unfolded = 0 if self._is_narrow() else self._segments_width() - self.choice.sizeHint().width()
        return QSize(hint.width() - max(unfolded, 0), hint.height() - min(lent, spare))

    def _fit(self) -> None:
        narrow = self._is_narrow()
        if narrow == self.choice.isHidden():
            self.segments.setHidden(narrow)
            self.choice.setVisible(narrow)
        self.segments.setFixedWidth(self._segments_width())
        for room in self._room_left:
            room.setFixedWidth(self._chooser_width())
