from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF

from gui.workspaces.network.edge_pictures import edge_path
from gui.workspaces.network.layout import ALWAYS_WHOLE, CaptionForm, Column, View, largest_zoom, make_layout

MNIST = (784, 30, 10)
SQUARE = (28, 28)


def overlap(column: Column) -> bool:
    return any(lower - upper < radii[0] + radii[1] for (upper, lower), radii in
               zip(pairwise(column.y), pairwise(column.radius), strict=True))


@pytest.mark.parametrize("height", [260.0, 480.0, 560.0, 840.0])
def test_all_neurons_of_a_layer_of_thirty_are_drawn_without_touching(height: float) -> None:
    hidden = make_layout(MNIST, SQUARE, 800.0, height).columns[1]
    assert hidden.squeezed is None
    assert not overlap(hidden)
    assert len(set(hidden.radius)) == 1


def test_a_layer_of_a_hundred_shows_its_ends_large_and_its_middle_as_dots() -> None:
    hidden = make_layout((784, 100, 10), SQUARE, 800.0, 520.0).columns[1]
    assert hidden.squeezed is not None
    first, last = hidden.squeezed
    assert first == 100 - last > 3
    assert hidden.radius[0] == hidden.radius[-1] > 4 * hidden.radius[50]
    assert hidden.is_squeezed(50)
    assert not hidden.is_squeezed(0)
    assert (np.diff(hidden.y) > 0).all()


def test_the_largest_zoom_sets_the_dots_of_the_widest_layer_apart() -> None:
    layout = make_layout((784, 1000, 10), SQUARE, 800.0, 520.0)
    assert layout.smallest_spacing * largest_zoom(layout.smallest_spacing) >= 16.0


def test_edges_of_pixels_start_at_the_right_of_the_picture_in_reading_order_each_beside_its_row() -> None:
    column = make_layout(MNIST, SQUARE, 800.0, 520.0).columns[0]
    assert column.picture is not None
    assert column.x == column.picture.right
    assert (np.diff(column.y) > 0).all()
    row_height = column.picture.height / 28
    for pixel in (0, 27, 28, 300, 783):
        top = column.picture.y + (pixel // 28) * row_height
        assert top < column.y[pixel] < top + row_height
        assert column.pixel_centre(pixel)[1] == pytest.approx(top + row_height / 2)


def test_the_pixel_under_a_point_is_found_again_from_its_middle() -> None:
    column = make_layout(MNIST, SQUARE, 800.0, 520.0).columns[0]
    assert all(column.neuron_at(*column.pixel_centre(pixel), reach=0.0) == pixel for pixel in range(784))
    assert column.neuron_at(column.x + 1.0, float(column.y[0]), reach=5.0) is None


def test_a_neuron_is_hit_inside_its_circle_and_missed_beyond_its_reach() -> None:
    column = make_layout((2, 4, 1), None, 600.0, 400.0).columns[1]
    x, y, radius = column.x, float(column.y[2]), float(column.radius[2])
    assert column.neuron_at(x + 0.9 * radius, y, reach=0.0) == 2
    assert column.neuron_at(x + radius + 2.0, y, reach=3.0) == 2
    assert column.neuron_at(x + radius + 4.0, y, reach=3.0) is None


@given(st.lists(st.integers(1, 400), min_size=2, max_size=8), st.booleans(), st.floats(320, 2000),
       st.floats(110, 1400), st.sampled_from([0.75, 1.0, 2.0]))
def test_every_network_fits_the_stage(sizes: list[int], picture: bool, width: float, height: float,
                                      scale: float) -> None:
    shape = (1, sizes[0]) if picture else None
    layout = make_layout(tuple(sizes), shape, width * scale, height * scale, scale,
                         one_and_two_lines(len(sizes), 120.0 * scale))
    assert all(left.x < right.x for left, right in pairwise(layout.columns))
    for size, column in zip(sizes, layout.columns, strict=True):
        assert column.size == size
        assert (column.y - column.radius >= 0).all()
        assert (column.y + column.radius <= layout.height).all()
        assert (column.radius > 0).all() or column.picture is not None
        assert column.squeezed is None or size > ALWAYS_WHOLE
    assert layout.columns[-1].x + layout.columns[-1].largest_radius <= layout.width - layout.output_room


def one_and_two_lines(layers: int, width: float) -> tuple[CaptionForm, ...]:
    return tuple(CaptionForm(lines, (share * width,) * layers)
                 for lines, share in ((1, 1.0), (2, 0.6), (1, 0.5), (1, 0.1)))


def test_captions_take_two_lines_where_one_is_too_narrow() -> None:
    forms = one_and_two_lines(5, 110.0)
    wide = make_layout((2, 8, 8, 8, 1), None, 1400.0, 500.0, 1.0, forms)
    narrow = make_layout((2, 8, 8, 8, 1), None, 660.0, 500.0, 1.0, forms)
    assert (wide.caption_form, narrow.caption_form) == (0, 1)
    assert narrow.top == wide.top + 17.0


def test_captions_of_very_many_layers_are_shortened_and_never_touch() -> None:
    sizes = (2, *[3] * 14, 1)
    forms = one_and_two_lines(len(sizes), 110.0)
    layout = make_layout(sizes, None, 700.0, 500.0, 1.0, forms)
    assert layout.caption_form == 3
    assert not any(layout.has_room_for(form.widths, 8.0) for form in forms[:3])
    assert make_layout(sizes, None, 330.0, 500.0, 1.0, forms).caption_form == len(forms)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_on_a_low_stage_captions_take_one_line_and_the_network_most_of_the_height(scale: float) -> None:
    for height in (110.0, 150.0, 210.0):
        forms = one_and_two_lines(3, 110.0 * scale)
        layout = make_layout(MNIST, SQUARE, 500.0 * scale, height * scale, scale, forms)
        assert layout.caption_form != 1
        assert layout.bottom - layout.top >= 0.5 * layout.height
        picture = layout.columns[0].picture
        assert picture is not None
        assert picture.height >= 0.6 * (layout.bottom - layout.top)


def test_a_little_more_height_never_makes_the_network_smaller() -> None:
    forms = (CaptionForm(1, (40.0,) * 3),)
    layouts = [make_layout(MNIST, SQUARE, 800.0, float(height), 1.0, forms) for height in range(110, 500)]
    rooms = [layout.bottom - layout.top for layout in layouts]
    assert all(lower <= higher for lower, higher in pairwise(rooms))


@pytest.mark.parametrize("t", [0.0, 0.1, 0.37, 0.5, 0.9, 1.0])
def test_the_drawn_bezier_curve_is_the_smooth_step_that_fields_and_clicks_use(t: float) -> None:
    path = edge_path(QPointF(10.0, 300.0), QPointF(250.0, 40.0))
    point = path.elementAt(0), path.elementAt(1), path.elementAt(2), path.elementAt(3)
    bernstein = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
    x = sum(share * one.x for share, one in zip(bernstein, point, strict=True))
    y = sum(share * one.y for share, one in zip(bernstein, point, strict=True))
    assert x == pytest.approx(10.0 + 240.0 * t)
    assert y == pytest.approx(300.0 - 260.0 * (3 * t**2 - 2 * t**3))


def test_zooming_keeps_the_point_under_the_cursor() -> None:
    view, cursor = View(), QPointF(310.0, 120.0)
    for factor in (1.25, 2.0, 0.8, 3.0):
        before = view.back(cursor)
        view = view.zoomed(factor, cursor, largest=50.0)
        assert view.back(cursor) == pytest.approx(before)


def test_the_view_never_leaves_the_stage() -> None:
    dragged = View().zoomed(4.0, QPointF(0.0, 0.0), largest=50.0).moved(QPointF(500.0, -9000.0))
    view = dragged.kept_within(800.0, 500.0)
    assert view.x(0.0) == 0.0
    assert view.y(500.0) == pytest.approx(500.0)
    assert View(3.0, -100.0, -50.0).zoomed(0.01, QPointF(10.0, 10.0), largest=50.0) == View()
