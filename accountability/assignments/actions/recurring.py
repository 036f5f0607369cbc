"""Recurring duties over time: the engine opens occurrences, the Office edits those to come, or ends the series."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from accountability.access.actor import Actor
from accountability.assignments.actions.assigning import give_rows, tell_assigned
from accountability.assignments.actions.drafting import searchable
from accountability.assignments.actions.drafting_series import set_window
from accountability.assignments.actions.guards import Refused, log_many
from accountability.assignments.models import Assignment, Coordination, Series, Target
from accountability.assignments.recurring import (
    Occurrence,
    following,
    last_given,
    opening_note,
    set_next_openings,
)
from accountability.assignments.rules import State
from accountability.audit.record import event, record_many
from accountability.core.saying import say
from accountability.core.text import date_vi
from accountability.core.zone import local
from accountability.directives.models import Directive

# So many series are opened in one transaction.
_BATCH = 2_000


# The engine -----------------------------------------------------------------------------------------------------------


@transaction.atomic
def open_due(*, at: datetime) -> list[Assignment]:
    """Open the next occurrence of every series that is due, one each; ask again until nothing comes back.

    After an outage each missed period is owed, and opened once: the rows of the series are locked, and a constraint
    holds (series, period). The number of statements depends on that of documents, not on that of series.
    """
    today = local(at).date()
    due = (
        Series.objects.select_for_update(of=("self",))
        .filter(next_opens_on__lte=today)
        .exclude(directive__state=Directive.State.WITHDRAWN)
        .order_by("pk")[:_BATCH]
    )
    series = {row.pk: row for row in due}
    by_directive: dict[int, list[tuple[Assignment, Occurrence]]] = defaultdict(list)
    for last in last_given(series):
        own = last.series = series[last.series_id or 0]
        coming = following(own, last.period_start)
        if coming is not None and coming.opens_on <= today:
            by_directive[last.directive_id].append((last, coming))
        else:  # What is stored for speed said otherwise than the facts: they are right.
            Series.objects.filter(pk=own.pk).update(next_opens_on=coming and coming.opens_on)
    return [row for found in by_directive.values() for row in _open(found, at=at)]


def _open(found: Sequence[tuple[Assignment, Occurrence]], *, at: datetime) -> list[Assignment]:
    """The occurrences that follow these last ones of one directive: written, given, told."""
    today = local(at).date()
    former = [row.pk for row, _ in found]
    made = [_next(row, coming, today) for row, coming in found]
    Assignment.objects.bulk_create(made)
    _copy_parts(former, made)
    give_rows(made, at=at)
    facts = [(row, {"lead": row.lead_agency_id, "period": f"{row.period_start}"}) for row in made]
    log_many(facts, "assign", by=None, at=at)
    tell_assigned(made, at=at)
    return made


def _next(row: Assignment, one: Occurrence, today: date) -> Assignment:
    """The last occurrence's row made into that of the next, not yet given."""
    row.pk, row.process_id, row._state.adding = None, None, True
    if row.series is not None:
        row.title = row.series.title_of(one.start_on, one.end_on)
        row.product = row.series.product or row.product
    row.officer = row.acknowledged_at = row.last_report_on = row.done_on = row.next_review_on = None
    row.owed_days, row.excused_time, row.state = 0, None, State.DRAFT
    row.period_start, row.period_end, row.due_on = one.start_on, one.end_on, one.due_on
    row.deadline_note = opening_note(row.deadline_note, one.opens_on, today)
    row.search_text = searchable(row)
    return row


def _copy_parts(former: Sequence[int], made: Sequence[Assignment]) -> None:
    """The coordinating agencies and the targets come along; milestones were of their occurrence."""
    after = dict(zip(former, made, strict=True))
    parts = Coordination.objects.filter(assignment__in=former).order_by("assignment_id", "pk")
    Coordination.objects.bulk_create(
        Coordination(assignment=after[one.assignment_id], agency_id=one.agency_id, duty=one.duty)
        for one in parts
    )
    targets = Target.objects.filter(assignment__in=former).order_by("assignment_id", "pk")
    Target.objects.bulk_create(
        Target(assignment=after[one.assignment_id], name=one.name, direction=one.direction, value=one.value, unit=one.unit)
        for one in targets
    )  # fmt: skip


# The Office -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SeriesSpec:
    """What may change of a series for the occurrences to come; the rhythm itself may not."""

    title: str
    title_pattern: str = ""
    product: str = ""
    window_words: str = ""
    ends_on: date | None = None


def lock_series(pk: int, *, whole: bool) -> list[Series]:
    """The series, with those of the same duty when `whole`, locked. Raises Refused when it has ended."""
    one = Series.objects.get(pk=pk)
    rows = Series.objects.filter(pk=pk)
    if whole and one.duty_key:
        rows = Series.objects.filter(directive_id=one.directive_id, duty_key=one.duty_key)
    found = list(rows.select_for_update().order_by("pk"))
    alive = [row for row in found if row.ended_at is None]
    if not any(row.pk == pk for row in alive):
        raise Refused(say("Chuỗi đã kết thúc; có thể người khác vừa xử lý. Vui lòng tải lại trang."))
    return alive


@transaction.atomic
def edit_series(pk: int, spec: SeriesSpec, *, whole: bool, by: Actor, at: datetime) -> list[Series]:
    """Change what the occurrences to come are called and when they are due; those that are open stay as they were given.

    Raises Refused for words of the window that cannot be read, or an end before the period that is open now.
    """
    rows = lock_series(pk, whole=whole)
    if not spec.title.strip():
        raise Refused(say("Vui lòng nhập nội dung nhiệm vụ."))
    before = {row.pk: _picture(row) for row in rows}
    for row in rows:
        row.title, row.title_pattern, row.product = (
            spec.title.strip(),
            spec.title_pattern.strip(),
            spec.product,
        )
        set_window(row, spec.window_words)
        row.ends_on = spec.ends_on
    _check_end(rows, spec.ends_on)
    _save(rows, before, "edit", by=by, at=at)
    return rows


@transaction.atomic
def end_series(pk: int, *, reason: str, last_on: date, whole: bool, by: Actor, at: datetime) -> list[Series]:
    """Kết thúc chuỗi: no period that begins after `last_on` is opened; what is open goes on. Raises Refused without a reason."""
    if not reason.strip():
        raise Refused(say("Vui lòng nêu lý do kết thúc."))
    rows = lock_series(pk, whole=whole)
    before = {row.pk: _picture(row) for row in rows}
    for row in rows:
        row.ends_on, row.ended_at, row.end_reason = last_on, at, reason.strip()
        row.ended_by_id = by.user_id
    _check_end(rows, last_on)
    _save(rows, before, "end", by=by, at=at, note=reason.strip())
    return rows


def _check_end(rows: Iterable[Series], ends_on: date | None) -> None:
    if ends_on is None:
        return
    for row in rows:
        if ends_on < row.starts_on:
            raise Refused(
                say(
                    "Ngày kết thúc không được trước ngày bắt đầu chuỗi ({starts_on}).",
                    starts_on=date_vi(row.starts_on),
                )
            )


def _picture(row: Series) -> dict[str, object]:
    return {
        "title": row.title, "pattern": row.title_pattern, "window": row.window_words, "product": row.product,
        "ends_on": row.ends_on.isoformat() if row.ends_on else None,
    }  # fmt: skip


def _save(
    rows: Sequence[Series], before: dict[int, dict[str, object]], verb: str, *, by: Actor, at: datetime, note: str = ""
) -> None:  # fmt: skip
    """Write the series, with when their next occurrences open now, and an event for each."""
    set_next_openings(rows)
    Series.objects.bulk_update(rows, [
        "title", "title_pattern", "product", "window_words", "opens_month", "opens_day", "due_month", "due_day",
        "ends_on", "ended_at", "ended_by", "end_reason", "next_opens_on",
    ], batch_size=_BATCH)  # fmt: skip
    record_many([
        event(action=f"series.{verb}", by=by, at=at, target_kind="series", target_pk=row.pk, before=before[row.pk],
              after=_picture(row), directive_pk=row.directive_id, note=note)
        for row in rows
    ])  # fmt: skip
