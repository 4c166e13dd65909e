"""Letters stand out from every ground they are written on, and nothing is told by colour alone."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtGui import QColor

from gui.app import RING_CONTRAST, Deltaflow, focus_on_accent, style_sheet
from gui.figures.chart import MOST_DOTS
from gui.figures.colors import dark_ink, light_ink, viridis
from gui.figures.loss.map_marks import NAME_GROUND
from gui.figures.marks import class_shape
from gui.foundation.theme import TEXT_CONTRAST, Theme, blend, contrast
from gui.workspaces.descent.left_column import OptimizerRow
from gui.workspaces.descent.racer_looks import racer_color, racer_shape, shape_sign
from simulator.experiment import with_change
from simulator.optimizers import OPTIMIZERS
from simulator.steps import Phase

THEMES = [Theme(), Theme(dark=True)]
themes = pytest.mark.parametrize("theme", THEMES, ids=["light", "dark"])


def relative_luminance(color: QColor) -> float:
    """WCAG 2.2, written down once more."""
    channels = np.array([color.redF(), color.greenF(), color.blueF()])
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return float(linear @ np.array([0.2126, 0.7152, 0.0722]))


def ratio(letters: QColor, ground: QColor) -> float:
    low, high = sorted((relative_luminance(letters), relative_luminance(ground)))
    return (high + 0.05) / (low + 0.05)


def over(ground: QColor, ink: QColor) -> QColor:
    """What is seen of an ink that lets some of the ground through."""
    return blend(ground, QColor(ink.red(), ink.green(), ink.blue()), ink.alphaF())


def rules(theme: Theme) -> list[tuple[str, dict[str, str]]]:
    """Selectors and declarations of the style sheet."""
    found = []
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", style_sheet(theme)):
        declared = dict(one.split(":", 1) for one in body.replace("\n", " ").split(";") if ":" in one)
        found.append((" ".join(selector.split()), {key.strip(): value.strip() for key, value in declared.items()}))
    return found


@themes
def test_the_contrast_is_that_of_wcag(theme: Theme) -> None:
    assert contrast(theme.text, theme.card) == pytest.approx(ratio(theme.text, theme.card), abs=1e-4)
    assert ratio(QColor("white"), QColor("black")) == pytest.approx(21.0)


@themes
@pytest.mark.parametrize("letters", ["text", "text_dim", "error", "warning", "good"])
def test_letters_are_read_on_every_ground_of_the_window(theme: Theme, letters: str) -> None:
    banners = [blend(theme.card, tone, 0.07) for tone in (theme.focus, theme.warning, theme.error)]
    for ground in (theme.window, theme.card, theme.sunken, *banners):
        assert ratio(getattr(theme, letters), ground) >= TEXT_CONTRAST


@themes
def test_letters_and_ground_of_every_rule_of_the_style_sheet_stand_apart(theme: Theme) -> None:
    checked = 0
    for selector, declared in rules(theme):
        for letters, ground in (("color", "background"), ("selection-color", "selection-background-color")):
            if letters in declared and declared.get(ground, "").startswith("#") and ":disabled" not in selector:
                assert ratio(QColor(declared[letters]), QColor(declared[ground])) >= TEXT_CONTRAST, selector
                checked += 1
    assert checked >= 10


@themes
def test_letters_in_a_colour_are_read_on_cards(theme: Theme) -> None:
    colors = [theme.positive, theme.negative, theme.delta_positive, theme.delta_negative, theme.outline,
              *(theme.phase_color(phase) for phase in Phase),
              *(racer_color(one.name, theme, number) for one in OPTIMIZERS for number in range(4))]
    for color in colors:
        assert ratio(theme.readable(color), theme.card) >= TEXT_CONTRAST


@themes
def test_numbers_are_read_on_the_colours_of_signs_and_of_costs(theme: Theme) -> None:
    grounds = [theme.signed_color(share, 1.0) for share in np.linspace(-1, 1, 41)] + \
        [theme.delta_color(share, 1.0) for share in np.linspace(-1, 1, 41)] + \
        [viridis(share) for share in np.linspace(0, 1, 64)]
    for ground in grounds:
        assert ratio(theme.text_on(ground), ground) >= TEXT_CONTRAST


@themes
def test_names_and_readouts_on_the_map_are_read_wherever_they_lie(theme: Theme) -> None:
    for share in np.linspace(0, 1, 64):
        ground = viridis(share)
        card = QColor(theme.card)
        card.setAlphaF(0.9)
        assert ratio(theme.text, over(ground, card)) >= TEXT_CONTRAST
        assert ratio(light_ink(), over(ground, dark_ink(NAME_GROUND))) >= TEXT_CONTRAST


@themes
def test_the_ring_stands_out_from_what_it_surrounds(theme: Theme) -> None:
    for ground in (theme.card, theme.window, theme.sunken):
        assert ratio(theme.focus, ground) >= RING_CONTRAST
    assert ratio(focus_on_accent(theme), theme.accent) >= RING_CONTRAST


def test_optimizers_are_told_apart_by_shapes(start: Callable[..., Deltaflow]) -> None:
    names = [one.name for one in OPTIMIZERS]
    shapes = [class_shape(racer_shape(name)) for name in names]
    assert len({shape_sign(racer_shape(name)) for name in names}) == len(names)
    assert all(one != other for number, one in enumerate(shapes) for other in shapes[:number])
    program = start(workspace="descent")
    window = program.window
    for row in window.findChildren(OptimizerRow):
        if not row.takes_part.isChecked():
            row.takes_part.click()
    assert window.workspaces["descent"].page is not None
    window.workspaces["descent"].page.session.go_to_step(20)
    program.settle()
    chart = window.workspaces["descent"].page.workspace.chart
    for sign in "●■▲◆▼⬢":
        assert sign in chart.legend.text()
    assert all(len(items[3].getData()[0]) for items in chart._drawn)
    movers = window.workspaces["descent"].page.workspace.pictures[0].map.scene.movers
    assert len({mover.shape for mover in movers}) == len(names)


def test_classes_are_told_apart_by_shapes() -> None:
    shapes = [class_shape(number) for number in range(4)]
    assert all(one != other for number, one in enumerate(shapes) for other in shapes[:number])


def test_signs_are_told_by_dashes_and_letters_on_the_stage(start: Callable[..., Deltaflow]) -> None:
    program = start(experiment="xor_points", steps=6)
    canvas = program.window.workspaces["network"].page.workspace.stage.canvas
    assert canvas.dashed(), "negative edges are dashed wherever edges are drawn singly"


def test_test_data_are_told_from_training_data_by_dots(start: Callable[..., Deltaflow]) -> None:
    program = start(experiment="xor_points")
    program.session.navigator.train(10)
    program.settle()
    for chart in program.window.workspaces["network"].page.workspace.charts.charts:
        assert "━●" in chart.curves.legend_entries()[-1]
        assert "●" not in chart.curves.legend_entries()[-2]
        dots = chart.surface._dots[chart.curves.test].getData()[0]
        assert 2 <= len(dots) <= MOST_DOTS


def test_of_two_runs_the_second_is_dashed_in_every_chart(start: Callable[..., Deltaflow]) -> None:
    program = start(experiment="xor_points")
    program.session.start_comparison(with_change(program.session.experiment, learning_rate=1.0))
    program.settle()
    charts = program.window.workspaces["network"].page.workspace.charts.charts
    assert len(charts) == 2
    for chart in charts:
        first, second = chart.compared_entries("a", "b")
        assert "╍" in second
        assert "╍" not in first
