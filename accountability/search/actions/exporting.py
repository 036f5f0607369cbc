"""What a person asks for, calls off and takes along."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accountability.access.actor import Actor
from accountability.audit.record import record
from accountability.core.long_work import GOES_ON, call_off
from accountability.search.models import ExportJob


@transaction.atomic
def ask(*, list_code: str, query: str, file_format: str, total: int, by: Actor, at: datetime) -> ExportJob:
    """Have an engine write the list. The same wish that still waits is not made twice: a second click finds the first."""
    same = ExportJob.objects.select_for_update().filter(
        user_id=by.user_id, list=list_code, query=query, format=file_format,
        state__in=GOES_ON,
    )  # fmt: skip
    if (known := same.first()) is not None:
        return known
    made = ExportJob.objects.create(
        user_id=by.user_id, list=list_code, query=query, format=file_format, total=total, asked_at=at
    )
    record(
        action="export.ask", by=by, at=at, target_kind="export", target_pk=made.pk,
        after={"list": list_code, "rows": total, "format": file_format},
    )  # fmt: skip
    return made


@transaction.atomic
def cancel(row: ExportJob, *, by: Actor, at: datetime) -> bool:
    """Call it off; the worker that is at it stops at its next step. False when it had ended before."""
    if not call_off(row, at=at):
        return False
    record(action="export.cancel", by=by, at=at, target_kind="export", target_pk=row.pk)
    return True


@transaction.atomic
def note_direct(*, list_code: str, rows: int, file_format: str, by: Actor, at: datetime) -> None:
    """Write down that a list was taken along at once."""
    record(
        action="export.direct", by=by, at=at, target_kind="account", target_pk=by.user_id,
        after={"list": list_code, "rows": rows, "format": file_format},
    )  # fmt: skip


@transaction.atomic
def note_fetched(row: ExportJob, *, by: Actor, at: datetime) -> None:
    """Write down that the file was fetched."""
    record(action="export.fetch", by=by, at=at, target_kind="export", target_pk=row.pk)
