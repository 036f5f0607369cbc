"""In-app notices, on django-notifications-hq and our own model."""

from __future__ import annotations

import notifications.models
import pytest
import swapper
from django.db import transaction
from notifications.signals import notify as stock_notify

from accountability.notices.actions import (
    NoticeDraft,
    mark_all_read,
    mark_read,
    notify,
    notify_many,
)
from accountability.notices.models import Notification

from .conftest import MORNING

pytestmark = pytest.mark.django_db


def tell(*users, text="Giao nhiệm vụ 12"):
    with transaction.atomic():
        return notify(
            users=users, kind="assigned", text=text, url="/nhiem-vu/12/", subject="a:12", at=MORNING
        )


def test_the_library_uses_our_model():
    assert swapper.load_model("notifications", "Notification") is Notification
    assert notifications.models.Notification._meta.swapped == "notices.Notification"


def test_the_librarys_own_send_works(head, officer):
    rows = stock_notify.send(officer, recipient=head, verb="cập nhật kết quả", timestamp=MORNING)

    stored = Notification.objects.get()
    assert rows[0][1] == [stored]
    assert stored.actor == officer
    assert stored.sentence == "cập nhật kết quả"
    assert list(head.notifications.unread()) == [stored]


def test_each_user_gets_one_line_at_the_time_given(head, officer):
    assert tell(head, officer, head) == 2

    notice = head.notifications.get()
    assert notice.sentence == "Giao nhiệm vụ 12"
    assert (notice.url, notice.subject, notice.kind) == ("/nhiem-vu/12/", "a:12", "assigned")
    assert notice.timestamp == MORNING
    assert notice.actor is None


def test_mass_notices_take_few_statements(head, django_assert_max_num_queries):
    drafts = [NoticeDraft(head.pk, "assigned", f"Việc {n}") for n in range(300)]

    # PostgreSQL takes one INSERT; SQLite some 60 rows per statement.
    with transaction.atomic(), django_assert_max_num_queries(10):
        assert notify_many(drafts, at=MORNING) == 300


@pytest.mark.django_db(transaction=True)
def test_notices_cannot_be_written_outside_a_transaction(head):
    with pytest.raises(RuntimeError, match="transaction of the fact"):
        notify_many([NoticeDraft(head.pk, "assigned", "x")], at=MORNING)


def test_a_very_long_line_is_cut_not_refused(head):
    tell(head, text="dài " * 400)

    assert len(head.notifications.get().sentence) == 500


def test_reading_one_leaves_the_others_unread(head):
    tell(head)
    tell(head, text="Việc khác")
    first = head.notifications.earliest("pk")

    mark_read(notification=first)
    mark_read(notification=first)

    assert [n.text for n in head.notifications.unread()] == ["Việc khác"]


def test_reading_all_leaves_other_peoples_unread(head, officer):
    tell(head, officer)

    assert mark_all_read(user_id=head.pk) == 1
    assert officer.notifications.unread().count() == 1
