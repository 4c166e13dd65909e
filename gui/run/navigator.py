"""The navigator: moving through a run and through a sample's way, playing, training."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from PySide6.QtCore import QObject, Signal

from gui.run.comparison import SecondRun
from gui.run.jobs import Activity, JobQueue
from gui.run.notices import Notice, NoticeAction, NoticeKind
from gui.run.playback import SPEEDS, Playback
from gui.run.run_view import RunView
from simulator.moment import Moment
from simulator.navigation import Stop, next_stop, previous_stop
from simulator.run import Run
from simulator.running import Arrival, Progress
from simulator.steps import START, Address, Granularity
from simulator.training import Divergence, OwnSample

SLOWER = 0.1
"""What η is multiplied by when a diverged run is taken up again."""


class Navigator(QObject):
    """Moves through the run in view and through a sample's way, plays and trains: a `Player`.

    While two runs are compared, every move takes both. Moves are asked for at any time: whatever goes on is stopped
    for them.

    Parameters
    ----------
    view
        What is in view; only its run is made longer, and nothing in it is edited.
    jobs
        The thread for what takes a while.

    Attributes
    ----------
    comparison
        The second run while two are compared.
    progress
        How much of the training or travelling is done, 0 to 1.

    Signals
    -------
    granularity_changed, speed_changed, activity_changed, progress_changed
        As their names say.
    comparison_changed
        The SecondRun, or None: a comparison has begun, or ended.
    """

    granularity_changed = Signal(object)
    speed_changed = Signal(float)
    activity_changed = Signal()
    progress_changed = Signal(float)
    comparison_changed = Signal(object)
    granularities = tuple(Granularity)

    def __init__(self, view: RunView, jobs: JobQueue) -> None:
        super().__init__(view)
        self.comparison: SecondRun | None = None
        self.granularity = Granularity.LAYER
        self.speed = 1.0
        self.progress = 0.0
        self._view, self._jobs = view, jobs
        self._training_ends = 0
        self._playback = Playback(self._play_on, self)
        self._playback.playing_changed.connect(self.activity_changed)
        jobs.activity_changed.connect(self.activity_changed)
        jobs.progressed.connect(self._on_progress)
        jobs.evaluated.connect(view.history_changed)
        jobs.failed.connect(lambda text: view.tell(Notice(NoticeKind.ERROR, {"message": text})))
        self.activity_changed.connect(view.note_length)

    @property
    def activity(self) -> Activity:
        """What goes on."""
        idle = self._jobs.activity is Activity.IDLE
        return Activity.PLAYING if idle and self._playback.is_playing else self._jobs.activity

    @property
    def is_settled(self) -> bool:
        """Whether nothing goes on, and nothing is about to begin by itself."""
        return self.activity is Activity.IDLE and self._jobs.is_settled

    @property
    def runs(self) -> tuple[Run, ...]:
        """The run in view and, while it is compared, the second one."""
        return (self._view.run,) if self.comparison is None else self.comparison.pair.runs

    @property
    def longest(self) -> int:
        """Steps that the run in view has made, or the one beside it where that has come farther."""
        return max(run.timeline.length for run in self.runs)

    # moves

    def next(self, granularity: Granularity | None = None) -> None:
        """One press of Next."""
        self._view.let_notice_pass()
        self._jobs.when_free(partial(self._next, granularity or self.granularity))

    def back(self, granularity: Granularity | None = None) -> None:
        """One press of Back."""
        self.when_calm(partial(self._back, granularity or self.granularity))

    def first(self) -> None:
        """To the very first instant: of the followed sample's way, or of the run."""
        self.when_calm(self._first)

    def last(self) -> None:
        """To the end of what there is: of the followed sample's way, or of the run."""
        self.when_calm(self._last)

    def go_to(self, address: Address) -> None:
        """To another instant of the step in view."""
        self.when_calm(partial(self._go_to, address))

    def go_to_step(self, step: int) -> None:
        """To the end of a step that the run has made, or the one beside it."""
        last = max(self.longest - 1, 0)
        self.when_calm(partial(self.bring, self._view.run, Stop(min(max(step, 0), last))))

    def set_granularity(self, granularity: Granularity) -> None:
        """Chooses how far one press goes."""
        if granularity is not self.granularity:
            self.granularity = granularity
            self.granularity_changed.emit(granularity)
            self._view.refocus()

    def set_speed(self, speed: float) -> None:
        """Chooses how fast Play goes and pictures move; 1 is normal."""
        speed = min(max(speed, SPEEDS[0]), SPEEDS[-1])
        if speed != self.speed:
            self.speed = speed
            self._playback.set_speed(speed)
            self.speed_changed.emit(speed)

    def play(self) -> None:
        """Presses Next again and again."""
        self._view.let_notice_pass()
        self._jobs.when_free(self._playback.play)

    def pause(self) -> None:
        """Stops playing, training and travelling."""
        self._playback.pause()
        self._jobs.stop()

    def toggle_play(self) -> None:
        """Pauses whatever goes on; otherwise plays."""
        if self.activity is Activity.IDLE:
            self.play()
        else:
            self.pause()

    def train(self, epochs: float) -> None:
        """Makes steps at full speed, from the end of the run; they can be stopped at any instant."""
        self.when_calm(partial(self._train, epochs))

    def train_steps(self, count: int) -> None:
        """Makes so many steps at full speed, from the end of the run."""
        self.when_calm(partial(self._train_steps, count))

    # what is looked at

    def show_sample(self, sample: OwnSample) -> None:
        """Shows a sample's whole way to its cost, at once and even while training; nothing is learned.

        Where its right answer is unknown, the way ends at the network's answer.
        """
        self._view.let_notice_pass()
        self._playback.pause()
        self._follow(sample, self._view.run.answer_to(sample))

    def follow_sample(self, sample: OwnSample) -> None:
        """Takes a sample to the input, ready to be stepped through; nothing is learned."""
        self.when_calm(partial(self._follow, sample, START))

    def ask_for_answer(self, sample: OwnSample, *, learns: bool = False) -> None:
        """Asks what the right answer to a sample is, or for a drawing where there is none."""
        if self._view.run.is_empty(sample):
            self._view.tell(Notice(NoticeKind.DRAWING_WANTED))
            return
        is_digit = self._view.data.image_shape is not None
        values: dict[str, float | str] = {"learns": float(learns), "is_digit": float(is_digit)}
        self._view.tell(Notice(NoticeKind.ANSWER_WANTED, values, choices=self._view.data.class_labels))

    def leave_sample(self) -> None:
        """Back to the run's own step; training goes on meanwhile."""
        self._playback.pause()
        if self._view.run.has_step:
            self._leave_sample()
        else:
            self._jobs.when_free(self._leave_sample)

    # how it is done; all of this runs while nothing else uses the timeline

    def when_calm(self, action: Callable[[], None]) -> None:
        """Does something with the run in view as soon as nothing else does: whatever goes on is stopped for it."""
        self._view.let_notice_pass()
        self._playback.pause()
        self._jobs.when_free(action)

    def on_the_way(self, action: Callable[[], None]) -> None:
        """Does something that training does not have to end for: it is interrupted for an instant."""
        training = self.activity is Activity.TRAINING
        run, batch_size = self._view.run, self._view.experiment.batch_size
        self._jobs.when_free(action)
        if training:
            self._jobs.when_free(partial(self._train_on, run, batch_size))

    def _train_on(self, run: Run, batch_size: int) -> None:
        """Goes on with a training that was interrupted; `batch_size` is what its steps were counted with."""
        left = self._training_ends - self._view.run_length
        if run is self._view.run and left > 0:
            self._train_steps(-(-left * batch_size // self._view.experiment.batch_size))

    def _next(self, granularity: Granularity) -> None:
        moment = self._view.moment
        if not self._view.is_following:
            leader = self._leader(forwards=True)
            self.bring(self._view.run, next_stop(leader.timeline, leader.moment, granularity))
        elif (address := moment.route.following(moment.address, granularity, 1)) is not None:
            self._lead(address)
        else:
            self._view.tell(Notice(NoticeKind.END_OF_PASS, {}, (NoticeAction.LEARN,)))

    def _back(self, granularity: Granularity) -> None:
        moment = self._view.moment
        if self._view.is_following:
            before = moment.route.preceding(moment.address, granularity, 1)
            self._move(before or Address(moment.address.step, 0, 0, 0))
            return
        leader = self._leader(forwards=False)
        if (stop := previous_stop(leader.timeline, leader.moment, granularity)) is not None:
            self.bring(self._view.run, stop)

    def _leader(self, *, forwards: bool) -> Run:
        """The run from whose instant the next move starts."""
        return self._view.run if self.comparison is None else self.comparison.pair.leader(forwards=forwards)

    def _first(self) -> None:
        if self._view.is_following:
            self._move(Address(self._view.moment.address.step, 0, 0, 0))
        else:
            self.bring(self._view.run, Stop(0, START))

    def _last(self) -> None:
        if self._view.is_following:
            self._lead(self._view.moment.route.end_of_step(self._view.moment.address.step, 1))
        else:
            self.bring(self._view.run, Stop(max(self.longest - 1, 0)))

    def _go_to(self, address: Address) -> None:
        if self._view.is_following:
            self._lead(address)
        elif address.step < max(self.longest, 1):  # the run may have become another one since it was asked for
            self.bring(self._view.run, Stop(address.step, address))

    def _lead(self, address: Address) -> None:
        """Takes the followed sample to an instant of its way; asks for what must be known to come that far."""
        end = self._view.run.end_of_way
        if self._view.moment.address != min(address, end):
            self._move(min(address, end))
        if address > end and self._view.run.followed is not None:
            self.ask_for_answer(self._view.run.followed)

    def _follow(self, sample: OwnSample, address: Address) -> None:
        self._view.own_sample = sample
        self._view.run.follow(sample, address)
        self.show()

    def _leave_sample(self) -> None:
        if not self._view.is_following:
            return
        if self._view.run.has_step:
            self._view.run.leave_followed()
            self.show()
        else:
            self.bring(self._view.run, Stop(0, START))

    def _train(self, epochs: float) -> None:
        steps_an_epoch = -(-self._view.data.train.count // self._view.experiment.batch_size)
        # the last step was made to be looked at: until the cursor has come to its end it doesn't count as done
        ahead = int(self._view.run.has_step and self._view.run.address.step == self._view.run_length - 1
                    and not self._view.run.is_at_end_of_step)
        self._train_steps(max(1, round(epochs * steps_an_epoch) - ahead))

    def _train_steps(self, count: int) -> None:
        if self._view.run.followed is not None:
            self._follow(self._view.run.followed, self._view.run.answer_address)
        self._training_ends = self._view.run_length + count
        self._jobs.train(self.runs, count, partial(self._on_trained, self.comparison))

    def _moments(self) -> list[Moment]:
        return [run.moment for run in self.runs]

    def _play_on(self) -> bool:
        """One tick of Play; False when nothing is left."""
        if self._jobs.activity is not Activity.IDLE:
            return True
        before = self._moments()
        self._next(self.granularity)
        moved = any(now is not then for now, then in zip(self._moments(), before, strict=True))
        return moved or self._jobs.activity is not Activity.IDLE

    def _on_divergence(self, divergence: Divergence) -> None:
        self._playback.pause()
        costs = np.where(np.isfinite(self._view.training_history.costs), self._view.training_history.costs, np.inf)
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
        self._view.tell(Notice(NoticeKind.DIVERGENCE, values, way_out))

    # how an instant comes into view

    def show(self) -> None:
        """Hands the moment in view to all views, and that of the run beside it to its own."""
        if self.comparison is not None:
            self.comparison.pair.align()
        self._view.show()
        if self.comparison is not None:
            self.comparison.show()

    def _move(self, address: Address) -> None:
        """Another instant of what is in view."""
        if address != self._view.moment.address:
            self._view.run.move(address)
            self.show()

    def bring(self, run: Run, stop: Stop, *, keep_followed: bool = False, stoppable: bool = True) -> None:
        """Brings an instant of a run into view, whatever it takes; a followed sample gives way to it."""
        if run is self._view.run and not self._view.is_following and self._is_at(stop.step):
            self._stand(stop)
        else:
            self.fetch(run, stop, keep_followed=keep_followed, stoppable=stoppable)

    def _is_at(self, step: int) -> bool:
        if self.comparison is not None:
            return self.comparison.pair.is_at(step)
        return self._view.moment.address.step == step < self._view.run_length

    def _stand(self, stop: Stop) -> None:
        if self.comparison is None:
            self._move(stop.arrive(self._view.run.route, self._view.moment.record.batch_size))
            return
        before = [run.moment for run in self.runs]
        self.comparison.pair.stand(stop)
        if any(run.moment is not moment for run, moment in zip(self.runs, before, strict=True)):
            self.show()

    def fetch(self, run: Run, stop: Stop, *, keep_followed: bool = False, stoppable: bool = True,
              second: SecondRun | None = None, anew: bool = False) -> None:
        """Makes or replays the step of an instant, of the run beside it as well, and shows it.

        Parameters
        ----------
        second
            A comparison that begins with it.
        anew
            The steps in view belong to a future that was given up, even where their numbers are those wanted.
        """
        second = second or (self.comparison if run is self._view.run else None)
        runs: tuple[Run, ...] = (run,)
        numbers: tuple[int | None, ...] = (stop.step,)
        if second is not None:
            pair = second.pair
            runs, numbers = pair.runs, pair.places(stop.step) if anew else pair.wanted(stop.step)
        arrived = partial(self._take_in, run, second, stop, keep_followed)
        arrivals = self._jobs.at_once(runs, numbers)
        if arrivals is None:
            self._jobs.travel(runs, numbers, arrived, stoppable=stoppable)
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
            self.put_into_view(run, second)
            self.show()
        self.progress_changed.emit(0.0)
        self._view.history_changed.emit()
        self._jobs.evaluate_when_idle()
        if second is None and arrivals[0].divergence is not None:
            self._on_divergence(arrivals[0].divergence)

    @staticmethod
    def _moves(second: SecondRun | None, stop: Stop | None, arrivals: tuple[Arrival, ...]) -> bool:
        """Whether there is anything new to stand at."""
        anything = any(arrival.step is not None for arrival in arrivals)
        if second is None:
            return anything
        second.pair.note(arrivals)
        is_there = stop is not None and second.pair.is_at(stop.step)
        return second.pair.stays_abreast(arrivals) and (anything or is_there)

    def _on_trained(self, second: SecondRun | None, arrivals: tuple[Arrival, ...]) -> None:
        for run, arrival in zip(self.runs, arrivals, strict=True):
            if arrival.interrupted:  # what the charts say shall belong to where it has stopped
                run.timeline.want_evaluation()
        self._take_in(self._view.run, second, None, True, arrivals)

    def _on_progress(self, progress: Progress) -> None:
        self.progress = progress.done / progress.total
        if self.comparison is not None:
            self.comparison.pair.note(progress.arrivals)
        for run, arrival in zip(self.runs, progress.arrivals, strict=True):
            if arrival.step is not None:
                run.arrive(arrival.step)
        self.progress_changed.emit(self.progress)
        self.show()
        self._view.history_changed.emit()

    def put_into_view(self, run: Run, second: SecondRun | None) -> None:
        """Takes a run, perhaps with one beside it; the caller shows their moments next."""
        begins = second is not self.comparison
        self.comparison = second
        if run is not self._view.run:
            self._view.take_run(run)
        if begins:
            self.comparison_changed.emit(second)

    def drop_comparison(self) -> None:
        """Goes on with the run in view alone, for good."""
        second, self.comparison = self.comparison, None
        if second is not None:
            self.comparison_changed.emit(None)
            second.deleteLater()
