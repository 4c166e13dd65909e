"""What screen readers are told of pictures, which have no words of their own, and of what happens."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str) -> None:
    """Have something read out now, politely: after whatever is being read."""
    if text:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


def describe(widget: QWidget, value: str, keys: str = "") -> None:
    """Say what a picture shows, and which keys operate it; what is new is read out while it has the keyboard.

    Parameters
    ----------
    value
        What is in view or pointed at, in words with numbers.
    keys
        Sentences about the keys.
    """
    if describe_quietly(widget, value, keys) and widget.hasFocus():
        announce(widget, value)


def describe_quietly(widget: QWidget, value: str, keys: str = "") -> bool:
    """The same without reading it out; whether it is another description than before."""
    text = _joined(value, keys)
    if text == widget.accessibleDescription():
        return False
    widget.setAccessibleDescription(text)
    return True


def _joined(value: str, keys: str) -> str:
    ended = f"{value}." if value and value[-1] not in ".!?:;…" else value
    return f"{ended} {keys}".strip()
