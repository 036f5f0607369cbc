"""Facts about notices: the in-app row, the mail that is owed, the digest that waits, the channels."""

from accountability.notices.models.channel import ChannelStop, MailChoice
from accountability.notices.models.digest import DigestItem
from accountability.notices.models.notification import Notification
from accountability.notices.models.outbox import (
    HANDED_OVER,
    NEEDS_A_PERSON,
    Bounce,
    MailClass,
    MailSubject,
    Outbox,
    OutboxQuerySet,
    OutboxState,
)

__all__ = [
    "HANDED_OVER",
    "NEEDS_A_PERSON",
    "Bounce",
    "ChannelStop",
    "DigestItem",
    "MailChoice",
    "MailClass",
    "MailSubject",
    "Notification",
    "Outbox",
    "OutboxQuerySet",
    "OutboxState",
]
