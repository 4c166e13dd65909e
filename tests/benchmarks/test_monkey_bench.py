"""A monkey uses the whole program for 20,000 events: no error, no warning, no hang, and no growing memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

EVENTS = int(os.environ.get("MONKEY_EVENTS", "20000"))
RESTS = 10
"""How often the memory is looked at: the first half warms up."""
ALLOWED_GROWTH = 0.05


@pytest.mark.parametrize("seed", [int(one) for one in os.environ.get("MONKEY_SEEDS", "1").split(",")])
def test_twenty_thousand_events(project: Path, seed: int) -> None:
    # in a process of its own: the memory of other benchmarks must not count, and a crash must leave them alone
    began = time.perf_counter()
    command = [sys.executable, "tests/prove/monkey.py", "--seed", str(seed), "--events", str(EVENTS),
               "--rests", str(RESTS), "--growth", str(ALLOWED_GROWTH)]
    ended = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False,
                           env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
    print(f"\n{ended.stdout}\n{time.perf_counter() - began:.0f} s")
    assert ended.returncode == 0, f"exit status {ended.returncode}\n{ended.stdout}\n{ended.stderr[-4000:]}"
