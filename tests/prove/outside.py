"""What lies outside the program's windows, made harmless: files to open and to save, links, the desktop."""

from __future__ import annotations

import gzip
import json
import os
import random
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

_FOLDERS = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR", "HOME")
_ENDINGS = ("", ".json", ".csv", ".png", ".svg", ".pdf", ".gif", ".toml", ".npz", ".safetensors", ".py", ".deltaflow")


def own_folders(root: Path) -> dict[str, str]:
    """The variables of an environment in which a program keeps everything under `root`."""
    folders = {name: root / name.lower() for name in _FOLDERS}
    for folder in folders.values():
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)  # Qt refuses a run-time folder that others can read
    return {name: str(folder) for name, folder in folders.items()}


def files_to_open(folder: Path) -> None:
    """Files of every kind that the program reads, and some that it has to refuse."""
    folder.mkdir(parents=True, exist_ok=True)
    source = random.Random(1)
    rows = [f"{source.uniform(-1, 1):.3f},{source.uniform(-1, 1):.3f},{source.choice('ab')}" for _ in range(60)]
    (folder / "table.csv").write_text("\n".join(("x,y,kind", *rows)), encoding="utf-8")
    (folder / "broken.csv").write_text('a,b\n1,"2\n', encoding="utf-8")
    for part, count in (("train", 40), ("t10k", 12)):
        images, labels = source.randbytes(count * 64), bytes(source.randrange(4) for _ in range(count))
        (folder / f"{part}-images-idx3-ubyte").write_bytes(struct.pack(">4I", 0x803, count, 8, 8) + images)
        (folder / f"{part}-labels-idx1-ubyte.gz").write_bytes(
            gzip.compress(struct.pack(">2I", 0x801, count) + labels))
    (folder / "experiment.json").write_text(json.dumps({
        "data_set": "xor", "layers": [{"neurons": 3, "activation": "tanh"}, {"neurons": 1, "activation": "sigmoid"}],
        "batch_size": 4}), encoding="utf-8")
    (folder / "broken.json").write_text('{"layers": 7', encoding="utf-8")
    (folder / "nothing").write_bytes(b"")


class Desktop:
    """Answers for whatever the program asks the desktop: mostly with a file, sometimes with nothing.

    Attributes
    ----------
    asked
        What was asked for, in its order.
    """

    def __init__(self, folder: Path, source: random.Random) -> None:
        self._folder = folder
        self._source = source
        self.asked: list[str] = []
        files_to_open(folder / "to open")
        (folder / "saved").mkdir(exist_ok=True)

    def file_to_open(self) -> str:
        """One of the files that lie there, or one that was saved before."""
        found = [path for place in ("to open", "saved") for path in sorted((self._folder / place).iterdir())]
        return str(self._source.choice([*found, self._folder / "missing.json"]))

    def name_to_save(self, suggested: str = "") -> str:
        """A new name, one that is there already, or one in a folder that isn't."""
        ending = Path(suggested).suffix or self._source.choice(_ENDINGS)
        place = self._source.choice(("saved", "saved", "saved", "saved", "no such folder"))
        return str(self._folder / place / f"{self._source.choice('abc')}{ending}")

    def open_name(self, *arguments: Any, **keywords: Any) -> tuple[str, str]:
        """In the place of QFileDialog.getOpenFileName."""
        self.asked.append("open")
        return (self.file_to_open() if self._source.random() < 0.8 else "", "")

    def save_name(self, parent: Any = None, caption: str = "", suggested: str = "", kinds: str = "",
                  *arguments: Any, **keywords: Any) -> tuple[str, str]:
        """In the place of QFileDialog.getSaveFileName."""
        self.asked.append("save")
        kind = self._source.choice(kinds.split(";;"))
        return (self.name_to_save(suggested) if self._source.random() < 0.8 else "", kind)

    def open_url(self, *arguments: Any) -> bool:
        """In the place of QDesktopServices.openUrl."""
        self.asked.append("link")
        return True

    @contextmanager
    def in_place(self) -> Iterator[None]:
        """While it answers; the working folder is its own."""
        before = Path.cwd()
        folder = self._folder
        with (patch.object(QFileDialog, "getOpenFileName", self.open_name),
              patch.object(QFileDialog, "getSaveFileName", self.save_name),
              patch.object(QFileDialog, "getOpenFileNames", lambda *_, **__: ([self.file_to_open()], "")),
              patch.object(QFileDialog, "getExistingDirectory", lambda *_, **__: str(folder / "saved")),
              patch.object(QDesktopServices, "openUrl", self.open_url)):
            os.chdir(folder)
            try:
                yield
            finally:
                os.chdir(before)
