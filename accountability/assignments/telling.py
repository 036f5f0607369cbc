"""Telling the people of an assignment: in the application and by mail, in the transaction of the fact."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from accountability.access.roles import Role
from accountability.agencies.models import Position
from accountability.agencies.reading import holders, positions_of
from accountability.assignments.explaining import explanation_of
from accountability.assignments.models import Assignment
from accountability.core.zone import local
from accountability.notices.actions import NoticeDraft, notify_many, post_mails
from accountability.notices.message import MailDraft, MailItem

_SHORT = 90


def short(title: str) -> str:
    """A title cut for a subject line."""
    return title if len(title) <= _SHORT else title[: _SHORT - 1].rstrip() + "…"


def item_of(assignment: Assignment, note: str = "") -> MailItem:
    """Number, short title, deadline and link; no contents."""
    return MailItem(
        number=assignment.directive.cited,
        title=short(assignment.title),
        url=f"/nhiem-vu/{assignment.pk}/",
        due=assignment.due_on or "không có thời hạn",
        note=note,
    )


def tell(
    assignments: Iterable[Assignment],
    positions: Iterable[Position | None],
    *,
    kind: str,
    text: str,
    fact: str,
    at: datetime,
) -> None:
    """Tell those who hold these positions that something happened; one mail each, whatever their number of positions.

    `text` is a Vietnamese sentence without contents; `fact` names the business fact for the key of the mail
    ("assigned:3"), so that the same fact is never told twice. Several assignments become one mail.
    """
    rows = list(assignments)
    keys = [position.pk for position in positions if position is not None]
    people = {user.pk: user for users in holders(keys, today=local(at).date()).values() for user in users}
    if not rows or not people:
        return
    subjects = tuple(row.subject for row in rows)
    assumed = any(row.is_assumed for row in rows)
    items = tuple(item_of(row) for row in rows)
    single = rows[0] if len(rows) == 1 else None
    subject_line = f"{text}: {short(single.title)}" if single else f"{text} ({len(rows)} nhiệm vụ)"
    url = f"/nhiem-vu/{single.pk}/" if single else f"/van-ban/{rows[0].directive_id}/"
    urgent = rows[0].directive.urgency == "hoa_toc"
    # Who is given one task with a number of days reads how they were counted.
    explained = explanation_of(single) if single and kind == "assigned" else None
    lines = (f"{text}.", *(explained.lines if explained else ()))
    drafts, notices = [], []
    for user in people.values():
        drafts.append(
            MailDraft(
                kind=kind, dedupe_key=f"{kind}:{fact}:{user.pk}", to=user, subject_line=subject_line, lines=lines,
                items=items, subjects=subjects, payload={"assignments": [row.pk for row in rows]}, urgent=urgent,
                demo=assumed,
            )
        )  # fmt: skip
        notices.append(
            NoticeDraft(
                user_id=user.pk, kind=kind, text=subject_line, url=url, subject=subjects[0] if single else ""
            )
        )
    post_mails(drafts, at=at)
    notify_many(notices, at=at)


def heads_and_focal_points(agency_ids: Iterable[int]) -> dict[int, list[Position]]:
    """Agency key → its head and focal point; two roles, one query. The Office's head is its chief."""
    roles = (Role.AGENCY_HEAD, Role.OFFICE_CHIEF, Role.FOCAL_POINT)
    found: dict[int, list[Position]] = {}
    for (agency_id, _role), rows in positions_of(agency_ids, roles).items():
        found.setdefault(agency_id, []).extend(rows)
    return found


def office_of(assignment: Assignment) -> list[Position]:
    """The Office for this assignment: its specialist and the deputy chief in charge, never everybody."""
    deputies = [
        position
        for position in Position.objects.filter(role=Role.OFFICE_DEPUTY)
        if position.covers(assignment.field)
    ]
    return [position for position in [assignment.specialist, *deputies[:1]] if position is not None]


def head_of(agency_id: int) -> list[Position]:
    """The head of an agency: its head by role, for the Office its chief."""
    return list(Position.objects.filter(agency_id=agency_id, role__in=[Role.AGENCY_HEAD, Role.OFFICE_CHIEF]))
