"""Files that something has happened to, for fuzzing what reads them: IDX, tables, lectures and experiments.

Every mutant is read, or refused with a message for people (`Explained`, or the problems of a lecture); nothing else
may happen. Documents have mutations of their own, in tests/documents/mutations.py.
"""

from __future__ import annotations

import gzip
import random
import struct
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from gui.files import opened
from lectures.library import builtin_folder, read_file
from simulator.errors import Explained
from simulator.training import Divergence, Trainer

ODD = (b"", b"0", b"-1", b"1e999", b"nan", b"NaN", b"Infinity", b"1" * 400, b"99999999999", b"null", b"true", b"[]",
       b"{}", b'""', b'"', b"'", b"'''", b"[" * 2000, b"{" * 50, b"(" * 500, b"\0", b"\xff\xfe", b"\xef\xbb\xbf",
       b"\n", b"\r", b",", b";" * 30, b"\t", b"=", b"#", b"\\", b"../../x", "é한∞".encode(), b"2^2^2^2^2", b"sin(",
       b"mnist", b"table", b"softmax", b"perceptron", b"1_000", b"0x10", b"1979-05-27", b"\xed\xa0\x80")


def mutated(source: random.Random, whole: bytes, other: bytes) -> bytes:
    """A file with one to four changes; pieces of another file may come in."""
    content = bytearray(whole)
    for _ in range(source.choice((1, 1, 1, 2, 4))):
        source.choice(_CHANGES)(source, content, other)
    return bytes(content)


def _place(source: random.Random, content: bytearray) -> int:
    # the beginnings of files say what they are
    return source.randrange(min(len(content), source.choice((16, len(content) + 1, len(content) + 1))) + 1)


def _flip(source: random.Random, content: bytearray, other: bytes) -> None:
    if content:
        content[min(_place(source, content), len(content) - 1)] ^= 1 << source.randrange(8)


def _cut(source: random.Random, content: bytearray, other: bytes) -> None:
    del content[_place(source, content):]


def _lose(source: random.Random, content: bytearray, other: bytes) -> None:
    begin = _place(source, content)
    del content[begin:begin + source.choice((1, 2, 5, 40, 400))]


def _repeat(source: random.Random, content: bytearray, other: bytes) -> None:
    begin = _place(source, content)
    piece = bytes(content[begin:begin + source.choice((1, 5, 80))])
    content[begin:begin] = piece * source.choice((1, 2, 50))


def _insert(source: random.Random, content: bytearray, other: bytes) -> None:
    place = _place(source, content)
    content[place:place] = source.choice(ODD)


def _replace_word(source: random.Random, content: bytearray, other: bytes) -> None:
    """A word or a number becomes an odd one."""
    begin = end = _place(source, content)
    while end < len(content) and (chr(content[end]).isalnum() or content[end] in b"._-+"):
        end += 1
    content[begin:end] = source.choice(ODD)


def _splice(source: random.Random, content: bytearray, other: bytes) -> None:
    place, begin = _place(source, content), source.randrange(len(other) + 1)
    content[place:place + source.choice((0, 20))] = other[begin:begin + source.choice((4, 30, 300))]


def _swap_lines(source: random.Random, content: bytearray, other: bytes) -> None:
    lines = bytes(content).split(b"\n")
    one, two = source.randrange(len(lines)), source.randrange(len(lines))
    lines[one], lines[two] = lines[two], lines[one]
    content[:] = b"\n".join(lines)


_CHANGES: tuple[Callable[[random.Random, bytearray, bytes], None], ...] = (
    _flip, _cut, _lose, _repeat, _insert, _replace_word, _replace_word, _splice, _swap_lines)


# what is read


def _use(path: Path) -> str:
    """Opens a file as the window does, and makes one step of what is in it."""
    experiment, data = opened(path)
    trainer = Trainer(experiment, data)
    try:
        trainer.step(trainer.initial_state())
    except Divergence:
        return "read, and diverges"
    return "read"


def idx(source: random.Random, folder: Path, project: Path) -> str:
    """One of two files that belong together, plain or gzipped before or after the change."""
    images = struct.pack(">4I", 0x803, 30, 4, 4) + source.randbytes(480)
    labels = struct.pack(">2I", 0x801, 30) + bytes(source.randrange(3) for _ in range(30))
    changed = [images, labels]
    place = source.randrange(2)
    zips = source.random()
    whole = gzip.compress(changed[place], 1) if zips < 0.3 else changed[place]
    changed[place] = mutated(source, whole, changed[1 - place])
    if zips > 0.8:
        changed[place] = gzip.compress(changed[place], 1)
    names = ("train-images-idx3-ubyte", "train-labels-idx1-ubyte")
    for name, content in zip(names, changed, strict=True):
        (folder / name).write_bytes(content)
    return _use(folder / names[place])


def table(source: random.Random, folder: Path, project: Path) -> str:
    """A table of numbers and classes."""
    divider = source.choice((",", ";", "\t"))
    classes = ("yes", "no", '"a b"')
    rows = [divider.join((f"{source.gauss(0, 1):.3f}", str(source.randrange(9)), source.choice(classes)))
            for _ in range(source.choice((3, 20, 60)))]
    whole = "\n".join((divider.join(("x", "count", "class")), *rows)).encode()
    path = folder / f"table{source.choice(('.csv', '.tsv', '.txt'))}"
    path.write_bytes(mutated(source, whole, whole))
    return _use(path)


def experiment(source: random.Random, folder: Path, project: Path) -> str:
    """One of those that ship with the program."""
    shipped = [path for path in sorted((project / "assets" / "experiments").glob("*.json"))
               if "mnist" not in path.name and "nielsen" not in path.name]
    one, other = (source.choice(shipped).read_bytes() for _ in range(2))
    path = folder / "experiment.json"
    path.write_bytes(mutated(source, one, other))
    return _use(path)


def lecture(source: random.Random, folder: Path, project: Path) -> str:
    """One of those that ship with the program."""
    shipped = sorted(builtin_folder().glob("*.toml"))
    one, other = (source.choice(shipped).read_bytes() for _ in range(2))
    path = folder / "lecture.toml"
    path.write_bytes(mutated(source, one, other))
    entry = read_file(path, is_own=True)
    if entry.lecture is None and not entry.problems:
        raise AssertionError("the lecture is neither read nor are there problems")
    for problem in entry.problems:
        if not str(problem):
            raise AssertionError("a problem without words")
    return "read" if entry.lecture is not None else "refused"


KINDS: dict[str, Callable[[random.Random, Path, Path], str]] = {
    "IDX": idx, "table": table, "experiment": experiment, "lecture": lecture}


def outcomes(kind: str, seed: int, count: int, folder: Path, project: Path) -> Counter[str]:
    """Reads so many mutants: how many were read, and how many refused.

    Raises
    ------
    AssertionError
        If anything else happens; the mutant lies in the folder then.
    """
    counted: Counter[str] = Counter()
    for number in range(count):
        source = random.Random(f"{seed} {kind} {number}")
        try:
            counted[KINDS[kind](source, folder, project)] += 1
        except Explained as error:
            counted["refused" if str(error).strip() else "refused without words"] += 1
        except Exception as error:
            raise AssertionError(f"mutant {number} of seed {seed}, {kind}, in {folder}: {error!r}") from error
    return counted
