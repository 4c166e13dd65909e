"""Documents: written into one file, all or nothing, and read from files that come from anywhere."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from documents.archive import LARGEST_JSON, ArchiveReader, ArchiveWriter, json_object
from documents.atomic import write_whole
from documents.data_files import DataPlaces
from documents.networks import Drawing, NetworkPart, OtherSamplesError, read_network, write_network
from documents.values import Damaged, DocumentError, Values, refused, text, unreadable, whole, written_record
from simulator.activations import activation_named
from simulator.costs import cost_named
from simulator.descent.state import DescentState
from simulator.errors import Explained, Phrase
from simulator.experiment import MOST_LAYERS
from simulator.graph.state import GraphState
from simulator.network import Network

__all__ = ["ENDING", "VERSION", "Document", "DocumentError", "Drawing", "NetworkPart", "read_document",
           "write_document"]

ENDING = ".deltaflow"
MEMBER = "document.json"
_OF = "of"
"""Key for the network that a graph is a derivative of."""
_FAILURES = (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
"""What mathematics raises on values that no check has found wrong."""

FORMAT = "deltaflow"
VERSION = 1
"""Raised whenever an older program would misunderstand a new document."""

Content = dict[str, Any]
_UPGRADES: Mapping[int, Callable[[Content], Content]] = {}
"""By version: what makes `document.json` of that version one of the next. There is none older than the first."""


class Codec(NamedTuple):
    """How a document keeps the state of a workspace: in an object of its own, and in arrays beside it."""

    write: Callable[[Any, ArchiveWriter, Network], dict[str, Any]]
    read: Callable[[Values, ArchiveReader, Network], Any]
    check: Callable[[Values], object] | None = None
    """Raises for what would not be read again, before it is written."""


def codec_of(kind: type) -> Codec:
    """Of a state whose class declares all that is kept of it."""
    return Codec(lambda state, archive, _network: written_record(state, archive),
                 lambda values, archive, _network: values.record(kind, archive), lambda values: values.record(kind))


def _write_graph(state: GraphState, archive: ArchiveWriter, network: Network) -> dict[str, Any]:
    """The network that it is a derivative of is told where that isn't the document's own."""
    content = written_record(state, archive)
    if state.made is not None and state.made.network != network:
        made = state.made.network
        content[_OF] = {"sizes": list(made.sizes), "activations": [one.name for one in made.activations],
                        "cost": made.cost.name}
    return content


def _read_graph(values: Values, archive: ArchiveReader, network: Network) -> GraphState:
    is_told = values.get("derivative") is not None and values.get(_OF) is not None
    return values.record(GraphState, archive, network=_network(values.inner(_OF)) if is_told else network)


def _network(values: Values) -> Network:
    """A network that the document's own was once."""
    sizes = values.items("sizes", lambda value, place: whole(value, place, 1), MOST_LAYERS)
    activations = values.items("activations", text, MOST_LAYERS)
    if len(sizes) < 2 or len(activations) != len(sizes) - 1:
        raise refused(f"{values.place}.activations", ", ".join(activations), Phrase("an activation for each layer"))
    return Network(sizes, tuple(map(activation_named, activations)), cost_named(values.text("cost")))


CODECS: Mapping[str, Codec] = {
    "descent": codec_of(DescentState),
    "graph": Codec(_write_graph, _read_graph),
}
"""By workspace; the Network one stands by itself, because others may be derived from its network."""


@dataclass(frozen=True, eq=False)
class Document:
    """All that one file keeps.

    Attributes
    ----------
    network
        The Network workspace, which every document has.
    others
        The states of the other workspaces by their names; those that were never shown may be missing.
    view
        What the window keeps of itself: plain values as JSON has them.
    """

    network: NetworkPart
    others: Mapping[str, Any] = field(default_factory=dict)
    view: Mapping[str, Any] = field(default_factory=dict)


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
    network = document.network.run.trainer.network
    content = {
        "format": FORMAT,
        "version": VERSION,
        "program": program,
        **write_network(document.network, archive, data_folder),
        **{name: None if document.others.get(name) is None else codec.write(document.others[name], archive, network)
           for name, codec in CODECS.items()},
        "view": dict(document.view),
    }
    try:
        text = json.dumps(content, indent=1, allow_nan=False).encode("ascii")
    except (TypeError, ValueError, RecursionError) as error:
        raise Damaged(Phrase("something in it can't be written ({error})", error=error)) from error
    if len(text) > LARGEST_JSON:
        raise Damaged(Phrase("it would hold more than a document can hold"))
    known = json_object(text, MEMBER)
    for name, codec in CODECS.items():
        if codec.check is not None and known.get(name) is not None:
            codec.check(Values(known[name], name))
    return text


def _read(archive: ArchiveReader, places: DataPlaces) -> Document:
    content = Values(upgraded(archive.json(MEMBER)), "document")
    network = read_network(content, archive, places)
    others = {name: codec.read(Values(content.get(name), name), archive, network.run.trainer.network)
              for name, codec in CODECS.items() if content.get(name) is not None}
    return Document(network, others, _view(content))


def upgraded(content: Content, version: int = VERSION,
             upgrades: Mapping[int, Callable[[Content], Content]] = _UPGRADES) -> Content:
    """The content of a document as the present version has it.

    Parameters
    ----------
    version, upgrades
        The present version and the way to it.

    Raises
    ------
    Damaged
        If it is no document, or one of a newer program.
    """
    found = content.get("version")
    if content.get("format") != FORMAT or isinstance(found, bool) or not isinstance(found, int) or found < 1:
        raise Damaged(Phrase("it is no document of this program"))
    if found > version:
        raise Damaged(Phrase("it was saved by a newer program, in version {version} of the format, and this one "
                             "reads up to version {own}", version=min(found, 10**9), own=version),
                      Phrase("update Deltaflow and open it again"), is_whole=True)
    for older in range(found, version):
        content = {**upgrades[older](content), "version": older + 1}
    return content


def _view(content: Values) -> Mapping[str, Any]:
    """What the window keeps of itself; nothing if there are halves of characters in it, which no window can show."""
    view = {} if content.get("view") is None else content.inner("view").content
    try:
        json.dumps(view, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        return {}
    return view
