"""How long it takes until the window can be used, beside what Qt, numpy and a plot need anyway; and its memory."""

from __future__ import annotations

import os
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
import gc
gc.disable()  # as main.py does until the window is there
from PySide6.QtWidgets import QApplication
from gui.command_line import Options
from gui.app import Deltaflow
from gui.foundation.theme import install_fonts
app = QApplication([])
install_fonts()
program = Deltaflow(app, Options(), remembers=False)
program.window.show()
app.processEvents()
gc.freeze()
gc.enable()
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
import os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
{code}
program.settle()
{more}
status = dict(line.split(":") for line in open("/proc/self/status"))
print(int(status["VmHWM"].split()[0]) / 1024, flush=True)
os._exit(0)
"""
ROUNDS = 5


def output(project: Path, code: str) -> float:
    # as on a second start: Python keeps what it has compiled
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    result = subprocess.run([sys.executable, "-c", code], cwd=project, env=environment, capture_output=True,
                            text=True, check=True)
    return float(result.stdout.split()[-1])


def test_the_window_can_be_used_within_twice_the_bare_time(project: Path) -> None:
    bare, ours = [], []
    for _ in range(ROUNDS):
        bare.append(output(project, TIMED.format(code=BARE)))
        ours.append(output(project, TIMED.format(code=OURS)))
    ratio = min(ours) / min(bare)
    print(f"\nstart: {min(ours):.2f} s against {min(bare):.2f} s for an empty plot: {ratio:.2f} × (at most 2)")
    assert ratio <= 2


def test_the_program_with_mnist_loaded_fits_into_300_mb(project: Path) -> None:
    loaded = output(project, MEMORY.format(code=OURS, more=""))
    two_epochs = "program.session.navigator.train(2)\nprogram.session.worker.wait()"
    trained = output(project, MEMORY.format(code=OURS, more=two_epochs))
    print(f"\nmemory at its highest: {loaded:.0f} MB with MNIST loaded (at most 300), {trained:.0f} MB when two "
          "epochs are trained")
    assert loaded <= 300
