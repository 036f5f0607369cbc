"""An indicator or a goal is changed or ended: what it was is never lost, and what contradicts its figures is refused."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from accountability.access.actor import Actor
from accountability.agencies.models import Agency
from accountability.assignments.models import Target
from accountability.core.saying import say
from accountability.core.text import date_vi
from accountability.indicators.defining import (
    IndicatorSpec,
    Refused,
    log,
    refuse_unfit_goal,
    refuse_unfit_spec,
)
from accountability.indicators.models import Indicator, IndicatorTarget, Reading, ReadingQuerySet

# What the figures mean: with another of these they would be those of another indicator.
_MEANING = ("kind", "direction", "unit", "numerator", "denominator", "rhythm", "starts_on")
# What an assignment's target takes over when it is measured.
_TAKEN_OVER = ("kind", "direction", "unit")


def _locked(pk: int) -> Indicator:
    return Indicator.objects.select_for_update(of=("self",)).get(pk=pk)


def _plain(value: Any) -> Any:
    """As the log keeps it."""
    if isinstance(value, Agency) or hasattr(value, "pk"):
        return value.pk
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


@transaction.atomic
def change_indicator(pk: int, spec: IndicatorSpec, *, by: Actor | None, at: datetime) -> list[str]:
    """Sửa chỉ tiêu; the columns that were changed. The code stays, and whether it is assumed; the log keeps what was.

    Raises Refused for what contradicts itself; once there are figures, or targets of assignments measured, for what would
    give them another meaning.
    """
    row = _locked(pk)
    refuse_unfit_spec(spec)
    fixed = ("code", "is_assumed")
    changed = [
        name for name in asdict(spec) if name not in fixed and getattr(row, name) != getattr(spec, name)
    ]
    if {*changed} & {*_MEANING} and row.readings.exists():
        raise Refused(
            say(
                "Đã có số liệu nên không đổi được loại, hướng, đơn vị tính, tử số, mẫu số, nhịp báo cáo, kỳ đầu; hãy "
                "kết thúc chỉ tiêu này rồi lập chỉ tiêu mới."
            )
        )
    measured = Target.objects.filter(measured_by=row.code)
    if {*changed} & {*_TAKEN_OVER} and measured.exists():
        raise Refused(
            say("Chỉ tiêu đang đo mức giao của nhiệm vụ nên không đổi được loại, hướng, đơn vị tính.")
        )
    if not changed:
        return []
    before = {name: _plain(getattr(row, name)) for name in changed}
    for name in changed:
        setattr(row, name, getattr(spec, name))
    row.save(update_fields=changed)
    if "baseline" in changed:
        measured.update(from_value=row.baseline)
    log(
        "change",
        row,
        by=by,
        at=at,
        before=before,
        after={name: _plain(getattr(row, name)) for name in changed},
    )
    return changed


@transaction.atomic
def end_indicator(pk: int, *, on: date, reason: str, by: Actor | None, at: datetime) -> Indicator:
    """Kết thúc chỉ tiêu after that day: later periods take no figures; what was reported and asked stays as it was.

    Raises Refused without a reason, for a second end, and for a day that periods with figures begin after.
    """
    row = _locked(pk)
    if row.ended_on is not None:
        raise Refused(say("Chỉ tiêu đã kết thúc ngày {day}.", day=date_vi(row.ended_on)))
    if not reason.strip():
        raise Refused(say("Vui lòng ghi lý do."))
    if on < row.starts_on:
        raise Refused(say("Ngày kết thúc không được trước kỳ đầu ({day}).", day=date_vi(row.starts_on)))
    later = row.readings.filter(period_start__gt=on).order_by("-period_start").first()
    if later is not None:
        raise Refused(
            say(
                "Đã có số liệu của kỳ bắt đầu ngày {day}; ngày kết thúc không được trước ngày đó.",
                day=date_vi(later.period_start),
            )
        )
    row.ended_on, row.end_reason = on, reason.strip()
    row.save(update_fields=["ended_on", "end_reason"])
    log("end", row, by=by, at=at, after={"ended_on": on.isoformat()}, note=row.end_reason)
    return row


# Goals ------------------------------------------------------------------------------------------------------------------


def _goal(pk: int) -> IndicatorTarget:
    """The goal, locked after its indicator as everywhere. Raises Refused when it does not hold any more."""
    known = IndicatorTarget.objects.get(pk=pk)
    indicator = _locked(known.indicator_id)
    row = IndicatorTarget.objects.select_related("agency").get(pk=pk)
    row.indicator = indicator
    if row.ended_at is not None:
        raise Refused(say("Mức giao này đã được sửa hoặc thôi áp dụng; vui lòng xem lại."))
    return row


def _judged(goal: IndicatorTarget) -> ReadingQuerySet:
    """The figures that are held against the goal now, by the day of their data."""
    rows = Reading.objects.current().filter(
        indicator=goal.indicator, data_on__gte=goal.start_on, data_on__lte=goal.end_on
    )
    if goal.agency_id is not None:
        return rows.filter(agency=goal.agency_id)
    return rows.filter(agency__kind=goal.agency_kind)


def _end(goal: IndicatorTarget, reason: str, by: Actor | None, at: datetime) -> None:
    if not reason.strip():
        raise Refused(say("Vui lòng ghi lý do."))
    goal.ended_at, goal.ended_by_id, goal.end_reason = at, by.user_id if by else None, reason.strip()
    goal.save(update_fields=["ended_at", "ended_by", "end_reason"])


def _told(goal: IndicatorTarget) -> dict[str, Any]:
    names = ("value", "start_on", "end_on", "basis")
    return {"goal": goal.pk} | {name: _plain(getattr(goal, name)) for name in names}


@transaction.atomic
def change_goal(
    pk: int, *, value: Decimal, start_on: date, end_on: date, basis: str, reason: str, by: Actor | None, at: datetime
) -> IndicatorTarget:  # fmt: skip
    """Sửa mức giao: another row from now on, for the same agency or sort; the old one is kept and says why.

    Raises Refused as `set_goal` does, without a reason, when nothing is changed, and when figures that are held against it
    would be held against nothing.
    """
    goal = _goal(pk)
    if (value, start_on, end_on, basis.strip()) == (goal.value, goal.start_on, goal.end_on, goal.basis):
        raise Refused(say("Mức giao không có gì thay đổi."))
    refuse_unfit_goal(
        goal.indicator, value, start_on, end_on, agency=goal.agency, agency_kind=goal.agency_kind, instead_of=goal
    )  # fmt: skip
    days = _judged(goal).order_by("data_on").values_list("data_on", flat=True)
    outside = [day for day in days if not start_on <= day <= end_on]
    if outside:
        raise Refused(
            say(
                "Đã có số liệu tính đến {day} so với mức giao này; kỳ mới phải gồm cả ngày đó.",
                day=date_vi(outside[-1]),
            )
        )
    _end(goal, reason, by, at)
    made = IndicatorTarget.objects.create(
        indicator=goal.indicator, agency=goal.agency, agency_kind=goal.agency_kind, value=value, start_on=start_on,
        end_on=end_on, basis=basis.strip(), replaces=goal, set_at=at, set_by_id=by.user_id if by else None,
    )  # fmt: skip
    log(
        "change_goal",
        goal.indicator,
        by=by,
        at=at,
        before=_told(goal),
        after=_told(made),
        note=goal.end_reason,
    )
    return made


@transaction.atomic
def drop_goal(pk: int, *, reason: str, by: Actor | None, at: datetime) -> IndicatorTarget:
    """Thôi giao mức: nothing is asked for it any more; the row is kept and says why.

    Raises Refused without a reason, and once figures are held against it: then its last day is to be changed.
    """
    goal = _goal(pk)
    last = _judged(goal).order_by("-data_on").first()
    if last is not None:
        raise Refused(
            say(
                "Đã có số liệu tính đến {day} so với mức giao này nên không thôi giao được; hãy sửa ngày cuối của mức giao.",
                day=date_vi(last.data_on),
            )
        )
    _end(goal, reason, by, at)
    log("drop_goal", goal.indicator, by=by, at=at, before=_told(goal), note=goal.end_reason, after={})
    return goal
