"""What the tests of lectures in the whole window share: one program for each module, and its lectures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.app import Deltaflow
from gui.foundation.language import install_language
from tests.gui.lectures.theatre import Theatre
from tests.gui.shared_program import ended, shared, started
from tests.waiting import wait_until


@pytest.fixture(scope="module")
def shared_program(qapp: QApplication) -> Iterator[Deltaflow]:
    """One program for all tests of a module, with all of its pages."""
    with shared(qapp) as program:
        window = program.window
        for session in (window.workspaces["descent"].session, window.workspaces["graph"].session):
            wait_until(lambda session=session: session.is_settled)
        known = QApplication.topLevelWidgets()  # they stay the same objects, by which leaks are told
        yield program
        known.clear()


@pytest.fixture
def theatre(shared_program: Deltaflow, qtbot: QtBot, tmp_path: Path) -> Iterator[Theatre]:
    """The program without a lecture in view."""
    made = Theatre(shared_program, qtbot, tmp_path)
    yield made
    made.clear()


@pytest.fixture
def own_theatre(qapp: QApplication, qtbot: QtBot, tmp_path: Path, former_look: None) -> Iterator[Theatre]:
    """The same in a program of its own, whose look can change."""
    program = started(qapp)
    yield Theatre(program, qtbot, tmp_path)
    ended(program)
    install_language(qapp, "en")
