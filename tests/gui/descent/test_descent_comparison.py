"""Remedies side by side: each with its value, its two lanes, and the way back; and a long walk at random."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QPoint, Qt

from gui.run.jobs import Activity
from gui.run.playback import SPEEDS
from simulator.descent.remedies import REMEDIES, Remedy, remedy_for
from simulator.descent.stops import BEGINNING, Stride, place_after
from simulator.surfaces.catalogue import SURFACES
from tests.gui.descent.conftest import CONTROL, SHIFT, OpenSeat, Seat
from tests.prove.cut_text import cut_texts, noted_in_pictures

KEY = Qt.Key


def test_another_learning_rate_runs_beside_the_first(seat: Seat) -> None:
    remedies = seat.left.remedies
    seat.choose(remedies.kind, "learning_rate")
    assert seat.session.remedy == Remedy("learning_rate", 0.3)
    assert remedies.fields["learning_rate"].isVisible()
    assert all(pictures.map.isVisible() and pictures.surface.isVisible() for pictures in seat.workspace.pictures)
    seat.press(KEY.Key_3, KEY.Key_Right)
    seat.agrees()
    first, second = seat.session.lanes
    assert first.trails[0].racer.learning_rate == 0.1
    assert second.trails[0].racer.learning_rate == 0.3
    seat.fill(remedies.fields["learning_rate"].line, "0.02")
    assert seat.session.lanes[1].trails[0].racer.learning_rate == 0.02
    seat.fill(remedies.fields["learning_rate"].line, "-1")
    assert remedies.fields["learning_rate"].error()
    assert seat.session.remedy == Remedy("learning_rate", 0.02)
    seat.press(KEY.Key_Escape)
    seat.agrees()
    seat.choose(remedies.kind, "")
    assert len(seat.session.lanes) == 1
    assert not seat.workspace.pictures[1].map.isVisible()
    seat.agrees()


def test_the_axes_of_two_surfaces_are_whole_after_turning_by_mouse(seat: Seat) -> None:
    seat.choose(seat.left.remedies.kind, "learning_rate")
    seat.settle()
    with noted_in_pictures() as cut:
        for pictures in seat.workspace.pictures:
            view = pictures.surface
            middle = view.rect().center()
            for across in (-60, 70, 50):
                seat.drag(view, middle, middle + QPoint(across, 15))
                seat.settle()
                view.grab()
        assert [str(one) for one in (*cut, *cut_texts(seat.page))] == []


def test_another_start_is_dragged_on_its_own_map(seat: Seat) -> None:
    seat.choose(seat.left.remedies.kind, "start")
    seat.settle()
    first, second = (pictures.map for pictures in seat.workspace.pictures)
    starts = [lane.setup.starts[0] for lane in seat.session.lanes]
    assert starts[0] != starts[1]
    seat.drag(second, second.to_widget(starts[1]), second.to_widget((0.0, 0.5)), second.to_widget((1.0, 1.0)))
    assert seat.session.lanes[1].setup.starts[0] == pytest.approx((1.0, 1.0), abs=0.05)
    assert seat.session.lanes[0].setup.starts[0] == starts[0]
    seat.agrees()
    seat.drag(first, first.to_widget(starts[0]), first.to_widget((0.0, -1.0)))
    assert seat.session.lanes[0].setup.starts[0] == pytest.approx((0.0, -1.0), abs=0.05)
    assert seat.session.lanes[1].setup.starts[0] == pytest.approx((1.0, 1.0), abs=0.05)
    seat.agrees()
    seat.press(KEY.Key_Z, modifier=CONTROL)
    seat.press(KEY.Key_Z, modifier=CONTROL)
    assert [lane.setup.starts[0] for lane in seat.session.lanes] == starts
    seat.click(second, second.to_widget((-1.0, -1.0)))
    assert seat.session.lanes[1].setup.starts[0] == pytest.approx((-1.0, -1.0), abs=0.05)
    seat.agrees()


def test_another_optimizer_runs_beside_the_first(seat: Seat) -> None:
    remedies = seat.left.remedies
    seat.choose(remedies.kind, "optimizer")
    assert [lane.trails[0].racer.optimizer for lane in seat.session.lanes] == ["gradient_descent", "momentum"]
    seat.choose(remedies.fields["optimizer"], "adam")
    assert seat.session.lanes[1].trails[0].racer.optimizer == "adam"
    seat.press(KEY.Key_PageDown, KEY.Key_PageDown)
    assert seat.place == place_after(2)
    seat.agrees()


def test_what_was_typed_for_one_remedy_is_none_of_another(seat: Seat) -> None:
    remedies = seat.left.remedies
    seat.choose(remedies.kind, "learning_rate")
    remedies.fields["learning_rate"].line.setFocus()
    remedies.fields["learning_rate"].line.setText("0.336")
    remedies.fields["learning_rate"].line.textEdited.emit("0.336")
    seat.session.change_remedy(remedy_for("optimizer", seat.session.setup))  # as by a key, while somebody types
    seat.settle()
    assert seat.session.remedy == Remedy("optimizer", "momentum")
    seat.agrees()


def test_another_structure_changes_the_surface(open_seat: OpenSeat) -> None:
    seat = open_seat("neuron_quadratic")
    remedies = seat.left.remedies
    seat.choose(remedies.kind, "structure")
    assert [lane.setup.surface for lane in seat.session.lanes] == ["neuron_quadratic", "neuron_cross_entropy"]
    seat.press(KEY.Key_3, KEY.Key_Right)
    seat.settle()
    seat.agrees()
    assert seat.workspace.model.isVisible()
    for name in ("neuron_linear", "tied_chain"):
        seat.choose(remedies.fields["structure"], name)
        assert seat.session.lanes[1].setup.surface == name
        assert seat.place == place_after(10)
        seat.agrees()
    seat.choose(seat.left.surface.surface, "two_minima")
    assert seat.session.lanes[1].setup.surface == "one_minimum", "the same remedy, as it is on this surface"
    seat.agrees()
    seat.choose(seat.left.surface.surface, "bowl")
    assert seat.session.remedy is None, "there is none here"
    seat.agrees()


def test_mini_batches_run_beside_the_full_cost(open_seat: OpenSeat) -> None:
    seat = open_seat("line")
    remedies = seat.left.remedies
    seat.choose(remedies.kind, "batches")
    assert remedies.fields["batches"].isVisible()
    seat.fill(remedies.fields["batches"].line, "2")
    assert [lane.setup.batch_size for lane in seat.session.lanes] == [0, 2]
    seat.press(KEY.Key_4, KEY.Key_Right)
    assert seat.workspace.overlays.batch.isVisible()
    scene = seat.workspace.pictures[1].map.scene
    assert scene is not None
    assert scene.ghost is not None
    seat.agrees()
    for text in ("0", "1000", "x"):
        seat.fill(remedies.fields["batches"].line, text)
        assert remedies.fields["batches"].error()
        assert seat.session.remedy == Remedy("batches", 2)


def test_a_remedy_that_doesnt_exist_here_says_why(seat: Seat) -> None:
    remedies = seat.left.remedies
    for kind in ("structure", "batches"):
        seat.choose(remedies.kind, kind)
        assert seat.session.remedy is None
        assert remedies.kind.key() == ""
        assert remedies.message.isVisible()
    seat.choose(remedies.kind, "start")
    assert not remedies.message.isVisible()


def test_of_two_lanes_each_has_its_entry_and_either_is_taken_apart(seat: Seat) -> None:
    seat.choose(seat.left.remedies.kind, "learning_rate")
    seat.press(KEY.Key_Right)
    for number in (1, 0):
        seat.click(seat.left.outcomes.entries()[number], QPoint(4, 8))
        assert seat.session.chosen == (number, 0)
        seat.agrees()


def test_in_the_compared_lane_too_a_diverging_one_is_slowed_down(open_seat: OpenSeat) -> None:
    seat = open_seat("bowl")
    seat.choose(seat.left.remedies.kind, "learning_rate")
    seat.fill(seat.left.remedies.fields["learning_rate"].line, "9")
    seat.press(KEY.Key_4, KEY.Key_Right)
    seat.settle()
    _, second = seat.left.outcomes.entries()
    assert "diverged" in second.text()
    seat.click(second.slower)
    assert seat.session.remedy is not None
    assert seat.session.remedy.value < 9.0
    assert seat.session.setup.entrants[0].learning_rate == 0.1
    assert seat.left.remedies.fields["learning_rate"].value() == seat.session.remedy.value
    seat.settle()
    seat.agrees()


def test_a_comparison_is_undone_and_made_again(seat: Seat) -> None:
    seat.press(KEY.Key_3, KEY.Key_Right)
    seat.choose(seat.left.remedies.kind, "optimizer")
    seat.choose(seat.left.remedies.fields["optimizer"], "rmsprop")
    seat.press(KEY.Key_Z, KEY.Key_Z, modifier=CONTROL)
    assert seat.session.remedy is None
    assert seat.place == place_after(10)
    seat.agrees()
    seat.press(KEY.Key_Y, KEY.Key_Y, modifier=CONTROL)
    assert seat.session.remedy == Remedy("optimizer", "rmsprop")
    seat.agrees()


def test_a_comparison_outlasts_another_look_and_a_narrow_window(open_own: OpenSeat) -> None:
    seat = open_own(size=(1024, 700))
    seat.choose(seat.left.remedies.kind, "start")
    seat.press(KEY.Key_3, KEY.Key_Right)
    seat.settle()
    assert not seat.workspace.right.isVisible(), "two lanes need the room"
    remedy, place = seat.session.remedy, seat.place
    seat.change_look(theme="dark", language="ko")
    assert (seat.session.remedy, seat.place) == (remedy, place)
    assert seat.workspace.pictures[1].map.isVisible()
    seat.agrees()
    seat.press(KEY.Key_F8)
    assert seat.workspace.right.isVisible()
    seat.settle()
    seat.agrees()


def test_basins_and_heights_are_those_of_each_lane(open_seat: OpenSeat) -> None:
    seat = open_seat("two_minima")
    seat.choose(seat.left.remedies.kind, "structure")
    seat.tick(seat.workspace.overlays.basins)
    seat.settle()
    assert all(lane.basins is not None for lane in seat.session.lanes)
    seat.tick(seat.workspace.overlays.logarithmic)
    seat.settle()
    assert all(lane.basins is not None for lane in seat.session.lanes)
    seat.agrees()


# a walk at random

class Walker:
    """Does anything that can be done, with a die of its own."""

    def __init__(self, seat: Seat, seed: int) -> None:
        self.seat = seat
        self.die = random.Random(seed)

    def act(self) -> str:
        """One thing; says what it was."""
        acts = [self.keys, self.keys, self.keys, self.surface, self.tick, self.rate, self.batch, self.starts,
                self.drag, self.picture, self.remedy, self.overlay, self.undo, self.entry, self.timeline,
                self.expression]
        act = self.die.choice(acts)
        act()
        return act.__name__

    def keys(self) -> None:
        keys = (KEY.Key_Right, KEY.Key_Left, KEY.Key_PageDown, KEY.Key_PageUp, KEY.Key_Home, KEY.Key_End,
                KEY.Key_Space, KEY.Key_1, KEY.Key_2, KEY.Key_3, KEY.Key_4, KEY.Key_F6, KEY.Key_F8)
        for _ in range(3):
            self.seat.press(self.die.choice(keys))
        self.seat.press(self.die.choice((KEY.Key_Right, KEY.Key_Left)), modifier=SHIFT)

    def surface(self) -> None:
        self._choose(self.seat.left.surface.surface, self.die.choice([*(entry.name for entry in SURFACES), "own"]))

    def tick(self) -> None:
        box = self.die.choice(self.seat.left.optimizers).takes_part
        if box.isVisible():
            self.seat.tick(box)

    def rate(self) -> None:
        self._fill(self.die.choice(self.seat.left.optimizers).rate.line, ("0.1", "1e-3", "5", "1e9", "-2", "x", ""))

    def batch(self) -> None:
        self._fill(self.seat.left.surface.batch.line, ("1", "2", "3", "5", "0", "99"))

    def expression(self) -> None:
        field = self.seat.left.surface.expression
        self._fill(field.line, ("log(a)", "a^4 - b", "a +", "1/(a*b)", "exp(9 a)", "sqrt(a^2 - b)", "foo(a)"))
        self._fill(self.die.choice(field.ends).line, ("-2", "0", "1.5", "1e7", "q"))

    def starts(self) -> None:
        surface = self.seat.left.surface
        button = self.die.choice((surface.random, surface.alone, surface.other_order))
        if button.isVisible() and button.isEnabled():
            self.seat.click(button)

    def drag(self) -> None:
        view = self.die.choice([one.map for one in self.seat.workspace.pictures if one.map.isVisible()] or [None])
        if view is None:
            return
        places = view.start_places()
        self.seat.drag(view, self.die.choice(places), self._anywhere(view), self._anywhere(view))

    def picture(self) -> None:
        views = [view for one in self.seat.workspace.pictures for view in (one.map, one.surface) if view.isVisible()]
        view = self.die.choice(views)
        self.seat.click(view, self._anywhere(view))
        self.seat.turn_wheel(view, self.die.choice((-1, 1)))
        self.seat.point(view, self._anywhere(view))

    def remedy(self) -> None:
        remedies = self.seat.left.remedies
        self._choose(remedies.kind, self.die.choice(["", *REMEDIES]))
        self._fill(remedies.fields["learning_rate"].line, ("0.5", "20", "-1"))
        self._fill(remedies.fields["batches"].line, ("1", "3", "400"))
        self._choose(remedies.fields["optimizer"], self.die.choice(("momentum", "adam")))

    def overlay(self) -> None:
        overlays = self.seat.workspace.overlays
        box = self.die.choice((overlays.logarithmic, overlays.basins, overlays.batch))
        if box.isVisible():
            self.seat.tick(box)

    def undo(self) -> None:
        for _ in range(self.die.randint(1, 4)):
            self.seat.press(self.die.choice((KEY.Key_Z, KEY.Key_Z, KEY.Key_Y)), modifier=CONTROL)

    def entry(self) -> None:
        entry = self.die.choice(self.seat.left.outcomes.entries())
        if not entry.isVisible():
            return
        for button in (entry.back, entry.slower):
            if button.isVisible() and self.die.random() < 0.5:
                self.seat.click(button)
                return
        self.seat.click(entry, QPoint(4, 8))

    def timeline(self) -> None:
        line, chart = self.seat.page.bar.timeline, self.seat.workspace.chart.surface
        self.seat.click(line, self._anywhere(line))
        if chart.isVisible():
            self.seat.click(chart, self._anywhere(chart))

    def _anywhere(self, widget: object) -> QPoint:
        width, height = widget.width(), widget.height()  # type: ignore[attr-defined]
        return QPoint(self.die.randint(2, width - 90), self.die.randint(2, max(height - 60, 3)))

    def _fill(self, line: object, texts: tuple[str, ...]) -> None:
        text = self.die.choice(texts)
        if line.isVisible() and line.isEnabled():  # type: ignore[attr-defined]
            self.seat.fill(line, text, enter=self.die.random() < 0.8)  # type: ignore[arg-type]
            self.seat.press(KEY.Key_Escape)

    def _choose(self, box: object, key: str) -> None:
        """With the keyboard."""
        if not box.isVisible() or box.findData(key) < 0:  # type: ignore[attr-defined]
            return
        box.setFocus(Qt.FocusReason.TabFocusReason)  # type: ignore[attr-defined]
        for _ in range(40):
            here, there = box.currentIndex(), box.findData(key)  # type: ignore[attr-defined]
            if here == there:
                break
            self.seat.press(KEY.Key_Down if there > here else KEY.Key_Up)


def test_whatever_is_done_everything_goes_on_agreeing(seat: Seat) -> None:
    walker, done = Walker(seat, 2), []
    seat.session.set_speed(SPEEDS[-1])
    for number in range(60):
        done.append(walker.act())
        if number % 10 == 9:
            seat.session.pause()
            seat.settle()
        if seat.workspace.pictures[0].map.isVisible() and seat.session.activity is Activity.IDLE:
            seat.agrees()
    assert len(set(done)) > 12
    seat.session.pause()
    seat.settle()
    for part in ("left", "right"):
        seat.workspace.show_part(part, True)
    seat.agrees()
    while seat.session.history.can_undo:
        seat.session.history.undo()
    seat.settle()
    seat.agrees()
    assert seat.session.granularity in Stride
    seat.click(seat.page.bar.moves.first)
    assert seat.place == BEGINNING
