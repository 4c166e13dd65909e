"""Whoever is killed while saving leaves the old document or the new one, whole."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from documents.document import write_document
from tests.documents.killing import kill_while_saving, two_documents

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no such kill on this platform")


def test_after_a_hundred_kills_there_was_a_whole_document_every_time(tmp_path: Path) -> None:
    counts = kill_while_saving(100, tmp_path)
    assert len(counts) == 100
    assert max(counts) <= 3, "what was left behind piles up"
    assert max(counts) > 1, "nobody was killed in the middle of it"
    write_document(two_documents()[0], tmp_path / "kept.deltaflow")
    assert [path.name for path in tmp_path.iterdir()] == ["kept.deltaflow"]
