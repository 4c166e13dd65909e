"""Writes what the simulator and the lectures say, labels and phrases of errors, as a file that lupdate can read.

They know no window and so mark no texts; the window translates a label with the context "Names" and the
template of a phrase with the context "Errors". Phrases of the window's own errors are written in the same way. What
the experiments that ship with the program are called stands in their files, and has the context "Experiments".
"""

import ast
import importlib
import json
import pkgutil
import sys
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import MappingProxyType

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import simulator
from lectures.pages import PAGES
from simulator.experiment import preset_about, preset_title, presets

PROJECT = Path(__file__).resolve().parent.parent


def labels(value: object) -> Iterator[str]:
    """Every label, sentence about it and output name of a dataclass, of those in its fields, and in a table."""
    if isinstance(value, tuple | MappingProxyType):
        for entry in value.values() if isinstance(value, MappingProxyType) else value:
            yield from labels(entry)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            part = getattr(value, field.name)
            if field.name in ("label", "about") and isinstance(part, str):
                yield part
            elif field.name == "output_names":
                yield from part
            else:
                yield from labels(part)


def templates(code: ast.AST) -> Iterator[str]:
    """The template of every `Phrase("…", …)`."""
    for node in ast.walk(code):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Phrase":
            yield ast.literal_eval(node.args[0])


def literal_labels(code: ast.AST) -> Iterator[str]:
    """What is written in a `Label("…")`."""
    for node in ast.walk(code):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Label":
            yield from (one.value for one in node.args if isinstance(one, ast.Constant))


def print_sorted(context: str, texts: Iterable[str]) -> None:
    """Print one call of translate for each text."""
    for text in sorted(set(texts)):
        print(f'QCoreApplication.translate("{context}", {json.dumps(text, ensure_ascii=False)})')


def main() -> None:
    """Print the calls for all labels, all phrases, and all titles of experiments."""
    modules = [importlib.import_module(one.name) for one in pkgutil.walk_packages(simulator.__path__, "simulator.")]
    packages = ("simulator", "lectures", "documents", "gui")
    files = (path for package in packages for path in (PROJECT / package).rglob("*.py"))
    codes = [ast.parse(path.read_text(encoding="utf-8")) for path in files]
    entries = (label for module in modules for value in vars(module).values() for label in labels(value))
    print_sorted("Names", (*entries, *(label for code in codes for label in literal_labels(code))))
    print_sorted("Errors", (template for code in codes for template in templates(code)))
    print_sorted("Pages", (text for page in PAGES for text in (page.label, page.about)))
    print_sorted("Experiments", (text for name in presets() for text in (preset_title(name), preset_about(name))
                                 if text))


if __name__ == "__main__":
    main()
