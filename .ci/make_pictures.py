"""Makes every picture of the README anew, as the program draws them now: `make pictures`.

Each is what `main.py` writes with these options, so anybody can make one like it; only the animation is put together
here, from the window while somebody presses Next.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
FOLDER = PROJECT / "assets" / "pictures"
USUAL = ("--theme", "light", "--language", "en", "--size", "1440x900")

PICTURES: dict[str, tuple[str, ...]] = {
    "forward": ("--steps", "3"),
    "backward-dark-korean": ("--steps", "7", "--theme", "dark", "--language", "ko"),
    "half-adder": ("--experiment", "half_adder_nands", "--steps", "4"),
    "descent": ("--surface", "two_valleys", "--steps", "200"),
    "graph": ("--workspace", "graph", "--steps", "11"),
    "lecture": ("--lecture", "13", "--beat", "7"),
}
ANIMATION = "through-the-network"
PRESSES, WIDTH, HEIGHT = 14, 1120, 720
HOLD, LAST_HOLD = 900, 2500
"""Milliseconds for which a picture of the animation stands, and the last one."""


def main() -> int:
    """Makes those that are named, or all; gives the exit status."""
    wanted = sys.argv[1:] or [*PICTURES, ANIMATION]
    unknown = sorted(set(wanted) - {*PICTURES, ANIMATION})
    if unknown:
        print(f"unknown picture {unknown[0]}; choose among {', '.join([*PICTURES, ANIMATION])}", file=sys.stderr)
        return 2
    for name in wanted:
        print(name)
        if name == ANIMATION:
            make_animation(FOLDER / f"{name}.gif")
            continue
        options = (*USUAL, *PICTURES[name], "--screenshot", str(FOLDER / f"{name}.png"))
        subprocess.run([sys.executable, str(PROJECT / "main.py"), *options], check=True)
    return 0


def make_animation(path: Path) -> None:
    """A drawn digit goes through the network, and its error back."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    sys.path.insert(0, str(PROJECT))
    from PIL import Image
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtWidgets import QApplication

    from gui.app import Deltaflow
    from gui.command_line import Options
    from gui.foundation.theme import install_fonts

    app = QApplication(sys.argv[:1])
    install_fonts()
    program = Deltaflow(app, Options(theme="light", language="en", size=(WIDTH, HEIGHT)), remembers=False)
    program.window.show()
    frames = []
    for press in range(PRESSES + 1):
        if press:
            program.session.next()
        program.settle()
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.ReadWrite)
        program.window.grab().save(buffer, "PNG")
        picture = Image.open(io.BytesIO(bytes(buffer.data().data())))
        frames.append(picture.convert("RGB").quantize(128, dither=Image.Dither.NONE))
    program.window.close()
    holds = [HOLD] * PRESSES + [LAST_HOLD]
    frames[0].save(path, save_all=True, append_images=frames[1:], duration=holds, loop=0, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
