"""The palette: a command is found by a few letters, and done with Enter."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenuBar
from pytestqt.qtbot import QtBot

from gui.app import Deltaflow
from gui.commands.palette import Palette, commands_of, found
from gui.workspaces.contract import Command
from gui.workspaces.network.arrangement import Part

Start = Callable[..., Deltaflow]


@pytest.fixture
def program(at_start: Start) -> Deltaflow:
    return at_start(size=(1024, 700))


def opened(program: Deltaflow) -> Palette:
    QTest.keyClick(program.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = program.window.menus.palette
    assert palette is not None
    return palette


def titles(palette: Palette) -> list[str]:
    return [palette.list.item(row).text() for row in range(palette.list.count())]


def test_ctrl_k_opens_it_with_the_keyboard_in_its_line_and_escape_puts_it_away(program: Deltaflow) -> None:
    palette = opened(program)
    assert QApplication.focusWidget() is palette.line
    QTest.keyClick(palette.line, Qt.Key.Key_Escape)
    assert program.window.menus.palette is None
    assert QApplication.focusWidget() is program.window.page.home


def test_ctrl_k_again_puts_it_away(program: Deltaflow) -> None:
    palette = opened(program)
    QTest.keyClick(palette.line, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert program.window.menus.palette is None


def test_a_few_letters_and_enter_do_it(program: Deltaflow) -> None:
    palette = opened(program)
    QTest.keyClicks(palette.line, "desc")
    assert "View › Descent" in titles(palette)[0]
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    program.settle()
    assert program.window.current.name == "descent"
    assert program.window.menus.palette is None


def test_the_arrows_choose_among_what_was_found(program: Deltaflow) -> None:
    palette = opened(program)
    QTest.keyClicks(palette.line, "theme")
    assert [title.rpartition(" › ")[2] for title in titles(palette)] == ["As the system", "Light", "Dark"]
    chosen = palette.list.chosen()
    assert chosen is not None
    assert chosen.title == "As the system"
    QTest.keyClick(palette.line, Qt.Key.Key_Down)
    QTest.keyClick(palette.line, Qt.Key.Key_Down)
    chosen = palette.list.chosen()
    assert chosen is not None
    assert chosen.title == "Dark"


def test_a_click_does_it_too(program: Deltaflow) -> None:
    palette = opened(program)
    QTest.keyClicks(palette.line, "moons")
    item = palette.list.item(0)
    QTest.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton,
                     pos=palette.list.visualItemRect(item).center())
    assert program.window.menus.palette is None
    program.settle()
    assert program.session.experiment.data_set == "moons"


def test_what_cannot_be_done_now_is_shown_and_not_chosen(program: Deltaflow) -> None:
    palette = opened(program)
    QTest.keyClicks(palette.line, "undo")
    assert "Edit › Undo, Ctrl+Z" in titles(palette)
    chosen = palette.list.chosen()
    assert chosen is None or chosen.title != "Undo"


def test_words_that_nothing_has_are_answered_in_words(program: Deltaflow) -> None:
    palette = opened(program)
    QTest.keyClicks(palette.line, "quantum")
    assert titles(palette) == []
    assert not palette.list.isVisible()
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert program.window.menus.palette is palette


def test_surfaces_expressions_and_lectures_are_found_by_name(program: Deltaflow) -> None:
    palette = opened(program)
    for text, group in (("himmelblau", "Surface"), ("quadratic cost", "Expression"), ("xor", "Lectures")):
        palette.line.clear()
        QTest.keyClicks(palette.line, text)
        assert any(title.startswith(group) for title in titles(palette)), (text, titles(palette))


def test_the_keys_of_the_window_are_left_alone_while_somebody_types(program: Deltaflow) -> None:
    address = program.session.moment.address
    palette = opened(program)
    QTest.keyClicks(palette.line, "t 12")
    assert palette.line.text() == "t 12"
    assert not program.session.is_training
    assert program.session.moment.address == address


def command(title: str, group: str = "View", *, is_possible: bool = True) -> Command:
    return Command(title, group, "", lambda: None, is_possible)


def test_what_begins_with_the_letters_comes_before_what_contains_them() -> None:
    commands = [command("Backdrop"), command("New drop"), command("Drop"), command("Other", "Drop")]
    assert [one.title for one in found(commands, "drop")] == ["Drop", "New drop", "Backdrop", "Other"]


def test_large_letters_and_accents_make_no_difference_and_hangul_stays_whole() -> None:
    commands = [command("Café"), command("역전파"), command("여행")]
    assert [one.title for one in found(commands, "CAFE")] == ["Café"]
    assert [one.title for one in found(commands, "역")] == ["역전파"]


@pytest.mark.parametrize(("text", "title"), [("&Save", "Save"), ("Save &as…", "Save as"), ("저장(&S)", "저장"),
                                             ("열기(&O)…", "열기"), ("실행 취소(&U): 획", "실행 취소: 획"),
                                             ("Black && white", "Black & white")])
def test_titles_have_no_marks_of_keys(qapp: QApplication, text: str, title: str) -> None:
    bar = QMenuBar()
    bar.addMenu("&File").addAction(text)
    assert [(one.group, one.title) for one in commands_of(bar)] == [("File", title)]
    bar.deleteLater()


def test_a_setting_is_found_and_enter_puts_the_keyboard_into_its_field(program: Deltaflow, qtbot: QtBot) -> None:
    workspace = program.window.workspaces["network"].page.workspace
    workspace.show_part(Part.SAMPLE, False)  # as F6 does
    palette = opened(program)
    QTest.keyClicks(palette.line, "learning rate")
    assert titles(palette)[0] == "Set-up › learning rate η"
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    program.settle()
    field = QApplication.focusWidget()
    assert field is workspace.setup.rows.rows["learning_rate"].field.line
    assert field.isVisible()
    seen = workspace.setup.scroll_area.viewport()
    qtbot.waitUntil(lambda: seen.rect().contains(field.mapTo(seen, field.rect().center())))


def test_a_key_finds_what_it_does_before_what_only_has_it_in_its_name(program: Deltaflow) -> None:
    palette = opened(program)
    QTest.keyClicks(palette.line, "f1")
    assert "Keys" in titles(palette)[0]


def test_a_whole_name_comes_before_names_that_begin_with_it(program: Deltaflow) -> None:
    palette = opened(program)
    QTest.keyClicks(palette.line, "network")
    assert titles(palette)[0].startswith("View › Network")


def test_a_command_that_asks_something_is_not_waited_for_inside_of_the_click(program: Deltaflow) -> None:
    palette = opened(program)
    QTest.keyClicks(palette.line, "about")
    clicked = palette.list.item(0)
    QTest.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton,
                     pos=palette.list.visualItemRect(clicked).center())
    assert not program.window.findChildren(QDialog), "the palette would be waiting behind it"
    program.settle()
    (dialog,) = program.window.findChildren(QDialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_a_menu_that_is_opened_puts_it_away(program: Deltaflow) -> None:
    opened(program)
    program.window.menus.run.popup(program.window.mapToGlobal(program.window.rect().center()))
    assert program.window.menus.palette is None, "its entries may be gone by now"
    program.window.menus.run.close()


def test_what_enter_would_do_is_read_out(program: Deltaflow, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    monkeypatch.setattr("gui.commands.palette.announce", lambda _, text: heard.append(text))
    palette = opened(program)
    QTest.keyClicks(palette.line, "theme")
    QTest.keyClick(palette.line, Qt.Key.Key_Down)
    assert heard[-2:] == [titles(palette)[0], titles(palette)[1]]
    QTest.keyClicks(palette.line, "xyzzy")
    assert heard[-1] == "There is no such command."
