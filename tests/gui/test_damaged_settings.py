"""Whatever lies in the place of the settings, the program starts, and soon."""

from __future__ import annotations

import os
import random
import stat
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.app import Deltaflow
from gui.command_line import Options
from gui.commands.look_menus import Look, keep_look, kept_look
from gui.documents.recent import RecentFiles
from gui.foundation.settings import (
    LARGEST_FILE,
    kept_bytes,
    kept_number,
    kept_text,
    kept_texts,
    open_settings,
    set_aside,
    settings_file,
)
from gui.foundation.theme import LARGEST_SCALE, install_fonts
from gui.lectures.progress import LectureProgress
from gui.window.main_window import WindowMemory

VALUES = ("nan", "inf", "-1e999", "1e300", "9" * 5000, "", "@Invalid()", "@ByteArray(\\x1\\xd9\\xd0\\xcb\\0\\x3)",
          "@Variant(\\0\\0\\0\\x7f\\0\\0\\0\\0)", "@Variant(\\0\\0\\0\\t\\xff\\xff\\xff\\xff)", "@Rect(1 2 3 4)",
          "a, b",
          '"[[["', '"{\\"network\\": {\\"columns\\": [NaN, 1e999], \\"page\\": {}, \\"hand\\": []}}"', "@Size(9 9)",
          '"{\\"network\\": 3}"', "true", "\\x0", "x" * 200_000,
          "@@", "@DateTime(\\0)", "\\xd800", "1 2 3 4", "5 2 9")
KEYS = ("theme", "language", "scale", "calm", "window/geometry", "window/view", "lectures/text_scale",
        "lectures/01_neuron", "documents/recent")
SECONDS = 5.0


def written(path: Path, rng: random.Random) -> None:
    """Some of the keys with some of the values, and perhaps a few bytes of it replaced."""
    groups: dict[str, list[str]] = {}
    for key in KEYS:
        group, _, name = key.rpartition("/")
        groups.setdefault(group or "General", []).append(f"{name}={rng.choice(VALUES)}")
    content = bytearray("\n".join(f"[{group}]\n" + "\n".join(lines) for group, lines in groups.items()).encode())
    for _ in range(rng.choice((0, 0, 5, 50))):
        content[rng.randrange(len(content))] = rng.randrange(256)
    path.write_bytes(bytes(content))


@pytest.mark.parametrize("seed", range(150))
def test_values_that_make_no_sense_are_as_at_the_first_start(tmp_path: Path, seed: int) -> None:
    file = tmp_path / "settings.ini"
    written(file, random.Random(seed))
    assert set_aside(file)
    settings = QSettings(str(file), QSettings.Format.IniFormat)
    look = kept_look(settings)
    assert look.theme in ("light", "dark", "system")
    assert 1.0 <= look.scale <= LARGEST_SCALE
    assert all(isinstance(path, Path) for path in RecentFiles(settings).paths)
    assert LectureProgress(settings).last("01_neuron") >= 0
    for key in KEYS:
        assert len(kept_text(settings, key)) <= 100_000
        assert 1.0 <= kept_number(settings, key, 1.0, 2.0, 1.5) <= 2.0
        assert all(isinstance(text, str) for text in kept_texts(settings, key))
        assert isinstance(kept_bytes(settings, key), QByteArray | None)


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    file = str(tmp_path / "settings.ini")
    look = Look("dark", "ko", 1.25, calm=True)
    first = QSettings(file, QSettings.Format.IniFormat)
    keep_look(look, first)
    assert kept_look(first) == look
    first.sync()
    assert kept_look(QSettings(file, QSettings.Format.IniFormat)) == look


def _pipe(place: Path) -> None:
    os.mkfifo(place)


def _folder(place: Path) -> None:
    place.mkdir()
    (place / "inside").touch()


def _huge(place: Path) -> None:
    with place.open("wb") as file:
        file.truncate(300_000_000)


def _link(place: Path) -> None:
    """To a pipe; never to a device: Qt replaces what the link of its settings leads to."""
    pipe = place.parent / "pipe"
    if not pipe.exists():
        os.mkfifo(pipe)
    place.symlink_to(pipe)


@pytest.mark.skipif(os.name == "nt", reason="settings lie in the registry")
@pytest.mark.parametrize("make", [_pipe, _folder, _huge, _link])
def test_what_is_no_file_of_settings_is_put_aside(qtbot: QtBot, tmp_path: Path, make: object) -> None:
    place = tmp_path / "settings.conf"
    for _ in range(2):  # also where something has been put aside before
        make(place)  # type: ignore[operator]
        set_aside(place)
        assert not os.path.lexists(place)
    assert [path for path in tmp_path.iterdir() if path.name.startswith("settings.conf.damaged")]


@pytest.mark.parametrize("value", ["@Variant(\\0\\0\\0\\x7f)", '"@Variant(x)"', "\\x40Variant(x)", "a, @Variant(x)",
                                   "@DateTime(x)", "\\x000040V\\x0061riant(x)", "\\100Variant(x)",
                                   '@Var""iant(x)', "@Var\\\niant(x)"])
def test_a_value_that_qt_would_take_apart_at_its_own_risk_is_not_handed_to_it(tmp_path: Path, value: str) -> None:
    place = tmp_path / "settings.conf"
    place.write_text(f"[General]\ntheme={value}\n", encoding="utf-8")
    assert set_aside(place)
    assert not place.exists()


def test_a_file_of_settings_stays_where_it_is(tmp_path: Path) -> None:
    place = tmp_path / "settings.conf"
    place.write_bytes(b"x" * LARGEST_FILE)
    assert set_aside(place)
    assert place.exists()
    assert set_aside(tmp_path / "none")


@pytest.fixture
def place() -> Iterator[Path]:
    """Where the settings of the program lie, empty before and after."""
    found = settings_file()
    if found is None:
        pytest.skip("settings lie in the system's own place")
    QSettings("Deltaflow", "Deltaflow").clear()
    QSettings("Deltaflow", "Deltaflow").sync()
    found.parent.mkdir(parents=True, exist_ok=True)
    found.unlink(missing_ok=True)
    yield found
    found.unlink(missing_ok=True)
    (found.parent / "pipe").unlink(missing_ok=True)
    for aside in found.parent.glob("*.damaged*"):
        if aside.is_dir():
            (aside / "inside").unlink()
            aside.rmdir()
        else:
            aside.unlink()


def start(app: QApplication) -> None:
    install_fonts()
    program = Deltaflow(app, Options(experiment="xor"), remembers=True)
    program.settle()
    assert isinstance(program.memory, WindowMemory)
    program.window.close()
    program.window.deleteLater()
    program.end()
    program.setParent(None)
    program.deleteLater()


@pytest.mark.parametrize("make", [_pipe, _folder, _huge, _link])
def test_the_program_starts_whatever_lies_there(qapp: QApplication, qtbot: QtBot, former_look: None, place: Path,
                                                make: object) -> None:
    make(place)  # type: ignore[operator]
    before = time.process_time()
    start(qapp)
    assert time.process_time() - before < SECONDS


@pytest.mark.parametrize("seed", range(6))
def test_the_program_starts_with_settings_that_are_damaged(qapp: QApplication, qtbot: QtBot, former_look: None,
                                                           place: Path, seed: int) -> None:
    written(place, random.Random(1000 + seed))
    start(qapp)


def test_settings_are_readable_by_their_owner_only_whatever_the_umask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch
                                                                      ) -> None:
    """They name the files that were open last."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    before = os.umask(0)
    try:
        for _ in range(2):
            settings = open_settings()
            assert settings is not None
            settings.setValue("documents/recent", "/ada/secret.deltaflow")
            settings.sync()
            file = settings_file()
            assert file is not None
            assert file.is_file()
            assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
            file.parent.chmod(0o777)  # as a former version left it
    finally:
        os.umask(before)
