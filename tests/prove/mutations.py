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
import struct
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from gui.command_line import WORKSPACES
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


def hostile_lecture(source: random.Random, folder: Path, project: Path) -> Path:
    """A lecture of a few beats whose every text may do harm."""
    def text(most: int) -> str:
        if source.random() < 0.4:
            return '"a word and $x$"'
        # in JSON's form, which TOML shares; a lone half of a pair can't be written in it
        return json.dumps(hostile_prose(source, most), ensure_ascii=False).replace("\x7f", "")

    lines = [f"title.en = {text(80)}" if source.random() < 0.2 else 'title.en = "t"']
    for _ in range(source.choice((1, 1, 2, 5))):
        lines += ["[[beat]]", f"title.en = {text(80)}" if source.random() < 0.1 else 'title.en = "b"',
                  f"text.en = {text(7000)}", 'scene = { experiment = "xor" }']
        if source.random() < 0.5:
            lines.append(f"notes.en = {text(3000)}")
        if source.random() < 0.5:
            choices = ", ".join(text(120) for _ in range(source.choice((2, 3, 4))))
            lines += ["[beat.question]", f"text.en = {text(600)}", f"choices.en = [{choices}]", "answer = 1",
                      f"then.en = {text(1500)}"]
    path = folder / "lecture.toml"
    path.write_text("\n".join(lines), encoding="utf-8", errors="replace")
    return path


_WORDS = ("a", "learning", "w" * 300, "한글은", "שלום", "مرحبا", "\u0301" * 60, "👩👩👧👦", "\u200b" * 50,
          "&lt;&#0;&#x110000;", "\u202ex", "<b>b", "</p></div>", "<img src='file:///dev/zero'>",
          "<table><tr><td>" * 20, "<script>x</script>", "<style>*{font-size:9999px}</style>", "<!--",
          "https://example.org/" + "x" * 200, "\\", "$", "`", "---", "===")


def hostile_prose(source: random.Random, most: int) -> str:
    """Markdown in which everything is nested too deeply, repeated too often, or of the wrong kind."""
    parts = [source.choice(_PROSE)(source) for _ in range(source.choice((1, 1, 2, 4)))]
    return source.choice(("\n\n", " ", "\n")).join(parts)[:most]


def _times(source: random.Random) -> int:
    return source.choice((1, 2, 3, 4, 5, 6, 7, 20, 60, 200, 1500))


def hostile_formula(source: random.Random) -> str:
    """A formula: nested, long, with pieces of any kind, whole or broken."""
    atoms = ("a", "x_1", r"\alpha", "2", r"\text{a b}", r"\mathrm{x}", "한", r"\quux", r"\left(b\right)", "")
    opens = (r"\frac{1}{", r"\sqrt{", "{", "a^{", "a_{", r"\hat{", r"\left(", r"\frac1{", r"\sqrt[3]{",
             r"\overset{a}{", r"\begin{matrix}", r"\text{", r"\mathbf{", r"\underbrace{", r"\binom{n}{",
             r"\left\{", r"\textcolor{red}{")
    closes = {r"\left(": r"\right)", r"\left\{": r"\right.", r"\begin{matrix}": r"\end{matrix}"}
    content = source.choice(atoms)
    for _ in range(source.choice((0, 1, 2, 3, 4, 5, 6, 7, 12, 60))):
        command = source.choice(opens)
        content = f"{command}{content}{closes.get(command, '}')}"
    signs = ("+", "-", "^", "_", " ", "&", r"\\", "'", r"\,", "=", r"\cdot ")
    signs = source.choice((signs, ("+", "=", " ", r"\cdot ")))
    for _ in range(source.choice((0, 0, 1, 5, 30, 80))):
        content += source.choice(signs) + source.choice(atoms)
    if source.random() < 0.03:
        content = content[:source.randrange(len(content) + 1)]
    around = source.choice(("$", "$", "$$"))
    return f"{around}{content}{around}"


_PICTURES = ("file:///dev/zero", "/dev/zero", "x.png", "../x.png", "data:image/png;base64,AA")
_PROSE: tuple[Callable[[random.Random], str], ...] = (
    hostile_formula, hostile_formula, hostile_formula,
    lambda source: " ".join(hostile_formula(source) for _ in range(source.choice((5, 20, 60)))),
    lambda source: "x".join(source.choice(("*", "**", "_", "__", "***", "`", "~~")) for _ in range(_times(source))),
    lambda source: source.choice("*_`~") * _times(source) + "a" + source.choice("*_`~") * _times(source),
    lambda source: "[" * _times(source) + "a" + "](https://x.org)" * _times(source),
    lambda source: "[a](https://x.org/" + source.choice("(<[\\%") * _times(source) + ")",
    lambda source: "\n".join(f"[{n}]: https://x.org '{n}'\n\n[{n + 1}][{n}]" for n in range(_times(source) // 2)),
    lambda source: "\n".join(" " * 2 * n + source.choice(("- a", "1. b", "* c"))
                             for n in range(min(_times(source), 80))),
    lambda source: source.choice(("> ", ">", "- ", "1. ", "> - ")) * _times(source) + "a",
    lambda source: f"![a]({source.choice(_PICTURES)})" * min(_times(source), 30),
    lambda source: _table(source, min(_times(source), 60), min(_times(source), 60)),
    lambda source: "#" * source.choice((1, 3, 6, 7)) + " " + source.choice(_WORDS) * min(_times(source), 60),
    lambda source: source.choice(_WORDS) * _times(source),
    lambda source: " ".join(source.choice(_WORDS) for _ in range(_times(source))),
    lambda source: "```" * source.choice((1, 2)) + "\n" + source.choice(_WORDS) * _times(source) + "\n```",
    lambda source: "a  \n" * _times(source),
    lambda source: "\n" * _times(source) + "a",
    lambda source: source.choice(("<", "&", "<b>", "<i><u>", "<!-- ", "<a href='", "<p align=")) * _times(source),
)


def _table(source: random.Random, rows: int, columns: int) -> str:
    row = "|" + "|".join(source.choice(("a", "$x$", "**b**", "\\|", "")) for _ in range(columns)) + "|\n"
    return row + "|" + "-|" * columns + "\n" + row * rows


# settings

_SETTINGS = {
    "theme": "dark", "language": "ko", "scale": "1.25", "calm": "true",
    "documents/recent": "/a/b.deltaflow, /c/d.json", "window/view": '"{\\"network\\": {\\"layout\\": {}}}"',
    "window/geometry": "@ByteArray(\\x1\\xd9\\xd0\\xcb\\0\\x3\\0\\0)",
    "lectures/text_scale": "1.25", "lectures/05_xor": "3 4 12"}
_TYPES = ("@Variant({})", "@ByteArray({})", "@Rect({})", "@Size({})", "@Point({})", "@DateTime({})", "@String({})",
          "@Invalid()", "@@{}", '"{}"', "{}, {}", "{}")


def settings(source: random.Random, folder: Path, project: Path) -> Path:
    """The settings of a person, with other values, or with bytes that something has happened to."""
    chosen = dict(_SETTINGS)
    for name in source.sample(sorted(chosen), source.choice((0, 1, 1, 3, 9))):
        chosen[name] = _setting(source, chosen[name])
    groups: dict[str, list[str]] = {}
    for name, value in chosen.items():
        group, _, key = name.rpartition("/")
        groups.setdefault(group or "General", []).append(f"{key}={value}")
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


def _value(source: random.Random) -> object:
    return source.choice((None, True, -1, 10**30, 1e308, float("nan"), float("inf"), "x", "", [], {}, [[]] * 50,
                          [1e308] * 3, {"left": [10**12, -5], "": None}, [0, 0], [None, "x"], "weight"))


# what stands in the place of a file


def put_in_place(source: random.Random, path: Path) -> str:
    """Something that is no file, or a very large one, takes the place of a file: what it is."""
    name, put = source.choice(_IN_PLACE)
    if path.is_file() or path.is_symlink():
        path.unlink()
    put(path)
    return name


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(4 * 1024**3)


def _link_to_pipe(path: Path) -> None:
    pipe = path.with_name("a pipe beside it")
    os.mkfifo(pipe)
    path.symlink_to(pipe.name)


# Links lead nowhere but into the same folder: a reader that writes, too, would put a file in the place of a device of
# this computer if it has the right to.
_IN_PLACE: tuple[tuple[str, Callable[[Path], object]], ...] = (
    ("pipe", os.mkfifo), ("folder", Path.mkdir), ("link to a pipe", _link_to_pipe),
    ("link to itself", lambda path: path.symlink_to(path.name)),
    ("dangling link", lambda path: path.symlink_to("no such file")), ("4 GB of zeros", _sparse),
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
