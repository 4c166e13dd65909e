"""All that is painted together belongs to one moment.

Whatever is read off the views while a run trains is what stands there when that very step is gone to at rest.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QAbstractScrollArea, QLabel, QTableView, QWidget
from pytestqt.qtbot import QtBot

from gui.app import Deltaflow
from gui.equations.equation_panel import EquationView
from gui.equations.rounding import table
from gui.figures.loss.surface_view import SurfaceView
from gui.foundation.number_text import number
from gui.landscape.landscape_words import gauge_texts
from gui.landscape.picture import SlicePicture
from gui.plots.cost_chart import CostCurves
from gui.plots.run_chart import RunChart
from gui.run.choice import Selection
from gui.run.comparison import SecondRun
from gui.run.jobs import Activity
from gui.run.session import Session
from gui.widgets.card import Card
from gui.workspaces.descent.descent_chart import DescentChart
from gui.workspaces.network.edge_pictures import EdgePicture
from gui.workspaces.network.edge_values import Quantity
from gui.workspaces.network.stage import NetworkStage
from simulator.descent.stops import Place, Stride
from simulator.evaluation import evaluate
from simulator.experiment import with_change
from simulator.steps import Address
from tests.waiting import MILLISECONDS

Start = Callable[..., Deltaflow]
Seen = dict[str, Any]
INSTANTS = 4
EVERY = 4
"""So many frames lie between two instants that are looked at."""
PAGES = ("equations", "batch", "activation", "learning", "matrix", "start", "why", "bp2", "numbers")
"""All but "surface", which is drawn on a thread and tells the step that it belongs to."""


class Picture:
    """Pixels, equal to others that look alike, and able to say where they don't."""

    def __init__(self, pixmap: QPixmap) -> None:
        self.image = pixmap.toImage().convertToFormat(QImage.Format.Format_ARGB32)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Picture) and self.image == other.image

    __hash__ = None  # type: ignore[assignment]

    def _pixels(self) -> np.ndarray[Any, Any]:
        return np.frombuffer(self.image.constBits(), np.uint32).reshape(self.image.height(), self.image.width())

    def difference(self, other: Picture) -> str:
        """Where another picture differs, in pixels from the left and from the top."""
        if self.image.size() != other.image.size():
            return f"{self.image.size().toTuple()} pixels are {other.image.size().toTuple()} at rest"
        rows, columns = np.nonzero(self._pixels() != other._pixels())
        box = f"x {columns.min()} to {columns.max()}, y {rows.min()} to {rows.max()}"
        return f"{len(rows)} pixels of {self.image.size().toTuple()} differ, {box}"


def difference(value: object, at_rest: object) -> str:
    """What is different in something that was seen, part by part."""
    if isinstance(value, Picture) and isinstance(at_rest, Picture):
        return value.difference(at_rest)
    if isinstance(value, dict) and isinstance(at_rest, dict):
        return "; ".join(f"{name}: {difference(value[name], at_rest.get(name))}" for name in value
                         if value[name] != at_rest.get(name))
    if isinstance(value, list | tuple) and isinstance(at_rest, list | tuple) and len(value) == len(at_rest):
        return "; ".join(f"part {place}: {difference(one, other)}"
                         for place, (one, other) in enumerate(zip(value, at_rest, strict=True)) if one != other)
    return f"{value!r} is {at_rest!r} at rest"


def picture(widget: QWidget) -> Picture:
    """A part of the window as it looks when its tables are scrolled to their beginning.

    How far a table is scrolled is the person's, as the zoom is, and no number of a moment.
    """
    for area in widget.findChildren(QAbstractScrollArea):
        for bar in (area.verticalScrollBar(), area.horizontalScrollBar()):
            bar.setValue(bar.minimum())
    return Picture(widget.grab())


def words(widget: QWidget) -> list[str]:
    """All that stands in the labels and tables of a part, in reading order."""
    texts = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
    for view in widget.findChildren(QTableView):
        model = view.model()
        if view.isVisible() and model is not None:
            texts += [str(model.index(row, column).data())
                      for row in range(min(model.rowCount(), 40)) for column in range(model.columnCount())]
    return texts


def stage_seen(stage: NetworkStage) -> Seen:
    """Every number that stands on the stage, as the pictures of its layers, and what it says of itself."""
    running = stage.canvas._transition
    assert running is not None
    columns = [Picture(column.pixmap) for column in running.new.columns]
    return {"layers": columns, "said": stage.canvas.accessibleDescription()}


@dataclass(frozen=True)
class EdgesSeen:
    """The edges between two layers as they stand on the stage, and the step that they belong to by their legend."""

    drawn: EdgePicture
    pixels: Picture
    steps_done: int


def edges_seen(stage: NetworkStage) -> list[EdgesSeen]:
    """The edges that are painted: those that are finished."""
    canvas = stage.canvas
    assert canvas._transition is not None
    assert canvas.moment is not None
    told = canvas.edges_step()
    steps = canvas.moment.steps_done if told is None else told
    return [EdgesSeen(sheet.picture, Picture(QPixmap.fromImage(sheet.picture.image)), steps)
            for sheets in canvas._transition.finished_scene().sheets for sheet in sheets
            if isinstance(sheet.picture, EdgePicture) and sheet.picture.shown.quantity is Quantity.WEIGHT]


def check_edges(session: Session, seen_edges: list[EdgesSeen]) -> None:
    """They are those of the step that their legend tells, drawn again at rest."""
    for one in seen_edges:
        if one.steps_done:
            session.navigator.go_to_step(one.steps_done - 1)
        else:
            session.navigator.leave_sample()
            session.navigator.first()
        session.worker.wait()
        again = EdgePicture(one.drawn.frame, session.moment, one.drawn.shown, from_left=True)
        again.work(math.inf)
        pixels = Picture(QPixmap.fromImage(again.image))
        assert one.pixels == pixels, \
            f"edges to layer {one.drawn.layer}, step {one.steps_done}: {difference(one.pixels, pixels)}"


def equation_seen(view: EquationView) -> str:
    """The numbers of the equation in full precision, without its check, which is made at rest only."""
    return "" if view._equation is None else table(view._equation)


def seen(window: Any) -> Seen:
    """What all views of the Network workspace show now."""
    workspace, session = window.workspaces["network"].page.workspace, window.session
    here: Seen = {f"stage {number}": stage_seen(stage) for number, stage in
                  enumerate(filter(None, (workspace.stage, workspace.stages.second)))}
    here["heads"] = [head.place.text() for head in workspace.stages.heads]
    panel = workspace.digits.panel
    here["sample"] = words(panel)
    here["weights"] = words(workspace.weights), picture(workspace.weights.view)
    if workspace.right.output is not None and workspace.right.output.isVisible():
        here["output"] = picture(workspace.right.output.plane), workspace.right.output.header.accessibleName()
    page = workspace.below.page(workspace.below.key())
    if workspace.below.key() == "equations":
        here["page"] = workspace.equations.title_text(), equation_seen(workspace.equations.view)
    else:
        here["page"] = words(page)
        if workspace.below.key() != "batch":  # whose samples can be clicked at rest only
            here["picture of the page"] = picture(page)
    here["latest"] = [chart.latest.text() for chart in workspace.charts.charts]
    here["card"] = workspace.stage.canvas.card.text() if workspace.stage.canvas.card.isVisible() else ""
    here["place"] = session.moment.state.step, session.moment.state.epoch
    return here


def check_charts(window: Any) -> None:
    """The curves end where the cursor stands, which is the moment in view."""
    session: Session = window.session
    steps = session.run.address.step + 1
    for chart in window.workspaces["network"].page.workspace.charts.charts:
        assert isinstance(chart, RunChart)
        if chart.isVisible() and session.run_length > 1:
            assert chart.surface.cursor_position() == steps
            assert len(chart.measurements) == 0 or chart.measurements.newest.step <= steps
            assert chart.steps == steps
            if isinstance(chart.curves, CostCurves):
                curve = chart.curves.batch if session.navigator.comparison is None else chart.compared.batches[0]
                x, _ = curve.getData()
                assert x is not None
                assert x.max() <= steps - 1
                assert x.max() >= steps - 1 - max(steps / 300, 0.5), "a point stands in the middle of its steps"


def check_position(window: Any) -> None:
    """The words of the transport bar name the step in view."""
    state = window.session.moment.state
    if not window.session.is_following:
        sentence = window.workspaces["network"].page.bar.position.text().sentence
        numbers = re.findall(r"\d+", re.sub(r"(?<=\d)\D(?=\d{3})", "", sentence))
        assert numbers[:2] == [str(state.epoch + 1), str(state.step_in_epoch + 1)]


def watch(program: Deltaflow, qtbot: QtBot, *, instants: int = INSTANTS) -> list[Seen]:
    """Trains, and looks at everything at many instants: right after a frame has been handed over."""
    window, session = program.window, program.session
    found: list[Seen] = []
    frames = 0

    def look() -> None:
        if session.is_training and len(found) < instants:
            found.append(seen(window) | {"edges": edges_seen(window.workspaces["network"].page.workspace.stage)})
            check_charts(window)
            check_position(window)

    def note(_moment: object) -> None:
        nonlocal frames
        frames += 1
        if session.is_training and frames % EVERY == 0:
            QTimer.singleShot(0, window, look)

    session.moment_changed.connect(note)
    session.navigator.train(10_000)
    qtbot.waitUntil(lambda: len(found) >= instants or session.navigator.activity is Activity.IDLE)
    session.worker.stop()
    qtbot.waitUntil(lambda: session.navigator.activity is Activity.IDLE)
    session.moment_changed.disconnect(note)
    assert len(found) == instants
    return found


def check_again(program: Deltaflow, found: list[Seen], *, own: object = None) -> None:
    """Each of them is what that step looks like when it is gone to at rest."""
    window, session = program.window, program.session
    page = window.workspaces["network"].page.workspace.below.key()
    for there in found:
        step, edges = there["place"][0], there.pop("edges")
        if own is None:
            session.navigator.go_to_step(step)
        else:
            session.navigator.go_to_step(step - 1)
        session.worker.wait()
        if own is not None:
            session.navigator.show_sample(own)  # type: ignore[arg-type]
        program.settle()
        at_rest = seen(window)
        for name, value in there.items():
            assert value == at_rest[name], \
                f"{name} in step {step}, page {page}: {difference(value, at_rest[name])}"
        check_edges(session, edges)


def test_every_view_shows_one_moment_while_a_run_trains(start: Start, qtbot: QtBot) -> None:
    program = start(experiment="xor_points")
    for page in PAGES:
        program.window.workspaces["network"].page.workspace.below.show_page(page)
        program.settle()
        check_again(program, watch(program, qtbot, instants=2))


def test_the_surface_tells_the_step_that_it_belongs_to_and_its_numbers_are_those_of_that_step(
        start: Start, qtbot: QtBot) -> None:
    program = start(experiment="xor_points")
    window, session = program.window, program.session
    window.workspaces["network"].page.workspace.below.show_page("surface")
    program.settle()
    page = window.workspaces["network"].page.workspace.below.page("surface")
    told: list[tuple[list[int], int, SlicePicture]] = []

    def look() -> None:
        if session.is_training and page.picture is not None:
            numbers = re.findall(r"\d+", re.sub(r"(?<=\d)\D(?=\d{3})", "", step_of_note(page)))
            told.append(([int(one) for one in numbers], session.run.state.step, page.picture))

    session.moment_changed.connect(lambda _: QTimer.singleShot(0, window, look))
    session.navigator.train(10_000)
    qtbot.waitUntil(lambda: len({picture.step for _, _, picture in told}) > 2)
    session.worker.stop()
    session.worker.wait()
    for numbers, present, picture in told:
        assert numbers == ([picture.step] if picture.step == present else [picture.step, present])
    for picture in {picture.step: picture for _, _, picture in told}.values():
        assert picture.sample_count == session.data.train.count
        session.navigator.go_to_step(max(picture.step - 1, 0))
        session.worker.wait()
        theta = session.moment.theta if picture.step else session.run.trainer.initial_state().theta
        state = replace(session.run.state, theta=theta)
        cost = evaluate(session.network, session.data, state).train_cost
        assert gauge_texts(picture.gauge)[0][1] == number(cost, 4)
    program.settle()


def step_of_note(page: QWidget) -> str:
    """What the head of the page says of steps, without the samples behind it."""
    return str(page._note.text()).split(" · ")[0]


@pytest.mark.parametrize("experiment", ["spiral", "xor"])
def test_it_is_so_in_other_experiments(start: Start, qtbot: QtBot, experiment: str) -> None:
    program = start(experiment=experiment)
    check_again(program, watch(program, qtbot))


@pytest.mark.parametrize("follows", [True, False], ids=["own drawing", "training digits"])
def test_it_is_so_with_digits(start: Start, qtbot: QtBot, follows: bool) -> None:
    program = start()
    session = program.session
    own = session.own_sample
    session.select(Selection(1, 14))  # otherwise the weights shown are those of the neuron that was followed last
    if not follows:
        session.navigator.leave_sample()
        session.worker.wait()
        own = None
    check_again(program, watch(program, qtbot, instants=3), own=own)


def test_it_is_so_while_two_runs_are_compared(start: Start, qtbot: QtBot) -> None:
    program = start(experiment="circles")
    session = program.session
    session.start_comparison(with_change(session.experiment, learning_rate=session.experiment.learning_rate / 3))
    session.worker.wait()
    program.settle()
    assert isinstance(session.navigator.comparison, SecondRun)
    check_again(program, watch(program, qtbot))


def test_the_card_beside_the_pointer_goes_with_the_run(start: Start, qtbot: QtBot) -> None:
    program = start(experiment="xor_points")
    canvas = program.window.workspaces["network"].page.workspace.stage.canvas
    frame = canvas.frame
    assert frame is not None
    column = frame.layout.columns[1]
    qtbot.mouseMove(canvas, frame.view.point(column.x, float(column.y[0])).toPoint())
    qtbot.waitUntil(canvas.card.isVisible)
    found = watch(program, qtbot)
    assert len({there["card"] for there in found}) > 1
    check_again(program, found)


def test_what_a_weight_in_the_hand_does_is_seen_everywhere_at_once(start: Start, qtbot: QtBot) -> None:
    program = start(experiment="xor_points")
    window, session = program.window, program.session
    for tenths in range(10):
        session.set_parameter(0, 0.1 * tenths, continues=tenths > 0)
        w = float(session.moment.theta[0])
        assert w == pytest.approx(0.1 * tenths)
        stage = window.workspaces["network"].page.workspace.stage
        assert stage_seen(stage)["said"].startswith(stage.value_text())
        output = window.workspaces["network"].page.workspace.right.output.plane.picture
        assert output is not None
        assert output.moment is session.moment
        shown = window.workspaces["network"].page.workspace.equations._shown
        assert shown is not None
        assert shown[0] is session.moment


def test_in_a_descent_that_plays_the_sentences_belong_to_the_step_in_view(start: Start, qtbot: QtBot) -> None:
    program = start(workspace="descent")
    page = program.window.workspaces["descent"].page
    assert page is not None
    session, told = page.session, list[tuple[int, list[str]]]()
    session.set_speed(32.0)

    def look() -> None:
        if session.activity is not Activity.IDLE:
            labels = page.workspace.left.outcomes.findChildren(QLabel)
            told.append((session.place.steps_made, [label.text() for label in labels if label.text()]))

    session.moved.connect(lambda: QTimer.singleShot(0, program.window, look))
    session.toggle_play()
    qtbot.waitUntil(lambda: len(told) >= 12, timeout=MILLISECONDS)
    session.pause()
    for steps, sentences in told:
        named = [int(number) for text in sentences for number in re.findall(r"at step (\d+)", text)]
        assert named, sentences
        assert set(named) == {steps}


@pytest.mark.parametrize("compares", [False, True], ids=["one run", "two runs"])
def test_while_it_plays_every_view_shows_one_moment(start: Start, qtbot: QtBot, compares: bool) -> None:
    program = start(experiment="xor_points")
    window, session = program.window, program.session
    if compares:
        session.start_comparison(with_change(session.experiment, learning_rate=session.experiment.learning_rate / 3))
        session.worker.wait()
    window.workspaces["network"].page.workspace.below.show_page("numbers")
    program.settle()
    session.navigator.set_speed(32.0)
    found: list[tuple[Address, Seen]] = []

    def look() -> None:
        if session.is_playing and len(found) < 5:
            found.append((session.moment.address, seen(window)))

    session.moment_changed.connect(lambda _: QTimer.singleShot(0, window, look))
    session.navigator.play()
    qtbot.waitUntil(lambda: len(found) == 5)
    session.navigator.pause()
    session.worker.wait()
    assert len({address for address, _ in found}) > 1
    for address, there in found:
        session.navigator.go_to(address)
        session.worker.wait()
        program.settle()
        at_rest = seen(window)
        for name, value in there.items():
            assert value == at_rest[name], f"{name} at {address}: {difference(value, at_rest[name])}"


def test_in_a_descent_of_several_optimizers_that_plays_all_words_belong_to_the_step_in_view(
        start: Start, qtbot: QtBot) -> None:
    program = start(workspace="descent")
    page = program.window.workspaces["descent"].page
    assert page is not None
    session = page.session
    session.edit(replace(session.setup, entrants=tuple(
        replace(one, runs=one.optimizer in ("gradient_descent", "momentum", "adam"))
        for one in session.setup.entrants)))
    session.set_granularity(Stride.STEP)
    program.settle()
    session.set_speed(32.0)
    found: list[tuple[Place, list[str], list[Picture]]] = []

    def look() -> None:
        if session.activity is Activity.PLAYING and len(found) < 5:
            found.append((session.place, words(page), pictures_of(page)))

    session.moved.connect(lambda: QTimer.singleShot(0, program.window, look))
    session.toggle_play()
    qtbot.waitUntil(lambda: len(found) == 5)
    session.pause()
    assert len({place for place, _, _ in found}) > 1
    for place, told, pictured in found:
        session.go_to(place)
        program.settle()
        assert told == words(page), place
        assert pictured == pictures_of(page), f"{place}: {difference(pictured, pictures_of(page))}"


def test_in_a_graph_that_plays_all_words_belong_to_the_operation_in_view(start: Start, qtbot: QtBot) -> None:
    program = start(workspace="graph")
    page = program.window.workspaces["graph"].page
    assert page is not None
    session = page.session
    session.set_speed(32.0)
    found: list[tuple[Any, list[str], list[Picture]]] = []

    def look() -> None:
        if session.activity is Activity.PLAYING and len(found) < 5:
            found.append((session.position, words(page), pictures_of(page)))

    session.moved.connect(lambda: QTimer.singleShot(0, program.window, look))
    session.toggle_play()
    qtbot.waitUntil(lambda: len(found) == 5 or session.activity is Activity.IDLE)
    session.pause()
    assert len({position for position, _, _ in found}) > 1
    for position, told, pictured in found:
        session.go_to(position)
        program.settle()
        assert told == words(page), position
        assert pictured == pictures_of(page), f"{position}: {difference(pictured, pictures_of(page))}"


def pictures_of(page: QWidget) -> list[Picture]:
    """The cards of a page, but for two of a descent: the chart shows all that is recorded, with a mark in it, and the
    surface is drawn more finely when it has come to rest.
    """
    return [Picture(card.grab()) for card in page.findChildren(Card)
            if card.isVisible() and not isinstance(card, DescentChart) and card.findChild(SurfaceView) is None]
