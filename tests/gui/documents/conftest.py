"""A person with a program in front of them, and a desk that asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.app import Deltaflow
from gui.documents.desk import Desk
from gui.foundation.theme import Theme
from gui.workspaces.view_state import show_view_state, view_state
from tests.gui.documents.person import Person
from tests.gui.shared_program import ended, shared, started, without_pages
from tests.waiting import wait_until

EXPERIMENTS = Path(__file__).parents[3] / "assets" / "experiments"


@pytest.fixture(scope="module")
def places(qapp: QApplication) -> Iterator[list[Deltaflow]]:
    """Two programs for all tests of a module: to start one for each would take half of their time."""
    with shared(qapp) as first:
        second = started(qapp)
        wait_until(lambda: first.session.navigator.is_settled and second.session.navigator.is_settled)
        known = QApplication.topLevelWidgets()  # they stay the same objects, by which leaks are told
        yield [first, second]
        known.clear()
        ended(second)


@pytest.fixture
def sit_down(places: list[Deltaflow], start: Callable[..., Deltaflow], qtbot: QtBot, tmp_path: Path,
             monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Person]]:
    """A program that has just begun with an experiment, and a desk that asks: somebody sits in front of it.

    One whose window is to be closed is started for that.
    """
    people: list[Person] = []
    views = [(program, view_state(program.window)) for program in places]
    free = list(places)

    def sat_down(experiment: str = "xor", *, recovery: Path | None = None, settings: QSettings | None = None,
                 asks: bool = True, closes: bool = False) -> Person:
        program = start(experiment=experiment) if closes else free.pop(0)
        window = program.window
        if not closes:
            begin(program, experiment)
        window.desk.close()
        window.desk = Desk(window, settings, recovery_folder=recovery, asks=asks, cache_folder=tmp_path / "cache")
        window.desk.set_look(Theme(), "en")
        person = Person(program, qtbot, monkeypatch)
        people.append(person)
        window.desk.said.connect(person.said.append)
        return person

    yield sat_down
    for person in people:  # whatever is unsaved now belongs to nobody
        person.desk.asks = False
        person.window.pause()
        person.window.lectures.leave()
        person.session.end_comparison()
        person.desk.close()
        if person.window.isVisible():
            wait_until(lambda window=person.window: window.workspaces["network"].page.workspace.is_settled)
        without_pages(person.program)
    for program, view in views:
        show_view_state(program.window, view)


def begin(program: Deltaflow, experiment: str) -> None:
    """The program as if it had just been started with this experiment."""
    program.window.activateWindow()
    program.window.desk.close()
    desk = program.window.desk = Desk(program.window, None, recovery_folder=None, asks=False)
    if experiment == "mnist":
        desk.new()
    else:
        desk.open_path(EXPERIMENTS / f"{experiment}.json")
    wait_until(lambda: desk.is_settled and program.session.worker.is_free)
    program.session.tell(None)
