"""Writing the list of an export into a file: by a worker of the engine (`core.long_work`), or at once for who waits.

The worker reads the rows as the person may see them at that moment and writes them into a file of its own; every 500 rows
it holds its lease. The file is kept, the export is done and the person is told, in one transaction. Where the export was
cancelled or taken over, nothing is kept.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction
from django.http import Http404, QueryDict
from django.urls import reverse

from accountability.access.actor import Actor
from accountability.accounts.models import User
from accountability.agencies.reading import actor_for
from accountability.audit.record import record
from accountability.core.long_work import Clock, Stopped, end, hold, work_off
from accountability.core.saying import say
from accountability.core.text import moment_vi, number_vi
from accountability.core.zone import local
from accountability.files.actions import discard, keep_made
from accountability.files.rules import MEDIA_TYPES
from accountability.notices.actions import notify
from accountability.printing.annex import MOST_ROWS as PAPER_ROWS
from accountability.printing.sheets import Cell, Sheet, write_csv, write_xlsx
from accountability.search import lists
from accountability.search.annexes import list_on_paper
from accountability.search.lists import LISTS, Listed, said
from accountability.search.models import ExportJob
from accountability.search.papers import NoPaper, paper_of, title_of, unit_of
from accountability.search.rules import ATTEMPTS, KEPT_DAYS, MOST_ROWS

_STEP = 500


# Once -------------------------------------------------------------------------------------------------------------------


def write(
    path: Path, listed: Listed, query: QueryDict, file_format: str, *, actor: Actor, at: datetime,
    step: Callable[[int], None] = lambda written: None,
) -> int:  # fmt: skip
    """Write what the actor sees of the list into the file; how many rows. `step` hears of every 500."""
    sheet, counted = _sheet(listed, query, actor, at, step)
    (write_csv if file_format == ExportJob.Format.CSV else write_xlsx)(path, sheet)
    return counted.written


def _sheet(
    listed: Listed, query: QueryDict, actor: Actor, at: datetime, step: Callable[[int], None], most: int = MOST_ROWS
) -> tuple[Sheet, _Counted]:  # fmt: skip
    """The list as the actor sees it, with what it is of; its rows are counted as they are read."""
    form = listed.form(actor, query)
    rows = listed.rows(actor, form, at)[:most]
    counted = _Counted(listed.lines(rows, actor, at), step)
    about = [
        (say("Danh sách"), listed.title), (say("Lập lúc"), moment_vi(at)),
        (say("Người lập"), " – ".join(part for part in (actor.title, actor.agency_name) if part)),
        *((say("Điều kiện"), text) for _, text in said(form)),
        (say("Phạm vi"), say("Những dòng người lập được xem theo chức danh tại thời điểm lập.")),
    ]  # fmt: skip
    return Sheet(listed.title, listed.columns, counted, about), counted


class _Counted:
    """Rows that are counted as they go by."""

    def __init__(self, rows: Iterator[Sequence[Cell]], step: Callable[[int], None]) -> None:
        self._rows, self._step, self.written = rows, step, 0

    def __iter__(self) -> Iterator[Sequence[Cell]]:
        for row in self._rows:
            self.written += 1
            if self.written % _STEP == 0:
                self._step(self.written)
            yield row


def file_name(listed: Listed, file_format: str, at: datetime) -> str:
    """As "nhiem-vu-2022-11-16-0800.xlsx"."""
    return f"{listed.file_name}-{lists.moment(at)}.{file_format}"


# By the engine ----------------------------------------------------------------------------------------------------------


def make_exports(*, at: Clock, system_now: Clock) -> int:
    """Write every export that waits, one after the other, and take files away whose time is over; how many were made.

    `at` is the clock of the office, `system_now` that of the machine, by which leases run.
    """
    expire(at=at())
    return work_off(
        ExportJob, make=lambda job: _make(job, at=at(), system_now=system_now),
        give_up=lambda job: _give_up(job, at()), attempts=ATTEMPTS, system_now=system_now,
    )  # fmt: skip


def _make(job: ExportJob, *, at: datetime, system_now: Clock) -> None:
    with tempfile.TemporaryDirectory(prefix="dondoc-export-") as folder:
        _write_and_keep(job, Path(folder) / "file", at=at, system_now=system_now)


def _write_and_keep(job: ExportJob, path: Path, *, at: datetime, system_now: Clock) -> None:
    user = User.objects.filter(pk=job.user_id, is_active=True).first()
    if user is None:
        _give_up(job, at)
        raise Stopped
    actor = actor_for(user, today=local(at).date())

    def step(written: int) -> None:
        hold(job, written=written, now=system_now())

    step(0)
    try:
        written, name = _written(job, path, actor, at, step)
    except (
        NoPaper,
        Http404,
        PermissionDenied,
    ):  # He may not see it any more, or it has grown: no use in trying again.
        _give_up(job, at)
        raise Stopped from None
    with transaction.atomic(), path.open("rb") as content:
        step(written)
        kept = keep_made(name, File(content), MEDIA_TYPES[job.format], by=actor, at=at)
        expires_on = local(at).date() + timedelta(days=KEPT_DAYS)
        end(job, ExportJob.State.DONE, at=at, total=written, file=kept, expires_on=expires_on)
        record(
            action="export.make", by=actor, at=at, target_kind="export", target_pk=job.pk,
            after={"rows": written, "sha256": kept.sha256},
        )  # fmt: skip
        text = say(
            "Đã lập xong tệp {kept} ({written} {unit_of})",
            kept=kept.name,
            written=number_vi(written),
            unit_of=unit_of(job),
        )
        _tell(job, user, text, at)


def _written(
    job: ExportJob, path: Path, actor: Actor, at: datetime, step: Callable[[int], None]
) -> tuple[int, str]:
    """Write or draw it into the file: how many rows, cells, events, and the name under which the file is handed out."""
    if job.list not in LISTS:
        paper, pk, query = paper_of(job)
        size = paper.size(actor, pk, query, at)
        path.write_bytes(paper.draw(actor, pk, query, at, step))
        return size, f"{paper.file_name}-{lists.moment(at)}.pdf"
    listed = LISTS[job.list]
    if job.format == ExportJob.Format.PDF:
        # The rows are read at once; what is told is how many are on paper.
        sheet, counted = _sheet(listed, QueryDict(job.query), actor, at, lambda rows: None, PAPER_ROWS)
        path.write_bytes(list_on_paper(sheet, listed, step=step))
        return counted.written, file_name(listed, job.format, at)
    rows = write(path, listed, QueryDict(job.query), job.format, actor=actor, at=at, step=step)
    return rows, file_name(listed, job.format, at)


def _give_up(job: ExportJob, at: datetime) -> None:
    with transaction.atomic():
        end(job, ExportJob.State.FAILED, at=at)
        record(action="export.fail", by=None, at=at, target_kind="export", target_pk=job.pk)
        _tell(
            job,
            User.objects.get(pk=job.user_id),
            say("Không lập được tệp {title_of}", title_of=title_of(job)),
            at,
        )


def _tell(job: ExportJob, user: User, text: str, at: datetime) -> None:
    url = reverse("export-detail", args=[job.pk])
    notify(users=[user], kind="export", text=text, url=url, subject=f"x:{job.pk}", at=at)


def expire(*, at: datetime) -> int:
    """Take away the files whose seven days are over; how many. The line of the export stays."""
    due = ExportJob.objects.filter(state=ExportJob.State.DONE, expires_on__lt=local(at).date())
    gone = 0
    for pk in list(due.values_list("pk", flat=True)[:_STEP]):
        with transaction.atomic():
            job = due.select_for_update().filter(pk=pk).first()
            if job is None or job.file is None:
                continue
            file = job.file
            job.state, job.file = ExportJob.State.EXPIRED, None
            job.save(update_fields=["state", "file"])
            discard(file, by=None, at=at)
            record(action="export.expire", by=None, at=at, target_kind="export", target_pk=pk)
            gone += 1
    return gone
