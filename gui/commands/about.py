"""About Deltaflow: its version, what it stands on, and the licences of all of it."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from gui.foundation.application_icon import application_pixmap
from gui.foundation.theme import Theme
from gui.lectures.lecture_list import ListRows, Row
from gui.version import VERSION
from gui.widgets.buttons import PushButton
from gui.widgets.plain_text import PlainLabel

# What Deltaflow stands on and is handed on with: names, versions, licences. It knows no Qt: building reads it, too.
#
# The texts of the licences come from the notes of the installed packages, and from files of ours where there are
# none.

ROOT = Path(__file__).resolve().parent.parent.parent
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


_SIZE = QSize(960, 640)
"""Wide enough for the lines of licences, which are broken by hand."""
_LIST_WIDTH = 290
_SHARE_OF_SCREEN = 0.94
_SHARE_OF_LIST = 0.36


class AboutDialog(QDialog):
    """Name, version, and a list of works with their licences: the text of the chosen one stands beside it.

    Attributes
    ----------
    works
        The list.
    makers, text
        Of the chosen work: who holds the rights, and its licence.
    copy, close_button
        The buttons.
    note
        What copying has done, in words.

    Signals
    -------
    copied
        The version report lies on the clipboard.
    """

    copied = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWindowTitle(self.tr("About Deltaflow"))
        self.works = ListRows(theme, self.tr("What Deltaflow stands on"))
        self.makers = self._label("", 13, semibold=True)
        self.text = QPlainTextEdit()
        self.copy = PushButton(self.tr("Copy versions"), theme, icon_name="duplicate")
        self.copy.setToolTip(self.tr("Copies the versions of Deltaflow, of what it stands on and of the system, to "
                                     "be pasted into a message"))
        self.note = self._label("", 12, tone="dim")
        self.close_button = PushButton(self.tr("Close"), theme, primary=True)
        self._fill()
        self._lay_out()
        self._connect()

    def _fill(self) -> None:
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPixelSize(self._theme.px(12))
        self.text.setFont(fixed)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse
                                          | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.works.set_rows([Row(work.name, work.name, text=work.licence, note=version_of(work)) for work in BUNDLED])
        self._show(self.works.key())

    def _lay_out(self) -> None:
        px, theme = self._theme.px, self._theme
        icon = PlainLabel()
        icon.setPixmap(application_pixmap(px(64), self.devicePixelRatioF()))
        icon.setAccessibleName(self.tr("Icon of Deltaflow"))
        name = self._label("Deltaflow", 20, semibold=True)
        version = self._label(self.tr("Version {version}").format(version=VERSION), 13, tone="dim")
        about = self._label(self.tr("Shows how a neural network learns: forward, back, one step at a time."), 13)
        words, head = QVBoxLayout(), QHBoxLayout()
        words.setSpacing(px(2))
        for label in (name, version, about):
            words.addWidget(label)
        head.setSpacing(px(16))
        head.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self._label(self.tr("What Deltaflow stands on"), 13, semibold=True))
        left.addWidget(self.works, 1)
        right.addWidget(self.makers)
        right.addWidget(self.text, 1)
        both, buttons, whole = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        for layout in (left, right):
            layout.setSpacing(px(8))
        both.setSpacing(px(14))
        both.addLayout(left)
        both.addLayout(right, 1)
        buttons.setSpacing(px(10))
        buttons.addWidget(self.copy)
        buttons.addWidget(self.note, 1)
        buttons.addWidget(self.close_button)
        whole.setContentsMargins(px(22), px(20), px(22), px(16))
        whole.setSpacing(px(16))
        whole.addLayout(head)
        whole.addWidget(self._rule())
        whole.addLayout(both, 1)
        whole.addLayout(buttons)
        screen = self.screen().availableGeometry().size() * _SHARE_OF_SCREEN
        size = QSize(theme.px(_SIZE.width()), theme.px(_SIZE.height())).boundedTo(screen)
        self.works.setFixedWidth(min(px(_LIST_WIDTH), round(size.width() * _SHARE_OF_LIST)))
        self.resize(size)

    def _connect(self) -> None:
        self.works.picked.connect(self._show)
        self.works.right.connect(self.text.setFocus)
        self.copy.clicked.connect(self._copy)
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        self.works.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, name: str) -> None:
        work = next(work for work in BUNDLED if work.name == name)
        self.makers.setText(self.tr("{name}, by {makers}").format(name=work.name, makers=work.makers))
        self.text.setPlainText(licence_text(work) or self.tr(
            "The text of this licence is missing from this copy of Deltaflow. The licence is {licence}.").format(
                licence=work.licence))
        self.text.setAccessibleName(self.tr("Licence of {name}").format(name=work.name))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(version_report())
        self.note.setText(self.tr("The versions have been copied: paste them into a message."))
        self.copied.emit()

    def _label(self, text: str, size: float, *, semibold: bool = False, tone: str = "") -> QLabel:
        label = QLabel(text)
        label.setFont(self._theme.font(size, semibold=semibold))
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if tone:
            label.setProperty("tone", tone)
        return label

    def _rule(self) -> QFrame:
        rule = QFrame()
        rule.setProperty("part", "rule")
        rule.setFixedHeight(self._theme.px(1))
        return rule
