"""The lines of a step: every optimizer's rule with the numbers of a and b, worked out again from what is shown."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from gui.equations.notation import Items, Mark, Number
from gui.equations.rounding import plain
from gui.foundation.number_text import NARROW_SPACE
from gui.workspaces.descent.step_terms import StepLine, in_one_line, step_lines
from simulator.arrays import Array
from simulator.descent.race import Race
from simulator.descent.racer import Racer
from simulator.descent.stops import Part
from simulator.descent.trail import DescentStep
from simulator.optimizers import OPTIMIZERS, optimizer_named
from simulator.surfaces.surface import Window

NAMES = tuple(optimizer.name for optimizer in OPTIMIZERS)


class Bowl:
    """C = 0.31 a² + 1.7 b² + 0.2 a b."""

    window = Window((-3.0, -3.0), (3.0, 3.0))
    symbols = ("a", "b")

    def costs(self, a: Array, b: Array) -> Array:
        return np.asarray(0.31 * a * a + 1.7 * b * b + 0.2 * a * b)

    def gradients(self, a: Array, b: Array) -> Array:
        return np.stack(np.broadcast_arrays(0.62 * a + 0.2 * b, 3.4 * b + 0.2 * a), axis=-1)

    def hessians(self, a: Array, b: Array) -> Array:
        return np.broadcast_to(np.array([[0.62, 0.2], [0.2, 3.4]]), (*np.broadcast(a, b).shape, 2, 2))


def step_of(optimizer: str, number: int = 13, learning_rate: float = 0.1) -> DescentStep:
    race = Race(Bowl(), [Racer(optimizer, learning_rate, start=(2.6, -1.2))])
    race.extend_to(number + 1)
    return race.trails[0].step(number)


def text(line: StepLine) -> str:
    return plain(in_one_line(line)).replace("\N{THIN SPACE}", "").replace("  ", " ").replace("  ", " ")


def texts(step: DescentStep) -> list[str]:
    return [text(line) for line in step_lines(step, ("a", "b"))]


def numbers(items: Items) -> list[Number]:
    return [item for item in items if isinstance(item, Number)]


def result(line: StepLine) -> list[Number]:
    return numbers(tuple(item for piece in line.rows[-1].pieces for item in piece))


def by_name(step: DescentStep) -> dict[str, StepLine]:
    return {plain(line.left[:1]): line for line in step_lines(step, ("a", "b"))}


def test_momentum_reads_as_in_a_textbook() -> None:
    step = replace(
        step_of("momentum"), theta=np.array([1.0, 2.0]), theta_after=np.array([0.679, 1.784]),
        gradient=np.array([0.42, 0.18]), memory_before=(np.array([-0.31, -0.22]),),
        memory_after=(np.array([-0.321, -0.216]),))
    assert texts(step) == [
        "θ_13 = ( a , b ) = ( 1 , 2 )",
        "g = ∇C ( θ_13 ) = ( 0.420 , 0.180 )",
        "v_14 = μ v_13 − η g = 0.9 · ( −0.310 , −0.220 ) − 0.1 · ( 0.420 , 0.180 ) = ( −0.321 , −0.216 )",
        "θ_14 = θ_13 + v_14 = ( 1 , 2 ) + ( −0.321 , −0.216 ) = ( 0.679 , 1.78 )"]


def test_gradient_descent_has_its_direction_before_its_move() -> None:
    lines = step_lines(step_of("gradient_descent"), ("w", "b"))
    assert [line.part for line in lines] == [Part.GRADIENT, Part.GRADIENT, Part.DIRECTION, Part.MOVE]
    assert text(lines[0]).startswith("θ_13 = ( w , b ) = ")
    assert text(lines[2]).startswith("Δθ = − η g = − 0.1 · ( ")
    assert text(lines[3]).startswith("θ_14 = θ_13 + Δθ = ")


@pytest.mark.parametrize("optimizer", NAMES)
def test_what_is_shown_is_what_the_race_recorded(optimizer: str) -> None:
    step = step_of(optimizer)
    lines = by_name(step)
    for shown, exact in zip(result(lines["g"]), step.gradient, strict=True):
        assert shown.value == exact
    for symbol, memory in zip(optimizer_named(optimizer).memory_symbols, step.memory_after, strict=True):
        assert [one.value for one in result(lines[f"{symbol}_14"])] == memory.tolist()
    assert [one.value for one in result(lines["θ_14"])] == step.theta_after.tolist()
    if "Δθ" in lines:
        assert [one.value for one in result(lines["Δθ"])] == pytest.approx(step.move.tolist(), rel=1e-9)


def worked(row: str, entry: int) -> float:
    """A row of a line, worked out for one entry of its vectors by Python itself."""
    python = row.replace("−", "-").replace("·", "*").replace("²", "**2").replace("√", "sqrt").replace("^", "**")
    return float(eval(python, {"__builtins__": {}}, {"sqrt": lambda x: x.root(), "V": _Vector(entry)}))


class _Vector:
    """Picks one entry of what stands in the brackets behind it."""

    def __init__(self, entry: int) -> None:
        self._entry = entry

    def __call__(self, *entries: float) -> _Entry:
        return _Entry(entries[self._entry])


class _Entry(float):
    def root(self) -> float:
        return math.sqrt(self)


def row_text(line: StepLine, row: int) -> str:
    """With V before every vector, and powers of ten as Python reads them."""
    items = tuple(item for piece in line.rows[row].pieces for item in piece)
    words: list[str] = []
    for place, item in enumerate(items):
        ahead = items[place:place + 4]
        is_vector = item == Mark("(") and len(ahead) == 4 and ahead[2] == Mark(",")
        words.append("V(" if is_vector else f"{plain((item,))}")
    joined = " ".join(words).replace("√ V(", "√V(").replace("\N{THIN SPACE}", "").replace(NARROW_SPACE, "")
    for power, exponent in (("·10⁻⁸", "e-8"), ("·10⁻⁵", "e-5"), ("·10⁻⁴", "e-4")):
        joined = joined.replace(power, exponent)
    return joined.replace("√V(", "√(V(", 1).replace(" + 1e-8", ") + 1e-8", 1) if "√V(" in joined else joined


@pytest.mark.parametrize("optimizer", NAMES)
@pytest.mark.parametrize("number", [0, 1, 13])
def test_the_numbers_that_are_shown_give_the_result_that_is_shown(optimizer: str, number: int) -> None:
    checked = 0
    for line in step_lines(step_of(optimizer, number), ("a", "b"))[2:]:
        assert len(line.rows) == 3
        if line.rows[-1].sign != "=":
            continue
        for entry, shown in enumerate(result(line)):
            value = worked(row_text(line, 1), entry)
            assert abs(value - shown.shown_value) <= 0.5 * shown.last_place + 1e-12, (text(line), value)
            checked += 1
    assert checked >= 4


@pytest.mark.parametrize("optimizer", NAMES)
def test_numbers_are_rounded_rightly(optimizer: str) -> None:
    for line in step_lines(step_of(optimizer), ("a", "b")):
        for row in line.rows:
            for one in numbers(tuple(item for piece in row.pieces for item in piece)):
                assert abs(one.shown_value - one.value) <= 0.5 * one.last_place + 1e-15 * abs(one.value)


def test_a_move_can_be_seen_in_the_digits_of_theta_however_small_it_is() -> None:
    step = step_of("gradient_descent", learning_rate=1e-5)
    before, after = result(by_name(step)["θ_13"]), result(by_name(step)["θ_14"])
    assert all(one.text != other.text for one, other in zip(before, after, strict=True))


def test_a_mini_batch_has_its_own_gradient() -> None:
    step = replace(step_of("momentum"), rows=np.array([3, 1]))
    assert texts(step)[1].startswith("g = ∇C_B ( θ_13 ) = ")


def test_infinite_numbers_are_shown_so() -> None:
    step = replace(step_of("momentum"), gradient=np.array([math.inf, math.nan]),
                   memory_after=(np.array([-math.inf, math.nan]),))
    assert "( ∞ , NaN )" in texts(step)[1]
    assert "( −∞ , NaN )" in texts(step)[2]


def test_pieces_between_which_a_line_is_broken_begin_with_a_sign() -> None:
    line = by_name(step_of("momentum"))["v_14"]
    assert [plain(piece).split()[0] for piece in line.rows[1].pieces] == ["0.9", "−"]
