"""What somebody without a mouse, or without sight, finds in a window."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QWidget,
)

from gui.workspaces.descent.outcome_list import OutcomeEntry

_QT_KINDS = (QAbstractButton, QAbstractItemView, QAbstractSlider, QComboBox, QLineEdit, QPlainTextEdit)
_HANDLERS = ("mousePressEvent", "keyPressEvent")
_MOST_PRESSES = 300


def is_operated(widget: QWidget) -> bool:
    """Whether somebody does something with it: one of Qt's own controls, or a picture that answers mouse or keys."""
    if isinstance(widget, QScrollBar | QHeaderView) or (isinstance(widget, QLineEdit) and widget.isReadOnly()):
        return False
    if widget.focusProxy() is not None:  # a part of it is operated
        return False
    if isinstance(widget, OutcomeEntry) and widget.focusPolicy() is Qt.FocusPolicy.NoFocus:  # the only one
        return False
    if isinstance(widget, _QT_KINDS):
        return True
    own = [kind for kind in type(widget).__mro__ if kind.__module__.startswith("gui.")]
    return any(handler in vars(kind) for kind in own for handler in _HANDLERS)


def operated(within: QWidget) -> list[QWidget]:
    """All that can be operated now in a part of the window."""
    return [widget for widget in within.findChildren(QWidget) if widget.isVisible() and widget.isEnabled()
            and not widget.isWindow() and not widget.visibleRegion().isEmpty() and is_operated(widget)]


def described(widget: QWidget) -> str:
    """Which one it is, for a message."""
    path = [type(one).__name__ for one in upwards(widget)]
    return f"{' < '.join(path[:4])} “{name_of(widget)}”"


def upwards(widget: QWidget) -> Iterator[QWidget]:
    """It and all that it lies in."""
    one: QWidget | None = widget
    while one is not None:
        yield one
        one = one.parentWidget()


def spoken(widget: QWidget, text: QAccessible.Text) -> str:
    """What a screen reader is told of a widget."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(text) if interface is not None else ""


def name_of(widget: QWidget) -> str:
    """Its name; on some platforms Qt tells what is chosen in a box for its name, and its name as a label."""
    return widget.accessibleName() if isinstance(widget, QComboBox) else spoken(widget, QAccessible.Text.Name)


def explained(widget: QWidget) -> str:
    """What "What's this?" or a tooltip says of it: its own words, or those of what it lies in."""
    return next((text for one in upwards(widget) if not one.isWindow()
                 for text in (one.toolTip(), one.whatsThis()) if text), "")


@dataclass
class Round:
    """One way around the window with Tab.

    Attributes
    ----------
    order
        The widgets that got the focus.
    unseen
        Those that look the same with it as without.
    trapped
        Whether Tab did not come back to where it began.
    """

    order: list[QWidget] = field(default_factory=list)
    unseen: list[QWidget] = field(default_factory=list)
    trapped: bool = False


def tab_around(window: QWidget) -> Round:
    """Presses Tab until the focus is where it was first."""
    found = Round()
    for _ in range(_MOST_PRESSES):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        if focus is None or focus in found.order:
            found.trapped = focus is None or focus is not found.order[0]
            return found
        found.order.append(focus)
        if not has_visible_focus(focus):
            found.unseen.append(focus)
    found.trapped = True
    return found


def has_visible_focus(widget: QWidget) -> bool:
    """Whether the widget that has the focus by a key looks otherwise than without it."""
    with_focus = _picture(widget)
    widget.clearFocus()
    without = _picture(widget)
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    return with_focus != without


def _picture(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def is_reached(widget: QWidget, order: Iterable[QWidget]) -> bool:
    """Whether Tab comes to it, or to what operates it with the arrow keys: the chosen one of its group, its part."""
    reached = set(map(id, order))
    if id(widget) in reached:
        return True
    if isinstance(widget, QAbstractButton):
        group = widget.group()
        if group is not None and any(id(button) in reached for button in group.buttons()):
            return True
        return widget.focusPolicy() is Qt.FocusPolicy.NoFocus and id(widget.parentWidget()) in reached
    return False
