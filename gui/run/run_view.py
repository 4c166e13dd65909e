"""What the views may read and hear of the session."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

from PySide6.QtCore import QObject, Signal

from gui.run.choice import PointedOut, Selection, focus_of
from gui.run.jobs import Activity
from gui.run.notices import Notice
from gui.transport.keys import Player
from simulator.datasets.data_set import DataSet
from simulator.diagnosis import Diagnosis
from simulator.evaluation import Evaluation, History
from simulator.experiment import Experiment
from simulator.moment import Moment, Occasion
from simulator.network import Network
from simulator.run import Run
from simulator.training import OwnSample


class RunView(QObject):
    """The run in view and the cursor on it, to be read.

    All views change together: each draws the moment that `moment_changed` hands it before anything is painted, so
    that what stands side by side on the screen always belongs to one moment. How often that happens while steps are
    made at full speed is decided where the moments come from (`gui.run.training_worker`), never by a view.

    Attributes
    ----------
    navigator
        What moves through it, plays and trains.
    own_sample
        The sample of one's own that was followed last and still fits the network, to come back to.

    Signals
    -------
    moment_changed
        The Moment in view; at most 25 times a second while training.
    run_changed
        There is another run, perhaps with another shape; `moment_changed` follows at once.
    history_changed, settings_changed
        What they say.
    selection_changed, focus_changed
        The Selection, or None: what was clicked, and what the equations follow.
    pointed_out_changed
        The PointedOut, or None: what a text beside the stage speaks of.
    notice_changed
        A Notice for the person, or None.
    """

    moment_changed = Signal(object)
    run_changed = Signal()
    history_changed = Signal()
    selection_changed = Signal(object)
    focus_changed = Signal(object)
    pointed_out_changed = Signal(object)
    settings_changed = Signal()
    notice_changed = Signal(object)
    navigator: Player

    def __init__(self, run: Run, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.run = run
        self.selection: Selection | None = None
        self.focus = Selection(1, 0)
        self.pointed_out: PointedOut | None = None
        self.notice: Notice | None = None
        self.own_sample: OwnSample | None = None
        self._length_at_rest = 0

    @property
    def moment(self) -> Moment:
        """The moment in view."""
        return self.run.moment

    @property
    def network(self) -> Network:
        """Shape of the run's network."""
        return self.run.trainer.network

    @property
    def data(self) -> DataSet:
        """Data of the run."""
        return self.run.trainer.data

    @property
    def experiment(self) -> Experiment:
        """The settings in force at the end of the run."""
        return self.run.timeline.end.experiment

    @property
    def training_history(self) -> History:
        """Costs and evaluations of the run."""
        return self.run.timeline.history

    @property
    def is_in_lecture(self) -> bool:
        """Whether a lecture shows what is in view: it may let learning fail on purpose."""
        return False

    @property
    def diagnosis(self) -> Diagnosis | None:
        """Why the run fails to learn, where that is to be told."""
        return None if self.is_in_lecture else self.run.timeline.diagnosis

    @property
    def run_length(self) -> int:
        """Steps that the run has made."""
        return self.run.timeline.length

    @property
    def length_in_view(self) -> int:
        """Steps of the run as far as the views show it: while more are being made, up to the moment in view."""
        if self.navigator.activity not in (Activity.TRAINING, Activity.TRAVELLING):
            return self.run_length
        return max(self._length_at_rest, self.run.address.step + 1 if self.run.has_step else 0)

    @property
    def steps_done(self) -> int:
        """Updates that are made at the moment in view."""
        return self.moment.steps_done

    @property
    def evaluations_in_view(self) -> tuple[Evaluation, ...]:
        """What was measured of the run, as far as the views show it."""
        return _up_to(self.training_history.evaluations, self.length_in_view)

    @property
    def evaluations_so_far(self) -> tuple[Evaluation, ...]:
        """What was measured up to the moment in view, with as many updates made or fewer."""
        return _up_to(self.training_history.evaluations, self.steps_done)

    @property
    def is_following(self) -> bool:
        """Whether a sample of one's own is in view and not a step of the run."""
        return self.moment.occasion is Occasion.FOLLOWED

    @property
    def is_editable(self) -> bool:
        """Whether weights and settings can be changed, and not only looked at."""
        return True

    @property
    def is_training(self) -> bool:
        """Whether steps are being made at full speed."""
        return self.navigator.activity is Activity.TRAINING

    @property
    def is_playing(self) -> bool:
        """Whether Play is on."""
        return self.navigator.activity is Activity.PLAYING

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

    def set_parameter(self, index: int, value: float, *, continues: bool = False) -> None:
        """Sets one weight or bias by hand, where the run is editable: see `Session`."""
        raise NotImplementedError

    def change_settings(self, **settings: Any) -> None:
        """Changes settings from here on, where the run is editable: see `Session`."""
        raise NotImplementedError

    def show(self) -> None:
        """Hands the moment in view to all views."""
        self.refocus()
        self.moment_changed.emit(self.moment)

    def take_run(self, run: Run) -> None:
        """Puts another run into view; the caller shows its moment next."""
        self.run = run
        if self.selection is not None and not self.selection.exists_in(self.network.sizes):
            self.selection = None
            self.selection_changed.emit(None)
        if self.own_sample is not None and not self.own_sample.fits(self.network.sizes):
            self.own_sample = None
        self.run_changed.emit()
        self.settings_changed.emit()

    def note_length(self) -> None:
        """Remembers how far the run had come when more steps began to be made."""
        if self.navigator.activity in (Activity.TRAINING, Activity.TRAVELLING):
            self._length_at_rest = self.run_length

    def refocus(self, *, chosen: bool = False) -> None:
        """Finds anew what the equations follow.

        Parameters
        ----------
        chosen
            A neuron or a weight has just been chosen: until the next move it is followed, wherever it is.
        """
        focus = focus_of(self.moment, self.selection, self.navigator.granularity)
        if chosen and self.selection is not None and self.selection.layer > 0:
            focus = self.selection
        if focus != self.focus:
            self.focus = focus
            self.focus_changed.emit(focus)

    def point_out(self, pointed_out: PointedOut | None) -> None:
        """Lets neurons and weights light up on the stage, or none any more."""
        if pointed_out != self.pointed_out:
            self.pointed_out = pointed_out
            self.pointed_out_changed.emit(pointed_out)

    def let_notice_pass(self) -> None:
        """The person goes on: what need not be answered is taken away."""
        if self.notice is not None and self.notice.kind.passes:
            self.tell(None)

    def tell(self, notice: Notice | None) -> None:
        """Shows a notice, or takes it away."""
        if notice != self.notice:
            self.notice = notice
            self.notice_changed.emit(notice)


def _up_to(evaluations: tuple[Evaluation, ...], steps: int) -> tuple[Evaluation, ...]:
    return evaluations[:bisect_right(evaluations, steps, key=lambda one: one.step)]
