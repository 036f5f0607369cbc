"""Closing a period: its figures, the rows behind them, the change since the last report, the anchor of the audit; frozen.

They are taken once, at one moment, and never touched again. The hash of a snapshot is of all that it holds, so that a change
behind our back is seen (`is_whole`). A correction takes new figures into the next snapshot beside it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder

from accountability.access.actor import Actor
from accountability.assignments.models import Assignment
from accountability.audit.sealing import latest_anchor
from accountability.calendars.rules import period_after
from accountability.core.zone import local
from accountability.reports.making import gather
from accountability.reports.models import ReportCycle, Snapshot, SnapshotRow
from accountability.reports.rules import (
    AssignmentRow,
    Changes,
    Period,
    ReportFigures,
    changes_between,
    of_span,
    thaw,
)

BATCH = 500


@dataclass(frozen=True)
class Taken:
    """Figures that were read and are not kept yet."""

    snapshot: Snapshot
    rows: list[dict[str, Any]]


def take(
    cycle: ReportCycle, *, number: int = 1, reason: str = "", by: Actor | None = None, at: datetime
) -> Taken:
    """Read the figures of the period as they are now, for `keep`. Outside every transaction: a large program takes seconds.

    All assignments of the program count: a report is of the whole program, whoever drafts it.
    """
    kind = cycle.kind
    after = of_span(period_after(cycle.span, kind.starts_on, kind.window))
    figures, rows = gather(
        kind.program, Period(cycle.from_on, cycle.to_on), rows=Assignment.objects.all(), at=local(at), is_demo=settings.DEMO,
        after=after,
    )  # fmt: skip
    since = last_before(cycle)
    changes = None
    if since is not None:
        changes = changes_between(
            rows_of(since), rows, since=since.cycle.label, data_at=local(since.taken_at)
        )
    anchor = latest_anchor()
    made = Snapshot(
        cycle=cycle, number=number, reason=reason, taken_at=at, taken_by_id=by.user_id if by else None,
        figures=_plain(asdict(figures)), changes=_plain(asdict(changes)) if changes else None, since=since,
        assignments=len(rows), is_assumed=figures.is_demo, anchor=_plain(asdict(anchor)) if anchor else None,
    )  # fmt: skip
    frozen = [_plain(asdict(row)) for row in rows]
    made.sha256 = _hash(made.figures, made.changes, frozen)
    return Taken(made, frozen)


def keep(taken: Taken) -> Snapshot:
    """Freeze them, in the caller's transaction, which has claimed the period."""
    made = taken.snapshot
    made.save(force_insert=True)
    SnapshotRow.objects.bulk_create(
        (
            SnapshotRow(snapshot=made, place=place, assignment_pk=row["pk"], bucket=row["bucket"], row=row)
            for place, row in enumerate(taken.rows, 1)
        ),
        batch_size=BATCH,
    )
    return made


def last_before(cycle: ReportCycle) -> Snapshot | None:
    """The latest figures of the latest earlier period of the kind, or of the one that it replaces: this one is compared with them."""
    kinds = {cycle.kind_id, cycle.kind.replaces_id} - {None}
    rows = Snapshot.objects.filter(cycle__kind__in=kinds, cycle__to_on__lt=cycle.to_on)
    return rows.select_related("cycle__kind").order_by("-cycle__to_on", "-number").first()


def _plain(data: Any) -> Any:
    """As it will be read back from a JSON column."""
    return json.loads(json.dumps(data, cls=DjangoJSONEncoder))


def _hash(figures: Any, changes: Any, rows: Sequence[Any]) -> str:
    digest = hashlib.sha256()
    for part in (figures, changes, *rows):
        digest.update(json.dumps(part, sort_keys=True, ensure_ascii=False).encode() + b"\n")
    return digest.hexdigest()


# Reading ----------------------------------------------------------------------------------------------------------------


def current(cycle: ReportCycle) -> Snapshot:
    """The figures that the report stands on: those of its last correction."""
    return Snapshot.objects.select_related("since__cycle__kind").filter(cycle=cycle).latest("number")


def figures_of(snapshot: Snapshot) -> ReportFigures:
    """The figures as the templates take them."""
    return thaw(ReportFigures, snapshot.figures)


def changes_of(snapshot: Snapshot) -> Changes | None:
    """The change since the last report; None in the first one of a kind."""
    return thaw(Changes, snapshot.changes) if snapshot.changes else None


def rows_of(snapshot: Snapshot) -> list[AssignmentRow]:
    """The assignments that were counted, as they stood."""
    return [thaw(AssignmentRow, row) for row in _rows(snapshot)]


def is_whole(snapshot: Snapshot) -> bool:
    """Whether the snapshot is what was frozen."""
    return _hash(snapshot.figures, snapshot.changes, list(_rows(snapshot))) == snapshot.sha256


def _rows(snapshot: Snapshot) -> Any:
    rows = SnapshotRow.objects.filter(snapshot=snapshot).order_by("place")
    return rows.values_list("row", flat=True).iterator(chunk_size=2_000)


def facts(snapshot: Snapshot) -> Mapping[str, Any]:
    """What the audit says of it."""
    return {
        "cycle": snapshot.cycle_id, "number": snapshot.number, "assignments": snapshot.assignments,
        "sha256": snapshot.sha256,
    }  # fmt: skip
