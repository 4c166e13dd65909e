"""What the window says about what has happened is true in its words, too."""

from __future__ import annotations

import pytest

from gui.run.notice_words import notice_text
from gui.run.notices import Notice, NoticeAction, NoticeKind


@pytest.mark.parametrize(("steps", "text"), [
    (1, "Undone. The step made since is set aside."), (2, "Undone. The 2 steps made since are set aside.")])
def test_one_step_is_no_steps(steps: int, text: str) -> None:
    assert notice_text(Notice(NoticeKind.UNDONE, {"steps": steps})) == text


@pytest.mark.parametrize(("last", "text"), [(4, "step 4 is set aside."), (9, "steps 4 to 9 are set aside.")])
def test_a_future_of_one_step_isn_t_told_as_a_range(last: int, text: str) -> None:
    assert notice_text(Notice(NoticeKind.FUTURE_FORGOTTEN, {"first": 4, "last": last})).endswith(text)


def test_a_comparison_that_is_undone_isn_t_called_a_changed_run() -> None:
    undone = notice_text(Notice(NoticeKind.COMPARISON_ENDED, {}, (NoticeAction.REDO,)))
    assert undone == "Undone. The comparison is set aside."
    assert "changed" in notice_text(Notice(NoticeKind.COMPARISON_ENDED, {}, (NoticeAction.UNDO,)))
