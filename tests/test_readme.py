"""What the README says is so: its examples work, and it names what there is."""

from __future__ import annotations

import math
import re
from pathlib import Path

import numpy as np
import pytest

from lectures.reading import read_lecture
from simulator import activations, optimizers
from simulator.datasets import points
from simulator.surfaces import catalogue as functions
from tests.simulator.entry_lies import lies_of


@pytest.fixture(scope="module")
def readme(project: Path) -> str:
    return (project / "README.md").read_text(encoding="utf-8")


def blocks(readme: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", readme, re.DOTALL | re.MULTILINE)


def made(block: str, module: object) -> object:
    """What the last expression of a block makes, where it is written into a module."""
    head, separator, tail = block.rstrip().rpartition("\n\n\n")
    names = dict(vars(module))
    exec(head + separator, names)
    return eval(tail.strip() or block.strip(), names)


def test_the_activation_that_the_readme_adds_is_right(readme: str) -> None:
    gelu = made(blocks(readme, "python")[0], activations)
    assert isinstance(gelu, activations.Activation)
    assert lies_of(gelu) == []
    # D. Hendrycks, K. Gimpel, *Gaussian Error Linear Units*, 2016: z Φ(z), to three digits
    z = np.linspace(-6.0, 6.0, 121)
    expected = [0.5 * one * (1.0 + math.erf(one / math.sqrt(2.0))) for one in z]
    np.testing.assert_allclose(gelu.value(z.reshape(1, -1))[0], expected, atol=1e-3)


def test_the_optimizer_that_the_readme_adds_is_right(readme: str) -> None:
    decaying = made(blocks(readme, "python")[1], optimizers)
    assert isinstance(decaying, optimizers.Optimizer)
    assert lies_of(decaying) == []
    new, _ = decaying.update(np.array([2.0]), np.array([3.0]), (), 1, 0.1, (0.5,))
    assert new == pytest.approx([2.0 - 0.3 - 0.1])


def test_the_data_set_that_the_readme_adds_can_be_learned_from(readme: str) -> None:
    stripes = made(blocks(readme, "python")[2], points)
    assert isinstance(stripes, points.DataSet)
    inputs, labels = stripes.train.raw, stripes.train.labels
    assert set(labels.tolist()) == {0, 1}
    np.testing.assert_array_equal(np.floor((inputs[:, 0] + 1.0) * 3.0).astype(int) % 2, labels)


def test_the_surface_that_the_readme_adds_is_what_it_says(readme: str) -> None:
    egg_box = made(blocks(readme, "python")[3], functions)
    assert isinstance(egg_box, functions.TestFunction)
    a, b = np.array(egg_box.start[:1]), np.array(egg_box.start[1:])
    np.testing.assert_allclose(egg_box.surface.costs(a, b), 2.0 + np.sin(3.0 * a) * np.sin(3.0 * b), rtol=1e-14)


def test_the_lecture_that_the_readme_adds_has_no_problems(readme: str, project: Path) -> None:
    reading = read_lecture(blocks(readme, "toml")[0], "15_one_neuron", str(project / "assets" / "lectures"))
    assert reading.problems == ()
    assert reading.lecture is not None


def test_every_picture_and_page_that_the_readme_names_is_there(readme: str, project: Path) -> None:
    named = re.findall(r"\]\(([^)#:]+)\)", readme)
    assert len(named) >= 9
    assert [name for name in named if not (project / name).is_file()] == []


def test_every_target_that_the_readme_names_is_in_the_makefile(readme: str, project: Path) -> None:
    makefile = (project / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"`?make (\w+)", readme)) - {"it"}:
        if re.search(rf"`make {target}[ `]|^    make {target}\b", readme, re.MULTILINE):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_every_option_of_the_command_line_is_in_the_readme(readme: str, project: Path) -> None:
    code = (project / "gui" / "command_line.py").read_text(encoding="utf-8")
    options = re.findall(r'add_argument\("(--[a-z-]+)"', code)
    assert len(options) > 10
    assert [option for option in options if option not in readme] == []
