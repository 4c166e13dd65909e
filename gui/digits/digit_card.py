"""The card on which a person makes a sample of their own and hands it to the network."""

from __future__ import annotations

import random
import time

import numpy as np
from PySide6.QtCore import QEvent, QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from gui.digits.drawing_panel import DrawingPanel
from gui.digits.paper import Sheet, Sheets, StoredDigit, first_sample, grey_image
from gui.digits.rows_panel import RowsPanel
from gui.digits.verdict import shows, verdict_of
from gui.foundation.number_text import count
from gui.foundation.pointer_moves import FRAME
from gui.foundation.theme import Theme
from gui.run.edit_history import EditOrder, Undoable
from gui.run.notices import Notice, NoticeKind
from gui.run.session import Session
from gui.run.training_worker import Errand, ShouldStop
from gui.widgets.buttons import PushButton
from gui.widgets.card import Card
from gui.widgets.labels import ElidedLabel
from simulator.arrays import Array, Bytes
from simulator.datasets.data_set import DataSet
from simulator.evaluation import next_wrong
from simulator.moment import Moment
from simulator.steps import Phase
from simulator.training import OwnSample

# The four buttons under a sample: choose another one, follow it, learn it.

class SampleActions(QWidget):
    """Buttons for a sample; narrow ones show a shorter text.

    Parameters
    ----------
    is_picture
        Whether the samples are digits.

    Signals
    -------
    random_wanted(), wrong_wanted(), follow_wanted(), learn_wanted()
        The button was pressed.
    """

    random_wanted = Signal()
    wrong_wanted = Signal()
    follow_wanted = Signal()
    learn_wanted = Signal()

    def __init__(self, is_picture: bool, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_picture = is_picture
        self._searches, self._is_low = (True, True), False
        self.random = _FlexibleButton(theme)
        self.wrong = _FlexibleButton(theme)
        self.follow = _FlexibleButton(theme, primary=True)
        self.learn = _FlexibleButton(theme)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        wishes = (self.random_wanted, self.wrong_wanted, self.follow_wanted, self.learn_wanted)
        for place, (button, wish) in enumerate(zip(self.all(), wishes, strict=True)):
            self._grid.addWidget(button, place // 2, place % 2)
            self._grid.setColumnStretch(place % 2, 1)
            button.clicked.connect(wish)
        self.set_theme(theme)
        self._set_texts()

    def all(self) -> tuple[PushButton, ...]:
        """All four."""
        return self.random, self.wrong, self.follow, self.learn

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._grid.setSpacing(theme.px(6))
        for button in self.all():
            button.set_theme(theme)

    def show_searches(self, *, random: bool, wrong: bool) -> None:
        """Offer to look for samples, or don't: a truth table is seen at a glance, and a value is never just wrong."""
        self._searches = random, wrong
        self._show_searches()

    def offers(self, search: PushButton) -> bool:
        """Whether one of the searches makes sense for these data, shown or not."""
        return self._searches[0 if search is self.random else 1]

    def set_low(self, is_low: bool) -> None:
        """Leave the room of the searches to what they look for: the menu Run has them, too."""
        self._is_low = is_low
        self._show_searches()

    def _show_searches(self) -> None:
        random, wrong = self._searches
        self.random.setVisible(random and not self._is_low)
        self.wrong.setVisible(wrong and not self._is_low)

    def set_is_picture(self, is_picture: bool) -> None:
        """Say "digit" or "sample"."""
        self._is_picture = is_picture
        self._set_texts()

    def _set_texts(self) -> None:
        if self._is_picture:
            self.random.set_texts(self.tr("Random test digit"), self.tr("Random"))
            self.wrong.set_texts(self.tr("Next wrong digit"), self.tr("Next wrong"))
            self.follow.set_texts(self.tr("Follow this digit"), self.tr("Follow"))
            self.learn.set_texts(self.tr("Learn this digit"), self.tr("Learn"))
            self.random.setToolTip(self.tr("Any digit of the test data, exactly as it is stored"))
            self.wrong.setToolTip(self.tr("The next test digit that the network gets wrong with its present weights"))
        else:
            self.random.set_texts(self.tr("Random sample"), self.tr("Random"))
            self.wrong.set_texts(self.tr("Next wrong sample"), self.tr("Next wrong"))
            self.follow.set_texts(self.tr("Follow this sample"), self.tr("Follow"))
            self.learn.set_texts(self.tr("Learn this sample"), self.tr("Learn"))
            self.random.setToolTip(self.tr("Any sample of the table"))
            self.wrong.setToolTip(self.tr("The next sample that the network gets wrong with its present weights"))
        self.follow.setToolTip(self.tr("Put it at the input: → takes it through the network, and nothing is learned"))
        self.learn.setToolTip(self.tr("Make one update of all weights with it and its label (Ctrl+Z takes it back)"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._set_texts()


class _FlexibleButton(PushButton):
    """A button with a long text and, where that doesn't fit, a short one."""

    def __init__(self, theme: Theme, primary: bool = False) -> None:
        self._texts = ("", "")
        super().__init__("", theme, primary)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_texts(self, long: str, short: str) -> None:
        """Other texts; the long one is the name for screen readers in any case."""
        self._texts = (long, short)
        self.setAccessibleName(long)
        self.updateGeometry()
        self._choose_text()

    def _width(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text) + 2 * self._theme.px(12) + 2

    def _choose_text(self) -> None:
        long, short = self._texts
        self.setText(long if self.width() >= self._width(long) else short)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._choose_text()

    def sizeHint(self) -> QSize:
        return QSize(self._width(self._texts[0]), self._theme.px(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._width(self._texts[1]), self._theme.px(28))


# What lies on the paper of pictures that are not in view: it comes back with them.

_MOST = 4


class Papers:
    """The sheets of a few sets of pictures, those that were put away last."""

    def __init__(self) -> None:
        self._kept: list[tuple[DataSet, Sheets]] = []

    def put_away(self, data: DataSet, sheets: Sheets) -> None:
        """Keeps what lies on the paper of these data."""
        others = [entry for entry in self._kept if entry[0] is not data]
        self._kept = [*others, (data, sheets)][-_MOST:]

    def of(self, data: DataSet) -> Sheets | None:
        """What lay there, if it is known still."""
        return next((sheets for one, sheets in self._kept if one is data), None)


_ROOM_FOR_ALL = 310
"""In a card of this height, at scale 1, there is room for paper and for all that is said of the drawing."""
_ROOM_FOR_FIELDS = 290
"""In a card of this height, at scale 1, there is room for a table and for fields to type a sample into."""


class DigitCard(Card):
    """Draw a digit (or choose a sample, where the data are no pictures), look at the answer, follow it, learn it.

    Drawing shows the newest sample in the session, once a frame at most, and never takes more than half of the time
    for it: the pen comes first.

    Parameters
    ----------
    chance
        Where random test digits come from.

    Attributes
    ----------
    panel : DrawingPanel or RowsPanel
        What fits the data.
    buttons : SampleActions
        The buttons.
    status : ElidedLabel
        Where the sample comes from, or what a search has found.

    history : EditOrder
        What can be undone on the paper; nothing where nothing can be drawn.
    """

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None, *,
                 chance: random.Random | None = None) -> None:
        super().__init__("", theme, parent=parent)
        self._session = session
        self._chance = chance or random.Random()
        self._last_index = -1
        self._is_laying = False
        self._message = ""
        self._room: int | None = None
        self._searched: Array | None = None
        self._papers = Papers()
        self._pending = QTimer(self, singleShot=True)
        self._rest_until = 0.0
        self._pending.timeout.connect(self._show_sample)
        self._errand = Errand(self)
        self._errand.failed.connect(self._say)
        self.status = ElidedLabel("", theme, size=12, tone="dim")
        self.buttons = SampleActions(session.data.image_shape is not None, theme)
        self.panel = self._new_panel(session.data, theme)
        self.history = EditOrder(self._histories(), self)
        for part in (self.panel, self.status, self.buttons):
            self.body.addWidget(part)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._connect()
        self.set_theme(theme)
        self._fit_data()
        self._show_moment(session.moment)

    def _connect(self) -> None:
        session = self._session
        session.moment_changed.connect(self._show_moment)
        session.run_changed.connect(self._on_run)
        self._errand.done.connect(self._on_found)
        self.buttons.random_wanted.connect(self._random)
        self.buttons.wrong_wanted.connect(self._next_wrong)
        self.buttons.follow_wanted.connect(self.follow)
        self.buttons.learn_wanted.connect(self.learn)
        session.answer_chosen.connect(self._on_answer)
        session.notice_changed.connect(self._on_notice)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        super().set_theme(theme)
        self.body.setSpacing(theme.px(6))
        if hasattr(self, "panel"):  # the base class calls this before there is anything else
            for part in (self.panel, self.status, self.buttons):
                part.set_theme(theme)

    def set_room(self, room: int | None) -> None:
        """Pixels that the card has for itself in a low window; None where it may be as high as it likes."""
        self._room = room
        self._fit_room()

    def _fit_room(self) -> None:
        room, panel = self._room, self.panel
        is_low = isinstance(panel, DrawingPanel) and room is not None and room < self._theme.px(_ROOM_FOR_ALL)
        self.buttons.set_low(is_low)
        self.status.setVisible(not is_low and not panel.data.is_truth_table)
        if isinstance(panel, DrawingPanel):
            panel.set_low(is_low)
        else:
            panel.set_room(is_short=room is not None,
                           has_fields=room is None or room >= self._theme.px(_ROOM_FOR_FIELDS))

    # for the window

    def first_sample(self) -> OwnSample:
        """The sample with which the program begins, whatever lies on the card now."""
        return first_sample(self._session.data)

    @property
    def is_pending(self) -> bool:
        """Whether the session is about to be shown a change, or a sample is being looked for."""
        return self._pending.isActive() or self._errand.is_under_way

    def own_sample(self) -> OwnSample:
        """The sample on the card, with its label."""
        return self.panel.own_sample()

    def follow(self) -> None:
        """Put the sample at the network's input, ready to be stepped through."""
        self._pending.stop()
        self._session.navigator.follow_sample(self.own_sample())
        if self._session.run.is_empty(self.own_sample()):
            self._session.navigator.next()  # which asks for a drawing

    def learn(self) -> None:
        """Make one update with the sample."""
        self._pending.stop()
        self._session.learn_sample(self.own_sample())

    # what others lay on the card

    def lay(self, sample: OwnSample, number: int, ink: Bytes | None = None) -> None:
        """Put a picture that is in view already on the card, so that both show the same.

        Parameters
        ----------
        number
            Of a test sample, counted from 0; −1 for a picture that comes from elsewhere.
        ink
            What was drawn, grey values of the paper's size; without it the network's pixels are shown enlarged.
        """
        panel = self.panel
        if isinstance(panel, DrawingPanel) and panel.data.image_shape is not None:
            grey = np.rint(sample.inputs / panel.data.scale).astype(np.uint8).reshape(panel.data.image_shape)
            label = None if sample.target is None else \
                int(np.argmin(((panel.data.target_table - sample.target) ** 2).sum(axis=1)))
            paper = panel.canvas.paper
            shown = paper.enlarged(grey) if ink is None else grey_image(ink)
            stored = None if label is None else StoredDigit(number, grey, label)
            self._lay(Sheets(Sheet(shown, stored, label, is_ready_made=True)))

    def sheet(self) -> Sheet | None:
        """What lies on the card now; None where nothing can be drawn."""
        return self.panel.canvas.sheet if isinstance(self.panel, DrawingPanel) else None

    def lay_sheet(self, sheet: Sheet | None) -> None:
        """Put a sheet there, with nothing to undo."""
        if sheet is not None:
            self.take_back(Sheets(sheet))

    def set_aside(self) -> Sheets | None:
        """Keep what lies on the card, with all that can be undone, for `take_back`; the same lies there still."""
        if not isinstance(self.panel, DrawingPanel):
            return None
        sheets = self.panel.canvas.sheets
        self._lay(Sheets(sheets.sheet))
        return sheets

    def take_back(self, sheets: Sheets | None) -> None:
        """Put back what lay there."""
        if sheets is not None and isinstance(self.panel, DrawingPanel) \
                and sheets.sheet.ink.size() == self.panel.canvas.paper.size:
            self._lay(sheets)

    def _lay(self, sheets: Sheets) -> None:
        """What others lay on the card is in view already, and no edit of the person."""
        assert isinstance(self.panel, DrawingPanel), "only on paper"
        self._is_laying = True
        self.panel.canvas.show_sheets(sheets)
        self._is_laying = False
        self._pending.stop()
        self._message = ""
        self._set_status()
        self._show_moment(self._session.moment)

    # the panel

    def _new_panel(self, data: DataSet, theme: Theme) -> DrawingPanel | RowsPanel:
        panel: DrawingPanel | RowsPanel
        if data.image_shape is not None:
            panel = DrawingPanel(data, theme)
            if (sheets := self._papers.of(data)) is not None:
                panel.canvas.show_sheets(sheets)
            self.add_to_header(panel.header)
        else:
            panel = RowsPanel(data, theme)
            panel.taken.connect(self.follow)
        panel.changed.connect(self._on_changed)
        panel.relabelled.connect(self._on_relabelled)
        return panel

    def _histories(self) -> tuple[Undoable, ...]:
        return (self.panel.canvas.history,) if isinstance(self.panel, DrawingPanel) else ()

    def _on_run(self) -> None:
        """Another run: the card stays as it is, unless the data are others."""
        data = self._session.data
        if data is self.panel.data:
            return
        self._errand.stop()
        self._pending.stop()
        self._last_index, self._message = -1, ""
        if isinstance(self.panel, RowsPanel) and self.panel.can_take(data):
            self.panel.take_data(data)
            followed = self._session.run.followed
            if followed is not None and np.array_equal(followed.inputs, self.panel.inputs()):
                self._session.retarget(self.own_sample())  # the same row may have another answer there
        else:
            if isinstance(self.panel, DrawingPanel):
                self._papers.put_away(self.panel.data, self.panel.canvas.sheets)
            old, self.panel = self.panel, self._new_panel(data, self._theme)
            self.body.replaceWidget(old, self.panel)
            for part in (old, old.header):
                if part is not None:
                    part.hide()
                    part.deleteLater()
        self._fit_data()
        self.history.set_sources(self._histories())

    def _fit_data(self) -> None:
        """Buttons and words that fit the data."""
        data = self.panel.data
        self.buttons.set_is_picture(data.image_shape is not None)
        self.buttons.show_searches(random=not data.is_truth_table,
                                   wrong=not data.is_truth_table and not data.is_regression)
        self._fit_room()
        self._set_texts()

    def _on_changed(self) -> None:
        if self._is_laying:
            return
        self._errand.stop()  # what is searched for must not replace what somebody draws meanwhile
        self._say("")
        if not self._pending.isActive():
            self._pending.start(max(0, round(1000 * (self._rest_until - time.monotonic()))))

    def _on_relabelled(self) -> None:
        """Another target: the cost in view is another one, if this sample is in view."""
        moment = self._session.moment
        if not self._session.is_following or not shows(moment, self.panel.inputs()):
            self._session.note_drawing()
            return
        own = self.own_sample()
        is_on_its_way = moment.address < self._session.run.answer_address
        knows_both = moment.has_answer and own.target is not None and moment.phase is not Phase.COST
        if is_on_its_way or knows_both:  # stay where the way through the network has come to
            self._session.navigator.follow_sample(own)
            self._session.navigator.go_to(moment.address)
        else:
            self._pending.start(0)

    def _on_answer(self, label: int, learns: bool) -> None:
        """The person was asked for the right answer, and gave it."""
        self.panel.choose_label(label)
        if learns:
            self.learn()

    def _on_notice(self, notice: Notice | None) -> None:
        self.panel.set_answer_wanted(notice is not None and notice.kind is NoticeKind.ANSWER_WANTED)

    def _show_sample(self) -> None:
        began = time.monotonic()
        self._session.navigator.show_sample(self.own_sample())
        now = time.monotonic()
        self._rest_until = now + max(began + FRAME - now, now - began)

    def _show_moment(self, moment: Moment) -> None:
        if moment.data is not self.panel.data or not self.isVisible():
            return
        if self._searched is not None and not np.array_equal(self._searched, moment.theta):
            self._say("")  # what was found of other weights may not be so any more
        if isinstance(self.panel, RowsPanel):
            self.panel.show_moment(moment)  # the row in view may be another one
            self._set_status()
        self.panel.show_verdict(verdict_of(moment, self.panel.inputs()))

    # stored samples

    def _random(self) -> None:
        test, index = self.panel.data.test, self._chance.randrange(self.panel.data.test.count)
        if test.loaded:
            self._take(index)
            return
        theta = self._session.moment.theta

        def read(should_stop: ShouldStop) -> tuple[Array, int]:
            assert len(test.labels), "asking for them reads them"
            return theta, index

        self._say(self.tr("reading the test data …"))
        self._errand.start(read)

    def _next_wrong(self) -> None:
        moment, data = self._session.moment, self.panel.data
        shown = self.panel.stored_index()
        after = self._last_index if shown is None else shown

        def search(should_stop: ShouldStop) -> tuple[Array, int | None]:
            return moment.theta, next_wrong(moment.network, data, data.test, moment.theta, after, should_stop)

        self._say(self.tr("searching …"))
        self._errand.start(search)

    def _on_found(self, found: tuple[Array, int | None]) -> None:
        theta, index = found
        if index is not None and index != self.panel.stored_index():
            self._take(index)
        elif not np.array_equal(theta, self._session.moment.theta):
            self._say("")  # it was so of the weights that there were when it was asked
        else:
            self._say(self.tr("All {count} are right.").format(count=count(self.panel.data.test.count))
                      if index is None else self.tr("This is the only wrong one."))
            self._searched = theta

    def _take(self, index: int) -> None:
        self._last_index = index
        self.panel.load(index)

    # words

    def _say(self, message: str) -> None:
        """Say something in the status line until the sample changes."""
        self._message, self._searched = message, None
        self._set_status()

    def _set_status(self) -> None:
        self.status.setText(self._message or self.panel.origin())

    def _set_texts(self) -> None:
        data = self.panel.data
        if data.image_shape is not None:
            title = self.tr("Draw a digit")
        else:
            title = self.tr("Truth table") if data.is_truth_table else self.tr("Choose a sample")
        self.set_title(title)
        self._set_status()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._set_texts()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_moment(self._session.moment)
