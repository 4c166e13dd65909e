"""Files of numbers beside a lecture, as `numpy.save` writes them; they come from anywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

_MAGIC = b"\x93NUMPY"


def load_numbers(path: Path, *, mapped: bool = False) -> npt.NDArray[Any]:
    """What is in a file.

    Parameters
    ----------
    mapped
        Whether only what is looked at shall be read.

    Raises
    ------
    ValueError
        If there is no such array, whatever is there instead: with the reason.
    """
    try:
        with path.open("rb") as file:
            is_array = file.read(len(_MAGIC)) == _MAGIC
        array: Any = np.load(path, mmap_mode="r" if mapped else None, allow_pickle=False) if is_array else None
    except Exception as error:  # a damaged header raises whatever Python's own reader raises
        raise ValueError(str(error)[:120] or type(error).__name__) from error
    if not isinstance(array, np.ndarray):
        raise ValueError("it is no array that numpy.save has written")  # noqa: TRY004 - the content is wrong
    return array
