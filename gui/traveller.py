"""Taking the run in view, and the one that it is compared with, to other instants."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from gui.comparison import SecondRun
from gui.labour import Labour
from gui.notices import Notice, NoticeKind
from gui.run_view import RunView
from simulator.navigation import Stop
from simulator.run import Run
from simulator.running import Arrival, Progress
from simulator.steps import Address


class Traveller(RunView):
    """A run, perhaps with a second one beside it, and how an instant of them comes into view, whatever it takes.

    Attributes
    ----------
    comparison
        The second run while two are compared.

    Signals
    -------
    comparison_changed
        The SecondRun, or None: a comparison has begun, or ended.
    diverged
        A Divergence: the run can't go on.
    """

    comparison_changed = Signal(object)
    diverged = Signal(object)

    def __init__(self, run: Run, parent: QObject | None = None) -> None:
        super().__init__(run, parent)
        self.comparison: SecondRun | None = None
        self._labour = Labour(lambda: self.runs, self)
        self._labour.progressed.connect(self._on_progress)
        self._labour.evaluated.connect(self.history_changed)
        self._labour.failed.connect(lambda text: self.tell(Notice(NoticeKind.ERROR, {"message": text})))
        self._labour.activity_changed.connect(self.activity_changed)

    @property
    def runs(self) -> tuple[Run, ...]:
        """The run in view and, while it is compared, the second one."""
        return (self.run,) if self.comparison is None else self.comparison.pair.runs

    @property
    def longest(self) -> int:
        """Steps that the run in view has made, or the one beside it where that has come farther."""
        return max(run.timeline.length for run in self.runs)

    def show(self) -> None:
        if self.comparison is not None:
            self.comparison.pair.align()
        super().show()
        if self.comparison is not None:
            self.comparison.show()

    def _move(self, address: Address) -> None:
        """Another instant of what is in view."""
        if address != self.moment.address:
            self.run.move(address)
            self.show()

    def _bring(self, run: Run, stop: Stop, *, keep_followed: bool = False, stoppable: bool = True) -> None:
        """Brings an instant of a run into view, whatever it takes; a followed sample gives way to it."""
        if run is self.run and not self.is_following and self._is_at(stop.step):
            self._stand(stop)
        else:
            self._fetch(run, stop, keep_followed=keep_followed, stoppable=stoppable)

    def _is_at(self, step: int) -> bool:
        if self.comparison is not None:
            return self.comparison.pair.is_at(step)
        return self.moment.address.step == step < self.run_length

    def _stand(self, stop: Stop) -> None:
        if self.comparison is None:
            self._move(stop.arrive(self.run.route, self.moment.record.batch_size))
            return
        before = [run.moment for run in self.runs]
        self.comparison.pair.stand(stop)
        if any(run.moment is not moment for run, moment in zip(self.runs, before, strict=True)):
            self.show()

    def _fetch(self, run: Run, stop: Stop, *, keep_followed: bool = False, stoppable: bool = True,
               second: SecondRun | None = None, anew: bool = False) -> None:
        """Makes or replays the step of an instant, of the run beside it as well, and shows it.

        Parameters
        ----------
        second
            A comparison that begins with it.
        anew
            The steps in view belong to a future that was given up, even where their numbers are those wanted.
        """
        second = second or (self.comparison if run is self.run else None)
        runs: tuple[Run, ...] = (run,)
        numbers: tuple[int | None, ...] = (stop.step,)
        if second is not None:
            pair = second.pair
            runs, numbers = pair.runs, pair.places(stop.step) if anew else pair.wanted(stop.step)
        arrived = partial(self._take_in, run, second, stop, keep_followed)
        arrivals = self._labour.at_once(runs, numbers)
        if arrivals is None:
            self._labour.travel(runs, numbers, arrived, stoppable=stoppable)
        else:
            arrived(arrivals)

    def _take_in(self, run: Run, second: SecondRun | None, stop: Stop | None, keep_followed: bool,
                 arrivals: tuple[Arrival, ...]) -> None:
        """Shows how far the work has come; without a `stop` it is at the end of a step."""
        runs = (run,) if second is None else second.pair.runs
        self.progress = 0.0
        if self._moves(second, stop, arrivals):
            for one, arrival in zip(runs, arrivals, strict=True):
                if not keep_followed:
                    one.leave_followed()
                if arrival.step is not None:
                    wanted = stop is not None and arrival.step.record.step == stop.step
                    one.arrive(arrival.step, stop.arrive(one.route, arrival.step.record.batch_size)
                               if stop is not None and wanted else None)
            if second is not None and stop is not None and run.followed is None:
                second.pair.stand(stop)
            self._put_into_view(run, second)
            self.show()
        self.progress_changed.emit(0.0)
        self.history_changed.emit()
        self._labour.evaluate_when_idle()
        if second is None and arrivals[0].divergence is not None:
            self.diverged.emit(arrivals[0].divergence)

    @staticmethod
    def _moves(second: SecondRun | None, stop: Stop | None, arrivals: tuple[Arrival, ...]) -> bool:
        """Whether there is anything new to stand at."""
        anything = any(arrival.step is not None for arrival in arrivals)
        if second is None:
            return anything
        second.pair.note(arrivals)
        is_there = stop is not None and second.pair.is_at(stop.step)
        return second.pair.stays_abreast(arrivals) and (anything or is_there)

    def _train_all(self, count: int) -> None:
        """Makes so many steps at the end of what there is."""
        self._labour.train(self.runs, count, partial(self._on_trained, self.comparison))

    def _on_trained(self, second: SecondRun | None, arrivals: tuple[Arrival, ...]) -> None:
        for run, arrival in zip(self.runs, arrivals, strict=True):
            if arrival.interrupted:  # what the charts say shall belong to where it has stopped
                run.timeline.want_evaluation()
        self._take_in(self.run, second, None, True, arrivals)

    def _on_progress(self, progress: Progress) -> None:
        self.progress = progress.done / progress.total
        if self.comparison is not None:
            self.comparison.pair.note(progress.arrivals)
        for run, arrival in zip(self.runs, progress.arrivals, strict=True):
            if arrival.step is not None:
                run.arrive(arrival.step)
        self.progress_changed.emit(self.progress)
        self.show()
        self.history_changed.emit()

    def _put_into_view(self, run: Run, second: SecondRun | None) -> None:
        begins = second is not self.comparison
        self.comparison = second
        if run is not self.run:
            self._exchange(run)
        if begins:
            self.comparison_changed.emit(second)

    def _end_comparison(self) -> None:
        second, self.comparison = self.comparison, None
        if second is not None:
            self.comparison_changed.emit(None)
            second.deleteLater()

    def _exchange(self, run: Run) -> None:
        """Puts another run into view; the caller shows its moment next."""
        self.run = run
        if self.selection is not None and not self.selection.exists_in(self.network.sizes):
            self.selection = None
            self.selection_changed.emit(None)
        if self.own_sample is not None and not self.own_sample.fits(self.network.sizes):
            self.own_sample = None
        self.run_changed.emit()
        self.settings_changed.emit()
