"""Whatever happens to a document, it is read, or refused with a message; nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from documents.document import DocumentError, read_document, write_document
from tests.documents import mutations
from tests.documents.made_documents import full_document


def test_a_mutated_document_is_read_or_refused_with_a_message(tmp_path: Path) -> None:
    counted = mutations.outcomes(seed=7, count=400, folder=tmp_path)
    assert counted["read"] > 20
    assert counted["refused"] > 200


def test_every_document_that_was_cut_off_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cut.deltaflow"
    write_document(full_document(), path)
    whole = path.read_bytes()
    for length in range(0, len(whole), 97):
        path.write_bytes(whole[:length])
        with pytest.raises(DocumentError, match="cut off"):
            read_document(path, tmp_path)


def test_what_the_mathematics_fails_on_is_refused_as_well(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "a.deltaflow"
    write_document(full_document(), path)

    def fails(*_: object) -> None:
        raise ZeroDivisionError("by nothing")

    monkeypatch.setattr("simulator.descent.state.remedied", fails)
    with pytest.raises(DocumentError, match="something in it can't be used") as caught:
        read_document(path, tmp_path)
    assert caught.value.is_unforeseen
