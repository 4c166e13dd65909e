"""The report of an error, to be copied and sent: plain English text, in whatever language the window is."""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import TracebackType
from typing import TYPE_CHECKING, Any

from documents.data_files import told_name
from gui.failure.log import names_and_values, versions, without_folders

if TYPE_CHECKING:
    from gui.workspaces.window import Window
    from simulator.experiment import Experiment

LONGEST_LIST = 12
"""Entries of a list of an experiment that are written: points and edits are left out beyond it."""
_LONGEST_TEXT = 400
_MOST_CHARACTERS = 20_000
"""Of a traceback: that of an endless recursion is the same a thousand times."""


@dataclass(frozen=True)
class Failure:
    """An error, in words: nothing of the program is kept alive by it, and it can go from one thread to another.

    Attributes
    ----------
    headline
        Kind and message, in one line.
    trace
        The traceback.
    where
        What has raised it, such as "the window" or the name of a thread.
    key
        Equal for errors of the same kind from the same place, whatever their message.
    """

    headline: str
    trace: str
    where: str
    key: tuple[str, frozenset[tuple[str, int]]]


def failure_of(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None,
               where: str = "the window") -> Failure:
    """An error that was raised, in words."""
    lines = traceback.format_exception(kind, error, trace)
    places = frozenset((frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(trace))
    headline = " ".join("".join(traceback.format_exception_only(kind, error)).split())
    return Failure(without_folders(_shortened(headline, _LONGEST_TEXT)), without_folders(_shortened("".join(lines))),
                   where, (f"{kind.__module__}.{kind.__qualname__}", places))


def failure_report(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None,
                   context: Mapping[str, str], *, version: str = "", log: Sequence[str] = ()) -> str:
    """The report of an error.

    Parameters
    ----------
    context
        What was open, by name, see `what_is_open`.
    version
        Of the program.
    log
        Its last lines.
    """
    return report_of(failure_of(kind, error, trace), context, version=version, log=log)


def report_of(failure: Failure, context: Mapping[str, str], *, version: str, log: Sequence[str]) -> str:
    """The report of an error that is in words already."""
    parts = (
        ("What happened", f"{failure.headline}\nin {failure.where}"),
        ("Versions", names_and_values(versions(version))),
        ("What was open", names_and_values(context) or "unknown"),
        ("Traceback", failure.trace.rstrip()),
        ("Last lines of the log", "\n".join(log) or "none"),
    )
    return without_folders("\n\n".join(f"{title}\n{'-' * len(title)}\n{text}" for title, text in parts) + "\n")


def what_is_open(window: Window) -> dict[str, str]:
    """What is open in a window, by name: what can't be told for the error's own reason is left out."""
    wanted: dict[str, Callable[[], object]] = {
        "workspace": lambda: window.current.name,
        "document": lambda: window.desk.name,
        "lecture": lambda: window.lectures.is_open,
        "activity": lambda: window.session.activity.value,
        "position": lambda: window.session.moment.address,
        "experiment": lambda: short_json(_told(window.session.experiment).to_json()),
        "theme": lambda: "dark" if window.palette().window().color().lightness() < 128 else "light",
    }
    for workspace in window.workspaces.values():
        wanted |= workspace.report()
    told: dict[str, str] = {}
    for name, ask in wanted.items():
        try:
            answer = ask()
        except Exception as error:  # noqa: BLE001 - it may be the very thing that is broken
            answer = f"can't be told ({type(error).__name__})"
        if answer is not None:
            told[name] = _shortened(str(answer), 5 * _LONGEST_TEXT)
    return told


def _told(experiment: Experiment) -> Experiment:
    return replace(experiment, data_path=told_name(experiment.data_path))


def short_json(text: str) -> str:
    """A JSON text with its long lists and texts cut off."""
    return json.dumps(_short(json.loads(text)), ensure_ascii=False)


def _short(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _short(one) for name, one in value.items()}
    if isinstance(value, list):
        kept = [_short(one) for one in value[:LONGEST_LIST]]
        return [*kept, f"… {len(value) - LONGEST_LIST} more"] if len(value) > LONGEST_LIST else kept
    return _shortened(value, _LONGEST_TEXT) if isinstance(value, str) else value


def _shortened(text: str, most: int = _MOST_CHARACTERS) -> str:
    """Beginning and end of a long text."""
    if len(text) <= most:
        return text
    return f"{text[:most // 2]} … {text[-(most // 2):]}"
