"""Files that something has happened to are read, or refused with a message: the short form of a benchmark."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.prove.mutations import KINDS, outcomes

COUNTS = {"IDX": 150, "table": 150, "experiment": 150, "lecture": 30}


@pytest.mark.parametrize("kind", KINDS)
def test_a_mutant_is_read_or_refused(kind: str, tmp_path: Path, project: Path) -> None:
    counted = outcomes(kind, 1, COUNTS[kind], tmp_path, project)
    assert counted.total() == COUNTS[kind]
    assert counted["read"] > 0
    assert counted["refused"] > 0
    assert counted["refused without words"] == 0
