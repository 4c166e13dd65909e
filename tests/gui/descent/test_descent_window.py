"""The Descent workspace in the whole window: moving, looking, undoing, as a lecturer with a remote would."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication, QWidget

from gui.run.jobs import Activity
from simulator.descent.outcome import OutcomeKind
from simulator.descent.stops import BEGINNING, Part, Place, Stride, place_after
from tests.gui.descent.conftest import CONTROL, SHIFT, OpenSeat, Seat

KEY = Qt.Key


# moving

def test_next_and_back_go_step_by_step_and_back_to_the_beginning(seat: Seat) -> None:
    moves = seat.page.bar.moves
    for steps in (1, 2, 3):
        seat.click(moves.next)
        assert seat.place == place_after(steps)
        seat.agrees()
    for steps in (2, 1, 0):
        seat.click(moves.back)
        assert seat.place == place_after(steps)
    seat.click(moves.back)
    assert seat.place == BEGINNING


def test_first_and_last_lead_to_the_ends_of_what_was_recorded(seat: Seat) -> None:
    moves = seat.page.bar.moves
    seat.press(*[KEY.Key_Right] * 6)
    seat.click(moves.first)
    assert seat.place == BEGINNING
    seat.click(moves.last)
    assert seat.place == place_after(seat.session.length)
    seat.press(KEY.Key_Home)
    assert seat.place == BEGINNING
    seat.press(KEY.Key_End)
    assert seat.place == place_after(seat.session.length)
    seat.agrees()


def test_a_remote_turns_the_pages_also_while_a_line_has_the_focus(seat: Seat) -> None:
    seat.press(KEY.Key_PageDown, KEY.Key_PageDown)
    assert seat.place == place_after(2)
    rate = seat.left.optimizers[0].rate
    seat.fill(rate.line, "0.2", enter=False)
    seat.press(KEY.Key_PageDown)
    assert seat.place == place_after(3)
    seat.press(KEY.Key_PageUp, KEY.Key_PageUp)
    assert seat.place == place_after(1)
    assert rate.line.hasFocus(), "whoever types goes on typing"
    assert rate.line.text() == "0.2"
    seat.press(KEY.Key_Left)
    assert seat.place == place_after(1), "the arrows belong to the line"
    seat.press(KEY.Key_Return)
    assert seat.session.setup.entrants[0].learning_rate == 0.2
    seat.press(KEY.Key_Left)
    assert seat.place == BEGINNING
    seat.agrees()


def test_the_digits_choose_how_far_a_press_goes_and_shift_goes_one_farther(seat: Seat) -> None:
    for key, stride in zip((KEY.Key_1, KEY.Key_2, KEY.Key_3, KEY.Key_4), Stride, strict=True):
        seat.press(key)
        assert seat.session.granularity is stride
        assert seat.page.bar.granularity.index() == list(Stride).index(stride)
    seat.press(KEY.Key_1, KEY.Key_Right)
    assert seat.place == Place(0, Part.DIRECTION)
    seat.press(KEY.Key_Right, KEY.Key_Right)
    assert seat.place == Place(1, Part.GRADIENT)
    seat.press(KEY.Key_Right, modifier=SHIFT)
    assert seat.place == place_after(2), "Shift takes the next coarser stride"
    seat.press(KEY.Key_3, KEY.Key_Right)
    assert seat.place == place_after(10)
    seat.press(KEY.Key_Right, modifier=SHIFT)
    seat.wait(lambda: seat.place == place_after(100))
    seat.press(KEY.Key_Left, modifier=SHIFT)
    assert seat.place == BEGINNING
    for segment, stride in zip(seat.page.bar.granularity.segments(), Stride, strict=True):
        seat.click(segment)
        assert seat.session.granularity is stride
    seat.agrees()


def test_the_arrows_of_a_step_are_drawn_part_by_part(seat: Seat) -> None:
    seat.press(KEY.Key_1)
    labels = {}
    for here in (Part.GRADIENT, Part.DIRECTION, Part.MOVE):
        assert seat.place == Place(0, here)
        scene = seat.pictures.map.scene
        assert scene is not None
        labels[here] = [arrow.label for arrow in scene.movers[0].arrows]
        assert len(scene.movers[0].path) == (2 if here is Part.MOVE else 1)
        seat.press(KEY.Key_Right)
    assert labels[Part.GRADIENT] == ["∇C"]
    assert len(labels[Part.DIRECTION]) == 1
    assert labels[Part.MOVE] == []


def test_play_goes_on_by_itself_until_space_is_pressed(seat: Seat) -> None:
    seat.session.set_speed(32.0)
    seat.press(KEY.Key_Space)
    assert seat.session.activity is Activity.PLAYING
    seat.wait(lambda: seat.place.step > 3)
    seat.press(KEY.Key_Space)
    here = seat.place
    seat.settle()
    assert seat.place == here
    seat.agrees()
    seat.click(seat.page.bar.moves.play)
    assert seat.session.activity is Activity.PLAYING
    seat.click(seat.page.bar.moves.play)
    assert seat.session.activity is Activity.IDLE


def test_the_speed_is_set_beside_play(seat: Seat) -> None:
    speed = seat.page.bar.speed
    seat.click(speed.faster)
    assert seat.session.speed == 2.0
    seat.click(speed.slower)
    seat.click(speed.slower)
    assert seat.session.speed == 0.5


def test_play_stops_where_the_descent_ends(open_seat: OpenSeat) -> None:
    seat = open_seat("bowl")
    seat.fill(seat.left.optimizers[0].rate.line, "5")
    seat.press(KEY.Key_3)
    seat.session.set_speed(32.0)
    seat.press(KEY.Key_Space)
    seat.wait(lambda: seat.session.activity is Activity.IDLE)
    assert seat.session.is_over
    assert seat.place == place_after(seat.session.length)
    seat.agrees()


# the loss chart and the timeline

def test_a_click_on_the_loss_leads_to_that_step(seat: Seat) -> None:
    seat.press(KEY.Key_3, KEY.Key_Right, KEY.Key_Right, KEY.Key_Right)
    seat.settle()
    surface = seat.workspace.chart.surface
    middle = sum(surface.value_range()) / 2
    seat.click(surface, surface.position_of(12.0, middle))
    assert seat.place == place_after(12)
    seat.click(surface, surface.position_of(0.0, middle))
    assert seat.place == BEGINNING
    seat.agrees()
    seat.point(surface, surface.position_of(5.0, middle))
    assert "5" in surface.note.text()


def test_parts_and_steps_are_clicked_and_dragged_on_the_timeline(seat: Seat) -> None:
    seat.press(KEY.Key_3, KEY.Key_Right, KEY.Key_Right)
    line = seat.page.bar.timeline
    rows = line.rows
    for here in (Part.GRADIENT, Part.MOVE, Part.DIRECTION):
        span = line.part_span(here)
        seat.click(line, rows.bar(span).center())
        assert seat.place == Place(19, here)
    below = rows.samples(line.part_span(Part.MOVE)).center().y()
    seat.click(line, QPointF(line.step_x(7), below))
    assert seat.place == place_after(7)
    seat.drag(line, *(QPointF(line.step_x(steps), below) for steps in (7, 15, 3)))
    assert seat.place == place_after(3)
    seat.agrees()
    seat.press(KEY.Key_2, KEY.Key_Right)
    assert seat.place == place_after(4), "after a click the keys still move"


# the parts and the look

def test_parts_are_sent_away_and_called_back(seat: Seat) -> None:
    width = seat.pictures.surface.width()
    seat.press(KEY.Key_F6)
    assert not seat.left.isVisible()
    seat.settle()
    assert seat.pictures.surface.width() > width
    seat.press(KEY.Key_F8)
    assert not seat.workspace.right.isVisible()
    seat.press(KEY.Key_Right, KEY.Key_F8, KEY.Key_F6)
    assert seat.left.isVisible()
    assert seat.pictures.map.isVisible()
    seat.settle()
    seat.agrees()


def test_another_look_keeps_place_choices_camera_and_parts(open_own: OpenSeat) -> None:
    seat = open_own("himmelblau")
    seat.tick(seat.left.optimizers[1].takes_part)
    seat.tick(seat.workspace.overlays.logarithmic)
    surface = seat.pictures.surface
    middle = surface.rect().center()
    seat.drag(surface, middle, middle + QPoint(60, 20))
    seat.press(KEY.Key_3, KEY.Key_Right, KEY.Key_1, KEY.Key_Right, KEY.Key_F6)
    assert not seat.session.logarithmic
    for change in ({"theme": "dark"}, {"language": "ko"}, {"scale": 1.5}):
        surface = seat.pictures.surface
        before = seat.session.setup, seat.place, surface.camera
        seat.change_look(**change)
        assert seat.pictures.surface is not surface
        assert (seat.session.setup, seat.place, seat.pictures.surface.camera) == before
        assert not seat.workspace.overlays.logarithmic.isChecked()
        assert not seat.left.isVisible(), "what was sent away stays away"
        assert seat.page.bar.granularity.index() == 0
        seat.agrees()
        seat.press(KEY.Key_Right)
        assert seat.place > before[1]
        seat.agrees()


class Shown(QObject):
    """Notes which windows are shown."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[QObject] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(watched)
        return False


def test_no_other_window_flashes_up_while_the_workspace_is_made_anew(qapp: QApplication, open_own: OpenSeat) -> None:
    seat = open_own("line")
    shown = Shown()
    qapp.installEventFilter(shown)
    seat.change_look(theme="dark")
    seat.session.compare("structure")
    seat.change_look(theme="light")
    seat.session.change_remedy(None)
    seat.session.choose_surface("bowl")
    seat.settle()
    qapp.removeEventFilter(shown)
    assert shown.windows == []
    assert QApplication.activeWindow() is seat.window, "or else keys would go nowhere"
    seat.press(KEY.Key_Right)
    assert seat.place == place_after(1)


def test_in_a_low_window_loss_and_step_take_turns(open_seat: OpenSeat) -> None:
    seat = open_seat(size=(1024, 600))
    seat.press(KEY.Key_Right)
    loss, step = seat.workspace.turns.segments()
    seat.click(loss)
    assert (seat.workspace.chart.isVisible(), seat.workspace.step.isVisible()) == (True, False)
    seat.click(step)
    assert (seat.workspace.chart.isVisible(), seat.workspace.step.isVisible()) == (False, True)
    seat.agrees()


# what happened

def test_after_divergence_one_slows_down_or_goes_back(open_seat: OpenSeat) -> None:
    seat = open_seat("bowl")
    seat.fill(seat.left.optimizers[0].rate.line, "5")
    seat.press(KEY.Key_4, KEY.Key_Right)
    seat.settle()
    assert seat.session.is_over
    (entry,) = seat.left.outcomes.entries()
    assert "diverged" in entry.text()
    here = seat.place
    seat.click(entry.back)
    assert seat.place < here
    seat.press(KEY.Key_End)
    assert seat.place == here
    seat.click(entry.slower)
    assert seat.session.setup.entrants[0].learning_rate < 5.0
    assert seat.left.optimizers[0].rate.value() == seat.session.setup.entrants[0].learning_rate
    seat.press(KEY.Key_4, KEY.Key_Right)
    seat.settle()
    assert seat.session.outcomes()[0][2].kind is OutcomeKind.GLOBAL_MINIMUM
    seat.agrees()
    seat.press(KEY.Key_Z, modifier=CONTROL)
    assert seat.session.setup.entrants[0].learning_rate == 5.0
    seat.agrees()


def test_who_leaves_the_domain_stops_there_and_can_go_back(seat: Seat) -> None:
    seat.choose(seat.left.surface.surface, "own")
    seat.fill(seat.left.surface.expression.line, "log(a + 2) + b^2")
    seat.settle()
    view = seat.pictures.map
    seat.click(view, view.to_widget((0.0, 1.0)))
    seat.fill(seat.left.optimizers[0].rate.line, "0.5")
    seat.press(KEY.Key_4, KEY.Key_Right)
    seat.settle()
    (entry,) = seat.left.outcomes.entries()
    assert "left the domain" in entry.text()
    assert not entry.slower.isVisible()
    seat.agrees()
    here = seat.place
    seat.click(entry.back)
    assert seat.place.steps_made == here.steps_made - 1
    assert np.isfinite(seat.session.lanes[0].trails[0].costs(seat.place.steps_made)).all()
    seat.agrees()


def test_a_click_on_an_entry_of_what_happened_takes_its_step_apart(seat: Seat) -> None:
    for row in seat.left.optimizers[1:3]:
        seat.tick(row.takes_part)
    seat.press(KEY.Key_Right, KEY.Key_Right)
    for number in (2, 0, 1):
        entry = seat.left.outcomes.entries()[number]
        seat.click(entry, QPoint(4, 8))
        assert seat.session.chosen == (0, number)
        seat.agrees()
    entry.setFocus(Qt.FocusReason.TabFocusReason)
    seat.press(KEY.Key_Tab)
    assert seat.left.outcomes.entries()[2].hasFocus()
    seat.press(KEY.Key_Return)
    assert seat.session.chosen == (0, 2)


# ending

def test_the_window_closes_while_a_landscape_is_being_worked_out(open_own: OpenSeat) -> None:
    seat = open_own()
    seat.choose(seat.left.surface.surface, "ackley")
    seat.tick(seat.workspace.overlays.basins)
    assert not seat.session.is_settled
    seat.window.close()
    assert not seat.window.isVisible()


def test_the_window_closes_while_it_plays_and_records(open_own: OpenSeat) -> None:
    seat = open_own()
    seat.press(KEY.Key_Space)
    seat.session.go_to_step(100_000)
    assert seat.session.activity is Activity.TRAVELLING
    seat.window.close()
    assert seat.session.activity is Activity.IDLE
