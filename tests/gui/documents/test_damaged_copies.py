"""One copy that is damaged, in whatever way, keeps no start from going on; what is whole beside it is offered."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.documents.openable import beginning_of, begun
from gui.documents.recovery import (
    MOST_OFFERED,
    UNREADABLE,
    Copy,
    RecoveryOffer,
    left_behind,
    new_copy,
    put_damaged_aside,
)
from simulator.experiment import preset
from tests.gui.documents.person import Person, press

KEPT_AT = {
    "NaN": "NaN", "infinite": "1e400", "huge": "1" + "0" * 300, "negative": "-5", "beyond calendars": "1e17",
    "a text": '"yesterday"', "a list": "[1]", "true": "true", "null": "null"}
PATHS = ["a\0b.deltaflow", "/a\0b.deltaflow", "relative.deltaflow", "/" + "x" * 5000 + ".deltaflow", "/etc/passwd",
         "", 7, None, ["/a.deltaflow"]]


def leave_behind(folder: Path) -> Copy:
    """A whole copy of a process that is gone."""
    copy = new_copy(folder)
    assert copy is not None
    one = preset("xor")
    copy.write(begun(beginning_of(one, one.open_data())), None, None)
    copy.release()
    return copy


def about_of(copy: Copy) -> Path:
    return copy.document_path.with_suffix(".json")


def sparse(path: Path) -> None:
    path.unlink()
    with path.open("wb") as file:
        file.truncate(4 * 1024**3)


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def folder(path: Path) -> None:
    path.unlink()
    (path / "inside").mkdir(parents=True)


def link_to(target: str) -> Callable[[Path], None]:
    def link(path: Path) -> None:
        path.unlink()
        path.symlink_to(target)

    return link


def unreadable(path: Path) -> None:
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")


DAMAGES = [sparse, pipe, folder, link_to("/dev/zero"), link_to("/dev/tty"), link_to("/nowhere/at/all"), unreadable]
NAMES = ["4 GB", "pipe", "folder", "endless device", "terminal", "dangling link", "no rights"]


def offered() -> RecoveryOffer | None:
    dialog = QApplication.activeModalWidget()
    assert dialog is None or isinstance(dialog, RecoveryOffer)
    return dialog


@pytest.mark.parametrize("damage", DAMAGES, ids=NAMES)
def test_a_damaged_copy_is_put_aside_and_told_once_and_the_whole_one_is_offered(
        damage: Callable[[Path], None], sit_down: Callable[..., Person], tmp_path: Path) -> None:
    place = tmp_path / "recovery"
    damaged, whole = leave_behind(place), leave_behind(place)
    damage(damaged.document_path)
    person = sit_down(recovery=place)
    person.desk.offer_recovery()
    aside = place / UNREADABLE / damaged.document_path.name
    assert os.path.lexists(aside)
    assert person.told == f"A copy of unsaved work is damaged and can't be brought back. It is kept in {aside}."
    dialog = offered()
    assert dialog is not None
    assert [row.copy.document_path for row in dialog.rows] == [whole.document_path]
    press(dialog, "Later")
    person.session.tell(None)
    person.desk.offer_recovery()
    assert not person.told
    dialog = offered()
    assert dialog is not None
    press(dialog, "Discard")


@pytest.mark.parametrize("damage", DAMAGES[:6], ids=NAMES[:6])
@pytest.mark.parametrize("ending", [".json", ".lock", ".data"])
def test_what_stands_in_the_place_of_its_other_files_keeps_no_copy_from_being_offered(
        damage: Callable[[Path], None], ending: str, tmp_path: Path, qapp: QApplication) -> None:
    copy = leave_behind(tmp_path)
    other = copy.document_path.with_suffix(ending)
    other.touch()
    damage(other)
    put_damaged_aside(tmp_path)
    (found,) = left_behind(tmp_path)
    one = preset("xor")
    found.write(begun(beginning_of(one, one.open_data())), None, None)  # nothing is in the way of the next copy
    found.remove()
    assert [path.name for path in tmp_path.iterdir()] in ([], [UNREADABLE])


@pytest.mark.parametrize("kept_at", KEPT_AT.values(), ids=KEPT_AT)
def test_an_impossible_time_is_that_of_the_file(kept_at: str, sit_down: Callable[..., Person],
                                                tmp_path: Path) -> None:
    copy = leave_behind(tmp_path)
    about_of(copy).write_text(f'{{"path": null, "signature": [1{"0" * 400}, 2], "kept_at": {kept_at}}}')
    os.utime(copy.document_path, (86_400.0 * 365, 86_400.0 * 365))
    person = sit_down(recovery=tmp_path)
    person.desk.offer_recovery()
    dialog = offered()
    assert dialog is not None
    assert "1971" in dialog.accessibleName()
    press(dialog, "Bring back")
    person.wait(lambda: person.desk.is_changed)
    person.settle()


@pytest.mark.parametrize("path", PATHS, ids=map(repr, range(len(PATHS))))
def test_the_path_of_no_document_is_none(path: object, tmp_path: Path, qapp: QApplication) -> None:
    copy = leave_behind(tmp_path)
    about_of(copy).write_text(json.dumps({"path": path, "signature": None, "kept_at": 1000.0}))
    (found,) = left_behind(tmp_path)
    assert found.about.path is None
    found.remove()


def test_a_thousand_copies_are_looked_at_a_few_at_a_time(tmp_path: Path, qapp: QApplication,
                                                         monkeypatch: pytest.MonkeyPatch) -> None:
    content = leave_behind(tmp_path).document_path.read_bytes()
    for number in range(1000):
        path = tmp_path / f"{number:04}.deltaflow"
        path.write_bytes(content)
        os.utime(path, (1000.0 + number, 1000.0 + number))
    tried: list[str] = []
    take = Copy.take
    monkeypatch.setattr(Copy, "take", lambda copy: (tried.append(copy.document_path.stem), take(copy))[1])
    assert put_damaged_aside(tmp_path) == []
    found = left_behind(tmp_path)
    assert len(found) == len(tried) == MOST_OFFERED
    assert [copy.document_path.stem for copy in found[1:]] == [f"{number:04}" for number in range(999, 976, -1)]
    for copy in found:
        copy.release()


def test_what_cannot_be_moved_stays_and_the_rest_is_offered(tmp_path: Path, qapp: QApplication) -> None:
    damaged, whole = leave_behind(tmp_path), leave_behind(tmp_path)
    pipe(damaged.document_path)
    (tmp_path / UNREADABLE).touch()  # no folder can be made there
    assert put_damaged_aside(tmp_path) == []
    assert [copy.document_path for copy in left_behind(tmp_path)] == [whole.document_path]


def test_where_the_folder_itself_is_none_nothing_is_offered(tmp_path: Path, qapp: QApplication) -> None:
    for make in (Path.touch, os.mkfifo, lambda path: path.symlink_to("/dev/zero")):
        place = tmp_path / "recovery"
        make(place)
        assert put_damaged_aside(place) == []
        assert left_behind(place) == []
        place.unlink()


def test_copies_are_readable_by_their_owner_only_whatever_the_umask(tmp_path: Path, qapp: QApplication) -> None:
    place = tmp_path / "recovery"
    place.mkdir(mode=0o777)
    place.chmod(0o777)
    before = os.umask(0)
    try:
        copy = leave_behind(place)
    finally:
        os.umask(before)
    copy.take()
    rights = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (place, *place.iterdir())}
    assert rights.pop(place.name) == 0o700
    assert set(rights.values()) == {0o600}
    copy.remove()


def test_the_program_starts_whatever_lies_in_the_folder(sit_down: Callable[..., Person], tmp_path: Path) -> None:
    place = tmp_path / "recovery"
    for damage in DAMAGES[:6]:
        damage(leave_behind(place).document_path)
    (place / "é\n.deltaflow").write_bytes(b"PK")
    (place / "no copy at all").mkdir()
    person = sit_down(recovery=place)
    person.desk.offer_recovery()
    assert person.told == ("6 copies of unsaved work are damaged and can't be brought back. They are kept in "
                           f"{place / UNREADABLE}.")
    dialog = offered()
    assert dialog is not None
    QTest.qWait(0)
    press(dialog, "Bring back")  # it is offered, but no document
    person.wait(lambda: "can't be read" in person.told)
    person.settle()
