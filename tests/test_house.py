"""The rules of the house that no linter knows."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest

TARGETS = ("run", "test", "lint", "bench", "translations", "app", "install", "uninstall", "help")
TEXT = {"", ".cfg", ".in", ".json", ".md", ".py", ".qss", ".sh", ".svg", ".toml", ".ts", ".txt", ".yml"}


def own_files(project: Path) -> Iterator[Path]:
    """The files of the project, without those that building and testing leave behind."""
    for folder, folders, names in os.walk(project):
        folders[:] = [name for name in folders if (name == ".ci" or name[0] != ".")
                      and name not in {"__pycache__", "build", "dist", "htmlcov"} and not name.endswith(".egg-info")]
        yield from (Path(folder) / name for name in names)


@pytest.fixture(scope="module")
def settings(project: Path) -> dict[str, Any]:
    return tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))


def test_no_file_names_a_folder_of_one_machine_or_a_host_of_a_package_registry(project: Path) -> None:
    # In pieces, so that this file does not contain what it looks for.
    folders = ["/" + name + "/" for name in ("root", "home", "Users", "work/main", "work/shared", "tmp/df", "tmp/dl")]
    hosts = ["pypi." + "org", "python" + "hosted", "npm" + "js", "deb." + "debian", "archive." + "ubuntu"]
    forbidden = re.compile("|".join(map(re.escape, folders + hosts)))
    found = {}
    for path in own_files(project):
        if path.suffix in TEXT and (match := forbidden.search(path.read_text(encoding="utf-8"))):
            found[str(path.relative_to(project))] = match.group()
    assert not found


def test_every_folder_with_code_is_a_package_that_gets_installed(project: Path, settings: dict[str, Any]) -> None:
    include = settings["tool"]["setuptools"]["packages"]["find"]["include"]
    code = {path.parent.relative_to(project) for path in own_files(project) if path.suffix == ".py"}
    packages = {folder for folder in code if folder.parts and folder.parts[0] not in {"tests", ".ci", "packaging"}}
    assert {"simulator", "gui"} <= {folder.parts[0] for folder in packages}
    for folder in packages:
        assert (project / folder / "__init__.py").is_file(), f"{folder} lacks __init__.py"
        assert any(fnmatchcase(".".join(folder.parts), pattern) for pattern in include), f"{folder} is not included"


def test_the_folders_of_tests_are_no_packages_so_that_their_names_never_hide_those_of_the_code(project: Path) -> None:
    assert not list((project / "tests").rglob("__init__.py"))


def test_every_dependency_is_pinned_from_below_and_from_above(settings: dict[str, Any]) -> None:
    pins = settings["project"]["dependencies"] + settings["project"]["optional-dependencies"]["dev"]
    assert [pin for pin in pins if ">=" not in pin or "<" not in pin] == []


def test_numpy_is_all_that_the_simulator_needs_beside_the_standard_library(project: Path) -> None:
    program = """
import importlib, pkgutil, sys
import numpy.random, threadpoolctl  # the second limits the threads of the first
before = set(sys.modules)
import simulator
for module in pkgutil.walk_packages(simulator.__path__, "simulator."):
    importlib.import_module(module.name)
imported = {name.partition(".")[0] for name in set(sys.modules) - before}
print(*imported - set(sys.stdlib_module_names))
"""
    answer = subprocess.run([sys.executable, "-c", program], cwd=project, check=False, capture_output=True, text=True)
    assert answer.returncode == 0, answer.stderr
    assert set(answer.stdout.split()) <= {"simulator", "numpy", "threadpoolctl"}


@pytest.mark.parametrize("target", TARGETS)
def test_make_help_explains_every_target_of_the_makefile(project: Path, target: str) -> None:
    makefile = (project / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{target}:.*## \w", makefile, re.MULTILINE)


def test_continuous_integration_runs_the_tests_and_the_linters(project: Path) -> None:
    script = project / ".ci/run"
    assert os.access(script, os.X_OK)
    assert {"make test", "make lint"} <= set(script.read_text(encoding="utf-8").splitlines())


def test_the_readme_names_the_two_commands_that_everyone_needs(project: Path) -> None:
    readme = (project / "README.md").read_text(encoding="utf-8")
    assert "make run" in readme
    assert "make test" in readme
