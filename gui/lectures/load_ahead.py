"""Modules that take a while to be loaded, loaded before they are needed."""

from __future__ import annotations

import importlib
import threading

from gui.qt_types import make_types
from lectures.model import Lecture


def load_ahead(lecture: Lecture) -> None:
    """What later beats need is loaded by a thread while the first ones are read."""
    wanted = {change.workspace for beat in lecture.beats for change in (beat.scene, *beat.actions)}
    modules = [f"gui.{name}.page" for name in ("descent", "graph") if name in wanted]
    if modules:
        make_types()
        threading.Thread(target=lambda: [importlib.import_module(name) for name in modules], name="load-ahead",
                         daemon=True).start()
