"""The menus, used with keys and mouse as people of the platform expect."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QDesktopServices, QStatusTipEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from gui.app import Deltaflow
from lectures.library import builtin_folder

Start = Callable[..., Deltaflow]
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def program(at_start: Start) -> Deltaflow:
    return at_start(size=(1024, 700))


def menu(program: Deltaflow, title: str) -> QMenu:
    entry = next(one for one in program.window.menuBar().actions() if one.text().replace("&", "") == title)
    found = entry.menu()
    assert isinstance(found, QMenu)
    found.aboutToShow.emit()
    return found


def entry(menu: QMenu, text: str) -> QAction:
    return next(one for one in menu.actions() if one.text().replace("&", "").startswith(text))


def all_entries(menu: QMenu) -> Iterator[QAction]:
    for one in menu.actions():
        part = one.menu()
        if isinstance(part, QMenu):
            part.aboutToShow.emit()
            yield from all_entries(part)
        elif not one.isSeparator():
            yield one


def test_the_menus_are_those_that_people_look_for(program: Deltaflow) -> None:
    titles = [one.text().replace("&", "") for one in program.window.menuBar().actions()]
    assert titles == ["File", "Edit", "View", "Run", "Lectures", "Help"]


def test_alt_and_a_letter_open_a_menu_and_its_letters_choose(program: Deltaflow) -> None:
    QTest.keyClick(program.window, Qt.Key.Key_V, ALT)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu)
    QTest.keyClick(popup, Qt.Key.Key_D)
    assert program.window.current.name == "descent"


def test_alt_alone_goes_to_the_menus_and_escape_gives_the_keys_back(program: Deltaflow) -> None:
    home = QApplication.focusWidget()
    QTest.keyPress(program.window.windowHandle(), Qt.Key.Key_Alt, ALT)
    QTest.keyRelease(program.window.windowHandle(), Qt.Key.Key_Alt)
    assert QApplication.focusWidget() is program.window.menuBar()
    QTest.keyClick(program.window.windowHandle(), Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is home


def test_f10_opens_the_menus_and_escape_gives_the_keys_back(program: Deltaflow) -> None:
    home = QApplication.focusWidget()
    QTest.keyClick(program.window.windowHandle(), Qt.Key.Key_F10)
    popup = QApplication.activePopupWidget()
    assert popup is program.window.files.menu
    QTest.keyClick(popup, Qt.Key.Key_Right)
    assert program.window.menuBar().activeAction().text() == "&Edit"
    QTest.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Escape)
    QTest.keyClick(program.window.windowHandle(), Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is home


def test_f10_in_full_screen_where_no_menus_are_lists_all_commands(program: Deltaflow, qtbot: QtBot) -> None:
    QTest.keyClick(program.window.windowHandle(), Qt.Key.Key_F11)
    QTest.keyClick(program.window.windowHandle(), Qt.Key.Key_F10)
    qtbot.waitUntil(lambda: program.window.menus.palette is not None and program.window.menus.palette.isVisible())


def test_no_two_entries_of_a_menu_have_the_same_letter(program: Deltaflow) -> None:
    for title in ("File", "Edit", "View", "Run", "Help"):
        letters = [text[text.index("&") + 1].lower() for one in menu(program, title).actions()
                   if "&" in (text := one.text().replace("&&", ""))]
        assert len(letters) == len(set(letters)), (title, letters)


def test_edit_names_what_would_be_taken_back_and_undo_takes_it_back(program: Deltaflow) -> None:
    session = program.session
    assert not entry(menu(program, "Edit"), "Undo").isEnabled()
    before = session.experiment.learning_rate
    session.change_settings(learning_rate=0.125)
    session.worker.wait()
    undo = entry(menu(program, "Edit"), "Undo")
    assert "0.125" in undo.text()
    assert undo.isEnabled()
    assert "0.125" in program.window.top_bar.undo_button.toolTip()
    QTest.keyClick(program.window, Qt.Key.Key_Z, CTRL)
    session.worker.wait()
    assert session.experiment.learning_rate == before
    redo = entry(menu(program, "Edit"), "Redo")
    assert "0.125" in redo.text()
    redo.trigger()
    session.worker.wait()
    assert session.experiment.learning_rate == 0.125


def test_undo_says_that_going_back_in_time_is_something_else(program: Deltaflow) -> None:
    undo, back = entry(menu(program, "Edit"), "Undo"), entry(menu(program, "Run"), "Back")
    assert "time" in undo.statusTip()
    assert "time" in back.statusTip()
    before = program.session.moment.address
    entry(menu(program, "Run"), "Next").trigger()
    program.session.worker.wait()
    assert program.session.moment.address > before
    assert not program.session.history.can_undo, "a step is no change"


def test_the_entry_under_the_pointer_is_explained_in_the_line_of_the_top_bar(program: Deltaflow) -> None:
    line = program.window.top_bar.line()
    QApplication.sendEvent(program.window, QStatusTipEvent("What it does"))
    assert program.window.top_bar.line() == "What it does"
    QApplication.sendEvent(program.window, QStatusTipEvent(""))
    assert program.window.top_bar.line() == line


def test_what_was_done_is_told_for_a_while(start: Start, qtbot: QtBot) -> None:
    program = start(experiment="xor", size=(1024, 700))
    line = program.window.top_bar.line()
    program.window.say("Saved spiral.deltaflow")
    assert program.window.top_bar.line() == "Saved spiral.deltaflow"
    program.window.top_bar._passing.setInterval(0)
    program.window.say("Saved spiral.deltaflow")
    qtbot.waitUntil(lambda: program.window.top_bar.line() == line)


def test_full_screen_has_no_menus_and_its_keys_still_work(program: Deltaflow) -> None:
    QTest.keyClick(program.window, Qt.Key.Key_F11)
    assert program.window.isFullScreen()
    assert not program.window.menuBar().isVisible()
    QTest.keyClick(program.window, Qt.Key.Key_3, ALT)
    assert program.window.current.name == "graph"
    QTest.keyClick(program.window, Qt.Key.Key_F11)
    assert not program.window.isFullScreen()
    assert program.window.menuBar().isVisible()


def test_escape_leaves_the_full_screen(program: Deltaflow) -> None:
    QTest.keyClick(program.window, Qt.Key.Key_F11)
    QTest.keyClick(program.window.page.home, Qt.Key.Key_Escape)
    assert not program.window.isFullScreen()


def test_in_a_lecture_f11_and_f5_are_the_same(program: Deltaflow) -> None:
    program.window.lectures.open_named("xor", 0)
    program.settle()
    for key in (Qt.Key.Key_F11, Qt.Key.Key_F5):
        QTest.keyClick(program.window, key)
        assert program.window.isFullScreen(), key
        QTest.keyClick(program.window, key)
        assert not program.window.isFullScreen(), key


def test_the_run_menu_shows_the_keys_of_the_transport_bar_and_does_not_take_them(program: Deltaflow) -> None:
    run = menu(program, "Run")
    assert entry(run, "Next").text().endswith("\tRight")
    before = program.session.moment.address
    QTest.keyClick(program.window, Qt.Key.Key_Right)
    program.session.worker.wait()
    assert program.session.moment.address > before, "an ambiguous key would do nothing"


def test_in_a_lecture_the_run_menu_shows_no_key_that_now_moves_the_lecture(program: Deltaflow) -> None:
    program.window.lectures.open_named("xor", 0)
    program.settle()
    assert "\t" not in entry(menu(program, "Run"), "Next").text()


@pytest.mark.parametrize("key", [Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_T, Qt.Key.Key_Home])
def test_a_key_in_an_open_menu_is_the_menus_alone(program: Deltaflow, key: Qt.Key) -> None:
    program.session.navigator.next()
    program.session.worker.wait()
    before = program.session.moment.address
    QTest.keyClick(program.window, Qt.Key.Key_R, ALT)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu)
    handle = popup.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, key)  # as the desktop sends it: shortcuts are asked first
    program.session.worker.wait()
    assert program.session.moment.address == before
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()


def test_how_far_one_press_goes_can_be_chosen_in_the_menu(program: Deltaflow) -> None:
    run = menu(program, "Run")
    far = entry(run, "How far").menu()
    assert isinstance(far, QMenu)
    assert [one.text().split("\t")[0] for one in far.actions()] == ["Neuron", "Layer", "Sample", "Step", "Epoch"]
    far.actions()[4].trigger()
    assert program.session.navigator.granularity.value == "epoch"


def test_a_page_below_the_stage_is_reached_from_any_workspace(program: Deltaflow) -> None:
    QTest.keyClick(program.window, Qt.Key.Key_F7)  # where the page would be hidden, it is shown
    assert not program.window.workspaces["network"].page.workspace.below.isVisible()
    program.window.show_workspace("descent")
    pages = entry(menu(program, "View"), "Page below").menu()
    assert isinstance(pages, QMenu)
    entry(pages, "Batch").trigger()
    assert program.window.current.name == "network"
    assert program.window.workspaces["network"].page.workspace.below.key() == "batch"
    assert program.window.workspaces["network"].page.workspace.below.isVisible()


def test_every_lecture_can_be_opened_from_its_menu(program: Deltaflow) -> None:
    lectures = menu(program, "Lectures")
    assert len([one for one in lectures.actions() if " · " in one.text()]) == len([*builtin_folder().glob("*.toml")])
    entry(lectures, "5 · ").trigger()
    program.settle()
    assert program.window.lectures.is_open
    entry(menu(program, "Lectures"), "Leave").trigger()
    assert not program.window.lectures.is_open


def test_theme_and_text_size_are_chosen_in_the_menu_and_ticked(start: Start) -> None:
    program = start(experiment="xor", size=(1024, 700))
    themes = entry(menu(program, "View"), "Theme").menu()
    assert isinstance(themes, QMenu)
    next(one for one in themes.actions() if one.text() == "Dark").trigger()
    themes = entry(menu(program, "View"), "Theme").menu()
    assert isinstance(themes, QMenu)
    assert [one.text() for one in themes.actions() if one.isChecked()] == ["Dark"]
    assert program.look.theme == "dark"


def test_most_entries_say_what_they_do(program: Deltaflow) -> None:
    for title in ("File", "Edit"):
        entries = [one for one in menu(program, title).actions() if not one.isSeparator() and one.menu() is None]
        silent = [one.text() for one in entries if not one.statusTip()]
        assert len(silent) <= 2, silent


def test_where_the_log_cannot_be_shown_its_folder_is_named(program: Deltaflow,
                                                           monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: False)
    entry(menu(program, "Help"), "Folder with the log").trigger()
    assert program.session.notice is not None
    assert str(program.session.notice.values["message"]).startswith("The log lies in /")
