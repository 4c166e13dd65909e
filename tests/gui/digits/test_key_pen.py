"""Drawing with real keys: a mark that the arrows move, a pen that Space puts down and lifts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from gui.digits.canvas import DigitCanvas
from gui.foundation.theme import Theme
from gui.run.session import Session
from gui.widgets.keyboard import shows_ring

if TYPE_CHECKING:
    from tests.gui.digits.conftest import Desk, OpenDesk

Keys = Qt.Key
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def canvas(desk: Desk) -> DigitCanvas:
    """Empty paper that was reached with Tab."""
    desk.clear()
    return reached(desk)


def reached(desk: Desk) -> DigitCanvas:
    canvas = desk.drawing.canvas
    desk.drawing.pen_tools.pen.setFocus(Qt.FocusReason.TabFocusReason)
    canvas.setFocus(Qt.FocusReason.BacktabFocusReason)
    assert shows_ring(canvas)
    return canvas


def press(canvas: DigitCanvas, *keys: Keys, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        QTest.keyClick(canvas, key, held)


def test_the_arrow_keys_move_the_pen_by_one_pixel_of_the_network_and_with_shift_by_four(canvas: DigitCanvas) -> None:
    pixel = canvas.paper_rect().width() / 28
    before = canvas.key_pen.mark
    press(canvas, Keys.Key_Right, Keys.Key_Down, Keys.Key_Down)
    assert (canvas.key_pen.mark - before).toTuple() == pytest.approx((pixel, 2 * pixel))
    press(canvas, Keys.Key_Left, Keys.Key_Up, held=SHIFT)
    assert (canvas.key_pen.mark - before).toTuple() == pytest.approx((-3 * pixel, -2 * pixel))
    assert canvas.is_blank
    assert not canvas.key_pen.is_down


def test_with_the_pen_down_the_arrow_keys_draw_one_stroke_that_is_taken_back_in_one(canvas: DigitCanvas, desk: Desk
                                                                                     ) -> None:
    before = desk.ink()
    press(canvas, Keys.Key_Space)
    assert canvas.key_pen.is_down
    press(canvas, *[Keys.Key_Right] * 5, *[Keys.Key_Down] * 5)
    press(canvas, Keys.Key_Space)
    assert not canvas.key_pen.is_down
    drawn = desk.ink()
    rows, columns = np.nonzero(drawn > 127)
    half = canvas.pen_width / 2
    assert (columns.min(), columns.max()) == pytest.approx((140 - half, 190 + half), abs=2)
    assert (rows.min(), rows.max()) == pytest.approx((140 - half, 190 + half), abs=2)
    assert drawn[140, 165] > 200
    assert drawn[165, 190] > 200
    assert not drawn[180, 150]
    press(canvas, *[Keys.Key_Left] * 3)
    assert np.array_equal(desk.ink(), drawn), "a lifted pen draws nothing"
    press(canvas, Keys.Key_Z, held=CONTROL)
    assert np.array_equal(desk.ink(), before)
    press(canvas, Keys.Key_Z, held=CONTROL | SHIFT)
    assert np.array_equal(desk.ink(), drawn)


def test_taking_back_while_the_pen_is_down_lifts_it_and_takes_this_stroke(canvas: DigitCanvas, desk: Desk) -> None:
    press(canvas, Keys.Key_Space, Keys.Key_Right, Keys.Key_Right)
    assert desk.ink().any()
    press(canvas, Keys.Key_Z, held=CONTROL)
    assert not desk.ink().any()
    assert not canvas.key_pen.is_down
    press(canvas, Keys.Key_Right)
    assert not desk.ink().any()


def test_delete_clears_and_lifts_the_pen(canvas: DigitCanvas, desk: Desk) -> None:
    press(canvas, Keys.Key_Space, Keys.Key_Right, Keys.Key_Delete, Keys.Key_Right)
    assert not desk.ink().any()
    assert not canvas.key_pen.is_down


def test_the_eraser_erases_with_keys_too(canvas: DigitCanvas, desk: Desk) -> None:
    press(canvas, Keys.Key_Space, *[Keys.Key_Right] * 6, Keys.Key_Space)
    ink = int(desk.ink().sum())
    QTest.mouseClick(desk.drawing.pen_tools.eraser, LEFT)
    reached(desk)
    press(canvas, Keys.Key_Space, *[Keys.Key_Left] * 6, Keys.Key_Space)
    assert int(desk.ink().sum()) < 0.05 * ink
    assert canvas.history.undo_name == "stroke of the eraser"


def test_whoever_leaves_the_paper_ends_the_stroke(canvas: DigitCanvas, desk: Desk, session: Session) -> None:
    before = desk.ink()
    press(canvas, Keys.Key_Space, Keys.Key_Right, Keys.Key_Right)
    desk.drawing.pen_tools.pen.setFocus(Qt.FocusReason.TabFocusReason)
    assert not canvas.key_pen.is_down
    assert canvas.history.undo_name == "stroke"
    desk.settle()
    assert np.array_equal(session.moment.sample.inputs, desk.card.own_sample().inputs)
    canvas.history.undo()
    assert np.array_equal(desk.ink(), before)


def test_the_pen_stays_on_the_paper_and_where_it_was_left(canvas: DigitCanvas, desk: Desk) -> None:
    press(canvas, *[Keys.Key_Left] * 9, *[Keys.Key_Up] * 9, held=SHIFT)
    pixel = canvas.paper_rect().width() / 28
    corner = canvas.key_pen.mark
    assert (corner - canvas.paper_rect().topLeft()).toTuple() == pytest.approx((pixel / 2, pixel / 2))
    assert reached(desk).key_pen.mark == corner


def test_a_hand_on_the_mouse_takes_over_and_the_arrows_are_the_windows_again(canvas: DigitCanvas, desk: Desk) -> None:
    press(canvas, Keys.Key_Space, Keys.Key_Right)
    QTest.mouseMove(canvas, desk.at(0.2, 0.2))
    assert canvas.key_pen.is_down, "a mouse that is only moved ends nothing"
    by_keys = desk.ink()
    desk.stroke((0.2, 0.8), (0.4, 0.8))
    assert not canvas.key_pen.is_down
    assert not shows_ring(canvas)
    ink = desk.ink()
    assert ink.sum() > by_keys.sum()
    press(canvas, Keys.Key_Right, Keys.Key_Space, Keys.Key_Right)
    assert np.array_equal(desk.ink(), ink)
    canvas.history.undo()
    assert np.array_equal(desk.ink(), by_keys), "two hands, two strokes"


def test_screen_readers_are_told_the_keys_and_where_the_pen_is(canvas: DigitCanvas, desk: Desk) -> None:
    press(canvas, Keys.Key_Right, Keys.Key_Down, Keys.Key_Down)
    assert canvas.accessibleDescription().startswith("pen up, row 17, column 16. Draw with the left mouse button")
    press(canvas, Keys.Key_Space)
    assert canvas.accessibleDescription().startswith("pen down, row 17, column 16.")
    desk.drawing.pen_tools.pen.setFocus(Qt.FocusReason.TabFocusReason)
    for text in (canvas.accessibleDescription(), canvas.whatsThis()):
        assert text.startswith("Draw with the left mouse button")
        assert "Space" in text


@pytest.mark.parametrize("dark", [False, True])
def test_the_mark_is_seen_only_by_keys_and_is_full_while_the_pen_is_down(session: Session, open_desk: OpenDesk,
                                                                         dark: bool) -> None:
    theme = Theme(dark=dark)
    desk = open_desk(session, theme)
    desk.clear()
    canvas = reached(desk)
    beside = canvas.key_pen.mark.toPoint() + QPoint(3, 3)  # within the ring, beside its cross

    def color() -> object:
        return canvas.grab().toImage().pixelColor(beside)

    up = color()
    press(canvas, Keys.Key_Space)
    down = color()
    assert down == theme.focus
    assert up != down
    press(canvas, Keys.Key_Z, held=CONTROL)
    assert color() == up
    desk.drawing.pen_tools.pen.setFocus(Qt.FocusReason.TabFocusReason)
    centre = canvas.grab().toImage().pixelColor(canvas.key_pen.mark.toPoint())
    assert centre != theme.focus
