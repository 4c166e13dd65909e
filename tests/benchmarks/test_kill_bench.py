"""Five hundred kills while saving; `make test` has the first hundred of them."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from tests.documents.killing import kill_while_saving


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no such kill on this platform")
def test_every_kill_leaves_a_whole_document(tmp_path: Path) -> None:
    begin = time.perf_counter()
    counts = kill_while_saving(500, tmp_path, seed=2)
    killed_within = sum(count > 1 for count in counts)
    print(f"\n500 kills in {time.perf_counter() - begin:.1f} s, {killed_within} of them with a file half written; "
          "a whole document every time")
    assert max(counts) <= 3
