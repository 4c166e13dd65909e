"""The program in a process of its own: pictures without a display, and a real X11 window."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.waiting import PATIENCE


@pytest.mark.parametrize("arguments", [["--theme", "dark", "--language", "ko", "--steps", "5"],
                                       ["--lecture", "xor", "--beat", "2", "--language", "ko"],
                                       ["--experiment", "xor", "--size", "1024x700"]])
def test_a_screenshot_is_made_without_a_display(project: Path, tmp_path: Path, arguments: list[str]) -> None:
    picture = tmp_path / "picture.png"
    result = subprocess.run([sys.executable, "main.py", "--screenshot", str(picture), *arguments], cwd=project,
                            capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert result.returncode == 0, result.stderr
    image = QImage(str(picture))
    assert (image.width(), image.height()) == ((1024, 700) if "--size" in arguments else (1440, 900))
    colours = {image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}
    assert len(colours) > 50


def test_a_lecture_is_checked_and_written_down_from_the_command_line(project: Path, tmp_path: Path) -> None:
    whole = tmp_path / "whole.toml"
    whole.write_text((project / "assets/lectures/12_graph.toml").read_text(encoding="utf-8"), encoding="utf-8")
    broken = tmp_path / "broken.toml"
    broken.write_text(whole.read_text(encoding="utf-8").replace("answer = 2", "answer = 7", 1), encoding="utf-8")
    handout = tmp_path / "handout.pdf"
    runs = [["--check-lecture", str(whole)], ["--check-lecture", str(broken)],
            ["--lecture", str(whole), "--handout", str(handout)], ["--lecture", "nothing"]]
    results = [subprocess.run([sys.executable, "main.py", *arguments], cwd=project, capture_output=True, text=True,
                              timeout=PATIENCE, check=False) for arguments in runs]
    assert [result.returncode for result in results] == [0, 1, 0, 2]
    assert "broken.toml, line " in results[1].stdout
    assert "7" in results[1].stdout
    assert handout.read_bytes().startswith(b"%PDF")
    assert len(results[3].stderr.splitlines()) == 1, "one line says what is wrong"


IN_A_REAL_WINDOW = """
import sys
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.waiting import MILLISECONDS
from gui.app import Deltaflow
from gui.command_line import Options
from gui.foundation.theme import install_fonts
app = QApplication([])
install_fonts()
program = Deltaflow(app, Options(theme="light", language="en"), remembers=False)
program.window.show()
program.window.activateWindow()
QTest.qWaitForWindowActive(program.window, MILLISECONDS)
program.settle()
QTest.keyClick(program.window, Qt.Key.Key_Right)
program.settle()
print(app.platformName(), program.session.moment.phase.value)
program.window.close()
program.end()
"""


@pytest.mark.x11
def test_in_a_real_x11_window_the_arrow_moves_something(project: Path, x11_environment: dict[str, str]) -> None:
    result = subprocess.run([sys.executable, "-c", IN_A_REAL_WINDOW], cwd=project, env=x11_environment,
                            capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert result.stdout.split() == ["xcb", "weighted_input"], result.stderr
    assert "Traceback" not in result.stderr
