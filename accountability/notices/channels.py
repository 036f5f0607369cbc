"""The ways out: a channel takes what the outbox owes and says what became of it.

Mail and the in-app line stand behind this interface; a gateway for text messages or Zalo is one more
class and one `register` (docs/channels.md has the recipe). Whatever the channel, the outbox keeps its
promises: written with the fact, claimed with lease and fence, asked again before it goes.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from django.conf import settings

if TYPE_CHECKING:
    from accountability.notices.message import Addressee, MailDraft
    from accountability.notices.transport import Transport

MAIL = "mail"


class UnknownChannel(LookupError):
    """A row or a setting names a channel that nobody registered."""


class Channel(Protocol):
    """One way out. `code` stands in the outbox, `title` on screens."""

    code: str
    title: str

    def address(self, to: Addressee) -> str:
        """The person's address in this channel, "" when he has none."""

    def unfit(self, address: str) -> str:
        """Why nothing can be sent to that address, in Vietnamese; "" when it can."""

    def compose(self, draft: MailDraft, *, at: datetime) -> bytes:
        """What is sent, built when the row is written."""

    def open(self) -> Transport:
        """A connection for one run; it must not raise for what the other side does."""


_channels: dict[str, Channel] = {}


def register(channel: Channel) -> Channel:
    """Make `channel` known; a second channel of that code takes its place."""
    _channels[channel.code] = channel
    return channel


def get(code: str) -> Channel:
    """The channel of that code; raises UnknownChannel."""
    try:
        return _channels[code]
    except KeyError:
        raise UnknownChannel(code) from None


def is_known(code: str) -> bool:
    """Whether a channel of that code is registered in this installation."""
    return code in _channels


def all_channels() -> tuple[Channel, ...]:
    """Every channel, in the order in which they were made known."""
    return tuple(_channels.values())


def besides_mail(mail_class: str) -> tuple[str, ...]:
    """The further channels by which mails of that class go as well (setting EXTRA_CHANNELS)."""
    extra: dict[str, list[str]] = getattr(settings, "EXTRA_CHANNELS", {})
    return tuple(extra.get(mail_class, ()))
