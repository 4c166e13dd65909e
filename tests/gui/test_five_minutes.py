"""What the README says to try in five minutes, done as it is written, by keys and mouse in the whole window."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.app import Deltaflow
from gui.command_line import Options
from gui.equations.equation_panel import EquationPanel
from gui.foundation.theme import install_fonts
from gui.run.choice import Selection
from gui.run.jobs import Activity
from gui.run.notices import NoticeAction, NoticeKind
from gui.workspaces.network.hand_marks import edge_point
from lectures.library import builtin_folder
from simulator.descent.outcome import OutcomeKind
from simulator.moment import Occasion
from simulator.steps import Phase
from tests.gui.hands import CONTROL, Hands
from tests.waiting import MILLISECONDS

KEY, ALT = Qt.Key, Qt.KeyboardModifier.AltModifier
TESTED = """
1. **Follow a digit.** Press → again and again: weighted input, activation, cost, then the error back through the
same weights. ← takes every step back. The line below the stage shows the formula with its numbers; click another
neuron.
2. **Train.** Press T. The network learns 60,000 digits while yours stays in view; press T again to stop, and
click on the chart to travel to any step of the run.
3. **Draw your own digit** and press *Follow this digit*, or let *Next wrong digit* find one that the network
misreads.
4. **Break it.** Set η to 30 under *Set-up* and train: learning fails, and the program says why, with a way back.
Ctrl+Z undoes it.
5. **Change a weight with your hand.** Press Ctrl+K, type *half adder*, press Enter, and drag an edge up
and down. The truth table says which rows are right.
6. **Let gradient descent get stuck.** Alt+2, press Space, and see two optimizers end in different valleys.
7. **Open a lecture.** Alt+L: they walk through a whole course, in English and Korean.
"""
# the list as it is tested here, item by item


@pytest.fixture
def hands(qapp: QApplication, qtbot: QtBot, former_look: None) -> Iterator[Hands]:
    """The program at its first start."""
    install_fonts()
    program = Deltaflow(qapp, Options(theme="light", language="en", size=(1440, 900)), remembers=False)
    with qtbot.waitActive(program.window):
        program.window.show()
        program.window.activateWindow()
    hands = Hands(program, qtbot)
    hands.settle()
    yield hands
    program.window.close()
    program.window.deleteLater()
    program.end()
    program.setParent(None)
    program.deleteLater()


def test_every_item_of_the_list_has_its_test(project: Path) -> None:
    readme = (project / "README.md").read_text(encoding="utf-8")
    section = readme.partition("## What to try in five minutes")[2].partition("\nCtrl+S")[0]
    assert section.split() == TESTED.split(), "an item that has changed needs another test"
    names = "\n".join(sorted(name for name in globals() if re.match(r"test_\d", name)))
    assert re.findall(r"test_(\d)", names) == re.findall(r"^(\d)\. ", TESTED, flags=re.MULTILINE)


def numbers_of(formula: EquationPanel) -> str:
    """The numbers of the formula in view."""
    formula.copy_numbers()
    return QApplication.clipboard().text()


def test_1_a_digit_is_followed_and_every_step_is_taken_back(hands: Hands) -> None:
    session, formula = hands.program.session, hands.window.workspaces["network"].page.workspace.below.equations
    moments, phases = [session.moment], []
    while session.moment.phase is not Phase.BP4 and len(phases) < 20:
        hands.press(KEY.Key_Right)
        hands.settle()
        moments.append(session.moment)
        if not phases or phases[-1] is not session.moment.phase:
            phases.append(session.moment.phase)
    assert phases[:2] == [Phase.WEIGHTED_INPUT, Phase.ACTIVATION]
    assert phases.index(Phase.COST) < phases.index(Phase.BP1) < phases.index(Phase.BP2)
    for moment in moments[-2::-1]:
        hands.press(KEY.Key_Left)
        hands.settle()
        assert session.moment.address == moment.address
    for _ in range(2):
        hands.press(KEY.Key_Right)
    hands.settle()
    before = numbers_of(formula)
    assert re.search(r"\d", before)
    canvas = hands.window.workspaces["network"].page.workspace.stage.canvas
    column = canvas.frame.layout.columns[1]
    hands.click(canvas, canvas.frame.view.point(column.x, float(column.y[7])))
    hands.settle()
    assert (session.selection.layer, session.selection.neuron) == (1, 7)
    assert numbers_of(formula) != before


def test_2_the_network_learns_while_the_digit_stays_in_view_and_the_chart_leads_to_any_step(hands: Hands,
                                                                                           qtbot: QtBot) -> None:
    session = hands.program.session
    ink = session.moment.sample.inputs.copy()
    assert session.data.train.count == 60_000
    hands.press(KEY.Key_T)
    qtbot.waitUntil(lambda: session.run_length > 400, timeout=MILLISECONDS)
    assert session.is_training
    assert session.moment.occasion is Occasion.FOLLOWED
    np.testing.assert_array_equal(session.moment.sample.inputs, ink)
    hands.press(KEY.Key_T)
    qtbot.waitUntil(lambda: session.navigator.activity is Activity.IDLE, timeout=MILLISECONDS)
    hands.settle()
    chart = hands.window.workspaces["network"].page.workspace.charts.charts[0]
    step = session.run_length // 2
    surface = chart.surface
    hands.click(surface.viewport(), QPointF(surface.position_of(step, 0.0).x(), surface.height() / 2))
    hands.settle()
    assert session.moment.occasion is not Occasion.FOLLOWED
    assert abs(session.moment.address.step - step) <= max(3, session.run_length // 50)


def test_3_a_drawing_is_followed_and_a_misread_digit_is_found(hands: Hands) -> None:
    session, digits = hands.program.session, hands.window.workspaces["network"].page.workspace.digits
    before = session.moment.sample.inputs.copy()
    width, height = digits.panel.canvas.width(), digits.panel.canvas.height()
    hands.drag(digits.panel.canvas, *(QPointF(x * width, y * height) for x, y in
                                      ((0.5, 0.2), (0.5, 0.4), (0.5, 0.6), (0.5, 0.8))))
    hands.settle()
    hands.click(digits.buttons.follow)
    hands.settle()
    assert session.moment.occasion is Occasion.FOLLOWED
    assert session.moment.phase is Phase.INPUT
    assert (session.moment.sample.inputs != before).any()
    hands.press(KEY.Key_Right)
    hands.click(digits.buttons.wrong)
    hands.settle()
    moment = session.moment
    assert moment.predicted_class != int(np.argmax(moment.sample.target))


def test_4_with_a_rate_of_30_learning_fails_and_the_program_says_why_with_a_way_back(hands: Hands,
                                                                                    qtbot: QtBot) -> None:
    session = hands.program.session
    before = session.experiment
    hands.fill(hands.window.workspaces["network"].page.workspace.setup.rows.rows["learning_rate"].field.line, "30")
    assert session.experiment.learning_rate == 30.0
    hands.press(KEY.Key_T)
    qtbot.waitUntil(lambda: session.notice is not None and session.notice.kind is NoticeKind.LEARNING_FAILS,
                    timeout=MILLISECONDS)
    hands.press(KEY.Key_T)
    qtbot.waitUntil(lambda: session.navigator.activity is Activity.IDLE, timeout=MILLISECONDS)
    banner = hands.window.banner
    assert banner.isVisible()
    assert "η is 30" in banner.message()
    assert session.notice.actions == (NoticeAction.GO_BACK_AND_SLOW_DOWN,)
    hands.click(banner.actions_offered()[0])
    hands.settle()
    assert not banner.isVisible()
    assert session.experiment.learning_rate < 1.0
    assert session.run_length <= 1
    hands.press(KEY.Key_Z, modifier=CONTROL)
    hands.settle()
    assert session.experiment.learning_rate == 30.0
    assert session.notice is not None
    hands.press(KEY.Key_Z, modifier=CONTROL)
    hands.settle()
    assert session.experiment == before
    assert session.notice is None or session.notice.kind is NoticeKind.UNDONE


def test_5_an_edge_is_dragged_and_the_truth_table_says_which_rows_are_right(hands: Hands) -> None:
    hands.press(KEY.Key_K, modifier=CONTROL)
    hands.type("half adder")
    hands.press(KEY.Key_Return)
    hands.settle()
    session, panel = hands.program.session, hands.window.workspaces["network"].page.workspace.digits.panel
    assert session.data.name == "half_adder"
    assert panel.truth_line.text() == "All 4 rows are right."
    canvas = hands.window.workspaces["network"].page.workspace.stage.canvas
    assert canvas.frame is not None
    edge = Selection(1, 0, 0)
    for way, sentence in ((-10, r"All 4 rows are right\."), (30, r"Wrong: row \d.*")):  # upwards, then farther down
        weights, place = session.moment.theta.copy(), edge_point(canvas.frame, edge, 0.5)
        hands.drag(canvas, place, *(place + QPointF(0, way * n) for n in range(1, 7)))
        hands.settle()
        change = session.moment.theta - weights
        assert np.flatnonzero(change).tolist() == [session.network.weight_slice(1).start]
        assert change[0] * way < 0.0
        assert re.fullmatch(sentence, panel.truth_line.text())


def test_6_two_optimizers_end_in_different_valleys(hands: Hands, qtbot: QtBot) -> None:
    hands.press(KEY.Key_2, modifier=ALT)
    descent = hands.window.workspaces["descent"].page.session
    descent.set_speed(8.0)  # the same picture, sooner
    hands.press(KEY.Key_Space)
    assert descent.activity is Activity.PLAYING
    qtbot.waitUntil(lambda: [outcome.kind for _, _, outcome in descent.outcomes()] == [
        OutcomeKind.LOCAL_MINIMUM, OutcomeKind.GLOBAL_MINIMUM], timeout=MILLISECONDS)
    hands.press(KEY.Key_Space)
    assert len({outcome.learning_rate for _, _, outcome in descent.outcomes()}) == 1


def test_7_the_whole_course_is_there_in_both_languages(hands: Hands) -> None:
    for language in ("en", "ko"):
        hands.change_look(language=language)
        hands.press(KEY.Key_L, modifier=ALT)
        hands.settle()
        shown = hands.window.lectures.list
        assert shown is not None
        assert shown.isVisible()
        keys = [row.key for row in shown.lectures.rows() if re.match(r"\d\d_", row.key)]
        assert keys == sorted(path.stem for path in builtin_folder().glob("*.toml"))
        hands.press(KEY.Key_Return)
        hands.wait(lambda: hands.window.lectures.list is None)
        hands.settle()
        assert hands.program.session.is_in_lecture
        hands.press(KEY.Key_Escape)
        hands.wait(lambda: not hands.program.session.is_in_lecture)
        hands.settle()
