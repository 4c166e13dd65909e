"""Whether a window can be shown at all. Qt aborts the process where it can't, so we ask first."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

from gui.command_line import UsageError

_REMEDY = "start it on a desktop, or use --screenshot OUT.png, which needs no display"


def check_display() -> None:
    """Passes where a window can be shown.

    Raises
    ------
    UsageError
        If there is no display, or the display can't be reached, or Qt lacks a system library for it.
    """
    if not sys.platform.startswith("linux"):
        return
    platform = os.environ.get("QT_QPA_PLATFORM", "").split(":")[0].split(";")[0]
    if platform not in ("", "xcb", "wayland", "wayland-egl"):
        return
    if platform != "xcb" and _wayland_answers():
        return
    name = os.environ.get("DISPLAY", "")
    if not name:
        raise UsageError(f"Deltaflow needs a display, and neither DISPLAY nor WAYLAND_DISPLAY names one; {_REMEDY}")
    try:
        ctypes.CDLL("libxcb-cursor.so.0")
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError as error:
        raise UsageError(f"Qt lacks a system library ({error}); run: sudo apt-get install libxcb-cursor0") from error
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    if failed:
        raise UsageError(f"the display {name} can't be reached; {_REMEDY}")


def _wayland_answers() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY", "")
    return bool(name) and (Path(os.environ.get("XDG_RUNTIME_DIR", "/")) / name).exists()
