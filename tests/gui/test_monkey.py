"""A monkey uses the whole program for a while: the short form; the long one is a benchmark."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from gui.foundation.theme import install_fonts
from tests.prove.monkey import Monkey, report
from tests.prove.outside import own_folders

EVENTS = 300


@pytest.mark.parametrize("seed", [7])
@pytest.mark.usefixtures("former_look")
def test_nothing_that_a_monkey_does_breaks_the_program(qapp: QApplication, seed: int, tmp_path: Path,
                                                       monkeypatch: pytest.MonkeyPatch) -> None:
    for name, folder in own_folders(tmp_path).items():
        monkeypatch.setenv(name, folder)
    install_fonts()
    monkey = Monkey(qapp, seed, tmp_path)
    findings = monkey.play(EVENTS)
    print(report(monkey, 0.0))  # noqa: T201 - shown when the test fails
    assert findings.events.total() >= EVENTS
    assert not findings.troubles, "\n\n".join(findings.troubles[:3])
