"""Starts a built Deltaflow as on a machine without Python, and looks at what it draws.

    python packaging/check_app.py dist/deltaflow/deltaflow [--picture WINDOW.png]

Everything that is loaded late is asked for once: pictures of the workspaces, a lecture with formulas, a handout, an
animation. Then the window is opened on an X11 display of its own (Xvfb) and timed until it stands on the screen. A
line in standard error counts as a failure. Any command can be timed in the same way:

    python packaging/check_app.py --time .venv/bin/python main.py
"""

from __future__ import annotations

import argparse
import mmap
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image

WIDTH, HEIGHT = 1440, 900
LONGEST_START = 60.0
"""Seconds."""
LONGEST_RUN = 180.0
LAST_LINES = 12
"""Of what the program said, so many are shown."""
DOCUMENT = Path(__file__).resolve().parent.parent / "tests" / "documents" / "version_1.deltaflow"
WRITTEN = (
    ("document.png", str(DOCUMENT), "--screenshot"),
    ("network.png", "--experiment", "xor_points", "--steps", "40", "--screenshot"),
    ("descent.png", "--surface", "himmelblau", "--screenshot"),
    ("graph.png", "--workspace", "graph", "--theme", "dark", "--language", "ko", "--screenshot"),
    ("lecture.png", "--lecture", "13", "--beat", "2", "--screenshot"),
    ("xor.pdf", "--lecture", "xor", "--handout"),
    ("xor.gif", "--lecture", "xor", "--beat", "2", "--animation"),
)
BEGINS = {".png": b"\x89PNG", ".pdf": b"%PDF", ".gif": b"GIF8"}


class CheckError(Exception):
    """What is wrong with the program."""


def bare_environment(home: Path) -> dict[str, str]:
    """Nothing of this machine but its language: no path to any Python, and a home of its own."""
    return {"HOME": str(home), "PATH": str(home / "nothing"), "LANG": "C.UTF-8"}


def check_written(program: list[str], folder: Path, environment: dict[str, str]) -> None:
    """Lets the program write a file of each kind, without a display."""
    for name, *options in WRITTEN:
        path = folder / name
        done = subprocess.run([*program, *options, str(path)], env=environment, cwd=folder, check=False,
                              capture_output=True, text=True, timeout=LONGEST_RUN)
        if done.returncode != 0 or done.stderr.strip():
            raise CheckError(f"{' '.join(options)} ended with status {done.returncode} and said:\n{done.stderr}")
        if not path.is_file() or not path.read_bytes().startswith(BEGINS[path.suffix]):
            raise CheckError(f"{' '.join(options)} wrote no {path.suffix} file")


@contextmanager
def display(folder: Path) -> Iterator[tuple[str, Path]]:
    """An X11 display of its own, and the file in which its screen lies."""
    server = shutil.which("Xvfb")
    if server is None:
        raise CheckError("Xvfb is missing; `make app` installs it, or names the line to run")
    read, write = os.pipe()
    process = subprocess.Popen(
        [server, "-displayfd", str(write), "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-fbdir", str(folder), "-nolisten",
         "tcp", "-noreset"], pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise CheckError("Xvfb did not start")
        yield f":{number}", folder / "Xvfb_screen0"
    finally:
        process.terminate()
        process.wait(timeout=10)


def screen(file: Path) -> Image.Image:
    """What stands on the screen: an X window dump, whose header says its own length and the number of its colours."""
    with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as dump:
        header = struct.unpack(">25I", dump[:100])
        start, width, height, line, colours = header[0], header[4], header[5], header[12], header[19]
        pixels = dump[start + 12 * colours:][:line * height]
    return Image.frombytes("RGB", (width, height), pixels, "raw", "BGRX", line)


def is_window(picture: Image.Image) -> bool:
    """Whether a drawn window fills it: an empty screen has one colour, a window without its content few."""
    colours = picture.getcolors(picture.width * picture.height) or []
    most = max(count for count, _ in colours)
    black = sum(count for count, colour in colours if colour == (0, 0, 0))
    pixels = picture.width * picture.height
    return len(colours) > 500 and most < 0.9 * pixels and black < 0.5 * pixels


def check_window(program: list[str], environment: dict[str, str], folder: Path) -> tuple[float, Image.Image]:
    """Opens the window; gives the seconds until it stood on the screen, and its picture a moment later.

    The program has to live on until it is ended from here.
    """
    with display(folder) as (name, file), (folder / "messages").open("w+") as messages:
        start = time.monotonic()
        process = subprocess.Popen(program, env={**environment, "DISPLAY": name, "QT_QPA_PLATFORM": "xcb"},
                                   stdout=messages, stderr=messages)
        try:
            while not is_window(screen(file)):
                if process.poll() is not None or time.monotonic() > start + LONGEST_START:
                    messages.seek(0)
                    raise CheckError(f"no window came (status {process.poll()}):\n{messages.read()}")
                time.sleep(0.02)
            seconds = time.monotonic() - start
            time.sleep(2.0)  # what comes after the window: charts, modules that are loaded ahead
            picture = screen(file)
            if process.poll() is not None:
                raise CheckError(f"the program ended by itself with status {process.poll()}")
        finally:
            process.terminate()
            process.wait(timeout=20)
        messages.seek(0)
        said = messages.read().strip()
        if said:
            raise CheckError(f"the window came, but the program said:\n{said}")
    return seconds, picture


def main() -> int:
    """Checks what the command line names; gives the exit status."""
    parser = argparse.ArgumentParser(description="Starts a built Deltaflow as on a machine without Python.")
    parser.add_argument("program", nargs=argparse.REMAINDER)
    parser.add_argument("--picture", type=Path, help="where to write a picture of the window on the screen")
    parser.add_argument("--time", action="store_true", help="only time the start, with this machine's environment")
    given = parser.parse_args()
    if not given.program:
        parser.error("which program? name its file")
    program = [str(Path(given.program[0]).absolute()), *given.program[1:]]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = bare_environment(folder)
        if given.time:
            environment = {**os.environ, "HOME": name, "XDG_CONFIG_HOME": name}
        try:
            if not given.time:
                check_written(program, folder, environment)
            seconds, picture = check_window(program, environment, folder)
        except CheckError as error:
            lines = str(error).splitlines()
            print(f"{given.program[0]}: {lines[0]}", *lines[1:][-LAST_LINES:], sep="\n", file=sys.stderr)
            return 1
        if given.picture is not None:
            picture.save(given.picture)
    print(f"{given.program[0]}: the window stood on the screen after {seconds:.2f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
