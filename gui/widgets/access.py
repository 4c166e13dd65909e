"""The order in which Tab goes through a window: that in which it is read, whatever was made first."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QScrollArea, QWidget

# What screen readers are told of pictures, which have no words of their own, and of what happens.

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


_SAME_LINE = 0.5
"""What overlaps the first of a line by this share of the lower height stands in the same line."""


def reading_order(window: QWidget) -> list[QWidget]:
    """All that Tab can come to now: line by line from the top, each from the left, part by part.

    What lies over another part, such as the choice over a card's header or a message over the stage, comes before it.
    """
    found: list[QWidget] = []
    _collect(window, found)
    return found


def go_on_reading(window: QWidget, *, forwards: bool) -> bool:
    """Give the keyboard's focus to what comes next in a window; whether there is anything."""
    order = reading_order(window)
    if not order:
        return False
    focus = QApplication.focusWidget()
    while focus is not None and focus not in order and focus is not window:
        focus = focus.parentWidget()  # a field within something that has the focus for it
    place = order.index(focus) if focus in order else (-1 if forwards else 0)
    chosen = order[(place + (1 if forwards else -1)) % len(order)]
    chosen.setFocus(Qt.FocusReason.TabFocusReason if forwards else Qt.FocusReason.BacktabFocusReason)
    _bring_into_view(chosen)
    return True


def _collect(widget: QWidget, found: list[QWidget]) -> None:
    if _takes_tab(widget):
        found.append(widget)
    parts = [part for part in widget.children() if isinstance(part, QWidget) and part.isVisible()
             and not part.isWindow() and part.width() > 0 and part.height() > 0]
    for part in _in_order(parts):
        _collect(part, found)


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled() \
        and not _is_viewport(widget) and widget.focusProxy() is None


def _is_viewport(widget: QWidget) -> bool:
    """Whether it is what a scroll area shows its content on: the area has the focus for it.

    WORKAROUND: PySide takes what focusProxy gives for a child of the widget that is asked. A viewport's proxy is its
    own parent: asked for it, both would keep each other for good, and a window's charts with them.
    """
    area = widget.parentWidget()
    return isinstance(area, QAbstractScrollArea) and area.viewport() is widget


def _in_order(parts: list[QWidget]) -> list[QWidget]:
    """Siblings in the order of reading."""
    if len(parts) < 2:
        return parts
    over = [part for number, part in enumerate(parts)
            if any(_lies_in(part.geometry(), other.geometry()) for other in parts[:number])]
    rest = sorted((part for part in parts if part not in over), key=lambda part: part.y())
    lines: list[list[QWidget]] = []
    for part in rest:
        if lines and _share_line(lines[-1][0].geometry(), part.geometry()):
            lines[-1].append(part)
        else:
            lines.append([part])
    ordered = [part for line in lines for part in sorted(line, key=lambda part: part.x())]
    return [*sorted(over, key=lambda part: (part.y(), part.x())), *ordered]


def _lies_in(small: QRect, large: QRect) -> bool:
    return large.contains(small) and small != large


def _share_line(first: QRect, second: QRect) -> bool:
    common = min(first.bottom(), second.bottom()) - max(first.top(), second.top())
    return common >= _SAME_LINE * min(first.height(), second.height())


def _bring_into_view(widget: QWidget) -> None:
    area = widget.parentWidget()
    while area is not None:
        if isinstance(area, QScrollArea):
            area.ensureWidgetVisible(widget)
        area = area.parentWidget()
