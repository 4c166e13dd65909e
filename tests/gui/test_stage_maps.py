"""Maps as colours, curves, and the room that squares get on the stage."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from gui.figures.colors import map_image, middle_of
from gui.foundation.theme import Theme
from gui.run.session import Session
from gui.workspaces.network.layout import make_layout, words_away
from gui.workspaces.network.maps import Curve, layer_images, map_range, maps_of, paint_curve
from gui.workspaces.network.squares import plain_number
from simulator.activations import activation_named
from simulator.costs import cost_named
from simulator.datasets.data_set import Domain
from simulator.experiment import Experiment, Layer
from simulator.network import Network
from simulator.plane import activation_maps, grid_inputs

THEME = Theme()
NAN = float("nan")


def network(*sizes: int, activation: str) -> Network:
    return Network(sizes, (activation_named(activation),) * (len(sizes) - 1), cost_named("quadratic"))


def colors(image: QImage) -> list[list[str]]:
    return [[image.pixelColor(column, row).name() for column in range(image.width())]
            for row in range(image.height())]


@pytest.fixture
def session(qapp: QApplication) -> Iterator[Session]:
    one = Session(Experiment(data_set="circles", layers=(Layer(3, "tanh"), Layer(1))))
    yield one
    one.close()


@pytest.mark.parametrize(("activation", "expected"), [
    ("sigmoid", (0.0, 1.0)), ("step", (0.0, 1.0)), ("softmax", (0.0, 1.0)), ("tanh", (-1.0, 1.0)),
    ("relu", (-4.0, 4.0)), ("identity", (-4.0, 4.0)), ("leaky_relu", (-4.0, 4.0)),
])
def test_bounded_activations_have_their_own_range_of_colors_and_others_are_symmetric(
        activation: str, expected: tuple[float, float]) -> None:
    values = np.array([[0.5, -4.0], [0.0, 1.0]])
    assert map_range(network(2, 2, activation=activation), 1, values) == expected


def test_infinities_and_what_is_no_number_do_not_count_for_the_range() -> None:
    shape = network(2, 2, activation="identity")
    assert map_range(shape, 1, np.array([[np.inf, -2.0], [NAN, 1.0]])) == (-2.0, 2.0)
    assert map_range(shape, 1, np.array([[NAN, NAN]])) == (-1.0, 1.0)
    assert map_range(shape, 1, np.zeros((2, 2))) == (-1.0, 1.0)


def test_the_middle_is_the_card_what_is_higher_blue_and_what_is_lower_orange() -> None:
    image = map_image(np.array([[0.0, 0.5, 1.0], [-9.0, 0.75, 9.0]]), 0.0, 1.0, THEME)
    ends = [THEME.negative.name(), THEME.card.name(), THEME.positive.name()]
    assert colors(image)[0] == ends
    assert colors(image)[1][::2] == ends[::2]
    halfway, wanted = image.pixelColor(1, 1), THEME.signed_color(0.5, 1.0)
    assert all(abs(one - other) <= 1 for one, other in zip(halfway.getRgb(), wanted.getRgb(), strict=True))


def test_what_is_no_number_has_the_color_of_errors() -> None:
    assert colors(map_image(np.array([[NAN, 0.0]]), -1.0, 1.0, THEME)) == [[THEME.error.name(), THEME.card.name()]]
    assert colors(map_image(np.array([[NAN]]), -1.0, 1.0, THEME, discrete=True)) == [[THEME.error.name()]]


def test_a_discrete_map_shows_only_the_side_of_the_middle() -> None:
    image = map_image(np.array([[0.49, 0.5, 0.51]]), 0.0, 1.0, THEME, discrete=True)
    assert colors(image) == [[THEME.negative.name(), THEME.negative.name(), THEME.positive.name()]]
    assert middle_of((0.0, 1.0)) == 0.5


@pytest.mark.parametrize("dark", [False, True])
def test_the_images_of_a_layer_are_the_maps_of_its_neurons(dark: bool) -> None:
    theme, shape = Theme(dark=dark), network(2, 3, 2, activation="relu")
    theta = np.random.default_rng(2).standard_normal(shape.parameter_count)
    maps = activation_maps(shape, theta, grid_inputs(Domain((-1.0, -1.0), (2.0, 3.0)), 6, 5))
    for layer in range(3):
        images = layer_images(shape, layer, maps, (5, 6), theme)
        for neuron, image in enumerate(images):
            own = maps[layer][:, neuron].reshape(5, 6)
            shared = own if layer == 0 else maps[layer]
            alone = map_image(own, *map_range(shape, layer, shared), theme)
            assert colors(image) == colors(alone)


def test_beyond_round_corners_an_image_is_transparent() -> None:
    shape = network(2, 1, activation="tanh")
    maps = activation_maps(shape, np.ones(3), grid_inputs(Domain((-1.0, -1.0), (1.0, 1.0)), 20, 20))
    image = layer_images(shape, 1, maps, (20, 20), THEME, corner=5.0)[0]
    corners = [image.pixelColor(x, y).alpha() for x in (0, 19) for y in (0, 19)]
    sides = [image.pixelColor(x, y).alpha() for x, y in ((0, 10), (10, 0), (19, 10), (10, 19), (2, 2))]
    assert corners == [0] * 4
    assert sides == [255] * 5


def test_maps_are_computed_once_for_each_theta(session: Session) -> None:
    first = maps_of(session.moment, 12, 12)
    session.navigator.next()  # the same θ: nothing is learned on the way forward
    assert maps_of(session.moment, 12, 12) is first
    session.set_parameter(0, 3.0)
    assert maps_of(session.moment, 12, 12) is not first
    assert (maps_of(session.moment, 12, 12)[1][:, 0] != first[1][:, 0]).any()
    assert (maps_of(session.moment, 12, 12)[1][:, 1] == first[1][:, 1]).all()


def test_there_are_no_maps_of_data_that_cannot_be_drawn(qapp: QApplication) -> None:
    digits = Session(Experiment())
    with pytest.raises(ValueError, match="mnist"):
        maps_of(digits.moment, 8, 8)
    digits.close()


def test_a_curve_is_blue_above_the_middle_and_orange_below() -> None:
    across = np.linspace(-2.0, 2.0, 41)
    maps = np.column_stack((np.tanh(across), np.tanh(-3 * across)))
    curve = Curve.of(network(1, 2, activation="tanh"), 1, across, maps, 0)
    assert (curve.low, curve.high, curve.middle) == (-1.0, 1.0, 0.0)
    assert curve.at(0.75) == pytest.approx(np.tanh(1.0), abs=1e-3)
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    image.fill(THEME.card)
    painter = QPainter(image)
    paint_curve(painter, QRectF(0, 0, 100, 100), curve, THEME, None, reached=False)
    painter.end()
    for share, value, wanted in ((0.8, np.tanh(1.2), THEME.positive), (0.2, np.tanh(-1.2), THEME.negative)):
        at = curve.place(QRectF(0, 0, 100, 100), share, float(value)).toPoint()
        around = [QColor(image.pixelColor(at.x(), at.y() + step)).name() for step in (-1, 0, 1)]
        assert wanted.name() in around


def test_a_curve_that_is_bounded_on_one_side_fills_its_picture() -> None:
    across = np.linspace(-1.0, 1.0, 5)
    curve = Curve.of(network(1, 1, activation="relu"), 1, across, np.maximum(across, 0.0)[:, np.newaxis], 0)
    assert (curve.low, curve.high) == (0.0, 1.0)
    wider = curve.with_room_for(np.array([-0.5, 3.0, NAN]))
    assert (wider.low, wider.high, wider.middle) == (-0.5, 3.0, 0.0)


@pytest.mark.parametrize("values", [[NAN] * 5, [1.0, NAN, -1.0, np.inf, -np.inf], [0.0] * 5])
def test_a_curve_of_a_network_that_has_run_away_is_painted_without_complaint(values: list[float]) -> None:
    across = np.linspace(-1.0, 1.0, 5)
    curve = Curve.of(network(1, 1, activation="identity"), 1, across, np.array(values)[:, np.newaxis], 0)
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint_curve(painter, QRectF(0, 0, 40, 40), curve, THEME, 0.3, reached=True)
    painter.end()


@given(st.lists(st.integers(1, 60), min_size=2, max_size=8), st.floats(420, 2200), st.floats(260, 1400),
       st.sampled_from([1.0, 1.5, 2.0]))
def test_squares_never_touch_and_stay_on_the_stage(sizes: list[int], width: float, height: float, scale: float
                                                   ) -> None:
    layout = make_layout(tuple(sizes), None, width * scale, height * scale, scale, squares=True)
    for left, right in pairwise(layout.columns):
        assert left.x + left.largest_radius < right.x - right.largest_radius
    for column in layout.columns:
        assert column.is_square
        assert (column.y[1:] - column.radius[1:] > column.y[:-1] + column.radius[:-1]).all()
        assert (column.y - column.radius >= 0).all()
        assert (column.y + column.radius <= layout.height).all()
        assert column.largest_radius <= 64.0 * scale
        assert column.largest_radius <= max(36.0 * scale, 0.08 * layout.height)


def test_squares_grow_with_the_screen() -> None:
    sizes, widths = (2, 2, 1), {900: 800.0, 1440: 1750.0}
    radii = [make_layout(sizes, None, widths[screen], screen - 440.0, squares=True).columns[1].largest_radius
             for screen in widths]
    assert radii[0] == 36.0
    assert radii[1] > 60.0


def test_six_layers_of_eight_are_legible_on_the_smallest_stage_and_use_the_room_of_a_large_one() -> None:
    sizes = (2, *[8] * 6, 1)
    small = make_layout(sizes, None, 530.0, 330.0, squares=True)
    large = make_layout(sizes, None, 1300.0, 850.0, squares=True)
    assert all(2 * column.largest_radius >= 20.0 for column in small.columns)
    assert all(2 * column.largest_radius >= 44.0 for column in large.columns)
    assert 2 * large.columns[-1].largest_radius >= 64.0


def test_between_squares_there_is_room_for_the_number_below_and_the_error_above() -> None:
    column = make_layout((2, 4, 4, 1), None, 690.0, 460.0, squares=True).columns[1]
    between = column.spacing - 2 * column.largest_radius
    assert between >= 2 * (words_away(column.largest_radius, 1.0) + 14.3)
    assert 2 * column.largest_radius >= 40.0


def test_a_square_is_hit_in_its_corners() -> None:
    column = make_layout((2, 4, 1), None, 600.0, 400.0, squares=True).columns[1]
    x, y, half = column.x, float(column.y[2]), float(column.radius[2])
    assert column.neuron_at(x + 0.95 * half, y - 0.95 * half, reach=0.0) == 2
    assert column.neuron_at(x + half + 4.0, y, reach=3.0) is None


@pytest.mark.parametrize(("x", "text"), [
    (3.0, "3"), (-2.0, "−2"), (-1.5, "−1.5"), (0.25, "0.25"), (0.509123, "0.509"), (0.9999999, "0.9999999"),
    (0.0, "0"), (1.2e-5, "1.20·10⁻⁵"),
])
def test_numbers_at_neurons_are_short_and_never_claim_to_be_whole(x: float, text: str) -> None:
    assert plain_number(x) == text
