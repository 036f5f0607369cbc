"""The verbs: define an indicator, ask for a figure, take readings, measure the targets of assignments by it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction

from accountability.access.actor import Actor
from accountability.agencies.models import Agency
from accountability.audit.record import record
from accountability.core.saying import say
from accountability.core.text import date_vi
from accountability.core.zone import local
from accountability.directives.models import Program
from accountability.indicators.models import Indicator, IndicatorTarget, Reading, ReadingDoubt
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


class Refused(ValueError):
    """The act is not possible now; the message says why, in Vietnamese."""


class Asked(Refused):
    """Some figures must be confirmed first; `found` are the questions by the agency's key."""

    def __init__(self, found: Mapping[int, Sequence[Question]]) -> None:
        super().__init__(say("Có số liệu cần xác nhận; chưa ghi gì."))
        self.found = found


@dataclass(frozen=True)
class IndicatorSpec:
    """What the Office writes down of an indicator."""

    code: str
    name: str
    owner: Agency
    kind: str = Kind.RATIO
    direction: str = "ge"
    unit: str = "%"
    numerator: str = ""
    denominator: str = ""
    baseline: Decimal | None = None
    baseline_on: date | None = None
    rhythm: str = "month"
    starts_on: date = date(2022, 1, 1)
    entered_by: str = "owner"
    program: Program | None = None
    group: str = ""
    is_assumed: bool = False


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


@transaction.atomic
def define_indicator(spec: IndicatorSpec, *, by: Actor | None, at: datetime) -> Indicator:
    """Lập chỉ tiêu. Raises Refused for a code that is taken, or a baseline without its day."""
    if not spec.code.strip() or not spec.name.strip():
        raise Refused(say("Vui lòng nhập mã và tên chỉ tiêu."))
    if Indicator.objects.filter(code=spec.code).exists():
        raise Refused(say("Đã có chỉ tiêu mang mã {code}.", code=spec.code))
    if (spec.baseline is None) != (spec.baseline_on is None):
        raise Refused(say("Số xuất phát và ngày của nó phải nhập cùng nhau."))
    if spec.kind == Kind.RANK and spec.direction != "le":
        raise Refused(say("Thứ hạng càng thấp càng tốt."))
    if spec.kind != Kind.RATIO and (spec.numerator or spec.denominator):
        raise Refused(say("Chỉ tỷ lệ mới có tử số, mẫu số."))
    given = {name: getattr(spec, name) for name in asdict(spec)}
    made = Indicator.objects.create(**given, defined_at=at, defined_by_id=by.user_id if by else None)
    after = {"code": made.code, "name": made.name, "owner": made.owner_id}
    _log("define", made, by=by, at=at, after=after)
    return made


def _log(action: str, indicator: Indicator, *, by: Actor | None, at: datetime, after: dict[str, Any]) -> None:
    record(
        action=f"indicator.{action}",
        by=by,
        at=at,
        target_kind="indicator",
        target_pk=indicator.pk,
        after=after,
    )


@transaction.atomic
def set_goal(
    pk: int, *, value: Decimal, start_on: date, end_on: date, by: Actor | None, at: datetime,
    agency: Agency | None = None, agency_kind: str = "", basis: str = "",
) -> IndicatorTarget:  # fmt: skip
    """Giao mức for one agency or all of a sort. Raises Refused for dates out of order, or a period that has one already."""
    indicator = Indicator.objects.select_for_update(of=("self",)).get(pk=pk)
    if (agency is None) == (not agency_kind):
        raise Refused(say("Vui lòng chọn một cơ quan, hoặc một loại cơ quan."))
    if end_on < start_on:
        raise Refused(say("Ngày cuối không được trước ngày đầu."))
    if value < 0:
        raise Refused(say("Mức giao không được âm."))
    same = indicator.goals.filter(agency=agency, agency_kind=agency_kind)
    other = same.filter(start_on__lte=end_on, end_on__gte=start_on).first()
    if other is not None:
        raise Refused(
            say(
                "Đã giao mức cho kỳ {start}–{end}; hai kỳ không được trùng nhau.",
                start=date_vi(other.start_on), end=date_vi(other.end_on),
            )
        )  # fmt: skip
    made = IndicatorTarget.objects.create(
        indicator=indicator, agency=agency, agency_kind=agency_kind, start_on=start_on, end_on=end_on, value=value,
        basis=basis.strip(), set_at=at, set_by_id=by.user_id if by else None,
    )  # fmt: skip
    after = {
        "goal": made.pk, "value": str(value), "from": start_on.isoformat(), "to": end_on.isoformat(),
        "agency": agency.pk if agency else None, "kind": agency_kind,
    }  # fmt: skip
    _log("goal", indicator, by=by, at=at, after=after)
    return made


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
        _log("read", indicator, by=by, at=at, after=_told(made, period, asked))
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
