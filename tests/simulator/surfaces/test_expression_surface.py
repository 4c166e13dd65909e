"""A written expression as a surface: costs, gradients and Hessians over a window, holes included."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

from simulator.expressions import ExpressionError, parse
from simulator.surfaces.surface import ExpressionSurface, Surface, Window, own_surface

WINDOW = Window((-2.0, -1.0), (2.0, 3.0))


def test_costs_gradients_and_hessians_are_those_of_the_expression() -> None:
    # a²b: ∇ = (2ab, a²), H = (2b, 2a; 2a, 0)
    surface: Surface = own_surface("a²b", WINDOW)
    a, b = np.array([2.0, -1.0]), np.array([3.0, 0.5])
    assert surface.costs(a, b).tolist() == [12.0, 0.5]
    assert surface.gradients(a, b).tolist() == [[12.0, 4.0], [-1.0, 1.0]]
    assert surface.hessians(a, b).tolist() == [[[6.0, 4.0], [4.0, 0.0]], [[1.0, -2.0], [-2.0, 0.0]]]


def test_the_window_and_the_symbols_are_what_was_given() -> None:
    assert own_surface("a", WINDOW).window is WINDOW
    assert own_surface("a", WINDOW).symbols == ("a", "b")
    assert ExpressionSurface(parse("w + b", ("w", "b")), WINDOW, ("w", "b")).symbols == ("w", "b")


def test_the_first_name_of_the_expression_is_the_first_parameter_whatever_it_is_called() -> None:
    surface = ExpressionSurface(parse("w − 2v", ("w", "v")), WINDOW, ("w", "v"))
    assert surface.costs(np.array(5.0), np.array(1.0)) == 3.0
    assert surface.gradients(np.array(5.0), np.array(1.0)).tolist() == [1.0, -2.0]


@pytest.mark.parametrize("text", ["3", "a", "b²", "a·b"])
def test_a_row_and_a_column_make_a_grid(text: str) -> None:
    surface = own_surface(text, WINDOW)
    a, b = WINDOW.axis(0, 5), WINDOW.axis(1, 4)[:, np.newaxis]
    full = np.broadcast_arrays(a, b)
    assert surface.costs(a, b).shape == (4, 5)
    assert surface.gradients(a, b).shape == (4, 5, 2)
    assert surface.hessians(a, b).shape == (4, 5, 2, 2)
    assert (surface.costs(a, b) == surface.costs(*full)).all()
    assert (surface.gradients(a, b) == surface.gradients(*full)).all()
    assert (surface.hessians(a, b) == surface.hessians(*full)).all()


@pytest.mark.parametrize(
    ("text", "is_defined"),
    [("ln(a)", lambda a, b: a > 0), ("1/(a·b)", lambda a, b: (a != 0) & (b != 0)), ("sqrt(b − a²)", lambda a, b:
     b >= a * a), ("exp(exp(4a))", lambda a, b: a < np.log(np.log(1.797e308)) / 4), ("1/0", lambda a, b: a > np.inf)],
)
def test_there_are_holes_where_it_is_not_defined_or_overflows_and_no_warnings(text: str, is_defined: object) -> None:
    surface = own_surface(text, WINDOW)
    a, b = WINDOW.axis(0, 41), WINDOW.axis(1, 41)[:, np.newaxis]
    assert callable(is_defined)
    holes = ~np.broadcast_to(is_defined(a, b), (41, 41))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        costs, gradients, hessians = surface.costs(a, b), surface.gradients(a, b), surface.hessians(a, b)
    assert (np.isnan(costs) == holes).all()
    assert np.isnan(gradients[holes]).all()
    assert np.isnan(hessians[holes]).all()
    assert not np.isinf(costs).any()
    assert not np.isinf(gradients).any()
    assert not np.isinf(hessians).any()


def test_what_can_not_be_read_is_refused_with_its_place() -> None:
    with pytest.raises(ExpressionError, match="there is no c; the names are a, b") as caught:
        own_surface("a + c", WINDOW)
    assert (caught.value.place, caught.value.length) == (4, 1)


def test_equal_texts_over_equal_windows_are_equal_surfaces() -> None:
    assert own_surface("a + b", WINDOW) == own_surface("a + b", Window((-2.0, -1.0), (2.0, 3.0)))
    assert own_surface("a + b", WINDOW) != own_surface("a − b", WINDOW)
