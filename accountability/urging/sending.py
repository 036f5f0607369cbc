"""The letters of a big round, made by the engine in portions: a portion is one transaction, and is made once.

`core.long_work` says whose the round is. In the transaction of a portion the worker first holds the round, which fails
where another has taken over, then makes the letters of leads that were not told. A worker that is killed leaves its
last portion undone as a whole; whoever follows goes on from there. The key of each mail is unique besides.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Sum
from django.urls import reverse

from accountability.access.actor import Actor
from accountability.accounts.models import User
from accountability.agencies.reading import actor_for
from accountability.audit.record import record
from accountability.core.long_work import Clock, LongWork, end, hold, work_off
from accountability.core.text import number_vi
from accountability.core.zone import local
from accountability.notices.actions import notify
from accountability.urging.models import LEFT_OUT, UrgedLead, Urging, UrgingRound
from accountability.urging.telling import tell

# Leads in one transaction: it holds SQLite's only writer for less than a second.
PORTION = 25
# What is made stays made, so a worker that dies again and again still comes further each time.
ATTEMPTS = 10


def send_rounds(*, at: Clock, system_now: Clock) -> int:
    """Make the letters of every round that waits, one round after the other; how many rounds were ended.

    `at` is the clock of the office, `system_now` that of the machine, by which leases run.
    """
    return work_off(
        UrgingRound, make=lambda made: _send(made, at=at, system_now=system_now),
        give_up=lambda made: _give_up(made, at()), attempts=ATTEMPTS, system_now=system_now,
    )  # fmt: skip


def _send(made: UrgingRound, *, at: Clock, system_now: Clock) -> None:
    # The round was decided when he might; that he was moved meanwhile takes nothing back.
    by = actor_for(User.objects.get(pk=made.urged_by_id), today=local(at()).date())
    while _portion(made, by=by, at=at(), now=system_now()):
        pass
    _finish(made, by=by, at=at())


@transaction.atomic
def _portion(made: UrgingRound, *, by: Actor, at: datetime, now: datetime) -> int:
    """Tell the next leads; how many, none when all are told."""
    untold = made.leads.filter(told_at=None).select_related("agency", "named").order_by("pk")
    leads = list(untold[:PORTION])
    written = made.written + sum(len(lead.readers) for lead in leads)
    hold(made, written=written, now=now)
    if leads:
        tell(made, leads, by=by, at=at)
    made.written = written
    return len(leads)


@transaction.atomic
def _finish(made: UrgingRound, *, by: Actor, at: datetime) -> None:
    end(made, LongWork.State.DONE, at=at)
    letters, told, left_out = result_of(made)
    record(
        action="urging.finish", by=by, at=at, target_kind="urging", target_pk=made.pk,
        after={"letters": letters, "assignments": told, "left_out": left_out},
    )  # fmt: skip
    text = f"Đã lập xong {number_vi(letters)} thư đôn đốc về {number_vi(told)} việc"
    if left_out:
        text += f"; {number_vi(left_out)} việc không gửi vì đã kết thúc hoặc thay đổi trong lúc chờ"
    tell_who_ordered(made, text, at)


@transaction.atomic
def _give_up(made: UrgingRound, at: datetime) -> None:
    end(made, LongWork.State.FAILED, at=at)
    made.urgings.filter(outcome=Urging.Outcome.WAITING).update(outcome=Urging.Outcome.UNSENT)
    letters, told, _ = result_of(made)
    record(
        action="urging.fail", by=None, at=at, target_kind="urging", target_pk=made.pk,
        after={"letters": letters, "assignments": told},
    )  # fmt: skip
    tell_who_ordered(
        made, f"Lượt đôn đốc dừng giữa chừng: mới lập {number_vi(letters)} thư, phần còn lại chưa gửi", at
    )


def result_of(made: UrgingRound) -> tuple[int, int, int]:
    """Letters made, assignments they are about, assignments left out. Three statements."""
    letters = UrgedLead.objects.filter(round=made).aggregate(number=Sum("letters"))["number"] or 0
    told = made.urgings.filter(outcome=Urging.Outcome.TOLD).count()
    return letters, told, made.urgings.filter(outcome__in=LEFT_OUT).count()


def tell_who_ordered(made: UrgingRound, text: str, at: datetime) -> None:
    """A line on screen for whoever ordered the round, which leads to it."""
    url = reverse("urging-detail", args=[made.pk])
    notify(users=[made.urged_by], kind="urging", text=text, url=url, subject="", at=at)
