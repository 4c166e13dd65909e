"""All that the session of the Network workspace stands for at an instant."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Self

from gui.run.choice import Selection
from simulator.comparison import Compared, Pair
from simulator.run import Run
from simulator.steps import Granularity
from simulator.training import OwnSample


@dataclass(frozen=True, eq=False)
class Snapshot:
    """What is in view and in use at an instant, apart from what can be undone.

    Attributes
    ----------
    run
        The run in view with the cursor on it.
    pair
        While two are compared: both runs, of which `run` is the first, and the setting in which they differ.
    selection
        What is chosen on the stage.
    granularity
        How far one press of Next goes.
    own_sample
        The sample of one's own that was followed last.
    """

    run: Run
    pair: tuple[Pair, Compared] | None = None
    selection: Selection | None = None
    granularity: Granularity = Granularity.LAYER
    own_sample: OwnSample | None = None

    @property
    def second(self) -> tuple[Run, Compared] | None:
        """The run beside it, and the setting in which it differs."""
        return None if self.pair is None else (self.pair[0].second, self.pair[1])

    @property
    def runs(self) -> tuple[Run, ...]:
        """The run in view and the one beside it."""
        return (self.run,) if self.pair is None else self.pair[0].runs

    def cursors(self) -> Self:
        """The same with cursors of its own, still on the same timelines."""
        if self.pair is None:
            return replace(self, run=self.run.cursor())
        pair = self.pair[0].cursors()
        return replace(self, run=pair.first, pair=(pair, self.pair[1]))

    def part(self) -> Self:
        """Goes its own way from here; all that never changes is shared."""
        for run in self.runs:
            run.part()
        return self

    def twin(self) -> Self:
        """The same, going its own way from here."""
        return self.cursors().part()


def taken(take: Callable[[], Snapshot]) -> Snapshot | Exception:
    """A snapshot, or why there is none: the work that it is taken beside goes on in either case."""
    try:
        return take()
    except Exception as error:  # noqa: BLE001 - whoever wanted it is told, and raises it
        return error
