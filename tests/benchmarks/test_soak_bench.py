"""Twenty minutes of training with everything drawn: pictures and memory take no more at the end than at the start.

SOAK_MINUTES=3 makes it shorter; half of the time is for digits and their charts, half for a spiral and its maps.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

MINUTES = float(os.environ.get("SOAK_MINUTES", "20"))
ALLOWED = 0.1
"""Growth of the work for a picture, and of the memory besides the record of the steps, as shares."""


@pytest.mark.parametrize("experiment", ["mnist", "spiral_six_layers"])
def test_a_long_training_takes_no_more_at_its_end_than_at_its_start(project: Path, experiment: str) -> None:
    command = [sys.executable, "tests/prove/soak.py", "--experiment", experiment, "--minutes", str(MINUTES / 2),
               "--allowed", str(ALLOWED)]
    ended = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False,
                           env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
    print(f"\n{ended.stdout}")
    assert ended.returncode == 0, ended.stdout + ended.stderr[-4000:]
