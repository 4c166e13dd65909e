"""Somebody who saves without end, and is killed while doing so.

`tests/benchmarks/test_kill_bench.py` asks for more of it: `kill_while_saving(count, folder)`.
"""

from __future__ import annotations

import os
import random
import select
import signal
import time
from pathlib import Path

from documents.document import Document, NetworkPart, read_document, write_document
from simulator.experiment import Experiment, Layer, preset
from tests.documents.made_documents import begun, bits
from tests.waiting import PATIENCE

LIVES = (0.01, 0.03, 0.15)
"""Seconds that one of them lives at most: from a part of one saving on a quick machine to some on a slow one."""


def two_documents() -> tuple[Document, Document]:
    """Two that differ in everything: one is small, the other large enough to take a while."""
    large = Experiment("moons", (Layer(64), Layer(64), Layer(1)), learning_rate=0.1, batch_size=10)
    return Document(NetworkPart(begun(preset("xor"), 20))), Document(NetworkPart(begun(large, 60)))


def kill_while_saving(count: int, folder: Path, seed: int = 1) -> list[int]:
    """Kills a program `count` times at random instants while it saves two documents in turn into one file.

    Returns
    -------
    How many files were in the folder after each kill: the document, and what was left behind.

    Raises
    ------
    AssertionError
        If the file is not one of the two, whole.
    """
    dice, path = random.Random(seed), folder / "kept.deltaflow"
    documents = two_documents()
    wanted = [bits(document.network.run) for document in documents]
    write_document(documents[0], path)
    write_document(documents[1], path)
    found = []
    for _ in range(count):
        _save_until_killed(documents, path, dice.uniform(0.0, dice.choice(LIVES)))
        opened = read_document(path, folder / "cache").network.run
        assert opened.moment is not None
        assert bits(opened) in wanted
        found.append(sum(1 for _ in folder.iterdir()))
    return found


def _save_until_killed(documents: tuple[Document, Document], path: Path, seconds: float) -> None:
    """Lets a copy of this very program save, and kills it so many seconds after it has begun."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(read)
            os.write(write, b"!")
            while True:
                for document in documents:
                    write_document(document, path)
        finally:
            os._exit(1)
    try:
        os.close(write)
        ready, _, _ = select.select([read], [], [], PATIENCE)
        assert ready
        time.sleep(seconds)
    finally:
        os.close(read)
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "it was killed, and did not end by itself"
