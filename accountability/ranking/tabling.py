"""From counted tasks to the rows of a ranking: sums, scores, places, proposals; and the hash of what was frozen."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from accountability.agencies.models import Agency, ListedAgency
from accountability.core.inserting import insert_rows
from accountability.ranking.models import CountedTask, Ranking, RankingRow
from accountability.ranking.rules import (
    RANKED,
    Formula,
    Group,
    LeftOut,
    Outcome,
    Standing,
    band_of,
    group_of,
    places,
    rounded,
    score,
    tally,
)
from accountability.ranking.rules.counting import DONE_LATE, IN_TIME
from accountability.ranking.tasks import Counted

_TASK_COLUMNS = (
    "row_id", "assignment_id", "tenure_id", "outcome", "why", "due_on", "excused_on", "original_on", "done_on",
    "extensions", "simple", "returned", "unexplained", "met_original", "ruled",
)  # fmt: skip


@dataclass(frozen=True)
class Table:
    """What is written for a ranking."""

    rows: list[RankingRow]
    tasks: dict[int, list[Counted]]


def table_of(ranking: Ranking, tasks: Mapping[int, Sequence[Counted]], ongoing: Mapping[int, int]) -> Table:
    """A row for each agency that has something due, left out or ongoing; places within each ranked group. Three statements."""
    formula = ranking.version.formula
    agencies = Agency.objects.in_bulk({*tasks, *ongoing})
    mountain, before = _mountain(ranking), _places_before(ranking)
    rows = []
    for key, agency in agencies.items():
        group = group_of(agency.kind, agency.name, is_mountain=bool({key, agency.parent_id} & mountain))
        row = _row(ranking, agency, group, tasks.get(key, ()), formula)
        row.ongoing, row.previous_place = ongoing.get(key, 0), before.get((key, group))
        rows.append(row)
    _give_places(rows, formula)
    return Table(rows, {key: list(tasks.get(key, ())) for key in agencies})


def _mountain(ranking: Ranking) -> set[int | None]:
    """The communes, or the districts of communes, that were on the version's list of mountain ones when the period ended."""
    if ranking.version.mountain_list_id is None:
        return set()
    listed = ListedAgency.objects.filter(list=ranking.version.mountain_list_id, from_on__lte=ranking.to_on)
    return {one.agency_id for one in listed if one.to_on is None or one.to_on >= ranking.to_on}


def _places_before(ranking: Ranking) -> dict[tuple[int, str], int]:
    """(agency, group) → its place in the ranking that this one is compared with."""
    if ranking.previous_id is None:
        return {}
    rows = RankingRow.objects.filter(ranking=ranking.previous_id, place__isnull=False)
    return {(agency, group): place for agency, group, place in rows.order_by().values_list("agency_id", "group", "place")
            if place is not None}  # fmt: skip


def _row(
    ranking: Ranking, agency: Agency, group: Group, tasks: Sequence[Counted], formula: Formula
) -> RankingRow:
    outcomes = [one.judged.outcome for one in tasks]
    sums = tally(((one.judged.outcome, one.simple, one.returned, one.unexplained) for one in tasks), formula)
    exact = score(sums, formula) if group in RANKED else None  # A score invites to be compared.
    counts = [one for one in tasks if one.judged.outcome != Outcome.LEFT_OUT]
    return RankingRow(
        ranking=ranking, agency=agency, group=group.value, due=len(counts),
        on_time=sum(one in IN_TIME for one in outcomes), waiting=outcomes.count(Outcome.HANDED_IN),
        late_done=sum(one in DONE_LATE for one in outcomes), late_open=outcomes.count(Outcome.LATE_OPEN),
        returned=sum(one.returned for one in counts), unexplained=sum(one.unexplained for one in counts),
        simple=sum(one.simple for one in counts), met_original=sum(one.judged.met_original for one in counts),
        extended=sum(one.extensions > 0 for one in counts),
        owed=sum(one.judged.excused_on > one.judged.due_on for one in tasks),
        left_out=outcomes.count(Outcome.LEFT_OUT), w_due=sums.due, w_on_time=sums.on_time, w_late_done=sums.late_done,
        w_returned=sums.returned, w_unexplained=sums.unexplained, score=None if exact is None else rounded(exact),
    )  # fmt: skip


def _give_places(rows: Iterable[RankingRow], formula: Formula) -> None:
    """Within each group of those that are ranked: who has enough to do gets a place, and what may be looked at."""
    by_group: dict[str, dict[int, RankingRow]] = defaultdict(dict)
    for row in rows:
        if row.group in RANKED and row.score is not None and row.due >= formula.min_tasks:
            by_group[row.group][row.agency_id] = row
    for ranked in by_group.values():
        standings = {
            key: Standing(row.score, row.due) for key, row in ranked.items() if row.score is not None
        }
        for key, place in places(standings).items():
            row = ranked[key]
            row.place, row.of = place, len(ranked)
            band = band_of(row.on_time, row.due, formula.bands)
            row.proposal = band.proposal if band else ""


# Writing --------------------------------------------------------------------------------------------------------------


def write(ranking: Ranking, table: Table) -> None:
    """Put the table in the place of what was counted before. Call it in a transaction, while holding the ranking."""
    CountedTask.objects.filter(row__ranking=ranking).delete()
    RankingRow.objects.filter(ranking=ranking).delete()
    written = RankingRow.objects.bulk_create(table.rows)
    values = [_values(row.pk, one) for row in written for one in table.tasks[row.agency_id]]
    insert_rows(CountedTask, _TASK_COLUMNS, values)


def _values(row: int, one: Counted) -> tuple[Any, ...]:
    judged, why = one.judged, one.judged.why
    return (
        row, one.assignment, one.tenure, judged.outcome.value, why.value if isinstance(why, LeftOut) else "",
        judged.due_on, judged.excused_on, one.original_on, one.done_on, one.extensions, one.simple, one.returned,
        one.unexplained, judged.met_original, one.ruled,
    )  # fmt: skip


# What was frozen ------------------------------------------------------------------------------------------------------

_FROZEN_ROW = (
    "agency__code", "group", "due", "on_time", "waiting", "late_done", "late_open", "returned", "unexplained", "simple",
    "met_original", "extended", "owed", "left_out", "ongoing", "w_due", "w_on_time", "w_late_done", "w_returned",
    "w_unexplained", "score", "place", "of", "previous_place", "proposal",
)  # fmt: skip
_FROZEN_TASK = ("row__agency__code", *_TASK_COLUMNS[1:])


def hash_of(ranking: Ranking) -> str:
    """SHA-256 of the period, the formula, every row and every task, each as a line in one fixed order. Two statements."""
    digest = hashlib.sha256()
    head = (ranking.kind, ranking.from_on, ranking.to_on, ranking.version.number, ranking.counted_until)
    rows = ranking.rows.order_by("agency__code").values_list(*_FROZEN_ROW)
    tasks = CountedTask.objects.filter(row__ranking=ranking).order_by("row__agency__code", "tenure_id")
    for line in (head, *rows, *tasks.values_list(*_FROZEN_TASK)):
        digest.update("\t".join("" if one is None else _said(one) for one in line).encode() + b"\n")
    return digest.hexdigest()


def _said(value: Any) -> str:
    """A decimal with its two places, which SQLite does not keep."""
    return f"{value:.2f}" if isinstance(value, Decimal) else str(value)
