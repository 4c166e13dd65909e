"""What a monkey can do: one random event wherever there is something to press, drag, turn or type into."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import (
    QAction,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QShortcut,
    QWindow,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFrame, QLabel, QMenu, QMenuBar, QWidget
from shiboken6 import isValid

from gui.app import Deltaflow
from lectures.library import builtin_folder
from tests.prove.outside import Desktop

KEYS = (
    *[Qt.Key.Key_Tab] * 6, *[Qt.Key.Key_Backtab] * 2, *[Qt.Key.Key_Escape] * 2, *[Qt.Key.Key_Return] * 3,
    *[Qt.Key.Key_Space] * 4, *[Qt.Key.Key_Right] * 4, *[Qt.Key.Key_Left] * 3, Qt.Key.Key_Up, Qt.Key.Key_Down,
    Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Delete, Qt.Key.Key_Backspace,
    Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_Comma, Qt.Key.Key_Period, Qt.Key.Key_F1, Qt.Key.Key_F2,
    Qt.Key.Key_F5, Qt.Key.Key_F10, Qt.Key.Key_F11, Qt.Key.Key_Menu, Qt.Key.Key_Alt, *map(Qt.Key, range(0x30, 0x3a)),
    *map(Qt.Key, range(0x41, 0x5b)))
SHIFT, CONTROL, ALT = (Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier,
                       Qt.KeyboardModifier.AltModifier)
MODIFIERS = (*[Qt.KeyboardModifier.NoModifier] * 12, SHIFT, SHIFT, CONTROL, CONTROL, ALT, CONTROL | SHIFT)
_HELD = {CONTROL: Qt.Key.Key_Control, SHIFT: Qt.Key.Key_Shift, ALT: Qt.Key.Key_Alt}
TEXTS = ("0.1", "3", "-2.5", "1e400", "nan", "0", "-", "10", "x^2 + y^2", "sin(x)*y", "a*b + c", "2^2^2^2^2", "((((",
         "한글", "∞", "0,5", "1/0", "a = 1\nb = a*a", "spiral", "δ", " ", "\\frac{a}{b}", "9" * 40, "log(-1)")
LEFT, RIGHT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton
_PLAIN = (QWidget, QFrame, QLabel)
Note = Callable[..., None]
_Part = TypeVar("_Part", bound=QObject)


class Deeds:
    """One event, chosen at random.

    Parameters
    ----------
    note
        note(what, widget) is called before anything happens.
    """

    def __init__(self, program: Deltaflow, source: random.Random, desktop: Desktop, note: Note) -> None:
        self._program = program
        self._source = source
        self._desktop = desktop
        self._note = note

    def something(self) -> str:
        """Does something, and says what kind of thing it was."""
        choose = self._source
        popup, modal = QApplication.activePopupWidget(), QApplication.activeModalWidget()
        if popup is not None and choose.random() < 0.8:
            return self._in_popup(popup)
        if modal is not None and choose.random() < 0.08:
            return self._press(Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
        deeds = {self._click: 30, self._drag: 12, self._wheel: 8, self._hover: 6, self._key: 18, self._shortcut: 8,
                 self._type: 7, self._wait: 5, self._resize: 1, self._change_look: 0.4, self._go_elsewhere: 1.5,
                 self._drop: 0.6}
        deed, = choose.choices(list(deeds), list(deeds.values()))
        return deed()

    # where

    def _window(self) -> QWidget:
        """What is in front: a popup, a dialog, or one of the windows."""
        in_front = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if in_front is not None:
            return in_front
        kinds = (Qt.WindowType.Window, Qt.WindowType.Dialog, Qt.WindowType.Tool)
        windows = [one for one in QApplication.topLevelWidgets()
                   if one.isVisible() and one.windowType() in kinds and one is not self._program.window]
        return self._source.choice([*windows, *[self._program.window] * 4])

    def _widget(self) -> QWidget:
        """Any widget that can be seen: every kind is as likely as any other, however many there are of it."""
        window = self._window()
        kinds: dict[type, list[QWidget]] = defaultdict(list)
        for widget in _parts(window, QWidget):
            if widget.isVisible() and widget.window() is window:
                kinds[type(widget)].append(widget)
        if not kinds:
            return window
        names = sorted(kinds, key=lambda kind: (kind.__module__, kind.__qualname__))
        weights = [0.1 if kind in _PLAIN else 1.0 for kind in names]
        for _ in range(10):
            kind, = self._source.choices(names, weights)
            widget = self._source.choice(kinds[kind])
            if not widget.visibleRegion().isEmpty():
                return widget
        return window

    def _place(self, widget: QWidget) -> QPoint:
        """A place of a widget that can be seen, in its window."""
        shown = widget.visibleRegion().boundingRect()
        return widget.mapTo(widget.window(), self._within(shown if not shown.isEmpty() else widget.rect()))

    def _within(self, box: QRect) -> QPoint:
        if self._source.random() < 0.3:
            return box.center()
        return QPoint(self._source.randint(box.left(), max(box.left(), box.right())),
                      self._source.randint(box.top(), max(box.top(), box.bottom())))

    @staticmethod
    def _handle(widget: QWidget) -> QWindow | None:
        return widget.window().windowHandle()

    def _modifiers(self) -> Qt.KeyboardModifier:
        return self._source.choice(MODIFIERS)

    # mouse

    def _click(self) -> str:
        widget = self._widget()
        place, handle = self._place(widget), self._handle(widget)
        button = self._source.choice((*[LEFT] * 14, RIGHT, RIGHT, MIDDLE))
        twice = self._source.random() < 0.12
        keys = self._modifiers()
        self._note(f"{'double click' if twice else 'click'} {button.name} {keys.name} on {_told(widget)} at "
                   f"{place.x()}, {place.y()}", widget)
        if handle is not None:
            QTest.mouseMove(handle, place)
            if _is_there(handle):  # what comes before may have done away with the window; QTest would not notice
                QTest.mousePress(handle, button, keys, place)
            if _is_there(handle):
                QTest.mouseRelease(handle, button, keys, place)
            if twice and _is_there(handle):
                QTest.mouseDClick(handle, button, keys, place)
        return "clicks"

    def _drag(self) -> str:
        widget = self._widget()
        places, handle = [self._place(widget)], self._handle(widget)
        for _ in range(self._source.randint(1, 8)):
            spread = self._source.choice((5, 40, 40, 300))
            places.append(places[-1] + QPoint(self._source.randint(-spread, spread),
                                              self._source.randint(-spread, spread)))
        button = self._source.choice((*[LEFT] * 10, RIGHT, MIDDLE))
        keys = self._modifiers()
        key = self._source.choice(KEYS) if self._source.random() < 0.15 else None
        self._note(f"drag {button.name} {keys.name} on {_told(widget)} through "
                   f"{' '.join(f'{one.x()},{one.y()}' for one in places)}"
                   f"{f' with {key.name} pressed on the way' if key is not None else ''}", widget)
        if handle is None:
            return "drags"
        QTest.mouseMove(handle, places[0])
        QTest.mousePress(handle, button, keys, places[0])
        for number, place in enumerate(places[1:]):
            if _is_there(handle):
                QTest.mouseMove(handle, place)
            if number == 1 and key is not None:
                self._to_focus(key, Qt.KeyboardModifier.NoModifier)
        if _is_there(handle):
            QTest.mouseRelease(handle, button, keys, places[-1])
        return "drags"

    def _wheel(self) -> str:
        widget = self._widget()
        place, handle, notches = self._place(widget), self._handle(widget), self._source.choice((-3, -1, 1, 3, 12))
        keys = self._source.choice((Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.NoModifier, CONTROL, SHIFT))
        self._note(f"wheel {notches} {keys.name} on {_told(widget)}", widget)
        if handle is not None:
            QTest.wheelEvent(handle, QPointF(place), QPoint(0, 120 * notches), stateKey=keys)
        return "wheel turns"

    def _hover(self) -> str:
        widget = self._widget()
        self._note(f"pointer over {_told(widget)}", widget)
        handle = self._handle(widget)
        if handle is not None:
            QTest.mouseMove(handle, self._place(widget))
        return "moves"

    def _in_popup(self, popup: QWidget) -> str:
        """Chooses from an open menu or list, with the mouse or by key, or closes it."""
        what = self._source.random()
        if what < 0.25:
            keys = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Return,
                    Qt.Key.Key_Escape, Qt.Key.Key_Home, Qt.Key.Key_D)
            return self._press(self._source.choice(keys), Qt.KeyboardModifier.NoModifier)
        actions = [one for one in popup.actions() if one.isVisible() and not one.isSeparator()]
        if not isinstance(popup, QMenu) or not actions:
            return self._click() if what < 0.8 else self._press(Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
        action = self._source.choice(actions)
        self._note(f"menu entry {action.text()!r}", popup)
        handle, place = popup.windowHandle(), popup.actionGeometry(action).center()
        if handle is not None:
            QTest.mouseMove(handle, place - QPoint(2, 0))
            if _is_there(handle):
                QTest.mouseMove(handle, place)
            if _is_there(handle):
                QTest.mousePress(handle, LEFT, Qt.KeyboardModifier.NoModifier, place)
                if _is_there(handle):
                    QTest.mouseRelease(handle, LEFT, Qt.KeyboardModifier.NoModifier, place)
        return "menu entries"

    # keys

    def _key(self) -> str:
        return self._press(self._source.choice(KEYS), self._modifiers())

    def _press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> str:
        self._note(f"key {modifiers.name} {key.name} to {_told(QApplication.focusWidget())}")
        self._to_focus(key, modifiers)
        return "keys"

    def _to_focus(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        if QApplication.activePopupWidget() is not None:
            # QTest presses Ctrl, Shift or Alt and then the key, in one call and on the same window; but a popup may
            # be gone with the first of them, as under anybody's hands
            for held, its_key in _HELD.items():
                if modifiers & held:
                    self._press_and_release(its_key, Qt.KeyboardModifier.NoModifier)
        self._press_and_release(key, modifiers)

    def _press_and_release(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        window = QApplication.activePopupWidget() or QApplication.activeWindow() or self._program.window
        handle = window.windowHandle()
        if handle is not None:
            QTest.keyPress(handle, key, modifiers)
            if _is_there(handle):  # as with the mouse: pressing may have done away with it
                QTest.keyRelease(handle, key, modifiers)

    def _shortcut(self) -> str:
        """One of all that the window in front has, whoever made them."""
        window = self._window()
        found = {one.key().toString() for one in _parts(window, QShortcut)}
        found |= {keys.toString() for one in _parts(window, QAction) for keys in one.shortcuts()}
        found = {one for one in found if one}
        if not found:
            return self._key()
        text = self._source.choice(sorted(found))
        self._note(f"shortcut {text}")
        for number in range(QKeySequence(text).count()):
            combination = QKeySequence(text)[number]
            self._to_focus(combination.key(), combination.keyboardModifiers())
        return "shortcuts"

    def _type(self) -> str:
        focus = QApplication.focusWidget()
        text = self._source.choice(TEXTS)
        self._note(f"types {text!r} into {_told(focus)}", focus)
        if focus is None:
            return "texts"
        if self._source.random() < 0.6:
            self._to_focus(Qt.Key.Key_A, CONTROL)
        for letter in text:
            focus = QApplication.focusWidget()
            if focus is None:
                break
            if letter.isascii():
                for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                    key = Qt.Key.Key_Return if letter == "\n" else Qt.Key(0)
                    QApplication.sendEvent(focus, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter))
            else:
                event = QInputMethodEvent()
                event.setCommitString(letter)
                QApplication.sendEvent(focus, event)
        if self._source.random() < 0.6:
            self._to_focus(Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
        return "texts"

    # the rest

    def _wait(self) -> str:
        milliseconds = self._source.choice((5, 30, 30, 100, 300))
        self._note(f"waits {milliseconds} ms")
        QTest.qWait(milliseconds)
        return "waits"

    def _resize(self) -> str:
        width, height = self._source.choice(((800, 560), (1024, 700), (1280, 800), (1440, 900), (1920, 1080)))
        self._note(f"window {width} × {height}")
        self._program.window.resize(width, height)
        return "sizes"

    def _change_look(self) -> str:
        look = self._program.look
        choose = self._source.choice
        change = choose(({"theme": choose(("light", "dark"))}, {"language": choose(("en", "ko"))},
                         {"scale": choose((1.0, 1.25, 1.5, 2.0))}))
        self._note(f"look {change}")
        self._program.change_look(replace(look, **change))
        return "looks"

    def _go_elsewhere(self) -> str:
        """To another workspace, into the lectures or out of them: what a person does more than a random click."""
        window = self._program.window
        name = self._source.choice(("network", "descent", "graph", "list", "lecture", "leave"))
        self._note(f"goes to {name}")
        if QApplication.activeModalWidget() is not None:
            return "places"
        if name == "list":
            window.lectures.toggle_list()
        elif name == "lecture":
            names = [path.stem for path in sorted(builtin_folder().glob("*.toml"))]
            window.lectures.open_named(self._source.choice(names), self._source.choice((0, 0, 2, 5)))
        elif name == "leave":
            window.lectures.leave()
        else:
            window.show_workspace(name)
        return "places"

    def _drop(self) -> str:
        """Drags a file from elsewhere onto the window."""
        window = self._window()
        path = self._desktop.file_to_open()
        self._note(f"drops {Path(path).name} on {_told(window)}")
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(path)])
        place = self._within(window.rect())
        usual = (Qt.DropAction.CopyAction, mime, LEFT, Qt.KeyboardModifier.NoModifier)
        enter = QDragEnterEvent(place, *usual)
        QApplication.sendEvent(window, enter)
        if enter.isAccepted():
            QApplication.sendEvent(window, QDragMoveEvent(place, *usual))
            QApplication.sendEvent(window, QDropEvent(QPointF(place), *usual))
        return "drops"


def _parts(whole: QObject, kind: type[_Part]) -> Iterator[_Part]:
    """Everything of a kind in a window.

    findChildren would tie what Python makes of Qt's own parts to the window, and keep it as long as that stands: the
    monkey itself would use more and more memory.
    """
    for child in whole.children():
        if isinstance(child, kind):
            yield child
        yield from _parts(child, kind)


def _is_there(handle: QWindow) -> bool:
    """Python hears of the end of its own widgets' windows only, not of those that Qt makes, such as "What's this"."""
    return isValid(handle) and handle in QGuiApplication.allWindows() and handle.isVisible()


def _told(widget: QWidget | None) -> str:
    if widget is None:
        return "nothing"
    text = widget.accessibleName() or widget.objectName()
    if not text and hasattr(widget, "text") and not isinstance(widget, QComboBox | QMenuBar):
        text = widget.text() if callable(widget.text) else ""
    return f"{type(widget).__name__} {str(text)[:40]!r}"
