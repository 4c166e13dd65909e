"""With large letters the workspaces leave out what has no room, and squeeze no button."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from gui.app import Deltaflow
from gui.transport.transport_card import Arrangement


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
    assert window.workspaces["descent"].page is not None
    assert window.workspaces["descent"].page.workspace.is_shown("left")
    program.change_look(replace(program.look, scale=1.5))
    program.settle()
    workspace = window.workspaces["descent"].page.workspace
    assert not workspace.is_shown("left")
    assert workspace.pictures[0].surface.width() > 0.4 * workspace.width()
    workspace.show_part("left", True)
    program.settle()
    assert workspace.is_shown("left")


def test_with_the_largest_letters_in_a_small_window_every_button_of_the_transport_bar_is_whole(
        start: Callable[..., Deltaflow]) -> None:
    program = start(experiment="xor", size=(1024, 700))
    program.change_look(replace(program.look, scale=2.0))
    program.settle()
    bar = program.window.page.transport
    assert bar.arrangement() is Arrangement.NARROW
    for part in (*bar.granularity.segments(), bar.moves.first, bar.moves.play, bar.moves.last):
        assert part.width() >= part.minimumSizeHint().width(), part
        assert bar.rect().contains(part.mapTo(bar, part.rect().center()))
        assert part.visibleRegion().boundingRect() == part.rect()
    program.change_look(replace(program.look, scale=1.0))
    program.settle()
    assert program.window.page.transport.speed.isVisible()
