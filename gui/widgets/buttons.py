"""A button with a text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QIcon, QKeyEvent, QPainter, QPaintEvent, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
    QWidget,
)

from gui.foundation.theme import ASSETS, Theme
from gui.widgets.keyboard import PRESSING_KEYS, KeyboardFocus
from gui.widgets.plain_text import plain_tip

# The icons of assets/icons, in any colour and as sharp as the screen is.

_RATIOS = (1.0, 2.0)


def icon_names() -> tuple[str, ...]:
    """Names of all icons that `icon` knows."""
    return tuple(sorted(path.stem for path in (ASSETS / "icons").glob("*.svg") if not path.stem.startswith("sheet-")))


def icon_pixmap(name: str, color: QColor, size: int, device_ratio: float = 1.0) -> QPixmap:
    """An icon in one colour; Qt's pixmap cache keeps it.

    Parameters
    ----------
    size
        Width and height in logical pixels.
    device_ratio
        Device pixels for each logical pixel.

    Raises
    ------
    ValueError
        If there is no such icon.
    """
    svg = _source(name).replace("currentColor", color.name())
    pixels = round(size * device_ratio)
    key = f"icon {name} {color.name()} {pixels} {device_ratio}"
    pixmap = QPixmap()
    if QPixmapCache.find(key, pixmap):
        return pixmap
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    pixmap.setDevicePixelRatio(device_ratio)
    QPixmapCache.insert(key, pixmap)
    return pixmap


def icon(name: str, theme: Theme, size_px: float = 16) -> QIcon:
    """An icon for a menu or another of Qt's own widgets, pale when disabled; its size is given at scale 1."""
    size = theme.px(size_px)
    result = QIcon()
    for ratio in _RATIOS:
        result.addPixmap(icon_pixmap(name, theme.text, size, ratio), QIcon.Mode.Normal)
        result.addPixmap(icon_pixmap(name, theme.text_disabled, size, ratio), QIcon.Mode.Disabled)
    return result


@lru_cache(maxsize=64)
def _source(name: str) -> str:
    path = ASSETS / "icons" / f"{name}.svg"
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        raise ValueError(f'there is no icon "{name}"; there are {", ".join(icon_names())}') from None


# A square button with an icon.

class IconButton(QToolButton):
    """A button that shows an icon and says in a tooltip (and to a screen reader) what it does.

    Parameters
    ----------
    icon_name
        Name of a file in assets/icons without its ending.
    tooltip
        What the button does.
    size
        Width and height at scale 1.
    look
        "plain" has a hairline around it, "flat" none, "primary" is filled.
    """

    def __init__(self, icon_name: str, tooltip: str, theme: Theme, *, size: float = 28, look: str = "plain",
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        KeyboardFocus(self, PRESSING_KEYS)
        self._icon_name = icon_name
        self._size = size
        self._look = look
        self.setProperty("look", look)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.set_tooltip(tooltip)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme
        self.setFixedSize(theme.px(self._size), theme.px(self._size))
        self.update()

    def set_icon(self, icon_name: str) -> None:
        """Show another icon."""
        if icon_name != self._icon_name:
            self._icon_name = icon_name
            self.update()

    def icon_name(self) -> str:
        """Name of the icon that is shown."""
        return self._icon_name

    def set_tooltip(self, tooltip: str) -> None:
        """Say something else about what the button does."""
        self.setToolTip(plain_tip(tooltip))
        self.setAccessibleName(tooltip)

    def _icon_color(self) -> QColor:
        if not self.isEnabled():
            return self._theme.text_disabled
        return self._theme.on_accent if self._look == "primary" or self.isChecked() else self._theme.text

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.icon = QIcon()
        option.text = ""
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        side = self._theme.px(self._size * 0.62)
        corner = QPoint((self.width() - side) // 2, (self.height() - side) // 2)
        painter.drawPixmap(corner, icon_pixmap(self._icon_name, self._icon_color(), side, self.devicePixelRatioF()))

    def sizeHint(self) -> QSize:
        return self.size()


_TEXT_FLAGS = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic


class PushButton(QPushButton):
    """A button with a text and, if wished, an icon before it.

    Parameters
    ----------
    text
        What the button does, as a verb.
    primary
        Filled with the accent: for the one action that comes first in its place.
    icon_name
        Name of a file in assets/icons without its ending, or nothing.
    """

    def __init__(self, text: str, theme: Theme, primary: bool = False, *, icon_name: str = "",
                 parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        KeyboardFocus(self, PRESSING_KEYS)
        self._primary = primary
        self._icon_name = icon_name
        self.setProperty("look", "primary" if primary else "plain")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme
        self.setFont(theme.font(13))
        self.setFixedHeight(theme.px(28))
        self.updateGeometry()

    def set_icon(self, icon_name: str) -> None:
        """Show another icon before the text, or none."""
        self._icon_name = icon_name
        self.updateGeometry()
        self.update()

    def _color(self) -> QColor:
        if not self.isEnabled():
            return self._theme.text_disabled
        return self._theme.on_accent if self._primary else self._theme.text

    def _text_width(self) -> int:
        """Without the ampersand of a letter that presses it."""
        return self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self.text()).width()

    def _icon_room(self) -> int:
        return self._theme.px(16) + self._theme.px(6) if self._icon_name else 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(self._text_width() + self._icon_room() + 2 * self._theme.px(12) + 1, self._theme.px(28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        side, room = self._theme.px(16), self._icon_room()
        text_width = min(self._text_width(), self.width() - room)
        left = (self.width() - text_width - room) // 2
        if self._icon_name:
            pixmap = icon_pixmap(self._icon_name, self._color(), side, self.devicePixelRatioF())
            painter.drawPixmap(left, (self.height() - side) // 2, pixmap)
        painter.setPen(self._color())
        painter.drawText(self.rect().adjusted(left + room, 0, 0, 0), _TEXT_FLAGS, self.text())


# A box to tick.

class CheckBox(QCheckBox):
    """A box that is ticked or not, with its text beside it. `toggled` and `clicked` are Qt's own signals."""

    def __init__(self, text: str, theme: Theme, *, checked: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        KeyboardFocus(self, {Qt.Key.Key_Space})
        self.setChecked(checked)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self.setFont(theme.font(13))
        self.setMinimumHeight(theme.px(24))


# A choice among few, all of them in sight.

_PADDING = 12


class SegmentedControl(QFrame):
    """Buttons in a row of which exactly one is down; the arrow keys move along it.

    Parameters
    ----------
    options
        Texts of the segments.
    name
        What is chosen, for screen readers.

    Signals
    -------
    changed(int)
        Somebody chose another segment. `set_index` doesn't emit it.
    """

    changed = Signal(int)

    def __init__(self, options: Sequence[str], theme: Theme, *, name: str = "",
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "segments")
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(0)
        self._segments = [_Segment(text, _place(number, len(options))) for number, text in enumerate(options)]
        for number, segment in enumerate(self._segments):
            segment.setToolTip(plain_tip(name))
            self._group.addButton(segment, number)
            self._row.addWidget(segment)
        self._index = 0
        self._segments[0].setChecked(True)
        self._group.idToggled.connect(self._on_toggled)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        hair = theme.px(1)
        self._row.setContentsMargins(hair, hair, hair, hair)
        self.setFixedHeight(theme.px(28))
        for segment in self._segments:
            segment.set_theme(theme)

    def index(self) -> int:
        """Number of the chosen segment, counted from 0."""
        return self._index

    def set_index(self, index: int) -> None:
        """Choose a segment without emitting `changed`."""
        self._index = index
        self._segments[index].setChecked(True)

    def segments(self) -> tuple[QPushButton, ...]:
        """The buttons, from left to right."""
        return tuple(self._segments)

    def set_options(self, options: Sequence[str]) -> None:
        """Other texts for the same segments."""
        for segment, text in zip(self._segments, options, strict=True):
            segment.setText(text)

    def set_option_enabled(self, index: int, enabled: bool, reason: str = "") -> None:
        """Put a segment in or out of use; the reason becomes its tooltip."""
        self._segments[index].setEnabled(enabled)
        self._segments[index].setToolTip(plain_tip(reason or self.accessibleName()))

    def _on_toggled(self, index: int, down: bool) -> None:
        if down and index != self._index:
            self._index = index
            self.changed.emit(index)


def segments_width(options: Sequence[str], theme: Theme) -> int:
    """How wide a control with these texts wants to be: its frame, a hairline around the segments, and these."""
    metrics = QFontMetrics(theme.font(12))
    return 4 * theme.px(1) + sum(metrics.horizontalAdvance(text) + 2 * theme.px(_PADDING) for text in options)


class _Segment(QPushButton):

    def __init__(self, text: str, place: str) -> None:
        super().__init__(text)
        KeyboardFocus(self, {Qt.Key.Key_Space, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down})
        self.setCheckable(True)
        self.setAutoExclusive(True)  # the group sees to that; screen readers learn of it only so
        self.setProperty("place", place)
        self.setProperty("follows", place in ("middle", "last"))

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFont(theme.font(12))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self.text()) + 2 * self._theme.px(_PADDING)
        return QSize(width, self._theme.px(26))

    def minimumSizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self.text()) + 2 * self._theme.px(6)
        return QSize(width, self._theme.px(24))


def _place(number: int, count: int) -> str:
    if count == 1:
        return "only"
    return {0: "first", count - 1: "last"}.get(number, "middle")
