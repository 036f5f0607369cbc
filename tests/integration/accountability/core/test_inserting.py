"""Rows of plain values are what `bulk_create` would have written; what a key forbids is left out only when asked."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import DataError, IntegrityError, connection, transaction

from accountability.core.inserting import insert_rows
from accountability.core.zone import LOCAL
from accountability.notices.models import MailSubject, Notification, Outbox

MORNING = datetime(2022, 11, 8, 8, 0, tzinfo=LOCAL)
NOTICE = ("recipient_id", "kind", "verb", "text", "timestamp")
MAIL = ("kind", "dedupe_key", "recipient_user_id", "subject_line", "message_id", "payload", "mime", "next_at", "created_at")  # fmt: skip


@pytest.fixture
def head(db: None) -> Any:
    """Somebody to write to."""
    return get_user_model().objects.create(username="giam-doc")


def mail(head: Any, key: str) -> tuple[Any, ...]:
    """The columns of one mail, with bytes that are no text and facts in JSON."""
    return (
        "single",
        key,
        head.pk,
        "Đôn đốc",
        f"<{key}@x>",
        {"ledger": [1, 2]},
        b"\x00\xff'\\",
        MORNING,
        MORNING,
    )


def same_but_keys(written: Any, made: Any) -> bool:
    """Whether two rows have the same values, the key aside."""
    names = [field.attname for field in made._meta.concrete_fields if not field.primary_key]
    found = type(written).objects.get(pk=written.pk)
    made.save()
    expected = type(made).objects.get(pk=made.pk)
    return {name: getattr(found, name) for name in names} == {name: getattr(expected, name) for name in names}


def test_a_row_is_the_one_that_its_model_would_write(head: Any) -> None:
    values = (head.pk, "reminder", "50 % 'nhắc' \\ {việc}", "", MORNING)
    assert insert_rows(Notification, NOTICE, [values, (head.pk, "x", "hai", "", MORNING)]) == 2
    written = Notification.objects.get(kind="reminder")
    assert same_but_keys(written, Notification(**dict(zip(NOTICE, values, strict=True))))


def test_bytes_and_facts_come_back_as_they_went(head: Any) -> None:
    insert_rows(Outbox, MAIL, [mail(head, "k:1"), mail(head, "k:2")])
    rows = Outbox.objects.order_by("dedupe_key")
    assert [(bytes(row.mime), row.payload, row.state) for row in rows] == [
        (b"\x00\xff'\\", {"ledger": [1, 2]}, "new")
    ] * 2


def test_what_is_known_is_left_out_when_asked_and_refused_when_not(head: Any) -> None:
    insert_rows(Outbox, MAIL, [mail(head, "k:1")])
    row = Outbox.objects.get()
    pairs = [(row.pk, "a:1"), (row.pk, "a:2"), (row.pk, "a:1")]
    assert insert_rows(Outbox, MAIL, [mail(head, "k:1")], skip_known=True) == 0
    assert insert_rows(MailSubject, ("mail_id", "subject"), pairs, skip_known=True) == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows(MailSubject, ("mail_id", "subject"), pairs)
    assert set(MailSubject.objects.values_list("subject", flat=True)) == {"a:1", "a:2"}


def test_nothing_is_cut_to_fit(head: Any) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no lengths")
    with pytest.raises(DataError), transaction.atomic():
        insert_rows(Notification, NOTICE, [(head.pk, "k" * 41, "một", "", MORNING)])


def test_no_rows_are_no_statement(head: Any, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert insert_rows(Notification, NOTICE, []) == 0
