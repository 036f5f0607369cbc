"""Mails that come back: `manage.py bounce` reads the report of a mail server (RFC 3464)."""

from __future__ import annotations

import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from accountability.audit.models import AuditEvent
from accountability.core.clock import system_now
from accountability.notices.delivery import dead_count, deliver
from accountability.notices.models import Bounce, Outbox

from .conftest import MORNING

pytestmark = pytest.mark.django_db(transaction=True)

# As Postfix writes it; the third part returns the headers of the mail.
REPORT = """\
From: MAILER-DAEMON@mail.nghean.example (Mail Delivery System)
To: dondoc@vanphong.example
Subject: Undelivered Mail Returned to Sender
Message-ID: <{report_id}@mail.nghean.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="=_b"

--=_b
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mail.nghean.example.

--=_b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.nghean.example
Arrival-Date: Tue, 8 Nov 2022 08:00:02 +0700 (+07)

Final-Recipient: rfc822; ldtbxh@nghean.example
Original-Recipient: rfc822;ldtbxh@nghean.example
Action: {action}
Status: 5.1.1
Remote-MTA: dns; mx.nghean.example
Diagnostic-Code: smtp; 550 5.1.1 <ldtbxh@nghean.example>: Recipient address
    rejected: User unknown

--=_b
Content-Type: {returned}

Message-ID: {message_id}
Subject: =?utf-8?b?UXXDoSBo4bqhbg==?=

--=_b--
"""


@pytest.fixture
def sent(post, mail_dir):
    """A mail that the mail system took."""
    mail = post()
    deliver(at=MORNING, system_now=system_now)
    return Outbox.objects.get(pk=mail.pk)


@pytest.fixture
def report(sent, tmp_path):
    """Write a report about it; the file."""

    def _report(*, action="failed", returned="text/rfc822-headers", report_id="r1", message_id=None):
        file = tmp_path / f"{report_id}.eml"
        file.write_text(
            REPORT.format(
                action=action,
                returned=returned,
                report_id=report_id,
                message_id=message_id or sent.message_id,
            )
        )
        return str(file)

    return _report


@pytest.fixture
def bounce(capsys):
    """Run the command; its answer."""

    def _bounce(*files):
        call_command("bounce", *files, "--at", "2022-11-08T09:00", "--json")
        return json.loads(capsys.readouterr().out.splitlines()[-1])

    return _bounce


@pytest.mark.parametrize("returned", ["text/rfc822-headers", "message/rfc822"])
def test_a_report_marks_its_mail(sent, report, bounce, returned):
    assert bounce(report(returned=returned)) == {"bounced": 1, "noted": 0, "refused": []}

    mail = Outbox.objects.get(pk=sent.pk)
    assert (mail.state, mail.last_code, mail.sent_at) == ("bounced", 550, MORNING)
    assert "Bị trả lại 5.1.1" in mail.last_text
    assert "User unknown" in mail.last_text
    assert mail.bounces.get().recipient == "ldtbxh@nghean.example"
    assert dead_count() == 1
    assert AuditEvent.objects.filter(action="mail.bounce", target_pk=sent.pk).exists()


def test_it_reads_standard_input(sent, report, bounce, monkeypatch):
    with open(report(), "rb") as file:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(file.read())))

    assert bounce("-")["bounced"] == 1


def test_the_same_report_twice_is_one(report, bounce):
    bounce(report())

    assert bounce(report()) == {"bounced": 0, "noted": 1, "refused": []}
    assert Bounce.objects.count() == 1


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded"])
def test_what_is_no_failure_changes_nothing(sent, report, bounce, action):
    assert bounce(report(action=action)) == {"bounced": 0, "noted": 1, "refused": []}
    assert Outbox.objects.get(pk=sent.pk).state == "sent"


def test_a_bounced_mail_goes_again_to_the_corrected_address(sent, report, bounce, head, mail_dir):
    from accountability.notices.actions import retry_mail

    bounce(report())
    head.email = "ldtbxh-moi@nghean.example"
    head.save()

    retry_mail(mail=sent, by=None, at=MORNING)
    assert deliver(at=MORNING, system_now=system_now).sent == 1

    mail = Outbox.objects.get(pk=sent.pk)
    assert (mail.state, mail.recipient) == ("sent", "ldtbxh-moi@nghean.example")
    assert mail.bounces.count() == 1


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "không phải là báo cáo chuyển thư"),
        ("Subject: xin chào\n\nkhông phải", "không phải là báo cáo chuyển thư"),
        ("\x00\xff\xfe" * 50, "không phải là báo cáo chuyển thư"),
    ],
)
def test_what_is_no_report_is_refused(tmp_path, capsys, text, why):
    file = tmp_path / "x.eml"
    file.write_text(text)

    with pytest.raises(CommandError) as refusal:
        call_command("bounce", str(file), "--json")

    assert refusal.value.returncode == 2
    assert why in str(refusal.value)
    assert capsys.readouterr().out == ""


def test_a_report_about_anothers_mail_is_refused(report):
    with pytest.raises(CommandError, match="Không có thư nào"):
        call_command("bounce", report(message_id="<khac@ngoai.example>"), "--json")


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(CommandError) as refusal:
        call_command("bounce", str(tmp_path / "không có.eml"), "--json")

    assert refusal.value.returncode == 2


def test_among_several_files_the_good_ones_are_taken_in(report, bounce, tmp_path):
    bad = tmp_path / "bad.eml"
    bad.write_text("x")

    answer = bounce(str(bad), report())

    assert answer["bounced"] == 1
    assert [one["file"] for one in answer["refused"]] == [str(bad)]


def test_the_office_sees_it(sent, report, bounce, client, cast):
    bounce(report())
    client.force_login(cast["specialist"])

    page = client.get(reverse("mail-detail", args=[sent.pk])).content.decode()

    assert "Bị trả lại" in page
    assert "User unknown" in page
    assert "Gửi lại" in page
