"""While a lecturer points at things no card opens under the mouse."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.gui.lectures.theatre import Theatre


def neuron(theatre: Theatre, layer: int) -> QPoint:
    canvas = theatre.window.workspaces["network"].page.workspace.stage.canvas
    frame = canvas.frame
    assert frame is not None
    column = frame.layout.columns[layer]
    return frame.view.point(column.x, float(column.y[0])).toPoint()


def test_with_the_pointer_no_card_opens_and_the_open_one_goes(theatre: Theatre) -> None:
    theatre.open()
    canvas = theatre.window.workspaces["network"].page.workspace.stage.canvas
    QTest.mouseMove(canvas, neuron(theatre, 1))
    theatre.wait(canvas.card.isVisible)
    theatre.focus_home()
    QTest.keyClick(theatre.window.focusWidget(), Qt.Key.Key_L)
    assert not canvas.card.isVisible()
    QTest.mouseMove(canvas, neuron(theatre, 2))
    theatre.wait(lambda: canvas.hovered_neuron is not None and canvas.hovered_neuron.layer == 2)
    assert not canvas.card.isVisible()
    QTest.keyClick(theatre.window.focusWidget(), Qt.Key.Key_L)
    QTest.mouseMove(canvas, neuron(theatre, 1))
    theatre.wait(canvas.card.isVisible)


def test_when_the_lecture_is_left_with_the_pointer_cards_open_again(theatre: Theatre) -> None:
    theatre.open()
    theatre.focus_home()
    QTest.keyClick(theatre.window.focusWidget(), Qt.Key.Key_L)
    theatre.leave()
    canvas = theatre.window.workspaces["network"].page.workspace.stage.canvas
    QTest.mouseMove(canvas, neuron(theatre, 1))
    theatre.wait(canvas.card.isVisible)
