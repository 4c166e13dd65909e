"""What Deltaflow stands on and is handed on with: names, versions, licences. It knows no Qt: building reads it, too.

The texts of the licences come from the notes of the installed packages, and from files of ours where there are none.
"""

from __future__ import annotations

import platform
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from gui.version import VERSION

ROOT = Path(__file__).resolve().parent.parent
_TEXTS = "assets/licences"
_WORDS = ("licen", "copying", "notice")
"""In the names of files with licences."""
RULE = "\n\n" + 72 * "-" + "\n\n"
"""Between two texts."""


@dataclass(frozen=True)
class Bundled:
    """One work.

    Attributes
    ----------
    name
        As its makers write it.
    licence
        Its licence, by its usual short name.
    makers
        Who holds the rights.
    package
        Name of the installed package that it comes in; empty for what lies in assets, and for Python.
    files
        Texts of ours about its licence, seen from the project's folder.
    """

    name: str
    licence: str
    makers: str
    package: str = ""
    files: tuple[str, ...] = ()


BUNDLED = (
    Bundled("Deltaflow", "MIT", "Deltaflow contributors", files=("LICENSE",)),
    Bundled("MNIST", "CC BY-SA 3.0", "Yann LeCun, Corinna Cortes and Christopher J. C. Burges",
            files=("assets/data/mnist/README.txt", f"{_TEXTS}/CC-BY-SA-3.0.txt")),
    Bundled("Pretendard", "OFL-1.1", "Kil Hyung-jin", files=("assets/fonts/OFL.txt",)),
    Bundled("STIX Two Math", "OFL-1.1", "The STIX Fonts Project Authors", files=(f"{_TEXTS}/STIX.txt",)),
    Bundled("DejaVu Sans", "Bitstream Vera", "Bitstream, Inc.", files=(f"{_TEXTS}/DejaVu.txt",)),
    Bundled("Python", "PSF-2.0", "Python Software Foundation", files=(f"{_TEXTS}/Python.txt",)),
    Bundled("Qt for Python", "LGPL-3.0", "The Qt Company Ltd. and other contributors", "PySide6_Essentials",
            files=(f"{_TEXTS}/Qt.txt", f"{_TEXTS}/LGPL-3.0.txt", f"{_TEXTS}/GPL-3.0.txt")),
    Bundled("NumPy", "BSD-3-Clause", "NumPy Developers", "numpy"),
    Bundled("pyqtgraph", "MIT", "Luke Campagnola and the pyqtgraph developers", "pyqtgraph"),
    Bundled("ziamath", "MIT", "Collin J. Delker", "ziamath"),
    Bundled("ziafont", "MIT", "Collin J. Delker", "ziafont"),
    Bundled("latex2mathml", "MIT", "Ronie Martinez", "latex2mathml", files=(f"{_TEXTS}/latex2mathml.txt",)),
    Bundled("Pillow", "MIT-CMU", "Jeffrey A. Clark and contributors", "pillow"),
    Bundled("threadpoolctl", "BSD-3-Clause", "threadpoolctl contributors", "threadpoolctl"),
    Bundled("safetensors", "Apache-2.0", "Hugging Face", "safetensors"),
)


def version_of(work: Bundled) -> str:
    """The version in use; empty for what has none, as a typeface."""
    if work.name == "Deltaflow":
        return VERSION
    if work.name == "Python":
        return platform.python_version()
    try:
        return distribution(work.package).version if work.package else ""
    except PackageNotFoundError:
        return ""


def licence_text(work: Bundled) -> str:
    """The whole text of its licence, and of those that it comes with; empty if the files are missing."""
    texts = [(ROOT / name).read_text(encoding="utf-8") for name in work.files if (ROOT / name).is_file()]
    if work.package:
        texts += _texts_of_package(work.package)
    return RULE.join(dict.fromkeys(text.strip() for text in texts)) + "\n" if texts else ""


def _texts_of_package(name: str) -> list[str]:
    """The licences in a package's own notes: that of the whole first, those of its parts behind it."""
    try:
        files = distribution(name).files or []
    except PackageNotFoundError:
        return []
    found = [file for file in files if file.parts[0].endswith(".dist-info")
             and any(word in file.name.lower() for word in _WORDS)]
    found.sort(key=lambda file: (len(file.parts), str(file)))
    return [Path(str(file.locate())).read_text(encoding="utf-8", errors="replace") for file in found
            if Path(str(file.locate())).is_file()]


def version_report() -> str:
    """Versions and platform, a line each: what somebody who helps wants to know."""
    lines = [f"{work.name} {version}" for work in BUNDLED if (version := version_of(work))]
    return "\n".join([*lines, platform.platform()]) + "\n"
