"""Texts and files that were made to do harm are refused or read, within a second and 200 MB.

The last test is the short form of a trial that opens thousands of them in the window.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.prove.hostile import EXPRESSIONS, FILES, GRAPHS
from tests.prove.hostile_files import ALL, KINDS, tried
from tests.waiting import PATIENCE

MOST_SECONDS, MOST_MEGABYTES = 1.0, 200.0
NAMES = (*EXPRESSIONS, *GRAPHS, *FILES)
HARMLESS_AFTER_ALL = frozenset((
    "a tower of powers", "a huge exponent", "a huge exponent of a number", "many products", "zeros",
    "lines that double"))
"""Those that can be computed."""


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory, project: Path) -> dict[str, dict[str, Any]]:
    """What a program of its own said about each of them."""
    command = [sys.executable, "-m", "tests.prove.hostile", str(tmp_path_factory.mktemp("hostile"))]
    ended = subprocess.run(command, cwd=project, check=True, capture_output=True, text=True, timeout=PATIENCE)
    return {one["name"]: one for one in map(json.loads, ended.stdout.splitlines())}


@pytest.mark.parametrize("name", NAMES)
def test_it_is_refused_with_a_reason(name: str, answers: dict[str, dict[str, Any]]) -> None:
    assert answers[name]["said"].startswith("read" if name in HARMLESS_AFTER_ALL else "refused: ")


@pytest.mark.parametrize("name", NAMES)
def test_it_takes_less_than_a_second_and_200_megabytes(name: str, answers: dict[str, dict[str, Any]]) -> None:
    assert answers[name]["seconds"] < MOST_SECONDS
    assert answers[name]["megabytes"] < MOST_MEGABYTES


def test_hostile_files_of_each_kind_are_opened_in_the_window_without_a_trace_of_trouble() -> None:
    count = 10 * len(KINDS)
    findings = tried(ALL, count, seed=15, batch=count)
    assert not findings.troubles, "\n".join(findings.troubles)
    assert findings.outcomes.total() == count
    for kind in KINDS:
        assert findings.outcomes[f"{kind} read"] > 0
        assert findings.outcomes[f"{kind} refused"] > 0
