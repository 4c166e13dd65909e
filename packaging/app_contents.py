"""What goes into the built program, and what stays behind: chosen here, put together by deltaflow.spec.

An entry is PyInstaller's: the name in the built folder, where it comes from, and its kind; a symbolic link comes from
where it leads to.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

Entry = tuple[str, str, str]

PROJECT = Path(__file__).resolve().parent.parent
PACKAGES = ("gui", "documents", "lectures", "simulator")
"""Ours: all their modules, for some are imported when they are needed, by a name that is only known then."""
OWN_FILES = ("data", "experiments", "fonts", "icons", "lectures", "licences", "translations")
"""Folders of assets; the README's pictures stay behind."""
WITH_FILES = ("ziamath", "ziafont", "latex2mathml")
"""Packages that read files of their own."""
IMPORTED_BY_NAME = ("PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets")
"""By pyqtgraph, in a way that PyInstaller can't see."""
EXCLUDED = (
    "tkinter", "unittest", "doctest", "numpy.testing", "numpy.f2py",  # what only developers need
    "readline",  # of the interpreter's prompt, and under the GPL
    "ssl", "_ssl", "_hashlib",  # nothing is fetched from anywhere; hashlib has ways of its own
    "PySide6.QtNetwork", "PySide6.QtTest",
    "pyqtgraph.opengl", "pyqtgraph.examples",
    "PIL._avif", "PIL._webp", "PIL._imagingcms", "PIL._imagingft", "PIL._imagingtk",  # we write GIF and PNG
)
PLUGINS = (
    "platforms/libqxcb", "platforms/libqwayland", "platforms/libqoffscreen", "platforms/libqminimal.",
    "xcbglintegrations/", "wayland-shell-integration/libxdg-shell", "wayland-decoration-client/",
    "wayland-graphics-integration-client/libqt-plugin-wayland-egl", "platformthemes/libqxdgdesktopportal",
    "platforminputcontexts/libcompose", "platforminputcontexts/libibus",  # Hangul is typed through ibus
    "iconengines/", "imageformats/libqsvg", "imageformats/libqgif", "imageformats/libqjpeg", "imageformats/libqico",
)
"""Of Qt's plugins, those that a window of ours can need."""


def own_files() -> Iterator[tuple[str, str]]:
    """Our licence and assets, each with the folder where it goes."""
    yield str(PROJECT / "LICENSE"), "."
    for folder in OWN_FILES:
        for path in sorted((PROJECT / "assets" / folder).rglob("*")):
            if path.is_file() and path.suffix != ".ts":  # a translation's source
                yield str(path), str(path.parent.relative_to(PROJECT))


def is_wanted(name: str) -> bool:
    """Whether a file stays: of Qt's plugins those above, of its translations that of our second language."""
    _, is_plugin, plugin = name.partition("Qt/plugins/")
    if is_plugin:
        return plugin.startswith(PLUGINS)
    _, is_translation, translation = name.partition("Qt/translations/")
    return not is_translation or translation == "qtbase_ko.qm"


def needed(entries: Sequence[Entry]) -> list[Entry]:
    """Those of the libraries that Python or Qt loads by name, or that something needed is linked with.

    PyInstaller collects what all plugins are linked with before they can be chosen from: GTK, Kerberos, much of X11.
    """
    from PyInstaller.depend.bindepend import get_imports  # noqa: PLC0415 - the tests do without PyInstaller

    entries = [entry for entry in entries if is_wanted(entry[0])]
    files = {os.path.realpath(source): name for name, source, kind in entries if kind != "SYMLINK"}
    folders = sorted({str(Path(source).parent) for source in files})
    todo = [os.path.realpath(source) for name, source, kind in entries
            if kind == "EXTENSION" or "Qt/plugins/" in name or Path(name).name.startswith("libpython")]
    seen: set[str] = set()
    while todo:
        path = todo.pop()
        if path not in seen:
            seen.add(path)
            todo += [os.path.realpath(found) for _, found in get_imports(path, folders) if found is not None]
    return leading_somewhere(entries, {name for path, name in files.items() if path in seen})


def leading_somewhere(entries: Sequence[Entry], names: set[str]) -> list[Entry]:
    """The entries with these names, and the links that lead to one of them."""
    return [entry for entry in entries if entry[0] in names or (
        entry[2] == "SYMLINK" and os.path.normpath(Path(entry[0]).parent / entry[1]) in names)]


def without_idle_links(entries: Sequence[Entry], names: set[str]) -> list[Entry]:
    """The entries without the unwanted ones and without links to libraries that are not there."""
    links = leading_somewhere([entry for entry in entries if entry[2] == "SYMLINK"], names)
    return [entry for entry in entries if is_wanted(entry[0]) and (entry[2] != "SYMLINK" or entry in links)]


def from_the_system(entries: Sequence[Entry]) -> list[Path]:
    """The libraries that come neither from Python nor from a package."""
    return sorted(Path(source) for _, source, kind in entries
                  if kind == "BINARY" and not Path(source).is_relative_to(sys.prefix) and not _is_of_python(source))


def stripped(entry: Entry, folder: Path) -> Entry:
    """The same without what only debuggers read, if it is Python's own: one built by hand brings 30 MB of that."""
    name, source, kind = entry
    if kind == "SYMLINK" or not _is_of_python(source):
        return entry
    folder.mkdir(parents=True, exist_ok=True)
    lean = folder / Path(name).name
    shutil.copy2(source, lean)
    subprocess.run(["strip", "--strip-unneeded", str(lean)], check=True)
    return name, str(lean), kind


def _is_of_python(source: str) -> bool:
    path, version = Path(source), f"python{sys.version_info[0]}.{sys.version_info[1]}"
    return path.name.startswith("libpython") or path.is_relative_to(Path(sys.base_prefix, "lib", version))
