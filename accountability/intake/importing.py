"""Big annexes, read and written down by a worker of the engine (`core.long_work`).

The work ends in the transaction in which the preview is kept, or the drafts are written: whole, by one worker, or not at
all. A refusal is no failure of the machine: it ends the work, and whoever asked reads why.
"""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.urls import reverse

from accountability.access.actor import Actor
from accountability.accounts.models import User
from accountability.agencies.reading import actor_for
from accountability.assignments.actions.guards import Refused
from accountability.core.long_work import Clock, LongWork, Stopped, end, hold, work_off
from accountability.core.saying import as_said, say
from accountability.core.text import number_vi
from accountability.core.zone import local
from accountability.intake.access import access_cutting
from accountability.intake.actions.annexes import keep_annex
from accountability.intake.actions.committing import commit_annex
from accountability.intake.actions.large_annexes import forget_sent, log_work
from accountability.intake.models import AnnexMade, AnnexWork
from accountability.intake.reading import Unreadable
from accountability.intake.sources import Source, of_paste, of_path
from accountability.notices.actions import notify

ATTEMPTS = 3
NO_LONGER = say("Chức danh của người đề nghị không còn được bóc tách văn bản này.")
BROKEN = say("Bộ máy gặp lỗi khi xử lý. Vui lòng thử lại; nếu vẫn không được, báo quản trị hệ thống.")


def import_annexes(*, at: Clock, system_now: Clock) -> int:
    """Do everything that waits with big annexes, one after the other; how many were done.

    `at` is the clock of the office, `system_now` that of the machine, by which leases run.
    """
    return work_off(
        AnnexWork, make=lambda work: _make(work, at=at(), system_now=system_now),
        give_up=lambda work: _fail(work, BROKEN, at()), attempts=ATTEMPTS, system_now=system_now,
    )  # fmt: skip


def _make(work: AnnexWork, *, at: datetime, system_now: Clock) -> None:
    try:
        actor = _who_asked(work, at)
        (_read if work.verb == AnnexWork.Verb.READ else _write)(work, actor, at=at, system_now=system_now)
    except (Http404, PermissionDenied):
        _fail(work, NO_LONGER, at)
        raise Stopped from None
    except (Refused, Unreadable) as refusal:
        _fail(work, as_said(refusal), at)
        raise Stopped from None


def _who_asked(work: AnnexWork, at: datetime) -> Actor:
    """The person with what he may do by now. Raises Http404 or PermissionDenied when he may not cut the document any more."""
    user = User.objects.filter(pk=work.user_id, is_active=True).first()
    if user is None:
        raise PermissionDenied
    actor = actor_for(user, today=local(at).date())
    access_cutting(actor, work.directive_id)
    return actor


def _read(work: AnnexWork, actor: Actor, *, at: datetime, system_now: Clock) -> None:
    hold(work, written=0, now=system_now())
    source = _sent(work)
    with transaction.atomic():
        hold(work, written=0, now=system_now())
        annex = keep_annex(work.directive, source, by=actor, at=at)
        forget_sent(work, by=actor, at=at)
        rows = annex.rows.count()
        end(work, LongWork.State.DONE, at=at, total=rows, written=rows, annex=annex)
        _tell(
            work,
            say(
                "Đã đọc xong phụ lục {work}: {rows} dòng, chờ xem trước", work=work.name, rows=number_vi(rows)
            ),
            at,
        )


def _sent(work: AnnexWork) -> Source:
    """What was sent, read again. Raises Unreadable."""
    if work.file is None:
        return of_paste(work.pasted)
    with work.file.content.open("rb") as kept:
        data: bytes = kept.read()
    with tempfile.NamedTemporaryFile(prefix="dondoc-") as file:
        file.write(data)
        file.flush()
        return Source(work.name, of_path(Path(file.name), work.name), data=data)


def _write(work: AnnexWork, actor: Actor, *, at: datetime, system_now: Clock) -> None:
    if work.annex_id is None:
        raise Refused(say("Bản đọc của phụ lục này đã bị bỏ."))
    hold(work, written=0, now=system_now())
    with transaction.atomic():
        # First, since an annex whose writing goes on stands still for everybody, this worker included.
        end(work, LongWork.State.DONE, at=at, written=work.total)
        commit_annex(work.annex_id, by=actor, at=at)
        made = AnnexMade.objects.filter(row__annex=work.annex_id).count()
        _tell(work, say("Đã ghi {made} nhiệm vụ từ phụ lục {work}", made=number_vi(made), work=work.name), at)


@transaction.atomic
def _fail(work: AnnexWork, why: str, at: datetime) -> None:
    end(work, LongWork.State.FAILED, at=at, said=why[:500])
    forget_sent(work, by=None, at=at)
    log_work(work, "fail", by=None, at=at)
    if work.verb == AnnexWork.Verb.READ:
        _tell(work, say("Không đọc được phụ lục {work}: {why}", work=work.name, why=why), at)
    else:
        _tell(work, say("Chưa ghi được nhiệm vụ nào từ phụ lục {work}: {why}", work=work.name, why=why), at)


def _tell(work: AnnexWork, text: str, at: datetime) -> None:
    url = reverse("annex-work", args=[work.directive_id, work.pk])
    notify(users=[User.objects.get(pk=work.user_id)], kind="annex", text=text, url=url, subject="", at=at)
