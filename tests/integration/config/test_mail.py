"""The two ways out that EMAIL_URL offers: a server, and a directory."""

from __future__ import annotations

from pathlib import Path
from smtplib import SMTPDataError, SMTPRecipientsRefused

import pytest
from django.core.mail import EmailMessage, get_connection

from tests.mailserver import MailServer


def send() -> None:
    """Send one mail the way that EMAIL_URL says (Django's own test backend keeps mails in memory otherwise)."""
    mail = EmailMessage("Đôn đốc", "Quá hạn 3 ngày", to=["ldtbxh@nghean.example"])
    mail.connection = get_connection()
    mail.send()


def test_a_mail_reaches_the_server(mail_server: MailServer) -> None:
    send()
    assert [(mail["Subject"], mail.get_content().strip()) for mail in mail_server.messages] == [
        ("Đôn đốc", "Quá hạn 3 ngày")
    ]


def test_a_server_that_is_told_to_refuse_the_mail_keeps_nothing(mail_server: MailServer) -> None:
    mail_server.answer = lambda recipient, tried: "451 try again later"
    with pytest.raises(SMTPDataError):
        send()
    assert mail_server.messages == []


def test_a_server_that_is_told_to_refuse_the_recipient_keeps_nothing(mail_server: MailServer) -> None:
    mail_server.refuse = lambda recipient: "550 no such user"
    with pytest.raises(SMTPRecipientsRefused):
        send()
    assert mail_server.messages == []


def test_a_mail_becomes_a_file(mail_dir: Path) -> None:
    send()
    assert [path.suffix for path in mail_dir.iterdir()] == [".eml"]
