"""The verbs on kinds of reports: which are owed, by when. A rhythm is never changed, it is ended and another begun, in one step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from accountability.access.actor import Actor
from accountability.agencies.models import Position
from accountability.assignments.actions import Refused
from accountability.audit.record import record
from accountability.calendars.rules.periods import CALENDAR, MONTHS, Span
from accountability.core.saying import say
from accountability.core.zone import local
from accountability.directives.models import Program
from accountability.reports.models import ReportKind

MOST_DUE_DAYS = 30


@dataclass(frozen=True)
class KindTerms:
    """What can be changed of a kind that runs."""

    title: str
    due_days: int
    field: str
    addressee: Position


@transaction.atomic
def add_kind(
    program: Program, terms: KindTerms, *, rhythm: str, window: int, starts_on: date, by: Actor | None, at: datetime,
    replaces: ReportKind | None = None,
) -> ReportKind:  # fmt: skip
    """Đặt loại báo cáo. Raises Refused for a second one of the same program, rhythm and window, and for bad terms.

    The first period owed is the one that holds `starts_on`; an earlier day than today opens the missed periods at once.
    """
    _check(terms)
    if (local(at).date() - starts_on).days > 366:
        raise Refused(say("Kỳ đầu không được trước hôm nay quá một năm."))
    try:
        with transaction.atomic():
            made = ReportKind.objects.create(
                program=program, rhythm=rhythm, window=window if rhythm in MONTHS else CALENDAR, starts_on=starts_on,
                made_at=at, made_by_id=by.user_id if by else None, replaces=replaces, **_columns(terms),
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused(
            say("Chương trình này đã có loại báo cáo cùng nhịp, cùng kỳ số liệu; sửa hoặc thôi lập loại đó.")
        ) from error
    _log(
        made,
        "add",
        by=by,
        at=at,
        after={"rhythm": rhythm, "starts_on": starts_on.isoformat(), **_told(terms)},
    )
    return made


@transaction.atomic
def change_kind(pk: int, terms: KindTerms, *, by: Actor, at: datetime) -> ReportKind:
    """Sửa: title, days, block, addressee; for periods that are closed from now on their deadline, for all the rest."""
    _check(terms)
    kind = _running(pk)
    before = {
        "title": kind.title,
        "due_days": kind.due_days,
        "field": kind.field,
        "addressee": kind.addressee.title,
    }
    for name, value in _columns(terms).items():
        setattr(kind, name, value)
    kind.save()
    _log(kind, "change", by=by, at=at, before=before, after=_told(terms))
    return kind


@transaction.atomic
def change_rhythm(
    pk: int, terms: KindTerms, *, rhythm: str, window: int, by: Actor, at: datetime
) -> tuple[Span, Span]:
    """Đổi nhịp: the period that runs is the last of the old kind; the new kind's first holds the day after. Both come back.

    No day is left out; a longer period may tell again of days that the old one told of. Raises Refused where nothing changes,
    and for a kind that is there already.
    """
    kind = _running(pk)
    window = window if rhythm in MONTHS else CALENDAR
    if (rhythm, window) == (kind.rhythm, kind.window):
        raise Refused(say("Nhịp và kỳ số liệu không thay đổi; các nội dung khác sửa ở “Sửa”."))
    last = kind.period_of(max(local(at).date(), kind.starts_on))
    next_on = last.end_on + timedelta(days=1)
    kind.ended_on = next_on
    kind.save(update_fields=["ended_on"])
    _log(kind, "end", by=by, at=at, after={"ended_on": next_on.isoformat()})
    made = add_kind(
        kind.program, terms, rhythm=rhythm, window=window, starts_on=next_on, by=by, at=at, replaces=kind
    )
    return last, made.period_of(next_on)


@transaction.atomic
def end_kind(pk: int, *, by: Actor, at: datetime) -> ReportKind:
    """Thôi lập: no period that ends from today on is owed; what was closed goes its way."""
    kind = _running(pk)
    kind.ended_on = local(at).date()
    kind.save(update_fields=["ended_on"])
    _log(kind, "end", by=by, at=at)
    return kind


def _running(pk: int) -> ReportKind:
    kind = ReportKind.objects.select_for_update().get(pk=pk)
    if kind.ended_on is not None:
        raise Refused(say("Loại báo cáo này đã thôi lập."))
    return kind


def _check(terms: KindTerms) -> None:
    if not terms.title.strip():
        raise Refused(say("Vui lòng nhập tên báo cáo."))
    if not 0 <= terms.due_days <= MOST_DUE_DAYS:
        raise Refused(say("Hạn gửi phải trong {n} ngày sau khi chốt kỳ.", n=MOST_DUE_DAYS))


def _columns(terms: KindTerms) -> dict[str, object]:
    return {
        "title": terms.title.strip(),
        "due_days": terms.due_days,
        "field": terms.field,
        "addressee": terms.addressee,
    }


def _told(terms: KindTerms) -> dict[str, object]:
    return {**_columns(terms), "addressee": terms.addressee.title}


def _log(kind: ReportKind, what: str, *, by: Actor | None, at: datetime, **told: object) -> None:
    record(action=f"report_kind.{what}", by=by, at=at, target_kind="report_kind", target_pk=kind.pk, **told)  # type: ignore[arg-type]
