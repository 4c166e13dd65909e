"""How far somebody has come is remembered, and rubbish in the settings is no harm."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from gui.lectures.progress import LectureProgress


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


def test_a_lecture_that_was_never_opened_begins_at_its_first_beat() -> None:
    progress = LectureProgress(None)
    assert (progress.last("05_xor"), progress.furthest("05_xor")) == (0, -1)
    assert not progress.is_begun("05_xor")


def test_going_back_changes_the_last_beat_and_not_the_furthest() -> None:
    progress = LectureProgress(None)
    for beat in (0, 1, 2, 1):
        progress.note("05_xor", beat, 9)
    assert (progress.last("05_xor"), progress.furthest("05_xor")) == (1, 2)
    assert progress.is_begun("05_xor")
    assert progress.furthest("06_mlp") == -1


def test_a_lecture_left_at_its_last_beat_begins_anew() -> None:
    progress = LectureProgress(None)
    progress.note("05_xor", 8, 9)
    assert not progress.is_begun("05_xor")
    assert progress.furthest("05_xor") == 8


def test_it_outlives_the_program(settings: QSettings) -> None:
    LectureProgress(settings).note("my lecture/1", 3, 9)
    settings.sync()
    again = LectureProgress(QSettings(settings.fileName(), QSettings.Format.IniFormat))
    assert (again.last("my lecture/1"), again.furthest("my lecture/1")) == (3, 3)


def test_a_lecture_that_has_become_shorter_is_not_ahead_of_its_end(settings: QSettings) -> None:
    progress = LectureProgress(settings)
    progress.note("mine", 8, 9)
    progress.note("mine", 0, 4)
    assert progress.furthest("mine") == 3


@pytest.mark.parametrize("rubbish", ["", "x", "1 2", "1 2 3 4", "5 3 9", "-1 2 9", "1 9 9", "1e3 2 9", "٣ 4 9",
                                     "1 2 99999999999", ["1", "2", "9"], 7, b"\xff", {"a": 1}])
def test_rubbish_counts_as_nothing(settings: QSettings, rubbish: object) -> None:
    settings.setValue("lectures/05_xor", rubbish)
    progress = LectureProgress(settings)
    assert (progress.last("05_xor"), progress.furthest("05_xor")) == (0, -1)
    progress.note("05_xor", 2, 9)
    assert LectureProgress(settings).furthest("05_xor") == 2


@pytest.mark.parametrize(("beat", "count"), [(-1, 9), (9, 9), (0, 0)])
def test_a_beat_that_the_lecture_does_not_have_is_not_noted(beat: int, count: int) -> None:
    progress = LectureProgress(None)
    progress.note("05_xor", beat, count)
    assert progress.furthest("05_xor") == -1
