"""Pictures of surfaces, worked out on a thread: coarse at once, fine as soon as they are ready, and kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from gui.descent.lane import FINE, coarse_landscape
from gui.training_worker import TrainingWorker
from simulator.descent.setup import OWN, DescentSetup
from simulator.landscape.basins import basins_of_attraction
from simulator.landscape.landscape import Basins, Landscape, landscape_of
from simulator.training import Interrupted

BASIN_POINTS = 81
_KEPT = 24

Key = tuple[Any, ...]
_Wish = tuple[Key, DescentSetup, bool, float | None]
_Work = tuple[Key, float | None]
"""A landscape, or its basins for an η."""


def key_of(setup: DescentSetup, *, logarithmic: bool) -> Key:
    """What a landscape depends on."""
    own = (setup.expression, setup.window) if setup.surface == OWN else ()
    return setup.surface, *own, logarithmic


class Grounds(QObject):
    """Landscapes and basins by what they depend on.

    Signals
    -------
    arrived
        Something that was wished for is there.
    """

    arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known: OrderedDict[Key, Landscape] = OrderedDict()
        self._basins: OrderedDict[Key, Basins] = OrderedDict()
        self._wishes: list[_Wish] = []
        self._under_way: _Work | None = None
        self._worker = TrainingWorker(self)
        self._worker.ended.connect(self._on_end)

    @property
    def is_settled(self) -> bool:
        """Whether nothing is being worked out."""
        return not self._worker.is_busy and not self._wishes

    def landscape(self, setup: DescentSetup, *, logarithmic: bool) -> Landscape:
        """The final landscape if it is known, otherwise a coarse one."""
        known = self._known.get(key_of(setup, logarithmic=logarithmic))
        return known or coarse_landscape(setup, logarithmic=logarithmic)

    def basins(self, landscape: Landscape, learning_rate: float) -> Basins | None:
        """Basins of a final landscape, if they are known."""
        return self._basins.get((landscape, learning_rate)) if landscape.is_final else None

    def wish(self, wanted: list[tuple[DescentSetup, bool, float | None]]) -> None:
        """What should become known: set-ups, whether logarithmic, and η of the basins if they are wanted.

        What was wished for before and isn't there yet is given up.
        """
        wishes = [(key_of(setup, logarithmic=logarithmic), setup, logarithmic, rate)
                  for setup, logarithmic, rate in wanted]
        self._wishes = [wish for wish in wishes if not self._is_fulfilled(wish)]
        if not self._wishes:
            return
        if not self._worker.is_busy:
            self._begin()
        elif all(self._work_for(wish) != self._under_way for wish in self._wishes):
            self._worker.stop()

    def close(self) -> None:
        """Ends the thread."""
        self._wishes = []
        self._worker.close()

    def _is_fulfilled(self, wish: _Wish) -> bool:
        key, _, _, rate = wish
        known = self._known.get(key)
        return known is not None and (rate is None or (known, rate) in self._basins)

    def _work_for(self, wish: _Wish) -> _Work:
        """What is worked out for a wish next."""
        key, _, _, rate = wish
        return key, rate if key in self._known else None

    def _begin(self) -> None:
        wish = self._wishes[0]
        known = self._known.get(wish[0])
        self._under_way = self._work_for(wish)

        def work(should_stop: Callable[[], bool], post: Callable[[Any], None]) -> Any:
            return _fulfil(wish, known, should_stop)

        self._worker.start(work)

    def _on_end(self, result: Any, error: Any) -> None:
        if error is not None and not isinstance(error, Interrupted):
            self._wishes = []
            raise error
        if result is not None:
            key, landscape, rate, basins = result
            _keep(self._known, key, landscape)
            if basins is not None:
                _keep(self._basins, (landscape, rate), basins)
            self._wishes = [wish for wish in self._wishes if not self._is_fulfilled(wish)]
        if self._wishes:
            self._begin()
        if result is not None:
            self.arrived.emit()


def _keep(kept: OrderedDict[Key, Any], key: Key, value: Any) -> None:
    kept[key] = value
    kept.move_to_end(key)
    while len(kept) > _KEPT:
        kept.popitem(last=False)


def _fulfil(wish: _Wish, known: Landscape | None, should_stop: Callable[[], bool]) -> Any:
    """The landscape first; asked again, with its basins."""
    key, setup, logarithmic, rate = wish
    if known is None:
        made = landscape_of(setup.made, FINE, FINE, logarithmic=logarithmic, should_stop=should_stop)
        return key, made, None, None
    assert rate is not None, "otherwise the wish was fulfilled"
    basins = basins_of_attraction(known, rate, BASIN_POINTS, BASIN_POINTS, should_stop=should_stop)
    return key, known, rate, basins
