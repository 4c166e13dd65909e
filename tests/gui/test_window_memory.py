"""The window comes back as it was left: at the second start, on another screen, whatever the settings say."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QByteArray, QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QSplitter
from pytestqt.qtbot import QtBot

from gui.app import Deltaflow
from gui.command_line import Options
from gui.foundation.theme import install_fonts
from gui.window.main_window import WindowMemory
from gui.workspaces.network.arrangement import Part
from gui.workspaces.view_state import show_view_state, view_state

LEFT, NO_KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
SIZE = (800, 640)


class Started:
    """A running program that remembers its window in a file."""

    def __init__(self, app: QApplication, qtbot: QtBot, file: Path, **options: Any) -> None:
        install_fonts()
        usual: dict[str, Any] = {"theme": "light", "language": "en", "experiment": "xor"}
        asked = Options(**{**usual, **options})
        self.program = Deltaflow(app, asked, remembers=False)
        self.window = self.program.window
        self.settings = QSettings(str(file), QSettings.Format.IniFormat)
        self.memory = WindowMemory(self.window, self.settings)
        self.memory.restore(size=asked.size is None)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.program.settle()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_KEYS) -> None:
        handle = self.window.windowHandle()
        assert handle is not None
        QTest.keyClick(handle, key, modifier)
        self.program.settle()

    def end(self) -> None:
        self.window.close()
        self.settings.sync()


@pytest.fixture
def begin(qapp: QApplication, qtbot: QtBot, former_look: None, tmp_path: Path) -> Iterator[Callable[..., Started]]:
    """Starts the program once more; the settings lie in the same file each time."""
    programs: list[Started] = []

    def begun(**options: Any) -> Started:
        for former in programs[-1:]:
            former.end()
        programs.append(Started(qapp, qtbot, tmp_path / "settings.ini", **options))
        return programs[-1]

    yield begun
    for started in programs:
        started.window.close()
        started.window.deleteLater()
        started.program.end()
        started.program.setParent(None)
        started.program.deleteLater()


def drag(splitter: QSplitter, number: int, by: int) -> None:
    """Drags a gap of a row with the mouse."""
    handle = splitter.handle(number)
    middle = handle.rect().center()
    QTest.mousePress(handle, LEFT, NO_KEYS, middle)
    QTest.mouseMove(handle, middle + QPoint(by, 0))
    QTest.mouseRelease(handle, LEFT, NO_KEYS, middle + QPoint(by, 0))


def test_size_and_place_come_back(begin: Callable[..., Started]) -> None:
    first = begin(size=SIZE)
    first.window.move(0, 60)
    second = begin()
    assert (second.window.width(), second.window.height()) == SIZE
    assert second.window.pos() == QPoint(0, 60)


def test_the_size_of_the_command_line_wins(begin: Callable[..., Started]) -> None:
    begin(size=SIZE)
    second = begin(size=(800, 700))
    assert (second.window.width(), second.window.height()) == (800, 700)


def test_a_maximised_window_comes_back_maximised_and_a_full_screen_doesn_t(begin: Callable[..., Started]) -> None:
    first = begin(size=SIZE)
    first.window.showMaximized()
    QApplication.processEvents()
    second = begin()
    assert second.window.isMaximized()
    second.window.showNormal()
    QApplication.processEvents()
    second.window.resize(*SIZE)
    second.window.showFullScreen()
    QApplication.processEvents()
    third = begin()
    assert not third.window.isFullScreen()
    assert (third.window.width(), third.window.height()) == SIZE


def test_what_was_chosen_to_be_seen_comes_back(begin: Callable[..., Started]) -> None:
    first = begin(size=SIZE)
    first.press(Qt.Key.Key_F8)  # the charts, for which there is no room by itself
    first.press(Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    first.window.workspaces["network"].page.workspace.stage.modes.segments()[1].click()
    page = first.window.workspaces["network"].page.workspace.below.key()
    assert page != "equations"
    second = begin()
    workspace = second.window.workspaces["network"].page.workspace
    assert workspace.wanted == {Part.CHARTS: True}
    assert workspace.is_shown(Part.CHARTS)
    assert workspace.below.key() == page
    assert workspace.stage.modes.index() == 1


def test_a_dragged_gap_comes_back_at_another_size_too(begin: Callable[..., Started]) -> None:
    first = begin(size=SIZE)
    before = first.window.workspaces["network"].page.workspace.sizes()
    drag(first.window.workspaces["network"].page.workspace, 1, 60)
    left, centre, _ = first.window.workspaces["network"].page.workspace.sizes()
    assert left > before[0] + 40
    second = begin(size=(1200, 700))
    second.press(Qt.Key.Key_F8)  # at this width the charts are shown by themselves; without them it is as before
    there, middle, _ = second.window.workspaces["network"].page.workspace.sizes()
    assert there / (there + middle) == pytest.approx(left / (left + centre), abs=0.01)


def test_a_dragged_gap_outlasts_another_theme(begin: Callable[..., Started]) -> None:
    started = begin(size=SIZE)
    drag(started.window.workspaces["network"].page.workspace, 1, 60)
    sizes = started.window.workspaces["network"].page.workspace.sizes()
    started.window.top_bar.theme_toggled.emit()
    started.program.settle()
    assert started.window.workspaces["network"].page.workspace.sizes() == pytest.approx(sizes, abs=3)


def test_a_workspace_that_is_made_later_is_as_it_was_left(begin: Callable[..., Started]) -> None:
    first = begin(size=SIZE)
    first.window.show_workspace("descent")
    first.press(Qt.Key.Key_F6)
    first.window.show_workspace("graph")
    first.press(Qt.Key.Key_F6)
    begin()  # in which nobody looks at them
    third = begin()
    assert third.window.current.name == "network"
    third.window.show_workspace("graph")
    assert third.window.workspaces["graph"].page is not None
    assert not third.window.workspaces["graph"].page.workspace.is_shown("left")
    third.window.show_workspace("descent")
    assert third.window.workspaces["descent"].page is not None
    assert not third.window.workspaces["descent"].page.workspace.is_shown("left")


def test_what_is_changed_is_kept_a_moment_later_without_closing(begin: Callable[..., Started], qtbot: QtBot) -> None:
    started = begin(size=SIZE)
    started.settings.clear()
    started.press(Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: "equations" in str(started.settings.value("window/view")))


def test_a_reset_puts_everything_back(begin: Callable[..., Started]) -> None:
    first = begin(size=SIZE)
    usual = view_state(first.window)
    first.press(Qt.Key.Key_F8)
    first.press(Qt.Key.Key_F7)
    first.press(Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    drag(first.window.workspaces["network"].page.workspace, 1, 60)
    assert view_state(first.window) != usual
    first.memory.reset()
    first.program.settle()
    assert view_state(first.window) == usual
    assert first.window.workspaces["network"].page.workspace.wanted == {}
    assert first.window.height() == usual_height(first)
    assert not first.settings.contains("window/view")
    assert not first.settings.contains("window/geometry")


def test_while_a_lecture_is_in_view_its_arrangement_isn_t_kept(begin: Callable[..., Started]) -> None:
    first = begin(size=SIZE)
    first.press(Qt.Key.Key_F7)
    first.memory.keep()
    first.window.lectures.open_named("05_xor")
    first.program.settle()
    first.memory.keep()
    kept = json.loads(str(first.settings.value("window/view")))
    assert kept["network"]["layout"]["parts"] == {"equations": False}
    first.window.lectures.leave()
    first.program.settle()


NONSENSE = [
    *(("geometry", value) for value in (7, "nonsense", QByteArray(b"\x00\x01\xff"), QByteArray(b"\xff" * 500), [])),
    *(("view", value) for value in (
        7, "nonsense", "[1, 2]", "[" * 50_000, '{"network": 3}', "x" * 200_000,
        '{"network": {"layout": 1e999, "page": [], "edges": {}, "hand": 9}}',
        '{"network": {"layout": {"parts": [1], "sizes": {"columns": {"xx-": [2, 1]}}}}}')),
]


def test_nonsense_in_the_settings_is_as_the_first_start(begin: Callable[..., Started]) -> None:
    started = begin()
    usual = view_state(started.window)
    size = (started.window.width(), started.window.height())
    for name, value in NONSENSE:
        started.settings.clear()
        started.settings.setValue(f"window/{name}", value)
        started.settings.sync()
        started.memory.restore()
        assert (started.window.width(), started.window.height()) == size
        assert view_state(started.window) == usual


def usual_height(started: Started) -> int:
    """900, where the screen has that and room for the window's head."""
    return min(900, started.window.screen().availableGeometry().height() - 40)


def test_the_first_window_of_all_is_no_larger_than_the_screen(begin: Callable[..., Started]) -> None:
    window = begin().window
    assert window.width() == min(1440, window.screen().availableGeometry().width())
    assert window.height() == usual_height(begin())


def test_a_window_that_would_lie_on_no_screen_stands_on_one(begin: Callable[..., Started]) -> None:
    first = begin(size=SIZE)
    first.window.move(20_000, 20_000)
    second = begin()
    screen = second.window.screen().availableGeometry()
    assert screen.intersects(second.window.geometry())
    assert screen.top() <= second.window.geometry().top() < screen.bottom() - 20


def test_what_is_seen_is_told_and_shown_again_as_a_document_does(begin: Callable[..., Started]) -> None:
    first = begin(size=SIZE)
    window = first.window
    window.show_workspace("descent")
    assert window.workspaces["descent"].page is not None
    surface = window.workspaces["descent"].page.workspace.pictures[0].surface
    surface.set_camera(surface.camera.turned(0.5, 0.1).zoomed(2.0).moved(0.2, 0.1))
    camera = surface.camera
    output = window.workspaces["network"].page.workspace.right.output
    assert output is not None
    output.options.lines.setChecked(True)
    state = json.loads(json.dumps(view_state(window)))
    second = begin(size=SIZE)
    show_view_state(second.window, state)
    second.program.settle()
    assert second.window.current.name == "descent"
    assert second.window.workspaces["descent"].page is not None
    assert second.window.workspaces["descent"].page.workspace.pictures[0].surface.camera == camera
    card = second.window.workspaces["network"].page.workspace.right.output
    assert card is not None
    assert card.wishes.lines
    assert json.loads(json.dumps(view_state(second.window))) == state


STRANGE_VIEWS: list[object] = [
    None, 3, [], {"workspace": "cellar"}, {"workspace": ["descent"]}, {"network": [], "descent": 3, "graph": None},
    {"network": {"page": "cellar", "edges": "cellar", "hand": "yes", "map": {"lines": 3, "output": 10**30}}},
    {"network": {"map": {"output": True, "discrete": None}}, "workspace": "descent",
     "descent": {"cameras": [[1e9, 0, 0, 0, 0], "camera"], "layout": {"turn": [], "parts": {"left": 0}}}},
]


def test_nonsense_in_a_document_s_view_changes_nothing(begin: Callable[..., Started]) -> None:
    started = begin(size=SIZE)
    before = view_state(started.window)["network"]
    for state in STRANGE_VIEWS:
        show_view_state(started.window, state)
        assert view_state(started.window)["network"] == before
    assert started.window.workspaces["descent"].page is not None
    assert started.window.workspaces["descent"].page.workspace.is_shown("left")
