"""Counting a large ranking by a worker of the engine (`core.long_work`): it reads, then writes all of it or nothing."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from accountability.agencies.reading import actor_for
from accountability.audit.record import record
from accountability.core.long_work import Clock, LongWork, Stopped, end, hold, work_off
from accountability.core.saying import say
from accountability.core.zone import local
from accountability.notices.actions import notify
from accountability.ranking.actions import Refused, count_now
from accountability.ranking.models import RankingCount

ATTEMPTS = 3


def count_rankings(*, at: Clock, system_now: Clock) -> int:
    """Count every ranking that waits, one after the other; how many were counted.

    `at` is the clock of the office, `system_now` that of the machine, by which leases run.
    """
    return work_off(
        RankingCount, make=lambda work: _make(work, at=at(), system_now=system_now),
        give_up=lambda work: _give_up(work, at()), attempts=ATTEMPTS, system_now=system_now,
    )  # fmt: skip


def _make(work: RankingCount, *, at: datetime, system_now: Clock) -> None:
    user = work.user
    by = actor_for(user, today=local(at).date()) if user else None
    done = 0

    def step(looked_at: int) -> None:
        nonlocal done
        done = looked_at
        hold(work, written=looked_at, now=system_now())

    def finish() -> None:
        hold(work, written=done, now=system_now())
        end(work, LongWork.State.DONE, at=at, total=done)
        _tell(work, say("Đã tính xong xếp hạng {period}", period=str(work.ranking)), at)

    step(0)
    try:
        count_now(work.ranking, by=by, at=at, step=step, before_writing=finish)
    except Refused:  # Frozen meanwhile: no use in trying again.
        _give_up(work, at)
        raise Stopped from None


@transaction.atomic
def _give_up(work: RankingCount, at: datetime) -> None:
    end(work, LongWork.State.FAILED, at=at)
    record(action="ranking.fail", by=None, at=at, target_kind="ranking", target_pk=work.ranking_id)
    _tell(work, say("Không tính xong xếp hạng {period}", period=str(work.ranking)), at)


def _tell(work: RankingCount, text: str, at: datetime) -> None:
    users = [work.user] if work.user else []
    url = reverse("ranking-detail", args=[work.ranking_id])
    notify(users=users, kind="ranking", text=text, url=url, subject="", at=at)
