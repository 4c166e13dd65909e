"""The version, what goes into the built program, and how it is announced to the desktop.

The program itself is built and started by `make app`.
"""

from __future__ import annotations

import ast
import configparser
import importlib.util
import os
import re
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import PySide6
import pytest

from documents.document import ENDING
from gui.version import VERSION
from main import forget_loader

VERSIONS_ARE_TOLD_IN = {"CHANGELOG.md"}
STRING_KEYS = {"Type", "Version", "Name", "GenericName", "Comment", "Exec", "Icon", "Terminal", "StartupNotify",
               "StartupWMClass", "Categories", "Keywords", "MimeType"}
"""Of the Desktop Entry Specification 1.5, those that we use."""
MAIN_CATEGORIES = {"AudioVideo", "Development", "Education", "Game", "Graphics", "Network", "Office", "Science",
                   "Settings", "System", "Utility"}


def module(project: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, project / "packaging" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.fixture(scope="module")
def contents(project: Path) -> ModuleType:
    return module(project, "app_contents")


def sources(project: Path) -> Iterator[Path]:
    for folder in ("gui", "documents", "lectures", "simulator"):
        yield from (project / folder).rglob("*.py")
    yield project / "main.py"


# The version


def test_the_version_stands_in_one_place(project: Path) -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", VERSION)
    settings = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))
    assert "version" not in settings["project"]
    assert settings["project"]["dynamic"] == ["version"]
    assert settings["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "gui.version.VERSION"}
    others = [*sources(project), project / "pyproject.toml", project / "Makefile",
              *(path for path in (project / "packaging").iterdir() if path.is_file()), *project.glob("*.md")]
    found = [path.name for path in others if path.name not in VERSIONS_ARE_TOLD_IN
             and VERSION in path.read_text(encoding="utf-8")]
    assert found == ["version.py"]


def test_the_changelog_begins_with_this_version(project: Path) -> None:
    changelog = (project / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## (\d+\.\d+\.\d+) \((?:not yet released|\d{4}-\d\d-\d\d)\)$", changelog, re.MULTILINE)
    assert versions[0] == VERSION
    assert len(versions) == changelog.count("\n## ")
    assert versions == sorted(versions, key=lambda version: [int(part) for part in version.split(".")], reverse=True)


def test_the_program_says_its_version_without_loading_qt(project: Path) -> None:
    answer = subprocess.run([sys.executable, "-X", "importtime", "main.py", "--version"], cwd=project, check=True,
                            capture_output=True, text=True)
    assert answer.stdout == f"deltaflow {VERSION}\n"
    assert "PySide6" not in answer.stderr


# What goes into the built program


def test_all_packages_and_all_assets_that_the_program_reads_are_taken_along(project: Path,
                                                                           contents: ModuleType) -> None:
    settings: dict[str, Any] = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))
    packages = settings["tool"]["setuptools"]["packages"]["find"]["include"]
    assert set(contents.PACKAGES) == {name for name in packages if "." not in name}
    folders = {path.name for path in (project / "assets").iterdir() if path.is_dir()}
    assert set(contents.OWN_FILES) == folders - {"pictures"}
    taken = {Path(place, Path(source).name).as_posix(): Path(source) for source, place in contents.own_files()}
    assert all(path.is_file() for path in taken.values())
    assert {"LICENSE", "assets/data/mnist/README.txt", "assets/fonts/OFL.txt", "assets/lectures/05_xor.toml",
            "assets/lectures/mnist_30.npy", "assets/icons/application/deltaflow.svg",
            "assets/translations/deltaflow_ko.qm"} <= set(taken)
    assert "assets/translations/deltaflow_ko.ts" not in taken


def test_every_plugin_that_is_asked_for_is_one_of_qt(contents: ModuleType) -> None:
    folder = Path(PySide6.__file__).parent / "Qt" / "plugins"
    plugins = [path.relative_to(folder).as_posix() for path in folder.rglob("*.so")]
    for wanted in contents.PLUGINS:
        assert any(plugin.startswith(wanted) for plugin in plugins), wanted
    assert contents.is_wanted("PySide6/Qt/plugins/platforms/libqxcb.so")
    assert not contents.is_wanted("PySide6/Qt/plugins/qmltooling/libqmldbg_tcp.so")
    assert not contents.is_wanted("PySide6/Qt/translations/qtbase_de.qm")
    assert contents.is_wanted("PySide6/Qt/lib/libQt6Core.so.6")


def test_nothing_is_left_out_that_our_code_imports(project: Path, contents: ModuleType) -> None:
    for path in sources(project):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else \
                [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            for name in names:
                assert not any(name == out or name.startswith(f"{out}.") for out in contents.EXCLUDED), (path, name)


def test_links_stay_only_where_they_lead_to_something(contents: ModuleType) -> None:
    entries = [("a/libx.so", "/x", "BINARY"), ("assets/b", "/b", "DATA"), ("libx.so", "a/libx.so", "SYMLINK"),
               ("liby.so", "a/liby.so", "SYMLINK")]
    assert [entry[0] for entry in contents.without_idle_links(entries, {"a/libx.so"})] == \
        ["a/libx.so", "assets/b", "libx.so"]


def test_programs_that_the_built_one_starts_find_their_own_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "ours")
    forget_loader()
    assert os.environ["LD_LIBRARY_PATH"] == "ours", "not built: it is this person's own"
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "theirs")
    forget_loader()
    assert os.environ["LD_LIBRARY_PATH"] == "theirs"
    assert "LD_LIBRARY_PATH_ORIG" not in os.environ
    forget_loader()
    assert "LD_LIBRARY_PATH" not in os.environ


@pytest.mark.x11
def test_the_check_tells_of_a_program_that_shows_no_window(project: Path) -> None:
    answer = subprocess.run([sys.executable, "packaging/check_app.py", "--time", "/bin/false"], cwd=project,
                            check=False, capture_output=True, text=True)
    assert answer.returncode == 1
    assert "/bin/false: no window came (status 1)" in answer.stderr


# Menu entry and kind of file


@pytest.fixture(scope="module")
def entry(project: Path) -> dict[str, str]:
    parser = configparser.ConfigParser(interpolation=None, delimiters=("=",), comment_prefixes=("#",))
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(project / "packaging" / "deltaflow.desktop", encoding="utf-8")
    assert parser.sections() == ["Desktop Entry"]
    return dict(parser["Desktop Entry"])


def test_the_menu_entry_keeps_to_the_desktop_entry_specification(entry: dict[str, str]) -> None:
    assert (entry["Type"], entry["Terminal"], entry["Exec"]) == ("Application", "false", "deltaflow %f")
    for key in entry:
        name, _, language = key.partition("[")
        assert name in STRING_KEYS
        assert language in {"", "ko]"}
        assert not language or name in entry, "what is translated has a text to be used elsewhere"
    lists = {name: entry[name] for name in ("Categories", "Keywords", "Keywords[ko]", "MimeType")}
    assert all(value.endswith(";") and ";;" not in value for value in lists.values())
    assert MAIN_CATEGORIES & set(entry["Categories"].split(";")) == {"Education", "Science"}
    for name in ("GenericName", "Comment", "Keywords"):
        assert re.search("[가-힣]", entry[f"{name}[ko]"])
    assert entry["Comment"] != entry["GenericName"] != entry["Name"]


def test_documents_have_a_kind_of_their_own_that_the_menu_entry_opens(project: Path, entry: dict[str, str]) -> None:
    name = "{http://www.freedesktop.org/standards/shared-mime-info}"
    kind = ET.parse(project / "packaging" / "deltaflow.xml").getroot().find(f"{name}mime-type")
    assert kind is not None
    assert entry["MimeType"] == kind.attrib["type"] + ";"
    glob = kind.find(f"{name}glob")
    assert glob is not None
    assert glob.attrib["pattern"] == f"*{ENDING}"
