"""What is kept from one start to the next: its file is opened, and a value taken, only if it can be one.

The file may have been written by another version, by hand or by a disk that fails: whatever it contains, the program
starts, and what makes no sense is as at the first start.
"""

from __future__ import annotations

import logging
import os
import re
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings

from documents.atomic import make_private
from simulator.regular_files import read_regular

LARGEST_FILE = 1_000_000
_LONGEST = 100_000
_MOST_TEXTS = 100
_NAME = "Deltaflow"
_ESCAPE = re.compile(r"\\(?:x(?P<hexadecimal>[0-9a-fA-F]+)|(?P<octal>[0-7]+)|(?P<other>\r\n|.))", re.DOTALL)
_log = logging.getLogger(__name__)


def open_settings() -> QSettings | None:
    """The settings of this person; a file that can't be theirs is put aside. None where that isn't possible."""
    file = settings_file()
    if file is None:
        return QSettings(_NAME, _NAME)
    with suppress(OSError):  # they name the files that were open last
        make_private(file.parent)
    # by its path: by name Qt would read those of all people and of all programs of ours, too, which there aren't
    return QSettings(str(file), QSettings.Format.NativeFormat) if set_aside(file) else None


def settings_file() -> Path | None:
    """Where Qt keeps them; None where they lie in no file that can be damaged, but in the system's own place."""
    if sys.platform in ("win32", "darwin"):
        return None
    return Path.home() / (os.environ.get("XDG_CONFIG_HOME") or ".config") / _NAME / f"{_NAME}.conf"


def set_aside(file: Path) -> bool:
    """Rename what lies in the place of the settings and can't be read; whether the place is good now."""
    try:
        if not os.path.lexists(file) or _can_be_read(file):
            return True
        aside = file.with_name(f"{file.name}.damaged")
        if aside.is_dir() and not aside.is_symlink():  # only a folder that is empty is replaced
            aside = file.with_name(f"{aside.name}-{os.getpid()}-{time.time_ns()}")
        file.replace(aside)
    except OSError as error:
        _log.warning("The settings can't be read (%s): they are as at the first start", error.strerror)
        return False
    _log.warning("The settings can't be read: they are put aside as %s", aside.name)
    return True


def _can_be_read(file: Path) -> bool:
    """Whether Qt can read it in a moment, and lives on.

    A value that Qt takes apart as it writes it itself, @Variant(…), ends the process where it is damaged. We have
    none, so that a file with one isn't ours.
    """
    try:
        content = read_regular(file, LARGEST_FILE)
    except FileNotFoundError:
        return True  # a link to a file that will be there
    except OSError:
        return False
    text = _ESCAPE.sub(_unescaped, content.decode("latin-1")).replace('"', "")
    return "@Variant" not in text and "@DateTime" not in text


def _unescaped(found: re.Match[str]) -> str:
    """A character of a file of settings as Qt reads it."""
    if found["hexadecimal"]:
        return chr(int(found["hexadecimal"][-4:], 16))
    return chr(int(found["octal"][-6:], 8) & 0xFFFF) if found["octal"] else found["other"].strip("\r\n")


def kept_text(settings: QSettings | None, key: str, usual: str = "", most: int = _LONGEST) -> str:
    """A text, or a number or a truth as a text; the usual one if there is none of so many characters at most."""
    value = _value(settings, key)
    if isinstance(value, bool):
        return "true" if value else "false"
    try:
        text = str(value) if isinstance(value, str | int | float) else usual
    except ValueError:  # a number of too many digits
        return usual
    return text if len(text) <= most and "\0" not in text else usual


def kept_number(settings: QSettings | None, key: str, low: float, high: float, usual: float) -> float:
    """A number in an interval, or the usual one."""
    try:
        number = float(kept_text(settings, key, most=40))
    except ValueError:
        return usual
    return number if low <= number <= high else usual


def kept_texts(settings: QSettings | None, key: str) -> tuple[str, ...]:
    """A list of texts, without those that can't be any."""
    value = _value(settings, key)
    given = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    return tuple(text for text in given[:_MOST_TEXTS]
                 if isinstance(text, str) and text.strip() and len(text) <= _LONGEST and "\0" not in text)


def kept_bytes(settings: QSettings | None, key: str) -> QByteArray | None:
    """Bytes, such as Qt writes for the place of a window."""
    value = _value(settings, key)
    return value if isinstance(value, QByteArray) and value.size() <= _LONGEST else None


def _value(settings: QSettings | None, key: str) -> Any:
    if settings is None:
        return None
    try:
        return settings.value(key)
    except Exception:  # noqa: BLE001 - what Qt reads may be of any kind, also one that Python can't hold
        return None
