"""Weight files that were made to do harm: each is refused within a second and 200 MB."""

from __future__ import annotations

import io
import json
import os
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import numpy as np

from tests.waiting import PATIENCE

SECONDS, MEGABYTES = 1.0, 200.0

READER = """
import json, resource, sys, time
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))  # whatever happens, the machine goes on
from documents.weights import read_weights
from simulator.activations import activation_named
from simulator.costs import cost_named
from simulator.errors import Explained
from simulator.network import Network
network = Network((3, 4, 2), (activation_named("tanh"), activation_named("sigmoid")), cost_named("quadratic"))
for name in sys.argv[1:]:
    start = time.process_time()
    try:
        read_weights(network, Path(name))
        said = ""
    except Explained as error:
        said = str(error)
    status = Path("/proc/self/status").read_text()  # (ru_maxrss is inherited from the process that starts this one)
    peak = int(status.split("VmHWM:")[1].split()[0]) / 1024
    print(json.dumps([Path(name).name, said, time.process_time() - start, peak]))
"""


def npy(header: str, data: bytes = b"") -> bytes:
    text = header.encode("latin-1")
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text + data


def zipped(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def weights_in_npz(first: bytes) -> bytes:
    """Four parts as they should be, but for the content of the first."""
    def part(*shape: int) -> bytes:
        stream = io.BytesIO()
        np.save(stream, np.ones(shape))
        return stream.getvalue()

    return zipped({"0.weight.npy": first, "0.bias.npy": part(4), "2.weight.npy": part(2, 4), "2.bias.npy": part(2)})


def bomb() -> bytes:
    """A part with the right header, and 4 GB of zeros behind it in 4 MB."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    head = packer.compress(npy("{'descr': '<f8', 'fortran_order': False, 'shape': (4, 3), }\n")) + \
        packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)  # can be repeated as it is
    packed = head + 4000 * block + packer.flush()
    content = bytearray(weights_in_npz(packed))
    size = struct.pack("<L", 4000 << 20)
    entry = content.index(b"PK\x01\x02")  # the first in the directory
    for start, method, length in ((0, 8, 22), (entry, 10, 24)):
        content[start + method:start + method + 2] = struct.pack("<H", zipfile.ZIP_DEFLATED)
        content[start + length:start + length + 4] = size
    return bytes(content)


def long_directory() -> bytes:
    """300,000 entries that all point to one part."""
    stream = zipped({"0.weight.npy": b"x"})
    start, end = stream.index(b"PK\x01\x02"), stream.index(b"PK\x05\x06")
    entries = stream[start:end] * 300_000
    return stream[:start] + entries + stream[end:end + 8] + \
        struct.pack("<HHLLH", 65535, 65535, len(entries), start, 0)


def pickled() -> bytes:
    """An array of objects that would make a folder while it is read."""
    class Trap:
        def __reduce__(self) -> tuple[object, ...]:
            return os.mkdir, ("trap",)

    stream = io.BytesIO()
    np.save(stream, np.full((4, 3), Trap(), dtype=object), allow_pickle=True)
    return weights_in_npz(stream.getvalue())


def safetensors(header: object, data: bytes = b"") -> bytes:
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + data


HEADER = "{{'descr': '{}', 'fortran_order': False, 'shape': {}, }}\n"
HOSTILE = {
    "billion.npz": lambda: weights_in_npz(npy(HEADER.format("<f8", "(1000000000, 1000)"))),
    "digits.npz": lambda: weights_in_npz(npy(HEADER.format("<f8", f"({'9' * 4000}, 3)"))),
    "bomb.npz": bomb,
    "directory.npz": long_directory,
    "pickled.npz": pickled,
    "code.npz": lambda: weights_in_npz(npy("__import__('os').mkdir('trap')\n")),
    "brackets.npz": lambda: weights_in_npz(npy("{'descr': '<f8', 'shape': " + "(" * 60_000)),
    "record.npz": lambda: weights_in_npz(npy(HEADER.format("', [('a', '<f8')], '", "(4, 3)"))),
    "wide.npz": lambda: weights_in_npz(npy(HEADER.format("<f16", "(4, 3)"), bytes(192))),
    "long.npz": lambda: weights_in_npz(npy(HEADER.format("<f8", "(4, 3)"), bytes(97))),
    "cut.npz": lambda: weights_in_npz(npy(HEADER.format("<f8", "(4, 3)"), bytes(95))),
    "noise.npz": lambda: b"PK\x03\x04" + bytes(range(256)) * 100,
    "empty.npz": lambda: b"",
    "billion.safetensors": lambda: safetensors(
        {"0.weight": {"dtype": "F64", "shape": [10**9, 10**3], "data_offsets": [0, 8]}}, bytes(8)),
    "overflow.safetensors": lambda: safetensors(
        {"0.weight": {"dtype": "F64", "shape": [2**33, 2**33], "data_offsets": [0, 0]}}),
    "nothing.safetensors": lambda: safetensors(
        {"0.weight": {"dtype": "F64", "shape": [2**60, 0], "data_offsets": [0, 0]}}),
    "header.safetensors": lambda: struct.pack("<Q", 1 << 60) + b"{}",
    "nested.safetensors": lambda: struct.pack("<Q", 900_000) + b'{"a":' + b"[" * 899_995,
    "many.safetensors": lambda: safetensors(
        {f"{place}.weight": {"dtype": "F64", "shape": [0], "data_offsets": [0, 0]} for place in range(12_000)}),
    "words.safetensors": lambda: b"these are no weights at all",
}


def test_hostile_files_are_refused_within_a_second_and_200_megabytes(tmp_path: Path, project: Path) -> None:
    paths = []
    for name, content in HOSTILE.items():
        paths.append(tmp_path / name)
        paths[-1].write_bytes(content())
    huge = tmp_path / "huge.npz"
    with huge.open("wb") as file:
        file.truncate(5 << 30)
    os.mkfifo(tmp_path / "pipe.npz")
    environment = {**os.environ, "PYTHONPATH": str(project)}
    ran = subprocess.run([sys.executable, "-c", READER, *map(str, paths), str(huge), str(tmp_path / "pipe.npz")],
                         cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert ran.returncode == 0, ran.stderr
    results = [json.loads(line) for line in ran.stdout.splitlines()]
    assert len(results) == len(HOSTILE) + 2
    for name, said, seconds, megabytes in results:
        assert said, f"{name} was taken"
        assert seconds < SECONDS, f"{name} took {seconds:.1f} s"
        assert megabytes < MEGABYTES, f"{name} took {megabytes:.0f} MB"
    assert not (tmp_path / "trap").exists()
    assert not ran.stderr
