"""With large letters the workspaces leave out what has no room, and squeeze no button."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from gui.app import Deltaflow


@pytest.mark.parametrize("language", ["en", "ko"])
def test_no_button_that_moves_is_squeezed(start: Callable[..., Deltaflow], language: str) -> None:
    program = start()
    window = program.window
    program.change_look(replace(program.look, scale=1.5, language=language))
    for width in (*range(1024, 1300, 24), 1440):
        window.resize(width, 700)
        for workspace in ("network", "descent", "graph"):
            window.show_workspace(workspace)
            program.settle()
            bar = window.page.transport
            for part in (bar.moves, bar.granularity, bar.speed):
                assert part.width() >= part.minimumSizeHint().width(), (width, workspace, type(part))


def test_a_narrow_descent_keeps_its_surface_and_leaves_out_the_choices(start: Callable[..., Deltaflow]) -> None:
    program = start()
    window = program.window
    window.resize(1024, 700)
    window.show_workspace("descent")
    program.settle()
    assert window.descent is not None
    assert window.descent.workspace.is_shown("left")
    program.change_look(replace(program.look, scale=1.5))
    program.settle()
    workspace = window.descent.workspace
    assert not workspace.is_shown("left")
    assert workspace.pictures[0].surface.width() > 0.4 * workspace.width()
    workspace.show_part("left", True)
    program.settle()
    assert workspace.is_shown("left")
