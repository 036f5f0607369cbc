"""The Office defines an indicator, and asks for a figure in a period."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from accountability.access.actor import Actor
from accountability.agencies.models import Agency
from accountability.audit.record import record
from accountability.core.saying import say
from accountability.core.text import date_vi
from accountability.directives.models import Program
from accountability.indicators.models import Indicator, IndicatorTarget
from accountability.indicators.rules import Kind


class Refused(ValueError):
    """The act is not possible now; the message says why, in Vietnamese."""


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


@transaction.atomic
def define_indicator(spec: IndicatorSpec, *, by: Actor | None, at: datetime) -> Indicator:
    """Lập chỉ tiêu. Raises Refused for a code that is taken, or a baseline without its day."""
    refuse_unfit_spec(spec)
    if Indicator.objects.filter(code=spec.code).exists():
        raise Refused(say("Đã có chỉ tiêu mang mã {code}.", code=spec.code))
    given = {name: getattr(spec, name) for name in asdict(spec)}
    made = Indicator.objects.create(**given, defined_at=at, defined_by_id=by.user_id if by else None)
    after = {"code": made.code, "name": made.name, "owner": made.owner_id}
    log("define", made, by=by, at=at, after=after)
    return made


def refuse_unfit_spec(spec: IndicatorSpec) -> None:
    """Raises Refused for what contradicts itself, whoever writes it down and however often."""
    if not spec.code.strip() or not spec.name.strip():
        raise Refused(say("Vui lòng nhập mã và tên chỉ tiêu."))
    if (spec.baseline is None) != (spec.baseline_on is None):
        raise Refused(say("Số xuất phát và ngày của nó phải nhập cùng nhau."))
    if spec.kind == Kind.RANK and spec.direction != "le":
        raise Refused(say("Thứ hạng càng thấp càng tốt."))
    if spec.kind != Kind.RATIO and (spec.numerator or spec.denominator):
        raise Refused(say("Chỉ tỷ lệ mới có tử số, mẫu số."))


def log(
    action: str, indicator: Indicator, *, by: Actor | None, at: datetime, after: dict[str, Any],
    before: dict[str, Any] | None = None, note: str = "",
) -> None:  # fmt: skip
    """The audit event of an act on an indicator."""
    record(
        action=f"indicator.{action}",
        by=by,
        at=at,
        target_kind="indicator",
        target_pk=indicator.pk,
        before=before or {},
        after=after,
        note=note,
    )


def refuse_unfit_goal(
    indicator: Indicator, value: Decimal, start_on: date, end_on: date, *, agency: Agency | None, agency_kind: str,
    instead_of: IndicatorTarget | None = None,
) -> None:  # fmt: skip
    """Raises Refused for dates out of order, a figure below zero, or days that another goal of the same has already."""
    if end_on < start_on:
        raise Refused(say("Ngày cuối không được trước ngày đầu."))
    if value < 0:
        raise Refused(say("Mức giao không được âm."))
    if indicator.ended_on is not None and start_on > indicator.ended_on:
        raise Refused(say("Chỉ tiêu đã kết thúc ngày {day}.", day=date_vi(indicator.ended_on)))
    same = indicator.goals.current().filter(agency=agency, agency_kind=agency_kind)
    others = same.exclude(pk=instead_of.pk) if instead_of is not None else same
    other = others.filter(start_on__lte=end_on, end_on__gte=start_on).first()
    if other is not None:
        raise Refused(
            say(
                "Đã giao mức cho kỳ {start}–{end}; hai kỳ không được trùng nhau.",
                start=date_vi(other.start_on), end=date_vi(other.end_on),
            )
        )  # fmt: skip


@transaction.atomic
def set_goal(
    pk: int, *, value: Decimal, start_on: date, end_on: date, by: Actor | None, at: datetime,
    agency: Agency | None = None, agency_kind: str = "", basis: str = "",
) -> IndicatorTarget:  # fmt: skip
    """Giao mức for one agency or all of a sort. Raises Refused for dates out of order, or a period that has one already."""
    indicator = Indicator.objects.select_for_update(of=("self",)).get(pk=pk)
    if (agency is None) == (not agency_kind):
        raise Refused(say("Vui lòng chọn một cơ quan, hoặc một loại cơ quan."))
    refuse_unfit_goal(indicator, value, start_on, end_on, agency=agency, agency_kind=agency_kind)
    made = IndicatorTarget.objects.create(
        indicator=indicator, agency=agency, agency_kind=agency_kind, start_on=start_on, end_on=end_on, value=value,
        basis=basis.strip(), set_at=at, set_by_id=by.user_id if by else None,
    )  # fmt: skip
    after = {
        "goal": made.pk, "value": str(value), "from": start_on.isoformat(), "to": end_on.isoformat(),
        "agency": agency.pk if agency else None, "kind": agency_kind,
    }  # fmt: skip
    log("goal", indicator, by=by, at=at, after=after)
    return made
