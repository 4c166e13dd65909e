"""The bar at the head of a window that is narrow for its letters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QProgressBar

from gui.app import Deltaflow


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5])
def test_nothing_is_squeezed_and_what_has_no_room_stands_in_the_menus(start: Callable[..., Deltaflow],
                                                                      scale: float) -> None:
    program = start(size=(1024, 700))
    program.change_look(replace(program.look, scale=scale))
    program.settle()
    bar, training = program.window.top_bar, program.window.workspaces["network"].control
    for part in (bar.workspaces, bar.lectures, training.button, training.epochs, bar.undo_button):
        if part.isVisible():
            assert part.width() >= part.sizeHint().width(), part
    assert all(part.isVisible() for part in (bar.workspaces, bar.lectures, training.button))
    program.window.resize(2400, 900)
    program.settle()
    assert bar.undo_button.isVisible(), "it comes back"


def test_what_stops_the_training_says_so_and_what_progresses_has_a_name(start: Callable[..., Deltaflow]) -> None:
    program = start(experiment="spiral")
    training = program.window.workspaces["network"].control
    assert training.button.toolTip() == "Train at full speed (T)"
    program.session.navigator.train(1000)
    assert training.button.text() == "Stop"
    assert training.button.toolTip() == "Stop (T)"
    bars = training.findChildren(QProgressBar)
    assert [bar.accessibleName() for bar in bars] == ["Training"]
    program.session.navigator.pause()


def test_a_key_that_is_held_trains_once(start: Callable[..., Deltaflow]) -> None:
    program = start(experiment="spiral")
    shortcuts = program.window.workspaces["network"].page.findChildren(QShortcut)
    keys = [key for key in shortcuts if key.key().toString() in ("T", "G")]
    assert len(keys) == 2
    assert not any(key.autoRepeat() for key in keys)
