"""What the tests of the pages below the stage share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.foundation.formulas import Formulas
from gui.foundation.theme import Theme
from gui.run.session import Session
from simulator.experiment import Experiment


@pytest.fixture
def formulas() -> Iterator[Formulas]:
    formulas = Formulas(Theme())
    yield formulas
    formulas.close()


@pytest.fixture
def open_any_page(qtbot: QtBot, light_look: None) -> Iterator[Callable[..., tuple[Session, Any]]]:
    """Opens a page of an experiment of its own: `make(session, theme)`, in a window of its own."""
    sessions: list[Session] = []

    def opened(make: Callable[[Session, Theme], QWidget], experiment: Experiment, *, width: int = 780,
               height: int = 230, theme: Theme | None = None, shown: bool = True) -> tuple[Session, Any]:
        session = Session(experiment)
        sessions.append(session)
        page = make(session, theme or Theme())
        page.resize(width, height)
        qtbot.addWidget(page)
        if shown:
            with qtbot.waitExposed(page):
                page.show()
        return session, page

    yield opened
    for session in sessions:
        session.close()
