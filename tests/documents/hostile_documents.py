"""Documents that somebody has made to do harm, and a program that opens them and tells what that took.

Called as `python -m tests.documents.hostile_documents FOLDER`.
"""

from __future__ import annotations

import io
import json
import resource
import struct
import sys
import time
import zipfile
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np

from documents.document import read_document, write_document
from simulator.errors import Explained
from simulator.experiment import preset
from tests.documents.made_documents import begun, full_document

GIGABYTE = 1000**3


def harmless(folder: Path) -> dict[str, bytes]:
    """The members of a real document."""
    path = folder / "harmless.deltaflow"
    write_document(full_document(), path)
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(members: Iterable[tuple[str | zipfile.ZipInfo, bytes]], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive; names may be there twice."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", packing) as archive:
        for name, content in members:
            archive.writestr(name, content, packing)
    return stream.getvalue()


def with_json(members: dict[str, bytes], change: Callable[[Any], None]) -> bytes:
    """The archive with something else in document.json."""
    content = json.loads(members["document.json"])
    change(content)
    return zipped({**members, "document.json": json.dumps(content).encode()}.items())


def packed_zeros(size: int) -> bytes:
    """A deflated stream of zeros: one piece, again and again."""
    piece = 20 * 10**6
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    once = packer.compress(bytes(piece)) + packer.flush(zlib.Z_FULL_FLUSH)
    return once * (size // piece) + packer.flush()


def raw_archive(members: list[tuple[str, bytes, int]]) -> bytes:
    """An archive that says what it likes about its members: name, deflated stream, size."""
    body, directory = b"", b""
    for name, stream, size in members:
        larger = struct.pack("<HHQ", 1, 8, size) if size >= 2**32 else b""
        fields = struct.pack("<HHHHHLLL", 45, 0, 8, 0, 0x21, 0, len(stream), min(size, 2**32 - 1))
        directory += b"PK\x01\x02" + struct.pack("<H", 45) + fields + struct.pack(
            "<HHHHHLL", len(name), len(larger), 0, 0, 0, 0, len(body)) + name.encode() + larger
        body += b"PK\x03\x04" + fields + struct.pack("<HH", len(name), 0) + name.encode() + stream
    ends = struct.pack("<4H2LH", 0, 0, len(members), len(members), len(directory), len(body), 0)
    return body + directory + b"PK\x05\x06" + ends


def bomb_of_zeros(_: dict[str, bytes]) -> bytes:
    return raw_archive([("document.json", packed_zeros(10 * GIGABYTE), 10 * GIGABYTE)])


def bomb_that_tells_a_small_size(members: dict[str, bytes]) -> bytes:
    stream, names = packed_zeros(GIGABYTE), [name for name in members if name.endswith(".npy")]
    return raw_archive([(name, stream, 5000) for name in ("document.json", *names)])


def bomb_in_json(_: dict[str, bytes]) -> bytes:
    return zipped([("document.json", b'{"a": "' + b" " * 63 * 1024**2 + b'"}')])


def json_of_brackets(_: dict[str, bytes]) -> bytes:
    return zipped([("document.json", b'{"a": [' + b"[]," * 2_500_000 + b"[]]}")])


def json_of_numbers(_: dict[str, bytes]) -> bytes:
    return zipped([("document.json", b'{"a": [' + b"1," * 3_900_000 + b"1]}")])


def deep_json(_: dict[str, bytes]) -> bytes:
    return zipped([("document.json", b'{"a": ' + b"[" * 190_000 + b"]" * 190_000 + b"}")])


def rather_deep_json(_: dict[str, bytes]) -> bytes:
    return zipped([("document.json", b'{"a": ' + b"[" * 200 + b"]" * 200 + b"}")])


def text_of_wide_characters(_: dict[str, bytes]) -> bytes:
    """Each of its characters takes four bytes of memory because of the first one."""
    return zipped([("document.json", '{"a": "😀'.encode() + b"x" * (8 * 1024**2 - 20) + b'"}')])


def objects_without_end(_: dict[str, bytes]) -> bytes:
    return zipped([("document.json", b'{"a": [' + b'{"a":1},' * 199_000 + b"1]}")])


def huge_whole_number(_: dict[str, bytes]) -> bytes:
    return zipped([("document.json", b'{"version": ' + b"9" * (8 * 1024**2 - 20) + b"}")])


def a_million_members(_: dict[str, bytes]) -> bytes:
    """A million entries of the directory; each is the same tiny file."""
    one = raw_archive([("a", b"\x03\x00", 0)])
    place = one.index(b"PK\x01\x02")
    directory = one[place:-22] * 10**6
    return one[:place] + directory + b"PK\x05\x06" + struct.pack(
        "<4H2LH", 0, 0, 65535, 65535, len(directory), place, 0)


def a_million_members_told_as_one(members: dict[str, bytes]) -> bytes:
    whole = bytearray(a_million_members(members))
    whole[-14:-10] = struct.pack("<2H", 1, 1)
    return bytes(whole)


def _named(name: str) -> Callable[[dict[str, bytes]], bytes]:
    return lambda members: zipped([*members.items(), (name, b"x")])


def _array(header: str) -> Callable[[dict[str, bytes]], bytes]:
    text = header.ljust(117).encode() + b"\n"
    array = b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text + bytes(10 * 17 * 8)
    return lambda members: zipped({**members, "run/theta.npy": array}.items())


def _json(change: Callable[[Any], Any]) -> Callable[[dict[str, bytes]], bytes]:
    return lambda members: with_json(members, change)


def link(members: dict[str, bytes]) -> bytes:
    info = zipfile.ZipInfo("data/0")
    info.external_attr = 0o120777 << 16
    return zipped([*members.items(), (info, b"/etc/passwd")])


def encrypted(members: dict[str, bytes]) -> bytes:
    whole = bytearray(zipped(members.items()))
    place = whole.index(b"PK\x01\x02")
    whole[place + 8] |= 1
    return bytes(whole)


def zero_in_name(members: dict[str, bytes]) -> bytes:
    return zipped([*members.items(), ("run?x", b"x")]).replace(b"run?x", b"run\0x")


def twice(members: dict[str, bytes]) -> bytes:
    return zipped([*members.items(), ("Document.json", b"{}")])


def otherwise_packed(members: dict[str, bytes]) -> bytes:
    return zipped(members.items(), zipfile.ZIP_LZMA)


def pickled(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    np.save(stream, np.array([{"a": 1}], dtype=object), allow_pickle=True)
    return zipped({**members, "run/theta.npy": stream.getvalue()}.items())


def wrong_checksum(members: dict[str, bytes]) -> bytes:
    whole = bytearray(zipped(members.items(), zipfile.ZIP_STORED))
    whole[whole.index(members["run/theta.npy"]) + 140] ^= 1
    return bytes(whole)


def billion_weights(members: dict[str, bytes]) -> bytes:
    def change(content: Any) -> None:
        content["experiments"][0]["layers"][0]["neurons"] = 10**9

    return with_json(members, change)


def _set(*keys: Any, value: Any) -> Callable[[dict[str, bytes]], bytes]:
    def change(content: Any) -> None:
        for key in keys[:-1]:
            content = content[key]
        content[keys[-1]] = value

    return _json(change)


def own_expression(text: str) -> Callable[[dict[str, bytes]], bytes]:
    """A text in place of that of the graph, which then is none of the network's."""
    def change(content: Any) -> None:
        content["graph"].update(text=text, derivative=None)

    return _json(change)


HOSTILE: dict[str, tuple[Callable[[dict[str, bytes]], bytes], str]] = {
    "zip bomb of 10 GB": (bomb_of_zeros, "promises"),
    "zip bomb that tells a small size": (bomb_that_tells_a_small_size, "cut off or damaged"),
    "bomb in document.json": (bomb_in_json, "at most 8 MB"),
    "json of nothing but brackets": (json_of_brackets, "more than a document can hold"),
    "json of nothing but numbers": (json_of_numbers, "more than a document can hold"),
    "deep json": (deep_json, "can't be read"),
    "rather deep json": (rather_deep_json, "nested too deeply"),
    "a text of wide characters": (text_of_wide_characters, "no document of this program"),
    "as many objects as can be read": (objects_without_end, "no document of this program"),
    "a whole number of 8 MB": (huge_whole_number, "can't be read"),
    "a million members": (a_million_members, "more than 4096 parts"),
    "a million members told as one": (a_million_members_told_as_one, "more than 4096 parts"),
    "a path upwards": (_named("../../etc/cron.d/x"), "'../../etc/cron.d/x'"),
    "a path upwards inside": (_named("run/../../x"), "part called"),
    "an absolute path": (_named("/etc/passwd"), "'/etc/passwd'"),
    "a drive": (_named("C:/x"), "part called"),
    "a backslash": (_named("run\\x"), "part called"),
    "an archive in it": (_named("a.zip/b"), "part called"),
    "a name with a zero in it": (zero_in_name, "part called"),
    "a very long name": (_named("a" * 60_000), "part called"),
    "one name twice": (twice, "two parts called"),
    "a link": (link, "no plain file"),
    "encrypted": (encrypted, "encrypted"),
    "packed otherwise": (otherwise_packed, "unknown way"),
    "a pickled array": (pickled, "another kind"),
    "a wrong checksum": (wrong_checksum, "cut off or damaged"),
    "a billion cells": (_array("{'descr': '<f8', 'fortran_order': False, 'shape': (1000000, 1000), }"),
                        "has the shape"),
    "a shape beyond numbers": (_array("{'descr': '<f8', 'fortran_order': False, 'shape': (" + "9" * 50 + ",), }"),
                               "another kind"),
    "columns first": (_array("{'descr': '<f8', 'fortran_order': True, 'shape': (10, 17), }"), "another kind"),
    "big-endian": (_array("{'descr': '>f8', 'fortran_order': False, 'shape': (10, 17), }"), "another kind"),
    "a program for a header": (_array("__import__('os').system('true')"), "another kind"),
    "a billion weights": (billion_weights, "billion|weights and biases|needs"),
    "a million layers": (_set("experiments", 0, "layers", value=[{"neurons": 1}] * 90_000), "a list"),
    "a long way to the cursor": (_set("network", "run", "address", value=[3, 0, 0, 0]), "step in view"),
    "a deep expression": (own_expression("L = " + "(" * 2400 + "x" + ")" * 2400), "brackets"),
    "a deep expression of signs": (own_expression("L = " + "-" * 4900 + "x"), "nested|inside"),
    "a deep expression of powers": (own_expression("L = " + "x^" * 2400 + "x"), "nested|inside"),
    "a deep expression of functions": (own_expression("L = " + "sin(" * 900 + "x" + ")" * 900), "nested|brackets"),
    "a deep surface": (_set("descent", "expression", value="(" * 2400 + "a" + ")" * 2400), "brackets"),
    "a long expression": (own_expression("L = " + "x + " * 20_000 + "x"), "at most 5000 characters"),
    "a descent of a billion steps": (_set("descent", "place", value=[10**9, 0]), "whole number"),
}
"""What is in them, and what the refusal says (a regular expression)."""


def peak() -> float:
    """Megabytes that this program has taken at most."""
    status = Path("/proc/self/status")
    if status.is_file():  # unlike the other one it begins anew with a program
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(lines["VmHWM"].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def opened(path: Path, cache: Path) -> dict[str, Any]:
    """Opens a document and tells what was said, the seconds of work, and the megabytes so far."""
    begin = time.process_time()  # not the clock: other programs may be at work
    try:
        read_document(path, cache)
        said = ""
    except Explained as error:
        said = str(error)
    return {"said": said, "seconds": time.process_time() - begin, "megabytes": peak()}


def main(folder: Path) -> None:
    """Opens every document in a folder, and writes what happened as JSON."""
    begun(preset("xor"))  # what every program has loaded
    for path in sorted(folder.glob("*.deltaflow")):
        print(json.dumps({"name": path.name, **opened(path, folder / "cache")}), flush=True)  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]))
