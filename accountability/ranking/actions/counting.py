"""Make the ranking of a period and count it, at once or by the engine (`ranking.engine`), as often as needed until frozen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from accountability.access.actor import Actor
from accountability.core.long_work import GOES_ON
from accountability.core.saying import say
from accountability.core.text import date_vi
from accountability.core.zone import local
from accountability.ranking.actions.locking import Refused, hold_ranking, log
from accountability.ranking.models import FormulaVersion, Objection, Ranking, RankingCount
from accountability.ranking.models.ranking import CHANGEABLE
from accountability.ranking.rules import Period
from accountability.ranking.tabling import Table, table_of, write
from accountability.ranking.tasks import Counted, count_tasks, due_tasks, ongoing_by_lead

# Tasks that are counted while the person waits: less than a second.
AT_ONCE = 2_000
Step = Callable[[int], None]


@transaction.atomic
def start_ranking(period: Period, *, by: Actor | None, at: datetime) -> Ranking:
    """Lập bảng xếp hạng of a period that has ended and whose results are in; not counted yet.

    Raises Refused before that, for a period that has one, and where no formula holds for it.
    """
    version = (
        FormulaVersion.objects.filter(applies_from_on__lte=period.from_on)
        .order_by("-applies_from_on")
        .first()
    )
    if version is None:
        raise Refused(say("Chưa có công thức nào áp dụng cho {period}.", period=period.title.lower()))
    until = period.to_on + timedelta(days=version.settle_days)
    if local(at).date() <= until:
        raise Refused(
            say("Kết quả của {period} được ghi nhận đến hết ngày {until}; lập được từ ngày hôm sau.",
                period=period.title.lower(), until=date_vi(until))
        )  # fmt: skip
    of_period = Ranking.objects.filter(kind=period.kind.value, from_on=period.from_on)
    if of_period.exclude(state=Ranking.State.RETURNED).exists():
        raise Refused(say("Đã có bảng xếp hạng {period}.", period=period.title.lower()))
    ranking = Ranking.objects.create(
        kind=period.kind.value, from_on=period.from_on, to_on=period.to_on, version=version, counted_until=until,
        started_at=at, started_by_id=by.user_id if by else None, previous=_compared_with(period),
    )  # fmt: skip
    log("start", ranking, by=by, at=at, after={"version": version.number})
    return ranking


def _compared_with(period: Period) -> Ranking | None:
    """The last ranking of the same kind before it that everybody may read; another would give away what is internal."""
    earlier = Ranking.objects.filter(kind=period.kind.value, to_on__lt=period.from_on)
    return earlier.filter(state=Ranking.State.APPROVED).order_by("-to_on").first()


def recount(pk: int, *, by: Actor | None, at: datetime) -> RankingCount | None:
    """Tính lại: at once where little was due; else by the engine, and the work that it will do comes back.

    Raises Refused for what is frozen.
    """
    ranking = Ranking.objects.select_related("version").get(pk=pk)
    if due_tasks(ranking)[: AT_ONCE + 1].count() > AT_ONCE:
        return ask_count(pk, by=by, at=at)
    count_now(ranking, by=by, at=at)
    return None


@transaction.atomic
def ask_count(pk: int, *, by: Actor | None, at: datetime) -> RankingCount:
    """Have the engine count it; the work that goes on, where there is one that has not begun. Raises Refused once frozen."""
    ranking = hold_ranking(pk, states=CHANGEABLE, verb=say("tính lại"))
    going = ranking.counts.filter(state__in=GOES_ON).first()
    if going is not None:
        return going
    return RankingCount.objects.create(
        ranking=ranking, user_id=by.user_id if by else None, asked_at=at, total=due_tasks(ranking).count()
    )


def count_now(
    ranking: Ranking, *, by: Actor | None, at: datetime, step: Step = lambda done: None,
    before_writing: Callable[[], None] = lambda: None,
) -> None:  # fmt: skip
    """Count and write. The facts are read before anything is held, so that nobody waits for the reading.

    `before_writing` is called in the transaction that writes. Raises Refused for what was frozen meanwhile.
    """
    while True:
        rulings = rulings_of(ranking)
        tasks: dict[int, list[Counted]] = defaultdict(list)
        for one in count_tasks(ranking, step):
            tasks[one.agency].append(one)
        table = table_of(ranking, tasks, ongoing_by_lead(ranking))
        if _written(ranking, table, rulings, by=by, at=at, before_writing=before_writing):
            ranking.refresh_from_db()
            return


def rulings_of(ranking: Ranking) -> int:
    """How many objections were accepted so far; it only grows."""
    return ranking.objections.filter(state=Objection.State.ACCEPTED).count()


@transaction.atomic
def _written(
    ranking: Ranking, table: Table, rulings: int, *, by: Actor | None, at: datetime,
    before_writing: Callable[[], None],
) -> bool:  # fmt: skip
    """Write it, unless an objection was accepted since the facts were read: then they are read again."""
    held = hold_ranking(ranking.pk, states=CHANGEABLE, verb=say("tính lại"))
    if rulings_of(held) != rulings:
        return False
    before_writing()
    write(held, table)
    if held.state == Ranking.State.COUNTING:
        held.state = Ranking.State.COUNTED
    held.counted_at, held.times_counted, held.rulings_counted = at, held.times_counted + 1, rulings
    held.is_assumed = any(one.is_assumed for tasks in table.tasks.values() for one in tasks)
    held.save(update_fields=["state", "counted_at", "times_counted", "rulings_counted", "is_assumed"])
    due = sum(row.due for row in table.rows)
    log("count", held, by=by, at=at, after={"agencies": len(table.rows), "due": due})
    return True
