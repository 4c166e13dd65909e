"""The Network workspace as the rest of the program knows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QCoreApplication, QObject, QRect, Signal, SignalInstance
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from gui.foundation.kept_layout import is_number, known_wishes
from gui.foundation.language import translate_name
from gui.foundation.theme import Theme
from gui.run.choice import Selection
from gui.run.jobs import Activity
from gui.run.session import Session, SetAside
from gui.setup.choices import experiment_name, known_presets
from gui.workspaces.contract import Command, Host, MenuEntry, PageLook, Table, ViewChoice, Workspace
from gui.workspaces.network.arrangement import Part
from gui.workspaces.network.edge_values import EdgeMode
from gui.workspaces.network.page import NetworkPage, TrainingControl
from gui.workspaces.outlines import Outline, rounded_outline
from gui.workspaces.view_state import LAYOUT, WHOLE, show_sight, sight_of
from lectures.pages import page_keys

if TYPE_CHECKING:
    from documents.document import Drawing
    from gui.digits.paper import Sheets
    from gui.setup.setting_row import SettingRow
    from gui.workspaces.network.workspace import NetworkWorkspace
    from lectures.model import Mark, Target
    from lectures.network import NetworkScene
    from lectures.readings import Readings
    from lectures.scene import Scene, View
    from simulator.arrays import Bytes
    from simulator.training import OwnSample

translate = QCoreApplication.translate

_MODES = [mode.value for mode in EdgeMode]
_BOXES = ("discrete", "test", "lines")
_AROUND_PICTURE, _CORNER = 5.0, 6.0
_PARTS_OF_LECTURES = ((Part.SAMPLE, ("sample", "setup")), (Part.EQUATIONS, ("equations",)),
                      (Part.CHARTS, ("charts", "output", "weights")))
"""The parts of the page, and what lectures call what is in them."""


@dataclass(frozen=True, eq=False)
class _Kept:
    """What there was before a lecture."""

    session: SetAside
    wanted: dict[Part, bool]
    page: str
    mode: int
    hand: bool | None
    sheets: Sheets | None
    speed: float


class NetworkEntry(Workspace):
    """The network, its run, and the sample that goes through it.

    Signals
    -------
    graph_wanted
        The derivative of what is chosen on the stage is to be shown as a graph.
    """

    name = "network"
    is_made_at_start = True
    graph_wanted = Signal()

    def __init__(self, host: Host, session: Session) -> None:
        super().__init__(host)
        self._session = session
        self.page: NetworkPage | None = None
        self.control: TrainingControl | None = None
        self._epochs = "1"
        session.run_changed.connect(self.status_changed)
        session.navigator.activity_changed.connect(self.status_changed)

    # the window

    def menu_title(self) -> str:
        return translate("Menus", "&Network")

    def title(self) -> str:
        return translate("TopBar", "Network")

    @property
    def session(self) -> Session:
        return self._session

    def make_page(self, look: PageLook) -> NetworkPage:
        self.page = NetworkPage(self._session, look.theme, look.formulas, self.page)
        self.page.workspace.stage.graph_wanted.connect(self.graph_wanted)
        return self.page

    @property
    def _parts(self) -> NetworkWorkspace:
        assert self.page is not None, "the page is made at the start"
        return self.page.workspace

    def pause(self) -> None:
        self._session.navigator.pause()

    def close(self) -> None:
        self._session.close()

    def status_text(self) -> str:
        sizes = "–".join(str(size) for size in self._session.network.sizes)
        return translate("TopBar", "{data} · network {sizes}").format(
            data=translate_name(self._session.data.label), sizes=sizes)

    def make_control(self, theme: Theme) -> TrainingControl:
        self.control = control = TrainingControl(self._session, theme)
        control.epochs.set_key(self._epochs)
        control.epochs.chosen.connect(self._keep_epochs)
        control.is_held_up = self._parts.setup.offer_training
        assert self.page is not None, "the page is made at the start"
        self.page.train_with(control.toggle)
        return control

    def _keep_epochs(self, key: str) -> None:
        self._epochs = key

    def show_control(self, *, shown: bool) -> None:
        if self.page is not None:
            self.page.set_training_key(in_use=shown)

    def run_entries(self) -> Iterator[MenuEntry | None]:
        session, digits, control = self._session, self._parts.digits, self.control
        assert control is not None, "the head of the window has it"
        yield MenuEntry(control.button.text(), control.toggle, "T", is_possible=control.isVisible())
        yield None
        yield MenuEntry(translate("RunMenu", "Re&set"), session.reset,
                        tip=translate("RunMenu", "Begins anew from the same initial weights"))
        yield MenuEntry(translate("RunMenu", "New &weights"), session.draw_new_weights,
                        tip=translate("RunMenu", "Begins anew from other initial weights"))
        yield None
        yield MenuEntry(translate("RunMenu", "&Follow your sample"), digits.follow,
                        tip=translate("RunMenu", "Through the network, without learning"))
        yield MenuEntry(translate("RunMenu", "&Learn your sample"), digits.learn,
                        tip=translate("RunMenu", "One update with it alone"))
        buttons = digits.buttons
        for button, text in ((buttons.random, translate("RunMenu", "&Random sample")),
                             (buttons.wrong, translate("RunMenu", "Next wr&ong sample"))):
            yield MenuEntry(text, button.click, is_possible=buttons.offers(button))

    def page_entries(self) -> Iterator[MenuEntry]:
        below = self._parts.below
        keys = page_keys()
        for name in below.page_keys():
            yield MenuEntry(below.page_label(name), partial(self._show_page, name), keys.get(name, ""),
                            is_on=name == below.key())

    def _show_page(self, key: str) -> None:
        self.host.show_workspace(self.name)
        self._parts.below.show_page(key)
        if not self._parts.is_shown(Part.EQUATIONS):
            self._parts.show_part(Part.EQUATIONS, True)

    def commands(self) -> Iterator[Command]:
        if not self._session.is_in_lecture:  # in which the set-up isn't in view
            group = translate("Palette", "Set-up")
            for row in self._parts.setup.rows.all_rows():
                yield Command(row.name, group, "", partial(self._go_to_setting, row))
        group = translate("Palette", "Experiment")
        for name in known_presets():
            yield Command(experiment_name(name), group, "", partial(self._begin_experiment, name))

    def _go_to_setting(self, row: SettingRow) -> None:
        self.host.show_workspace(self.name)
        self._parts.show_settings()
        row.go_to()
        _KeptInView(row, self._parts.setup.scroll_area)

    def _begin_experiment(self, name: str) -> None:
        self.host.show_workspace(self.name)
        self._session.start_run(known_presets()[name])

    # what is seen

    def view_signals(self) -> Iterable[SignalInstance]:
        stage = self._parts.stage
        return (self._parts.parts_changed, self._parts.below.page_changed, stage.modes.changed,
                stage.by_hand.clicked)

    # exports and reports

    def tables(self) -> tuple[Table, ...]:
        from gui.workspaces.numbers_table import history_rows, network_rows  # noqa: PLC0415

        header = (translate("NumbersTable", "name"), translate("NumbersTable", "kind"),
                  translate("NumbersTable", "layer"),
                  translate("NumbersTable", "neuron"), translate("NumbersTable", "from neuron"),
                  translate("NumbersTable", "value"), "z", "a", "σ′(z)", "δ", "∂C_x/∂w, ∂C_x/∂b", "∂C/∂w, ∂C/∂b")
        return (Table("network", translate("NumbersTable", "Network at this instant"), header,
                      partial(network_rows, self._session.moment)),
                Table("history", translate("NumbersTable", "Cost and accuracy of the run"), (
                    translate("NumbersTable", "updates made"), translate("NumbersTable", "cost of the batch"),
                    translate("NumbersTable", "training cost"), translate("NumbersTable", "training accuracy"),
                    translate("NumbersTable", "test cost"), translate("NumbersTable", "test accuracy")),
                    partial(history_rows, self._session.training_history.copy())))

    def _page_cards(self) -> Iterator[QWidget]:
        return (card for card in self._parts.below.findChildren(QFrame) if card.property("part") == "card")

    def card_keys(self) -> dict[QWidget, str]:
        parts = self._parts
        found: dict[QWidget, str] = {parts.stage: "network", parts.digits: "sample"}
        if parts.stages.second is not None:
            found[parts.stages.second] = "network"
        return {**dict.fromkeys(self._page_cards(), parts.below.key()), **found}

    def card_titles(self) -> dict[QWidget, str]:
        return dict.fromkeys(self._page_cards(), self._parts.below.choice.currentText())

    # documents: the runs are the session's own, see `Session.snapshot`

    def stored(self) -> Drawing | None:
        from documents.document import Drawing  # noqa: PLC0415
        from gui.digits.paper import grey_values  # noqa: PLC0415

        sheet = self._parts.digits.sheet()
        if sheet is None:
            return None
        stored = None if sheet.stored is None else (sheet.stored.index, sheet.stored.pixels)
        return Drawing(grey_values(sheet.ink).copy(), stored, sheet.label, sheet.is_ready_made)

    def lay(self, stored: Drawing | None, view: Mapping[str, Any]) -> None:
        from gui.digits.paper import Paper, Sheet, StoredDigit, first_sheet, grey_image  # noqa: PLC0415

        if stored is None:
            return
        digit = None
        if stored.stored is not None:
            index, pixels = stored.stored
            digit = StoredDigit(index, np.asarray(pixels), self._true_label(index, stored.label or 0))
        ink, data = grey_image(stored.ink), self._session.data
        is_ready_made = stored.is_ready_made or (
            data.image_shape is not None and ink == first_sheet(Paper(data.image_shape), data.class_labels).ink)
        self._parts.digits.lay_sheet(Sheet(ink, digit, stored.label, is_ready_made))

    def _true_label(self, index: int, label: int) -> int:
        """What the data say, where they are in memory; else what a person said."""
        test = self._session.data.test
        return int(test.labels[index]) if test.loaded and 0 <= index < test.count else label

    def mark(self) -> int:
        return self._session.run_length  # a training is told a few times a second only

    def work_signal(self) -> None:
        return None

    # lectures

    @property
    def is_free(self) -> bool:
        return self._session.worker.is_free

    @property
    def is_calm(self) -> bool:
        return self.is_free and not self._parts.stages.is_moving

    @property
    def is_busy(self) -> bool:
        return self._session.navigator.activity in (Activity.TRAINING, Activity.TRAVELLING)

    def reading_signals(self) -> Iterable[SignalInstance]:
        session = self._session
        return session.moment_changed, session.history_changed, session.navigator.activity_changed

    def scene_part(self) -> NetworkScene:
        from lectures.network import NetworkScene  # noqa: PLC0415

        session = self._session
        return NetworkScene(session.run, session.navigator.granularity, target_of_selection(session.selection))

    def captured_part(self) -> NetworkScene:
        self._session.navigator.pause()
        self._session.worker.wait()
        part = self.scene_part()
        return replace(part, run=part.run.twin())

    def readings(self) -> Readings:
        from lectures.readings import network_readings  # noqa: PLC0415

        return network_readings(self._session.run, seen_only=True)

    def lay_scene(self, scene: Scene) -> None:
        if scene.network is not None:
            part = scene.network
            self._session.take_up(part.run.twin(), selection_of(part.selection), part.granularity)
            self.lay_on_card(part)

    def lay_ink(self, sample: OwnSample, ink: Bytes) -> None:
        """Show a digit on the card that is still being drawn."""
        self._parts.digits.lay(sample, -1, ink)

    def lay_on_card(self, scene: NetworkScene) -> None:
        """The digit that goes through the network lies on the card, too."""
        from lectures.network import drawn_ink  # noqa: PLC0415

        followed, sample, shape = scene.run.followed, scene.sample, scene.run.trainer.data.image_shape
        if followed is None or shape is None:
            return
        number = sample.number - 1 if sample is not None and sample.part == "test" else -1
        ink = None
        if sample is not None and sample.part == "drawn":
            ink = np.rint(255 * drawn_ink(sample.strokes, shape)).astype(np.uint8)
        self._parts.digits.lay(followed, number, ink)

    def show_view(self, view: View) -> None:
        from lectures.model import EDGES  # noqa: PLC0415

        parts, shown = self._parts, set(view.show)
        for part, names in _PARTS_OF_LECTURES:
            parts.show_part(part, not shown.isdisjoint(names))
        parts.below.show_page(view.page)
        parts.stage.choose_mode(EDGES.index(view.edges))
        parts.stage.choose_by_hand(view.hand)

    def clear_away(self, shown: frozenset[str]) -> None:
        whole = "charts" in shown
        self._parts.show_cards(
            sample="sample" in shown, settings="setup" in shown, output=whole or "output" in shown, charts=whole,
            weights=whole or "weights" in shown)

    def seen_view(self, view: View) -> View:
        from lectures.model import EDGES  # noqa: PLC0415

        stage = self._parts.stage
        return replace(view, workspace=self.name, page=self._parts.below.key(), edges=EDGES[stage.modes.index()],
                       hand=bool(stage.wants_hand))

    def shown_parts(self) -> tuple[str, ...]:
        named = {Part.SAMPLE: ("sample", "setup"), Part.EQUATIONS: ("equations",), Part.CHARTS: ("charts",)}
        return (*(name for part, names in named.items() if self._parts.is_shown(part) for name in names), "transport")

    def mark_chosen(self) -> str:
        target = target_of_selection(self._session.selection)
        return "" if target is None else str(target)

    def keep(self) -> _Kept:
        parts = self._parts
        sheets = parts.digits.set_aside()
        return _Kept(self._session.set_aside(), dict(parts.wanted), parts.below.key(), parts.stage.modes.index(),
                     parts.stage.wants_hand, sheets, self._session.navigator.speed)

    def give_parts_back(self, kept: _Kept) -> None:
        parts = self._parts
        parts.show_cards()
        parts.set_wanted(kept.wanted)
        parts.below.show_page(kept.page)
        parts.stage.choose_mode(kept.mode)
        parts.stage.choose_by_hand(kept.hand)

    def take_back(self, kept: _Kept, then: Callable[[], None]) -> None:
        def go_on() -> None:
            self._parts.digits.take_back(kept.sheets)
            self._session.navigator.set_speed(kept.speed)
            then()
            self._session.point_out(None)

        self._session.take_back(kept.session, go_on)

    def part_widgets(self, name: str) -> tuple[QWidget | None, ...]:
        parts = self._parts
        if name == "training":
            return (self.control,)
        right = parts.right
        maps = right.output, right.second
        if name in parts.below.page_keys()[1:]:
            return (parts.below,) if parts.below.key() == name else ()
        return {
            "stage": (parts.stages,), "graph": (parts.stages,), "sample": (parts.digits,),
            "setup": (parts.setup,), "left": (parts.digits.parentWidget(),), "equations": (parts.below,),
            "below": (parts.below,), "charts": (right.charts,), "right": (right,), "weights": (right.weights,),
            "output": maps, "map": maps,
        }.get(name, ())

    def mark_outlines(self, mark: Mark, theme: Theme) -> Iterator[tuple[QWidget, Outline]]:
        """A layer whose neurons are the pixels of a picture is lit as a whole, the others on the stage itself."""
        canvas = self._parts.stage.canvas
        frame = canvas.frame
        columns = frame.layout.columns if frame is not None and mark.kind == "layer" else ()
        if frame is not None and 0 <= mark.layer < len(columns):
            picture = columns[mark.layer].picture
            if picture is not None:
                away = _AROUND_PICTURE * theme.scale
                rect = frame.view.rect(picture).adjusted(-away, -away, away, away)
                yield canvas, rounded_outline(rect, _CORNER * theme.scale, QRect(), shrinks=False)


def selection_of(target: Target | None) -> Selection | None:
    """What is chosen on the stage; a bias is chosen with its neuron."""
    if target is None:
        return None
    return Selection(target.layer, target.neuron, target.source if target.kind == "weight" else None)


def target_of_selection(selection: Selection | None) -> Target | None:
    """The other way round."""
    from lectures.model import Target  # noqa: PLC0415

    if selection is None:
        return None
    if selection.source is None:
        return Target("neuron", selection.layer, selection.neuron)
    return Target("weight", selection.layer, selection.neuron, selection.source)


class _KeptInView(QObject):
    """Scrolls to a row, and again while the rows around it find their heights, until the keyboard goes elsewhere."""

    def __init__(self, row: SettingRow, area: QScrollArea) -> None:
        super().__init__(area)
        self._row, self._area = row, area
        area.verticalScrollBar().rangeChanged.connect(self._scroll)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)
        self._scroll()

    def _scroll(self) -> None:
        for part in (self._row, self._row.field):
            self._area.ensureWidgetVisible(part)

    def _on_focus(self, _: QWidget | None, focus: QWidget | None) -> None:
        if focus is None or not self._row.isAncestorOf(focus):
            self.setParent(None)
            self.deleteLater()


# what can be chosen to be seen

def _show_page(page: NetworkPage, key: object) -> None:
    below = page.workspace.below
    if isinstance(key, str) and key in ("", *below.page_keys()):
        below.show_page(key or below.page_keys()[0])


def _show_edges(page: NetworkPage, mode: object) -> None:
    if isinstance(mode, str) and mode in _MODES:
        page.workspace.stage.choose_mode(_MODES.index(mode))


def _show_hand(page: NetworkPage, hand: object) -> None:
    if hand is None or isinstance(hand, bool):
        page.workspace.stage.choose_by_hand(hand)


def _map_state(page: NetworkPage) -> dict[str, Any] | None:
    card = page.workspace.right.output
    if card is None:
        return None
    wishes = card.wishes
    return {"discrete": wishes.discrete, "test": wishes.test, "lines": wishes.lines, "output": wishes.output}


def _show_map(page: NetworkPage, state: object) -> None:
    card = page.workspace.right.output
    if card is None or not isinstance(state, dict):
        return
    for name, checked in known_wishes(state, _BOXES).items():
        getattr(card.options, name).setChecked(checked)
    output = state.get("output")
    if isinstance(output, int) and is_number(output, 0, card.output_count - 1):
        card.follow(replace(card.wishes, output=output))


NetworkEntry.view_choices = {
    "layout": LAYOUT,
    "page": ViewChoice("", lambda page: page.workspace.below.key(), _show_page),
    "edges": ViewChoice(_MODES[0], lambda page: _MODES[page.workspace.stage.modes.index()], _show_edges),
    "hand": ViewChoice(None, lambda page: page.workspace.stage.wants_hand, _show_hand, is_kept_none=True),
    "turn": ViewChoice(0, lambda page: page.workspace.turn, lambda page, turn: page.workspace.take_turn(turn)),
    "stage": ViewChoice(WHOLE, lambda page: sight_of(page.workspace.stage.canvas),
                        lambda page, sight: show_sight(page.workspace.stage.canvas, sight)),
    "map": ViewChoice({**dict.fromkeys(_BOXES, False), "output": 0}, _map_state, _show_map),
    "logarithmic": ViewChoice(False, lambda page: page.workspace.charts.is_logarithmic,
                              lambda page, ticked: page.workspace.charts.set_logarithmic(ticked is True)),
    "pages": ViewChoice({}, lambda page: page.workspace.below.view_state(),
                        lambda page, state: page.workspace.below.show_view_state(state)),
}
