"""Drawing with a real mouse: strokes, eraser, pen width, tablet, and taking back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.foundation.theme import Theme
from gui.run.session import Session

if TYPE_CHECKING:
    from tests.gui.digits.conftest import Desk, OpenDesk

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
CONTROL = Qt.KeyboardModifier.ControlModifier


def test_a_stroke_of_the_left_button_leaves_ink_where_it_went(desk: Desk) -> None:
    desk.clear()
    desk.stroke((0.2, 0.5), (0.5, 0.5), (0.8, 0.5))
    assert desk.color_at(0.35, 0.5).lightness() < 60
    assert desk.color_at(0.65, 0.5).lightness() < 60
    assert desk.color_at(0.35, 0.7).lightness() > 240


def test_in_the_dark_theme_ink_is_bright_and_the_network_sees_the_same(session: Session, open_desk: OpenDesk) -> None:
    light = open_desk(session).ink()
    desk = open_desk(session, Theme(dark=True))
    desk.clear()
    desk.stroke((0.2, 0.5), (0.8, 0.5))
    assert desk.color_at(0.5, 0.5).lightness() > 200
    assert desk.color_at(0.5, 0.8).lightness() < 60
    desk.card.panel.canvas.history.undo()
    desk.card.panel.canvas.history.undo()
    assert np.array_equal(desk.ink(), light)


def test_a_mere_click_leaves_a_dot(desk: Desk) -> None:
    desk.clear()
    desk.stroke((0.5, 0.5))
    rows, columns = np.nonzero(desk.ink() > 127)
    width = desk.drawing.canvas.pen_width
    assert rows.max() - rows.min() + 1 == pytest.approx(width, abs=2)
    assert columns.mean() == pytest.approx(139.5, abs=2)


def test_the_right_button_erases(desk: Desk) -> None:
    desk.clear()
    desk.stroke((0.2, 0.5), (0.8, 0.5))
    desk.stroke((0.5, 0.3), (0.5, 0.7), button=RIGHT)
    assert desk.color_at(0.5, 0.5).lightness() > 240
    assert desk.color_at(0.25, 0.5).lightness() < 60


def test_the_eraser_makes_the_left_button_erase_and_the_pen_makes_it_draw_again(desk: Desk) -> None:
    before = desk.ink()
    tools = desk.drawing.pen_tools
    QTest.mouseClick(tools.eraser, LEFT)
    desk.stroke((0.4, 0.1), (0.6, 0.9))
    assert desk.ink().sum() < before.sum()
    QTest.mouseClick(tools.pen, LEFT)
    erased = desk.ink()
    desk.stroke((0.4, 0.1), (0.6, 0.9))
    assert desk.ink().sum() > erased.sum()


def test_a_wider_pen_leaves_more_ink(desk: Desk) -> None:
    desk.clear()
    desk.stroke((0.2, 0.5), (0.8, 0.5))
    thin = int(desk.ink().sum())
    desk.clear()
    slider = desk.drawing.pen_tools.width_slider
    slider.setFocus(Qt.FocusReason.TabFocusReason)
    width = desk.drawing.canvas.pen_width
    for _ in range(5):
        QTest.keyClick(slider, Qt.Key.Key_Right)
    assert desk.drawing.canvas.pen_width == width + 10
    desk.stroke((0.2, 0.5), (0.8, 0.5))
    assert desk.ink().sum() > 1.3 * thin


def test_a_stroke_whose_release_was_lost_ends_as_soon_as_no_button_is_down(desk: Desk) -> None:
    canvas = desk.drawing.canvas
    desk.clear()
    QTest.mousePress(canvas, LEFT, pos=desk.at(0.2, 0.2))
    QTest.mouseMove(canvas, desk.at(0.2, 0.4))
    QApplication.sendEvent(canvas, _move_without_buttons(QPointF(desk.at(0.8, 0.4))))
    QTest.mouseRelease(canvas, LEFT, pos=desk.at(0.8, 0.4))
    assert not desk.ink()[:, 140:].any()
    assert canvas.history.can_undo


def _move_without_buttons(place: QPointF) -> QEvent:
    return QMouseEvent(QEvent.Type.MouseMove, place, place, Qt.MouseButton.NoButton, Qt.MouseButton.NoButton,
                       Qt.KeyboardModifier.NoModifier)


def tablet(kind: QEvent.Type, device: QPointingDevice, place: QPoint, pressure: float) -> QTabletEvent:
    down = LEFT if kind != QEvent.Type.TabletRelease else Qt.MouseButton.NoButton
    return QTabletEvent(kind, device, QPointF(place), QPointF(place), pressure, 0.0, 0.0, 0.0, 0.0, 0.0,
                        Qt.KeyboardModifier.NoModifier, LEFT, down)


def tablet_stroke(desk: Desk, pressure: float, pointer: QPointingDevice.PointerType) -> None:
    canvas = desk.drawing.canvas
    device = QPointingDevice("tablet", 1, QPointingDevice.DeviceType.Stylus, pointer,
                             QPointingDevice.Capability.Pressure, 1, 1)
    for kind, x in ((QEvent.Type.TabletPress, 0.3), (QEvent.Type.TabletMove, 0.7), (QEvent.Type.TabletRelease, 0.7)):
        QApplication.sendEvent(canvas, tablet(kind, device, desk.at(x, 0.5), pressure))


def test_a_tablet_pen_draws_wider_the_harder_it_is_pressed_and_its_other_end_erases(desk: Desk) -> None:
    desk.clear()
    amounts = []
    for pressure in (0.2, 0.9):
        tablet_stroke(desk, pressure, QPointingDevice.PointerType.Pen)
        amounts.append(int(desk.ink().sum()))
        desk.clear()
    assert amounts[1] > 1.5 * amounts[0] > 0
    tablet_stroke(desk, 0.5, QPointingDevice.PointerType.Pen)
    tablet_stroke(desk, 1.0, QPointingDevice.PointerType.Eraser)
    assert int(desk.ink().sum()) < 0.05 * amounts[0]


# Taking back


def test_control_z_on_the_canvas_takes_back_one_stroke_after_the_other(desk: Desk) -> None:
    desk.clear()
    states = [desk.ink()]
    for y in (0.3, 0.5, 0.7):
        desk.stroke((0.2, y), (0.5, y), (0.8, y))
        states.append(desk.ink())
    canvas = desk.drawing.canvas
    assert QApplication.focusWidget() is canvas
    for state in reversed(states[:-1]):
        QTest.keyClick(canvas, Qt.Key.Key_Z, CONTROL)
        assert np.array_equal(desk.ink(), state)
    for state in states[1:]:
        QTest.keyClick(canvas, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
        assert np.array_equal(desk.ink(), state)


def test_clearing_is_one_step_that_can_be_taken_back_and_takes_the_label_with_it(desk: Desk) -> None:
    before = desk.ink()
    header = desk.drawing.header
    assert not header.undo.isEnabled()
    QTest.keyClick(desk.drawing.canvas, Qt.Key.Key_Delete)
    assert not desk.ink().any()
    assert desk.drawing.label_chooser.label() is None
    assert not header.clear.isEnabled()
    QTest.mouseClick(header.undo, LEFT)
    assert np.array_equal(desk.ink(), before)
    assert desk.drawing.label_chooser.label() == 3
    assert not header.undo.isEnabled()
    QTest.mouseClick(header.redo, LEFT)
    assert not desk.ink().any()


def test_erasing_where_nothing_is_drawn_is_no_step(desk: Desk) -> None:
    desk.stroke((0.05, 0.05), (0.06, 0.1), button=RIGHT)
    assert not desk.drawing.canvas.history.can_undo


def test_the_session_is_shown_what_taking_back_brings(desk: Desk, session: Session) -> None:
    first = desk.card.own_sample().inputs
    desk.stroke((0.1, 0.9), (0.9, 0.9))
    desk.settle()
    assert not np.array_equal(session.moment.sample.inputs, first)
    QTest.keyClick(desk.drawing.canvas, Qt.Key.Key_Z, CONTROL)
    desk.settle()
    assert np.array_equal(session.moment.sample.inputs, first)
