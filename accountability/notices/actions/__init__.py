"""The verbs of notices: owe a mail, tell somebody on screen, read, send again what did not arrive."""

from accountability.notices.actions.posting import post_mail, post_mails, write_mails
from accountability.notices.actions.retrying import (
    MailNotRetryable,
    resume_channel,
    retry_all,
    retry_mail,
)
from accountability.notices.actions.telling import (
    NoticeDraft,
    mark_all_read,
    mark_read,
    notify,
    notify_many,
)
from accountability.notices.message import MailDraft
from accountability.notices.ways_out import NO_ADDRESS

__all__ = [
    "NO_ADDRESS",
    "MailDraft",
    "MailNotRetryable",
    "NoticeDraft",
    "mark_all_read",
    "mark_read",
    "notify",
    "notify_many",
    "post_mail",
    "post_mails",
    "resume_channel",
    "retry_all",
    "retry_mail",
    "write_mails",
]
