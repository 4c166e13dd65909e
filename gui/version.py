"""The version: this is its one place. pyproject.toml, the command line, About and the installed program read it."""

VERSION = "0.8.0"
