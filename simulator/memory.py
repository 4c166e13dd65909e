"""How much memory is free."""

from __future__ import annotations

import os
from pathlib import Path

_MEMORY_WITHOUT_ANSWER = 2 * 1024**3


def free_memory() -> int:
    """Bytes of memory that are free, as far as the system tells; 2 GB where it doesn't."""
    try:
        pages = os.sysconf("SC_AVPHYS_PAGES") if "SC_AVPHYS_PAGES" in os.sysconf_names else 0
        free = pages * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return _MEMORY_WITHOUT_ANSWER
    # what the system uses as a cache for files counts as free: Linux tells it in MemAvailable only
    meminfo = Path("/proc/meminfo")
    if meminfo.exists():
        lines = (line.split() for line in meminfo.read_text(encoding="ascii").splitlines())
        free = next((int(words[1]) * 1024 for words in lines if words[0] == "MemAvailable:"), free)
    return free or _MEMORY_WITHOUT_ANSWER
