"""How wide the place beside the pages is, for the panel of a lecture and the editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.theme import Theme

if TYPE_CHECKING:
    from gui.lectures.editor import LectureEditor
    from gui.lectures.panel import LecturePanel

_SHARE, _MOST_OF_WINDOW = 0.28, 0.45
"""Of the window's width for the panel at most: with letters of the usual size, and with the largest."""
_NARROWEST, _LEAST_PAGE = 288, 640
"""Of the panel, and of what the picture with its buttons needs."""


def slot_width(window: int, panel: LecturePanel | None, editor: LectureEditor | None, theme: Theme) -> int:
    """As wide as the text wants, but the picture keeps most of the window, and more than half in any case.

    Parameters
    ----------
    window
        Its width in pixels.

    Returns
    -------
    Pixels; 0 where nothing stands there.
    """
    px, wanted = theme.px, 0
    if panel is not None:
        share = _SHARE + (_MOST_OF_WINDOW - _SHARE) * (panel.text_scale - 1)
        room = max(min(round(share * window), window - px(_LEAST_PAGE)), px(_NARROWEST))
        wanted = min(panel.preferred_width() + px(12), room)
    if editor is not None:
        wanted = max(wanted, editor.sizeHint().width() + px(12))
    return min(wanted, round(_MOST_OF_WINDOW * window))
