"""Seals chain the audit: a change, a cut tail and a chain written anew are seen, the last by the anchor on paper."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from accountability.audit import sealing
from accountability.audit.models import AuditEvent, AuditSeal
from accountability.audit.record import record
from tests.given import on

pytestmark = pytest.mark.django_db
AT = on("2022-11-16")


@pytest.fixture
def seals(monkeypatch: pytest.MonkeyPatch) -> list[AuditSeal]:
    """Five events in three seals."""
    AuditEvent.objects.all().delete()
    monkeypatch.setattr(sealing, "BATCH", 2)
    with transaction.atomic():
        for place in range(5):
            record(
                action="file.keep", by=None, at=AT, target_kind="file", target_pk=place, after={"tên": "tệp"}
            )
    assert sealing.seal(at=AT) == 5
    assert sealing.seal(at=AT) == 0, "nothing is sealed twice"
    return list(AuditSeal.objects.all())


def test_an_untouched_audit_fits_its_seals_and_the_anchor_on_paper(seals: list[AuditSeal]) -> None:
    anchor = sealing.latest_anchor()
    assert anchor is not None
    assert (anchor.number, anchor.at) == (3, AT)
    with transaction.atomic():
        record(action="file.keep", by=None, at=AT, target_kind="file", target_pk=9)
    found = sealing.verify([(anchor.number, anchor.sha256[:16])])
    assert (found.seals, found.events, found.unsealed, found.troubles) == (3, 5, 1, ())
    call_command("verify_audit", "--anchor", f"3:{anchor.sha256}")


@pytest.mark.parametrize("harm", ["changed", "removed", "slipped in"])
def test_a_sealed_event_that_was_changed_removed_or_slipped_in_is_seen(
    seals: list[AuditSeal], harm: str
) -> None:
    event = AuditEvent.objects.order_by("pk")[2]
    if harm == "changed":
        AuditEvent.objects.filter(pk=event.pk).update(note="khác")
    else:
        event.delete()
    if harm == "slipped in":
        event.pk, event.note = seals[1].first_pk, "khác"
        event.save(force_insert=True)
    (trouble,) = sealing.verify().troubles
    assert "Sự kiện của mốc 2" in trouble
    with pytest.raises(CommandError, match="không khớp"):
        call_command("verify_audit")


def test_a_tail_that_was_cut_and_a_chain_written_anew_are_seen_by_the_anchor_only(
    seals: list[AuditSeal],
) -> None:
    on_paper = (seals[-1].number, seals[-1].sha256)
    AuditEvent.objects.filter(pk__gt=seals[1].last_pk).delete()
    AuditSeal.objects.filter(number=3).delete()
    assert sealing.verify().troubles == ()
    assert "có thể đã bị cắt" in sealing.verify([on_paper]).troubles[0]

    AuditSeal.objects.all().delete()
    with transaction.atomic():
        record(action="file.keep", by=None, at=AT, target_kind="file", target_pk=77)
    sealing.seal(at=AT)
    sealing.BATCH = 1
    while AuditSeal.objects.count() < 3:
        with transaction.atomic():
            record(action="file.keep", by=None, at=AT, target_kind="file", target_pk=78)
        sealing.seal(at=AT)
    assert sealing.verify().troubles == ()
    assert "khác mốc in trên giấy" in " ".join(sealing.verify([on_paper]).troubles)


def test_an_anchor_that_cannot_be_read_is_refused(db: None) -> None:
    with pytest.raises(CommandError, match="Mốc nhật ký viết như"):
        call_command("verify_audit", "--anchor", "ba")
