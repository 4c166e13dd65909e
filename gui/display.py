"""Whether a window can be shown at all. Qt aborts the process where it can't, so we ask first."""

from __future__ import annotations

import ctypes
import os
import socket
import subprocess
import sys
from pathlib import Path

from gui.command_line import UsageError

_NEEDING_NOTHING = ("offscreen", "minimal", "vnc")
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
    if platform in _NEEDING_NOTHING:
        return
    if platform not in ("", "xcb", "wayland", "wayland-egl"):
        _try_out(platform)
        return
    wayland, name = os.environ.get("WAYLAND_DISPLAY", ""), os.environ.get("DISPLAY", "")
    if platform != "xcb" and _wayland_answers(wayland):
        return
    if platform.startswith("wayland"):
        raise UsageError(f"QT_QPA_PLATFORM={platform} needs a Wayland display, and none answers; unset it, or "
                         f"{_REMEDY}")
    if not name and wayland:
        raise UsageError(f"the display WAYLAND_DISPLAY={wayland} does not answer, and DISPLAY names none; {_REMEDY}")
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
    os.environ["QT_QPA_PLATFORM"] = "xcb"  # or Qt would first try a Wayland display that does not answer


def _wayland_answers(name: str) -> bool:
    if not name:
        return False
    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(str(Path(os.environ.get("XDG_RUNTIME_DIR", "/")) / name))
    except OSError:  # left over from a session that has ended
        return False
    return True


def _try_out(platform: str) -> None:
    """Starts Qt on a rare platform in a process of its own, where it may abort."""
    code = ("from PySide6.QtGui import QGuiApplication, QRasterWindow; app = QGuiApplication([]); "
            "window = QRasterWindow(); window.show(); app.processEvents()")
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    if result.returncode != 0:
        raise UsageError(f"Qt can't start with QT_QPA_PLATFORM={platform}; unset it, or {_REMEDY}")
