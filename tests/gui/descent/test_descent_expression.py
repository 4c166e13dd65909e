"""One's own surface, typed into its line: taken over, refused with the place, mended, and descended upon."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt

from simulator.descent.stops import place_after
from simulator.surfaces.catalogue import SURFACES
from simulator.surfaces.surface import Window
from tests.gui.descent.conftest import OpenSeat, Seat

KEY = Qt.Key


@pytest.fixture
def own(seat: Seat) -> Seat:
    """One's own surface is chosen."""
    seat.choose(seat.left.surface.surface, "own")
    return seat


def test_ones_own_begins_with_the_function_that_was_shown(own: Seat) -> None:
    valleys = next(entry for entry in SURFACES if entry.name == "two_valleys")
    a, b = np.array([0.3, -1.2]), np.array([2.0, 0.7])
    assert own.session.setup.made.costs(a, b) == pytest.approx(valleys.surface.costs(a, b))
    assert own.session.setup.window == valleys.surface.window


def test_an_expression_is_typed_and_taken_over_with_enter(own: Seat) -> None:
    line = own.left.surface.expression.line
    own.fill(line, "a^2 + 3*b^2")
    assert own.session.setup.expression == "a^2 + 3*b^2"
    own.settle()
    scene = own.pictures.map.scene
    assert scene is not None
    (lowest,) = scene.landscape.points
    assert (lowest.a, lowest.b) == pytest.approx((0.0, 0.0), abs=1e-6)
    own.agrees()


def test_a_wrong_expression_is_marked_where_it_is_wrong_and_nothing_is_lost(own: Seat) -> None:
    field = own.left.surface.expression
    before = own.session.setup
    own.fill(field.line, "  a^2 + foo*b")
    assert own.session.setup == before
    assert field.message.isVisible()
    assert "foo" in field.message.text()
    assert field.line.selectedText() == "foo"
    assert field.line.property("wrong")
    assert field.line.text() == "  a^2 + foo*b", "what was typed can be mended"
    own.agrees()
    own.type("2")
    assert field.line.text() == "  a^2 + 2*b"
    assert not field.message.isVisible(), "what is mended is no longer blamed"
    own.press(KEY.Key_Return)
    assert own.session.setup.expression == "a^2 + 2*b"


def test_what_cant_be_read_has_a_reason_and_changes_nothing(own: Seat) -> None:
    field, before = own.left.surface.expression, own.session.setup
    for text in ("", "a +", "(a", "a b", "1/0*", "log()", "x^2", "a^^2", "__import__('os')", "sin", "max(a)",
                 "9" * 400, "(" * 200 + "a" + ")" * 200, "NaN"):
        own.fill(field.line, text)
        assert own.session.setup == before, text
        assert field.message.isVisible(), text
        assert field.message.text(), text
        assert field.line.text() == text
    own.agrees()


def test_an_expression_that_is_not_finished_outlasts_another_look(open_own: OpenSeat) -> None:
    seat = open_own("two_valleys")
    seat.choose(seat.left.surface.surface, "own")
    field, before = seat.left.surface.expression, seat.session.setup
    seat.fill(field.line, "a^2 + sin(b) + (a*b")
    reason = field.message.text()
    assert reason
    seat.change_look(theme="dark")
    assert seat.left.surface.expression is not field
    field = seat.left.surface.expression
    assert (field.line.text(), field.message.text()) == ("a^2 + sin(b) + (a*b", reason)
    assert seat.session.setup == before
    seat.fill(field.line, "a^2 + sin(b)")
    assert seat.session.setup.expression == "a^2 + sin(b)"


def test_escape_brings_the_expression_back(own: Seat) -> None:
    field, before = own.left.surface.expression, own.session.setup
    own.fill(field.line, "a +* b")
    assert field.message.isVisible()
    own.press(KEY.Key_Escape)
    assert field.line.text() == before.expression
    assert not field.message.isVisible()
    assert not field.line.property("wrong")
    own.press(KEY.Key_Right)
    assert own.place == place_after(1), "the keys belong to the window again"


def test_an_expression_is_taken_over_when_one_goes_elsewhere(own: Seat) -> None:
    own.fill(own.left.surface.expression.line, "a^4 + b^4", enter=False)
    own.click(own.left.surface.random)
    assert own.session.setup.expression == "a^4 + b^4"
    own.agrees()


def test_holes_overflows_and_plains_can_be_walked_on(own: Seat) -> None:
    for text in ("sqrt(a*b)", "1/a + 1/b", "exp(exp(exp(a)))", "3 + 0*a*b", "log(-1 - a^2)", "1e308*a", "1e-320*a"):
        own.fill(own.left.surface.expression.line, text)
        assert own.session.setup.expression == text
        own.settle()
        own.press(KEY.Key_1, *[KEY.Key_Right] * 4, KEY.Key_4, KEY.Key_Right)
        own.settle()
        own.agrees()
        own.click(own.left.surface.random)
        own.tick(own.workspace.overlays.logarithmic)
        own.press(KEY.Key_Right)
        own.settle()
        own.agrees()


def test_the_window_is_set_and_wrong_ends_are_told(own: Seat) -> None:
    field = own.left.surface.expression
    a_from, a_to, b_from, b_to = field.ends
    for end, text in ((a_from, "-1"), (a_to, "3"), (b_from, "-3"), (b_to, "3")):
        own.fill(end.line, text)
    window = own.session.setup.window
    assert window == Window((-1.0, -3.0), (3.0, 3.0))
    own.agrees()
    for end, text in ((a_from, "5"), (a_to, "-1"), (b_to, "x"), (b_from, "1e9"), (b_from, "nan")):
        own.fill(end.line, text)
        assert field.message.isVisible()
        assert end.error()
        assert end.line.text() == text
        assert not field.line.property("wrong"), "the expression is not to blame"
        assert own.session.setup.window == window
        own.press(KEY.Key_Escape)
        assert not field.message.isVisible()
    own.fill(a_from.line, "-2")
    assert own.session.setup.window == Window((-2.0, -3.0), (3.0, 3.0))
    own.settle()
    own.agrees()
