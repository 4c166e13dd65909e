"""The workspaces: what they are to the rest of the program, and which ones there are."""

NAMES = ("network", "descent", "graph")
"""In the order of the menu; those of `gui.workspaces.registry`, which loads more than a command line needs."""
