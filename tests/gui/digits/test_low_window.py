"""Large letters in a low window: the paper stays large enough to draw on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gui.app import Deltaflow
from gui.digits.drawing_panel import DrawingPanel


@pytest.mark.parametrize(("scale", "size"), [(2.0, (1440, 900)), (1.5, (1024, 700))])
def test_in_a_low_window_there_is_paper_to_draw_on(start: Callable[..., Deltaflow], scale: float,
                                                   size: tuple[int, int]) -> None:
    program = start(size=size)
    program.change_look(replace(program.look, scale=scale))
    program.settle()
    digits = program.window.workspaces["network"].page.workspace.digits
    assert isinstance(digits.panel, DrawingPanel)
    paper = min(digits.panel.canvas.width(), digits.panel.canvas.height())
    assert paper >= 70 * scale
    assert digits.rect().contains(digits.buttons.geometry())
    before = digits.own_sample().inputs.copy()
    canvas = digits.panel.canvas
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=canvas.rect().center())
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=canvas.rect().center())
    program.settle()
    assert (digits.own_sample().inputs != before).any()


def test_what_gave_way_comes_back_with_the_room(start: Callable[..., Deltaflow]) -> None:
    program = start(size=(1440, 900))
    digits = program.window.workspaces["network"].page.workspace.digits
    program.change_look(replace(program.look, scale=2.0))
    program.settle()
    assert not digits.buttons.random.isVisible()
    program.change_look(replace(program.look, scale=1.0))
    program.settle()
    assert digits.buttons.random.isVisible()
    assert digits.status.isVisible()
