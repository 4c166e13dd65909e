"""Files that something has happened to, for fuzzing what reads them: IDX, tables, lectures, experiments, settings.

Every mutant is read, or refused with a message for people (`Explained`, or the problems of a lecture); nothing else
may happen. Documents have mutations of their own, in tests/documents/mutations.py. `tests/prove/hostile_files.py`
opens all of them in the window.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import shutil
import socket
import struct
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from gui.documents.openable import opened
from lectures.library import builtin_folder, read_file
from lectures.workspaces import WORKSPACES
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


# files that are written; each function gives the one to open


def idx(source: random.Random, folder: Path, project: Path) -> Path:
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
    return folder / names[place]


def lying_idx(source: random.Random, folder: Path, project: Path) -> Path:
    """A head that promises other sizes than there are numbers, and perhaps a bomb of zeros behind it."""
    sizes = (0, 1, 2, 28, 30, 4096, 10**5, 10**6, 2**31, 2**32 - 1)
    dimensions = source.choice((1, 2, 3, 3, 3, 4, 8, 255))
    head = struct.pack(f">{dimensions + 1}I", 0x800 | source.choice((0, 0, 0, 0x200, 0x500)) | dimensions,
                       *(source.choice(sizes) for _ in range(dimensions)))
    content = head + bytes(source.choice((0, 1, 480, 10**5, 3 * 10**7)))
    path = folder / "train-images-idx3-ubyte"
    path.write_bytes(gzip.compress(content, 1) if source.random() < 0.5 else content)
    count = source.choice((0, 1, 30, 10**6))
    (folder / "train-labels-idx1-ubyte").write_bytes(struct.pack(">2I", 0x801, count) + bytes(count))
    return path


def odd_gzip(source: random.Random, folder: Path, project: Path) -> Path:
    """Images as gzip: members one behind the other, none in them, cut off, wrong checksums, bombs, in one another."""
    images = struct.pack(">4I", 0x803, 30, 4, 4) + source.randbytes(480)
    place = source.randrange(len(images) + 1)
    content = gzip.compress(images, 1)
    kind = source.randrange(10)
    if kind == 0:
        content = gzip.compress(images[:place]) + gzip.compress(images[place:])
    elif kind == 1:
        content = b"".join(gzip.compress(images[at:at + 1]) for at in range(len(images)))
    elif kind == 2:
        content = content[:source.randrange(2, len(content))]
    elif kind == 3:
        content = content[:-8] + source.randbytes(8)
    elif kind == 4:
        content += source.choice((b"\0" * 10**6, b"trailing", content, gzip.compress(b"") * 100_000))
    elif kind == 5:
        content = gzip.compress(b"") * source.choice((1, 1000, 200_000)) + content
    elif kind == 6:
        content = gzip.compress(content)
    elif kind == 7:  # a name and a remark without end in its head
        content = b"\x1f\x8b\x08\x18" + bytes(6) + b"x" * source.choice((10, 3 * 10**7)) + content[10:]
    else:
        side = source.choice((1, 28, 1000))
        piece = gzip.compress(bytes(10**6), 9)
        head = gzip.compress(struct.pack(">4I", 0x803, source.choice((30, 10**5, 2**32 - 1)), side, side))
        content = head + piece * source.choice((1, 60, 250))
    path = folder / f"train-images-idx3-ubyte{source.choice(('', '.gz'))}"
    path.write_bytes(content)
    labels = struct.pack(">2I", 0x801, 30) + bytes(source.randrange(3) for _ in range(30))
    (folder / "train-labels-idx1-ubyte").write_bytes(labels)
    return path


def odd_neighbour(source: random.Random, folder: Path, project: Path) -> Path:
    """A good file of images, beside which the other files of the set are no files, or don't belong to it."""
    path = folder / "train-images-idx3-ubyte"
    path.write_bytes(struct.pack(">4I", 0x803, 30, 4, 4) + source.randbytes(480))
    labels = folder / "train-labels-idx1-ubyte"
    labels.write_bytes(struct.pack(">2I", 0x801, 30) + bytes(source.choice((0, 1, 255)) for _ in range(30)))
    names = ("train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte.gz",
             "train-labels.idx1-ubyte", "TRAIN-LABELS-IDX1-UBYTE")
    for name in source.sample(names, source.choice((0, 1, 1, 2, 4))):
        if source.random() < 0.6:
            put_in_place(source, folder / name)
        else:
            (folder / name).write_bytes(mutated(source, labels.read_bytes() if labels.is_file() else b"", b"idx"))
    return path


def table(source: random.Random, folder: Path, project: Path) -> Path:
    """A table of numbers and classes."""
    divider = source.choice((",", ";", "\t"))
    classes = ("yes", "no", '"a b"')
    rows = [divider.join((f"{source.gauss(0, 1):.3f}", str(source.randrange(9)), source.choice(classes)))
            for _ in range(source.choice((3, 20, 60)))]
    whole = "\n".join((divider.join(("x", "count", "class")), *rows)).encode()
    path = folder / f"table{source.choice(('.csv', '.tsv', '.txt'))}"
    path.write_bytes(mutated(source, whole, whole))
    return path


def odd_table(source: random.Random, folder: Path, project: Path) -> Path:
    """A table of any shape, whose cells are odd ones."""
    cells = ("1", "-2.5", "1e308", "-1e308", "5e-324", "nan", "inf", "", '"', '""', '"a""b"', "<b>x</b>", "é한∞",
             "\u202ex", "\0", "9" * 400, "x" * 5000, "\ufeff", "1;2", "true", "٣", "<img src=/dev/zero>")
    rows, columns = source.choice((1, 2, 30, 3000, 60_000)), source.choice((1, 2, 5, 40, 3000))
    rows = min(rows, 200_000 // columns)
    few = source.sample(cells, source.choice((1, 2, 4)))
    usual = source.choice((0.5, 0.9, 1.0))
    divider, ending = source.choice(",;\t|"), source.choice(("\n", "\r\n", "\r", "\n\n"))
    lines = (divider.join(source.choice(("1.5", "2", "0")) if source.random() < usual else source.choice(few)
                          for _ in range(columns)) for _ in range(rows))
    path = folder / "table.csv"
    path.write_bytes(ending.join(lines).encode("utf-8")[:8_000_000])
    return path


def bomb_table(source: random.Random, folder: Path, project: Path) -> Path:
    """A table that is far too wide, too long, or in no text: what is read of it has to end early."""
    size = source.choice((10**4, 10**6, 3 * 10**7))
    digits = "9" * source.choice((20, 309, 5000, 400_000))
    wide = min(size, 2 * 10**6)
    content = source.choice((
        lambda: b"1," * wide, lambda: b"a,b\n1," + b"2" * size, lambda: b"," * size, lambda: b"\n" * size,
        lambda: b"a,b\n" + b'"' * size, lambda: b'a,b\n1,"' + b"x\n" * (size // 2), lambda: b'""\n' * (size // 3),
        lambda: b'a,b\n1,"' + b'""' * (size // 2) + b'"\n', lambda: b"a;b\n" + b"1;2\n" * (size // 4),
        lambda: b"x," * 999 + b"x\n" + (b"1.5," * 999 + b"1\n") * (size // 4000),
        lambda: b"x," * 999 + b"x\n" + (b"y\xed\x95\x9c," * 999 + b"z\n") * (size // 6000),
        lambda: "a,b\n1,2\n3,4\n".encode(source.choice(("utf-16", "utf-16-be", "utf-32", "utf-8-sig", "cp037"))),
        lambda: b"\xef\xbb\xbf" * 1000 + b"a,b\n1,2\n", lambda: b"a,b\n1,2\n" + bytes(size), lambda: bytes(size),
        lambda: b"a,b\n1,2\n" + source.randbytes(min(size, 10**6)), lambda: b"\x1a" * 100 + b"a,b\n1,2",
        f"x,y,c\n{digits},0,a\n-{digits},1,b\n0.{digits},2,a\n1e{digits},3,b\n".encode,
        f"x,y,c\n1e400,0,a\n-1e400,1,b\n1e308,1,a\n-1e308,1,b\n{digits}e-{digits},2,a\n".encode,
        "x,y,c\nnan,0,a\ninf,1,b\n-Infinity,2,a\nNaN,1,b\n1_000,1,a\n0x1F,1,b\n１２,1,a\n٣,1,b\n".encode,
        lambda: b"x,y,c\n" + b"".join(b"1e-320,%d,c%d\n" % (row, row) for row in range(min(size, 90_000) // 9)),
        lambda: b"x,y,c\n" + b"".join(b"%d,%d,a\n%d,0,b\n" % (2**row, 3**row, -(7**row)) for row in range(400)),
        lambda: "".join(f"{'á' * 9}{row % 7}\u202e,{row}\u2028{row}\n" for
                        row in range(min(size, 10**5) // 9)).encode(),
        lambda: b"a,a,a,a\n" + b"1,1,1,1\n" * 50, lambda: b"a,b\r1,2\r" * 30, lambda: b"a,b\n\r1,2\n\r" * 30,
        lambda: b"a\x0bb\x0c1\x1c2\x85" * 50, lambda: b"1" + b"0" * 400 + b",1\n2,3\n",
        lambda: b"class\n" + b"a\nb\n" * 99,
    ))()
    name = source.choice(("table.csv", "table.tsv", "table.txt", f"{'t' * 200}.csv", "한\u202egpj.csv",
                          "a\nb<b>.csv"))
    path = folder / name
    path.write_bytes(content)
    return path


def experiment(source: random.Random, folder: Path, project: Path) -> Path:
    """One of those that ship with the program."""
    shipped = [path for path in sorted((project / "assets" / "experiments").glob("*.json"))
               if "mnist" not in path.name and "nielsen" not in path.name]
    one, other = (source.choice(shipped).read_bytes() for _ in range(2))
    path = folder / "experiment.json"
    path.write_bytes(mutated(source, one, other))
    return path


def lecture(source: random.Random, folder: Path, project: Path) -> Path:
    """One of those that ship with the program."""
    shipped = sorted(builtin_folder().glob("*.toml"))
    one, other = (source.choice(shipped).read_bytes() for _ in range(2))
    path = folder / "lecture.toml"
    path.write_bytes(mutated(source, one, other))
    return path


# settings

_SETTINGS = {
    "theme": "dark", "language": "ko", "scale": "1.25", "calm": "true",
    "documents/recent": "/a/b.deltaflow, /c/d.json", "window/view": '"{\\"network\\": {\\"layout\\": {}}}"',
    "window/geometry": "@ByteArray(\\x1\\xd9\\xd0\\xcb\\0\\x3\\0\\0)",
    "lectures/text_scale": "1.25", "lectures/05_xor": "3 4 12", "documents/folder": "/a", "window/state": "maximized",
    "window/workspace": "graph", "exports/folder": "/b", "version": "0.7"}
_TYPES = ("@Variant({})", "@ByteArray({})", "@Rect({})", "@Size({})", "@Point({})", "@DateTime({})", "@String({})",
          "@Invalid()", "@@{}", '"{}"', "{}, {}", "{}")


def settings(source: random.Random, folder: Path, usual: dict[str, str]) -> Path:
    """The settings of a person, with other values, or with bytes that something has happened to.

    Parameters
    ----------
    usual
        Values as the program itself has written them.
    """
    chosen = _SETTINGS | usual
    for name in source.sample(sorted(chosen), source.choice((0, 1, 1, 3, 9))):
        chosen[name] = _setting(source, chosen[name])
    if "window/view" in usual and source.random() < 0.5:
        view = json.loads(usual["window/view"])
        for _ in range(source.choice((1, 2, 9))):
            holder, key = source.choice(places(view))
            holder[key] = _value(source)
        chosen["window/view"] = json.dumps(json.dumps(view))
    groups: dict[str, list[str]] = {}
    for name, value in chosen.items():
        group, _, key = name.rpartition("/")
        groups.setdefault(group or "General", []).append(f"{key}={value}")
    if source.random() < 0.1:  # groups, keys and lines that are none of ours, or very many of them
        odd = source.choice(("[%General]", "[", "]", "[]", "[a/b/c/d]" * 50, "[\u202e]", "[%U0000]", "=x", "key",
                             ";" * 9000))
        groups[source.choice(("lectures", "General", "window"))] += [
            f"{odd}" if source.random() < 0.5 else f"{'k' * source.choice((1, 300, 9000))}{number}=1"
            for number in range(source.choice((1, 300, 9000)))]
    whole = "\n".join(f"[{group}]\n" + "\n".join(lines) for group, lines in groups.items()).encode(errors="replace")
    path = folder / "Deltaflow.conf"
    path.write_bytes(mutated(source, whole, whole) if source.random() < 0.5 else whole)
    return path


def _setting(source: random.Random, usual: str) -> str:
    odd = ("", "nan", "inf", "1e999", "-1", "0", "1" * 400, "x" * 200_000, "[" * 5000, "\\0", "\\x0", "\\xd800",
           "é한∞", "/dev/zero", "a\\0b", ", " * 3000, "\\", "true", "1.5, 1.5", "0 0 1 20 20",
           "".join(f"\\x{byte:x}" for byte in source.randbytes(source.choice((4, 12, 60)))),
           # as many bytes, letters or values as a reader may be told of, and none of them there
           "\\0\\0\\0" + source.choice(("\\n", "\\f", "\\t", "\\b", "\\x1c", "\\x7f")) + source.choice(
               ("\\x7f\\xff\\xff\\xf0", "\\0\\xff\\xff\\xff", "\\xff\\xff\\xff\\xff", "\\0\\0\\0\\0")))
    value = source.choice((usual, *odd, *odd))
    if source.random() < 0.3:
        return json.dumps(json.dumps({name: {part: _value(source) for part in _PARTS} for name in WORKSPACES}))
    return source.choice(_TYPES).replace("{}", value)


_PARTS = ("layout", "page", "edges", "hand", "map", "sight", "cameras", "parts", "columns")


def places(content: Any) -> list[tuple[Any, Any]]:
    """Every value in lists and dictionaries, as what holds it and its key there."""
    found: list[tuple[Any, Any]] = []
    pending = [content]
    while pending:
        one = pending.pop()
        for key in list(one) if isinstance(one, dict) else range(len(one)) if isinstance(one, list) else ():
            found.append((one, key))
            pending.append(one[key])
    return found


def _value(source: random.Random) -> object:
    return source.choice((None, True, -1, 10**30, 1e308, float("nan"), float("inf"), "x", "", [], {}, [[]] * 50,
                          [1e308] * 3, {"left": [10**12, -5], "": None}, [0, 0], [None, "x"], "weight"))


ODD_ABOUTS = (
    float("nan"), float("inf"), 1e300, -1.0, 253_402_300_799.9, 2**70, 10**4299, [float("nan")] * 2, [2**63, 2**63],
    [-1, -1], "/a\0b.deltaflow", "/dev/zero", "relative.deltaflow", "/" + "a" * 9000 + ".deltaflow",
    "/a/\u202egpj.deltaflow", "/<b>x</b>\n\n.deltaflow", "//host/x.deltaflow", "/proc/self/mem", "~/x.deltaflow")


# what stands in the place of a file


def put_in_place(source: random.Random, path: Path) -> str:
    """Something that is no file, or a very large one, takes the place of a file: what it is."""
    name, put = source.choice(_IN_PLACE)
    if path.is_file() or path.is_symlink():
        path.unlink()
    elif path.is_dir():
        shutil.rmtree(path)
    put(path)
    return name


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(4 * 1024**3)


def _long_link(path: Path) -> None:
    """More links behind one another than are followed."""
    chain = Path(tempfile.mkdtemp(dir=path.parent))
    for number in range(45):
        (chain / f"{number}").symlink_to(f"{number + 1}")
    path.symlink_to(f"{chain.name}/0")


def _circle(path: Path) -> None:
    half = Path(tempfile.mkdtemp(dir=path.parent)) / "half"
    half.symlink_to(f"../{path.name}")
    path.symlink_to(f"{half.parent.name}/half")


def _socket(path: Path) -> None:
    """It has no more than about 100 characters for its path; a longer one is reached from its folder."""
    with socket.socket(socket.AF_UNIX) as listening:
        beside = Path(tempfile.mkdtemp()) / "s"
        listening.bind(str(beside))
    shutil.move(beside, path)
    beside.parent.rmdir()


def _full_folder(path: Path) -> None:
    path.mkdir()
    for number in range(300):
        (path / f"{number}.deltaflow").write_bytes(b"")


def _forbidden(path: Path) -> None:
    path.write_bytes(b"x")
    path.chmod(0)


def _odd_times(path: Path) -> None:
    """A file whose time is one that no calendar has."""
    path.write_bytes(b"PK")
    os.utime(path, ns=(2**62, -(2**61)))


def _link_to_pipe(path: Path) -> None:
    pipe = Path(tempfile.mkdtemp(dir=path.parent)) / "pipe"
    os.mkfifo(pipe)
    path.symlink_to(f"{pipe.parent.name}/pipe")


# Links lead nowhere but into the same folder: a reader that writes, too, would put a file in the place of a device of
# this computer if it has the right to.
_IN_PLACE: tuple[tuple[str, Callable[[Path], object]], ...] = (
    ("pipe", os.mkfifo), ("folder", Path.mkdir), ("link to a pipe", _link_to_pipe),
    ("link to itself", lambda path: path.symlink_to(path.name)),
    ("dangling link", lambda path: path.symlink_to("no such file")), ("4 GB of zeros", _sparse),
    ("chain of links", _long_link), ("circle of links", _circle), ("socket", _socket), ("full folder", _full_folder),
    ("forbidden", _forbidden), ("odd times", _odd_times),
    ("nothing", lambda path: None), ("empty", lambda path: path.write_bytes(b"")))


# what is read


def _use(path: Path) -> str:
    """Opens a file as the window does, and makes one step of what is in it."""
    trainer = Trainer(*opened(path))
    try:
        trainer.step(trainer.initial_state())
    except Divergence:
        return "read, and diverges"
    return "read"


def _use_lecture(path: Path) -> str:
    entry = read_file(path, is_own=True)
    if entry.lecture is None and not entry.problems:
        raise AssertionError("the lecture is neither read nor are there problems")
    for problem in entry.problems:
        if not str(problem):
            raise AssertionError("a problem without words")
    return "read" if entry.lecture is not None else "refused"


KINDS: dict[str, tuple[Callable[[random.Random, Path, Path], Path], Callable[[Path], str]]] = {
    "IDX": (idx, _use), "table": (table, _use), "experiment": (experiment, _use), "lecture": (lecture, _use_lecture)}


def outcomes(kind: str, seed: int, count: int, folder: Path, project: Path) -> Counter[str]:
    """Reads so many mutants: how many were read, and how many refused.

    Raises
    ------
    AssertionError
        If anything else happens; the mutant lies in the folder then.
    """
    counted: Counter[str] = Counter()
    write, use = KINDS[kind]
    for number in range(count):
        source = random.Random(f"{seed} {kind} {number}")
        try:
            counted[use(write(source, folder, project))] += 1
        except Explained as error:
            counted["refused" if str(error).strip() else "refused without words"] += 1
        except Exception as error:
            raise AssertionError(f"mutant {number} of seed {seed}, {kind}, in {folder}: {error!r}") from error
    return counted
