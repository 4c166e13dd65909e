"""The cursor: moving through a run and through a sample's way, playing, training."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Signal

from gui.choice import Selection
from gui.comparison import SecondRun
from gui.labour import Activity, Labour
from gui.notices import Notice, NoticeAction, NoticeKind
from gui.playback import SPEEDS, Playback
from gui.run_view import RunView
from simulator.moment import Moment
from simulator.navigation import Stop, next_stop, previous_stop
from simulator.run import Run
from simulator.running import Arrival, Progress
from simulator.steps import START, Address, Granularity
from simulator.training import Divergence, OwnSample

# Taking the run in view, and the one that it is compared with, to other instants.

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


SLOWER = 0.1
"""What η is multiplied by when a diverged run is taken up again."""


class Cursor(Traveller):
    """A run with all moves that leave it as it is; while two are compared, every move takes both.

    Moves are asked for at any time: whatever goes on is stopped for them.
    """

    def __init__(self, run: Run, parent: QObject | None = None) -> None:
        super().__init__(run, parent)
        self.diverged.connect(self._on_divergence)
        self._training_ends = 0
        self._playback = Playback(self._play_on, self)
        self._playback.playing_changed.connect(self.activity_changed)

    @property
    def activity(self) -> Activity:
        """What goes on."""
        idle = self._labour.activity is Activity.IDLE
        return Activity.PLAYING if idle and self._playback.is_playing else self._labour.activity

    def close(self) -> None:
        """Ends everything that goes on; nothing can be asked for afterwards."""
        self._playback.pause()
        self._labour.close()

    @property
    def is_settled(self) -> bool:
        """Whether nothing goes on, and nothing is about to begin by itself."""
        return self.activity is Activity.IDLE and self._labour.is_settled

    @property
    def is_free(self) -> bool:
        """Whether neither training nor travelling is under way."""
        return self._labour.is_free

    def wait(self) -> None:
        """Lets events go by until the work under way is done."""
        while not self._labour.is_free:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    # moves

    def next(self, granularity: Granularity | None = None) -> None:
        """One press of Next."""
        self.let_notice_pass()
        self._labour.when_free(partial(self._next, granularity or self.granularity))

    def back(self, granularity: Granularity | None = None) -> None:
        """One press of Back."""
        self._when_calm(partial(self._back, granularity or self.granularity))

    def first(self) -> None:
        """To the very first instant: of the followed sample's way, or of the run."""
        self._when_calm(self._first)

    def last(self) -> None:
        """To the end of what there is: of the followed sample's way, or of the run."""
        self._when_calm(self._last)

    def go_to(self, address: Address) -> None:
        """To another instant of the step in view."""
        self._when_calm(partial(self._go_to, address))

    def go_to_step(self, step: int) -> None:
        """To the end of a step that the run has made, or the one beside it."""
        last = max(self.longest - 1, 0)
        self._when_calm(partial(self._bring, self.run, Stop(min(max(step, 0), last))))

    def set_granularity(self, granularity: Granularity) -> None:
        """Chooses how far one press goes."""
        if granularity is not self.granularity:
            self.granularity = granularity
            self.granularity_changed.emit(granularity)
            self.refocus()

    def set_speed(self, speed: float) -> None:
        """Chooses how fast Play goes and pictures move; 1 is normal."""
        speed = min(max(speed, SPEEDS[0]), SPEEDS[-1])
        if speed != self.speed:
            self.speed = speed
            self._playback.set_speed(speed)
            self.speed_changed.emit(speed)

    def play(self) -> None:
        """Presses Next again and again."""
        self.let_notice_pass()
        self._labour.when_free(self._playback.play)

    def pause(self) -> None:
        """Stops playing, training and travelling."""
        self._playback.pause()
        self._labour.stop()

    def toggle_play(self) -> None:
        """Pauses whatever goes on; otherwise plays."""
        if self.activity is Activity.IDLE:
            self.play()
        else:
            self.pause()

    def train(self, epochs: float) -> None:
        """Makes steps at full speed, from the end of the run; they can be stopped at any instant."""
        self._when_calm(partial(self._train, epochs))

    def train_steps(self, count: int) -> None:
        """Makes so many steps at full speed, from the end of the run."""
        self._when_calm(partial(self._train_steps, count))

    def stop(self) -> None:
        """Stops training and travelling."""
        self._labour.stop()

    def end_comparison(self) -> None:
        """Goes on with the run in view alone."""
        self._when_calm(self._end_comparison)

    # what is looked at

    def select(self, selection: Selection | None) -> None:
        """Chooses a neuron, a weight, or nothing.

        Raises
        ------
        ValueError
            If the network has no such thing.
        """
        if selection is not None and not selection.exists_in(self.network.sizes):
            raise ValueError(f"a network {self.network.sizes} has no {selection}; choose a neuron or weight of it")
        if selection != self.selection:
            self.selection = selection
            self.selection_changed.emit(selection)
            self.refocus(chosen=True)

    def show_sample(self, sample: OwnSample) -> None:
        """Shows a sample's whole way to its cost, at once and even while training; nothing is learned.

        Where its right answer is unknown, the way ends at the network's answer.
        """
        self.let_notice_pass()
        self._playback.pause()
        self._follow(sample, self.run.answer_to(sample))

    def follow_sample(self, sample: OwnSample) -> None:
        """Takes a sample to the input, ready to be stepped through; nothing is learned."""
        self._when_calm(partial(self._follow, sample, START))

    def ask_for_answer(self) -> None:
        """Asks what the right answer to the followed sample is."""
        if self.run.followed is not None:
            self._ask_for_answer(self.run.followed)

    def leave_sample(self) -> None:
        """Back to the run's own step; training goes on meanwhile."""
        self._playback.pause()
        if self.run.has_step:
            self._leave_sample()
        else:
            self._labour.when_free(self._leave_sample)

    # how it is done; all of this runs while nothing else uses the timeline

    def _when_calm(self, action: Callable[[], None]) -> None:
        self.let_notice_pass()
        self._playback.pause()
        self._labour.when_free(action)

    def _next(self, granularity: Granularity) -> None:
        moment = self.moment
        if not self.is_following:
            leader = self._leader(forwards=True)
            self._bring(self.run, next_stop(leader.timeline, leader.moment, granularity))
        elif (address := moment.route.following(moment.address, granularity, 1)) is not None:
            self._lead(address)
        else:
            self.tell(Notice(NoticeKind.END_OF_PASS, {}, (NoticeAction.LEARN,)))

    def _back(self, granularity: Granularity) -> None:
        moment = self.moment
        if self.is_following:
            before = moment.route.preceding(moment.address, granularity, 1)
            self._move(before or Address(moment.address.step, 0, 0, 0))
            return
        leader = self._leader(forwards=False)
        if (stop := previous_stop(leader.timeline, leader.moment, granularity)) is not None:
            self._bring(self.run, stop)

    def _leader(self, *, forwards: bool) -> Run:
        """The run from whose instant the next move starts."""
        return self.run if self.comparison is None else self.comparison.pair.leader(forwards=forwards)

    def _first(self) -> None:
        if self.is_following:
            self._move(Address(self.moment.address.step, 0, 0, 0))
        else:
            self._bring(self.run, Stop(0, START))

    def _last(self) -> None:
        if self.is_following:
            self._lead(self.moment.route.end_of_step(self.moment.address.step, 1))
        else:
            self._bring(self.run, Stop(max(self.longest - 1, 0)))

    def _go_to(self, address: Address) -> None:
        if self.is_following:
            self._lead(address)
        elif address.step < max(self.longest, 1):  # the run may have become another one since it was asked for
            self._bring(self.run, Stop(address.step, address))

    def _lead(self, address: Address) -> None:
        """Takes the followed sample to an instant of its way; asks for what must be known to come that far."""
        end = self.run.end_of_way
        if self.moment.address != min(address, end):
            self._move(min(address, end))
        if address > end and self.run.followed is not None:
            self._ask_for_answer(self.run.followed)

    def _ask_for_answer(self, sample: OwnSample, *, learns: bool = False) -> None:
        """Asks what the right answer to a sample is, or for a drawing where there is none."""
        if self.run.is_empty(sample):
            self.tell(Notice(NoticeKind.DRAWING_WANTED))
            return
        is_digit = self.data.image_shape is not None
        values: dict[str, float | str] = {"learns": float(learns), "is_digit": float(is_digit)}
        self.tell(Notice(NoticeKind.ANSWER_WANTED, values, choices=self.data.class_labels))

    def _follow(self, sample: OwnSample, address: Address) -> None:
        self.own_sample = sample
        self.run.follow(sample, address)
        self.show()

    def _leave_sample(self) -> None:
        if not self.is_following:
            return
        if self.run.has_step:
            self.run.leave_followed()
            self.show()
        else:
            self._bring(self.run, Stop(0, START))

    def _train(self, epochs: float) -> None:
        steps_an_epoch = -(-self.data.train.count // self.experiment.batch_size)
        # the last step was made to be looked at: until the cursor has come to its end it doesn't count as done
        ahead = int(self.run.has_step and self.run.address.step == self.run_length - 1
                    and not self.run.is_at_end_of_step)
        self._train_steps(max(1, round(epochs * steps_an_epoch) - ahead))

    def _train_steps(self, count: int) -> None:
        if self.run.followed is not None:
            self._follow(self.run.followed, self.run.answer_address)
        self._training_ends = self.run_length + count
        self._train_all(count)

    def _moments(self) -> list[Moment]:
        return [run.moment for run in self.runs]

    def _play_on(self) -> bool:
        """One tick of Play; False when nothing is left."""
        if self._labour.activity is not Activity.IDLE:
            return True
        before = self._moments()
        self._next(self.granularity)
        moved = any(now is not then for now, then in zip(self._moments(), before, strict=True))
        return moved or self._labour.activity is not Activity.IDLE

    def _on_divergence(self, divergence: Divergence) -> None:
        self._playback.pause()
        costs = np.where(np.isfinite(self.history.costs), self.history.costs, np.inf)
        is_known = bool(np.isfinite(costs).any())
        values: dict[str, float | str] = {
            "step": (divergence.overflowed_in if divergence.in_memory else divergence.step) + 1,
            "cost_before": divergence.cost_before,
            "cost_after": divergence.cost_after,
            "largest_gradient": divergence.largest_gradient,
            "learning_rate": divergence.learning_rate,
            "in_memory": divergence.in_memory,
            "smaller_learning_rate": float(f"{divergence.learning_rate * SLOWER:.12g}"),
            "back_to": int(np.argmin(costs)) + 1 if len(costs) else 1,
        }
        # where not even the first step has a finite cost, or a gradient that can be remembered, η isn't to blame
        is_rate = (is_known or not len(costs)) and not (divergence.in_memory and divergence.overflowed_in == 0)
        way_out = (NoticeAction.GO_BACK_AND_SLOW_DOWN,) if is_rate else ()
        self.tell(Notice(NoticeKind.DIVERGENCE, values, way_out))
