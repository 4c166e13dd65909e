"""What is chosen on the left and over the map, with mouse and keyboard; wrong values are told and nothing is lost."""

from __future__ import annotations

from PySide6.QtCore import Qt

from simulator.descent.setup import DescentSetup
from simulator.descent.stops import BEGINNING, place_after
from simulator.surfaces.catalogue import SURFACES, model_of
from tests.gui.descent.conftest import CONTROL, SHIFT, OpenSeat, Seat

KEY = Qt.Key


# the surface

def test_every_surface_is_reached_with_the_arrow_keys_and_descended_upon(open_seat: OpenSeat) -> None:
    seat = open_seat(SURFACES[0].name)
    box = seat.left.surface.surface
    box.setFocus(Qt.FocusReason.TabFocusReason)
    for entry in SURFACES:
        assert seat.session.setup.surface == box.key() == entry.name
        assert seat.place == BEGINNING
        assert seat.workspace.model.isVisible() == (model_of(entry) is not None)
        seat.press(KEY.Key_PageDown)
        assert seat.place == place_after(1), "the remote is nobody's own"
        seat.agrees()
        seat.press(KEY.Key_Down)
    assert seat.session.setup.surface == "own"
    seat.press(KEY.Key_Home)
    assert seat.session.setup.surface == SURFACES[0].name
    seat.agrees()


def test_surfaces_are_chosen_from_the_list_with_the_mouse(seat: Seat) -> None:
    box = seat.left.surface.surface
    for name in ("himmelblau", "two_minima", "own", "two_valleys"):
        seat.choose(box, name)
        assert seat.session.setup.surface == name
        seat.agrees()
    for name in ("own", "two_minima", "himmelblau", "two_valleys"):
        seat.press(KEY.Key_Z, modifier=CONTROL)
        assert seat.session.setup.surface == name
        seat.agrees()


def test_another_surface_is_taken_from_the_beginning_and_undo_leads_back_to_the_place(seat: Seat) -> None:
    seat.press(KEY.Key_3, KEY.Key_Right)
    seat.choose(seat.left.surface.surface, "rastrigin")
    assert seat.place == BEGINNING
    seat.press(KEY.Key_Z, modifier=CONTROL)
    assert (seat.session.setup.surface, seat.place) == ("two_valleys", place_after(10))
    seat.agrees()


def test_the_better_picture_comes_by_itself(seat: Seat) -> None:
    seat.choose(seat.left.surface.surface, "himmelblau")
    seat.settle()
    scene = seat.pictures.map.scene
    assert scene is not None
    assert scene.landscape.is_final
    minima = [point for point in scene.landscape.points if point.cost < 1e-9]
    assert len(minima) == 4
    seat.agrees()


# the start, several starts

def test_the_start_is_typed(seat: Seat) -> None:
    first, second = seat.left.surface.start
    seat.fill(first.line, "1.5")
    seat.fill(second.line, "-0.25")
    assert seat.session.setup.starts == ((1.5, -0.25),)
    seat.agrees()
    seat.fill(first.line, "1e9")
    assert first.error()
    assert seat.session.setup.starts == ((1.5, -0.25),)
    seat.press(KEY.Key_Escape)
    seat.agrees()


def test_a_start_outside_of_the_window_still_moves(seat: Seat) -> None:
    seat.fill(seat.left.surface.start[0].line, "8")
    assert seat.session.setup.starts[0][0] == 8.0
    seat.press(KEY.Key_Right)
    seat.agrees()


def test_random_starts_and_back_to_one(seat: Seat) -> None:
    surface = seat.left.surface
    seat.click(surface.random)
    assert len(seat.session.setup.starts) == 8
    assert surface.alone.isVisible()
    seat.press(KEY.Key_3, KEY.Key_Right)
    seat.agrees()
    before = seat.session.setup.starts
    seat.click(surface.random)
    assert len(seat.session.setup.starts) == 8
    assert seat.session.setup.starts != before
    before, view = seat.session.setup.starts, seat.pictures.map
    seat.drag(view, view.to_widget(before[3]), view.to_widget((0.1, 0.1)))
    moved = [here != there for here, there in zip(seat.session.setup.starts, before, strict=True)]
    assert moved == [number == 3 for number in range(8)]
    seat.agrees()
    seat.click(surface.alone)
    assert len(seat.session.setup.starts) == 1
    assert not surface.alone.isVisible()
    seat.press(KEY.Key_Z, modifier=CONTROL)
    assert len(seat.session.setup.starts) == 8
    seat.agrees()


def test_more_than_can_move_is_refused_with_the_reason(seat: Seat) -> None:
    seat.click(seat.left.surface.random)
    for row in seat.left.optimizers[1:3]:
        seat.tick(row.takes_part)
    assert len(seat.session.setup.runners) == 24
    before = seat.session.setup
    fourth = seat.left.optimizers[3]
    seat.tick(fourth.takes_part)
    assert seat.session.setup == before
    assert not fourth.takes_part.isChecked()
    assert seat.left.message.isVisible()
    assert "24" in seat.left.message.text()
    seat.agrees()
    seat.click(seat.left.surface.alone)
    assert not seat.left.message.isVisible()
    seat.tick(fourth.takes_part)
    assert len(seat.session.setup.runners) == 4
    seat.agrees()


def test_more_than_can_move_is_refused_also_when_batches_would_make_it_so(open_seat: OpenSeat) -> None:
    seat = open_seat("line")
    seat.click(seat.left.surface.random)
    for row in seat.left.optimizers[1:3]:
        seat.tick(row.takes_part)
    assert len(seat.session.setup.runners) == 24
    before, batch = seat.session.setup, seat.left.surface.batch
    seat.fill(batch.line, "2")
    assert seat.session.setup == before
    assert "24" in batch.error()
    assert batch.line.text() == "2"
    seat.press(KEY.Key_Escape)
    seat.agrees()


# optimizers

def test_optimizers_are_ticked_and_one_at_least_stays(seat: Seat) -> None:
    rows = seat.left.optimizers
    for row in rows[1:]:
        seat.tick(row.takes_part)
    assert len(seat.session.setup.runners) == len(rows) == 6
    seat.press(KEY.Key_3, KEY.Key_Right)
    seat.agrees()
    for row in rows[:-1]:
        row.takes_part.setFocus(Qt.FocusReason.TabFocusReason)
        seat.press(KEY.Key_Space)
    assert [entrant.runs for entrant in seat.session.setup.entrants] == [False] * 5 + [True]
    seat.agrees()
    seat.press(KEY.Key_Tab)
    seat.tick(rows[-1].takes_part)
    assert rows[-1].takes_part.isChecked(), "somebody has to move"
    seat.agrees()


def test_rates_and_numbers_are_edited_and_wrong_ones_told(seat: Seat) -> None:
    adam = seat.left.optimizers[-1]
    seat.tick(adam.takes_part)
    seat.fill(adam.rate.line, "0.3")
    assert seat.session.setup.entrants[-1].learning_rate == 0.3
    before = seat.session.setup
    for text in ("-1", "0", "abc", "", "1e999", "nan"):
        seat.fill(adam.rate.line, text)
        assert adam.rate.error(), text
        assert adam.rate.line.text() == text
        assert seat.session.setup == before
        seat.agrees()
    seat.press(KEY.Key_Escape)
    assert not adam.rate.error()
    assert adam.rate.line.text() == "0.3"
    seat.click(adam.more)
    for field, text in zip(adam.numbers, ("0.5", "0.9", "0.001"), strict=True):
        seat.fill(field.line, text)
    assert seat.session.setup.entrants[-1].numbers == (0.5, 0.9, 0.001)
    seat.fill(adam.numbers[0].line, "1.5")
    assert adam.numbers[0].error()
    assert seat.session.setup.entrants[-1].numbers == (0.5, 0.9, 0.001)
    seat.press(KEY.Key_Escape)
    seat.press(KEY.Key_Right)
    seat.agrees()
    seat.click(adam.more)
    assert not adam.numbers[0].isVisible()


def test_a_rate_goes_up_and_down_by_wheel_and_arrows_while_it_has_the_focus(seat: Seat) -> None:
    rate = seat.left.optimizers[0].rate
    seat.turn_wheel(rate.line, 1)
    assert seat.session.setup.entrants[0].learning_rate == 0.1, "who scrolls changes nothing"
    seat.click(rate.line)
    seat.turn_wheel(rate.line, 1)
    assert seat.session.setup.entrants[0].learning_rate == 0.2
    seat.press(KEY.Key_Down, KEY.Key_Down)
    assert seat.session.setup.entrants[0].learning_rate == 0.05
    seat.agrees()


def test_what_is_typed_and_left_by_a_click_on_a_picture_is_taken_over(seat: Seat) -> None:
    for view in (seat.pictures.surface, seat.pictures.map):
        seat.fill(seat.left.optimizers[0].rate.line, "0.25" if view is seat.pictures.map else "0.5", enter=False)
        seat.click(view, view.rect().center())
        assert seat.session.setup.entrants[0].learning_rate == (0.25 if view is seat.pictures.map else 0.5)
        place = seat.place
        seat.press(KEY.Key_Right)
        assert seat.place != place, "the arrows step again"


# batches

def test_batches_are_drawn_and_full_descent_is_shown_beside_them(open_seat: OpenSeat) -> None:
    seat = open_seat("line")
    surface, count = seat.left.surface, seat.session.setup.sample_count
    assert not surface.other_order.isEnabled()
    assert not seat.workspace.overlays.batch.isVisible()
    seat.fill(surface.batch.line, "3")
    assert seat.session.setup.batch_size == 3
    assert [runner.is_full for runner in seat.session.setup.runners] == [False, True]
    assert seat.page.bar.granularity.segments()[3].text() == "Epoch"
    seat.press(KEY.Key_4, KEY.Key_Right)
    assert seat.place == place_after(-(-count // 3))
    scene = seat.pictures.map.scene
    assert scene is not None
    assert scene.ghost is not None
    seat.agrees()
    path = scene.movers[0].path
    seat.click(surface.other_order)
    assert seat.pictures.map.scene is not None
    assert (seat.pictures.map.scene.movers[0].path != path).any()
    assert seat.place == place_after(-(-count // 3))
    seat.agrees()
    for text in ("0", str(count + 1), "2.5", ""):
        seat.fill(surface.batch.line, text)
        assert surface.batch.error()
        assert seat.session.setup.batch_size == 3
    seat.fill(surface.batch.line, str(count))
    assert seat.session.setup.batch_size == 0
    assert seat.page.bar.granularity.segments()[3].text() != "Epoch"
    seat.agrees()


# overlays

def test_overlays_are_switched_over_the_map(open_seat: OpenSeat) -> None:
    seat = open_seat("line")
    overlays = seat.workspace.overlays
    seat.tick(overlays.logarithmic)
    assert seat.session.logarithmic
    seat.settle()
    seat.agrees()
    seat.tick(overlays.basins)
    seat.settle()
    scene = seat.pictures.map.scene
    assert scene is not None
    assert scene.basins is not None
    seat.agrees()
    seat.tick(overlays.basins)
    assert seat.pictures.map.scene is not None
    assert seat.pictures.map.scene.basins is None
    seat.fill(seat.left.surface.batch.line, "2")
    assert overlays.batch.isVisible()
    seat.tick(overlays.batch)
    assert seat.pictures.map.scene.ghost is None
    seat.tick(overlays.batch)
    assert seat.pictures.map.scene.ghost is not None
    seat.agrees()


def test_basins_follow_the_learning_rate(seat: Seat) -> None:
    seat.settle()
    seat.tick(seat.workspace.overlays.basins)
    seat.settle()
    before = seat.session.lanes[0].basins
    assert before is not None
    seat.fill(seat.left.optimizers[0].rate.line, "0.02")
    seat.settle()
    after = seat.session.lanes[0].basins
    assert after is not None
    assert after is not before
    seat.agrees()


# undo

def test_every_change_is_undone_and_made_again_in_its_order(open_seat: OpenSeat) -> None:
    seat = open_seat("line")
    setups: list[DescentSetup] = [seat.session.setup]
    view = seat.pictures.map

    def note() -> None:
        assert seat.session.setup != setups[-1]
        setups.append(seat.session.setup)

    seat.tick(seat.left.optimizers[2].takes_part)
    note()
    seat.fill(seat.left.optimizers[2].rate.line, "0.01")
    note()
    seat.fill(seat.left.surface.batch.line, "4")
    note()
    seat.click(seat.left.surface.other_order)
    note()
    seat.click(view, view.to_widget((0.0, 0.0)))
    note()
    seat.click(seat.left.surface.random)
    note()
    seat.choose(seat.left.surface.surface, "ackley")
    note()
    for setup in setups[-2::-1]:
        seat.press(KEY.Key_Z, modifier=CONTROL)
        assert seat.session.setup == setup
        seat.agrees()
    assert not seat.session.history.can_undo
    for setup in setups[1:]:
        seat.press(KEY.Key_Z, modifier=CONTROL | SHIFT)
        assert seat.session.setup == setup
        seat.agrees()
    assert not seat.session.history.can_redo
