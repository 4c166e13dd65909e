"""A file is written whole, or not at all."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
import time
from copy import copy
from pathlib import Path
from typing import BinaryIO

import pytest

from documents import atomic
from documents.atomic import NotWritten, write_export, write_whole
from simulator.errors import Explained, Phrase


def written(content: bytes) -> atomic.Callable[[BinaryIO], object]:
    return lambda file: file.write(content)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_is_written_with_the_usual_rights(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.write_bytes(b"")
    write_whole(tmp_path / "new", written(b"abc"))
    assert (tmp_path / "new").read_bytes() == b"abc"
    assert (tmp_path / "new").stat().st_mode == plain.stat().st_mode
    assert names(tmp_path) == ["new", "plain"]


def test_an_old_file_keeps_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "old"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_whole(path, written(b"new"))
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_stays_a_link_to_the_new_content(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    target, link = tmp_path / "folder" / "target", tmp_path / "link"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write_whole(link, written(b"new"))
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert names(tmp_path / "folder") == ["target"]


def test_an_error_on_the_way_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "old"
    path.write_bytes(b"old")

    def fails(file: BinaryIO) -> None:
        file.write(b"half of it")
        raise KeyError("on the way")

    with pytest.raises(KeyError):
        write_whole(path, fails)
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["old"]


def test_a_full_disk_is_told_with_the_file_and_what_to_do(tmp_path: Path) -> None:
    def full(_: BinaryIO) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(Explained, match=r"a\.txt can't be written .*No space left.*; look whether the disk is full"):
        write_whole(tmp_path / "a.txt", full)
    assert names(tmp_path) == []


@pytest.mark.parametrize("name", ["missing/a", "folder", "a\ud800", "a\0b", "a" * 300])
def test_where_nothing_can_be_written_it_says_so(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(Explained, match="can't be written"):
        write_whole(tmp_path / name, written(b"x"))
    assert names(tmp_path) == ["folder"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_write_protected_file_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "old"
    path.write_bytes(b"old")
    path.chmod(0o444)
    with pytest.raises(Explained, match="write-protected"):
        write_whole(path, written(b"new"))
    assert path.read_bytes() == b"old"


def test_a_long_name_leaves_room_for_that_of_the_file_on_its_way(tmp_path: Path) -> None:
    path = tmp_path / ("가" * 80)
    write_whole(path, written(b"x"))
    assert path.read_bytes() == b"x"


def left_behind(folder: Path, name: str, process: int) -> Path:
    """A file as somebody leaves it who is killed on the way."""
    path = folder / f".{name}-{atomic._HOST:08x}-{process}-0123abcd.part"
    path.write_bytes(b"half of it")
    return path


def dead_process() -> int:
    with subprocess.Popen([sys.executable, "-c", ""]) as child:
        child.wait()
    return child.pid


def test_what_was_left_behind_by_somebody_killed_is_cleaned_away(tmp_path: Path) -> None:
    left = left_behind(tmp_path, "a.txt", dead_process())
    write_whole(tmp_path / "a.txt", written(b"x"))
    assert not left.exists()


def test_what_somebody_else_is_writing_now_is_left_alone(tmp_path: Path) -> None:
    left = left_behind(tmp_path, "a.txt", os.getppid())
    other = left_behind(tmp_path, "b.txt", dead_process())
    write_whole(tmp_path / "a.txt", written(b"x"))
    assert left.exists()
    assert other.exists()


def test_after_a_day_nobody_is_writing_any_more(tmp_path: Path) -> None:
    left = left_behind(tmp_path, "a.txt", os.getppid())
    long_ago = time.time() - 90_000
    os.utime(left, (long_ago, long_ago))
    write_whole(tmp_path / "a.txt", written(b"x"))
    assert not left.exists()


def test_two_threads_that_write_the_same_file_leave_one_of_both(tmp_path: Path) -> None:
    path = tmp_path / "a"
    contents = [bytes([number]) * 200_000 for number in range(2)]

    def write_often(content: bytes) -> None:
        for _ in range(20):
            write_whole(path, written(content))

    threads = [threading.Thread(target=write_often, args=(content,)) for content in contents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert path.read_bytes() in contents
    assert names(tmp_path) == ["a"]


def test_a_folder_that_is_not_there_is_named_and_no_name_of_ours(tmp_path: Path) -> None:
    said = r"^a\.txt can't be written: there is no folder .*nowhere; choose another one$"
    with pytest.raises(Explained, match=said):
        write_whole(tmp_path / "nowhere" / "a.txt", lambda _: None)


def test_the_reason_is_a_phrase_that_can_be_said_in_another_language(tmp_path: Path) -> None:
    with pytest.raises(NotWritten) as caught:
        write_whole(tmp_path, written(b"x"))
    assert caught.value.reason == Phrase("it is no file")
    with pytest.raises(Explained) as exported:
        write_export(tmp_path, written(b"x"))
    assert exported.value.phrase == Phrase("{file} can't be written ({reason}); choose another folder",
                                           file=tmp_path.name, reason=Phrase("it is no file"))


def test_the_reason_outlasts_a_copy_of_the_error(tmp_path: Path) -> None:
    error = copy(atomic.not_written(tmp_path / "a", OSError(28, "No space left on device")))
    assert error.reason == "No space left on device"
    assert str(error).endswith("a can't be written (No space left on device); look whether the disk is full or the "
                               "folder is write-protected")
