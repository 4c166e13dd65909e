"""Saving and opening: nobody should have to wait for it, with a whole epoch of MNIST either."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from documents.document import Document, NetworkPart, read_document, write_document
from simulator.experiment import preset
from tests.documents.made_documents import begun

LONGEST_RUN = 6000
MOST_SECONDS = 0.5


@pytest.fixture(scope="module", params=["xor", "mnist"])
def kept(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Document, Path]:
    document = Document(NetworkPart(begun(preset(request.param), LONGEST_RUN)))
    path = tmp_path_factory.mktemp("documents") / f"{request.param}.deltaflow"
    write_document(document, path)
    print(f"\n{path.name}: {LONGEST_RUN} steps take {path.stat().st_size / 1024:,.0f} KB")
    return document, path


def test_saving(kept: tuple[Document, Path], benchmark: BenchmarkFixture) -> None:
    document, path = kept
    benchmark(write_document, document, path)
    assert benchmark.stats.stats.median < MOST_SECONDS


def test_opening(kept: tuple[Document, Path], benchmark: BenchmarkFixture) -> None:
    _, path = kept
    benchmark(read_document, path, path.parent)
    assert benchmark.stats.stats.median < MOST_SECONDS
