"""The page of the surface in the whole window: by its key, with the height it needs, in every look."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.app import Deltaflow
from gui.command_line import Options
from gui.foundation.theme import install_fonts
from gui.insight.surface_page import SurfacePage
from gui.landscape.picture import PlaneKind
from simulator.experiment import preset
from simulator.landscape.landscape import plateau_at

LEFT, CONTROL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot, former_look: None) -> Iterator[Deltaflow]:
    install_fonts()
    program = Deltaflow(qapp, Options(experiment="xor", theme="light", language="en", size=(1024, 700)),
                        remembers=False)
    with qtbot.waitExposed(program.window):
        program.window.show()
    program.window.activateWindow()
    program.settle()
    yield program
    program.window.close()
    program.window.deleteLater()
    program.end()
    program.setParent(None)
    program.deleteLater()


def opened(program: Deltaflow) -> SurfacePage:
    """The page, brought by its key."""
    QTest.keyClick(program.window, Qt.Key.Key_7, CONTROL)
    program.settle()
    page = program.window.workspaces["network"].page.workspace.below.page("surface")
    assert isinstance(page, SurfacePage)
    assert page.isVisible()
    return page


def height(program: Deltaflow) -> float:
    """Share of the window's height that is below the stage."""
    return program.window.workspaces["network"].page.workspace.below.height() / program.window.height()


def test_the_page_gets_more_height_than_numbers_do_and_gives_it_back(program: Deltaflow) -> None:
    before = height(program)
    opened(program)
    assert 0.36 < height(program) < 0.46
    assert height(program) > before + 0.05
    assert program.window.size().toTuple() == (1024, 700), "the window stays as it is"
    assert program.window.workspaces["network"].page.workspace.stage.canvas.height() > 150
    QTest.keyClick(program.window, Qt.Key.Key_1, CONTROL)
    program.settle()
    assert height(program) == before


def test_a_height_that_was_dragged_stays(program: Deltaflow) -> None:
    opened(program)
    given = height(program)
    centre = program.window.workspaces["network"].page.workspace._centre
    handle = centre.handle(1)
    QTest.mousePress(handle, LEFT, pos=handle.rect().center())
    QTest.mouseMove(handle, handle.rect().center() + QPoint(0, 40))
    QTest.mouseRelease(handle, LEFT, pos=handle.rect().center())
    dragged = height(program)
    assert dragged != given
    QTest.keyClick(program.window, Qt.Key.Key_1, CONTROL)
    program.settle()
    assert height(program) == dragged


def test_nothing_is_cut_at_any_size(program: Deltaflow) -> None:
    page = opened(program)
    for size in ((1024, 700), (1440, 900), (1920, 1080)):
        program.window.resize(*size)
        program.settle()
        assert program.window.size().toTuple() == size
        assert min(page.map.width(), page.map.height(), page.surface.width(), page.surface.height()) >= 120
        assert page.chooser.isVisible() is (size[0] > 1024)
        if not page.chooser.isVisible():
            QTest.mouseClick(page.options, LEFT)
            program.settle()
        for part in (page.chooser.kinds, page.chooser.second, page.chooser.log, page.chooser.cost_of, page.gauge):
            right = part.mapTo(page._side.viewport(), QPoint(part.width(), 0)).x()
            assert right <= page._side.viewport().width(), "the column is as wide as its parts"


def test_the_gauge_is_in_sight_also_where_letters_are_large(program: Deltaflow) -> None:
    program.change_look(replace(program.look, scale=1.5))
    program.window.resize(1440, 900)
    program.settle()
    page = opened(program)
    assert page._side.verticalScrollBar().maximum() > 0
    assert page.line.isVisible()
    assert page.line.shown_text().startswith("C of the network 0.7787")
    program.change_look(replace(program.look, scale=1.0))
    program.window.resize(1440, 900)
    program.settle()
    page = opened(program)
    assert page.gauge.mapTo(page._side, QPoint(0, page.gauge.height())).y() <= page._side.height()
    assert page.line.isHidden()


@pytest.mark.parametrize("name", ["not_plateau", "xor_plateau"])
def test_a_preset_that_starts_on_a_plateau_is_seen_on_it(program: Deltaflow, name: str) -> None:
    program.session.start_run(preset(name))
    program.session.worker.wait()
    page = opened(program)
    assert page.picture is not None
    assert page.picture.landscape.is_final
    assert plateau_at(page.picture.landscape, *page.picture.place)
    assert page.picture.landscape.plateau.mean() < 0.9, "and where it ends is seen, too"


def test_what_was_chosen_survives_another_theme_and_language(program: Deltaflow) -> None:
    page = opened(program)
    page.chooser.kinds.setFocus()
    QTest.keyClick(page.chooser.kinds, Qt.Key.Key_Down)
    QTest.mouseClick(page.chooser.redraw, LEFT)
    program.settle()
    assert page.wishes.kind is PlaneKind.RANDOM
    program.window.top_bar.theme_toggled.emit()
    program.settle()
    after = program.window.workspaces["network"].page.workspace.below.page("surface")
    assert isinstance(after, SurfacePage)
    assert after is not page
    assert after.isVisible()
    assert after.wishes == page.wishes
    assert after.picture is not None
    assert after.picture.wishes.seed == 2


def test_there_are_new_pictures_while_training_goes_on_at_full_speed(program: Deltaflow, qtbot: QtBot) -> None:
    page, session = opened(program), program.session
    steps: list[int] = []
    page._worker.pictured.connect(lambda picture: steps.append(picture.step))
    session.navigator.train(100_000)
    qtbot.waitUntil(lambda: len(steps) >= 5)
    assert session.is_training
    session.worker.stop()
    session.worker.wait()
    program.settle()
    assert steps == sorted(steps)
    assert page.picture is not None
    assert page.picture.step == session.run.state.step
    assert page.picture.landscape.is_final


def test_a_comparison_shows_the_surface_of_the_first_run(program: Deltaflow) -> None:
    page, session = opened(program), program.session
    session.start_comparison(type(session.experiment)(**{**session.experiment.__dict__, "learning_rate": 2.0}))
    session.worker.wait()
    session.navigator.train(20)
    session.worker.wait()
    program.settle()
    assert page.picture is not None
    assert page.wishes.indices is not None
    assert page.picture.place == pytest.approx(tuple(session.run.state.theta[list(page.wishes.indices)]))
    assert session.navigator.comparison is not None
    assert not np.allclose(session.navigator.comparison.run.state.theta, session.run.state.theta)


def test_the_page_is_not_loaded_before_it_is_wanted(program: Deltaflow) -> None:
    assert "surface" not in program.window.workspaces["network"].page.workspace.below._pages
