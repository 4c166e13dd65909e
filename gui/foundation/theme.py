"""Colours, type and measures of the window, in a light and a dark set.

A view asks the theme for everything that it draws with, so one theme object decides how the whole window looks:

- blue stands for positive, orange for negative weights and activations;
- purple stands for positive, green for negative errors δ and gradients;
- every phase of backpropagation has a colour of its own, on the timeline and beside its formula.

Text colours have a contrast of at least 4.5 : 1 against cards and window, the others at least 3 : 1 against cards;
only hairlines (`line`), fills (`sunken`) and disabled parts are fainter.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette

from simulator.steps import Phase

ASSETS = Path(__file__).resolve().parent.parent.parent / "assets"
FAMILIES = ("Pretendard", "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans CJK KR", "Noto Sans KR", "sans-serif")
SMALLEST_TEXT = 12
TEXT_CONTRAST = 4.5
LARGEST_SCALE = 2.0

LIGHT: Mapping[str, str] = MappingProxyType({
    "window": "#f4f5f7", "card": "#ffffff", "sunken": "#eceff3", "line": "#e2e6ec", "outline": "#858e9d",
    "text": "#1b2330", "text_dim": "#5a6475", "text_disabled": "#a3abb8",
    "accent": "#1b2330", "accent_hover": "#323c4d", "on_accent": "#ffffff", "focus": "#2563eb",
    "positive": "#2563eb", "negative": "#c2550a", "delta_positive": "#8e24aa", "delta_negative": "#1b7f4d",
    "warning": "#945e00", "error": "#c42b32", "good": "#187a48",
})
DARK: Mapping[str, str] = MappingProxyType({
    "window": "#12161d", "card": "#1a1f28", "sunken": "#262d39", "line": "#2b323e", "outline": "#7b8596",
    "text": "#e7eaf0", "text_dim": "#a0a9b8", "text_disabled": "#5e6878",
    "accent": "#d5dbe5", "accent_hover": "#b9c2cf", "on_accent": "#151a22", "focus": "#6aa5ff",
    "positive": "#6aa5ff", "negative": "#f49b4c", "delta_positive": "#cf8ff0", "delta_negative": "#4cc38a",
    "warning": "#e3b341", "error": "#ff8182", "good": "#4cc38a",
})
LIGHT_PHASES: Mapping[Phase, str] = MappingProxyType({
    Phase.INPUT: "#4b5565", Phase.WEIGHTED_INPUT: "#5990f5", Phase.ACTIVATION: "#2a63dd", Phase.COST: "#a8760f",
    Phase.BP1: "#5b1478", Phase.BP2: "#8a2bb0", Phase.BP3: "#b670d6", Phase.BP4: "#b03468",
    Phase.MEAN_GRADIENT: "#2a9a94", Phase.UPDATE: "#17703f",
})
DARK_PHASES: Mapping[Phase, str] = MappingProxyType({
    Phase.INPUT: "#8d97a7", Phase.WEIGHTED_INPUT: "#a6caff", Phase.ACTIVATION: "#4f8af2", Phase.COST: "#d8aa3c",
    Phase.BP1: "#9a55c8", Phase.BP2: "#c888f0", Phase.BP3: "#e6c3f7", Phase.BP4: "#e0709c",
    Phase.MEAN_GRADIENT: "#35918b", Phase.UPDATE: "#63d69c",
})


@dataclass(frozen=True)
class Theme:
    """One look: dark or light, at one scale, moving or still. Two themes are equal when all three agree.

    Parameters
    ----------
    dark
        Light letters on a dark window.
    scale
        Factor of every measure and every text size, from 0.5 to 2 (2 is for a lecture hall's projector).
    still
        Reduced motion: nothing travels, slides or fades, everything is at once where it belongs (see `gui.app`).

    Attributes
    ----------
    window, card, sunken
        Grounds: behind the cards, of the cards, and of tracks and pressed parts.
    line, outline
        Hairline between parts; edge of what can be operated (at least 3 : 1).
    text, text_dim, text_disabled
        Letters: plain, beside the point, out of use.
    accent, accent_hover, on_accent
        The one strong fill (selected, primary), the same under the pointer, and letters on it.
    focus
        The ring around the widget that has the keyboard.
    positive, negative
        Sign of weights, activations and signals.
    delta_positive, delta_negative
        Sign of errors δ and gradients.
    warning, error, good
        Tone of messages.

    Raises
    ------
    ValueError
        If the scale lies outside of its range.
    """

    dark: bool = False
    scale: float = 1.0
    still: bool = False
    window: QColor = field(init=False, compare=False, repr=False)
    card: QColor = field(init=False, compare=False, repr=False)
    sunken: QColor = field(init=False, compare=False, repr=False)
    line: QColor = field(init=False, compare=False, repr=False)
    outline: QColor = field(init=False, compare=False, repr=False)
    text: QColor = field(init=False, compare=False, repr=False)
    text_dim: QColor = field(init=False, compare=False, repr=False)
    text_disabled: QColor = field(init=False, compare=False, repr=False)
    accent: QColor = field(init=False, compare=False, repr=False)
    accent_hover: QColor = field(init=False, compare=False, repr=False)
    on_accent: QColor = field(init=False, compare=False, repr=False)
    focus: QColor = field(init=False, compare=False, repr=False)
    positive: QColor = field(init=False, compare=False, repr=False)
    negative: QColor = field(init=False, compare=False, repr=False)
    delta_positive: QColor = field(init=False, compare=False, repr=False)
    delta_negative: QColor = field(init=False, compare=False, repr=False)
    warning: QColor = field(init=False, compare=False, repr=False)
    error: QColor = field(init=False, compare=False, repr=False)
    good: QColor = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        if not 0.5 <= self.scale <= LARGEST_SCALE:
            raise ValueError(f"scale must lie between 0.5 and {LARGEST_SCALE:g}, got {self.scale}; try 1")
        for name, value in (DARK if self.dark else LIGHT).items():
            object.__setattr__(self, name, QColor(value))

    def px(self, length: float) -> int:
        """A length of the drawing at scale 1, in pixels of this scale; what is visible stays at least one pixel."""
        pixels = math.floor(length * self.scale + 0.5)
        return max(pixels, 1) if length > 0 else pixels

    def font(self, size_px: float, semibold: bool = False, tabular: bool = False) -> QFont:
        """The typeface at a size given for scale 1.

        Parameters
        ----------
        tabular
            All digits equally wide: for numbers that change in place.
        """
        font = QFont(list(FAMILIES))
        font.setPixelSize(self.px(size_px))
        font.setWeight(QFont.Weight.DemiBold if semibold else QFont.Weight.Normal)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        if tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def phase_color(self, phase: Phase) -> QColor:
        """Colour of a phase on the timeline and beside its formula."""
        return QColor((DARK_PHASES if self.dark else LIGHT_PHASES)[phase])

    def readable(self, color: QColor) -> QColor:
        """This colour for letters on a card: mixed with the text's colour until its contrast is 4.5 : 1."""
        shades = (blend(color, self.text, step / 10) for step in range(10))
        return next((shade for shade in shades if contrast(shade, self.card) >= TEXT_CONTRAST), self.text)

    def signed_color(self, value: float, limit: float) -> QColor:
        """Opaque colour of a weight or signal: from the card at 0 to blue at +limit or orange at −limit.

        Beyond the limit the colour stays full; a value that is not a number is drawn in the error colour.
        """
        return self._between(value, limit, self.negative, self.positive)

    def delta_color(self, value: float, limit: float) -> QColor:
        """Opaque colour of an error δ or a gradient: from the card at 0 to purple at +limit or green at −limit."""
        return self._between(value, limit, self.delta_negative, self.delta_positive)

    def neuron_fill(self, a: float, limit: float) -> QColor:
        """Fill of a neuron with activation a: empty at 0, blue at +limit, orange at −limit."""
        return self._between(a, limit, self.negative, self.positive)

    def signed_table(self, levels: int = 255) -> list[int]:
        """Colours (QRgb) for an indexed image: −limit at index 0, zero in the middle, +limit at the end."""
        middle = (levels - 1) / 2
        return [self.signed_color(level - middle, middle).rgb() for level in range(levels)]

    def delta_table(self, levels: int = 255) -> list[int]:
        """The same for errors δ and gradients."""
        middle = (levels - 1) / 2
        return [self.delta_color(level - middle, middle).rgb() for level in range(levels)]

    def text_on(self, ground: QColor) -> QColor:
        """Letters that can be read on any ground: the theme's own if they can, else the card's, black or white."""
        letters = (self.text, self.card, QColor("black"), QColor("white"))
        return next(color for color in letters if contrast(color, ground) >= TEXT_CONTRAST)

    def _between(self, value: float, limit: float, negative: QColor, positive: QColor) -> QColor:
        if math.isnan(value):
            return QColor(self.error)
        share = min(abs(value) / limit, 1.0) if limit > 0 and math.isfinite(value) else float(value != 0)
        return blend(self.card, positive if value > 0 else negative, share)

    def palette(self) -> QPalette:
        """The colours for what Qt draws by itself."""
        roles = QPalette.ColorRole
        colors = {
            roles.Window: self.window, roles.WindowText: self.text, roles.Base: self.card,
            roles.AlternateBase: self.window, roles.Text: self.text, roles.Button: self.card,
            roles.ButtonText: self.text, roles.BrightText: self.on_accent, roles.ToolTipBase: self.card,
            roles.ToolTipText: self.text, roles.PlaceholderText: self.text_dim, roles.Link: self.focus,
            roles.LinkVisited: self.focus, roles.Highlight: self.accent, roles.HighlightedText: self.on_accent,
            roles.Light: self.card, roles.Midlight: self.sunken, roles.Mid: self.line, roles.Dark: self.outline,
            roles.Shadow: self.line, roles.Accent: self.focus,
        }
        palette = QPalette()
        for role, color in colors.items():
            palette.setColor(role, color)
        for role in (roles.WindowText, roles.Text, roles.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.text_disabled)
        return palette


def blend(ground: QColor, color: QColor, share: float) -> QColor:
    """The opaque mixture of two colours: the ground at share 0, the colour at share 1."""
    red, green, blue = ground.red(), ground.green(), ground.blue()
    return QColor(round(red + (color.red() - red) * share), round(green + (color.green() - green) * share),
                  round(blue + (color.blue() - blue) * share))


def contrast(first: QColor, second: QColor) -> float:
    """Contrast ratio of two opaque colours, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: QColor) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF())


def install_fonts() -> tuple[str, ...]:
    """Load the typeface from assets/fonts; needs a running QGuiApplication.

    Returns
    -------
    tuple of str
        The families that were loaded. It is empty when the files are missing: the system's own sans serif then
        takes their place.
    """
    families = [family for path in sorted((ASSETS / "fonts").glob("*.otf")) for family in _families_of(path)]
    return tuple(dict.fromkeys(families))


@cache
def _families_of(path: Path) -> tuple[str, ...]:
    """Load one file; Qt would load it again for each call, and keep all of them."""
    number = QFontDatabase.addApplicationFont(str(path))
    return tuple(QFontDatabase.applicationFontFamilies(number)) if number >= 0 else ()


def system_is_dark(app: QGuiApplication) -> bool:
    """Whether the desktop asks for dark windows; a desktop that doesn't say counts as light."""
    return app.styleHints().colorScheme() == Qt.ColorScheme.Dark
