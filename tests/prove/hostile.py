"""Texts and files made to do harm to what reads expressions, graphs, tables, IDX files, experiments and lectures.

`python -m tests.prove.hostile FOLDER` makes and reads one after the other and prints, one JSON object a line, what
was said, the seconds of work that it took, and the megabytes by which the most that was in use so far has grown.
"""

from __future__ import annotations

import gzip
import json
import resource
import struct
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from gui.documents.openable import opened
from lectures.library import read_file
from simulator.errors import Explained
from simulator.experiment import preset
from simulator.expressions import parse
from simulator.graph.text import read_graph
from simulator.surfaces.surface import Window, own_surface
from simulator.training import Trainer

MILLION = 10**6
ADDRESS_SPACE = 4 << 30
"""Bytes that a reader may ask for at most, so that the machine stays usable where one would ask for more."""

EXPRESSIONS: dict[str, Callable[[], str]] = {
    "a million brackets": lambda: "(" * MILLION,
    "closed brackets, nested": lambda: "(" * 2000 + "a" + ")" * 2000,
    "five hundred brackets": lambda: "(" * 450 + "a" + ")" * 450,
    "a million signs": lambda: "-" * MILLION + "a",
    "signs, as many as are read": lambda: "-" * 900 + "a",
    "a million digits": lambda: "9" * MILLION,
    "a long name": lambda: "q" * MILLION,
    "a tower of powers": lambda: "2^2^2^2^2^2^2^2",
    "a tall tower": lambda: "9" + "^9" * 400,
    "a tower of the variable": lambda: "a" + "^a" * 400,
    "a huge exponent": lambda: "a^999999999999999999999",
    "a huge exponent of a number": lambda: "9^9^9^9^999999999",
    "an exponent out of range": lambda: "1e999999999",
    "functions in functions": lambda: "sin(" * 300 + "a" + ")" * 300,
    "a million sums": lambda: "+".join("a" * (MILLION // 2)),
    "many products": lambda: "*".join("a" * 500),
    "exponentials of exponentials": lambda: "exp(" * 100 + "a" + ")" * 100,
    "zeros": lambda: "0." + "0" * 900 + "1",
    "other writings of numbers": lambda: "٣+²+Ⅷ+๑",
    "control characters": lambda: "\0\x1b[2J\u202e\ud800",
}
GRAPHS: dict[str, Callable[[], str]] = {
    "a million lines": lambda: "a = 1\n" * (MILLION // 6),
    "lines that double": lambda: "x0 = a*a\n" + "\n".join(f"x{n + 1} = x{n}*x{n}" for n in range(60)),
    "functions that double": lambda: "f0(u) = u + u\n" + "\n".join(
        f"f{n + 1}(u) = f{n}(f{n}(u))" for n in range(20)) + "\nf20(a)",
    "a line that needs itself": lambda: "a = b\nb = a\na",
    "a function that calls itself": lambda: "f(u) = f(u) + 1\nf(a)",
}


def _sparse(path: Path, size: int, head: bytes = b"") -> None:
    with path.open("wb") as file:
        file.write(head)
        file.truncate(size)


def _bomb(path: Path, head: bytes, zeros: int) -> None:
    """Gzipped: a header and so many zeros, in pieces that are packed once."""
    piece = gzip.compress(bytes(MILLION))
    with path.open("wb") as file:
        file.write(gzip.compress(head))
        for _ in range(zeros // MILLION):
            file.write(piece)


def _repeated(path: Path, head: bytes, piece: bytes, count: int) -> None:
    """A head and so many times the same, in parts that take little memory."""
    at_once = 100_000
    with path.open("wb") as file:
        file.write(head)
        for _ in range(count // at_once):
            file.write(piece * at_once)


def _labels(path: Path) -> None:
    (path.parent / "train-labels-idx1-ubyte").write_bytes(struct.pack(">2I", 0x801, 10) + bytes(10))


def _images(path: Path, head: bytes, content: bytes = b"") -> None:
    path.write_bytes(head + content)
    _labels(path)


IMAGES = "train-images-idx3-ubyte"
FILES: dict[str, tuple[str, Callable[[Path], object]]] = {
    "a table of one line of a gigabyte": ("t.csv", lambda path: _sparse(path, 10**9)),
    "a gigabyte behind a good beginning": ("t.csv", lambda path: _sparse(path, 10**9, b"a,b\n1,2\n" * 200_000)),
    "a line of 150 megabytes": ("t.csv", lambda path: _repeated(path, b"a,b\n1,", b"2", 150_000_000)),
    "a row of 75 million columns": ("t.csv", lambda path: _repeated(path, b"", b"1,", 75_000_000)),
    "a row of 400,000 columns": ("t.csv", lambda path: path.write_bytes(b"1," * 400_000 + b"1\n" + b"2," * 400_000)),
    "a quotation mark that never ends": ("t.csv", lambda path: path.write_bytes(
        b'a,b\n1,"' + b"x\n" * 90_000)),
    "a number of a million digits": ("t.csv", lambda path: path.write_bytes(b"a,b\n1," + b"9" * 900_000)),
    "rows without end": ("t.csv", lambda path: _repeated(path, b"", b"1\n", 50_000_000)),
    "a header that promises a billion cells": (IMAGES, lambda path: _images(
        path, struct.pack(">4I", 0x803, 10, 10_000, 10_000))),
    "a header that promises more than there are numbers": (IMAGES, lambda path: _images(
        path, struct.pack(">4I", 0x803, 2**32 - 1, 2**32 - 1, 2**32 - 1))),
    "a header of eight dimensions": (IMAGES, lambda path: _images(path, struct.pack(">9I", 0x808, *[2**31] * 8))),
    "a gzip bomb that promises what it holds": (IMAGES, lambda path: (_bomb(
        path, struct.pack(">4I", 0x803, 10, 10_000, 10_000), 10**9), _labels(path))),
    "a gzip bomb that promises little": (IMAGES, lambda path: (_bomb(
        path, struct.pack(">4I", 0x803, 10, 2, 2), 10**9), _labels(path))),
    "images of a pixel by the million": (IMAGES, lambda path: (_bomb(
        path, struct.pack(">4I", 0x803, 400 * MILLION, 1, 1), 400 * MILLION), _labels(path))),
    "an experiment of a gigabyte": ("e.json", lambda path: _sparse(path, 10**9, b'{"seed": ')),
    "an experiment of 100,000 brackets": ("e.json", lambda path: path.write_bytes(b"[" * 100_000)),
    "an experiment with a number of a million digits": ("e.json", lambda path: path.write_bytes(
        b'{"seed": ' + b"9" * MILLION + b"}")),
    "a million layers": ("e.json", lambda path: path.write_bytes(
        b'{"layers": [' + b'{"neurons": 9},' * (MILLION // 3) + b'{"neurons": 9}]}')),
    "a thousand layers": ("e.json", lambda path: path.write_bytes(
        b'{"layers": [' + b'{"neurons": 9},' * 900 + b'{"neurons": 10}]}')),
    "weights without end": ("e.json", lambda path: path.write_bytes(
        b'{"initial_theta": [' + b"1.5," * 4_900_000 + b"1]}")),
    "points without end": ("e.json", lambda path: path.write_bytes(
        b'{"train_points": [' + b"[]," * 6_000_000 + b"[]]}")),
    "a layer of a billion neurons": ("e.json", lambda path: path.write_bytes(
        b'{"layers": [{"neurons": 1000000000}]}')),
    "a billion samples": ("e.json", lambda path: path.write_bytes(
        b'{"data_set": "spiral", "sample_count": 1000000000}')),
    "a lecture of a gigabyte": ("l.toml", lambda path: _sparse(path, 10**9, b'title = "')),
    "a lecture of 100,000 brackets": ("l.toml", lambda path: path.write_bytes(b"x = " + b"[" * 100_000)),
    "a lecture with a number of 100,000 digits": ("l.toml", lambda path: path.write_bytes(b"x = " + b"9" * 100_000)),
    "a lecture with keys in keys": ("l.toml", lambda path: path.write_bytes(b".".join([b"a"] * 50_000) + b" = 1")),
    "a lecture with 100,000 beats": ("l.toml", lambda path: path.write_bytes(b"[[beat]]\n" * 100_000)),
    "a lecture with 2,000 beats": ("l.toml", lambda path: path.write_bytes(b"[[beat]]\n" * 2000)),
    "a lecture with 100,000 keys": ("l.toml", lambda path: path.write_bytes(
        b"".join(b"a%d=1\n" % number for number in range(100_000)))),
    "a lecture with 80,000 numbers": ("l.toml", lambda path: path.write_bytes(
        b"[[beat]]\nnumbers = {" + b",".join(b'"%d"="a"' % number for number in range(80_000)) + b"}")),
    "a lecture with as many numbers as are read": ("l.toml", lambda path: path.write_bytes(
        b"[[beat]]\nnumbers = {" + b",".join(b'"%d"="a1_1"' % number for number in range(4990)) + b"}")),
    "a lecture of 300,000 lists": ("l.toml", lambda path: path.write_bytes(b"x = [" + b"[]," * 300_000 + b"]")),
}


def _read_expression(text: str) -> str:
    """Reads it and computes with it, as a surface that is drawn."""
    parse(text, ("a", "b"))
    surface = own_surface(text, Window((-1.0, -1.0), (1.0, 1.0)))
    grid = np.linspace(-1.0, 1.0, 61)
    surface.costs(grid, grid[:, np.newaxis])
    surface.hessians(grid, grid)
    return "read"


def _read_graph(text: str) -> str:
    return f"read: {len(read_graph(text).nodes)} nodes"


def _read_file(path: Path) -> str:
    if path.suffix == ".toml":
        entry = read_file(path, is_own=True)
        return f"refused: {entry.problems[0]}" if entry.lecture is None else "read"
    trainer = Trainer(*opened(path))
    trainer.step(trainer.initial_state())
    return "read"


def _most_memory() -> float:
    """Megabytes that this program had in use at most so far: not those of the one that it was started by."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1e3


def _measured(name: str, read: Callable[[], str]) -> None:
    """Prints what became of one; what reading needs anyway doesn't count."""
    before, began = _most_memory(), time.process_time()
    try:
        said = read()
    except Explained as error:
        said = f"refused: {error}"
    except Exception as error:  # noqa: BLE001 - it is what is looked for
        said = f"raised: {error!r}"
    print(json.dumps({"name": name, "said": said[:300], "seconds": time.process_time() - began,
                      "megabytes": _most_memory() - before}))


def main(folder: Path) -> None:
    """Reads all of them."""
    _read_expression("a + b")  # the first time takes longer
    _read_graph("a*b")
    preset("xor").open_data()
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    for read, texts in ((_read_expression, EXPRESSIONS), (_read_graph, GRAPHS)):
        for name, write in texts.items():
            text = write()
            _measured(name, lambda read=read, text=text: read(text))
    for name, (file, make) in FILES.items():
        make(folder / file)
        _measured(name, lambda file=file: _read_file(folder / file))
        for path in folder.iterdir():
            path.unlink()  # some of them are large


if __name__ == "__main__":
    main(Path(sys.argv[1]))
