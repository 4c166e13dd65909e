"""The keys that work everywhere in the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QObject, QTimer, SignalInstance
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from gui.run.jobs import Activity

# What the transport bar moves: a run of the network, a descent on a surface, whatever is stepped through.

class Player(Protocol):
    """Something that is stepped through and played, forwards and backwards.

    A granularity, how far one press goes, is a member of an enumeration that has a `coarser` one.
    """

    @property
    def granularities(self) -> tuple[Any, ...]:
        """All of them, from fine to coarse."""
        ...

    @property
    def granularity(self) -> Any:
        """The chosen one."""
        ...

    @property
    def speed(self) -> float:
        """How fast Play goes; 1 is normal."""
        ...

    @property
    def activity(self) -> Activity:
        """What goes on."""
        ...

    @property
    def granularity_changed(self) -> SignalInstance:
        """Tells the new granularity."""
        ...

    @property
    def speed_changed(self) -> SignalInstance:
        """Tells the new speed."""
        ...

    @property
    def activity_changed(self) -> SignalInstance:
        """Tells that something else goes on."""
        ...

    def set_granularity(self, granularity: Any) -> None:
        """Chooses how far one press goes."""

    def set_speed(self, speed: float) -> None:
        """Chooses how fast Play goes."""

    def first(self) -> None:
        """To the beginning."""

    def back(self, granularity: Any = None) -> None:
        """One press of Back."""

    def next(self, granularity: Any = None) -> None:
        """One press of Next."""

    def last(self) -> None:
        """To the end of what has been made."""

    def toggle_play(self) -> None:
        """Pauses whatever goes on; otherwise plays."""

    def pause(self) -> None:
        """Stops whatever goes on."""


class TransportKeys(QObject):
    """Shortcuts of one key: Space plays, the arrows step, the digits choose how far.

    Whoever types is left alone: while a field for text or numbers has the focus, its keys are its own. Widgets that
    were reached with Tab keep the keys that operate them (see `gui.widgets.keyboard`).

    A key that is held down steps no faster than the window can follow: a repetition is dropped while the cursor
    travels, and until the window has come to rest since the last move.
    """

    def __init__(self, window: QWidget, player: Player) -> None:
        super().__init__(window)
        self._window = window
        self._player = player
        self._is_repetition = False
        self._lent: frozenset[str] = frozenset()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(0)
        self._shortcuts = [
            *(self._once(key, action) for key, action in self._single_actions()),
            *(self._repeated(key, move) for key, move in self._moves()),
        ]
        window.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)
        self._on_focus_changed(None, QApplication.focusWidget())

    def shortcuts(self) -> tuple[QShortcut, ...]:
        """All of them."""
        return tuple(self._shortcuts)

    def lend(self, keys: frozenset[str]) -> None:
        """Leave these keys to somebody else, such as a lecture, until others are lent."""
        self._lent = keys
        self._on_focus_changed(None, QApplication.focusWidget())

    def _single_actions(self) -> list[tuple[str, Callable[[], None]]]:
        player = self._player
        chosen: list[tuple[str, Callable[[], None]]] = [
            (str(number), partial(player.set_granularity, granularity))
            for number, granularity in enumerate(player.granularities, 1)
        ]
        return [("Space", player.toggle_play), ("Home", player.first), ("End", player.last), *chosen]

    def _moves(self) -> list[tuple[str, Callable[[], None]]]:
        player = self._player
        return [
            ("Right", player.next), ("Left", player.back),
            ("PgDown", player.next), ("PgUp", player.back),  # what a presenter's remote control sends
            ("Shift+Right", lambda: player.next(player.granularity.coarser)),
            ("Shift+Left", lambda: player.back(player.granularity.coarser)),
        ]

    def _once(self, key: str, action: Callable[[], None]) -> QShortcut:
        shortcut = QShortcut(key, self._window)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(action)
        return shortcut

    def _repeated(self, key: str, move: Callable[[], None]) -> QShortcut:
        shortcut = QShortcut(key, self._window)
        shortcut.activated.connect(partial(self._move, move))
        return shortcut

    def _move(self, move: Callable[[], None]) -> None:
        if self._is_repetition and (self._player.activity is Activity.TRAVELLING or self._rest.isActive()):
            return
        move()
        # a timer of no time is due when nothing else is left to do
        self._rest.start()

    def _on_focus_changed(self, _: QWidget | None, focus: QWidget | None) -> None:
        typing = takes_text(focus)
        for shortcut in self._shortcuts:
            # a line has no pages to turn, nor have the few of an expression: the remote control goes on working
            turns = isinstance(focus, QLineEdit | QPlainTextEdit) and shortcut.key().toString() in ("PgDown", "PgUp")
            shortcut.setEnabled((not typing or turns) and shortcut.key().toString() not in self._lent)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            # asked through all parents of the focus just before a shortcut is activated, which itself doesn't know it
            self._is_repetition = event.isAutoRepeat()
        elif event.type() == QEvent.Type.Show and watched is self._window and self._window.window() is not watched:
            # where nothing has the focus, the outermost window is asked
            self._window.window().installEventFilter(self)
        return False


def takes_text(widget: QWidget | None) -> bool:
    """Whether somebody can type into it."""
    if isinstance(widget, QLineEdit | QTextEdit | QPlainTextEdit | QAbstractSpinBox):
        return not widget.isReadOnly()
    return isinstance(widget, QComboBox) and widget.isEditable()


def install_keys(window: QWidget, player: Player) -> TransportKeys:
    """Gives a window, or what fills it, the keys; they go with it."""
    return TransportKeys(window, player)
