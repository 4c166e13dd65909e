"""A tool that a widget has: it gets the widget's events before the widget itself does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

Handlers = Mapping[QEvent.Type, Callable[[Any], bool]]
"""For each type of event what is done with one, and whether that is all: then the widget doesn't get it."""


class Tool(QObject):
    """Acts on some of the events of a widget; of several tools the one that was made last gets them first."""

    _handlers: Handlers = MappingProxyType({})  # until it has its own, and after it was collected with its widget

    def __init__(self, widget: QWidget, handlers: Handlers) -> None:
        super().__init__(widget)
        self.widget = widget
        self._handlers = handlers
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        handler = self._handlers.get(event.type())
        # a widget that is being deleted still loses the focus, and is then none of Python's any more
        return handler is not None and watched is self.widget and handler(event)
