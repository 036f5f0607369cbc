"""Who reads a mail that was written to a position: whoever answers for it when the mail goes."""

from __future__ import annotations

from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from django.db import transaction

from accountability.accounts.models import User
from accountability.agencies.models import Incumbency
from accountability.core.clock import system_now
from accountability.notices import digests, kinds
from accountability.notices.actions import MailDraft, post_mails
from accountability.notices.delivery import Delivered, deliver
from accountability.notices.kinds import MailKind
from accountability.notices.message import MailItem
from accountability.notices.models import DigestItem, Outbox

from .conftest import MORNING

pytestmark = pytest.mark.django_db(transaction=True)

TOMORROW = MORNING + timedelta(days=1)


@pytest.fixture
def position(cast, province):
    return province.position(cast["labour_head"].username)


@pytest.fixture
def successor(db):
    return User.objects.create(username="moi", email="moi@nghean.example", display_name="Bà Trần Thị Ý")


@pytest.fixture
def owe(cast, position):
    """Owe the head a mail as the head."""

    def _owe(to=None, kind="reminder"):
        reader = to or cast["labour_head"]
        item = MailItem("78/KH-UBND", "Tài khoản an sinh xã hội", "/nhiem-vu/12/")
        draft = MailDraft(
            kind,
            f"k:1:{reader.pk}",
            reader,
            "Quá hạn",
            items=(item,),
            subjects=("a:12",),
            position=position.pk,
        )
        with transaction.atomic():
            return post_mails([draft], at=MORNING)

    return _owe


def leave(position, heir=None):
    """The head leaves today; from tomorrow it is the heir's."""
    Incumbency.objects.filter(position=position).update(to_on=MORNING.date())
    if heir is not None:
        Incumbency.objects.create(position=position, user=heir, from_on=TOMORROW.date())


def run(at):
    return deliver(at=at, system_now=system_now)


def text_of(message):
    return message.get_body(("plain",)).get_content()


def test_a_mail_goes_to_the_successor_with_his_name_in_it(owe, position, successor, cast, mail_server):
    (mail,) = owe()
    leave(position, successor)

    assert run(TOMORROW) == Delivered(sent=1)

    (arrived,) = mail_server.messages
    assert arrived["Message-ID"] == mail.message_id
    assert arrived["To"].addresses[0].addr_spec == "moi@nghean.example"
    assert "Kính gửi: Bà Trần Thị Ý" in text_of(arrived)
    assert cast["labour_head"].display_name not in text_of(arrived)
    stored = Outbox.objects.get(pk=mail.pk)
    assert (stored.recipient_user, stored.recipient) == (successor, "moi@nghean.example")
    assert message_from_bytes(bytes(stored.mime), policy=policy.default)["Message-ID"] == mail.message_id


def test_who_still_holds_it_gets_it(owe, position, cast, mail_server):
    owe()

    assert run(TOMORROW) == Delivered(sent=1)
    assert mail_server.messages[0]["To"].addresses[0].addr_spec == cast["labour_head"].email


def test_a_successor_who_was_told_already_is_not_told_twice(owe, position, successor, mail_server):
    Incumbency.objects.create(position=position, user=successor, from_on=MORNING.date(), acting=True)
    owe()
    owe(to=successor)
    leave(position, successor)

    assert run(TOMORROW) == Delivered(sent=1, withdrawn=1)
    assert len(mail_server.messages) == 1


def test_a_vacant_position_reads_nothing(owe, position, mail_server):
    (mail,) = owe()
    leave(position)

    assert run(TOMORROW) == Delivered(withdrawn=1)
    assert Outbox.objects.get(pk=mail.pk).state == "withdrawn"


def test_a_line_of_a_digest_moves_to_the_successors(owe, position, successor, mail_server):
    digests.register_kind()
    kinds.register(MailKind("soon", "Sắp đến hạn", "", kinds.always_due, "digest"))
    owe(kind="soon")
    leave(position, successor)

    assert run(TOMORROW) == Delivered(sent=1)
    assert mail_server.messages[0]["To"].addresses[0].addr_spec == "moi@nghean.example"
    assert DigestItem.objects.get().recipient_user == successor
