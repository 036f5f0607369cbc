"""Screens: one's own notices and choices, and for the Office the mails."""

from accountability.notices.views.mails import (
    channel_resume,
    mail_detail,
    mail_list,
    mail_retry,
    mail_retry_all,
)
from accountability.notices.views.notices import (
    mail_preferences,
    notice_list,
    notice_open,
    notice_read_all,
    unsubscribe,
)

__all__ = [
    "channel_resume",
    "mail_detail",
    "mail_list",
    "mail_preferences",
    "mail_retry",
    "mail_retry_all",
    "notice_list",
    "notice_open",
    "notice_read_all",
    "unsubscribe",
]
