"""Another network that comes into view while nobody looks, or before its words are there, is laid out anew."""

from __future__ import annotations

from dataclasses import replace

from pytestqt.qtbot import QtBot

from gui.app import Deltaflow
from simulator.experiment import Experiment, Layer
from tests.gui.hands import Hands


def test_the_stage_is_laid_out_for_the_network_in_view(start: object, qtbot: QtBot) -> None:
    program: Deltaflow = start(experiment="mnist")
    hands, session = Hands(program, qtbot), program.session
    canvas = program.window.workspaces["network"].page.workspace.stage.canvas
    for workspace in ("descent", "network"):
        program.window.show_workspace(workspace)
        hands.settle()
        if workspace == "descent":
            experiment = Experiment(data_set="spiral", layers=(Layer(4, "tanh"), Layer(3, "tanh"), Layer(1)))
            session.start_run(experiment, experiment.open_data())
    session.navigator.next()
    hands.settle()
    assert canvas.frame is not None
    assert tuple(column.size for column in canvas.frame.layout.columns) == session.network.sizes


def test_a_moment_of_another_network_than_the_one_laid_out_breaks_nothing(start: object, qtbot: QtBot) -> None:
    program: Deltaflow = start(experiment="mnist")
    hands, session = Hands(program, qtbot), program.session
    canvas = program.window.workspaces["network"].page.workspace.stage.canvas
    attention = program.window.workspaces["network"].page.workspace.stage._attention()  # what the stage hands on
    before = canvas._captions  # as it is until the words of the new run arrive
    experiment = Experiment(data_set="spiral", layers=(Layer(4, "tanh"), Layer(1)))
    session.start_run(experiment, experiment.open_data())
    hands.settle()
    moment = session.moment
    canvas.set_captions(before)
    canvas._laid_out = None  # the layout is still that of before
    canvas.show_moment(moment, attention, speed=1.0, training=False)
    canvas.show_moment(moment, attention, speed=1.0, training=False)
    canvas.repaint()
    assert canvas.moment is moment


def test_words_of_another_network_that_come_before_its_moment_wait_for_it(start: object, qtbot: QtBot) -> None:
    program: Deltaflow = start(experiment="xor")
    canvas = program.window.workspaces["network"].page.workspace.stage.canvas
    Hands(program, qtbot).settle()
    before, words = canvas.grab().toImage(), canvas._captions
    canvas.set_captions(replace(words, layers=(*words.layers, words.layers[-1])))
    with qtbot.captureExceptions() as raised:
        canvas.repaint()
    assert raised == []
    assert canvas.grab().toImage() == before, "the words stay those of the network in view"
