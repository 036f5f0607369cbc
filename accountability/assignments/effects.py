"""What a later document may do to an assignment, and how it reads. Pure."""

from __future__ import annotations

from datetime import date

from accountability.core.saying import say
from accountability.core.text import date_vi


def effect_refusal(
    kind: str, *, due_on: date | None, new_due_on: date | None, issued_on: date, changes_words: bool
) -> str:
    """Why a document of that day cannot have this effect on an assignment, in Vietnamese; empty when it can.

    `changes_words` says that a new content or product is given.
    """
    if kind == "extend":
        if due_on is None:
            return say("nhiệm vụ không có thời hạn nên không gia hạn được.")
        if new_due_on is None:
            return say("vui lòng nhập thời hạn mới.")
        if new_due_on <= due_on:
            return say("thời hạn gia hạn phải sau thời hạn hiện nay ({due_on}).", due_on=date_vi(due_on))
    if kind == "amend" and new_due_on is None and not changes_words:
        return say("vui lòng nhập nội dung, sản phẩm hoặc thời hạn được sửa đổi.")
    if new_due_on is not None and new_due_on < issued_on:
        return say(
            "thời hạn mới không được trước ngày văn bản sửa đổi ({issued_on}).", issued_on=date_vi(issued_on)
        )
    return ""
