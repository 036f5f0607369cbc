"""One notice per person when a change of the working calendar moves deadlines, whatever their number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from accountability.access.roles import Role
from accountability.agencies.models import Position
from accountability.agencies.reading import holders
from accountability.assignments.models import Assignment
from accountability.assignments.telling import heads_and_focal_points, short
from accountability.core.text import date_vi
from accountability.core.zone import local
from accountability.notices.actions import NoticeDraft, notify_many

BATCH = 500
Moves = Mapping[int, tuple[date, date]]
_Row = tuple[int, int, int | None, int | None, int | None, str]
_COLUMNS = ("pk", "lead_agency_id", "lead_position_id", "officer_id", "specialist_id", "field")


def tell_moves(moves: Moves, *, document: str, at: datetime) -> int:
    """Tell the leads (head, focal point, officer) and the Office (specialist, deputy in charge); how many notices.

    `moves` maps an assignment's key to its former and its new deadline.
    """
    by_user = _concerned(moves, local(at).date())
    return notify_many((_notice(user, keys, moves, document) for user, keys in by_user.items()), at=at)


def _concerned(moves: Moves, today: date) -> dict[int, set[int]]:
    """User key → the assignments that moved and concern him."""
    by_user: dict[int, set[int]] = defaultdict(set)
    by_position: dict[int, set[int]] = defaultdict(set)
    rows = list(_rows(moves))
    leads = heads_and_focal_points({row[1] for row in rows})
    deputies = list(Position.objects.filter(role=Role.OFFICE_DEPUTY))
    for pk, agency, position, officer, specialist, field in rows:
        if officer is not None:
            by_user[officer].add(pk)
        told = [one.pk for one in leads.get(agency, [])]
        told += [one.pk for one in deputies if one.covers(field)][:1]
        for key in (*told, position, specialist):
            if key is not None:
                by_position[key].add(pk)
    for key, users in holders(by_position, today=today).items():
        for user in users:
            by_user[user.pk] |= by_position[key]
    return by_user


def _rows(moves: Moves) -> Iterable[_Row]:
    keys = sorted(moves)
    for start in range(0, len(keys), BATCH):
        chunk = keys[start : start + BATCH]
        yield from Assignment.objects.filter(pk__in=chunk).values_list(*_COLUMNS)


def _notice(user: int, keys: set[int], moves: Moves, document: str) -> NoticeDraft:
    ground = f"Lịch làm việc thay đổi ({short(document)})"
    first = min(keys)
    from_on, to_on = moves[first]
    if len(keys) == 1:
        text = f"{ground}: thời hạn của nhiệm vụ chuyển từ {date_vi(from_on)} sang {date_vi(to_on)}"
        return NoticeDraft(user, "recounted", text, f"/nhiem-vu/{first}/", f"a:{first}")
    return NoticeDraft(
        user, "recounted", f"{ground}: thời hạn của {len(keys)} nhiệm vụ được tính lại", "/nhiem-vu/"
    )
