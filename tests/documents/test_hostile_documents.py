"""Documents that were made to do harm are refused: within a second and 200 MB, and with the reason."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.documents.hostile_documents import HOSTILE, harmless
from tests.waiting import PATIENCE

MOST_SECONDS, MOST_MEGABYTES = 1.0, 200.0


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory, project: Path) -> dict[str, dict[str, Any]]:
    """What a program of its own said about each of them."""
    folder = tmp_path_factory.mktemp("hostile")
    members = harmless(folder)
    (folder / "harmless.deltaflow").unlink()
    names = {}
    for number, (name, (make, _)) in enumerate(HOSTILE.items()):
        names[f"{number:03}.deltaflow"] = name
        (folder / f"{number:03}.deltaflow").write_bytes(make(members))
    program = [sys.executable, "-m", "tests.documents.hostile_documents", str(folder)]
    answer = subprocess.run(program, cwd=project, check=True, capture_output=True, text=True, timeout=PATIENCE)
    found = [json.loads(line) for line in answer.stdout.splitlines()]
    for path in folder.glob("*.deltaflow"):
        path.unlink()  # some of them are large
    return {names[one["name"]]: one for one in found}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_with_the_reason(name: str, answers: dict[str, dict[str, Any]]) -> None:
    said = answers[name]["said"]
    assert re.match(r"\d+\.deltaflow can't be opened: .+; .+", said), said
    assert re.search(HOSTILE[name][1], said), said


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_within_a_second(name: str, answers: dict[str, dict[str, Any]]) -> None:
    assert answers[name]["seconds"] < MOST_SECONDS


def test_refusing_all_of_them_takes_less_than_200_megabytes(answers: dict[str, dict[str, Any]]) -> None:
    assert max(one["megabytes"] for one in answers.values()) < MOST_MEGABYTES


def test_a_harmless_one_is_opened(tmp_path: Path) -> None:
    assert harmless(tmp_path)["document.json"].startswith(b"{")
