"""What all tests share: no display, no threads in BLAS, and nothing left behind."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
import weakref
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

# All of this must be set before numpy and Qt are imported, and a test that starts a program hands it on.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LC_ALL"] = "C.UTF-8"  # in the plain C locale Qt warns about the encoding
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
    os.environ[_name] = "1"
for _name in ("QT_SCALE_FACTOR", "QT_FONT_DPI", "QT_STYLE_OVERRIDE", "QT_QPA_PLATFORMTHEME"):
    os.environ.pop(_name, None)  # the size and look of this person's desktop

# What is compiled is kept, whatever the machine is set to: a test that starts a program would compile all of it anew.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

gc.disable()  # until all is loaded: see pytest_collection_finish

settings.register_profile("repeatable", deadline=None, derandomize=True, database=None)
settings.load_profile("repeatable")


@pytest.fixture(scope="session", autouse=True)
def settings_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keeps the tests away from the settings of the person who runs them."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"):
            folder = tmp_path_factory.mktemp(name.lower())
            folder.chmod(0o700)  # Qt refuses a run-time folder that others can read
            patch.setenv(name, str(folder))
        yield


@pytest.fixture(scope="session", autouse=True)
def read_once() -> Iterator[None]:
    """The lectures that ship with the program are read once for all tests; what else is read is read each time."""
    from lectures import library, reading

    shipped, kept = str(library.builtin_folder()), cache(reading.read_lecture)

    def read(text: str, name: str, folder: str = "") -> reading.Reading:
        return (kept if folder == shipped else reading.read_lecture)(text, name, folder)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(library, "read_lecture", read)
        yield


class Leaks:
    """Finds what a test has made and left running: timers, threads, windows.

    Qt knows no list of all timers and threads, so those that are made while a test runs are noted.
    """

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        from PySide6.QtCore import QThread, QTimer

        self._made: list[weakref.ref[QObject]] = []
        for kind in (QTimer, QThread):
            patch.setattr(kind, "__init__", self._noting(kind.__init__))
        self._windows_before = set(map(self._address, self._windows()))

    def _noting(self, init: Any) -> Any:
        def noting(made: QObject, *arguments: Any, **keywords: Any) -> None:
            init(made, *arguments, **keywords)
            self._made.append(weakref.ref(made))

        return noting

    @staticmethod
    def _windows() -> list[Any]:
        from PySide6.QtWidgets import QApplication

        return QApplication.topLevelWidgets() if QApplication.instance() else []

    @staticmethod
    def _address(window: Any) -> tuple[int, str]:
        """What is the same for a window as long as Qt has it; Python may forget its own object meanwhile."""
        from shiboken6 import getCppPointer

        return getCppPointer(window)[0], window.metaObject().className()

    def _is_known(self, window: Any) -> bool:
        """Whether it was there before, or is a part of such a one, as the list of a choice box is."""
        while window is not None and self._address(window) not in self._windows_before:
            window = window.parentWidget()
        return window is not None

    def found(self) -> list[str]:
        """One description for each; empty when all is well."""
        from PySide6.QtCore import QThread, QTimer
        from shiboken6 import isValid

        found = [f"a window: {window!r}" for window in self._windows() if not self._is_known(window)]
        for made in (reference() for reference in self._made):
            if made is None or not isValid(made):
                continue
            if isinstance(made, QTimer) and made.isActive():
                found.append(f"a running timer: {made!r} in {made.parent()!r}")
            if isinstance(made, QThread) and made.isRunning():
                found.append(f"a running thread: {made!r} in {made.parent()!r}")
        return found


def pytest_collection_finish() -> None:
    """What has been loaded stays, and is not looked through for garbage again and again."""
    gc.freeze()
    gc.enable()


def pytest_runtest_teardown() -> None:
    """Once there are windows, garbage is collected between tests only, and by this thread: see gui.app."""
    if "PySide6.QtWidgets" in sys.modules:
        from gui.app import collect_if_due

        gc.disable()
        collect_if_due()


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """Fails the very test that leaves a timer or a thread running, or a window open."""
    if "PySide6.QtWidgets" not in sys.modules:
        yield
        return
    from PySide6.QtCore import QCoreApplication, QEvent

    with pytest.MonkeyPatch.context() as patch:
        leaks = Leaks(patch)
        yield
    if QCoreApplication.instance():
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    found = leaks.found()
    if found:  # a closed window is often kept by a ring of references; only what survives a collection is a leak
        gc.collect()
        found = leaks.found()
    if found:
        pytest.fail("the test left behind\n  " + "\n  ".join(found))


@pytest.fixture(scope="session")
def xvfb_display(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An X11 display of the tests' own, such as ":1": Xvfb itself picks a number that is free."""
    server = shutil.which("Xvfb")
    if server is None:
        pytest.fail("Xvfb is missing: `make test` installs it, or names the line to run")
    log = tmp_path_factory.mktemp("xvfb") / "log"
    read, write = os.pipe()
    command = [server, "-displayfd", str(write), "-screen", "0", "1920x1200x24", "-nolisten", "tcp", "-noreset"]
    with log.open("wb") as messages:
        process = subprocess.Popen(command, pass_fds=[write], stdout=messages, stderr=messages)
    os.close(write)
    try:
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()  # comes when the display is ready; empty when Xvfb has ended
        if not number:
            pytest.fail(f"Xvfb did not start:\n{log.read_text(errors='replace')}")
        yield f":{number}"
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


@pytest.fixture
def x11_environment(xvfb_display: str) -> dict[str, str]:
    """The environment of a program that shall open a real window on `xvfb_display`."""
    inherited = {name: value for name, value in os.environ.items() if name != "WAYLAND_DISPLAY"}
    return {**inherited, "DISPLAY": xvfb_display, "QT_QPA_PLATFORM": "xcb"}


@pytest.fixture(scope="session")
def project() -> Path:
    """The folder of the project."""
    return Path(__file__).resolve().parent.parent
