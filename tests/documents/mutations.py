"""Documents that something has happened to: bits, pieces, values; for fuzzing what reads them.

`tests/benchmarks/test_fuzz_bench.py` asks for more of them: `outcomes(seed, count, folder)`.
"""

from __future__ import annotations

import contextlib
import copy
import io
import json
import re
import struct
import warnings
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

from documents.document import Document, DocumentError, NetworkPart, read_document, write_document
from simulator.experiment import preset, with_change
from simulator.training import Divergence
from tests.documents.made_documents import begun, compared_document, full_document, table_document

ODD_VALUES: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 2, 7, 10**6, 2**31, 2**53 + 1, 2**63, 2**64, -(2**63), 10**400,
    0.0, -0.0, 0.5, -1.5, 1e-320, 1e308,
    "", "x", "0", "é𝔘\ud800", "\0", "../../x", "a" * 10_000, "(" * 5_000, "1e999", "sin(", "NaN",
    [], {}, [[]], [None], [1, 2, 3], [0.5], {"a": 1}, [[[[[[]]]]]], [0] * 500,
    "mnist", "table", "idx", "own", "adam", "softmax", "/dev/zero",
)
CONSTANTS = ("NaN", "Infinity", "-Infinity", "1e999", "-1e999", "[" * 3000, '{"a":' * 3000)
_SIZES = (0, 1, 2, 3, 7, 100, 10**6, 2**31, 2**32, 2**63, 10**18)

Members = dict[str, bytes]


def sources(folder: Path) -> list[bytes]:
    """Real documents of every kind."""
    adam = begun(with_change(preset("moons"), optimizer="adam", learning_rate=0.05), 30)
    documents = (full_document(), compared_document(), table_document(folder), Document(NetworkPart(adam)))
    found = []
    for number, document in enumerate(documents):
        path = folder / f"source_{number}.deltaflow"
        write_document(document, path)
        found.append(path.read_bytes())
    return found


def mutated_documents(seed: int, count: int, whole: list[bytes]) -> Iterator[tuple[str, bytes]]:
    """So many mutants of whole documents, each with the name of what has happened to it."""
    random = Random(seed)
    for _ in range(count):
        change = random.choice(_CHANGES)
        yield change.__name__, change(random, random.choice(whole))


def outcomes(seed: int, count: int, folder: Path) -> Counter[str]:
    """Reads so many mutants: how many were read, and how many refused.

    Raises
    ------
    AssertionError
        If anything else happens; the mutant lies in the folder then.
    """
    (folder / "sources").mkdir(exist_ok=True)
    whole = sources(folder / "sources")
    counted: Counter[str] = Counter()
    path = folder / "mutant.deltaflow"
    for number, (name, content) in enumerate(mutated_documents(seed, count, whole)):
        path.write_bytes(content)
        try:
            _use(read_document(path, folder / "cache"), folder / "again.deltaflow")
        except DocumentError as error:
            if error.is_unforeseen or not str(error).startswith("mutant.deltaflow can't be opened: "):
                raise AssertionError(f"mutant {number} of seed {seed}, {name}: {error.__cause__!r}") from error
            counted["refused"] += 1
        except Exception as error:
            raise AssertionError(f"mutant {number} of seed {seed}, {name}: {error!r}") from error
        else:
            counted["read"] += 1
    return counted


def _use(document: Document, path: Path) -> None:
    """Whatever was read can be looked at, gone on with, and saved again."""
    run = document.network.run
    assert run.moment.route.stations[run.moment.address.station] is not None
    write_document(document, path)
    run.timeline.state(run.timeline.length // 2)
    with contextlib.suppress(Divergence):
        run.timeline.advance()


# what can happen to a file

def _flipped(random: Random, whole: bytes) -> bytes:
    changed = bytearray(whole)
    for _ in range(random.choice((1, 1, 2, 8))):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _flipped_near_the_end(random: Random, whole: bytes) -> bytes:
    changed = bytearray(whole)
    for _ in range(random.choice((1, 2, 4))):
        changed[-1 - random.randrange(min(len(changed), 1500))] = random.randrange(256)
    return bytes(changed)


def _cut(random: Random, whole: bytes) -> bytes:
    return whole[:random.randrange(len(whole))]


def _lengthened(random: Random, whole: bytes) -> bytes:
    place = random.choice((0, len(whole), random.randrange(len(whole))))
    return whole[:place] + random.randbytes(random.choice((1, 22, 100))) + whole[place:]


def _other_counts(random: Random, whole: bytes) -> bytes:
    """Other numbers in the end record."""
    numbers = list(struct.unpack("<4H2LH", whole[-18:]))
    place = random.randrange(len(numbers))
    numbers[place] = random.choice(_SIZES) % (2**32 if place in (4, 5) else 2**16)
    return whole[:-18] + struct.pack("<4H2LH", *numbers)


# what can happen to the members of an archive

def _unpacked(whole: bytes) -> Members:
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(members: Members) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _swapped(random: Random, whole: bytes) -> bytes:
    members = _unpacked(whole)
    one, other = random.sample(sorted(members), 2)
    members[one], members[other] = members[other], members[one]
    return _packed(members)


def _dropped(random: Random, whole: bytes) -> bytes:
    members = _unpacked(whole)
    del members[random.choice(sorted(members))]
    return _packed(members)


def _array(random: Random, members: Members) -> str:
    return random.choice(sorted(name for name in members if name.endswith(".npy")))


def _other_header(random: Random, whole: bytes) -> bytes:
    members = _unpacked(whole)
    name = _array(random, members)
    content = members[name]
    shape = ", ".join(str(random.choice(_SIZES)) for _ in range(random.randrange(1, 4)))
    kind = random.choice(("<f8", ">f8", "<i8", "|u1", "|O", "<f4", "<U8"))
    order = random.choice(("False", "False", "True"))
    header = f"{{'descr': '{kind}', 'fortran_order': {order}, 'shape': ({shape},), }}"
    members[name] = content[:10] + header.ljust(117)[:117].encode() + b"\n" + content[128:]
    return _packed(members)


def _other_numbers(random: Random, whole: bytes) -> bytes:
    members = _unpacked(whole)
    name = _array(random, members)
    content = bytearray(members[name])
    if len(content) > 136:
        place = 128 + 8 * random.randrange((len(content) - 128) // 8)
        number = random.choice((random.randbytes(8), struct.pack("<d", random.choice((float("nan"), 1e300, -1.0))),
                                struct.pack("<q", random.choice((-1, 0, 1, 3, 10**6, 2**62)))))
        content[place:place + 8] = number
    members[name] = bytes(content)
    return _packed(members)


def _other_bytes(random: Random, whole: bytes) -> bytes:
    members = _unpacked(whole)
    name = random.choice(sorted(members))
    members[name] = _flipped(random, members[name] or b"\0")
    return _packed(members)


# what can happen to the values in document.json

def _with_json(whole: bytes, change: Callable[[Any], Any]) -> bytes:
    members = _unpacked(whole)
    content = change(json.loads(members["document.json"]))
    members["document.json"] = json.dumps(content).encode("ascii")
    return _packed(members)


def _places(content: Any) -> list[tuple[Any, Any]]:
    """Every value as what holds it and its key there."""
    found: list[tuple[Any, Any]] = []
    pending = [content]
    while pending:
        one = pending.pop()
        keys = list(one) if isinstance(one, dict) else range(len(one)) if isinstance(one, list) else ()
        for key in keys:
            found.append((one, key))
            pending.append(one[key])
    return found


def _other_value(random: Random, whole: bytes) -> bytes:
    def change(content: Any) -> Any:
        for _ in range(random.choice((1, 1, 1, 2, 3))):
            holder, key = random.choice(_places(content))
            holder[key] = copy.deepcopy(random.choice(ODD_VALUES))
        return content

    return _with_json(whole, change)


def _nudged_value(random: Random, whole: bytes) -> bytes:
    """A number becomes one that is nearly as good."""
    def change(content: Any) -> Any:
        numbers = [(holder, key) for holder, key in _places(content)
                   if isinstance(holder[key], int | float) and not isinstance(holder[key], bool)]
        holder, key = random.choice(numbers)
        value = holder[key]
        holder[key] = random.choice((value + 1, value - 1, -value, value * 3, float(value)))
        return content

    return _with_json(whole, change)


def _moved_value(random: Random, whole: bytes) -> bytes:
    def change(content: Any) -> Any:
        places = _places(content)
        (one, key), (other, place) = random.choice(places), random.choice(places)
        one[key] = copy.deepcopy(other[place])
        return content

    return _with_json(whole, change)


def _missing_value(random: Random, whole: bytes) -> bytes:
    def change(content: Any) -> Any:
        holder, key = random.choice(_places(content))
        del holder[key]
        return content

    return _with_json(whole, change)


def _odd_constant(random: Random, whole: bytes) -> bytes:
    members = _unpacked(whole)
    mark = "the place of an odd constant"

    def change(content: Any) -> Any:
        holder, key = random.choice(_places(content))
        holder[key] = mark
        return content

    text = json.dumps(change(json.loads(members["document.json"])))
    members["document.json"] = text.replace(f'"{mark}"', random.choice(CONSTANTS)).encode("ascii")
    return _packed(members)



def _with_text(whole: bytes, text: Callable[[str], str]) -> bytes:
    """The JSON as another text, which need not be JSON any more."""
    members = _unpacked(whole)
    members["document.json"] = text(members["document.json"].decode("ascii")).encode("utf-8", "surrogatepass")
    return _packed(members)


def _huge_number(random: Random, whole: bytes) -> bytes:
    """A number of thousands of digits, or at the very edge of what a number can be."""
    written = random.choice(("9" * 4000, "9" * 5000, "-" + "9" * 100_000, "1e308", "-1.7976931348623157e308",
                             "5e-324",
                             "1e-400", "0." + "0" * 5000 + "1", "1" + "0" * 307 + ".5", "1e99999999", "1E+0000308"))
    return _with_text(whole, lambda text: re.sub(r"-?\d+(\.\d+)?(e-?\d+)?", lambda _: written, text, count=1)
                      if random.random() < 0.1 else _replaced_number(random, text, written))


def _replaced_number(random: Random, text: str, written: str) -> str:
    found = random.choice(list(re.finditer(r"(?<=[\s\[:,])-?\d+(\.\d+)?(e-?\d+)?", text)))
    return text[:found.start()] + written + text[found.end():]


def _deep(random: Random, whole: bytes) -> bytes:
    """Lists or objects in one another in the place of a value, whole or never closed."""
    depth = random.choice((10, 49, 50, 51, 500, 900, 5000, 90_000))
    opening, closing = random.choice((("[", "]"), ('{"a":', "}"), ('[{"a":', "}]")))
    inner = opening * depth + "1" + closing * (depth if random.random() < 0.7 else 0)
    return _with_text(whole, lambda text: _replaced_number(random, text, inner))


def _crowd(random: Random, whole: bytes) -> bytes:
    """Very many small values, or names, in the place of one."""
    count = random.choice((1000, 100_000, 900_000, 1_500_000))
    piece = random.choice(("0,", "[],", "{},", '"",', "1e-9,", "[0.5,-0.5],", "null,"))
    names = "{" + ",".join(f'"{number}":0' for number in range(min(count, 300_000))) + "}"
    crowd = random.choice((f"[{(piece * count)[:7_000_000].rpartition(',')[0]}]", names,
                           json.dumps("x" * count), json.dumps("한" * min(count, 400_000))))
    return _with_text(whole, lambda text: _replaced_number(random, text, crowd))


def _hostile_text(random: Random, whole: bytes) -> bytes:
    """A text becomes one with halves of pairs, zeros, marks that turn the direction, markup, or a path."""
    def change(content: Any) -> Any:
        texts = [(holder, key) for holder, key in _places(content) if isinstance(holder[key], str)]
        for _ in range(random.choice((1, 1, 3))):
            holder, key = random.choice(texts)
            holder[key] = random.choice(HOSTILE_TEXTS)
        return content

    return _with_json(whole, change)


HOSTILE_TEXTS = (
    "\ud800", "\udfff\ud800", "a\0b", "\u202eevil\u202c", "\u2066" * 2000, "<img src='file:///etc/hostname'>",
    "<h1>" * 500, "\n" * 3000, "\r\n\t\x1b[2J", "../../../../etc/passwd", "/etc/hostname", "C:\\windows\\win.ini",
    "\\\\host\\share\\x", "file:///etc/hostname", "http://example.org/x", "~root", "%s%n{0}{x}{", "{0.__class__}",
    "\u0301" * 5000, "\U0001f468\u200d" * 500, "한" * 100_000, "a" * 1_000_000, " ", "CON", ".", "..", "/", "-1",
    "$x$",
    "a2[99999999999999999999]", "w" + "9" * 5000, "(a" * 600, "a^" * 600 + "a", "exp(" * 99 + "9" + ")" * 99,
    "0/0", "1/0*b", "9" * 5000 + "*a", "a*1e308*1e308", "sqrt(-1)*a", "b = a\na = b", "\n".join(["a = 1"] * 5000))


def _packed_by_hand(members: list[tuple[str, bytes]], random: Random) -> bytes:
    """An archive in which names may be there twice, with flags that no writer of ours sets."""
    stream = io.BytesIO()
    packings = (zipfile.ZIP_STORED,) if random.random() < 0.8 else (
        zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
    links = 0.2 if random.random() < 0.2 else 0.0
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "w") as archive:
        warnings.simplefilter("ignore")  # of the names that are there twice
        for name, content in members:
            info = zipfile.ZipInfo("x")
            info.filename = info.orig_filename = name
            info.compress_type = random.choice(packings)
            if random.random() < links:
                info.external_attr = random.choice((0o120777, 0o010644, 0o020666, 0o040755, 0o140777)) << 16
            archive.writestr(info, content)
    return stream.getvalue()


def _odd_members(random: Random, whole: bytes) -> bytes:
    """Members with names that lead out of the archive, that are there twice, or that there are too many of."""
    members = list(_unpacked(whole).items())
    names = ("../outside.json", "/etc/cron.d/x", "..\\outside", "C:/x.npy", "a\0b.npy", "a/../../b", "", "/", "a//b",
             "./document.json", "DOCUMENT.JSON", "document.json", members[-1][0], "x" * 60_000, "\u202egpj.npy",
             "한글.npy", "a\nb", "aux", "folder/")
    for _ in range(random.choice((1, 1, 2, 6))):
        members.insert(random.randrange(len(members) + 1), (random.choice(names), random.choice(members)[1]))
    if random.random() < 0.2:
        members += [(f"n/{number}.npy", b"") for number in range(random.choice((100, 4000, 6000)))]
    return _packed_by_hand(members, random)


def _bomb(random: Random, whole: bytes) -> bytes:
    """A member that is small in the file and huge when it is unpacked; it may say less of itself, or more."""
    members = _unpacked(whole)
    name = random.choice(("document.json", _array(random, members), "x.npy", "data/0"))
    count = random.choice((10**6, 10**7, 7 * 10**7))
    fill = random.choice((b"\0", b"[", b" ", b"1,"))
    head = members.get(name, b"")[:128] if random.random() < 0.5 else b""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for other, content in members.items():
            if other != name:
                archive.writestr(other, content)
        with archive.open(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), "w", force_zip64=False) as file:
            # deflated by hand, a piece at a time, so that making it takes no memory
            file._compressor = zlib.compressobj(1, zlib.DEFLATED, -15)  # type: ignore[attr-defined]
            file._zinfo.compress_type = zipfile.ZIP_DEFLATED  # type: ignore[attr-defined]
            file.write(head)
            for _ in range(count // 10**6):
                file.write((fill * 10**6)[:10**6])
    bomb = bytearray(stream.getvalue())
    if random.random() < 0.6:  # what it says of its size, in the directory and before the member
        told = struct.pack("<L", random.choice((0, 1, 128, len(members.get(name, b"")), 10**6, 2**31 - 1)))
        for mark, size, start in ((b"PK\1\2", 24, 46), (b"PK\3\4", 22, 30)):
            place = bomb.find(mark)
            while place >= 0:
                if bomb[place + start:place + start + len(name)] == name.encode():
                    bomb[place + size:place + size + 4] = told
                place = bomb.find(mark, place + 4)
    return bytes(bomb)


def _absurd_header(random: Random, whole: bytes) -> bytes:
    """A head of an array that no writer makes: of objects, by columns, of any shape and length, or Python."""
    members = _unpacked(whole)
    name = _array(random, members)
    content = members[name]
    kind = random.choice(("'<f8'", "'|O'", "'<M8[ns]'", "'<c16'", "'|V1000000000'", "[('a', '<f8')]", "'<f16'",
                          "'f'"))
    order = random.choice(("False", "True", "1", "[]"))
    shape = random.choice(("()", "(0,)", "(-1,)", "(2,)", "(9" + "9" * 400 + ",)", "(" + "1," * 33 + ")", "(1e9,)",
                           f"({2**63}, {2**63})", "(0, 99999999999999)", "(True,)", "((1,),)", "x", "(" * 400))
    head = random.choice((f"{{'descr': {kind}, 'fortran_order': {order}, 'shape': {shape}, }}",
                          "__import__('os')", "{" * 900, "[" * 60_000, "{'descr': '<f8'}", "",
                          "9" * 5000, "\0" * 118))
    length = random.choice((len(head) + 1, 0, 118, 65_535))
    magic = b"\x93NUMPY" + random.choice((b"\1\0", b"\1\0", b"\2\0", b"\3\0", b"\xff\xff"))
    size = struct.pack("<L" if magic[6] == 2 else "<H", length)
    members[name] = magic + size + head.encode().ljust(length)[:length] + content[128:]
    return _packed(members)


_CHANGES = (_flipped, _flipped_near_the_end, _cut, _lengthened, _other_counts, _swapped, _dropped, _other_header,
            _other_numbers, _other_numbers, _other_bytes, _other_value, _other_value, _other_value, _nudged_value,
            _nudged_value, _moved_value, _moved_value, _missing_value, _odd_constant, _huge_number, _deep, _crowd,
            _hostile_text, _hostile_text, _odd_members, _bomb, _absurd_header)
