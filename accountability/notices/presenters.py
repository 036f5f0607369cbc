"""How the events of mail read as Vietnamese sentences."""

from __future__ import annotations

from accountability.audit.presenters import register_titles

SENTENCES = {
    "mail.retry": "Gửi lại thư",
    "mail.resume_channel": "Cho kênh gửi thư chạy lại",
    "mail.bounce": "Ghi nhận thư bị trả lại",
    "account.mail_choice": "Đổi lựa chọn nhận thư",
}


def register_all() -> None:
    """Make the sentences known to the log; called when the room is ready."""
    register_titles(SENTENCES)
