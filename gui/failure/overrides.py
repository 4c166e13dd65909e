"""Errors in what Qt calls by itself: they are told, and never reach Qt.

WORKAROUND: where Qt was called from Python and calls an override that fails, PySide keeps the error to raise it where
Qt was called. On Python 3.11 it takes the error's message for the error itself if the interpreter has raised it
(1 / 0, a missing name), and the whole program is gone (seen with PySide 6.11.3). Where it isn't, the error ends
whatever had called Qt, such as the start of the program. So the handlers of events end their errors themselves.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from inspect import isfunction
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QCloseEvent

OWN = "gui."
"""Whose classes are guarded."""
_CLOSE_FAILED = "closeFailed"
_ANSWERS = {"event": False, "eventFilter": False, "nativeEvent": False}
"""What a handler that has failed tells Qt: that it has done nothing."""


def guard_overrides() -> None:
    """From now on no error of a handler of events reaches Qt: it goes to `sys.excepthook`, and things go on."""
    if "__init_subclass__" in QObject.__dict__:
        return
    for known in list(_subclasses(QObject)):
        guard(known)

    def guard_later(cls: Any, /, **words: Any) -> None:
        super(QObject, cls).__init_subclass__(**words)
        guard(cls)

    setattr(QObject, "__init_subclass__", classmethod(guard_later))  # noqa: B010 - mypy takes no other way


def guard(cls: type) -> None:
    """Let the overrides of one of our classes end their errors, or at least hand them on in one piece."""
    if not cls.__module__.startswith(OWN):
        return
    of_qt = [base for base in cls.__mro__ if base.__module__.startswith("PySide6.")]
    for name, method in list(vars(cls).items()):
        if isfunction(method) and not name.startswith("_") and any(name in vars(base) for base in of_qt):
            ends_here = name.endswith("Event") or name in _ANSWERS
            setattr(cls, name, _ending(name, method) if ends_here else _whole(method))


def _ending(name: str, method: Callable[..., Any]) -> Callable[..., Any]:
    """A handler whose errors end in it."""
    answer = _ANSWERS.get(name)

    @wraps(method)
    def guarded(*arguments: Any) -> Any:
        try:
            return method(*arguments)
        except Exception as error:  # noqa: BLE001 - it is told, as every error is that nobody catches
            sys.excepthook(type(error), error, error.__traceback__)
            if name == "closeEvent":
                _stay_open_once(*arguments)
            return answer

    return guarded


def _stay_open_once(window: QObject, event: QCloseEvent) -> None:
    """A window that has failed to ask whether it may close stays; who closes it once more means it."""
    if window.property(_CLOSE_FAILED) is None:
        window.setProperty(_CLOSE_FAILED, True)
        event.ignore()


def _whole(method: Callable[..., Any]) -> Callable[..., Any]:
    """A method with a result, which nobody can make up: its error goes on, but as an error and not as its message."""
    @wraps(method)
    def guarded(*arguments: Any, **words: Any) -> Any:
        try:
            return method(*arguments, **words)
        except BaseException:  # noqa: TRY203 - catching it makes an error of what the interpreter has raised
            raise

    return guarded


def _subclasses(cls: type) -> set[type]:
    found: set[type] = set(cls.__subclasses__())
    return found.union(*(_subclasses(one) for one in found))
