"""Samples that were opened from files travel with the document."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import struct
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import pytest

from documents import data_files
from documents.atomic import write_whole
from documents.data_files import copies_of
from documents.document import Document, DocumentError, NetworkPart, read_document, write_document
from simulator.changes import SettingsChange
from simulator.datasets.idx import open_idx_data_set
from simulator.datasets.table import open_table
from simulator.experiment import Experiment, Layer
from simulator.run import Run
from tests.documents.made_documents import begun, bits, table_document

NAMES = ("train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte")


def picture_files(folder: Path, *, packed: bool = False) -> Path:
    """Four IDX files of small pictures; the first one."""
    random = np.random.default_rng(2)
    for name, shape in zip(NAMES, ((30, 3, 2), (30,), (10, 3, 2), (10,)), strict=True):
        numbers = random.integers(0, 200 if len(shape) == 3 else 4, shape, dtype=np.uint8)
        content = struct.pack(f">HBB{len(shape)}L", 0, 8, len(shape), *shape) + numbers.tobytes()
        (folder / (name + packed * ".gz")).write_bytes(gzip.compress(content) if packed else content)
    return folder / (NAMES[0] + packed * ".gz")


def picture_run(path: Path) -> Run:
    classes = open_idx_data_set(*(path.parent / path.name.replace(NAMES[0], name) for name in NAMES)).output_count
    return begun(Experiment("idx", (Layer(3), Layer(classes)), data_path=str(path), batch_size=5), 8)


def saved(run: Run, folder: Path) -> Path:
    path = folder / "kept.deltaflow"
    write_document(Document(NetworkPart(run)), path)
    return path


def rewritten(path: Path, change: Any, **members: bytes) -> None:
    with zipfile.ZipFile(path) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    content = json.loads(found["document.json"])
    change(content)
    found.update({"document.json": json.dumps(content).encode(), **{f"data/{name[1:]}": member
                                                                    for name, member in members.items()}})
    with zipfile.ZipFile(path, "w") as archive:
        for name, member in found.items():
            archive.writestr(name, member)


def test_a_document_is_opened_from_itself_and_no_other_file_is_looked_at(tmp_path: Path) -> None:
    document = table_document(tmp_path)
    table = document.network.run.trainer.experiment.data_path
    path = saved(document.network.run, tmp_path)
    looked_at: list[str] = []
    listening = [True]

    def listen(event: str, given: tuple[Any, ...]) -> None:
        if listening and event == "open":
            looked_at.append(str(given[0]))

    sys.addaudithook(listen)  # there is no way to take it away again
    opened = read_document(path, tmp_path / "cache").network.run
    listening.clear()
    assert table not in looked_at
    assert Path(opened.trainer.experiment.data_path).is_relative_to(tmp_path / "cache")
    assert opened.trainer.data.label == "flowers.csv"


def test_a_document_tells_nothing_of_where_its_author_keeps_files(tmp_path: Path) -> None:
    folder = tmp_path / "people" / "ann"
    folder.mkdir(parents=True)
    run = table_document(folder).network.run
    run.timeline.change(0, SettingsChange(replace(run.trainer.experiment, learning_rate=0.25)))
    path = saved(run, tmp_path)
    with zipfile.ZipFile(path) as archive:
        content = b"".join(archive.read(name) for name in archive.namelist())
    assert b"flowers.csv" in content
    assert b"ann" not in content
    assert str(tmp_path).encode() not in content


@pytest.mark.parametrize("named", ["absolute", "relative", "up and down", "device"])
def test_a_file_that_only_a_document_names_is_not_looked_at_before_a_person_agrees(
        named: str, tmp_path: Path) -> None:
    run = table_document(tmp_path).network.run
    path, table = saved(run, tmp_path), Path(run.trainer.experiment.data_path)
    name = {"absolute": str(table), "relative": table.name, "up and down": f"../{tmp_path.name}/{table.name}",
            "device": "/dev/zero"}[named]

    def change(content: dict[str, Any]) -> None:
        content["data"] = None
        for one in content["experiments"]:
            if "data_path" in one:
                one["data_path"] = name

    rewritten(path, change)
    with pytest.raises(DocumentError, match=r"only if a person agrees; open it in the window") as caught:
        read_document(path, tmp_path / "cache")
    assert caught.value.unasked == tmp_path / name
    assert caught.value.is_whole
    if named == "device":
        return
    opened = read_document(path, tmp_path / "cache", allowed={tmp_path / name}).network.run
    assert opened.trainer.data.train.raw.tobytes() == run.trainer.data.train.raw.tobytes()


def test_the_files_of_a_copy_lie_beside_it_and_are_written_once(tmp_path: Path) -> None:
    document = table_document(tmp_path)
    path, beside = tmp_path / "copy.deltaflow", tmp_path / "copy.data"
    write_document(document, path, data_folder=beside)
    (kept,) = beside.iterdir()
    written = kept.stat().st_mtime_ns
    write_document(document, path, data_folder=beside)
    assert kept.stat().st_mtime_ns == written
    assert kept.stat().st_mode & 0o077 == beside.stat().st_mode & 0o077 == 0
    with zipfile.ZipFile(path) as archive:
        assert not [name for name in archive.namelist() if name.startswith("data/")]
    Path(document.network.run.trainer.experiment.data_path).unlink()
    opened = read_document(path, tmp_path / "cache", beside).network.run
    assert opened.trainer.data.train.raw.tobytes() == document.network.run.trainer.data.train.raw.tobytes()
    kept.write_bytes(kept.read_bytes()[:-1] + b"!")
    (tmp_path / "cache").rename(tmp_path / "other")
    with pytest.raises(DocumentError, match="checksum"):
        read_document(path, tmp_path / "cache", beside)
    kept.unlink()
    os.mkfifo(kept)
    with pytest.raises(DocumentError, match="missing"):
        read_document(path, tmp_path / "cache", beside)


@pytest.mark.parametrize("loss", ["taken away", "changed"])
def test_a_table_that_is_not_there_any_more_comes_out_of_the_document(loss: str, tmp_path: Path) -> None:
    run = table_document(tmp_path).network.run
    path, table = saved(run, tmp_path), Path(run.trainer.experiment.data_path)
    content = table.read_bytes()
    table.unlink() if loss == "taken away" else table.write_bytes(content.replace(b"rose", b"lily"))
    opened = read_document(path, tmp_path / "cache").network.run
    unpacked = Path(opened.trainer.experiment.data_path)
    assert unpacked.parent.parent == tmp_path / "cache"
    assert unpacked.name == "flowers.csv"
    assert unpacked.read_bytes() == content
    assert opened.trainer.data.label == "flowers.csv"
    assert opened.timeline.advance().after.theta.tobytes() == run.timeline.advance().after.theta.tobytes()


@pytest.mark.parametrize("packed", [False, True])
def test_pictures_and_their_companions_come_out_of_the_document(packed: bool, tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    run = picture_run(picture_files(folder, packed=packed))
    path = saved(run, tmp_path)
    for file in folder.iterdir():
        file.unlink()
    for _ in range(2):  # the second time they have been unpacked already
        opened = read_document(path, tmp_path / "cache").network.run
        assert opened.trainer.data.has_own_test
        assert opened.trainer.data.test.raw.tobytes() == run.trainer.data.test.raw.tobytes()
        assert bits(opened)[0] == bits(run)[0]


def test_a_table_that_was_changed_before_saving_is_kept_as_it_was_learned_from(tmp_path: Path) -> None:
    run = table_document(tmp_path).network.run
    Path(run.trainer.experiment.data_path).write_text("a,b,label\n1,2,x\n3,4,y\n", encoding="utf-8")
    opened = read_document(saved(run, tmp_path), tmp_path / "cache").network.run
    assert opened.trainer.data.train.raw.tobytes() == run.trainer.data.train.raw.tobytes()
    assert opened.trainer.data.column_names == ("length", "width")
    assert opened.timeline.advance().after.theta.tobytes() == run.timeline.advance().after.theta.tobytes()


def test_pictures_that_are_gone_before_saving_are_kept_as_they_were_learned_from(tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    run = picture_run(picture_files(folder, packed=True))
    (folder / (NAMES[1] + ".gz")).unlink()
    opened = read_document(saved(run, tmp_path), tmp_path / "cache").network.run
    assert opened.trainer.data.image_shape == (3, 2)
    assert opened.timeline.advance().after.theta.tobytes() == run.timeline.advance().after.theta.tobytes()


@pytest.mark.parametrize("text", [
    'a;b;c;label\n1,5;2;3;"x;y"\n2,5;1e-7;4;\'z\'\n',
    "1\t2\t7\n3\t4\t8\n250\t0\t7\n",
    ",höhe,class\n1,0.1,yes\n2,0.30000000000000004,no\n3,7,yes\n",
    "u,v,w,label\n1,2,3,10\n4,5,6,2\n7,8,9,word\n",
])
def test_a_copy_of_a_table_is_the_same_table(text: str, tmp_path: Path) -> None:
    path, again = tmp_path / "table.csv", tmp_path / "again.csv"
    path.write_text(text, encoding="utf-8")
    data = open_table(path)
    copies = copies_of(data)
    assert copies is not None
    again.write_bytes(copies[0])
    copy = open_table(again)
    assert (copy.column_names, copy.class_labels) == (data.column_names, data.class_labels)
    for part, other in ((copy.train, data.train), (copy.test, data.test)):
        assert np.asarray(part.raw, dtype=np.float64).tobytes() == np.asarray(other.raw, dtype=np.float64).tobytes()
        assert part.labels.tolist() == other.labels.tolist()


def test_large_files_stay_where_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data_files, "LARGEST_EMBEDDED", 50)
    run = table_document(tmp_path).network.run
    path, table = saved(run, tmp_path), Path(run.trainer.experiment.data_path)
    opened = read_document(path, tmp_path / "cache", allowed={table}).network.run
    assert opened.trainer.experiment.data_path == str(table)
    with pytest.raises(DocumentError, match="only if a person agrees"):
        read_document(path, tmp_path / "cache")
    table.write_bytes(table.read_bytes().replace(b"rose", b"lily"))
    os.utime(table, ns=(1, 1))
    with pytest.raises(DocumentError, match=r"come from .*flowers\.csv, which is not there any more or has changed; "
                                            r"put that file back"):
        read_document(path, tmp_path / "cache", allowed={table})


@pytest.mark.parametrize("name", ["../../evil.csv", "/etc/evil", "a/b.csv", "con.csv", "..", ".hidden", "x\\y.csv",
                                  "C:x.csv", "a" * 300, "trailing. ", "new\nline.csv", ""])
def test_no_name_out_of_a_document_leads_out_of_the_cache(name: str, tmp_path: Path) -> None:
    run = table_document(tmp_path).network.run
    path = saved(run, tmp_path)
    Path(run.trainer.experiment.data_path).unlink()
    rewritten(path, lambda content: content["data"]["files"][0].update(name=name))
    opened = read_document(path, tmp_path / "cache").network.run
    assert Path(opened.trainer.experiment.data_path).name == "table.csv"
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert len(files) == 2  # the document, and what was unpacked


def test_what_has_another_checksum_is_not_unpacked(tmp_path: Path) -> None:
    run = table_document(tmp_path).network.run
    path, table = saved(run, tmp_path), Path(run.trainer.experiment.data_path)
    other = table.read_bytes().replace(b"rose", b"lily")
    table.unlink()
    rewritten(path, lambda content: None, _0=other)
    with pytest.raises(DocumentError, match="another checksum"):
        read_document(path, tmp_path / "cache")
    assert not [file for file in (tmp_path / "cache").rglob("*") if file.is_file()]


@pytest.mark.parametrize("digest", ["../../x", "", "0" * 63, "g" * 64, "0" * 64 + "/x", 5])
def test_a_checksum_is_no_way_out_of_the_cache_either(digest: object, tmp_path: Path) -> None:
    run = table_document(tmp_path).network.run
    path = saved(run, tmp_path)
    Path(run.trainer.experiment.data_path).unlink()
    rewritten(path, lambda content: content["data"]["files"][0].update(sha256=digest))
    with pytest.raises(DocumentError):
        read_document(path, tmp_path / "cache")


def test_packed_pictures_that_would_fill_the_memory_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    picture = picture_files(folder, packed=True)
    run = picture_run(picture)
    picture.write_bytes(gzip.compress(struct.pack(">HBB3L", 0, 8, 3, 10**6, 28, 28) + bytes(10**6)))
    path = saved(run, tmp_path)
    bomb = picture.read_bytes()
    for file in folder.iterdir():
        file.unlink()

    def change(content: dict[str, Any]) -> None:
        content["data"]["files"][0].update(size=len(bomb), sha256=hashlib.sha256(bomb).hexdigest())

    rewritten(path, change, _0=bomb)
    with pytest.raises(DocumentError, match="promises 747 MB"):
        read_document(path, tmp_path / "cache")


@pytest.mark.parametrize("path", ["//host/share/x.csv", r"\\host\share\x.csv"])
def test_no_document_makes_the_machine_call_at_another_one(path: str, tmp_path: Path) -> None:
    kept = saved(table_document(tmp_path).network.run, tmp_path)

    def change(content: dict[str, Any]) -> None:
        content["data"] = None
        content["experiments"][0]["data_path"] = path

    rewritten(kept, change)
    with pytest.raises(DocumentError, match="come from another computer"):
        read_document(kept, tmp_path / "cache")


class FullDisk(io.BytesIO):
    """A file for which there is no room."""

    def write(self, _: Any) -> int:
        raise OSError(28, "No space left on device")


def test_where_the_samples_have_no_room_the_document_is_not_called_damaged(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = table_document(tmp_path).network.run
    path = saved(run, tmp_path)
    Path(run.trainer.experiment.data_path).unlink()

    def without_room(to: Path, write: Callable[[BinaryIO], object]) -> None:
        write_whole(to, lambda _: write(FullDisk()))

    monkeypatch.setattr(data_files, "write_whole", without_room)
    said = (r"its samples can't be unpacked into .*ache/[0-9a-f]{64} \(No space left on device\); "
            r"free some room there.* again$")
    with pytest.raises(DocumentError, match=said) as caught:
        read_document(path, tmp_path / "cache")
    assert caught.value.is_whole
    monkeypatch.undo()
    assert bits(read_document(path, tmp_path / "cache").network.run)[0] == bits(run)[0]


def test_where_memory_is_short_the_document_is_not_called_damaged(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = saved(table_document(tmp_path).network.run, tmp_path)

    def is_short(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("documents.archive.read_npy", is_short)
    with pytest.raises(DocumentError, match="it doesn't fit into memory; close other programs") as caught:
        read_document(path, tmp_path / "cache")
    assert caught.value.is_whole


def test_where_the_disk_fails_in_the_middle_the_document_is_not_called_damaged(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = saved(table_document(tmp_path).network.run, tmp_path)

    def fails(*_: object) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(zipfile.ZipExtFile, "read", fails)
    with pytest.raises(DocumentError, match=r"it can't be read \(Input/output error\); look whether") as caught:
        read_document(path, tmp_path / "cache")
    assert caught.value.is_whole


def test_what_is_cut_off_is_damaged(tmp_path: Path) -> None:
    path = saved(table_document(tmp_path).network.run, tmp_path)
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(DocumentError) as caught:
        read_document(path, tmp_path / "cache")
    assert not caught.value.is_whole


def test_samples_that_are_too_large_to_be_kept_are_never_replaced_by_changed_ones(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data_files, "LARGEST_EMBEDDED", 50)
    run = table_document(tmp_path).network.run
    table = Path(run.trainer.experiment.data_path)
    content = table.read_bytes()
    table.write_bytes(content.replace(b"0.1,", b"0.7,"))
    os.utime(table, ns=(1, 1))
    path = saved(run, tmp_path)
    with pytest.raises(DocumentError, match=r"come from .*flowers\.csv, which is not there any more or has changed; "
                                            r"put that file back, as it was when it was opened") as caught:
        read_document(path, tmp_path / "cache", allowed={table})
    assert caught.value.is_whole
    table.write_bytes(content)  # at another time than before
    opened = read_document(path, tmp_path / "cache", allowed={table}).network.run
    assert opened.trainer.data.train.raw.tobytes() == run.trainer.data.train.raw.tobytes()


def test_a_document_from_before_there_were_checksums_of_samples_is_opened_as_it_was(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data_files, "LARGEST_EMBEDDED", 50)
    run = table_document(tmp_path).network.run
    table = Path(run.trainer.experiment.data_path)
    os.utime(table, ns=(1, 1))
    path = saved(run, tmp_path)
    rewritten(path, lambda content: content.pop("samples_sha256"))
    opened = read_document(path, tmp_path / "cache", allowed={table}).network.run
    assert opened.trainer.experiment.data_path == str(table)
