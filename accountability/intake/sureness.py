"""How sure the reading of a sentence is, in words for the screen. Pure."""

from __future__ import annotations

from accountability.assignments.badges import Badge
from accountability.core.saying import say

# From here on a proposal without questions may be confirmed together with others, unseen one by one.
SURE = 0.85
LIKELY = 0.6


def is_sure(confidence: float, asks: bool, checked: bool) -> bool:
    """Whether a proposal needs no look of its own: nothing is asked, and the reading is sure or a person checked it."""
    return not asks and (checked or confidence >= SURE)


def sureness(confidence: float, asks: bool, checked: bool) -> Badge:
    """The badge: a word, and the tone that gives symbol and colour."""
    if asks:
        return Badge(say("Cần trả lời"), "soon", "asks")
    if checked:
        return Badge(say("Đã xem, sửa"), "done", "checked")
    if confidence >= SURE:
        return Badge(say("Chắc chắn"), "done", "sure")
    if confidence >= LIKELY:
        return Badge(say("Khá chắc chắn"), "active", "likely")
    return Badge(say("Cần kiểm tra"), "return", "doubtful")
