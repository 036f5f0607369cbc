"""Reports of large programs, made by a worker of the engine (`core.long_work`): read, drawn, kept, told.

Who asked is asked for his rights again when it is made. The report is kept and the job ends in one transaction, after the
worker has held the job in it: a worker that was followed by another, or a job that was called off, keeps nothing.
"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from accountability.access.actor import Actor
from accountability.accounts.models import User
from accountability.agencies.reading import actor_for
from accountability.assignments.access import visible_to
from accountability.audit.record import record
from accountability.core.long_work import Clock, LongWork, Stopped, end, hold, work_off
from accountability.core.saying import say
from accountability.core.text import number_vi
from accountability.core.zone import local
from accountability.directives.models import Program
from accountability.notices.actions import notify
from accountability.printing.pdf import ready_child
from accountability.reports.access import programs_to_report
from accountability.reports.actions import keep_report
from accountability.reports.forms import period_title
from accountability.reports.making import figures_for, report_pdf
from accountability.reports.models import ReportJob
from accountability.reports.queries import program_assignments
from accountability.reports.rules import Period

# Assignments that are read and drawn while the person waits: some two seconds.
AT_ONCE = 2_000
ATTEMPTS = 3


def size_of(program: Program, actor: Actor, at: datetime) -> int:
    """How many assignments the report of the program is about."""
    return program_assignments(visible_to(actor), program, at).count()


def make_reports(*, at: Clock, system_now: Clock) -> int:
    """Make every report that waits, one after the other; how many were made.

    `at` is the clock of the office, `system_now` that of the machine, by which leases run.
    """
    return work_off(
        ReportJob, make=lambda job: _make(job, at=at(), system_now=system_now),
        give_up=lambda job: _give_up(job, at()), attempts=ATTEMPTS, system_now=system_now,
    )  # fmt: skip


def _make(job: ReportJob, *, at: datetime, system_now: Clock) -> None:
    user = User.objects.filter(pk=job.user_id, is_active=True).first()
    actor = actor_for(user, today=local(at).date()) if user else None
    if actor is None or not programs_to_report(actor).filter(pk=job.program_id).exists():
        _give_up(job, at)  # He may not make it any more: no use in trying again.
        raise Stopped
    hold(job, written=0, now=system_now())
    period = Period(job.from_on, job.to_on)
    with ready_child() as child:
        figures = figures_for(job.program, period, rows=visible_to(actor), at=at, is_demo=settings.DEMO)
        # The drawing has no steps; its own limit of two minutes is the lease, which begins here.
        hold(job, written=figures.counts.total, now=system_now())
        pdf = report_pdf(figures, child=child)
    with transaction.atomic():
        hold(job, written=figures.counts.total, now=system_now())
        made = keep_report(job.program, figures, pdf, by=actor, at=at)
        end(job, LongWork.State.DONE, at=at, total=figures.counts.total, report=made)
        pages = f"{number_vi(made.pages)} trang"
        _tell(job, say("Đã lập xong báo cáo {named} ({pages})", named=_named(job), pages=pages), at)


@transaction.atomic
def _give_up(job: ReportJob, at: datetime) -> None:
    end(job, LongWork.State.FAILED, at=at)
    record(action="report.fail", by=None, at=at, target_kind="report_job", target_pk=job.pk)
    _tell(job, say("Không lập được báo cáo {named}", named=_named(job)), at)


def _named(job: ReportJob) -> str:
    return f"{job.program}, {period_title(Period(job.from_on, job.to_on)).lower()}"


def _tell(job: ReportJob, text: str, at: datetime) -> None:
    url = reverse("report-job", args=[job.pk])
    notify(users=[User.objects.get(pk=job.user_id)], kind="report", text=text, url=url, subject="", at=at)
