"""No text in view is cut, unless it is shortened by intent and complete where the pointer rests on it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from gui.app import Deltaflow
from gui.choice import Selection
from gui.look import Look
from gui.theme import Theme
from gui.widgets.elided_label import ElidedLabel
from lectures.model import DESCENT, GRAPH
from tests.prove.cut_text import cut_texts, noted_in_pictures

SIZES = ((1024, 700), (1440, 900), (1920, 1080))


def cut_in_every_size(program: Deltaflow, *pages: str) -> list[str]:
    """What is cut in any size and language, on each of the pages below the stage."""
    found: set[str] = set()
    window = program.window
    for language in ("en", "ko"):
        program.change_look(Look("light", language))
        for size in SIZES:
            window.resize(*size)
            with noted_in_pictures() as noted:
                for page in pages or ("",):
                    if page:
                        window.page_of("network").workspace.below.show_page(page)
                    program.settle()
                    window.grab()
                    found |= {f"{language} {size} {page} {one}" for one in (*cut_texts(window), *noted)}
    return sorted(found)


def test_text_that_is_cut_or_shortened_without_a_word_is_found(show: Callable[..., QWidget]) -> None:
    label, button, whole = QLabel("a label that is cut"), QPushButton("a button that is cut"), QLabel("a whole one")
    elided = ElidedLabel("complete on hover, however narrow", Theme())
    for widget in (label, button, elided):
        widget.setFixedWidth(60)
    window = show(label, button, whole, elided)
    assert {one.widget for one in cut_texts(window)} == {"QLabel", "QPushButton"}
    elided.setToolTip("")
    assert {one.widget for one in cut_texts(window)} == {"QLabel", "QPushButton", "ElidedLabel"}


def test_nothing_is_cut_before_training_and_behind_it(start: Callable[..., Deltaflow]) -> None:
    program = start(experiment="mnist")
    program.session.select(Selection(2, 9, 12))
    assert cut_in_every_size(program) == []


@pytest.mark.parametrize("workspace", [DESCENT, GRAPH])
def test_nothing_is_cut_in_the_other_workspaces(start: Callable[..., Deltaflow], workspace: str) -> None:
    program = start(experiment="xor", workspace=workspace, steps=3)
    assert cut_in_every_size(program) == []


def test_nothing_is_cut_on_any_page_below_the_stage_nor_beside_it(start: Callable[..., Deltaflow]) -> None:
    program = start(experiment="xor", steps=10)
    sizes = program.session.network.sizes
    program.session.select(Selection(len(sizes) - 1, sizes[-1] - 1, sizes[-2] - 1))
    assert cut_in_every_size(program, *program.window.page_of("network").workspace.below.page_keys()) == []
