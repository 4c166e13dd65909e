"""How long it takes until the window can be used, beside what Qt, numpy and a plot need anyway; and its memory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

BARE = """
import PySide6.QtWidgets, numpy, pyqtgraph
app = PySide6.QtWidgets.QApplication([])
plot = pyqtgraph.PlotWidget()
plot.show()
app.processEvents()
"""
OURS = """
from PySide6.QtWidgets import QApplication
from gui.command_line import Options
from gui.app import Deltaflow
from gui.theme import install_fonts
app = QApplication([])
install_fonts()
program = Deltaflow(app, Options(), remembers=False)
program.window.show()
app.processEvents()
"""
TIMED = """
import os, time
os.environ["QT_QPA_PLATFORM"] = "offscreen"
start = time.perf_counter()
{code}
print(time.perf_counter() - start, flush=True)
os._exit(0)
"""
MEMORY = """
import os, resource, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
{code}
program.settle()
program.session.train(1)
program.session.wait()
program.settle()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, flush=True)
os._exit(0)
"""
ROUNDS = 5


def output(project: Path, code: str) -> float:
    result = subprocess.run([sys.executable, "-c", code], cwd=project, capture_output=True, text=True, check=True)
    return float(result.stdout.split()[-1])


def test_the_window_can_be_used_within_twice_the_bare_time(project: Path) -> None:
    bare, ours = [], []
    for _ in range(ROUNDS):
        bare.append(output(project, TIMED.format(code=BARE)))
        ours.append(output(project, TIMED.format(code=OURS)))
    ratio = min(ours) / min(bare)
    print(f"\nstart: {min(ours):.2f} s against {min(bare):.2f} s for an empty plot: {ratio:.2f} × (at most 2)")
    assert ratio <= 2


def test_mnist_and_a_trained_epoch_fit_into_300_mb(project: Path) -> None:
    megabytes = output(project, MEMORY.format(code=OURS))
    print(f"\nmemory at its highest, MNIST loaded and one epoch trained: {megabytes:.0f} MB (at most 300)")
    assert megabytes <= 300
