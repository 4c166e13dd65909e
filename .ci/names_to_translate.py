"""Writes the labels of the simulator's entries as a file that lupdate can read.

The simulator knows no window and so marks no texts; the window translates a label with the context "Names".
"""

import importlib
import json
import pkgutil
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import simulator


def labels(value: object) -> Iterator[str]:
    """Every `label` of a dataclass, of the dataclasses in its fields, and of those in a tuple."""
    if isinstance(value, tuple):
        for entry in value:
            yield from labels(entry)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            part = getattr(value, field.name)
            if field.name == "label" and isinstance(part, str):
                yield part
            else:
                yield from labels(part)


def main() -> None:
    """Print one call of translate for each label."""
    found = set()
    for module in pkgutil.walk_packages(simulator.__path__, "simulator."):
        for value in vars(importlib.import_module(module.name)).values():
            found.update(labels(value))
    for label in sorted(found):
        print(f'QCoreApplication.translate("Names", {json.dumps(label, ensure_ascii=False)})')


if __name__ == "__main__":
    main()
