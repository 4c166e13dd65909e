"""The colours of pictures: of a cost, of what has a sign, of classes, and what is drawn with on top of them.

What has a sign is coloured by one rule: the middle of a range is the colour of the card, what is higher is blue and
what is lower is orange.

Viridis, the colours of a cost, runs from dark violet (low) to yellow (high) in steps that look equally large. Source:
the colour map that Stéfan van der Walt and Nathaniel Smith made for matplotlib, released under CC0.
"""

from __future__ import annotations

from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QColor, QImage, qRgb

from gui.foundation.theme import LIGHT, Theme, blend
from simulator.arrays import Array

Range = tuple[float, float]
"""The value with the full orange and the one with the full blue."""
BASIN_COLORS = 6
_LEVELS = 255
_NOT_A_NUMBER = _LEVELS
"""Index of the colour for NaN, behind those of the values."""
_LIGHTEST, _DARKEST = 0.93, 0.30
"""Lightness of the highest and of the lowest cost below the basins' colours."""
_TABLE = bytes.fromhex(
    "44015444025645045745055946075a46085c460a5d460b5e470d60470e61471063471164471365481467481668481769"
    "48186a481a6c481b6d481c6e481d6f481f70482071482173482374482475482576482677482878482979472a7a472c7a"
    "472d7b472e7c472f7d46307e46327e46337f463480453581453781453882443983443a83443b84433d84433e85423f85"
    "4240864241864142874144874045884046883f47883f48893e49893e4a893e4c8a3d4d8a3d4e8a3c4f8a3c508b3b518b"
    "3b528b3a538b3a548c39558c39568c38588c38598c375a8c375b8d365c8d365d8d355e8d355f8d34608d34618d33628d"
    "33638d32648e32658e31668e31678e31688e30698e306a8e2f6b8e2f6c8e2e6d8e2e6e8e2e6f8e2d708e2d718e2c718e"
    "2c728e2c738e2b748e2b758e2a768e2a778e2a788e29798e297a8e297b8e287c8e287d8e277e8e277f8e27808e26818e"
    "26828e26828e25838e25848e25858e24868e24878e23888e23898e238a8d228b8d228c8d228d8d218e8d218f8d21908d"
    "21918c20928c20928c20938c1f948c1f958b1f968b1f978b1f988b1f998a1f9a8a1e9b8a1e9c891e9d891f9e891f9f88"
    "1fa0881fa1881fa1871fa28720a38620a48621a58521a68522a78522a88423a98324aa8325ab8225ac8226ad8127ad81"
    "28ae8029af7f2ab07f2cb17e2db27d2eb37c2fb47c31b57b32b67a34b67935b77937b87838b9773aba763bbb753dbc74"
    "3fbc7340bd7242be7144bf7046c06f48c16e4ac16d4cc26c4ec36b50c46a52c56954c56856c66758c7655ac8645cc863"
    "5ec96260ca6063cb5f65cb5e67cc5c69cd5b6ccd5a6ece5870cf5773d05675d05477d1537ad1517cd2507fd34e81d34d"
    "84d44b86d54989d5488bd6468ed64590d74393d74195d84098d83e9bd93c9dd93ba0da39a2da37a5db36a8db34aadc32"
    "addc30b0dd2fb2dd2db5de2bb8de29bade28bddf26c0df25c2df23c5e021c8e020cae11fcde11dd0e11cd2e21bd5e21a"
    "d8e219dae319dde318dfe318e2e418e5e419e7e419eae51aece51befe51cf1e51df4e61ef6e620f8e621fbe723fde725"
)
"""Red, green and blue of 256 colours."""


@cache
def _colors() -> tuple[int, ...]:
    return tuple(qRgb(*_TABLE[start:start + 3]) for start in range(0, len(_TABLE), 3))


def viridis_table() -> list[int]:
    """All 256 colours (QRgb), from the lowest cost to the highest."""
    return list(_colors())


def viridis(share: float) -> QColor:
    """Colour at a share of the way from the lowest cost to the highest; beyond the ends that of the end."""
    bounded = min(max(share, 0.0), 1.0)  # (NaN becomes 0)
    return QColor.fromRgb(_colors()[round(255 * bounded)])


def dark_ink(opacity: float = 1.0) -> QColor:
    """For rims and hatching."""
    return _faded(LIGHT["text"], opacity)


def light_ink(opacity: float = 1.0) -> QColor:
    """For lines, rims and marks."""
    return _faded(LIGHT["card"], opacity)


def _faded(name: str, opacity: float) -> QColor:
    color = QColor(name)
    color.setAlphaF(opacity)
    return color


def star_color() -> QColor:
    """Of minima: the brightest of the map's colours, which no minimum lies on."""
    return viridis(1.0)


@cache
def gray_table() -> tuple[int, ...]:
    """256 grays (QRgb), from the lowest cost to the highest: the ground below the basins' colours."""
    shares = (_DARKEST + (_LIGHTEST - _DARKEST) * level / 255 for level in range(256))
    return tuple(QColor.fromRgbF(share, share, share).rgb() for share in shares)


def basin_color(tint: int) -> QColor:
    """Of a basin, and of the star in it; none of the first `BASIN_COLORS` is a gray."""
    theme = Theme()
    colors = (*class_colors(4, theme), theme.error, theme.warning)
    return QColor(colors[tint % BASIN_COLORS])


def pale(color: QColor) -> QColor:
    """A colour for a star in its own basin."""
    return blend(QColor(LIGHT["card"]), color, 0.45)


def class_colors(count: int, theme: Theme) -> list[QColor]:
    """The colours of so many classes.

    The first two are those of the two sides of one output: orange for class 0, blue for class 1. Mint and deep purple
    differ from them, and from each other, in lightness as well: seen with any of the three kinds of colour blindness
    (simulated after G. Machado, M. Oliveira, L. Fernandes, 2009) the nearest two are more than 22 apart in CIELAB.
    """
    if theme.dark:
        mint, purple = blend(theme.delta_negative, theme.text, 0.55), blend(theme.delta_positive, theme.card, 0.35)
    else:
        mint, purple = blend(theme.delta_negative, theme.card, 0.4), blend(theme.delta_positive, theme.text, 0.45)
    further = (theme.warning, theme.outline, theme.error, theme.text)
    colors = (theme.negative, theme.positive, mint, purple, *further)
    return [colors[number % len(colors)] for number in range(count)]


def middle_of(value_range: Range) -> float:
    """The value with the colour of the card: the border between the two sides."""
    return value_range[0] + (value_range[1] - value_range[0]) / 2


def map_image(values: Array, low: float, high: float, theme: Theme, *, discrete: bool = False, corner: float = 0.0
              ) -> QImage:
    """A map as a picture, one pixel for each value.

    Parameters
    ----------
    values
        Shape (rows, columns), the first row at the top.
    low, high
        The range of colours, as `map_range` gives it; what lies beyond keeps the full colour.
    discrete
        Show only on which side of the middle a value lies; the middle itself belongs to the lower side, as z ≤ 0
        does to the 0 of a step.
    corner
        Radius of the round corners, in pixels; what lies beyond them is transparent.
    """
    pixels = map_pixels(values.reshape(1, -1), (low, high), theme, discrete=discrete)
    return map_images(pixels, (values.shape[0], values.shape[1]), corner)[0]


def map_images(pixels: npt.NDArray[np.uint32], shape: tuple[int, int], corner: float) -> list[QImage]:
    """Pictures of pixels of the shape (count, rows · columns); beyond their round corners they are transparent."""
    rows, columns = shape
    if corner > 0.0:
        pixels[:, _beyond_corners(rows, columns, corner)] = 0
    image_format = QImage.Format.Format_ARGB32_Premultiplied if corner > 0.0 else QImage.Format.Format_RGB32
    return [QImage(one.data, columns, rows, 4 * columns, image_format).copy() for one in pixels]


@lru_cache(maxsize=16)
def _beyond_corners(rows: int, columns: int, corner: float) -> npt.NDArray[np.bool_]:
    """Which pixels of a picture lie beyond its round corners, shape (rows · columns,)."""
    def beyond(count: int) -> Array:
        """How far the middle of each pixel lies beyond where the rounding of the corners begins."""
        middles = np.arange(count) + 0.5
        return np.maximum(0.0, corner - np.minimum(middles, count - middles))

    return (np.hypot.outer(beyond(rows), beyond(columns)) > corner).ravel()


def map_pixels(values: Array, value_range: Range, theme: Theme, *, discrete: bool = False) -> npt.NDArray[np.uint32]:
    """QRgb of each value, in the same shape."""
    low, high = value_range
    if discrete:
        levels = np.where(values > middle_of(value_range), _LEVELS - 1, 0).astype(np.uint8)
    else:
        with np.errstate(over="ignore", invalid="ignore"):
            shares = (values - low) * ((_LEVELS - 1) / (high - low))
            shares += 0.5
            np.clip(shares, 0.0, _LEVELS - 0.5, out=shares)
            levels = shares.astype(np.uint8)
    missing = np.isnan(values)
    if missing.any():
        levels[missing] = _NOT_A_NUMBER
    pixels: npt.NDArray[np.uint32] = _table(theme).take(levels)
    return pixels


@lru_cache(maxsize=4)
def _table(theme: Theme) -> npt.NDArray[np.uint32]:
    return np.array([*theme.signed_table(_LEVELS), theme.error.rgb()], dtype=np.uint32)
