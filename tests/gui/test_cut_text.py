"""No text in view is cut or covered, unless it is shortened by intent and complete where the pointer rests on it.

The whole tour through all that the program shows is `make bench`'s, or `python tests/prove/text_tour.py`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from gui.app import Deltaflow
from gui.foundation.theme import Theme
from gui.run.choice import Selection
from gui.run.notices import Notice, NoticeAction, NoticeKind
from gui.widgets.labels import ElidedLabel
from lectures.model import DESCENT, GRAPH
from simulator.experiment import preset, with_change
from simulator.surfaces.catalogue import SURFACES
from tests.prove.cut_text import cut_texts, noted_in_pictures, overlapping_texts
from tests.prove.text_tour import LANGUAGES, SIZES, find

SMALL = SIZES[:1]


def test_text_that_is_cut_or_shortened_without_a_word_is_found(show: Callable[..., QWidget]) -> None:
    label, button, whole = QLabel("a label that is cut"), QPushButton("a button that is cut"), QLabel("a whole one")
    elided = ElidedLabel("complete on hover, however narrow", Theme())
    for widget in (label, button, elided):
        widget.setFixedWidth(60)
    window = show(label, button, whole, elided)
    assert {one.widget for one in cut_texts(window)} == {"QLabel", "QPushButton"}
    elided.setToolTip("")
    assert {one.widget for one in cut_texts(window)} == {"QLabel", "QPushButton", "ElidedLabel"}


def test_text_that_stands_in_another_text_or_under_something_is_found(show: Callable[..., QWidget]) -> None:
    below, other, alone = QLabel("a number 0.1234"), QLabel("another"), QLabel("alone")
    window = show(below, other, alone)
    assert overlapping_texts(window) == []
    other.setGeometry(QRect(below.pos(), other.size()))
    assert "another" in {one.text for one in overlapping_texts(window)}
    other.setGeometry(QRect(alone.geometry().bottomLeft(), other.size()))
    cover = QPushButton(window)
    cover.setGeometry(below.geometry())
    cover.show()
    assert [(one.text, one.why) for one in overlapping_texts(window)] == [("a number 0.1234", "is under QPushButton")]


def networks(program: Deltaflow) -> Iterator[tuple[str, tuple[tuple[int, int], ...]]]:
    """What the Network workspace shows, and the sizes of the window to look at it in."""
    session, window = program.session, program.window
    sizes = session.network.sizes
    session.select(Selection(len(sizes) - 1, sizes[-1] - 1, sizes[-2] - 1))
    yield "equations", SIZES
    for page in window.workspaces["network"].page.workspace.below.page_keys()[1:]:
        window.workspaces["network"].page.workspace.below.show_page(page)
        yield page, SMALL
    window.workspaces["network"].page.workspace.below.show_page("equations")
    session.tell(Notice(NoticeKind.NEW_RUN, {}, (NoticeAction.UNDO,)))
    yield "short message", SMALL
    session.tell(Notice(NoticeKind.FUTURE_FORGOTTEN, {"first": 1001, "last": 123456}, (NoticeAction.UNDO,)))
    yield "longer message", SMALL
    session.answer(None)
    session.start_comparison(with_change(session.experiment, learning_rate=0.01))
    session.navigator.train_steps(40)
    session.worker.wait()
    yield "comparison", SIZES
    session.start_run(preset("mnist"))
    session.worker.wait()
    session.answer(None)
    yield "digits", SIZES


def others(program: Deltaflow) -> Iterator[tuple[str, tuple[tuple[int, int], ...]]]:
    """The other workspaces, a lecture, the list of all and the sheet of keys."""
    window, rooms = program.window, program.window.lectures
    for workspace in (DESCENT, GRAPH):
        window.show_workspace(workspace)
        yield workspace, SIZES
    window.show_workspace(DESCENT)
    window.workspaces[DESCENT].session.choose_surface(SURFACES[0].name)
    surface = window.workspaces[DESCENT].page.workspace.pictures[0].surface
    with noted_in_pictures():
        for azimuth in (-150, 30, 120):  # degrees
            surface.set_camera(replace(surface.camera, azimuth=math.radians(azimuth), elevation=math.radians(8)))
            yield f"surface from the side, {azimuth}", SMALL
    rooms.director.set_pace(0.0)
    rooms.open_named("06_mlp", 4)
    yield "lecture", SMALL
    assert rooms.panel is not None
    rooms.panel.set_text_scale(2.0)
    yield "lecture in large letters", SMALL
    rooms.leave()
    rooms.toggle_list()
    yield "lectures", SIZES
    rooms.close_list()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("walk", [networks, others])
def test_every_text_in_view_can_be_read(
        start: Callable[..., Deltaflow], language: str,
        walk: Callable[[Deltaflow], Iterator[tuple[str, tuple[tuple[int, int], ...]]]]) -> None:
    program = start(experiment="xor", steps=10, language=language, size=SIZES[0])
    assert [str(one) for place, sizes in walk(program) for one in find(program, place, sizes)] == []


def test_the_choice_of_pages_asks_for_no_more_room_than_folded_away(start: Callable[..., Deltaflow]) -> None:
    program = start(experiment="xor", size=SIZES[2])
    workspace = program.window.workspaces["network"].page.workspace
    wide = workspace.below.minimumSizeHint().width()
    assert not workspace.below.segments.isHidden()
    program.window.resize(*SIZES[0])
    program.settle()
    assert workspace.below.segments.isHidden()
    assert wide <= workspace.below.minimumSizeHint().width()
    assert workspace.stage.minimumSizeHint().width() < workspace.stage.modes.sizeHint().width()


def test_large_letters_leave_the_lecture_readable(start: Callable[..., Deltaflow]) -> None:
    program = start(experiment="xor", size=SIZES[1])
    program.change_look(replace(program.look, scale=1.5))
    program.window.lectures.director.set_pace(0.0)
    program.window.lectures.open_named("05_xor", 2)
    program.settle()
    panel = program.window.lectures.panel
    assert panel is not None
    assert cut_texts(panel) == []
