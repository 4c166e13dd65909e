"""Whatever ends the program from outside, what was done with it is kept; `make bench` ends it hundreds of times."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from gui.documents.recovery import left_behind
from gui.window.endings import SAME_WISH
from tests.prove.endings import DISPLAY, ENDINGS, ENDS, ROOT, at_work, end_once, heard_signals
from tests.prove.outside import own_folders

pytestmark = pytest.mark.skipif(os.name != "posix", reason="there are no such signals")
UNSEEN = {"QT_QPA_PLATFORM": "offscreen"}
NEVER_OLDER = 0.5
"""Seconds between two entries of the journal, on a machine that is busy: what was just being done may be missing."""


def copies(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*.deltaflow") if path.parent.name == "recovery"]


@pytest.mark.parametrize("how", ENDINGS)
def test_nothing_is_lost_and_the_next_start_offers_it(how: str, tmp_path: Path, qapp: QApplication) -> None:
    if how == DISPLAY and shutil.which("Xvfb") is None:
        pytest.skip("there is no X server to be ended")
    ended = end_once(how, 7, tmp_path, "xor")
    assert ended.lost <= NEVER_OLDER
    assert "Traceback" not in ended.said
    if how == DISPLAY:
        assert ended.status == 1
    else:
        assert (ended.status, ended.said) == (-signal.Signals[how], ""), "a shell sees the signal that ended it"
    (found,) = copies(tmp_path)
    (copy,) = left_behind(found.parent)
    assert copy.document_path == found
    copy.remove()
    log = next(tmp_path.rglob("deltaflow.log")).read_text()
    assert log.splitlines()[-1].endswith("end: with its display" if how == DISPLAY else f"end: by {how}")


@pytest.mark.parametrize(("busy", "status"), [
    ("in_a_dialog", -signal.SIGTERM), ("in_python", -signal.SIGTERM), ("in_a_call", 128 + signal.SIGTERM)])
def test_it_ends_wherever_its_first_thread_is(busy: str, status: int, tmp_path: Path) -> None:
    ended = end_once("SIGTERM", 1, tmp_path, "xor", busy)
    assert ended.status == status
    assert ended.lost == 0
    assert len(copies(tmp_path)) == 1


def test_another_signal_does_not_wait_for_the_end(tmp_path: Path) -> None:
    with at_work(tmp_path, 1, "xor", UNSEEN, busy="in_the_end") as process:
        process.send_signal(signal.SIGTERM)
        process.send_signal(signal.SIGHUP)  # a terminal and a service manager say it several times
        time.sleep(2 * SAME_WISH)
        assert process.poll() is None
        process.send_signal(signal.SIGINT)
        assert process.wait(ENDS) == 128 + signal.SIGINT


def test_the_children_of_these_tests_hear_what_the_tests_were_started_to_ignore(tmp_path: Path) -> None:
    code = f"""
import signal, subprocess, sys
sys.path.insert(0, {str(ROOT)!r})
for one in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
    signal.signal(one, signal.SIG_IGN)
from tests.prove.endings import heard_signals
asked = "import signal; print(*(signal.getsignal(one) is signal.SIG_IGN for one in (1, 2, 15)))"
with heard_signals():
    subprocess.run([sys.executable, "-c", asked], check=True)
subprocess.run([sys.executable, "-c", asked], check=True)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout.splitlines() == ["False False False", "True True True"]


def test_a_signal_that_is_to_be_ignored_is(tmp_path: Path) -> None:
    with at_work(tmp_path, 1, "xor", UNSEEN, ignored=(signal.SIGHUP,)) as process:
        process.send_signal(signal.SIGHUP)
        process.send_signal(signal.SIGTERM)
        assert process.wait(ENDS) == -signal.SIGTERM


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("option", ["--screenshot", "--handout"])
def test_a_run_that_writes_a_file_ends_quietly_and_leaves_nothing_half_written(
        option: str, number: signal.Signals, tmp_path: Path) -> None:
    target = tmp_path / "out" / ("a.png" if option == "--screenshot" else "a.pdf")
    target.parent.mkdir()
    lecture = ["--lecture", "5"] if option == "--handout" else []
    with heard_signals():
        process = subprocess.Popen([sys.executable, str(ROOT / "main.py"), *lecture, option, str(target)],
                                   env={**os.environ, **own_folders(tmp_path / "home")}, stderr=subprocess.PIPE)
    assert process.stderr is not None
    time.sleep(random.Random(f"{option}{number}").uniform(0.3, 4.0))
    process.send_signal(number)
    status = process.wait(ENDS)
    assert status in (0, -number)
    assert process.stderr.read() == b""
    process.stderr.close()
    left = list(target.parent.iterdir())
    assert left in ([], [target])
    if left and option == "--screenshot":
        assert not QImage(str(target)).isNull()
    elif left:
        assert target.read_bytes().rstrip().endswith(b"%%EOF")


def test_the_end_of_the_desktop_is_heard(tmp_path: Path) -> None:
    code = """
import sys
from PySide6.QtCore import SIGNAL
import gui.app as app
from gui.command_line import Options

def show(qt, program, options):
    for name in ("commitDataRequest", "saveStateRequest"):
        print(qt.receivers(SIGNAL(f"{name}(QSessionManager&)")))
    return 0

app._show = show
app.run(Options(experiment="xor"))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT,
                          env={**os.environ, **UNSEEN, **own_folders(tmp_path)})
    assert done.stdout.split() == ["1", "1"]


def test_after_the_end_of_the_desktop_nothing_is_asked(
        sit_down: Callable[..., object], tmp_path: Path) -> None:
    person = sit_down(recovery=tmp_path / "recovery", closes=True)
    person.work()
    person.desk.keep_at_once()
    assert person.window.close()
    assert not person.asked
    (copy,) = left_behind(tmp_path / "recovery")
    copy.remove()
