"""What the session tells has a place of its own: it covers nothing, and what made room for it gets the room back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QWidget

from gui.app import Deltaflow
from gui.run.notices import Notice, NoticeAction, NoticeKind
from gui.widgets.card import Card
from gui.workspaces.network.arrangement import Part

Start = Callable[..., Deltaflow]
DIVERGENCE = Notice(NoticeKind.DIVERGENCE, {
    "step": 12, "cost_before": 0.69, "cost_after": 1e300, "largest_gradient": 1.2e5, "learning_rate": 30.0,
    "smaller_learning_rate": 3.0, "back_to": 11}, (NoticeAction.GO_BACK_AND_SLOW_DOWN,))
NOTICES = {
    "a new run": Notice(NoticeKind.NEW_RUN, {}, (NoticeAction.UNDO,)),
    "another future": Notice(NoticeKind.FUTURE_FORGOTTEN, {"first": 6, "last": 12_000}, (NoticeAction.UNDO,)),
    "the end of a pass": Notice(NoticeKind.END_OF_PASS, {}, (NoticeAction.LEARN,)),
    "undone": Notice(NoticeKind.UNDONE, {"steps": 120}, (NoticeAction.REDO,)),
    "a comparison ended": Notice(NoticeKind.COMPARISON_ENDED),
    "settings wait": Notice(NoticeKind.SETTINGS_WAIT, {"epochs": 5, "can_start": 1},
                            (NoticeAction.APPLY, NoticeAction.TRAIN)),
    "divergence": DIVERGENCE,
    "an error": Notice(NoticeKind.ERROR, {"message": "The file can't be read: it holds weights of a network 2–3–1 "
                                          "and this one is 784–30–10. Open the experiment of it first."}),
}
EVERYWHERE = ("an error",)
LOOKS = [((1024, 700), 1.0), ((1440, 900), 1.0), ((1024, 700), 1.5), ((1024, 700), 2.0), ((1440, 900), 2.0)]
IDS = [f"{width} × {height}, text × {scale:g}" for (width, height), scale in LOOKS]


def on_window(widget: QWidget) -> QRect:
    """The part of a widget that can be seen, in the window."""
    return widget.visibleRegion().boundingRect().translated(widget.mapTo(widget.window(), QPoint(0, 0)))


def overlapped(program: Deltaflow) -> list[str]:
    """What stands in the cards and the transport bar, and would be covered by the message."""
    window = program.window
    banner = QRect(window.banner.mapTo(window, QPoint(0, 0)), window.banner.size())
    parts = [part for part in window.page.findChildren(QWidget)
             if part.isVisible() and (isinstance(part, Card | QLabel | QAbstractButton | QComboBox)
                                      or (part.accessibleName() and not part.findChildren(QWidget)))]
    assert len(parts) > 20
    # what is seen at all: Qt takes off what lies above, so the message must not be there while it is asked
    window.banner.hide()
    places = [on_window(part) for part in parts]
    window.banner.show()
    return [f"{type(part).__name__} {part.accessibleName()}" for part, place in zip(parts, places, strict=True)
            if place.isValid() and place.intersects(banner)]


@pytest.mark.parametrize(("size", "scale"), LOOKS, ids=IDS)
@pytest.mark.parametrize("workspace", ["network", "descent", "graph"])
def test_no_message_covers_anything_of_a_page(start: Start, workspace: str, size: tuple[int, int], scale: float
                                              ) -> None:
    program = start(workspace=workspace, size=size, steps=3)
    program.change_look(replace(program.look, scale=scale))
    program.window.resize(*size)
    program.settle()
    before = program.window.page.centre_parts[0].geometry()
    for name in NOTICES if workspace == "network" else EVERYWHERE:
        program.session.tell(NOTICES[name])
        program.settle()
        assert program.window.banner.isVisible()
        assert program.window.rect().contains(QRect(
            program.window.banner.mapTo(program.window, QPoint(0, 0)), program.window.banner.size()))
        assert overlapped(program) == [], name
        program.session.tell(None)
        program.settle()
        assert program.window.page.centre_parts[0].geometry() == before, "the room is given back"


@pytest.mark.parametrize("size", [(1280, 800), (1440, 900), (1920, 1080)])
def test_the_picture_does_not_move_for_a_message_where_numbers_stand_below_it(
        start: Start, size: tuple[int, int]) -> None:
    program = start(size=size, experiment="circles")
    canvas = program.window.workspaces["network"].page.workspace.stage.canvas
    layout = canvas.frame
    before = canvas.geometry()
    for name in ("a new run", "another future", "undone", "settings wait"):
        program.session.tell(NOTICES[name])
        program.settle()
        assert canvas.geometry() == before, name
        assert canvas.frame is layout, "it isn't even laid out again"
        program.session.tell(None)


def test_without_the_numbers_below_the_stage_makes_room(start: Start) -> None:
    program = start(size=(1440, 900), experiment="circles")
    program.window.workspaces["network"].page.workspace.show_part(Part.EQUATIONS, False)
    program.session.tell(NOTICES["a new run"])
    program.settle()
    assert overlapped(program) == []
    program.window.workspaces["network"].page.workspace.show_part(Part.EQUATIONS, True)
    program.settle()
    assert overlapped(program) == []
    assert program.window.workspaces["network"].page.workspace.stages.contentsMargins().bottom() == 0


def test_over_the_list_of_lectures_it_covers_nothing_either(start: Start) -> None:
    program = start(size=(1024, 700))
    program.window.lectures.toggle_list()
    program.session.tell(NOTICES["an error"])
    program.settle()
    listed = program.window.lectures.list
    assert listed is not None
    banner = QRect(program.window.banner.mapTo(program.window, QPoint(0, 0)), program.window.banner.size())
    for label in listed.findChildren(QLabel):
        if label.isVisible():
            assert not on_window(label).intersects(banner), label.text()
    program.window.lectures.close_list()
    program.settle()
    assert overlapped(program) == []
