"""Sending a dead mail again: by a person, to the reader's present address, with an audit event."""

from __future__ import annotations

from email import message_from_bytes, policy

import pytest

from accountability.access.actor import Actor
from accountability.core.clock import system_now
from accountability.notices.actions import MailNotRetryable, retry_mail
from accountability.notices.delivery import deliver
from accountability.notices.models import Outbox

from .conftest import MORNING

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def dead(post):
    """A mail whose address the server does not know."""
    mail = post()
    Outbox.objects.filter(pk=mail.pk).update(
        state="dead", attempts=1, last_code=550, last_text="no such user"
    )
    return Outbox.objects.get(pk=mail.pk)


def test_a_dead_mail_goes_to_the_corrected_address(dead, head, officer, mail_server):
    head.email = "giamdoc@nghean.example"
    head.save()

    retry_mail(mail=dead, by=Actor(user_id=officer.pk), at=MORNING)

    assert deliver(at=MORNING, system_now=system_now).sent == 1
    (arrived,) = mail_server.messages
    assert arrived["Message-ID"] == dead.message_id
    assert [address.addr_spec for address in arrived["To"].addresses] == ["giamdoc@nghean.example"]
    before = message_from_bytes(bytes(dead.mime), policy=policy.default)
    assert arrived["Subject"] == before["Subject"]
    assert arrived.get_body().get_content() == before.get_body().get_content()


def test_who_sent_it_again_is_recorded(dead, officer):
    from accountability.audit.models import AuditEvent

    retry_mail(mail=dead, by=Actor(user_id=officer.pk), at=MORNING)

    event = AuditEvent.objects.get(action="mail.retry")
    assert (event.target_kind, str(event.target_pk)) == ("mail", str(dead.pk))


@pytest.mark.parametrize("state", ["new", "withdrawn"])
def test_a_mail_that_is_not_at_a_dead_end_stays(dead, officer, state):
    Outbox.objects.filter(pk=dead.pk).update(state=state)

    with pytest.raises(MailNotRetryable, match="Chỉ gửi lại được"):
        retry_mail(mail=dead, by=Actor(user_id=officer.pk), at=MORNING)

    assert Outbox.objects.get(pk=dead.pk).state == state


def test_a_reader_who_still_has_no_address_is_said(dead, head, officer):
    head.email = ""
    head.save()

    with pytest.raises(MailNotRetryable, match="hãy cập nhật địa chỉ"):
        retry_mail(mail=dead, by=Actor(user_id=officer.pk), at=MORNING)

    assert Outbox.objects.get(pk=dead.pk).state == "dead"
