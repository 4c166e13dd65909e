"""How the room is divided is kept in shares, for every set of parts, and nonsense is left out."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSplitter, QWidget
from pytestqt.qtbot import QtBot

from gui.foundation.kept_layout import SplitterShares, is_number, known_wishes


@pytest.fixture
def three(qtbot: QtBot) -> Callable[[int], QSplitter]:
    """Makes a row of three parts without least sizes."""
    def made(width: int) -> QSplitter:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        qtbot.addWidget(splitter)
        splitter.setHandleWidth(0)
        for _ in range(3):
            splitter.addWidget(QFrame())
        splitter.resize(width, 100)
        with qtbot.waitExposed(splitter):
            splitter.show()
        return splitter

    return made


def part(splitter: QSplitter, number: int) -> QWidget:
    widget = splitter.widget(number)
    assert widget is not None
    return widget


def test_shares_hold_at_another_size(three: Callable[[int], QSplitter]) -> None:
    first, second = three(1000), three(500)
    first.setSizes([200, 500, 300])
    shares = SplitterShares({"columns": first})
    shares.keep()
    others = SplitterShares({"columns": second})
    others.restore(json.loads(json.dumps(shares.state())))
    others.apply()
    assert second.sizes() == [100, 250, 150]


def test_every_set_of_parts_and_every_kind_has_shares_of_its_own(three: Callable[[int], QSplitter]) -> None:
    row = three(1000)
    shares = SplitterShares({"columns": row})
    row.setSizes([200, 500, 300])
    shares.keep()
    part(row, 2).hide()
    row.setSizes([400, 600])
    shares.keep()
    row.setSizes([900, 100])
    shares.keep("map")
    row.setSizes([500, 500])
    shares.apply()
    assert row.sizes() == [400, 600, 0]
    shares.apply("map")
    assert row.sizes() == [900, 100, 0]
    part(row, 2).show()
    shares.apply()
    assert row.sizes() == [200, 500, 300]
    shares.apply("map")  # nothing was kept for it
    assert row.sizes() == [200, 500, 300]


@pytest.mark.parametrize("nonsense", [
    None, 7, [], "columns", {"columns": None}, {"columns": {"xxx": None}}, {"columns": {"xxx": ["a", "b", "c"]}},
    {"columns": {"xxx": [1e300, 0, 0]}}, {"columns": {"xxx": [10**400, 0, 0]}}, {"columns": {"xxx": [-1, 1, 1]}},
    {"columns": {"xxx": [float("nan"), 0.5, 0.5]}}, {"columns": {"xxx": [True, False, False]}},
    {"columns": {"xxx": [0.0, 0.0, 0.0]}}, {"columns": {"xxx": [0.5, 0.5]}}, {"rows": {"xxx": [0.2, 0.3, 0.5]}},
])
def test_what_can_t_be_shares_changes_nothing(three: Callable[[int], QSplitter], nonsense: object) -> None:
    row = three(1000)
    row.setSizes([200, 500, 300])
    shares = SplitterShares({"columns": row})
    shares.restore(nonsense)
    shares.apply()
    assert row.sizes() == [200, 500, 300]


def test_only_known_parts_with_a_plain_yes_or_no_are_wishes() -> None:
    kept = {"left": False, "right": "no", "below": 1, "above": True}
    assert known_wishes(kept, ("left", "right", "below")) == {"left": False}
    assert known_wishes(["left"], ("left",)) == {}


def test_a_number_is_neither_a_text_nor_a_yes_nor_nothing() -> None:
    assert is_number(0.5, 0, 1)
    assert not any(is_number(value, 0, 1) for value in (True, "0.5", None, 2, float("nan"), float("inf"), 10**400))
