"""Pictures of surfaces: coarse at once, fine from the thread, kept, and never those of another surface."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from gui.workspaces.descent import descent_session as module
from gui.workspaces.descent.descent_player import COARSE, FINE
from gui.workspaces.descent.descent_session import BASIN_POINTS, Grounds, key_of
from simulator.descent.setup import OWN, DescentSetup
from simulator.landscape.critical_points import PointKind
from simulator.surfaces.surface import Window
from simulator.training import Interrupted
from tests.waiting import PATIENCE

BOWL, SADDLE = DescentSetup("bowl"), DescentSetup("saddle")
HOLES = DescentSetup(OWN, "ln(a) + b^2", Window((-1.0, -1.0), (3.0, 1.0)))


@pytest.fixture
def grounds(qtbot: QtBot) -> Iterator[Grounds]:
    grounds = Grounds()
    yield grounds
    grounds.close()


def settle(qtbot: QtBot, grounds: Grounds) -> None:
    qtbot.waitUntil(lambda: grounds.is_settled)


def test_a_coarse_picture_is_there_at_once_and_says_nothing_of_critical_points(grounds: Grounds) -> None:
    seen = grounds.landscape(BOWL, logarithmic=False)
    assert seen.costs.shape == (COARSE, COARSE)
    assert not seen.is_final
    assert seen.points == ()
    assert not seen.plateau.any()
    assert grounds.is_settled, "nobody has wished for more"


def test_the_fine_picture_arrives_and_is_kept(qtbot: QtBot, grounds: Grounds) -> None:
    with qtbot.waitSignal(grounds.arrived):
        grounds.wish([(BOWL, False, None)])
        assert not grounds.is_settled
        assert not grounds.landscape(BOWL, logarithmic=False).is_final, "until it is there"
    seen = grounds.landscape(BOWL, logarithmic=False)
    assert seen.is_final
    assert seen.costs.shape == (FINE, FINE)
    a, b = np.meshgrid(seen.a, seen.b)
    assert seen.costs == pytest.approx((a**2 + b**2) / 2)
    assert [(point.kind, point.a, point.b) for point in seen.points] == [(PointKind.MINIMUM, 0.0, 0.0)]
    assert grounds.is_settled
    grounds.wish([(BOWL, False, None)])
    assert grounds.is_settled, "it is known already"
    assert grounds.landscape(BOWL, logarithmic=False) is seen


def test_linear_and_logarithmic_pictures_are_two(qtbot: QtBot, grounds: Grounds) -> None:
    grounds.wish([(BOWL, False, None), (BOWL, True, None)])
    settle(qtbot, grounds)
    linear, logarithmic = (grounds.landscape(BOWL, logarithmic=which) for which in (False, True))
    assert linear is not logarithmic
    half = np.array([4.5])  # of the 9 at the corners
    assert linear.scale.shares(half) == pytest.approx([0.5])
    assert logarithmic.scale.shares(half)[0] > 0.6


def test_two_surfaces_arrive_one_after_the_other(qtbot: QtBot, grounds: Grounds) -> None:
    arrivals: list[tuple[bool, bool]] = []
    grounds.arrived.connect(lambda: arrivals.append(
        (grounds.landscape(BOWL, logarithmic=False).is_final, grounds.landscape(SADDLE, logarithmic=False).is_final)))
    grounds.wish([(BOWL, False, None), (SADDLE, False, None)])
    settle(qtbot, grounds)
    assert arrivals == [(True, False), (True, True)]


def test_basins_follow_the_picture_and_belong_to_it_and_to_their_learning_rate(
        qtbot: QtBot, grounds: Grounds) -> None:
    grounds.wish([(SADDLE, False, 0.1)])
    settle(qtbot, grounds)
    seen = grounds.landscape(SADDLE, logarithmic=False)
    basins = grounds.basins(seen, 0.1)
    assert basins is not None
    assert basins.owner.shape == (BASIN_POINTS, BASIN_POINTS)
    owners = {minimum.b: basins.owner == number for number, minimum in enumerate(basins.minima)}
    assert sorted(owners) == pytest.approx([-1.0, 1.0])
    middle = BASIN_POINTS // 2
    assert owners[max(owners)][middle + 1:].all(), "from b > 0 it is the upper one, from b < 0 the lower one"
    assert owners[min(owners)][:middle].all()
    assert grounds.basins(seen, 0.2) is None
    assert grounds.basins(grounds.landscape(BOWL, logarithmic=False), 0.1) is None


def test_what_is_no_longer_wished_for_is_given_up(
        qtbot: QtBot, grounds: Grounds, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, given_up = threading.Event(), threading.Event()
    real = module.landscape_of

    def slow(surface: Any, *arguments: Any, should_stop: Callable[[], bool], **more: Any) -> Any:
        if surface is SADDLE.made:
            begun.set()
            while not should_stop():
                pass
            given_up.set()
            raise Interrupted
        return real(surface, *arguments, should_stop=should_stop, **more)

    monkeypatch.setattr(module, "landscape_of", slow)
    grounds.wish([(SADDLE, False, None)])
    assert begun.wait(PATIENCE)
    grounds.wish([(BOWL, False, None)])
    settle(qtbot, grounds)
    assert given_up.is_set()
    assert grounds.landscape(BOWL, logarithmic=False).is_final
    assert not grounds.landscape(SADDLE, logarithmic=False).is_final


def test_wishing_again_for_what_is_under_way_does_not_begin_it_anew(
        qtbot: QtBot, grounds: Grounds, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a start is dragged the same picture is wished for with every move of the mouse."""
    begun, go_on, begins = threading.Event(), threading.Event(), []
    real = module.landscape_of

    def slow(*arguments: Any, **more: Any) -> Any:
        begins.append(arguments)
        begun.set()
        go_on.wait(PATIENCE)
        return real(*arguments, **more)

    monkeypatch.setattr(module, "landscape_of", slow)
    grounds.wish([(BOWL, False, None)])
    assert begun.wait(PATIENCE)
    for number in range(5):
        grounds.wish([(BOWL.with_start(0, number / 10, 0.0), False, None)])
    go_on.set()
    settle(qtbot, grounds)
    assert len(begins) == 1
    assert grounds.landscape(BOWL, logarithmic=False).is_final


def test_a_surface_with_holes_is_seen_with_them(qtbot: QtBot, grounds: Grounds) -> None:
    assert np.isnan(grounds.landscape(HOLES, logarithmic=False).costs).any()
    grounds.wish([(HOLES, False, 0.1)])
    settle(qtbot, grounds)
    seen = grounds.landscape(HOLES, logarithmic=False)
    a, b = np.meshgrid(seen.a, seen.b)
    np.testing.assert_array_equal(np.isnan(seen.costs), a <= 0)
    assert seen.costs[a > 0] == pytest.approx((np.log(np.where(a > 0, a, 1)) + b**2)[a > 0])
    assert grounds.basins(seen, 0.1) is not None


def test_an_own_surface_is_known_by_its_expression_and_window(qtbot: QtBot, grounds: Grounds) -> None:
    keys = {key_of(setup, logarithmic=False) for setup in (
        HOLES, HOLES.with_own("a^2", HOLES.window), HOLES.with_own(HOLES.expression, Window((0.0, 0.0), (1.0, 1.0))),
        BOWL, BOWL.with_start(0, 1.0, 1.0), replace(DescentSetup("bowl"), expression="a*b"))}
    assert len(keys) == 4, "a start changes nothing, and neither does an expression that is not in use"
    grounds.wish([(HOLES, False, None)])
    settle(qtbot, grounds)
    assert not grounds.landscape(HOLES.with_own("a^2", HOLES.window), logarithmic=False).is_final


def test_old_pictures_make_room_and_no_basins_are_left_for_new_ones(
        qtbot: QtBot, grounds: Grounds, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_KEPT", 2)
    monkeypatch.setattr(module, "FINE", 11)
    setups = [DescentSetup(OWN, f"(a - {number})^2 + b^2", Window((-5.0, -1.0), (5.0, 1.0))) for number in range(4)]
    for number, setup in enumerate(setups):
        grounds.wish([(setup, False, 0.1)])
        settle(qtbot, grounds)
        basins = grounds.basins(grounds.landscape(setup, logarithmic=False), 0.1)
        assert basins is not None
        assert [(point.a, point.b) for point in basins.minima] == [pytest.approx((number, 0.0), abs=1e-6)]
    known = [grounds.landscape(setup, logarithmic=False).is_final for setup in setups]
    assert known == [False, False, True, True]


def test_closing_in_the_middle_ends_the_thread_and_tells_nothing(qtbot: QtBot, grounds: Grounds) -> None:
    arrivals: list[None] = []
    grounds.arrived.connect(lambda: arrivals.append(None))
    grounds.wish([(DescentSetup("rosenbrock"), True, 0.001)])
    grounds.close()
    assert grounds.is_settled
    assert arrivals == []
