"""Files of all kinds are opened from wherever they come, and what can't be read is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMenu

from gui.documents.recent import RecentFiles, fill_recent_menu
from tests.gui.documents.person import Person

TABLE = "x1,x2,class\n0,0,a\n0,1,b\n1,0,b\n1,1,a\n"
NOTHING = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier


def test_an_experiment_begins_a_new_document(sit_down: Callable[..., Person], tmp_path: Path, project: Path) -> None:
    person = sit_down()
    person.save_to(tmp_path / "a.deltaflow")
    person.choose(project / "assets" / "experiments" / "moons.json")
    person.desk.open()
    person.settle()

    assert person.desk.path is None
    assert person.window.windowTitle() == "Untitled[*] — Deltaflow"
    assert not person.desk.is_changed
    assert person.session.data.label == "Moons" or person.session.experiment.data_set == "moons"
    assert person.said[-1] == "Opened moons.json"
    assert person.desk.recent() == (project / "assets" / "experiments" / "moons.json", tmp_path / "a.deltaflow")


def test_a_table_begins_a_new_document(sit_down: Callable[..., Person], tmp_path: Path) -> None:
    person = sit_down(experiment="mnist")
    (tmp_path / "points.csv").write_text(TABLE)
    person.window.show_workspace("descent")
    person.desk.open_path(tmp_path / "points.csv")
    person.settle()
    assert person.session.network.sizes[0] == 2
    assert person.window.current.name == "network"
    assert not person.desk.is_changed
    assert not person.session.history.can_undo


def test_what_cannot_be_read_is_told_and_nothing_is_lost(sit_down: Callable[..., Person], tmp_path: Path) -> None:
    person = sit_down()
    person.save_to(tmp_path / "a.deltaflow")
    seen = person.seen()
    for name, content in {"broken.deltaflow": b"PK\x03\x04 cut off", "empty.deltaflow": b"", "broken.json": b"{",
                          "broken.csv": b"\x00\x01", "missing.deltaflow": None, "something.xyz": b"?"}.items():
        if content is not None:
            (tmp_path / name).write_bytes(content)
        person.desk.open_path(tmp_path / name)
        person.wait(lambda: person.desk.is_settled)

        assert name in person.told
        assert person.seen() == seen
        assert person.desk.path == tmp_path / "a.deltaflow"
        assert not person.desk.is_changed
        assert person.desk.recent() == (tmp_path / "a.deltaflow",)


def test_a_lecture_is_begun_and_weights_are_handed_on(sit_down: Callable[..., Person], tmp_path: Path,
                                                      project: Path) -> None:
    person = sit_down()
    lecture = next((project / "assets" / "lectures").rglob("13_*.toml"))
    person.desk.open_path(lecture)
    person.settle()
    assert person.window.lectures.is_open
    person.window.lectures.leave()
    person.settle()
    taken: list[Path] = []
    person.desk.open_path(tmp_path / "w.npz")  # nobody takes them yet
    person.desk.import_weights = taken.append
    person.desk.open_path(tmp_path / "w.npz")
    assert taken == [tmp_path / "w.npz"]


# dragging

def mime(*paths: Path | str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) if isinstance(path, Path) else QUrl(path) for path in paths])
    return data


def drag(person: Person, data: QMimeData) -> bool:
    """Takes it over the window; whether it could be let go there."""
    enter = QDragEnterEvent(QPoint(300, 300), Qt.DropAction.CopyAction, data, *NOTHING)
    QApplication.sendEvent(person.window, enter)
    move = QDragMoveEvent(QPoint(310, 300), Qt.DropAction.CopyAction, data, *NOTHING)
    QApplication.sendEvent(person.window, move)
    assert move.isAccepted() == enter.isAccepted()
    return enter.isAccepted()


def drop(person: Person, data: QMimeData) -> bool:
    event = QDropEvent(QPointF(310, 300), Qt.DropAction.CopyAction, data, *NOTHING)
    QApplication.sendEvent(person.window, event)
    return event.isAccepted()


def veil(person: Person) -> str:
    made = person.desk.drops.veil
    return "" if made is None else made.words.text()


def test_a_file_that_is_dropped_is_opened(sit_down: Callable[..., Person], tmp_path: Path) -> None:
    person = sit_down(experiment="spiral")
    path = tmp_path / "mine & yours.deltaflow"
    person.save_to(path)
    other = sit_down()
    data = mime(path)

    assert drag(other, data)
    assert veil(other) == "Drop to open mine & yours.deltaflow"
    assert drop(other, data)
    assert not veil(other)
    other.wait(lambda: other.desk.path == path)
    other.settle()
    assert other.seen() == person.seen()


def test_a_drop_asks_about_unsaved_changes(sit_down: Callable[..., Person], tmp_path: Path) -> None:
    person = sit_down()
    person.save_to(tmp_path / "a.deltaflow")
    person.work()
    length = person.session.run_length
    data = mime(tmp_path / "a.deltaflow")
    drag(person, data)
    person.answer("Cancel")
    assert drop(person, data)
    person.wait(lambda: person.asked)
    person.settle()
    assert person.session.run_length == length


def test_what_cannot_be_opened_is_refused(sit_down: Callable[..., Person], tmp_path: Path) -> None:
    person = sit_down()
    for name in ("picture.png", "a.csv", "b.csv", "w.npz"):
        (tmp_path / name).touch()
    refused = (mime(tmp_path / "picture.png"), mime(tmp_path / "a.csv", tmp_path / "b.csv"), mime(tmp_path),
               mime("https://example.org/a.csv"), mime(tmp_path / "missing.csv"), mime(tmp_path / "w.npz"), mime())
    for data in refused:
        assert not drag(person, data)
        assert not veil(person)
        assert not drop(person, data)
    words = {"a.csv": "Drop to open a.csv", "w.npz": "Drop to take over the weights in w.npz"}
    person.desk.import_weights = lambda _: None
    for name, text in words.items():
        assert drag(person, mime(tmp_path / name))
        assert veil(person) == text
        QApplication.sendEvent(person.window, QDragLeaveEvent())
        assert not veil(person), "whoever leaves the window leaves nothing behind"


# recent files

def test_recent_files_are_the_newest_first_and_remembered(qapp: QApplication, tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    files = RecentFiles(settings)
    for number in range(12):
        files.add(tmp_path / f"{number}.deltaflow")
    files.add(tmp_path / "7.deltaflow")
    wanted = [7, 11, 10, 9, 8, 6, 5, 4, 3, 2]
    assert [path.stem for path in files.paths] == [str(number) for number in wanted]
    settings.sync()
    again = RecentFiles(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    assert again.paths == files.paths
    again.clear()
    assert RecentFiles(settings).paths == ()
    settings.setValue("documents/recent", str(tmp_path / "one.deltaflow"))  # as an .ini file keeps a list of one
    assert RecentFiles(settings).paths == (tmp_path / "one.deltaflow",)


def test_the_menu_of_recent_files(qapp: QApplication, tmp_path: Path) -> None:
    here = tmp_path / "you & me.deltaflow"
    here.touch()
    opened: list[Path] = []
    cleared: list[bool] = []
    menu = QMenu()
    fill_recent_menu(menu, (here, tmp_path / "gone.deltaflow"), opened.append, lambda: cleared.append(True))
    first, gone, _, clear = menu.actions()
    assert first.text() == "&1 you && me.deltaflow"
    assert first.isEnabled()
    assert gone.text() == "&2 gone.deltaflow (not there any more)"
    assert not gone.isEnabled()
    first.trigger()
    clear.trigger()
    assert opened == [here]
    assert cleared == [True]
    menu.deleteLater()


def test_a_file_of_another_kind_is_told_what_can_be_opened_and_not_how_to_rename_it(
        sit_down: Callable[..., Person], tmp_path: Path) -> None:
    person = sit_down()
    (tmp_path / "notes.docx").write_text("no data")
    person.desk.open_path(tmp_path / "notes.docx")
    person.settle()
    assert person.told.startswith("notes.docx is of no kind that can be opened here; choose a document (.deltaflow)")
