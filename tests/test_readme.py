"""What the README and the pages behind it say is so: examples work, and they name what there is."""

from __future__ import annotations

import math
import re
from pathlib import Path

import numpy as np
import pytest

from lectures.reading import read_lecture
from simulator import activations, costs, initializers, optimizers, regularisation
from simulator.datasets import features, points
from simulator.descent import remedies
from simulator.graph import examples
from simulator.surfaces import catalogue
from tests.simulator.entry_lies import lies_of


@pytest.fixture(scope="module")
def readme(project: Path) -> str:
    return (project / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def extending(project: Path) -> str:
    return (project / "docs" / "extending.md").read_text(encoding="utf-8")


def block(text: str, heading: str) -> str:
    """The example below a heading."""
    section = text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    found = re.findall(r"^```\w+\n(.*?)^```", section, re.DOTALL | re.MULTILINE)
    assert len(found) == 1, heading
    return found[0]


def made(example: str, module: object) -> object:
    """What the last expression of an example makes, where it is written into a module."""
    head, separator, tail = example.rstrip().rpartition("\n\n\n")
    names = dict(vars(module))
    exec(head + separator, names)
    return eval(tail.strip() or example.strip(), names)


def test_the_activation_that_the_page_adds_is_right(extending: str) -> None:
    gelu = made(block(extending, "An activation function"), activations)
    assert isinstance(gelu, activations.Activation)
    assert lies_of(gelu) == []
    # D. Hendrycks, K. Gimpel, *Gaussian Error Linear Units*, 2016: z Φ(z), to three digits
    z = np.linspace(-6.0, 6.0, 121)
    expected = [0.5 * one * (1.0 + math.erf(one / math.sqrt(2.0))) for one in z]
    np.testing.assert_allclose(gelu.value(z.reshape(1, -1))[0], expected, atol=1e-3)


def test_the_optimizer_that_the_page_adds_is_right(extending: str) -> None:
    decaying = made(block(extending, "An optimizer"), optimizers)
    assert isinstance(decaying, optimizers.Optimizer)
    assert lies_of(decaying) == []
    new, _ = decaying.update(np.array([2.0]), np.array([3.0]), (), 1, 0.1, (0.5,))
    assert new == pytest.approx([2.0 - 0.3 - 0.1])


def test_the_data_set_that_the_page_adds_can_be_learned_from(extending: str) -> None:
    stripes = made(block(extending, "A data set"), points)
    assert isinstance(stripes, points.DataSet)
    inputs, labels = stripes.train.raw, stripes.train.labels
    assert set(labels.tolist()) == {0, 1}
    np.testing.assert_array_equal(np.floor((inputs[:, 0] + 1.0) * 3.0).astype(int) % 2, labels)


def test_the_surface_that_the_page_adds_is_what_it_says(extending: str) -> None:
    egg_box = made(block(extending, "A loss surface"), catalogue)
    assert isinstance(egg_box, catalogue.TestFunction)
    a, b = np.array(egg_box.start[:1]), np.array(egg_box.start[1:])
    np.testing.assert_allclose(egg_box.surface.costs(a, b), 2.0 + np.sin(3.0 * a) * np.sin(3.0 * b), rtol=1e-14)


@pytest.mark.parametrize(("heading", "module", "kind"), [
    ("A cost", costs, costs.Cost), ("A regularisation", regularisation, regularisation.Regularisation),
    ("Initial weights", initializers, initializers.Initializer), ("An input feature", features, features.Feature),
    ("A ready graph", examples, examples.GraphExample), ("A remedy", remedies, remedies.RemedyEntry)])
def test_every_other_entry_that_the_page_adds_is_what_it_says(extending: str, heading: str, module: object,
                                                              kind: type) -> None:
    entry = made(block(extending, heading), module)
    assert isinstance(entry, kind)
    assert lies_of(entry) == []


def test_the_lecture_that_the_page_adds_has_no_problems(extending: str, project: Path) -> None:
    reading = read_lecture(block(extending, "A lecture"), "15_one_neuron", str(project / "assets" / "lectures"))
    assert reading.problems == ()
    assert reading.lecture is not None


PAGES = ("README.md", "CONTRIBUTING.md", "docs/*.md")


def anchors(page: Path) -> set[str]:
    """Of a page's headlines, as GitHub makes them."""
    headlines = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", headline.lower()).replace(" ", "-") for headline in headlines}


def without_code(page: Path) -> str:
    text = re.sub(r"^```.*?^```|^    .*?$", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    return re.sub(r"`[^`\n]+`", "`…`", text)


def test_every_picture_page_and_section_that_a_page_leads_to_is_there(project: Path) -> None:
    links = [(page, page.parent / name if name else page, anchor)
             for pattern in PAGES for page in project.glob(pattern)
             for name, anchor in re.findall(r"\]\(([^)#:]*)(?:#([^)]+))?\)", without_code(page))]
    assert len(links) >= 15
    assert [(page.name, str(target), anchor) for page, target, anchor in links
            if not target.is_file() or (anchor and anchor not in anchors(target))] == []


def test_the_readme_is_a_front_page_and_leads_to_every_other(readme: str, project: Path) -> None:
    assert len(readme.splitlines()) <= 150
    assert [page.name for page in project.glob("docs/*.md") if f"(docs/{page.name})" not in readme] == []


def test_no_sentence_and_no_row_stands_on_two_pages(project: Path) -> None:
    seen: dict[str, str] = {}
    for page in sorted(page for pattern in PAGES for page in project.glob(pattern)):
        for sentence in re.split(r"(?<=[.!?:|])\s+|\n\n", without_code(page)):
            plain = " ".join(sentence.split())
            if len(plain) > 40:
                assert seen.setdefault(plain, page.name) == page.name, f"{plain!r} is on {seen[plain]} as well"


def test_every_target_that_a_page_names_is_in_the_makefile(project: Path) -> None:
    makefile = (project / "Makefile").read_text(encoding="utf-8")
    text = "\n".join(page.read_text(encoding="utf-8") for pattern in PAGES for page in project.glob(pattern))
    named = set(re.findall(r"(?:`|^    )make (\w+)", text, re.MULTILINE))
    assert {"run", "test"} <= named
    assert [target for target in sorted(named) if not re.search(rf"^{target}:", makefile, re.MULTILINE)] == []


def test_every_option_of_the_command_line_is_on_its_page(project: Path) -> None:
    page = (project / "docs" / "command_line.md").read_text(encoding="utf-8")
    code = (project / "gui" / "command_line.py").read_text(encoding="utf-8")
    options = re.findall(r'add_argument\("(--[a-z-]+)"', code)
    assert len(options) > 10
    assert [option for option in options if option not in page] == []
