"""Công bố a new version of the formula, for periods to come; what was published is never changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from accountability.access.actor import Actor
from accountability.agencies.models import AgencyList
from accountability.audit.record import record
from accountability.core.saying import as_said, say
from accountability.core.zone import local
from accountability.ranking.actions.locking import Refused
from accountability.ranking.models import FormulaVersion
from accountability.ranking.rules import Band, Formula


@dataclass(frozen=True)
class FormulaSpec:
    """What the Office publishes."""

    text: str
    note: str
    applies_from_on: date
    late_share: Decimal
    returned_points: Decimal
    unexplained_points: Decimal
    simple_weight: Decimal
    min_tasks: int
    settle_days: int
    window_days: int
    bands: tuple[Band, ...] = ()
    mountain_list: AgencyList | None = None


@transaction.atomic
def publish_formula(spec: FormulaSpec, *, by: Actor, at: datetime) -> FormulaVersion:
    """Công bố công thức mới. Raises Refused for one that would hold for days gone by, or weights that make no score."""
    latest = FormulaVersion.objects.aggregate(number=Max("number"), on=Max("applies_from_on"))
    _check(spec, latest["on"], today=local(at).date())
    made = FormulaVersion.objects.create(
        number=(latest["number"] or 0) + 1, text=spec.text.strip(), note=spec.note.strip(),
        applies_from_on=spec.applies_from_on, late_share=spec.late_share, returned_points=spec.returned_points,
        unexplained_points=spec.unexplained_points, simple_weight=spec.simple_weight, min_tasks=spec.min_tasks,
        settle_days=spec.settle_days, window_days=spec.window_days, mountain_list=spec.mountain_list,
        bands=[[str(band.from_percent), band.proposal] for band in spec.bands],
        published_at=at, published_by_id=by.user_id, published_title=by.title[:200],
    )  # fmt: skip
    record(
        action="ranking.publish_formula", by=by, at=at, target_kind="ranking_formula", target_pk=made.pk,
        after={"number": made.number, "from": made.applies_from_on.isoformat()},
    )  # fmt: skip
    return made


def _check(spec: FormulaSpec, latest_on: date | None, *, today: date) -> None:
    try:
        Formula(
            spec.late_share, spec.returned_points, spec.unexplained_points, spec.simple_weight, spec.min_tasks
        )
    except ValueError as error:
        raise Refused(as_said(error)) from error
    if not spec.text.strip():
        raise Refused(say("Vui lòng ghi nội dung công bố."))
    if spec.applies_from_on.day != 1:
        raise Refused(say("Công thức áp dụng từ đầu kỳ; vui lòng chọn ngày 01 của một tháng."))
    if spec.applies_from_on <= today:
        raise Refused(say("Công thức chỉ áp dụng cho kỳ chưa bắt đầu; vui lòng chọn ngày sau hôm nay."))
    if latest_on is not None and spec.applies_from_on <= latest_on:
        raise Refused(
            say("Đã có phiên bản áp dụng từ ngày {on:%d/%m/%Y}; vui lòng chọn ngày sau đó.", on=latest_on)
        )
    if len({band.from_percent for band in spec.bands}) != len(spec.bands):
        raise Refused(say("Hai mức đề xuất không được bắt đầu từ cùng một tỷ lệ."))
    if any(not 0 <= band.from_percent <= 100 for band in spec.bands):
        raise Refused(say("Tỷ lệ của mức đề xuất phải từ 0 đến 100."))
    if spec.min_tasks > 1_000 or spec.settle_days > 60 or not 1 <= spec.window_days <= 60:
        raise Refused(say("Số ngày hoặc số nhiệm vụ nằm ngoài khoảng cho phép."))
