"""A page below the stage is one entry and one module: the one of docs/extending.md is at home in the whole window."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.app import Deltaflow
from gui.commands.key_sheet import key_sections
from gui.foundation.formulas import Formulas
from gui.foundation.theme import Theme
from gui.insight.lower_panel import LowerPanel
from gui.run.session import Session
from lectures import pages
from lectures.model import mark_of
from lectures.pages import PAGES, PageEntry
from lectures.reading import read_lecture
from simulator.experiment import Experiment, Layer
from tests.foreign_entries import register
from tests.gui.documents.person import Person
from tests.gui.page_lies import lies_of_page

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
HOME = LowerPanel.__module__.rpartition(".")[0]
Start = Callable[..., Deltaflow]


@pytest.fixture
def sizes(monkeypatch: pytest.MonkeyPatch, project: Path) -> PageEntry:
    """The page of the example, put where the example says."""
    text = (project / "docs" / "extending.md").read_text(encoding="utf-8").partition("## A page below the stage")[2]
    entry, code = re.findall(r"^```python\n(.*?)^```", text, re.DOTALL | re.MULTILINE)[:2]
    name, folder = re.findall(r"module `(\w+)\.py` in `(.+?)/`", text)[0]
    assert folder.replace("/", ".") == HOME
    module = ModuleType(f"{HOME}.{name}")
    exec(compile(code, f"{name}.py", "exec"), vars(module))
    monkeypatch.setitem(sys.modules, module.__name__, module)
    page = eval(entry, vars(pages))
    assert isinstance(page, PageEntry)
    register(monkeypatch, PAGES, page)
    return page


def below(program: Deltaflow) -> LowerPanel:
    panel = program.window.workspaces["network"].page.workspace.below
    assert isinstance(panel, LowerPanel)
    return panel


def test_its_key_comes_after_those_of_the_others_and_takes_none_of_theirs(sizes: PageEntry, start: Start) -> None:
    program = start(experiment="xor")
    program.window.activateWindow()
    panel, keys = below(program), pages.page_keys()
    assert [*keys] == [*panel.page_keys()] == [page.name for page in (*PAGES, sizes)]
    assert len({*keys.values()}) == len(keys)
    for name, key in keys.items():
        held = CONTROL | SHIFT if "Shift" in key else CONTROL
        QTest.keyClick(program.window, Qt.Key(int(Qt.Key.Key_0) + int(key[-1])), held)
        assert panel.key() == name
    sheet = [key for section in key_sections() for row in section.rows for key in row.keys]
    assert keys[sizes.name] in sheet
    entry = next(one for one in program.window.workspaces["network"].page_entries() if one.text == sizes.label)
    assert entry.keys == keys[sizes.name]
    QTest.keyClick(program.window, Qt.Key.Key_K, CONTROL)
    palette = program.window.menus.palette
    assert palette is not None
    QTest.keyClicks(palette.line, sizes.label)
    assert any(sizes.label in palette.list.item(row).text() for row in range(palette.list.count()))
    QTest.keyClick(palette.line, Qt.Key.Key_Escape)


def test_it_shows_the_moment_and_says_what_it_is_for(sizes: PageEntry, start: Start) -> None:
    program = start(experiment="xor")
    panel = below(program)
    panel.show_page(sizes.name)
    page = panel.page(sizes.name)
    assert "layer 1: 4 neurons, 8 weights" in page._text.text()
    assert panel._cards[sizes.name].whatsThis() == sizes.about
    program.session.start_run(Experiment(data_set="xor_gate", layers=(Layer(3, "tanh"), Layer(1)), batch_size=4))
    program.session.worker.wait()
    assert "layer 1: 3 neurons, 6 weights" in page._text.text()


def test_a_lecture_shows_it_and_lights_it_up_while_it_is_in_view(sizes: PageEntry, start: Start) -> None:
    text = ('title.en = "t"\ntitle.ko = "t"\n'
            '[[beat]]\ntitle.en = "t"\ntitle.ko = "t"\ntext.en = "t"\ntext.ko = "t"\n'
            f'highlight = ["part {sizes.name}"]\nscene = {{ experiment = "xor", page = "{sizes.name}" }}\n')
    assert read_lecture(text, "foreign").problems == ()
    assert mark_of(f"part {sizes.name}").name == sizes.name
    program = start(experiment="xor")
    network, panel = program.window.workspaces["network"], below(program)
    assert network.part_widgets(sizes.name) == ()
    panel.show_page(sizes.name)
    assert network.part_widgets(sizes.name) == (panel,)


def test_a_document_opens_with_it_in_view(sizes: PageEntry, start: Start, qtbot: QtBot,
                                          monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    person = Person(start(experiment="xor"), qtbot, monkeypatch)
    below(person.program).show_page(sizes.name)
    person.save_to(tmp_path / "foreign.deltaflow")
    other = Person(start(experiment="xor"), qtbot, monkeypatch)
    other.desk.open_path(tmp_path / "foreign.deltaflow")
    other.settle()
    assert below(other.program).key() == sizes.name


# what a page says of itself


@pytest.fixture
def bench(qtbot: QtBot, light_look: None) -> Iterator[tuple[Session, Formulas, QWidget]]:
    """What pages are made of, and the window that they belong to."""
    session = Session(Experiment(data_set="circles", layers=(Layer(4, "tanh"), Layer(1))))
    formulas, window = Formulas(Theme()), QWidget()
    qtbot.addWidget(window)
    yield session, formulas, window
    session.close()
    formulas.close()


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.name)
def test_a_page_is_what_it_says(entry: PageEntry, bench: tuple[Session, Formulas, QWidget]) -> None:
    assert lies_of_page(entry, *bench) == []


def test_the_page_of_the_example_is_what_it_says(sizes: PageEntry, bench: tuple[Session, Formulas, QWidget]) -> None:
    assert lies_of_page(sizes, *bench) == []


@pytest.mark.parametrize(("lie", "changes"), [
    ("name is no word", {"name": "two words"}), ("name is no word", {"name": "batch"}),
    ("label is empty", {"label": " "}),
    ("about isn't", {"about": "Sizes"}), ("there is no module", {"module": "nowhere_page"}),
    ("has no make_page", {"module": "lower_panel"}), ("is_tall, but", {"is_tall": True}),
])
def test_a_page_that_lies_is_told_what_is_wrong(lie: str, changes: dict[str, object], sizes: PageEntry,
                                               bench: tuple[Session, Formulas, QWidget],
                                               monkeypatch: pytest.MonkeyPatch) -> None:
    entry = replace(sizes, **changes)  # type: ignore[arg-type]
    register(monkeypatch, pages.PAGES, entry)
    told = lies_of_page(entry, *bench)
    assert any(lie in one for one in told), told
    assert all(repr(entry.name) in one for one in told)
