"""The bar at the head of a window that is narrow for its letters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from gui.app import Deltaflow


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5])
def test_nothing_is_squeezed_and_what_has_no_room_stands_in_the_menus(start: Callable[..., Deltaflow],
                                                                      scale: float) -> None:
    program = start(size=(1024, 700))
    program.change_look(replace(program.look, scale=scale))
    program.settle()
    bar = program.window.top_bar
    for part in (bar.workspaces, bar.lectures, bar.training.button, bar.training.epochs, bar.undo_button):
        if part.isVisible():
            assert part.width() >= part.sizeHint().width(), part
    assert all(part.isVisible() for part in (bar.workspaces, bar.lectures, bar.training.button))
    program.window.resize(2400, 900)
    program.settle()
    assert bar.undo_button.isVisible(), "it comes back"
