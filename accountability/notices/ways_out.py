"""The channels that come with the house: mail, and the line on screen."""

from __future__ import annotations

import json
from datetime import datetime

from django.db import Error, transaction

from accountability.core.saying import say
from accountability.notices import channels
from accountability.notices.message import (
    Addressee,
    MailDraft,
    build_mime,
    refused_domain,
    shorten,
    usable_address,
)
from accountability.notices.models import Notification
from accountability.notices.rules import Answer, Stage
from accountability.notices.transport import Envelope, Transport, open_transport

NO_ADDRESS = say("Người nhận chưa có địa chỉ thư hợp lệ")


class MailChannel:
    """Mail, by the server or the folder that EMAIL_URL names."""

    code = channels.MAIL
    title = say("Thư điện tử")

    def address(self, to: Addressee) -> str:
        """The account's address; "" when it could not stand in a header."""
        return to.email if usable_address(to.email) else ""

    def unfit(self, address: str) -> str:
        """No address, or a domain that MAIL_DOMAINS does not allow."""
        if not address:
            return NO_ADDRESS
        if domain := refused_domain(address):
            return say(
                "Tên miền thư {domain} không có trong danh sách được phép (MAIL_DOMAINS)", domain=domain
            )
        return ""

    def compose(self, draft: MailDraft, *, at: datetime) -> bytes:
        """The MIME bytes."""
        return build_mime(draft, at=at)

    def open(self) -> Transport:
        """The kept connection of Django's mail settings."""
        return open_transport()


class InAppChannel:
    """The line on screen, for an office that wants one beside each mail of a class (EXTRA_CHANNELS)."""

    code = "inapp"
    title = say("Thông báo trên hệ thống")

    def address(self, to: Addressee) -> str:
        """The key of the account."""
        return str(to.pk)

    def unfit(self, address: str) -> str:
        """Every account has a notice page."""
        return "" if address else say("Người nhận chưa có tài khoản")

    def compose(self, draft: MailDraft, *, at: datetime) -> bytes:
        """The row to be written."""
        line = {
            "kind": draft.kind,
            "verb": shorten(draft.subject_line, 255),
            "text": shorten(draft.subject_line, 500),
            "url": draft.items[0].url if len(draft.items) == 1 else draft.more_url,
            "subject": next(iter(draft.subjects), ""),
            "timestamp": at.isoformat(),
        }
        return json.dumps(line, ensure_ascii=False).encode()

    def open(self) -> Transport:
        """The notice table."""
        return _NoticeTable()


class _NoticeTable:
    """Writes lines; handed over twice, a line stands once."""

    def send(self, envelope: Envelope, following: Envelope | None = None) -> Answer:
        """Write one line."""
        line = json.loads(envelope.mime)
        try:
            with transaction.atomic():
                Notification.objects.get_or_create(recipient_id=int(envelope.recipient), **line)
        except Error as error:
            return Answer(Stage.CONNECT, None, f"{type(error).__name__}: {error}")
        return Answer(Stage.CONTENT, 250, "")

    def close(self) -> None:
        """Nothing is kept open."""


def register_all() -> None:
    """Make both known; called when the room is ready."""
    channels.register(MailChannel())
    channels.register(InAppChannel())
