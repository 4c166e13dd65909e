"""Whatever happens to the files of one's own lectures from outside: nothing that somebody has written is lost."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from gui.lectures import own_folder
from gui.lectures.own_folder import OwnFolder
from lectures.library import Library, builtin_folder
from simulator.errors import Explained

TEXT = 'title.en = "T"\n\n[[beat]]\ntitle.en = "B"\ntext.en = "X"\nscene = { experiment = "xor" }\n'
OTHER = TEXT.replace("X", "Y")
FAULTY = TEXT.replace("X", "$x")


@pytest.fixture
def folder(tmp_path: Path) -> OwnFolder:
    return OwnFolder(tmp_path / "강의 lectures")


def contents(folder: OwnFolder) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.path.iterdir())}


def test_a_draft_that_is_older_than_the_lecture_becomes_a_lecture_of_its_own(folder: OwnFolder) -> None:
    folder.save("mine", TEXT)
    folder.save_draft("mine", FAULTY)
    lecture = folder.path_of("mine")
    lecture.write_text(OTHER, encoding="utf-8")  # by another program
    later = folder.draft_path_of("mine").stat().st_mtime_ns + 10**9
    os.utime(lecture, ns=(later, later))
    assert folder.text_of("mine") == OTHER
    assert contents(folder) == {"mine.toml": OTHER, "mine_draft.toml": FAULTY}
    assert [entry.name for entry in Library(((folder.path, True),)).entries()] == ["mine", "mine_draft"]


def test_a_draft_that_is_newer_is_what_one_goes_on_with(folder: OwnFolder) -> None:
    folder.save("mine", TEXT)
    folder.save_draft("mine", FAULTY)
    assert OwnFolder(folder.path).text_of("mine") == FAULTY


def test_what_has_problems_from_the_beginning_stands_in_the_list(folder: OwnFolder) -> None:
    assert folder.save_draft("mine", FAULTY) == "mine"
    (entry,) = Library(((folder.path, True),)).entries()
    assert (entry.name, entry.lecture) == ("mine", None)


def test_a_lecture_that_is_deleted_under_way_is_written_again(folder: OwnFolder) -> None:
    folder.save("mine", TEXT)
    folder.path_of("mine").unlink()
    folder.path.rmdir()
    assert folder.save("mine", OTHER) == "mine"
    folder.path_of("mine").unlink()
    assert folder.save_draft("mine", FAULTY) == "mine"
    assert contents(folder) == {"mine.toml": FAULTY}


def test_what_another_program_has_written_stays(folder: OwnFolder) -> None:
    folder.save("mine", TEXT)
    folder.path_of("mine").write_text(OTHER, encoding="utf-8")
    assert folder.save("mine", TEXT) == "mine_2"
    assert contents(folder) == {"mine.toml": OTHER, "mine_2.toml": TEXT}


def test_comments_that_were_written_by_hand_stay_beside_the_lecture(folder: OwnFolder) -> None:
    by_hand = f"# of last year\n{TEXT}"
    folder.path.mkdir()
    folder.path_of("mine").write_text(by_hand, encoding="utf-8")
    folder.text_of("mine")
    folder.save("mine", OTHER)
    folder.save("mine", TEXT)
    assert contents(folder) == {"mine.bak": by_hand, "mine.toml": TEXT}


def test_comments_that_come_later_are_kept_beside_those_that_came_first(folder: OwnFolder) -> None:
    first, second = f"# first\n{TEXT}", f"{TEXT}#second, without a space\n"
    folder.path.mkdir()
    for by_hand in (first, second, second):
        folder.path_of("mine").write_text(by_hand, encoding="utf-8")
        folder.text_of("mine")
        folder.save("mine", OTHER)
    assert contents(folder) == {"mine.bak": first, "mine.bak2": second, "mine.toml": OTHER}


def test_a_byte_order_mark_is_no_part_of_the_text(folder: OwnFolder) -> None:
    folder.path.mkdir()
    folder.path_of("mine").write_text(TEXT, encoding="utf-8-sig")
    assert folder.text_of("mine") == TEXT
    assert folder.save("mine", OTHER) == "mine"  # nobody else has changed it
    assert folder.copy_of(folder.path_of("mine")) == "my_mine"


def test_a_full_disk_leaves_the_file_as_it_was(folder: OwnFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    folder.save("mine", TEXT)
    with monkeypatch.context() as patch:
        patch.setattr(own_folder.os, "fsync", full)
        for keep in (folder.save, folder.save_draft):
            with pytest.raises(Explained, match="disk is full"):
                keep("mine", OTHER)
    assert contents(folder) == {"mine.toml": TEXT}
    assert folder.save("mine", OTHER) == "mine"


def test_a_folder_that_is_a_file_is_told_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "lectures").write_text("something else", encoding="utf-8")
    folder = OwnFolder(tmp_path / "lectures")
    assert folder.new_name() == "my_lecture"
    with pytest.raises(Explained, match="can't be written"):
        folder.save("mine", TEXT)
    with pytest.raises(Explained, match="can't be read"):
        folder.text_of("mine")
    assert (tmp_path / "lectures").read_text(encoding="utf-8") == "something else"


def test_a_folder_that_may_not_be_read_breaks_nothing(folder: OwnFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.save("my_lecture", TEXT)

    def refused(self: Path) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "iterdir", refused)
        assert folder.new_name() == "my_lecture_2"  # what can't be listed can still be there
        assert folder.names() in ((), ("my_lecture",))
    assert contents(folder) == {"my_lecture.toml": TEXT}


@pytest.mark.parametrize("name", ["두 번째 강의", "my second lecture", "a.b.c", "05_xor"])
def test_any_name_of_a_file_can_be_read_saved_and_copied(folder: OwnFolder, name: str) -> None:
    folder.path.mkdir()
    folder.path_of(name).write_text(TEXT, encoding="utf-8")
    assert folder.text_of(name) == TEXT
    assert folder.save(name, OTHER) == name
    copy = folder.copy_of(folder.path_of(name))
    assert copy != name
    assert contents(folder) == {f"{name}.toml": OTHER, f"{copy}.toml": OTHER}


def test_a_lecture_of_the_name_of_a_built_in_one_is_another_one(folder: OwnFolder) -> None:
    folder.save("05_xor", TEXT)
    library = Library(((builtin_folder(), False), (folder.path, True)))
    own = [entry for entry in library.entries() if entry.name == "05_xor"]
    assert [entry.is_own for entry in own] == [False, True]
    assert library.named(str(folder.path_of("05_xor"))).path == folder.path_of("05_xor")


def test_a_copy_has_the_weights_of_its_own_lecture(folder: OwnFolder, tmp_path: Path) -> None:
    for number, place in enumerate(("first", "second", "first again")):
        source = tmp_path / place
        source.mkdir()
        (source / "05_xor.toml").write_text(TEXT.replace('"xor"', '"xor", weights = "w.npy"'), encoding="utf-8")
        (source / "w.npy").write_bytes(b"1" if number != 1 else b"2")
        folder.copy_of(source / "05_xor.toml")
    texts = {name: folder.text_of(name) for name in folder.names()}
    named = [text.partition('weights = "')[2].partition('"')[0] for text in texts.values()]
    assert sorted(named) == ["w.npy", "w.npy", "w_2.npy"]
    assert [(folder.path / name).read_bytes() for name in ("w.npy", "w_2.npy")] == [b"1", b"2"]
