"""Versions of the format, and how an older document becomes one of today."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from documents.values import Damaged
from simulator.errors import Phrase

FORMAT = "deltaflow"
VERSION = 1
"""Raised whenever an older program would misunderstand a new document."""

Content = dict[str, Any]
_UPGRADES: Mapping[int, Callable[[Content], Content]] = {}
"""By version: what makes `document.json` of that version one of the next. There is none older than the first."""


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
