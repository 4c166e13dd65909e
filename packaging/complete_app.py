"""Adds to a program that PyInstaller has built what it is handed on with: licences, icons, menu entry, installer.

    python packaging/complete_app.py dist/deltaflow build/deltaflow/collected.txt

The second file names the libraries of this machine that were collected; Debian and its kin keep a note about the
rights to each.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from importlib.metadata import distribution  # noqa: E402

from PySide6.QtCore import QRectF, Qt  # noqa: E402
from PySide6.QtGui import QImage, QPainter  # noqa: E402
from PySide6.QtSvg import QSvgRenderer  # noqa: E402

from gui.commands.about import BUNDLED, licence_text, version_of  # noqa: E402

ICON = PROJECT / "assets" / "icons" / "application" / "deltaflow.svg"
SIZES = (48, 128, 256)


def write_licences(folder: Path) -> None:
    """A file for each work, and one that lists them.

    Raises
    ------
    SystemExit
        If the text of a licence is missing: a program without it must not be handed on.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lines = []
    for work in BUNDLED:
        text = licence_text(work)
        if not text:
            raise SystemExit(f"the licence of {work.name} was not found; it can't be handed on without")
        (folder / f"{work.name}.txt").write_text(text, encoding="utf-8")
        lines.append(f"{work.name} {version_of(work)}".strip() + f": {work.licence}, {work.makers}")
    # Its loader is a part of the program, and may be: its licence makes an exception for that.
    loader = distribution("pyinstaller")
    for file in loader.files or []:
        if file.name == "COPYING.txt":
            shutil.copyfile(str(file.locate()), folder / "PyInstaller.txt")
    lines.append(f"PyInstaller {loader.version}: GPL-2.0 with an exception for the programs that it builds")
    (folder / "README.txt").write_text("What is in this folder, with whose rights:\n\n" + "\n".join(lines) + "\n",
                                       encoding="utf-8")


def write_system_notes(folder: Path, libraries: list[Path]) -> None:
    """Notes about the rights to the system's own libraries, a file for each package."""
    if shutil.which("dpkg") is None:
        return
    folder.mkdir(parents=True, exist_ok=True)
    for library in libraries:
        answer = subprocess.run(["dpkg", "-S", f"*/{library.name}"], check=False, capture_output=True, text=True)
        for line in answer.stdout.splitlines():
            package = line.partition(":")[0]
            note = Path("/usr/share/doc", package, "copyright")
            if note.is_file():
                shutil.copyfile(note, folder / f"{package}.txt")


def write_icons(folder: Path) -> None:
    """The icon as it is, and in the sizes that desktops show without drawing it themselves."""
    renderer = QSvgRenderer(str(ICON))
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        place = folder / f"{size}x{size}" / "apps"
        place.mkdir(parents=True, exist_ok=True)
        if not image.save(str(place / "deltaflow.png")):
            raise SystemExit(f"{place} can't be written")
    (folder / "scalable" / "apps").mkdir(parents=True, exist_ok=True)
    shutil.copyfile(ICON, folder / "scalable" / "apps" / "deltaflow.svg")


def main() -> None:
    """Completes the folder that the command line names."""
    built, collected = map(Path, sys.argv[1:])
    write_licences(built / "licences")
    write_system_notes(built / "licences" / "system", [Path(line) for line in collected.read_text().splitlines()])
    share = built / "share"
    write_icons(share / "icons" / "hicolor")
    for name, place in (("deltaflow.desktop", "applications"), ("deltaflow.xml", "mime/packages")):
        (share / place).mkdir(parents=True, exist_ok=True)
        shutil.copyfile(PROJECT / "packaging" / name, share / place / name)
    shutil.copy(PROJECT / "packaging" / "install", built / "install")


if __name__ == "__main__":
    main()
