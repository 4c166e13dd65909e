"""The program's own files as text and as trees, read and parsed once for all tests of a process."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path


@cache
def text_of(path: Path) -> str:
    """What stands in a file."""
    return path.read_text(encoding="utf-8")


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """All nodes of a Python file, as `ast.walk` finds them."""
    return tuple(ast.walk(ast.parse(text_of(path))))


@cache
def modules_of(folder: Path) -> tuple[Path, ...]:
    """The Python files in a folder and in those within it."""
    return tuple(sorted(folder.rglob("*.py")))


def calls_in(path: Path) -> Iterator[ast.Call]:
    """Every call in a Python file."""
    return (node for node in nodes_of(path) if isinstance(node, ast.Call))


def name_parts(called: ast.expr) -> Iterator[str]:
    """The names in `package.module.called`, the last one first."""
    while isinstance(called, ast.Attribute):
        yield called.attr
        called = called.value
    if isinstance(called, ast.Name):
        yield called.id
