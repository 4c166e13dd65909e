"""About: what it says, and how it is operated by keys."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import PySide6
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gui.commands.about import BUNDLED, ROOT, AboutDialog, Bundled, licence_text, version_of, version_report
from gui.foundation.application_icon import application_icon, application_pixmap
from gui.foundation.theme import Theme
from gui.version import VERSION

Keys = Qt.Key


@pytest.fixture
def about(qtbot: QtBot, light_look: None) -> AboutDialog:
    dialog = AboutDialog(Theme())
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
        dialog.activateWindow()
    return dialog


def test_it_says_the_version_in_one_place(about: AboutDialog) -> None:
    said = [label.text() for label in about.findChildren(QLabel)]
    assert f"Version {VERSION}" in said
    assert about.works.rows()[0].note == VERSION


@pytest.mark.parametrize("work", BUNDLED, ids=lambda work: work.name)
def test_every_licence_can_be_read(about: AboutDialog, work: Bundled) -> None:
    about.works.choose(work.name)
    assert about.text.toPlainText().strip() == licence_text(work).strip()
    assert work.makers in about.makers.text()


@pytest.mark.parametrize(("name", "words"), [
    ("Deltaflow", "Permission is hereby granted, free of charge"), ("MNIST", "Yann LeCun"),
    ("MNIST", "Attribution-ShareAlike 3.0"), ("Pretendard", "SIL OPEN FONT LICENSE Version 1.1"),
    ("STIX Two Math", "SIL OPEN FONT LICENSE Version 1.1"), ("DejaVu Sans", "Bitstream Vera"),
    ("Python", "PYTHON SOFTWARE FOUNDATION LICENSE VERSION 2"),
    ("Qt for Python", "GNU LESSER GENERAL PUBLIC LICENSE"),
    ("Qt for Python", "GNU GENERAL PUBLIC LICENSE"), ("NumPy", "Redistributions in binary form"),
    ("pyqtgraph", "Permission is hereby granted"), ("ziamath", "Permission is hereby granted"),
    ("ziafont", "Permission is hereby granted"), ("latex2mathml", "Ronie Martinez"),
    ("Pillow", "Python Imaging Library"), ("threadpoolctl", "Redistribution and use in source and binary forms"),
    ("safetensors", "Apache License"),
])
def test_the_text_is_that_of_the_licence_that_is_named(name: str, words: str) -> None:
    work = next(work for work in BUNDLED if work.name == name)
    assert words in licence_text(work)


def test_the_versions_are_those_in_use() -> None:
    versions = {work.name: version_of(work) for work in BUNDLED}
    assert (versions["NumPy"], versions["Qt for Python"]) == (np.__version__, PySide6.__version__)


def test_a_missing_text_is_said_and_its_licence_named(about: AboutDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gui.commands.about.licence_text", lambda work: "")
    about.works.choose("NumPy")
    assert "missing" in about.text.toPlainText()
    assert "BSD-3-Clause" in about.text.toPlainText()


def test_keys_alone_choose_read_select_copy_and_close(about: AboutDialog, qtbot: QtBot) -> None:
    assert about.works.hasFocus()
    qtbot.keyClick(about.works, Keys.Key_Down)
    assert about.works.key() == "MNIST"
    qtbot.keyClick(about.works, Keys.Key_Tab)
    assert about.text.hasFocus()
    qtbot.keyClick(about.text, Keys.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(about.text, Keys.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "LeCun" in QGuiApplication.clipboard().text()
    qtbot.keyClick(about.text, Keys.Key_Tab)
    assert about.copy.hasFocus()
    with qtbot.waitSignal(about.copied):
        qtbot.keyClick(about.copy, Keys.Key_Return)
    assert QGuiApplication.clipboard().text() == version_report()
    assert about.note.text()
    qtbot.keyClick(about.copy, Keys.Key_Tab)
    assert about.close_button.hasFocus()
    qtbot.keyClick(about.close_button, Keys.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert about.copy.hasFocus()
    with qtbot.waitSignal(about.finished):
        qtbot.keyClick(about.copy, Keys.Key_Escape)
    assert not about.isVisible()


def test_escape_in_the_list_and_in_the_text_closes_it_too(about: AboutDialog, qtbot: QtBot) -> None:
    for widget in (about.works, about.text):
        about.show()
        with qtbot.waitSignal(about.finished):
            qtbot.keyClick(widget, Keys.Key_Escape)


def test_nothing_can_be_typed_into_a_licence(about: AboutDialog, qtbot: QtBot) -> None:
    before = about.text.toPlainText()
    qtbot.keyClicks(about.text, "mine")
    assert about.text.toPlainText() == before


@pytest.mark.parametrize("scale", [0.8, 1.0, 2.0])
@pytest.mark.parametrize("dark", [False, True])
def test_it_is_never_larger_than_the_screen(qtbot: QtBot, light_look: None, scale: float, dark: bool) -> None:
    dialog = AboutDialog(Theme(dark, scale))
    qtbot.addWidget(dialog)
    screen = dialog.screen().availableGeometry()
    assert dialog.width() <= screen.width()
    assert dialog.height() <= screen.height()


def test_the_report_has_a_line_for_each_version_and_the_platform() -> None:
    lines = version_report().splitlines()
    assert lines[0] == f"Deltaflow {VERSION}"
    assert f"NumPy {np.__version__}" in lines
    assert not any(line.endswith(" ") for line in lines)


def test_the_page_of_licences_names_every_work_with_its_licence(project: Path) -> None:
    page = (project / "docs" / "licences.md").read_text(encoding="utf-8")
    rows = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in page.splitlines()
            if line.startswith("|")]
    assert rows[2:] == [(work.name, work.licence, work.makers) for work in BUNDLED]


@pytest.mark.parametrize("side", [16, 24, 48, 256])
def test_the_icon_is_drawn_sharp_and_shows_the_purple_delta_at_every_size(qapp: QGuiApplication, side: int) -> None:
    image = application_pixmap(side).toImage().convertToFormat(QImage.Format.Format_ARGB32)
    assert image.pixelColor(0, 0).alpha() == 0, "round corners"
    assert image.pixelColor(side // 2, side // 10).alpha() == 255
    colors = [image.pixelColor(x, y) for x in range(side) for y in range(side)]
    purple = [color for color in colors if color.alpha() == 255 and color.red() > color.green() + 60
              and color.blue() > color.green() + 60]
    assert len(purple) > 0.08 * side * side
    assert any(color.blue() > color.red() + 60 for color in colors), "the neuron with a positive weight"
    assert any(color.red() > color.blue() + 60 for color in colors), "the neuron with a negative one"


def test_windows_get_the_icon_in_the_sizes_that_desktops_ask_for(qapp: QGuiApplication) -> None:
    assert {16, 32, 48, 128} <= {size.width() for size in application_icon().availableSizes()}


def test_the_files_named_for_licences_are_there() -> None:
    for work in BUNDLED:
        assert work.files or work.package, work.name
        for name in work.files:
            assert (ROOT / name).is_file(), name
