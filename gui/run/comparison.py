"""The second of two runs that are compared, as views see it."""

from __future__ import annotations

from gui.run.choice import Selection
from gui.run.run_view import RunView
from simulator.comparison import Compared, Pair
from simulator.evaluation import Evaluation
from simulator.training import Divergence


class SecondRun(RunView):
    """A run beside the one in view, to be read only; what is chosen in it is chosen in both.

    Parameters
    ----------
    pair
        Both runs.
    compared
        The setting in which they differ.
    first
        What shows the first run.

    Attributes
    ----------
    pair, compared
        As given.
    """

    def __init__(self, pair: Pair, compared: Compared, first: RunView) -> None:
        super().__init__(pair.second, first)
        self.pair = pair
        self.compared = compared
        self._first = first
        self.navigator = first.navigator
        self.selection = first.selection
        first.selection_changed.connect(self._on_selection)
        first.focus_changed.connect(self._on_focus)
        self.navigator.granularity_changed.connect(self._on_granularity)
        self.navigator.activity_changed.connect(self.note_length)
        first.history_changed.connect(self.history_changed)

    @property
    def is_in_lecture(self) -> bool:
        """Whether both are shown by a lecture."""
        return self._first.is_in_lecture

    @property
    def is_editable(self) -> bool:
        """An edit of one run would end the comparison."""
        return False

    @property
    def divergence(self) -> Divergence | None:
        """Why this run stays behind, if it does."""
        return self.pair.divergences[1]

    @property
    def divergence_of_first(self) -> Divergence | None:
        """Why the first run stays behind, if it does."""
        return self.pair.divergences[0]

    def measured_last(self) -> tuple[Evaluation | None, Evaluation | None]:
        """What was measured last of both runs up to the moment in view.

        Costs are compared after the same number of steps. Where one has diverged there are none: then it is the last
        of each.
        """
        first, second = self._first.evaluations_so_far, self.evaluations_so_far
        if self.divergence is None and self.divergence_of_first is None:
            there = {one.step: one for one in second}
            both = next((one for one in reversed(first) if one.step in there), None)
            if both is not None:
                return both, there[both.step]
        return next(reversed(first), None), next(reversed(second), None)

    def select(self, selection: Selection | None) -> None:
        self._first.select(selection)

    def refocus(self, *, chosen: bool = False) -> None:
        if not self.run.has_step:  # what is chosen before the comparison begins needs no focus yet
            return
        first = self._first
        here, there = self.moment.address, first.moment.address
        if (here.station, here.neuron) != (there.station, there.neuron) or self.is_following != first.is_following:
            super().refocus(chosen=chosen)  # one of them has diverged and stays behind
        elif first.focus != self.focus:
            # the same neuron is followed in both, whichever is the largest in each
            self.focus = first.focus
            self.focus_changed.emit(self.focus)

    def _on_selection(self, selection: Selection | None) -> None:
        self.selection = selection
        self.selection_changed.emit(selection)
        self.refocus(chosen=True)

    def _on_focus(self, _: Selection) -> None:
        self.refocus()

    def _on_granularity(self, _: object) -> None:
        self.refocus()
