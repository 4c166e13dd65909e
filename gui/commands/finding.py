"""Commands, and how they are found by a few letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from gui.workspaces.contract import Command

MOST_FOUND = 200
_KEY_IN_BRACKETS = re.compile(r"\(&\w\)")
"""How an entry's letter is marked where it isn't one of the word's own."""


def commands_of(bar: QMenuBar) -> Iterator[Command]:
    """Every entry of all menus."""
    for entry in bar.actions():
        menu = entry.menu()
        if isinstance(menu, QMenu):
            yield from _of_menu(menu, _bare(entry.text()))


def found(commands: Sequence[Command], text: str) -> list[Command]:
    """The commands in which every typed word occurs, those that begin with it first; all of them for no word."""
    words = _folded(text).split()
    if not words:
        return list(commands[:MOST_FOUND])
    ranked = []
    for number, command in enumerate(commands):
        title, all_of_it = _folded(command.title), _folded(f"{command.group} {command.title} {command.keys}")
        if all(word in all_of_it for word in words):
            is_exact = " ".join(words) in (title, _folded(command.keys))
            ranked.append((-1 if is_exact else _rank(title, words), not command.is_possible, number))
    return [commands[number] for _, _, number in sorted(ranked)[:MOST_FOUND]]


def _rank(title: str, words: Sequence[str]) -> int:
    if title.startswith(words[0]):
        return 0
    if all(any(part.startswith(word) for part in title.split()) for word in words):
        return 1
    return 2 if all(word in title for word in words) else 3


def _of_menu(menu: QMenu, group: str) -> Iterator[Command]:
    for entry in menu.actions():
        part = entry.menu()
        if isinstance(part, QMenu):
            yield from _of_menu(part, f"{group} › {_bare(entry.text())}")
        elif not entry.isSeparator() and entry.isVisible() and entry.text():
            yield _command(entry, group)


def _command(entry: QAction, group: str) -> Command:
    text, _, shown = entry.text().partition("\t")
    keys = shown or entry.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return Command(_bare(text), group, keys, entry.trigger, entry.isEnabled(),
                   entry.isCheckable() and entry.isChecked())


def _bare(text: str) -> str:
    """Without the marks of keys: "&Save…" is Save, "저장(&S)…" is 저장."""
    text = _KEY_IN_BRACKETS.sub("", text)
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")


def _folded(text: str) -> str:
    """Large and small letters, and letters with and without accents, are the same; Hangul stays whole."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", "".join(letter for letter in parts if not unicodedata.combining(letter)))
