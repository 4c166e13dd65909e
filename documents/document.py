"""Documents: written into one file, all or nothing, and read from files that come from anywhere."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from documents.archive import LARGEST_JSON, ArchiveReader, ArchiveWriter, json_object
from documents.atomic import write_whole
from documents.data_files import DataPlaces
from documents.descents import read_descent, write_descent
from documents.graphs import read_graph_part, write_graph
from documents.networks import OtherSamplesError, read_network, write_network
from documents.parts import Derivative, DescentPart, Document, Drawing, GraphPart, NetworkPart
from documents.values import Damaged, DocumentError, Values, unreadable
from documents.versions import FORMAT, VERSION, upgraded
from simulator.errors import Explained, Phrase

__all__ = ["ENDING", "VERSION", "Derivative", "DescentPart", "Document", "DocumentError", "Drawing", "GraphPart",
           "NetworkPart", "read_document", "write_document"]

ENDING = ".deltaflow"
MEMBER = "document.json"
_FAILURES = (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
"""What mathematics raises on values that no check has found wrong."""


def write_document(document: Document, path: Path, program: str = "Deltaflow", *,
                   data_folder: Path | None = None) -> None:
    """Keeps a document in a file: the old file or the new one is there, whatever happens on the way.

    Any thread may do it; what it takes must not change meanwhile, so give it twins of runs.

    Parameters
    ----------
    program
        Who writes it, with its version; only for people to read.
    data_folder
        For a copy that is made again every few seconds: the files of samples are written there, and only once. Of the
        runs' states it has no more than it needs, the others are computed again; its owner alone may read it.

    Raises
    ------
    Explained
        If the file can't be written.
    """
    archive = ArchiveWriter()
    try:
        archive.put(MEMBER, _text_of(document, archive, program, data_folder), packed=True)
        write_whole(path, archive.write, private=data_folder is not None)
    except OtherSamplesError as error:
        raise Explained(Phrase("{file} can't be saved: {reason}, and opening it would give others; write the samples "
                               "into a table (.csv), open that and begin a run with it", file=path.name,
                               reason=error.phrase)) from error
    except Damaged as error:
        raise Explained(Phrase("{file} can't be saved: {reason}; begin a new run and save that", file=path.name,
                               reason=error.phrase)) from error
    except MemoryError as error:
        raise Explained(Phrase("{file} can't be saved: it doesn't fit into memory; close other programs and save it "
                               "again", file=path.name)) from error


def read_document(path: Path, cache: Path, data_folder: Path | None = None, *,
                  allowed: Collection[Path] = ()) -> Document:
    """A document; every run has its step in view.

    Parameters
    ----------
    cache
        The folder for the files of samples that a document brings along.
    data_folder
        Of a copy: where those files are, see `write_document`.
    allowed
        Files of this computer that it may take its samples from: a person has agreed. No other one is looked at.

    Raises
    ------
    DocumentError
        If it can't be used, whatever is in it: with the file, the reason and what to do.
    """
    try:
        with ArchiveReader(path) as archive:
            return _read(archive, DataPlaces(cache, path.absolute().parent, data_folder, allowed))
    except Damaged as error:
        raise DocumentError(path, error.phrase, error.remedy, is_whole=error.is_whole,
                            unasked=error.unasked) from error
    except Explained as error:
        raise DocumentError(path, error.phrase) from error
    except MemoryError as error:
        raise DocumentError(path, Phrase("it doesn't fit into memory"), Phrase("close other programs"),
                            is_whole=True) from error
    except OSError as error:  # a disk that was pulled out, a mount that is dead
        failed = unreadable(error)
        raise DocumentError(path, failed.phrase, failed.remedy, is_whole=failed.is_whole) from error
    except _FAILURES as error:  # whoever opens a file is told, and goes on: the file may come from anywhere
        raise DocumentError(path, Phrase("something in it can't be used ({error})", error=error),
                            is_unforeseen=True) from error


def _text_of(document: Document, archive: ArchiveWriter, program: str, data_folder: Path | None) -> bytes:
    """The document's own member; its arrays are in the archive.

    Raises
    ------
    Damaged
        If it would not be read again as it is.
    """
    content = {
        "format": FORMAT,
        "version": VERSION,
        "program": program,
        **write_network(document.network, archive, data_folder),
        "descent": None if document.descent is None else write_descent(document.descent),
        "graph": None if document.graph is None else write_graph(
            document.graph, archive, document.network.run.trainer.network),
        "view": dict(document.view),
    }
    try:
        text = json.dumps(content, indent=1, allow_nan=False).encode("ascii")
    except (TypeError, ValueError, RecursionError) as error:
        raise Damaged(Phrase("something in it can't be written ({error})", error=error)) from error
    if len(text) > LARGEST_JSON:
        raise Damaged(Phrase("it would hold more than a document can hold"))
    known = json_object(text, MEMBER)
    if document.descent is not None:
        read_descent(Values(known["descent"], "descent"))
    return text


def _read(archive: ArchiveReader, places: DataPlaces) -> Document:
    content = Values(upgraded(archive.json(MEMBER)), "document")
    network = read_network(content, archive, places)
    descent = None if content.get("descent") is None else read_descent(content.inner("descent"))
    graph = None if content.get("graph") is None else read_graph_part(
        content.inner("graph"), archive, network.run.trainer.network)
    return Document(network, descent, graph, _view(content))


def _view(content: Values) -> Mapping[str, Any]:
    """What the window keeps of itself; nothing if there are halves of characters in it, which no window can show."""
    view = {} if content.get("view") is None else content.inner("view").content
    try:
        json.dumps(view, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        return {}
    return view
