"""Which parts of the workspace there is room for."""

from __future__ import annotations

import pytest

from gui.workspaces.network.arrangement import Part, arrange

EVERYTHING = frozenset(Part)


@pytest.mark.parametrize(("width", "height"), [(1416, 740), (1000, 540), (1896, 920)])
def test_a_usual_window_shows_everything(width: float, height: float) -> None:
    arrangement = arrange(width, height, {})
    assert arrangement.parts == EVERYTHING
    assert not arrangement.shares_left


def test_a_projector_at_twice_the_text_size_has_no_charts_and_sample_and_settings_take_turns() -> None:
    arrangement = arrange(936, 400, {})
    assert arrangement.parts == {Part.SAMPLE, Part.EQUATIONS}
    assert arrangement.shares_left


def test_in_a_very_small_window_the_stage_comes_first() -> None:
    assert arrange(600, 250, {}).parts == set()


@pytest.mark.parametrize("part", Part)
def test_what_a_person_asks_for_is_shown_and_what_they_send_away_is_not(part: Part) -> None:
    assert part in arrange(600, 250, {part: True}).parts
    assert part not in arrange(1900, 1000, {part: False}).parts


@pytest.mark.parametrize("width", range(620, 2600, 130))
@pytest.mark.parametrize("has_map", [False, True])
def test_the_stage_has_at_least_as_much_width_as_both_columns(width: int, has_map: bool) -> None:
    arrangement = arrange(width, 700, {}, has_map=has_map)
    columns = arrangement.left + (arrangement.right if Part.CHARTS in arrangement.parts else 0)
    assert width - columns >= columns
