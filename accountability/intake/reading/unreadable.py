"""The refusal of a file that cannot be read, or must not be. Pure."""

from __future__ import annotations

from accountability.core.saying import say
from accountability.core.secrecy import secrecy_mark


class Unreadable(ValueError):
    """The file is refused; the message says in Vietnamese why, and what to do instead."""


class Secret(Unreadable):
    """The file bears a secrecy mark: whoever sent it gets back nothing of what came with it."""


def refuse_secret(*words: str) -> None:
    """Raises Secret when one of these texts bears a secrecy mark. For every job that gives words on."""
    for text in words:
        mark = secrecy_mark(text)
        if mark:
            raise Secret(
                say(
                    "Tệp có dấu chỉ mức độ mật ({mark}). Hệ thống không nhận và không lưu gì của tài liệu này.",
                    mark=mark,
                )
            )
