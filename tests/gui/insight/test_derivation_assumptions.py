"""The assumptions on the page "Why": in little height as much of them as has room, and nothing cut off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from gui.foundation.formulas import Formulas
from gui.foundation.theme import Theme
from gui.insight.derivation_assumptions import AssumptionsView
from gui.insight.lettering import Lettering
from gui.run.session import Session
from simulator.experiment import preset

LEAST = 144
"""Below this height even the sentences alone have no room everywhere."""


@pytest.fixture
def view(formulas: Formulas, open_any_page: Callable[..., tuple[Session, AssumptionsView]]) -> AssumptionsView:
    session, view = open_any_page(lambda _, theme: AssumptionsView(theme, formulas),
                                  replace(preset("four_equations"), batch_size=4), theme=Theme())
    view.show_moment(session.moment)
    return view


@pytest.fixture
def ends(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Where the sentences end that are painted."""
    found: list[float] = []
    paint = Lettering.paint_block

    def noting(*arguments: object, **keywords: object) -> float:
        found.append(paint(*arguments, **keywords))  # type: ignore[arg-type]
        return found[-1]

    monkeypatch.setattr(Lettering, "paint_block", noting)
    return found


@pytest.mark.parametrize("width", [400, 560, 712])
def test_two_outputs_and_what_follows_from_them_have_room(view: AssumptionsView, ends: list[float],
                                                          width: int) -> None:
    for height in range(LEAST, 260, 4):
        view.resize(width, height)
        ends.clear()
        view.grab()
        assert 0.0 < max(ends) <= height
