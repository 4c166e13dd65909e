"""Documents that something has happened to: bits, pieces, values; for fuzzing what reads them.

`tests/benchmarks/test_fuzz_bench.py` asks for more of them: `outcomes(seed, count, folder)`.
"""

from __future__ import annotations

import contextlib
import copy
import io
import json
import struct
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

from documents.document import Document, DocumentError, NetworkPart, read_document, write_document
from simulator.experiment import with_change
from simulator.experiment_files import preset
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


_CHANGES = (_flipped, _flipped_near_the_end, _cut, _lengthened, _other_counts, _swapped, _dropped, _other_header,
            _other_numbers, _other_numbers, _other_bytes, _other_value, _other_value, _other_value, _nudged_value,
            _nudged_value, _moved_value, _moved_value, _missing_value, _odd_constant)
