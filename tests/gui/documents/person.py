"""Somebody who works on a document: asks the desk for things, and answers what it asks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from gui.app import Deltaflow
from gui.digits.paper import grey_values
from gui.documents.desk import Desk
from gui.workspaces.view_state import view_state


class Person:
    """A program with its desk."""

    def __init__(self, program: Deltaflow, qtbot: QtBot, patch: pytest.MonkeyPatch) -> None:
        self.program, self.window = program, program.window
        self._qtbot, self._patch = qtbot, patch
        self.said: list[str] = []
        self.asked: list[str] = []

    @property
    def desk(self) -> Desk:
        return self.window.desk

    @property
    def session(self) -> Any:
        return self.program.session

    @property
    def told(self) -> str:
        """What the notice says."""
        notice = self.session.notice
        return "" if notice is None else str(notice.values.get("message", ""))

    def settle(self) -> None:
        """Waits until nothing goes on; costs are measured later."""
        descent = self.window.workspaces["descent"]
        self.wait(lambda: self.session.worker.is_free and self.window.is_settled
                  and not self.window.workspaces["network"].page.workspace.digits.is_pending
                  and (descent.page is None or descent.is_free))

    def wait(self, condition: Callable[[], Any]) -> None:
        """Waits until something is so."""
        self._qtbot.waitUntil(lambda: bool(condition()))

    # what is done

    def work(self, epochs: float = 1) -> None:
        """Something that would be lost."""
        self.session.navigator.train(epochs)
        self.settle()

    def save_to(self, path: Path) -> None:
        """Saves under a name."""
        self.choose(path)
        self.desk.save_as()
        self.settle()

    def choose(self, path: Path | None) -> None:
        """What is chosen in the next dialogs for files."""
        def chosen(*_: object, **__: object) -> tuple[str, str]:
            return ("" if path is None else str(path)), ""

        for name in ("getOpenFileName", "getSaveFileName"):
            self._patch.setattr(QFileDialog, name, staticmethod(chosen))

    def answer(self, *texts: str) -> None:
        """Presses buttons of the dialogs to come with the mouse, one after the other."""
        if texts:
            QTimer.singleShot(0, self.window, lambda: self._press(texts))

    def _press(self, texts: tuple[str, ...]) -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog) or not dialog.isVisible():
            QTimer.singleShot(5, self.window, lambda: self._press(texts))
            return
        self.asked.append(dialog.accessibleName())
        self.answer(*texts[1:])
        press(dialog, texts[0])

    def press_key(self, key: Qt.Key) -> None:
        """Presses a key in the dialog to come."""
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog) or not dialog.isVisible():
            QTimer.singleShot(5, self.window, lambda: self.press_key(key))
            return
        self.asked.append(dialog.accessibleName())
        QTest.keyClick(dialog, key)

    # what there is

    def seen(self) -> dict[str, Any]:
        """All that a document holds, to be compared."""
        window, session = self.window, self.session
        sheet = window.workspaces["network"].page.workspace.digits.sheet()
        second = session.navigator.comparison
        seen = {
            "theta": session.moment.theta.tobytes(), "address": session.moment.address,
            "cost": session.moment.sample.cost,
            "a": [a.tobytes() for a in session.moment.sample.a], "length": session.run_length,
            "costs": np.asarray(session.training_history.costs).tobytes(), "experiment": session.experiment,
            "selection": session.selection, "granularity": session.navigator.granularity,
            "followed": None if session.run.followed is None else session.run.followed.inputs.tobytes(),
            "ink": None if sheet is None else (grey_values(sheet.ink).tobytes(), sheet.label),
            "second": None if second is None else (second.compared, second.moment.theta.tobytes(),
                                                   second.moment.address),
            "view": view_state(window),
        }
        if window.workspaces["descent"].page is not None:
            one = window.workspaces["descent"].page.session
            seen["descent"] = (one.setup, one.remedy, one.place, one.chosen, one.granularity, one.shows_basins,
                               one.shows_batch, [lane.step_of(0, one.place).theta_after.tobytes()
                                                 for lane in one.lanes])
        if window.workspaces["graph"].page is not None:
            two = window.workspaces["graph"].page.session
            seen["graph"] = (two.graph.text, dict(two.values), two.position, two.chosen, two.descending, two.costs,
                             two.learning_rate, two.title, two.granularity, two.by_hand,
                             window.workspaces["graph"].join.made is not None,
                             np.asarray(two.numbers.values).tobytes())
        return seen


def press(dialog: QDialog, text: str) -> None:
    """Clicks on the button of a dialog that says this."""
    buttons = [button for button in dialog.findChildren(QAbstractButton) if button.text().replace("&", "") == text]
    assert buttons, f"no button {text!r} in {[button.text() for button in dialog.findChildren(QAbstractButton)]}"
    QTest.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
