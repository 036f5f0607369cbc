"""A big annex is read, or written down, by the engine (`intake.importing`): asked for here, and called off."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accountability.access.actor import Actor
from accountability.assignments.actions.guards import Refused
from accountability.audit.record import record
from accountability.core.long_work import call_off
from accountability.core.saying import say
from accountability.directives.models import Directive
from accountability.files.actions import discard, keep_checked
from accountability.intake.actions.annexes import OPEN, lock
from accountability.intake.models import AnnexImport, AnnexWork
from accountability.intake.rules.verdicts import Status
from accountability.intake.sources import Source

# Rows that are judged while the person waits, some two seconds; and drafts that are written, which take four times as long.
READ_AT_ONCE, WRITE_AT_ONCE = 12_000, 2_000


def rows_in(source: Source) -> int:
    """How many rows the longest of its sheets has."""
    return max((len(sheet.rows) for sheet in source.sheets), default=0)


@transaction.atomic
def ask_to_read(directive: Directive, source: Source, *, by: Actor, at: datetime) -> AnnexWork:
    """Have an engine judge what was sent and keep it as a preview. It was read and checked for marks of secrecy before."""
    file = None
    if source.data:
        file = keep_checked(source.name, source.data, source.media_type, by=by, at=at)
    work = AnnexWork.objects.create(
        verb=AnnexWork.Verb.READ, user_id=by.user_id, directive=directive, name=source.name[-200:], file=file,
        pasted=source.pasted, total=rows_in(source), asked_at=at,
    )  # fmt: skip
    log_work(work, "ask_read", by=by, at=at)
    return work


@transaction.atomic
def ask_to_write(annex: AnnexImport, *, by: Actor, at: datetime) -> AnnexWork:
    """Have an engine write the drafts of every row that is not there yet, all or none; until then the annex stands still.

    Raises Refused while a row is refused, when it is no preview any more, or is being written already.
    """
    annex = lock(annex.pk, OPEN, "ghi")
    if waiting := annex.rows.filter(status=Status.REFUSED).count():
        raise Refused(
            say(
                "Còn {waiting} dòng chưa ghi được. Sửa, hoặc chọn “Bỏ qua” từng dòng, rồi ghi lại.",
                waiting=waiting,
            )
        )
    work = AnnexWork.objects.create(
        verb=AnnexWork.Verb.WRITE, user_id=by.user_id, directive_id=annex.directive_id, name=annex.name, annex=annex,
        total=annex.rows.filter(status=Status.CREATE).count(), asked_at=at,
    )  # fmt: skip
    log_work(work, "ask_write", by=by, at=at)
    return work


@transaction.atomic
def call_off_work(work: AnnexWork, *, by: Actor, at: datetime) -> bool:
    """Have nobody go on with it; what was sent is thrown away, an annex stays as it was. False when it had ended before."""
    if not call_off(work, at=at):
        return False
    forget_sent(work, by=by, at=at)
    log_work(work, "call_off", by=by, at=at)
    return True


def forget_sent(work: AnnexWork, *, by: Actor | None, at: datetime) -> None:
    """Throw away what was sent with it: its annex has its own copy, or there is none."""
    file = AnnexWork.objects.select_related("file").get(pk=work.pk).file
    AnnexWork.objects.filter(pk=work.pk).update(file=None, pasted="")
    if file is not None:
        discard(file, by=by, at=at)


def log_work(work: AnnexWork, action: str, *, by: Actor | None, at: datetime) -> None:
    """The audit event of a verb on long work."""
    record(
        action=f"annex.{action}", by=by, at=at, target_kind="annex_work", target_pk=work.pk,
        after={"name": work.name, "rows": work.total}, directive_pk=work.directive_id,
    )  # fmt: skip
