"""The rules of the house that no linter knows."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

import pytest

from tests.sources import modules_of, nodes_of, text_of

TARGETS = ("run", "test", "lint", "bench", "translations", "app", "install", "uninstall", "help")
PACKAGES = ("simulator", "lectures", "documents", "gui")
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


def imports_of(project: Path, package: str) -> dict[str, set[str]]:
    """For each module of a package the others of it that it imports, wherever in its text, for type checking too."""
    paths = {".".join(path.relative_to(project).with_suffix("").parts): path
             for path in modules_of(project / package)}
    found: dict[str, set[str]] = {}
    for name, path in paths.items():
        nodes = [node for node in nodes_of(path) if isinstance(node, ast.ImportFrom)]
        wanted = {name for node in nodes
                  for name in (str(node.module), *(f"{node.module}.{alias.name}" for alias in node.names))}
        found[name] = (wanted & paths.keys()) - {name}
    return found


@pytest.mark.parametrize("package", PACKAGES)
def test_no_modules_import_each_other_in_a_circle(project: Path, package: str) -> None:
    try:
        TopologicalSorter(imports_of(project, package)).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


def chains_of(nodes: Iterable[ast.AST]) -> list[str]:
    """Chains of three classes of our own, of which each is a base of the one before."""
    classes = [node for node in nodes if isinstance(node, ast.ClassDef)]
    bases = {node.name: set[str]() for node in classes}
    for node in classes:
        names = {ast.unparse(base).split("[")[0].split(".")[-1] for base in node.bases}
        bases[node.name] |= names & bases.keys() - {node.name}
    return [f"{name} < {base} < {last}"
            for name in bases for base in sorted(bases[name]) for last in sorted(bases[base])]


def test_no_chain_of_own_classes_is_deeper_than_two(project: Path) -> None:
    own = [node for package in PACKAGES for path in modules_of(project / package) for node in nodes_of(path)]
    chains = chains_of(own)
    assert not chains, "a class has what it needs (a tool, a painter, a history) and isn't a kind of it"


@pytest.mark.parametrize(("source", "chains"), [
    ("class A(QWidget): pass\nclass B(A): pass", []),
    ("class A: pass\nclass B(A): pass\nclass C(A): pass", []),
    ("class A(Q.Widget): pass\nclass B(m.A): pass\nclass C(B): pass", ["C < B < A"]),
    ("class A(Generic[T]): pass\nclass B(A[int], QWidget): pass\nclass C(QWidget, B): pass", ["C < B < A"])])
def test_a_chain_of_classes_is_found_however_its_bases_are_written(source: str, chains: list[str]) -> None:
    assert chains_of(ast.walk(ast.parse(source))) == chains


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


CLOCKS = frozenset(f"{name}{unit}" for name in ("perf_counter", "monotonic") for unit in ("", "_ns")) | {
    "QElapsedTimer", "QDeadlineTimer"}
WAITS = frozenset(("qWait", "qWaitFor", "qWaitForWindowActive", "qWaitForWindowExposed", "sleep", "wait"))
LONGEST_REST = 0.1
"""Seconds that a test may rest, so that others can do something; it must not matter whether they have."""


def clock_sins(nodes: Iterable[ast.AST]) -> Iterator[tuple[int, str]]:
    """Lines of a test that read the clock or say how long something may take, and why that isn't wanted."""
    for node in nodes:
        if isinstance(node, ast.Name | ast.Attribute):
            name = node.id if isinstance(node, ast.Name) else node.attr
            if name in CLOCKS:
                yield node.lineno, f"{name} tells how busy the machine is; count the work, or use process_time"
        elif isinstance(node, ast.Assert | ast.Compare):
            if any(isinstance(part, ast.Attribute) and part.attr in {"time", "now"}
                   and ast.unparse(part) in {"time.time", "datetime.now"} for part in ast.walk(node)):
                yield node.lineno, "what the clock says is compared; set the time, and compare that"
        elif isinstance(node, ast.Call):
            yield from ((node.lineno, why) for why in _sins_of_call(node))


def _name_of(called: ast.expr) -> str:
    """The last part of what is called, "" where it has no name."""
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def _sins_of_call(call: ast.Call) -> Iterator[str]:
    if any(one.arg == "timeout" and isinstance(one.value, ast.Constant) for one in call.keywords):
        yield "waiting ends with PATIENCE, see tests/waiting.py"
    name = _name_of(call.func)
    if name not in WAITS:
        return
    called = ast.unparse(call.func)
    is_seconds = name == "sleep" or (name == "wait" and "qtbot" not in called)
    times = [one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, int | float)]
    if times and max(times) > LONGEST_REST * (1 if is_seconds else 1000):
        yield f"{called} waits for a fixed time; wait for what shall happen"


def test_no_test_depends_on_how_busy_the_machine_is(project: Path) -> None:
    tests = project / "tests"
    # what `make bench` measures, and the long trials
    allowed = {tests / "waiting.py", *(tests / "benchmarks").rglob("*.py"), *(tests / "prove").rglob("*.py")}
    found = [f"{path.relative_to(project)}, line {line}: {why}"
             for path in sorted(set(modules_of(tests)) - allowed) for line, why in clock_sins(nodes_of(path))]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("sin", [
    "assert time.perf_counter() - begun < 0.25", "deadline = monotonic() + 60", "qtbot.waitUntil(f, timeout=5_000)",
    "subprocess.run(command, timeout=60)", "assert time.time() < end", "if datetime.now() > end: fail()",
    "QTest.qWait(300)", "qtbot.wait(200)", "time.sleep(0.5)", "event.wait(20)", "clock = QElapsedTimer()",
])
def test_what_depends_on_how_busy_the_machine_is_is_found(sin: str) -> None:
    assert list(clock_sins(ast.walk(ast.parse(sin))))


@pytest.mark.parametrize("fine", [
    "assert time.process_time() - begun < 0.5", "qtbot.waitUntil(f)", "subprocess.run(command, timeout=PATIENCE)",
    "kept(at=time.time())", "QTest.qWait(5)", "qtbot.wait(1)", "event.wait(PATIENCE)", "session.worker.wait()",
])
def test_what_waits_with_patience_or_counts_work_is_fine(fine: str) -> None:
    assert not list(clock_sins(ast.walk(ast.parse(fine))))


def _is_own_text(node: ast.expr) -> bool:
    """Whether nothing but the program's own words can be in it."""
    if isinstance(node, ast.IfExp):
        return _is_own_text(node.body) and _is_own_text(node.orelse)
    if isinstance(node, ast.Call):
        name = _name_of(node.func)
        return name in ("plain_tip", "setting_about", "toolTip", "html") or (
            name in ("tr", "translate") and all(isinstance(word, ast.Constant) for word in node.args))
    return isinstance(node, ast.Constant)


def _guesses_of_html(source: str, nodes: Iterable[ast.AST] | None = None) -> list[str]:
    """Where Qt may take a text for HTML without having been told that it is."""
    found = []
    for node in ast.walk(ast.parse(source)) if nodes is None else nodes:
        if not isinstance(node, ast.Call) or _name_of(node.func) not in {"setToolTip", "showText"}:
            continue
        called = ast.unparse(node.func)
        tip = node.args[:1] if called.endswith(".setToolTip") else \
            node.args[1:2] if called == "QToolTip.showText" else []
        found += [ast.unparse(node) for text in tip if not _is_own_text(text)]
    for target in re.findall(r"(?:(\b[\w.]+) = )?\bQLabel\(", source):
        if not target or f"{target}.setTextFormat(" not in source:
            found.append(f"{target} = QLabel")
    found += [name for name, body in re.findall(r"class (\w+)\(QLabel\):(.*?)(?=\nclass |\Z)", source, re.DOTALL)
              if "self.setTextFormat(" not in body]
    return found


def test_no_text_of_a_file_is_taken_for_html_in_a_label_or_a_tooltip(project: Path) -> None:
    found = {path.name: guesses for path in modules_of(project / "gui")
             if (guesses := _guesses_of_html(text_of(path), nodes_of(path)))}
    assert found == {}


@pytest.mark.parametrize("guess", ["entry.setToolTip(name)", "label = QLabel(name)", "class Name(QLabel):\n    pass",
                                   "part.setToolTip(self.tr('{name}').format(name=name))"])
def test_what_may_be_taken_for_html_is_found(guess: str) -> None:
    assert _guesses_of_html(guess)
