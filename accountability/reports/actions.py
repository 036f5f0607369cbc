"""Keeping a report that was made: the figures, the file and its hash, together; asking an engine for a large one."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from accountability.access.actor import Actor
from accountability.audit.record import record
from accountability.core.long_work import GOES_ON, call_off
from accountability.directives.models import Program
from accountability.files.actions import keep
from accountability.printing.pdf import PdfFile
from accountability.reports.models import PeriodicReport, ReportJob
from accountability.reports.rules import Period, ReportFigures


def file_name(program: Program, figures: ReportFigures) -> str:
    """The name under which the file is handed out: "bao-cao-DA06-2022-11-01-2022-11-15.pdf"."""
    return (
        f"bao-cao-{program.code}-{figures.period.from_on.isoformat()}-{figures.period.to_on.isoformat()}.pdf"
    )


@transaction.atomic
def keep_report(
    program: Program, figures: ReportFigures, pdf: PdfFile, *, by: Actor | None, at: datetime
) -> PeriodicReport:
    """Keep a finished report. Call it after the PDF was made: nothing is drawn inside the transaction.

    Raises FileRefused when the file is too large to be kept or carries a mark of secrecy.
    """
    upload = SimpleUploadedFile(file_name(program, figures), pdf.data, content_type="application/pdf")
    made = PeriodicReport.objects.create(
        program=program, from_on=figures.period.from_on, to_on=figures.period.to_on, made_at=at,
        made_by_id=by.user_id if by else None, made_title=by.title if by else "", figures=asdict(figures),
        assignments=figures.counts.total, file=keep(upload, by=by, at=at), sha256=pdf.sha256, pages=pdf.pages,
        is_assumed=figures.is_demo,
    )  # fmt: skip
    record(
        action="report.make", by=by, at=at, target_kind="report", target_pk=made.pk,
        after={
            "program": program.code, "from_on": made.from_on.isoformat(), "to_on": made.to_on.isoformat(),
            "assignments": made.assignments, "sha256": made.sha256,
        },
    )  # fmt: skip
    return made


@transaction.atomic
def ask_report(program: Program, period: Period, *, total: int, by: Actor, at: datetime) -> ReportJob:
    """Have an engine make it. The same wish that still waits is not made twice: a second click finds the first."""
    same = ReportJob.objects.select_for_update().filter(
        user_id=by.user_id, program=program, from_on=period.from_on, to_on=period.to_on, state__in=GOES_ON
    )
    if (known := same.first()) is not None:
        return known
    made = ReportJob.objects.create(
        user_id=by.user_id, program=program, from_on=period.from_on, to_on=period.to_on, total=total, asked_at=at
    )  # fmt: skip
    record(
        action="report.ask", by=by, at=at, target_kind="report_job", target_pk=made.pk,
        after={
            "program": program.code, "from_on": period.from_on.isoformat(), "to_on": period.to_on.isoformat(),
            "assignments": total,
        },
    )  # fmt: skip
    return made


@transaction.atomic
def cancel_report(job: ReportJob, *, by: Actor, at: datetime) -> bool:
    """Call it off; the worker that is at it keeps nothing. False when it had ended before."""
    if not call_off(job, at=at):
        return False
    record(action="report.cancel", by=by, at=at, target_kind="report_job", target_pk=job.pk)
    return True
