"""Starts on the map and on the surface, and looking at both, with a real mouse in the whole window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from gui.run.jobs import Activity
from simulator.descent.stops import place_after
from tests.gui.descent.conftest import CONTROL, Seat

KEY = Qt.Key


# the start

def test_a_start_is_dragged_on_the_map_and_that_is_one_change(seat: Seat) -> None:
    seat.press(KEY.Key_3, KEY.Key_Right)
    view, before = seat.pictures.map, seat.session.setup
    seat.drag(view, *(view.to_widget(place) for place in ((-2.8, 2.6), (-1.0, 2.0), (0.5, 0.5), (1.0, -1.0))))
    assert seat.session.setup.starts[0] == pytest.approx((1.0, -1.0), abs=0.03)
    assert seat.place == place_after(10), "the place stays: only the way is another one"
    seat.agrees()
    seat.press(KEY.Key_Z, modifier=CONTROL)
    assert seat.session.setup == before
    assert not seat.session.history.can_undo
    seat.agrees()
    seat.press(KEY.Key_Y, modifier=CONTROL)
    assert seat.session.setup.starts[0] == pytest.approx((1.0, -1.0), abs=0.03)
    seat.agrees()


def test_two_drags_are_two_changes(seat: Seat) -> None:
    view = seat.pictures.map
    first = seat.session.setup.starts[0]
    seat.drag(view, view.to_widget(first), view.to_widget((-2.0, 1.0)))
    second = seat.session.setup.starts[0]
    seat.drag(view, view.to_widget(second), view.to_widget((0.5, 1.0)))
    seat.click(seat.window.top_bar.undo_button)
    assert seat.session.setup.starts[0] == second
    seat.click(seat.window.top_bar.undo_button)
    assert seat.session.setup.starts[0] == first
    assert not seat.window.top_bar.undo_button.isEnabled()
    seat.click(seat.window.top_bar.redo_button)
    assert seat.session.setup.starts[0] == second
    seat.agrees()


def test_a_start_dragged_beyond_the_map_stays_at_its_edge(seat: Seat) -> None:
    view = seat.pictures.map
    seat.drag(view, view.to_widget((-2.8, 2.6)), QPoint(view.width() - 2, 2))
    assert seat.session.setup.shown_window.contains(*seat.session.setup.starts[0])
    assert seat.session.setup.starts[0] == pytest.approx((3.0, 3.0), abs=0.05)


def test_a_click_on_the_map_or_on_the_surface_is_another_start(seat: Seat) -> None:
    view = seat.pictures.map
    seat.click(view, view.to_widget((2.0, 1.0)))
    assert seat.session.setup.starts == (pytest.approx((2.0, 1.0), abs=0.03),)
    seat.agrees()
    surface = seat.pictures.surface
    seat.settle()
    seat.wait(lambda: surface.is_sharp)
    position = surface.to_widget(-2.0, -1.0)
    assert position is not None
    seat.click(surface, position)
    reached = surface.to_widget(*seat.session.setup.starts[0])
    assert reached is not None
    assert (reached - position).manhattanLength() < 6
    assert seat.session.setup.starts[0] == pytest.approx((-2.0, -1.0), abs=0.2)
    seat.agrees()
    seat.press(KEY.Key_Right)
    assert seat.place == place_after(1)


def test_a_start_can_be_dragged_while_it_plays(seat: Seat) -> None:
    seat.session.set_speed(32.0)
    seat.press(KEY.Key_Space)
    seat.wait(lambda: seat.place.step > 2)
    view = seat.pictures.map
    seat.drag(view, view.to_widget(seat.session.setup.starts[0]), view.to_widget((1.0, -1.0)))
    assert seat.session.setup.starts[0] == pytest.approx((1.0, -1.0), abs=0.03)
    assert seat.session.activity is Activity.PLAYING
    seat.press(KEY.Key_Space)
    seat.agrees()


# looking

def test_the_surface_is_turned_by_a_drag_and_zoomed_by_the_wheel(seat: Seat) -> None:
    surface, setup = seat.pictures.surface, seat.session.setup
    first = surface.camera
    middle = surface.rect().center()
    seat.drag(surface, middle, middle + QPoint(80, 0), middle + QPoint(80, 30))
    turned = surface.camera
    assert turned != first
    assert turned.zoom == first.zoom
    seat.turn_wheel(surface, 2)
    assert surface.camera.zoom > first.zoom
    seat.turn_wheel(surface, -4)
    assert surface.camera.zoom < first.zoom
    assert seat.session.setup == setup, "turning is not choosing a start"
    assert not seat.session.history.can_undo
    seat.settle()
    seat.click(surface.buttons[2])
    assert surface.camera == first
    zoom_out, zoom_in, _ = surface.buttons
    seat.click(zoom_in)
    assert surface.camera.zoom > first.zoom
    seat.click(zoom_out)
    assert surface.camera.zoom == pytest.approx(first.zoom)


def test_the_surface_answers_to_its_keys_when_it_was_reached_with_tab(seat: Seat) -> None:
    surface = seat.pictures.surface
    first = surface.camera
    surface.setFocus(Qt.FocusReason.TabFocusReason)
    seat.press(KEY.Key_BracketLeft, KEY.Key_Up, KEY.Key_Plus)
    assert surface.camera != first
    seat.press(KEY.Key_F)
    assert surface.camera == first
    seat.press(KEY.Key_Right, KEY.Key_PageDown)
    assert seat.place == place_after(2), "the arrows and the remote still step"


def test_what_is_under_the_pointer_is_read_off_both_pictures(seat: Seat) -> None:
    view, surface = seat.pictures.map, seat.pictures.surface
    heard: list[object] = []
    view.hovered.connect(heard.append)
    seat.point(view, view.to_widget((1.0, 1.0)))
    assert heard[-1] == pytest.approx((1.0, 1.0), abs=0.02)
    assert any("C" in text for text in view.readout())
    seat.wait(lambda: surface.is_sharp)
    position = surface.to_widget(1.0, 1.0)
    assert position is not None
    seat.point(surface, position)
    assert heard[-1] is None, "the pointer has left the map"
    assert view.readout() == []
    assert surface.place == pytest.approx((1.0, 1.0), abs=0.05)
    assert surface.words()
    seat.point(seat.workspace.step)
    assert surface.words() == []
