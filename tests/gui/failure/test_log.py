"""The log says when the program ran and what went wrong, and tells nobody who has used it."""

from __future__ import annotations

import logging
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, qWarning

from gui.command_line import UsageError
from gui.failure.keeper import failure_report, short_json
from gui.failure.log import (
    CRASH_FILE,
    FORMER_FILES,
    LARGEST_FILE,
    LOG_FILE,
    ProgramLog,
    log_folder,
    without_folders,
    without_home,
)
from tests.waiting import PATIENCE

CRASH = """
import sys
from pathlib import Path
from gui.failure.log import ProgramLog
log = ProgramLog(Path(sys.argv[1]))
log.begin("1.2.3", [])
if sys.argv[2] == "crash":
    import faulthandler
    faulthandler._sigsegv()
log.end()
"""


def test_the_log_begins_with_what_the_program_stands_on_and_says_how_it_ends(
        tmp_path: Path, without_crash_dumps: None) -> None:
    log = ProgramLog(tmp_path / "new" / "folder")
    log.begin("1.2.3", ["--theme", "dark"])
    log.end()
    logging.getLogger("deltaflow").error("after the end")
    assert log.file == tmp_path / "new" / "folder" / LOG_FILE
    first, last = log.file.read_text(encoding="utf-8").splitlines()
    assert "Deltaflow 1.2.3, Python 3." in first
    assert "Qt 6." in first
    assert "numpy" in first
    assert first.endswith("arguments: --theme dark")
    assert last.endswith("end: well")
    assert log.last_lines() == (first, last)


@pytest.mark.parametrize(("error", "said", "told"), [
    (UsageError("there is no display"), "end: can't start: there is no display", False),
    (ZeroDivisionError("by nothing"), "end: with ZeroDivisionError", True),
    (SystemExit(3), "end: with SystemExit", False),
])
def test_the_log_says_why_the_program_could_not_go_on(tmp_path: Path, without_crash_dumps: None, said: str,
                                                       error: BaseException, told: bool) -> None:
    log = ProgramLog(tmp_path)
    with pytest.raises(type(error)), log.running("1.2.3", []):
        raise error
    assert log.last_lines()[-1].endswith(said)
    assert ("Traceback" in (tmp_path / LOG_FILE).read_text(encoding="utf-8")) is told


@pytest.mark.qt_log_level_fail("CRITICAL")
def test_warnings_of_qt_are_written_down_and_still_printed(tmp_path: Path, without_crash_dumps: None,
                                                           capsys: pytest.CaptureFixture) -> None:
    log = ProgramLog(tmp_path)
    log.begin("1.2.3", [])
    qWarning("a painter is not active")
    log.end()
    assert "WARNING  Qt: a painter is not active" in (tmp_path / LOG_FILE).read_text(encoding="utf-8")
    assert capsys.readouterr().err == "a painter is not active\n"


@pytest.mark.parametrize("folder", ["a file", "nowhere"])
def test_where_no_log_can_be_written_there_is_none_and_nothing_fails(tmp_path: Path, without_crash_dumps: None,
                                                                     folder: str) -> None:
    (tmp_path / "a file").write_text("in the way")
    log = ProgramLog(None if folder == "nowhere" else tmp_path / folder)
    log.begin("1.2.3", [])
    logging.getLogger("deltaflow").warning("kept in memory")
    log.end()
    assert log.file is None
    assert log.last_lines()[1].endswith("kept in memory")


def test_the_log_never_takes_more_room_than_four_files(tmp_path: Path, without_crash_dumps: None) -> None:
    log = ProgramLog(tmp_path)
    log.begin("1.2.3", [])
    for _ in range(60):
        logging.getLogger("deltaflow").info("x" * 100_000)
    log.end()
    files = sorted(path.name for path in tmp_path.glob(f"{LOG_FILE}*"))
    assert files == [LOG_FILE, *(f"{LOG_FILE}.{number}" for number in range(1, FORMER_FILES + 1))]
    assert all((tmp_path / name).stat().st_size <= LARGEST_FILE for name in files)


def test_a_hard_crash_is_told_in_the_log_of_the_next_start(tmp_path: Path, project: Path) -> None:
    def run(what: str) -> int:
        return subprocess.run([sys.executable, "-c", CRASH, str(tmp_path), what], cwd=project, check=False,
                              timeout=PATIENCE, capture_output=True).returncode

    assert run("crash") != 0
    assert "Fatal Python error" in (tmp_path / CRASH_FILE).read_text(encoding="utf-8")
    assert run("well") == 0
    written = (tmp_path / LOG_FILE).read_text(encoding="utf-8")
    assert written.count("the program has crashed the last time") == 1
    assert "Fatal Python error: Segmentation fault" in written
    assert (tmp_path / CRASH_FILE).read_text(encoding="utf-8") == ""


def test_the_log_lies_where_the_platform_wants_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    if sys.platform != "linux" or not hasattr(QStandardPaths.StandardLocation, "StateLocation"):
        pytest.skip("the folder is another one there")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert log_folder().is_relative_to(tmp_path)


def test_the_home_folder_is_written_as_a_tilde(monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
                                               without_crash_dumps: None) -> None:
    monkeypatch.setattr(Path, "home", lambda: Path("/people/ann"))
    assert without_home('File "/people/ann/lessons/x.py"') == 'File "~/lessons/x.py"'
    assert without_home("/people/anna/x /people/ann") == "/people/anna/x ~"
    log = ProgramLog(tmp_path)
    log.begin("1.2.3", ["/people/ann/secret/table.csv"])
    log.end()
    assert "arguments: ~/secret/table.csv" in (tmp_path / LOG_FILE).read_text(encoding="utf-8")
    report = failure_report(OSError, OSError("/people/ann/x is full"), None, {"file": "/people/ann/y"},
                            version="1.2.3")
    assert "ann" not in report
    assert "OSError: ~/x is full" in report


@pytest.mark.parametrize(("written", "told"), [
    ("No such file: '/data/ann lee/My Docs/x.csv'", "No such file: '…/x.csv'"),
    ("can't read /srv/people/ann/x.csv, try again", "can't read …/x.csv, try again"),
    ("--handout=/srv/ann/x.pdf file:///srv/ann/y.png", "--handout=…/x.pdf …/y.png"),
    ('"C:\\Users\\Ann Lee\\x.csv" and D:\\ann\\y.csv', '"…/x.csv" and …/y.csv'),
    (f'File "{Path(__file__).parents[3] / "gui" / "app.py"}", line 3', f'File "gui{os.sep}app.py", line 3'),
    (f'File "{pytest.__file__}", line 3', f'File "pytest{os.sep}__init__.py", line 3'),
    ("1/2 of a/b, and/or https://example.org/a/b", "1/2 of a/b, and/or https://example.org/a/b"),
])
def test_no_folder_of_this_computer_is_told(written: str, told: str) -> None:
    assert without_folders(written) == told


def test_an_error_is_told_without_the_folders_it_was_raised_in(tmp_path: Path, without_crash_dumps: None) -> None:
    place = tmp_path / "ann lee" / "lessons"
    log = ProgramLog(tmp_path / "log")
    log.begin("1.2.3", [str(place / "a.deltaflow"), "--handout", str(place / "b.pdf")])
    try:
        (place / "missing.csv").read_text()
    except OSError as error:
        logging.getLogger("deltaflow").exception("uncaught")
        report = failure_report(OSError, error, error.__traceback__, {}, version="1.2.3", log=log.last_lines())
    log.end()
    written = (tmp_path / "log" / LOG_FILE).read_text(encoding="utf-8")
    for text in (written, report):
        assert "missing.csv" in text
        assert "ann" not in text.replace("cannot", "")
        assert str(tmp_path) not in text
        assert str(Path(__file__).parents[3]) not in text


def test_logs_are_readable_by_their_owner_only_whatever_the_umask(tmp_path: Path, without_crash_dumps: None) -> None:
    folder = tmp_path / "log"
    folder.mkdir()
    folder.chmod(0o755)
    for name in (LOG_FILE, f"{LOG_FILE}.1", CRASH_FILE):
        (folder / name).touch()
        (folder / name).chmod(0o644)
    before = os.umask(0)
    try:
        for place in (folder, tmp_path / "new"):
            log = ProgramLog(place)
            log.begin("1.2.3", [])
            for _ in range(2):
                log._file.doRollover()  # type: ignore[union-attr]
            log.end()
    finally:
        os.umask(before)
    for place in (folder, tmp_path / "new"):
        assert stat.S_IMODE(place.stat().st_mode) == 0o700
        assert {stat.S_IMODE(path.stat().st_mode) for path in place.iterdir()} == {0o600}


def test_long_lists_of_an_experiment_are_cut_off_in_a_report() -> None:
    assert short_json('{"points": [1, 2, 3], "seed": 4}') == '{"points": [1, 2, 3], "seed": 4}'
    text = short_json(f'{{"points": {list(range(500))}}}')
    assert "… 488 more" in text
    assert len(text) < 100


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
@pytest.mark.parametrize("put", [os.mkfifo, Path.mkdir])
@pytest.mark.parametrize("name", [LOG_FILE, CRASH_FILE])
def test_what_is_no_file_in_the_place_of_one_is_not_waited_for(
        name: str, put: Callable[[Path], object], tmp_path: Path, without_crash_dumps: None) -> None:
    put(tmp_path / name)
    log = ProgramLog(tmp_path)
    log.begin("1.2.3", [])
    log.end()
    assert (log.file is None) is (name == LOG_FILE)
    assert log.last_lines()[-1].endswith("end: well")
    assert not (tmp_path / name).is_file()
