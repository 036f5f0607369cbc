"""How the events of mail read as Vietnamese sentences."""

from __future__ import annotations

from accountability.audit.presenters import register_titles
from accountability.core.saying import say

SENTENCES = {
    "mail.retry": say("Gửi lại thư"),
    "mail.resume_channel": say("Cho kênh gửi thư chạy lại"),
    "mail.bounce": say("Ghi nhận thư bị trả lại"),
    "account.mail_choice": say("Đổi lựa chọn nhận thư"),
}


def register_all() -> None:
    """Make the sentences known to the log; called when the room is ready."""
    register_titles(SENTENCES)
