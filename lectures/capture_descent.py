"""From what is in view in the Descent workspace to the change that builds it again, or that leads there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from lectures.descent_scene import DescentScene, descent_applied
from lectures.model import Change
from simulator.descent.remedies import Remedy
from simulator.descent.setup import OWN, DescentSetup
from simulator.descent.stops import BEGINNING, Part

_MOST_PRESSES = 20


def captured_descent(scene: DescentScene) -> Change:
    """The change that builds a scene of the Descent workspace, without what is in view around it."""
    setup = scene.setup
    place: dict[str, Any] = {"surface": setup.surface}
    if setup.surface == OWN:
        place = {"expression": setup.expression, "window": (setup.window.low, setup.window.high)}
    start = descent_applied(None, Change(**place))
    # the stride is kept from one surface to another
    return replace(_between(start, scene), granularity=scene.stride.value, **place)


def descent_action(before: DescentScene, now: DescentScene) -> Change:
    """The change that leads from one scene to another, as little as it takes."""
    ground = ("surface", "expression", "window") if OWN in (before.setup.surface, now.setup.surface) else ("surface",)
    if any(getattr(before.setup, name) != getattr(now.setup, name) for name in ground):
        return captured_descent(now)
    change = _between(before, now)
    if change.steps is None and change.part is None:
        return change
    rest = replace(change, steps=None, part=None)
    there = descent_applied(before, replace(rest, runner=None))
    for count in range(1, _MOST_PRESSES + 1):
        pressed = descent_applied(there, Change(next=count))
        if pressed.place == now.place:
            return replace(rest, next=count)
        if pressed.place > now.place:
            break
    return change


def _between(before: DescentScene, now: DescentScene) -> Change:
    setup, former = now.setup, before.setup
    return Change(
        optimizers=None if setup.entrants == former.entrants else _optimizers(former, setup),
        starts=None if setup.starts == former.starts else setup.starts,
        batch_size=None if setup.batch_size == former.batch_size else setup.batch_size,
        seed=None if setup.seed == former.seed else setup.seed,
        compare=None if now.remedy == before.remedy else _comparison(now.remedy),
        logarithmic=None if now.logarithmic == before.logarithmic else now.logarithmic,
        basins=None if now.basins == before.basins else now.basins,
        granularity=None if now.stride is before.stride else now.stride.value,
        runner=_runner(before, now), **_position(before, now))


def _optimizers(former: DescentSetup, setup: DescentSetup) -> tuple[tuple[str, float | None, tuple[float, ...]], ...]:
    """Those that move, with what is not as it was."""
    return tuple((one.optimizer, None if one.learning_rate == then.learning_rate else one.learning_rate,
                  () if one.numbers == then.numbers else one.numbers)
                 for then, one in zip(former.entrants, setup.entrants, strict=True) if one.runs)


def _comparison(remedy: Remedy | None) -> tuple[str, Any]:
    return ("", None) if remedy is None else (remedy.kind, remedy.value)


def _runner(before: DescentScene, now: DescentScene) -> tuple[int, int] | None:
    """Whoever is looked at, unless it is so by itself; another comparison begins with the first one."""
    same = now.setup == before.setup and now.remedy == before.remedy
    stays = now.chosen == before.chosen and (same or now.chosen == (0, 0))
    return None if stays else (now.chosen[0] + 1, now.chosen[1] + 1)


def _position(before: DescentScene, now: DescentScene) -> dict[str, Any]:
    place = now.place
    if place == before.place:
        return {}
    if place.part is Part.MOVE:
        return {"steps": place.step + 1}
    if place == BEGINNING:
        return {"steps": 0}
    return {"steps": place.step, "part": place.part.name.lower()}

