"""What CONTRIBUTING says about the house is so: its drawing, and where things are."""

from __future__ import annotations

import ast
import importlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import combinations
from pathlib import Path
from types import MappingProxyType

import pytest

PACKAGES = ("gui", "lectures", "documents", "simulator")
TEXTS = ("README.md", "CONTRIBUTING.md", "docs/*.md")
Level = tuple[str, ...]
"""Names of modules and packages that stand beside each other."""


def drawing(text: str) -> list[Level]:
    """The levels of the drawing of the house, the uppermost first."""
    block = text.partition("## The house")[2].strip("\n").partition("\n\n")[0]
    levels = [re.findall(r"\b[a-z_]+/(?:[a-z_]+(?:/|\.py))*", part) for part in block.split("↓")]
    return [tuple(path.strip("/").removesuffix(".py").replace("/", ".") for path in level) for level in levels]


@cache
def imports(project: Path) -> Mapping[str, frozenset[str]]:
    """For each module of the program what it imports, wherever in its text, for type checking too."""
    paths = {".".join(path.relative_to(project).with_suffix("").parts): path
             for package in PACKAGES
             for path in sorted((project / package).rglob("*.py"))}
    found = {}
    for name, path in paths.items():
        wanted: set[str] = set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                wanted |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
            elif isinstance(node, ast.Import):
                wanted |= {alias.name for alias in node.names}
        found[name] = frozenset(wanted & paths.keys())
    return MappingProxyType(found)


def level_of(module: str, levels: list[Level]) -> int | None:
    """The level on which a module stands: that of the longest name that it begins with."""
    standing = [(len(name), place) for place, level in enumerate(levels) for name in level
                if module == name or module.startswith(f"{name}.")]
    return max(standing)[1] if standing else None


def arrows_up(levels: list[Level], known: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """Imports that lead from one level to a higher one."""
    for module, wanted in known.items():
        here = level_of(module, levels)
        for other in sorted(wanted):
            there = level_of(other, levels)
            if here is not None and there is not None and there < here:
                yield f"{module} imports {other}, which stands above it"


def missing(levels: list[Level], project: Path) -> Iterator[str]:
    """Packages of the program that the drawing leaves out."""
    drawn = {name for level in levels for name in level}
    packages = [path.parent for path in sorted(project.glob("*/__init__.py"))]
    packages += [path.parent for path in sorted((project / "gui").glob("*/__init__.py"))]
    for folder in packages:
        name = ".".join(folder.relative_to(project).parts)
        if not any(one == name or one.startswith(f"{name}.") for one in drawn):
            yield f"{name} isn't in the drawing"


@pytest.fixture(scope="module")
def levels(project: Path) -> list[Level]:
    return drawing((project / "CONTRIBUTING.md").read_text(encoding="utf-8"))


def test_the_drawing_shows_every_package_and_no_other(levels: list[Level], project: Path) -> None:
    assert len(levels) > 4
    assert list(missing(levels, project)) == []
    places = [project.joinpath(*name.split(".")) for level in levels for name in level]
    assert [place for place in places if not (place.is_dir() or place.with_suffix(".py").is_file())] == []


def test_every_arrow_of_the_drawing_is_an_import_and_none_leads_up(levels: list[Level], project: Path) -> None:
    known = imports(project)
    assert list(arrows_up(levels, known)) == []
    for place in range(len(levels) - 1):
        assert any(level_of(module, levels) == place and (level_of(other, levels) or 0) > place
                   for module, wanted in known.items() for other in wanted), f"nothing on {levels[place]} goes down"


def test_the_drawing_says_what_the_contracts_of_imports_say(levels: list[Level], project: Path) -> None:
    settings = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))
    ordered: list[tuple[str, str]] = []  # above, below
    for contract in settings["tool"]["importlinter"]["contracts"]:
        if contract["type"] == "layers":
            prefixes = [f"{one}." for one in contract.get("containers", [])] or [""]
            rows = [[one.strip("() ") for one in re.split(r"[|:]", row)] for row in contract["layers"]]
            ordered += [(f"{prefix}{upper}", f"{prefix}{lower}") for prefix in prefixes
                        for above, below in combinations(rows, 2) for upper in above for lower in below]
        elif contract["type"] == "forbidden":
            ordered += [(upper, lower) for upper in contract["forbidden_modules"]
                        for lower in contract["source_modules"]]
    pairs = [(upper, lower, level_of(upper, levels), level_of(lower, levels)) for upper, lower in ordered]
    drawn = [(upper, lower, above, below) for upper, lower, above, below in pairs
             if above is not None and below is not None]
    assert len(drawn) > 10
    assert [f"{upper} stands below {lower}" for upper, lower, above, below in drawn if above > below] == []


def test_an_arrow_up_and_a_package_that_is_left_out_are_found(project: Path) -> None:
    levels = [("gui",), ("lectures", "documents"), ("simulator",)]
    imports = {"simulator.run": frozenset({"gui.run.session"}), "gui.app": frozenset({"simulator"})}
    assert list(arrows_up(levels, imports)) == ["simulator.run imports gui.run.session, which stands above it"]
    assert "lectures isn't in the drawing" in missing([("gui.app",), ("simulator", "documents")], project)


# where is what


def places(text: str) -> list[tuple[str, str]]:
    """Paths and names in the table."""
    rows = re.findall(r"^\| .+? \| (`.+?) \| (`.+?) \|$", text.partition("## Where is what")[2], re.MULTILINE)
    found = []
    for paths, names in rows:
        found += list(zip(re.findall(r"`(.+?)`", paths), re.findall(r"`(.+?)`", names), strict=True))
    return found


def homes(name: str, project: Path) -> list[str]:
    """Modules that define a function or class."""
    first = name.partition(".")[0]
    return [path.relative_to(project).as_posix() for package in PACKAGES
            for path in sorted((project / package).rglob("*.py"))
            if re.search(rf"^(def|class) {first}\b", path.read_text(encoding="utf-8"), re.MULTILINE)]


def test_what_the_table_names_is_where_it_says(project: Path) -> None:
    rows = places((project / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    assert len(rows) > 12
    for path, name in rows:
        assert path in homes(name, project), f"{name} isn't in {path}; it is in {homes(name, project) or 'no module'}"
        top, _, method = name.partition(".")
        found = getattr(importlib.import_module(path.removesuffix(".py").replace("/", ".")), top)
        assert not method or callable(getattr(found, method, None)), f"{top} in {path} has no {method}"


def test_the_readme_leads_to_the_table_in_its_last_lines(project: Path) -> None:
    last = (project / "README.md").read_text(encoding="utf-8").rstrip().splitlines()[-3:]
    assert any("(CONTRIBUTING.md#where-is-what)" in line for line in last)


def test_every_file_of_ours_that_a_page_names_is_there(project: Path) -> None:
    folders = "|".join((*PACKAGES, "tests", "assets", "docs", "packaging", r"\.ci"))
    named = {(page.name, path) for pattern in TEXTS for page in project.glob(pattern)
             for path in re.findall(rf"(?<![\w/.])((?:{folders})/[\w./-]*\w)", page.read_text(encoding="utf-8"))}
    assert len(named) > 20
    assert sorted((page, path) for page, path in named if not (project / path).exists()) == []
