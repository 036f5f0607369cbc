"""What the pages show of a ranking: tables by group, one row explained, the tasks behind it that the reader may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Case, QuerySet, When
from django.urls import reverse

from accountability.access.actor import Actor
from accountability.access.permissions import Permission
from accountability.access.rules import may
from accountability.assignments.access import visible_to
from accountability.core.long_work import GOES_ON
from accountability.core.prepared import prepared
from accountability.core.saying import say
from accountability.core.zone import local
from accountability.ranking.access import own_agencies, rows_for
from accountability.ranking.models import CountedTask, Ranking, RankingCount, RankingRow
from accountability.ranking.rules import (
    GROUP_ORDER,
    RANKED,
    Group,
    Outcome,
    Step,
    average_to_show,
    explained,
)


@dataclass(frozen=True)
class League:
    """One table: who has a place, in its order; who has none, with why; the average of those with a place."""

    group: Group
    ranked: Sequence[RankingRow]
    others: Sequence[RankingRow]
    average: Decimal | None

    @property
    def is_ranked(self) -> bool:
        """Whether agencies of this sort get places at all."""
        return self.group in RANKED

    @property
    def rows(self) -> Sequence[RankingRow]:
        """All of them, in the order of the page."""
        return [*self.ranked, *self.others]


def leagues(rows: Sequence[RankingRow]) -> list[League]:
    """The tables of these rows, in the order of groups; groups without rows are left out."""
    by_group: dict[str, list[RankingRow]] = defaultdict(list)
    for row in rows:
        by_group[row.group].append(row)
    found = []
    for group in GROUP_ORDER:
        if group in by_group:
            ranked = sorted((row for row in by_group[group] if row.place), key=_place)
            others = sorted(
                (row for row in by_group[group] if not row.place), key=lambda row: row.agency.rank
            )
            scores = [row.score for row in ranked if row.score is not None]
            found.append(League(group, ranked, others, average_to_show(scores)))
    return found


def _place(row: RankingRow) -> tuple[int, int]:
    return row.place or 0, row.agency.rank


def all_rows(actor: Actor, ranking: Ranking) -> list[RankingRow]:
    """The rows that the actor may read. One statement."""
    return list(rows_for(actor, ranking).order_by("agency__rank", "pk"))


def average_of_group(row: RankingRow) -> Decimal | None:
    """What an agency hears of the others before the ranking is public. One statement."""
    same = RankingRow.objects.filter(ranking=row.ranking_id, group=row.group, place__isnull=False)
    return average_to_show(
        [score for score in same.order_by().values_list("score", flat=True) if score is not None]
    )


def own_rows(actor: Actor, rankings: Sequence[Ranking]) -> dict[int, list[RankingRow]]:
    """Ranking → the rows of the actor's agencies. One statement."""
    found: dict[int, list[RankingRow]] = defaultdict(list)
    mine = RankingRow.objects.filter(ranking__in=[one.pk for one in rankings], agency__in=own_agencies(actor))
    for row in mine.select_related("agency").order_by("agency__rank"):
        found[row.ranking_id].append(row)
    return found


def why_no_place(row: RankingRow, min_tasks: int) -> str:
    """In words, why a row has no place; empty where it has one."""
    if row.place:
        return ""
    if row.group not in RANKED:
        return say("Chỉ tổng hợp số liệu, không xếp hạng")
    if not row.due:
        return say("Không có nhiệm vụ đến hạn trong kỳ")
    return say("Có {due} nhiệm vụ đến hạn, chưa đủ {min_tasks} để xếp hạng", due=row.due, min_tasks=min_tasks)


def steps_of(row: RankingRow, ranking: Ranking) -> tuple[Step, ...]:
    """The sum that gives the score; nothing where there is none."""
    return () if row.score is None else explained(row.tally, ranking.version.formula)


@dataclass(frozen=True)
class Latest:
    """The line of a first page: which ranking, how it stands, where it is read or decided."""

    text: str
    note: str
    url: str
    waits: bool


def latest_for(actor: Actor) -> Latest | None:
    """What waits for the Chairman's approval, else the table published last; for who reads rankings whole. One statement."""
    if not may(actor, Permission.VIEW_RANKING):
        return None
    found: Ranking | None = next(iter(_latest()), None)
    if found is None:
        return None
    text = say("Xếp hạng đơn vị: {period}", period=str(found))
    if found.state == Ranking.State.APPROVED:
        on = local(found.decided_at).date() if found.decided_at else found.to_on
        return Latest(
            text, say("công bố ngày {on:%d/%m/%Y}", on=on), reverse("ranking-detail", args=[found.pk]), waits=False
        )  # fmt: skip
    decides = bool(may(actor, Permission.DECIDE_RANKING))
    url = reverse("ranking-decide" if decides else "ranking-detail", args=[found.pk])
    return Latest(text, say("chờ Chủ tịch phê duyệt"), url, waits=True)


@prepared
def _latest() -> QuerySet[Ranking]:
    waits_first = Case(When(state=Ranking.State.SUBMITTED, then=0), default=1)
    rows = Ranking.objects.filter(state__in=[Ranking.State.SUBMITTED, Ranking.State.APPROVED])
    return rows.order_by(waits_first, "-to_on", "-pk")[:1]


# The tasks behind a row -----------------------------------------------------------------------------------------------

# As the links of the page name them.
KINDS = {
    "dung-han": (say("Đúng hạn"), (Outcome.ON_TIME, Outcome.HANDED_IN)),
    "qua-han": (say("Hoàn thành quá hạn"), (Outcome.LATE_DONE, Outcome.LATE_WAITS)),
    "chua-xong": (say("Chưa hoàn thành"), (Outcome.LATE_OPEN,)),
    "khong-tinh": (say("Không tính trong kỳ"), (Outcome.LEFT_OUT,)),
}


def tasks_of(actor: Actor, row: RankingRow, kind: str = "") -> QuerySet[CountedTask]:
    """The tasks behind the row that the actor may see by the door of assignments, of one kind or all."""
    rows = CountedTask.objects.filter(row=row, assignment__in=visible_to(actor).order_by().values("pk"))
    if kind == "tra-lai":
        rows = rows.filter(returned=True)
    elif kind == "khong-giai-trinh":
        rows = rows.filter(unexplained=True)
    elif kind in KINDS:
        rows = rows.filter(outcome__in=KINDS[kind][1])
    return rows.select_related("assignment__directive__issuer").order_by("excused_on", "pk")


def count_that_goes_on(ranking: Ranking) -> RankingCount | None:
    """The engine's work on it, while there is some."""
    return ranking.counts.filter(state__in=GOES_ON).first()


def proposals(rows: Sequence[RankingRow]) -> list[tuple[str, list[RankingRow]]]:
    """What may be looked at → the agencies, the best first; for the Chairman."""
    found: dict[str, list[RankingRow]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: -(row.on_time_rate or Decimal(0))):
        if row.proposal:
            found[row.proposal].append(row)
    return list(found.items())
