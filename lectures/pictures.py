"""Pictures that a lecture shows: PNG and JPEG files beside it, of a size that is known before they are unpacked."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

from lectures.problems import shown
from simulator.errors import Explained, Phrase
from simulator.regular_files import read_regular

LARGEST_FILE = 4_000_000
MOST_PIXELS = 4_000_000
"""As 2000 × 2000: more than a projector shows."""
_NAME = re.compile(r"[^\\/:\0<>\"|?*\s.][^\\/:\0<>\"|?*]{0,99}\.(?:png|jpe?g)", re.IGNORECASE)
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_SHOWN_CHUNKS = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
"""What is seen of a PNG; other chunks may be packed texts and profiles of any size."""
_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
"""Segments of a JPEG that tell its size."""


def is_picture_name(target: str) -> bool:
    """Whether this is the plain name of a file that can be shown."""
    return _NAME.fullmatch(target) is not None


def picture_content(folder: str, name: str) -> bytes:
    """The file of a picture beside a lecture, as far as it is seen.

    Raises
    ------
    Explained
        If it is no picture that can be shown.
    """
    if not is_picture_name(name):
        raise Explained(Phrase("a picture is a PNG or JPEG file beside the lecture, got {target}; put the file there "
                               "and write its name, such as {example}", target=shown(name),
                               example="![a hill](hill.png)"))
    if not folder:
        raise Explained(Phrase("{file} is to lie beside the lecture, which is in no folder yet; save it first",
                               file=shown(name)))
    path = Path(folder) / name
    try:
        if path.is_symlink():  # it may lead to any file of the disk
            raise Explained(Phrase("{file} is a link to another file; put a copy of that beside the lecture",
                                   file=shown(name)))
        content = read_regular(path, LARGEST_FILE)
    except OSError as error:
        raise Explained(Phrase("{file} can't be read ({problem}); put a PNG or JPEG file of at most {most} MB beside "
                               "the lecture", file=shown(name), problem=error.strerror or error,
                               most=LARGEST_FILE // 10**6)) from error
    size = _size(content)
    if size is None:
        raise Explained(Phrase("{file} is no PNG or JPEG picture; save it as one", file=shown(name)))
    if not 0 < size[0] * size[1] <= MOST_PIXELS or max(size) > 10_000:
        raise Explained(Phrase("{file} has {width} × {height} pixels, at most {most} million in all can be shown; "
                               "make it smaller", file=shown(name), width=size[0], height=size[1],
                               most=MOST_PIXELS // 10**6))
    seen = _seen_chunks(content) if content.startswith(_SIGNATURE) else content if _is_whole_jpeg(content) else b""
    if not seen:
        raise Explained(Phrase("{file} is damaged or cut off; save the picture anew", file=shown(name)))
    return seen


def _seen_chunks(content: bytes) -> bytes:
    """A PNG with nothing but what is seen of it; nothing if a chunk is damaged or the end is missing."""
    place, parts = len(_SIGNATURE), [_SIGNATURE]
    has_pixels = False
    while place + 12 <= len(content):
        length, kind = int.from_bytes(content[place:place + 4], "big"), content[place + 4:place + 8]
        end = place + 12 + length
        if content[end - 4:end] != zlib.crc32(content[place + 4:end - 4]).to_bytes(4, "big"):
            return b""
        if kind in _SHOWN_CHUNKS:
            parts.append(content[place:end])
        has_pixels |= kind == b"IDAT"
        if kind == b"IEND":
            return b"".join(parts) if has_pixels else b""
        place = end
    return b""


def _is_whole_jpeg(content: bytes) -> bool:
    """Whether there are pixels, and the mark of the end behind them."""
    return 0 < content.find(b"\xff\xda") < content.rfind(b"\xff\xd9")


def _size(content: bytes) -> tuple[int, int] | None:
    """Width and height in pixels, from the file's head; None if it is neither PNG nor JPEG."""
    if content.startswith(_SIGNATURE) and content[12:16] == b"IHDR" and len(content) >= 24:
        return int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")
    return _jpeg_size(content) if content.startswith(b"\xff\xd8") else None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    place = 2
    while place + 9 <= len(content) and content[place] == 0xFF:
        kind = content[place + 1]
        if kind == 0xFF:  # filling
            place += 1
        elif kind in _FRAMES:
            height, width = (int.from_bytes(content[place + at:place + at + 2], "big") for at in (5, 7))
            return width, height
        elif kind == 0xDA:
            return None
        else:
            place += 2 + int.from_bytes(content[place + 2:place + 4], "big")
    return None
