"""Raw SQL does not change what a report was closed and issued with: the database refuses, on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from accountability.accounts.models import User
from accountability.agencies.models import Position
from accountability.audit.sealing import seal, verify
from accountability.audit.triggers import drop, unguarded
from accountability.directives.models import Program
from accountability.files.models import StoredFile
from accountability.reports.kind_actions import KindTerms, add_kind
from accountability.reports.models import (
    ReportCycle,
    ReportFile,
    ReportIssue,
    ReportWord,
    Snapshot,
    SnapshotRow,
)
from tests.cast import actor
from tests.given import on
from workflows import reporting

AT = on("2022-11-17")
_CHANGES = {
    "reports_snapshot": "sha256 = 'x'", "reports_snapshotrow": "bucket = 'x'", "reports_cyclestep": "note = 'x'",
    "reports_reportword": "form = 'x'", "reports_reportissue": "symbol = 'x'", "reports_reportfile": "sha256 = 'x'",
    "audit_auditseal": "sha256 = 'x'", "audit_auditevent": "note = 'x'",
}  # fmt: skip


def run(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.fixture
def issued(append_only: None, cast: dict[str, User]) -> ReportCycle:
    """A report that went its way, with a counted assignment and a file, while the database guards it."""
    kind = KindTerms("Báo cáo 15 ngày", 1, "VX", Position.objects.get(code="chutich"))
    add_kind(
        Program.objects.get(code="DA06"), kind, rhythm="half_month", window=1, starts_on=date(2022, 11, 1), by=None,
        at=on("2022-11-08"),
    )  # fmt: skip
    reporting.close_periods(at=on("2022-11-16"))
    assert verify().unsealed == 0, "the closing is sealed in the same step"
    cycle = ReportCycle.objects.get()
    drafter, office, chair = (actor(cast[name]) for name in ("standing_head", "office_deputy", "chair"))
    reporting.send_report(cycle.pk, by=drafter, at=AT)
    reporting.submit_report(cycle.pk, by=office, at=AT)
    reporting.instruct_report(cycle.pk, text="Đồng ý", by=chair, at=AT)
    issue = reporting.issue_report(cycle.pk, by=drafter, at=AT)
    SnapshotRow.objects.create(
        snapshot=cycle.snapshots.get(), place=1, assignment_pk=1, bucket="overdue", row={}
    )
    file = StoredFile.objects.create(
        name="a.pdf", media_type="application/pdf", content="a.pdf", size=1, sha256="0" * 64, uploaded_at=AT
    )
    ReportFile.objects.create(issue=issue, format="pdf", file=file, sha256="0" * 64, made_at=AT)
    return cycle


def test_raw_sql_changes_and_deletes_nothing_of_a_closed_report(issued: ReportCycle) -> None:
    seal(at=AT)
    assert unguarded(connection) == []
    before = [
        list(model.objects.values()) for model in (Snapshot, SnapshotRow, ReportIssue, ReportFile, ReportWord)
    ]
    for table, change in _CHANGES.items():
        for sql in (f"UPDATE {table} SET {change}", f"DELETE FROM {table}"):
            with pytest.raises(DatabaseError, match="chỉ được ghi thêm"):
                run(sql)
    after = [
        list(model.objects.values()) for model in (Snapshot, SnapshotRow, ReportIssue, ReportFile, ReportWord)
    ]
    assert after == before
    assert all(before)
    drop(connection)  # The way back of the migrations.
    assert set(_CHANGES) < set(unguarded(connection))
    assert Snapshot.objects.update(sha256="0" * 64) == 1, "it was the guard that refused"
