"""One notice per person when a change of the working calendar moves deadlines, whatever their number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Min, QuerySet

from accountability.access.roles import Role
from accountability.agencies.models import Position
from accountability.agencies.reading import holders
from accountability.assignments.models import Assignment
from accountability.assignments.telling import heads_and_focal_points, short
from accountability.core.text import date_vi, number_vi
from accountability.core.zone import local
from accountability.notices.actions import NoticeDraft, notify_many


@dataclass(frozen=True)
class Share:
    """Assignments that concern the same people and move alike: how many, and the first of them."""

    lead_agency: int
    lead_position: int | None
    officer: int | None
    specialist: int | None
    field: str
    count: int
    first: int
    from_on: date
    to_on: date


_ALIKE = ("lead_agency_id", "lead_position_id", "officer_id", "specialist_id", "field")


def shares_of(rows: QuerySet[Assignment], from_on: date, to_on: date) -> list[Share]:
    """What moves from one day to another, counted by whom it concerns. One query."""
    counted = rows.order_by().values(*_ALIKE).annotate(n=Count("pk"), first=Min("pk"))
    return [
        Share(
            row["lead_agency_id"], row["lead_position_id"], row["officer_id"], row["specialist_id"], row["field"],
            row["n"], row["first"], from_on, to_on,
        )
        for row in counted
    ]  # fmt: skip


def tell_moves(shares: Iterable[Share], *, document: str, at: datetime) -> int:
    """Tell the leads (head, focal point, officer) and the Office (specialist, deputy in charge); how many notices."""
    by_user = _concerned(list(shares), local(at).date())
    return notify_many((_notice(user, found, document) for user, found in by_user.items()), at=at)


def _concerned(shares: Sequence[Share], today: date) -> dict[int, set[Share]]:
    """User key → what moved and concerns him; shares have no assignment in common, so their counts add up."""
    by_user: dict[int, set[Share]] = defaultdict(set)
    by_position: dict[int, set[Share]] = defaultdict(set)
    leads = heads_and_focal_points({share.lead_agency for share in shares})
    deputies = list(Position.objects.filter(role=Role.OFFICE_DEPUTY))
    for share in shares:
        if share.officer is not None:
            by_user[share.officer].add(share)
        told = [one.pk for one in leads.get(share.lead_agency, [])]
        told += [one.pk for one in deputies if one.covers(share.field)][:1]
        for key in (*told, share.lead_position, share.specialist):
            if key is not None:
                by_position[key].add(share)
    for key, users in holders(by_position, today=today).items():
        for user in users:
            by_user[user.pk] |= by_position[key]
    return by_user


def _notice(user: int, shares: set[Share], document: str) -> NoticeDraft:
    ground = f"Lịch làm việc thay đổi ({short(document)})"
    first, count = min(shares, key=lambda share: share.first), sum(share.count for share in shares)
    if count == 1:
        text = (
            f"{ground}: thời hạn của nhiệm vụ chuyển từ {date_vi(first.from_on)} sang {date_vi(first.to_on)}"
        )
        return NoticeDraft(user, "recounted", text, f"/nhiem-vu/{first.first}/", f"a:{first.first}")
    return NoticeDraft(
        user, "recounted", f"{ground}: thời hạn của {number_vi(count)} nhiệm vụ được tính lại", "/nhiem-vu/"
    )
