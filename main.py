"""Starts Deltaflow."""

from __future__ import annotations

import gc
import os
import signal
import sys

from gui.command_line import UsageError, parse
from simulator.errors import message_text


def main(arguments: list[str]) -> int:
    """Runs the program with these command-line arguments and gives its exit status."""
    forget_loader()
    # until the window sees to it, see gui.window.endings
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        options = parse(arguments)
        # What is loaded now stays: looking through it for rubbish, again and again, takes a tenth of the start. Later
        # the window sees to it, see gui.app.
        gc.disable()
        from gui.app import run  # Qt takes a while to load: a mistyped option is answered without it

        return run(options)
    except UsageError as error:
        print(f"deltaflow: {message_text(str(error))}", file=sys.stderr)
        return 2


def forget_loader() -> None:
    """Takes back what the built program's loader has told the system's for it: it has been heard.

    Programs that are started from here, such as a file manager, must find their own libraries and not ours.
    """
    if getattr(sys, "frozen", False) and os.environ.pop("LD_LIBRARY_PATH", None) is not None:
        before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
        if before is not None:
            os.environ["LD_LIBRARY_PATH"] = before


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
