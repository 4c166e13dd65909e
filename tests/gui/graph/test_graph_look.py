"""The Graph workspace in windows of all sizes and looks: what is in view, and what stays when the look changes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from lectures.model import DESCENT, GRAPH, NETWORK
from tests.gui.graph.conftest import OpenGraph
from tests.gui.graph.seats import GraphSeat
from tests.gui.hands import CONTROL

KEY = Qt.Key


def test_parts_are_sent_away_and_called_back(seat: GraphSeat) -> None:
    width = seat.view.width()
    seat.press(KEY.Key_F6)
    assert not seat.left.isVisible()
    seat.settle()
    assert seat.view.width() > width
    seat.press(KEY.Key_F8)
    assert not seat.workspace.right.isVisible()
    seat.press(KEY.Key_Right, KEY.Key_F8, KEY.Key_F6)
    assert seat.left.isVisible()
    assert seat.workspace.right.isVisible()
    seat.settle()
    assert abs(seat.view.width() - width) <= 2
    seat.agrees()


@pytest.mark.parametrize("size", [(800, 560), (1024, 600), (1920, 1080)], ids=str)
def test_in_windows_of_all_sizes_everything_can_be_reached(open_graph: OpenGraph, size: tuple[int, int]) -> None:
    seat = open_graph("network", size)
    seat.settle()
    for part in (seat.left, seat.view, seat.workspace.chain, seat.workspace.counts, seat.workspace.descent):
        assert part.isVisible()
        assert min(part.width(), part.height()) > 80
    seat.click(seat.page.bar.moves.last)
    seat.click(seat.workspace.chain.check_all)
    seat.click(seat.workspace.descent.buttons[0])
    seat.click(seat.row("b3").descends, QPoint(8, seat.row("b3").descends.height() // 2))
    seat.settle()
    assert "b3" not in seat.session.descending
    seat.agrees()


def test_another_look_keeps_graph_place_values_and_parts(open_own: OpenGraph) -> None:
    seat = open_own("network")
    seat.fill(seat.row("w11").field.line, "0.75")
    seat.tick(seat.row("b3").descends)
    seat.press(KEY.Key_3, KEY.Key_Right, KEY.Key_1, KEY.Key_Right, KEY.Key_Right, KEY.Key_F6)
    seat.click(seat.view, seat.node_place(seat.node("z3")))
    for change in ({"theme": "dark"}, {"language": "ko"}, {"scale": 1.5}):
        view, session = seat.view, seat.session
        before = (session.graph, dict(session.values), seat.position, session.chosen, session.descending,
                  session.title, session.granularity, session.history.can_undo)
        seat.change_look(**change)
        assert seat.view is not view
        assert seat.session is session
        assert (session.graph, dict(session.values), seat.position, session.chosen, session.descending,
                session.title, session.granularity, session.history.can_undo) == before
        assert not seat.left.isVisible(), "what was sent away stays away"
        assert seat.page.isVisible()
        assert seat.page.bar.granularity.index() == 0
        seat.agrees()
        seat.press(KEY.Key_Right)
        assert seat.position == before[2] + 1
        seat.agrees()
    seat.press(KEY.Key_Z, KEY.Key_Z, modifier=CONTROL)
    assert seat.session.values["w11"] == 0.5
    seat.agrees()


def test_an_expression_that_is_not_finished_outlasts_another_look(open_own: OpenGraph) -> None:
    seat = open_own("neuron_quadratic")
    editor = seat.left.editor
    editor.edit.setFocus()
    QTest.keyClick(editor.edit, KEY.Key_A, CONTROL)
    QTest.keyClicks(editor.edit, "L = (w*x -")
    editor.take_over()
    reason = editor.message.text()
    assert reason
    seat.change_look(scale=1.25)
    assert seat.left.editor is not editor
    assert seat.left.editor.text() == "L = (w*x -"
    assert seat.left.editor.message.text() == reason


class Shown(QObject):
    """Notes which windows are shown."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[QObject] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(watched)
        return False


def test_no_other_window_flashes_up_while_the_workspace_is_made_anew(qapp: QApplication, open_own: OpenGraph) -> None:
    shown = Shown()
    seat = open_own()
    qapp.installEventFilter(shown)
    seat.change_look(theme="dark")
    seat.click_example("softmax")
    seat.window.show_workspace(NETWORK)
    seat.window.show_workspace(DESCENT)
    seat.window.show_workspace(GRAPH)
    seat.settle()
    qapp.removeEventFilter(shown)
    assert shown.windows == []
    assert QApplication.activeWindow() is seat.window, "or else keys would go nowhere"


def test_the_window_closes_while_it_plays(open_own: OpenGraph) -> None:
    seat = open_own()
    seat.session.set_speed(0.25)
    seat.press(KEY.Key_Space)
    seat.window.close()
    assert seat.session.is_settled


def test_the_window_closes_while_updates_are_made(open_own: OpenGraph) -> None:
    seat = open_own()
    seat.session.update(1_000_000)
    seat.window.close()
    assert seat.session.is_settled
