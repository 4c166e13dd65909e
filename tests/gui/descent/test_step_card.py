"""The card of a step: title, the part in view, what a mini-batch was, and that nothing is ever cut off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from gui.foundation.theme import Theme
from gui.workspaces.descent.racer_looks import racer_looks
from gui.workspaces.descent.step_card import StepCard
from simulator.descent.race import Race
from simulator.descent.racer import Racer
from simulator.descent.stops import Part
from simulator.descent.trail import DescentStep
from simulator.optimizers import OPTIMIZERS
from simulator.surfaces.catalogue import function_named

NAMES = tuple(optimizer.name for optimizer in OPTIMIZERS)


def step_of(optimizer: str = "momentum", number: int = 13) -> DescentStep:
    race = Race(function_named("himmelblau").surface, [Racer(optimizer, 0.01, start=(1.3, -0.7))])
    race.extend_to(number + 1)
    return race.trails[0].step(number)


def settle() -> None:
    for _ in range(6):
        QApplication.processEvents()


@pytest.fixture
def card(show: Callable[..., QWidget]) -> StepCard:
    card = StepCard(Theme())
    card.setFixedSize(360, 420)
    show(card)
    return card


def notes(card: StepCard, part: Part) -> list[str]:
    return [note for placed in card.view.page().parts if placed.part is part for _, note in placed.notes]


def test_the_title_says_who_makes_which_step(card: StepCard) -> None:
    card.show_step(step_of(), Part.GRADIENT, ("a", "b"))
    assert card.title() == "Momentum, step 14"


def test_one_of_several_starts_is_called_by_its_own_name(card: StepCard) -> None:
    looks = racer_looks([Racer("adam"), Racer("adam")], Theme())
    card.show_step(step_of("adam"), Part.GRADIENT, ("a", "b"), look=looks[1])
    assert card.title() == "Adam 2, step 14"


def test_without_a_step_a_calm_sentence_stands_there(card: StepCard) -> None:
    card.show_step(None, Part.GRADIENT, ("a", "b"))
    assert card.title() == "The step"
    assert not card.view.isVisible()


@pytest.mark.parametrize("part", Part)
def test_the_part_in_view_has_a_ground_and_a_bar_in_the_racers_colour(card: StepCard, part: Part) -> None:
    look = racer_looks([Racer("momentum")], Theme())[0]
    card.show_step(step_of(), part, ("a", "b"), look=look)
    settle()
    frame = card.view.frame_in_view()
    assert frame is not None
    picture: QImage = card.grab().toImage()
    for placed in card.view.page().parts:
        bar, corner = (card.view.mapTo(card, point.toPoint()) for point in (
            QPointF(1.0, placed.frame.center().y()), placed.frame.bottomRight() - QPointF(4.0, 4.0)))
        assert (picture.pixelColor(bar) == look.color) == (placed.part is part)
        assert picture.pixelColor(corner) == (Theme().window if placed.part is part else Theme().card)


@pytest.mark.parametrize("part", Part)
def test_the_part_in_view_is_scrolled_to(card: StepCard, part: Part) -> None:
    card.setFixedHeight(170)
    card.show_step(step_of("gradient_descent"), part, ("a", "b"))
    settle()
    frame = card.view.frame_in_view()
    assert frame is not None
    seen = card.view.visibleRegion().boundingRect()
    assert seen.top() <= frame.top() + 1
    assert seen.bottom() >= min(frame.bottom(), frame.top() + 90) - 2


@pytest.mark.parametrize("optimizer", NAMES)
@pytest.mark.parametrize("width", [220, 260, 320, 420])
def test_no_line_is_cut_off_however_narrow_the_card_is(card: StepCard, optimizer: str, width: int) -> None:
    card.setFixedWidth(width)
    card.show_step(step_of(optimizer), Part.DIRECTION, ("a", "b"))
    settle()
    page = card.view.page()
    for placed in page.parts:
        for ink in placed.inks:
            assert ink.x >= 0
            assert ink.x + page.typesetter.width(ink.text, ink.face) <= card.view.width(), ink.text
            assert placed.frame.top() <= ink.y <= placed.frame.bottom()
    assert card.view.height() >= page.height


def test_where_there_is_room_letters_are_large_and_where_there_is_not_they_are_still_readable(card: StepCard) -> None:
    card.show_step(step_of("adam"), Part.DIRECTION, ("a", "b"))
    sizes = []
    for width in (420, 220):
        card.setFixedWidth(width)
        settle()
        sizes.append(card.view.page().typesetter.size)
    assert sizes[0] == 16
    assert sizes[1] >= 13


def test_a_mini_batch_says_how_many_of_how_many_and_which(card: StepCard) -> None:
    step = replace(step_of(), rows=np.array([16, 2, 1]), full_gradient=np.array([0.125, -0.25]))
    card.show_step(step, Part.GRADIENT, ("a", "b"), sample_count=40)
    assert notes(card, Part.GRADIENT) == ["B: m = 3 of M = 40 samples: 2, 3, 17",
                                          "∇C of all samples would be (0.125, −0.250)"]


def test_of_many_samples_only_the_number_is_said(card: StepCard) -> None:
    card.show_step(replace(step_of(), rows=np.arange(20)), Part.GRADIENT, ("a", "b"), sample_count=40)
    assert notes(card, Part.GRADIENT)[0] == "B: m = 20 of M = 40 samples"


def test_the_arrows_are_explained_where_there_are_several(card: StepCard) -> None:
    step = step_of("momentum")
    card.show_step(step, Part.DIRECTION, ("a", "b"))
    (note,) = notes(card, Part.DIRECTION)
    assert note.replace("\N{NO-BREAK SPACE}", " ").startswith("μ v = (")
    card.show_step(step_of("gradient_descent"), Part.DIRECTION, ("a", "b"))
    assert notes(card, Part.DIRECTION) == []


@pytest.mark.parametrize(("before", "after", "words"), [
    (0.62, 0.58, "C falls from 0.6200 to 0.5800."), (0.9, 1.62, "C rises from 0.900 to 1.62."),
    (0.5, 0.5, "C stays 0.500."), (1 / 3, 1 / 3 + 6e-17, "C stays 0.333."),
    (0.5, np.nan, "C was 0.500 and is not defined at the new place."),
    (0.620001, 0.62, "C falls from 0.62000100 to 0.62000000.")])
def test_it_says_what_the_move_has_done_to_the_cost(card: StepCard, before: float, after: float, words: str) -> None:
    card.show_step(replace(step_of(), cost=before, cost_after=after), Part.MOVE, ("a", "b"))
    assert notes(card, Part.MOVE) == [words]


def test_the_lines_can_be_read_aloud(card: StepCard) -> None:
    card.show_step(step_of(), Part.MOVE, ("a", "b"))
    assert "v_14 = μ" in card.view.accessibleDescription()
