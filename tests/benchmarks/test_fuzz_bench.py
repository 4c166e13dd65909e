"""Five thousand mutated documents, tables, IDX files, experiments and lectures: each read, or refused in words.

And 3,000 hostile files of each kind, opened in the window; HOSTILE_COUNT and FUZZ_SEED choose others.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from tests.documents import mutations as of_documents
from tests.prove.hostile_files import KINDS, tried
from tests.prove.mutations import outcomes

SEED = int(os.environ.get("FUZZ_SEED", "5"))
COUNTS = {"IDX": 1200, "table": 1200, "experiment": 1000, "lecture": 600}
DOCUMENTS = 1000
HOSTILE = int(os.environ.get("HOSTILE_COUNT", "3000"))


@pytest.mark.parametrize("kind", COUNTS)
def test_a_mutated_file_is_read_or_refused(kind: str, tmp_path: Path, project: Path) -> None:
    began = time.perf_counter()
    counted = outcomes(kind, SEED, COUNTS[kind], tmp_path, project)
    print(f"\n{kind}: {dict(counted)} in {time.perf_counter() - began:.0f} s")
    assert counted.total() == COUNTS[kind]
    assert counted["refused without words"] == 0


def test_a_mutated_document_is_read_or_refused(tmp_path: Path) -> None:
    began = time.perf_counter()
    counted = of_documents.outcomes(SEED, DOCUMENTS, tmp_path)
    print(f"\ndocuments: {dict(counted)} in {time.perf_counter() - began:.0f} s")
    assert counted.total() == DOCUMENTS


@pytest.mark.parametrize("kind", KINDS)
def test_a_hostile_file_is_read_or_refused_in_a_second_and_300_megabytes(kind: str) -> None:
    findings = tried(kind, HOSTILE, SEED, batch=300)
    print(f"\n{kind}: {findings}")
    assert not findings.troubles, "\n".join(findings.troubles)
    assert findings.outcomes.total() == HOSTILE
