"""Readings are taken. Indicators and goals: `defining` and `changing`; the targets of assignments: `measuring`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction

from accountability.access.actor import Actor
from accountability.agencies.models import Agency
from accountability.core.saying import say
from accountability.core.text import date_vi
from accountability.core.zone import local
from accountability.indicators.defining import IndicatorSpec, Refused, define_indicator, log, set_goal
from accountability.indicators.models import Indicator, Reading, ReadingDoubt
from accountability.indicators.projecting import project
from accountability.indicators.rules import (
    Before,
    Figure,
    Kind,
    Limits,
    Question,
    Span,
    questions,
)

__all__ = [
    "Asked", "Entry", "IndicatorSpec", "Refused", "current_by_agency", "define_indicator", "jump_limits", "questions_about",
    "record_readings", "set_goal",
]  # fmt: skip


class Asked(Refused):
    """Some figures must be confirmed first; `found` are the questions by the agency's key."""

    def __init__(self, found: Mapping[int, Sequence[Question]]) -> None:
        super().__init__(say("Có số liệu cần xác nhận; chưa ghi gì."))
        self.found = found


@dataclass(frozen=True)
class Entry:
    """A figure as it was given for one agency. `answer` confirms what was asked; `seen`: the reading shown before (0: none).

    `seen` None does not ask whether somebody else was faster.
    """

    agency: Agency
    figure: Figure
    data_on: date
    source: str
    answer: str = ""
    seen: int | None = None
    is_assumed: bool = False


def jump_limits() -> Limits:
    """The settings of the rule of jumps."""
    return Limits(Decimal(settings.INDICATOR_JUMP_POINTS), Decimal(settings.INDICATOR_JUMP_PERCENT))


# Readings -------------------------------------------------------------------------------------------------------------


def current_by_agency(indicator: Indicator, agencies: Iterable[int], period: Span) -> dict[int, Reading]:
    """Agency → its current reading of the period. One statement."""
    rows = Reading.objects.current().filter(
        indicator=indicator, agency_id__in=list(agencies), period_start=period.start_on
    )
    return {row.agency_id: row for row in rows.select_related("reported_by")}


def questions_about(
    indicator: Indicator, figures: Mapping[int, Figure], period: Span
) -> dict[int, tuple[Question, ...]]:
    """Agency → what must be confirmed of its figure; agencies without questions are left out. One statement."""
    limits, around = jump_limits(), _around(indicator, figures, period)
    found = {
        agency: questions(Kind(indicator.kind), figure, around.get(agency, Before()), limits)
        for agency, figure in figures.items()
    }
    return {agency: asked for agency, asked in found.items() if asked}


def _around(indicator: Indicator, agencies: Iterable[int], period: Span) -> dict[int, Before]:
    rows = Reading.objects.current().filter(
        indicator=indicator, agency_id__in=list(agencies), value__isnull=False
    )
    before: dict[int, Decimal] = {}
    later: dict[int, Decimal] = {}
    for agency, start, value in rows.order_by("period_start").values_list(
        "agency_id", "period_start", "value"
    ):
        if value is not None and start < period.start_on:
            before[agency] = value
        elif value is not None and start > period.start_on:
            later.setdefault(agency, value)
    return {agency: Before(before.get(agency), later.get(agency)) for agency in before.keys() | later.keys()}


@transaction.atomic
def record_readings(
    pk: int, entries: Sequence[Entry], *, period: Span, by: Actor | None, at: datetime
) -> list[Reading]:
    """Nhập số liệu of one period, all or none; what was there is corrected by a new reading.

    Raises Asked when a figure is doubtful and not confirmed by a word, Refused for what cannot be taken. The same figure
    again, with the same day and source, writes nothing.
    """
    indicator = Indicator.objects.select_for_update(of=("self",)).get(pk=pk)
    if indicator.ended_on is not None and period.start_on > indicator.ended_on:
        raise Refused(say("Chỉ tiêu đã kết thúc ngày {day}.", day=date_vi(indicator.ended_on)))
    _refuse_unfit(entries, period, local(at).date())
    there = current_by_agency(indicator, [entry.agency.pk for entry in entries], period)
    _refuse_overtaken(entries, there)
    new = [entry for entry in entries if not _says_the_same(entry, there.get(entry.agency.pk))]
    asked = questions_about(indicator, {entry.agency.pk: entry.figure for entry in new}, period)
    silent = {entry.agency.pk for entry in new if entry.agency.pk in asked and not entry.answer.strip()}
    if silent:
        raise Asked({agency: asked[agency] for agency in silent})
    made = [
        _create(indicator, entry, period, corrects=there.get(entry.agency.pk), by=by, at=at) for entry in new
    ]
    if made:
        _keep_answers(made, new, asked)
        project(indicator, {row.agency_id for row in made})
        log("read", indicator, by=by, at=at, after=_told(made, period, asked))
    return made


def _refuse_unfit(entries: Sequence[Entry], period: Span, today: date) -> None:
    if period.start_on > today:
        raise Refused(say("Kỳ {label} chưa bắt đầu.", label=period.label))
    seen: set[int] = set()
    for entry in entries:
        name = entry.agency.short_name
        if entry.agency.pk in seen:
            raise Refused(say("{name} có hai số liệu.", name=name))
        seen.add(entry.agency.pk)
        if entry.data_on > today:
            raise Refused(say("{name}: ngày số liệu không được sau hôm nay.", name=name))
        if entry.data_on < period.start_on:
            raise Refused(
                say("{name}: ngày số liệu trước khi kỳ {label} bắt đầu.", name=name, label=period.label)
            )
        if not entry.source.strip():
            raise Refused(say("{name}: vui lòng ghi nguồn số liệu.", name=name))


def _refuse_overtaken(entries: Sequence[Entry], there: Mapping[int, Reading]) -> None:
    for entry in entries:
        last = there.get(entry.agency.pk)
        if entry.seen is not None and (last.pk if last else 0) != entry.seen:
            raise Refused(
                say(
                    "Số liệu của {name} vừa được người khác nhập; vui lòng xem lại rồi nhập tiếp.",
                    name=entry.agency.short_name,
                )
            )


def _says_the_same(entry: Entry, last: Reading | None) -> bool:
    if last is None:
        return False
    return (last.figure, last.data_on, last.source) == (entry.figure, entry.data_on, entry.source.strip())


def _create(
    indicator: Indicator, entry: Entry, period: Span, *, corrects: Reading | None, by: Actor | None, at: datetime
) -> Reading:  # fmt: skip
    figure = entry.figure
    return Reading.objects.create(
        indicator=indicator, agency=entry.agency, period_start=period.start_on, period_end=period.end_on,
        state=figure.state, value=figure.value, numerator=figure.numerator, denominator=figure.denominator,
        data_on=entry.data_on, source=entry.source.strip(), is_assumed=entry.is_assumed, corrects=corrects,
        reported_at=at, reported_by_id=by.user_id if by else None,
    )  # fmt: skip


def _keep_answers(
    made: Sequence[Reading], new: Sequence[Entry], asked: Mapping[int, Sequence[Question]]
) -> None:
    ReadingDoubt.objects.bulk_create(
        ReadingDoubt(
            reading=row, doubt=one.doubt, question=str.__str__(one.text), answer=entry.answer.strip()[:500]
        )
        for row, entry in zip(made, new, strict=True)
        for one in asked.get(row.agency_id, ())
    )


def _told(made: Sequence[Reading], period: Span, asked: Mapping[int, Sequence[Question]]) -> dict[str, Any]:
    """The facts of the audit event: which readings, how many correct others, how many were asked about."""
    return {
        "period": period.start_on.isoformat(), "readings": [row.pk for row in made],
        "corrected": sum(row.corrects_id is not None for row in made), "asked": len(asked),
    }  # fmt: skip
