"""Screens of who knows a directive: the list, and the acts on it."""

from accountability.awareness.views.acts import (
    awareness_remind,
    briefing_file,
    reading_confirm,
    reading_withdraw,
    receipt_confirm,
)
from accountability.awareness.views.briefing import briefing_record
from accountability.awareness.views.detail import awareness_detail
from accountability.awareness.views.readers import readers_name

__all__ = [
    "awareness_detail", "awareness_remind", "briefing_file", "briefing_record", "reading_confirm", "reading_withdraw",
    "readers_name", "receipt_confirm",
]  # fmt: skip
