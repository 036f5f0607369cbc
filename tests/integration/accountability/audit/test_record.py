"""An audit event is written with its change, and stays."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from accountability.audit import presenters
from accountability.audit.models import AuditEvent
from accountability.audit.record import event, record, record_many
from accountability.calendars.demo_clock import STARTS_AT


def write(action: str = "thu") -> AuditEvent:
    return record(action=action, by=None, at=STARTS_AT, target_kind="thu", target_pk=1)


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError, match="outside a transaction"):
        write()
    with pytest.raises(RuntimeError, match="outside a transaction"):
        record_many([event(action="thu", by=None, at=STARTS_AT, target_kind="thu", target_pk=1)])
    assert not AuditEvent.objects.filter(action="thu").exists()


@pytest.mark.usefixtures("append_only")
@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_refuses_to_change_or_delete_an_event(change: str) -> None:
    written = write()
    rows = AuditEvent.objects.filter(pk=written.pk)
    with pytest.raises(DatabaseError, match="nhật ký chỉ được ghi thêm"), transaction.atomic():
        rows.update(action="khác") if change == "update" else rows._raw_delete("default")
    assert rows.get().action == "thu"


def test_an_unknown_action_still_reads_as_a_sentence() -> None:
    read = presenters.sentence(AuditEvent(action="la", target_kind="thu", target_pk=7))
    assert read == "Thao tác “la” trên thu số 7"


def test_a_room_tells_its_own_events() -> None:
    presenters.register("thu.rieng", lambda told: f"Việc thử {told.target_pk}", title="Việc thử")
    assert presenters.sentence(AuditEvent(action="thu.rieng", target_pk=7)) == "Việc thử 7"
    assert presenters.titles()["thu.rieng"] == "Việc thử"
    with pytest.raises(ValueError, match="đã có câu khác"):
        presenters.register("thu.rieng", lambda told: "khác")
