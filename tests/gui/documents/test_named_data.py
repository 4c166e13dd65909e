"""A file of this computer that only something else names is opened when a person has agreed, and never before."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from documents import data_files
from documents.document import write_document
from documents.programs import Library, write_program
from documents.weights import write_weights
from gui.documents.openable import beginning_of, opened
from gui.documents.question import Question, Questions
from gui.documents.recovery import RecoveryOffer, new_copy
from gui.failure.keeper import what_is_open
from gui.workspaces.numbers_table import save_table
from gui.workspaces.panel_pictures import panels_of, save_panel
from tests.gui.documents.person import Person, press
from tests.prove.outside import own_folders

ROWS = "".join(f"{number % 7}.5,{number % 3}.25,{'rose' if number % 2 else 'lily'}\n" for number in range(60))


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """What somebody keeps for themselves."""
    path = tmp_path / "people" / "ann" / "salaries.csv"
    path.parent.mkdir(parents=True)
    path.write_text("a,b,class\n" + ROWS)
    return path


def experiment_naming(table: Path, place: Path) -> Path:
    """An experiment that somebody has sent."""
    experiment, _ = opened(table)
    path = place / "sent.json"
    path.write_text(experiment.to_json())
    return path


def document_naming(table: Path, place: Path) -> Path:
    """A document that somebody has sent, which brings no samples along."""
    path = place / "sent.deltaflow"
    write_document(beginning_of(*opened(table)), path)
    with zipfile.ZipFile(path) as archive:
        found = {name: archive.read(name) for name in archive.namelist() if not name.startswith("data/")}
    content = json.loads(found["document.json"])
    content["data"] = None
    content["experiments"][0]["data_path"] = str(table)
    found["document.json"] = json.dumps(content).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, member in found.items():
            archive.writestr(name, member)
    return path


KINDS = [experiment_naming, document_naming]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("how", ["opened", "dropped"])
def test_the_file_is_named_and_opened_only_if_a_person_agrees(
        kind: Callable[[Path, Path], Path], how: str, sit_down: Callable[..., Person], table: Path,
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = kind(table, tmp_path)
    person = sit_down()
    before = person.seen()
    ask = person.desk.open_path if how == "opened" else person.desk.drops.dropped.emit
    person.answer("Don't open")
    ask(sent)
    person.wait(lambda: person.told)
    assert person.told == f"{sent.name} was not opened: it takes its samples from salaries.csv."
    assert person.seen() == before
    assert person.asked == ["Open salaries.csv as well?"]

    said: list[str] = []
    monkeypatch.setattr(Questions, "_ask", lambda asked, headline, text, *answers: (
        said.append(text), Question(headline, text, answers, asked.theme, person.window).ask())[1])
    person.session.tell(None)
    person.answer("Open it")
    ask(sent)
    person.wait(lambda: person.session.data.label == "salaries.csv")
    person.settle()
    assert str(table) in said[0]
    assert sent.name in said[0]


@pytest.mark.parametrize("kind", KINDS)
def test_where_nobody_is_there_to_be_asked_it_is_refused_with_the_reason(
        kind: Callable[[Path, Path], Path], sit_down: Callable[..., Person], table: Path, tmp_path: Path) -> None:
    person = sit_down(asks=False)
    person.desk.open_path(kind(table, tmp_path))
    person.wait(lambda: person.told)
    assert f"samples from {table} on this computer, which is opened only if a person agrees" in person.told
    assert person.session.data.label != "salaries.csv"


def test_a_copy_that_names_a_file_asks_as_well_and_is_offered_again(
        sit_down: Callable[..., Person], table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data_files, "LARGEST_EMBEDDED", 50)
    copy = new_copy(tmp_path / "recovery")
    assert copy is not None
    copy.write(beginning_of(*opened(table)), None, None)
    copy.release()
    person = sit_down(recovery=tmp_path / "recovery")
    for answer in ("Don't open", "Open it"):
        person.desk.offer_recovery()
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, RecoveryOffer)
        person.answer(answer)
        press(dialog, "Bring back")
        person.wait(lambda answer=answer: person.told if answer == "Don't open" else person.desk.is_changed)
        person.settle()
        assert copy.document_path.exists()
    assert person.session.data.label == "salaries.csv"
    assert person.session.experiment.data_path == str(table)


@pytest.mark.parametrize("kind", KINDS)
def test_a_run_that_writes_a_picture_refuses_it_with_the_reason(
        kind: Callable[[Path, Path], Path], table: Path, tmp_path: Path, project: Path) -> None:
    sent = kind(table, tmp_path)
    done = subprocess.run([sys.executable, str(project / "main.py"), str(sent), "--screenshot", "a.png"], check=False,
                          env={**os.environ, **own_folders(tmp_path / "home")}, cwd=tmp_path, capture_output=True)
    assert done.returncode == 2
    assert b"only if a person agrees" in done.stderr
    assert done.stderr.count(b"\n") == 1
    assert not (tmp_path / "a.png").exists()


def test_nothing_that_is_given_to_others_tells_of_the_folders_of_its_author(
        sit_down: Callable[..., Person], table: Path, tmp_path: Path) -> None:
    person = sit_down()
    person.desk.open_path(table)
    person.wait(lambda: person.session.data.label == "salaries.csv")
    person.settle()
    place = tmp_path / "given away"
    place.mkdir()
    person.save_to(place / "a.deltaflow")
    person.window.files._desk.said.connect(person.said.append)  # that of the program's own first desk
    person.window.files.save_file(place / "a.json")
    assert person.said[-1] == "Saved a.json. To be opened it needs salaries.csv beside it"
    for number, panel in enumerate(panels_of(person.window)):
        for ending in (".png", ".svg"):
            save_panel(panel, place / f"{number}{ending}")
    for number, numbers in enumerate(person.window.current.tables()):
        save_table(numbers, place / f"{number}.csv")
    moment = person.session.moment
    for library in Library:
        write_program(moment, library, place / f"{library.name}.py")
    for ending in (".npz", ".safetensors"):
        write_weights(person.session.network, moment.theta, place / f"a{ending}")
    (place / "report.txt").write_text(str(what_is_open(person.window)))
    names = {"ann", "people", tmp_path.name}
    for file in place.iterdir():
        if file.suffix == ".deltaflow":
            with zipfile.ZipFile(file) as archive:
                content = b"".join(archive.read(name) for name in archive.namelist())
        else:
            content = file.read_bytes()
        told = {name for name in names if f"/{name}/".encode() in content or f'"{name}"'.encode() in content}
        assert not told, file.name

    beside = replace(person.session.experiment, data_path="salaries.csv")
    assert json.loads((place / "a.json").read_text())["data_path"] == beside.data_path
    (place / "salaries.csv").write_bytes(table.read_bytes())
    person.answer("Open it")
    person.desk.open_path(place / "a.json")
    person.wait(lambda: person.session.experiment.data_path == str(place / "salaries.csv"))
    person.settle()
