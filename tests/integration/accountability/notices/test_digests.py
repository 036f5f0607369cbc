"""The digest: one per person and slot, of what is still due, capped, and to be declined by one click."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from email import message_from_bytes, policy

import pytest
from django.db import connection, transaction

from accountability.notices import digests, kinds, preferences
from accountability.notices.actions import MailDraft, post_mails
from accountability.notices.kinds import MailKind
from accountability.notices.message import MailItem
from accountability.notices.models import DigestItem, MailSubject, Notification, Outbox

from .conftest import MORNING

pytestmark = pytest.mark.django_db(transaction=True)

MIDNIGHT = MORNING.replace(hour=0)
SLOT = MORNING.replace(hour=7, minute=30)


@pytest.fixture(autouse=True)
def soon(registry):
    """A kind of line for digests, and the digest itself."""
    digests.register_kind()
    return kinds.register(
        MailKind(
            "soon", "Sắp đến hạn", "Bạn là đầu mối.", lambda payload: payload.get("open", True), "digest"
        )
    )


@pytest.fixture
def owe(head):
    def _owe(n=1, at=MIDNIGHT, to=head, kind="soon", **changes):
        facts = {
            "items": (MailItem(f"{n}/KH", f"Việc {n}", f"/nhiem-vu/{n}/", note="còn 5 ngày"),),
            "subjects": (f"a:{n}",),
        }
        with transaction.atomic():
            return post_mails(
                [
                    MailDraft(
                        kind=kind,
                        dedupe_key=f"soon:{n}:{to.pk}",
                        to=to,
                        subject_line="x",
                        **(facts | changes),
                    )
                ],
                at=at,
            )

    return _owe


def text_of(mail):
    return parsed(mail).get_body(("plain",)).get_content()


def parsed(mail):
    return message_from_bytes(bytes(mail.mime), policy=policy.default)


def states():
    return list(DigestItem.objects.order_by("pk").values_list("state", flat=True))


def test_what_may_wait_becomes_one_mail_at_its_slot(owe):
    assert [owe(n) for n in (1, 2, 3)] == [[], [], []]
    assert digests.build(at=SLOT - timedelta(minutes=1)) == 0
    assert not Outbox.objects.exists()

    assert digests.build(at=SLOT) == 1

    mail = Outbox.objects.get()
    assert (mail.kind, mail.mail_class, mail.next_at) == ("digest", "digest", SLOT)
    assert all(f"[{n}/KH] Việc {n}" in text_of(mail) for n in (1, 2, 3))
    assert set(MailSubject.objects.values_list("subject", flat=True)) == {"a:1", "a:2", "a:3"}
    assert states() == ["mailed"] * 3


def test_the_same_fact_owes_one_line(owe):
    owe(1)
    owe(1, at=MIDNIGHT + timedelta(hours=1))

    assert DigestItem.objects.count() == 1


def test_a_slot_brings_one_mail_however_often_it_is_asked(owe):
    owe(1)
    assert digests.build(at=SLOT) == 1
    owe(2)  # ready before the slot, but written after its mail

    assert digests.build(at=SLOT + timedelta(minutes=10)) == 0
    assert digests.build(at=SLOT + timedelta(days=1)) == 1
    assert Outbox.objects.count() == 2
    assert states() == ["mailed", "mailed"]


def test_what_comes_up_during_the_day_waits_for_the_next_morning(owe):
    owe(1, at=MORNING.replace(hour=9))

    assert digests.build(at=MORNING.replace(hour=17)) == 0
    assert digests.build(at=SLOT + timedelta(days=1)) == 1


def test_a_late_sweep_still_reaches_this_mornings_digest(owe):
    owe(1, at=MORNING, ready_at=MIDNIGHT)

    assert digests.build(at=MORNING) == 1


def test_days_off_bring_no_digest(owe):
    saturday = datetime.fromisoformat("2022-11-12T00:00:00+07:00")
    owe(1, at=saturday)

    assert digests.build(at=saturday.replace(hour=9)) == 0
    assert digests.build(at=saturday + timedelta(days=1, hours=9)) == 0
    assert digests.build(at=saturday + timedelta(days=2, hours=8)) == 1


def test_the_times_of_the_slots_are_a_setting(owe, settings):
    settings.DIGEST_SLOTS = ["07:30", "13:30"]
    owe(1)
    assert digests.build(at=SLOT) == 1
    owe(2, at=MORNING.replace(hour=9))

    assert digests.build(at=MORNING.replace(hour=13, minute=29)) == 0
    assert digests.build(at=MORNING.replace(hour=13, minute=30)) == 1


def test_the_gravest_come_first_and_the_rest_is_a_number(owe, settings):
    settings.MAIL_LIST_LIMIT = 3
    for n in range(45):
        owe(n, consequence=n)

    digests.build(at=SLOT)

    text = text_of(Outbox.objects.get())
    assert "1. [44/KH] Việc 44" in text
    assert "còn 42 việc" in text
    assert "Việc 41" not in text


def test_what_was_settled_meanwhile_is_left_out(owe):
    owe(1, payload={"open": False})
    owe(2)

    digests.build(at=SLOT)

    assert states() == ["dropped", "mailed"]
    assert "Việc 1" not in text_of(Outbox.objects.get())


def test_nothing_left_is_no_mail(owe):
    owe(1, payload={"open": False})

    assert digests.build(at=SLOT) == 0
    assert not Outbox.objects.exists()


def test_a_declined_digest_is_not_written(owe, head):
    owe(1)
    preferences.choose(user_id=head.pk, wanted={"soon": False}, by=None, at=MORNING)

    assert digests.build(at=SLOT) == 0
    assert states() == ["declined"]


def test_a_question_that_fails_keeps_its_line_waiting(owe, head, caplog):
    def broken(payload):
        raise LookupError("no such row")

    kinds.register(MailKind("broken", "Hỏng", "", broken, "digest"))
    owe(1, kind="broken")
    owe(2)

    assert digests.build(at=SLOT) == 1
    assert states() == ["pending", "mailed"]
    assert "still_due failed" in caplog.text


def test_only_a_digest_can_be_declined_by_one_click(owe, post, head):
    owe(1)
    digests.build(at=SLOT)
    digest = parsed(Outbox.objects.get())

    url = digest["List-Unsubscribe"].strip("<>")
    assert digest["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert preferences.reader_of(url.rstrip("/").rpartition("/")[2]) == head.pk
    assert "List-Unsubscribe" not in parsed(Outbox.objects.get(pk=post().pk))


def test_each_person_has_his_own(owe, head, officer):
    owe(1)
    owe(1, to=officer)

    assert digests.build(at=SLOT) == 2
    assert set(Outbox.objects.values_list("recipient", flat=True)) == {head.email, officer.email}


def test_a_record_is_a_line_on_screen_and_no_mail(head):
    kinds.register(MailKind("noted", "Để biết", "", kinds.always_due, "record"))
    with transaction.atomic():
        written = post_mails(
            [
                MailDraft(
                    "noted",
                    "k",
                    head,
                    "Đã cập nhật kết quả",
                    items=(MailItem("1/KH", "Việc", "/nhiem-vu/1/"),),
                )
            ],
            at=MORNING,
        )

    assert written == []
    assert not Outbox.objects.exists()
    line = Notification.objects.get()
    assert (line.text, line.url, line.recipient) == ("Đã cập nhật kết quả", "/nhiem-vu/1/", head)


def build_twice_at_once():
    start, results = threading.Barrier(2), []

    def worker():
        try:
            start.wait(10)
            results.append(digests.build(at=SLOT))
        except Exception as error:  # shown by the assertion on the results
            results.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=worker) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


def test_two_workers_build_each_digest_once(owe, head, officer):
    for n in range(5):
        owe(n)
        owe(n, to=officer)

    assert sum(build_twice_at_once()) == 2
    assert Outbox.objects.count() == 2
    assert states() == ["mailed"] * 10


def test_without_the_key_and_the_lock_two_workers_build_two(owe, monkeypatch):
    """The negative control: both look before either writes, and the key is each worker's own."""
    owe(1)
    together, number = threading.Barrier(2), iter(range(9))

    def unguarded(user_id, *, slot, at):
        lines = list(DigestItem.objects.filter(recipient_user_id=user_id, state="pending"))
        together.wait(10)
        with transaction.atomic():
            draft = digests._draft(lines[0].recipient_user, lines, key=f"digest:{next(number)}")
            digests.write_mails([draft], at=at)
        return 1

    monkeypatch.setattr(digests, "_build_one", unguarded)

    assert sum(build_twice_at_once()) == 2
    assert Outbox.objects.count() == 2
