"""A hundred ends of the program by each signal, and by its display; `make test` has one of each."""

from __future__ import annotations

import os
import shutil

import pytest

from tests.prove.endings import DISPLAY, ENDINGS, trial

NEVER_OLDER = 5.0
"""Seconds: what was done before that is kept, whatever ends the program."""


@pytest.mark.skipif(os.name != "posix", reason="there are no such signals")
@pytest.mark.parametrize("how", [*ENDINGS, "SIGKILL"])
def test_a_hundred_ends_lose_nothing_older(how: str) -> None:
    if how == DISPLAY and shutil.which("Xvfb") is None:
        pytest.skip("there is no X server to be ended")
    ended = trial(how, 100)
    lost, seconds = [one.lost for one in ended], sorted(one.seconds for one in ended)
    print(f"\n100 ends by {how}: the oldest thing lost was {max(lost):.2f} s old; median {seconds[50]:.2f} s")
    assert max(lost) <= NEVER_OLDER
    assert not [one.said for one in ended if "Traceback" in one.said]
