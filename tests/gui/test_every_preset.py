"""Every experiment that ships with the program runs in the whole window, in any order, with every page below it."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.app import Deltaflow
from gui.command_line import Options
from gui.foundation.theme import install_fonts
from gui.run.jobs import Activity
from simulator.experiment import preset, presets
from simulator.moment import Occasion
from simulator.steps import Granularity


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot, former_look: None) -> Iterator[Deltaflow]:
    install_fonts()
    options = Options(experiment="nand_by_hand", theme="light", language="en", size=(1024, 700))
    program = Deltaflow(qapp, options, remembers=False)
    with qtbot.waitExposed(program.window):
        program.window.show()
    program.settle()
    yield program
    program.window.close()
    program.window.deleteLater()
    program.end()
    program.setParent(None)
    program.deleteLater()


def test_one_experiment_after_the_other_with_steps_training_and_undo(program: Deltaflow, qtbot: QtBot) -> None:
    session, workspace = program.session, program.window.workspaces["network"].page.workspace
    chance = random.Random(3)
    names = list(presets())
    chance.shuffle(names)
    pages = workspace.below.page_keys()
    for number, name in enumerate(names):
        session.start_run(preset(name))
        session.worker.wait()
        program.settle()
        assert session.network.sizes[0] == session.data.input_count, name
        workspace.below.show_page(pages[number % len(pages)])
        for granularity in (Granularity.LAYER, Granularity.NEURON, Granularity.STEP):
            session.navigator.next(granularity)
            session.worker.wait()
        if session.data.domain is not None:
            session.navigator.train(2)
            qtbot.waitUntil(lambda: session.navigator.activity is Activity.IDLE)
        output = workspace.right.output
        assert (output is not None and output.isVisible()) is (session.data.domain is not None), name
        program.window.grab()
        if number % 5 == 4:
            session.history.undo()
            session.worker.wait()
            program.window.grab()


@pytest.mark.parametrize("name", presets())
def test_the_preset_is_there_at_its_first_press(name: str) -> None:
    """What a lecturer opens must not need anything that the program would first have to be told."""
    experiment = preset(name)
    data = experiment.open_data()
    assert experiment.fits(data) is experiment
    assert experiment.batch_size <= data.train.count


def test_a_sample_of_ones_own_gives_way_where_it_does_not_fit(program: Deltaflow) -> None:
    session = program.session
    session.start_run(preset("mnist"))
    session.worker.wait()
    session.navigator.follow_sample(program.window.workspaces["network"].page.workspace.digits.own_sample())
    assert session.moment.occasion is Occasion.FOLLOWED
    session.start_run(preset("regression_hills"))
    session.worker.wait()
    program.settle()
    assert session.moment.occasion is Occasion.TRAINING
    assert len(session.moment.sample.inputs) == 2
