"""Starts Deltaflow."""

from __future__ import annotations

import gc
import sys

from gui.command_line import UsageError, parse


def main(arguments: list[str]) -> int:
    """Runs the program with these command-line arguments and gives its exit status."""
    try:
        options = parse(arguments)
        # What is loaded now stays: looking through it for rubbish, again and again, takes a tenth of the start. Later
        # the window sees to it, see gui.garbage.
        gc.disable()
        from gui.app import run  # Qt takes a while to load: a mistyped option is answered without it

        return run(options)
    except UsageError as error:
        print(f"deltaflow: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
